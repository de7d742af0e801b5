/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From pieces back to the plain content. A difference needs its base's plain content, which may be a
 * difference again: the chain is walked to the one that is readable alone, then unpacked on the way
 * back, never more than two contents in memory.
 */
#include "content_private.h"

#include <string.h>

gboolean
content_damaged(const struct digest *sha256, GError **error)
{
	char hex[2 * DIGEST_SIZE + 1];
	hex_of(sha256->bytes, DIGEST_SIZE, hex);
	error_set(error, ERROR_DAMAGED,
		"証跡 %s の内容は、保管したときのものではありません。最後のバックアップから復元してください",
		"the content of evidence %s is not what was stored: restore the last backup", hex);
	return FALSE;
}

struct head {
	guint8 bytes[STREAM_HEAD_MAX];
	gsize len;
};

/* Keeps what is in front, returns what is behind. */
static struct slice
take_head(struct head *head, struct slice bytes)
{
	gsize size = 1;
	while (bytes.len > 0 && head->len < size) {
		head->bytes[head->len++] = (guint8)*bytes.at++;
		bytes.len--;
		size = head->bytes[0] == STREAM_DIFFERENCE ? STREAM_HEAD_MAX : 1;
	}
	return bytes;
}

static gboolean
read_head(const struct content_link *content, const struct head *head, gboolean *ret_difference,
	struct content_link *ret_base, GError **error)
{
	*ret_difference = head->len > 0 && head->bytes[0] == STREAM_DIFFERENCE;
	if (head->len != (*ret_difference ? STREAM_HEAD_MAX : 1)
		|| (!*ret_difference && head->bytes[0] != STREAM_ALONE))
		return content_damaged(&content->sha256, error);
	if (!*ret_difference)
		return TRUE;
	memcpy(ret_base->sha256.bytes, head->bytes + 1, DIGEST_SIZE);
	memcpy(ret_base->key, head->bytes + 1 + DIGEST_SIZE, KEY_SIZE);
	return TRUE;
}

static gboolean
only_head(struct slice bytes, void *data, GError **error)
{
	take_head(data, bytes);
	return TRUE;
}

gboolean
stream_head(struct store *store, const struct content_link *content, gboolean *ret_difference,
	struct content_link *ret_base, GError **error)
{
	struct head head = { .len = 0 };
	gboolean ok = pieces_read(store, content, TRUE, only_head, &head, error)
		&& read_head(content, &head, ret_difference, ret_base, error);
	explicit_bzero(&head, sizeof head);
	return ok;
}

static gboolean
size_of(struct store *store, const struct digest *sha256, gint64 *ret, GError **error)
{
	struct content_row row;
	gboolean found;
	if (!store_content_get(store, sha256, &found, &row, error))
		return FALSE;
	if (!found || row.size < 0 || row.size > CONTENT_MAX)
		return content_damaged(sha256, error);
	*ret = row.size;
	return TRUE;
}

/* ---- readable alone ---- */

struct alone {
	const struct content_link *content;
	struct head head;
	struct zstd_reader *zstd;
	struct digest_stream *digest;
	bytes_func func;
	void *data;
};

static gboolean
alone_out(struct slice bytes, void *data, GError **error)
{
	struct alone *alone = data;
	digest_stream_add(alone->digest, bytes.at, bytes.len);
	return alone->func(bytes, alone->data, error);
}

static gboolean
alone_in(struct slice bytes, void *data, GError **error)
{
	struct alone *alone = data;
	gboolean fits = TRUE;
	bytes = take_head(&alone->head, bytes);
	return zstd_reader_add(alone->zstd, bytes, &fits, error)
		&& (fits || content_damaged(&alone->content->sha256, error));
}

static gboolean
stream_alone(struct store *store, const struct content_link *content, gint64 size, bytes_func func,
	void *data, GError **error)
{
	struct alone alone = { content, .func = func, .data = data };
	alone.zstd = zstd_reader_new(size, alone_out, &alone);
	alone.digest = digest_stream_new();
	gboolean ok = pieces_read(store, content, FALSE, alone_in, &alone, error);
	gboolean complete = zstd_reader_complete(alone.zstd);
	struct digest digest = digest_stream_end(alone.digest);
	zstd_reader_free(alone.zstd);
	if (ok && (!complete || !digest_equal(&digest, &content->sha256)))
		ok = content_damaged(&content->sha256, error);
	return ok;
}

struct filling {
	guint8 *at;
	gsize len;
};

