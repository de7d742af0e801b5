/* SPDX-License-Identifier: Apache-2.0 */
/* Preparing and running the statements of rules and grounds, and what limits them. */
#include "sqlite_judge_private.h"

#include <string.h>

/* Instructions between two looks at the limits. */
#define PERIOD 1000

/* ---- preparing ---- */

/* SQLite cannot ask for a view as it asks for a table, so views that are named are made before. */
static gboolean
make_views_named(struct judge_db *db, const char *sql, GError **error)
{
	for (const char *at = sql; db->views_waiting > 0;) {
		struct judge_word word = judge_scan(&at);
		if (word.type == JUDGE_WORD_END)
			return TRUE;
		if (word.type == JUDGE_WORD_OTHER)
			continue;
		struct judge_view *view = judge_db_view_named(db, word.text);
		if (view == NULL || view->made)
			continue;
		if (!(view->kept ? judge_kept_make(db, view, error)
				 : judge_db_make_views(db, error)))
			return FALSE;
	}
	return TRUE;
}

sqlite3_stmt *
judge_prepare(struct judge_db *db, const char *name, guint first_line, const char *sql, gsize len,
	      GError **error)
{
	sqlite3_stmt *stmt = NULL;
	if (!make_views_named(db, sql, error))
		return NULL;
	judge_refusal_clear(&db->refusal);
	db->prepares++;
	int rc = sqlite3_prepare_v3(db->sqlite, sql, (int)len, SQLITE_PREPARE_PERSISTENT, &stmt,
				    NULL);
	if (rc == SQLITE_OK)
		return stmt;
	judge_error_prepare(db, name, first_line, sql, rc, error);
	return NULL;
}

