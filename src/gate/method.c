/* SPDX-License-Identifier: Apache-2.0 */
#include "method.h"

#include <string.h>

#include "base/moment.h"
#include "base/yaml.h"

struct method {
	const char *standard;
	const char *file;
	GArray *values[N_RANKS]; /* of struct judge_value */
};

struct methods {
	struct arena *arena;
	GPtrArray *list; /* of struct method */
};

struct reading {
	struct methods *methods;
	struct method *method;
	struct problems *problems;
};

static void wrong(struct reading *reading, const struct value *at, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
wrong(struct reading *reading, const struct value *at, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(reading->problems, error_new_va(ERROR_INPUT, at->place, ja, en, args));
	va_end(args);
}

static const char *
join(struct reading *reading, const struct value *list)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0; i < list->n_items; i++) {
		const struct value *item = list->items[i];
		g_string_append(out, i > 0 ? ", " : "");
		if (item->type == VALUE_INT)
			g_string_append_printf(out, "%" G_GINT64_FORMAT, item->integer);
		else if (item->type == VALUE_TEXT)
			g_string_append(out, item->text);
		else
			wrong(reading, item, "一覧には語か数を書きます", "a list holds words or numbers");
	}
	return arena_dup(reading->methods->arena, out->str, out->len);
}

/* What type says of a value: also a list where one word is meant is a mistake. */
static gboolean
fits(const char *type, const struct value *value)
{
	if (g_strcmp0(type, "duration") == 0 || g_strcmp0(type, "text") == 0)
		return value->type == VALUE_TEXT;
	if (g_strcmp0(type, "list") == 0)
		return value->type == VALUE_LIST;
	return value->type == VALUE_INT
		&& (g_strcmp0(type, "number") == 0
			|| (g_strcmp0(type, "percent") == 0 && value->integer >= 0 && value->integer <= 100));
}

static void
add_value(struct reading *reading, enum rank rank, const char *key, int phase, const char *type,
	const struct value *value)
{
	struct judge_value made = { .key = key, .phase = phase };
	if (!fits(type, value)) {
		wrong(reading, value, "%1$s: 値が type(%2$s)に合いません", "%1$s: the value is no %2$s", key,
			type == NULL ? "(type)" : type);
		return;
	}
	if (value->type == VALUE_LIST) {
		made.text = join(reading, value);
	} else if (value->type == VALUE_INT) {
		made.is_number = TRUE;
		made.number = value->integer;
	} else if (value->type == VALUE_TEXT && g_strcmp0(type, "duration") == 0) {
		made.is_number = TRUE;
		if (!duration_parse(value->text, &made.number))
			wrong(reading, value, "%1$s: \"%2$s\" は期間ではありません",
				"%1$s: \"%2$s\" is no duration", key, value->text);
	} else {
		made.text = value->text;
	}
	g_array_append_val(reading->method->values[rank], made);
}

static void
read_ranks(struct reading *reading, const char *key, int phase, const char *type,
	const struct value *map)
{
	const struct value *all = value_get(map, "all");
	for (guint rank = 0; rank < N_RANKS; rank++) {
		const struct value *value = all != NULL ? all : value_get(map, RANK_CODES[rank]);
		if (value != NULL)
			add_value(reading, (enum rank)rank, key, phase, type, value);
		else if (value_get(map, "phases") == NULL)
			wrong(reading, map, "%1$s: %2$s の値がありません",
				"%1$s: there is no value for %2$s", key, RANK_CODES[rank]);
	}
}

static void
read_value(struct reading *reading, const struct member *member)
{
	const struct value *map = member->value, *phases = value_get(map, "phases");
	const char *type = value_get_text(map, "type");
	if (map->type != VALUE_MAP || value_get_text(map, "ja") == NULL
		|| value_get_text(map, "en") == NULL) {
		wrong(reading, map, "%s: {type, all または high・mid・low, ja, en} が要ります",
			"%s: {type, all or high, mid, low, ja, en} is expected", member->key);
		return;
	}
	read_ranks(reading, member->key, 0, type, map);
	for (guint i = 0; phases != NULL && phases->type == VALUE_MAP && i < phases->n_members; i++) {
		int phase = (int)g_ascii_strtoll(phases->members[i].key, NULL, 10);
		read_ranks(reading, member->key, phase, type, phases->members[i].value);
	}
}

