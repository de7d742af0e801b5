/* SPDX-License-Identifier: Apache-2.0 */
#include "outcome.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"

const char *const STANDING_CODES[] = { "new", "worse", "known", NULL };

struct baseline {
	struct arena *arena;
	gint64 at;
	GPtrArray *findings;  /* of struct baseline_finding, in the report's order */
	GHashTable *by_id;    /* id → struct baseline_finding */
	GHashTable *verdicts; /* check id → verdict + 1 */
};

/* ---- reading the former report ---- */

static gboolean
no_report(const char *name, GError **error)
{
	error_set_at(error, ERROR_INPUT, (struct place) { .file = name },
		"以前の点検の報告ではありません。`sekisho check … --format json` の出力を指定してください",
		"is no report of a former check; give what `sekisho check … --format json` printed");
	return FALSE;
}

static gboolean
read_finding(struct baseline *baseline, const struct value *map, const char *name, GError **error)
{
	const struct value *message = value_get(map, "message");
	const char *class = value_get_text(map, "class"), *excepted = value_get_text(map, "excepted");
	struct baseline_finding *finding = arena_alloc(baseline->arena, sizeof *finding);
	*finding = (struct baseline_finding) { .id = value_get_text(map, "id"),
		.check = value_get_text(map, "check"),
		.ja = message == NULL ? NULL : value_get_text(message, "ja"),
		.en = message == NULL ? NULL : value_get_text(message, "en") };
	if (finding->id == NULL || finding->check == NULL || finding->ja == NULL
		|| finding->en == NULL || class == NULL || !class_parse(class, &finding->class))
		return no_report(name, error);
	finding->open = excepted == NULL || strcmp(excepted, "weakened") == 0;
	g_ptr_array_add(baseline->findings, finding);
	g_hash_table_insert(baseline->by_id, (gpointer)finding->id, finding);
	return TRUE;
}

static gboolean
read_check(struct baseline *baseline, const struct value *map, const char *name, GError **error)
{
	const char *id = value_get_text(map, "id"), *verdict = value_get_text(map, "verdict");
	for (guint i = 0; id != NULL && verdict != NULL && VERDICT_CODES[i] != NULL; i++)
		if (strcmp(VERDICT_CODES[i], verdict) == 0)
			return g_hash_table_insert(
				baseline->verdicts, (gpointer)id, GUINT_TO_POINTER(i + 1));
	return no_report(name, error);
}

static gboolean
read_report(struct baseline *baseline, const struct value *root, const char *name,
	const char *system, GError **error)
{
	const struct value *checks = value_get(root, "checks"), *findings = value_get(root, "findings");
	const char *of = value_get_text(root, "system");
	const char *at = value_get_text(root, "at");
	if (of == NULL || at == NULL || !moment_parse(at, &baseline->at) || checks == NULL || checks->type != VALUE_LIST
		|| findings == NULL || findings->type != VALUE_LIST)
		return no_report(name, error);
	if (strcmp(of, system) != 0) {
		error_set_at(error, ERROR_INPUT, (struct place) { .file = name },
			"システム %1$s の報告です。%2$s の以前の報告を指定してください",
			"is a report on the system %1$s; give a former one on %2$s", of, system);
		return FALSE;
	}
	for (guint i = 0; i < checks->n_items; i++)
		if (!read_check(baseline, checks->items[i], name, error))
			return FALSE;
	for (guint i = 0; i < findings->n_items; i++)
		if (!read_finding(baseline, findings->items[i], name, error))
			return FALSE;
	return TRUE;
}

struct baseline *
baseline_parse(const char *bytes, gsize len, const char *name, const char *system, GError **error)
{
	struct baseline *baseline = g_new0(struct baseline, 1);
	baseline->arena = arena_new();
	baseline->findings = g_ptr_array_new();
	baseline->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	baseline->verdicts = g_hash_table_new(g_str_hash, g_str_equal);
	const struct value *root = json_parse(baseline->arena, bytes, len, name, error);
	if (root != NULL && read_report(baseline, root, name, system, error))
		return baseline;
	baseline_free(baseline);
	return NULL;
}

