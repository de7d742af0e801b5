/* SPDX-License-Identifier: Apache-2.0 */
#include "register.h"

#include <string.h>

struct making {
	const struct register_map *map;
	const struct sheet *sheet;
	const struct kind *kind;
	const struct sheet_row *headers;
	guint *at; /* of each column of the map: which column of the sheet */
	GHashTable *lines;   /* id → line */
	GHashTable *parties; /* ids of those that are made */
	gint64 now;
	struct register_made *made;
	struct arena *arena;
	struct problems *problems; /* of the caller */
};

static const struct register_column *
column_at(const struct making *m, guint i)
{
	return &g_array_index(m->map->columns, struct register_column, i);
}

/* ---- headers ---- */

static void
find_column(struct making *m, guint i)
{
	const struct register_column *column = column_at(m, i);
	guint found = 0;
	for (guint k = 0; k < m->headers->n_cells; k++)
		if (register_same(m->headers->cells[k], column->header)) {
			m->at[i] = k;
			found++;
		}
	if (found == 1)
		return;
	struct hint hint = nearest_hint(
		column->header, (const char *const *)m->headers->cells, m->headers->n_cells);
	struct place place = { m->sheet->name, m->headers->line, found > 1 ? m->at[i] + 1 : 0 };
	if (found > 1)
		problem_add(m->problems, ERROR_INPUT, place, "見出し「%s」が二つあります",
			"the header \"%s\" stands twice", column->header);
	else
		problem_add(m->problems, ERROR_INPUT, place,
			"見出し「%1$s」の列がありません%2$s%3$.0s。見出しが別の行なら対応表に header_row を書いてください",
			"there is no column \"%1$s\"%2$.0s %3$s; if the headers are in another row, write header_row "
			"into the map",
			column->header, hint.ja, hint.en);
}

static void
find_columns(struct making *m)
{
	for (guint i = 0; i < m->map->columns->len; i++)
		find_column(m, i);
	for (guint k = 0; k < m->headers->n_cells; k++) {
		const char *header = m->headers->cells[k];
		gboolean taken = *header == '\0';
		for (guint i = 0; i < m->map->columns->len; i++)
			taken |= register_same(header, column_at(m, i)->header);
		for (guint i = 0; m->map->ignore != NULL && i < m->map->ignore->n_items; i++)
			taken |= m->map->ignore->items[i]->type == VALUE_TEXT
				&& register_same(header, m->map->ignore->items[i]->text);
		if (!taken)
			g_ptr_array_add(m->made->untaken, (gpointer)header);
	}
}

/* ---- cells ---- */

static struct place
cell_place(const struct making *m, const struct sheet_row *row, guint i)
{
	return (struct place) { m->sheet->name, row->line, m->at[i] + 1 };
}

static const char *
translated(struct making *m, const struct register_column *column, const char *cell)
{
	for (guint i = 0; i < column->codes->n_members; i++)
		if (register_same(column->codes->members[i].key, cell)
			&& column->codes->members[i].value->type == VALUE_TEXT)
			return column->codes->members[i].value->text;
	return NULL;
}

static void
make_party(struct making *m, const char *id, const char *name)
{
	if (!g_hash_table_add(m->parties, g_strdup(id)))
		return;
	const struct kind *kind = model_kind(m->map->model, "party");
	struct value *given = value_map(m->arena);
	value_set_text(m->arena, given, "name", name);
	value_set_text(m->arena, given, "type", "unit");
	struct object *object = arena_alloc(m->arena, sizeof *object);
	*object = (struct object) { .chain = CHAIN_ORG, .kind = kind, .id = id, .put_by = "local",
		.put_role = "manager", .known_by = "folder", .put_at = m->now, .created_at = m->now };
	object->body = object_normalise(
		m->map->model, kind, m->arena, given, OBJECT_FROM_OUTSIDE, m->problems);
	g_ptr_array_add(m->made->parties, object);
}

