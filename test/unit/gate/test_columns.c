/* SPDX-License-Identifier: Apache-2.0 */
/* The tables that rules read: their names are words that SQLite and PostgreSQL leave free, their columns follow the kinds. */
#include <string.h>

#include "base/moment.h"
#include "gate/session.h"
#include "gate/tables.h"

static struct model *model;
static struct session *session;

/* Words that cannot be a column's name without quotes: of SQLite 3.40, and the reserved ones of PostgreSQL 15. */
static const char *const RESERVED[] = {
	/* SQLite */
	"add", "all", "alter", "and", "as", "autoincrement", "between", "case", "check", "collate", "commit", "constraint",
	"create", "default", "deferrable", "delete", "distinct", "drop", "else", "escape", "except", "exists", "foreign",
	"from", "group", "having", "in", "index", "insert", "intersect", "into", "is", "isnull", "join", "limit", "not",
	"nothing", "notnull", "null", "on", "or", "order", "primary", "raise", "references", "returning", "select", "set",
	"table", "then", "to", "transaction", "union", "unique", "update", "using", "values", "when", "where",
	/* PostgreSQL */
	"analyse", "analyze", "any", "array", "asc", "asymmetric", "authorization", "binary", "both", "cast", "collation",
	"column", "concurrently", "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
	"current_timestamp", "current_user", "desc", "do", "end", "false", "fetch", "for", "freeze", "full", "grant", "ilike",
	"initially", "inner", "lateral", "leading", "left", "like", "localtime", "localtimestamp", "natural", "offset", "only",
	"outer", "overlaps", "placing", "right", "session_user", "similar", "some", "symmetric", "tablesample", "trailing", "true",
	"user", "variadic", "verbose", "window", "with", NULL
};

static void
assert_free(const char *table)
{
	const struct judge_column *columns;
	struct judge_table *declared = judge_db_find(session_db(session), table);
	if (declared == NULL)
		g_error("there is no table %s", table);
	if (g_strv_contains(RESERVED, table))
		g_error("%s is reserved", table);
	guint n = judge_table_columns(declared, &columns);
	for (guint i = 0; i < n; i++)
		if (g_strv_contains(RESERVED, columns[i].name))
			g_error("%s.%s is reserved", table, columns[i].name);
}

static void
test_words(void)
{
	for (guint i = 0; i < model->n_kinds; i++) {
		const struct kind *kind = model->kinds[i];
		assert_free(kind->name);
		for (guint k = 0; k < kind->n_fields; k++) {
			g_autofree char *list = g_strdup_printf("%s_%s", kind->name, kind->fields[k]->name);
			if (kind->fields[k]->type == FIELD_LIST)
				assert_free(list);
		}
	}
	for (guint i = 0; i < model->n_tables; i++)
		assert_free(model->tables[i]->name);
	assert_free("object");
	assert_free("trace_edge");
}

/* "name name …" of a table; owned by the caller. */
static char *
columns_of(const char *table)
{
	const struct judge_column *columns;
	guint n = judge_table_columns(judge_db_find(session_db(session), table), &columns);
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < n; i++)
		g_string_append_printf(
			out, "%s%s%s", i > 0 ? " " : "", columns[i].name, columns[i].type == JUDGE_INT ? "#" : "");
	return g_string_free(out, FALSE);
}

#define COMMON                                                                                     \
	"system id name name_en note created_at# put_at# put_by put_role known_by entry seq# retired_at# " \
	"retired_reason src_file src_line#"

static void
assert_columns(const char *table, const char *want)
{
	g_autofree char *got = columns_of(table);
	g_assert_cmpstr(got, ==, want);
}

