/* SPDX-License-Identifier: Apache-2.0 */
#include "mutate.h"

#include <string.h>

#include "base/slice.h"
#include "mutants.h"

/* A mutant that recurses without end is found out soon: stories are small. */
static const struct judge_limits LIMITS = { .steps = 2000000, .rows = 2000 };

/* ---- explained survivors ---- */

struct allowed_line {
	char *rule;
	char *what; /* "drop: AND d.part = 'main'" */
	guint line;
	gboolean used;
};

struct mutants_allowed {
	char *file;
	GPtrArray *lines; /* of struct allowed_line */
};

static void
allowed_line_free(gpointer data)
{
	struct allowed_line *line = data;
	g_free(line->rule);
	g_free(line->what);
	g_free(line);
}

static void
take_line(struct mutants_allowed *allowed, struct slice text, guint number, struct problems *problems)
{
	struct slice rule, rest = text;
	text = slice_trim(text);
	if (text.len == 0 || text.at[0] == '#')
		return;
	g_autofree char *whole = slice_dup(text);
	char *reason = strstr(whole, " -- ");
	if (!slice_take_until(&rest, ':', &rule) || reason == NULL || reason[4] == '\0') {
		problem_add(problems, ERROR_INPUT, (struct place) { allowed->file, number, 1 },
			"「規則: 変異: 行 -- 理由」の形で書きます",
			"a line is written \"rule: mutation: line -- reason\"");
		return;
	}
	*reason = '\0';
	struct allowed_line *line = g_new0(struct allowed_line, 1);
	line->rule = slice_dup(slice_trim(rule));
	line->what = g_strdup(g_strstrip(whole + rule.len + 1));
	line->line = number;
	g_ptr_array_add(allowed->lines, line);
}

struct mutants_allowed *
mutants_allowed_read(const char *file, struct problems *problems)
{
	struct mutants_allowed *allowed = g_new0(struct mutants_allowed, 1);
	allowed->file = g_strdup(file);
	allowed->lines = g_ptr_array_new_with_free_func(allowed_line_free);
	g_autofree char *text = NULL;
	gsize len;
	if (!g_file_get_contents(file, &text, &len, NULL))
		return allowed;
	struct slice left = { text, len }, line;
	for (guint number = 1; slice_take_line(&left, &line); number++)
		take_line(allowed, line, number, problems);
	return allowed;
}

void
mutants_allowed_free(struct mutants_allowed *allowed)
{
	g_ptr_array_unref(allowed->lines);
	g_free(allowed->file);
	g_free(allowed);
}

void
mutants_allowed_check(const struct mutants_allowed *allowed, const struct rulebook *book,
	struct problems *problems)
{
	for (guint i = 0; i < allowed->lines->len; i++) {
		const struct allowed_line *line = g_ptr_array_index(allowed->lines, i);
		gboolean known = rulebook_rule(book, line->rule) != NULL;
		for (guint k = 0; k < book->derivations->len; k++) {
			const struct derivation *derivation = g_ptr_array_index(book->derivations, k);
			g_autofree char *ending = g_strdup_printf("/%s.sql", line->rule);
			known = known || g_str_has_suffix(derivation->file, ending);
		}
		for (guint k = 0; k < book->grounds->len; k++) {
			const struct ground *ground = g_ptr_array_index(book->grounds, k);
			known = known || strcmp(ground->check, line->rule) == 0;
		}
		if (!known)
			problem_add(problems, ERROR_NOT_FOUND,
				(struct place) { allowed->file, line->line, 1 },
				"規則 %s はありません", "there is no rule %s", line->rule);
	}
}

static gboolean
is_allowed(struct mutants_allowed *allowed, const char *rule, const char *what)
{
	gboolean found = FALSE;
	for (guint i = 0; i < allowed->lines->len; i++) {
		struct allowed_line *line = g_ptr_array_index(allowed->lines, i);
		if (strcmp(line->rule, rule) == 0 && strcmp(line->what, what) == 0)
			found = line->used = TRUE;
	}
	return found;
}