static struct value *
value_of(struct making *m, const struct sheet_row *row, guint i, struct problems *problems)
{
	const struct register_column *column = column_at(m, i);
	const char *cell = row->cells[m->at[i]];
	if (*cell == '\0')
		cell = column->empty;
	if (cell == NULL)
		return NULL;
	const char *code = column->codes == NULL || column->codes->type != VALUE_MAP
		? NULL
		: translated(m, column, cell);
	if (code != NULL && column->new_party)
		make_party(m, code, cell);
	struct value *value = register_cell(
		column, kind_field(m->kind, column->field), code != NULL ? code : cell, m->arena);
	value->place = cell_place(m, row, i);
	gboolean other = column->codes != NULL && code == NULL;
	const struct field *field = kind_field(m->kind, column->field);
	if (other && cell != column->empty && (field == NULL || field->type == FIELD_REF)) {
		problem_add(problems, ERROR_INPUT, value->place,
			"「%s」は対応表の codes にありません。codes に書き加えるか、セルを直してください",
			"\"%s\" is not among the codes of the map; add it there, or mend the cell", cell);
		return NULL;
	}
	return value;
}

static char *
id_of(const char *cell)
{
	g_autofree char *words = g_utf8_normalize(cell, -1, G_NORMALIZE_NFKC);
	char *low = g_utf8_strdown(words, -1);
	return g_strdelimit(g_strstrip(low), " ", '-');
}

/* ---- rows ---- */

static void
tell(struct making *m, const struct sheet_row *row, const struct problems *problems)
{
	for (guint i = 0; i < problems->list->len; i++) {
		const GError *error = g_ptr_array_index(problems->list, i);
		struct place place = error_place(error);
		if (place.file == NULL || place.line == 0)
			place = (struct place) { m->sheet->name, row->line, 0 };
		if (strcmp(place.file, m->sheet->name) != 0) { /* of the map: `fixed` */
			problem_add(m->problems, ERROR_INPUT, place, "%1$s%2$.0s", "%1$.0s%2$s",
				error_message(error, "ja"), error_message(error, "en"));
			continue;
		}
		const char *header = "-";
		for (guint k = 0; k < m->map->columns->len; k++)
			if (m->at[k] + 1 == place.column)
				header = column_at(m, k)->header;
		problem_add(m->problems, ERROR_INPUT, place, "列「%1$s」: %2$s%3$.0s",
			"column \"%1$s\": %2$.0s%3$s", header, error_message(error, "ja"),
			error_message(error, "en"));
	}
}

/* A cell that must say something, is empty, and stands under one that does: a merged one lost its lower part. */
static void
tell_missing(struct making *m, const struct sheet_row *row, const struct sheet_row *above,
	const struct value *body)
{
	for (guint i = 0; i < m->map->columns->len; i++) {
		const struct register_column *column = column_at(m, i);
		const struct field *field = kind_field(m->kind, column->field);
		gboolean needed = field == NULL ? strcmp(column->field, "note") != 0 : field_required(field, body);
		if (!needed || *row->cells[m->at[i]] != '\0' || column->empty != NULL)
			continue;
		gboolean merged = above != NULL && *above->cells[m->at[i]] != '\0';
		problem_add(m->problems, ERROR_INPUT, cell_place(m, row, i),
			merged ? "列「%1$s」が空です(%2$s が要ります)。上の行と結合されたセルなら、結合を解いて各行に書いてください"
			       : "列「%1$s」が空です(%2$s が要ります)",
			merged ? "the column \"%1$s\" is empty (%2$s is needed); if it was merged with the row above, "
				 "unmerge it and write the value into each row"
			       : "the column \"%1$s\" is empty (%2$s is needed)",
			column->header, column->field);
	}
}

static gboolean
has_column(const struct making *m, const char *field)
{
	for (guint i = 0; i < m->map->columns->len; i++)
		if (strcmp(column_at(m, i)->field, field) == 0)
			return TRUE;
	return FALSE;
}

