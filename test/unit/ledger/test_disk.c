/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A disk that does not take what is written: told in plain words, and the ledger stays whole.
 *
 * Root writes everywhere, so what it is not allowed is tried by a child that gave its rights up. A
 * full disk is a small one of its own, in a mount name space that ends with the child; where that is
 * not allowed, the test is skipped.
 */
#include "journal_fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ledger/keeping.h"

#define NOBODY 65534
#define SKIPPED 77

static void
assert_whole(const char *path, const struct model *model)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(path, STORE_OPEN, &error);
	g_assert_no_error(error);
	struct keyring *ring = keyring_open(path, FALSE, &error);
	g_assert_no_error(error);
	struct verify_result result;
	g_assert_true(ledger_verify(
		store, model, ring, NULL, VERIFY_ALL, NULL, NULL, &result, &error));
	if (problems_count(&result.problems) > 0)
		g_error("%s", error_message(g_ptr_array_index(result.problems.list, 0), "en"));
	verify_result_clear(&result);
	keyring_free(ring);
	store_free(store);
}

/* Runs in a child; its exit status. */
static int
in_child(int (*run)(struct fixture *f), struct fixture *f)
{
	int status;
	pid_t child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		_exit(run(f));
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

#define CHECK(condition, status)                                                                   \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			g_printerr("# %s\n", #condition);                                          \
			return status;                                                             \
		}                                                                                  \
	} while (0)

/* ---- read-only ---- */

static int
open_read_only(struct fixture *f)
{
	GError *error = NULL;
	if (geteuid() == 0)
		CHECK(setgid(NOBODY) == 0 && setuid(NOBODY) == 0, 2);
	struct journal_options options = { .url = f->path, .model = f->model };
	struct journal *journal = journal_open(&options, &error);
	CHECK(journal == NULL, 3);
	CHECK(g_error_matches(error, SEKISHO_ERROR, ERROR_STORE), 4);
	CHECK(strstr(error_message(error, "en"), f->path) != NULL, 5);
	CHECK(strcmp(error_message(error, "en"), error_message(error, "ja")) != 0, 6);
	return 0;
}

static void
set_rights(struct fixture *f, mode_t folder, mode_t files)
{
	g_autoptr(GDir) dir = g_dir_open(f->folder, 0, NULL);
	const char *name;
	g_assert_cmpint(chmod(f->folder, 0755), ==, 0);
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = folder_file(f->folder, name);
		g_assert_cmpint(chmod(path, files), ==, 0);
		if (geteuid() == 0)
			g_assert_cmpint(chown(path, NOBODY, NOBODY), ==, 0);
	}
	if (geteuid() == 0)
		g_assert_cmpint(chown(f->folder, NOBODY, NOBODY), ==, 0);
	g_assert_cmpint(chmod(f->folder, folder), ==, 0);
}

static void
test_read_only_folder(struct fixture *f, gconstpointer data)
{
	journal_close(g_steal_pointer(&f->journal));
	set_rights(f, 0555, 0600);
	g_assert_cmpint(in_child(open_read_only, f), ==, 0);
	set_rights(f, 0555, 0400);
	g_assert_cmpint(in_child(open_read_only, f), ==, 0);
	set_rights(f, 0755, 0400);
	g_assert_cmpint(in_child(open_read_only, f), ==, 0);
	set_rights(f, 0755, 0600);
	assert_whole(f->path, f->model);
	fixture_start(f);
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 3");
}

static int
make_read_only(struct fixture *f)
{
	GError *error = NULL;
	if (geteuid() == 0)
		CHECK(setgid(NOBODY) == 0 && setuid(NOBODY) == 0, 2);
	g_autofree char *path = folder_file(f->folder, "new.db");
	struct journal_options options = { .url = path, .model = f->model };
	CHECK(!journal_init(&options, "+09:00", FALSE, &error), 3);
	CHECK(g_error_matches(error, SEKISHO_ERROR, ERROR_STORE), 4);
	CHECK(strstr(error_message(error, "en"), path) != NULL, 5);
	return 0;
}

static void
test_made_in_a_read_only_folder(struct fixture *f, gconstpointer data)
{
	journal_close(g_steal_pointer(&f->journal));
	set_rights(f, 0555, 0600);
	g_assert_cmpint(in_child(make_read_only, f), ==, 0);
	set_rights(f, 0755, 0600);
	g_autofree char *path = folder_file(f->folder, "new.db");
	g_assert_cmpint(g_access(path, F_OK), !=, 0);
	fixture_start(f);
}

/* ---- full ---- */

static gboolean
mount_small(const char *folder)
{
	return unshare(CLONE_NEWNS) == 0
		&& mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0
		&& mount("none", folder, "tmpfs", 0, "size=1500k,mode=0700") == 0;
}

