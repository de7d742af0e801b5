/* SPDX-License-Identifier: Apache-2.0 */
#include "interview.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "base/yaml.h"
#include "document/path.h"
#include "document/register.h"
#include "document/yaml_text.h"
#include "folders.h"
#include "dossiers_write.h"

#define TRIES 3

struct asking {
	struct cli *cli;
	struct path *path;
	struct dossier *org;         /* NULL: there is no folder of the organisation yet */
	const struct value *given;   /* of --answers, or NULL */
	struct value *answers;       /* with what is known beforehand */
	struct value *typed;         /* the same as words, for --answers */
	struct register_map *map;    /* of --register, or NULL */
	const struct object *row;    /* the system as the register has it, or NULL */
	GString *proposed;           /* what was taken as it was proposed */
	guint asked;
	struct arena *arena;
};

static gboolean
english(const struct asking *a)
{
	return strcmp(cli_lang(a->cli), "en") == 0;
}

/* ---- what is told ---- */

static int
stopped(struct asking *a)
{
	fflush(stdout);
	cli_usage(a->cli,
		"途中で終わりました。何も書いていません。下の答えを answers.yaml に保存して "
		"`sekisho init --interview --answers answers.yaml` とすると、続きから始められます",
		"stopped before the end, and nothing was written. Save the answers below as answers.yaml and go on "
		"with `sekisho init --interview --answers answers.yaml`");
	g_autoptr(GString) out = g_string_new(NULL);
	yaml_text(a->typed, 0, out);
	fputs(out->str, stderr);
	return 2;
}

static void
show(struct asking *a, const struct path_question *question, const char *preset, GPtrArray *choices)
{
	const char *lang = cli_lang(a->cli);
	if (question->block.ja != NULL)
		cli_say(a->cli, "\n== %s ==\n", "\n== %s ==\n", label_in(question->block, lang));
	cli_say(a->cli, "\n%s\n", "\n%s\n", label_in(question->ask, lang));
	for (guint i = 0; i < choices->len; i++) {
		const struct path_choice *choice = g_ptr_array_index(choices, i);
		cli_say(a->cli, "  %2u) %s\n", "  %2u) %s\n", i + 1, choice->label);
		if (preset != NULL && strcmp(choice->code, preset) == 0)
			preset = choice->label;
	}
	if (question->type == ASK_YES && preset != NULL)
		preset = strcmp(preset, "yes") == 0 ? (english(a) ? "yes" : "はい")
						    : (english(a) ? "no" : "いいえ");
	if (question->example.ja != NULL && preset == NULL)
		cli_say(a->cli, "  例 %s\n", "  for example: %s\n", label_in(question->example, lang));
	if (preset != NULL)
		cli_say(a->cli, "[%s] > ", "[%s] > ", preset);
	else
		cli_say(a->cli, "%s> ", "%s> ", question->optional ? "[-] " : "");
	fflush(stdout);
}

static void
say_why(struct asking *a, const struct path_question *question)
{
	if (question->why.ja != NULL)
		cli_say(a->cli, "  %s\n", "  %s\n", label_in(question->why, cli_lang(a->cli)));
	else
		cli_say(a->cli, "  答えは記録の「%s」になります。\n", "  The answer becomes \"%s\" of the records.\n",
			question->field != NULL ? label_in(question->field->label, cli_lang(a->cli))
						: label_in(question->ask, cli_lang(a->cli)));
}

/* ---- one answer ---- */

/* A line without its end; NULL at the end of the input. Longer ones come cut, one byte too long. */
static char *
read_line(void)
{
	g_autoptr(GString) line = g_string_new(NULL);
	int c;
	while ((c = getchar()) != EOF && c != '\n')
		if (line->len <= PATH_ANSWER_MAX)
			g_string_append_c(line, (char)(c == 0 ? '\177' : c));
	if (c == EOF && line->len == 0)
		return NULL;
	return g_strstrip(g_string_free(g_steal_pointer(&line), FALSE));
}

static void
keep(struct asking *a, const struct path_question *question, const struct value *value,
	const char *words)
{
	value_set(a->arena, a->answers, question->id, (struct value *)value);
	/* a choice by its code: the numbers shift when the path gets another one */
	value_set_text(a->arena, a->typed, question->id,
		value->type == VALUE_TEXT && *words != '\0' ? value->text : words);
	if (question->type == ASK_OPTION)
		for (guint i = 0; i < question->n_options; i++)
			if (value_is_text(value, question->options[i].code) && question->options[i].note.ja != NULL)
				cli_say(a->cli, "  → %s\n", "  → %s\n",
					label_in(question->options[i].note, cli_lang(a->cli)));
}

