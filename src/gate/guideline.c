/* SPDX-License-Identifier: Apache-2.0 */
#include "guideline.h"

#include <string.h>

#include "base/yaml.h"

struct reading {
	struct guideline *guideline;
	const struct model *model;
	struct problems *problems;
};

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

static char *const *
words(struct reading *reading, const struct value *map, const char *key)
{
	const struct value *list = value_get(map, key);
	if (list == NULL || list->type != VALUE_LIST)
		return NULL;
	char **made = arena_alloc(reading->guideline->arena, (list->n_items + 1) * sizeof *made);
	for (guint i = 0; i < list->n_items; i++) {
		made[i] = (char *)(list->items[i]->type == VALUE_TEXT ? list->items[i]->text : "");
		if (list->items[i]->type != VALUE_TEXT)
			wrong(reading, list->items[i]->place, "%s: 語が要ります", "%s: a word is expected",
				key);
	}
	return made;
}

static void
by_rank(struct reading *reading, const struct value *map, const char *key,
	char *const *into[N_RANKS])
{
	const struct value *ranks = value_get(map, key);
	for (guint i = 0; ranks != NULL && i < N_RANKS; i++)
		into[i] = words(reading, ranks, RANK_CODES[i]);
}

static struct label
label(struct reading *reading, const struct member *of, const char *ja, const char *en)
{
	struct label made = { value_get_text(of->value, ja), value_get_text(of->value, en) };
	if (made.ja == NULL || made.en == NULL)
		wrong(reading, of->place, "%1$s に %2$s と %3$s が要ります", "%1$s needs %2$s and %3$s",
			of->key, ja, en);
	return made;
}

static guint
word_number(struct reading *reading, const struct member *of, const char *key,
	const char *const *known, guint missing)
{
	const char *word = value_get_text(of->value, key);
	for (guint i = 0; word != NULL && known[i] != NULL; i++)
		if (strcmp(known[i], word) == 0)
			return i;
	if (word != NULL || missing == G_MAXUINT)
		wrong(reading, of->place, "%1$s: %2$s が正しくありません", "%1$s: %2$s is not right",
			of->key, key);
	return missing == G_MAXUINT ? 0 : missing;
}

static void
read_check(struct reading *reading, const struct member *member)
{
	static const char *const CLASSES[] = { "auto", "semi", "attest", NULL };
	static const char *const FORMS[] = { "attestation", "decision", "signature", NULL };
	const struct value *map = member->value;
	struct check *check = arena_alloc(reading->guideline->arena, sizeof *check);
	check->id = member->key;
	check->phase = (int)value_get_int(map, "phase", 0);
	check->class = word_number(reading, member, "class", CLASSES, G_MAXUINT);
	check->form = word_number(reading, member, "form", FORMS, FORM_ATTESTATION);
	check->decides = value_get_text(map, "decides");
	check->title = label(reading, member, "ja", "en");
	check->ask = label(reading, member, "ask_ja", "ask_en");
	check->why = label(reading, member, "why_ja", "why_en");
	check->example = label(reading, member, "example_ja", "example_en");
	by_rank(reading, map, "confirm", check->confirm);
	by_rank(reading, map, "empty_by", check->empty_by);
	check->document = value_get_bool(map, "document", FALSE);
	check->supplied_by = words(reading, map, "supplied_by");
	check->rows = words(reading, map, "rows");
	check->empty_by_itself = value_get_bool(map, "empty_by_itself", FALSE);
	check->never_empty_in_operation = value_get_bool(map, "never_empty_in_operation", FALSE);
	check->eventful = value_get_bool(map, "eventful", FALSE);
	check->brief = value_get_bool(map, "short", FALSE);
	if (check->phase < 1 || check->phase > 8 || check->supplied_by == NULL)
		wrong(reading, member->place, "%s: phase と supplied_by が要ります",
			"%s: phase and supplied_by are needed", member->key);
	if (check->class != CHECK_AUTO && check->confirm[RANK_MID] == NULL)
		wrong(reading, member->place, "%s: 誰が確認するか(confirm)が要ります",
			"%s: who confirms it (confirm) is needed", member->key);
	g_ptr_array_add(reading->guideline->checks, check);
}

static void
read_scope(struct reading *reading, const struct member *member)
{
	struct scope *scope = arena_alloc(reading->guideline->arena, sizeof *scope);
	scope->code = member->key;
	scope->text = label(reading, member, "ja", "en");
	by_rank(reading, member->value, "by", scope->by);
	scope->whole = words(reading, member->value, "whole");
	g_ptr_array_add(reading->guideline->scopes, scope);
}

static void
read_phase(struct reading *reading, const struct member *member)
{
	struct phase *phase = arena_alloc(reading->guideline->arena, sizeof *phase);
	phase->number = (int)g_ascii_strtoll(member->key, NULL, 10);
	phase->code = value_get_text(member->value, "code");
	phase->name = label(reading, member, "ja", "en");
	phase->standard = label(reading, member, "standard_ja", "standard_en");
	phase->checks = words(reading, member->value, "checks");
	g_ptr_array_add(reading->guideline->phases, phase);
}

