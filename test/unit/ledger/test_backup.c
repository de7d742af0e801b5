/* SPDX-License-Identifier: Apache-2.0 */
/* Carried away and brought back: two files, complete or not there, whole or refused. */
#include "made_ledger.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A sample, its backup, and a place to restore it to, with the master key there. */
struct carried {
	struct made_ledger *made;
	char *folder, *file, *keys, *path;
};

static char *
path_in(const struct carried *carried, const char *name)
{
	return g_build_filename(carried->folder, name, NULL);
}

static void
back_up(struct carried *carried)
{
	GError *error = NULL;
	ledger_backup(carried->made->store, carried->made->ring, carried->file, &error);
	g_assert_no_error(error);
}

static void
copy_master(const struct carried *carried)
{
	g_autofree char *from = made_file(carried->made, "test.db-master");
	g_autofree char *to = g_strconcat(carried->path, "-master", NULL), *bytes = NULL;
	gsize len;
	g_assert_true(g_file_get_contents(from, &bytes, &len, NULL));
	g_assert_true(g_file_set_contents_full(
		to, bytes, (gssize)len, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
carried_open(struct carried *carried, gconstpointer data)
{
	carried->made = made_sample();
	carried->folder = g_dir_make_tmp("sekisho-carried-XXXXXX", NULL);
	carried->file = path_in(carried, "away");
	carried->keys = path_in(carried, "away.keys");
	carried->path = path_in(carried, "back.db");
	copy_master(carried);
	back_up(carried);
}

static void
carried_close(struct carried *carried, gconstpointer data)
{
	const char *name;
	g_autoptr(GDir) folder = g_dir_open(carried->folder, 0, NULL);
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = path_in(carried, name);
		g_remove(path);
	}
	g_rmdir(carried->folder);
	made_free(carried->made);
	g_free(carried->folder);
	g_free(carried->file);
	g_free(carried->keys);
	g_free(carried->path);
}

/* Nothing is left of an attempt. */
static GError *
restore_fails(struct carried *carried)
{
	GError *error = NULL;
	g_assert_false(ledger_restore(
		carried->path, carried->made->model, carried->file, NULL, NULL, &error));
	g_assert_cmpint(g_access(carried->path, F_OK), !=, 0);
	g_autoptr(GDir) folder = g_dir_open(carried->folder, 0, NULL);
	const char *name;
	while ((name = g_dir_read_name(folder)) != NULL)
		g_assert_null(strstr(name, ".restoring"));
	return error;
}

static void
restore_refused(struct carried *carried, enum error_code code, const char *words)
{
	g_autoptr(GError) error = restore_fails(carried);
	if (!g_error_matches(error, SEKISHO_ERROR, (int)code)
		|| strstr(error_message(error, "en"), words) == NULL)
		g_error("expected code %d with \"%s\", got %d: %s", (int)code, words, error->code,
			error_message(error, "en"));
}

/* What is no backup any more, or one that is not whole. */
static void
restore_refused_as_broken(struct carried *carried)
{
	g_autoptr(GError) error = restore_fails(carried);
	g_assert_true(g_error_matches(error, SEKISHO_ERROR, ERROR_DAMAGED)
		|| g_error_matches(error, SEKISHO_ERROR, ERROR_INPUT));
	g_assert_nonnull(strstr(error_message(error, "en"), carried->file));
}

static char *
restored_dump(struct carried *carried)
{
	g_autoptr(GError) error = NULL;
	struct made_ledger restored = { .path = carried->path };
	ledger_restore(carried->path, carried->made->model, carried->file, NULL, NULL, &error);
	g_assert_no_error(error);
	return made_dump(&restored);
}

static void
test_round_trip(struct carried *carried, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *before = made_dump(carried->made), *after = restored_dump(carried);
	g_assert_cmpstr(after, ==, before);
	struct store *store = store_open(carried->path, STORE_OPEN, &error);
	struct keyring *ring = keyring_open(carried->path, FALSE, &error);
	g_assert_no_error(error);
	struct verify_result result;
	g_assert_true(ledger_verify(store, carried->made->model, ring, NULL, VERIFY_ALL, NULL, NULL,
		&result, &error));
	g_assert_cmpuint(problems_count(&result.problems), ==, 0);
	g_assert_cmpint(result.entries, ==, store_journal_count(carried->made->store, NULL));
	g_assert_cmpint(result.contents, ==, 4);
	verify_result_clear(&result);
	keyring_free(ring);
	store_free(store);
	/* a ledger is where it was: it is not written over */
	g_assert_false(ledger_restore(
		carried->path, carried->made->model, carried->file, NULL, NULL, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_REFUSED);
}

static void
test_files(struct carried *carried, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	struct stat found;
	g_assert_cmpint(stat(carried->file, &found), ==, 0);
	g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	g_assert_cmpint(stat(carried->keys, &found), ==, 0);
	g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	/* they are new: one that is there is left alone */
	g_assert_false(
		ledger_backup(carried->made->store, carried->made->ring, carried->file, &error));
	g_assert_nonnull(error);
	g_assert_cmpint(g_access(carried->keys, F_OK), ==, 0);
}

/* What is sealed, and what evidence says, is not to be read in it. */
static void
test_ciphertext(struct carried *carried, gconstpointer data)
{
	static const char *const SECRETS[] = { "hanako@example.go.jp", "Yamada Hanako",
		"package-", "vendor-" };
	static const char *const OPEN[] = { "p-aaaaaaaa", "\"production\"" };
	g_autofree char *bytes = NULL, *keys = NULL;
	gsize len, keys_len;
	g_assert_true(g_file_get_contents(carried->file, &bytes, &len, NULL));
	g_assert_true(g_file_get_contents(carried->keys, &keys, &keys_len, NULL));
	for (guint i = 0; i < G_N_ELEMENTS(SECRETS); i++) {
		g_assert_null(memmem(bytes, len, SECRETS[i], strlen(SECRETS[i])));
		g_assert_null(memmem(keys, keys_len, SECRETS[i], strlen(SECRETS[i])));
	}
	for (guint i = 0; i < G_N_ELEMENTS(OPEN); i++)
		g_assert_nonnull(memmem(bytes, len, OPEN[i], strlen(OPEN[i])));
}

static void
test_without_keys(struct carried *carried, gconstpointer data)
{
	g_assert_cmpint(g_remove(carried->keys), ==, 0);
	restore_refused(carried, ERROR_NOT_FOUND, "put the backup of the key ring there");
}

/* A ring of another ledger opens nothing that is sealed. */
static void
test_with_other_keys(struct carried *carried, gconstpointer data)
{
	struct carried other;
	carried_open(&other, NULL);
	g_assert_cmpint(g_remove(carried->keys), ==, 0);
	g_assert_cmpint(g_rename(other.keys, carried->keys), ==, 0);
	restore_refused(carried, ERROR_DAMAGED, "");
	/* nor with its master key: no entry has a key in it */
	g_autofree char *from = g_strconcat(other.path, "-master", NULL);
	g_autofree char *to = g_strconcat(carried->path, "-master", NULL);
	g_assert_cmpint(g_rename(from, to), ==, 0);
	restore_refused(carried, ERROR_DAMAGED, "the key ring has no key for it");
	carried_close(&other, NULL);
}

static void
test_without_master(struct carried *carried, gconstpointer data)
{
	g_autofree char *master = g_strconcat(carried->path, "-master", NULL);
	g_assert_cmpint(g_remove(master), ==, 0);
	restore_refused(carried, ERROR_NOT_FOUND, "cannot read the master key");
}

static void
test_altered(struct carried *carried, gconstpointer data)
{
	g_autofree char *bytes = NULL;
	gsize len;
	g_assert_true(g_file_get_contents(carried->file, &bytes, &len, NULL));
	for (guint i = 0; i < 40; i++) {
		gsize at = (len - 1) * i / 39;
		bytes[at] ^= 1;
		g_assert_true(g_file_set_contents(carried->file, bytes, (gssize)len, NULL));
		restore_refused_as_broken(carried);
		bytes[at] ^= 1;
	}
	/* cut short, or with something behind it */
	gsize cuts[] = { 0, 1, len / 2, len - 1 };
	for (guint i = 0; i < G_N_ELEMENTS(cuts); i++) {
		g_assert_true(g_file_set_contents(carried->file, bytes, (gssize)cuts[i], NULL));
		restore_refused_as_broken(carried);
	}
	g_autofree char *longer = g_malloc0(len + 1);
	memcpy(longer, bytes, len);
	g_assert_true(g_file_set_contents(carried->file, longer, (gssize)len + 1, NULL));
	restore_refused_as_broken(carried);
	/* and as it was it comes back */
	g_assert_true(g_file_set_contents(carried->file, bytes, (gssize)len, NULL));
	g_autofree char *before = made_dump(carried->made), *after = restored_dump(carried);
	g_assert_cmpstr(after, ==, before);
}

static void
test_erased(struct carried *carried, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	struct made_ledger *made = carried->made;
	made_begin(made);
	made_erase(made, "@org", "person", "p-bbbbbbbb");
	made_commit(made);
	keyring_destroy(made->ring, made_key(made, "@org", "person", "p-bbbbbbbb"), &error);
	g_assert_no_error(error);
	g_assert_cmpint(g_remove(carried->file), ==, 0);
	g_assert_cmpint(g_remove(carried->keys), ==, 0);
	back_up(carried);
	g_autofree char *dump = restored_dump(carried);
	g_assert_null(strstr(dump, "taro@example.go.jp"));
	g_assert_nonnull(strstr(dump, "hanako@example.go.jp"));
}

/* ---- while others append ---- */

static gint stop;

static gpointer
append_on(gpointer data)
{
	struct made_ledger *made = data;
	for (guint i = 0; !g_atomic_int_get(&stop) && i < 300; i++) {
		g_autofree char *id = g_strdup_printf("p-aaaaaa%c%c", 'a' + (int)(i / 26), 'a' + (int)(i % 26));
		made_begin(made);
		made_put(made, "@org", "person", id,
			"{\"mail\":\"somebody@example.go.jp\",\"name\":{\"ja\":\"x\"},\"party\":\"agency\"}");
		made_commit(made);
		g_usleep(200);
	}
	return NULL;
}

/* Each is of one moment: every entry in it has its key. */
static void
test_beside_appends(struct carried *carried, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(carried->made->path, STORE_OPEN, &error);
	struct keyring *ring = keyring_open(carried->made->path, FALSE, &error);
	g_assert_no_error(error);
	g_atomic_int_set(&stop, FALSE);
	GThread *thread = g_thread_new("append", append_on, carried->made);
	for (guint i = 0; i < 3; i++) {
		g_autofree char *name = g_strdup_printf("away-%u", i), *file = path_in(carried, name);
		g_autofree char *back = g_strdup_printf("back-%u.db", i), *path = path_in(carried, back);
		g_autofree char *master = g_strconcat(path, "-master", NULL);
		g_autofree char *from = g_strconcat(carried->path, "-master", NULL);
		ledger_backup(store, ring, file, &error);
		g_assert_no_error(error);
		g_assert_cmpint(link(from, master), ==, 0);
		ledger_restore(path, carried->made->model, file, NULL, NULL, &error);
		g_assert_no_error(error);
	}
	g_atomic_int_set(&stop, TRUE);
	g_thread_join(thread);
	keyring_free(ring);
	store_free(store);
}

#define CARRIED(name, func) g_test_add(name, struct carried, NULL, carried_open, func, carried_close)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	CARRIED("/backup/round trip", test_round_trip);
	CARRIED("/backup/files", test_files);
	CARRIED("/backup/ciphertext", test_ciphertext);
	CARRIED("/backup/without keys", test_without_keys);
	CARRIED("/backup/with other keys", test_with_other_keys);
	CARRIED("/backup/without master", test_without_master);
	CARRIED("/backup/altered", test_altered);
	CARRIED("/backup/erased", test_erased);
	CARRIED("/backup/beside appends", test_beside_appends);
	return g_test_run();
}
