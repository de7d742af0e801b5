/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tables of the judging database: plain arrays that SQLite reads as virtual tables.
 *
 * A real table in memory would cost a CREATE TABLE (some 50 µs, and every prepared statement
 * again), an INSERT per row through the B-tree (1 µs and more) and a DELETE per table for the next
 * system. Here a declaration is a name in SQLite's list of modules ("eponymous" virtual tables need
 * no CREATE and no schema), SQLite asks for the columns when a statement first names the table, a
 * row is sixteen bytes per cell and its texts in an arena, and emptying is setting counts to zero.
 * A table that nobody reads costs nothing but its rows' copies. There is no write path: the module
 * has no xUpdate.
 *
 * What SQLite loses with a virtual table are automatic indexes, so the module makes its own: for
 * every set of columns that a statement compares with "=", a hash of the rows, made when it is
 * first asked and kept until the rows go. SQLite checks the comparison again itself, so an index
 * may give too many rows, never too few: values whose type is not the column's ('5' = 5) are looked
 * for in all rows. Rows come in the order in which they were added, by either way.
 */
#include "sqlite_judge_private.h"

#include <string.h>

#define KEY_MAX 8
/* A plan has to hold for every system, so that the same facts always come in the same order. */
#define ROWS_GUESSED 64

struct slot {
	guint32 hash;
	guint32 head, tail; /* the first and the last row with this key; JUDGE_NO_ROW: free */
};

struct judge_index {
	guint columns[KEY_MAX]; /* ascending */
	guint n_columns;
	struct slot *slots;
	guint n_slots, n_used; /* a power of two, at most half of them used */
	guint32 *next;	       /* per row: the next one with the same key */
	guint cap_next;
	guint n_rows; /* how many are in here */
};

struct judge_vtab {
	sqlite3_vtab base;
	struct judge_table *table;
};

struct judge_cursor {
	sqlite3_vtab_cursor base;
	const struct judge_index *index; /* NULL: all rows */
	guint row, end;
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
	if (cell->type == JUDGE_CELL_TEXT)
		return hash_bytes(cell->text, cell->len, hash);
	return mix(hash ^ (guint64)cell->integer, G_GUINT64_CONSTANT(0x9E3779B97F4A7C15));
}

static gboolean
cell_equal(const struct judge_cell *a, const struct judge_cell *b)
{
	if (a->type != b->type)
		return FALSE;
	if (a->type == JUDGE_CELL_TEXT)
		return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
	return a->integer == b->integer;
}

/* ---- indexes ---- */

static struct judge_cell *
row_cells(const struct judge_table *table, guint row)
{
	return table->cells + (gsize)row * table->n_columns;
}

static void
index_free(gpointer data)
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
	const struct judge_cell *cells = row_cells(table, row);
	for (guint i = 0; i < index->n_columns; i++)
		if (!cell_equal(&cells[index->columns[i]], &key[i]))
			return FALSE;
	return TRUE;
}

