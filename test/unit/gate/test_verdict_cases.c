/* SPDX-License-Identifier: Apache-2.0 */
/* Situations as they come up, from what is recorded to what the check says. */
#include <string.h>

#include "gate/outcome.h"
#include "verdict_fixture.h"

/* A subject of a check with its cover. */
#define SUBJECT(check, id, proof, more) \
	"{check_id: " check ", subject_kind: component, subject_id: " id ", cover_kind: evidence," \
	" cover_id: e, proof: " proof ", collected_at: now-9d" more "}"
#define GROUND(subjects) "ground: [" subjects "]\n"
#define APPROVED_X \
	"decision: [{id: d, subject_kind: exception, subject_id: x, choice: approve, put_role: owner," \
	" known_by: local}]\n"
#define DOCUMENT "attestation_evidence: [{id: t, value: e}]\nevidence: [{id: e}]\n"

static void
is(const struct check_result *result, enum verdict verdict, int proof)
{
	g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[verdict]);
	g_assert_cmpint(result->proof, ==, proof);
}

static const struct subject *
subject(const struct check_result *result, guint number)
{
	g_assert_cmpuint(number, <, result->ground->len);
	return g_ptr_array_index(result->ground, number);
}

/* 1: the same files uploaded, by the bound token, after a spot check. */
static void
test_same_files_other_ways(void)
{
	static const char *const PROOFS[] = { "70", "100", "90" };
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(PROOFS); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND(SUBJECT("C7-8", "a", "100", "") ", " SUBJECT("C7-8", "b", "%s", "") ", "
				SUBJECT("C7-8", "c", "100", "")),
			PROOFS[i]);
		const struct check_result *result = fixture_of(f, "C7-8", facts);
		is(result, VERDICT_CONFORMING, atoi(PROOFS[i]));
		g_assert_cmpuint(result->covered, ==, 3);
	}
	fixture_free(f);
}

#define CHART \
	"attestation: [{id: t, check_id: C6-1, put_role: manager, statement: conforming," \
	" ends_on: now+9d, put_at: now-5d}]\n" DOCUMENT

/* 2: the manager attests, a duty is vacant; filled, the word is older than the change. */
static void
test_vacant_duty(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C6-1",
		CHART GROUND("{check_id: C6-1, subject_kind: dtask, subject_id: log@system, state: never}")
		"entry: [{verb: T.made, actor: C6-1, role: must, kind: duty, id: log}]\n");
	is(result, VERDICT_NONCONFORMING, 0);
	const struct finding *contradiction = fixture_finding(result, "V.contradiction");
	g_assert_nonnull(contradiction);
	g_assert_cmpstr(contradiction->subject_id, ==, "t");
	g_assert_cmpint(contradiction->class, ==, CLASS_SHOULD);
	g_assert_cmpuint(result->findings->len, ==, 2);
	result = fixture_of(f, "C6-1",
		CHART GROUND("{check_id: C6-1, subject_kind: dtask, subject_id: log@system, cover_kind: duty,"
			     " cover_id: log, proof: 70, collected_at: now-2d, changed_at: now-2d}"));
	is(result, VERDICT_NOT_ASSESSED, 0);
	g_assert_null(result->statement);
	g_assert_null(fixture_finding(result, "V.contradiction"));
	result = fixture_of(f, "C6-1",
		CHART GROUND("{check_id: C6-1, subject_kind: dtask, subject_id: log@system, cover_kind: duty,"
			     " cover_id: log, proof: 70, collected_at: now-6d, changed_at: now-6d}"));
	is(result, VERDICT_CONFORMING, 70);
	fixture_free(f);
}

