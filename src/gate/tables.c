/* SPDX-License-Identifier: Apache-2.0 */
#include "tables.h"

#include <string.h>

#include "base/moment.h"
#include "tables_private.h"

/* The columns that every kind has, in this order. */
static const struct judge_column COMMON[] = {
	{ "system", JUDGE_TEXT },
	{ "id", JUDGE_TEXT },
	{ "name", JUDGE_TEXT },
	{ "name_en", JUDGE_TEXT },
	{ "note", JUDGE_TEXT },
	{ "created_at", JUDGE_INT },
	{ "put_at", JUDGE_INT },
	{ "put_by", JUDGE_TEXT },
	{ "put_role", JUDGE_TEXT },
	{ "known_by", JUDGE_TEXT },
	{ "entry", JUDGE_TEXT },
	{ "seq", JUDGE_INT },
	{ "retired_at", JUDGE_INT },
	{ "retired_reason", JUDGE_TEXT },
	{ "src_file", JUDGE_TEXT },
	{ "src_line", JUDGE_INT },
};
enum {
	SYSTEM,
	ID,
	NAME,
	NAME_EN,
	NOTE,
	CREATED_AT,
	PUT_AT,
	PUT_BY,
	PUT_ROLE,
	KNOWN_BY,
	ENTRY,
	SEQ,
	RETIRED_AT,
	RETIRED_REASON,
	SRC_FILE,
	SRC_LINE,
	N_COMMON,
};

/* ---- columns of a field ---- */

static void
column(GArray *columns, char *name, enum judge_column_type type)
{
	struct judge_column made = { name, type };
	g_array_append_val(columns, made);
}

static enum judge_column_type
column_type(const struct field *field)
{
	switch (field->type) {
	case FIELD_BOOL:
	case FIELD_INT:
	case FIELD_COUNT:
	case FIELD_MONEY:
	case FIELD_PERCENT:
	case FIELD_PHASE:
	case FIELD_TIME:
	case FIELD_DATE:
	case FIELD_UNTIL:
	case FIELD_DURATION:
		return JUDGE_INT;
	default:
		return JUDGE_TEXT;
	}
}

static gboolean
has_one_target(const struct field *field)
{
	return !field->any && field->n_targets == 1;
}

void
field_columns(const struct field *field, const char *name, GArray *columns)
{
	switch (field->type) {
	case FIELD_LABEL:
		column(columns, g_strdup(name), JUDGE_TEXT);
		column(columns, g_strconcat(name, "_en", NULL), JUDGE_TEXT);
		break;
	case FIELD_CIA:
		column(columns, g_strdup("c"), JUDGE_INT);
		column(columns, g_strdup("i"), JUDGE_INT);
		column(columns, g_strdup("a"), JUDGE_INT);
		break;
	case FIELD_REF:
		if (has_one_target(field)) {
			column(columns, g_strdup(name), JUDGE_TEXT);
		} else {
			column(columns, g_strconcat(name, "_kind", NULL), JUDGE_TEXT);
			column(columns, g_strconcat(name, "_id", NULL), JUDGE_TEXT);
		}
		break;
	case FIELD_ITEM:
		column(columns, g_strconcat(name, "_standard", NULL), JUDGE_TEXT);
		column(columns, g_strconcat(name, "_item", NULL), JUDGE_TEXT);
		break;
	case FIELD_LIST:
	case FIELD_RECORD:
		break;
	default:
		column(columns, g_strdup(name), column_type(field));
	}
}

/* ---- values of a field; returns how many columns the field has ---- */

static gint64
instant(const struct field *field, const char *text, gint64 zone)
{
	gint64 moment = 0;
	gboolean ok;
	if (field->type == FIELD_TIME)
		ok = moment_parse(text, &moment);
	else if (field->type == FIELD_DURATION)
		ok = duration_parse(text, &moment);
	else
		ok = date_parse(text, zone, field->type == FIELD_UNTIL, &moment);
	g_assert(ok); /* the body is canonical */
	return moment;
}

static void
set_split(struct judge_table *table, guint at, const char *text, char separator)
{
	const char *cut = strchr(text, separator);
	if (cut == NULL)
		return;
	judge_set_text(table, at, text, cut - text);
	judge_set_text(table, at + 1, cut + 1, -1);
}

