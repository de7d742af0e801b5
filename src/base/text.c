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

static gboolean
is_mail(const char *text, const char *at)
{
	gsize host = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	const char *dot = memchr(at + 1, '.', host);
	return at > text && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(at[1]) && dot != NULL
		&& g_ascii_isalpha(dot[1]);
}

/* The last of the twelve digits checks the others (平成26年総務省令第85号 第5条). */
static gboolean
is_individual_number(const char *digits)
{
	static const int WEIGHTS[] = { 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
	int sum = 0;
	for (guint i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		sum += (digits[i] - '0') * WEIGHTS[i];
	return digits[11] - '0' == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
}

/* The digits at `at`, single hyphens and blanks between them left out; at most `room`. */
static gsize
take_digits(const char **at, char *digits, gsize room)
{
	gsize n = 0;
	const char *from = *at;
	for (; g_ascii_isdigit(*from) || ((*from == '-' || *from == ' ') && g_ascii_isdigit(from[1])); from++)
		if (g_ascii_isdigit(*from) && n++ < room)
			digits[n - 1] = *from;
	*at = from;
	return n;
}

gboolean
text_looks_personal(const char *text)
{
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	char digits[12];
	for (const char *at = folded; at != NULL && *at != '\0';) {
		if (*at == '@' && is_mail(folded, at))
			return TRUE;
		if (!g_ascii_isdigit(*at)) {
			at++;
			continue;
		}
		gsize n = take_digits(&at, digits, sizeof digits);
		if (((n == 10 || n == 11) && digits[0] == '0') || (n == 12 && is_individual_number(digits)))
			return TRUE;
	}
	return FALSE;
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