static void
tell_unused(const struct mutants_allowed *allowed, const char *rule, struct problems *problems)
{
	for (guint i = 0; i < allowed->lines->len; i++) {
		const struct allowed_line *line = g_ptr_array_index(allowed->lines, i);
		if (!line->used && strcmp(line->rule, rule) == 0)
			problem_add(problems, ERROR_INPUT, (struct place) { allowed->file, line->line, 1 },
				"説明すべき生き残りがないので、この行は消します: %s",
				"no survivor to explain, so this line goes: %s", line->what);
	}
}

/* ---- running ---- */

struct trial {
	const struct mutant *mutant;
	struct judge_query *query; /* NULL: SQLite does not understand it */
	gboolean killed, seen, sentence;
};

struct trials {
	GArray *list; /* of struct trial */
};

static void
try_story(struct story *story, void *data)
{
	struct trials *trials = data;
	struct prepared *prepared = story_prepared(story);
	struct judge_query *real = prepared->query;
	g_autoptr(GString) seen = g_string_new(NULL), sentences = g_string_new(NULL);
	g_autoptr(GString) other_seen = g_string_new(NULL), other_sentences = g_string_new(NULL);
	story_again(story, seen, sentences);
	prepared->limits = LIMITS;
	for (guint i = 0; i < trials->list->len; i++) {
		struct trial *trial = &g_array_index(trials->list, struct trial, i);
		if (trial->query == NULL || trial->killed)
			continue;
		g_string_truncate(other_seen, 0);
		g_string_truncate(other_sentences, 0);
		prepared->query = trial->query;
		trial->killed = !story_again(story, other_seen, other_sentences);
		trial->seen = trial->seen || !g_string_equal(seen, other_seen);
		trial->sentence = trial->sentence || !g_string_equal(sentences, other_sentences);
	}
	prepared->query = real;
	prepared->limits = (struct judge_limits) { 0 };
}

static void
count(const struct trial *trial, const char *rule, const char *file, struct mutants_allowed *allowed,
	struct mutation_result *ret, struct problems *problems)
{
	g_autofree char *what = g_strdup_printf(
		"%s: %s", MUTATION_NAMES[trial->mutant->mutation], trial->mutant->text);
	if (trial->query == NULL)
		return;
	ret->mutants++;
	if (trial->killed)
		return;
	if (!trial->seen && trial->sentence) {
		ret->sentence++;
		return;
	}
	if (is_allowed(allowed, rule, what)) {
		ret->allowed++;
		return;
	}
	ret->survivors++;
	problem_add(problems, ERROR_INPUT, (struct place) { file, trial->mutant->line, trial->mutant->column },
		"どの話も気づかない: %1$s%2$s%3$.0s", "no story notices: %1$s%2$.0s%3$s", what,
		trial->seen ? " (結果は変わるが、expect が比べていない)" : "",
		trial->seen ? " (the result changes, but no expect compares that column)" : "");
}

void
mutate(struct session *session, const struct mutated *mutated, const struct model_file *stories,
	struct mutants_allowed *allowed, struct mutation_result *ret, struct problems *problems)
{
	g_autoptr(GPtrArray) mutants = mutants_of(mutated->sql, mutated->first_line);
	struct trials trials = { g_array_new(FALSE, TRUE, sizeof(struct trial)) };
	for (guint i = 0; i < mutants->len; i++) {
		struct trial trial = { .mutant = g_ptr_array_index(mutants, i) };
		trial.query = judge_query_new(session_db(session), mutated->file, mutated->first_line,
			trial.mutant->sql, NULL);
		g_array_append_val(trials.list, trial);
	}
	struct rule_test_result told;
	memset(ret, 0, sizeof *ret);
	rule_test_each(session, stories, &told, problems, try_story, &trials);
	for (guint i = 0; i < trials.list->len; i++) {
		const struct trial *trial = &g_array_index(trials.list, struct trial, i);
		count(trial, mutated->id, mutated->file, allowed, ret, problems);
		judge_query_free(trial->query);
	}
	tell_unused(allowed, mutated->id, problems);
	g_array_unref(trials.list);
}