guint
field_set(struct judge_table *table, guint at, const struct field *field, const struct value *value,
	gint64 zone)
{
	switch (field->type) {
	case FIELD_LABEL: {
		const char *ja = value_get_text(value, "ja"), *en = value_get_text(value, "en");
		if (ja != NULL)
			judge_set_text(table, at, ja, -1);
		if (en != NULL)
			judge_set_text(table, at + 1, en, -1);
		return 2;
	}
	case FIELD_CIA:
		for (guint k = 0; value != NULL && k < 3; k++)
			judge_set_int(table, at + k, value->text[k * 3 + 1] - '0');
		return 3;
	case FIELD_REF:
		if (has_one_target(field)) {
			if (value != NULL)
				judge_set_text(table, at, value->text, (gssize)value->len);
			return 1;
		}
		if (value != NULL)
			set_split(table, at, value->text, ':');
		return 2;
	case FIELD_ITEM:
		if (value != NULL)
			set_split(table, at, value->text, '/');
		return 2;
	case FIELD_LIST:
	case FIELD_RECORD:
		return 0;
	case FIELD_BOOL:
		if (value != NULL)
			judge_set_int(table, at, value->truth);
		return 1;
	case FIELD_TIME:
	case FIELD_DATE:
	case FIELD_UNTIL:
	case FIELD_DURATION:
		if (value != NULL)
			judge_set_int(table, at, instant(field, value->text, zone));
		return 1;
	default:
		if (value != NULL && value->type == VALUE_INT)
			judge_set_int(table, at, value->integer);
		else if (value != NULL)
			judge_set_text(table, at, value->text, (gssize)value->len);
		return 1;
	}
}

/* ---- declaring ---- */

static void
clear_column(gpointer data)
{
	struct judge_column *made = data;
	g_free((char *)made->name);
}

static GArray *
columns_new(void)
{
	GArray *columns = g_array_new(FALSE, TRUE, sizeof(struct judge_column));
	g_array_set_clear_func(columns, clear_column);
	return columns;
}

static struct judge_table *
declare(struct tables *tables, const char *name, const GArray *columns, const char *index,
	GError **error)
{
	return judge_db_table(tables->db, name, (const struct judge_column *)(void *)columns->data,
		columns->len, index, error);
}

/* name, name_retired, name_all, peer_name */
static gboolean
declare_sides(struct tables *tables, const char *name, const GArray *columns,
	struct side_tables *sides, GError **error)
{
	g_autofree char *retired = g_strconcat(name, "_retired", NULL);
	g_autofree char *all = g_strconcat(name, "_all", NULL);
	g_autofree char *peer = g_strconcat("peer_", name, NULL);
	g_autofree char *both =
		g_strdup_printf("SELECT * FROM %s UNION ALL SELECT * FROM %s", name, retired);
	sides->live = declare(tables, name, columns, "id", error);
	if (sides->live == NULL)
		return FALSE;
	sides->retired = declare(tables, retired, columns, "id", error);
	if (sides->retired == NULL)
		return FALSE;
	sides->peer = declare(tables, peer, columns, NULL, error);
	return sides->peer != NULL && judge_db_view(tables->db, all, both, error);
}

static gboolean
declare_list(struct tables *tables, const struct kind *kind, const struct field *field,
	struct side_tables *sides, GError **error)
{
	g_autofree char *name = g_strconcat(kind->name, "_", field->name, NULL);
	g_autoptr(GArray) columns = columns_new();
	column(columns, g_strdup("system"), JUDGE_TEXT);
	column(columns, g_strdup("id"), JUDGE_TEXT);
	column(columns, g_strdup("ord"), JUDGE_INT);
	if (field->of->type == FIELD_RECORD)
		for (guint i = 0; i < field->of->n_fields; i++)
			field_columns(field->of->fields[i], field->of->fields[i]->name, columns);
	else
		field_columns(field->of, "value", columns);
	return declare_sides(tables, name, columns, sides, error);
}

static gboolean
declare_kind(struct tables *tables, const struct kind *kind, GError **error)
{
	struct kind_tables *made = &tables->kinds[kind->number];
	g_autoptr(GArray) columns = columns_new();
	for (guint i = 0; i < N_COMMON; i++)
		column(columns, g_strdup(COMMON[i].name), COMMON[i].type);
	made->lists = g_new0(struct side_tables, kind->n_fields);
	made->columns = g_new0(guint, kind->n_fields);
	for (guint i = 0; i < kind->n_fields; i++) {
		made->columns[kind_field_place(kind, kind->fields[i]->name)] = columns->len;
		field_columns(kind->fields[i], kind->fields[i]->name, columns);
	}
	if (!declare_sides(tables, kind->name, columns, &made->own, error))
		return FALSE;
	for (guint i = 0; i < kind->n_fields; i++)
		if (kind->fields[i]->type == FIELD_LIST
			&& !declare_list(tables, kind, kind->fields[i], &made->lists[i], error))
			return FALSE;
	return TRUE;
}

