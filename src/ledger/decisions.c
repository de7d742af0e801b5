/* SPDX-License-Identifier: Apache-2.0 */
/* What decisions, acceptances and ranks are in force. Claims of a folder never are. */
#include <string.h>

#include "validate_private.h"

int
rank_order(const char *rank)
{
	static const char *const RANKS[] = { "low", "mid", "high" };
	for (guint i = 0; i < G_N_ELEMENTS(RANKS); i++)
		if (g_strcmp0(rank, RANKS[i]) == 0)
			return (int)i + 1;
	return 0;
}

gboolean
ended(const struct scene *scene, const struct object *object, gint64 at)
{
	return scene_until(scene, object->body, "ends_on", G_MAXINT64) <= at;
}

static gboolean
is_claimed(const struct object *object)
{
	return strcmp(object->known_by, "folder") == 0;
}

static gboolean
digest_fits(const struct object *object, const struct object *subject)
{
	struct digest seen;
	const char *text = value_get_text(object->body, "digest");
	return text != NULL && hex_parse(text, seen.bytes, DIGEST_SIZE)
		&& digest_equal(&seen, &subject->digest);
}

char *const *
approvers_of(const struct kind *kind, const char *chain)
{
	gboolean org = strcmp(chain, CHAIN_ORG) == 0;
	return org && kind->approvers_org != NULL ? kind->approvers_org : kind->approvers;
}

static gint
by_seq(gconstpointer a, gconstpointer b)
{
	const struct object *x = *(const struct object *const *)a;
	const struct object *y = *(const struct object *const *)b;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

GPtrArray *
decisions_on(struct scene *scene, const char *chain, const struct object *subject)
{
	GPtrArray *decisions = scene_all(scene, chain, "decision");
	for (guint i = decisions->len; i-- > 0;) {
		const struct object *decision = g_ptr_array_index(decisions, i);
		const struct object *of =
			scene_named(scene, chain, NULL, value_get_text(decision->body, "subject"));
		if (of == NULL || strcmp(of->chain, subject->chain) != 0
			|| of->kind != subject->kind || strcmp(of->id, subject->id) != 0)
			g_ptr_array_remove_index(decisions, i);
	}
	g_ptr_array_sort(decisions, by_seq);
	return decisions;
}

gboolean
decision_in_force(struct scene *scene, const struct object *decision)
{
	const struct object *subject = scene_named(
		scene, decision->chain, NULL, value_get_text(decision->body, "subject"));
	gint64 at = MAX(scene->now, scene_head(scene, decision->chain)->head.at);
	return subject != NULL && decision->retired_at == 0 && !is_claimed(decision)
		&& !value_is_text(value_get(decision->body, "choice"), "reject")
		&& !ended(scene, decision, at) && digest_fits(decision, subject);
}

/* The newest real decision of one of these roles, in force or not. */
static const struct object *
newest_decision(struct scene *scene, const char *chain, const struct object *subject,
	char *const *roles)
{
	g_autoptr(GPtrArray) decisions = decisions_on(scene, chain, subject);
	for (guint i = decisions->len; i-- > 0;) {
		const struct object *decision = g_ptr_array_index(decisions, i);
		if (!is_claimed(decision)
			&& text_among((const char *const *)roles, decision->put_role))
			return decision;
	}
	return NULL;
}

const struct object *
decision_now(struct scene *scene, const char *chain, const struct object *subject,
	char *const *roles)
{
	const struct object *newest = newest_decision(scene, chain, subject, roles);
	return newest != NULL && decision_in_force(scene, newest) ? newest : NULL;
}

const char *
rank_in_force(struct scene *scene, const char *system)
{
	const struct object *object = scene_live(scene, system, "system", system);
	const struct object *newest = object == NULL
		? NULL
		: newest_decision(scene, system, object, approvers_of(object->kind, system));
	const char *decided = newest == NULL ? NULL : value_get_text(newest->body, "value");
	if (newest != NULL && rank_order(decided) > 0 && decision_in_force(scene, newest))
		return decided;
	const struct validate_hooks *hooks = scene->hooks;
	const char *proposed = hooks == NULL || hooks->proposed_rank == NULL
		? NULL
		: hooks->proposed_rank(hooks->data, system);
	const char *higher = rank_order(proposed) > rank_order(decided) ? proposed : decided;
	return rank_order(higher) > 0 ? higher : "high";
}

const struct object *
acceptance_in_force(struct scene *scene, const char *chain, const char *subject, gint64 at)
{
	g_autoptr(GPtrArray) all = scene_all(scene, chain, "acceptance");
	const struct object *of = scene_named(scene, chain, NULL, subject);
	for (guint i = 0; of != NULL && i < all->len; i++) {
		const struct object *acceptance = g_ptr_array_index(all, i);
		if (value_is_text(value_get(acceptance->body, "subject"), subject)
			&& !is_claimed(acceptance) && !ended(scene, acceptance, at)
			&& digest_fits(acceptance, of))
			return acceptance;
	}
	return NULL;
}

char
accept_up_to(struct scene *scene, const char *system)
{
	const struct object *newest = NULL;
	g_autoptr(GPtrArray) policies = scene_all(scene, system, "security_policy");
	for (guint i = 0; i < policies->len; i++) {
		const struct object *policy = g_ptr_array_index(policies, i);
		const struct object *decision = decision_now(
			scene, system, policy, approvers_of(policy->kind, system));
		if (decision != NULL && (newest == NULL || policy->seq > newest->seq))
			newest = policy;
	}
	const char *value =
		newest == NULL ? NULL : value_get_text(newest->body, "accept_up_to");
	if (value != NULL)
		return *value;
	gint64 number = method_number(
		scene, system, "acceptance.up_to", rank_in_force(scene, system), 0);
	return (char)('A' + CLAMP(number, 1, 5) - 1);
}
