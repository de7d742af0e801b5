/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A new store out of a backup. The backup is read to its end first; then a store is made beside the
 * place where it will stand (PATH.restoring), filled, rebuilt and verified there, and only then
 * named. What a killed restore left under that name is removed by the next.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "backup_private.h"
#include "base/json.h"
#include "verify_entry.h"

#define SUFFIX ".restoring"
#define BATCH_BYTES (32 * 1024 * 1024)

struct restoring {
	const char *file;
	struct store *store;
	gsize bytes; /* in the transaction under way */
};

/* ---- records ---- */

/* Between the quotes, as written, to a text in the arena. */
static const char *
unescape(struct arena *arena, struct slice text)
{
	if (memchr(text.at, '\\', text.len) == NULL)
		return arena_dup(arena, text.at, text.len);
	/* The scanner has seen the quotes on both sides. */
	const struct value *value =
		json_parse(arena, text.at - 1, text.len + 2, "backup", NULL);
	return value != NULL && value->type == VALUE_TEXT ? value->text : "";
}

static gboolean
restore_entry(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	ARENA_AUTO arena = arena_new();
	struct journal_row row;
	struct entry_text text;
	if (record->n_fields != 5 || !backup_number_of(record->fields[1], &row.seq)
		|| !backup_digest_of(record->fields[3], &row.prev)
		|| !backup_digest_of(record->fields[4], &row.hash)
		|| !entry_text_read(record->fields[2], &text))
		return backup_malformed(restoring->file, error);
	row.bytes = record->fields[2];
	row.chain = arena_dup(arena, record->fields[0].at, record->fields[0].len);
	row.at = text.at;
	row.actor = unescape(arena, text.actor);
	row.role = unescape(arena, text.role);
	row.known_by = unescape(arena, text.known_by);
	row.verb = unescape(arena, text.verb);
	row.kind = unescape(arena, text.kind);
	row.id = unescape(arena, text.id);
	row.client = unescape(arena, text.client);
	return store_journal_add(restoring->store, &row, error);
}

static gboolean
restore_content(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	struct content_row row = { .has_base = FALSE };
	gint64 depth;
	if (record->n_fields != 4 || !backup_digest_of(record->fields[0], &row.sha256)
		|| !backup_number_of(record->fields[1], &row.size)
		|| !backup_number_of(record->fields[2], &depth) || depth > G_MAXINT)
		return backup_malformed(restoring->file, error);
	row.depth = (int)depth;
	row.has_base = record->fields[3].len > 0;
	if (row.has_base && !backup_digest_of(record->fields[3], &row.base))
		return backup_malformed(restoring->file, error);
	return store_content_delete(restoring->store, &row.sha256, error)
		&& store_content_put(restoring->store, &row, error);
}

static gboolean
restore_piece(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	struct digest sha256;
	gint64 number;
	if (record->n_fields != 3 || !backup_digest_of(record->fields[0], &sha256)
		|| !backup_number_of(record->fields[1], &number) || number > G_MAXINT)
		return backup_malformed(restoring->file, error);
	return store_content_piece_put(
		restoring->store, &sha256, (int)number, record->fields[2], error);
}

static gboolean
restore_key(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	struct digest sha256;
	if (record->n_fields != 4 || !backup_digest_of(record->fields[0], &sha256))
		return backup_malformed(restoring->file, error);
	g_autofree char *chain = slice_dup(record->fields[1]);
	g_autofree char *id = slice_dup(record->fields[2]);
	return store_content_key_put(
		restoring->store, &sha256, chain, id, record->fields[3], error);
}

static gboolean
restore_gone(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	struct digest sha256;
	if (record->n_fields != 1 || !backup_digest_of(record->fields[0], &sha256))
		return backup_malformed(restoring->file, error);
	return store_content_delete(restoring->store, &sha256, error);
}

static gboolean
restore_meta(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	if (record->n_fields != 2)
		return backup_malformed(restoring->file, error);
	g_autofree char *name = slice_dup(record->fields[0]);
	g_autofree char *value = slice_dup(record->fields[1]);
	return store_meta_put(restoring->store, name, value, error);
}

static gboolean
restore_end(struct restoring *restoring, const struct backup_record *record, GError **error)
{
	gint64 entries;
	if (record->n_fields != 2 || !backup_number_of(record->fields[0], &entries)
		|| entries != store_journal_count(restoring->store, NULL))
		return backup_malformed(restoring->file, error);
	return TRUE;
}

static gboolean
restore_record(const struct backup_record *record, void *data, GError **error)
{
	static const struct {
		enum backup_type type;
		gboolean (*restore)(struct restoring *restoring,
			const struct backup_record *record, GError **error);
	} HOW[] = {
		{ BACKUP_META, restore_meta },
		{ BACKUP_ENTRY, restore_entry },
		{ BACKUP_CONTENT, restore_content },
		{ BACKUP_PIECE, restore_piece },
		{ BACKUP_KEY, restore_key },
		{ BACKUP_GONE, restore_gone },
		{ BACKUP_END, restore_end },
	};
	struct restoring *restoring = data;
	for (guint i = 0; i < record->n_fields; i++)
		restoring->bytes += record->fields[i].len + 64;
	if (restoring->bytes > BATCH_BYTES) {
		restoring->bytes = 0;
		if (!store_commit(restoring->store, error)
			|| !store_begin(restoring->store, error))
			return FALSE;
	}
	for (guint i = 0; i < G_N_ELEMENTS(HOW); i++)
		if (HOW[i].type == record->type)
			return HOW[i].restore(restoring, record, error);
	g_assert_not_reached(); /* backup_read knows the same types */
}

