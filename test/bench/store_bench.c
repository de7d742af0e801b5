/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How fast the store is, beside what the disk and plain SQLite do in the same run.
 *
 *     store_bench [FOLDER] [ENTRIES]
 *
 * The raw limit is a table (chain, seq, bytes) with the same bytes in the same transactions.
 */
#include "store/keyring.h"
#include "store/store.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BATCH 100
#define SYSTEMS 50
#define FACTS 600
#define BODY 500

static char body[BODY + 1];

static double
seconds(gint64 since)
{
	return (double)(g_get_monotonic_time() - since) / 1e6;
}

static void
must(gboolean ok, GError *error)
{
	if (!ok)
		g_error("%s", error->message);
}

static void
remove_store(const char *path)
{
	static const char *const ENDS[] = { "", "-wal", "-shm", "-keys", "-keys-wal", "-keys-shm",
		"-master", "-rebuild" };
	for (guint i = 0; i < G_N_ELEMENTS(ENDS); i++) {
		g_autofree char *name = g_strconcat(path, ENDS[i], NULL);
		g_remove(name);
	}
}

static void
bench_sync(const char *folder)
{
	g_autofree char *path = g_build_filename(folder, "sync.tmp", NULL);
	int fd = open(path, O_CREAT | O_RDWR | O_TRUNC, 0600);
	gint64 since = g_get_monotonic_time();
	for (int i = 0; i < 1000; i++) {
		if (pwrite(fd, body, BODY, 0) != BODY || fdatasync(fd) != 0)
			g_error("fdatasync");
	}
	printf("fdatasync            %9.0f /s\n", 1000 / seconds(since));
	close(fd);
	g_remove(path);
}

static void
bench_raw(const char *path, int entries)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	char chain[32];
	sqlite3_open(path, &db);
	sqlite3_exec(db,
		"PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		"CREATE TABLE t(chain TEXT, seq INTEGER, bytes BLOB, PRIMARY KEY(chain, seq))"
		" WITHOUT ROWID",
		NULL, NULL, NULL);
	sqlite3_prepare_v2(db, "INSERT INTO t VALUES (?, ?, ?)", -1, &stmt, NULL);
	gint64 since = g_get_monotonic_time();
	for (int i = 0; i < entries; i++) {
		if (i % BATCH == 0)
			sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
		snprintf(chain, sizeof chain, "system-%03d", i / BATCH % SYSTEMS);
		sqlite3_bind_text(stmt, 1, chain, -1, SQLITE_STATIC);
		sqlite3_bind_int(stmt, 2, i);
		sqlite3_bind_blob(stmt, 3, body, BODY, SQLITE_STATIC);
		if (sqlite3_step(stmt) != SQLITE_DONE)
			g_error("%s", sqlite3_errmsg(db));
		sqlite3_reset(stmt);
		if (i % BATCH == BATCH - 1)
			sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	}
	printf("plain SQLite insert  %9.0f /s\n", entries / seconds(since));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	remove_store(path);
}

/* A folder is put in order; a scanner's results hit objects all over. */
enum order { IN_ORDER, SCATTERED };

static int
object_of(int number, enum order order)
{
	int round = number / BATCH / SYSTEMS;
	return order == IN_ORDER ? (round * BATCH + number % BATCH) % FACTS
				 : (int)((guint)number * 2654435761u >> 7) % FACTS;
}

/* What one append costs the store: head, entry, object before, object after, one change. */
static void
append(struct store *store, int number, enum order order)
{
	char chain[32], id[32], client[32];
	gboolean found;
	GError *error = NULL;
	struct journal_head head;
	struct fact_row before;
	struct slice bytes = { body, BODY };
	snprintf(chain, sizeof chain, "system-%03d", number / BATCH % SYSTEMS);
	snprintf(id, sizeof id, "object-%04d", object_of(number, order));
	snprintf(client, sizeof client, "client-%d", number);
	must(store_journal_head(store, chain, &head, &error), error);
	struct journal_row row = { .chain = chain, .seq = head.seq + 1, .bytes = bytes,
		.prev = head.hash, .hash = digest_of_two(head.hash.bytes, DIGEST_SIZE, body, BODY),
		.at = number, .actor = "someone", .role = "manager", .known_by = "oidc", .verb = "put",
		.kind = "component", .id = id, .client = client };
	must(store_journal_add(store, &row, &error), error);
	must(store_fact_get(store, chain, "component", id, &found, &before, &error), error);
	struct fact_row fact = { .chain = chain, .kind = "component", .id = id, .seq = row.seq,
		.entry = row.hash, .digest = row.hash, .created_at = found ? before.created_at : number,
		.put_at = number, .put_by = "someone", .put_role = "manager", .known_by = "oidc",
		.body = bytes };
	must(store_fact_put(store, &fact, &error), error);
	struct change_row change = { .chain = chain, .kind = "component", .id = id, .seq = row.seq,
		.at = number, .actor = "someone", .field = "version", .old_value = "\"1.0\"",
		.new_value = "\"1.1\"" };
	must(store_change_add(store, &change, &error), error);
}

