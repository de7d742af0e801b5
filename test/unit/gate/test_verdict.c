/* SPDX-License-Identifier: Apache-2.0 */
/* The truth table, exceptions on findings, and empty scopes (doc/judgement.md tells them for readers). */
#include <string.h>

#include "verdict_fixture.h"

/* ---- the truth table ---- */

/* One check of each class; what is written stands for each of them with its own id. */
static const struct {
	const char *check, *scope;
} CLASSES[] = {
	[CHECK_AUTO] = { "C3-2", "no_external" },
	[CHECK_SEMI] = { "C2-1", "no_contractor" },
	[CHECK_ATTEST] = { "C2-3", "no_contractor" },
};

struct row {
	const char *name;
	const char *facts; /* CHECK and SCOPE are replaced */
	enum verdict verdicts[3];
	int proof[3];
};

#define COVERED \
	"ground: [{check_id: CHECK, subject_kind: component, subject_id: a, cover_kind: evidence," \
	" cover_id: e, proof: 90, collected_at: now-9d, fresh_until: now+9d}," \
	" {check_id: CHECK, subject_kind: component, subject_id: b, cover_kind: evidence," \
	" cover_id: e, proof: 100, collected_at: now-9d}]\n"
#define PARTLY \
	"ground: [{check_id: CHECK, subject_kind: component, subject_id: a, cover_kind: evidence," \
	" cover_id: e, proof: 90, collected_at: now-9d}," \
	" {check_id: CHECK, subject_kind: component, subject_id: b, state: never}]\n"
#define FOUND(class) "entry: [{verb: T.made, actor: CHECK, role: " class ", kind: zone, id: z}]\n"
#define SAID(statement, role) \
	"attestation: [{id: t, check_id: CHECK, put_role: " role ", statement: " statement \
	", ends_on: now+9d, put_at: now-1d}]\n"
#define DOCUMENT "attestation_evidence: [{id: t, value: e}]\nevidence: [{id: e}]\n"
#define APPROVED_X \
	"decision: [{id: d, subject_kind: exception, subject_id: x, choice: approve, put_role: owner," \
	" put_by: p-owner, known_by: local}]\n"

#define ALL(v) { VERDICT_##v, VERDICT_##v, VERDICT_##v }
#define EACH(auto, semi, attest) { VERDICT_##auto, VERDICT_##semi, VERDICT_##attest }

