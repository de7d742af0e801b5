/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of rules, one by one: NULL, Japanese text, what the method does not say. */
#include "judge_fixture.h"

/* One expression, its value as text ("-" for NULL). */
static void
assert_value(struct fixture *fixture, const char *expression, const char *expected)
{
	g_autofree char *sql = g_strconcat("SELECT ", expression, NULL);
	g_autofree char *rows = g_strconcat(expected, "\n", NULL);
	g_test_message("%s", expression);
	assert_rows(fixture, sql, rows);
}

struct expectation {
	const char *expression, *value;
};

static void
assert_all(const struct expectation *all, guint n)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < n; i++)
		assert_value(&fixture, all[i].expression, all[i].value);
}

static void
test_text(void)
{
	static const struct expectation all[] = { { "norm('Ａ社 の 要件')", "a社の要件" },
		{ "norm('C++') = norm('C#')", "0" }, { "norm('ﾊﾞｯｸｱｯﾌﾟ') = norm('バックアップ')", "1" },
		{ "norm(NULL)", "-" }, { "norm('')", "" }, { "norm(42)", "42" },
		{ "norm(CAST(x'ff' AS TEXT))", "-" }, { "blank(NULL, 4)", "1" }, { "blank('未定', 1)", "1" },
		{ "blank('ＴＢＤ', 1)", "1" }, { "blank('申請を受け付ける仕組み', 4)", "0" },
		{ "blank('申請', 4)", "1" }, { "blank('申請', 2)", "0" }, { "blank('申請', -5)", "0" },
		{ "blank('', 0)", "1" }, { "blank(12345, 3)", "0" } };
	assert_all(all, G_N_ELEMENTS(all));
}

static void
test_orders(void)
{
	static const struct expectation all[] = { { "strength('none')", "0" }, { "strength('ip')", "0" },
		{ "strength('password')", "1" }, { "strength('sso')", "1" }, { "strength('key')", "2" },
		{ "strength('token')", "2" }, { "strength('certificate')", "2" }, { "strength('mfa')", "3" },
		{ "strength('sso_mfa')", "3" }, { "strength('mutual')", "3" }, { "strength('in_person')", "3" },
		{ "strength('Mfa')", "-" }, { "strength(NULL)", "-" }, { "strength(3)", "-" },
		{ "xo('internet')", "3" }, { "xo('partner')", "2" }, { "xo('internal')", "1" },
		{ "xo('isolated')", "0" }, { "xo('')", "-" }, { "xo(NULL)", "-" }, { "rank_order('high')", "3" },
		{ "rank_order('mid')", "2" }, { "rank_order('low')", "1" }, { "rank_order(NULL)", "-" },
		{ "rank_order('高')", "-" } };
	assert_all(all, G_N_ELEMENTS(all));
}

static void
test_glob(void)
{
	static const struct expectation all[] = { { "glob_match('*.go.jp, *.lg.jp', 'www.example.lg.jp')", "1" },
		{ "glob_match('*.go.jp, *.lg.jp', 'example.com')", "0" }, { "glob_match('a?c', 'abc')", "1" },
		{ "glob_match('受付?', '受付係')", "1" }, { "glob_match('受付?', '受付')", "0" },
		{ "glob_match('web[0-9]', 'web7')", "1" }, { "glob_match('web[!0-9]', 'web7')", "0" },
		{ "glob_match('web[あ-ん]', 'webの')", "1" }, { "glob_match('web[', 'web[')", "1" },
		{ "glob_match('*', '')", "1" }, { "glob_match('', '')", "0" }, { "glob_match(' , ', '')", "0" },
		{ "glob_match('a*b*c', 'aXbYbZc')", "1" }, { "glob_match('a*b*c', 'aXbYbZ')", "0" },
		{ "glob_match('**', 'x')", "1" }, { "glob_match(NULL, 'x')", "-" }, { "glob_match('x', NULL)", "-" },
		{ "glob_match('A', 'a')", "0" }, { "glob_match('443', 443)", "1" } };
	assert_all(all, G_N_ELEMENTS(all));
}

