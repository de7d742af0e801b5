/* SPDX-License-Identifier: Apache-2.0 */
/* What makes the exit status 1, alone and against a former report; maturity; the common problems. */
#include <string.h>

#include "gate/maturity.h"
#include "gate/outcome.h"
#include "gate/pitfalls.h"

/* ---- judgements made by hand ---- */

#define CHECKS 4

struct fixture {
	struct judgement judgement;
	struct check checks[CHECKS];
	struct check_result results[CHECKS];
	GPtrArray *made; /* of struct finding */
	struct rule rules[3];
	struct pitfall pitfall;
	struct guideline guideline;
	struct rulebook book;
	struct ground ground;
};

static char *LEANS[] = { (char *)"C1-1", (char *)"C2-1", NULL };
static char *ROWS[] = { (char *)"C1-1", (char *)"X1-1", (char *)"X1-2", NULL };
static char *OTHER_ROWS[] = { (char *)"C1-1", (char *)"S1-T1", NULL };

static void
setup(struct fixture *f, gconstpointer data)
{
	static const char *const IDS[CHECKS] = { "C1-1", "C1-2", "C2-1", "C3-1" };
	static const int PHASES[CHECKS] = { 1, 1, 3, 4 };
	memset(f, 0, sizeof *f);
	f->judgement.system = (char *)"s";
	f->judgement.checks = g_ptr_array_new();
	f->judgement.findings = g_ptr_array_new();
	f->made = g_ptr_array_new_with_free_func(finding_free);
	for (guint i = 0; i < CHECKS; i++) {
		f->checks[i] = (struct check) { .id = IDS[i], .phase = PHASES[i] };
		f->results[i] = (struct check_result) { .check = &f->checks[i],
			.verdict = VERDICT_CONFORMING, .proof = 70, .subjects = 2, .covered = 2,
			.findings = g_ptr_array_new() };
		g_ptr_array_add(f->judgement.checks, &f->results[i]);
	}
	f->rules[0] = (struct rule) { .id = "X1-1.shown", .check = "C1-1", .rows = ROWS };
	f->rules[1] = (struct rule) { .id = "C1-1.other", .check = "C1-1", .rows = OTHER_ROWS };
	f->ground = (struct ground) { .check = "C1-1" };
	f->pitfall = (struct pitfall) { .id = "X1-1", .factor = 1, .counts_in = "C1-1", .leans_on = LEANS };
	f->guideline.pitfalls = g_ptr_array_new();
	g_ptr_array_add(f->guideline.pitfalls, &f->pitfall);
	f->book.rules = g_ptr_array_new();
	f->book.grounds = g_ptr_array_new();
	g_ptr_array_add(f->book.rules, &f->rules[0]);
	g_ptr_array_add(f->book.rules, &f->rules[1]);
	g_ptr_array_add(f->book.grounds, &f->ground);
}

static void
teardown(struct fixture *f, gconstpointer data)
{
	for (guint i = 0; i < CHECKS; i++)
		g_ptr_array_unref(f->results[i].findings);
	g_ptr_array_unref(f->judgement.checks);
	g_ptr_array_unref(f->judgement.findings);
	g_ptr_array_unref(f->made);
	g_ptr_array_unref(f->guideline.pitfalls);
	g_ptr_array_unref(f->book.rules);
	g_ptr_array_unref(f->book.grounds);
}

static struct finding *
add(struct fixture *f, guint check, const struct rule *rule, const char *key, enum rule_class class)
{
	struct finding *finding = g_new0(struct finding, 1);
	finding->rule = rule;
	finding->rule_id = g_strdup(rule == NULL ? "V.rule_failed" : rule->id);
	finding->check = g_strdup(f->checks[check].id);
	finding->subject_kind = g_strdup("system");
	finding->subject_id = g_strdup("s");
	finding->key = g_strdup(key);
	finding->id = finding_identity(finding->rule_id, "system", "s", key);
	finding->class = class;
	g_ptr_array_add(f->made, finding);
	g_ptr_array_add(f->judgement.findings, finding);
	g_ptr_array_add(f->results[check].findings, finding);
	return finding;
}

static struct baseline *
former(const char *checks, const char *findings)
{
	GError *error = NULL;
	g_autofree char *text = g_strdup_printf(
		"{\"system\":\"s\",\"at\":\"2026-04-01T00:00:00Z\",\"checks\":[%s],\"findings\":[%s]}",
		checks, findings);
	struct baseline *baseline = baseline_parse(text, strlen(text), "former.json", "s", &error);
	g_assert_no_error(error);
	return baseline;
}