void
baseline_free(struct baseline *baseline)
{
	if (baseline == NULL)
		return;
	g_ptr_array_unref(baseline->findings);
	g_hash_table_unref(baseline->by_id);
	g_hash_table_unref(baseline->verdicts);
	arena_free(baseline->arena);
	g_free(baseline);
}

/* ---- then and now ---- */

gint64
baseline_at(const struct baseline *baseline)
{
	return baseline->at;
}

gboolean
finding_open(const struct finding *finding)
{
	return finding->excepted == NOT_EXCEPTED || finding->excepted == EXCEPTED_WEAKENED;
}

enum standing
baseline_standing(const struct baseline *baseline, const struct finding *finding)
{
	const struct baseline_finding *then = g_hash_table_lookup(baseline->by_id, finding->id);
	if (then == NULL || !then->open)
		return STANDING_NEW;
	return finding->class < then->class ? STANDING_WORSE : STANDING_KNOWN;
}

gboolean
baseline_had(const struct baseline *baseline, const char *id)
{
	return g_hash_table_contains(baseline->by_id, id);
}

GPtrArray *
baseline_gone(const struct baseline *baseline, const struct judgement *judgement)
{
	g_autoptr(GHashTable) now = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(judgement->findings, i);
		if (finding_open(finding))
			g_hash_table_add(now, finding->id);
	}
	GPtrArray *gone = g_ptr_array_new();
	for (guint i = 0; i < baseline->findings->len; i++) {
		struct baseline_finding *then = g_ptr_array_index(baseline->findings, i);
		if (then->open && !g_hash_table_contains(now, then->id))
			g_ptr_array_add(gone, then);
	}
	return gone;
}

/* 0 is best. */
static int
order(enum verdict verdict)
{
	static const int ORDER[] = { [VERDICT_CONFORMING] = 0, [VERDICT_EXCLUDED] = 0,
		[VERDICT_PARTIAL] = 1, [VERDICT_NOT_ASSESSED] = 2, [VERDICT_NONCONFORMING] = 3 };
	return ORDER[verdict];
}

gboolean
baseline_verdict_known(const struct baseline *baseline, const struct check_result *result)
{
	guint then = GPOINTER_TO_UINT(g_hash_table_lookup(baseline->verdicts, result->check->id));
	return then != 0 && order((enum verdict)(then - 1)) >= order(result->verdict);
}

gboolean
outcome_counts(const struct outcome *outcome, const struct check_result *result,
	const struct finding *finding)
{
	return result->check->phase <= outcome->phase && finding_open(finding)
		&& finding->class <= MIN(outcome->fail_on, CLASS_NEED)
		&& (outcome->baseline == NULL
			|| baseline_standing(outcome->baseline, finding) != STANDING_KNOWN);
}

gboolean
outcome_fails(const struct outcome *outcome, const struct check_result *result)
{
	if (result->check->phase > outcome->phase)
		return FALSE;
	for (guint i = 0; i < result->findings->len; i++)
		if (outcome_counts(outcome, result, g_ptr_array_index(result->findings, i)))
			return TRUE;
	return order(result->verdict) >= order(VERDICT_NOT_ASSESSED)
		&& (outcome->baseline == NULL || !baseline_verdict_known(outcome->baseline, result));
}

gboolean
result_stands_alone(const struct check_result *result)
{
	if (result->verdict != VERDICT_NONCONFORMING)
		return result->verdict == VERDICT_NOT_ASSESSED;
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (finding_open(finding) && finding->class == CLASS_MUST)
			return FALSE;
	}
	return TRUE;
}

gboolean
outcome_open(const struct outcome *outcome, const struct judgement *judgement)
{
	for (guint i = 0; i < judgement->checks->len; i++)
		if (outcome_fails(outcome, g_ptr_array_index(judgement->checks, i)))
			return TRUE;
	return FALSE;
}