static int
compare_tables(const void *a, const void *b)
{
	const struct judge_table *const *x = a, *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

/* Of a kept view, what it rests on. */
static char **
names_of(const GPtrArray *direct)
{
	g_autoptr(GPtrArray) tables = g_ptr_array_new();
	for (guint i = 0; i < direct->len; i++) {
		struct judge_table *table = direct->pdata[i];
		if (table->kept != NULL)
			judge_kept_bases(table->kept, tables);
		else if (!g_ptr_array_find(tables, table, NULL))
			g_ptr_array_add(tables, table);
	}
	char **names = g_new0(char *, tables->len + 1);
	if (tables->len > 1)
		qsort(tables->pdata, tables->len, sizeof *tables->pdata, compare_tables);
	for (guint i = 0; i < tables->len; i++)
		names[i] = g_strdup(((const struct judge_table *)tables->pdata[i])->name);
	return names;
}

static gboolean
find_parameters(struct judge_query *query, GError **error)
{
	for (int i = 1; i <= sqlite3_bind_parameter_count(query->stmt); i++) {
		const char *name = sqlite3_bind_parameter_name(query->stmt, i);
		if (g_strcmp0(name, ":system") == 0)
			query->at_system = i;
		else if (g_strcmp0(name, ":now") == 0)
			query->at_now = i;
		else {
			const char *word = name != NULL ? name : "?";
			gssize offset = judge_scan_find(query->sql, word);
			struct place place = judge_scan_place(query->name, query->first_line,
							      query->sql, offset);
			error_set_at(
				error, ERROR_INPUT, place,
				"パラメーター %s はありません。使えるのは :system と :now です",
				"there is no parameter %s, only :system and :now", word);
			return FALSE;
		}
	}
	return TRUE;
}

static gboolean
prepare(struct judge_query *query, gsize len, GError **error)
{
	struct judge_db *db = query->db;
	/* The views that it names are prepared on the way. */
	GPtrArray *outer = db->reads;
	query->tables = g_ptr_array_new();
	db->reads = query->tables;
	query->stmt = judge_prepare(db, query->name, query->first_line, query->sql, len, error);
	db->reads = outer;
	if (query->stmt == NULL || !find_parameters(query, error))
		return FALSE;
	/* The authorizer sees to it already; a hole in it must not become a way to write. */
	g_assert(sqlite3_stmt_readonly(query->stmt));
	query->reads = names_of(query->tables);
	return TRUE;
}

struct judge_query *
judge_query_new(struct judge_db *db, const char *name, guint first_line, const char *sql,
		GError **error)
{
	gsize len;
	if (!judge_scan_select(name, first_line, sql, &len, error))
		return NULL;
	struct judge_query *query = g_new0(struct judge_query, 1);
	query->db = db;
	query->name = g_strdup(name);
	query->first_line = first_line;
	query->sql = g_strndup(sql, len);
	g_ptr_array_add(db->queries, query);
	if (prepare(query, len, error))
		return query;
	judge_query_free(query);
	return NULL;
}

void
judge_query_free(struct judge_query *query)
{
	if (query == NULL)
		return;
	g_ptr_array_remove_fast(query->db->queries, query);
	if (query->db->stepping == query)
		query->db->stepping = NULL;
	sqlite3_finalize(query->stmt);
	g_strfreev(query->reads);
	g_clear_pointer(&query->tables, g_ptr_array_unref);
	g_free(query->name);
	g_free(query->sql);
	g_free(query->mended);
	g_free(query);
}

const char *const *
judge_query_reads(const struct judge_query *query)
{
	return (const char *const *)query->reads;
}

guint
judge_query_columns(const struct judge_query *query)
{
	return (guint)sqlite3_column_count(query->stmt);
}

const char *
judge_query_column(const struct judge_query *query, guint column)
{
	return sqlite3_column_name(query->stmt, (int)column);
}

int
judge_query_find(const struct judge_query *query, const char *column)
{
	for (guint i = 0; i < judge_query_columns(query); i++)
		if (g_strcmp0(judge_query_column(query, i), column) == 0)
			return (int)i;
	return -1;
}

/* ---- running ---- */

/*
 * Memory is the process's use of SQLite, which another thread's store moves a little; the limit is
 * there for a rule that gathers without end, and that one grows faster than anything else.
 */
static int
look_at_limits(void *data)
{
	struct judge_query *query = data;
	query->steps += MIN(query->limits.steps, PERIOD);
	if (query->steps >= query->limits.steps)
		query->stop = JUDGE_STOP_STEPS;
	else if (sqlite3_memory_used() - query->memory > (gint64)JUDGE_MEMORY_MIB * 1024 * 1024)
		query->stop = JUDGE_STOP_MEMORY;
	return query->stop != JUDGE_STOP_NONE;
}

static void
watch(struct judge_query *query)
{
	if (query->db->stepping == query)
		return;
	query->db->stepping = query;
	sqlite3_progress_handler(query->db->sqlite, (int)MIN(query->limits.steps, PERIOD),
				 look_at_limits, query);
}

void
judge_query_end(struct judge_query *query)
{
	if (query->running)
		sqlite3_reset(query->stmt);
	query->running = FALSE;
	query->on_row = FALSE;
	if (query->db->stepping == query) {
		query->db->stepping = NULL;
		sqlite3_progress_handler(query->db->sqlite, 0, NULL, NULL);
	}
}

gboolean
judge_query_start(struct judge_query *query, const struct judge_limits *limits, GError **error)
{
	const struct judge_db *db = query->db;
	judge_query_end(query);
	for (guint i = 0; i < query->tables->len; i++) {
		struct judge_table *table = query->tables->pdata[i];
		if (table->kept != NULL && !judge_kept_refresh(table, error))
			return FALSE;
	}
	query->limits.steps = limits != NULL && limits->steps > 0 ? limits->steps : JUDGE_STEPS;
	query->limits.rows = limits != NULL && limits->rows > 0 ? limits->rows : JUDGE_ROWS;
	query->rows = 0;
	query->steps = 0;
	query->stop = JUDGE_STOP_NONE;
	query->memory = sqlite3_memory_used();
	int rc = SQLITE_OK;
	if (query->at_system > 0)
		rc = sqlite3_bind_text(query->stmt, query->at_system, db->system, -1,
				       SQLITE_STATIC);
	if (rc == SQLITE_OK && query->at_now > 0)
		rc = sqlite3_bind_int64(query->stmt, query->at_now, db->now);
	query->running = rc == SQLITE_OK;
	if (rc != SQLITE_OK)
		judge_error_step(query, rc, error);
	return rc == SQLITE_OK;
}

static int
too_many_rows(struct judge_query *query, GError **error)
{
	error_set_at(error, ERROR_TOO_LARGE, (struct place){.file = query->name},
		     "結果が多すぎるので止めました（上限 %u 行）",
		     "stopped, it gives too many rows (limit: %u rows)", query->limits.rows);
	judge_query_end(query);
	return -1;
}

int
judge_query_next(struct judge_query *query, GError **error)
{
	if (!query->running)
		return 0;
	watch(query);
	int rc = sqlite3_step(query->stmt);
	query->on_row = rc == SQLITE_ROW;
	if (query->on_row)
		return query->rows++ < query->limits.rows ? 1 : too_many_rows(query, error);
	if (rc != SQLITE_DONE)
		judge_error_step(query, rc, error);
	judge_query_end(query);
	return rc == SQLITE_DONE ? 0 : -1;
}

gboolean
judge_query_is_null(struct judge_query *query, guint column)
{
	return !query->on_row || sqlite3_column_type(query->stmt, (int)column) == SQLITE_NULL;
}

gint64
judge_query_int(struct judge_query *query, guint column)
{
	return query->on_row ? sqlite3_column_int64(query->stmt, (int)column) : 0;
}

const char *
judge_query_text(struct judge_query *query, guint column)
{
	if (judge_query_is_null(query, column))
		return NULL;
	const char *text = (const char *)sqlite3_column_text(query->stmt, (int)column);
	if (text == NULL || g_utf8_validate(text, -1, NULL))
		return text;
	/* A rule can make any bytes (CAST of a blob); who shows them expects UTF-8. */
	g_free(query->mended);
	return query->mended = g_utf8_make_valid(text, -1);
}
