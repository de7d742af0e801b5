/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of rule tests, straight into a table. */
#include <string.h>

#include "base/moment.h"
#include "tables_private.h"

struct adding {
	struct tables *tables;
	gint64 now;
	struct problems *problems;
	const struct kind *kind;   /* of a kind's table or list */
	const struct field *list;  /* of a list's table */
	const struct derived_table *derived;
};

/* `now`, `now-30d`, `now+1h` */
static gboolean
relative(const char *text, gint64 now, gint64 *ret)
{
	gint64 by = 0;
	if (!g_str_has_prefix(text, "now"))
		return FALSE;
	text += 3;
	if (*text == '\0') {
		*ret = now;
		return TRUE;
	}
	if ((*text != '-' && *text != '+') || !duration_parse(text + 1, &by))
		return FALSE;
	*ret = *text == '-' ? now - by : now + by;
	return TRUE;
}

/* The field that a column belongs to, NULL for common columns and derived tables. */
static const struct field *
field_of_column(const struct adding *adding, const char *column)
{
	if (adding->kind == NULL)
		return NULL;
	const struct field *list = adding->list;
	if (list != NULL && list->of->type != FIELD_RECORD)
		return g_str_has_prefix(column, "value") ? list->of : NULL;
	guint n = list != NULL ? list->of->n_fields : adding->kind->n_fields;
	const struct field *const *fields = list != NULL ? list->of->fields : adding->kind->fields;
	for (guint i = 0; i < n; i++)
		if (strcmp(fields[i]->name, column) == 0)
			return fields[i];
	return NULL;
}

static gboolean
time_of(const struct adding *adding, const struct field *field, const char *text, gint64 *ret)
{
	gboolean until = field != NULL && field->type == FIELD_UNTIL;
	return relative(text, adding->now, ret) || moment_parse(text, ret)
		|| date_parse(text, adding->tables->zone, until, ret) || duration_parse(text, ret);
}

gboolean
tables_story_time(const struct tables *tables, const char *text, gint64 now, gint64 *ret)
{
	struct adding adding = { .tables = (struct tables *)tables, .now = now };
	return time_of(&adding, NULL, text, ret);
}

static void
set_cell(const struct adding *adding, struct judge_table *table, guint at,
	const struct judge_column *column, const struct member *cell)
{
	const struct value *value = cell->value;
	gint64 moment;
	if (value->type == VALUE_INT && column->type == JUDGE_INT)
		judge_set_int(table, at, value->integer);
	else if (value->type == VALUE_BOOL && column->type == JUDGE_INT)
		judge_set_int(table, at, value->truth);
	else if (value->type == VALUE_INT) {
		g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
		/* kept until the row is added; a story has few of them */
		judge_set_text(table, at, g_intern_string(text), -1);
	} else if (value->type == VALUE_TEXT && column->type == JUDGE_TEXT)
		judge_set_text(table, at, value->text, (gssize)value->len);
	else if (value->type == VALUE_TEXT
		&& time_of(adding, field_of_column(adding, column->name), value->text, &moment))
		judge_set_int(table, at, moment);
	else if (value->type != VALUE_NULL)
		problem_add(adding->problems, ERROR_INPUT, cell->place,
			"列 %s にこの値は入りません", "this value does not fit the column %s",
			column->name);
}

static gboolean
given(const struct value *row, const char *column)
{
	return value_member(row, column) != NULL;
}

static void
set_row(const struct adding *adding, struct judge_table *table, const struct value *row)
{
	const struct judge_column *columns;
	guint n = judge_table_columns(table, &columns);
	for (guint i = 0; i < n; i++) {
		const struct member *cell = value_member(row, columns[i].name);
		if (cell != NULL)
			set_cell(adding, table, i, &columns[i], cell);
		else if (strcmp(columns[i].name, "system") == 0)
			judge_set_text(table, i, "s", -1);
		else if (adding->kind != NULL && adding->list == NULL
			&& (strcmp(columns[i].name, "created_at") == 0
				|| strcmp(columns[i].name, "put_at") == 0))
			judge_set_int(table, i, adding->now - MOMENT_DAY);
	}
	for (guint k = 0; k < row->n_members; k++) {
		gboolean known = FALSE;
		for (guint i = 0; i < n; i++)
			known = known || strcmp(columns[i].name, row->members[k].key) == 0;
		if (!known)
			problem_add(adding->problems, ERROR_INPUT, row->members[k].place,
				"この表に列 %s はありません", "this table has no column %s",
				row->members[k].key);
	}
}

