/* SPDX-License-Identifier: Apache-2.0 */
#include "base/slice.h"

#include <string.h>

#define ASSERT_SLICE(slice, text) g_assert_cmpmem((slice).at, (slice).len, text, strlen(text))

static void
test_compare(void)
{
	struct slice slice = SLICE_LITERAL("port\0x");
	g_assert_cmpuint(slice.len, ==, 6);
	g_assert_false(slice_is(slice, "port"));
	g_assert_true(slice_starts(slice, "port"));
	g_assert_true(slice_starts(slice, ""));
	g_assert_false(slice_starts((struct slice) { "po", 2 }, "port"));
	g_assert_true(slice_is(slice_of("表"), "表"));
	g_assert_true(slice_is((struct slice) { NULL, 0 }, ""));
	g_assert_true(slice_starts((struct slice) { NULL, 0 }, ""));
	g_assert_false(slice_is((struct slice) { NULL, 0 }, "x"));
}

static void
test_trim(void)
{
	ASSERT_SLICE(slice_trim(SLICE_LITERAL(" \t a b\t ")), "a b");
	ASSERT_SLICE(slice_trim(SLICE_LITERAL("\n x \r")), "\n x \r");
	g_assert_cmpuint(slice_trim(SLICE_LITERAL(" \t")).len, ==, 0);
	g_assert_cmpuint(slice_trim((struct slice) { NULL, 0 }).len, ==, 0);
}

/* LF, CRLF, none at the end; a CR inside, and a NUL, stay. */
static void
test_lines(void)
{
	struct slice from = SLICE_LITERAL("a\r\n\nb\rc\r\nd\0e"), line;
	static const char *const LINES[] = { "a", "", "b\rc" };
	for (guint i = 0; i < G_N_ELEMENTS(LINES); i++) {
		g_assert_true(slice_take_line(&from, &line));
		ASSERT_SLICE(line, LINES[i]);
	}
	g_assert_true(slice_take_line(&from, &line));
	g_assert_cmpmem(line.at, line.len, "d\0e", 3);
	g_assert_false(slice_take_line(&from, &line));
	g_assert_cmpmem(line.at, line.len, "d\0e", 3); /* untouched */
	from = SLICE_LITERAL("\n");
	g_assert_true(slice_take_line(&from, &line));
	g_assert_cmpuint(line.len, ==, 0);
	g_assert_false(slice_take_line(&from, &line));
	from = SLICE_LITERAL("\r");
	g_assert_true(slice_take_line(&from, &line));
	g_assert_cmpuint(line.len, ==, 0);
}

static void
test_until(void)
{
	struct slice from = SLICE_LITERAL("kind:id:"), part;
	g_assert_true(slice_take_until(&from, ':', &part));
	ASSERT_SLICE(part, "kind");
	g_assert_true(slice_take_until(&from, ':', &part));
	ASSERT_SLICE(part, "id");
	g_assert_cmpuint(from.len, ==, 0);
	g_assert_false(slice_take_until(&from, ':', &part));
	from = SLICE_LITERAL("rest");
	g_assert_true(slice_take_until(&from, ':', &part));
	ASSERT_SLICE(part, "rest");
	from = SLICE_LITERAL(":x");
	g_assert_true(slice_take_until(&from, ':', &part));
	g_assert_cmpuint(part.len, ==, 0);
	ASSERT_SLICE(from, "x");
}

static void
assert_number(const char *text, guint64 max, guint64 number, const char *rest)
{
	struct slice from = slice_of(text);
	guint64 got = 77;
	g_assert_true(slice_take_u64(&from, max, &got));
	g_assert_cmpuint(got, ==, number);
	ASSERT_SLICE(from, rest);
}

static void
assert_no_number(const char *text, guint64 max)
{
	struct slice from = slice_of(text);
	guint64 got = 77;
	g_assert_false(slice_take_u64(&from, max, &got));
	g_assert_cmpuint(got, ==, 77);
	ASSERT_SLICE(from, text); /* as it was */
}

static void
test_numbers(void)
{
	assert_number("0", 0, 0, "");
	assert_number("007.5", 7, 7, ".5");
	assert_number("65535x", 65535, 65535, "x");
	assert_number("18446744073709551615", G_MAXUINT64, G_MAXUINT64, "");
	assert_number("000000000000000000000000000001", 1, 1, "");
	assert_no_number("65536", 65535);
	assert_no_number("18446744073709551616", G_MAXUINT64);
	assert_no_number("18446744073709551620", G_MAXUINT64);
	assert_no_number("99999999999999999999999", G_MAXUINT64);
	assert_no_number("10", 9);
	assert_no_number("", 9);
	assert_no_number("-1", 9);
	assert_no_number("+1", 9);
	assert_no_number(" 1", 9);
	assert_no_number("x", 9);
	/* digits behind the end are not its */
	struct slice from = { "12345", 2 };
	guint64 got;
	g_assert_true(slice_take_u64(&from, 99, &got));
	g_assert_cmpuint(got, ==, 12);
}

static void
test_dup(void)
{
	g_autofree char *copy = slice_dup((struct slice) { "表示する", 3 });
	g_assert_cmpstr(copy, ==, "表");
	g_autofree char *empty = slice_dup((struct slice) { NULL, 0 });
	g_assert_cmpstr(empty, ==, "");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/slice/compare", test_compare);
	g_test_add_func("/slice/trim", test_trim);
	g_test_add_func("/slice/lines", test_lines);
	g_test_add_func("/slice/until", test_until);
	g_test_add_func("/slice/numbers", test_numbers);
	g_test_add_func("/slice/dup", test_dup);
	return g_test_run();
}
