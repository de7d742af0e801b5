/* SPDX-License-Identifier: Apache-2.0 */
/* Rebuilding beside what is in force, two at a time, and what is left of overwritten texts. */
#include "store_fixture.h"

#include <signal.h>
#include <sqlite3.h>

/* ---- two connections ---- */

static void
test_reader_beside_writer(struct fixture *f, const void *data)
{
	struct store *reader = open_ok(f->path, STORE_OPEN);
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{\"a\":1}");
	g_assert_null(fact_body(reader, "s", "k", "1"));
	commit(f->store);
	g_autofree char *body = fact_body(reader, "s", "k", "1");
	g_assert_cmpstr(body, ==, "{\"a\":1}");
	store_free(reader);
}

/* The second waits, and then sees what the first one left. */
struct late {
	const char *path;
	int ready[2];
};

static int
hold_and_write(void *data)
{
	struct late *late = data;
	GError *error = NULL;
	struct store *store = store_open(late->path, STORE_OPEN, NULL);
	if (store == NULL || !store_begin(store, NULL) || write(late->ready[1], "x", 1) != 1)
		return 1;
	g_usleep(300000);
	if (!add_entry(store, "s", 1, "first", "", "{}", &error) || !store_commit(store, NULL))
		return 2;
	store_free(store);
	return 0;
}

static void
test_writer_waits(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct late late = { .path = f->path };
	char byte;
	int status;
	g_assert_cmpint(pipe(late.ready), ==, 0);
	pid_t child = fork();
	if (child == 0)
		_exit(hold_and_write(&late));
	g_assert_cmpint(read(late.ready[0], &byte, 1), ==, 1);
	gint64 began = g_get_monotonic_time();
	begin(f->store);
	g_assert_cmpint(g_get_monotonic_time() - began, >, 100000);
	struct journal_head head;
	g_assert_true(store_journal_head(f->store, "s", &head, &error));
	g_assert_cmpint(head.seq, ==, 1);
	g_assert_true(add_entry(f->store, "s", 2, "second", "", "{}", &error));
	commit(f->store);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(late.ready[0]);
	close(late.ready[1]);
}

/* A process that is killed with a transaction open leaves nothing, and holds nobody up. */
static int
write_and_die(void *data)
{
	struct store *store = store_open(data, STORE_OPEN, NULL);
	store_begin(store, NULL);
	put_fact(store, "s", "k", "1", "{}");
	raise(SIGKILL);
	return 0;
}

static void
test_killed_writer(struct fixture *f, const void *data)
{
	g_assert_cmpint(in_child(write_and_die, f->path), ==, 128 + SIGKILL);
	gint64 began = g_get_monotonic_time();
	begin(f->store);
	g_assert_cmpint(g_get_monotonic_time() - began, <, G_USEC_PER_SEC);
	commit(f->store);
	g_assert_null(fact_body(f->store, "s", "k", "1"));
}

/* ---- rebuild ---- */

static gint64
raw_number(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	g_assert_cmpint(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_step(stmt), ==, SQLITE_ROW);
	gint64 number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return number;
}

#define SHADOWS "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'shadow%'"

