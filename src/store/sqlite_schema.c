/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The tables.
 *
 * Entries and facts lie in the order in which they came, and are found by a small index. In the
 * order of their key (WITHOUT ROWID) every chain would have a page of its own that is written again
 * with each entry, and split at every fifth: measured with 32 writers, three times as many bytes for
 * an entry. Most entries come a folder at a time, so a chain is still read from one place to the
 * next. Small things that are found by their key lie in its order. In `journal`, the short columns
 * stand before `bytes`, so that the head of a chain is read without the entry itself.
 *
 * secure_delete zeroes what is deleted, but a copy of a row may stay behind in the unused middle of
 * a page from which the row was moved to a neighbour when the page was split. Measured: about one
 * in a hundred overwritten texts was still in the file. That is why erasure ends with
 * sqlite_schema_rewrite: both tables that hold plain text go to new pages, and dropping the old
 * table zeroes its pages whole.
 */
#include "sqlite_private.h"

struct derived {
	const char *name, *columns, *order;
};

#define BY_KEY "STRICT, WITHOUT ROWID"
#define AS_THEY_COME "STRICT"

/* No secondary index but judgement_next, which swap makes anew: an index cannot be renamed. */
static const struct derived DERIVED[] = {
	{ "fact",
		"chain TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, "
		"entry BLOB NOT NULL, digest BLOB NOT NULL, created_at INTEGER NOT NULL, "
		"put_at INTEGER NOT NULL, put_by TEXT NOT NULL, put_role TEXT NOT NULL, "
		"known_by TEXT NOT NULL, retired_at INTEGER NOT NULL, retired_reason TEXT, "
		"erased INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE(chain, kind, id)",
		AS_THEY_COME },
	{ "change",
		"chain TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, "
		"field TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL, old_value TEXT, "
		"new_value TEXT, PRIMARY KEY(chain, seq, kind, id, field)",
		BY_KEY },
	{ "finding",
		"chain TEXT NOT NULL, rule TEXT NOT NULL, subject TEXT NOT NULL, key TEXT NOT NULL, "
		"check_class TEXT NOT NULL, severity TEXT NOT NULL, opened_at INTEGER NOT NULL, "
		"closed_at INTEGER NOT NULL, PRIMARY KEY(chain, rule, subject, key)",
		BY_KEY },
	{ "state",
		"chain TEXT NOT NULL, what TEXT NOT NULL, id TEXT NOT NULL, since INTEGER NOT NULL, "
		"state TEXT NOT NULL, PRIMARY KEY(chain, what, id)",
		BY_KEY },
	{ "judgement",
		"chain TEXT NOT NULL, seq INTEGER NOT NULL, now INTEGER NOT NULL, "
		"next_at INTEGER NOT NULL, rests TEXT NOT NULL, PRIMARY KEY(chain)",
		BY_KEY },
	{ "pending",
		"chain TEXT NOT NULL, at INTEGER NOT NULL, why TEXT NOT NULL, PRIMARY KEY(chain)",
		BY_KEY },
};

#define JUDGEMENT_NEXT "CREATE INDEX judgement_next ON judgement(next_at)"

struct object {
	const char *name, *sql;
};

/* Pieces of content are too long to lie in their own index. */
static const struct object OBJECTS[] = {
	{ "meta",
		"CREATE TABLE meta(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT "
		"ROWID" },
	{ "journal",
		"CREATE TABLE journal(chain TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, "
		"prev BLOB NOT NULL, hash BLOB NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, "
		"known_by TEXT NOT NULL, verb TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, "
		"client TEXT NOT NULL, bytes BLOB NOT NULL, UNIQUE(chain, seq)) STRICT" },
	{ "journal_of", "CREATE INDEX journal_of ON journal(chain, kind, id, seq)" },
	{ "journal_client",
		"CREATE UNIQUE INDEX journal_client ON journal(chain, client) WHERE client <> ''" },
	{ "journal_no_update",
		"CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN "
		"SELECT raise(ABORT, 'the journal is append-only'); END" },
	{ "journal_no_delete",
		"CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN "
		"SELECT raise(ABORT, 'the journal is append-only'); END" },
	{ "content",
		"CREATE TABLE content(sha256 BLOB NOT NULL PRIMARY KEY, size INTEGER NOT NULL, "
		"base BLOB, depth INTEGER NOT NULL) STRICT, WITHOUT ROWID" },
	{ "content_base", "CREATE INDEX content_base ON content(base) WHERE base IS NOT NULL" },
	{ "content_piece",
		"CREATE TABLE content_piece(sha256 BLOB NOT NULL, number INTEGER NOT NULL, "
		"piece BLOB NOT NULL, UNIQUE(sha256, number)) STRICT" },
	{ "content_key",
		"CREATE TABLE content_key(sha256 BLOB NOT NULL, chain TEXT NOT NULL, id TEXT NOT NULL, "
		"wrapped BLOB NOT NULL, PRIMARY KEY(sha256, chain, id)) STRICT, WITHOUT ROWID" },
};