static void
find_table(struct adding *adding, const char *stem)
{
	const struct model *model = adding->tables->model;
	adding->derived = model_table(model, stem);
	const char *plain = g_str_has_prefix(stem, "peer_") ? stem + 5 : stem;
	adding->kind = model_kind(model, plain);
	for (guint i = 0; adding->kind == NULL && adding->derived == NULL && i < model->n_kinds; i++) {
		const struct kind *kind = model->kinds[i];
		gsize len = strlen(kind->name);
		if (strncmp(plain, kind->name, len) != 0 || plain[len] != '_')
			continue;
		const struct field *field = kind_field(kind, plain + len + 1);
		if (field != NULL && field->type == FIELD_LIST) {
			adding->kind = kind;
			adding->list = field;
		}
	}
}

/* A field of its own names an evidence, as tables_add finds it. */
static gboolean
names_evidence(const struct adding *adding, const struct value *row)
{
	for (guint i = 0; i < row->n_members; i++) {
		const struct field *field = field_of_column(adding, row->members[i].key);
		if (field != NULL && field->type == FIELD_REF && field->n_targets == 1
			&& strcmp(field->targets[0]->name, "evidence") == 0)
			return TRUE;
	}
	return FALSE;
}

/* An object of a test is also an object of the table `object`, so that names and approvals work. */
static gboolean
add_object(const struct adding *adding, const struct value *row, gboolean retired)
{
	struct judge_table *object = adding->tables->object;
	const struct judge_column *columns;
	guint n = judge_table_columns(object, &columns);
	for (guint i = 0; i < n; i++) {
		const struct member *cell = value_member(row, columns[i].name);
		if (strcmp(columns[i].name, "kind") == 0)
			judge_set_text(object, i, adding->kind->name, -1);
		else if (cell != NULL)
			set_cell(adding, object, i, &columns[i], cell);
		else if (strcmp(columns[i].name, "system") == 0)
			judge_set_text(object, i, "s", -1);
		else if (strcmp(columns[i].name, "phase") == 0)
			judge_set_int(object, i, adding->kind->phase);
		else if (strcmp(columns[i].name, "own_evidence") == 0)
			judge_set_int(object, i, names_evidence(adding, row));
		else if (strcmp(columns[i].name, "erased") == 0)
			judge_set_int(object, i, 0);
		else if (strcmp(columns[i].name, "name") == 0)
			judge_set_text(object, i, value_get_text(row, "id"), -1);
		else if (g_str_has_suffix(columns[i].name, "ed_at") && !retired
			&& strcmp(columns[i].name, "retired_at") != 0)
			judge_set_int(object, i, adding->now - MOMENT_DAY);
		else if (strcmp(columns[i].name, "put_at") == 0)
			judge_set_int(object, i, adding->now - MOMENT_DAY);
	}
	GError *error = NULL;
	if (!judge_add(object, &error)) {
		problem_take(adding->problems, error);
		return FALSE;
	}
	return TRUE;
}

gboolean
tables_add_row(struct tables *tables, const char *table, const struct value *row, gint64 now,
	struct problems *problems)
{
	gboolean all = g_str_has_suffix(table, "_all");
	g_autofree char *stem = all ? g_strndup(table, strlen(table) - 4) : g_strdup(table);
	struct adding adding = { .tables = tables, .now = now, .problems = problems };
	gboolean retired = all && given(row, "retired_at");
	g_autofree char *name = retired ? g_strconcat(stem, "_retired", NULL) : g_strdup(stem);
	struct judge_table *into = judge_db_find(tables->db, name);
	if (into == NULL || row->type != VALUE_MAP) {
		problem_add(problems, ERROR_INPUT, row->place, "表 %s はありません",
			"there is no table %s", table);
		return FALSE;
	}
	guint before = problems_count(problems);
	find_table(&adding, stem);
	set_row(&adding, into, row);
	GError *error = NULL;
	if (!judge_add(into, &error)) {
		problem_take(problems, error);
		return FALSE;
	}
	gboolean object = adding.kind != NULL && adding.list == NULL
		&& !g_str_has_prefix(stem, "peer_") && given(row, "id");
	return problems_count(problems) == before && (!object || add_object(&adding, row, retired));
}
