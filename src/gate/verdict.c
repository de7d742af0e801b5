/* SPDX-License-Identifier: Apache-2.0 */
#include "verdict.h"

#include <string.h>

#include "base/moment.h"
#include "verdict_private.h"

const char *const VERDICT_CODES[] = { "conforming", "partial", "nonconforming", "excluded",
	"not_assessed", NULL };
const struct label VERDICT_LABELS[] = {
	{ "適合", "conforming" },
	{ "一部適合", "partly conforming" },
	{ "不適合", "not conforming" },
	{ "適用除外", "excluded" },
	{ "未評価", "not assessed" },
};

static void
result_free(gpointer data)
{
	struct check_result *result = data;
	g_ptr_array_unref(result->ground);
	g_ptr_array_unref(result->findings);
	g_ptr_array_unref(result->waits);
	g_free(result->statement);
	g_free(result);
}

static void
gate_free(gpointer data)
{
	struct gate_result *gate = data;
	g_free(gate->state);
	g_ptr_array_unref(gate->blocked_by);
	g_free(gate);
}

static gint
worst_first(gconstpointer a, gconstpointer b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	if ((x->excepted == NOT_EXCEPTED) != (y->excepted == NOT_EXCEPTED))
		return x->excepted == NOT_EXCEPTED ? -1 : 1;
	if (x->class != y->class)
		return (gint)x->class - (gint)y->class;
	if (x->severity != y->severity)
		return (gint)x->severity - (gint)y->severity;
	return strcmp(x->id, y->id);
}

static struct check_result *
result_new(struct judging *judging, const struct check *check)
{
	struct check_result *result = g_new0(struct check_result, 1);
	result->check = check;
	result->ground = g_ptr_array_new_with_free_func(subject_free);
	result->findings = g_ptr_array_new();
	result->waits = g_ptr_array_new();
	GPtrArray *all = judging->judgement->findings;
	for (guint i = 0; i < all->len; i++) {
		struct finding *finding = g_ptr_array_index(all, i);
		if (strcmp(finding->check, check->id) == 0)
			g_ptr_array_add(result->findings, finding);
	}
	g_ptr_array_sort(result->findings, worst_first);
	return result;
}

static guint
count_open(const struct check_result *result, enum rule_class class)
{
	guint n = 0;
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		gboolean out = finding->excepted == EXCEPTED_EXCLUDED || finding->excepted == EXCEPTED_WAIVED;
		n += !out && finding->class == class;
	}
	return n;
}

static gboolean
has_finding_of(const struct check_result *result, const char *rule)
{
	for (guint i = 0; i < result->findings->len; i++)
		if (strcmp(((struct finding *)g_ptr_array_index(result->findings, i))->rule_id, rule) == 0)
			return TRUE;
	return FALSE;
}

static void
add_waits(struct judging *judging, struct check_result *result)
{
	GPtrArray *rules = session_book(judging->session)->rules;
	enum rank rank = session_rank(judging->session);
	for (guint i = 0; i < rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(rules, i);
		if (rule->waits == NULL || strcmp(rule->check, result->check->id) != 0
			|| rule->classes[rank] > CLASS_SHOULD)
			continue;
		gboolean known = FALSE;
		for (guint k = 0; k < result->waits->len; k++)
			known = known || strcmp(g_ptr_array_index(result->waits, k), rule->waits) == 0;
		if (!known)
			g_ptr_array_add(result->waits, (gpointer)rule->waits);
	}
}

static const char *
statement_code(const struct stated *stated)
{
	static const char *const CODES[] = { NULL, "conforming", "partial", "nonconforming" };
	if (stated->any_nonconforming)
		return CODES[STATED_NONCONFORMING];
	if (stated->any_partial)
		return CODES[STATED_PARTIAL];
	if (stated->asked)
		return CODES[stated->worst];
	return CODES[stated->any_conforming ? STATED_CONFORMING : STATED_NOTHING];
}

/* A ground that cannot be run, or lacks a value of the method, was not looked at: the check says why. */
static void
take_ground(struct judging *judging, struct check_result *result)
{
	g_autoptr(GError) failed = NULL;
	GPtrArray *all = judging->judgement->findings;
	guint before = all->len;
	g_strfreev(judge_db_missing(session_db(judging->session)));
	if (!ground_run(judging, result, &failed)) {
		g_ptr_array_set_size(result->ground, 0);
		g_ptr_array_add(result->waits, (gpointer) "ground");
		findings_add_failed(
			judging->session, result->check->id, result->check->id, failed, all);
	}
	findings_add_missing(judging->session, result->check->id, all);
	for (guint i = before; i < all->len; i++)
		g_ptr_array_add(result->findings, g_ptr_array_index(all, i));
}

