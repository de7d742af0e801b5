/* SPDX-License-Identifier: Apache-2.0 */
#include "content_private.h"

#include <string.h>

#define ASSOCIATED_SIZE (DIGEST_SIZE + 4 + 1)

static void
associated_of(const struct digest *sha256, int number, guint8 last, guint8 out[ASSOCIATED_SIZE])
{
	guint32 big_endian = GUINT32_TO_BE((guint32)number);
	memcpy(out, sha256->bytes, DIGEST_SIZE);
	memcpy(out + DIGEST_SIZE, &big_endian, 4);
	out[DIGEST_SIZE + 4] = last;
}

struct piece_writer {
	struct store *store;
	const struct content_link *content;
	int number;
	gsize filled;
	guint8 *plain, *sealed;
};

struct piece_writer *
piece_writer_new(struct store *store, const struct content_link *content)
{
	struct piece_writer *writer = g_new0(struct piece_writer, 1);
	writer->store = store;
	writer->content = content;
	writer->plain = g_malloc(PIECE_PLAIN);
	writer->sealed = g_malloc(STORE_PIECE_MAX);
	return writer;
}

void
piece_writer_free(struct piece_writer *writer)
{
	if (writer == NULL)
		return;
	explicit_bzero(writer->plain, writer->filled);
	g_free(writer->plain);
	g_free(writer->sealed);
	g_free(writer);
}

static gboolean
put_piece(struct piece_writer *writer, guint8 last, GError **error)
{
	guint8 associated[ASSOCIATED_SIZE];
	associated_of(&writer->content->sha256, writer->number, last, associated);
	writer->sealed[0] = last;
	random_bytes(writer->sealed + 1, 12);
	seal_encrypt(writer->content->key, writer->sealed + 1, associated, sizeof associated,
		writer->plain, writer->filled, writer->sealed + PIECE_HEAD);
	struct slice piece = { (const char *)writer->sealed, writer->filled + PIECE_OVERHEAD };
	writer->filled = 0;
	return store_content_piece_put(
		writer->store, &writer->content->sha256, writer->number++, piece, error);
}

gboolean
piece_writer_add(struct piece_writer *writer, struct slice bytes, GError **error)
{
	while (bytes.len > 0) {
		/* A full one waits: only the next byte tells that it is not the last. */
		if (writer->filled == PIECE_PLAIN && !put_piece(writer, 0, error))
			return FALSE;
		gsize take = MIN(bytes.len, PIECE_PLAIN - writer->filled);
		memcpy(writer->plain + writer->filled, bytes.at, take);
		writer->filled += take;
		bytes.at += take;
		bytes.len -= take;
	}
	return TRUE;
}

gboolean
piece_writer_end(struct piece_writer *writer, GError **error)
{
	return put_piece(writer, 1, error);
}

struct reading {
	const struct content_link *content;
	gboolean only_head;
	bytes_func func;
	void *data;
	GError **error;
	int number;
	gboolean last, failed;
	guint8 *plain;
};

static gboolean
open_piece(int number, struct slice piece, void *data)
{
	struct reading *reading = data;
	guint8 associated[ASSOCIATED_SIZE];
	const guint8 *at = (const guint8 *)piece.at;
	gboolean fits = number == reading->number && !reading->last
		&& piece.len >= PIECE_OVERHEAD && piece.len <= STORE_PIECE_MAX && at[0] <= 1;
	if (fits)
		associated_of(&reading->content->sha256, number, at[0], associated);
	gsize len = piece.len - PIECE_OVERHEAD;
	if (!fits
		|| !seal_decrypt(reading->content->key, at + 1, associated, sizeof associated,
			at + PIECE_HEAD, piece.len - PIECE_HEAD, reading->plain))
		reading->failed = !content_damaged(&reading->content->sha256, reading->error);
	else
		reading->failed = !reading->func((struct slice) { (char *)reading->plain, len },
			reading->data, reading->error);
	if (reading->failed)
		return FALSE;
	reading->number++;
	reading->last = at[0];
	return !reading->only_head;
}

gboolean
pieces_read(struct store *store, const struct content_link *content, gboolean only_head,
	bytes_func func, void *data, GError **error)
{
	g_autofree guint8 *plain = g_malloc(PIECE_PLAIN);
	struct reading reading = { content, only_head, func, data, error, .plain = plain };
	if (!store_content_pieces(store, &content->sha256, open_piece, &reading, error)
		|| reading.failed)
		return FALSE;
	if (reading.last || (only_head && reading.number > 0))
		return TRUE;
	return content_damaged(&content->sha256, error);
}