static gboolean
declare_derived(struct tables *tables, const struct derived_table *derived, GError **error)
{
	g_autoptr(GArray) columns = columns_new();
	gboolean has_system = FALSE;
	for (guint i = 0; i < derived->n_columns; i++)
		has_system = has_system || strcmp(derived->columns[i].name, "system") == 0;
	if (!has_system)
		column(columns, g_strdup("system"), JUDGE_TEXT);
	for (guint i = 0; i < derived->n_columns; i++)
		column(columns, g_strdup(derived->columns[i].name),
			derived->columns[i].type == COLUMN_TEXT ? JUDGE_TEXT : JUDGE_INT);
	return declare(tables, derived->name, columns, NULL, error) != NULL;
}

static const struct judge_column OBJECT_COLUMNS[] = {
	{ "system", JUDGE_TEXT },
	{ "kind", JUDGE_TEXT },
	{ "id", JUDGE_TEXT },
	{ "name", JUDGE_TEXT },
	{ "name_en", JUDGE_TEXT },
	{ "digest", JUDGE_TEXT },
	{ "entry", JUDGE_TEXT },
	{ "created_at", JUDGE_INT },
	{ "put_at", JUDGE_INT },
	{ "put_by", JUDGE_TEXT },
	{ "put_role", JUDGE_TEXT },
	{ "known_by", JUDGE_TEXT },
	{ "phase", JUDGE_INT },
	{ "retired_at", JUDGE_INT },
	{ "erased", JUDGE_INT },
	{ "own_evidence", JUDGE_INT }, /* a field of its own names an evidence */
};

/* By name: the file of the derived table may add columns. */
static void
find_edge_columns(struct tables *tables)
{
	static const char *const NAMES[] = { "from_kind", "from_id", "to_kind", "to_id", "type", "field" };
	const struct judge_column *columns;
	guint n = judge_table_columns(tables->trace_edge, &columns);
	for (guint k = 0; k < G_N_ELEMENTS(NAMES); k++) {
		guint at = 0;
		while (at < n && strcmp(columns[at].name, NAMES[k]) != 0)
			at++;
		g_assert(at < n); /* model/tables says so */
		tables->edge[k] = at;
	}
}

struct tables *
tables_new(const struct model *model, struct judge_db *db, gint64 zone, GError **error)
{
	struct tables *tables = g_new0(struct tables, 1);
	*tables = (struct tables) { .model = model, .db = db, .zone = zone };
	tables->kinds = g_new0(struct kind_tables, model->n_kinds);
	gboolean ok = TRUE;
	for (guint i = 0; ok && i < model->n_kinds; i++)
		ok = declare_kind(tables, model->kinds[i], error);
	for (guint i = 0; ok && i < model->n_tables; i++)
		ok = declare_derived(tables, model->tables[i], error);
	if (ok)
		tables->object = judge_db_table(db, "object", OBJECT_COLUMNS,
			G_N_ELEMENTS(OBJECT_COLUMNS), "id", error);
	tables->trace_edge = judge_db_find(db, "trace_edge");
	if (tables->trace_edge != NULL)
		find_edge_columns(tables);
	if (!ok || tables->object == NULL) {
		tables_free(tables);
		return NULL;
	}
	return tables;
}

void
tables_free(struct tables *tables)
{
	if (tables == NULL)
		return;
	for (guint i = 0; i < tables->model->n_kinds; i++) {
		g_free(tables->kinds[i].lists);
		g_free(tables->kinds[i].columns);
	}
	g_free(tables->kinds);
	g_free(tables);
}

gboolean
tables_knows(const struct tables *tables, const char *name)
{
	g_autofree char *stem = g_str_has_suffix(name, "_all") ? g_strndup(name, strlen(name) - 4)
							       : g_strdup(name);
	return judge_db_find(tables->db, stem) != NULL;
}

/* ---- filling ---- */

static struct judge_table *
side_of(const struct side_tables *sides, const struct object *object, enum object_side side)
{
	if (side == SIDE_PEER)
		return object->retired_at == 0 ? sides->peer : NULL;
	return object->retired_at == 0 ? sides->live : sides->retired;
}

