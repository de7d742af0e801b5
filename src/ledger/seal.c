/* SPDX-License-Identifier: Apache-2.0 */
#include "seal.h"

#include <string.h>

#include "base/json.h"

#define TAG_SIZE 16

/* The canonical JSON array [chain, seq, kind, id]. */
static GString *
associated_data(const struct seal_place *place)
{
	GString *out = g_string_sized_new(128);
	g_string_append_c(out, '[');
	json_append_string(out, place->chain, strlen(place->chain));
	g_string_append_printf(out, ",%" G_GINT64_FORMAT ",", place->seq);
	json_append_string(out, place->kind, strlen(place->kind));
	g_string_append_c(out, ',');
	json_append_string(out, place->id, strlen(place->id));
	g_string_append_c(out, ']');
	return out;
}

/* RFC 4648 §5, without padding. */
static char *
base64url(const guint8 *bytes, gsize len)
{
	char *text = g_base64_encode(bytes, len);
	char *at = text;
	for (; *at != '\0' && *at != '='; at++) {
		if (*at == '+')
			*at = '-';
		else if (*at == '/')
			*at = '_';
	}
	*at = '\0';
	return text;
}

/* Owned by the caller; NULL when it is not what base64url writes. */
static guint8 *
base64url_parse(const char *text, gsize *ret_len)
{
	g_autoptr(GString) padded = g_string_new(text);
	for (gsize i = 0; i < padded->len; i++) {
		char c = padded->str[i];
		if (!g_ascii_isalnum(c) && c != '-' && c != '_')
			return NULL;
		padded->str[i] = c == '-' ? '+' : c == '_' ? '/' : c;
	}
	while (padded->len % 4 != 0)
		g_string_append_c(padded, '=');
	return g_base64_decode(padded->str, ret_len);
}

void
seal_body(
	const struct seal *seal, const struct seal_place *place, struct slice plain, GString *out)
{
	g_autoptr(GString) associated = associated_data(place);
	g_autofree guint8 *sealed = g_malloc(plain.len + TAG_SIZE);
	seal_encrypt(seal->key, seal->nonce, associated->str, associated->len, plain.at, plain.len,
		sealed);
	g_autofree char *data = base64url(sealed, plain.len + TAG_SIZE);
	char key_id[2 * KEY_ID_SIZE + 1], nonce[2 * NONCE_SIZE + 1];
	hex_of(seal->key_id, KEY_ID_SIZE, key_id);
	hex_of(seal->nonce, NONCE_SIZE, nonce);
	g_string_append(out, "{\"sealed\":{\"alg\":\"A256GCM\",\"data\":\"");
	g_string_append(out, data);
	g_string_append_printf(out, "\",\"key\":\"%s\",\"nonce\":\"%s\"}}", key_id, nonce);
}

gboolean
seal_key_id(const struct value *body, guint8 ret_key_id[KEY_ID_SIZE])
{
	guint8 key_id[KEY_ID_SIZE];
	const struct value *sealed = value_get(body, "sealed");
	const char *text = sealed == NULL ? NULL : value_get_text(sealed, "key");
	if (text == NULL || !hex_parse(text, key_id, KEY_ID_SIZE))
		return FALSE;
	if (ret_key_id != NULL)
		memcpy(ret_key_id, key_id, KEY_ID_SIZE);
	return TRUE;
}

static gboolean
damaged(const struct seal_place *place, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%1$s の %2$" G_GINT64_FORMAT " 番目の記録の封緘が壊れています(%3$s:%4$s)",
		"entry %2$" G_GINT64_FORMAT " of %1$s: its seal is damaged (%3$s:%4$s)", place->chain,
		place->seq, place->kind, place->id);
	return FALSE;
}

gboolean
seal_open(struct keyring *ring, const struct seal_place *place, const struct value *body,
	GString *out, gboolean *ret_gone, GError **error)
{
	struct seal seal;
	gboolean found;
	const struct value *sealed = value_get(body, "sealed");
	const char *nonce = value_get_text(sealed, "nonce"), *data = value_get_text(sealed, "data");
	if (!seal_key_id(body, seal.key_id) || nonce == NULL || data == NULL
		|| !hex_parse(nonce, seal.nonce, NONCE_SIZE))
		return damaged(place, error);
	if (!keyring_get(ring, seal.key_id, &found, seal.key, error))
		return FALSE;
	*ret_gone = !found;
	if (!found)
		return TRUE;
	gsize len = 0;
	g_autofree guint8 *bytes = base64url_parse(data, &len);
	g_autoptr(GString) associated = associated_data(place);
	gsize before = out->len;
	gboolean opened = FALSE;
	if (bytes != NULL && len >= TAG_SIZE) {
		g_string_set_size(out, before + len - TAG_SIZE);
		opened = seal_decrypt(seal.key, seal.nonce, associated->str, associated->len, bytes, len,
			out->str + before);
	}
	explicit_bzero(&seal, sizeof seal);
	if (!opened)
		g_string_set_size(out, before);
	return opened || damaged(place, error);
}

const struct value *
seal_entry_body(
	struct keyring *ring, const struct journal_row *row, struct arena *arena, GError **error)
{
	const struct value *entry =
		json_parse(arena, row->bytes.at, row->bytes.len, row->chain, error);
	const struct value *body = value_get(entry, "body");
	if (body == NULL || !seal_key_id(body, NULL))
		return body;
	struct seal_place place = { row->chain, row->seq, row->kind, row->id };
	g_autoptr(GString) plain = g_string_new(NULL);
	gboolean gone = ring == NULL;
	if (gone || !seal_open(ring, &place, body, plain, &gone, error) || gone)
		return NULL;
	return json_parse(arena, plain->str, plain->len, row->chain, error);
}
