/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contents as they lie in the store: what content*.c, verify and backup share.
 *
 * A content is one stream of bytes, cut into pieces:
 *
 *     stream = 'A' ‖ zstd frame                                            readable alone
 *            | 'D' ‖ SHA-256 of the base ‖ key of the base ‖ zstd frame    base is the prefix
 *     piece  = last (1 byte: 0, or 1 for the last) ‖ nonce (12) ‖ AES-256-GCM of ≤ PIECE_PLAIN
 *              bytes of the stream ‖ tag (16)
 *     associated data of a piece = SHA-256 of the content ‖ number (4, big-endian) ‖ last
 *
 * so pieces cannot be exchanged, reordered or cut without a tag failing. The key of a content is
 * random; for each object that may open it:
 *
 *     wrapped = id of the object's key in the ring (16) ‖ nonce (12) ‖ AES-256-GCM of the key ‖ tag
 *     associated data = "sekisho-content" ‖ 0 ‖ SHA-256 ‖ key id ‖ chain ‖ 0 ‖ id
 */
#pragma once
#include "base/slice.h"
#include "content.h"

#define PIECE_HEAD 13
#define PIECE_OVERHEAD (PIECE_HEAD + 16)
#define PIECE_PLAIN (STORE_PIECE_MAX - PIECE_OVERHEAD)
#define WRAPPED_SIZE (KEY_ID_SIZE + 12 + KEY_SIZE + 16)
#define STREAM_ALONE 'A'
#define STREAM_DIFFERENCE 'D'
#define STREAM_HEAD_MAX (1 + DIGEST_SIZE + KEY_SIZE)

/* A content whose key is known. */
struct content_link {
	struct digest sha256;
	guint8 key[KEY_SIZE];
};

typedef gboolean (*bytes_func)(struct slice bytes, void *data, GError **error);

/* ---- content_piece.c ---- */
struct piece_writer;
/* Inside a transaction, for a content that has no pieces yet. */
struct piece_writer *piece_writer_new(struct store *store, const struct content_link *content);
gboolean piece_writer_add(struct piece_writer *writer, struct slice bytes, GError **error);
gboolean piece_writer_end(struct piece_writer *writer, GError **error);
void piece_writer_free(struct piece_writer *writer); /* accepts NULL */
/*
 * Opens the pieces in order. `func` (told nothing of pieces) gets the stream. With `only_head` it
 * gets the first piece alone.
 */
gboolean pieces_read(struct store *store, const struct content_link *content, gboolean only_head,
	bytes_func func, void *data, GError **error);

/* ---- content_zstd.c ---- */
/* NULL when it does not get below `max` bytes. Owned by the caller. */
GByteArray *zstd_difference(struct slice base, struct slice plain, gsize max);
/* Compresses what is given bit by bit. */
struct zstd_writer;
struct zstd_writer *zstd_writer_new(gint64 size, bytes_func func, void *data);
gboolean zstd_writer_add(
	struct zstd_writer *writer, struct slice bytes, gboolean last, GError **error);
void zstd_writer_free(struct zstd_writer *writer);
/* Unpacks what is given bit by bit. *fits FALSE: no zstd, or more than `size` bytes. */
struct zstd_reader;
struct zstd_reader *zstd_reader_new(gint64 size, bytes_func func, void *data);
gboolean zstd_reader_add(
	struct zstd_reader *reader, struct slice bytes, gboolean *fits, GError **error);
gboolean zstd_reader_complete(const struct zstd_reader *reader);
void zstd_reader_free(struct zstd_reader *reader);
/* Exactly `size` bytes, or FALSE. */
gboolean zstd_apply(struct slice base, struct slice difference, void *out, gsize size);

/* ---- content_plain.c ---- */
/* What stands in front of a stream. base->key is only set for a difference. */
gboolean stream_head(struct store *store, const struct content_link *content,
	gboolean *ret_difference, struct content_link *ret_base, GError **error);
/* The plain content in memory; for contents of at most CONTENT_BASE_MAX. Checked. */
gboolean content_plain(struct store *store, const struct content_link *content, guint8 **ret,
	gsize *ret_len, GError **error);
/* The same, bit by bit, of any size; `base` (or NULL) is its base's plain content if at hand. */
gboolean content_stream(struct store *store, const struct content_link *content,
	const struct slice *base, bytes_func func, void *data, GError **error);
gboolean content_damaged(const struct digest *sha256, GError **error); /* FALSE */

/* ---- content_key.c ---- */
gboolean content_key_wrap(struct store *store, struct keyring *ring,
	const struct content_link *content, const char *chain, const char *id,
	const guint8 key_id[KEY_ID_SIZE], GError **error);
/* *found FALSE: no access, or (*destroyed) the ring's key is gone. */
gboolean content_key_open(struct store *store, struct keyring *ring, const char *chain,
	const char *id, gboolean *found, gboolean *destroyed, struct content_link *content,
	GError **error);
/* By whoever may open it, or what is compressed against it. `content->sha256` says which. */
gboolean content_key_any(struct store *store, struct keyring *ring, gboolean *found,
	struct content_link *content, GError **error);

/* ---- content.c ---- */
/* The pieces of a content that has none, readable alone. */
gboolean content_put_alone(struct store *store, const struct content_link *content,
	struct slice plain, GError **error);

/* ---- content_media.c ---- */
#define MEDIA_HEAD 4096
#define MEDIA_TAIL 65536
/* `tail`: the last bytes, where an archive says what is in it. Static. */
const char *content_media(struct slice head, struct slice tail);