static const struct row TABLE[] = {
	{ "1 the whole check is excluded, whatever else stands there",
		"exception: [{id: x, type: exclude, check_id: CHECK, ends_on: now+9d}]\n"
		APPROVED_X PARTLY FOUND("must") SAID("nonconforming", "manager"),
		ALL(EXCLUDED), { -1, -1, -1 } },
	{ "2 the manager says that it does not conform",
		COVERED SAID("nonconforming", "manager") DOCUMENT, ALL(NONCONFORMING), { 90, 70, 70 } },
	{ "2 so does the assessor",
		COVERED "evaluation: [{id: v, phase: 3, opinion: sufficient, known_by: local}]\n"
		"evaluation_checks: [{id: v, check_id: CHECK, statement: nonconforming}]\n",
		ALL(NONCONFORMING), { 90, 90, 90 } },
	{ "3 a must is open, be the statement as good as can be",
		COVERED FOUND("must") SAID("conforming", "manager") DOCUMENT, ALL(NONCONFORMING),
		{ 90, 70, 70 } },
	{ "4 empty, and stated so", SAID("empty", "manager") "attestation_empty: [{id: t, value: SCOPE}]\n",
		ALL(EXCLUDED), { -1, -1, -1 } },
	{ "5 empty, and nobody said so", "", ALL(NOT_ASSESSED), { 0, 0, 0 } },
	{ "5 said to conform is not said to be empty", SAID("conforming", "manager"),
		ALL(NOT_ASSESSED), { 0, 0, 0 } },
	{ "6 every subject is excluded one by one",
		"ground: [{check_id: CHECK, subject_kind: component, subject_id: a, state: never}]\n"
		"exception: [{id: x, type: exclude, check_id: CHECK, subject: \"component:a\","
		" ends_on: now+9d}]\n" APPROVED_X,
		ALL(EXCLUDED), { -1, -1, -1 } },
	{ "7 nothing is covered",
		"ground: [{check_id: CHECK, subject_kind: component, subject_id: a, state: never}]\n"
		SAID("conforming", "manager") DOCUMENT, ALL(NOT_ASSESSED), { 0, 0, 0 } },
	{ "8 some are covered, and it is stated", PARTLY SAID("conforming", "manager") DOCUMENT,
		ALL(PARTIAL), { 90, 70, 70 } },
	{ "8 some are covered, and nobody states anything", PARTLY,
		EACH(PARTIAL, PARTIAL, NOT_ASSESSED), { 90, 90, 0 } },
	{ "9 a should is open", COVERED FOUND("should") SAID("conforming", "manager") DOCUMENT,
		ALL(PARTIAL), { 90, 70, 70 } },
	{ "9 a need is open, and nobody states anything", COVERED FOUND("need"),
		EACH(PARTIAL, PARTIAL, NOT_ASSESSED), { 90, 90, 0 } },
	{ "9 advice changes nothing", COVERED FOUND("advice") SAID("conforming", "manager") DOCUMENT,
		ALL(CONFORMING), { 90, 70, 70 } },
	{ "10 the manager says that it conforms in part", COVERED SAID("partial", "manager") DOCUMENT,
		ALL(PARTIAL), { 90, 70, 70 } },
	{ "11 all is covered, and nobody states anything", COVERED,
		EACH(CONFORMING, PARTIAL, NOT_ASSESSED), { 90, 90, 0 } },
	{ "11 the word of a role that was not asked is no statement",
		COVERED SAID("conforming", "owner") DOCUMENT, EACH(CONFORMING, PARTIAL, NOT_ASSESSED),
		{ 90, 90, 0 } },
	{ "12 stated without a document", COVERED SAID("conforming", "manager"),
		EACH(CONFORMING, CONFORMING, NOT_ASSESSED), { 90, 40, 0 } },
	{ "12 the document named is not there",
		COVERED SAID("conforming", "manager") "attestation_evidence: [{id: t, value: gone}]\n",
		EACH(CONFORMING, CONFORMING, NOT_ASSESSED), { 90, 40, 0 } },
	{ "13 stated with a document", COVERED SAID("conforming", "manager") DOCUMENT,
		ALL(CONFORMING), { 90, 70, 70 } },
};

static char *
written_for(const char *facts, guint class)
{
	g_auto(GStrv) parts = g_strsplit(facts, "CHECK", -1);
	g_autofree char *with_check = g_strjoinv(CLASSES[class].check, parts);
	g_auto(GStrv) pieces = g_strsplit(with_check, "SCOPE", -1);
	return g_strjoinv(CLASSES[class].scope, pieces);
}

static void
test_truth_table(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(TABLE); i++)
		for (guint class = 0; class < G_N_ELEMENTS(CLASSES); class ++) {
			g_autofree char *facts = written_for(TABLE[i].facts, class);
			const struct check_result *result =
				fixture_of(f, CLASSES[class].check, facts);
			g_test_message("%s: %s", TABLE[i].name, CLASSES[class].check);
			g_assert_cmpint(result->check->class, ==, class);
			g_assert_cmpstr(VERDICT_CODES[result->verdict], ==,
				VERDICT_CODES[TABLE[i].verdicts[class]]);
			g_assert_cmpint(result->proof, ==, TABLE[i].proof[class]);
			gboolean waiting = strncmp(TABLE[i].name, "11", 2) == 0
				|| (strncmp(TABLE[i].name, "12", 2) == 0 && class == CHECK_ATTEST);
			g_assert_cmpint(result->awaits_statement, ==, waiting && class != CHECK_AUTO);
		}
	fixture_free(f);
}

/* ---- exceptions on findings ---- */

struct excepted {
	const char *name;
	const char *exception, *decision, *more;
	enum verdict verdict;
	int proof;
};

#define GROUND \
	"ground: [{check_id: C3-2, subject_kind: component, subject_id: a, cover_kind: evidence," \
	" cover_id: e, proof: 100, collected_at: now-9d}]\n"
#define ON_FINDING "finding: \"T.made:zone:z:k\""
#define CONTROL(state, weight) \
	"exception_compensating: [{id: x, value: c}]\ncontrol: [{id: c, state: " state "}]\n" \
	"control_proof: [{control: c, weight: " weight "}]\n"

