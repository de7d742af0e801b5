/* SPDX-License-Identifier: Apache-2.0 */
/* Declaring, filling, reading, emptying: what a table is, and that it is the same by every way. */
#include "judge_fixture.h"

static void
test_read(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	add_component(&fixture, "c1", "受付 Web", 443);
	add_component(&fixture, "c2", "DB", 5432);
	add_interface(&fixture, "i1", "c1", "10.0.0.1");
	add_interface(&fixture, "i2", "c1", "10.0.0.2");
	assert_rows(&fixture, "SELECT * FROM component", "c1|s|受付 Web|443\nc2|s|DB|5432\n");
	assert_rows(&fixture, "SELECT id, weight FROM interface", "i1|-\ni2|-\n");
	assert_rows(&fixture, "SELECT c.id, i.id FROM component c LEFT JOIN interface i ON i.component = c.id",
		"c1|i1\nc1|i2\nc2|-\n");
	assert_rows(&fixture,
		"SELECT c.id FROM component c LEFT JOIN interface i ON i.component = c.id WHERE i.id IS NULL",
		"c2\n");
	assert_rows(&fixture,
		"SELECT c.id, i.id FROM interface i FULL JOIN component c ON i.component = c.id AND i.id = 'i1'",
		"c1|i1\n-|i2\nc2|-\n");
	assert_rows(&fixture, "SELECT id FROM component WHERE id IN ('c2', 'c1', 'c9') ORDER BY 1 DESC",
		"c2\nc1\n");
	assert_rows(&fixture, "SELECT id FROM component WHERE id = 'c2' OR port = 443 ORDER BY id", "c1\nc2\n");
	assert_rows(&fixture, "SELECT count(*), count(weight) FROM interface", "2|0\n");
	assert_rows(&fixture, "SELECT * FROM BUSY_named", "c1|受付 Web|2\n");
	assert_rows(&fixture, "SELECT typeof(port), typeof(name) FROM component LIMIT 1", "integer|text\n");
}

/* Looked up by hash or compared row by row, "=" means what SQLite means by it. */
static void
test_equal(void)
{
	static const char *const conditions[] = { "port = 5", "port = '5'", "port = 5.0", "port = '05'",
		"port = 5.5", "port = NULL", "port IS NULL", "port IS 5", "name = 5", "name = '5'", "name = '05'",
		"name = 5.0", "name = x'35'", "name = NULL", "name = port", "port = name", "name = 'a' COLLATE NOCASE",
		"name = 'A'", "port = 5 AND name = '5'", "port = '5' AND name = 5", "name = '5' AND name = 'a'",
		"port IN (5, 6)", "port IN ('5', 'x')", "name IN (5, 'A')", "(port, name) = (5, '5')",
		"name = (SELECT max(port) FROM component)", "id = 'c1' AND system = 's' AND name = '5' AND port = 5",
		"name = CAST('5' AS NUMERIC)", "name = substr('x5', 2)", "rowid = 2", "name = ''" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	static const char *const names[] = { "5", "05", "a", "A", "", "5.0", "5", NULL };
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *id = g_strdup_printf("c%u", i);
		add_component(&fixture, id, names[i], i % 2 == 0 ? 5 : 6);
	}
	for (guint i = 0; i < G_N_ELEMENTS(conditions); i++) {
		/* A unary + on both sides would change affinity: a materialised copy does not. */
		g_autofree char *plain = g_strdup_printf("SELECT id FROM component WHERE %s ORDER BY id", conditions[i]);
		g_autofree char *copied = g_strdup_printf(
			"WITH component AS MATERIALIZED (SELECT c.*, c.rowid FROM main.component c LIMIT 100)"
			"SELECT id FROM component WHERE %s ORDER BY id",
			conditions[i]);
		struct judge_query *a = prepared(&fixture, plain), *b = prepared(&fixture, copied);
		g_autofree char *got = rows_of(a), *expected = rows_of(b);
		g_test_message("%s", conditions[i]);
		g_assert_cmpstr(got, ==, expected);
		judge_query_free(a);
		judge_query_free(b);
	}
}