static gboolean
run(sqlite3 *db, const char *path, GError **error, const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Names come from the tables above, never from outside. */
static gboolean
run(sqlite3 *db, const char *path, GError **error, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *sql = g_strdup_vprintf(format, args);
	va_end(args);
	return sqlite_exec(db, path, sql, error);
}

static gboolean
make_derived(sqlite3 *db, const char *path, const char *prefix, const struct derived *table,
	GError **error)
{
	return run(db, path, error, "CREATE TABLE %s%s(%s) %s", prefix, table->name, table->columns,
		table->order);
}

static gboolean
make_all_derived(sqlite3 *db, const char *path, const char *prefix, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(DERIVED); i++) {
		if (!make_derived(db, path, prefix, &DERIVED[i], error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
make_all(sqlite3 *db, const char *path, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(OBJECTS); i++) {
		if (!sqlite_exec(db, path, OBJECTS[i].sql, error))
			return FALSE;
	}
	return make_all_derived(db, path, "", error)
		&& sqlite_exec(db, path, JUDGEMENT_NEXT, error)
		&& run(db, path, error, "PRAGMA application_id = %d; PRAGMA user_version = %d",
			SQLITE_STORE_ID, STORE_LAYOUT);
}

gboolean
sqlite_schema_make(sqlite3 *db, const char *path, GError **error)
{
	return sqlite_exec(db, path,
		       "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", error)
		&& make_all(db, path, error) && sqlite_exec(db, path, "COMMIT", error)
		&& sqlite_fold(db, path, error);
}

gboolean
sqlite_schema_shadows(sqlite3 *db, const char *path, GError **error)
{
	return make_all_derived(db, path, "shadow_", error);
}

gboolean
sqlite_schema_drop_shadows(sqlite3 *db, const char *path, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(DERIVED); i++) {
		if (!run(db, path, error, "DROP TABLE IF EXISTS shadow_%s", DERIVED[i].name))
			return FALSE;
	}
	return TRUE;
}

gboolean
sqlite_schema_has_shadows(sqlite3 *db)
{
	gint64 count = 0;
	return sqlite_integer(db, "",
		       "SELECT count(*) FROM sqlite_schema WHERE substr(name, 1, 7) = 'shadow_'",
		       &count, NULL)
		&& count > 0;
}

static gboolean
replace_by_shadow(sqlite3 *db, const char *path, const char *name, GError **error)
{
	return run(db, path, error, "DROP TABLE %1$s; ALTER TABLE shadow_%1$s RENAME TO %1$s", name);
}

gboolean
sqlite_schema_swap(sqlite3 *db, const char *path, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(DERIVED); i++) {
		if (!replace_by_shadow(db, path, DERIVED[i].name, error))
			return FALSE;
	}
	return sqlite_exec(db, path, JUDGEMENT_NEXT, error);
}

gboolean
sqlite_schema_rewrite(sqlite3 *db, const char *path, GError **error)
{
	for (guint i = 0; i < 2; i++) { /* fact and change */
		const char *name = DERIVED[i].name;
		if (!make_derived(db, path, "shadow_", &DERIVED[i], error)
			|| !run(db, path, error, "INSERT INTO shadow_%1$s SELECT * FROM %1$s", name)
			|| !replace_by_shadow(db, path, name, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- the check ---- */

static gboolean
damaged(const char *path, const char *what, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%s: 台帳の構造が壊れています: %s。最後のバックアップから復元してください",
		"%s: the structure of the store is damaged: %s: restore the last backup", path, what);
	return FALSE;
}

/* The text of a trigger is compared; tables and indexes are only looked for (a rename rewrites). */
static gboolean
check_object(sqlite3 *db, const char *path, const char *name, const char *sql, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(db,
		"SELECT type <> 'trigger' OR sql = ?2 FROM sqlite_schema WHERE name = ?1", -1, &stmt,
		NULL);
	if (code != SQLITE_OK)
		return sqlite_failed(db, path, code, error);
	sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, sql, -1, SQLITE_STATIC);
	code = sqlite3_step(stmt);
	gboolean same = code == SQLITE_ROW && sqlite3_column_int(stmt, 0) == 1;
	g_autofree char *what = g_strdup_printf("%s: missing or altered", name);
	gboolean ok = code != SQLITE_ROW && code != SQLITE_DONE
		? sqlite_failed(db, path, code, error)
		: same || damaged(path, what, error);
	sqlite3_finalize(stmt);
	return ok;
}

static gboolean
check_objects(sqlite3 *db, const char *path, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(OBJECTS); i++) {
		if (!check_object(db, path, OBJECTS[i].name, OBJECTS[i].sql, error))
			return FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(DERIVED); i++) {
		if (!check_object(db, path, DERIVED[i].name, "", error))
			return FALSE;
	}
	return check_object(db, path, "judgement_next", "", error);
}

/* SQLite tells the first faults, one a row, or "ok". */
static gboolean
check_pages(sqlite3 *db, const char *path, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	g_autoptr(GString) faults = g_string_new(NULL);
	int code = sqlite3_prepare_v2(db, "PRAGMA integrity_check(5)", -1, &stmt, NULL);
	while (code == SQLITE_OK || code == SQLITE_ROW) {
		code = sqlite3_step(stmt);
		if (code != SQLITE_ROW)
			break;
		const char *text = (const char *)sqlite3_column_text(stmt, 0);
		if (g_strcmp0(text, "ok") != 0)
			g_string_append_printf(
				faults, "%s%s", faults->len > 0 ? "; " : "", text ? text : "?");
	}
	gboolean ok = code == SQLITE_DONE || sqlite_failed(db, path, code, error);
	sqlite3_finalize(stmt);
	if (!ok)
		return FALSE;
	g_strdelimit(faults->str, "\n", ' ');
	return faults->len == 0 || damaged(path, faults->str, error);
}

gboolean
sqlite_schema_check(sqlite3 *db, const char *path, GError **error)
{
	return check_pages(db, path, error) && check_objects(db, path, error);
}
