/* SPDX-License-Identifier: Apache-2.0 */
/* What this machine can do at most. */
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "bench.h"

double
bench_syncs(const char *folder, gsize size, guint n)
{
	g_autofree char *path = g_build_filename(folder, "sync", NULL);
	g_autofree char *block = g_malloc0(size);
	int fd = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
	g_assert(fd >= 0);
	/* A log is written over again: no new blocks, only the data. */
	gssize wrote = pwrite(fd, block, size, 0);
	g_assert(wrote == (gssize)size && fsync(fd) == 0);
	double from = bench_seconds();
	for (guint i = 0; i < n; i++) {
		memset(block, (int)i, size);
		wrote = pwrite(fd, block, size, 0);
		g_assert(wrote == (gssize)size && fdatasync(fd) == 0);
	}
	double rate = n / (bench_seconds() - from);
	close(fd);
	unlink(path);
	return rate;
}

static void
sql(sqlite3 *db, const char *text)
{
	char *why = NULL;
	if (sqlite3_exec(db, text, NULL, NULL, &why) != SQLITE_OK)
		g_error("%s: %s", text, why);
}

static void
insert(sqlite3 *db, sqlite3_stmt *stmt, guint i, const char *body, gsize size)
{
	char chain[32];
	g_snprintf(chain, sizeof chain, "system-%04u", i % 32);
	sqlite3_bind_text(stmt, 1, chain, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, i);
	sqlite3_bind_blob(stmt, 3, body, (int)size, SQLITE_STATIC);
	if (sqlite3_step(stmt) != SQLITE_DONE)
		g_error("%s", sqlite3_errmsg(db));
	sqlite3_reset(stmt);
}

double
bench_raw_rows(const char *path, guint rows, guint batch, gsize size)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	g_autofree char *body = g_malloc(size);
	memset(body, 'x', size);
	sqlite3_open(path, &db);
	sql(db, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		"CREATE TABLE t(chain TEXT, seq INTEGER, bytes BLOB, PRIMARY KEY(chain, seq))"
		" WITHOUT ROWID");
	sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?, ?, ?)", -1, &stmt, NULL);
	double from = bench_seconds();
	for (guint i = 0; i < rows; i++) {
		if (i % batch == 0)
			sql(db, "BEGIN IMMEDIATE");
		insert(db, stmt, i, body, size);
		if (i % batch == batch - 1 || i == rows - 1)
			sql(db, "COMMIT");
	}
	double rate = rows / (bench_seconds() - from);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	unlink(path);
	return rate;
}

double
bench_sha256_mb(gsize size)
{
	g_autofree char *block = g_malloc(size);
	memset(block, 'x', size);
	gsize n = 200000000 / size;
	double from = bench_seconds();
	for (gsize i = 0; i < n; i++) {
		struct digest digest = digest_of(block, size);
		block[0] = (char)digest.bytes[0];
	}
	return (double)(n * size) / 1e6 / (bench_seconds() - from);
}