/* One of each sort of field: what becomes of it. */
static void
test_columns(void)
{
	assert_columns("flow", COMMON " from_kind from_id to_kind to_id initiator interface protocol port# encryption version "
			       "cipher auth frequency both_ways# content_check");
	assert_columns("flow_information", "system id ord# value");
	assert_columns("scenario_damage", "system id ord# kind level# reason");
	g_autofree char *information = columns_of("information"), *disposition = columns_of("exception");
	g_assert_nonnull(strstr(information, " c# i# a# "));
	g_assert_nonnull(strstr(information, " retention# "));
	g_assert_nonnull(strstr(disposition, " item_standard item_item "));
	g_assert_nonnull(strstr(disposition, " ends_on#"));
	static const char *const SAME[] = { "peer_flow", "flow_retired" };
	g_autofree char *flow = columns_of("flow");
	for (guint i = 0; i < G_N_ELEMENTS(SAME); i++)
		assert_columns(SAME[i], flow);
}

/* The views over live and retired rows, and those of linked systems, can be read. */
static void
test_views(void)
{
	static const char *const NAMES[] = { "flow_all", "flow_information_all", "peer_flow", "peer_flow_information" };
	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		GError *error = NULL;
		g_autofree char *sql = g_strdup_printf("SELECT * FROM %s", NAMES[i]);
		struct judge_query *query = judge_query_new(session_db(session), "t", 1, sql, &error);
		g_assert_no_error(error);
		judge_query_free(query);
	}
}

/* Every derivation of a table gives columns that the table has, and its views can be read. */
static void
test_derivations(void)
{
	const struct rulebook *book = session_book(session);
	g_assert_cmpuint(book->derivations->len, >, 20);
	for (guint i = 0; i < book->derivations->len; i++) {
		const struct derivation *derivation = g_ptr_array_index(book->derivations, i);
		g_autofree char *select = g_strdup_printf("SELECT * FROM %s", derivation->name);
		GError *error = NULL;
		struct judge_query *query = judge_query_new(session_db(session), derivation->file, derivation->first_line,
			derivation->view ? select : derivation->sql, &error);
		g_assert_no_error(error);
		const struct judge_column *columns;
		struct judge_table *table = judge_db_find(session_db(session), derivation->name);
		g_assert_true((table == NULL) == derivation->view);
		guint n = table == NULL ? 0 : judge_table_columns(table, &columns);
		for (guint c = 0; table != NULL && c < judge_query_columns(query); c++) {
			gboolean known = FALSE;
			for (guint k = 0; k < n; k++)
				known = known || strcmp(columns[k].name, judge_query_column(query, c)) == 0;
			if (!known)
				g_error("%s gives %s, which %s has not", derivation->file, judge_query_column(query, c),
					derivation->name);
		}
		judge_query_free(query);
	}
}

/* A table that waits for a part of the product is filled by no derivation, and any other by exactly one (or C). */
static void
test_waits(void)
{
	const struct rulebook *book = session_book(session);
	for (guint i = 0; i < model->n_tables; i++) {
		guint filled = 0;
		for (guint k = 0; k < book->derivations->len; k++) {
			const struct derivation *derivation = g_ptr_array_index(book->derivations, k);
			filled += !derivation->view && strcmp(derivation->name, model->tables[i]->name) == 0;
		}
		if (filled > 1 || (filled == 1 && model->tables[i]->waits != NULL))
			g_error("%s: filled by %u, waits for %s", model->tables[i]->name, filled, model->tables[i]->waits);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = model_files_open(NULL, NULL);
	model = model_new(files, &problems);
	struct rulebook *book = rulebook_new(model, &problems);
	struct methods *methods = methods_new(model, &problems);
	session = session_new(model, book, methods, 9 * MOMENT_HOUR, &problems, NULL);
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	g_test_add_func("/tables/words", test_words);
	g_test_add_func("/tables/columns", test_columns);
	g_test_add_func("/tables/views", test_views);
	g_test_add_func("/tables/derivations", test_derivations);
	g_test_add_func("/tables/waits", test_waits);
	int status = g_test_run();
	session_free(session);
	methods_free(methods);
	rulebook_free(book);
	model_free(model);
	model_files_free(files);
	problems_clear(&problems);
	return status;
}
