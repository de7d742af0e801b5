/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever a rule does, it ends, and the author is told at which limit. */
#include "judge_fixture.h"

#include <glib/gstdio.h>

#include "store/store.h"

static const char endless[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";
static const char flood[] = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";

/* Runs into an error that has these words; how many rows came before it. */
static guint
run_into(struct judge_query *query, const struct judge_limits *limits, enum error_code code, const char *words)
{
	g_autoptr(GError) error = NULL;
	guint rows = 0;
	int more;
	g_assert_true(judge_query_start(query, limits, NULL));
	while ((more = judge_query_next(query, &error)) == 1)
		rows++;
	g_assert_cmpint(more, ==, -1);
	g_assert_error(error, SEKISHO_ERROR, (int)code);
	if (strstr(error->message, words) == NULL || strstr(error_message(error, "ja"), words) == NULL)
		g_error("%s / %s", error->message, error_message(error, "ja"));
	g_assert_cmpstr(error_place(error).file, ==, "rule.sql");
	g_assert_cmpint(judge_query_next(query, NULL), ==, 0);
	return rows;
}

static void
test_steps(void)
{
	const struct judge_limits limits = { .steps = 100000 }, few = { .steps = 7 };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture, endless);
	run_into(query, &limits, ERROR_TOO_LARGE, "100000");
	run_into(query, &few, ERROR_TOO_LARGE, "7");
	/* Steps count over all rows of a result, and start over with the query. */
	query = prepared(&fixture, flood);
	guint rows = run_into(query, &limits, ERROR_TOO_LARGE, "100000");
	g_assert_cmpuint(rows, >, 1000);
	g_assert_cmpuint(rows, ==, run_into(query, &limits, ERROR_TOO_LARGE, "100000"));
	assert_rows(&fixture, "SELECT 1", "1\n");
}

/* Two results read by turns: each is held to its own limit. */
static void
test_steps_by_turns(void)
{
	const struct judge_limits small = { .steps = 2000 };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *a = prepared(&fixture, flood), *b = prepared(&fixture, flood);
	guint rows_a = 0, rows_b = 0;
	g_assert_true(judge_query_start(a, &small, NULL));
	g_assert_true(judge_query_start(b, NULL, NULL));
	while (judge_query_next(a, NULL) == 1) {
		rows_a++;
		rows_b += judge_query_next(b, NULL) == 1;
	}
	g_assert_cmpuint(rows_a, >, 50);
	g_assert_cmpuint(rows_a, <, 2000);
	g_assert_cmpuint(rows_b, ==, rows_a);
	g_assert_cmpint(judge_query_next(b, NULL), ==, 1);
}

static void
test_rows(void)
{
	const struct judge_limits limits = { .rows = 25 };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture, flood);
	g_assert_cmpuint(run_into(query, &limits, ERROR_TOO_LARGE, "25"), ==, 25);
	g_assert_cmpuint(run_into(query, NULL, ERROR_TOO_LARGE, "10000"), ==, JUDGE_ROWS);
	/* Exactly as many as allowed is allowed. */
	query = prepared(&fixture, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 25) SELECT i FROM n");
	g_assert_true(judge_query_start(query, &limits, NULL));
	guint rows = 0;
	while (judge_query_next(query, NULL) == 1)
		rows++;
	g_assert_cmpuint(rows, ==, 25);
	g_assert_null(judge_query_text(query, 0));
}

static void
test_memory(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture,
		"WITH RECURSIVE n(i, t) AS (SELECT 1, printf('%100000d', 1) UNION ALL SELECT i + 1, t || i FROM n)"
		"SELECT * FROM n ORDER BY t");
	run_into(query, NULL, ERROR_TOO_LARGE, "256");
	query = prepared(&fixture, "SELECT replace(hex(printf('%8000000d', 1)), '2', '22222222')");
	run_into(query, NULL, ERROR_TOO_LARGE, "16777216");
}

/* Also where a store was opened first, as every command on a ledger does. */
static void
test_memory_beside_store(void)
{
	if (g_test_subprocess()) {
		struct store *store = store_open(g_getenv("STORE_OF_TEST"), STORE_OPEN, NULL);
		g_assert_nonnull(store);
		test_memory();
		store_free(store);
		return;
	}
	g_autofree char *folder = g_dir_make_tmp("sekisho-judge-XXXXXX", NULL);
	g_autofree char *path = g_build_filename(folder, "store.db", NULL);
	store_free(store_open(path, STORE_CREATE, NULL));
	g_setenv("STORE_OF_TEST", path, TRUE);
	g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
	g_remove(path);
	g_rmdir(folder);
	g_test_trap_assert_passed();
}

static void
test_depth(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_autoptr(GString) deep = g_string_new("SELECT 1");
	g_autoptr(GString) many = g_string_new("SELECT 1");
	g_autoptr(GString) nested = g_string_new("SELECT ");
	g_autoptr(GString) large = g_string_new("SELECT '");
	g_autoptr(GString) joins = g_string_new("SELECT 1 FROM component c0");
	for (guint i = 0; i < 1000; i++) {
		g_string_append(deep, " + 1");
		g_string_append(many, " UNION SELECT 1");
		g_string_append_c(nested, '(');
		g_string_append_printf(large, "%0200u", i);
		g_string_append_printf(joins, i < 70 ? ", component c%u" : "", i + 1);
	}
	g_string_append(large, "'");
	assert_refused(&fixture, deep->str, ERROR_INPUT, "250", "250");
	assert_refused(&fixture, many->str, ERROR_INPUT, "compound", "compound");
	assert_refused(&fixture, nested->str, ERROR_INPUT, "stack", "stack");
	assert_refused(&fixture, large->str, ERROR_TOO_LARGE, "131072", "131072");
	assert_refused(&fixture, joins->str, ERROR_INPUT, "64", "64");
	assert_refused(&fixture, "SELECT ?", ERROR_INPUT, ":system", ":system");
	assert_refused(&fixture, "SELECT @now", ERROR_INPUT, "@now", "@now");
	assert_refused(&fixture, "SELECT $system", ERROR_INPUT, "$system", "$system");
}

static void
test_patterns(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture, "SELECT 'a' LIKE printf('%2000d', 1)");
	run_into(query, NULL, ERROR_INPUT, "pattern");
	query = prepared(&fixture, "SELECT glob_match(printf('%02000d', 1) || '*', 'a')");
	run_into(query, NULL, ERROR_INPUT, "pattern");
	query = prepared(&fixture, "SELECT glob_match('*a*a*a*a*a*a*a*a*a*a*b', printf('%.*c', 20000, 'a'))");
	g_autofree char *rows = rows_of(query);
	g_assert_cmpstr(rows, ==, "0\n");
}

static void
test_run_time_error(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture, "SELECT abs(-9223372036854775807 - 1)");
	run_into(query, NULL, ERROR_INPUT, "integer overflow");
	query = prepared(&fixture, "SELECT json_extract('{', '$.a')");
	run_into(query, NULL, ERROR_INPUT, "malformed JSON");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/limits/steps", test_steps);
	g_test_add_func("/judge/limits/steps-by-turns", test_steps_by_turns);
	g_test_add_func("/judge/limits/rows", test_rows);
	g_test_add_func("/judge/limits/memory", test_memory);
	g_test_add_func("/judge/limits/memory-beside-store", test_memory_beside_store);
	g_test_add_func("/judge/limits/depth", test_depth);
	g_test_add_func("/judge/limits/patterns", test_patterns);
	g_test_add_func("/judge/limits/run-time-error", test_run_time_error);
	return g_test_run();
}
