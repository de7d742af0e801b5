/* SPDX-License-Identifier: Apache-2.0 */
#include "store/keyring.h"

#include <sqlite3.h>

#include "store_fixture.h"

struct ring_fixture {
	char *folder, *path, *keys, *master;
	struct keyring *ring;
};

static struct keyring *
ring_open(const char *path, gboolean create)
{
	GError *error = NULL;
	struct keyring *ring = keyring_open(path, create, &error);
	g_assert_no_error(error);
	g_assert_nonnull(ring);
	return ring;
}

static void
ring_setup(struct ring_fixture *f, const void *data)
{
	g_unsetenv("SEKISHO_MASTER_KEY");
	f->folder = g_dir_make_tmp("sekisho-keys-XXXXXX", NULL);
	f->path = g_build_filename(f->folder, "store.db", NULL);
	f->keys = g_strconcat(f->path, "-keys", NULL);
	f->master = g_strconcat(f->path, "-master", NULL);
	mode_t before = umask(0);
	f->ring = ring_open(f->path, TRUE);
	umask(before);
}

static void
ring_teardown(struct ring_fixture *f, const void *data)
{
	keyring_free(f->ring);
	keyring_free(NULL);
	remove_folder(f->folder);
	g_free(f->folder);
	g_free(f->path);
	g_free(f->keys);
	g_free(f->master);
	g_unsetenv("SEKISHO_MASTER_KEY");
}

static void
ring_reopen(struct ring_fixture *f)
{
	keyring_free(f->ring);
	f->ring = ring_open(f->path, FALSE);
}

struct pair {
	guint8 id[KEY_ID_SIZE], key[KEY_SIZE];
};

static struct pair
make_pair(struct keyring *ring)
{
	struct pair pair;
	GError *error = NULL;
	g_assert_true(keyring_make(ring, pair.id, pair.key, &error));
	return pair;
}