/* Many rows with few and with many different keys, grown while an index exists. */
static void
test_indexes_grow(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *one = prepared(&fixture, "SELECT count(*), min(id), max(id) FROM interface WHERE component = 'c7'");
	struct judge_query *pair = prepared(&fixture, "SELECT id FROM interface WHERE component = 'c7' AND address = 'a107'");
	for (guint i = 0; i < 3000; i++) {
		g_autofree char *id = g_strdup_printf("i%04u", i);
		g_autofree char *component = g_strdup_printf("c%u", i % 100);
		g_autofree char *address = g_strdup_printf("a%u", i);
		add_interface(&fixture, id, component, address);
		if (i % 500 != 499)
			continue;
		g_autofree char *rows = rows_of(one), *rows_pair = rows_of(pair);
		g_autofree char *expected
			= g_strdup_printf("%u|i0007|i%04u\n", (i + 1) / 100, i / 100 * 100 + 7);
		g_assert_cmpstr(rows, ==, expected);
		g_assert_cmpstr(rows_pair, ==, "i0107\n");
	}
}

static void
test_types(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	judge_set_int(fixture.component, 0, -7);
	judge_set_text(fixture.component, 3, "4438", 3);
	g_assert_true(judge_add(fixture.component, NULL));
	assert_rows(&fixture, "SELECT id, port, typeof(id), typeof(port) FROM component WHERE id = '-7' AND port = 443",
		"-7|443|text|integer\n");
	g_autoptr(GError) error = NULL;
	judge_set_text(fixture.component, 3, "many", -1);
	g_assert_false(judge_add(fixture.component, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_INPUT);
	g_assert_nonnull(strstr(error->message, "component.port"));
	/* The row that failed leaves nothing behind. */
	g_assert_true(judge_add(fixture.component, NULL));
	assert_rows(&fixture, "SELECT * FROM component LIMIT -1 OFFSET 1", "-|-|-|-\n");
	judge_set_text(fixture.component, 0, NULL, -1);
	judge_set_text(fixture.component, 2, "", -1);
	g_assert_true(judge_add(fixture.component, NULL));
	assert_rows(&fixture, "SELECT id IS NULL, name = '' FROM component LIMIT -1 OFFSET 2", "1|1\n");
}

static void
test_declarations(void)
{
	static const char *const names[] = { "", "A", "1a", "a-b", "a b", "a\"", "sqlite_x", "pragma_x", "表",
		"component", "busy" };
	static const struct judge_column twice[] = { { "a", JUDGE_INT }, { "a", JUDGE_INT } };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(GError) table = NULL;
		g_autoptr(GError) view = NULL;
		g_assert_null(judge_db_table(fixture.db, names[i], tag_columns, 2, NULL, &table));
		g_assert_error(table, SEKISHO_ERROR, ERROR_INPUT);
		g_assert_false(judge_db_view(fixture.db, names[i], "SELECT 1", &view));
		g_assert_error(view, SEKISHO_ERROR, ERROR_INPUT);
	}
	g_assert_null(judge_db_table(fixture.db, "twice", twice, 2, NULL, NULL));
	g_assert_null(judge_db_table(fixture.db, "odd", tag_columns, 2, "owner, nope", NULL));
	g_assert_nonnull(judge_db_table(fixture.db, "odd", tag_columns, 2, "tag", NULL));
	g_assert_true(judge_db_find(fixture.db, "tag") == fixture.tag);
	g_assert_null(judge_db_find(fixture.db, "busy"));
	const struct judge_column *columns;
	g_assert_cmpuint(judge_table_columns(fixture.component, &columns), ==, 4);
	g_assert_cmpstr(columns[3].name, ==, "port");
	/* Words of SQL may name columns and tables; rules then quote them. */
	static const struct judge_column words[] = { { "select", JUDGE_TEXT }, { "order", JUDGE_INT } };
	struct judge_table *group = judge_db_table(fixture.db, "group", words, 2, NULL, NULL);
	judge_set_int(group, 1, 3);
	g_assert_true(judge_add(group, NULL));
	assert_rows(&fixture, "SELECT \"select\", \"order\" FROM \"group\"", "-|3\n");
}

