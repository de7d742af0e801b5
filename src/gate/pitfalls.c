/* SPDX-License-Identifier: Apache-2.0 */
#include "pitfalls.h"

#include <string.h>

#include "outcome.h"

const char *const PITFALL_CODES[] = { "found", "unclear", "excluded", "not_looked_at",
	"partly_looked_at", "not_found", NULL };
const struct label PITFALL_LABELS[] = {
	{ "見つかった", "found" },
	{ "情報不足", "facts missing" },
	{ "適用除外", "excluded" },
	{ "まだ見ていない", "not looked at" },
	{ "一部だけ見た", "partly looked at" },
	{ "見て、なかった", "looked, not found" },
};

static void
result_free(gpointer data)
{
	struct pitfall_result *result = data;
	g_ptr_array_unref(result->findings);
	g_ptr_array_unref(result->waits);
	g_free(result);
}

/* The first row of the rule that is a common problem; NULL: none. */
static const char *
row_of_rule(const struct rule *rule)
{
	for (guint i = 0; rule != NULL && rule->rows != NULL && rule->rows[i] != NULL; i++)
		if (rule->rows[i][0] == 'X' && g_ascii_isdigit(rule->rows[i][1]))
			return rule->rows[i];
	return NULL;
}

static const char *
row_of_finding(const struct finding *finding, const struct rulebook *book)
{
	if (finding->rule == NULL && strcmp(finding->rule_id, "V.rule_failed") == 0)
		return row_of_rule(rulebook_rule(book, finding->key));
	return row_of_rule(finding->rule);
}

static void
add_wait(GPtrArray *waits, const char *part)
{
	for (guint i = 0; i < waits->len; i++)
		if (strcmp(g_ptr_array_index(waits, i), part) == 0)
			return;
	g_ptr_array_add(waits, (gpointer)part);
}

static void
take_rules(struct pitfall_result *result, const struct rulebook *book)
{
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		if (g_strcmp0(row_of_rule(rule), result->pitfall->id) != 0)
			continue;
		result->rules++;
		if (rule->waits != NULL)
			add_wait(result->waits, rule->waits);
	}
}

/* Ground queries that are not there, or that wait for a part themselves. */
static void
take_ground_waits(struct pitfall_result *result, const struct rulebook *book, const char *check)
{
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		if (strcmp(ground->check, check) != 0)
			continue;
		if (ground->waits != NULL)
			add_wait(result->waits, ground->waits);
		return;
	}
	add_wait(result->waits, "ground");
}

static gint
worst_first(gconstpointer a, gconstpointer b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	if (finding_open(x) != finding_open(y))
		return finding_open(x) ? -1 : 1;
	if (x->class != y->class)
		return (gint)x->class - (gint)y->class;
	if (x->severity != y->severity)
		return (gint)x->severity - (gint)y->severity;
	return strcmp(x->id, y->id);
}

static enum pitfall_state
state_of(const struct pitfall_result *result, gboolean excluded)
{
	enum rule_class worst = CLASS_ADVICE;
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (finding_open(finding))
			worst = MIN(worst, finding->class);
	}
	if (worst <= CLASS_SHOULD)
		return PITFALL_FOUND;
	if (worst == CLASS_NEED)
		return PITFALL_UNCLEAR;
	if (excluded)
		return PITFALL_EXCLUDED;
	if (result->rules == 0 || result->covered == 0)
		return PITFALL_NOT_LOOKED;
	return result->covered < result->subjects || result->waits->len > 0 ? PITFALL_PARTLY_LOOKED
									     : PITFALL_NOT_FOUND;
}

static struct pitfall_result *
result_new(const struct judgement *judgement, const struct pitfall *pitfall,
	const struct rulebook *book)
{
	struct pitfall_result *result = g_new0(struct pitfall_result, 1);
	gboolean excluded = TRUE;
	result->pitfall = pitfall;
	result->findings = g_ptr_array_new();
	result->waits = g_ptr_array_new();
	for (guint i = 0; i < judgement->findings->len; i++) {
		struct finding *finding = g_ptr_array_index(judgement->findings, i);
		if (g_strcmp0(row_of_finding(finding, book), pitfall->id) != 0)
			continue;
		g_ptr_array_add(result->findings, finding);
		result->open += finding_open(finding);
	}
	g_ptr_array_sort(result->findings, worst_first);
	take_rules(result, book);
	for (guint i = 0; pitfall->leans_on[i] != NULL; i++) {
		const struct check_result *check = judgement_check(judgement, pitfall->leans_on[i]);
		if (check == NULL)
			continue;
		excluded = excluded && check->verdict == VERDICT_EXCLUDED;
		result->subjects += check->subjects;
		result->covered += check->covered;
		take_ground_waits(result, book, check->check->id);
	}
	result->state = state_of(result, excluded);
	return result;
}

GPtrArray *
pitfalls_new(const struct judgement *judgement, const struct guideline *guideline,
	const struct rulebook *book)
{
	GPtrArray *results = g_ptr_array_new_with_free_func(result_free);
	for (guint i = 0; i < guideline->pitfalls->len; i++)
		g_ptr_array_add(results,
			result_new(judgement, g_ptr_array_index(guideline->pitfalls, i), book));
	return results;
}