static void
flush(struct keyring *ring)
{
	GError *error = NULL;
	gboolean ok = keyring_flush(ring, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static void
assert_key(struct keyring *ring, const struct pair *pair, gboolean there)
{
	guint8 key[KEY_SIZE] = { 0 };
	gboolean found = !there;
	GError *error = NULL;
	gboolean ok = keyring_get(ring, pair->id, &found, key, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	g_assert_true(found == there);
	if (there)
		g_assert_cmpmem(key, KEY_SIZE, pair->key, KEY_SIZE);
}

static void
assert_not_opened(const char *path, enum error_code code, const char *word)
{
	GError *error = NULL;
	g_assert_null(keyring_open(path, FALSE, &error));
	assert_told(&error, code, word);
}

/* Usable at once, durable after the flush, gone when nobody flushed. */
static void
test_life(struct ring_fixture *f, const void *data)
{
	struct pair kept = make_pair(f->ring), other = make_pair(f->ring), unknown = { { 1 }, { 2 } };
	g_assert_true(memcmp(&kept, &other, sizeof kept) != 0);
	assert_key(f->ring, &kept, TRUE);
	flush(f->ring);
	flush(f->ring);
	assert_key(f->ring, &kept, TRUE);
	assert_key(f->ring, &unknown, FALSE);
	struct pair dropped = make_pair(f->ring);
	keyring_drop(f->ring);
	assert_key(f->ring, &dropped, FALSE);
	flush(f->ring);
	struct pair lost = make_pair(f->ring);
	ring_reopen(f);
	assert_key(f->ring, &kept, TRUE);
	assert_key(f->ring, &other, TRUE);
	assert_key(f->ring, &dropped, FALSE);
	assert_key(f->ring, &lost, FALSE);
}

static void
test_many(struct ring_fixture *f, const void *data)
{
	struct pair pairs[500];
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
		pairs[i] = make_pair(f->ring);
	flush(f->ring);
	ring_reopen(f);
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
		assert_key(f->ring, &pairs[i], TRUE);
}

/* Nobody but the owner reads it, and it holds no key in the clear. */
static void
test_files(struct ring_fixture *f, const void *data)
{
	struct pair pair = make_pair(f->ring);
	flush(f->ring);
	g_autofree char *wal = g_strconcat(f->keys, "-wal", NULL);
	const char *const FILES[] = { f->keys, f->master, wal };
	for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
		struct stat found;
		g_assert_cmpint(stat(FILES[i], &found), ==, 0);
		g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	}
	g_autofree char *hex = hex_text(pair.key, KEY_SIZE);
	g_assert_true(in_files(f->folder, pair.id, KEY_ID_SIZE));
	g_assert_false(in_files(f->folder, pair.key, KEY_SIZE));
	g_assert_false(in_files(f->folder, pair.key, 8));
	g_assert_false(in_files(f->folder, hex, strlen(hex)));
	g_autofree char *text = NULL;
	gsize len;
	guint8 master[KEY_SIZE];
	g_assert_true(g_file_get_contents(f->master, &text, &len, NULL));
	g_assert_cmpuint(len, ==, 65);
	text[64] = '\0';
	g_assert_true(hex_parse(text, master, KEY_SIZE));
	g_autofree char *keys = NULL;
	g_assert_true(g_file_get_contents(f->keys, &keys, &len, NULL));
	g_assert_null(memmem(keys, len, master, KEY_SIZE));
}

static void
test_master(struct ring_fixture *f, const void *data)
{
	struct pair pair = make_pair(f->ring);
	flush(f->ring);
	keyring_free(f->ring);
	f->ring = NULL;
	g_autofree char *right = NULL, *elsewhere = g_build_filename(f->folder, "hsm", NULL);
	g_assert_true(g_file_get_contents(f->master, &right, NULL, NULL));
	g_assert_true(g_file_set_contents(f->master,
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n", -1, NULL));
	assert_not_opened(f->path, ERROR_DAMAGED, "is not the master key");
	static const char *const MALFORMED[] = { "", "\n", "0011", "zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
		"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00" };
	for (guint i = 0; i < G_N_ELEMENTS(MALFORMED); i++) {
		g_assert_true(g_file_set_contents(f->master, MALFORMED[i], -1, NULL));
		assert_not_opened(f->path, ERROR_DAMAGED, "hexadecimal");
	}
	g_remove(f->master);
	assert_not_opened(f->path, ERROR_STORE, "SEKISHO_MASTER_KEY");
	/* kept elsewhere, with or without its line's end */
	g_strchomp(right);
	g_assert_true(g_file_set_contents(elsewhere, right, -1, NULL));
	g_setenv("SEKISHO_MASTER_KEY", elsewhere, TRUE);
	f->ring = ring_open(f->path, FALSE);
	assert_key(f->ring, &pair, TRUE);
}

/* A ring that is made uses the master key that is there. */
static void
test_shared_master(struct ring_fixture *f, const void *data)
{
	g_autofree char *before = NULL, *after = NULL;
	g_autofree char *second = g_build_filename(f->folder, "second.db", NULL);
	g_assert_true(g_file_get_contents(f->master, &before, NULL, NULL));
	g_setenv("SEKISHO_MASTER_KEY", f->master, TRUE);
	keyring_free(ring_open(second, TRUE));
	g_assert_true(g_file_get_contents(f->master, &after, NULL, NULL));
	g_assert_cmpstr(before, ==, after);
	GError *error = NULL;
	g_assert_null(keyring_open(second, TRUE, &error));
	assert_told(&error, ERROR_STORE, "exists");
}

static void
test_no_ring(struct ring_fixture *f, const void *data)
{
	g_autofree char *other = g_build_filename(f->folder, "other.db", NULL);
	g_autofree char *keys = g_strconcat(other, "-keys", NULL);
	assert_not_opened(other, ERROR_NOT_FOUND, "-keys");
	/* a store is no key ring */
	store_free(open_ok(keys, STORE_CREATE));
	assert_not_opened(other, ERROR_STORE, "something else");
	GError *error = NULL;
	g_assert_null(store_open(f->keys, STORE_OPEN, &error));
	assert_told(&error, ERROR_STORE, "something else");
}

/* ---- destroying ---- */

static void
run_raw(const char *path, const char *sql, void *out, gsize len)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
	int code = sqlite3_step(stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		g_error("%s: %s", sql, sqlite3_errmsg(db));
	if (out != NULL) {
		g_assert_cmpint(sqlite3_column_bytes(stmt, 0), ==, (int)len);
		memcpy(out, sqlite3_column_blob(stmt, 0), len);
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

/* No copy of the wrapped key is left in any file, and the id never opens anything again. */
static void
test_destroy(struct ring_fixture *f, const void *data)
{
	GError *error = NULL;
	guint8 wrapped[48];
	struct pair pairs[40];
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
		pairs[i] = make_pair(f->ring);
		flush(f->ring);
	}
	run_raw(f->keys, "SELECT wrapped FROM key WHERE number = 8", wrapped, sizeof wrapped);
	g_assert_true(in_files(f->folder, wrapped, sizeof wrapped));
	g_assert_true(keyring_destroy(f->ring, pairs[7].id, &error));
	g_assert_false(in_files(f->folder, wrapped, sizeof wrapped));
	g_assert_false(in_files(f->folder, wrapped, 16));
	assert_key(f->ring, &pairs[7], FALSE);
	/* again, one that is not flushed, one that never was */
	g_assert_true(keyring_destroy(f->ring, pairs[7].id, &error));
	struct pair fresh = make_pair(f->ring), never = { { 9 }, { 9 } };
	g_assert_true(keyring_destroy(f->ring, fresh.id, &error));
	g_assert_true(keyring_destroy(f->ring, never.id, &error));
	flush(f->ring);
	ring_reopen(f);
	assert_key(f->ring, &pairs[7], FALSE);
	assert_key(f->ring, &fresh, FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
		if (i != 7)
			assert_key(f->ring, &pairs[i], TRUE);
}

/* Another process sees the keys of this one, and those it destroyed. */
static void
test_two_rings(struct ring_fixture *f, const void *data)
{
	GError *error = NULL;
	struct keyring *other = ring_open(f->path, FALSE);
	struct pair pair = make_pair(f->ring);
	assert_key(other, &pair, FALSE);
	flush(f->ring);
	assert_key(other, &pair, TRUE);
	g_assert_true(keyring_destroy(other, pair.id, &error));
	assert_key(f->ring, &pair, FALSE);
	keyring_free(other);
}

/* ---- altered rows ---- */

static void
assert_get_damaged(struct keyring *ring, const struct pair *pair)
{
	GError *error = NULL;
	guint8 key[KEY_SIZE];
	gboolean found = TRUE;
	g_assert_false(keyring_get(ring, pair->id, &found, key, &error));
	g_assert_false(found);
	assert_told(&error, ERROR_DAMAGED, "was altered");
}

static void
test_altered(struct ring_fixture *f, const void *data)
{
	static const char *const WRONGS[] = {
		"UPDATE key SET nonce = (SELECT nonce FROM key WHERE number = 2), "
		"wrapped = (SELECT wrapped FROM key WHERE number = 2) WHERE number = 1",
		"UPDATE key SET nonce = zeroblob(12) WHERE number = 1",
		"UPDATE key SET wrapped = CAST(substr(wrapped, 1, 47) || x'00' AS BLOB) WHERE number = 1",
		"UPDATE key SET wrapped = CAST(substr(wrapped, 1, 40) AS BLOB) WHERE number = 1",
		"UPDATE key SET nonce = x'' WHERE number = 1",
	};
	struct pair first = make_pair(f->ring);
	flush(f->ring);
	struct pair second = make_pair(f->ring);
	flush(f->ring);
	for (guint i = 0; i < G_N_ELEMENTS(WRONGS); i++) {
		run_raw(f->keys, WRONGS[i], NULL, 0);
		ring_reopen(f);
		assert_get_damaged(f->ring, &first);
		assert_key(f->ring, &second, TRUE);
	}
	keyring_free(f->ring);
	f->ring = NULL;
	run_raw(f->keys, "DELETE FROM proof", NULL, 0);
	assert_not_opened(f->path, ERROR_DAMAGED, "was altered");
}

static void
test_layout(struct ring_fixture *f, const void *data)
{
	keyring_free(f->ring);
	f->ring = NULL;
	run_raw(f->keys, "PRAGMA user_version = 2", NULL, 0);
	assert_not_opened(f->path, ERROR_STORE, "upgrade Sekisho");
}

/* ---- backup ---- */

static void
test_backup(struct ring_fixture *f, const void *data)
{
	GError *error = NULL;
	struct stat found;
	struct pair kept = make_pair(f->ring), gone = make_pair(f->ring);
	flush(f->ring);
	g_assert_true(keyring_destroy(f->ring, gone.id, &error));
	struct pair unflushed = make_pair(f->ring);
	g_autofree char *file = g_build_filename(f->folder, "backup.keys", NULL);
	g_autofree char *second = g_build_filename(f->folder, "second.db", NULL);
	mode_t before = umask(0);
	g_assert_true(keyring_backup(f->ring, file, &error));
	umask(before);
	g_assert_cmpint(stat(file, &found), ==, 0);
	g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	g_assert_false(keyring_backup(f->ring, file, &error));
	assert_told(&error, ERROR_STORE, "exists");
	/* without the master key it can be put in place, not opened */
	g_assert_true(keyring_restore(second, file, &error));
	assert_not_opened(second, ERROR_STORE, "master");
	g_assert_false(keyring_restore(second, file, &error));
	assert_told(&error, ERROR_STORE, "exists");
	g_setenv("SEKISHO_MASTER_KEY", f->master, TRUE);
	struct keyring *ring = ring_open(second, FALSE);
	assert_key(ring, &kept, TRUE);
	assert_key(ring, &gone, FALSE);
	assert_key(ring, &unflushed, FALSE);
	struct pair more = make_pair(ring);
	flush(ring);
	assert_key(ring, &more, TRUE);
	keyring_free(ring);
}

/* Of another master key: refused, and nothing is left in its place. */
static void
test_backup_of_other(struct ring_fixture *f, const void *data)
{
	GError *error = NULL;
	g_autofree char *file = g_build_filename(f->folder, "backup.keys", NULL);
	g_autofree char *other = g_build_filename(f->folder, "other.db", NULL);
	g_autofree char *other_keys = g_strconcat(other, "-keys", NULL);
	g_autofree char *words = g_build_filename(f->folder, "words", NULL);
	g_assert_true(keyring_backup(f->ring, file, &error));
	keyring_free(ring_open(other, TRUE));
	g_remove(other_keys);
	g_assert_false(keyring_restore(other, file, &error));
	assert_told(&error, ERROR_DAMAGED, "is not the master key");
	g_assert_false(g_file_test(other_keys, G_FILE_TEST_EXISTS));
	g_assert_true(g_file_set_contents(words, "these are words and no database at all", -1, NULL));
	g_assert_false(keyring_restore(other, words, &error));
	assert_told(&error, ERROR_DAMAGED, "no store of Sekisho");
	g_assert_false(keyring_restore(other, "/nonexistent/backup", &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_NOT_FOUND);
	g_clear_error(&error);
	g_assert_false(g_file_test(other_keys, G_FILE_TEST_EXISTS));
}

/* ---- sealing ---- */

/* Test cases 13, 14 and 16 of the GCM specification (McGrew, Viega). */
static void
test_vectors(void)
{
	guint8 zeros[KEY_SIZE] = { 0 }, nonce[12] = { 0 }, out[80], back[64];
	seal_encrypt(zeros, nonce, NULL, 0, NULL, 0, out);
	g_autofree char *empty = hex_text(out, 16);
	g_assert_cmpstr(empty, ==, "530f8afbc74536b9a963b4f1c4cb738b");
	seal_encrypt(zeros, nonce, NULL, 0, zeros, 16, out);
	g_autofree char *block = hex_text(out, 32);
	g_assert_cmpstr(block, ==, "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
	guint8 key[KEY_SIZE], iv[12], plain[60], associated[20];
	g_assert_true(hex_parse("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", key, 32));
	g_assert_true(hex_parse("cafebabefacedbaddecaf888", iv, 12));
	g_assert_true(hex_parse("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
		plain, 60));
	g_assert_true(hex_parse("feedfacedeadbeeffeedfacedeadbeefabaddad2", associated, 20));
	seal_encrypt(key, iv, associated, 20, plain, 60, out);
	g_autofree char *long_text = hex_text(out, 76);
	g_assert_cmpstr(long_text, ==,
		"522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
		"76fc6ece0f4e1768cddf8853bb2d551b");
	g_assert_true(seal_decrypt(key, iv, associated, 20, out, 76, back));
	g_assert_cmpmem(back, 60, plain, 60);
}

/* One bit of anything that is bound, and nothing is handed out. */
static void
test_tampering(void)
{
	guint8 key[KEY_SIZE] = { 1 }, nonce[12] = { 2 }, associated[3] = { 3, 4, 5 }, sealed[16 + 20], out[20];
	seal_encrypt(key, nonce, associated, 3, "twenty bytes of text", 20, sealed);
	g_assert_true(seal_decrypt(key, nonce, associated, 3, sealed, 36, out));
	g_assert_cmpmem(out, 20, "twenty bytes of text", 20);
	struct {
		guint8 *at;
		gsize len;
	} parts[] = { { key, sizeof key }, { nonce, sizeof nonce }, { associated, 3 }, { sealed, 36 } };
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
		for (gsize k = 0; k < parts[i].len; k++) {
			parts[i].at[k] ^= 0x10;
			memset(out, 'x', sizeof out);
			g_assert_false(seal_decrypt(key, nonce, associated, 3, sealed, 36, out));
			for (gsize n = 0; n < sizeof out; n++)
				g_assert_cmpuint(out[n], ==, 0);
			parts[i].at[k] ^= 0x10;
		}
	g_assert_false(seal_decrypt(key, nonce, associated, 2, sealed, 36, out));
	g_assert_false(seal_decrypt(key, nonce, NULL, 0, sealed, 36, out));
	g_assert_false(seal_decrypt(key, nonce, associated, 3, sealed, 35, out));
	g_assert_false(seal_decrypt(key, nonce, associated, 3, sealed, 15, out));
	g_assert_false(seal_decrypt(key, nonce, associated, 3, sealed, 0, out));
	g_assert_true(seal_decrypt(key, nonce, associated, 3, sealed, 36, out));
}

#define ADD(name, func)                                                                            \
	g_test_add(name, struct ring_fixture, NULL, ring_setup, func, ring_teardown)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/keyring/life", test_life);
	ADD("/keyring/many", test_many);
	ADD("/keyring/files", test_files);
	ADD("/keyring/master", test_master);
	ADD("/keyring/shared-master", test_shared_master);
	ADD("/keyring/no-ring", test_no_ring);
	ADD("/keyring/destroy", test_destroy);
	ADD("/keyring/two-rings", test_two_rings);
	ADD("/keyring/altered", test_altered);
	ADD("/keyring/layout", test_layout);
	ADD("/keyring/backup", test_backup);
	ADD("/keyring/backup-of-other", test_backup_of_other);
	g_test_add_func("/seal/vectors", test_vectors);
	g_test_add_func("/seal/tampering", test_tampering);
	return g_test_run();
}