static gboolean
fill(struct slice bytes, void *data, GError **error)
{
	struct filling *filling = data;
	memcpy(filling->at + filling->len, bytes.at, bytes.len);
	filling->len += bytes.len;
	return TRUE;
}

/* ---- differences ---- */

struct collecting {
	struct head head;
	GByteArray *difference;
};

static gboolean
collect(struct slice bytes, void *data, GError **error)
{
	struct collecting *collecting = data;
	bytes = take_head(&collecting->head, bytes);
	g_byte_array_append(collecting->difference, (const guint8 *)bytes.at, (guint)bytes.len);
	return TRUE;
}

static gboolean
apply_difference(struct store *store, const struct content_link *content, struct slice base,
	guint8 *out, gsize size, GError **error)
{
	g_autoptr(GByteArray) difference = g_byte_array_new();
	struct collecting collecting = { .difference = difference };
	gboolean ok = pieces_read(store, content, FALSE, collect, &collecting, error);
	explicit_bzero(&collecting.head, sizeof collecting.head);
	if (!ok)
		return FALSE;
	struct slice bytes = { (const char *)difference->data, difference->len };
	if (!zstd_apply(base, bytes, out, size))
		return content_damaged(&content->sha256, error);
	struct digest digest = digest_of(out, size);
	return digest_equal(&digest, &content->sha256)
		|| content_damaged(&content->sha256, error);
}

/* One content in memory; `base`: the plain content of what it is compressed against, or NULL. */
static gboolean
unpack(struct store *store, const struct content_link *content, const struct slice *base,
	guint8 **ret, gsize *ret_len, GError **error)
{
	gint64 size;
	if (!size_of(store, &content->sha256, &size, error))
		return FALSE;
	if (size > CONTENT_BASE_MAX)
		return content_damaged(&content->sha256, error);
	g_autofree guint8 *plain = g_malloc((gsize)size + 1);
	struct filling filling = { plain, 0 };
	if (base != NULL
			? !apply_difference(store, content, *base, plain, (gsize)size, error)
			: !stream_alone(store, content, size, fill, &filling, error))
		return FALSE;
	*ret = g_steal_pointer(&plain);
	*ret_len = (gsize)size;
	return TRUE;
}

/* What `content` rests on, itself first, as far as the one that is readable alone. */
static gboolean
chain_of(struct store *store, const struct content_link *content, GArray *chain, GError **error)
{
	struct content_link link = *content;
	gboolean difference = TRUE;
	while (difference) {
		g_array_append_val(chain, link);
		/* No content knows another that was not there before it: this is no loop but damage. */
		if (chain->len > CONTENT_DEPTH_MAX + 1)
			return content_damaged(&content->sha256, error);
		struct content_link of = link;
		if (!stream_head(store, &of, &difference, &link, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
content_plain(struct store *store, const struct content_link *content, guint8 **ret,
	gsize *ret_len, GError **error)
{
	g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(struct content_link));
	g_autofree guint8 *plain = NULL;
	gsize len = 0;
	gboolean ok = chain_of(store, content, chain, error);
	for (guint i = chain->len; ok && i > 0; i--) {
		g_autofree guint8 *base = g_steal_pointer(&plain);
		struct slice base_bytes = { (const char *)base, len };
		ok = unpack(store, &g_array_index(chain, struct content_link, i - 1),
			base != NULL ? &base_bytes : NULL, &plain, &len, error);
	}
	explicit_bzero(chain->data, chain->len * sizeof(struct content_link));
	if (!ok)
		return FALSE;
	*ret = g_steal_pointer(&plain);
	*ret_len = len;
	return TRUE;
}

/* A difference against a base, of which the plain content may be at hand. */
static gboolean
stream_difference(struct store *store, const struct content_link *content,
	const struct slice *base, bytes_func func, void *data, GError **error)
{
	g_autofree guint8 *plain = NULL;
	gsize len;
	gboolean ok = base != NULL ? unpack(store, content, base, &plain, &len, error)
				   : content_plain(store, content, &plain, &len, error);
	return ok && func((struct slice) { (const char *)plain, len }, data, error);
}

gboolean
content_stream(struct store *store, const struct content_link *content, const struct slice *base,
	bytes_func func, void *data, GError **error)
{
	gboolean difference;
	struct content_link base_link;
	gint64 size;
	if (!stream_head(store, content, &difference, &base_link, error))
		return FALSE;
	explicit_bzero(&base_link, sizeof base_link);
	if (difference)
		return stream_difference(store, content, base, func, data, error);
	return size_of(store, &content->sha256, &size, error)
		&& stream_alone(store, content, size, func, data, error);
}
