/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/yaml.h"
#include "register.h"

struct reading {
	struct register_map *map;
	const struct kind *kind;
	struct problems *problems;
};

static void
add_column(struct reading *reading, const struct member *member, const struct value *given)
{
	static const char *const KNOWN[] = { "field", "codes", "empty", "new_party", NULL };
	const struct value *field = given->type == VALUE_MAP ? value_get(given, "field") : given;
	struct register_column column = { .header = member->key, .place = given->place,
		.codes = value_get(given, "codes"), .empty = value_get_text(given, "empty"),
		.new_party = value_get_bool(given, "new_party", FALSE) };
	for (guint i = 0; given->type == VALUE_MAP && i < given->n_members; i++)
		if (!g_strv_contains(KNOWN, given->members[i].key))
			problem_add(reading->problems, ERROR_INPUT, given->members[i].place,
				"%s は使えません(field、codes、empty、new_party だけ)",
				"%s is not known (only field, codes, empty, new_party)", given->members[i].key);
	column.field = field != NULL && field->type == VALUE_TEXT ? field->text : NULL;
	gboolean known = column.field != NULL
		&& (strcmp(column.field, "id") == 0 || strcmp(column.field, "name") == 0
			|| strcmp(column.field, "note") == 0 || kind_field(reading->kind, column.field) != NULL);
	if (!known) {
		problem_add(reading->problems, ERROR_INPUT, given->place,
			"列「%1$s」: %2$s という項目は情報システムにありません(id、name、unit、purpose など)",
			"column \"%1$s\": a system has no field %2$s (id, name, unit, purpose …)", member->key,
			column.field == NULL ? "-" : column.field);
		return;
	}
	for (guint i = 0; i < reading->map->columns->len; i++)
		if (strcmp(g_array_index(reading->map->columns, struct register_column, i).field, column.field) == 0)
			problem_add(reading->problems, ERROR_INPUT, given->place,
				"項目 %s に二つの列が割り当てられています", "two columns are for the field %s",
				column.field);
	g_array_append_val(reading->map->columns, column);
}

static void
read_columns(struct reading *reading, const struct value *columns)
{
	for (guint i = 0; columns != NULL && columns->type == VALUE_MAP && i < columns->n_members; i++) {
		const struct member *member = &columns->members[i];
		if (member->value->type != VALUE_LIST)
			add_column(reading, member, member->value);
		for (guint k = 0; member->value->type == VALUE_LIST && k < member->value->n_items; k++)
			add_column(reading, member, member->value->items[k]);
	}
}

static void
read_map(struct reading *reading, const struct value *root, const char *path)
{
	static const char *const KNOWN[] = { "header_row", "columns", "fixed", "ignore", NULL };
	gboolean id = FALSE;
	for (guint i = 0; i < root->n_members; i++)
		if (!g_strv_contains(KNOWN, root->members[i].key))
			problem_add(reading->problems, ERROR_INPUT, root->members[i].place,
				"%s は使えません(header_row、columns、fixed、ignore だけ)",
				"%s is not known (only header_row, columns, fixed, ignore)", root->members[i].key);
	gint64 row = value_get_int(root, "header_row", 1);
	reading->map->header_row = (guint)CLAMP(row, 1, 1000);
	reading->map->fixed = value_get(root, "fixed");
	reading->map->ignore = value_get(root, "ignore");
	read_columns(reading, value_get(root, "columns"));
	for (guint i = 0; i < reading->map->columns->len; i++)
		id |= strcmp(g_array_index(reading->map->columns, struct register_column, i).field, "id") == 0;
	if (!id)
		problem_add(reading->problems, ERROR_INPUT, (struct place) { .file = path },
			"id になる列がありません。columns に「見出し: id」を書いてください",
			"no column is the id; write \"HEADER: id\" under columns");
}

struct register_map *
register_map_read(const struct model *model, const char *path, struct problems *problems)
{
	guint before = problems_count(problems);
	struct register_map *map = g_new0(struct register_map, 1);
	map->model = model;
	map->arena = arena_new();
	map->columns = g_array_new(FALSE, TRUE, sizeof(struct register_column));
	const struct value *root = yaml_parse_file(map->arena, path, problems);
	struct reading reading = { map, model_kind(model, "system"), problems };
	if (root != NULL)
		read_map(&reading, root, path);
	if (root != NULL && problems_count(problems) == before)
		return map;
	register_map_free(map);
	return NULL;
}

void
register_map_free(struct register_map *map)
{
	if (map == NULL)
		return;
	g_array_unref(map->columns);
	arena_free(map->arena);
	g_free(map);
}
