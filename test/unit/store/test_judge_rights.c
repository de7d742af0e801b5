/* SPDX-License-Identifier: Apache-2.0 */
/* What a rule may not do, and where the complaint points. */
#include "judge_fixture.h"

static void
test_only_select(void)
{
	static const char *const refused[] = { "INSERT INTO component (id) VALUES ('x')",
		"UPDATE component SET id = 'x'", "DELETE FROM component", "CREATE TABLE y (a)",
		"CREATE TEMP TABLE y (a)", "DROP TABLE component", "PRAGMA table_info(component)",
		"ATTACH ':memory:' AS y", "DETACH main", "BEGIN", "SAVEPOINT a", "VACUUM", "ANALYZE",
		"REINDEX", "EXPLAIN SELECT 1", "VALUES (1)", "ALTER TABLE component ADD x", "", " -- nothing",
		"REPLACE INTO component (id) VALUES ('x')", ";SELECT 1", "'select'" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(refused); i++)
		assert_refused(&fixture, refused[i], ERROR_REFUSED, "SELECT か WITH", "SELECT or WITH");
	assert_rows(&fixture, "/* x */ -- y\n SELECT 1;; -- z", "1\n");
	assert_rows(&fixture, "wItH a AS (SELECT ';' AS b) SELECT b FROM a;", ";\n");
	assert_rows(&fixture, "SELECT (VALUES (7))", "7\n");
}

static void
test_one_statement(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	assert_refused(&fixture, "SELECT 1; SELECT 2", ERROR_REFUSED, "1 つだけ", "only one");
	assert_refused(&fixture, "SELECT 1;\n DROP TABLE component", ERROR_REFUSED, "1 つだけ", "only one");
}

