/* SPDX-License-Identifier: Apache-2.0 */
#include "content_private.h"

#include <zstd.h>

#define LEVEL 3

struct zstd_writer {
	ZSTD_CCtx *zstd;
	bytes_func func;
	void *data;
	gsize room;
	char *out;
};

/* A setting that this library does not know would be a bug: the version is checked by the build. */
static void
set(ZSTD_CCtx *zstd, ZSTD_cParameter parameter, int value)
{
	gsize code = ZSTD_CCtx_setParameter(zstd, parameter, value);
	g_assert(!ZSTD_isError(code));
}

struct zstd_writer *
zstd_writer_new(gint64 size, bytes_func func, void *data)
{
	struct zstd_writer *writer = g_new0(struct zstd_writer, 1);
	writer->zstd = ZSTD_createCCtx();
	g_assert(writer->zstd != NULL);
	set(writer->zstd, ZSTD_c_compressionLevel, LEVEL);
	ZSTD_CCtx_setPledgedSrcSize(writer->zstd, (unsigned long long)size);
	writer->func = func;
	writer->data = data;
	writer->room = ZSTD_CStreamOutSize();
	writer->out = g_malloc(writer->room);
	return writer;
}

void
zstd_writer_free(struct zstd_writer *writer)
{
	if (writer == NULL)
		return;
	ZSTD_freeCCtx(writer->zstd);
	g_free(writer->out);
	g_free(writer);
}

gboolean
zstd_writer_add(struct zstd_writer *writer, struct slice bytes, gboolean last, GError **error)
{
	ZSTD_inBuffer in = { bytes.at, bytes.len, 0 };
	gsize left;
	do {
		ZSTD_outBuffer out = { writer->out, writer->room, 0 };
		left = ZSTD_compressStream2(
			writer->zstd, &out, &in, last ? ZSTD_e_end : ZSTD_e_continue);
		if (ZSTD_isError(left)) {
			/* More or less bytes than were announced. */
			error_set(error, ERROR_CONFLICT, "読み取り中にファイルの大きさが変わりました",
				"the size of the file changed while it was read");
			return FALSE;
		}
		if (out.pos > 0
			&& !writer->func((struct slice) { writer->out, out.pos }, writer->data, error))
			return FALSE;
	} while (last ? left > 0 : in.pos < in.size);
	return TRUE;
}

struct zstd_reader {
	ZSTD_DCtx *zstd;
	bytes_func func;
	void *data;
	gint64 left; /* of the plain content */
	gboolean complete;
	gsize room;
	char *out;
};

struct zstd_reader *
zstd_reader_new(gint64 size, bytes_func func, void *data)
{
	struct zstd_reader *reader = g_new0(struct zstd_reader, 1);
	reader->zstd = ZSTD_createDCtx();
	g_assert(reader->zstd != NULL);
	reader->func = func;
	reader->data = data;
	reader->left = size;
	reader->room = ZSTD_DStreamOutSize();
	reader->out = g_malloc(reader->room);
	return reader;
}

void
zstd_reader_free(struct zstd_reader *reader)
{
	if (reader == NULL)
		return;
	ZSTD_freeDCtx(reader->zstd);
	g_free(reader->out);
	g_free(reader);
}

gboolean
zstd_reader_add(struct zstd_reader *reader, struct slice bytes, gboolean *fits, GError **error)
{
	ZSTD_inBuffer in = { bytes.at, bytes.len, 0 };
	gboolean more = bytes.len > 0;
	*fits = TRUE;
	while (more) {
		ZSTD_outBuffer out = { reader->out, reader->room, 0 };
		gsize code = reader->complete ? 1 : ZSTD_decompressStream(reader->zstd, &out, &in);
		*fits = !reader->complete && !ZSTD_isError(code) && (gint64)out.pos <= reader->left;
		if (!*fits)
			return TRUE;
		reader->left -= (gint64)out.pos;
		reader->complete = code == 0;
		if (out.pos > 0
			&& !reader->func((struct slice) { reader->out, out.pos }, reader->data, error))
			return FALSE;
		/* A full output may hide more. */
		more = in.pos < in.size || (out.pos == out.size && !reader->complete);
	}
	return TRUE;
}

gboolean
zstd_reader_complete(const struct zstd_reader *reader)
{
	return reader->complete && reader->left == 0;
}

/* Both ends of a match lie in one window. */
static int
window_log(gsize size)
{
	int log = 10;
	while (((gsize)1 << log) < size)
		log++;
	return log;
}

GByteArray *
zstd_difference(struct slice base, struct slice plain, gsize max)
{
	g_autoptr(GByteArray) out = g_byte_array_sized_new((guint)max);
	g_byte_array_set_size(out, (guint)max);
	ZSTD_CCtx *zstd = ZSTD_createCCtx();
	g_assert(zstd != NULL);
	set(zstd, ZSTD_c_compressionLevel, LEVEL);
	set(zstd, ZSTD_c_windowLog, window_log(base.len + plain.len));
	set(zstd, ZSTD_c_enableLongDistanceMatching, 1);
	gsize code = ZSTD_CCtx_refPrefix(zstd, base.at, base.len);
	g_assert(!ZSTD_isError(code));
	code = ZSTD_compress2(zstd, out->data, max, plain.at, plain.len);
	ZSTD_freeCCtx(zstd);
	if (ZSTD_isError(code)) /* there is only one reason: no room */
		return NULL;
	g_byte_array_set_size(out, (guint)code);
	return g_steal_pointer(&out);
}

gboolean
zstd_apply(struct slice base, struct slice difference, void *out, gsize size)
{
	ZSTD_DCtx *zstd = ZSTD_createDCtx();
	g_assert(zstd != NULL);
	gsize code = ZSTD_DCtx_refPrefix(zstd, base.at, base.len);
	g_assert(!ZSTD_isError(code));
	code = ZSTD_decompressDCtx(zstd, out, size, difference.at, difference.len);
	ZSTD_freeDCtx(zstd);
	return code == size;
}