/* What was found long after a statement does not contradict it; what had been open before does. */
static void
test_open_since(void)
{
	static const char FACTS[] =
		"attestation: [{id: t, check_id: C7-3, put_role: manager, statement: conforming,"
		" ends_on: now+9d, put_at: now-40d}]\n"
		"entry: [{verb: T.made, actor: C7-3, role: must, kind: account, id: a}]\n";
	static const char IDENTITY[] = "T.made:account:a:";
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C7-3", FACTS);
	g_assert_cmpstr(fixture_finding(result, "T.made")->id, ==, IDENTITY);
	g_assert_null(fixture_finding(result, "V.contradiction"));
	fixture_begin(f, NOW, "mid", FALSE);
	session_note_since(f->session, IDENTITY, NOW - 15 * MOMENT_DAY);
	fixture_facts(f, FACTS);
	result = fixture_judge(f, "C7-3");
	g_assert_cmpint(fixture_finding(result, "T.made")->since, ==, NOW - 15 * MOMENT_DAY);
	g_assert_nonnull(fixture_finding(result, "V.contradiction"));
	/* the next system knows nothing of it */
	g_assert_null(fixture_finding(fixture_of(f, "C7-3", FACTS), "V.contradiction"));
	fixture_free(f);
}

#define CHANGED_SINCE \
	GROUND("{check_id: C2-1, subject_kind: contract, subject_id: c, cover_kind: evidence," \
	       " cover_id: e, proof: 70, collected_at: now-1d, changed_at: now-2d}") \
	"attestation: [{id: t, check_id: C2-1, put_role: manager, statement: conforming," \
	" put_at: now-5d, ends_on: now+9d}, {id: u, %s, put_role: %s, statement: %s, put_at: %s," \
	" ends_on: now+9d}]\n"

/* A word on the changed subject alone is enough beside an older one on the whole. */
static void
test_stated_alone(void)
{
	static const struct {
		const char *what, *role, *statement, *at;
		enum verdict verdict;
	} CASES[] = {
		{ "subject_kind: contract, subject_id: c", "manager", "conforming", "now-1d", VERDICT_CONFORMING },
		{ "subject_kind: contract, subject_id: c", "manager", "conforming", "now-3d", VERDICT_PARTIAL },
		{ "subject_kind: contract, subject_id: c", "manager", "partial", "now-1d", VERDICT_PARTIAL },
		{ "subject_kind: contract, subject_id: c", "owner", "conforming", "now-1d", VERDICT_PARTIAL },
		{ "subject_kind: contract, subject_id: d", "manager", "conforming", "now-1d", VERDICT_PARTIAL },
		{ "check_id: C2-1", "manager", "conforming", "now-1d", VERDICT_CONFORMING },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *facts = g_strdup_printf(CHANGED_SINCE, CASES[i].what, CASES[i].role,
			CASES[i].statement, CASES[i].at);
		const struct check_result *result = fixture_of(f, "C2-1", facts);
		g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[CASES[i].verdict]);
	}
	fixture_free(f);
}

#define GREEN GROUND(SUBJECT("C7-6", "a", "100", ", changed_at: now-10d"))

/* 3: a supplier's own bad word beats good evidence, until it is taken back or its time is over. */
static void
test_own_bad_word(void)
{
	static const struct {
		const char *facts;
		enum verdict verdict;
	} CASES[] = {
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, ends_on: now+9d}",
			VERDICT_NONCONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, ends_on: now}",
			VERDICT_CONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, put_at: now-5d,"
		  " ends_on: now+9d}, {id: u, check_id: C7-6, put_role: manager, statement: conforming,"
		  " put_at: now-4d, ends_on: now+9d}", VERDICT_CONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, put_at: now-5d,"
		  " ends_on: now+9d}, {id: u, check_id: C7-6, put_role: owner, statement: conforming,"
		  " put_at: now-4d, ends_on: now+9d}", VERDICT_NONCONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, put_at: now-5d,"
		  " ends_on: now+9d}, {id: u, check_id: C7-6, put_role: manager, statement: empty,"
		  " put_at: now-4d, ends_on: now+9d}", VERDICT_NONCONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: partial, ends_on: now+9d}",
			VERDICT_PARTIAL },
		/* what was said of the state before the last change: a good word is over, a bad one is not */
		{ "{id: t, check_id: C7-6, put_role: manager, statement: nonconforming, put_at: now-20d,"
		  " ends_on: now+9d}", VERDICT_NONCONFORMING },
		{ "{id: t, check_id: C7-6, put_role: manager, statement: partial, put_at: now-20d,"
		  " ends_on: now+9d}", VERDICT_CONFORMING },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *facts =
			g_strconcat(GREEN "attestation: [", CASES[i].facts, "]\n", NULL);
		const struct check_result *result = fixture_of(f, "C7-6", facts);
		g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[CASES[i].verdict]);
	}
	/* a contractor says nothing of what it neither delivers nor confirms */
	is(fixture_of(f, "C1-5",
		   GROUND(SUBJECT("C1-5", "a", "100", ""))
		   "attestation: [{id: t, check_id: C1-5, put_role: contractor, statement: nonconforming,"
		   " ends_on: now+9d}]\n"),
		VERDICT_CONFORMING, 100);
	fixture_free(f);
}

