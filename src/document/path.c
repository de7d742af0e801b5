/* SPDX-License-Identifier: Apache-2.0 */
#include "path.h"

#include <string.h>

#include "base/yaml.h"

struct loading {
	struct path *path;
	struct problems *problems;
	GArray *questions; /* of struct path_question */
	struct label block; /* waits for its first question */
};

static void wrong(struct loading *loading, struct place place, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
wrong(struct loading *loading, struct place place, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(loading->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
}

static struct label
label(struct loading *loading, const struct value *of, const char *key)
{
	const struct value *map = key == NULL ? of : value_get(of, key);
	struct label made = { value_get_text(map, "ja"), value_get_text(map, "en") };
	if (map != NULL && (made.ja == NULL || made.en == NULL))
		wrong(loading, map->place, "ja と en が要ります", "ja and en are needed");
	return made;
}

static void
known_keys(struct loading *loading, const struct value *map, const char *const *known)
{
	for (guint i = 0; map->type == VALUE_MAP && i < map->n_members; i++)
		if (!g_strv_contains(known, map->members[i].key))
			wrong(loading, map->members[i].place, "%s という項目はありません",
				"there is no member %s", map->members[i].key);
}

/* ---- questions ---- */

static void
read_options(struct loading *loading, const struct value *map, struct path_question *question)
{
	static const char *const KNOWN[] = { "ja", "en", "with", "note", NULL };
	struct path_option *made =
		arena_alloc(loading->path->arena, MAX(1, map->n_members) * sizeof *made);
	for (guint i = 0; i < map->n_members; i++) {
		const struct value *option = map->members[i].value;
		known_keys(loading, option, KNOWN);
		made[i] = (struct path_option) { .code = map->members[i].key,
			.label = label(loading, option, NULL), .note = label(loading, option, "note"),
			.with = value_get(option, "with") };
	}
	question->type = ASK_OPTION;
	question->options = made;
	question->n_options = map->n_members;
}

static void
read_field(struct loading *loading, const struct value *at, struct path_question *question)
{
	g_auto(GStrv) parts = g_strsplit(at->type == VALUE_TEXT ? at->text : "", ".", 2);
	question->kind = parts[0] == NULL ? NULL : model_kind(loading->path->model, parts[0]);
	const char *name = question->kind == NULL || parts[1] == NULL ? "" : parts[1];
	if (strcmp(name, "name") == 0) {
		question->type = ASK_NAME;
	} else if (strcmp(name, "id") == 0) {
		question->type = ASK_ID;
	} else {
		question->type = ASK_FIELD;
		question->field = question->kind == NULL ? NULL : kind_field(question->kind, name);
		if (question->field == NULL)
			wrong(loading, at->place, "種別.項目 が要ります", "KIND.FIELD is expected");
	}
}

static void
read_type(struct loading *loading, const struct value *map, struct path_question *question)
{
	const struct value *field = value_get(map, "field"), *options = value_get(map, "options");
	const char *pick = value_get_text(map, "pick");
	gboolean yes = value_get_bool(map, "yes", FALSE);
	if ((field != NULL) + (options != NULL) + (pick != NULL) + yes != 1) {
		wrong(loading, map->place, "field、options、pick、yes のうち一つが要ります",
			"one of field, options, pick and yes is needed");
	} else if (field != NULL) {
		read_field(loading, field, question);
	} else if (options != NULL && options->type == VALUE_MAP) {
		read_options(loading, options, question);
	} else if (pick != NULL) {
		question->type = ASK_PICK;
		question->kind = model_kind(loading->path->model, pick);
		if (question->kind == NULL)
			wrong(loading, map->place, "種別 %s はありません", "there is no kind %s", pick);
	} else {
		question->type = ASK_YES;
	}
}

static void
read_question(struct loading *loading, const struct value *map)
{
	static const char *const KNOWN[] = { "id", "field", "options", "pick", "yes", "preset", "when",
		"optional", "ask", "why", "example", NULL };
	struct path_question question = { .id = value_get_text(map, "id"), .block = loading->block,
		.ask = label(loading, map, "ask"), .why = label(loading, map, "why"),
		.example = label(loading, map, "example"), .preset = value_get(map, "preset"),
		.when = value_get(map, "when"), .optional = value_get_bool(map, "optional", FALSE) };
	known_keys(loading, map, KNOWN);
	if (question.id == NULL || question.ask.ja == NULL) {
		wrong(loading, map->place, "id と ask が要ります", "id and ask are needed");
		return;
	}
	for (guint i = 0; i < loading->questions->len; i++)
		if (strcmp(g_array_index(loading->questions, struct path_question, i).id, question.id) == 0)
			wrong(loading, map->place, "id %s が二つあります", "id %s stands twice", question.id);
	read_type(loading, map, &question);
	loading->block = (struct label) { 0 };
	g_array_append_val(loading->questions, question);
}

static void
read_questions(struct loading *loading, const struct value *list)
{
	for (guint i = 0; list != NULL && list->type == VALUE_LIST && i < list->n_items; i++) {
		const struct value *item = list->items[i];
		if (value_get(item, "block") != NULL)
			loading->block = label(loading, item, "block");
		else
			read_question(loading, item);
	}
	struct path *path = loading->path;
	gsize size = loading->questions->len * sizeof(struct path_question);
	struct path_question *made = arena_alloc(path->arena, MAX(1, size));
	if (size > 0)
		memcpy(made, loading->questions->data, size);
	path->questions = made;
	path->n_questions = loading->questions->len;
	if (path->n_questions == 0)
		wrong(loading, (struct place) { 0 }, "質問がありません", "there are no questions");
}

/* ---- what is made of the answers ---- */

static void
check_objects(struct loading *loading, const struct value *list)
{
	static const char *const KNOWN[] = { "kind", "id", "in", "when", "body", NULL };
	for (guint i = 0; list != NULL && list->type == VALUE_LIST && i < list->n_items; i++) {
		const struct value *item = list->items[i];
		const char *kind = value_get_text(item, "kind");
		known_keys(loading, item, KNOWN);
		if (kind == NULL || model_kind(loading->path->model, kind) == NULL
			|| value_get_text(item, "id") == NULL || value_get(item, "body") == NULL)
			wrong(loading, item->place, "kind、id、body が要ります",
				"kind, id and body are needed");
	}
}

static gboolean
load(struct loading *loading, const struct model_file *file)
{
	static const char *const KNOWN[] = { "title", "intro", "random", "questions", "values", "objects",
		NULL };
	struct path *path = loading->path;
	const struct value *root = yaml_parse(
		path->arena, file->bytes.at, file->bytes.len, file->shown, loading->problems);
	if (root == NULL)
		return FALSE;
	known_keys(loading, root, KNOWN);
	path->title = label(loading, root, "title");
	path->intro = label(loading, root, "intro");
	path->values = value_get(root, "values");
	path->objects = value_get(root, "objects");
	path->random = value_get(root, "random");
	read_questions(loading, value_get(root, "questions"));
	check_objects(loading, path->objects);
	return problems_count(loading->problems) == 0;
}

struct path *
path_load(const struct model *model, const char *name, struct problems *problems)
{
	g_autofree char *file_name = g_strdup_printf("path/%s.yaml", name);
	const struct model_file *file = model_files_find(model->files, file_name);
	if (file == NULL) {
		problem_add(problems, ERROR_NOT_FOUND, (struct place) { 0 }, "model/%s がありません",
			"there is no model/%s", file_name);
		return NULL;
	}
	struct path *path = g_new0(struct path, 1);
	path->model = model;
	path->arena = arena_new();
	struct loading loading = { .path = path, .problems = problems,
		.questions = g_array_new(FALSE, TRUE, sizeof(struct path_question)) };
	gboolean ok = load(&loading, file);
	g_array_unref(loading.questions);
	if (ok)
		return path;
	path_free(path);
	return NULL;
}

void
path_free(struct path *path)
{
	if (path == NULL)
		return;
	arena_free(path->arena);
	g_free(path);
}

const struct path_question *
path_question(const struct path *path, const char *id)
{
	for (guint i = 0; i < path->n_questions; i++)
		if (strcmp(path->questions[i].id, id) == 0)
			return &path->questions[i];
	return NULL;
}
