/* SPDX-License-Identifier: Apache-2.0 */
#include "content_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK (256 * 1024)
#define DIFFERENCE_WORTH 4096 /* bytes; what is smaller stands alone */

/* ---- the file ---- */

static gboolean
cannot_read(const char *path, GError **error)
{
	error_set(error, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT,
		"%s を読めません（%s）。パスと権限を確かめてください",
		"cannot read %s (%s): check the path and its permissions", path, g_strerror(errno));
	return FALSE;
}

/* -1 with *error. O_NONBLOCK: a pipe without a writer must not hold us. */
static int
open_regular(const char *path, gint64 *ret_size, GError **error)
{
	struct stat found;
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if ((fd < 0 && errno == ELOOP) || (fd >= 0 && fstat(fd, &found) == 0 && !S_ISREG(found.st_mode))) {
		error_set(error, ERROR_INPUT,
			"%s は通常のファイルではありません（リンクも使えません）",
			"%s is no regular file (a link is none either)", path);
	} else if (fd < 0 || fstat(fd, &found) != 0) {
		cannot_read(path, error);
	} else if (found.st_size > CONTENT_MAX) {
		error_set(error, ERROR_TOO_LARGE,
			"%s は %" G_GINT64_FORMAT " バイトあります（上限 %" G_GINT64_FORMAT "）",
			"%s has %" G_GINT64_FORMAT " bytes (at most %" G_GINT64_FORMAT ")", path,
			(gint64)found.st_size, CONTENT_MAX);
	} else {
		*ret_size = found.st_size;
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

/* As many as there are, at most `len`; -1 with errno. */
static gssize
read_some(int fd, void *out, gsize len)
{
	gsize done = 0;
	while (done < len) {
		gssize got = read(fd, (char *)out + done, len - done);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		done += (gsize)got;
	}
	return (gssize)done;
}

/* Reads it to its end, at most `max` bytes. */
static gboolean
each_chunk(int fd, const char *path, gint64 max, bytes_func func, void *data, GError **error)
{
	g_autofree char *chunk = g_malloc(CHUNK);
	gint64 done = 0;
	for (;;) {
		gssize got = read_some(fd, chunk, CHUNK);
		if (got < 0)
			return cannot_read(path, error);
		done += got;
		if (done > max) {
			error_set(error, ERROR_CONFLICT, "%s は読み取り中に大きくなりました",
				"%s grew while it was read", path);
			return FALSE;
		}
		if (got == 0)
			return TRUE;
		if (!func((struct slice) { chunk, (gsize)got }, data, error))
			return FALSE;
	}
}

static gboolean
add_digest(struct slice bytes, void *data, GError **error)
{
	digest_stream_add(data, bytes.at, bytes.len);
	return TRUE;
}

static gboolean
find_media(struct content *content, int fd, GError **error)
{
	g_autofree char *head = g_malloc(MEDIA_HEAD), *tail = g_malloc(MEDIA_TAIL);
	gsize tail_len = (gsize)MIN(content->size, MEDIA_TAIL);
	gssize head_len = pread(fd, head, MEDIA_HEAD, 0);
	gssize got = pread(fd, tail, tail_len, content->size - (gint64)tail_len);
	if (head_len < 0 || got < 0)
		return cannot_read(content->path, error);
	content->media = g_strdup(content_media(
		(struct slice) { head, (gsize)head_len }, (struct slice) { tail, (gsize)got }));
	return TRUE;
}

struct content *
content_take(const char *path, GError **error)
{
	gint64 size;
	int fd = open_regular(path, &size, error);
	if (fd < 0)
		return NULL;
	struct content *content = g_new0(struct content, 1);
	content->path = g_strdup(path);
	content->size = size;
	struct digest_stream *digest = digest_stream_new();
	gboolean ok = each_chunk(fd, path, size, add_digest, digest, error)
		&& find_media(content, fd, error);
	content->sha256 = digest_stream_end(digest);
	close(fd);
	if (ok)
		return content;
	content_free(content);
	return NULL;
}

void
content_free(struct content *content)
{
	if (content == NULL)
		return;
	g_free(content->path);
	g_free(content->media);
	g_free(content);
}

/* ---- storing ---- */

static gboolean
changed(const struct content *content, GError **error)
{
	error_set(error, ERROR_CONFLICT,
		"%s は調べた後に書き換えられました。もう一度やり直してください",
		"%s was changed after it was looked at: try again", content->path);
	return FALSE;
}

static gboolean
to_pieces(struct slice bytes, void *data, GError **error)
{
	return piece_writer_add(data, bytes, error);
}

static gboolean
to_memory(struct slice bytes, void *data, GError **error)
{
	g_byte_array_append(data, (const guint8 *)bytes.at, (guint)bytes.len);
	return TRUE;
}

struct streaming {
	struct zstd_writer *zstd;
	struct digest_stream *digest;
};

static gboolean
stream_chunk(struct slice bytes, void *data, GError **error)
{
	struct streaming *streaming = data;
	digest_stream_add(streaming->digest, bytes.at, bytes.len);
	return zstd_writer_add(streaming->zstd, bytes, FALSE, error);
}

/* A content too large for a base, chunk by chunk. */
static gboolean
put_streaming(struct store *store, const struct content *content, int fd,
	const struct content_link *link, GError **error)
{
	static const struct slice NOTHING = { "", 0 };
	struct piece_writer *pieces = piece_writer_new(store, link);
	struct streaming streaming = { zstd_writer_new(content->size, to_pieces, pieces),
		digest_stream_new() };
	gboolean ok = piece_writer_add(pieces, SLICE_LITERAL("A"), error)
		&& each_chunk(fd, content->path, content->size, stream_chunk, &streaming, error)
		&& zstd_writer_add(streaming.zstd, NOTHING, TRUE, error)
		&& piece_writer_end(pieces, error);
	struct digest digest = digest_stream_end(streaming.digest);
	zstd_writer_free(streaming.zstd);
	piece_writer_free(pieces);
	return ok && (digest_equal(&digest, &content->sha256) || changed(content, error));
}

static gboolean
put_stream(struct store *store, const struct content_link *link, struct slice head,
	const GByteArray *packed, GError **error)
{
	struct piece_writer *pieces = piece_writer_new(store, link);
	gboolean ok = piece_writer_add(pieces, head, error)
		&& piece_writer_add(pieces,
			(struct slice) { (const char *)packed->data, packed->len }, error)
		&& piece_writer_end(pieces, error);
	piece_writer_free(pieces);
	return ok;
}

static GByteArray *
pack_alone(struct slice plain)
{
	GByteArray *packed = g_byte_array_new();
	struct zstd_writer *zstd = zstd_writer_new((gint64)plain.len, to_memory, packed);
	gboolean ok = zstd_writer_add(zstd, plain, TRUE, NULL);
	g_assert(ok); /* the size is the one announced */
	zstd_writer_free(zstd);
	return packed;
}

/*
 * The difference if it is clearly smaller (by a quarter) than standing alone. What is a 32nd of the
 * plain content is taken without looking: text packs to a tenth, and looking doubles the time.
 */
static GByteArray *
pack_difference(struct slice base, struct slice plain, GByteArray **ret_alone)
{
	g_autoptr(GByteArray) difference = zstd_difference(base, plain, plain.len / 2);
	if (difference != NULL && difference->len <= plain.len / 32)
		return g_steal_pointer(&difference);
	*ret_alone = pack_alone(plain);
	if (difference == NULL || difference->len > (*ret_alone)->len / 4 * 3)
		return NULL;
	return g_steal_pointer(&difference);
}

gboolean
content_put_alone(struct store *store, const struct content_link *link, struct slice plain,
	GError **error)
{
	g_autoptr(GByteArray) packed = pack_alone(plain);
	return put_stream(store, link, SLICE_LITERAL("A"), packed, error);
}

/* A content that may become a base: its row, and its key. */
struct base {
	struct content_row row;
	struct content_link link;
};

static gboolean
put_against(struct store *store, const struct content_link *link, struct slice plain,
	const struct base *base, gboolean *ret_difference, GError **error)
{
	g_autofree guint8 *base_plain = NULL;
	g_autoptr(GByteArray) alone = NULL;
	guint8 head[STREAM_HEAD_MAX] = { STREAM_DIFFERENCE };
	gsize base_len;
	if (!content_plain(store, &base->link, &base_plain, &base_len, error))
		return FALSE;
	g_autoptr(GByteArray) difference = pack_difference(
		(struct slice) { (const char *)base_plain, base_len }, plain, &alone);
	*ret_difference = difference != NULL;
	if (difference == NULL)
		return put_stream(store, link, SLICE_LITERAL("A"), alone, error);
	memcpy(head + 1, base->link.sha256.bytes, DIGEST_SIZE);
	memcpy(head + 1 + DIGEST_SIZE, base->link.key, KEY_SIZE);
	gboolean ok = put_stream(
		store, link, (struct slice) { (const char *)head, sizeof head }, difference, error);
	explicit_bzero(head, sizeof head);
	return ok;
}

/* *found FALSE: there is none that will do. */
static gboolean
find_base(struct store *store, struct keyring *ring, const struct content *content,
	const struct digest *previous, gboolean *found, struct base *ret, GError **error)
{
	*found = FALSE;
	if (previous == NULL || content->size > CONTENT_BASE_MAX || content->size < DIFFERENCE_WORTH
		|| digest_equal(previous, &content->sha256))
		return TRUE;
	if (!store_content_get(store, previous, found, &ret->row, error))
		return FALSE;
	*found = *found && ret->row.size <= CONTENT_BASE_MAX
		&& ret->row.depth < CONTENT_DEPTH_MAX;
	ret->link.sha256 = *previous;
	return !*found || content_key_any(store, ring, found, &ret->link, error);
}

static gboolean
read_whole(const struct content *content, int fd, guint8 **ret, GError **error)
{
	g_autofree guint8 *plain = g_malloc((gsize)content->size + 1);
	gssize got = read_some(fd, plain, (gsize)content->size + 1);
	if (got < 0)
		return cannot_read(content->path, error);
	struct digest digest = digest_of(plain, (gsize)got);
	if (got != content->size || !digest_equal(&digest, &content->sha256))
		return changed(content, error);
	*ret = g_steal_pointer(&plain);
	return TRUE;
}

static gboolean
put_in_memory(struct store *store, const struct content *content, int fd,
	const struct content_link *link, const struct base *base, struct content_row *row,
	GError **error)
{
	g_autofree guint8 *bytes = NULL;
	if (!read_whole(content, fd, &bytes, error))
		return FALSE;
	struct slice plain = { (const char *)bytes, (gsize)content->size };
	if (base == NULL)
		return content_put_alone(store, link, plain, error);
	if (!put_against(store, link, plain, base, &row->has_base, error))
		return FALSE;
	row->base = base->link.sha256;
	row->depth = row->has_base ? base->row.depth + 1 : 0;
	return TRUE;
}

static gboolean
put_new(struct store *store, const struct content *content, const struct content_link *link,
	const struct base *base, GError **error)
{
	gint64 size;
	int fd = open_regular(content->path, &size, error);
	if (fd < 0)
		return FALSE;
	struct content_row row = { .sha256 = content->sha256, .size = content->size };
	gboolean ok = size == content->size || changed(content, error);
	if (ok && size > CONTENT_BASE_MAX)
		ok = put_streaming(store, content, fd, link, error);
	else if (ok)
		ok = put_in_memory(store, content, fd, link, base, &row, error);
	close(fd);
	return ok && store_content_put(store, &row, error);
}

static gboolean
store_new(struct store *store, struct keyring *ring, const struct content *content,
	const struct digest *previous, struct content_link *link, GError **error)
{
	struct base base;
	gboolean found;
	/* What nobody can open any more makes room. */
	if (!store_content_delete(store, &content->sha256, error)
		|| !find_base(store, ring, content, previous, &found, &base, error))
		return FALSE;
	random_bytes(link->key, KEY_SIZE);
	gboolean ok = put_new(store, content, link, found ? &base : NULL, error);
	explicit_bzero(&base, sizeof base);
	return ok;
}

gboolean
content_store(struct store *store, struct keyring *ring, const struct content *content,
	const struct digest *previous, const char *chain, const char *id,
	const guint8 key_id[KEY_ID_SIZE], GError **error)
{
	struct content_link link = { content->sha256 };
	struct content_row row;
	gboolean found;
	gboolean ok = store_content_get(store, &content->sha256, &found, &row, error)
		&& (!found || content_key_any(store, ring, &found, &link, error))
		&& (found || store_new(store, ring, content, previous, &link, error))
		&& content_key_wrap(store, ring, &link, chain, id, key_id, error);
	explicit_bzero(&link, sizeof link);
	return ok;
}

/* ---- reading ---- */

static gboolean
to_descriptor(struct slice bytes, void *data, GError **error)
{
	const int *fd = data;
	while (bytes.len > 0) {
		gssize wrote = write(*fd, bytes.at, bytes.len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0) {
			error_set(error, ERROR_STORE, "証跡の内容を書き出せません（%s）",
				"cannot write the content out (%s)", g_strerror(errno));
			return FALSE;
		}
		bytes.at += wrote;
		bytes.len -= (gsize)wrote;
	}
	return TRUE;
}

static gboolean
no_access(const char *chain, const char *id, gboolean destroyed, GError **error)
{
	if (destroyed)
		error_set(error, ERROR_REFUSED, "%s の evidence:%s は消去済みです",
			"evidence:%2$s of %1$s was erased", chain, id);
	else
		error_set(error, ERROR_NOT_FOUND, "%s の evidence:%s にこの内容はありません",
			"evidence:%2$s of %1$s has no such content", chain, id);
	return FALSE;
}

gboolean
content_read(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, int to, GError **error)
{
	struct content_link link = { *sha256 };
	gboolean found, destroyed;
	if (!content_key_open(store, ring, chain, id, &found, &destroyed, &link, error))
		return FALSE;
	gboolean ok = found
		? content_stream(store, &link, NULL, to_descriptor, &to, error)
		: no_access(chain, id, destroyed, error);
	explicit_bzero(&link, sizeof link);
	return ok;
}
