/* SPDX-License-Identifier: Apache-2.0 */
#include "dtasks.h"

#include <string.h>

#include "base/yaml.h"
#include "rulebook.h"

struct dtasks {
	struct arena *arena;
	GPtrArray *tasks; /* of const struct member*, those that can be used */
	struct judge_table *task, *rank, *call, *spared, *side;
};

/* The words that each list may hold. */
struct reading {
	const struct enumeration *tasks, *models, *layers, *ranks, *types, *forms;
	struct problems *problems;
};

/* ---- reading ---- */

static void wrong(struct reading *reading, struct place place, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
wrong(struct reading *reading, struct place place, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(reading->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
}

/* A list, every item one of the codes. */
static void
check_list(struct reading *reading, const struct member *of, const char *key,
	const struct enumeration *codes)
{
	const struct value *list = value_get(of->value, key);
	for (guint i = 0; list != NULL && list->type == VALUE_LIST && i < list->n_items; i++) {
		const struct value *item = list->items[i];
		if (item->type != VALUE_TEXT || enumeration_code(codes, item->text) == NULL)
			wrong(reading, item->place, "%1$s: %2$s に知らない語があります",
				"%1$s: %2$s holds an unknown word", of->key, key);
	}
	if (list != NULL && list->type != VALUE_LIST)
		wrong(reading, list->place, "%1$s: %2$s は一覧で書きます", "%1$s: %2$s is a list",
			of->key, key);
}

static void
check_sides(struct reading *reading, const struct member *task)
{
	static const char *const SIDES[] = { "own", "csp", "any", NULL };
	const struct value *sides = value_get(task->value, "models");
	if (sides == NULL || sides->type != VALUE_MAP) {
		wrong(reading, task->place, "%s: models が要ります", "%s: models is needed", task->key);
		return;
	}
	for (guint i = 0; i < sides->n_members; i++) {
		const struct member *side = &sides->members[i];
		if (enumeration_code(reading->models, side->key) == NULL
			|| side->value->type != VALUE_TEXT
			|| !g_strv_contains(SIDES, side->value->text))
			wrong(reading, side->place, "%1$s: models の %2$s が読めません",
				"%1$s: models.%2$s cannot be read", task->key, side->key);
	}
}

static void
check_task(struct reading *reading, const struct member *task)
{
	const char *scope = value_get_text(task->value, "scope");
	const struct value *needs = value_get(task->value, "needs");
	if (enumeration_code(reading->tasks, task->key) == NULL)
		wrong(reading, task->place, "責任分界の作業 %s はありません",
			"there is no demarcation task %s", task->key);
	if (g_strcmp0(scope, "system") != 0 && g_strcmp0(scope, "component") != 0)
		wrong(reading, task->place, "%s: scope は system か component です",
			"%s: scope is system or component", task->key);
	if (needs == NULL || needs->type != VALUE_MAP)
		wrong(reading, task->place, "%s: needs が要ります", "%s: needs is needed", task->key);
	check_list(reading, task, "ranks", reading->ranks);
	check_list(reading, task, "except_models", reading->models);
	const struct member need = { .key = task->key, .value = (struct value *)needs };
	check_list(reading, &need, "layers", reading->layers);
	check_list(reading, &need, "models", reading->models);
	check_list(reading, &need, "types", reading->types);
	check_list(reading, &need, "information_form", reading->forms);
	check_sides(reading, task);
}

static const struct enumeration *
words_of(const struct model *model, const char *kind_name, const char *field_name)
{
	const struct kind *kind = model_kind(model, kind_name);
	const struct field *field = kind == NULL ? NULL : kind_field(kind, field_name);
	return field == NULL ? NULL : field->codes;
}

static void
read_file(struct dtasks *dtasks, const struct model *model, struct problems *problems)
{
	static const char PATH[] = "guideline/dtasks.yaml";
	const struct model_file *file = model_files_find(model->files, PATH);
	struct reading reading = { model_enumeration(model, "dtask"),
		model_enumeration(model, "service_model"), model_enumeration(model, "layer"),
		model_enumeration(model, "rank"), words_of(model, "component", "type"),
		words_of(model, "information", "form"), problems };
	if (file == NULL || reading.tasks == NULL || reading.models == NULL || reading.layers == NULL
		|| reading.ranks == NULL || reading.types == NULL || reading.forms == NULL) {
		wrong(&reading, (struct place) { .file = PATH },
			"このファイルか、ファイルの使う語(作業、提供形態、層、ランク、種別、形態)がありません",
			"this file is missing, or the words it uses: tasks, service models, layers, ranks, types, forms");
		return;
	}
	const struct value *root =
		yaml_parse(dtasks->arena, file->bytes.at, file->bytes.len, file->shown, problems);
	for (guint i = 0; root != NULL && root->type == VALUE_MAP && i < root->n_members; i++) {
		guint before = problems_count(problems);
		check_task(&reading, &root->members[i]);
		if (problems_count(problems) == before)
			g_ptr_array_add(dtasks->tasks, &root->members[i]);
	}
}

/* ---- tables ---- */

static struct judge_table *
declare(struct judge_db *db, const char *name, const char *const *columns, GError **error)
{
	struct judge_column made[4];
	guint n = 0;
	for (; columns[n] != NULL; n++) {
		gboolean truth = strcmp(columns[n], "always") == 0 || strcmp(columns[n], "custom") == 0;
		made[n] = (struct judge_column) { columns[n], truth ? JUDGE_INT : JUDGE_TEXT };
	}
	return judge_db_table(db, name, made, n, NULL, error);
}

struct dtasks *
dtasks_new(const struct model *model, struct judge_db *db, struct problems *problems, GError **error)
{
	static const char *const TASK[] = { "task", "scope", "always", "custom", NULL };
	static const char *const RANK[] = { "task", "rank", NULL };
	static const char *const CALL[] = { "task", "by", "value", NULL };
	static const char *const SPARED[] = { "task", "model", NULL };
	static const char *const SIDE[] = { "task", "model", "side", NULL };
	struct dtasks *dtasks = g_new0(struct dtasks, 1);
	dtasks->arena = arena_new();
	dtasks->tasks = g_ptr_array_new();
	dtasks->task = declare(db, "dtask", TASK, error);
	dtasks->rank = dtasks->task == NULL ? NULL : declare(db, "dtask_rank", RANK, error);
	dtasks->call = dtasks->rank == NULL ? NULL : declare(db, "dtask_call", CALL, error);
	dtasks->spared = dtasks->call == NULL ? NULL : declare(db, "dtask_spared", SPARED, error);
	dtasks->side = dtasks->spared == NULL ? NULL : declare(db, "dtask_side", SIDE, error);
	if (dtasks->side == NULL) {
		dtasks_free(dtasks);
		return NULL;
	}
	read_file(dtasks, model, problems);
	return dtasks;
}

void
dtasks_free(struct dtasks *dtasks)
{
	if (dtasks == NULL)
		return;
	g_ptr_array_unref(dtasks->tasks);
	arena_free(dtasks->arena);
	g_free(dtasks);
}

/* ---- filling ---- */

static gboolean
add(struct judge_table *table, const char *task, const char *second, const char *third, GError **error)
{
	judge_set_text(table, 0, task, -1);
	judge_set_text(table, 1, second, -1);
	if (third != NULL)
		judge_set_text(table, 2, third, -1);
	return judge_add(table, error);
}

/* One row an item; `by` goes before it where it is not NULL. */
static gboolean
add_list(struct judge_table *table, const char *task, const char *by, const struct value *map,
	const char *key, GError **error)
{
	const struct value *list = value_get(map, key);
	for (guint i = 0; list != NULL && i < list->n_items; i++) {
		const char *item = list->items[i]->text;
		if (!add(table, task, by == NULL ? item : by, by == NULL ? NULL : item, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
fill_task(struct dtasks *dtasks, const struct member *task, GError **error)
{
	const struct value *needs = value_get(task->value, "needs");
	const struct value *sides = value_get(task->value, "models");
	judge_set_int(dtasks->task, 2, value_get_bool(task->value, "always", FALSE));
	judge_set_int(dtasks->task, 3, value_get_bool(needs, "custom", FALSE));
	if (!add(dtasks->task, task->key, value_get_text(task->value, "scope"), NULL, error)
		|| !add_list(dtasks->rank, task->key, NULL, task->value, "ranks", error)
		|| !add_list(dtasks->call, task->key, "layer", needs, "layers", error)
		|| !add_list(dtasks->call, task->key, "type", needs, "types", error)
		|| !add_list(dtasks->call, task->key, "model", needs, "models", error)
		|| !add_list(dtasks->call, task->key, "information", needs, "information_form", error)
		|| !add_list(dtasks->spared, task->key, NULL, task->value, "except_models", error))
		return FALSE;
	for (guint i = 0; i < sides->n_members; i++)
		if (!add(dtasks->side, task->key, sides->members[i].key, sides->members[i].value->text,
			    error))
			return FALSE;
	return TRUE;
}

gboolean
dtasks_fill(struct dtasks *dtasks, GError **error)
{
	for (guint i = 0; i < dtasks->tasks->len; i++)
		if (!fill_task(dtasks, g_ptr_array_index(dtasks->tasks, i), error))
			return FALSE;
	return TRUE;
}
