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
 * every set of columns that a statement compares with "=" or IS, a hash of the rows, made when it is
 * first asked and kept until the rows go. SQLite checks the comparison again itself, so an index
 * may give too many rows, never too few: values whose type is not the column's ('5' = 5) are looked
 * for in all rows. Rows come in the order in which they were added, by either way.
 * A column of a kept view may hold any type, whatever it is declared as (the arms of a UNION differ):
 * it can be looked up while it holds one only.
 */
#include "sqlite_judge_private.h"

#include <string.h>

/* A plan has to hold for every system, so that the same facts always come in the same order. */
#define ROWS_GUESSED 64
/* Above the number of the index, a bit for each of its columns that is asked for with IS. */
#define PLAN_NULLS (1 << 16)

struct judge_vtab {
	sqlite3_vtab base;
	struct judge_table *table;
};

struct judge_cursor {
	sqlite3_vtab_cursor base;
	const struct judge_index *index; /* NULL: all rows */
	guint row, end;
};

/* ---- SQLite's side ---- */

static int
vtab_connect(sqlite3 *sqlite, void *data, int argc, const char *const *argv, sqlite3_vtab **ret,
	     char **ret_error)
{
	static const char *const TYPE_NAMES[] = {"TEXT", "INTEGER", ""};
	struct judge_table *table = data;
	g_autoptr(GString) sql = g_string_new("CREATE TABLE x");
	for (guint i = 0; i < table->n_columns; i++)
		g_string_append_printf(sql, "%c\"%s\" %s", i == 0 ? '(' : ',',
				       table->columns[i].name,
				       TYPE_NAMES[table->columns[i].type]);
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
	*ret = &vtab->base;
	return SQLITE_OK;
}

static int
vtab_disconnect(sqlite3_vtab *base)
{
	g_free(base);
	return SQLITE_OK;
}

/* "x IS y" is looked up like "x = y", but that it finds NULL by NULL. */
static gboolean
is_equality(const struct sqlite3_index_constraint *one)
{
	return one->op == SQLITE_INDEX_CONSTRAINT_EQ || one->op == SQLITE_INDEX_CONSTRAINT_IS;
}

