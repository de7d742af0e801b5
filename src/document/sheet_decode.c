/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet_decode.h"

#include <string.h>

#include "base/slice.h"

struct decoding {
	const char *bytes;
	gsize len;
	const char *name;
	struct problems *problems;
};

static guint
line_of(const struct decoding *d, gsize offset, guint unit)
{
	guint line = 1;
	for (gsize i = 0; i + unit <= MIN(offset, d->len); i += unit)
		line += unit == 1 ? d->bytes[i] == '\n'
				  : (d->bytes[i] == '\n' && d->bytes[i + 1] == 0)
				|| (d->bytes[i] == 0 && d->bytes[i + 1] == '\n');
	return line;
}

static char *
refuse(const struct decoding *d, guint line, const char *ja, const char *en)
{
	problem_add(d->problems, ERROR_INPUT, (struct place) { .file = d->name, .line = line }, "%1$s%2$.0s",
		"%1$.0s%2$s", ja, en);
	return NULL;
}

static char *
convert(const struct decoding *d, gsize from, const char *encoding, guint unit)
{
	gsize read = 0, written = 0;
	GError *error = NULL;
	char *made = g_convert(d->bytes + from, (gssize)(d->len - from), "UTF-8", encoding, &read, &written,
		&error);
	if (made != NULL && from + read == d->len && g_utf8_validate(made, (gssize)written, NULL))
		return made;
	gboolean unknown =
		error != NULL && error->domain == G_CONVERT_ERROR && error->code == G_CONVERT_ERROR_NO_CONVERSION;
	g_clear_error(&error);
	g_free(made);
	if (unknown)
		return refuse(d, 0, "この機械には CP932 の変換がありません。UTF-8 で保存し直してください",
			"this machine cannot convert CP932; save the file as UTF-8");
	struct place place = { .file = d->name, .line = line_of(d, from + read, unit) };
	problem_add(d->problems, ERROR_INPUT, place,
		"%s として読めない文字があります。表計算ソフトで「CSV UTF-8」を選んで保存し直してください",
		"there is something that cannot be read as %s; save the file again as \"CSV UTF-8\"", encoding);
	return NULL;
}

/* Characters of three bytes: what Japanese is in UTF-8. */
static gboolean
is_japanese_utf8(struct slice line)
{
	if (!g_utf8_validate(line.at, (gssize)line.len, NULL))
		return FALSE;
	for (gsize i = 0; i < line.len; i++)
		if ((guchar)line.at[i] >= 0xE3 && (guchar)line.at[i] <= 0xE9)
			return TRUE;
	return FALSE;
}

/* In a file that is not UTF-8: a line that is, and one that is not. */
static gboolean
is_mixed(const struct decoding *d)
{
	struct slice rest = { d->bytes, d->len }, line;
	guint number = 0, utf8 = 0, other = 0;
	while (slice_take_line(&rest, &line)) {
		number++;
		if (utf8 == 0 && is_japanese_utf8(line))
			utf8 = number;
		if (other == 0 && !g_utf8_validate(line.at, (gssize)line.len, NULL))
			other = number;
	}
	if (utf8 == 0 || other == 0)
		return FALSE;
	problem_add(d->problems, ERROR_INPUT, (struct place) { .file = d->name, .line = MAX(utf8, other) },
		"文字コードが混ざっています。%1$u 行目は UTF-8、%2$u 行目はそうではありません。一つの文字コードで保存し直してください",
		"two encodings are mixed: line %1$u is UTF-8 and line %2$u is not; save the whole file in one", utf8,
		other);
	return TRUE;
}

/* UTF-16 without a mark shows in the zeros of its commas and digits. */
static const char *
unmarked_utf16(const struct decoding *d)
{
	gsize zeros[2] = { 0, 0 };
	for (gsize i = 0; i < d->len; i++)
		zeros[i % 2] += d->bytes[i] == 0;
	if (zeros[1] > 0 && zeros[1] > 4 * zeros[0])
		return "UTF-16LE";
	return zeros[0] > 0 && zeros[0] > 4 * zeros[1] ? "UTF-16BE" : NULL;
}

char *
sheet_decode(const char *bytes, gsize len, const char *name, struct problems *problems)
{
	struct decoding d = { bytes, len, name, problems };
	struct slice all = { bytes, len };
	if (slice_starts(all, "PK\003\004") || slice_starts(all, "\xd0\xcf\x11\xe0"))
		return refuse(&d, 0, "Excel のブックです。「名前を付けて保存」で「CSV UTF-8(コンマ区切り)」を選び、その CSV を指定してください",
			"this is an Excel workbook; save it as \"CSV UTF-8 (comma delimited)\" and name that file");
	if (slice_starts(all, "\xef\xbb\xbf"))
		return convert(&d, 3, "UTF-8", 1);
	if (slice_starts(all, "\xff\xfe"))
		return convert(&d, 2, "UTF-16LE", 2);
	if (slice_starts(all, "\xfe\xff"))
		return convert(&d, 2, "UTF-16BE", 2);
	const char *utf16 = unmarked_utf16(&d);
	if (utf16 != NULL)
		return convert(&d, 0, utf16, 2);
	if (memchr(bytes, 0, len) != NULL)
		return refuse(&d, 0, "文字の表ではありません(NUL バイトがあります)", "this is no text (it has NUL bytes)");
	if (g_utf8_validate(bytes, (gssize)len, NULL))
		return g_strndup(bytes, len);
	return is_mixed(&d) ? NULL : convert(&d, 0, "CP932", 1);
}