static void
test_writes_behind_with(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	static const struct {
		const char *sql, *word;
	} cases[] = {
		{ "WITH a AS (SELECT 1) INSERT INTO component (id) SELECT * FROM a", "INSERT" },
		{ "WITH a AS (SELECT 1) REPLACE INTO component (id) SELECT * FROM a", "INSERT" },
		{ "WITH a AS (SELECT 1) DELETE FROM component", "component" },
		{ "WITH a AS (SELECT 1) UPDATE component SET id = 'x'", "component" },
		{ "WITH a AS (SELECT 1) DELETE FROM busy", "busy" },
		{ "WITH a AS (SELECT 1) DELETE FROM sqlite_schema", "sqlite_master" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_refused(&fixture, cases[i].sql, ERROR_REFUSED, cases[i].word, cases[i].word);
}

static void
test_no_schema(void)
{
	static const char *const names[] = { "sqlite_schema", "sqlite_master", "sqlite_temp_schema",
		"SQLITE_MASTER", "main.sqlite_schema", "temp.sqlite_master", "\"sqlite_schema\"",
		"pragma_table_info('component')", "PRAGMA_function_list", "pragma_database_list" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *all = g_strdup_printf("SELECT * FROM %s", names[i]);
		g_autofree char *none = g_strdup_printf("SELECT count(*) FROM %s", names[i]);
		g_autofree char *inner = g_strdup_printf(
			"SELECT id FROM component WHERE EXISTS (SELECT 1 FROM %s)", names[i]);
		assert_refused(&fixture, all, ERROR_REFUSED, "宣言された表", "declared tables");
		assert_refused(&fixture, none, ERROR_REFUSED, "宣言された表", "declared tables");
		assert_refused(&fixture, inner, ERROR_REFUSED, "宣言された表", "declared tables");
	}
}

/* What SQLite brings along as virtual tables is not there. */
static void
test_no_modules(void)
{
	static const char *const names[] = { "json_each('[1]')", "json_tree('[1]')", "dbstat",
		"sqlite_stmt", "fts5vocab", "bytecode('SELECT 1')", "generate_series(1, 2)" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", names[i]);
		g_autoptr(GError) error = NULL;
		g_assert_null(judge_query_new(fixture.db, "rule.sql", 1, sql, &error));
		g_assert_nonnull(error);
	}
}

static void
test_functions_refused(void)
{
	static const char *const calls[] = { "random()", "randomblob(8)", "load_extension('x')",
		"last_insert_rowid()", "changes()", "total_changes()", "sqlite_version()",
		"sqlite_compileoption_used('x')", "zeroblob(1000000)", "fts3_tokenizer('x')", "sqlite_log(1, 'x')",
		"fts5_source_id()" };
	static const char *const clocks[] = { "date('now')", "datetime('now')", "time('now')",
		"julianday()", "strftime('%s')", "unixepoch('no' || 'w')", "current_timestamp", "current_date",
		"CURRENT_TIME", "date(:now / 1000000, 'unixepoch')" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(calls); i++) {
		g_autofree char *sql = g_strconcat("SELECT ", calls[i], NULL);
		assert_refused(&fixture, sql, ERROR_REFUSED, "使えません", "is refused");
		g_autofree char *where = g_strconcat("SELECT 1 FROM component WHERE ", calls[i], NULL);
		assert_refused(&fixture, where, ERROR_REFUSED, "使えません", "is refused");
	}
	for (guint i = 0; i < G_N_ELEMENTS(clocks); i++) {
		g_autofree char *sql = g_strconcat("SELECT ", clocks[i], NULL);
		assert_refused(&fixture, sql, ERROR_REFUSED, "時計", "clock");
	}
}

/* The rights hold inside views, and when SQLite prepares a statement anew by itself. */
static void
test_rights_in_views(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_assert_true(judge_db_view(fixture.db, "dice", "SELECT\n  random() AS n", NULL));
	g_assert_true(judge_db_view(fixture.db, "outer_dice", "SELECT n FROM dice", NULL));
	g_autoptr(GError) error = NULL;
	g_assert_null(judge_query_new(fixture.db, "rule.sql", 4, "SELECT n FROM outer_dice", &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_REFUSED);
	g_assert_cmpstr(error_place(error).file, ==, "view dice");
	g_assert_cmpuint(error_place(error).line, ==, 2);
	g_assert_cmpuint(error_place(error).column, ==, 3);
}

static void
test_views_at_fault(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_autoptr(GError) column = NULL;
	g_autoptr(GError) syntax = NULL;
	g_autoptr(GError) parameter = NULL;
	g_autoptr(GError) second = NULL;
	g_assert_true(judge_db_view(fixture.db, "bad_column", "SELECT id,\n nam FROM component", NULL));
	g_assert_true(judge_db_view(fixture.db, "bad_syntax", "SELECT id FRO component x", NULL));
	g_assert_true(judge_db_view(fixture.db, "bad_now", "SELECT :now AS n", NULL));
	g_assert_false(judge_db_view(fixture.db, "two", "SELECT 1; SELECT 2", &second));
	g_assert_error(second, SEKISHO_ERROR, ERROR_REFUSED);
	g_assert_null(judge_query_new(fixture.db, "r", 1, "SELECT * FROM bad_column", &column));
	g_assert_cmpstr(error_place(column).file, ==, "view bad_column");
	g_assert_cmpuint(error_place(column).line, ==, 2);
	g_assert_nonnull(strstr(column->message, "nam"));
	g_assert_null(judge_query_new(fixture.db, "r", 1, "SELECT * FROM bad_syntax", &syntax));
	g_assert_cmpstr(error_place(syntax).file, ==, "view bad_syntax");
	g_assert_null(judge_query_new(fixture.db, "r", 1, "SELECT * FROM bad_now", &parameter));
	g_assert_cmpstr(error_place(parameter).file, ==, "view bad_now");
	/* The good ones are not harmed by their neighbours. */
	add_interface(&fixture, "i", "c", "a");
	assert_rows(&fixture, "SELECT * FROM busy", "c|1\n");
	assert_refused(&fixture, "SELECT x FROM busy", ERROR_INPUT, "x", "no such column: x");
}

static void
assert_place(struct fixture *fixture, const char *sql, guint line, guint column)
{
	g_autoptr(GError) error = NULL;
	g_assert_null(judge_query_new(fixture->db, "model/rules/C2-2.x.sql", 9, sql, &error));
	g_test_message("%s", error->message);
	g_assert_cmpstr(error_place(error).file, ==, "model/rules/C2-2.x.sql");
	g_assert_cmpuint(error_place(error).line, ==, line);
	g_assert_cmpuint(error_place(error).column, ==, column);
}

static void
test_places(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	assert_place(&fixture, "SELECT nope FROM component", 9, 8);
	assert_place(&fixture, "SELECT 'あいう',\n '日本語', nope FROM component", 10, 9);
	assert_place(&fixture, "SELECT id\nFROM   nowhere", 10, 8);
	assert_place(&fixture, "SELECT id\nFROM component\nWHERE id == == 3", 11, 13);
	assert_place(&fixture, "SELECT id,\n  random()\nFROM component", 10, 3);
	assert_place(&fixture, "SELECT 1\nFROM sqlite_schema", 10, 6);
	assert_place(&fixture, "SELECT 1\n+ :then", 10, 3);
	assert_place(&fixture, "SELECT \"id2\" FROM component", 9, 8);
	assert_place(&fixture, "SELECT 1;\n  SELECT 2", 10, 3);
	assert_place(&fixture, "SELECT 1\n  UNION nosuch(2)", 10, 9);
	assert_place(&fixture, "SELECT nosuch(2)", 9, 8);
	assert_place(&fixture, "-- why\nDELETE FROM component", 10, 1);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/rights/only-select", test_only_select);
	g_test_add_func("/judge/rights/one-statement", test_one_statement);
	g_test_add_func("/judge/rights/writes-behind-with", test_writes_behind_with);
	g_test_add_func("/judge/rights/no-schema", test_no_schema);
	g_test_add_func("/judge/rights/no-modules", test_no_modules);
	g_test_add_func("/judge/rights/functions", test_functions_refused);
	g_test_add_func("/judge/rights/in-views", test_rights_in_views);
	g_test_add_func("/judge/rights/views-at-fault", test_views_at_fault);
	g_test_add_func("/judge/rights/places", test_places);
	return g_test_run();
}