static const struct excepted EXCEPTED[] = {
	{ "the sentence does not concern the subject", "type: exclude", "choice: approve", "",
		VERDICT_CONFORMING, 100 },
	{ "made up for by proven controls", "type: waive", "choice: approve",
		CONTROL("implemented", "70"), VERDICT_CONFORMING, 70 },
	{ "made up for in words", "type: waive, compensation: 二人で確認する", "choice: approve", "",
		VERDICT_PARTIAL, 100 },
	{ "by a control that is proven too little", "type: waive", "choice: approve",
		CONTROL("implemented", "69"), VERDICT_PARTIAL, 100 },
	{ "by a control that is switched off", "type: waive", "choice: approve",
		CONTROL("disabled", "90"), VERDICT_PARTIAL, 100 },
	{ "by a control that is retired", "type: waive", "choice: approve",
		"exception_compensating: [{id: x, value: c}]\ncontrol_proof: [{control: c, weight: 90}]\n",
		VERDICT_PARTIAL, 100 },
	{ "by one proven control of two", "type: waive", "choice: approve",
		"exception_compensating: [{id: x, value: c}, {id: x, value: d}]\n"
		"control: [{id: c, state: implemented}, {id: d, state: implemented}]\n"
		"control_proof: [{control: c, weight: 90}]\n",
		VERDICT_PARTIAL, 100 },
	{ "by nothing", "type: waive", "choice: approve", "", VERDICT_NONCONFORMING, 100 },
	{ "rejected", "type: exclude", "choice: reject", "", VERDICT_NONCONFORMING, 100 },
	{ "decided on another state", "type: exclude", "choice: approve, digest: aa", "",
		VERDICT_NONCONFORMING, 100 },
	{ "decided for a time that is over", "type: exclude", "choice: approve, ends_on: now", "",
		VERDICT_NONCONFORMING, 100 },
	{ "decided by who may not", "type: exclude", "choice: approve, put_role: manager", "",
		VERDICT_NONCONFORMING, 100 },
	{ "conditionally approved", "type: exclude", "choice: conditional", "", VERDICT_CONFORMING, 100 },
	{ "over", "type: exclude, ends_on: now", "choice: approve", "", VERDICT_NONCONFORMING, 100 },
};

static void
test_exceptions(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(EXCEPTED); i++) {
		const struct excepted *e = &EXCEPTED[i];
		gboolean ends = strstr(e->exception, "ends_on") != NULL;
		gboolean role = strstr(e->decision, "put_role") != NULL;
		g_autofree char *facts = g_strconcat(GROUND,
			"entry: [{verb: T.made, actor: C3-2, role: must, kind: zone, id: z, hash: k}]\n"
			"exception: [{id: x, " ON_FINDING ", ",
			e->exception, ends ? "" : ", ends_on: now+9d",
			"}]\ndecision: [{id: d, subject_kind: exception, subject_id: x, known_by: local, ",
			e->decision, role ? "" : ", put_role: owner", "}]\n", e->more, NULL);
		const struct check_result *result = fixture_of(f, "C3-2", facts);
		g_test_message("%s", e->name);
		g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[e->verdict]);
		g_assert_cmpint(result->proof, ==, e->proof);
		const struct finding *finding = fixture_finding(result, "T.made");
		gboolean has_effect = e->verdict != VERDICT_NONCONFORMING;
		g_assert_cmpint(finding->excepted != NOT_EXCEPTED, ==, has_effect);
		g_assert_cmpint(finding->excepted_until != 0, ==, has_effect);
		g_assert_cmpint(finding->class, ==,
			e->verdict == VERDICT_PARTIAL ? CLASS_SHOULD : CLASS_MUST);
	}
	fixture_free(f);
}

/* A should or need stays what it is under a waiver in words; only its own finding is concerned. */
static void
test_waiver_of_less_than_must(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C3-2",
		GROUND "entry: [{verb: T.made, actor: C3-2, role: need, kind: zone, id: z, hash: k},"
		       " {verb: T.made, actor: C3-2, role: should, kind: zone, id: other, hash: k}]\n"
		       "exception: [{id: x, type: waive, " ON_FINDING ", compensation: 二人で確認する,"
		       " ends_on: now+9d}]\n" APPROVED_X);
	g_assert_cmpint(result->verdict, ==, VERDICT_PARTIAL);
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		g_assert_cmpint(finding->excepted, ==, NOT_EXCEPTED);
		g_assert_cmpint(finding->class, !=, CLASS_MUST);
	}
	fixture_free(f);
}