static void
took_proposed(struct asking *a, const struct path_question *question)
{
	const char *lang = cli_lang(a->cli);
	if (question->type == ASK_ID || question->type == ASK_YES)
		return; /* an id states nothing, and who says yes has said what it was about */
	if (a->proposed->len > 0)
		g_string_append(a->proposed, english(a) ? "; " : "、");
	if (question->kind == NULL)
		g_string_append_printf(a->proposed, english(a) ? "\"%s\"" : "「%s」", label_in(question->ask, lang));
	else
		g_string_append_printf(a->proposed, english(a) ? "%s: %s" : "%sの%s",
			label_in(question->kind->label, lang),
			question->field != NULL ? label_in(question->field->label, lang)
			: english(a)            ? "name"
						: "名称");
}

/* What can only be known here: whether the place of the folder is free. */
static gboolean
place_is_free(struct asking *a, const struct path_question *question, const char *words,
	GError **error)
{
	if (question->type != ASK_ID || strcmp(question->kind->name, "system") != 0
		|| cli_option(a->cli, "into") != NULL || !g_file_test(words, G_FILE_TEST_EXISTS))
		return TRUE;
	error_set(error, ERROR_REFUSED,
		"%s というフォルダーがもうあります。別の id にするか、--into で置き場所を指定してください",
		"there is a folder %s already; take another id, or name the place with --into", words);
	return FALSE;
}

static gboolean
take(struct asking *a, const struct path_question *question, const char *words, GError **error)
{
	const struct value *value =
		path_answer(a->path, question, words, a->org, a->arena, error);
	if (value == NULL || !place_is_free(a, question, words, error))
		return FALSE;
	keep(a, question, value, words);
	return TRUE;
}

/* ---- asking ---- */

/* What the register says of the system itself goes before what the path proposes. */
static char *
proposal(struct asking *a, const struct path_question *question)
{
	gboolean of_system = a->row != NULL && question->kind == a->row->kind;
	const struct value *there = !of_system ? NULL
		: question->type == ASK_NAME   ? value_get(value_get(a->row->body, "name"), "ja")
		: question->type == ASK_FIELD  ? value_get(a->row->body, question->field->name)
					       : NULL;
	if (there != NULL && there->type == VALUE_TEXT)
		return g_strdup(there->text);
	return path_preset(a->path, question, a->answers, cli_lang(a->cli));
}

/* 0: answered; 1: the input ended; 2: three times not usable. */
static int
ask(struct asking *a, const struct path_question *question)
{
	g_autofree char *preset = proposal(a, question);
	g_autoptr(GPtrArray) choices = path_choices(question, a->org, cli_lang(a->cli));
	a->asked++;
	show(a, question, preset, choices);
	for (int bad = 0; bad < TRIES;) {
		g_autofree char *line = read_line();
		GError *error = NULL;
		if (line == NULL)
			return 1;
		if (!isatty(STDIN_FILENO))
			cli_say(a->cli, "\n", "\n");
		if (strcmp(line, "?") == 0 || strcmp(line, "\xef\xbc\x9f") == 0 /* full-width */) {
			say_why(a, question);
			cli_say(a->cli, "> ", "> ");
			fflush(stdout);
			continue;
		}
		gboolean proposed = *line == '\0' && preset != NULL;
		const char *words = proposed ? preset : strcmp(line, "-") == 0 ? "" : line;
		if (take(a, question, words, &error)) {
			if (proposed)
				took_proposed(a, question);
			return 0;
		}
		bad++;
		cli_say(a->cli, "  %s\n> ", "  %s\n> ", error_message(error, cli_lang(a->cli)));
		fflush(stdout);
		g_error_free(error);
	}
	cli_say(a->cli, "\n", "\n");
	return 2;
}

