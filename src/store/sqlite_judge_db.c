/* SPDX-License-Identifier: Apache-2.0 */
/* The connection of the judging database, what is declared in it, and derivations. */
#include "sqlite_judge_private.h"

#include "base/digest.h"

#include <string.h>

/* ---- the connection ---- */

static const struct {
	int id, value;
} sqlite_limits[] = {
	{SQLITE_LIMIT_LENGTH, JUDGE_TEXT_MAX + 1024},
	{SQLITE_LIMIT_SQL_LENGTH, JUDGE_SQL_MAX + 1024},
	{SQLITE_LIMIT_EXPR_DEPTH, JUDGE_DEPTH_MAX},
	{SQLITE_LIMIT_COMPOUND_SELECT, JUDGE_COMPOUND_MAX},
	{SQLITE_LIMIT_VDBE_OP, JUDGE_OPS_MAX},
	{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, JUDGE_PATTERN_MAX},
	{SQLITE_LIMIT_ATTACHED, 0},
	{SQLITE_LIMIT_WORKER_THREADS, 0},
	{SQLITE_LIMIT_TRIGGER_DEPTH, 0},
	{SQLITE_LIMIT_VARIABLE_NUMBER, 16},
};

static const struct {
	int id, value;
} sqlite_switches[] = {
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	{SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	/* A mistyped "name" is an error, not the text 'name'. */
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
};

/* Only views are ever stored here, so that most settings for speed have nothing to act on. */
static const char setup_sql[] = "PRAGMA temp_store = MEMORY;"
				"PRAGMA synchronous = OFF;"
				"PRAGMA locking_mode = EXCLUSIVE";

gboolean
judge_db_failed(struct judge_db *db, GError **error)
{
	db->own = FALSE;
	error_set(error, ERROR_STORE, "判定用データベースの誤り: %s",
		  "the judging database fails: %s",
		  db->sqlite != NULL ? sqlite3_errmsg(db->sqlite) : "no memory");
	return FALSE;
}

gboolean
judge_db_run_own(struct judge_db *db, const char *sql, GError **error)
{
	db->own = TRUE;
	int rc = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
	db->own = FALSE;
	return rc == SQLITE_OK || judge_db_failed(db, error);
}

static gboolean
open_sqlite(struct judge_db *db, GError **error)
{
	const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
			  SQLITE_OPEN_NOMUTEX;
	if (sqlite3_open_v2(":memory:", &db->sqlite, flags, NULL) != SQLITE_OK)
		return judge_db_failed(db, error);
	for (guint i = 0; i < G_N_ELEMENTS(sqlite_limits); i++)
		sqlite3_limit(db->sqlite, sqlite_limits[i].id, sqlite_limits[i].value);
	for (guint i = 0; i < G_N_ELEMENTS(sqlite_switches); i++)
		if (sqlite3_db_config(db->sqlite, sqlite_switches[i].id, sqlite_switches[i].value,
				      NULL) != SQLITE_OK)
			return judge_db_failed(db, error);
	/* json_each, dbstat, fts5 …: a rule reads declared tables only. */
	if (sqlite3_drop_modules(db->sqlite, NULL) != SQLITE_OK)
		return judge_db_failed(db, error);
	return judge_rights_set(db, error) && judge_db_run_own(db, setup_sql, error) &&
	       judge_functions_add(db, error);
}

struct judge_db *
judge_db_new(GError **error)
{
	struct judge_db *db = g_new0(struct judge_db, 1);
	db->declared = arena_new();
	db->texts = arena_new();
	db->run = arena_new();
	db->tables = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, judge_table_free);
	db->views = g_hash_table_new(g_str_hash, g_str_equal);
	db->filled = g_ptr_array_new();
	db->queries = g_ptr_array_new();
	db->derivations = g_hash_table_new(g_str_hash, g_str_equal);
	random_bytes(&db->seed, sizeof db->seed);
	if (open_sqlite(db, error))
		return db;
	judge_db_free(db);
	return NULL;
}