/* 4, 5: an opinion closes no finding; the worst of the roles counts, not the newest. */
static void
test_worst_of_the_roles(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	is(fixture_of(f, "C2-1",
		   GROUND(SUBJECT("C2-1", "a", "70", ""))
		   "evaluation: [{id: v, phase: 3, opinion: sufficient, known_by: local}]\n"
		   "evaluation_checks: [{id: v, check_id: C2-1, statement: conforming}]\n"
		   "entry: [{verb: T.made, actor: C2-1, role: must, kind: contract, id: c}]\n"),
		VERDICT_NONCONFORMING, 70);
	static const char *const TIMES[] = { "now-8d", "now-2d" };
	for (guint i = 0; i < G_N_ELEMENTS(TIMES); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND(SUBJECT("C2-1", "a", "70", ""))
			"attestation: [{id: t, check_id: C2-1, put_role: manager, statement: conforming,"
			" ends_on: now+9d, put_at: now-5d}]\n"
			"evaluation: [{id: v, phase: 3, opinion: conditional, known_by: local, put_at: %s}]\n"
			"evaluation_checks: [{id: v, check_id: C2-1, statement: partial}]\n",
			TIMES[i]);
		const struct check_result *result = fixture_of(f, "C2-1", facts);
		is(result, VERDICT_PARTIAL, 40);
		g_assert_cmpstr(result->statement, ==, "partial");
	}
	is(fixture_of(f, "C1-2",
		   GROUND(SUBJECT("C1-2", "a", "100", ""))
		   "evaluation: [{id: v, phase: 1, opinion: sufficient, known_by: local}]\n"
		   "evaluation_checks: [{id: v, check_id: C1-2, statement: conforming}]\n"),
		VERDICT_CONFORMING, 90);
	/* conforming under an opinion that is insufficient is no more than partial */
	is(fixture_of(f, "C3-2",
		   GROUND(SUBJECT("C3-2", "a", "100", ""))
		   "evaluation: [{id: v, phase: 4, opinion: insufficient, known_by: local}]\n"
		   "evaluation_checks: [{id: v, check_id: C3-2, statement: conforming}]\n"),
		VERDICT_PARTIAL, 100);
	fixture_free(f);
}

#define PROCEDURE(id, state) \
	"{check_id: C6-2, subject_kind: requirement, subject_id: " id ", " state "}"
#define HELD "cover_kind: procedure, cover_id: p, proof: 70, collected_at: now-9d"

/* 6: four covered, the fifth excluded; when the exclusion ends it is four of five. */
static void
test_partial_exclusion(void)
{
	static const char FACTS[] =
		GROUND(PROCEDURE("a", HELD) ", " PROCEDURE("b", HELD) ", " PROCEDURE("c", HELD) ", "
			PROCEDURE("d", HELD) ", " PROCEDURE("e", "state: never"))
		"attestation: [{id: t, check_id: C6-2, put_role: manager, statement: conforming,"
		" ends_on: now+90d, put_at: now-1d}]\n"
		"exception: [{id: x, type: exclude, requirement: e, ends_on: now+9d}]\n" APPROVED_X;
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C6-2", FACTS);
	is(result, VERDICT_CONFORMING, 40);
	g_assert_cmpuint(result->covered, ==, 4);
	g_assert_cmpuint(result->subjects, ==, 4);
	g_assert_cmpuint(result->excluded, ==, 1);
	fixture_begin(f, NOW + 9 * MOMENT_DAY, "mid", FALSE);
	fixture_facts(f, FACTS);
	result = fixture_judge(f, "C6-2");
	is(result, VERDICT_PARTIAL, 40);
	g_assert_cmpuint(result->subjects, ==, 5);
	g_assert_cmpuint(result->excluded, ==, 0);
	fixture_free(f);
}

