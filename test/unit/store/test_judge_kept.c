/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kept views give what the same SELECT gives as a plain view, whatever changes beneath them; and
 * rows are found without SQL.
 */
#include "judge_fixture.h"

static void
keep(struct fixture *fixture, const char *name, const char *select)
{
	g_autoptr(GError) error = NULL;
	g_assert_true(judge_db_kept_view(fixture->db, name, select, &error));
	g_assert_no_error(error);
}

static void
test_follows_changes(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "owned", "SELECT c.id, c.name, t.tag FROM component c JOIN tag t ON t.owner = c.id");
	keep(&fixture, "counted", "SELECT id, count(*) AS n FROM owned GROUP BY id");
	struct judge_query *query =
		prepared(&fixture, "SELECT o.name, k.n FROM counted k JOIN owned o ON o.id = k.id");
	for (guint round = 0; round < 3; round++) {
		g_autofree char *none = rows_of(query);
		g_assert_cmpstr(none, ==, "");
		add_component(&fixture, "c1", round == 0 ? "first" : "again", 1);
		g_autofree char *untagged = rows_of(query);
		g_assert_cmpstr(untagged, ==, "");
		add_tag(&fixture, "c1", "red");
		g_autofree char *one = rows_of(query);
		g_assert_cmpstr(one, ==, round == 0 ? "first|1\n" : "again|1\n");
		add_tag(&fixture, "c1", "blue");
		g_autofree char *two = rows_of(query);
		g_assert_cmpstr(two, ==, round == 0 ? "first|2\nfirst|2\n" : "again|2\nagain|2\n");
		g_assert_true(judge_db_empty(fixture.db, NULL));
	}
}

/* What was computed has no type of its own: it compares as in a view, by an index or without. */
static void
test_compares_as_a_view(void)
{
	static const char SELECT[] =
		"SELECT id, port + 0 AS sum, port / 2.0 AS half, '' || port AS said,"
		" (SELECT c.port FROM component c WHERE c.id = component.id) AS again,"
		" CASE WHEN port > 2 THEN port ELSE id END AS either, x'00ff' AS bytes, NULL AS none"
		" FROM component";
	static const char *const WHERE[] = { "sum = 2", "sum = '2'", "sum = 2.0", "half = 1", "half = 0.5",
		"half = '1.0'", "said = '2'", "said = 2", "again = '2'", "again = 2", "either = 3", "either = 'c1'", "either = '3'",
		"bytes = x'00ff'", "bytes = '00ff'", "none = 1", "none IS NULL", "id = 'c2'",
		"sum = (SELECT weight FROM interface)", "said = (SELECT weight FROM interface)",
		"either = (SELECT component FROM interface)", "sum IN (1, '3')", "typeof(half) = 'real'" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "kept", SELECT);
	g_assert_true(judge_db_view(fixture.db, "plain", SELECT, NULL));
	for (guint i = 1; i <= 3; i++) {
		char id[3] = { 'c', (char)('0' + i), '\0' };
		add_component(&fixture, id, id, i);
	}
	add_interface(&fixture, "i", "c1", "a");
	for (guint i = 0; i < G_N_ELEMENTS(WHERE); i++) {
		g_autofree char *from_kept = g_strconcat("SELECT * FROM kept WHERE ", WHERE[i], NULL);
		g_autofree char *from_plain = g_strconcat("SELECT * FROM plain WHERE ", WHERE[i], NULL);
		g_autofree char *kept = rows_of(prepared(&fixture, from_kept));
		g_autofree char *plain = rows_of(prepared(&fixture, from_plain));
		g_test_message("%s", WHERE[i]);
		g_assert_cmpstr(kept, ==, plain);
	}
}

/* Parameters and the method's values are those of the run, also after they change. */
static void
test_follows_the_run(void)
{
	static const struct judge_value a[] = { { .key = "limit", .is_number = TRUE, .number = 1 } };
	static const struct judge_value b[] = { { .key = "limit", .is_number = TRUE, .number = 2 } };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "run_says", "SELECT :system AS system, :now AS now, mv('limit') AS \"limit\"");
	struct judge_query *query = prepared(&fixture, "SELECT * FROM run_says");
	g_assert_true(judge_db_run_as(fixture.db, "shop", 5, a, 1, NULL));
	g_autofree char *first = rows_of(query);
	g_assert_cmpstr(first, ==, "shop|5|1\n");
	g_assert_true(judge_db_run_as(fixture.db, "wiki", 6, b, 1, NULL));
	g_autofree char *second = rows_of(query);
	g_assert_cmpstr(second, ==, "wiki|6|2\n");
}

/* The arms of a UNION differ in type, and the first one gives the column its own. */
static void
test_union(void)
{
	static const char SELECT[] = "SELECT port AS p, id AS t FROM component UNION ALL SELECT id, port FROM component";
	static const char *const WHERE[] = { "p = 7", "p = '7'", "p = 'c1'", "t = 7", "t = '7'", "t = 'c1'" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "kept", SELECT);
	g_assert_true(judge_db_view(fixture.db, "plain", SELECT, NULL));
	add_component(&fixture, "c1", "web", 7);
	for (guint i = 0; i < G_N_ELEMENTS(WHERE); i++) {
		g_autofree char *from_kept = g_strconcat("SELECT count(*) FROM kept WHERE ", WHERE[i], NULL);
		g_autofree char *from_plain = g_strconcat("SELECT count(*) FROM plain WHERE ", WHERE[i], NULL);
		g_autofree char *kept = rows_of(prepared(&fixture, from_kept));
		g_autofree char *plain = rows_of(prepared(&fixture, from_plain));
		g_test_message("%s", WHERE[i]);
		g_assert_cmpstr(kept, ==, plain);
	}
}

