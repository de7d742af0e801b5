/* SPDX-License-Identifier: Apache-2.0 */
#include "slice.h"

#include <string.h>

struct slice
slice_of(const char *text)
{
	return (struct slice) { text, strlen(text) };
}

gboolean
slice_is(struct slice slice, const char *text)
{
	gsize len = strlen(text);
	return slice.len == len && memcmp(slice.at, text, len) == 0;
}

gboolean
slice_starts(struct slice slice, const char *prefix)
{
	gsize len = strlen(prefix);
	return slice.len >= len && memcmp(slice.at, prefix, len) == 0;
}

static gboolean
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct slice
slice_trim(struct slice slice)
{
	while (slice.len > 0 && is_blank(slice.at[0])) {
		slice.at++;
		slice.len--;
	}
	while (slice.len > 0 && is_blank(slice.at[slice.len - 1]))
		slice.len--;
	return slice;
}

gboolean
slice_take_until(struct slice *from, char separator, struct slice *ret_part)
{
	if (from->len == 0)
		return FALSE;
	const char *end = memchr(from->at, separator, from->len);
	gsize len = end == NULL ? from->len : (gsize)(end - from->at);
	*ret_part = (struct slice) { from->at, len };
	gsize taken = end == NULL ? len : len + 1;
	from->at += taken;
	from->len -= taken;
	return TRUE;
}

gboolean
slice_take_line(struct slice *from, struct slice *ret_line)
{
	if (!slice_take_until(from, '\n', ret_line))
		return FALSE;
	if (ret_line->len > 0 && ret_line->at[ret_line->len - 1] == '\r')
		ret_line->len--;
	return TRUE;
}

gboolean
slice_take_u64(struct slice *from, guint64 max, guint64 *ret)
{
	guint64 number = 0;
	gsize i = 0;
	for (; i < from->len && g_ascii_isdigit(from->at[i]); i++) {
		guint64 digit = (guint64)(from->at[i] - '0');
		if (number > (G_MAXUINT64 - digit) / 10)
			return FALSE;
		number = number * 10 + digit;
		if (number > max)
			return FALSE;
	}
	if (i == 0)
		return FALSE;
	from->at += i;
	from->len -= i;
	*ret = number;
	return TRUE;
}

char *
slice_dup(struct slice slice)
{
	char *copy = g_malloc(slice.len + 1);
	if (slice.len > 0)
		memcpy(copy, slice.at, slice.len);
	copy[slice.len] = '\0';
	return copy;
}