/* Tables and views may be declared, and rows added, before and after statements were prepared. */
static void
test_late(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	add_component(&fixture, "c1", "one", 1);
	add_interface(&fixture, "i1", "c1", "a");
	struct judge_query *early = prepared(&fixture, "SELECT id, n FROM busy_named");
	struct judge_query *running = prepared(&fixture, "SELECT id FROM component");
	g_assert_true(judge_query_start(running, NULL, NULL));
	g_assert_cmpint(judge_query_next(running, NULL), ==, 1);
	g_assert_true(judge_db_view(fixture.db, "late_view", "SELECT l.tag FROM late l JOIN busy ON busy.id = l.owner", NULL));
	struct judge_table *late = judge_db_table(fixture.db, "late", tag_columns, 2, NULL, NULL);
	judge_set_text(late, 0, "c1", -1);
	judge_set_text(late, 1, "tagged", -1);
	g_assert_true(judge_add(late, NULL));
	assert_rows(&fixture, "SELECT * FROM late_view", "tagged\n");
	g_assert_cmpstr(judge_query_text(running, 0), ==, "c1");
	g_assert_cmpint(judge_query_next(running, NULL), ==, 0);
	g_assert_cmpint(judge_query_next(running, NULL), ==, 0); /* does not start over */
	g_autofree char *rows = rows_of(early);
	g_assert_cmpstr(rows, ==, "c1|1\n");
}

static void
test_reuse(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *joined = prepared(&fixture,
		"SELECT :system, :now, c.id, i.id FROM component c JOIN interface i ON i.component = c.id");
	struct judge_query *view = prepared(&fixture, "SELECT * FROM busy_named");
	for (guint round = 0; round < 3; round++) {
		g_autofree char *id = g_strdup_printf("c%u", round);
		g_autofree char *system = g_strdup_printf("sys%u", round);
		g_assert_true(judge_db_run_as(fixture.db, system, round, NULL, 0, NULL));
		add_component(&fixture, id, system, round);
		add_interface(&fixture, "i", id, "a");
		g_autofree char *rows = rows_of(joined), *rows_view = rows_of(view);
		g_autofree char *expected = g_strdup_printf("sys%u|%u|c%u|i\n", round, round, round);
		g_autofree char *expected_view = g_strdup_printf("c%u|sys%u|1\n", round, round);
		g_assert_cmpstr(rows, ==, expected);
		g_assert_cmpstr(rows_view, ==, expected_view);
		/* In the middle of a result too. */
		g_assert_true(judge_query_start(joined, NULL, NULL));
		g_assert_cmpint(judge_query_next(joined, NULL), ==, 1);
		judge_set_text(fixture.tag, 0, "never added", -1);
		g_assert_true(judge_db_empty(fixture.db, NULL));
		g_assert_cmpint(judge_query_next(joined, NULL), ==, 0);
		g_assert_null(judge_query_text(joined, 2));
		assert_rows(&fixture, "SELECT count(*) FROM component", "0\n");
		assert_rows(&fixture, "SELECT * FROM component WHERE id = 'c0'", "");
	}
}

static void
test_reads(void)
{
	static const struct {
		const char *sql, *reads;
	} cases[] = { { "SELECT 1", "" }, { "SELECT id FROM component", "component" },
		{ "SELECT count(*) FROM Component", "component" }, { "SELECT n FROM busy", "interface" },
		{ "SELECT 1 FROM busy_named, tag", "component interface tag" },
		{ "SELECT id FROM component WHERE id IN (SELECT owner FROM tag)", "component tag" },
		{ "WITH a AS (SELECT id FROM component) SELECT id FROM a UNION SELECT tag FROM tag", "component tag" },
		{ "SELECT id FROM component c WHERE NOT EXISTS (SELECT 1 FROM interface i WHERE i.component = c.id)",
			"component interface" } };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct judge_query *query = prepared(&fixture, cases[i].sql);
		g_autofree char *reads = g_strjoinv(" ", (char **)judge_query_reads(query));
		g_assert_cmpstr(reads, ==, cases[i].reads);
	}
}