/* A catalogue item left out takes the item out, a waiver takes nothing out. */
static void
test_excluded_item(void)
{
	static const char *const TYPES[] = { "exclude", "waive" };
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(TYPES); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND("{check_id: C3-2, subject_kind: item, subject_id: im/9.2.3, state: never}, "
				SUBJECT("C3-2", "a", "100", ""))
			"exception: [{id: x, type: %s, item_standard: im, item_item: 9.2.3, ends_on: now+9d}]\n"
			APPROVED_X, TYPES[i]);
		const struct check_result *result = fixture_of(f, "C3-2", facts);
		g_assert_cmpint(result->verdict, ==, i == 0 ? VERDICT_CONFORMING : VERDICT_PARTIAL);
		g_assert_cmpuint(result->excluded, ==, i == 0);
	}
	fixture_free(f);
}

/* 7, 8: an exclusion that a fact contradicts, or that was edited after it was approved. */
static void
test_exclusion_of_the_whole(void)
{
	static const char EXCLUSION[] = "exception: [{id: x, type: exclude, check_id: C3-4, ends_on: now+9d}]\n";
	struct verdict_fixture *f = fixture_new(FALSE);
	g_autofree char *approved = g_strconcat(EXCLUSION, APPROVED_X, NULL);
	is(fixture_of(f, "C3-4", approved), VERDICT_EXCLUDED, -1);
	g_autofree char *contradicted = g_strconcat(
		approved, "interface: [{id: form, type: web, exposure: isolated}]\n", NULL);
	const struct check_result *result = fixture_of(f, "C3-4", contradicted);
	is(result, VERDICT_NONCONFORMING, 0);
	g_assert_nonnull(fixture_finding(result, "V.not_empty"));
	g_autofree char *edited = g_strconcat(EXCLUSION,
		"decision: [{id: d, subject_kind: exception, subject_id: x, choice: approve, digest: aa,"
		" put_role: owner, known_by: local}]\n", NULL);
	is(fixture_of(f, "C3-4", edited), VERDICT_NOT_ASSESSED, 0);
	fixture_free(f);
}

/* 9: stale, all; one fresh of six. */
static void
test_stale(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint fresh = 0; fresh < 2; fresh++) {
		g_autoptr(GString) facts = g_string_new("ground: [");
		for (guint i = 0; i < 6; i++)
			g_string_append_printf(facts,
				"%s{check_id: C7-2, subject_kind: component, subject_id: c%u, cover_kind: evidence,"
				" cover_id: e, proof: 70, collected_at: now-200d, fresh_until: %s}",
				i == 0 ? "" : ", ", i, i < fresh ? "now+1d" : "now");
		g_string_append(facts, "]\n");
		const struct check_result *result = fixture_of(f, "C7-2", facts->str);
		is(result, fresh ? VERDICT_PARTIAL : VERDICT_NOT_ASSESSED, fresh ? 70 : 0);
		g_assert_cmpuint(result->covered, ==, fresh);
		g_assert_cmpint(subject(result, 5)->state, ==, COVER_STALE);
		g_assert_cmpint(subject(result, 5)->proof, ==, 35);
		g_assert_cmpstr(subject(result, 5)->reason, ==, "stale");
	}
	fixture_free(f);
}

/* 10, 14: the limit is not the only clock; the best cover counts, however old the others are. */
static void
test_best_cover(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C3-2",
		GROUND(SUBJECT("C3-2", "a", "100", ", fresh_until: now+21d, changed_at: now-8d") ", "
			SUBJECT("C3-2", "b", "100", ", changed_at: now-9d")));
	is(result, VERDICT_PARTIAL, 100);
	g_assert_cmpstr(subject(result, 0)->reason, ==, "before_change");
	g_assert_null(subject(result, 1)->reason);
	result = fixture_of(f, "C3-2",
		GROUND(SUBJECT("C3-2", "a", "30", "") ", " SUBJECT("C3-2", "a", "100", ", fresh_until: now") ", "
			SUBJECT("C3-2", "a", "70", "") ", "
			"{check_id: C3-2, subject_kind: component, subject_id: a, state: part}"));
	is(result, VERDICT_CONFORMING, 70);
	g_assert_cmpuint(result->subjects, ==, 1);
	/* what covers comes before what would weigh more if it were fresh */
	result = fixture_of(f, "C2-1",
		GROUND(SUBJECT("C2-1", "a", "100", ", fresh_until: now") ", " SUBJECT("C2-1", "a", "40", "")));
	is(result, VERDICT_PARTIAL, 40);
	g_assert_cmpuint(result->covered, ==, 1);
	fixture_free(f);
}