static void
put_party(struct journal *journal, const char *id, const char *ownership, struct problems *problems)
{
	ARENA_AUTO arena = arena_new();
	struct appended appended;
	struct value *body = value_map(arena), *name = value_map(arena);
	value_set_text(arena, name, "ja", id);
	value_set(arena, body, "name", name);
	value_set_text(arena, body, "type", "body");
	value_set_text(arena, body, "ownership", ownership);
	struct draft draft = { .chain = CHAIN_ORG, .kind = "party", .id = id, .actor = &LOCAL,
		.body = body };
	journal_append(journal, &draft, 1, &appended, problems);
}

/* Writes until nothing fits any more; TRUE: it was told so, in the right words. */
static gboolean
fill(struct journal *journal, guint *ret_n)
{
	g_autofree char *much = g_strnfill(19000, 'x');
	for (*ret_n = 0; *ret_n < 1000; (*ret_n)++) {
		struct problems problems;
		problems_init(&problems);
		g_autofree char *id = g_strdup_printf("body-%u", *ret_n);
		put_party(journal, id, much, &problems);
		if (problems_count(&problems) == 0)
			continue;
		const GError *error = g_ptr_array_index(problems.list, 0);
		gboolean told = g_error_matches(error, SEKISHO_ERROR, ERROR_STORE)
			&& strstr(error_message(error, "en"), "the disk is full") != NULL
			&& strcmp(error_message(error, "en"), error_message(error, "ja")) != 0;
		problems_clear(&problems);
		return told;
	}
	return FALSE;
}

static gint64
parties_of(struct journal *journal)
{
	GError *error = NULL;
	struct journal_head head;
	if (!store_journal_head(journal_reader(journal), CHAIN_ORG, &head, &error))
		return -1;
	return head.seq;
}

static int
fill_disk(struct fixture *f)
{
	GError *error = NULL;
	guint n = 0;
	struct problems problems;
	problems_init(&problems);
	if (!mount_small(f->folder))
		return SKIPPED;
	g_autofree char *path = folder_file(f->folder, "small.db");
	struct journal_options options = { .url = path, .model = f->model };
	CHECK(journal_init(&options, "+09:00", FALSE, &error), 2);
	struct journal *journal = journal_open(&options, &error);
	CHECK(journal != NULL, 3);
	gint64 before = parties_of(journal);
	CHECK(fill(journal, &n), 4);
	CHECK(n > 2, 5);
	/* what was acknowledged is there, what was refused is not, and reading goes on */
	CHECK(parties_of(journal) == before + (gint64)n, 6);
	journal_close(journal);
	/* with room again it is whole, and goes on */
	CHECK(mount("none", f->folder, "tmpfs", MS_REMOUNT, "size=3m") == 0, 7);
	assert_whole(path, f->model);
	journal = journal_open(&options, &error);
	CHECK(journal != NULL, 8);
	put_party(journal, "last", "short", &problems);
	CHECK(problems_count(&problems) == 0, 9);
	journal_close(journal);
	assert_whole(path, f->model);
	return 0;
}

static void
test_full(struct fixture *f, gconstpointer data)
{
	journal_close(g_steal_pointer(&f->journal));
	int status = in_child(fill_disk, f);
	fixture_start(f);
	if (status == SKIPPED)
		g_test_skip("a disk of its own cannot be mounted here");
	else
		g_assert_cmpint(status, ==, 0);
}

/* A backup that does not fit is not there. */
static int
back_up_to_full(struct fixture *f)
{
	GError *error = NULL;
	struct store *store = store_open(f->path, STORE_OPEN, &error);
	struct keyring *ring = keyring_open(f->path, FALSE, &error);
	CHECK(store != NULL && ring != NULL, 2);
	g_autofree char *folder = g_dir_make_tmp("sekisho-small-XXXXXX", NULL);
	if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
		|| mount("none", folder, "tmpfs", 0, "size=16k,mode=0700") != 0) {
		g_rmdir(folder);
		return SKIPPED;
	}
	g_autofree char *file = folder_file(folder, "away"), *keys = folder_file(folder, "away.keys");
	CHECK(!ledger_backup(store, ring, file, &error), 3);
	CHECK(g_error_matches(error, SEKISHO_ERROR, ERROR_STORE), 4);
	CHECK(g_access(file, F_OK) != 0 && g_access(keys, F_OK) != 0, 5);
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	CHECK(g_dir_read_name(dir) == NULL, 6);
	umount(folder);
	g_rmdir(folder);
	keyring_free(ring);
	store_free(store);
	return 0;
}

static void
test_backup_to_a_full_disk(struct fixture *f, gconstpointer data)
{
	journal_close(g_steal_pointer(&f->journal));
	int status = in_child(back_up_to_full, f);
	fixture_start(f);
	if (status == SKIPPED)
		g_test_skip("a disk of its own cannot be mounted here");
	else
		g_assert_cmpint(status, ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/disk/read-only folder", test_read_only_folder);
	TEST("/disk/made in a read-only folder", test_made_in_a_read_only_folder);
	TEST("/disk/full", test_full);
	TEST("/disk/backup to a full disk", test_backup_to_a_full_disk);
	return g_test_run();
}
