/* SPDX-License-Identifier: Apache-2.0 */
/* More findings, fewer covers, lower proof, a later moment: nothing of it makes a verdict better. */
#include "verdict_fixture.h"

/* A subject of a check with its cover. */
#define SUBJECT(check, id, proof, more) \
	"{check_id: " check ", subject_kind: component, subject_id: " id ", cover_kind: evidence," \
	" cover_id: e, proof: " proof ", collected_at: now-9d" more "}"
#define DOCUMENT "attestation_evidence: [{id: t, value: e}]\nevidence: [{id: e}]\n"

static int
goodness(const struct check_result *result)
{
	static const int GOOD[] = { [VERDICT_CONFORMING] = 3, [VERDICT_PARTIAL] = 2,
		[VERDICT_NOT_ASSESSED] = 1, [VERDICT_NONCONFORMING] = 0 };
	g_assert_cmpint(result->verdict, !=, VERDICT_EXCLUDED);
	return GOOD[result->verdict];
}

struct made {
	guint n_subjects, proofs[4];
	gboolean covered[4];
	guint findings; /* bits: must, should, need */
	guint statement; /* 0 none, 1 conforming, 2 partial */
	gint64 now;
};

static int
judge_made(struct verdict_fixture *f, const char *check, const struct made *made)
{
	static const char *const CLASSES[] = { "must", "should", "need" };
	g_autoptr(GString) facts = g_string_new("ground: [");
	for (guint i = 0; i < made->n_subjects; i++)
		if (made->covered[i])
			g_string_append_printf(facts,
				"%s" SUBJECT("%s", "s%u", "%u", ", fresh_until: now+20d"),
				i == 0 ? "" : ", ", check, i, made->proofs[i]);
		else
			g_string_append_printf(facts,
				"%s{check_id: %s, subject_kind: component, subject_id: s%u, state: never}",
				i == 0 ? "" : ", ", check, i);
	g_string_append(facts, "]\nentry: [");
	for (guint i = 0; i < 3; i++)
		if (made->findings & (1u << i))
			g_string_append_printf(facts,
				"%s{verb: T.made, actor: %s, role: %s, kind: zone, id: z%u}",
				facts->str[facts->len - 1] == '[' ? "" : ", ", check, CLASSES[i], i);
	g_string_append(facts, "]\n");
	if (made->statement != 0)
		g_string_append_printf(facts,
			"attestation: [{id: t, check_id: %s, put_role: manager, statement: %s,"
			" ends_on: now+30d}]\n" DOCUMENT,
			check, made->statement == 1 ? "conforming" : "partial");
	fixture_begin(f, made->now, "mid", FALSE);
	fixture_facts(f, facts->str);
	return goodness(fixture_judge(f, check));
}

static struct made
worse(struct made made, guint how)
{
	guint number = (guint)g_test_rand_int_range(0, (gint32)made.n_subjects);
	switch (how) {
	case 0:
		made.findings |= 1u << g_test_rand_int_range(0, 3);
		break;
	case 1:
		made.covered[number] = FALSE;
		break;
	case 2:
		made.proofs[number] /= 2;
		break;
	case 3:
		made.statement = made.statement == 1 ? (guint)g_test_rand_int_range(0, 2) * 2 : made.statement;
		break;
	default:
		made.now += g_test_rand_int_range(1, 60) * MOMENT_DAY;
	}
	return made;
}

static void
test_monotone(void)
{
	static const char *const CHECKS[] = { "C3-2", "C2-1", "C2-3" };
	struct verdict_fixture *f = fixture_new(FALSE);
	for (guint round = 0; round < 120; round++) {
		struct made made = { .n_subjects = (guint)g_test_rand_int_range(1, 5), .now = NOW,
			.findings = (guint)g_test_rand_int_range(0, 3) == 0 ? (guint)g_test_rand_int_range(0, 8) : 0,
			.statement = (guint)g_test_rand_int_range(0, 3) };
		for (guint i = 0; i < made.n_subjects; i++) {
			made.covered[i] = g_test_rand_int_range(0, 4) != 0;
			made.proofs[i] = (guint)g_test_rand_int_range(30, 101);
		}
		const char *check = CHECKS[round % G_N_ELEMENTS(CHECKS)];
		int before = judge_made(f, check, &made);
		for (guint how = 0; how < 5; how++) {
			struct made after = worse(made, how);
			g_test_message("%s, made worse by %u", check, how);
			g_assert_cmpint(judge_made(f, check, &after), <=, before);
		}
	}
	fixture_free(f);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verdict/monotone", test_monotone);
	return g_test_run();
}