static gboolean
take_given(struct asking *a, const struct path_question *question, const struct value *given)
{
	g_autofree char *number = given->type == VALUE_INT
		? g_strdup_printf("%" G_GINT64_FORMAT, given->integer)
		: NULL;
	const char *words = number != NULL ? number
		: given->type == VALUE_TEXT ? given->text
		: given->type == VALUE_NULL ? ""
					    : NULL;
	GError *error = NULL;
	if (words == NULL)
		error_set_at(&error, ERROR_INPUT, given->place, "%s: 一行の答えが要ります",
			"%s: an answer of one line is expected", question->id);
	else if (take(a, question, words, &error))
		return TRUE;
	cli_say(a->cli, "\n", "\n");
	fflush(stdout);
	struct problems problems;
	problems_init(&problems);
	problem_add(&problems, ERROR_INPUT, given->place, "%1$s: %2$s%3$.0s", "%1$s: %2$.0s%3$s", question->id,
		error_message(error, "ja"), error_message(error, "en"));
	g_error_free(error);
	cli_problems(a->cli, &problems);
	return FALSE;
}

static gboolean
can_be_picked(struct asking *a, const struct path_question *question)
{
	g_autoptr(GPtrArray) choices = path_choices(question, a->org, cli_lang(a->cli));
	if (question->type != ASK_PICK || question->optional || choices->len > 0)
		return TRUE;
	cli_usage(a->cli, "組織のフォルダー %1$s に %2$s(%3$s)が一つもありません。先に書き加えてください",
		"the organisation's folder %1$s has no %2$s; add one first%3$.0s", a->org->folder,
		question->kind->name, question->kind->label.ja);
	return FALSE;
}

static int
ask_all(struct asking *a)
{
	for (guint i = 0; i < a->path->n_questions; i++) {
		const struct path_question *question = &a->path->questions[i];
		const struct value *given = value_get(a->given, question->id);
		if (!path_asks(a->path, question, a->answers))
			continue;
		if (given != NULL) {
			if (!take_given(a, question, given))
				return 2;
			continue;
		}
		if (!can_be_picked(a, question) || ask(a, question) != 0)
			return stopped(a);
	}
	return 0;
}

/* ---- before and after ---- */

static gboolean
read_given(struct asking *a)
{
	const char *file = cli_option(a->cli, "answers");
	if (file == NULL)
		return TRUE;
	struct problems problems;
	problems_init(&problems);
	a->given = yaml_parse_file(a->arena, file, &problems);
	for (guint i = 0; a->given != NULL && i < a->given->n_members; i++)
		if (path_question(a->path, a->given->members[i].key) == NULL)
			problem_add(&problems, ERROR_INPUT, a->given->members[i].place,
				"%s という質問はありません", "there is no question %s",
				a->given->members[i].key);
	if (problems_count(&problems) > 0) {
		cli_problems(a->cli, &problems);
		return FALSE;
	}
	problems_clear(&problems);
	return TRUE;
}

static gboolean
read_org(struct asking *a)
{
	const char *into = cli_option(a->cli, "into");
	g_autofree char *folder = folders_org_of(a->cli, into != NULL ? into : "new");
	if (folder == NULL)
		return TRUE;
	struct problems problems;
	problems_init(&problems);
	a->org = dossier_read(cli_model(a->cli), folder, &problems);
	if (a->org != NULL && strcmp(a->org->chain, CHAIN_ORG) != 0)
		problem_add(&problems, ERROR_INPUT, (struct place) { .file = folder },
			"組織のフォルダーではありません(org: がありません)",
			"this is no folder of an organisation (it has no org:)");
	if (problems_count(&problems) > 0) {
		cli_problems(a->cli, &problems);
		return FALSE;
	}
	problems_clear(&problems);
	return TRUE;
}

static void
find_row(struct asking *a, const char *file, const char *id, struct problems *problems)
{
	struct register_made made = { g_ptr_array_new(), g_ptr_array_new(), g_ptr_array_new() };
	a->map = register_map_read(cli_model(a->cli), cli_option(a->cli, "map"), problems);
	struct sheet *sheet =
		a->map == NULL ? NULL : sheet_read(file, a->map->header_row, a->arena, problems);
	gboolean read = sheet != NULL
		&& register_rows(a->map, sheet, cli_now(a->cli), &made, a->arena, problems);
	for (guint i = 0; read && i < made.systems->len; i++) {
		const struct object *system = g_ptr_array_index(made.systems, i);
		if (strcmp(system->id, id) == 0)
			a->row = system;
	}
	if (read && a->row == NULL)
		problem_add(problems, ERROR_NOT_FOUND, (struct place) { .file = file },
			"id が %1$s になるシステムがありません。--into のフォルダーの名前をその id にしてください",
			"there is no system with the id %1$s; let the folder of --into be called like it", id);
	g_ptr_array_unref(made.systems);
	g_ptr_array_unref(made.parties);
	g_ptr_array_unref(made.untaken);
	sheet_free(sheet);
}

