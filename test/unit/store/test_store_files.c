/* SPDX-License-Identifier: Apache-2.0 */
/* Files that are no store, no store of ours, damaged, or not to be written: each is told as what it is. */
#include "store_fixture.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

static void
assert_no_store(const char *url, enum store_flags flags, enum error_code code, const char *word)
{
	GError *error = NULL;
	struct store *store = store_open(url, flags, &error);
	if (store != NULL)
		g_error("opened: %s", url);
	assert_told(&error, code, word);
	g_assert_null(store_open(url, flags, NULL));
}

/* With SQLite itself, as somebody else might. */
static void
run_raw(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		g_error("%s: %s", sql, sqlite3_errmsg(db));
	g_assert_cmpint(sqlite3_close(db), ==, SQLITE_OK);
}

static void
test_not_there(struct fixture *f, const void *data)
{
	g_autofree char *missing = g_build_filename(f->folder, "other.db", NULL);
	g_autofree char *nowhere = g_build_filename(f->folder, "no", "where.db", NULL);
	assert_no_store(missing, STORE_OPEN, ERROR_NOT_FOUND, "init");
	assert_no_store(missing, STORE_READ_ONLY, ERROR_NOT_FOUND, "init");
	g_assert_false(g_file_test(missing, G_FILE_TEST_EXISTS));
	assert_no_store(nowhere, STORE_CREATE, ERROR_STORE, "folder");
	assert_no_store(f->path, STORE_CREATE, ERROR_STORE, "exists");
	assert_no_store(f->folder, STORE_OPEN, ERROR_STORE, "no regular file");
	assert_no_store("", STORE_OPEN, ERROR_STORE, "empty");
	assert_no_store("sqlite:", STORE_OPEN, ERROR_STORE, "empty");
	assert_no_store("/dev/null", STORE_OPEN, ERROR_STORE, "no regular file");
}

/* A url may hold a password: it is not told again. */
static void
test_urls(struct fixture *f, const void *data)
{
	GError *error = NULL;
	g_assert_null(store_open("postgresql://user:geheim@db.example/store", STORE_OPEN, &error));
	g_assert_null(strstr(error_message(error, "en"), "geheim"));
	g_assert_null(strstr(error_message(error, "ja"), "geheim"));
	assert_told(&error, ERROR_STORE, "postgresql:");
	g_autofree char *url = g_strconcat("sqlite:", f->path, NULL);
	struct store *store = open_ok(url, STORE_OPEN);
	g_assert_cmpstr(store_path(store), ==, f->path);
	store_free(store);
}

static void
test_something_else(struct fixture *f, const void *data)
{
	g_autofree char *empty = g_build_filename(f->folder, "empty", NULL);
	g_autofree char *text = g_build_filename(f->folder, "text", NULL);
	g_autofree char *other = g_build_filename(f->folder, "other", NULL);
	g_autofree char *bare = g_build_filename(f->folder, "bare", NULL);
	g_assert_true(g_file_set_contents(empty, "", 0, NULL));
	assert_no_store(empty, STORE_OPEN, ERROR_STORE, "cut short");
	g_autofree char *words = g_strnfill(9000, 'x');
	g_assert_true(g_file_set_contents(text, words, -1, NULL));
	assert_no_store(text, STORE_OPEN, ERROR_DAMAGED, "no store of Sekisho");
	assert_no_store(text, STORE_READ_ONLY, ERROR_DAMAGED, "no store of Sekisho");
	run_raw(other, "CREATE TABLE t(a); INSERT INTO t VALUES (1)");
	assert_no_store(other, STORE_OPEN, ERROR_STORE, "something else");
	run_raw(bare, "PRAGMA user_version = 0; CREATE TABLE t(a); DROP TABLE t");
	assert_no_store(bare, STORE_OPEN, ERROR_STORE, "cut short");
	const char *const ALL[] = { empty, text, other, bare };
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++)
		g_remove(ALL[i]);
}

/* What a later release wrote is not touched by this one. */
static void
test_layouts(struct fixture *f, const void *data)
{
	store_free(f->store);
	f->store = NULL;
	run_raw(f->path, "PRAGMA user_version = 2");
	assert_no_store(f->path, STORE_OPEN, ERROR_STORE, "upgrade Sekisho");
	assert_no_store(f->path, STORE_READ_ONLY, ERROR_STORE, "upgrade Sekisho");
	run_raw(f->path, "PRAGMA user_version = 0");
	assert_no_store(f->path, STORE_OPEN, ERROR_DAMAGED, "never was");
	run_raw(f->path, "PRAGMA user_version = 1");
	f->store = open_ok(f->path, STORE_OPEN);
}