/* `entry` holds the head's hash until the row is added. */
static void
set_common(
	struct judge_table *table, const struct object *object, char entry[2 * DIGEST_SIZE + 1])
{
	const struct value *name = value_get(object->body, "name");
	const char *ja = value_get_text(name, "ja"), *en = value_get_text(name, "en");
	const char *note = value_get_text(object->body, "note");
	judge_set_text(table, SYSTEM, object->chain, -1);
	judge_set_text(table, ID, object->id, -1);
	if (ja != NULL)
		judge_set_text(table, NAME, ja, -1);
	if (en != NULL)
		judge_set_text(table, NAME_EN, en, -1);
	if (note != NULL)
		judge_set_text(table, NOTE, note, -1);
	judge_set_int(table, CREATED_AT, object->created_at);
	judge_set_int(table, PUT_AT, object->put_at);
	judge_set_text(table, PUT_BY, object->put_by, -1);
	judge_set_text(table, PUT_ROLE, object->put_role, -1);
	judge_set_text(table, KNOWN_BY, object->known_by, -1);
	hex_of(object->entry.bytes, DIGEST_SIZE, entry);
	judge_set_text(table, ENTRY, entry, -1);
	judge_set_int(table, SEQ, object->seq);
	if (object->retired_at != 0) {
		judge_set_int(table, RETIRED_AT, object->retired_at);
		judge_set_text(table, RETIRED_REASON, object->retired_reason, -1);
	}
	if (object->place.file != NULL) {
		judge_set_text(table, SRC_FILE, object->place.file, -1);
		judge_set_int(table, SRC_LINE, object->place.line);
	}
}

static gboolean
add_list(struct tables *tables, struct judge_table *table, const struct object *object,
	const struct field *field, const struct value *list, GError **error)
{
	for (guint i = 0; list != NULL && i < list->n_items; i++) {
		guint at = 3;
		judge_set_text(table, 0, object->chain, -1);
		judge_set_text(table, 1, object->id, -1);
		judge_set_int(table, 2, i);
		const struct field *of = field->of;
		if (of->type == FIELD_RECORD)
			for (guint k = 0; k < of->n_fields; k++)
				at += field_set(table, at, of->fields[k],
					value_get(list->items[i], of->fields[k]->name), tables->zone);
		else
			field_set(table, at, of, list->items[i], tables->zone);
		if (!judge_add(table, error))
			return FALSE;
	}
	return TRUE;
}

struct edges {
	struct tables *tables;
	const struct object *object;
	const char *type; /* of a `trace` object */
	gboolean evidence;
	GError *error;
};

static void
set_edge(struct tables *tables, const char *const cells[6])
{
	for (guint k = 0; k < G_N_ELEMENTS(tables->edge); k++)
		if (cells[k] != NULL)
			judge_set_text(tables->trace_edge, tables->edge[k], cells[k], -1);
}

static void
add_edge(const struct reference *reference, void *data)
{
	struct edges *edges = data;
	if (strcmp(reference->kind, "evidence") == 0)
		edges->evidence = TRUE;
	struct judge_table *table = edges->tables->trace_edge;
	if (table == NULL || edges->error != NULL || edges->type != NULL)
		return;
	const char *const cells[6] = { edges->object->kind->name, edges->object->id, reference->kind,
		reference->id, "field", reference->field->name };
	judge_set_text(table, 0, edges->object->chain, -1);
	set_edge(edges->tables, cells);
	judge_add(table, &edges->error);
}

/* A `trace` is an edge of its own between two others. */
static gboolean
add_trace(struct tables *tables, const struct object *object, GError **error)
{
	const char *from = value_get_text(object->body, "from");
	const char *to = value_get_text(object->body, "to");
	const char *type = value_get_text(object->body, "type");
	const char *from_id, *to_id;
	g_autofree char *from_kind = NULL, *to_kind = NULL;
	if (tables->trace_edge == NULL || from == NULL || to == NULL
		|| !reference_split(from, &from_kind, &from_id) || !reference_split(to, &to_kind, &to_id))
		return TRUE;
	const char *const cells[6] = { from_kind, from_id, to_kind, to_id, type, "trace" };
	judge_set_text(tables->trace_edge, 0, object->chain, -1);
	set_edge(tables, cells);
	return judge_add(tables->trace_edge, error);
}

