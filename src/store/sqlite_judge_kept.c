/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Views whose rows are kept. SQLite writes the text of a view into every statement that names it, so
 * that thirty rules that ask who is behind a party climb the same tree thirty times, and no view has
 * an index. A kept view is a table like the others, filled with its SELECT when a statement that
 * reads it is started, and filled anew only when something that it rests on has changed since.
 *
 * Its columns have the type of the columns that they show, and none where they are computed: that
 * is how SQLite compares the columns of a view. A CAST gives a type that SQLite tells to nobody, so
 * a view with one stays a plain view. What a view shows may not depend on who asks, and
 * it does not: facts, the system, the moment and the method's values are the same for all rules of a
 * run. Only what `mv` misses is told to each of them.
 */
#include "sqlite_judge_private.h"

#include <string.h>

struct judge_kept {
	struct judge_query *query; /* its SELECT */
	guint64 filled_at;	   /* 0: not since the rows went */
	guint64 checked_at;
	GHashTable *missing; /* what `mv` asked for in vain while it was filled */
};

gboolean
judge_db_kept_view(struct judge_db *db, const char *name, const char *select, GError **error)
{
	if (!judge_db_view(db, name, select, error))
		return FALSE;
	struct judge_view *view = g_hash_table_lookup(db->views, name);
	view->kept = judge_scan_find(select, "cast") < 0;
	return TRUE;
}

void
judge_kept_free(struct judge_kept *kept)
{
	if (kept == NULL)
		return;
	/* The query belongs to the connection, which frees all of them. */
	g_hash_table_unref(kept->missing);
	g_free(kept);
}

void
judge_kept_empty(struct judge_table *table)
{
	struct judge_kept *kept = table->kept;
	memset(table->held, 0, sizeof *table->held * table->n_columns);
	memset(table->mixed, 0, sizeof *table->mixed * table->n_columns);
	kept->filled_at = 0;
	kept->checked_at = 0;
	g_hash_table_remove_all(kept->missing);
}

/* ---- making the table ---- */

static enum judge_column_type
type_shown(struct judge_query *query, guint column)
{
	const char *type = sqlite3_column_decltype(query->stmt, (int)column);
	if (g_strcmp0(type, "TEXT") == 0)
		return JUDGE_TEXT;
	return g_strcmp0(type, "INTEGER") == 0 ? JUDGE_INT : JUDGE_ANY;
}

static struct judge_table *
table_of(struct judge_db *db, struct judge_view *view, struct judge_query *query, GError **error)
{
	guint n = judge_query_columns(query);
	g_autofree struct judge_column *columns = g_new(struct judge_column, n);
	for (guint i = 0; i < n; i++)
		columns[i] = (struct judge_column){judge_query_column(query, i),
						   type_shown(query, i)};
	/* The name is free for the table from here on. */
	g_hash_table_remove(db->views, view->name);
	struct judge_table *table = judge_db_table(db, view->name, columns, n, NULL, error);
	g_hash_table_insert(db->views, (gpointer)view->name, view);
	if (table == NULL)
		g_prefix_error(error, "%s: ", query->name);
	return table;
}

gboolean
judge_kept_make(struct judge_db *db, struct judge_view *view, GError **error)
{
	g_autofree char *name = g_strconcat("view ", view->name, NULL);
	view->made = TRUE; /* a view that names itself finds nothing */
	db->views_waiting--;
	struct judge_query *query = judge_query_new(db, name, 1, view->select, error);
	struct judge_table *table = query == NULL ? NULL : table_of(db, view, query, error);
	if (table == NULL) {
		judge_query_free(query);
		view->made = FALSE;
		db->views_waiting++;
		return FALSE;
	}
	table->kept = g_new0(struct judge_kept, 1);
	table->kept->query = query;
	table->kept->missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return TRUE;
}

/* ---- what it rests on ---- */

static void
add_base(GPtrArray *bases, struct judge_table *table)
{
	if (table->kept != NULL)
		judge_kept_bases(table->kept, bases);
	else if (!g_ptr_array_find(bases, table, NULL))
		g_ptr_array_add(bases, table);
}

void
judge_kept_bases(const struct judge_kept *kept, GPtrArray *bases)
{
	for (guint i = 0; i < kept->query->tables->len; i++)
		add_base(bases, kept->query->tables->pdata[i]);
}

static gboolean
changed_since(const struct judge_query *query, guint64 stamp)
{
	for (guint i = 0; i < query->tables->len; i++) {
		const struct judge_table *table = query->tables->pdata[i];
		if (table->kept != NULL ? changed_since(table->kept->query, stamp)
					: table->changed_at > stamp)
			return TRUE;
	}
	return FALSE;
}

/* ---- filling ---- */

static void
tell_missing(struct judge_db *db, const struct judge_kept *kept)
{
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init(&iter, kept->missing);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		if (!g_hash_table_contains(db->missing, key))
			g_hash_table_add(db->missing, g_strdup(key));
}

static gboolean
fill(struct judge_db *db, struct judge_table *table, GError **error)
{
	struct judge_kept *kept = table->kept;
	GHashTable *outer = db->missing;
	g_hash_table_remove_all(kept->missing);
	judge_table_empty(table);
	db->missing = kept->missing;
	gboolean done = judge_table_fill(table, kept->query, error);
	db->missing = outer;
	kept->filled_at = done ? db->stamp : 0;
	return done;
}

gboolean
judge_kept_refresh(struct judge_table *table, GError **error)
{
	struct judge_db *db = table->db;
	struct judge_kept *kept = table->kept;
	gboolean fresh = kept->filled_at > 0
		&& (kept->checked_at == db->stamp
		    || (db->run_at <= kept->filled_at
			&& !changed_since(kept->query, kept->filled_at)));
	if (!fresh && !fill(db, table, error))
		return FALSE;
	kept->checked_at = db->stamp;
	tell_missing(db, kept);
	return TRUE;
}
