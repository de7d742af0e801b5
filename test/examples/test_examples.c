/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Are the planted defects of the examples found, one by one, and nothing else in phases 1 to 3?
 *
 *     test_examples EXAMPLES SYSTEM.yaml...
 *
 * EXAMPLES/SYSTEM is the dossier. SYSTEM.yaml says what must be found in it (`expected`) and which
 * fields mend it (`mend`: kind, id, fields; an id that the dossier lacks is a new object). The
 * mended twin loses no object, and must give neither a must nor a should in phases 1 to 3. A file
 * without `mend` is a system whose findings are known and stand.
 * `needs: facts` must be found as soon as its rule exists. What needs a part of the product that is
 * not there yet (evidence, matching …), or a rule that nobody has written (`rule`), is skipped while
 * it is not found, and says so.
 */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/yaml.h"
#include "gate/judge.h"

#define LAST_PHASE 3

struct testing {
	const struct model *model;
	struct judge *judge;
	struct rulebook *book;
	struct arena *arena;
	const char *examples;
	struct dossier *org;
	gint64 now;
	guint number, failed;
};

static void
say(struct testing *testing, gboolean ok, const char *system, const char *what, const char *skip)
{
	printf("%sok %u - %s: %s%s%s\n", ok ? "" : "not ", ++testing->number, system, what,
		skip != NULL ? " # SKIP " : "", skip != NULL ? skip : "");
	testing->failed += !ok;
}

static void
say_problems(struct problems *problems)
{
	for (guint i = 0; i < problems->list->len; i++) {
		g_autofree char *text = error_text(g_ptr_array_index(problems->list, i), "en");
		printf("# %s\n", text);
	}
}

static struct dossier *
read_dossier(struct testing *testing, const char *name)
{
	struct problems problems;
	problems_init(&problems);
	g_autofree char *folder = g_build_filename(testing->examples, name, NULL);
	struct dossier *dossier = dossier_read(testing->model, folder, &problems);
	if (dossier != NULL)
		dossier_check(dossier, testing->org, &problems);
	say_problems(&problems);
	say(testing, problems_count(&problems) == 0, name, "can be read", NULL);
	problems_clear(&problems);
	return dossier;
}

/* ---- the twin ---- */

static struct dossier_object *
find_object(struct dossier *dossier, const struct kind *kind, const char *id)
{
	for (guint i = 0; i < dossier->objects->len; i++) {
		struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		if (object->kind == kind && strcmp(object->id, id) == 0)
			return object;
	}
	return NULL;
}

static void
mend_object(struct testing *testing, struct dossier *dossier, const struct kind *kind,
	const struct member *given, struct problems *problems)
{
	struct dossier_object *object = find_object(dossier, kind, given->key);
	const struct value *fields = object_normalise(testing->model, kind, testing->arena, given->value,
		OBJECT_FROM_OUTSIDE, problems);
	struct value *body = value_map(testing->arena);
	for (guint i = 0; object != NULL && i < object->body->n_members; i++)
		value_set(testing->arena, body, object->body->members[i].key,
			object->body->members[i].value);
	for (guint i = 0; fields != NULL && i < fields->n_members; i++)
		value_set(testing->arena, body, fields->members[i].key, fields->members[i].value);
	object_check_whole(kind, given->key, body, given->place, problems);
	if (object == NULL) {
		object = arena_alloc(testing->arena, sizeof *object);
		*object = (struct dossier_object) { .kind = kind, .id = given->key,
			.by = value_get_text(given->value, "_by"),
			.role = value_get_text(given->value, "_role"), .place = given->place };
		g_ptr_array_add(dossier->objects, object);
	}
	object->body = body;
}

static void
mend(struct testing *testing, struct dossier *dossier, const struct value *mends,
	struct problems *problems)
{
	for (guint i = 0; mends != NULL && i < mends->n_members; i++) {
		const struct kind *kind = model_kind(testing->model, mends->members[i].key);
		const struct value *objects = mends->members[i].value;
		if (kind == NULL)
			problem_add(problems, ERROR_INPUT, mends->members[i].place, "種別がない", "no such kind");
		for (guint k = 0; kind != NULL && k < objects->n_members; k++)
			mend_object(testing, dossier, kind, &objects->members[k], problems);
	}
	dossier_check(dossier, testing->org, problems);
}

/* ---- findings ---- */

static struct judgement *
judge_it(struct testing *testing, const struct dossier *dossier, const char *system)
{
	GError *error = NULL;
	struct judgement *judgement =
		judge_folder(testing->judge, dossier, testing->org, testing->now, &error);
	if (judgement == NULL) {
		g_autofree char *text = error_text(error, "en");
		printf("# %s\n", text);
		say(testing, FALSE, system, "can be judged", NULL);
		g_error_free(error);
	}
	return judgement;
}

static const struct finding *
find_finding(const struct judgement *judgement, const char *id)
{
	for (guint i = 0; i < judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(judgement->findings, i);
		if (strcmp(finding->id, id) == 0)
			return finding;
	}
	return NULL;
}

