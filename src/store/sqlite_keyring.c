/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key ring as a SQLite file.
 *
 * Rows are only ever added at the end of `key`, and destroying a key writes zeros of the same
 * length over it, in place. So a wrapped key lies at one place in the file from its birth to its
 * end: no page split ever leaves a copy behind (sqlite_schema.c tells of such copies). The row
 * stays, with its id, which is random and says nothing.
 *
 * A key is bound to its id (associated data), so that rows cannot be exchanged. `proof` is a row of
 * zeros sealed under the master key: a wrong master key is found at open.
 */
#include "keyring.h"
#include "sqlite_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define WRAPPED_SIZE (KEY_SIZE + 16)
#define MASTER_TEXT_SIZE (2 * KEY_SIZE)
#define KEY_PURPOSE "sekisho-key"
#define PROOF_PURPOSE "sekisho-master-proof"

struct keyring {
	sqlite3 *db;
	char *path;
	guint8 master[KEY_SIZE];
	GHashTable *made; /* id -> key, not flushed yet */
	sqlite3_stmt *get, *put;
};

static const char SCHEMA[] =
	"CREATE TABLE proof(nonce BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;"
	"CREATE TABLE key(number INTEGER PRIMARY KEY, id BLOB NOT NULL, destroyed INTEGER NOT NULL,"
	" nonce BLOB NOT NULL, wrapped BLOB NOT NULL) STRICT;"
	"CREATE UNIQUE INDEX key_id ON key(id);";

static char *
keys_path(const char *store_path)
{
	return g_strconcat(store_path, "-keys", NULL);
}

/* ---- the master key ---- */

static char *
master_path(const char *store_path)
{
	const char *named = g_getenv("SEKISHO_MASTER_KEY");
	return named != NULL && *named != '\0' ? g_strdup(named)
					       : g_strconcat(store_path, "-master", NULL);
}

static gboolean
write_all(int fd, const char *text, gsize len)
{
	while (len > 0) {
		gssize wrote = write(fd, text, len);
		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote <= 0)
			return FALSE;
		text += wrote;
		len -= (gsize)wrote;
	}
	return TRUE;
}

/* TRUE when it was made or is there already: then the one that is there is used. */
static gboolean
master_make(const char *path, GError **error)
{
	guint8 key[KEY_SIZE];
	char text[MASTER_TEXT_SIZE + 2];
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0 && errno == EEXIST)
		return TRUE;
	random_bytes(key, sizeof key);
	hex_of(key, sizeof key, text);
	text[MASTER_TEXT_SIZE] = '\n';
	gboolean ok = fd >= 0 && write_all(fd, text, MASTER_TEXT_SIZE + 1) && fsync(fd) == 0;
	int why = errno;
	explicit_bzero(key, sizeof key);
	explicit_bzero(text, sizeof text);
	if (fd >= 0)
		close(fd);
	if (ok) {
		sqlite_folder_sync(path);
		return TRUE;
	}
	if (fd >= 0)
		unlink(path);
	error_set(error, ERROR_STORE,
		"主鍵のファイル %s を作れません（%s）。フォルダーの権限と空きを確かめてください",
		"cannot make the master key file %s (%s): check mode and free space of the folder",
		path, g_strerror(why));
	return FALSE;
}

/* At most one byte more than it may have, so that what is longer is seen to be. */
static gssize
read_some(int fd, char *out, gsize size)
{
	gsize len = 0;
	while (len < size) {
		gssize got = read(fd, out + len, size - len);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		len += (gsize)got;
	}
	return (gssize)len;
}

static gboolean
master_read(const char *path, guint8 ret[KEY_SIZE], GError **error)
{
	char text[MASTER_TEXT_SIZE + 3];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	gssize len = fd >= 0 ? read_some(fd, text, sizeof text - 1) : -1;
	int why = errno;
	if (fd >= 0)
		close(fd);
	if (len < 0) {
		error_set(error, ERROR_STORE,
			"主鍵のファイル %s を読めません（%s）。元の場所に戻すか、環境変数 "
			"SEKISHO_MASTER_KEY で場所を指定してください",
			"cannot read the master key file %s (%s): put it back, or name it in "
			"SEKISHO_MASTER_KEY",
			path, g_strerror(why));
		return FALSE;
	}
	text[len] = '\0';
	g_strchomp(text);
	gboolean ok = hex_parse(text, ret, KEY_SIZE);
	explicit_bzero(text, sizeof text);
	if (!ok)
		error_set(error, ERROR_DAMAGED,
			"主鍵のファイル %s は 16 進 %d 桁ではありません。控えから戻してください",
			"the master key file %s does not hold %d hexadecimal digits: restore its copy",
			path, MASTER_TEXT_SIZE);
	return ok;
}

/* ---- wrapping ---- */