/* A need on a subject takes its cover, a should does not; neither does one on something else. */
static void
test_need_takes_cover(void)
{
	static const char *const FOUND[] = { "role: need, kind: component, id: a",
		"role: should, kind: component, id: a", "role: need, kind: zone, id: a",
		"role: need, kind: component, id: b" };
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(FOUND); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND(SUBJECT("C3-2", "a", "100", ""))
			"entry: [{verb: T.made, actor: C3-2, %s}]\n", FOUND[i]);
		const struct check_result *result = fixture_of(f, "C3-2", facts);
		g_assert_cmpuint(result->covered, ==, i != 0);
		is(result, i == 0 ? VERDICT_NOT_ASSESSED : VERDICT_PARTIAL, i == 0 ? 0 : 100);
	}
	fixture_free(f);
}

/* Where nobody else builds or runs anything the manager speaks in the contractor's place. */
static void
test_manager_for_contractor(void)
{
	static const struct {
		const char *more;
		enum verdict verdict;
	} CASES[] = {
		{ "", VERDICT_CONFORMING },
		{ "contract: [{id: c, party: aoba, type: operation, stage: planned}]\n", VERDICT_CONFORMING },
		{ "contract: [{id: c, party: aoba, type: operation, stage: concluded}]\n", VERDICT_PARTIAL },
		{ "component: [{id: app, contractor: aoba}]\n", VERDICT_PARTIAL },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *facts = g_strconcat(
			GROUND(SUBJECT("C3-4", "a", "70", ""))
			"attestation: [{id: t, check_id: C3-4, put_role: manager, statement: conforming,"
			" ends_on: now+9d}]\n", CASES[i].more, NULL);
		const struct check_result *result = fixture_of(f, "C3-4", facts);
		g_assert_cmpstr(VERDICT_CODES[result->verdict], ==, VERDICT_CODES[CASES[i].verdict]);
	}
	fixture_free(f);
}

/* 15: a newer file with far fewer records takes the subject's cover until it is confirmed. */
static void
test_shrunk(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = fixture_of(f, "C7-1",
		GROUND(SUBJECT("C7-1", "a", "100", "") ", " SUBJECT("C7-1", "b", "100", ""))
		"evidence: [{id: old, collected_at: now-40d}, {id: new, collected_at: now-9d}]\n"
		"evidence_count: [{evidence: old, component: a, reader: dpkg, records: 400},"
		" {evidence: new, component: a, reader: dpkg, records: 3}]\n");
	is(result, VERDICT_PARTIAL, 100);
	g_assert_nonnull(fixture_finding(result, "V.shrunk"));
	g_assert_cmpint(subject(result, 0)->state, ==, COVER_NONE);
	g_assert_cmpstr(subject(result, 0)->reason, ==, "unnamed");
	g_assert_cmpint(subject(result, 1)->state, ==, COVER_COVERED);
	fixture_free(f);
}

#define NOTHING_IMPORTANT \
	"attestation: [{id: t, check_id: C7-8, put_role: %s, statement: empty, ends_on: now+9d}]\n" \
	"attestation_empty: [{id: t, value: no_important}]\n"