static void
test_cast(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "cast_view", "SELECT id, CAST(port AS TEXT) AS said FROM component");
	add_component(&fixture, "c1", "web", 7);
	assert_rows(&fixture, "SELECT id FROM cast_view WHERE said = 7", "c1\n");
	assert_rows(&fixture, "SELECT id FROM cast_view WHERE said = '7'", "c1\n");
}

/* Whoever reads the view is told what the method lacks, not only the first. */
static void
test_tells_what_is_missing(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "limits", "SELECT id, mv('no.such') AS most FROM component");
	add_component(&fixture, "c1", "web", 1);
	g_assert_true(judge_db_run_as(fixture.db, "shop", 1, NULL, 0, NULL));
	struct judge_query *query = prepared(&fixture, "SELECT * FROM limits");
	for (guint round = 0; round < 2; round++) {
		g_autofree char *rows = rows_of(query);
		g_assert_cmpstr(rows, ==, "c1|-\n");
		g_auto(GStrv) missing = judge_db_missing(fixture.db);
		g_assert_cmpuint(g_strv_length(missing), ==, 1);
		g_assert_cmpstr(missing[0], ==, "no.such");
	}
}

static void
test_at_fault(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "bad_column", "SELECT id,\n nam FROM component");
	keep(&fixture, "nameless", "SELECT count(*) FROM component");
	keep(&fixture, "itself", "SELECT id FROM itself");
	keep(&fixture, "writes", "SELECT load_extension('x') AS x");
	static const struct {
		const char *sql, *file;
		guint line;
	} CASES[] = { { "SELECT id FROM bad_column", "view bad_column", 2 },
		{ "SELECT 1 FROM writes", "view writes", 1 }, { "SELECT 1 FROM itself", "view itself", 1 },
		{ "SELECT 1 FROM nameless", NULL, 0 } };
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(judge_query_new(fixture.db, "rule.sql", 1, CASES[i].sql, &error));
		g_assert_nonnull(error);
		g_assert_cmpstr(error_place(error).file, ==, CASES[i].file);
		g_assert_cmpuint(error_place(error).line, ==, CASES[i].line);
	}
	/* The others are not hurt. */
	assert_rows(&fixture, "SELECT count(*) FROM component", "0\n");
	g_assert_null(judge_db_find(fixture.db, "bad_column"));
}

/* A limit that a view hits is the failure of who reads it. */
static void
test_too_much(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "endless", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n");
	struct judge_query *query = prepared(&fixture, "SELECT 1 FROM endless");
	g_autoptr(GError) error = NULL;
	g_assert_false(judge_query_start(query, NULL, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_TOO_LARGE);
	assert_rows(&fixture, "SELECT 1", "1\n");
}

static void
test_reads_through(void)
{
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	keep(&fixture, "inner_view", "SELECT owner FROM tag");
	keep(&fixture, "outer_view", "SELECT c.id FROM component c JOIN inner_view v ON v.owner = c.id");
	struct judge_query *query = prepared(&fixture, "SELECT id FROM outer_view");
	g_autofree char *reads = g_strjoinv(" ", (char **)judge_query_reads(query));
	g_assert_cmpstr(reads, ==, "component tag");
	g_assert_null(judge_db_find(fixture.db, "outer_view")); /* nobody adds rows to it */
}

static void
test_find(void)
{
	static const guint COLUMNS[] = { 1, 2 }; /* component, address */
	const char *const wanted[] = { "c1", "a" }, *const other[] = { "c9", "a" };
	FIXTURE_AUTO fixture;
	fixture_init(&fixture);
	struct judge_table *table = fixture.interface;
	g_assert_cmpuint(judge_table_find(table, COLUMNS, wanted, JUDGE_NO_ROW), ==, JUDGE_NO_ROW);
	add_interface(&fixture, "i1", "c1", "a");
	add_interface(&fixture, "i2", "c2", "a");
	add_interface(&fixture, "i3", "c1", "a");
	guint row = judge_table_find(table, COLUMNS, wanted, JUDGE_NO_ROW);
	g_assert_cmpstr(judge_table_text(table, row, 0), ==, "i1");
	g_assert_true(judge_table_is_null(table, row, 3));
	row = judge_table_find(table, COLUMNS, wanted, row);
	g_assert_cmpstr(judge_table_text(table, row, 0), ==, "i3");
	g_assert_cmpuint(judge_table_find(table, COLUMNS, wanted, row), ==, JUDGE_NO_ROW);
	g_assert_cmpuint(judge_table_find(table, COLUMNS, other, JUDGE_NO_ROW), ==, JUDGE_NO_ROW);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/kept/follows-changes", test_follows_changes);
	g_test_add_func("/judge/kept/compares-as-a-view", test_compares_as_a_view);
	g_test_add_func("/judge/kept/follows-the-run", test_follows_the_run);
	g_test_add_func("/judge/kept/union", test_union);
	g_test_add_func("/judge/kept/cast", test_cast);
	g_test_add_func("/judge/kept/missing", test_tells_what_is_missing);
	g_test_add_func("/judge/kept/at-fault", test_at_fault);
	g_test_add_func("/judge/kept/too-much", test_too_much);
	g_test_add_func("/judge/kept/reads-through", test_reads_through);
	g_test_add_func("/judge/find", test_find);
	return g_test_run();
}