/* Fields that are needed and that neither column nor `fixed` gives: once, not a row. */
static void
tell_unfilled(struct making *m)
{
	for (guint i = 0; i < m->kind->n_fields; i++) {
		const struct field *field = m->kind->fields[i];
		if (field->required && !has_column(m, field->name)
			&& value_get(m->map->fixed, field->name) == NULL)
			problem_add(m->problems, ERROR_INPUT,
				(struct place) { m->sheet->name, m->headers->line, 0 },
				"%1$s(%2$s)がどの列からも来ません。対応表の columns か fixed に書いてください%3$.0s",
				"no column gives %1$s (%2$.0s%3$s); write it under columns or fixed of the map",
				field->name, field->label.ja, field->label.en);
	}
	if (!has_column(m, "name"))
		problem_add(m->problems, ERROR_INPUT,
			(struct place) { m->sheet->name, m->headers->line, 0 },
			"name(名称)がどの列からも来ません。対応表の columns に書いてください",
			"no column gives the name; write it under columns of the map");
}

static const char *
take_id(struct making *m, const struct sheet_row *row, guint i)
{
	g_autofree char *id = id_of(row->cells[m->at[i]]);
	if (*id == '\0')
		return NULL; /* told as missing */
	object_check_id(m->kind, id, id, cell_place(m, row, i), m->problems);
	guint before = GPOINTER_TO_UINT(g_hash_table_lookup(m->lines, id));
	if (before > 0)
		problem_add(m->problems, ERROR_INPUT, cell_place(m, row, i),
			"列「%1$s」: id %2$s は %3$u 行目にもあります",
			"column \"%1$s\": the id %2$s stands in line %3$u too", column_at(m, i)->header, id, before);
	else
		g_hash_table_insert(m->lines, g_strdup(id), GUINT_TO_POINTER(row->line));
	return arena_dup(m->arena, id, strlen(id));
}

static void
make_system(struct making *m, const struct sheet_row *row, const struct sheet_row *above)
{
	struct problems problems;
	problems_init(&problems);
	struct value *given = value_map(m->arena);
	const char *id = NULL;
	for (guint i = 0; i < m->map->columns->len; i++) {
		if (strcmp(column_at(m, i)->field, "id") == 0) {
			id = take_id(m, row, i);
			continue;
		}
		struct value *value = value_of(m, row, i, &problems);
		if (value != NULL)
			value_append(m->arena, given, column_at(m, i)->field, value->place, value);
	}
	for (guint i = 0; m->map->fixed != NULL && i < m->map->fixed->n_members; i++) {
		const struct member *fixed = &m->map->fixed->members[i];
		if (value_get(given, fixed->key) == NULL)
			value_append(m->arena, given, fixed->key, fixed->place, fixed->value);
	}
	struct object *object = arena_alloc(m->arena, sizeof *object);
	*object = (struct object) { .chain = id, .kind = m->kind, .id = id, .put_by = "local",
		.put_role = "manager", .known_by = "folder", .put_at = m->now, .created_at = m->now,
		.place = { m->sheet->name, row->line, 0 } };
	object->body = object_normalise(
		m->map->model, m->kind, m->arena, given, OBJECT_FROM_OUTSIDE, &problems);
	tell(m, row, &problems);
	tell_missing(m, row, above, object->body);
	problems_clear(&problems);
	g_ptr_array_add(m->made->systems, object);
}

static int
by_id(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct object *const *)a)->id, (*(const struct object *const *)b)->id);
}

gboolean
register_rows(const struct register_map *map, const struct sheet *sheet, gint64 now,
	struct register_made *made, struct arena *arena, struct problems *problems)
{
	guint before = problems_count(problems);
	const struct sheet_row *above = NULL;
	struct making m = { .map = map, .sheet = sheet, .kind = model_kind(map->model, "system"),
		.headers = g_ptr_array_index(sheet->rows, 0), .at = g_new0(guint, map->columns->len + 1),
		.lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.parties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .now = now,
		.made = made, .arena = arena, .problems = problems };
	find_columns(&m);
	tell_unfilled(&m);
	/* all rows are judged, once the columns are clear */
	gboolean clear = problems_count(problems) == before;
	for (guint i = 1; clear && i < sheet->rows->len; i++) {
		const struct sheet_row *row = g_ptr_array_index(sheet->rows, i);
		make_system(&m, row, above);
		above = row;
	}
	g_ptr_array_sort(made->parties, by_id);
	g_hash_table_unref(m.lines);
	g_hash_table_unref(m.parties);
	g_free(m.at);
	return problems_count(problems) == before;
}
