/* SPDX-License-Identifier: Apache-2.0 */
#include "content_private.h"

#include <string.h>

#define PURPOSE "sekisho-content"

static GByteArray *
associated_of(const struct digest *sha256, const guint8 key_id[KEY_ID_SIZE], const char *chain,
	const char *id)
{
	GByteArray *bytes = g_byte_array_new();
	g_byte_array_append(bytes, (const guint8 *)PURPOSE, sizeof PURPOSE);
	g_byte_array_append(bytes, sha256->bytes, DIGEST_SIZE);
	g_byte_array_append(bytes, key_id, KEY_ID_SIZE);
	g_byte_array_append(bytes, (const guint8 *)chain, (guint)strlen(chain) + 1);
	g_byte_array_append(bytes, (const guint8 *)id, (guint)strlen(id));
	return bytes;
}

gboolean
content_key_wrap(struct store *store, struct keyring *ring, const struct content_link *content,
	const char *chain, const char *id, const guint8 key_id[KEY_ID_SIZE], GError **error)
{
	guint8 object_key[KEY_SIZE], wrapped[WRAPPED_SIZE];
	gboolean found;
	if (!keyring_get(ring, key_id, &found, object_key, error))
		return FALSE;
	if (!found) {
		error_set(error, ERROR_DAMAGED, "%s の evidence:%s の鍵が鍵束にありません",
			"the key ring has no key for evidence:%2$s of %1$s", chain, id);
		return FALSE;
	}
	g_autoptr(GByteArray) associated = associated_of(&content->sha256, key_id, chain, id);
	memcpy(wrapped, key_id, KEY_ID_SIZE);
	random_bytes(wrapped + KEY_ID_SIZE, 12);
	seal_encrypt(object_key, wrapped + KEY_ID_SIZE, associated->data, associated->len,
		content->key, KEY_SIZE, wrapped + KEY_ID_SIZE + 12);
	explicit_bzero(object_key, sizeof object_key);
	return store_content_key_put(store, &content->sha256, chain, id,
		(struct slice) { (const char *)wrapped, sizeof wrapped }, error);
}

/* *found FALSE: the ring's key is gone. */
static gboolean
unwrap(struct keyring *ring, struct slice wrapped, const char *chain, const char *id,
	gboolean *found, struct content_link *content, GError **error)
{
	guint8 object_key[KEY_SIZE];
	const guint8 *at = (const guint8 *)wrapped.at;
	*found = FALSE;
	if (wrapped.len != WRAPPED_SIZE)
		return content_damaged(&content->sha256, error);
	if (!keyring_get(ring, at, found, object_key, error))
		return FALSE;
	if (!*found)
		return TRUE;
	g_autoptr(GByteArray) associated = associated_of(&content->sha256, at, chain, id);
	*found = seal_decrypt(object_key, at + KEY_ID_SIZE, associated->data, associated->len,
		at + KEY_ID_SIZE + 12, KEY_SIZE + 16, content->key);
	explicit_bzero(object_key, sizeof object_key);
	return *found || content_damaged(&content->sha256, error);
}

gboolean
content_key_open(struct store *store, struct keyring *ring, const char *chain, const char *id,
	gboolean *found, gboolean *destroyed, struct content_link *content, GError **error)
{
	struct slice wrapped;
	*destroyed = FALSE;
	if (!store_content_key_get(store, &content->sha256, chain, id, found, &wrapped, error))
		return FALSE;
	if (!*found)
		return TRUE;
	if (!unwrap(ring, wrapped, chain, id, found, content, error))
		return FALSE;
	*destroyed = !*found;
	return TRUE;
}

gboolean
content_key_id(struct store *store, const struct digest *sha256, const char *chain, const char *id,
	gboolean *found, guint8 ret[KEY_ID_SIZE], GError **error)
{
	struct slice wrapped;
	if (!store_content_key_get(store, sha256, chain, id, found, &wrapped, error))
		return FALSE;
	if (*found && wrapped.len != WRAPPED_SIZE)
		return content_damaged(sha256, error);
	if (*found)
		memcpy(ret, wrapped.at, KEY_ID_SIZE);
	return TRUE;
}

struct trying {
	struct keyring *ring;
	struct content_link *content;
	gboolean found, failed;
	GError **error;
};

static gboolean
try_holder(const struct digest *sha256, const char *chain, const char *id, struct slice wrapped,
	void *data)
{
	struct trying *trying = data;
	trying->failed = !unwrap(trying->ring, wrapped, chain, id, &trying->found,
		trying->content, trying->error);
	return !trying->failed && !trying->found;
}

static gboolean
add_row(const struct content_row *row, void *data)
{
	g_array_append_vals(data, row, 1);
	return TRUE;
}

/* What is compressed against it holds its key. */
static gboolean
try_dependents(struct store *store, struct keyring *ring, gboolean *found,
	struct content_link *content, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct content_row));
	if (!store_content_based_on(store, &content->sha256, add_row, rows, error))
		return FALSE;
	for (guint i = 0; i < rows->len && !*found; i++) {
		const struct content_row *row = &g_array_index(rows, struct content_row, i);
		struct content_link dependent = { row->sha256 }, base;
		gboolean opens, difference = FALSE;
		/* Depth grows towards dependents: what does not is damage, and would be a loop. */
		if (row->depth > CONTENT_DEPTH_MAX)
			return content_damaged(&row->sha256, error);
		if (!content_key_any(store, ring, &opens, &dependent, error)
			|| (opens && !stream_head(store, &dependent, &difference, &base, error)))
			return FALSE;
		*found = difference && digest_equal(&base.sha256, &content->sha256);
		if (*found)
			*content = base;
		explicit_bzero(&dependent, sizeof dependent);
		explicit_bzero(&base, sizeof base);
	}
	return TRUE;
}

gboolean
content_key_any(struct store *store, struct keyring *ring, gboolean *found,
	struct content_link *content, GError **error)
{
	struct trying trying = { ring, content, .error = error };
	if (!store_content_keys(store, &content->sha256, try_holder, &trying, error)
		|| trying.failed)
		return FALSE;
	*found = trying.found;
	return *found || try_dependents(store, ring, found, content, error);
}