static void
method_free(gpointer data)
{
	struct method *method = data;
	for (guint i = 0; i < N_RANKS; i++)
		g_array_unref(method->values[i]);
	g_free(method);
}

static void
read_file(struct methods *methods, const struct model_file *file, struct problems *problems)
{
	const struct value *root =
		yaml_parse(methods->arena, file->bytes.at, file->bytes.len, file->shown, problems);
	if (root == NULL)
		return;
	struct method *method = g_new0(struct method, 1);
	struct reading reading = { methods, method, problems };
	for (guint i = 0; i < N_RANKS; i++)
		method->values[i] = g_array_new(FALSE, TRUE, sizeof(struct judge_value));
	method->standard = value_get_text(root, "standard");
	method->file = file->shown;
	const struct value *values = value_get(root, "values");
	if (method->standard == NULL || values == NULL || values->type != VALUE_MAP) {
		wrong(&reading, root, "standard と values が要ります", "`standard` and `values` are needed");
		method_free(method);
		return;
	}
	for (guint i = 0; i < values->n_members; i++)
		read_value(&reading, &values->members[i]);
	g_ptr_array_add(methods->list, method);
}

struct methods *
methods_new(const struct model *model, struct problems *problems)
{
	struct methods *methods = g_new0(struct methods, 1);
	methods->arena = arena_new();
	methods->list = g_ptr_array_new_with_free_func(method_free);
	g_autoptr(GPtrArray) files = model_files_below(model->files, "method/", ".yaml");
	for (guint i = 0; i < files->len; i++)
		read_file(methods, g_ptr_array_index(files, i), problems);
	return methods;
}

void
methods_free(struct methods *methods)
{
	if (methods == NULL)
		return;
	g_ptr_array_unref(methods->list);
	arena_free(methods->arena);
	g_free(methods);
}

const struct method *
methods_find(const struct methods *methods, const char *standard)
{
	for (guint i = 0; standard != NULL && i < methods->list->len; i++) {
		const struct method *method = g_ptr_array_index(methods->list, i);
		if (strcmp(method->standard, standard) == 0)
			return method;
	}
	return NULL;
}

const struct method *
methods_default(const struct methods *methods)
{
	const struct method *ours = methods_find(methods, "ipa3-2026");
	return ours != NULL ? ours
			    : methods->list->len > 0 ? g_ptr_array_index(methods->list, 0) : NULL;
}

const char *
method_standard(const struct method *method)
{
	return method->standard;
}

const struct judge_value *
method_values(const struct method *method, enum rank rank, guint *ret_n)
{
	*ret_n = method->values[rank]->len;
	return (const struct judge_value *)(void *)method->values[rank]->data;
}

const struct judge_value *
method_value(const struct method *method, enum rank rank, int phase, const char *key)
{
	guint n;
	const struct judge_value *values = method_values(method, rank, &n);
	const struct judge_value *best = NULL;
	for (guint i = 0; i < n; i++)
		if ((values[i].phase == phase || values[i].phase == 0) && strcmp(values[i].key, key) == 0
			&& (best == NULL || values[i].phase == phase))
			best = &values[i];
	return best;
}

gboolean
method_fill(
	const struct method *method, struct judge_table *table, const char *system, GError **error)
{
	const struct judge_column *columns;
	guint n_columns = judge_table_columns(table, &columns);
	for (guint rank = 0; rank < N_RANKS; rank++) {
		guint n;
		const struct judge_value *values = method_values(method, (enum rank)rank, &n);
		for (guint i = 0; i < n; i++) {
			for (guint c = 0; c < n_columns; c++) {
				const char *name = columns[c].name;
				if (strcmp(name, "system") == 0)
					judge_set_text(table, c, system, -1);
				else if (strcmp(name, "standard") == 0)
					judge_set_text(table, c, method->standard, -1);
				else if (strcmp(name, "key") == 0)
					judge_set_text(table, c, values[i].key, -1);
				else if (strcmp(name, "rank") == 0)
					judge_set_text(table, c, RANK_CODES[rank], -1);
				else if (strcmp(name, "phase") == 0 && values[i].phase != 0)
					judge_set_int(table, c, values[i].phase);
				else if (strcmp(name, "number") == 0 && values[i].is_number)
					judge_set_int(table, c, values[i].number);
				else if (strcmp(name, "text") == 0 && values[i].text != NULL)
					judge_set_text(table, c, values[i].text, -1);
			}
			if (!judge_add(table, error))
				return FALSE;
		}
	}
	return TRUE;
}
