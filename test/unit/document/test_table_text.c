/* SPDX-License-Identifier: Apache-2.0 */
/* Tables that fit: characters of two columns, numbers to the right, the widest text cut. */
#include "document/table_text.h"

static const char *const HEADINGS[] = { "id", "名称", ">件", NULL };

static struct table *
made(void)
{
	struct table *table = table_new(HEADINGS);
	table_cell(table, "web");
	table_cell(table, "予約の画面");
	table_number(table, 5);
	table_cell(table, "a-longer-id");
	table_cell(table, "DB");
	table_number(table, 1234);
	return table;
}

static void
assert_text(const struct table *table, guint width, gboolean colour, const char *expected)
{
	g_autoptr(GString) out = g_string_new(NULL);
	table_text(table, width, colour, out);
	g_assert_cmpstr(out->str, ==, expected);
}

static void
test_columns(void)
{
	g_assert_cmpuint(text_columns(""), ==, 0);
	g_assert_cmpuint(text_columns("abc"), ==, 3);
	g_assert_cmpuint(text_columns("関所"), ==, 4);
	g_assert_cmpuint(text_columns("ａ1"), ==, 3);
	g_assert_cmpuint(text_columns("e\xcc\x81"), ==, 1);
}

static void
test_widths(void)
{
	struct table *table = made();
	g_assert_cmpuint(table_rows(table), ==, 2);
	assert_text(table, 0, FALSE,
		"id           名称          件\n"
		"web          予約の画面     5\n"
		"a-longer-id  DB          1234\n");
	/* wide enough: as it is */
	assert_text(table, 29, FALSE,
		"id           名称          件\n"
		"web          予約の画面     5\n"
		"a-longer-id  DB          1234\n");
	table_free(table);
}

static void
test_cut(void)
{
	struct table *table = made();
	/* three columns too many: the widest gives them */
	assert_text(table, 26, FALSE,
		"id        名称          件\n"
		"web       予約の画面     5\n"
		"a-longe…  DB          1234\n");
	/* then both, and a wide character is never cut in two */
	assert_text(table, 25, FALSE,
		"id        名称         件\n"
		"web       予約の画…     5\n"
		"a-longe…  DB         1234\n");
	/* no column gets narrower than eight */
	assert_text(table, 5, FALSE,
		"id        名称        件\n"
		"web       予約の…      5\n"
		"a-longe…  DB        1234\n");
	table_free(table);
}

static void
test_cells(void)
{
	struct table *table = table_new(HEADINGS);
	table_cell(table, "two\nlines\tand tab");
	table_cell(table, NULL);
	table_number(table, 0);
	assert_text(table, 0, TRUE,
		"\033[1mid                 名称  件\033[0m\n"
		"two lines and tab         0\n");
	table_free(table);
	table = table_new(HEADINGS);
	g_assert_cmpuint(table_rows(table), ==, 0);
	assert_text(table, 0, FALSE, "id  名称  件\n");
	table_free(table);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/table-text/columns", test_columns);
	g_test_add_func("/table-text/widths", test_widths);
	g_test_add_func("/table-text/cut", test_cut);
	g_test_add_func("/table-text/cells", test_cells);
	return g_test_run();
}