/* 16, 17: nothing important, said by the owner; then something is; said while it still was. */
static void
test_nothing_important(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	is(fixture_of(f, "C7-8", ""), VERDICT_NOT_ASSESSED, 0);
	g_autofree char *owner = g_strdup_printf(NOTHING_IMPORTANT, "owner");
	g_autofree char *manager = g_strdup_printf(NOTHING_IMPORTANT, "manager");
	is(fixture_of(f, "C7-8", owner), VERDICT_EXCLUDED, -1);
	is(fixture_of(f, "C7-8", manager), VERDICT_NOT_ASSESSED, 0);
	g_autofree char *graded = g_strconcat(owner, "information: [{id: i, c: 1, i: 1, a: 2}]\n", NULL);
	const struct check_result *result = fixture_of(f, "C7-8", graded);
	is(result, VERDICT_NONCONFORMING, 0);
	g_assert_nonnull(fixture_finding(result, "V.not_empty"));
	g_autofree char *later = g_strconcat(
		owner, "information_all: [{id: i, c: 1, i: 1, a: 2, retired_at: now-1h}]\n", NULL);
	is(fixture_of(f, "C7-8", later), VERDICT_NOT_ASSESSED, 0);
	fixture_free(f);
}

static const struct check_result *
in_folder(struct verdict_fixture *f, const char *check, const char *yaml)
{
	fixture_begin(f, NOW, "mid", TRUE);
	fixture_facts(f, yaml);
	return fixture_judge(f, check);
}

/* 18: in a folder a decision is a claim, a statement a word, a file no more than a document. */
static void
test_folder(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	const struct check_result *result = in_folder(f, "C3-4",
		"exception: [{id: x, type: exclude, check_id: C3-4, ends_on: now+9d, known_by: folder}]\n"
		"decision: [{id: d, subject_kind: exception, subject_id: x, choice: approve, put_role: owner,"
		" known_by: folder}]\n");
	is(result, VERDICT_NOT_ASSESSED, 0);
	g_assert_nonnull(fixture_finding(result, "V.claimed"));
	result = in_folder(f, "C2-1",
		GROUND(SUBJECT("C2-1", "a", "100", ""))
		"attestation: [{id: t, check_id: C2-1, put_role: manager, statement: conforming,"
		" ends_on: now+9d, known_by: folder}]\n" DOCUMENT);
	is(result, VERDICT_CONFORMING, 40);
	g_assert_cmpint(subject(result, 0)->proof, ==, 70);
	/* the assessor's word there counts for nothing, for good or bad */
	result = in_folder(f, "C2-1",
		GROUND(SUBJECT("C2-1", "a", "100", ""))
		"evaluation: [{id: v, phase: 3, opinion: insufficient, known_by: folder}]\n"
		"evaluation_checks: [{id: v, check_id: C2-1, statement: nonconforming}]\n");
	is(result, VERDICT_PARTIAL, 70);
	g_assert_true(result->claimed);
	fixture_begin(f, NOW, "high", TRUE);
	fixture_facts(f,
		GROUND(SUBJECT("C2-1", "a", "70", ""))
		"attestation: [{id: t, check_id: C2-1, put_role: manager, statement: conforming,"
		" ends_on: now+9d, known_by: folder}, {id: u, check_id: C2-1, put_role: assessor,"
		" statement: conforming, ends_on: now+9d, known_by: folder}]\n");
	result = fixture_judge(f, "C2-1");
	is(result, VERDICT_PARTIAL, 70);
	g_assert_true(result->awaits_statement);
	fixture_free(f);
}

/* 24: what could not be run is not "nothing found". */
static void
test_rule_failed(void)
{
	struct verdict_fixture *f = fixture_new(TRUE);
	const struct check_result *result =
		fixture_of(f, "C3-2", GROUND(SUBJECT("C3-2", "a", "100", "")));
	is(result, VERDICT_PARTIAL, 100);
	const struct finding *failed = fixture_finding(result, "V.rule_failed");
	g_assert_nonnull(failed);
	g_assert_cmpint(failed->class, ==, CLASS_NEED);
	result = judgement_check(f->judgement, "C3-3");
	is(result, VERDICT_NOT_ASSESSED, 0);
	g_assert_nonnull(fixture_finding(result, "V.rule_failed"));
	g_assert_cmpuint(result->waits->len, ==, 1);
	fixture_free(f);
}