/* Integrity, independence and gates cannot be excepted. */
static void
test_what_cannot_be_excepted(void)
{
	static const char *const RULES[] = { "A5.made", "G.made" };
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(RULES); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND "entry: [{verb: %s, actor: C3-2, role: must, kind: zone, id: z, hash: k}]\n"
			       "exception: [{id: x, type: exclude, finding: \"%s:zone:z:k\", ends_on: now+9d}]\n"
			       APPROVED_X, RULES[i], RULES[i]);
		const struct check_result *result = fixture_of(f, "C3-2", facts);
		g_assert_cmpint(result->verdict, ==, VERDICT_NONCONFORMING);
		g_assert_cmpint(fixture_finding(result, RULES[i])->excepted, ==, NOT_EXCEPTED);
	}
	const struct check_result *result = fixture_of(f, "C3-4",
		"attestation: [{id: t, check_id: C3-4, put_role: manager, statement: empty, ends_on: now+9d}]\n"
		"attestation_empty: [{id: t, value: no_web}]\n"
		"interface: [{id: form, type: web, exposure: isolated}]\n"
		"exception: [{id: x, type: exclude, finding: \"V.not_empty:attestation:t:no_web\","
		" ends_on: now+9d}]\n" APPROVED_X);
	g_assert_cmpint(result->verdict, ==, VERDICT_NONCONFORMING);
	fixture_free(f);
}

/* ---- empty scopes ---- */

struct empty {
	const char *name, *check, *rank, *facts;
	enum verdict verdict;
};

#define EMPTY(check, role, scope) \
	"attestation: [{id: t, check_id: " check ", put_role: " role ", statement: empty," \
	" ends_on: now+9d, put_at: now-5d}]\nattestation_empty: [{id: t, value: " scope "}]\n"

static const struct empty EMPTIES[] = {
	{ "a fact contradicts it", "C3-4", "mid",
		EMPTY("C3-4", "manager", "no_web") "interface: [{id: i, type: api, exposure: isolated}]\n",
		VERDICT_NONCONFORMING },
	{ "made before the last subject went", "C3-4", "mid",
		EMPTY("C3-4", "manager", "no_web")
		"interface_all: [{id: i, type: web, exposure: isolated, retired_at: now-4d}]\n",
		VERDICT_NOT_ASSESSED },
	{ "made after it went", "C3-4", "mid",
		EMPTY("C3-4", "manager", "no_web")
		"interface_all: [{id: i, type: web, exposure: isolated, retired_at: now-6d}]\n",
		VERDICT_EXCLUDED },
	{ "what went since was never a subject", "C3-4", "mid",
		EMPTY("C3-4", "manager", "no_web")
		"interface_all: [{id: i, type: db, exposure: isolated, retired_at: now-4d}]\n",
		VERDICT_EXCLUDED },
	{ "a contract that ran out since", "C2-3", "mid",
		EMPTY("C2-3", "manager", "no_contractor")
		"contract: [{id: c, party: aoba, type: operation, stage: concluded, ends_on: now-4d}]\n",
		VERDICT_NOT_ASSESSED },
	{ "one that had run out before", "C2-3", "mid",
		EMPTY("C2-3", "manager", "no_contractor")
		"contract: [{id: c, party: aoba, type: operation, stage: concluded, ends_on: now-6d}]\n",
		VERDICT_EXCLUDED },
	{ "one that was ended early since", "C2-3", "mid",
		EMPTY("C2-3", "manager", "no_contractor")
		"contract: [{id: c, party: aoba, type: operation, stage: ended, ends_on: now+9d, put_at: now-4d}]\n",
		VERDICT_NOT_ASSESSED },
	{ "another scope was meant", "C3-4", "mid", EMPTY("C3-4", "manager", "no_external"),
		VERDICT_NOT_ASSESSED },
	{ "another check was meant", "C3-4", "mid", EMPTY("C4-1", "manager", "no_web"),
		VERDICT_NOT_ASSESSED },
	{ "said by who may not", "C3-4", "mid", EMPTY("C3-4", "contractor", "no_web"),
		VERDICT_NOT_ASSESSED },
	{ "its time is over", "C3-4", "mid",
		"attestation: [{id: t, check_id: C3-4, put_role: manager, statement: empty, ends_on: now}]\n"
		"attestation_empty: [{id: t, value: no_web}]\n",
		VERDICT_NOT_ASSESSED },
	{ "at rank high the assessor says it too", "C3-2", "high", EMPTY("C3-2", "manager", "no_external"),
		VERDICT_NOT_ASSESSED },
	{ "and then it counts", "C3-2", "high",
		"attestation: [{id: t, check_id: C3-2, put_role: manager, statement: empty, ends_on: now+9d},"
		" {id: u, check_id: C3-2, put_role: assessor, statement: empty, ends_on: now+9d}]\n"
		"attestation_empty: [{id: t, value: no_external}, {id: u, value: no_external}]\n",
		VERDICT_EXCLUDED },
	{ "an older word on another scope is still heard", "C3-2", "mid",
		"attestation: [{id: t, check_id: C3-2, put_role: manager, statement: empty, ends_on: now+9d,"
		" put_at: now-5d}, {id: u, check_id: C3-2, put_role: manager, statement: empty,"
		" ends_on: now+9d, put_at: now-3d}]\n"
		"attestation_empty: [{id: t, value: no_external}, {id: u, value: no_web}]\n",
		VERDICT_EXCLUDED },
	{ "no risk reaches the value: legitimate by itself", "C1-5", "mid", "", VERDICT_EXCLUDED },
};