static void
associated_of(const guint8 id[KEY_ID_SIZE], guint8 out[sizeof KEY_PURPOSE + KEY_ID_SIZE])
{
	memcpy(out, KEY_PURPOSE, sizeof KEY_PURPOSE);
	memcpy(out + sizeof KEY_PURPOSE, id, KEY_ID_SIZE);
}

static void
wrap(const struct keyring *ring, const guint8 id[KEY_ID_SIZE], const guint8 key[KEY_SIZE],
	const guint8 nonce[12], guint8 out[WRAPPED_SIZE])
{
	guint8 associated[sizeof KEY_PURPOSE + KEY_ID_SIZE];
	associated_of(id, associated);
	seal_encrypt(ring->master, nonce, associated, sizeof associated, key, KEY_SIZE, out);
}

static gboolean
damaged_row(const struct keyring *ring, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%s: 鍵の行が壊れているか、書き換えられています。鍵束のバックアップから復元してください",
		"%s: the row of a key is damaged or was altered: restore the key ring's backup",
		ring->path);
	return FALSE;
}

/* Columns: nonce, then what is sealed, of the given sizes. */
static gboolean
columns_are(sqlite3_stmt *stmt, int nonce_column, int sealed_size)
{
	return sqlite3_column_bytes(stmt, nonce_column) == 12
		&& sqlite3_column_bytes(stmt, nonce_column + 1) == sealed_size;
}

static gboolean
unwrap(const struct keyring *ring, sqlite3_stmt *stmt, const guint8 id[KEY_ID_SIZE],
	guint8 ret_key[KEY_SIZE], GError **error)
{
	guint8 associated[sizeof KEY_PURPOSE + KEY_ID_SIZE];
	associated_of(id, associated);
	if (columns_are(stmt, 1, WRAPPED_SIZE)
		&& seal_decrypt(ring->master, sqlite3_column_blob(stmt, 1), associated,
			sizeof associated, sqlite3_column_blob(stmt, 2), WRAPPED_SIZE, ret_key))
		return TRUE;
	return damaged_row(ring, error);
}

/* ---- the proof of the master key ---- */

static gboolean
proof_write(sqlite3 *db, const char *path, const guint8 master[KEY_SIZE], GError **error)
{
	static const guint8 ZEROS[KEY_SIZE];
	guint8 nonce[12], sealed[WRAPPED_SIZE];
	sqlite3_stmt *stmt = NULL;
	random_bytes(nonce, sizeof nonce);
	seal_encrypt(master, nonce, PROOF_PURPOSE, strlen(PROOF_PURPOSE), ZEROS, sizeof ZEROS,
		sealed);
	int code = sqlite3_prepare_v2(db, "INSERT INTO proof VALUES (?, ?)", -1, &stmt, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_blob(stmt, 1, nonce, sizeof nonce, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 2, sealed, sizeof sealed, SQLITE_STATIC);
		code = sqlite3_step(stmt);
	}
	gboolean ok = code == SQLITE_DONE || sqlite_failed(db, path, code, error);
	sqlite3_finalize(stmt);
	return ok;
}

static gboolean
wrong_master(const struct keyring *ring, const char *master, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%s は鍵束 %s の主鍵ではありません。正しい主鍵のファイルを戻すか、SEKISHO_MASTER_KEY で"
		"指定してください",
		"%s is not the master key of the key ring %s: put the right file back, or name it in "
		"SEKISHO_MASTER_KEY",
		master, ring->path);
	return FALSE;
}

