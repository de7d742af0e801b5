/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Checkpoints:
 *
 *     {"at":…,"heads":[{"chain":…,"hash":"<hex>","seq":n},…],"public_key":"<base64url, DER>",
 *      "signature":"<base64url, DER>","store":"<128-bit hex>","v":1}
 *
 * canonical JSON, heads ascending by chain. The signature is ECDSA P-256 with SHA-256 over the
 * canonical JSON of the same object without "signature". The public key in it proves that nobody
 * changed the text; that the key is the right one is for its reader to know (it does not change:
 * whoever keeps checkpoints sees the same key in all of them).
 */
#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "verify_private.h"

#define CHECKPOINT_VERSION 1

G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free)

/* ---- base64url, RFC 4648 §5, without padding ---- */

static char *
base64url(const guint8 *bytes, gsize len)
{
	char *text = g_base64_encode(bytes, len);
	g_strdelimit(text, "+", '-');
	g_strdelimit(text, "/", '_');
	text[strcspn(text, "=")] = '\0';
	return text;
}

/* NULL: it is none, or another spelling of one (the last digit may have bits that say nothing). */
static guint8 *
base64url_parse(const char *text, gsize *ret_len)
{
	static const char DIGITS[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	if (text == NULL || text[strspn(text, DIGITS)] != '\0')
		return NULL;
	g_autoptr(GString) padded = g_string_new(text);
	g_strdelimit(padded->str, "-", '+');
	g_strdelimit(padded->str, "_", '/');
	while (padded->len % 4 != 0)
		g_string_append_c(padded, '=');
	g_autofree guint8 *bytes = g_base64_decode(padded->str, ret_len);
	g_autofree char *again = base64url(bytes, *ret_len);
	return strcmp(again, text) == 0 ? g_steal_pointer(&bytes) : NULL;
}

/* ---- the key ---- */

static char *
key_path(const struct store *store)
{
	const char *named = g_getenv("SEKISHO_CHECKPOINT_KEY");
	return named != NULL && *named != '\0'
		? g_strdup(named)
		: g_strconcat(store_path(store), "-checkpoint.pem", NULL);
}

static gboolean
key_failed(const char *path, const char *why, GError **error)
{
	error_set(error, ERROR_STORE,
		"チェックポイントの鍵 %s を使えません（%s）。ファイルを戻すか、SEKISHO_CHECKPOINT_KEY "
		"で指定してください",
		"cannot use the checkpoint key %s (%s): put the file back, or name one in "
		"SEKISHO_CHECKPOINT_KEY",
		path, why);
	return FALSE;
}

static gboolean
write_whole(int fd, const char *bytes, gsize len)
{
	while (len > 0) {
		gssize wrote = write(fd, bytes, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return FALSE;
		bytes += wrote;
		len -= (gsize)wrote;
	}
	return TRUE;
}

/*
 * Made under another name and linked into place, so that nobody reads half a key, and of two who
 * make it at once one wins.
 */
static gboolean
key_write(const char *path, EVP_PKEY *key, GError **error)
{
	g_autoptr(BIO) pem = BIO_new(BIO_s_mem());
	char *bytes = NULL;
	gboolean ok = PEM_write_bio_PKCS8PrivateKey(pem, key, NULL, NULL, 0, NULL, NULL);
	g_assert(ok);
	long len = BIO_get_mem_data(pem, &bytes);
	g_autofree char *made = g_strconcat(path, ".XXXXXX", NULL);
	int fd = g_mkstemp_full(made, O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0)
		return key_failed(path, g_strerror(errno), error);
	ok = write_whole(fd, bytes, (gsize)len) && fsync(fd) == 0;
	ok = ok && (link(made, path) == 0 || errno == EEXIST);
	int why = errno;
	explicit_bzero(bytes, (gsize)len);
	close(fd);
	unlink(made);
	return ok || key_failed(path, g_strerror(why), error);
}

static EVP_PKEY *
key_read(const char *path, GError **error)
{
	g_autofree char *text = NULL;
	gsize len = 0;
	GError *cause = NULL;
	if (!g_file_get_contents(path, &text, &len, &cause)) {
		key_failed(path, cause->message, error);
		g_error_free(cause);
		return NULL;
	}
	g_autoptr(BIO) pem = BIO_new_mem_buf(text, (int)MIN(len, 65536));
	EVP_PKEY *key = PEM_read_bio_PrivateKey(pem, NULL, NULL, NULL);
	explicit_bzero(text, len);
	char group[32] = "";
	if (key != NULL && EVP_PKEY_get_group_name(key, group, sizeof group, NULL)
		&& strcmp(group, "prime256v1") == 0)
		return key;
	EVP_PKEY_free(key);
	key_failed(path, "no P-256 key in PEM", error);
	return NULL;
}

static EVP_PKEY *
key_of(const struct store *store, GError **error)
{
	g_autofree char *path = key_path(store);
	if (access(path, F_OK) != 0) {
		g_autoptr(EVP_PKEY) made = EVP_EC_gen("P-256");
		g_assert(made != NULL);
		if (!key_write(path, made, error))
			return NULL;
	}
	return key_read(path, error);
}

static char *
public_text(EVP_PKEY *key)
{
	guint8 *der = NULL;
	int len = i2d_PUBKEY(key, &der);
	g_assert(len > 0);
	char *text = base64url(der, (gsize)len);
	OPENSSL_free(der);
	return text;
}

static char *
sign(EVP_PKEY *key, const char *text)
{
	g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
	gsize len = 0;
	const guint8 *bytes = (const guint8 *)text;
	int ok = EVP_DigestSignInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL)
		&& EVP_DigestSign(context, NULL, &len, bytes, strlen(text));
	g_assert(ok);
	g_autofree guint8 *signature = g_malloc(len);
	ok = EVP_DigestSign(context, signature, &len, bytes, strlen(text));
	g_assert(ok);
	return base64url(signature, len);
}

static gboolean
signature_fits(const char *public_key, const char *signature, const char *text)
{
	gsize der_len, len;
	g_autofree guint8 *der = base64url_parse(public_key, &der_len);
	g_autofree guint8 *bytes = base64url_parse(signature, &len);
	if (der == NULL || bytes == NULL)
		return FALSE;
	const guint8 *at = der;
	char group[32] = "";
	g_autoptr(EVP_PKEY) key = d2i_PUBKEY(NULL, &at, (long)der_len);
	if (key == NULL || !EVP_PKEY_get_group_name(key, group, sizeof group, NULL)
		|| strcmp(group, "prime256v1") != 0)
		return FALSE;
	g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new();
	return EVP_DigestVerifyInit_ex(context, NULL, "SHA256", NULL, NULL, key, NULL) == 1
		&& EVP_DigestVerify(context, bytes, len, (const guint8 *)text, strlen(text)) == 1;
}

/* ---- the store ---- */

gboolean
store_id_of(struct store *store, char **ret, GError **error)
{
	g_auto(GStrv) chains = store_chains(store, error);
	struct journal_row row;
	gboolean found = FALSE;
	*ret = NULL;
	if (chains == NULL)
		return FALSE;
	/* Every chain says it (verify compares them). */
	if (chains[0] != NULL && !store_journal_get(store, chains[0], 1, &found, &row, error))
		return FALSE;
	if (!found)
		return TRUE;
	ARENA_AUTO arena = arena_new();
	const struct value *entry =
		json_parse(arena, row.bytes.at, row.bytes.len, chains[0], NULL);
	const struct value *body = entry == NULL ? NULL : value_get(entry, "body");
	*ret = g_strdup(body == NULL ? NULL : value_get_text(body, "store"));
	return TRUE;
}

static struct value *
heads_of(struct store *store, struct arena *arena, GError **error)
{
	g_auto(GStrv) chains = store_chains(store, error);
	struct value *heads = value_list(arena);
	for (guint i = 0; chains != NULL && chains[i] != NULL; i++) {
		struct journal_head head;
		char hex[2 * DIGEST_SIZE + 1];
		if (!store_journal_head(store, chains[i], &head, error))
			return NULL;
		hex_of(head.hash.bytes, DIGEST_SIZE, hex);
		struct value *item = value_map(arena);
		value_set_text(arena, item, "chain", chains[i]);
		value_set_int(arena, item, "seq", head.seq);
		value_set_text(arena, item, "hash", hex);
		value_add(arena, heads, item);
	}
	return chains == NULL ? NULL : heads;
}

char *
checkpoint_make(struct store *store, gint64 now, GError **error)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *store_id = NULL;
	struct value *heads = heads_of(store, arena, error);
	if (heads == NULL || !store_id_of(store, &store_id, error))
		return NULL;
	if (store_id == NULL) {
		error_set(error, ERROR_REFUSED, "%s には記録がまだありません",
			"%s has no entry yet", store_path(store));
		return NULL;
	}
	g_autoptr(EVP_PKEY) key = key_of(store, error);
	if (key == NULL)
		return NULL;
	struct value *checkpoint = value_map(arena);
	g_autofree char *public_key = public_text(key);
	value_set_int(arena, checkpoint, "v", CHECKPOINT_VERSION);
	value_set_text(arena, checkpoint, "store", store_id);
	value_set_int(arena, checkpoint, "at", now);
	value_set(arena, checkpoint, "heads", heads);
	value_set_text(arena, checkpoint, "public_key", public_key);
	g_autofree char *text = json_canonical_text(checkpoint);
	g_autofree char *signature = sign(key, text);
	value_set_text(arena, checkpoint, "signature", signature);
	return json_canonical_text(checkpoint);
}

