/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writing a backup while others work. Almost all is copied without a lock: the journal only grows,
 * and contents rarely go. Then, under the write lock, what is new since then is added, what went is
 * said to be gone, and the key ring is copied: at that moment every entry in the file has its key,
 * and every key that was destroyed has its entry.
 */
#include <errno.h>
#include <stdio.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "backup_private.h"
#include "content_private.h"

/* What the ledger keeps in meta and cannot make anew: keys that an erasure has still to destroy. */
static const char *const META[] = { "erasing" };

/* A content as it was copied. */
struct copied {
	struct content_row row;
	guint8 head[PIECE_HEAD]; /* of its first piece: the nonce tells whether it is another one */
	gboolean seen;
};

struct backing {
	struct store *store;
	struct backup_writer *writer;
	GHashTable *heads;    /* chain → gint64*: entries copied so far */
	GHashTable *contents; /* struct copied* → itself, by digest */
	gint64 entries;
	/* of the scan under way */
	gint64 seq;
	GError *wrong;
};

static guint
copied_hash(const void *data)
{
	guint hash;
	memcpy(&hash, ((const struct copied *)data)->row.sha256.bytes, sizeof hash);
	return hash;
}

static gboolean
copied_equal(const void *a, const void *b)
{
	return digest_equal(&((const struct copied *)a)->row.sha256,
		&((const struct copied *)b)->row.sha256);
}

static struct slice
text_field(const char *text)
{
	return (struct slice) { text, strlen(text) };
}

/* A scan that could not write has its own reason. */
static gboolean
scanned(struct backing *backing, gboolean ok, GError **error)
{
	if (backing->wrong == NULL)
		return ok;
	if (error == NULL || *error == NULL)
		g_propagate_error(error, g_steal_pointer(&backing->wrong));
	g_clear_error(&backing->wrong);
	return FALSE;
}

/* ---- entries ---- */

static gboolean
write_entry(const struct journal_row *row, void *data)
{
	struct backing *backing = data;
	guint8 seq[8];
	const struct slice FIELDS[] = { text_field(row->chain), backup_number(row->seq, seq),
		row->bytes, backup_digest(&row->prev), backup_digest(&row->hash) };
	if (!backup_write(backing->writer, BACKUP_ENTRY, FIELDS, G_N_ELEMENTS(FIELDS),
		    &backing->wrong))
		return FALSE;
	backing->seq = row->seq;
	backing->entries++;
	return TRUE;
}

static gboolean
write_entries(struct backing *backing, GError **error)
{
	g_auto(GStrv) chains = store_chains(backing->store, error);
	for (guint i = 0; chains != NULL && chains[i] != NULL; i++) {
		gint64 *head = g_hash_table_lookup(backing->heads, chains[i]);
		if (head == NULL) {
			head = g_new0(gint64, 1);
			g_hash_table_insert(backing->heads, g_strdup(chains[i]), head);
		}
		backing->seq = *head;
		gboolean ok = store_journal_scan(
			backing->store, chains[i], *head + 1, write_entry, backing, error);
		if (!scanned(backing, ok, error))
			return FALSE;
		*head = backing->seq;
	}
	return chains != NULL;
}

/* ---- contents ---- */

struct copying {
	struct backing *backing;
	struct copied *copied;
	gboolean only_head;
	guint pieces;
};

static gboolean
copy_piece(int number, struct slice piece, void *data)
{
	struct copying *copying = data;
	guint8 room[8];
	const struct slice FIELDS[] = { backup_digest(&copying->copied->row.sha256),
		backup_number(number, room), piece };
	if (copying->pieces++ == 0)
		memcpy(copying->copied->head, piece.at, MIN(piece.len, PIECE_HEAD));
	return !copying->only_head
		&& backup_write(copying->backing->writer, BACKUP_PIECE, FIELDS,
			G_N_ELEMENTS(FIELDS), &copying->backing->wrong);
}

static gboolean
write_gone(struct backing *backing, const struct digest *sha256, GError **error)
{
	struct slice field = backup_digest(sha256);
	return backup_write(backing->writer, BACKUP_GONE, &field, 1, error);
}

/* With its pieces; one that has none any more has just gone. */
static gboolean
write_content(struct backing *backing, const struct content_row *row, GError **error)
{
	guint8 size[8], depth[8];
	const struct slice FIELDS[] = { backup_digest(&row->sha256),
		backup_number(row->size, size), backup_number(row->depth, depth),
		row->has_base ? backup_digest(&row->base) : (struct slice) { "", 0 } };
	struct copied *copied = g_new0(struct copied, 1);
	struct copying copying = { backing, copied };
	copied->row = *row;
	g_hash_table_replace(backing->contents, copied, copied);
	if (!backup_write(backing->writer, BACKUP_CONTENT, FIELDS, G_N_ELEMENTS(FIELDS), error))
		return FALSE;
	gboolean ok = store_content_pieces(
		backing->store, &row->sha256, copy_piece, &copying, error);
	if (!scanned(backing, ok, error))
		return FALSE;
	return copying.pieces > 0 || write_gone(backing, &row->sha256, error);
}

