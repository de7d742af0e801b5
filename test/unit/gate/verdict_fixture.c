/* SPDX-License-Identifier: Apache-2.0 */
#include "verdict_fixture.h"

#include <string.h>

#include "base/yaml.h"

static void
add_rule(struct rulebook *book, const char *id, const char *check, const char *sql)
{
	static const char *const ROWS[] = { "A2", NULL };
	struct rule *rule = g_new0(struct rule, 1);
	rule->id = g_strdup(id);
	rule->check = g_strdup(check);
	rule->rows = g_strdupv((char **)ROWS);
	rule->text = (struct label) { g_strdup("作られた指摘"), g_strdup("made up") };
	rule->file = "test";
	rule->sql = g_strdup(sql);
	rule->first_line = 1;
	g_ptr_array_add(book->rules, rule);
}

static void
add_ground(struct rulebook *book, const char *check, const char *sql)
{
	struct ground *ground = g_new0(struct ground, 1);
	ground->check = g_strdup(check);
	ground->file = "test";
	ground->sql = g_strdup(sql);
	ground->first_line = 1;
	g_ptr_array_add(book->grounds, ground);
}

/* Integrity stays; the rest gives way to what the test says. */
static void
replace_book(struct verdict_fixture *f, gboolean broken)
{
	static const char *const MADE[] = { "T.made", "A5.made", "G.made" };
	GPtrArray *rules = f->book->rules;
	for (guint i = rules->len; i > 0; i--) {
		const struct rule *rule = g_ptr_array_index(rules, i - 1);
		if (!g_str_has_prefix(rule->id, "V."))
			g_ptr_array_remove_index(rules, i - 1);
	}
	for (guint i = 0; i < G_N_ELEMENTS(MADE); i++) {
		g_autofree char *sql = g_strdup_printf(
			"SELECT kind AS subject_kind, id AS subject_id, coalesce(hash, '') AS key,"
			" role AS class, actor AS check_id FROM entry WHERE verb = '%s'", MADE[i]);
		add_rule(f->book, MADE[i], "column", sql);
	}
	if (broken)
		add_rule(f->book, "T.broken", "C3-2", "SELECT nothing FROM nowhere");
	g_ptr_array_set_size(f->book->grounds, 0);
	for (guint i = 0; i < f->guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(f->guideline->checks, i);
		g_autofree char *sql = g_strdup_printf(
			"SELECT subject_kind, subject_id, cover_kind, cover_id, proof, collected_at,"
			" fresh_until, changed_at, state AS reason FROM ground WHERE check_id = '%s'",
			check->id);
		gboolean bad = broken && strcmp(check->id, "C3-3") == 0;
		add_ground(f->book, check->id, bad ? "SELECT nothing FROM nowhere" : sql);
	}
}

struct verdict_fixture *
fixture_new(gboolean broken)
{
	GError *error = NULL;
	struct verdict_fixture *f = g_new0(struct verdict_fixture, 1);
	f->arena = arena_new();
	problems_init(&f->problems);
	f->files = model_files_open(NULL, &error);
	g_assert_no_error(error);
	f->model = model_new(f->files, &f->problems);
	f->book = rulebook_new(f->model, &f->problems);
	f->methods = methods_new(f->model, &f->problems);
	f->guideline = guideline_new(f->model, &f->problems);
	g_assert_cmpuint(problems_count(&f->problems), ==, 0);
	replace_book(f, broken);
	f->session = session_new(f->model, f->book, f->methods, 9 * MOMENT_HOUR, &f->problems, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(problems_count(&f->problems), ==, broken ? 2 : 0);
	problems_clear(&f->problems);
	problems_init(&f->problems);
	return f;
}

void
fixture_free(struct verdict_fixture *f)
{
	judgement_free(f->judgement);
	session_free(f->session);
	guideline_free(f->guideline);
	methods_free(f->methods);
	rulebook_free(f->book);
	model_free(f->model);
	model_files_free(f->files);
	problems_clear(&f->problems);
	arena_free(f->arena);
	g_free(f);
}

void
fixture_begin(struct verdict_fixture *f, gint64 now, const char *rank, gboolean folder)
{
	GError *error = NULL;
	g_clear_pointer(&f->judgement, judgement_free);
	session_begin(f->session, "s", now, folder, &error);
	g_assert_no_error(error);
	g_autofree char *yaml = g_strdup_printf(
		"system: [{id: s, unit: bureau, method: ipa3-2026}]\n"
		"decision: [{id: rank, subject_kind: system, subject_id: s, choice: approve, value: %s,"
		" put_role: owner, put_by: p-owner, known_by: local}]\n",
		rank);
	fixture_facts(f, yaml);
}

static void
say_problems(const struct verdict_fixture *f)
{
	for (guint i = 0; i < f->problems.list->len; i++) {
		g_autofree char *text = error_text(g_ptr_array_index(f->problems.list, i), "en");
		g_test_message("%s", text);
	}
}

void
fixture_facts(struct verdict_fixture *f, const char *yaml)
{
	const struct value *root = yaml_parse(f->arena, yaml, strlen(yaml), "facts", &f->problems);
	for (guint i = 0; root != NULL && i < root->n_members; i++)
		for (guint k = 0; k < root->members[i].value->n_items; k++)
			tables_add_row(session_tables(f->session), root->members[i].key,
				root->members[i].value->items[k], NOW, &f->problems);
	say_problems(f);
	g_assert_cmpuint(problems_count(&f->problems), ==, 0);
}

const struct check_result *
fixture_judge(struct verdict_fixture *f, const char *check)
{
	GError *error = NULL;
	session_derive(f->session, &error);
	g_assert_no_error(error);
	f->judgement = judgement_new(f->session, f->guideline, &error);
	g_assert_no_error(error);
	const struct check_result *result = judgement_check(f->judgement, check);
	g_assert_nonnull(result);
	return result;
}

const struct check_result *
fixture_of(struct verdict_fixture *f, const char *check, const char *yaml)
{
	fixture_begin(f, NOW, "mid", FALSE);
	fixture_facts(f, yaml);
	return fixture_judge(f, check);
}

const struct finding *
fixture_finding(const struct check_result *result, const char *rule)
{
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (strcmp(finding->rule_id, rule) == 0)
			return finding;
	}
	return NULL;
}
