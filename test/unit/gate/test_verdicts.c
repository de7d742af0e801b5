/* SPDX-License-Identifier: Apache-2.0 */
/* From objects as a ledger holds them to the verdict of a check: decisions, exclusions, what waits. */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "gate/verdict.h"

#define NOW (G_GINT64_CONSTANT(1795359600) * MOMENT_SECOND)

struct fixture {
	struct arena *arena;
	struct problems problems;
	struct model_files *files;
	struct model *model;
	struct rulebook *book;
	struct methods *methods;
	struct guideline *guideline;
	struct session *session;
	struct judgement *judgement;
};

static void
setup(struct fixture *f, gconstpointer data)
{
	GError *error = NULL;
	f->arena = arena_new();
	problems_init(&f->problems);
	f->files = model_files_open(NULL, &error);
	g_assert_no_error(error);
	f->model = model_new(f->files, &f->problems);
	f->book = rulebook_new(f->model, &f->problems);
	f->methods = methods_new(f->model, &f->problems);
	f->guideline = guideline_new(f->model, &f->problems);
	f->session = session_new(f->model, f->book, f->methods, 9 * MOMENT_HOUR, &f->problems, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(problems_count(&f->problems), ==, 0);
	session_begin(f->session, "s", NOW, FALSE, &error);
	g_assert_no_error(error);
	f->judgement = NULL;
}

static void
teardown(struct fixture *f, gconstpointer data)
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
}

static char *
put_nth(struct fixture *f, const char *kind, const char *id, const char *role, const char *body,
	gint64 seq)
{
	GError *error = NULL;
	struct object object = { .chain = "s", .kind = model_kind(f->model, kind), .id = id, .seq = seq,
		.body = json_parse(f->arena, body, strlen(body), "test", &error),
		.created_at = NOW - MOMENT_DAY, .put_at = NOW - MOMENT_DAY, .put_by = "p-test",
		.put_role = role, .known_by = "local" };
	g_assert_no_error(error);
	object.entry = digest_of(id, strlen(id));
	object.digest = object_digest(object.kind, object.body);
	session_add(f->session, &object, SIDE_OWN, &error);
	g_assert_no_error(error);
	char hex[2 * DIGEST_SIZE + 1];
	hex_of(object.digest.bytes, DIGEST_SIZE, hex);
	return arena_dup(f->arena, hex, strlen(hex));
}

/* `body` is canonical JSON; every object is a day old. Gives the digest that a decision stamps. */
static char *
put(struct fixture *f, const char *kind, const char *id, const char *role, const char *body)
{
	return put_nth(f, kind, id, role, body, 1);
}

static void
decide(struct fixture *f, const char *id, const char *subject, const char *role, const char *digest)
{
	g_autofree char *body = g_strdup_printf(
		"{\"choice\":\"approve\",\"digest\":\"%s\",\"ends_on\":\"2027-03-31\",\"subject\":\"%s\"}",
		digest, subject);
	put(f, "decision", id, role, body);
}

static void
put_row(struct fixture *f, const char *table, const char *json)
{
	GError *error = NULL;
	const struct value *row = json_parse(f->arena, json, strlen(json), "test", &error);
	g_assert_no_error(error);
	g_assert_true(
		tables_add_row(session_tables(f->session), table, row, NOW, &f->problems));
}

static const struct check_result *
judge_check(struct fixture *f, const char *check)
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

static gboolean
found(const struct check_result *result, const char *rule)
{
	for (guint i = 0; i < result->findings->len; i++)
		if (strcmp(((struct finding *)g_ptr_array_index(result->findings, i))->rule_id, rule) == 0)
			return TRUE;
	return FALSE;
}

static const char POLICY[] =
	"{\"accept_up_to\":\"C\",\"acceptance_criteria\":\"x\",\"baselines\":[\"b\"],\"priority\":\"x\","
	"\"staffing\":\"x\"}";

static void
test_decision_in_force(struct fixture *f, gconstpointer data)
{
	char *digest = put(f, "security_policy", "p", "manager", POLICY);
	decide(f, "d", "security_policy:p", "owner", digest);
	const struct check_result *result = judge_check(f, "C1-3");
	g_assert_false(found(result, "C1-3.policy-not-decided"));
	g_assert_cmpstr(result->statement, ==, "conforming");
}

/* Two entries of the same moment: the later entry counts, whatever the ids are. */
static void
test_same_moment(struct fixture *f, gconstpointer data)
{
	char *digest = put(f, "security_policy", "p", "manager", POLICY);
	g_autofree char *reject = g_strdup_printf(
		"{\"choice\":\"reject\",\"digest\":\"%s\",\"reason\":\"x\",\"subject\":\"security_policy:p\"}",
		digest);
	decide(f, "z", "security_policy:p", "owner", digest);
	put_nth(f, "decision", "a", "owner", reject, 2);
	put(f, "gate_event", "z", "manager", "{\"move\":\"submit\",\"phase\":1}");
	put_nth(f, "gate_event", "a", "owner", "{\"move\":\"return\",\"phase\":1,\"reason\":\"x\"}", 2);
	g_assert_true(found(judge_check(f, "C1-3"), "C1-3.policy-not-decided"));
	const struct gate_result *gate = g_ptr_array_index(f->judgement->gates, 0);
	g_assert_cmpstr(gate->state, ==, "returned");
}