void
judge_db_free(struct judge_db *db)
{
	if (db == NULL)
		return;
	g_hash_table_unref(db->derivations);
	while (db->queries->len > 0)
		judge_query_free(db->queries->pdata[db->queries->len - 1]);
	g_ptr_array_unref(db->queries);
	/* Before the tables: SQLite disconnects them. */
	sqlite3_close(db->sqlite);
	g_hash_table_unref(db->tables);
	g_hash_table_unref(db->views);
	g_ptr_array_unref(db->filled);
	judge_values_clear(db);
	judge_refusal_clear(&db->refusal);
	arena_free(db->declared);
	arena_free(db->held);
	arena_free(db->texts);
	arena_free(db->run);
	g_free(db);
}

/* ---- tables ---- */

static gboolean
is_name(const char *name)
{
	gsize len = strlen(name);
	if (len == 0 || len > JUDGE_NAME_MAX || g_ascii_isdigit(*name) ||
	    g_str_has_prefix(name, "sqlite_") || g_str_has_prefix(name, "pragma_"))
		return FALSE;
	return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == len;
}

gboolean
judge_db_may_declare(struct judge_db *db, const char *name, GError **error)
{
	if (!is_name(name)) {
		error_set(error, ERROR_INPUT,
			  "「%s」は表・列・ビューの名前にできません（[a-z_][a-z0-9_]*）",
			  "\"%s\" cannot name a table, column or view ([a-z_][a-z0-9_]*)", name);
		return FALSE;
	}
	if (g_hash_table_contains(db->tables, name) || g_hash_table_contains(db->views, name)) {
		error_set(error, ERROR_INPUT, "表またはビュー %s はすでにあります",
			  "there is a table or view %s already", name);
		return FALSE;
	}
	return TRUE;
}

/* -1: none. */
static int
column_named(const struct judge_column *columns, guint n_columns, struct slice name)
{
	for (guint i = 0; i < n_columns; i++)
		if (slice_is(name, columns[i].name))
			return (int)i;
	return -1;
}

static gboolean
check_columns(const char *table, const struct judge_column *columns, guint n_columns,
	      GError **error)
{
	g_assert(n_columns > 0);
	for (guint i = 0; i < n_columns; i++)
		if (!is_name(columns[i].name) ||
		    column_named(columns, i, slice_of(columns[i].name)) >= 0) {
			error_set(error, ERROR_INPUT,
				  "表 %s の列の名前「%s」は使えないか、2 つあります",
				  "table %s: \"%s\" cannot name a column, or names two of them",
				  table, columns[i].name);
			return FALSE;
		}
	return TRUE;
}

static gboolean
set_keyed(struct judge_table *table, const char *index, GError **error)
{
	struct slice rest = slice_of(index), name;
	while (slice_take_until(&rest, ',', &name)) {
		name = slice_trim(name);
		int column = column_named(table->columns, table->n_columns, name);
		if (column < 0) {
			g_autofree char *missing = slice_dup(name);
			error_set(error, ERROR_INPUT, "表 %s に索引を付ける列 %s がありません",
				  "table %s has no column %s to index", table->name, missing);
			return FALSE;
		}
		table->keyed[column] = TRUE;
	}
	return TRUE;
}

static struct judge_table *
table_new(struct judge_db *db, const char *name, const struct judge_column *columns,
	  guint n_columns)
{
	struct judge_table *table = g_new0(struct judge_table, 1);
	table->db = db;
	table->name = arena_dup(db->declared, name, strlen(name));
	table->n_columns = n_columns;
	table->columns = arena_alloc(db->declared, sizeof *columns * n_columns);
	table->keyed = arena_alloc(db->declared, sizeof *table->keyed * n_columns);
	table->held = arena_alloc(db->declared, sizeof *table->held * n_columns);
	table->mixed = arena_alloc(db->declared, sizeof *table->mixed * n_columns);
	for (guint i = 0; i < n_columns; i++) {
		table->columns[i].type = columns[i].type;
		table->columns[i].name =
			arena_dup(db->declared, columns[i].name, strlen(columns[i].name));
	}
	return table;
}