#define FINDING(key, class, more)                                                                   \
	"{\"id\":\"X1-1.shown:system:s:" key "\",\"check\":\"C1-1\",\"class\":\"" class "\"," more    \
	"\"message\":{\"ja\":\"あ\",\"en\":\"a\"}}"

/* ---- the exit status ---- */

static void
test_classes(struct fixture *f, gconstpointer data)
{
	struct outcome outcome = { 1, CLASS_MUST, NULL };
	g_assert_false(outcome_open(&outcome, &f->judgement));
	struct finding *finding = add(f, 0, &f->rules[0], "", CLASS_NEED);
	g_assert_false(outcome_open(&outcome, &f->judgement));
	outcome.fail_on = CLASS_SHOULD;
	g_assert_false(outcome_open(&outcome, &f->judgement));
	outcome.fail_on = CLASS_NEED;
	g_assert_true(outcome_open(&outcome, &f->judgement));
	finding->class = CLASS_ADVICE;
	g_assert_false(outcome_open(&outcome, &f->judgement));
	finding->class = CLASS_SHOULD;
	outcome.fail_on = CLASS_SHOULD;
	g_assert_true(outcome_open(&outcome, &f->judgement));
	finding->excepted = EXCEPTED_WEAKENED;
	g_assert_true(outcome_open(&outcome, &f->judgement));
	finding->excepted = EXCEPTED_WAIVED;
	g_assert_false(outcome_open(&outcome, &f->judgement));
	finding->excepted = EXCEPTED_EXCLUDED;
	g_assert_false(outcome_open(&outcome, &f->judgement));
}

static void
test_phases(struct fixture *f, gconstpointer data)
{
	struct outcome outcome = { 2, CLASS_NEED, NULL };
	add(f, 2, &f->rules[0], "", CLASS_MUST);
	f->results[3].verdict = VERDICT_NOT_ASSESSED;
	g_assert_false(outcome_open(&outcome, &f->judgement));
	outcome.phase = 3;
	g_assert_true(outcome_fails(&outcome, &f->results[2]));
	g_assert_false(outcome_fails(&outcome, &f->results[3]));
	outcome.phase = 4;
	g_assert_true(outcome_fails(&outcome, &f->results[3]));
}

static void
test_verdicts(struct fixture *f, gconstpointer data)
{
	static const gboolean FAILS[] = { [VERDICT_CONFORMING] = FALSE, [VERDICT_PARTIAL] = FALSE,
		[VERDICT_NONCONFORMING] = TRUE, [VERDICT_EXCLUDED] = FALSE, [VERDICT_NOT_ASSESSED] = TRUE };
	struct outcome outcome = { 1, CLASS_MUST, NULL };
	for (guint i = 0; i < G_N_ELEMENTS(FAILS); i++) {
		f->results[0].verdict = (enum verdict)i;
		g_assert_cmpint(outcome_fails(&outcome, &f->results[0]), ==, FAILS[i]);
	}
}

/* ---- against a former report ---- */

static void
test_standing(struct fixture *f, gconstpointer data)
{
	struct baseline *then = former("{\"id\":\"C1-1\",\"verdict\":\"nonconforming\"}",
		FINDING("a", "must", "") "," FINDING("b", "should", "") ","
		FINDING("c", "must", "\"excepted\":\"waived\",") ","
		FINDING("d", "should", "\"excepted\":\"weakened\",") "," FINDING("e", "must", ""));
	struct finding *a = add(f, 0, &f->rules[0], "a", CLASS_MUST);
	struct finding *b = add(f, 0, &f->rules[0], "b", CLASS_MUST);
	struct finding *c = add(f, 0, &f->rules[0], "c", CLASS_MUST);
	struct finding *d = add(f, 0, &f->rules[0], "d", CLASS_SHOULD);
	struct finding *n = add(f, 0, &f->rules[0], "n", CLASS_NEED);
	g_assert_cmpint(baseline_standing(then, a), ==, STANDING_KNOWN);
	g_assert_cmpint(baseline_standing(then, b), ==, STANDING_WORSE);
	g_assert_cmpint(baseline_standing(then, c), ==, STANDING_NEW);
	g_assert_cmpint(baseline_standing(then, d), ==, STANDING_KNOWN);
	g_assert_cmpint(baseline_standing(then, n), ==, STANDING_NEW);
	a->class = CLASS_SHOULD;
	g_assert_cmpint(baseline_standing(then, a), ==, STANDING_KNOWN);
	d->excepted = EXCEPTED_WAIVED;
	g_autoptr(GPtrArray) gone = baseline_gone(then, &f->judgement);
	g_assert_cmpuint(gone->len, ==, 2);
	g_assert_cmpstr(((struct baseline_finding *)gone->pdata[0])->id, ==, d->id);
	g_assert_cmpstr(((struct baseline_finding *)gone->pdata[1])->id, ==, "X1-1.shown:system:s:e");
	baseline_free(then);
}