/* One row of every derived table. */
static void
derive(struct store *store, const char *word)
{
	GError *error = NULL;
	struct change_row change = { "s", "k", word, 1, 5, "sato", "f", "1", "2" };
	struct finding_row finding = { "s", word, "k:1", "", "must", "high", 7, 0 };
	struct judgement_row judgement = { word, 1, 10, 20, "{}" };
	put_fact(store, "s", "k", word, "{}");
	gboolean ok = store_change_add(store, &change, &error) && store_finding_put(store, &finding, &error)
		&& store_state_put(store, "s", "check", word, 1, "{}", &error)
		&& store_judgement_put(store, &judgement, &error)
		&& store_pending_add(store, word, "why", &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static gboolean
see_fact(const struct fact_row *row, void *data)
{
	g_string_append_printf(data, "fact %s ", row->id);
	return TRUE;
}

static gboolean
see_change(const struct change_row *row, void *data)
{
	g_string_append_printf(data, "change %s ", row->id);
	return TRUE;
}

static gboolean
see_finding(const struct finding_row *row, void *data)
{
	g_string_append_printf(data, "finding %s ", row->rule);
	return TRUE;
}

static gboolean
see_state(const char *chain, const char *what, const char *id, gint64 since, const char *state, void *data)
{
	g_string_append_printf(data, "state %s ", id);
	return TRUE;
}

/* What a connection sees of all of them; owned by the caller. */
static char *
seen(struct store *store)
{
	GString *out = g_string_new(NULL);
	GError *error = NULL;
	gboolean ok = store_fact_scan(store, "s", NULL, TRUE, see_fact, out, &error)
		&& store_change_scan(store, "s", see_change, out, &error)
		&& store_finding_scan(store, "s", TRUE, see_finding, out, &error)
		&& store_state_scan(store, "s", see_state, out, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	g_auto(GStrv) due = store_judgement_due(store, 100, 10, &error);
	g_assert_no_error(error);
	for (guint i = 0; due[i] != NULL; i++)
		g_string_append_printf(out, "due %s ", due[i]);
	g_string_append_printf(out, "pending %d", (int)store_pending_count(store, &error));
	return g_string_free(out, FALSE);
}

#define OLD "fact old change old finding old state old due old pending 1"
#define NEW "fact new change new finding new state new due new pending 1"

static void
assert_seen(struct store *store, const char *want)
{
	g_autofree char *text = seen(store);
	g_assert_cmpstr(text, ==, want);
}

static void
rebuild_begin(struct store *store)
{
	GError *error = NULL;
	gboolean ok = store_rebuild_begin(store, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

/* Others read and append meanwhile; the end swaps all tables at once. */
static void
test_swap(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct store *other = open_ok(f->path, STORE_OPEN);
	begin(f->store);
	derive(f->store, "old");
	g_assert_true(add_entry(f->store, "s", 1, "x", "", "{}", &error));
	commit(f->store);
	rebuild_begin(f->store);
	assert_seen(f->store, "pending 0");
	begin(f->store);
	derive(f->store, "new");
	commit(f->store);
	assert_seen(other, OLD);
	begin(other);
	g_assert_true(add_entry(other, "s", 2, "x", "", "{}", &error));
	commit(other);
	begin(f->store);
	g_assert_cmpint(store_journal_count(f->store, &error), ==, 2);
	g_assert_true(store_rebuild_end(f->store, &error));
	assert_seen(other, OLD);
	commit(f->store);
	assert_seen(other, NEW);
	assert_seen(f->store, NEW);
	g_assert_cmpint(raw_number(f->path, SHADOWS), ==, 0);
	g_assert_true(store_check_structure(f->store, &error));
	/* and the next one begins empty again */
	rebuild_begin(f->store);
	assert_seen(f->store, "pending 0");
	g_assert_true(store_rebuild_end(f->store, &error));
	assert_seen(other, "pending 0");
	store_free(other);
}

/* Taken back with its transaction, the swap has not been: the rebuild goes on. */
static void
test_swap_rolled_back(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct store *other = open_ok(f->path, STORE_OPEN);
	begin(f->store);
	derive(f->store, "old");
	commit(f->store);
	rebuild_begin(f->store);
	begin(f->store);
	derive(f->store, "new");
	commit(f->store);
	begin(f->store);
	g_assert_true(store_rebuild_end(f->store, &error));
	store_rollback(f->store);
	assert_seen(other, OLD);
	assert_seen(f->store, NEW);
	begin(f->store);
	g_assert_true(store_rebuild_end(f->store, &error));
	commit(f->store);
	assert_seen(other, NEW);
	store_free(other);
}

static void
test_abandon(struct fixture *f, const void *data)
{
	begin(f->store);
	derive(f->store, "old");
	commit(f->store);
	rebuild_begin(f->store);
	begin(f->store);
	derive(f->store, "new");
	commit(f->store);
	store_rebuild_abandon(f->store);
	assert_seen(f->store, OLD);
	g_assert_cmpint(raw_number(f->path, SHADOWS), ==, 0);
	begin(f->store);
	put_fact(f->store, "s", "k", "old", "{\"a\":1}");
	commit(f->store);
	rebuild_begin(f->store);
	fixture_reopen(f); /* as good as abandoned */
	assert_seen(f->store, OLD);
	g_assert_cmpint(raw_number(f->path, SHADOWS), ==, 0);
}

static void
test_one_at_a_time(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct store *other = open_ok(f->path, STORE_OPEN);
	rebuild_begin(f->store);
	g_assert_false(store_rebuild_begin(other, &error));
	assert_told(&error, ERROR_STORE, "another process rebuilds");
	g_assert_false(store_scrub(other, &error));
	assert_told(&error, ERROR_STORE, "another process rebuilds");
	/* who opens now leaves the living one's tables alone */
	struct store *third = open_ok(f->path, STORE_OPEN);
	g_assert_cmpint(raw_number(f->path, SHADOWS), >, 0);
	store_free(third);
	store_rebuild_abandon(f->store);
	rebuild_begin(other);
	store_free(other);
}

static int
rebuild_and_die(void *data)
{
	struct store *store = store_open(data, STORE_OPEN, NULL);
	if (store == NULL || !store_rebuild_begin(store, NULL) || !store_begin(store, NULL))
		return 1;
	derive(store, "new");
	if (!store_commit(store, NULL))
		return 2;
	raise(SIGKILL);
	return 3;
}

static void
test_killed_rebuild(struct fixture *f, const void *data)
{
	begin(f->store);
	derive(f->store, "old");
	commit(f->store);
	g_assert_cmpint(in_child(rebuild_and_die, f->path), ==, 128 + SIGKILL);
	g_assert_cmpint(raw_number(f->path, SHADOWS), >, 0);
	/* who only reads changes nothing */
	struct store *reader = open_ok(f->path, STORE_READ_ONLY);
	assert_seen(reader, OLD);
	store_free(reader);
	g_assert_cmpint(raw_number(f->path, SHADOWS), >, 0);
	fixture_reopen(f);
	g_assert_cmpint(raw_number(f->path, SHADOWS), ==, 0);
	assert_seen(f->store, OLD);
	rebuild_begin(f->store);
	store_rebuild_abandon(f->store);
}

/* ---- scrub ---- */

#define SECRET "秘密の名前は山桜"

static void
test_scrub(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	for (guint i = 0; i < 400; i++) {
		g_autofree char *id = g_strdup_printf("p%u", i);
		g_autofree char *body = g_strdup_printf("{\"name\":\"" SECRET "%u\",\"fill\":\"%0300u\"}", i, i);
		struct change_row change = { "s", "k", id, (gint64)i, 5, "sato", "name", "\"" SECRET "\"", body };
		put_fact(f->store, "s", "k", id, body);
		g_assert_true(store_change_add(f->store, &change, &error));
	}
	commit(f->store);
	begin(f->store);
	for (guint i = 0; i < 400; i++) {
		g_autofree char *id = g_strdup_printf("p%u", i);
		put_fact(f->store, "s", "k", id, "{}");
		g_assert_true(store_change_blank(f->store, "s", "k", id, &error));
	}
	commit(f->store);
	g_assert_true(in_files(f->folder, SECRET, strlen(SECRET)));
	gboolean ok = store_scrub(f->store, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	g_assert_false(in_files(f->folder, SECRET, strlen(SECRET)));
	g_autofree char *body = fact_body(f->store, "s", "k", "p399");
	g_assert_cmpstr(body, ==, "{}");
	g_assert_true(store_check_structure(f->store, &error));
	g_assert_cmpint(raw_number(f->path, "SELECT count(*) FROM change"), ==, 400);
	g_assert_cmpint(raw_number(f->path, SHADOWS), ==, 0);
}

#define MOVED 3000
#define MOVED_SECRET "MOVED-SECRET-"

static void
put_moving(struct fixture *f, GRand *rand, guint number)
{
	g_autofree char *id = g_strdup_printf("p%05u", number);
	g_autofree char *body = g_strdup_printf("{\"name\":\"" MOVED_SECRET "%u\",\"fill\":\"%0*u\"}", number,
		(int)g_rand_int_range(rand, 50, 900), number);
	put_fact(f->store, "s", "k", id, body);
}

/*
 * Rows that grow are moved to other pages, and what was copied stays behind in the unused middle of
 * the old ones, where no deletion reaches it. Without such a rest this test would prove nothing.
 */
static void
test_scrub_of_moved(struct fixture *f, const void *data)
{
	GError *error = NULL;
	GRand *rand = g_rand_new_with_seed(5);
	for (guint round = 0; round < 5; round++) {
		begin(f->store);
		for (guint i = 0; i < MOVED; i++)
			if (round == 0 || g_rand_boolean(rand))
				put_moving(f, rand, (i * 1009) % MOVED);
		commit(f->store);
	}
	g_rand_free(rand);
	begin(f->store);
	for (guint i = 0; i < MOVED; i++) {
		g_autofree char *id = g_strdup_printf("p%05u", i);
		put_fact(f->store, "s", "k", id, "{}");
	}
	commit(f->store);
	fixture_reopen(f); /* folds the log */
	g_assert_true(in_files(f->folder, MOVED_SECRET, strlen(MOVED_SECRET)));
	gboolean ok = store_scrub(f->store, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	g_assert_false(in_files(f->folder, MOVED_SECRET, strlen(MOVED_SECRET)));
}

#define ADD(name, func) g_test_add(name, struct fixture, NULL, fixture_open, func, fixture_close)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/store/two/reader-beside-writer", test_reader_beside_writer);
	ADD("/store/two/writer-waits", test_writer_waits);
	ADD("/store/two/killed-writer", test_killed_writer);
	ADD("/store/rebuild/swap", test_swap);
	ADD("/store/rebuild/swap-rolled-back", test_swap_rolled_back);
	ADD("/store/rebuild/abandon", test_abandon);
	ADD("/store/rebuild/one-at-a-time", test_one_at_a_time);
	ADD("/store/rebuild/killed", test_killed_rebuild);
	ADD("/store/scrub", test_scrub);
	ADD("/store/scrub-of-moved", test_scrub_of_moved);
	return g_test_run();
}
