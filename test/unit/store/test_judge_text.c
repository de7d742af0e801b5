/* SPDX-License-Identifier: Apache-2.0 */
/* norm and blank give what text_norm and text_blank give, for common text and for other. */
#include "base/text.h"
#include "store/sqlite_judge_text.h"

#include <string.h>

static void
assert_same(const char *text)
{
	g_autofree char *quick = judge_norm(text), *slow = text_norm(text);
	if (strcmp(quick, slow) != 0)
		g_error("norm(\"%s\"): \"%s\", not \"%s\"", text, quick, slow);
	for (guint n = 0; n < 40; n += 13)
		if (judge_blank(text, n) != text_blank(text, n))
			g_error("blank(\"%s\", %u)", text, n);
}

static void
test_every_character(void)
{
	/* Alone, in the middle, and twenty times: past what is too short to be anything. */
	for (gunichar c = 1; c < 0x20000; c++) {
		if (!g_unichar_validate(c))
			continue;
		g_autoptr(GString) text = g_string_new(NULL);
		g_string_append_unichar(text, c);
		assert_same(text->str);
		if (c > 0x31ff && c % 29 != 0)
			continue;
		g_autofree char *between = g_strdup_printf("A \xe3\x81\x8b%s\xe6\xbc\xa2.", text->str);
		assert_same(between);
		for (guint i = 0; i < 20; i++)
			g_string_append_unichar(text, c);
		assert_same(text->str);
	}
}

static void
test_texts(void)
{
	static const char *const PARTS[] = { " ", ".", "\xe3\x80\x82", "\xe3\x81\xaa\xe3\x81\x97", "N/A", "tbd",
		"\xe3\x82\xab", "\xe3\x82\x99", "\xef\xbd\xb6", "\xe6\x9c\xaa\xe5\xae\x9a", "-", "C++", "\xe3\x80\x80",
		"\xe3\x83\xbb", "\xef\xbc\xa1", "1", "\t", "\xe3\x83\xbc", "\xc3\x84" };
	GRand *rand = g_rand_new_with_seed(7);
	assert_same("");
	for (guint i = 0; i < 20000; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		for (gint32 n = g_rand_int_range(rand, 1, 24); n > 0; n--)
			g_string_append(text, PARTS[g_rand_int_range(rand, 0, G_N_ELEMENTS(PARTS))]);
		assert_same(text->str);
	}
	g_rand_free(rand);
	g_assert_true(judge_blank(NULL, 0));
	assert_same("\xff");
	assert_same("\xe3\x81");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/text/every-character", test_every_character);
	g_test_add_func("/judge/text/texts", test_texts);
	return g_test_run();
}
