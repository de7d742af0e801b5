/* SPDX-License-Identifier: Apache-2.0 */
#include "text.h"

#include <string.h>

char *
text_nfc(const char *text)
{
	return g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
}

gboolean
text_is_nfc(const char *text)
{
	if (g_str_is_ascii(text))
		return TRUE;
	g_autofree char *nfc = text_nfc(text);
	return nfc != NULL && strcmp(nfc, text) == 0;
}

gsize
text_length(const char *text)
{
	return (gsize)g_utf8_strlen(text, -1);
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