/* ---- the place ---- */

static const char *const PARTS[] = { "", "-wal", "-shm", "-keys", "-keys-wal", "-keys-shm",
	"-master", "-rebuild" };

static void
remove_made(const char *made)
{
	for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
		g_autofree char *part = g_strconcat(made, PARTS[i], NULL);
		unlink(part);
	}
}

static gboolean
refuse_existing(const char *path, GError **error)
{
	error_set(error, ERROR_REFUSED,
		"%s は既にあります。復元は新しい場所にだけできます。先に移動してください",
		"%s exists; a restore only makes what is not there: move it away first", path);
	return FALSE;
}

/* The path that a url names, by its driver's rules: all but the scheme. */
static const char *
path_of(const char *url)
{
	return g_str_has_prefix(url, "sqlite:") ? url + strlen("sqlite:") : url;
}

static gboolean
check_place(const char *path, const char *file_keys, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
		g_autofree char *part = g_strconcat(path, PARTS[i], NULL);
		if (strcmp(PARTS[i], "-master") != 0 && access(part, F_OK) == 0)
			return refuse_existing(part, error);
	}
	if (access(file_keys, R_OK) == 0)
		return TRUE;
	error_set(error, ERROR_NOT_FOUND,
		"%s を読めません（%s）。鍵束のバックアップをこの名前で置いてください",
		"cannot read %s (%s): put the backup of the key ring there", file_keys,
		g_strerror(errno));
	return FALSE;
}

/* The ring under its temporary name finds the master key that the store will use. */
static gboolean
lend_master(const char *path, const char *made, GError **error)
{
	const char *named = g_getenv("SEKISHO_MASTER_KEY");
	g_autofree char *master = g_strconcat(path, "-master", NULL);
	g_autofree char *lent = g_strconcat(made, "-master", NULL);
	g_autofree char *whole = g_canonicalize_filename(master, NULL);
	if (named != NULL && *named != '\0')
		return TRUE;
	if (access(master, R_OK) == 0 && symlink(whole, lent) == 0)
		return TRUE;
	error_set(error, ERROR_NOT_FOUND,
		"主鍵のファイル %s を読めません（%s）。控えを置くか、SEKISHO_MASTER_KEY で指定してください",
		"cannot read the master key %s (%s): put its copy there, or name it in "
		"SEKISHO_MASTER_KEY",
		master, g_strerror(errno));
	return FALSE;
}

static gboolean
name_part(const char *made, const char *path, const char *part, GError **error)
{
	g_autofree char *from = g_strconcat(made, part, NULL), *to = g_strconcat(path, part, NULL);
	if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
		return TRUE;
	if (errno == EEXIST)
		return refuse_existing(to, error);
	error_set(error, ERROR_STORE, "%s を作れません（%s）", "cannot make %s (%s)", to,
		g_strerror(errno));
	return FALSE;
}

/* The keys first: a store that is there has its keys. */
static gboolean
name_both(const char *made, const char *path, GError **error)
{
	g_autofree char *keys = g_strconcat(path, "-keys", NULL);
	if (!name_part(made, path, "-keys", error))
		return FALSE;
	if (!name_part(made, path, "", error)) {
		unlink(keys);
		return FALSE;
	}
	g_autofree char *folder = g_path_get_dirname(path);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd); /* some file systems cannot */
		close(fd);
	}
	return TRUE;
}

/* ---- the whole ---- */

static gboolean
fill(struct store *store, const char *file, GError **error)
{
	struct restoring restoring = { file, store };
	if (store_begin(store, error) && backup_read(file, restore_record, &restoring, error))
		return store_commit(store, error);
	store_rollback(store);
	return FALSE;
}

static gboolean
prove(struct store *store, struct keyring *ring, const struct model *model,
	progress_func progress, void *data, GError **error)
{
	struct verify_result result;
	if (!ledger_rebuild(store, model, ring, progress, data, NULL, error)
		|| !ledger_verify(
			store, model, ring, NULL, VERIFY_ALL, progress, data, &result, error))
		return FALSE;
	gboolean ok = problems_none(&result.problems, error);
	verify_result_clear(&result);
	return ok;
}

static gboolean
make(const char *made, const char *file, const char *file_keys, const struct model *model,
	progress_func progress, void *data, GError **error)
{
	struct store *store = store_open(made, STORE_CREATE, error);
	struct keyring *ring = NULL;
	gboolean ok = store != NULL && keyring_restore(made, file_keys, error);
	if (ok)
		ring = keyring_open(made, FALSE, error);
	ok = ring != NULL && fill(store, file, error)
		&& prove(store, ring, model, progress, data, error);
	keyring_free(ring);
	store_free(store);
	return ok;
}

gboolean
ledger_restore(const char *url, const struct model *model, const char *file, progress_func progress,
	void *data, GError **error)
{
	const char *path = path_of(url);
	g_autofree char *made = g_strconcat(path, SUFFIX, NULL);
	g_autofree char *file_keys = g_strconcat(file, ".keys", NULL);
	if (!backup_read(file, NULL, NULL, error) || !check_place(path, file_keys, error))
		return FALSE;
	remove_made(made);
	gboolean ok = lend_master(path, made, error)
		&& make(made, file, file_keys, model, progress, data, error)
		&& name_both(made, path, error);
	remove_made(made);
	return ok;
}