/* ---- looking at one ---- */

static gboolean
wrong(struct problems *problems, const char *ja, const char *en)
{
	problem_add(problems, ERROR_DAMAGED, (struct place) { 0 }, "チェックポイント: %1$s%2$.0s",
		"checkpoint: %1$.0s%2$s", ja, en);
	return FALSE;
}

static gboolean
check_signature(struct arena *arena, const struct value *checkpoint, struct problems *problems)
{
	struct value *unsigned_one = value_copy(arena, checkpoint);
	value_unset(unsigned_one, "signature");
	g_autofree char *text = json_canonical_text(unsigned_one);
	if (value_get_int(checkpoint, "v", 0) != CHECKPOINT_VERSION)
		return wrong(problems, "知らない版です", "its version is not known");
	return signature_fits(value_get_text(checkpoint, "public_key"),
		       value_get_text(checkpoint, "signature"), text)
		|| wrong(problems, "署名が内容と合いません", "its signature does not fit");
}

static gboolean
check_head(struct store *store, const struct value *head, struct problems *problems,
	GError **error)
{
	struct digest hash;
	struct journal_row row;
	gboolean found;
	const char *chain = value_get_text(head, "chain"), *hex = value_get_text(head, "hash");
	gint64 seq = value_get_int(head, "seq", 0);
	if (chain == NULL || hex == NULL || !hex_parse(hex, hash.bytes, DIGEST_SIZE)) {
		wrong(problems, "先頭の記録が読めません", "a head in it is not readable");
		return TRUE;
	}
	if (!store_journal_get(store, chain, seq, &found, &row, error))
		return FALSE;
	if (found && digest_equal(&row.hash, &hash))
		return TRUE;
	problem_add(problems, ERROR_DAMAGED, (struct place) { 0 },
		found ? "%s の %" G_GINT64_FORMAT " 番目の記録: チェックポイントにあるものではありません"
		      : "%s の %" G_GINT64_FORMAT " 番目の記録: チェックポイントにありますが、台帳にありません",
		found ? "%s entry %" G_GINT64_FORMAT ": it is not the one in the checkpoint"
		      : "%s entry %" G_GINT64_FORMAT ": it is in the checkpoint, but not in the store",
		chain, seq);
	return TRUE;
}