static gboolean
add_references(
	struct tables *tables, const struct object *object, gboolean *ret_evidence, GError **error)
{
	gboolean trace = strcmp(object->kind->name, "trace") == 0;
	struct edges edges = { tables, object, trace ? "trace" : NULL, FALSE, NULL };
	object_references(object->kind, object->body, add_edge, &edges);
	*ret_evidence = edges.evidence;
	if (edges.error != NULL) {
		g_propagate_error(error, edges.error);
		return FALSE;
	}
	return !trace || object->retired_at != 0 || add_trace(tables, object, error);
}

static gboolean
add_object_row(
	struct tables *tables, const struct object *object, gboolean own_evidence, GError **error)
{
	struct judge_table *table = tables->object;
	char digest[2 * DIGEST_SIZE + 1], entry[2 * DIGEST_SIZE + 1];
	const struct value *name = value_get(object->body, "name");
	const char *ja = value_get_text(name, "ja"), *en = value_get_text(name, "en");
	g_autofree char *made_ja =
		ja != NULL ? NULL : object_title(object->kind, object->id, object->body, "ja");
	g_autofree char *made_en = en != NULL || ja != NULL
		? NULL
		: object_title(object->kind, object->id, object->body, "en");
	judge_set_text(table, 0, object->chain, -1);
	judge_set_text(table, 1, object->kind->name, -1);
	judge_set_text(table, 2, object->id, -1);
	judge_set_text(table, 3, ja != NULL ? ja : made_ja, -1);
	judge_set_text(table, 4, en != NULL ? en : ja != NULL ? ja : made_en, -1);
	hex_of(object->digest.bytes, DIGEST_SIZE, digest);
	judge_set_text(table, 5, digest, -1);
	hex_of(object->entry.bytes, DIGEST_SIZE, entry);
	judge_set_text(table, 6, entry, -1);
	judge_set_int(table, 7, object->created_at);
	judge_set_int(table, 8, object->put_at);
	judge_set_text(table, 9, object->put_by, -1);
	judge_set_text(table, 10, object->put_role, -1);
	judge_set_text(table, 11, object->known_by, -1);
	judge_set_int(table, 12, object->kind->phase);
	if (object->retired_at != 0)
		judge_set_int(table, 13, object->retired_at);
	judge_set_int(table, 14, object->erased);
	judge_set_int(table, 15, own_evidence);
	return judge_add(table, error);
}

const char *
tables_name(struct tables *tables, const char *kind, const char *id, const char *lang)
{
	static const guint COLUMNS[] = { 1, 2 }; /* kind, id; then name, name_en; 13 retired_at */
	struct judge_table *object = tables->object;
	const char *const texts[] = { kind, id };
	guint first = judge_table_find(object, COLUMNS, texts, JUDGE_NO_ROW), row = first;
	while (row != JUDGE_NO_ROW && !judge_table_is_null(object, row, 13))
		row = judge_table_find(object, COLUMNS, texts, row);
	if (row == JUDGE_NO_ROW)
		row = first;
	if (row == JUDGE_NO_ROW)
		return NULL;
	const char *en = strcmp(lang, "en") == 0 ? judge_table_text(object, row, 4) : NULL;
	return en != NULL ? en : judge_table_text(object, row, 3);
}

static gboolean
add_lists(struct tables *tables, const struct object *object, enum object_side side, GError **error)
{
	const struct kind *kind = object->kind;
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct value *list = kind->fields[i]->type == FIELD_LIST
			? value_get(object->body, kind->fields[i]->name)
			: NULL;
		if (list != NULL
			&& !add_list(tables, side_of(&tables->kinds[kind->number].lists[i], object, side),
				object, kind->fields[i], list, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
tables_add(
	struct tables *tables, const struct object *object, enum object_side side, GError **error)
{
	const struct kind *kind = object->kind;
	const struct kind_tables *made = &tables->kinds[kind->number];
	struct judge_table *table = side_of(&made->own, object, side);
	if (table == NULL)
		return TRUE;
	char entry[2 * DIGEST_SIZE + 1];
	set_common(table, object, entry);
	for (guint i = 0; i < object->body->n_members; i++) {
		const struct member *member = &object->body->members[i];
		int place = kind_field_place(kind, member->key);
		if (place >= 0)
			field_set(table, made->columns[place], kind->by_name[place], member->value,
				tables->zone);
	}
	if (!judge_add(table, error) || !add_lists(tables, object, side, error))
		return FALSE;
	gboolean own_evidence = FALSE;
	if (side == SIDE_PEER)
		return TRUE;
	if (object->retired_at == 0 && !add_references(tables, object, &own_evidence, error))
		return FALSE;
	return add_object_row(tables, object, own_evidence, error);
}