/* Was it copied as it is now? */
static gboolean
is_copied(struct backing *backing, const struct content_row *row, gboolean *ret, GError **error)
{
	struct copied now = { .row = *row };
	struct copied *before = g_hash_table_lookup(backing->contents, &now);
	struct copying copying = { backing, &now, .only_head = TRUE };
	*ret = FALSE;
	if (before == NULL)
		return TRUE;
	before->seen = TRUE;
	if (before->row.stored != row->stored || before->row.has_base != row->has_base
		|| before->row.depth != row->depth
		|| (row->has_base && !digest_equal(&before->row.base, &row->base)))
		return TRUE;
	if (!store_content_pieces(backing->store, &row->sha256, copy_piece, &copying, error))
		return FALSE;
	*ret = memcmp(now.head, before->head, PIECE_HEAD) == 0;
	return TRUE;
}

static gboolean
add_row(const struct content_row *row, void *data)
{
	g_array_append_vals(data, row, 1);
	return TRUE;
}

static gboolean
write_contents(struct backing *backing, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct content_row));
	if (!store_content_scan(backing->store, add_row, rows, error))
		return FALSE;
	for (guint i = 0; i < rows->len; i++) {
		const struct content_row *row = &g_array_index(rows, struct content_row, i);
		gboolean copied;
		if (!is_copied(backing, row, &copied, error)
			|| (!copied && !write_content(backing, row, error)))
			return FALSE;
		struct copied key = { .row = *row };
		((struct copied *)g_hash_table_lookup(backing->contents, &key))->seen = TRUE;
	}
	return TRUE;
}

/* Those of the first pass that the second did not meet. */
static gboolean
write_all_gone(struct backing *backing, GError **error)
{
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, backing->contents);
	while (g_hash_table_iter_next(&each, &data, NULL)) {
		const struct copied *copied = data;
		if (!copied->seen && !write_gone(backing, &copied->row.sha256, error))
			return FALSE;
	}
	return TRUE;
}

static void
forget_seen(struct backing *backing)
{
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, backing->contents);
	while (g_hash_table_iter_next(&each, &data, NULL))
		((struct copied *)data)->seen = FALSE;
}

static gboolean
write_key(const struct digest *sha256, const char *chain, const char *id, struct slice wrapped,
	void *data)
{
	struct backing *backing = data;
	const struct slice FIELDS[] = { backup_digest(sha256), text_field(chain), text_field(id),
		wrapped };
	return backup_write(
		backing->writer, BACKUP_KEY, FIELDS, G_N_ELEMENTS(FIELDS), &backing->wrong);
}

static gboolean
write_meta(struct backing *backing, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(META); i++) {
		g_autofree char *value = NULL;
		if (!store_meta_get(backing->store, META[i], &value, error))
			return FALSE;
		if (value == NULL)
			continue;
		const struct slice FIELDS[] = { text_field(META[i]), text_field(value) };
		if (!backup_write(backing->writer, BACKUP_META, FIELDS, 2, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- the whole ---- */

/* Under the write lock. */
static gboolean
write_rest(struct backing *backing, struct keyring *ring, const char *keys, GError **error)
{
	guint8 entries[8], contents[8];
	forget_seen(backing);
	if (!write_entries(backing, error) || !write_contents(backing, error)
		|| !write_all_gone(backing, error))
		return FALSE;
	gboolean ok = store_content_keys(backing->store, NULL, write_key, backing, error);
	if (!scanned(backing, ok, error) || !write_meta(backing, error)
		|| !keyring_backup(ring, keys, error))
		return FALSE;
	const struct slice FIELDS[] = { backup_number(backing->entries, entries),
		backup_number(g_hash_table_size(backing->contents), contents) };
	return backup_write(backing->writer, BACKUP_END, FIELDS, G_N_ELEMENTS(FIELDS), error);
}

static gboolean
write_all(struct backing *backing, struct keyring *ring, const char *keys, GError **error)
{
	if (!write_entries(backing, error) || !write_contents(backing, error)
		|| !store_begin(backing->store, error))
		return FALSE;
	gboolean ok = write_rest(backing, ring, keys, error);
	store_rollback(backing->store); /* it wrote nothing */
	return ok && backup_writer_end(backing->writer, error);
}

static gboolean
cannot_name(const char *file, GError **error)
{
	error_set(error, ERROR_STORE, "%s を作れません（%s）。別の名前を指定してください",
		"cannot make %s (%s): give another name", file, g_strerror(errno));
	return FALSE;
}

/* The keys first: a FILE that is there is whole. */
static gboolean
name_both(struct backup_writer *writer, const char *keys_made, const char *keys, GError **error)
{
	if (renameat2(AT_FDCWD, keys_made, AT_FDCWD, keys, RENAME_NOREPLACE) != 0)
		return cannot_name(keys, error);
	if (backup_writer_name(writer, error))
		return TRUE;
	unlink(keys);
	return FALSE;
}

gboolean
ledger_backup(struct store *store, struct keyring *ring, const char *file, GError **error)
{
	g_autofree char *keys = g_strconcat(file, ".keys", NULL);
	g_autofree char *keys_made = g_strconcat(keys, ".tmp", NULL);
	struct backing backing = { .store = store };
	if (access(keys, F_OK) == 0) {
		errno = EEXIST;
		return cannot_name(keys, error);
	}
	unlink(keys_made); /* left by one that was killed */
	backing.writer = backup_writer_new(file, error);
	if (backing.writer == NULL)
		return FALSE;
	backing.heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	backing.contents = g_hash_table_new_full(copied_hash, copied_equal, g_free, NULL);
	gboolean ok = write_all(&backing, ring, keys_made, error)
		&& name_both(backing.writer, keys_made, keys, error);
	g_hash_table_destroy(backing.heads);
	g_hash_table_destroy(backing.contents);
	backup_writer_free(backing.writer);
	unlink(keys_made);
	return ok;
}
