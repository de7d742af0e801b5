/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Views. Every CREATE VIEW costs some 70 µs and makes SQLite prepare each older statement again, so
 * views are made all together, when the first statement that names one is prepared: their texts go
 * straight into the schema table, and SQLite reads them from there in one go (25 µs each). That is
 * what PRAGMA writable_schema is for, and nothing can be lost here: the schema holds nothing else.
 *
 * A view whose text is wrong is skipped while the schema is read. The statement that names it then
 * fails, and sqlite_judge_error.c finds out why.
 */
#include "sqlite_judge_private.h"

#include <string.h>

static const char begin_sql[] = "PRAGMA writable_schema = ON; BEGIN";
/* RESET forgets the schema; ON again, because then what cannot be read is passed over. */
static const char end_sql[] = "COMMIT; PRAGMA writable_schema = RESET; PRAGMA writable_schema = ON;"
			      "SELECT 1 FROM sqlite_schema LIMIT 1; PRAGMA writable_schema = OFF";
static const char insert_sql[] = "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) "
				 "VALUES ('view', ?1, ?1, 0, ?2)";

gboolean
judge_db_view(struct judge_db *db, const char *name, const char *select, GError **error)
{
	g_autofree char *place = g_strconcat("view ", name, NULL);
	gsize len;
	if (!judge_db_may_declare(db, name, error) ||
	    !judge_scan_select(place, 1, select, &len, error))
		return FALSE;
	struct judge_view *view = arena_alloc(db->declared, sizeof *view);
	view->name = arena_dup(db->declared, name, strlen(name));
	view->select = arena_dup(db->declared, select, len);
	view->len = len;
	g_hash_table_insert(db->views, (gpointer)view->name, view);
	db->views_waiting++;
	return TRUE;
}

static gboolean
insert_view(struct judge_db *db, sqlite3_stmt *insert, struct judge_view *view)
{
	g_autofree char *sql = g_strconcat("CREATE VIEW ", view->name, " AS ", view->select, NULL);
	sqlite3_bind_text(insert, 1, view->name, -1, SQLITE_STATIC);
	sqlite3_bind_text(insert, 2, sql, -1, SQLITE_STATIC);
	sqlite3_step(insert);
	view->made = TRUE;
	db->views_waiting--;
	return sqlite3_reset(insert) == SQLITE_OK;
}

static gboolean
insert_views(struct judge_db *db, GError **error)
{
	sqlite3_stmt *insert = NULL;
	db->own = TRUE;
	gboolean done = sqlite3_prepare_v2(db->sqlite, insert_sql, -1, &insert, NULL) == SQLITE_OK;
	GHashTableIter iter;
	gpointer view;
	g_hash_table_iter_init(&iter, db->views);
	while (done && g_hash_table_iter_next(&iter, NULL, &view))
		if (!((struct judge_view *)view)->made && !((struct judge_view *)view)->kept)
			done = insert_view(db, insert, view);
	db->own = FALSE;
	if (!done)
		judge_db_failed(db, error);
	sqlite3_finalize(insert);
	return done;
}

gboolean
judge_db_make_views(struct judge_db *db, GError **error)
{
	/* The statements below are not a rule's: nobody counts their steps. */
	sqlite3_progress_handler(db->sqlite, 0, NULL, NULL);
	db->stepping = NULL;
	return judge_db_run_own(db, begin_sql, error) && insert_views(db, error) &&
	       judge_db_run_own(db, end_sql, error);
}