static void
test_only_new_fails(struct fixture *f, gconstpointer data)
{
	struct baseline *then = former("{\"id\":\"C1-1\",\"verdict\":\"nonconforming\"}",
		FINDING("a", "must", ""));
	struct outcome outcome = { 1, CLASS_NEED, then };
	f->results[0].verdict = VERDICT_NONCONFORMING;
	add(f, 0, &f->rules[0], "a", CLASS_MUST);
	g_assert_false(outcome_open(&outcome, &f->judgement));
	struct finding *fresh = add(f, 0, &f->rules[0], "n", CLASS_NEED);
	g_assert_true(outcome_open(&outcome, &f->judgement));
	outcome.fail_on = CLASS_SHOULD;
	g_assert_false(outcome_open(&outcome, &f->judgement));
	fresh->class = CLASS_MUST;
	g_assert_true(outcome_open(&outcome, &f->judgement));
	baseline_free(then);
}

static void
test_verdict_worse(struct fixture *f, gconstpointer data)
{
	static const struct {
		const char *then;
		enum verdict now;
		gboolean fails;
	} CASES[] = {
		{ "not_assessed", VERDICT_NOT_ASSESSED, FALSE },
		{ "nonconforming", VERDICT_NOT_ASSESSED, FALSE },
		{ "partial", VERDICT_NOT_ASSESSED, TRUE },
		{ "excluded", VERDICT_NOT_ASSESSED, TRUE },
		{ "not_assessed", VERDICT_NONCONFORMING, TRUE },
		{ "nonconforming", VERDICT_NONCONFORMING, FALSE },
		{ "conforming", VERDICT_PARTIAL, FALSE },
	};
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *check =
			g_strdup_printf("{\"id\":\"C1-1\",\"verdict\":\"%s\"}", CASES[i].then);
		struct baseline *then = former(check, "");
		struct outcome outcome = { 1, CLASS_NEED, then };
		f->results[0].verdict = CASES[i].now;
		g_assert_cmpint(outcome_open(&outcome, &f->judgement), ==, CASES[i].fails);
		/* a check that the former report did not have */
		f->results[1].verdict = VERDICT_NOT_ASSESSED;
		g_assert_true(outcome_fails(&outcome, &f->results[1]));
		f->results[1].verdict = VERDICT_CONFORMING;
		baseline_free(then);
	}
}

static void
test_no_report(void)
{
	static const char *const WRONG[] = { "", "[]", "{}", "{\"system\":\"s\"}",
		"{\"system\":\"s\",\"at\":\"soon\",\"checks\":[],\"findings\":[]}",
		"{\"system\":\"s\",\"at\":\"2026-04-01T00:00:00Z\",\"checks\":{},\"findings\":[]}",
		"{\"system\":\"s\",\"at\":\"2026-04-01T00:00:00Z\",\"checks\":[{\"id\":\"C1-1\","
		"\"verdict\":\"fine\"}],\"findings\":[]}",
		"{\"system\":\"s\",\"at\":\"2026-04-01T00:00:00Z\",\"checks\":[],\"findings\":[{}]}",
		"{\"system\":\"t\",\"at\":\"2026-04-01T00:00:00Z\",\"checks\":[],\"findings\":[]}" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		g_autoptr(GError) error = NULL;
		g_assert_null(baseline_parse(WRONG[i], strlen(WRONG[i]), "former.json", "s", &error));
		g_assert_error(error, SEKISHO_ERROR, ERROR_INPUT);
		g_assert_cmpstr(error_place(error).file, ==, "former.json");
	}
}

/* ---- maturity ---- */

static void
test_maturity(struct fixture *f, gconstpointer data)
{
	static const struct {
		const char *verdicts; /* c p n x ? of four checks of one phase */
		int proof, level, weakest;
	} CASES[] = {
		{ "????", 70, 0, -1 }, { "nn??", 70, 0, -1 }, { "p???", 40, 1, 40 }, { "pn??", 70, 1, 70 },
		{ "pc??", 70, 2, 70 }, { "pccn", 70, 2, 70 }, { "pxxn", 70, 2, 70 }, { "pppp", 70, 3, 70 },
		{ "cccp", 100, 3, 100 }, { "cccc", 40, 3, 40 }, { "cccc", 69, 3, 69 },
		{ "cccc", 70, 4, 70 }, { "xccx", 90, 4, 90 }, { "xxxx", 70, MATURITY_NONE, -1 },
	};
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		for (guint k = 0; k < CHECKS; k++) {
			f->checks[k].phase = 5;
			f->results[k].verdict =
				(enum verdict)(strchr("cpnx?", CASES[i].verdicts[k]) - "cpnx?");
			f->results[k].proof = k == 3 || CASES[i].verdicts[k] != 'c' ? CASES[i].proof : 100;
		}
		f->results[1].proof = CASES[i].proof;
		struct maturity maturity = maturity_of(&f->judgement, 5);
		g_assert_cmpuint(maturity.checks, ==, CHECKS);
		g_assert_cmpint(maturity.level, ==, CASES[i].level);
		g_assert_cmpint(maturity.proof, ==, CASES[i].weakest);
	}
	g_assert_cmpuint(maturity_of(&f->judgement, 6).checks, ==, 0);
}

