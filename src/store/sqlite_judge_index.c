/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hash indexes over the rows of a table: for a set of columns, the rows that have the same values,
 * in the order in which they were added. NULL is a value like others here: who asks with "=" does not
 * ask for it. Made when first asked, extended as rows come, emptied with them.
 */
#include "sqlite_judge_private.h"

#include <string.h>

struct judge_slot {
	guint32 hash;
	guint32 head, tail; /* the first and the last row with this key; JUDGE_NO_ROW: free */
};

/* ---- hashing ---- */

static guint64
mix(guint64 a, guint64 b)
{
	unsigned __int128 product = (unsigned __int128)a * b;
	return (guint64)product ^ (guint64)(product >> 64);
}

static guint64
hash_bytes(const char *at, guint len, guint64 hash)
{
	guint64 word;
	hash ^= len;
	for (; len >= 8; at += 8, len -= 8) {
		memcpy(&word, at, 8);
		hash = mix(hash ^ word, G_GUINT64_CONSTANT(0x9E3779B97F4A7C15));
	}
	word = 0;
	memcpy(&word, at, len);
	return mix(hash ^ word, G_GUINT64_CONSTANT(0xD6E8FEB86659FD93));
}

static guint64
hash_cell(const struct judge_cell *cell, guint64 hash)
{
	if (cell->type == JUDGE_CELL_TEXT || cell->type == JUDGE_CELL_BLOB)
		return hash_bytes(cell->text, cell->len, hash);
	return mix(hash ^ (guint64)cell->integer, G_GUINT64_CONSTANT(0x9E3779B97F4A7C15));
}

static gboolean
cell_equal(const struct judge_cell *a, const struct judge_cell *b)
{
	if (a->type != b->type)
		return FALSE;
	if (a->type == JUDGE_CELL_TEXT || a->type == JUDGE_CELL_BLOB)
		return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
	return a->integer == b->integer;
}

/* ---- indexes ---- */

void
judge_index_free(gpointer data)
{
	struct judge_index *index = data;
	g_free(index->slots);
	g_free(index->next);
	g_free(index);
}

static gboolean
row_has_key(const struct judge_table *table, const struct judge_index *index, guint row,
	    const struct judge_cell *key)
{
	const struct judge_cell *cells = judge_row_cells(table, row);
	for (guint i = 0; i < index->n_columns; i++)
		if (!cell_equal(&cells[index->columns[i]], &key[i]))
			return FALSE;
	return TRUE;
}

/* The slot that holds the key or would. */
static struct judge_slot *
index_slot(const struct judge_table *table, const struct judge_index *index, guint32 hash,
	   const struct judge_cell *key)
{
	guint mask = index->n_slots - 1;
	for (guint at = hash & mask;; at = (at + 1) & mask) {
		struct judge_slot *slot = &index->slots[at];
		if (slot->head == JUDGE_NO_ROW)
			return slot;
		if (slot->hash == hash && row_has_key(table, index, slot->head, key))
			return slot;
	}
}

static guint32
hash_key(const struct judge_table *table, const struct judge_index *index,
	 const struct judge_cell *key)
{
	guint64 hash = table->db->seed;
	for (guint i = 0; i < index->n_columns; i++)
		hash = hash_cell(&key[i], hash);
	return (guint32)(hash ^ (hash >> 32));
}

static void
index_grow(struct judge_index *index)
{
	g_autofree struct judge_slot *old = index->slots;
	guint n_old = index->n_slots;
	index->n_slots = MAX(16, n_old * 2);
	index->slots = g_new(struct judge_slot, index->n_slots);
	memset(index->slots, 0xff, sizeof(struct judge_slot) * index->n_slots);
	for (guint i = 0; i < n_old; i++) {
		if (old[i].head == JUDGE_NO_ROW)
			continue;
		guint at = old[i].hash & (index->n_slots - 1);
		while (index->slots[at].head != JUDGE_NO_ROW)
			at = (at + 1) & (index->n_slots - 1);
		index->slots[at] = old[i];
	}
}

static void
index_row(const struct judge_table *table, struct judge_index *index, guint row)
{
	struct judge_cell key[JUDGE_KEY_MAX];
	index->next[row] = JUDGE_NO_ROW;
	for (guint i = 0; i < index->n_columns; i++)
		key[i] = judge_row_cells(table, row)[index->columns[i]];
	if (index->n_used * 2 >= index->n_slots)
		index_grow(index);
	guint32 hash = hash_key(table, index, key);
	struct judge_slot *slot = index_slot(table, index, hash, key);
	if (slot->head == JUDGE_NO_ROW) {
		*slot = (struct judge_slot){hash, row, row};
		index->n_used++;
		return;
	}
	index->next[slot->tail] = row;
	slot->tail = row;
}

static void
index_extend(const struct judge_table *table, struct judge_index *index)
{
	if (index->cap_next < table->n_rows) {
		index->cap_next = MAX(table->n_rows, index->cap_next * 2);
		index->next = g_renew(guint32, index->next, index->cap_next);
	}
	for (; index->n_rows < table->n_rows; index->n_rows++)
		index_row(table, index, index->n_rows);
}

void
judge_index_empty(struct judge_index *index)
{
	if (index->n_used > 0)
		memset(index->slots, 0xff, sizeof(struct judge_slot) * index->n_slots);
	index->n_used = 0;
	index->n_rows = 0;
}

/* Number of the index over these columns, made if there is none yet. */
guint
judge_index_for(struct judge_table *table, const guint *columns, guint n_columns)
{
	if (table->indexes == NULL)
		table->indexes = g_ptr_array_new_with_free_func(judge_index_free);
	for (guint i = 0; i < table->indexes->len; i++) {
		struct judge_index *index = table->indexes->pdata[i];
		if (index->n_columns == n_columns &&
		    memcmp(index->columns, columns, n_columns * sizeof *columns) == 0)
			return i;
	}
	struct judge_index *index = g_new0(struct judge_index, 1);
	memcpy(index->columns, columns, n_columns * sizeof *columns);
	index->n_columns = n_columns;
	g_ptr_array_add(table->indexes, index);
	return table->indexes->len - 1;
}

guint
judge_index_first(
	struct judge_table *table, struct judge_index *index, const struct judge_cell *key)
{
	index_extend(table, index);
	if (index->n_used == 0)
		return JUDGE_NO_ROW;
	return index_slot(table, index, hash_key(table, index, key), key)->head;
}