static void
test_decision_of_another_state(struct fixture *f, gconstpointer data)
{
	char *digest = put(f, "security_policy", "q", "manager", "{\"priority\":\"other\"}");
	put(f, "security_policy", "p", "manager", POLICY);
	decide(f, "d", "security_policy:p", "owner", digest);
	g_assert_true(found(judge_check(f, "C1-3"), "C1-3.policy-not-decided"));
}

static const char EXCLUSION[] =
	"{\"check_id\":\"C2-2\",\"ends_on\":\"2027-03-31\",\"reason\":\"x\",\"type\":\"exclude\"}";

/* What the organisation always does is not left out by the owner alone. */
static void
test_minimum_needs_the_ciso(struct fixture *f, gconstpointer data)
{
	char *digest = put(f, "exception", "e", "manager", EXCLUSION);
	decide(f, "d", "exception:e", "owner", digest);
	const struct check_result *result = judge_check(f, "C2-2");
	g_assert_true(found(result, "N2.minimum-excluded"));
	g_assert_cmpint(result->verdict, ==, VERDICT_NONCONFORMING);
}

static void
test_minimum_with_the_ciso(struct fixture *f, gconstpointer data)
{
	char *digest = put(f, "exception", "e", "manager", EXCLUSION);
	decide(f, "d", "exception:e", "owner", digest);
	decide(f, "c", "exception:e", "ciso", digest);
	const struct check_result *result = judge_check(f, "C2-2");
	g_assert_false(found(result, "N2.minimum-excluded"));
	g_assert_cmpint(result->verdict, ==, VERDICT_EXCLUDED);
}

/* An interface that a threat names, and the assessor's word on the check. */
static void
put_answered(struct fixture *f)
{
	put(f, "interface", "web", "manager", "{\"exposure\":\"internet\"}");
	put(f, "evaluation", "v", "assessor",
		"{\"checks\":[{\"check_id\":\"C1-2\",\"statement\":\"conforming\"}],\"method\":\"review\","
		"\"opinion\":\"sufficient\",\"phase\":1}");
	put_row(f, "threat",
		"{\"key\":\"k:web\",\"rule\":\"k\",\"subject_kind\":\"interface\",\"subject_id\":\"web\"}");
	put(f, "threat_disposition", "t", "manager",
		"{\"disposition\":\"not_applicable\",\"reason\":\"x\",\"threat\":\"k:web\"}");
}

static gboolean
waits_for_threats(const struct check_result *result)
{
	for (guint i = 0; i < result->waits->len; i++)
		if (strcmp(g_ptr_array_index(result->waits, i), "threats") == 0)
			return TRUE;
	return FALSE;
}

/* All that is known is covered; while a part is missing that is not all there is. */
static void
test_what_waits_never_passes(struct fixture *f, gconstpointer data)
{
	put_answered(f);
	const struct check_result *result = judge_check(f, "C1-2");
	if (!waits_for_threats(result)) {
		g_test_skip("nothing of this check waits any more");
		return;
	}
	g_assert_cmpuint(result->subjects, ==, result->covered);
	g_assert_cmpstr(result->statement, ==, "conforming");
	g_assert_cmpuint(result->findings->len, ==, 0);
	g_assert_cmpint(result->verdict, ==, VERDICT_PARTIAL);
}

/* One by one excluded is not the same as nothing to look at, while a part is missing. */
static void
test_what_waits_is_not_excluded(struct fixture *f, gconstpointer data)
{
	put(f, "interface", "web", "manager", "{\"exposure\":\"internet\"}");
	char *digest = put(f, "exception", "e", "manager",
		"{\"check_id\":\"C1-2\",\"ends_on\":\"2027-03-31\",\"reason\":\"x\",\"subject\":\"interface:web\","
		"\"type\":\"exclude\"}");
	decide(f, "d", "exception:e", "owner", digest);
	const struct check_result *result = judge_check(f, "C1-2");
	g_assert_cmpuint(result->excluded, ==, 1);
	g_assert_cmpuint(result->subjects, ==, 0);
	g_assert_cmpint(result->verdict, ==,
		waits_for_threats(result) ? VERDICT_NOT_ASSESSED : VERDICT_EXCLUDED);
}

/* The hash of the head and the digest of what matters are two things. */
static void
test_object_row(struct fixture *f, gconstpointer data)
{
	GError *error = NULL;
	g_autofree char *seen = NULL, *entry = NULL;
	char *digest = put(f, "security_policy", "p", "manager", POLICY);
	session_derive(f->session, &error);
	g_assert_no_error(error);
	session_one(f->session, "SELECT digest FROM object WHERE id = 'p'", &seen, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(seen, ==, digest);
	session_one(f->session,
		"SELECT count(*) FROM object o JOIN security_policy p ON p.entry = o.entry AND p.entry <> o.digest",
		&entry, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(entry, ==, "1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	struct {
		const char *name;
		void (*test)(struct fixture *, gconstpointer);
	} tests[] = {
		{ "/verdicts/object_row", test_object_row },
		{ "/verdicts/decision_in_force", test_decision_in_force },
		{ "/verdicts/same_moment", test_same_moment },
		{ "/verdicts/decision_of_another_state", test_decision_of_another_state },
		{ "/verdicts/minimum_needs_the_ciso", test_minimum_needs_the_ciso },
		{ "/verdicts/minimum_with_the_ciso", test_minimum_with_the_ciso },
		{ "/verdicts/what_waits_never_passes", test_what_waits_never_passes },
		{ "/verdicts/what_waits_is_not_excluded", test_what_waits_is_not_excluded },
	};
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, struct fixture, NULL, setup, tests[i].test, teardown);
	return g_test_run();
}
