/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs the stories beside rules and grounds, in TAP: run_stories MODEL_FOLDER [NAME…]
 * Without names all of them, and every rule and ground must have a story that makes it fire and one
 * that keeps it silent.
 */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "gate/rule_test.h"

struct run {
	struct session *session;
	const struct model_files *files;
	guint number, failed, stories;
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

static gboolean
wanted(char **names, const char *id)
{
	for (guint i = 0; names != NULL && names[i] != NULL; i++)
		if (strcmp(names[i], id) == 0 || (g_str_has_suffix(names[i], "*")
				&& strncmp(names[i], id, strlen(names[i]) - 1) == 0))
			return TRUE;
	return names == NULL || names[0] == NULL;
}

static void
run_all(struct run *run, const struct rulebook *book, char **names)
{
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		g_autofree char *path = g_strdup_printf("rules/%s.test.yaml", rule->id);
		if (wanted(names, rule->id))
			run_file(run, path, TRUE);
	}
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		g_autofree char *path =
			g_strdup_printf("guideline/grounds/%s.test.yaml", ground->check);
		if (wanted(names, ground->check))
			run_file(run, path, FALSE);
	}
}

int
main(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = argc < 2 ? NULL : model_files_open_source(argv[1], &error);
	struct model *model = files == NULL ? NULL : model_new(files, &problems);
	if (model == NULL) {
		printf("Bail out! no model: %s\n", error != NULL ? error->message : "see below");
		struct run none = { 0 };
		say(&none, FALSE, "model", &problems);
		return 1;
	}
	struct rulebook *book = rulebook_new(model, &problems);
	struct methods *methods = methods_new(model, &problems);
	struct session *session =
		session_new(model, book, methods, 9 * MOMENT_HOUR, &problems, &error);
	if (session == NULL) {
		printf("Bail out! %s\n", error->message);
		return 1;
	}
	struct run run = { session, files, 0, 0, 0 };
	say(&run, problems_count(&problems) == 0, "every file of the model can be used", &problems);
	run_all(&run, book, argv + 2);
	printf("1..%u\n# %u stories\n", run.number, run.stories);
	problems_clear(&problems);
	session_free(session);
	methods_free(methods);
	rulebook_free(book);
	model_free(model);
	model_files_free(files);
	return run.failed == 0 ? 0 : 1;
}