/* 25: covered by a word only. */
static void
test_word_only(void)
{
	static const struct {
		const char *check, *rank, *proof;
		guint covered;
	} CASES[] = {
		{ "C3-2", "low", "40", 0 },
		{ "C3-2", "low", "41", 1 },
		{ "C3-2", "high", "69", 0 },
		{ "C3-2", "high", "70", 1 },
		{ "C6-1", "low", "40", 1 },
		{ "C6-1", "mid", "39", 0 },
		{ "C6-1", "high", "40", 0 },
		{ "C6-1", "high", "70", 1 },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND(SUBJECT("%s", "a", "%s", "")), CASES[i].check, CASES[i].proof);
		fixture_begin(f, NOW, CASES[i].rank, FALSE);
		fixture_facts(f, facts);
		const struct check_result *result = fixture_judge(f, CASES[i].check);
		g_test_message("%s at %s with %s", CASES[i].check, CASES[i].rank, CASES[i].proof);
		g_assert_cmpuint(result->covered, ==, CASES[i].covered);
		g_assert_cmpint(subject(result, 0)->state, ==,
			CASES[i].covered ? COVER_COVERED : COVER_WEAK);
		g_assert_false(result->claimed);
	}
	fixture_free(f);
}

/* 27: what was collected before the start counts up to phase 7. */
static void
test_before_operation(void)
{
	static const struct {
		const char *check, *start;
		gboolean covered;
	} CASES[] = {
		{ "C7-2", "now-8d", FALSE },
		{ "C7-2", "now-9d", TRUE },
		{ "C7-2", "now+1d", TRUE },
		{ "C3-2", "now-8d", TRUE },
	};
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *facts = g_strdup_printf(
			GROUND(SUBJECT("%s", "a", "100", ""))
			"authorisation: [{id: o, result: authorised, starts_on: %s}]\n",
			CASES[i].check, CASES[i].start);
		const struct check_result *result = fixture_of(f, CASES[i].check, facts);
		g_assert_cmpuint(result->covered, ==, CASES[i].covered);
		if (!CASES[i].covered)
			g_assert_cmpstr(subject(result, 0)->reason, ==, "before_change");
	}
	fixture_free(f);
}

/* 28: a later phase is shown, and counts for nothing before it is reached. */
static void
test_later_phase(void)
{
	struct verdict_fixture *f = fixture_new(FALSE);
	g_autoptr(GString) facts = g_string_new("ground: [");
	for (guint i = 0; i < f->guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(f->guideline->checks, i);
		if (check->phase == 1)
			g_string_append_printf(facts, "%s" SUBJECT("%s", "a", "100", ""),
				facts->len > 10 ? ", " : "", check->id);
	}
	g_string_append(facts, "]\nentry: [{verb: T.made, actor: C7-1, role: must, kind: zone, id: z}]\n");
	is(fixture_of(f, "C7-1", facts->str), VERDICT_NONCONFORMING, 0);
	g_assert_false(outcome_open(&(struct outcome) { 1, CLASS_MUST, NULL }, f->judgement));
	g_assert_true(outcome_open(&(struct outcome) { 8, CLASS_MUST, NULL }, f->judgement));
	fixture_free(f);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/cases/same_files_other_ways", test_same_files_other_ways);
	g_test_add_func("/cases/vacant_duty", test_vacant_duty);
	g_test_add_func("/cases/open_since", test_open_since);
	g_test_add_func("/cases/stated_alone", test_stated_alone);
	g_test_add_func("/cases/own_bad_word", test_own_bad_word);
	g_test_add_func("/cases/worst_of_the_roles", test_worst_of_the_roles);
	g_test_add_func("/cases/partial_exclusion", test_partial_exclusion);
	g_test_add_func("/cases/excluded_item", test_excluded_item);
	g_test_add_func("/cases/exclusion_of_the_whole", test_exclusion_of_the_whole);
	g_test_add_func("/cases/stale", test_stale);
	g_test_add_func("/cases/best_cover", test_best_cover);
	g_test_add_func("/cases/need_takes_cover", test_need_takes_cover);
	g_test_add_func("/cases/manager_for_contractor", test_manager_for_contractor);
	g_test_add_func("/cases/shrunk", test_shrunk);
	g_test_add_func("/cases/nothing_important", test_nothing_important);
	g_test_add_func("/cases/folder", test_folder);
	g_test_add_func("/cases/rule_failed", test_rule_failed);
	g_test_add_func("/cases/word_only", test_word_only);
	g_test_add_func("/cases/before_operation", test_before_operation);
	g_test_add_func("/cases/later_phase", test_later_phase);
	return g_test_run();
}