static char *
expected_id(const struct value *line)
{
	g_auto(GStrv) subject = g_strsplit(value_get_text(line, "subject"), ":", 2);
	const char *key = value_get_text(line, "key");
	return finding_identity(
		value_get_text(line, "rule"), subject[0], subject[1], key != NULL ? key : "");
}

static void
check_expected(struct testing *testing, const char *system, const struct judgement *judgement,
	const struct value *line)
{
	const char *rule = value_get_text(line, "rule"), *needs = value_get_text(line, "needs");
	const char *class = value_get_text(line, "class");
	g_autofree char *id = expected_id(line);
	const struct finding *found = find_finding(judgement, id);
	if (found != NULL) {
		gboolean right = class == NULL || strcmp(class, CLASS_CODES[found->class]) == 0;
		if (!right)
			printf("# it is %s, not %s\n", CLASS_CODES[found->class], class);
		say(testing, right, system, id, NULL);
		return;
	}
	g_autofree char *waits = rulebook_rule(testing->book, rule) == NULL
		? g_strdup_printf("there is no rule %s yet", rule)
		: strcmp(needs, "facts") != 0 ? g_strdup_printf("needs %s", needs) : NULL;
	say(testing, waits != NULL, system, id, waits);
}

static gboolean
is_expected(const struct value *expected, const struct finding *finding)
{
	for (guint i = 0; i < expected->n_items; i++) {
		g_autofree char *id = expected_id(expected->items[i]);
		if (strcmp(id, finding->id) == 0)
			return TRUE;
	}
	return FALSE;
}

/* Unexpected ones are named; those of later phases are told, and fail nothing. */
static guint
count_unexpected(struct testing *testing, const struct judgement *judgement,
	const struct value *expected)
{
	guint n = 0;
	for (guint i = 0; i < judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(judgement->findings, i);
		const struct check *check =
			guideline_check(judge_guideline(testing->judge), finding->check);
		if (finding->class > CLASS_SHOULD || (expected != NULL && is_expected(expected, finding)))
			continue;
		gboolean counts = check == NULL || check->phase <= LAST_PHASE;
		n += counts;
		if (counts || expected != NULL)
			printf("# %s%s %s: %s\n", counts ? "" : "also (later phase) ",
				CLASS_CODES[finding->class], finding->id, finding->en);
	}
	return n;
}

/* The same system with its defects mended, whole and clean. */
static void
check_twin(struct testing *testing, const char *system, struct dossier *dossier,
	const struct value *mends, struct problems *problems)
{
	guint objects = dossier->objects->len;
	mend(testing, dossier, mends, problems);
	say_problems(problems);
	say(testing, problems_count(problems) == 0 && dossier->objects->len >= objects, system,
		"the twin is whole", NULL);
	struct judgement *judgement = judge_it(testing, dossier, system);
	if (judgement != NULL)
		say(testing, count_unexpected(testing, judgement, NULL) == 0, system,
			"the twin is clean in phases 1 to 3", NULL);
	judgement_free(judgement);
}

static void
check_system(struct testing *testing, const char *file)
{
	struct problems problems;
	problems_init(&problems);
	g_autofree char *base = g_path_get_basename(file);
	g_autofree char *system = g_strndup(base, strlen(base) - strlen(".yaml"));
	const struct value *root = yaml_parse_file(testing->arena, file, &problems);
	const struct value *expected = value_get(root, "expected");
	say_problems(&problems);
	say(testing, expected != NULL && expected->type == VALUE_LIST, system, "says what to expect", NULL);
	struct dossier *dossier = read_dossier(testing, system);
	if (dossier == NULL || expected == NULL || expected->type != VALUE_LIST)
		return;
	struct judgement *judgement = judge_it(testing, dossier, system);
	for (guint i = 0; judgement != NULL && i < expected->n_items; i++)
		check_expected(testing, system, judgement, expected->items[i]);
	if (judgement != NULL)
		say(testing, count_unexpected(testing, judgement, expected) == 0, system,
			"nothing but planted defects in phases 1 to 3", NULL);
	judgement_free(judgement);
	const struct value *mends = value_get(root, "mend");
	if (mends != NULL)
		check_twin(testing, system, dossier, mends, &problems);
	dossier_free(dossier);
	problems_clear(&problems);
}

int
main(int argc, char **argv)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = model_files_open(NULL, &error);
	struct model *model = files == NULL ? NULL : model_new(files, &problems);
	struct judge *judge = model == NULL ? NULL : judge_new(model, &problems, &error);
	if (judge == NULL || argc < 3)
		return 99;
	struct testing testing = { .model = model, .judge = judge, .examples = argv[1],
		.book = rulebook_new(model, &problems), .arena = arena_new() };
	moment_parse("2026-11-25T12:00:00+09:00", &testing.now);
	testing.org = read_dossier(&testing, "org");
	for (int i = 2; i < argc && testing.org != NULL; i++)
		check_system(&testing, argv[i]);
	printf("1..%u\n", testing.number);
	dossier_free(testing.org);
	rulebook_free(testing.book);
	arena_free(testing.arena);
	judge_free(judge);
	model_free(model);
	model_files_free(files);
	problems_clear(&problems);
	return testing.failed > 0;
}
