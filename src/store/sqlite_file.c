/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * Per connection. secure_delete overwrites what is deleted with zeros; temporary results stay in
 * memory, so that no plain text gets into a file elsewhere; the log is cut back after a large
 * transaction. A schema that somebody altered must not run functions.
 */
static const char SETTINGS[] = "PRAGMA synchronous = FULL;"
			       "PRAGMA secure_delete = ON;"
			       "PRAGMA foreign_keys = OFF;"
			       "PRAGMA temp_store = MEMORY;"
			       "PRAGMA trusted_schema = OFF;"
			       "PRAGMA recursive_triggers = ON;"
			       "PRAGMA cache_size = -65536;"
			       "PRAGMA wal_autocheckpoint = 4000;"
			       "PRAGMA journal_size_limit = 33554432;";

gboolean
sqlite_file_make(const char *path, GError **error)
{
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd >= 0) {
		close(fd);
		return TRUE;
	}
	if (errno == EEXIST)
		error_set(error, ERROR_STORE,
			"%s は既にあります。別のパスを指定するか、不要なら先に移動してください",
			"%s exists: give another path, or move it away first", path);
	else
		error_set(error, ERROR_STORE,
			"%s を作れません（%s）。フォルダーの有無と権限を確かめてください",
			"cannot make %s (%s): check that the folder is there and may be written",
			path, g_strerror(errno));
	return FALSE;
}

void
sqlite_folder_sync(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd); /* some file systems cannot; the files themselves are synced */
	close(fd);
}

static void
cut_short(const char *path, GError **error)
{
	error_set(error, ERROR_STORE,
		"%s は空です（作成が途中で終わったようです）。消して init をやり直すか、バックアップ"
		"から復元してください",
		"%s is empty (its making was cut short?): remove it and run init again, or "
		"restore a backup",
		path);
}

/* Says in words what SQLite would only call "unable to open". */
static gboolean
look_at_file(const char *path, GError **error)
{
	struct stat found;
	if (stat(path, &found) != 0 && errno == ENOENT) {
		error_set(error, ERROR_NOT_FOUND,
			"%s はありません。パスを確かめるか、init で作成してください",
			"there is no %s: check the path, or make it with init", path);
		return FALSE;
	}
	if (stat(path, &found) != 0) {
		error_set(error, ERROR_STORE, "%s を開けません（%s）", "cannot open %s (%s)", path,
			g_strerror(errno));
		return FALSE;
	}
	if (!S_ISREG(found.st_mode)) {
		error_set(error, ERROR_STORE, "%s は通常のファイルではありません",
			"%s is no regular file", path);
		return FALSE;
	}
	if (found.st_size == 0) {
		cut_short(path, error);
		return FALSE;
	}
	return TRUE;
}

static sqlite3 *
open_connection(const char *name, const char *path, int flags, GError **error)
{
	sqlite3 *db = NULL;
	int code = sqlite3_open_v2(name, &db,
		flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE,
		NULL);
	if (code == SQLITE_OK)
		code = sqlite3_busy_timeout(db, STORE_WAIT_MS);
	/* The first read opens log and index: what cannot be opened is told here. */
	if (code == SQLITE_OK)
		code = sqlite3_exec(db, "PRAGMA schema_version", NULL, NULL, NULL);
	if (code == SQLITE_OK) {
		sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		return db;
	}
	sqlite_failed(db, path, code, error);
	sqlite3_close(db);
	return NULL;
}

/*
 * A cleanly closed store in a folder that cannot be written has no log, and SQLite cannot make the
 * index that other processes would share; then, and only then, the file is read as it lies.
 */
static sqlite3 *
open_immutable(const char *path, GError **error)
{
	struct stat log;
	g_autofree char *log_path = g_strconcat(path, "-wal", NULL);
	g_autofree char *whole = g_canonicalize_filename(path, NULL);
	g_autofree char *uri = g_filename_to_uri(whole, NULL, NULL);
	if (uri == NULL || (stat(log_path, &log) == 0 && log.st_size > 0))
		return NULL;
	g_autofree char *name = g_strconcat(uri, "?immutable=1", NULL);
	return open_connection(name, path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

sqlite3 *
sqlite_file_open(const char *path, gboolean read_only, GError **error)
{
	g_autoptr(GError) why = NULL;
	if (!look_at_file(path, error))
		return NULL;
	sqlite3 *db = open_connection(
		path, path, read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, &why);
	if (db == NULL && read_only && why->code == ERROR_STORE)
		db = open_immutable(path, NULL);
	if (db == NULL) {
		g_propagate_error(error, g_steal_pointer(&why));
		return NULL;
	}
	/* SQLite falls back to reading when it may not write; that would show only later. */
	if (!read_only && sqlite3_db_readonly(db, "main") == 1)
		sqlite_failed(db, path, SQLITE_READONLY, error);
	else if (sqlite_exec(db, path, SETTINGS, error))
		return db;
	sqlite3_close(db);
	return NULL;
}

gboolean
sqlite_exec(sqlite3 *db, const char *path, const char *sql, GError **error)
{
	int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK || sqlite_failed(db, path, code, error);
}

gboolean
sqlite_integer(sqlite3 *db, const char *path, const char *sql, gint64 *ret, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	*ret = 0;
	int code = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*ret = sqlite3_column_int64(stmt, 0);
	gboolean ok = code == SQLITE_ROW || code == SQLITE_DONE
		|| sqlite_failed(db, path, code, error);
	sqlite3_finalize(stmt);
	return ok;
}

static gboolean
other_layout(const char *path, gint64 layout, GError **error)
{
	if (layout > STORE_LAYOUT)
		error_set(error, ERROR_STORE,
			"%s は新しい版の Sekisho の形式 %" G_GINT64_FORMAT " です（この版は %d まで）。Sekisho "
			"を更新してください",
			"%s has layout %" G_GINT64_FORMAT
			" of a later Sekisho (this one knows %d): upgrade Sekisho",
			path, layout, STORE_LAYOUT);
	else
		error_set(error, ERROR_DAMAGED,
			"%s の形式の番号が %" G_GINT64_FORMAT
			" で、%d ではありません。最後のバックアップから復元してください",
			"%s has layout %" G_GINT64_FORMAT
			", which never was (%d is the first): restore the last backup",
			path, layout, 1);
	return FALSE;
}

gboolean
sqlite_file_check(sqlite3 *db, const char *path, int application_id, GError **error)
{
	gint64 id, layout, tables = -1;
	if (!sqlite_integer(db, path, "PRAGMA application_id", &id, error)
		|| !sqlite_integer(db, path, "PRAGMA user_version", &layout, error))
		return FALSE;
	if (id == 0 && layout == 0
		&& !sqlite_integer(db, path, "SELECT count(*) FROM sqlite_schema", &tables, error))
		return FALSE;
	if (tables == 0) {
		cut_short(path, error);
		return FALSE;
	}
	if (id != application_id) {
		error_set(error, ERROR_STORE,
			"%s は別のアプリケーションのデータベースです。パスを確かめてください",
			"%s is a database of something else: check the path", path);
		return FALSE;
	}
	return layout == STORE_LAYOUT || other_layout(path, layout, error);
}

gboolean
sqlite_fold(sqlite3 *db, const char *path, GError **error)
{
	int code = sqlite3_wal_checkpoint_v2(db, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	return code == SQLITE_OK || sqlite_failed(db, path, code, error);
}