/* Rows 8 to 13 of the truth table: the scope is filled, no must is open. */
static enum verdict
verdict_of_filled(struct check_result *result, const struct stated *stated)
{
	enum check_class class = result->check->class;
	gboolean attest = class == CHECK_ATTEST, all = result->covered == result->subjects;
	gboolean soft = count_open(result, CLASS_SHOULD) + count_open(result, CLASS_NEED) > 0;
	if (result->covered == 0)
		return VERDICT_NOT_ASSESSED;
	if (!all || soft)
		return attest && stated->worst == STATED_NOTHING ? VERDICT_NOT_ASSESSED : VERDICT_PARTIAL;
	if (stated->any_partial)
		return attest && stated->worst == STATED_NOTHING ? VERDICT_NOT_ASSESSED : VERDICT_PARTIAL;
	if (class == CHECK_AUTO || result->check->form == FORM_SIGNATURE)
		return VERDICT_CONFORMING;
	if (stated->worst == STATED_NOTHING) {
		result->awaits_statement = TRUE;
		return attest ? VERDICT_NOT_ASSESSED : VERDICT_PARTIAL;
	}
	if (attest && !stated->documented) {
		result->awaits_statement = TRUE;
		return VERDICT_NOT_ASSESSED;
	}
	return VERDICT_CONFORMING;
}

static enum verdict
verdict_of(struct judging *judging, struct check_result *result,
	const struct exceptions *exceptions, const struct statements *statements,
	const struct stated *stated)
{
	const struct check *check = result->check;
	/* An exclusion that facts contradict, or that the organisation's minimum forbids, is void. */
	if (exceptions_whole(exceptions, judging, check) && !has_finding_of(result, "V.not_empty")
		&& !has_finding_of(result, "N2.minimum-excluded"))
		return VERDICT_EXCLUDED;
	if (stated->any_nonconforming || count_open(result, CLASS_MUST) > 0)
		return VERDICT_NONCONFORMING;
	if (result->ground->len == 0) {
		gboolean waits = result->waits->len > 0;
		gboolean stated_empty = statements_empty(statements, judging, check);
		return stated_empty || (check->empty_by_itself && !waits) ? VERDICT_EXCLUDED
									   : VERDICT_NOT_ASSESSED;
	}
	/* All that is known is excluded; what a missing part would add is not known. */
	if (result->subjects == 0)
		return result->waits->len > 0 ? VERDICT_NOT_ASSESSED : VERDICT_EXCLUDED;
	return verdict_of_filled(result, stated);
}

static void
set_proof(struct check_result *result, const struct stated *stated)
{
	if (result->verdict == VERDICT_EXCLUDED)
		result->proof = -1;
	else if (result->verdict == VERDICT_NOT_ASSESSED)
		result->proof = 0;
	else if (result->check->class != CHECK_AUTO && result->check->form == FORM_ATTESTATION
		&& stated->worst != STATED_NOTHING)
		result->proof = MIN(result->proof, stated->proof);
	if (result->proof > 70 && exceptions_cap(result))
		result->proof = 70;
}

static void
judge_check(struct judging *judging, const struct check *check, const struct exceptions *exceptions,
	const struct statements *statements)
{
	struct check_result *result = result_new(judging, check);
	g_ptr_array_add(judging->judgement->checks, result);
	take_ground(judging, result);
	add_waits(judging, result);
	exceptions_on_ground(exceptions, result);
	ground_take_needs(result);
	ground_count(result);
	struct stated stated = statements_on(statements, judging, result);
	result->statement = g_strdup(statement_code(&stated));
	result->claimed = result->claimed || stated.claimed;
	result->verdict = verdict_of(judging, result, exceptions, statements, &stated);
	/* What nobody could look at yet must not pass. */
	if (result->verdict == VERDICT_CONFORMING && result->waits->len > 0)
		result->verdict = VERDICT_PARTIAL;
	set_proof(result, &stated);
}

/* ---- gates ---- */

static void
take_gate(struct judge_query *query, void *data)
{
	struct judgement *judgement = data;
	struct gate_result *gate = g_new0(struct gate_result, 1);
	gate->phase = (int)judge_query_int(query, 0);
	gate->state = g_strdup(judge_query_text(query, 1));
	gate->blocked_by = g_ptr_array_new();
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (result->check->phase == gate->phase && result->verdict != VERDICT_CONFORMING
			&& result->verdict != VERDICT_EXCLUDED)
			g_ptr_array_add(gate->blocked_by, (gpointer)result->check->id);
	}
	g_ptr_array_add(judgement->gates, gate);
	gboolean passed = strcmp(gate->state, "passed") == 0 || strcmp(gate->state, "conditional") == 0;
	if (!passed && judgement->current_phase == 0)
		judgement->current_phase = gate->phase;
}

/* In a folder nobody passes anything: the highest phase that it claims to be at. */
static void
take_claimed_phase(struct judge_query *query, void *data)
{
	struct judgement *judgement = data;
	judgement->current_phase =
		judge_query_is_null(query, 0) ? 1 : (int)judge_query_int(query, 0);
}

