/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Derivations: a SELECT whose rows go into a table. The statement has a rule's rights; the rows are
 * written by us, and are seen when all of them are there, so that it may read the table it fills.
 * Statements stay prepared, as every system needs the same ones.
 */
#include "sqlite_judge_private.h"

#include <string.h>

static struct judge_query *
query_for(struct judge_db *db, const struct judge_table *table, const char *select, GError **error)
{
	struct judge_query *query = g_hash_table_lookup(db->derivations, select);
	if (query != NULL)
		return query;
	g_autofree char *name = g_strconcat("derive ", table->name, NULL);
	query = judge_query_new(db, name, 1, select, error);
	if (query != NULL)
		g_hash_table_insert(db->derivations,
				    arena_dup(db->declared, select, strlen(select)), query);
	return query;
}

static gboolean
match_columns(const struct judge_query *query, const struct judge_table *table, guint *ret_columns,
	      GError **error)
{
	for (guint i = 0; i < judge_query_columns(query); i++) {
		const char *name = judge_query_column(query, i);
		guint at = 0;
		while (at < table->n_columns && strcmp(table->columns[at].name, name) != 0)
			at++;
		if (at == table->n_columns) {
			error_set_at(error, ERROR_INPUT, (struct place){.file = query->name},
				     "表 %s に列 %s はありません（SELECT の結果の列）",
				     "table %s has no column %s, which the SELECT gives",
				     table->name, name);
			return FALSE;
		}
		ret_columns[i] = at;
	}
	return TRUE;
}

/* As it is. */
static void
set_any(struct judge_table *table, guint column, sqlite3_stmt *stmt, int from, int type)
{
	if (type == SQLITE_INTEGER)
		judge_set_int(table, column, sqlite3_column_int64(stmt, from));
	else if (type == SQLITE_FLOAT)
		judge_set_real(table, column, sqlite3_column_double(stmt, from));
	else if (type == SQLITE_BLOB)
		judge_set_blob(table, column, sqlite3_column_blob(stmt, from),
			       (gsize)sqlite3_column_bytes(stmt, from));
	else
		judge_set_text(table, column, (const char *)sqlite3_column_text(stmt, from),
			       sqlite3_column_bytes(stmt, from));
}

static void
set_from(struct judge_table *table, guint column, sqlite3_stmt *stmt, int from)
{
	int type = sqlite3_column_type(stmt, from);
	if (table->kept != NULL && type != SQLITE_NULL) {
		set_any(table, column, stmt, from, type);
		return;
	}
	double real = type == SQLITE_FLOAT ? sqlite3_column_double(stmt, from) : 0.5;
	if (type == SQLITE_NULL)
		return;
	/* total() and avg() give 3.0: that is a whole number. */
	if (type == SQLITE_INTEGER ||
	    (real >= -1e15 && real <= 1e15 && real == (double)(gint64)real))
		judge_set_int(table, column, sqlite3_column_int64(stmt, from));
	else
		judge_set_text(table, column, (const char *)sqlite3_column_text(stmt, from),
			       sqlite3_column_bytes(stmt, from));
}

static gboolean
stage_rows(struct judge_query *query, struct judge_table *table, const guint *columns,
	   GError **error)
{
	const struct judge_limits limits = {.rows = JUDGE_DERIVED_ROWS};
	if (!judge_query_start(query, &limits, error))
		return FALSE;
	for (;;) {
		int more = judge_query_next(query, error);
		if (more <= 0)
			return more == 0;
		for (guint i = 0; i < judge_query_columns(query); i++)
			set_from(table, columns[i], query->stmt, (int)i);
		if (!judge_table_stage(table, error))
			return FALSE;
	}
}

gboolean
judge_table_fill(struct judge_table *table, struct judge_query *query, GError **error)
{
	g_autofree guint *columns = g_new(guint, table->n_columns);
	for (guint i = 0; i < table->n_columns; i++)
		columns[i] = i;
	gboolean done = stage_rows(query, table, columns, error);
	judge_query_end(query);
	judge_table_publish(table, done);
	return done;
}

gboolean
judge_db_derive(struct judge_db *db, struct judge_table *table, const char *select, GError **error)
{
	struct judge_query *query = query_for(db, table, select, error);
	if (query == NULL)
		return FALSE;
	g_autofree guint *columns = g_new(guint, judge_query_columns(query));
	gboolean done = match_columns(query, table, columns, error) &&
			stage_rows(query, table, columns, error);
	judge_query_end(query);
	judge_table_publish(table, done);
	return done;
}