/* What "=" compares with and can be looked up; `ret_of` names the column's constraint. */
static guint
equal_columns(sqlite3_index_info *info, guint *ret_columns, int *ret_of)
{
	guint n = 0;
	for (int i = 0; i < info->nConstraint && n < JUDGE_KEY_MAX; i++) {
		const struct sqlite3_index_constraint *one = &info->aConstraint[i];
		if (!one->usable || !is_equality(one) || one->iColumn < 0 ||
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
	guint columns[JUDGE_KEY_MAX];
	int of[JUDGE_KEY_MAX];
	guint n = equal_columns(info, columns, of);
	info->estimatedRows = ROWS_GUESSED;
	info->estimatedCost = ROWS_GUESSED;
	if (n == 0)
		return SQLITE_OK;
	gboolean keyed = FALSE;
	int nulls = 0;
	for (guint i = 0; i < n; i++) {
		info->aConstraintUsage[of[i]].argvIndex = (int)i + 1;
		keyed |= table->keyed[columns[i]];
		if (info->aConstraint[of[i]].op == SQLITE_INDEX_CONSTRAINT_IS)
			nulls |= 1 << i;
	}
	info->idxNum = (int)judge_index_for(table, columns, n) + 1;
	g_assert(info->idxNum < PLAN_NULLS);
	info->idxNum |= nulls * PLAN_NULLS;
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

/* The type of all values in a column; JUDGE_CELL_NULL: they differ, or there is none. */
static enum judge_cell_type
type_held(const struct judge_table *table, guint column)
{
	static const enum judge_cell_type TYPES[] = {JUDGE_CELL_TEXT, JUDGE_CELL_INT};
	return table->kept != NULL ? (enum judge_cell_type)table->held[column]
				   : TYPES[table->columns[column].type];
}

/* FALSE: the value's type is not the column's, so that only SQLite can compare them. */
static gboolean
key_cell(enum judge_cell_type held, sqlite3_value *value, struct judge_cell *ret)
{
	switch (sqlite3_value_type(value)) {
	case SQLITE_NULL:
		*ret = (struct judge_cell){.type = JUDGE_CELL_NULL};
		return TRUE;
	case SQLITE_INTEGER:
		ret->type = JUDGE_CELL_INT;
		ret->integer = sqlite3_value_int64(value);
		return held == JUDGE_CELL_INT;
	case SQLITE_TEXT:
		ret->type = JUDGE_CELL_TEXT;
		ret->text = (const char *)sqlite3_value_text(value);
		ret->len = (guint32)sqlite3_value_bytes(value);
		return held == JUDGE_CELL_TEXT && ret->text != NULL;
	default:
		return FALSE;
	}
}

static int
vtab_filter(sqlite3_vtab_cursor *base, int plan, const char *unused, int argc, sqlite3_value **argv)
{
	struct judge_cursor *cursor = (struct judge_cursor *)base;
	struct judge_table *table = ((struct judge_vtab *)base->pVtab)->table;
	struct judge_cell key[JUDGE_KEY_MAX];
	cursor->index = NULL;
	cursor->row = 0;
	cursor->end = table->n_rows;
	if (plan == 0 || table->n_rows == 0)
		return SQLITE_OK;
	struct judge_index *index = table->indexes->pdata[plan % PLAN_NULLS - 1];
	int nulls = plan / PLAN_NULLS;
	gboolean null = FALSE;
	for (int i = 0; i < argc; i++) {
		if (!key_cell(type_held(table, index->columns[i]), argv[i], &key[i]))
			return SQLITE_OK;
		null |= key[i].type == JUDGE_CELL_NULL && (nulls >> i & 1) == 0;
	}
	cursor->index = index;
	cursor->row = null ? JUDGE_NO_ROW : judge_index_first(table, index, key);
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
	const struct judge_cell *cell = judge_row_cells(table, cursor->row) + column;
	if (cell->type == JUDGE_CELL_TEXT)
		/*
		 * Texts live until judge_db_empty, which ends every statement first. Without a length
		 * SQLite knows that a NUL ends them, and need not copy them to add one.
		 */
		sqlite3_result_text(context, cell->text, table->binary ? (int)cell->len : -1,
				    SQLITE_STATIC);
	else if (cell->type == JUDGE_CELL_REAL)
		sqlite3_result_double(context, cell->real);
	else if (cell->type == JUDGE_CELL_BLOB)
		sqlite3_result_blob(context, cell->text, (int)cell->len, SQLITE_STATIC);
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
	judge_kept_free(table->kept);
	g_free(table->cells);
	g_free(table);
}

void
judge_table_cut(struct judge_table *table)
{
	gboolean changes = table->n_rows > table->n_held;
	table->n_rows = table->n_held;
	table->n_staged = 0;
	table->begun = FALSE;
	if (table->kept != NULL)
		judge_kept_empty(table);
	else if (changes)
		table->changed_at = ++table->db->stamp;
	for (guint i = 0; changes && table->indexes != NULL && i < table->indexes->len; i++)
		judge_index_empty(table->indexes->pdata[i]);
}

void
judge_table_empty(struct judge_table *table)
{
	table->n_held = 0;
	judge_table_cut(table);
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
		memset(judge_row_cells(table, row), 0, sizeof(struct judge_cell) * table->n_columns);
		table->begun = TRUE;
	}
	return judge_row_cells(table, row);
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

void
judge_set_real(struct judge_table *table, guint column, double real)
{
	begin_row(table)[column] = (struct judge_cell){.real = real, .type = JUDGE_CELL_REAL};
}

void
judge_set_blob(struct judge_table *table, guint column, const void *bytes, gsize len)
{
	begin_row(table)[column] =
		(struct judge_cell){.text = bytes, .len = (guint32)len, .type = JUDGE_CELL_BLOB};
}

/* Of any type: it stays what it is. */
static void
note_type(struct judge_table *table, guint column, enum judge_cell_type type)
{
	if (table->held[column] == type || table->mixed[column])
		return;
	table->mixed[column] = table->held[column] != JUDGE_CELL_NULL;
	table->held[column] = table->mixed[column] ? JUDGE_CELL_NULL : type;
}

/* A cell gets the type of its column, and its text a place of its own. */
static gboolean
settle_cell(struct judge_table *table, guint column, struct judge_cell *cell, GError **error)
{
	const struct judge_column *is = &table->columns[column];
	gboolean any = table->kept != NULL;
	if (any)
		note_type(table, column, (enum judge_cell_type)cell->type);
	if (cell->type == JUDGE_CELL_REAL)
		return TRUE;
	if (cell->type == JUDGE_CELL_INT) {
		if (any || is->type == JUDGE_INT)
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
	if (any || is->type == JUDGE_TEXT) {
		table->binary |= cell->len > 0 && memchr(cell->text, 0, cell->len) != NULL;
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
		if (table->kept == NULL)
			table->changed_at = ++table->db->stamp;
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
judge_table_find(struct judge_table *table, const guint columns[2], const char *const texts[2],
		 guint row)
{
	struct judge_cell key[2];
	for (guint i = 0; i < 2; i++) {
		g_assert(table->columns[columns[i]].type == JUDGE_TEXT);
		key[i] = (struct judge_cell){.text = texts[i],
					     .len = (guint32)strlen(texts[i]),
					     .type = JUDGE_CELL_TEXT};
	}
	guint number = judge_index_for(table, columns, 2);
	struct judge_index *index = table->indexes->pdata[number];
	return row != JUDGE_NO_ROW ? index->next[row] : judge_index_first(table, index, key);
}

gboolean
judge_table_is_null(const struct judge_table *table, guint row, guint column)
{
	return judge_row_cells(table, row)[column].type == JUDGE_CELL_NULL;
}

const char *
judge_table_text(const struct judge_table *table, guint row, guint column)
{
	const struct judge_cell *cell = &judge_row_cells(table, row)[column];
	return cell->type == JUDGE_CELL_TEXT ? cell->text : NULL;
}

guint
judge_table_columns(const struct judge_table *table, const struct judge_column **ret)
{
	*ret = table->columns;
	return table->n_columns;
}