static void
test_net(void)
{
	static const struct expectation all[] = { { "net_has('10.0.0.0/8', '10.255.0.1')", "1" },
		{ "net_has('10.0.0.0/8', '11.0.0.1')", "0" }, { "net_has('10.0.0.0/8', '10.20.0.0/16')", "1" },
		{ "net_has('10.20.0.0/16', '10.0.0.0/8')", "0" }, { "net_has('10.20.0.0/16', '10.20.0.0/16')", "1" },
		{ "net_has('192.0.2.16/28', '192.0.2.31')", "1" }, { "net_has('192.0.2.16/28', '192.0.2.32')", "0" },
		{ "net_has('192.0.2.16/28', '192.0.2.15')", "0" }, { "net_has('0.0.0.0/0', '203.0.113.9')", "1" },
		{ "net_has('192.0.2.1', '192.0.2.1')", "1" }, { "net_has('192.0.2.1', '192.0.2.2')", "0" },
		{ "net_has('2001:db8::/32', '2001:db8:1::5')", "1" }, { "net_has('2001:db8::/32', '2001:db9::5')", "0" },
		{ "net_has('0.0.0.0/0', '2001:db8::5')", "0" }, { "net_has('::/0', '192.0.2.1')", "0" },
		{ "net_has('10.0.0.0/33', '10.0.0.1')", "-" }, { "net_has('10.0.0.0/', '10.0.0.1')", "-" },
		{ "net_has('10.0.0/8', '10.0.0.1')", "-" }, { "net_has('10.0.0.0/8', 'www.example')", "-" },
		{ "net_has(printf('%.*c', 99, '1'), '10.0.0.1')", "-" }, { "net_has('::1/129', '::1')", "-" },
		{ "net_has(NULL, '10.0.0.1')", "-" }, { "net_has('10.0.0.0/8', NULL)", "-" } };
	assert_all(all, G_N_ELEMENTS(all));
}

static const struct judge_value method[] = {
	{ .key = "right.unused", .is_number = TRUE, .number = 90 },
	{ .key = "review", .text = "yearly" },
	{ .key = "review", .phase = 3, .text = "monthly" },
	{ .key = "only.late", .phase = 4, .is_number = TRUE, .number = -4 },
	{ .key = "ports.admin", .text = "22, 3389, 8080-8090" },
	{ .key = "forbidden", .text = "telnet, R コマンド, a,b" },
	{ .key = "empty", .text = "" },
	{ .key = "nothing", .text = NULL },
};

static void
test_method(void)
{
	static const struct expectation all[] = { { "mv('right.unused')", "90" },
		{ "typeof(mv('right.unused'))", "integer" }, { "mv('right.unused', 2)", "90" },
		{ "mv('review')", "yearly" }, { "mv('review', 3)", "monthly" }, { "mv('review', 2)", "yearly" },
		{ "mv('review', NULL)", "yearly" }, { "mv('only.late', 4)", "-4" }, { "mv('empty')", "" },
		{ "mv_has('ports.admin', '22')", "1" }, { "mv_has('ports.admin', 22)", "1" },
		{ "mv_has('ports.admin', '2')", "0" }, { "mv_has('ports.admin', '338')", "0" },
		{ "mv_has('ports.admin', '22, 3389')", "0" }, { "mv_has('ports.admin', '8080-8090')", "1" },
		{ "mv_has('ports.admin', '')", "0" }, { "mv_has('ports.admin', NULL)", "0" },
		{ "mv_has('forbidden', 'R コマンド')", "1" }, { "mv_has('forbidden', 'a,b')", "1" },
		{ "mv_has('forbidden', 'b')", "0" }, { "mv_has('forbidden', 'Telnet')", "0" },
		{ "mv_has('right.unused', 90)", "1" }, { "mv(NULL)", "-" }, { "mv_has(NULL, 'x')", "-" } };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_assert_true(judge_db_run_as(fixture.db, "s", 5, method, G_N_ELEMENTS(method), NULL));
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		assert_value(&fixture, all[i].expression, all[i].value);
	g_auto(GStrv) missing = judge_db_missing(fixture.db);
	g_assert_cmpuint(g_strv_length(missing), ==, 0);
}