/* ---- the common problems ---- */

static enum pitfall_state
state(struct fixture *f, guint findings, guint open)
{
	g_autoptr(GPtrArray) results = pitfalls_new(&f->judgement, &f->guideline, &f->book);
	const struct pitfall_result *result = g_ptr_array_index(results, 0);
	g_assert_cmpuint(results->len, ==, 1);
	g_assert_cmpuint(result->findings->len, ==, findings);
	g_assert_cmpuint(result->open, ==, open);
	return result->state;
}

static void
test_looked(struct fixture *f, gconstpointer data)
{
	/* C2-1 has no ground yet */
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_PARTLY_LOOKED);
	struct ground other = { .check = "C2-1" };
	g_ptr_array_add(f->book.grounds, &other);
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_FOUND);
	f->rules[0].waits = "graph";
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_PARTLY_LOOKED);
	f->rules[0].waits = NULL;
	f->rules[1].waits = "graph"; /* of another row */
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_FOUND);
	other.waits = "evidence";
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_PARTLY_LOOKED);
	other.waits = NULL;
	f->results[2].covered = 1;
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_PARTLY_LOOKED);
	f->results[0].covered = f->results[2].covered = 0;
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_LOOKED);
	f->results[0].verdict = VERDICT_EXCLUDED;
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_LOOKED);
	f->results[2].verdict = VERDICT_EXCLUDED;
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_EXCLUDED);
}

static void
test_nobody_looks(struct fixture *f, gconstpointer data)
{
	struct ground other = { .check = "C2-1" };
	g_ptr_array_add(f->book.grounds, &other);
	g_ptr_array_remove_index(f->book.rules, 0);
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_LOOKED);
}

static void
test_shown(struct fixture *f, gconstpointer data)
{
	struct finding *need = add(f, 0, &f->rules[0], "a", CLASS_NEED);
	add(f, 0, &f->rules[1], "z", CLASS_MUST); /* of another row */
	g_assert_cmpint(state(f, 1, 1), ==, PITFALL_UNCLEAR);
	struct finding *must = add(f, 0, &f->rules[0], "b", CLASS_MUST);
	g_assert_cmpint(state(f, 2, 2), ==, PITFALL_FOUND);
	must->excepted = EXCEPTED_WAIVED;
	g_assert_cmpint(state(f, 2, 1), ==, PITFALL_UNCLEAR);
	need->class = CLASS_ADVICE;
	g_assert_cmpint(state(f, 2, 1), ==, PITFALL_PARTLY_LOOKED);
	/* a finding belongs to the first of two problems that its rule names */
	f->pitfall.id = "X1-2";
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_NOT_LOOKED);
}

static void
test_rule_failed(struct fixture *f, gconstpointer data)
{
	add(f, 0, NULL, "C1-1.other", CLASS_NEED);
	g_assert_cmpint(state(f, 0, 0), ==, PITFALL_PARTLY_LOOKED);
	add(f, 0, NULL, "X1-1.shown", CLASS_NEED);
	g_assert_cmpint(state(f, 1, 1), ==, PITFALL_UNCLEAR);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
#define CASE(path, test) g_test_add(path, struct fixture, NULL, setup, test, teardown)
	CASE("/outcome/classes", test_classes);
	CASE("/outcome/phases", test_phases);
	CASE("/outcome/verdicts", test_verdicts);
	CASE("/outcome/standing", test_standing);
	CASE("/outcome/only-new", test_only_new_fails);
	CASE("/outcome/verdict-worse", test_verdict_worse);
	g_test_add_func("/outcome/no-report", test_no_report);
	CASE("/maturity", test_maturity);
	CASE("/pitfalls/looked", test_looked);
	CASE("/pitfalls/nobody-looks", test_nobody_looks);
	CASE("/pitfalls/shown", test_shown);
	CASE("/pitfalls/rule-failed", test_rule_failed);
	return g_test_run();
}
