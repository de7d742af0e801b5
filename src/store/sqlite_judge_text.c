/* SPDX-License-Identifier: Apache-2.0 */
/*
 * norm and blank for text as nearly all of it is: ASCII, kana, the common ideographs and their
 * punctuation. These stand for themselves in NFKC, and nothing among them combines, so that looking
 * is enough where base/text.c has to normalise; that costs twenty times as much, and rules ask for
 * every name there is. Everything else goes there. A test holds both against each other.
 */
#include "sqlite_judge_text.h"

#include "base/text.h"

#include <string.h>

/* Letters without case. */
static gboolean
is_common_letter(gunichar c)
{
	return (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc ||
	       (c >= 0x4e00 && c <= 0x9fff);
}

static gboolean
is_mark(gunichar c)
{
	return (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || c == 0x30fb;
}

/* U+3000 to U+9FFF, in three bytes; 0 for everything else. */
static gunichar
take_three(const guchar *at)
{
	if (*at < 0xe3 || *at > 0xe9 || (at[1] & 0xc0) != 0x80 || (at[2] & 0xc0) != 0x80)
		return 0;
	return (gunichar)(at[0] & 0x0f) << 12 | (gunichar)(at[1] & 0x3f) << 6 | (at[2] & 0x3f);
}

static gboolean
is_common(const char *text)
{
	const guchar *at = (const guchar *)text;
	while (*at != '\0') {
		gunichar c = *at < 0x80 ? 0 : take_three(at);
		if (*at >= 0x80 && !is_common_letter(c) && !is_mark(c))
			return FALSE;
		at += *at < 0x80 ? 1 : 3;
	}
	return TRUE;
}

/* ASCII that norm keeps: letters, digits and the signs of U+0000 to U+007F that carry meaning. */
static gboolean
counts(char c)
{
	return g_ascii_isalnum(c) || (c != '\0' && strchr("$+<=>|~#", c) != NULL);
}

char *
judge_norm(const char *text)
{
	if (!is_common(text))
		return text_norm(text);
	char *norm = g_malloc(strlen(text) + 1), *to = norm;
	for (const char *at = text; *at != '\0';) {
		if ((guchar)*at < 0x80) {
			if (counts(*at))
				*to++ = g_ascii_tolower(*at);
			at++;
			continue;
		}
		if (is_common_letter(take_three((const guchar *)at))) {
			memcpy(to, at, 3);
			to += 3;
		}
		at += 3;
	}
	*to = '\0';
	return norm;
}

/*
 * Enough characters that are neither space nor full stop: the text says something, whatever it is.
 * No word for nothing is as long.
 */
gboolean
judge_blank(const char *text, guint n)
{
	static const guint LONG = 16;
	guint characters = 0;
	if (text == NULL || !is_common(text))
		return text_blank(text, n);
	for (const char *at = text; *at != '\0';) {
		gboolean ascii = (guchar)*at < 0x80;
		if (ascii)
			characters += g_ascii_isgraph(*at) && *at != '.';
		else
			characters += take_three((const guchar *)at) != 0x3002;
		at += ascii ? 1 : 3;
	}
	return characters >= MAX(n, LONG) ? FALSE : text_blank(text, n);
}