/* The slot that holds the key or would. */
static struct slot *
index_slot(const struct judge_table *table, const struct judge_index *index, guint32 hash,
	   const struct judge_cell *key)
{
	guint mask = index->n_slots - 1;
	for (guint at = hash & mask;; at = (at + 1) & mask) {
		struct slot *slot = &index->slots[at];
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
	g_autofree struct slot *old = index->slots;
	guint n_old = index->n_slots;
	index->n_slots = MAX(16, n_old * 2);
	index->slots = g_new(struct slot, index->n_slots);
	memset(index->slots, 0xff, sizeof(struct slot) * index->n_slots);
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
	struct judge_cell key[KEY_MAX];
	index->next[row] = JUDGE_NO_ROW;
	for (guint i = 0; i < index->n_columns; i++) {
		key[i] = row_cells(table, row)[index->columns[i]];
		if (key[i].type == JUDGE_CELL_NULL)
			return; /* NULL equals nothing */
	}
	if (index->n_used * 2 >= index->n_slots)
		index_grow(index);
	guint32 hash = hash_key(table, index, key);
	struct slot *slot = index_slot(table, index, hash, key);
	if (slot->head == JUDGE_NO_ROW) {
		*slot = (struct slot){hash, row, row};
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

static void
index_empty(struct judge_index *index)
{
	if (index->n_used > 0)
		memset(index->slots, 0xff, sizeof(struct slot) * index->n_slots);
	index->n_used = 0;
	index->n_rows = 0;
}

/* Number of the index over these columns, made if there is none yet. */
static guint
index_for(struct judge_table *table, const guint *columns, guint n_columns)
{
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

/* ---- SQLite's side ---- */

static int
vtab_connect(sqlite3 *sqlite, void *data, int argc, const char *const *argv, sqlite3_vtab **ret,
	     char **ret_error)
{
	struct judge_table *table = data;
	g_autoptr(GString) sql = g_string_new("CREATE TABLE x");
	for (guint i = 0; i < table->n_columns; i++)
		g_string_append_printf(sql, "%c\"%s\" %s", i == 0 ? '(' : ',',
				       table->columns[i].name,
				       table->columns[i].type == JUDGE_TEXT ? "TEXT" : "INTEGER");
	g_string_append_c(sql, ')');
	/* To SQLite a declaration is a write to its schema. The statement that needs the table is a
	 * rule's, so its rights come back at once. */
	gboolean own = table->db->own;
	table->db->own = TRUE;
	int rc = sqlite3_declare_vtab(sqlite, sql->str);
	table->db->own = own;
	if (rc != SQLITE_OK)
		return rc;
	struct judge_vtab *vtab = g_new0(struct judge_vtab, 1);
	vtab->table = table;
	if (table->indexes == NULL)
		table->indexes = g_ptr_array_new_with_free_func(index_free);
	*ret = &vtab->base;
	return SQLITE_OK;
}

static int
vtab_disconnect(sqlite3_vtab *base)
{
	g_free(base);
	return SQLITE_OK;
}

/* What "=" compares with and can be looked up; `ret_of` names the column's constraint. */
static guint
equal_columns(sqlite3_index_info *info, guint *ret_columns, int *ret_of)
{
	guint n = 0;
	for (int i = 0; i < info->nConstraint && n < KEY_MAX; i++) {
		const struct sqlite3_index_constraint *one = &info->aConstraint[i];
		if (!one->usable || one->op != SQLITE_INDEX_CONSTRAINT_EQ || one->iColumn < 0 ||
		    strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
			continue;
		guint column = (guint)one->iColumn, at = n;
		while (at > 0 && ret_columns[at - 1] >= column)
			at--;
		if (at < n && ret_columns[at] == column)
			continue;
		memmove(ret_columns + at + 1, ret_columns + at, (n - at) * sizeof *ret_columns);
		memmove(ret_of + at + 1, ret_of + at, (n - at) * sizeof *ret_of);
		ret_columns[at] = column;
		ret_of[at] = i;
		n++;
	}
	return n;
}

static int
vtab_best_index(sqlite3_vtab *base, sqlite3_index_info *info)
{
	struct judge_table *table = ((struct judge_vtab *)base)->table;
	guint columns[KEY_MAX];
	int of[KEY_MAX];
	guint n = equal_columns(info, columns, of);
	info->estimatedRows = ROWS_GUESSED;
	info->estimatedCost = ROWS_GUESSED;
	if (n == 0)
		return SQLITE_OK;
	gboolean keyed = FALSE;
	for (guint i = 0; i < n; i++) {
		info->aConstraintUsage[of[i]].argvIndex = (int)i + 1;
		keyed |= table->keyed[columns[i]];
	}
	info->idxNum = (int)index_for(table, columns, n) + 1;
	info->estimatedRows = keyed ? 2 : MAX(3, ROWS_GUESSED >> (2 * n));
	info->estimatedCost = (double)info->estimatedRows + 2;
	return SQLITE_OK;
}

static int
vtab_open(sqlite3_vtab *base, sqlite3_vtab_cursor **ret)
{
	struct judge_cursor *cursor = g_new0(struct judge_cursor, 1);
	*ret = &cursor->base;
	return SQLITE_OK;
}

static int
vtab_close(sqlite3_vtab_cursor *base)
{
	g_free(base);
	return SQLITE_OK;
}

/* FALSE: the value's type is not the column's, so that only SQLite can compare them. */
static gboolean
key_cell(enum judge_column_type type, sqlite3_value *value, struct judge_cell *ret)
{
	switch (sqlite3_value_type(value)) {
	case SQLITE_NULL:
		ret->type = JUDGE_CELL_NULL;
		return TRUE;
	case SQLITE_INTEGER:
		ret->type = JUDGE_CELL_INT;
		ret->integer = sqlite3_value_int64(value);
		return type == JUDGE_INT;
	case SQLITE_TEXT:
		ret->type = JUDGE_CELL_TEXT;
		ret->text = (const char *)sqlite3_value_text(value);
		ret->len = (guint32)sqlite3_value_bytes(value);
		return type == JUDGE_TEXT && ret->text != NULL;
	default:
		return FALSE;
	}
}

static int
vtab_filter(sqlite3_vtab_cursor *base, int plan, const char *unused, int argc, sqlite3_value **argv)
{
	struct judge_cursor *cursor = (struct judge_cursor *)base;
	struct judge_table *table = ((struct judge_vtab *)base->pVtab)->table;
	struct judge_cell key[KEY_MAX];
	cursor->index = NULL;
	cursor->row = 0;
	cursor->end = table->n_rows;
	if (plan == 0 || table->n_rows == 0)
		return SQLITE_OK;
	struct judge_index *index = table->indexes->pdata[plan - 1];
	gboolean null = FALSE;
	for (int i = 0; i < argc; i++) {
		if (!key_cell(table->columns[index->columns[i]].type, argv[i], &key[i]))
			return SQLITE_OK;
		null |= key[i].type == JUDGE_CELL_NULL;
	}
	index_extend(table, index);
	cursor->index = index;
	cursor->row = JUDGE_NO_ROW;
	if (!null && index->n_used > 0)
		cursor->row = index_slot(table, index, hash_key(table, index, key), key)->head;
	return SQLITE_OK;
}

static int
vtab_next(sqlite3_vtab_cursor *base)
{
	struct judge_cursor *cursor = (struct judge_cursor *)base;
	cursor->row = cursor->index != NULL ? cursor->index->next[cursor->row] : cursor->row + 1;
	return SQLITE_OK;
}

static int
vtab_eof(sqlite3_vtab_cursor *base)
{
	const struct judge_cursor *cursor = (const struct judge_cursor *)base;
	return cursor->row >= cursor->end; /* JUDGE_NO_ROW too */
}

static int
vtab_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
	const struct judge_cursor *cursor = (const struct judge_cursor *)base;
	const struct judge_table *table = ((const struct judge_vtab *)base->pVtab)->table;
	const struct judge_cell *cell = row_cells(table, cursor->row) + column;
	if (cell->type == JUDGE_CELL_TEXT)
		/* Texts live until judge_db_empty, which ends every statement first. */
		sqlite3_result_text(context, cell->text, (int)cell->len, SQLITE_STATIC);
	else if (cell->type == JUDGE_CELL_INT)
		sqlite3_result_int64(context, cell->integer);
	return SQLITE_OK;
}

static int
vtab_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret)
{
	*ret = ((const struct judge_cursor *)base)->row + 1;
	return SQLITE_OK;
}

const sqlite3_module judge_table_module = {
	.iVersion = 1,
	.xConnect = vtab_connect, /* no xCreate: the name of the module is the table */
	.xBestIndex = vtab_best_index,
	.xDisconnect = vtab_disconnect,
	.xDestroy = vtab_disconnect,
	.xOpen = vtab_open,
	.xClose = vtab_close,
	.xFilter = vtab_filter,
	.xNext = vtab_next,
	.xEof = vtab_eof,
	.xColumn = vtab_column,
	.xRowid = vtab_rowid,
};

/* ---- rows ---- */

void
judge_table_free(gpointer data)
{
	struct judge_table *table = data;
	g_clear_pointer(&table->indexes, g_ptr_array_unref);
	g_free(table->cells);
	g_free(table);
}

void
judge_table_empty(struct judge_table *table)
{
	table->n_rows = 0;
	table->n_staged = 0;
	table->begun = FALSE;
	for (guint i = 0; table->indexes != NULL && i < table->indexes->len; i++)
		index_empty(table->indexes->pdata[i]);
}

/* The row that is being set, all NULL at first. */
static struct judge_cell *
begin_row(struct judge_table *table)
{
	guint row = table->n_rows + table->n_staged;
	if (!table->begun) {
		if (row == table->cap_rows) {
			table->cap_rows = MAX(16, row * 2);
			table->cells = g_renew(struct judge_cell, table->cells,
					       (gsize)table->cap_rows * table->n_columns);
		}
		memset(row_cells(table, row), 0, sizeof(struct judge_cell) * table->n_columns);
		table->begun = TRUE;
	}
	return row_cells(table, row);
}

void
judge_set_text(struct judge_table *table, guint column, const char *text, gssize len)
{
	g_assert(column < table->n_columns);
	if (text == NULL)
		return;
	gsize size = len < 0 ? strlen(text) : (gsize)len;
	begin_row(table)[column] = (struct judge_cell){
		.text = text, .len = (guint32)MIN(size, G_MAXUINT32), .type = JUDGE_CELL_TEXT};
}

void
judge_set_int(struct judge_table *table, guint column, gint64 integer)
{
	g_assert(column < table->n_columns);
	begin_row(table)[column] = (struct judge_cell){.integer = integer, .type = JUDGE_CELL_INT};
}

/* A cell gets the type of its column, and its text a place of its own. */
static gboolean
settle_cell(struct judge_table *table, guint column, struct judge_cell *cell, GError **error)
{
	const struct judge_column *is = &table->columns[column];
	if (cell->type == JUDGE_CELL_INT) {
		if (is->type == JUDGE_INT)
			return TRUE;
		cell->text = arena_printf(table->db->texts, "%" G_GINT64_FORMAT, cell->integer);
		cell->len = (guint32)strlen(cell->text);
		cell->type = JUDGE_CELL_TEXT;
		return TRUE;
	}
	if (cell->len > JUDGE_TEXT_MAX) {
		error_set(error, ERROR_TOO_LARGE, "%s.%s の値が長すぎます（上限 %d バイト）",
			  "the value of %s.%s is too long (limit: %d bytes)", table->name, is->name,
			  JUDGE_TEXT_MAX);
		return FALSE;
	}
	if (is->type == JUDGE_TEXT) {
		cell->text = arena_dup(table->db->texts, cell->text, cell->len);
		return TRUE;
	}
	g_autofree char *digits = g_strndup(cell->text, cell->len);
	cell->type = JUDGE_CELL_INT;
	if (g_ascii_string_to_signed(digits, 10, G_MININT64, G_MAXINT64, &cell->integer, NULL))
		return TRUE;
	error_set(error, ERROR_INPUT, "%s.%s は整数の列です。「%s」は入りません",
		  "%s.%s holds integers, not \"%s\"", table->name, is->name, digits);
	return FALSE;
}

gboolean
judge_table_stage(struct judge_table *table, GError **error)
{
	struct judge_cell *cells = begin_row(table);
	table->begun = FALSE;
	for (guint i = 0; i < table->n_columns; i++)
		if (cells[i].type != JUDGE_CELL_NULL && !settle_cell(table, i, &cells[i], error))
			return FALSE;
	table->n_staged++;
	return TRUE;
}

void
judge_table_publish(struct judge_table *table, gboolean keep)
{
	if (keep && table->n_staged > 0) {
		if (table->n_rows == 0)
			g_ptr_array_add(table->db->filled, table);
		table->n_rows += table->n_staged;
	}
	table->n_staged = 0;
	table->begun = FALSE;
}

gboolean
judge_add(struct judge_table *table, GError **error)
{
	if (!judge_table_stage(table, error))
		return FALSE;
	judge_table_publish(table, TRUE);
	return TRUE;
}

guint
judge_table_columns(const struct judge_table *table, const struct judge_column **ret)
{
	*ret = table->columns;
	return table->n_columns;
}
