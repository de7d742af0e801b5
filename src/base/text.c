/* SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

#include <string.h>

char *
text_nfc(const char *text)
{
	return g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
}

static gboolean
is_ascii(const char *text)
{
	for (; *text != '\0'; text++)
		if ((guchar)*text >= 0x80)
			return FALSE;
	return TRUE;
}

/*
 * Quick check before the allocation: characters below U+0300 and the blocks of kana, CJK and full
 * width forms are their own NFC, but for the combining (han)dakuten and compatibility ideographs.
 */
static gboolean
surely_nfc(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		gboolean plain = c < 0x300 || (c >= 0x3000 && c < 0x3099 && c != 0x302A)
			|| (c >= 0x309B && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF)
			|| (c >= 0x2010 && c < 0x20D0);
		if (!plain || (c >= 0x302A && c <= 0x302F) || c == 0x2126)
			return FALSE;
	}
	return TRUE;
}

gboolean
text_is_nfc(const char *text)
{
	if (is_ascii(text) || surely_nfc(text))
		return TRUE;
	g_autofree char *nfc = text_nfc(text);
	return nfc != NULL && strcmp(nfc, text) == 0;
}

gsize
text_length(const char *text)
{
	return (gsize)g_utf8_strlen(text, -1);
}

guint
text_columns(const char *text)
{
	guint columns = 0;
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
	}
	return columns;
}

static gboolean
counts_in_norm(gunichar c)
{
	return !g_unichar_isspace(c) && !g_unichar_ispunct(c) && !g_unichar_iscntrl(c);
}

/* g_unichar_ispunct says TRUE for symbols too; they carry meaning ("C++"), marks do not. */
static gboolean
is_symbol(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_CURRENCY_SYMBOL:
	case G_UNICODE_MATH_SYMBOL:
	case G_UNICODE_OTHER_SYMBOL:
		return TRUE;
	default:
		return c == '#';
	}
}

char *
text_norm(const char *text)
{
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	if (folded == NULL)
		return g_strdup("");
	GString *out = g_string_sized_new(strlen(folded));
	for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_unichar_tolower(g_utf8_get_char(at));
		if (counts_in_norm(c) || is_symbol(c))
			g_string_append_unichar(out, c);
	}
	return g_string_free(out, FALSE);
}

static const char *const EMPTY_WORDS[] = { "未定", "調整中", "検討中", "別途", "同上", "なし",
	"該当なし", "特になし", "tbd", "todo", "n/a", "na", "-", "xxx", "ー", "—", NULL };

gboolean
text_blank(const char *text, guint n)
{
	if (text == NULL)
		return TRUE;
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	if (folded == NULL)
		return TRUE;
	g_autofree char *lower = g_utf8_strdown(g_strstrip(folded), -1);
	if (text_length(lower) < MAX(n, 1))
		return TRUE;
	gsize len = strlen(lower);
	while (len > 0 && (lower[len - 1] == '.' || g_str_has_suffix(lower, "。"))) {
		len -= lower[len - 1] == '.' ? 1 : strlen("。");
		lower[len] = '\0';
	}
	return g_strv_contains(EMPTY_WORDS, g_strstrip(lower)) || *lower == '\0';
}

static guint
digits_in_a_row(const char *text)
{
	guint best = 0, run = 0;
	for (; *text != '\0'; text++) {
		if (g_ascii_isdigit(*text))
			best = MAX(best, ++run);
		else if (*text != '-' && *text != ' ')
			run = 0;
	}
	return best;
}

gboolean
text_looks_personal(const char *text)
{
	const char *at = strchr(text, '@');
	for (; at != NULL; at = strchr(at + 1, '@'))
		if (at > text && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(at[1])
			&& strchr(at, '.') != NULL)
			return TRUE;
	guint digits = digits_in_a_row(text);
	return (digits == 10 || digits == 11 || digits == 12)
		&& (digits == 12 || strstr(text, "-") != NULL || strstr(text, "0") == text);
}

gboolean
text_is_id(const char *text)
{
	gsize len = strlen(text);
	if (len == 0 || len > 64 || !(g_ascii_islower(*text) || g_ascii_isdigit(*text)))
		return FALSE;
	for (gsize i = 1; i < len; i++)
		if (!g_ascii_islower(text[i]) && !g_ascii_isdigit(text[i]) && strchr("._-", text[i]) == NULL)
			return FALSE;
	return TRUE;
}