static void
bench_append(struct store *store, int entries, int batch, enum order order,
	const char *name)
{
	GError *error = NULL;
	static int number; /* goes on from one call to the next: clients are unique */
	gint64 since = g_get_monotonic_time();
	for (int i = 0; i < entries; i++, number++) {
		if (i % batch == 0)
			must(store_begin(store, &error), error);
		append(store, number, order);
		if (i % batch == batch - 1)
			must(store_commit(store, &error), error);
	}
	printf("%-20s %9.0f /s\n", name, entries / seconds(since));
}

static gboolean
count_entry(const struct journal_row *row, void *data)
{
	*(gsize *)data += row->bytes.len > 0 && row->client[0] != '\0';
	return TRUE;
}

static gboolean
count_fact(const struct fact_row *row, void *data)
{
	*(gsize *)data += row->body.len > 0;
	return TRUE;
}

static void
bench_reads(struct store *store)
{
	gsize count = 0;
	GError *error = NULL;
	gint64 since = g_get_monotonic_time();
	must(store_journal_scan(store, NULL, 0, count_entry, &count, &error), error);
	printf("journal_scan cold    %9.0f /s (%zu rows)\n", (double)count / seconds(since), count);
	count = 0;
	since = g_get_monotonic_time();
	must(store_journal_scan(store, NULL, 0, count_entry, &count, &error), error);
	printf("journal_scan         %9.0f /s (%zu rows)\n", (double)count / seconds(since), count);
	since = g_get_monotonic_time();
	must(store_journal_count(store, &error) == (gint64)count, error);
	printf("journal_count        %9.3f ms\n", seconds(since) * 1e3);
	count = 0;
	since = g_get_monotonic_time();
	for (int i = 0; i < 100; i++)
		must(store_fact_scan(store, "system-007", NULL, FALSE, count_fact, &count, &error),
			error);
	printf("fact_scan            %9.3f ms (%zu facts)\n", seconds(since) * 10, count / 100);
	count = 0;
	since = g_get_monotonic_time();
	must(store_fact_mentions(store, "object-0123", count_fact, &count, &error), error);
	printf("fact_mentions        %9.3f ms\n", seconds(since) * 1e3);
	since = g_get_monotonic_time();
	g_auto(GStrv) chains = store_chains(store, &error);
	printf("chains               %9.3f ms (%u)\n", seconds(since) * 1e3, g_strv_length(chains));
}

static void
bench_scrub(struct store *store)
{
	GError *error = NULL;
	gint64 since = g_get_monotonic_time();
	must(store_scrub(store, &error), error);
	printf("scrub                %9.3f ms\n", seconds(since) * 1e3);
}

static void
bench_rebuild(struct store *store)
{
	GError *error = NULL;
	struct slice bytes = { body, BODY };
	gint64 since = g_get_monotonic_time();
	must(store_rebuild_begin(store, &error), error);
	for (int i = 0; i < SYSTEMS * FACTS; i++) {
		char chain[32], id[32];
		if (i % 1000 == 0)
			must(store_begin(store, &error), error);
		snprintf(chain, sizeof chain, "system-%03d", i / FACTS);
		snprintf(id, sizeof id, "object-%04d", i % FACTS);
		struct fact_row fact = { .chain = chain, .kind = "component", .id = id,
			.put_by = "", .put_role = "", .known_by = "", .body = bytes };
		must(store_fact_put(store, &fact, &error), error);
		if (i % 1000 == 999)
			must(store_commit(store, &error), error);
	}
	must(store_rebuild_end(store, &error), error);
	printf("rebuild              %9.3f ms (%d facts)\n", seconds(since) * 1e3, SYSTEMS * FACTS);
}

static void
bench_ring(const char *path)
{
	GError *error = NULL;
	guint8 id[KEY_ID_SIZE], key[KEY_SIZE];
	gboolean found;
	struct keyring *ring = keyring_open(path, TRUE, &error);
	must(ring != NULL, error);
	gint64 since = g_get_monotonic_time();
	for (int i = 0; i < 10000; i++) {
		must(keyring_make(ring, id, key, &error), error);
		if (i % BATCH == BATCH - 1)
			must(keyring_flush(ring, &error), error);
	}
	printf("keyring_make         %9.0f /s\n", 10000 / seconds(since));
	since = g_get_monotonic_time();
	for (int i = 0; i < 10000; i++)
		must(keyring_get(ring, id, &found, key, &error), error);
	printf("keyring_get          %9.0f /s\n", 10000 / seconds(since));
	keyring_free(ring);
}

int
main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "/tmp";
	int entries = argc > 2 ? atoi(argv[2]) : 1000000;
	g_autofree char *path = g_build_filename(folder, "store-bench.db", NULL);
	GError *error = NULL;
	for (int i = 0; i < BODY; i++)
		body[i] = (char)('a' + i * 31 % 26);
	remove_store(path);
	bench_sync(folder);
	bench_raw(path, MIN(entries, 500000));
	struct store *store = store_open(path, STORE_CREATE, &error);
	must(store != NULL, error);
	bench_append(store, entries / 2 / BATCH * BATCH, BATCH, IN_ORDER, "append in order");
	bench_append(store, entries / 2 / BATCH * BATCH, BATCH, SCATTERED, "append scattered");
	bench_append(store, 2000, 1, IN_ORDER, "append, 1 a commit");
	bench_reads(store);
	bench_scrub(store);
	bench_rebuild(store);
	bench_ring(path);
	store_free(store);
	remove_store(path);
	return 0;
}