static gboolean
read_register(struct asking *a, const char *folder)
{
	const char *file = cli_option(a->cli, "register");
	if (file == NULL)
		return TRUE;
	if (folder == NULL || cli_option(a->cli, "map") == NULL) {
		cli_usage(a->cli, "--register には、--map(列と項目の対応表)と --into(名前がシステムの id になるフォルダー)も要ります",
			"with --register go --map (which column is which field) and --into (a folder called like the system's id)");
		return FALSE;
	}
	struct problems problems;
	problems_init(&problems);
	find_row(a, file, folder, &problems);
	if (problems_count(&problems) > 0) {
		cli_problems(a->cli, &problems);
		return FALSE;
	}
	problems_clear(&problems);
	return TRUE;
}

static int
make_records(struct asking *a)
{
	struct problems problems;
	problems_init(&problems);
	g_autoptr(GPtrArray) org = g_ptr_array_new(), system = g_ptr_array_new();
	const char *none = english(a) ? "none" : "なし";
	value_set_text(a->arena, a->answers, "proposed", a->proposed->len > 0 ? a->proposed->str : none);
	const char *id = value_get_text(a->answers, "id"), *into = cli_option(a->cli, "into");
	struct dossier_pair folders = { .system = system, .org = org, .found = a->org,
		.chain = id, .into = into != NULL ? into : id };
	if (path_objects(a->path, a->answers, cli_now(a->cli), cli_lang(a->cli), org, system, a->arena, &problems))
		dossier_pair_write(cli_model(a->cli), &folders, &problems);
	if (problems_count(&problems) > 0)
		return cli_problems(a->cli, &problems);
	problems_clear(&problems);
	cli_say(a->cli, "\n%u 問に答え、%u 件の記録を %s に書きました。\n",
		"\n%u questions answered, %u records written to %s.\n", a->asked, system->len, folders.into);
	if (a->org == NULL)
		cli_say(a->cli, "組織と人の記録は隣の org にあります。名前と連絡先を含むので、置き場所に気を付けてください。\n",
			"The unit and its people are in the folder org beside it; it holds names and addresses, so mind where it is kept.\n");
	cli_say(a->cli, "次は `sekisho check %s` で、どこまでできているかを見ます。\n",
		"Next: `sekisho check %s` tells where it stands.\n", folders.into);
	return 0;
}

static gboolean
begin(struct asking *a)
{
	const char *into = cli_option(a->cli, "into");
	if (into != NULL && g_file_test(into, G_FILE_TEST_EXISTS)) {
		cli_usage(a->cli, "%s はもうあります。まだないフォルダーを --into に指定してください",
			"%s is there already; name a folder with --into that is not", into);
		return FALSE;
	}
	g_autofree char *parent = into == NULL ? NULL : g_path_get_dirname(into);
	if (parent != NULL && !g_file_test(parent, G_FILE_TEST_IS_DIR)) {
		cli_usage(a->cli, "%s というフォルダーがありません。先に作ってください",
			"there is no folder %s; make it first", parent);
		return FALSE;
	}
	struct problems problems;
	problems_init(&problems);
	a->path = path_load(cli_model(a->cli), "small", &problems);
	if (a->path == NULL) {
		cli_problems(a->cli, &problems);
		return FALSE;
	}
	problems_clear(&problems);
	g_autofree char *name = into == NULL ? NULL : g_path_get_basename(into);
	if (!read_org(a) || !read_given(a) || !read_register(a, name))
		return FALSE;
	path_begin(a->path, a->answers, cli_now(a->cli),
		name != NULL && text_is_id(name) ? name : NULL, a->org != NULL, a->arena);
	return TRUE;
}

int
interview(struct cli *cli)
{
	ARENA_AUTO arena = arena_new();
	if (cli_model(cli) == NULL)
		return 2;
	struct asking a = { .cli = cli, .arena = arena, .answers = value_map(arena),
		.typed = value_map(arena), .proposed = g_string_new(NULL) };
	int status = 2;
	if (begin(&a)) {
		cli_say(cli, "%s\n%s\n", "%s\n%s\n", label_in(a.path->title, cli_lang(cli)),
			label_in(a.path->intro, cli_lang(cli)));
		status = ask_all(&a);
		if (status == 0)
			status = make_records(&a);
	}
	dossier_free(a.org);
	path_free(a.path);
	register_map_free(a.map);
	g_string_free(a.proposed, TRUE);
	return status;
}
