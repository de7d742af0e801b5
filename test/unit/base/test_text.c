/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

static void
test_nfc(void)
{
	static const struct {
		const char *text, *nfc;
	} ALL[] = {
		{ "", "" },
		{ "plain ASCII", "plain ASCII" },
		{ "審査API(本番)", "審査API(本番)" },
		{ "ハ\xe3\x82\x99ックアッフ\xe3\x82\x9a", "バックアップ" }, /* kana and combining marks */
		{ "e\xcc\x81", "é" },
		{ "\xef\xa8\x99", "神" }, /* U+FA19 is one ideograph with U+795E */
		{ "\xe2\x84\xa6", "Ω" }, /* OHM SIGN */
		{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "한" },
		{ "ﾊﾞ", "ﾊﾞ" }, /* half width: another character, so it stays */
		{ "a\xcc\xa3\xcc\x87", "ạ\xcc\x87" },
		{ "a\xcc\x87\xcc\xa3", "ạ\xcc\x87" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++) {
		g_autofree char *nfc = text_nfc(ALL[i].text);
		g_assert_cmpstr(nfc, ==, ALL[i].nfc);
		g_assert_true(text_is_nfc(ALL[i].nfc));
		g_assert_true(text_is_nfc(ALL[i].text) == (strcmp(ALL[i].text, ALL[i].nfc) == 0));
	}
}

/* Characters, not bytes and not columns. */
static void
test_length(void)
{
	g_assert_cmpuint(text_length(""), ==, 0);
	g_assert_cmpuint(text_length("abc"), ==, 3);
	g_assert_cmpuint(text_length("関所"), ==, 2);
	g_assert_cmpuint(text_length("ｱ😀e\xcc\x81"), ==, 4);
}

static void
assert_same(const char *a, const char *b, gboolean same)
{
	g_autofree char *x = text_norm(a), *y = text_norm(b);
	if ((strcmp(x, y) == 0) != same)
		g_error("%s → %s, %s → %s", a, x, b, y);
}

static void
test_norm(void)
{
	assert_same("Ａ社　の　要件", "a社の要件", TRUE);
	assert_same("ﾊﾞｯｸｱｯﾌﾟ", "バックアップ", TRUE);
	assert_same("バックアップ、手順。", "バックアップ手順", TRUE);
	assert_same("(株)アオバ", "株アオバ", TRUE);
	assert_same("①", "1", TRUE);
	assert_same("TLS 1.3", "tls1.3", TRUE);
	assert_same("㍿", "株式会社", TRUE);
	assert_same("C++", "C#", FALSE);
	assert_same("C++", "C", FALSE);
	assert_same("¥100", "$100", FALSE);
	assert_same("要件1", "要件2", FALSE);
	assert_same("", " 。", TRUE);
	g_autofree char *empty = text_norm("");
	g_assert_cmpstr(empty, ==, "");
}

static void
test_blank(void)
{
	static const char *const NOTHING[] = { "", "   ", "　", "未定", "未定。", " 調整中 ", "検討中...", "別途", "同上",
		"なし", "該当なし", "特になし", "TBD", "ｔｂｄ", "Todo.", "N/A", "n/a", "NA", "-", "－", "xxx", "ー", "—", "。",
		"...", NULL };
	for (guint i = 0; NOTHING[i] != NULL; i++)
		if (!text_blank(NOTHING[i], 1))
			g_error("not blank: %s", NOTHING[i]);
	static const char *const SOMETHING[] = { "未定だが年内に決める", "なしとする理由", "該当なしの根拠は契約書", "ABC", "申",
		"1", NULL };
	for (guint i = 0; SOMETHING[i] != NULL; i++)
		if (text_blank(SOMETHING[i], 1))
			g_error("blank: %s", SOMETHING[i]);
	g_assert_true(text_blank(NULL, 0));
	g_assert_true(text_blank("申請する", 5));
	g_assert_false(text_blank("申請する", 4));
	g_assert_true(text_blank("  申請する　", 5)); /* blanks around it do not count */
	g_assert_false(text_blank("㌔", 2)); /* NFKC makes two of it */
	g_assert_false(text_blank("x", 0));
}

static void
test_ids(void)
{
	g_autofree char *longest = g_strnfill(64, 'a'), *too_long = g_strnfill(65, 'a');
	const char *const RIGHT[] = { "a", "0", "org-1", "a.b_c-d", "0123", "a-", "a..", longest, NULL };
	const char *const WRONG[] = { "", "A", "-a", ".a", "_a", "a b", "aB", "a/b", "a:b", "表", "a表", "a\n", "@org",
		too_long, NULL };
	for (guint i = 0; RIGHT[i] != NULL; i++)
		g_assert_true(text_is_id(RIGHT[i]));
	for (guint i = 0; WRONG[i] != NULL; i++)
		g_assert_false(text_is_id(WRONG[i]));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/nfc", test_nfc);
	g_test_add_func("/text/length", test_length);
	g_test_add_func("/text/norm", test_norm);
	g_test_add_func("/text/blank", test_blank);
	g_test_add_func("/text/ids", test_ids);
	return g_test_run();
}
