/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "verify_private.h"

struct comparing {
	struct verifying *verifying;
	const struct replay *replay;
	gboolean told;
};

static void
tell(struct comparing *comparing, const char *what, const char *name, const char *ja,
	const char *en)
{
	if (comparing->told)
		return;
	comparing->told = TRUE;
	problem_add(&comparing->verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
		"%1$s の判定（%2$" G_GINT64_FORMAT " 番目の記録まで）: %3$s %4$s が%5$s%6$.0s",
		"%1$s, conclusions up to entry %2$" G_GINT64_FORMAT ": %3$s %4$s %5$.0s%6$s",
		comparing->replay->chain, comparing->replay->judged_seq, what, name, ja, en);
}

#define DIFFERS "記録と違います", "differs from what the entries say"
#define NOBODY_WROTE "どの記録にもありません", "stands in no entry"
#define IS_MISSING "ありません", "is missing"

static gboolean
compare_finding(const struct finding_row *row, void *data)
{
	struct comparing *comparing = data;
	struct replayed_finding key = { (char *)row->rule, (char *)row->subject, (char *)row->key };
	struct replayed_finding *finding =
		g_hash_table_lookup(comparing->replay->findings, &key);
	g_autofree char *name =
		g_strdup_printf("%s:%s:%s", row->rule, row->subject, row->key);
	if (finding == NULL) {
		tell(comparing, "finding", name, NOBODY_WROTE);
		return FALSE;
	}
	finding->seen = TRUE;
	if (strcmp(finding->check_class, row->check_class) != 0
		|| strcmp(finding->severity, row->severity) != 0
		|| finding->opened_at != row->opened_at || finding->closed_at != row->closed_at)
		tell(comparing, "finding", name, DIFFERS);
	return !comparing->told;
}

static gboolean
compare_state(const char *chain, const char *what, const char *id, gint64 since, const char *text,
	void *data)
{
	struct comparing *comparing = data;
	struct replayed_state key = { (char *)what, (char *)id };
	struct replayed_state *state = g_hash_table_lookup(comparing->replay->states, &key);
	if (state == NULL) {
		tell(comparing, what, id, NOBODY_WROTE);
		return FALSE;
	}
	state->seen = TRUE;
	if (state->since != since || strcmp(state->state, text) != 0)
		tell(comparing, what, id, DIFFERS);
	return !comparing->told;
}

static void
tell_missing(struct comparing *comparing)
{
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, comparing->replay->findings);
	while (!comparing->told && g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed_finding *finding = data;
		g_autofree char *name = g_strdup_printf(
			"%s:%s:%s", finding->rule, finding->subject, finding->key);
		if (!finding->seen)
			tell(comparing, "finding", name, IS_MISSING);
	}
	g_hash_table_iter_init(&each, comparing->replay->states);
	while (!comparing->told && g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed_state *state = data;
		if (!state->seen)
			tell(comparing, state->what, state->id, IS_MISSING);
	}
}

static gboolean
compare_judgement(struct comparing *comparing, GError **error)
{
	const struct replay *replay = comparing->replay;
	struct judgement_row row;
	gboolean found;
	if (!store_judgement_get(
		    comparing->verifying->store, replay->chain, &found, &row, error))
		return FALSE;
	gboolean should = replay->judged_seq > 0;
	if (should && !found)
		tell(comparing, "judgement", replay->chain, IS_MISSING);
	else if (!should && found)
		tell(comparing, "judgement", replay->chain, NOBODY_WROTE);
	else if (found
		&& (row.seq != replay->judged_seq || row.now != replay->judged_now
			|| row.next_at != replay->next_at || strcmp(row.rests, replay->rests) != 0))
		tell(comparing, "judgement", replay->chain, DIFFERS);
	return TRUE;
}

gboolean
verify_conclusions(struct verifying *verifying, const struct replay *replay, GError **error)
{
	struct comparing comparing = { verifying, replay, FALSE };
	if (!store_finding_scan(
		    verifying->store, replay->chain, TRUE, compare_finding, &comparing, error)
		|| !store_state_scan(
			verifying->store, replay->chain, compare_state, &comparing, error)
		|| !compare_judgement(&comparing, error))
		return FALSE;
	if (!comparing.told)
		tell_missing(&comparing);
	return TRUE;
}