/* Whatever the umask says, nobody else reads the store, or what lies beside it. */
static void
test_modes(struct fixture *f, const void *data)
{
	mode_t before = umask(0);
	g_autofree char *path = g_build_filename(f->folder, "open.db", NULL);
	struct store *store = open_ok(path, STORE_CREATE);
	begin(store);
	put_fact(store, "s", "k", "1", "{}");
	commit(store);
	static const char *const ENDINGS[] = { "", "-wal", "-shm" };
	for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++) {
		struct stat found;
		g_autofree char *name = g_strconcat(path, ENDINGS[i], NULL);
		g_assert_cmpint(stat(name, &found), ==, 0);
		g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	}
	umask(before);
	store_free(store);
}

/* ---- reading only ---- */

static void
test_read_only(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{\"a\":1}");
	commit(f->store);
	struct store *reader = open_ok(f->path, STORE_READ_ONLY);
	g_assert_false(store_begin(reader, &error));
	assert_told(&error, ERROR_STORE, "reading only");
	g_autofree char *body = fact_body(reader, "s", "k", "1");
	g_assert_cmpstr(body, ==, "{\"a\":1}");
	store_free(reader);
}

/* As a user who may not write: the child ends with 0 if all was as it should be. */
struct unwritable {
	const char *path;
	gboolean folder_too;
};

static int
open_as_nobody(void *data)
{
	const struct unwritable *what = data;
	g_autoptr(GError) error = NULL;
	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		return 1;
	struct store *store = store_open(what->path, STORE_OPEN, &error);
	if (store != NULL || error->code != ERROR_STORE
		|| strstr(error->message, "check owner and mode") == NULL)
		return 2;
	g_clear_error(&error);
	store = store_open(what->path, STORE_READ_ONLY, &error);
	if (store == NULL)
		return 3;
	gboolean found = FALSE;
	struct fact_row row;
	if (!store_fact_get(store, "s", "k", "1", &found, &row, NULL) || !found)
		return 4;
	store_free(store);
	return 0;
}

static void
test_unwritable(struct fixture *f, const void *data)
{
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{}");
	commit(f->store);
	store_free(f->store);
	f->store = NULL;
	g_assert_cmpint(chmod(f->path, 0444), ==, 0);
	g_assert_cmpint(chmod(f->folder, 0555), ==, 0);
	struct unwritable what = { f->path, TRUE };
	g_assert_cmpint(in_child(open_as_nobody, &what), ==, 0);
	g_assert_cmpint(chmod(f->folder, 0700), ==, 0);
	g_assert_cmpint(chmod(f->path, 0600), ==, 0);
}

/* ---- no room ---- */