static void
read_row(struct reading *reading, const struct member *member)
{
	struct guideline_row *row = arena_alloc(reading->guideline->arena, sizeof *row);
	const struct value *phase = value_get(member->value, "phase");
	row->id = member->key;
	row->where = value_get_text(member->value, "where");
	row->phase = phase != NULL && phase->type == VALUE_INT
		? arena_printf(reading->guideline->arena, "%d", (int)phase->integer)
		: "all";
	row->text = label(reading, member, "ja", "en");
	g_ptr_array_add(reading->guideline->rows, row);
}

static void
read_pitfall(struct reading *reading, const struct member *member)
{
	struct pitfall *pitfall = arena_alloc(reading->guideline->arena, sizeof *pitfall);
	pitfall->id = member->key;
	pitfall->factor = (int)value_get_int(member->value, "factor", 0);
	pitfall->factor_name = label(reading, member, "factor_ja", "factor_en");
	pitfall->title = label(reading, member, "ja", "en");
	pitfall->ask = label(reading, member, "ask_ja", "ask_en");
	pitfall->counts_in = value_get_text(member->value, "counts_in");
	pitfall->leans_on = words(reading, member->value, "leans_on");
	if (pitfall->factor < 1 || pitfall->counts_in == NULL || pitfall->leans_on == NULL)
		wrong(reading, member->place, "%s: factor、counts_in、leans_on が要ります",
			"%s: factor, counts_in and leans_on are needed", member->key);
	else
		g_ptr_array_add(reading->guideline->pitfalls, pitfall);
}

/* Names of checks in problems.yaml are names of checks. */
static void
check_pitfalls(struct reading *reading)
{
	const struct guideline *guideline = reading->guideline;
	for (guint i = 0; i < guideline->pitfalls->len; i++) {
		const struct pitfall *pitfall = g_ptr_array_index(guideline->pitfalls, i);
		const char *unknown = guideline_check(guideline, pitfall->counts_in) == NULL
			? pitfall->counts_in
			: NULL;
		for (guint k = 0; pitfall->leans_on[k] != NULL; k++)
			if (guideline_check(guideline, pitfall->leans_on[k]) == NULL)
				unknown = pitfall->leans_on[k];
		if (unknown != NULL)
			wrong(reading, (struct place) { .file = "guideline/problems.yaml" },
				"%1$s: 点検 %2$s はありません", "%1$s: there is no check %2$s",
				pitfall->id, unknown);
	}
}

static void
read_file(struct reading *reading, const char *path,
	void (*read)(struct reading *, const struct member *))
{
	const struct model_file *file = model_files_find(reading->model->files, path);
	if (file == NULL) {
		problem_add(reading->problems, ERROR_NOT_FOUND, (struct place) { .file = path },
			"ファイルがありません", "there is no such file");
		return;
	}
	const struct value *root = yaml_parse(reading->guideline->arena, file->bytes.at,
		file->bytes.len, file->shown, reading->problems);
	for (guint i = 0; root != NULL && root->type == VALUE_MAP && i < root->n_members; i++)
		read(reading, &root->members[i]);
}

struct guideline *
guideline_new(const struct model *model, struct problems *problems)
{
	struct guideline *guideline = g_new0(struct guideline, 1);
	guideline->arena = arena_new();
	guideline->checks = g_ptr_array_new();
	guideline->scopes = g_ptr_array_new();
	guideline->phases = g_ptr_array_new();
	guideline->rows = g_ptr_array_new();
	guideline->pitfalls = g_ptr_array_new();
	struct reading reading = { guideline, model, problems };
	read_file(&reading, "guideline/checks.yaml", read_check);
	read_file(&reading, "guideline/scopes.yaml", read_scope);
	read_file(&reading, "guideline/phases.yaml", read_phase);
	read_file(&reading, "guideline/rows.yaml", read_row);
	read_file(&reading, "guideline/problems.yaml", read_pitfall);
	check_pitfalls(&reading);
	return guideline;
}

void
guideline_free(struct guideline *guideline)
{
	if (guideline == NULL)
		return;
	g_ptr_array_unref(guideline->checks);
	g_ptr_array_unref(guideline->scopes);
	g_ptr_array_unref(guideline->phases);
	g_ptr_array_unref(guideline->rows);
	g_ptr_array_unref(guideline->pitfalls);
	arena_free(guideline->arena);
	g_free(guideline);
}

const struct check *
guideline_check(const struct guideline *guideline, const char *id)
{
	for (guint i = 0; i < guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(guideline->checks, i);
		if (strcmp(check->id, id) == 0)
			return check;
	}
	return NULL;
}