struct judge_table *
judge_db_table(struct judge_db *db, const char *name, const struct judge_column *columns,
	       guint n_columns, const char *index, GError **error)
{
	if (!judge_db_may_declare(db, name, error) ||
	    !check_columns(name, columns, n_columns, error))
		return NULL;
	struct judge_table *table = table_new(db, name, columns, n_columns);
	if (index != NULL && !set_keyed(table, index, error)) {
		judge_table_free(table);
		return NULL;
	}
	if (sqlite3_create_module_v2(db->sqlite, table->name, &judge_table_module, table, NULL) !=
	    SQLITE_OK) {
		judge_table_free(table);
		judge_db_failed(db, error);
		return NULL;
	}
	g_hash_table_insert(db->tables, (gpointer)table->name, table);
	return table;
}

/* Nobody but its SELECT fills a kept view. */
struct judge_table *
judge_db_find(struct judge_db *db, const char *name)
{
	struct judge_table *table = g_hash_table_lookup(db->tables, name);
	return table != NULL && table->kept == NULL ? table : NULL;
}

/* Copied in lower case, as everything is declared. FALSE: too long to be declared. */
static gboolean
lower_name(struct slice name, char lower[JUDGE_NAME_MAX + 1])
{
	if (name.len > JUDGE_NAME_MAX)
		return FALSE;
	for (gsize i = 0; i < name.len; i++)
		lower[i] = g_ascii_tolower(name.at[i]);
	lower[name.len] = '\0';
	return TRUE;
}

struct judge_table *
judge_db_table_named(struct judge_db *db, struct slice name)
{
	char lower[JUDGE_NAME_MAX + 1];
	return lower_name(name, lower) ? g_hash_table_lookup(db->tables, lower) : NULL;
}

struct judge_view *
judge_db_view_named(struct judge_db *db, struct slice name)
{
	char lower[JUDGE_NAME_MAX + 1];
	return lower_name(name, lower) ? g_hash_table_lookup(db->views, lower) : NULL;
}

gboolean
judge_db_empty(struct judge_db *db, GError **error)
{
	for (guint i = 0; i < db->queries->len; i++)
		judge_query_end(db->queries->pdata[i]);
	for (guint i = 0; i < db->filled->len; i++)
		judge_table_empty(db->filled->pdata[i]);
	g_ptr_array_set_size(db->filled, 0);
	arena_free(g_steal_pointer(&db->held));
	arena_free(db->texts);
	db->texts = arena_new();
	return TRUE;
}

void
judge_db_hold(struct judge_db *db)
{
	g_assert(db->held == NULL);
	db->held = g_steal_pointer(&db->texts);
	db->texts = arena_new();
	for (guint i = 0; i < db->filled->len; i++) {
		struct judge_table *table = db->filled->pdata[i];
		if (table->kept == NULL)
			table->n_held = table->n_rows;
	}
}

gboolean
judge_db_cut(struct judge_db *db, GError **error)
{
	for (guint i = 0; i < db->queries->len; i++)
		judge_query_end(db->queries->pdata[i]);
	for (guint i = db->filled->len; i > 0; i--) {
		struct judge_table *table = db->filled->pdata[i - 1];
		judge_table_cut(table);
		if (table->n_rows == 0)
			g_ptr_array_remove_index_fast(db->filled, i - 1);
	}
	arena_free(db->texts);
	db->texts = arena_new();
	return TRUE;
}

gboolean
judge_db_run_as(struct judge_db *db, const char *system, gint64 now,
		const struct judge_value *values, guint n_values, GError **error)
{
	/* They may still hold texts of the last run. */
	for (guint i = 0; i < db->queries->len; i++) {
		struct judge_query *query = db->queries->pdata[i];
		judge_query_end(query);
		sqlite3_clear_bindings(query->stmt);
	}
	struct arena *old = db->run; /* `system` may come from there */
	db->run = arena_new();
	db->system = arena_dup(db->run, system, strlen(system));
	db->now = now;
	db->run_at = ++db->stamp;
	judge_values_set(db, values, n_values);
	arena_free(old);
	return TRUE;
}