/* A limit on the file's size, met at the commit; SQLite calls that an I/O error, not a full disk. */
static int
fill_disk(void *data)
{
	const char *path = data;
	g_autoptr(GError) error = NULL;
	struct rlimit limit = { 4 * 1024 * 1024, 4 * 1024 * 1024 };
	signal(SIGXFSZ, SIG_IGN);
	struct store *store = store_open(path, STORE_OPEN, &error);
	if (store == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 1;
	g_autofree char *big = g_strnfill(1000000, 'x');
	gboolean ok = store_begin(store, &error);
	for (int seq = 1; ok && seq < 40; seq++)
		ok = add_entry(store, "full", seq, "x", "", big, &error);
	ok = ok && store_commit(store, &error);
	if (ok || error->code != ERROR_STORE || strstr(error->message, "disk") == NULL)
		return 2;
	store_rollback(store);
	/* what was there is there, and the store goes on */
	g_autofree char *body = fact_body(store, "s", "k", "1");
	if (g_strcmp0(body, "{\"a\":1}") != 0 || store_journal_count(store, NULL) != 0)
		return 3;
	g_clear_error(&error);
	if (!store_begin(store, &error) || !add_entry(store, "full", 1, "x", "", "{}", &error)
		|| !store_commit(store, &error) || store_journal_count(store, NULL) != 1)
		return 4;
	store_free(store);
	return 0;
}

static void
test_disk_full(struct fixture *f, const void *data)
{
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{\"a\":1}");
	commit(f->store);
	store_free(f->store);
	f->store = NULL;
	g_assert_cmpint(in_child(fill_disk, f->path), ==, 0);
	f->store = open_ok(f->path, STORE_OPEN);
	g_assert_true(store_check_structure(f->store, NULL));
}

/* ---- damage ---- */

static void
fill(struct fixture *f)
{
	GError *error = NULL;
	begin(f->store);
	for (int seq = 1; seq <= 300; seq++) {
		g_autofree char *bytes = g_strdup_printf("{\"n\":%d,\"text\":\"%0400d\"}", seq, seq);
		g_assert_true(add_entry(f->store, "shop", seq, "x", "", bytes, &error));
		put_fact(f->store, "shop", "k", bytes + 4, bytes);
	}
	commit(f->store);
	g_assert_true(store_check_structure(f->store, &error));
	store_free(f->store);
	f->store = NULL;
}

static void
overwrite(const char *path, off_t at, gsize len)
{
	g_autofree char *zeros = g_strnfill(len, '\xa5');
	int fd = open(path, O_WRONLY);
	g_assert_cmpint(pwrite(fd, zeros, len, at), ==, (int)len);
	close(fd);
}

static void
assert_damaged(const char *path)
{
	GError *error = NULL;
	struct store *store = store_open(path, STORE_OPEN, &error);
	if (store != NULL && store_check_structure(store, &error))
		g_error("not seen");
	assert_told(&error, ERROR_DAMAGED, "restore");
	store_free(store);
}

static void
test_header(struct fixture *f, const void *data)
{
	fill(f);
	overwrite(f->path, 0, 100);
	assert_damaged(f->path);
}

static void
test_page(struct fixture *f, const void *data)
{
	fill(f);
	struct stat found;
	g_assert_cmpint(stat(f->path, &found), ==, 0);
	overwrite(f->path, found.st_size / 8192 / 2 * 8192, 4096);
	assert_damaged(f->path);
}

static void
test_cut(struct fixture *f, const void *data)
{
	fill(f);
	struct stat found;
	g_assert_cmpint(stat(f->path, &found), ==, 0);
	g_assert_cmpint(truncate(f->path, found.st_size / 2 / 8192 * 8192), ==, 0);
	assert_damaged(f->path);
}

/* What keeps the journal append-only, and everything else of the structure, is missed when it is gone. */
static void
test_objects(struct fixture *f, const void *data)
{
	static const char *const WRONGS[] = { "DROP TRIGGER journal_no_update",
		"DROP TRIGGER journal_no_delete; CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN "
		"SELECT 1; END",
		"DROP INDEX journal_client", "DROP INDEX judgement_next", "DROP TABLE pending", "DROP TABLE content_key" };
	fill(f);
	g_autofree char *copy = NULL;
	gsize size;
	g_assert_true(g_file_get_contents(f->path, &copy, &size, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(WRONGS); i++) {
		run_raw(f->path, WRONGS[i]);
		assert_damaged(f->path);
		g_assert_true(g_file_set_contents(f->path, copy, (gssize)size, NULL));
	}
	f->store = open_ok(f->path, STORE_OPEN);
	g_assert_true(store_check_structure(f->store, NULL));
}

static void
test_append_only(struct fixture *f, const void *data)
{
	static const char *const ALL[] = { "UPDATE journal SET actor = 'x' WHERE seq = 3",
		"DELETE FROM journal WHERE seq = 300", "DELETE FROM journal",
		"REPLACE INTO journal SELECT * FROM journal WHERE seq = 3",
		"INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 3" };
	fill(f);
	sqlite3 *db = NULL;
	g_assert_cmpint(sqlite3_open(f->path, &db), ==, SQLITE_OK);
	sqlite3_exec(db, "PRAGMA recursive_triggers = ON", NULL, NULL, NULL); /* as every store sets it */
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++) {
		g_assert_cmpint(sqlite3_exec(db, ALL[i], NULL, NULL, NULL), !=, SQLITE_OK);
		g_assert_cmpstr(sqlite3_errmsg(db), ==, "the journal is append-only");
	}
	sqlite3_close(db);
}

#define ADD(name, func) g_test_add(name, struct fixture, NULL, fixture_open, func, fixture_close)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/store/files/not-there", test_not_there);
	ADD("/store/files/urls", test_urls);
	ADD("/store/files/something-else", test_something_else);
	ADD("/store/files/layouts", test_layouts);
	ADD("/store/files/modes", test_modes);
	ADD("/store/files/read-only", test_read_only);
	ADD("/store/files/unwritable", test_unwritable);
	ADD("/store/files/disk-full", test_disk_full);
	ADD("/store/damage/header", test_header);
	ADD("/store/damage/page", test_page);
	ADD("/store/damage/cut", test_cut);
	ADD("/store/damage/objects", test_objects);
	ADD("/store/damage/append-only", test_append_only);
	return g_test_run();
}