static void
test_missing(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_assert_true(judge_db_run_as(fixture.db, "s", 5, method, G_N_ELEMENTS(method), NULL));
	assert_value(&fixture, "mv('z')", "-");
	assert_value(&fixture, "mv('a', 3)", "-");
	assert_value(&fixture, "mv('only.late', 3)", "-");
	assert_value(&fixture, "mv('z') IS NULL AND mv('nothing') IS NULL", "1");
	assert_value(&fixture, "mv_has('しきい値', 'x')", "0");
	g_auto(GStrv) missing = judge_db_missing(fixture.db);
	g_autofree char *keys = g_strjoinv(" ", missing);
	g_assert_cmpstr(keys, ==, "a nothing only.late z しきい値");
	g_auto(GStrv) none = judge_db_missing(fixture.db);
	g_assert_cmpuint(g_strv_length(none), ==, 0);
}

/* The next run has its own values, also for statements that were prepared before. */
static void
test_next_run(void)
{
	static const struct judge_value other[] = { { .key = "review", .text = "never" } };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_assert_true(judge_db_run_as(fixture.db, "s", 5, method, G_N_ELEMENTS(method), NULL));
	struct judge_query *query = prepared(&fixture, "SELECT mv('review'), mv('right.unused'), :system, :now");
	g_autofree char *first = rows_of(query);
	g_assert_true(judge_query_start(query, NULL, NULL));
	g_assert_cmpint(judge_query_next(query, NULL), ==, 1);
	g_assert_true(judge_db_run_as(fixture.db, "t", 6, other, G_N_ELEMENTS(other), NULL));
	g_autofree char *second = rows_of(query);
	g_assert_cmpstr(first, ==, "yearly|90|s|5\n");
	g_assert_cmpstr(second, ==, "never|-|t|6\n");
}

/* Every function of SQLite that a rule may use is really there. */
static void
test_built_in(void)
{
	static const struct expectation all[] = { { "coalesce(NULL, 1)", "1" }, { "max(1, 3)", "3" },
		{ "iif(1, 'a', 'b')", "a" }, { "nullif(1, 1)", "-" }, { "substr('日本語', 2, 1)", "本" },
		{ "length('日本語')", "3" }, { "instr('日本語', '語')", "3" }, { "'Abc' LIKE 'a%'", "1" },
		{ "'abc' GLOB 'a*'", "1" }, { "json_extract('{\"a\":[1]}', '$.a[0]')", "1" },
		{ "'{\"a\":2}' ->> 'a'", "2" }, { "round(2.5)", "3.0" }, { "printf('%03d', 7)", "007" },
		{ "(SELECT group_concat(x) FROM (SELECT 1 AS x UNION SELECT 2))", "1,2" },
		{ "(SELECT sum(x) OVER (ORDER BY x) FROM (SELECT 3 AS x))", "3" },
		{ "(SELECT row_number() OVER () FROM (SELECT 3))", "1" }, { "upper(trim('  a '))", "A" },
		{ "CAST('12x' AS INTEGER)", "12" }, { "hex('a')", "61" }, { "replace('aXa', 'X', '-')", "a-a" } };
	assert_all(all, G_N_ELEMENTS(all));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/functions/text", test_text);
	g_test_add_func("/judge/functions/orders", test_orders);
	g_test_add_func("/judge/functions/glob", test_glob);
	g_test_add_func("/judge/functions/net", test_net);
	g_test_add_func("/judge/functions/method", test_method);
	g_test_add_func("/judge/functions/missing", test_missing);
	g_test_add_func("/judge/functions/next-run", test_next_run);
	g_test_add_func("/judge/functions/built-in", test_built_in);
	return g_test_run();
}
