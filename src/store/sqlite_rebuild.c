/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rebuilding the derived tables, and rewriting them after erasure.
 *
 * Both work on tables named shadow_… and put them in the place of the old ones in one transaction.
 * PATH-rebuild is locked (flock) as long as somebody does so: the kernel lets go of it when that
 * process ends, so shadow tables without the lock are what a killed process left.
 */
#include "sqlite_private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether the file that was locked still has its name: who ended just before removed it. */
static gboolean
still_named(int fd, const char *name)
{
	struct stat opened, named;
	return fstat(fd, &opened) == 0 && stat(name, &named) == 0 && opened.st_ino == named.st_ino
		&& opened.st_dev == named.st_dev;
}

/* -1 with errno: EWOULDBLOCK when somebody else holds it. */
static int
lock_take(const char *path)
{
	g_autofree char *name = g_strconcat(path, "-rebuild", NULL);
	for (;;) {
		int fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
		if (fd < 0)
			return -1;
		if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
			int why = errno;
			close(fd);
			errno = why;
			return -1;
		}
		if (still_named(fd, name))
			return fd;
		close(fd);
	}
}

static void
lock_release(struct sqlite_store *store)
{
	g_autofree char *name = g_strconcat(store->path, "-rebuild", NULL);
	unlink(name);
	close(store->rebuild_lock);
	store->rebuild_lock = -1;
}

static gboolean
lock(struct sqlite_store *store, GError **error)
{
	store->rebuild_lock = lock_take(store->path);
	if (store->rebuild_lock >= 0)
		return TRUE;
	if (errno == EWOULDBLOCK)
		error_set(error, ERROR_STORE,
			"%s: 別のプロセスが再構築中です。終わってからやり直してください",
			"%s: another process rebuilds this store: try again when it is done",
			store->path);
	else
		error_set(error, ERROR_STORE,
			"%s-rebuild を作れません（%s）。フォルダーの権限と空きを確かめてください",
			"cannot make %s-rebuild (%s): check mode and free space of the folder",
			store->path, g_strerror(errno));
	return FALSE;
}

/* One transaction: drop what is left over, then do, then commit. */
static gboolean
in_transaction(struct sqlite_store *store,
	gboolean (*work)(sqlite3 *db, const char *path, GError **error), GError **error)
{
	sqlite3 *db = store->db;
	const char *path = store->path;
	if (sqlite_exec(db, path, "BEGIN IMMEDIATE", error)
		&& sqlite_schema_drop_shadows(db, path, error)
		&& (work == NULL || work(db, path, error))
		&& sqlite_exec(db, path, "COMMIT", error))
		return TRUE;
	if (!sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return FALSE;
}

void
sqlite_rebuild_clean(struct sqlite_store *store)
{
	if (!sqlite_schema_has_shadows(store->db))
		return;
	store->rebuild_lock = lock_take(store->path);
	if (store->rebuild_lock < 0)
		return;
	in_transaction(store, NULL, NULL);
	lock_release(store);
}

gboolean
sqlite_rebuild_begin(struct store *base, GError **error)
{
	struct sqlite_store *store = sqlite_of(base);
	if (!lock(store, error))
		return FALSE;
	if (!in_transaction(store, sqlite_schema_shadows, error)) {
		lock_release(store);
		return FALSE;
	}
	store->rebuild = REBUILD_RUNNING;
	base->rebuilding = TRUE;
	return TRUE;
}

gboolean
sqlite_rebuild_end(struct store *base, GError **error)
{
	struct sqlite_store *store = sqlite_of(base);
	g_assert(store->rebuild == REBUILD_RUNNING);
	if (store->lost || !sqlite_schema_swap(store->db, store->path, error)) {
		if (store->lost)
			error_set(error, ERROR_STORE,
				"%s: 前の失敗で取り消されました。やり直してください",
				"%s: an earlier failure took this transaction back: begin again",
				store->path);
		sqlite_store_lose(store);
		return FALSE;
	}
	store->rebuild = REBUILD_SWAPPED;
	return TRUE;
}

static void
finish(struct sqlite_store *store)
{
	sqlite_statements_end(store, TRUE);
	store->rebuild = REBUILD_NONE;
	store->store.rebuilding = FALSE;
	lock_release(store);
}

void
sqlite_rebuild_committed(struct sqlite_store *store)
{
	if (store->rebuild == REBUILD_SWAPPED)
		finish(store);
}

void
sqlite_rebuild_rolled_back(struct sqlite_store *store)
{
	if (store->rebuild == REBUILD_SWAPPED)
		store->rebuild = REBUILD_RUNNING;
}

void
sqlite_rebuild_abandon(struct store *base)
{
	struct sqlite_store *store = sqlite_of(base);
	in_transaction(store, NULL, NULL); /* else the next open does it */
	finish(store);
}

gboolean
sqlite_scrub(struct store *base, GError **error)
{
	struct sqlite_store *store = sqlite_of(base);
	if (!lock(store, error))
		return FALSE;
	gboolean ok = in_transaction(store, sqlite_schema_rewrite, error);
	lock_release(store);
	return ok && sqlite_fold(store->db, store->path, error);
}