static gboolean
check_heads(struct store *store, const struct value *checkpoint, struct problems *problems,
	GError **error)
{
	const struct value *heads = value_get(checkpoint, "heads");
	if (heads == NULL || heads->type != VALUE_LIST)
		return wrong(problems, "先頭の一覧がありません", "it has no list of heads") || TRUE;
	for (guint i = 0; i < heads->n_items; i++)
		if (!check_head(store, heads->items[i], problems, error))
			return FALSE;
	return TRUE;
}

gboolean
checkpoint_check(
	struct store *store, const char *checkpoint, struct problems *problems, GError **error)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *store_id = NULL;
	const struct value *parsed =
		json_parse(arena, checkpoint, strlen(checkpoint), "checkpoint", NULL);
	if (parsed == NULL || parsed->type != VALUE_MAP) {
		wrong(problems, "JSON ではありません", "it is not JSON");
		return TRUE;
	}
	if (!check_signature(arena, parsed, problems))
		return TRUE;
	if (!store_id_of(store, &store_id, error))
		return FALSE;
	if (store_id == NULL || !value_is_text(value_get(parsed, "store"), store_id)) {
		wrong(problems, "別の台帳のものです", "it is of another store");
		return TRUE;
	}
	return check_heads(store, parsed, problems, error);
}