static void
test_empty_scopes(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(EMPTIES); i++) {
		g_test_message("%s", EMPTIES[i].name);
		fixture_begin(f, NOW, EMPTIES[i].rank, FALSE);
		fixture_facts(f, EMPTIES[i].facts);
		const struct check_result *result = fixture_judge(f, EMPTIES[i].check);
		g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[EMPTIES[i].verdict]);
	}
	fixture_free(f);
}

/* In operation the owner alone cannot exclude what is never empty then. */
static void
test_never_empty_in_operation(void)
{
	static const char EXCLUSION[] =
		"exception: [{id: x, type: exclude, check_id: C6-2, ends_on: now+9d}]\n" APPROVED_X;
	static const struct {
		const char *more;
		gboolean excluded;
	} CASES[] = {
		{ "authorisation: [{id: o, result: authorised, starts_on: now+1d}]\n", TRUE },
		{ "authorisation: [{id: o, result: refused, starts_on: now-1d}]\n", TRUE },
		{ "authorisation: [{id: o, result: conditional, starts_on: now-1d}]\n", FALSE },
		{ "authorisation: [{id: o, result: authorised, starts_on: now}]\n"
		  "decision: [{id: c, subject_kind: exception, subject_id: x, choice: approve,"
		  " put_role: ciso, known_by: local}]\n", TRUE },
		{ "authorisation: [{id: o, result: authorised, starts_on: now}]\n"
		  "decision: [{id: c, subject_kind: exception, subject_id: x, choice: approve, digest: aa,"
		  " put_role: ciso, known_by: local}]\n", FALSE },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		fixture_begin(f, NOW, "mid", FALSE);
		fixture_facts(f, EXCLUSION);
		fixture_facts(f, CASES[i].more);
		const struct check_result *result = fixture_judge(f, "C6-2");
		g_assert_cmpint(result->verdict, ==,
			CASES[i].excluded ? VERDICT_EXCLUDED : VERDICT_NOT_ASSESSED);
	}
	/* and no scope that may be stated empty empties such a check */
	for (guint i = 0; i < f->guideline->scopes->len; i++) {
		const struct scope *scope = g_ptr_array_index(f->guideline->scopes, i);
		for (guint k = 0; scope->whole != NULL && scope->whole[k] != NULL; k++)
			g_assert_false(guideline_check(f->guideline, scope->whole[k])->never_empty_in_operation);
	}
	fixture_free(f);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verdict/truth_table", test_truth_table);
	g_test_add_func("/verdict/exceptions", test_exceptions);
	g_test_add_func("/verdict/waiver_of_less_than_must", test_waiver_of_less_than_must);
	g_test_add_func("/verdict/what_cannot_be_excepted", test_what_cannot_be_excepted);
	g_test_add_func("/verdict/empty_scopes", test_empty_scopes);
	g_test_add_func("/verdict/never_empty_in_operation", test_never_empty_in_operation);
	return g_test_run();
}