static void
test_result_columns(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_query *query = prepared(&fixture,
		"SELECT 'k' AS subject_kind, 7 AS n, NULL AS key, CAST(x'41ff' AS TEXT) AS broken");
	g_assert_cmpuint(judge_query_columns(query), ==, 4);
	g_assert_cmpstr(judge_query_column(query, 1), ==, "n");
	g_assert_cmpint(judge_query_find(query, "key"), ==, 2);
	g_assert_cmpint(judge_query_find(query, "nope"), ==, -1);
	g_assert_null(judge_query_text(query, 0)); /* not started */
	g_assert_true(judge_query_start(query, NULL, NULL));
	g_assert_cmpint(judge_query_next(query, NULL), ==, 1);
	g_assert_cmpint(judge_query_int(query, 1), ==, 7);
	g_assert_cmpstr(judge_query_text(query, 1), ==, "7");
	g_assert_true(judge_query_is_null(query, 2));
	g_assert_null(judge_query_text(query, 2));
	g_assert_cmpstr(judge_query_text(query, 3), ==, "A\357\277\275");
}

static void
test_derive(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	g_autoptr(GError) unknown = NULL;
	g_autoptr(GError) integer = NULL;
	const char *select = "SELECT component AS owner, 'busy' AS tag FROM interface";
	for (guint round = 0; round < 2; round++) {
		add_interface(&fixture, "i1", "c1", "a");
		add_interface(&fixture, "i2", round == 0 ? "c2" : "c3", "a");
		g_assert_true(judge_db_derive(fixture.db, fixture.tag, select, NULL));
		/* Reads what it fills, and sees only what was there. */
		g_assert_true(judge_db_derive(fixture.db, fixture.tag,
			"SELECT owner || x.tag AS owner FROM tag JOIN (SELECT '!' AS tag) x", NULL));
		assert_rows(&fixture, "SELECT owner, tag FROM tag",
			round == 0 ? "c1|busy\nc2|busy\nc1!|-\nc2!|-\n" : "c1|busy\nc3|busy\nc1!|-\nc3!|-\n");
		g_assert_true(judge_db_empty(fixture.db, NULL));
	}
	g_assert_false(judge_db_derive(fixture.db, fixture.tag, "SELECT 1 AS nope", &unknown));
	g_assert_nonnull(strstr(unknown->message, "tag"));
	g_assert_nonnull(strstr(unknown->message, "nope"));
	g_assert_nonnull(strstr(error_message(unknown, "ja"), "nope"));
	g_assert_true(judge_db_derive(fixture.db, fixture.component,
		"SELECT 'a' AS id, total(x) AS port FROM (SELECT 4 AS x UNION ALL SELECT 5)", NULL));
	g_assert_false(judge_db_derive(fixture.db, fixture.component,
		"SELECT 'b' AS id, 1 AS port UNION ALL SELECT 'c', 1.5", &integer));
	g_assert_nonnull(strstr(integer->message, "1.5"));
	/* All rows or none. */
	assert_rows(&fixture, "SELECT id, port FROM component", "a|9\n");
	g_assert_false(judge_db_derive(fixture.db, fixture.tag, "SELECT random() AS tag", NULL));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/rows/read", test_read);
	g_test_add_func("/judge/rows/equal", test_equal);
	g_test_add_func("/judge/rows/indexes-grow", test_indexes_grow);
	g_test_add_func("/judge/rows/types", test_types);
	g_test_add_func("/judge/rows/declarations", test_declarations);
	g_test_add_func("/judge/rows/late", test_late);
	g_test_add_func("/judge/rows/reuse", test_reuse);
	g_test_add_func("/judge/rows/reads", test_reads);
	g_test_add_func("/judge/rows/result-columns", test_result_columns);
	g_test_add_func("/judge/rows/derive", test_derive);
	return g_test_run();
}