static gboolean
judge_gates(struct judging *judging, GError **error)
{
	struct judgement *judgement = judging->judgement;
	if (!select_each(judging->session, "SELECT phase, state FROM gate_state ORDER BY phase",
		    take_gate, judgement, error))
		return FALSE;
	if (judgement->folder)
		return select_each(judging->session, "SELECT max(phase) FROM gate_event",
			take_claimed_phase, judgement, error);
	if (judgement->current_phase == 0)
		judgement->current_phase = 8;
	return TRUE;
}

/* ---- when an answer can change by itself ---- */

static void
take_next(struct judge_query *query, void *data)
{
	struct judgement *judgement = data;
	if (!judge_query_is_null(query, 0))
		judgement->next_at = MIN(judgement->next_at, judge_query_int(query, 0));
}

/*
 * Ends and due dates are days: whatever a rule computes from them can only change at a midnight of
 * the ledger's zone, so the next midnight is never too late. What is said to the minute is added.
 */
static gboolean
find_next(struct judging *judging, GError **error)
{
	struct judgement *judgement = judging->judgement;
	gint64 zone = 9 * MOMENT_HOUR, now = judgement->now;
	judgement->next_at = ((now + zone) / MOMENT_DAY + 1) * MOMENT_DAY - zone;
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		for (guint k = 0; k < result->ground->len; k++) {
			const struct subject *subject = g_ptr_array_index(result->ground, k);
			if (subject->fresh_until > now)
				judgement->next_at = MIN(judgement->next_at, subject->fresh_until);
		}
	}
	return select_each(judging->session,
		"SELECT min(due) FROM incident_reports WHERE due > :now AND sent_at IS NULL", take_next,
		judgement, error);
}

static gboolean
judge_all(struct judging *judging, GError **error)
{
	struct exceptions *exceptions = exceptions_read(judging, error);
	if (exceptions == NULL)
		return FALSE;
	GPtrArray *findings = judging->judgement->findings;
	exceptions_on_findings(exceptions, findings);
	struct statements *statements = NULL;
	gboolean ok = findings_run_last(judging->session, findings, error);
	if (ok) {
		exceptions_on_findings(exceptions, findings);
		statements = statements_read(judging, error);
		ok = statements != NULL;
	}
	for (guint i = 0; ok && i < judging->guideline->checks->len; i++)
		judge_check(judging, g_ptr_array_index(judging->guideline->checks, i), exceptions,
			statements);
	statements_free(statements);
	exceptions_free(exceptions);
	return ok && judge_gates(judging, error) && find_next(judging, error);
}

static int
percent(struct session *session, const char *key, int missing)
{
	const struct method *method = session_method(session);
	const struct judge_value *value =
		method == NULL ? NULL : method_value(method, session_rank(session), 0, key);
	return value != NULL && value->is_number ? (int)value->number : missing;
}

static void
take_start(struct judge_query *query, void *data)
{
	struct judging *judging = data;
	if (!judge_query_is_null(query, 0))
		judging->operation_start = judge_query_int(query, 0);
}

/* A forgotten start date hides nothing: an authorisation tells it too. */
static gboolean
find_operation_start(struct judging *judging, GError **error)
{
	static const char START[] =
		"SELECT min(at) FROM (SELECT starts_on AS at FROM system WHERE id = :system"
		"                     UNION ALL SELECT starts_on FROM authorisation"
		"                     WHERE result IN ('authorised', 'conditional'))"
		"WHERE at <= :now";
	return select_each(judging->session, START, take_start, judging, error);
}

struct judgement *
judgement_new(struct session *session, const struct guideline *guideline, GError **error)
{
	struct judgement *judgement = g_new0(struct judgement, 1);
	judgement->system = g_strdup(session_system(session));
	judgement->now = session_now(session);
	judgement->rank = session_rank(session);
	judgement->rank_known = session_rank_known(session);
	judgement->folder = session_in_folder(session);
	judgement->checks = g_ptr_array_new_with_free_func(result_free);
	judgement->gates = g_ptr_array_new_with_free_func(gate_free);
	judgement->findings = findings_run(session, error);
	struct judging judging = { session, guideline, judgement, percent(session, "proof.cover", 70),
		percent(session, "proof.stale", 50), percent(session, "proof.word", 40), MOMENT_NONE };
	if (judgement->findings != NULL && find_operation_start(&judging, error)
		&& judge_all(&judging, error))
		return judgement;
	judgement_free(judgement);
	return NULL;
}

void
judgement_free(struct judgement *judgement)
{
	if (judgement == NULL)
		return;
	g_free(judgement->system);
	outlook_free(judgement->outlook);
	g_free(judgement->file);
	g_ptr_array_unref(judgement->checks);
	g_ptr_array_unref(judgement->gates);
	g_clear_pointer(&judgement->findings, g_ptr_array_unref);
	g_free(judgement);
}

const struct check_result *
judgement_check(const struct judgement *judgement, const char *id)
{
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (strcmp(result->check->id, id) == 0)
			return result;
	}
	return NULL;
}
