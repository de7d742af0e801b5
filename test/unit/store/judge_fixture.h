/* SPDX-License-Identifier: Apache-2.0 */
/* A judging database with a handful of tables and views, for the tests beside it. */
#pragma once
#include "store/judge_db.h"

#include <string.h>

static const struct judge_column component_columns[] = { { "id", JUDGE_TEXT },
	{ "system", JUDGE_TEXT }, { "name", JUDGE_TEXT }, { "port", JUDGE_INT } };
static const struct judge_column interface_columns[] = { { "id", JUDGE_TEXT },
	{ "component", JUDGE_TEXT }, { "address", JUDGE_TEXT }, { "weight", JUDGE_INT } };
static const struct judge_column tag_columns[] = { { "owner", JUDGE_TEXT }, { "tag", JUDGE_TEXT } };

struct fixture {
	struct judge_db *db;
	struct judge_table *component, *interface, *tag;
};

static inline void
fixture_init(struct fixture *fixture)
{
	GError *error = NULL;
	struct judge_db *db = fixture->db = judge_db_new(&error);
	g_assert_no_error(error);
	fixture->component = judge_db_table(
		db, "component", component_columns, G_N_ELEMENTS(component_columns), "id", &error);
	g_assert_no_error(error);
	fixture->interface = judge_db_table(db, "interface", interface_columns,
		G_N_ELEMENTS(interface_columns), "id, component", &error);
	g_assert_no_error(error);
	fixture->tag = judge_db_table(db, "tag", tag_columns, G_N_ELEMENTS(tag_columns), NULL, &error);
	g_assert_no_error(error);
	judge_db_view(db, "busy", "SELECT component AS id, count(*) AS n FROM interface GROUP BY 1;", &error);
	g_assert_no_error(error);
	judge_db_view(db, "busy_named",
		"SELECT c.id, c.name, b.n -- the name too\nFROM component c JOIN busy b ON b.id = c.id",
		&error);
	g_assert_no_error(error);
}

static inline void
fixture_clear(struct fixture *fixture)
{
	judge_db_free(fixture->db);
}

#define FIXTURE_AUTO __attribute__((cleanup(fixture_clear))) struct fixture

static inline void
add_component(struct fixture *fixture, const char *id, const char *name, gint64 port)
{
	judge_set_text(fixture->component, 0, id, -1);
	judge_set_text(fixture->component, 1, "s", -1);
	judge_set_text(fixture->component, 2, name, -1);
	judge_set_int(fixture->component, 3, port);
	g_assert_true(judge_add(fixture->component, NULL));
}

static inline void
add_interface(struct fixture *fixture, const char *id, const char *component, const char *address)
{
	judge_set_text(fixture->interface, 0, id, -1);
	judge_set_text(fixture->interface, 1, component, -1);
	judge_set_text(fixture->interface, 2, address, -1);
	g_assert_true(judge_add(fixture->interface, NULL));
}

static inline void
add_tag(struct fixture *fixture, const char *owner, const char *tag)
{
	judge_set_text(fixture->tag, 0, owner, -1);
	judge_set_text(fixture->tag, 1, tag, -1);
	g_assert_true(judge_add(fixture->tag, NULL));
}

static inline struct judge_query *
prepared(struct fixture *fixture, const char *sql)
{
	GError *error = NULL;
	struct judge_query *query = judge_query_new(fixture->db, "rule.sql", 1, sql, &error);
	g_assert_no_error(error);
	return query;
}

/* "a|b\nc|-\n": rows as lines, "-" for NULL. Owned by the caller. */
static inline char *
rows_of(struct judge_query *query)
{
	GError *error = NULL;
	GString *out = g_string_new("");
	judge_query_start(query, NULL, &error);
	g_assert_no_error(error);
	while (judge_query_next(query, &error) == 1) {
		for (guint i = 0; i < judge_query_columns(query); i++) {
			const char *text = judge_query_text(query, i);
			g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", text != NULL ? text : "-");
		}
		g_string_append_c(out, '\n');
	}
	g_assert_no_error(error);
	return g_string_free(out, FALSE);
}

static inline void
assert_rows(struct fixture *fixture, const char *sql, const char *expected)
{
	struct judge_query *query = prepared(fixture, sql);
	g_autofree char *rows = rows_of(query);
	g_assert_cmpstr(rows, ==, expected);
	judge_query_free(query);
}

/* Refused while it is prepared, with this code and these words in both languages. */
static inline void
assert_refused(struct fixture *fixture, const char *sql, enum error_code code, const char *ja, const char *en)
{
	g_autoptr(GError) error = NULL;
	struct judge_query *query = judge_query_new(fixture->db, "rule.sql", 1, sql, &error);
	if (query != NULL)
		g_error("not refused: %s", sql);
	if (!g_error_matches(error, SEKISHO_ERROR, (int)code))
		g_error("%s: code %d: %s", sql, error->code, error->message);
	if (strstr(error_message(error, "ja"), ja) == NULL || strstr(error_message(error, "en"), en) == NULL)
		g_error("%s: %s / %s", sql, error_message(error, "ja"), error_message(error, "en"));
	g_assert_cmpstr(error_place(error).file, ==, "rule.sql");
}
