/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the stories beside rules, grounds and derivations, in TAP: run_stories [--mutate] MODEL_FOLDER [NAME…]
 * Without names all of them (a name may end in *), and every rule must have a story that makes it
 * fire and one that keeps it silent. With --mutate the stories judge the rule's mutants instead.
 */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "gate/rule_test.h"
#include "mutate.h"

struct run {
	struct session *session;
	const struct model_files *files;
	struct mutants_allowed *allowed; /* NULL: stories alone */
	guint number, failed, stories, mutants;
};

static void
say(struct run *run, gboolean ok, const char *name, const struct problems *problems)
{
	printf("%sok %u - %s\n", ok ? "" : "not ", ++run->number, name);
	run->failed += !ok;
	for (guint i = 0; problems != NULL && i < problems->list->len; i++) {
		g_autofree char *text = error_text(g_ptr_array_index(problems->list, i), "en");
		g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
		for (guint k = 0; lines[k] != NULL; k++)
			printf("# %s\n", lines[k]);
	}
}

static void
run_file(struct run *run, const char *path, gboolean rule)
{
	const struct model_file *file = model_files_find(run->files, path);
	struct problems problems;
	problems_init(&problems);
	struct rule_test_result result = { 0 };
	if (file == NULL)
		problem_add(&problems, ERROR_NOT_FOUND, (struct place) { .file = path },
			"話のファイルがない", "there is no file of stories");
	else
		rule_test_run(run->session, file, &result, &problems);
	if (file != NULL && rule && (result.fires == 0 || result.silent == 0))
		problem_add(&problems, ERROR_INPUT, (struct place) { .file = path },
			"fires と silent の両方が要る", "it needs both a story that fires and a silent one");
	run->stories += result.stories;
	say(run, problems_count(&problems) == 0, path, &problems);
	problems_clear(&problems);
}

static void
mutate_file(struct run *run, const char *path, const struct mutated *mutated)
{
	const struct model_file *file = model_files_find(run->files, path);
	struct problems problems;
	problems_init(&problems);
	struct mutation_result result = { 0 };
	if (file == NULL)
		problem_add(&problems, ERROR_NOT_FOUND, (struct place) { .file = path },
			"話のファイルがない", "there is no file of stories");
	else
		mutate(run->session, mutated, file, run->allowed, &result, &problems);
	g_autofree char *name = g_strdup_printf(
		"%s: %u mutants, %u survive, %u explained, %u change only a sentence", path,
		result.mutants, result.survivors, result.allowed, result.sentence);
	run->mutants += result.mutants;
	say(run, problems_count(&problems) == 0, name, &problems);
	problems_clear(&problems);
}

static void
run_one(struct run *run, const char *path, gboolean rule, const struct mutated *mutated)
{
	if (run->allowed != NULL)
		mutate_file(run, path, mutated);
	else
		run_file(run, path, rule);
}

static gboolean
wanted(char **names, const char *id)
{
	for (guint i = 0; names != NULL && names[i] != NULL; i++)
		if (strcmp(names[i], id) == 0 || (g_str_has_suffix(names[i], "*")
				&& strncmp(names[i], id, strlen(names[i]) - 1) == 0))
			return TRUE;
	return names == NULL || names[0] == NULL;
}

/* A derivation may have stories; its id is its file's name, 41-system_rank. */
static void
run_derivations(struct run *run, const struct rulebook *book, char **names)
{
	for (guint i = 0; i < book->derivations->len; i++) {
		const struct derivation *derivation = g_ptr_array_index(book->derivations, i);
		g_autofree char *id = g_path_get_basename(derivation->file);
		id[strlen(id) - strlen(".sql")] = '\0';
		g_autofree char *path = g_strdup_printf("derive/%s.test.yaml", id);
		struct mutated mutated = { id, derivation->file, derivation->sql, derivation->first_line };
		if (model_files_find(run->files, path) != NULL
			&& (wanted(names, id) || wanted(names, derivation->name)))
			run_one(run, path, FALSE, &mutated);
	}
}

static void
run_all(struct run *run, const struct rulebook *book, char **names)
{
	run_derivations(run, book, names);
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		g_autofree char *path = g_strdup_printf("rules/%s.test.yaml", rule->id);
		struct mutated mutated = { rule->id, rule->file, rule->sql, rule->first_line };
		if (wanted(names, rule->id))
			run_one(run, path, TRUE, &mutated);
	}
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		g_autofree char *path =
			g_strdup_printf("guideline/grounds/%s.test.yaml", ground->check);
		struct mutated mutated = { ground->check, ground->file, ground->sql, ground->first_line };
		if (wanted(names, ground->check))
			run_one(run, path, FALSE, &mutated);
	}
}

static void
run_model(struct run *run, struct model *model, gboolean mutating, const char *folder, char **names)
{
	g_autoptr(GError) error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct rulebook *book = rulebook_new(model, &problems);
	struct methods *methods = methods_new(model, &problems);
	g_autofree char *allowed = g_build_filename(folder, "rules", "mutants-allowed", NULL);
	run->session = session_new(model, book, methods, 9 * MOMENT_HOUR, &problems, &error);
	if (run->session == NULL)
		problem_take(&problems, g_steal_pointer(&error));
	if (mutating) {
		run->allowed = mutants_allowed_read(allowed, &problems);
		mutants_allowed_check(run->allowed, book, &problems);
	}
	say(run, problems_count(&problems) == 0, "every file of the model can be used", &problems);
	guint before = run->number;
	if (run->session != NULL)
		run_all(run, book, names);
	if (names[0] != NULL && run->number == before)
		say(run, FALSE, "there is no rule or ground of this name", NULL);
	if (mutating)
		mutants_allowed_free(run->allowed);
	problems_clear(&problems);
	session_free(run->session);
	methods_free(methods);
	rulebook_free(book);
}

int
main(int argc, char **argv)
{
	gboolean mutating = argc > 1 && strcmp(argv[1], "--mutate") == 0;
	char **args = argv + (mutating ? 2 : 1);
	if (args[0] == NULL) {
		fprintf(stderr, "run_stories [--mutate] MODEL_FOLDER [NAME...]\n");
		return 2;
	}
	g_autoptr(GError) error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct run run = { 0 };
	struct model_files *files = model_files_open_source(args[0], &error);
	struct model *model = files == NULL ? NULL : model_new(files, &problems);
	run.files = files;
	if (error != NULL)
		problem_take(&problems, g_steal_pointer(&error));
	if (model == NULL)
		say(&run, FALSE, "the model can be read", &problems);
	else
		run_model(&run, model, mutating, args[0], args + 1);
	printf("1..%u\n# %u stories, %u mutants\n", run.number, run.stories, run.mutants);
	problems_clear(&problems);
	model_free(model);
	model_files_free(files);
	return run.failed == 0 ? 0 : 1;
}