static gboolean
proof_check(struct keyring *ring, const char *master, GError **error)
{
	guint8 zeros[KEY_SIZE];
	sqlite3_stmt *stmt = NULL;
	int code = sqlite3_prepare_v2(
		ring->db, "SELECT nonce, sealed FROM proof", -1, &stmt, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(stmt);
	gboolean ok;
	if (code == SQLITE_DONE || (code == SQLITE_ROW && !columns_are(stmt, 0, WRAPPED_SIZE)))
		ok = damaged_row(ring, error);
	else if (code != SQLITE_ROW)
		ok = sqlite_failed(ring->db, ring->path, code, error);
	else
		ok = seal_decrypt(ring->master, sqlite3_column_blob(stmt, 0), PROOF_PURPOSE,
			     strlen(PROOF_PURPOSE), sqlite3_column_blob(stmt, 1), WRAPPED_SIZE,
			     zeros)
			|| wrong_master(ring, master, error);
	sqlite3_finalize(stmt);
	return ok;
}

/* ---- open ---- */

static gboolean
make_tables(sqlite3 *db, const char *path, const guint8 master[KEY_SIZE], GError **error)
{
	g_autofree char *ours = g_strdup_printf(
		"PRAGMA application_id = %d; PRAGMA user_version = %d", SQLITE_KEYRING_ID,
		STORE_LAYOUT);
	return sqlite_exec(db, path, "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", error)
		&& sqlite_exec(db, path, SCHEMA, error) && proof_write(db, path, master, error)
		&& sqlite_exec(db, path, ours, error) && sqlite_exec(db, path, "COMMIT", error)
		&& sqlite_fold(db, path, error);
}

static gboolean
make(const char *path, const char *master_file, GError **error)
{
	guint8 master[KEY_SIZE];
	sqlite3 *db = NULL;
	if (!sqlite_file_make(path, error))
		return FALSE;
	gboolean ok = master_make(master_file, error) && master_read(master_file, master, error);
	if (ok) {
		int code = sqlite3_open_v2(
			path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
		ok = code == SQLITE_OK ? make_tables(db, path, master, error)
				       : sqlite_failed(db, path, code, error);
		sqlite3_close(db);
	}
	explicit_bzero(master, sizeof master);
	if (ok)
		sqlite_folder_sync(path);
	else
		unlink(path);
	return ok;
}

static void
key_free(void *key)
{
	explicit_bzero(key, KEY_SIZE);
	g_free(key);
}

static guint
id_hash(const void *id)
{
	guint hash;
	memcpy(&hash, id, sizeof hash); /* ids are random */
	return hash;
}

static gboolean
id_equal(const void *a, const void *b)
{
	return memcmp(a, b, KEY_ID_SIZE) == 0;
}

static gboolean
prepare(struct keyring *ring, const char *sql, sqlite3_stmt **ret, GError **error)
{
	int code =
		sqlite3_prepare_v3(ring->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);
	return code == SQLITE_OK || sqlite_failed(ring->db, ring->path, code, error);
}

static gboolean
ring_ready(struct keyring *ring, const char *master_file, GError **error)
{
	ring->db = sqlite_file_open(ring->path, FALSE, error);
	return ring->db != NULL
		&& sqlite_file_check(ring->db, ring->path, SQLITE_KEYRING_ID, error)
		&& master_read(master_file, ring->master, error)
		&& proof_check(ring, master_file, error)
		/* A restored file comes without a log. */
		&& sqlite_exec(ring->db, ring->path, "PRAGMA journal_mode = WAL", error)
		&& prepare(ring, "SELECT destroyed, nonce, wrapped FROM key WHERE id = ?",
			&ring->get, error)
		&& prepare(ring,
			"INSERT INTO key(id, destroyed, nonce, wrapped) VALUES (?, 0, ?, ?)",
			&ring->put, error);
}

struct keyring *
keyring_open(const char *store_path, gboolean create, GError **error)
{
	g_autofree char *path = keys_path(store_path);
	g_autofree char *master_file = master_path(store_path);
	if (create && !make(path, master_file, error))
		return NULL;
	struct keyring *ring = g_new0(struct keyring, 1);
	ring->path = g_steal_pointer(&path);
	ring->made = g_hash_table_new_full(id_hash, id_equal, g_free, key_free);
	if (ring_ready(ring, master_file, error))
		return ring;
	keyring_free(ring);
	return NULL;
}

void
keyring_free(struct keyring *ring)
{
	if (ring == NULL)
		return;
	sqlite3_finalize(ring->get);
	sqlite3_finalize(ring->put);
	sqlite3_close(ring->db);
	g_hash_table_destroy(ring->made);
	explicit_bzero(ring->master, KEY_SIZE);
	g_free(ring->path);
	g_free(ring);
}

/* ---- keys ---- */

gboolean
keyring_make(
	struct keyring *ring, guint8 ret_id[KEY_ID_SIZE], guint8 ret_key[KEY_SIZE], GError **error)
{
	random_bytes(ret_id, KEY_ID_SIZE);
	random_bytes(ret_key, KEY_SIZE);
	g_hash_table_insert(
		ring->made, g_memdup2(ret_id, KEY_ID_SIZE), g_memdup2(ret_key, KEY_SIZE));
	return TRUE;
}

static gboolean
put(struct keyring *ring, const guint8 *id, const guint8 *key, GError **error)
{
	guint8 nonce[12], wrapped[WRAPPED_SIZE];
	random_bytes(nonce, sizeof nonce);
	wrap(ring, id, key, nonce, wrapped);
	sqlite3_bind_blob(ring->put, 1, id, KEY_ID_SIZE, SQLITE_STATIC);
	sqlite3_bind_blob(ring->put, 2, nonce, sizeof nonce, SQLITE_STATIC);
	sqlite3_bind_blob(ring->put, 3, wrapped, sizeof wrapped, SQLITE_STATIC);
	int code = sqlite3_step(ring->put);
	gboolean ok = code == SQLITE_DONE || sqlite_failed(ring->db, ring->path, code, error);
	sqlite3_reset(ring->put);
	return ok;
}

static gboolean
put_all(struct keyring *ring, GError **error)
{
	GHashTableIter each;
	void *id, *key;
	g_hash_table_iter_init(&each, ring->made);
	while (g_hash_table_iter_next(&each, &id, &key)) {
		if (!put(ring, id, key, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
keyring_flush(struct keyring *ring, GError **error)
{
	if (g_hash_table_size(ring->made) == 0)
		return TRUE;
	if (sqlite_exec(ring->db, ring->path, "BEGIN IMMEDIATE", error) && put_all(ring, error)
		&& sqlite_exec(ring->db, ring->path, "COMMIT", error)) {
		g_hash_table_remove_all(ring->made);
		return TRUE;
	}
	if (!sqlite3_get_autocommit(ring->db))
		sqlite3_exec(ring->db, "ROLLBACK", NULL, NULL, NULL);
	return FALSE;
}

void
keyring_drop(struct keyring *ring)
{
	g_hash_table_remove_all(ring->made);
}

gboolean
keyring_get(struct keyring *ring, const guint8 id[KEY_ID_SIZE], gboolean *found,
	guint8 ret_key[KEY_SIZE], GError **error)
{
	const guint8 *made = g_hash_table_lookup(ring->made, id);
	*found = made != NULL;
	if (made != NULL) {
		memcpy(ret_key, made, KEY_SIZE);
		return TRUE;
	}
	sqlite3_bind_blob(ring->get, 1, id, KEY_ID_SIZE, SQLITE_STATIC);
	int code = sqlite3_step(ring->get);
	gboolean ok = code == SQLITE_ROW || code == SQLITE_DONE
		|| sqlite_failed(ring->db, ring->path, code, error);
	if (code == SQLITE_ROW && sqlite3_column_int(ring->get, 0) == 0)
		*found = ok = unwrap(ring, ring->get, id, ret_key, error);
	sqlite3_reset(ring->get);
	return ok;
}

gboolean
keyring_destroy(struct keyring *ring, const guint8 id[KEY_ID_SIZE], GError **error)
{
	sqlite3_stmt *stmt = NULL;
	g_hash_table_remove(ring->made, id);
	if (!prepare(ring,
		    "UPDATE key SET destroyed = 1, nonce = zeroblob(12), wrapped = zeroblob(48)"
		    " WHERE id = ?",
		    &stmt, error))
		return FALSE;
	sqlite3_bind_blob(stmt, 1, id, KEY_ID_SIZE, SQLITE_STATIC);
	int code = sqlite3_step(stmt);
	gboolean ok = code == SQLITE_DONE || sqlite_failed(ring->db, ring->path, code, error);
	sqlite3_finalize(stmt);
	return ok && sqlite_fold(ring->db, ring->path, error);
}

/* ---- backup ---- */

static gboolean
file_sync(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	gboolean ok = fd >= 0 && fsync(fd) == 0;
	if (!ok)
		error_set(error, ERROR_STORE, "%s をディスクに書き終えられません（%s）",
			"cannot bring %s to the disk (%s)", path, g_strerror(errno));
	if (fd >= 0)
		close(fd);
	sqlite_folder_sync(path);
	return ok;
}

/* VACUUM INTO copies what is in force, and nothing of free pages; it takes an empty file. */
static gboolean
copy_to(sqlite3 *db, const char *path, const char *file, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	if (!sqlite_file_make(file, error))
		return FALSE;
	int code = sqlite3_prepare_v2(db, "VACUUM INTO ?", -1, &stmt, NULL);
	if (code == SQLITE_OK) {
		sqlite3_bind_text(stmt, 1, file, -1, SQLITE_STATIC);
		code = sqlite3_step(stmt);
	}
	gboolean ok = code == SQLITE_DONE || sqlite_failed(db, path, code, error);
	sqlite3_finalize(stmt);
	ok = ok && file_sync(file, error);
	if (!ok)
		unlink(file);
	return ok;
}

gboolean
keyring_backup(struct keyring *ring, const char *file, GError **error)
{
	return copy_to(ring->db, ring->path, file, error);
}

gboolean
keyring_restore(const char *store_path, const char *file, GError **error)
{
	g_autofree char *path = keys_path(store_path);
	g_autofree char *master_file = master_path(store_path);
	sqlite3 *db = sqlite_file_open(file, TRUE, error);
	gboolean ok = db != NULL && sqlite_file_check(db, file, SQLITE_KEYRING_ID, error)
		&& copy_to(db, file, path, error);
	sqlite3_close(db);
	/* The master key may come later; one that is there must be the right one. */
	if (!ok || access(master_file, F_OK) != 0)
		return ok;
	struct keyring *ring = keyring_open(store_path, FALSE, error);
	keyring_free(ring);
	if (ring == NULL)
		unlink(path);
	return ring != NULL;
}
