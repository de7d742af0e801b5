/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A judgement as an entry. It is refused when the chain has moved on from what it rested on: a
 * verdict about yesterday's facts must not stand behind today's.
 */
#include <string.h>

#include "base/json.h"
#include "journal_private.h"
#include "project.h"

struct judging {
	struct call call;
	const char *chain;
	const struct value *body;
	gboolean more; /* follows */
	struct appended *ret;
};

static gboolean
put_finding(const struct finding_row *row, void *data, GError **error)
{
	return store_finding_put(data, row, error);
}

static gboolean
put_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data, GError **error)
{
	return store_state_put(data, chain, what, id, since, state, error);
}

static gboolean
put_judgement(const struct judgement_row *row, void *data, GError **error)
{
	return store_judgement_put(data, row, error);
}

static gboolean
write_judgement(struct judging *judging, struct scene *scene, struct journal_row *row,
	GError **error)
{
	struct chain_head *head = scene_head(scene, judging->chain);
	g_autoptr(GString) body = g_string_sized_new(1024);
	json_canonical(judging->body, body);
	struct entry entry = {
		.chain = judging->chain,
		.seq = head->head.seq + 1,
		.at = MAX(scene->now, head->head.at),
		.actor = SEKISHO.person,
		.role = SEKISHO.role,
		.known_by = SEKISHO.known_by,
		.verb = "judge",
		.kind = "",
		.id = "",
		.client = "",
		.body = { body->str, body->len },
	};
	if (!write_entry(scene, &entry, row, error))
		return FALSE;
	struct project_judge_to to = { put_finding, put_state, put_judgement, scene->store };
	/* A neighbour in this group made it wait: that is over too. */
	head->pending = judging->more;
	return project_judge(judging->chain, row->seq, judging->body, &to, error)
		&& (judging->more ? store_pending_add(scene->store, judging->chain, "judgement", error)
				  : store_pending_done(scene->store, judging->chain, error));
}

static gboolean
rests_on_head(const struct judging *judging, struct scene *scene)
{
	gint64 own = value_get_int(value_get(judging->body, "rests"), "own", -1);
	gint64 seq = scene_head(scene, judging->chain)->head.seq;
	if (own == seq && seq > 0)
		return TRUE;
	problem_add(judging->call.problems, ERROR_CONFLICT, (struct place) { 0 },
		"%1$s は判定の間に先へ進みました(%2$" G_GINT64_FORMAT " → %3$" G_GINT64_FORMAT
		")。判定をやり直します",
		"%1$s moved on during the judgement (%2$" G_GINT64_FORMAT " to %3$" G_GINT64_FORMAT
		"); judge again",
		judging->chain, own, seq);
	return FALSE;
}

static gboolean
run_judge(struct call *call, struct scene *scene)
{
	struct judging *judging = call->data;
	struct journal_row row;
	GError *error = NULL;
	if (!rests_on_head(judging, scene))
		return FALSE;
	if (!write_judgement(judging, scene, &row, &error)) {
		call_failed(call, scene, (struct place) { 0 }, error);
		return FALSE;
	}
	*judging->ret = (struct appended) { .seq = row.seq, .at = row.at, .hash = row.hash };
	g_strlcpy(judging->ret->chain, judging->chain, sizeof judging->ret->chain);
	return TRUE;
}

static gboolean
judge(struct journal *journal, const char *chain, const struct value *body, gboolean more,
	struct appended *ret, GError **error)
{
	struct problems problems;
	struct appended unused;
	struct judging judging = { .chain = chain, .body = body, .more = more,
		.ret = ret != NULL ? ret : &unused };
	judging.call = (struct call) { .run = run_judge, .journal = journal, .problems = &problems };
	judging.call.data = &judging;
	problems_init(&problems);
	gboolean ok = call_run(journal, &judging.call);
	if (!ok)
		problems_none(&problems, error);
	problems_clear(&problems);
	return ok;
}

gboolean
journal_judge(struct journal *journal, const char *chain, const struct value *body,
	struct appended *ret, GError **error)
{
	return judge(journal, chain, body, FALSE, ret, error);
}

gboolean
journal_judge_part(struct journal *journal, const char *chain, const struct value *body,
	struct appended *ret, GError **error)
{
	return judge(journal, chain, body, TRUE, ret, error);
}

/* ---- @org ---- */

static gboolean
spread(struct scene *scene, GError **error)
{
	g_auto(GStrv) chains = store_chains(scene->store, error);
	gboolean ok = chains != NULL && store_pending_done(scene->store, CHAIN_ORG, error);
	/* Who comes after in this group makes it wait anew. */
	scene_head(scene, CHAIN_ORG)->pending = FALSE;
	for (guint i = 0; ok && chains[i] != NULL; i++)
		if (strcmp(chains[i], CHAIN_ORG) != 0)
			ok = store_pending_add(scene->store, chains[i], CHAIN_ORG, error);
	return ok;
}

static gboolean
run_spread(struct call *call, struct scene *scene)
{
	GError *error = NULL;
	g_auto(GStrv) due = store_judgement_due(scene->store, scene->now, G_MAXINT, &error);
	gboolean waits =
		due != NULL && g_strv_contains((const char *const *)due, CHAIN_ORG);
	if (error == NULL && (!waits || spread(scene, &error)))
		return TRUE;
	call_failed(call, scene, (struct place) { 0 }, error);
	return FALSE;
}

gboolean
journal_spread(struct journal *journal, GError **error)
{
	struct problems problems;
	struct call call = { .run = run_spread, .journal = journal, .problems = &problems };
	problems_init(&problems);
	gboolean ok = call_run(journal, &call);
	if (!ok)
		problems_none(&problems, error);
	problems_clear(&problems);
	return ok;
}
