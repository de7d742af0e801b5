/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

#include <errno.h>

struct failure {
	int code; /* SQLite's primary result code */
	enum error_code error;
	gboolean fatal; /* the transaction cannot be kept */
	const char *ja, *en; /* the path, then SQLite's words */
};

#define RESTORE_JA "最後のバックアップから復元してください"
#define RESTORE_EN "restore the last backup"

/* The first one is for a code that stands in no other row. */
static const struct failure FAILURES[] = {
	{ SQLITE_ERROR, ERROR_STORE, TRUE, "%s: 台帳の処理に失敗しました（%s）",
		"%s: the store failed (%s)" },
	{ SQLITE_BUSY, ERROR_STORE, TRUE,
		"%s: 別のプロセスが台帳を使用中で、待ち時間が尽きました（%s）。少し待ってやり直してください",
		"%s: another process holds the store and the wait is over (%s): try again later" },
	{ SQLITE_LOCKED, ERROR_STORE, TRUE,
		"%s: 台帳がロックされています（%s）。少し待ってやり直してください",
		"%s: the store is locked (%s): try again later" },
	{ SQLITE_FULL, ERROR_STORE, TRUE,
		"%s: ディスクに空きがないため書き込めません（%s）。取り消しました。空きを作ってやり直して"
		"ください",
		"%s: the disk is full (%s); the change was taken back: make room and try again" },
	{ SQLITE_READONLY, ERROR_STORE, TRUE,
		"%s: 書き込めません（%s）。ファイルとフォルダーの所有者と権限を確かめてください",
		"%s: cannot be written (%s): check owner and mode of the file and its folder" },
	{ SQLITE_PERM, ERROR_STORE, TRUE,
		"%s: 開く権限がありません（%s）。所有者と権限を確かめてください",
		"%s: no permission (%s): check owner and mode" },
	{ SQLITE_CANTOPEN, ERROR_STORE, TRUE,
		"%s: 開けません（%s）。ファイルとフォルダーの所有者と権限を確かめてください",
		"%s: cannot be opened (%s): check owner and mode of the file and its folder" },
	{ SQLITE_IOERR, ERROR_STORE, TRUE,
		"%s: ディスクの読み書きに失敗しました（%s）。ディスクとその空きを確かめてください",
		"%s: reading or writing the disk failed (%s): check the disk and its free space" },
	{ SQLITE_CORRUPT, ERROR_DAMAGED, TRUE, "%s: 壊れています（%s）。" RESTORE_JA,
		"%s: is damaged (%s): " RESTORE_EN },
	{ SQLITE_NOTADB, ERROR_DAMAGED, TRUE,
		"%s: Sekisho の台帳ではないか、壊れています（%s）。パスを確かめるか、" RESTORE_JA,
		"%s: is no store of Sekisho, or is damaged (%s): check the path, or " RESTORE_EN },
	{ SQLITE_TOOBIG, ERROR_TOO_LARGE, FALSE, "%s: 一行が大きすぎます（%s）",
		"%s: a row is too large (%s)" },
	{ SQLITE_CONSTRAINT, ERROR_CONFLICT, FALSE,
		"%s: 同じ番号か同じ識別子の行が既にあるか、変更が許されていません（%s）",
		"%s: a row of this number or id is there already, or must not be changed (%s)" },
};

/* What only the operating system knows: a quota or a size limit is a full disk, too. */
static int
primary_code(sqlite3 *db, int code)
{
	int primary = code & 0xff;
	if (primary != SQLITE_IOERR || db == NULL)
		return primary;
	int os = sqlite3_system_errno(db);
	return os == ENOSPC || os == EDQUOT || os == EFBIG ? SQLITE_FULL : primary;
}

static const struct failure *
failure_of(int primary)
{
	for (guint i = 1; i < G_N_ELEMENTS(FAILURES); i++) {
		if (FAILURES[i].code == primary)
			return &FAILURES[i];
	}
	return &FAILURES[0];
}

static const struct failure *
tell(sqlite3 *db, const char *path, int code, GError **error)
{
	const struct failure *failure = failure_of(primary_code(db, code));
	if ((code & 0xff) == SQLITE_NOMEM)
		g_error("%s: out of memory", path);
	if ((code & 0xff) == SQLITE_MISUSE)
		g_error("%s: SQLite misused: %s", path, sqlite3_errmsg(db));
	/* The connection's words belong to its last error; another code has only its general text. */
	const char *words = db != NULL && sqlite3_extended_errcode(db) == code
		? sqlite3_errmsg(db)
		: sqlite3_errstr(code);
	error_set(error, failure->error, failure->ja, failure->en, path, words);
	return failure;
}

gboolean
sqlite_failed(sqlite3 *db, const char *path, int code, GError **error)
{
	tell(db, path, code, error);
	return FALSE;
}

void
sqlite_store_lose(struct sqlite_store *store)
{
	store->lost = TRUE;
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
}

gboolean
sqlite_store_failed(struct sqlite_store *store, int code, GError **error)
{
	const struct failure *failure = tell(store->db, store->path, code, error);
	/* SQLite itself takes some transactions back: then there is nothing left to keep. */
	if (store->store.writing && (failure->fatal || sqlite3_get_autocommit(store->db)))
		sqlite_store_lose(store);
	return FALSE;
}
