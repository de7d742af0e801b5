/* SPDX-License-Identifier: Apache-2.0 */
/* V7, V10, V11: who may decide on what, until when, on which state of it. */
#include <string.h>

#include "base/moment.h"
#include "validate_private.h"

static const char *
rank_of(const struct writing *writing)
{
	return rank_in_force(writing->scene, writing->draft->chain);
}

static gint64
limit(const struct writing *writing, const char *key)
{
	return method_number(
		writing->scene, writing->draft->chain, key, rank_of(writing), 0);
}

/* The last day that ends at or before a moment. */
static char *
last_day(const struct writing *writing, gint64 moment)
{
	gint64 zone = writing->scene->zone;
	gint64 local = moment + zone;
	return date_text(local - local % MOMENT_DAY - zone, zone, TRUE);
}

/*
 * V7: an end is not later than the method allows, and what somebody decides now has it ahead. An
 * exception may be past: an organisation that begins with Sekisho brings its old ones along.
 */
static void
check_end(const struct writing *writing, const struct value *holder, const char *member,
	gint64 from, gint64 max)
{
	const struct value *at = value_get(holder, member);
	gint64 end = scene_until(writing->scene, holder, member, 0);
	if (at == NULL)
		return;
	if (end <= writing_moment(writing) && !kind_is(writing, "exception")) {
		refuse_at(writing, at, ERROR_REFUSED, "%1$s の %2$s はもう過ぎています",
			"%1$s: %2$s is past already", member, at->text);
	} else if (end > from + max) {
		g_autofree char *day = last_day(writing, from + max);
		g_autofree char *span = duration_text(max);
		refuse_at(writing, at, ERROR_REFUSED,
			"%1$s の %2$s は長すぎます。手法の上限は %3$s で、%4$s までです",
			"%1$s: %2$s is too far; the method allows %3$s, until %4$s", member, at->text,
			span, day);
	}
}

/* A condition says what, and until when. */
static void
check_conditions(const struct writing *writing)
{
	const struct value *conditions = value_get(writing->after->body, "conditions");
	if (conditions == NULL || conditions->type != VALUE_LIST)
		return;
	gint64 max = limit(writing, "condition.max");
	for (guint i = 0; i < conditions->n_items; i++) {
		const struct value *condition = conditions->items[i];
		if (value_get(condition, "text") == NULL || value_get(condition, "due") == NULL)
			refuse_at(writing, condition, ERROR_INPUT,
				"条件 %u に text(内容)と due(期限)が要ります",
				"condition %u needs text and due", i + 1);
		else
			check_end(writing, condition, "due", writing_moment(writing), max);
	}
}

/* ---- acceptances ---- */

/* The value that an acceptance answers for; unknown counts as A. */
static const char *
accepted_value(const struct writing *writing, gboolean *known)
{
	const struct object *subject = scene_named(writing->scene, writing->draft->chain, NULL,
		value_get_text(writing->after->body, "subject"));
	const char *value = subject == NULL || strcmp(subject->kind->name, "scenario") != 0
		? NULL
		: scenario_value(writing->scene, subject->chain, subject->id);
	*known = value != NULL;
	return value != NULL ? value : "A";
}

static void
check_acceptance(const struct writing *writing)
{
	gboolean known;
	const char *value = accepted_value(writing, &known);
	const char *role = writing->draft->actor->role;
	gboolean worst = strcmp(value, "A") == 0;
	if (known && worst && strcmp(role, "ciso") != 0)
		refuse(writing, ERROR_FORBIDDEN,
			"リスク値 A のシナリオを受容できるのは CISO だけです",
			"a scenario of value A is accepted by the CISO alone");
	else if (known && !worst && strcmp(role, "owner") != 0)
		refuse(writing, ERROR_FORBIDDEN,
			"リスク値 %s のシナリオを受容するのはリスクオーナーです",
			"a scenario of value %s is accepted by the risk owner", value);
	g_autofree char *key = g_strconcat("acceptance.max.", value, NULL);
	check_end(writing, writing->after->body, "ends_on", writing_moment(writing),
		limit(writing, key));
}

/* ---- decisions ---- */

/* What the CISO has a say in besides the approvers of a kind. */
static gboolean
ciso_has_a_say(const struct kind *kind)
{
	return strcmp(kind->name, "system") == 0     /* a rank below the proposal */
		|| strcmp(kind->name, "exception") == 0 /* checks that are never empty */
		|| strcmp(kind->name, "candidate") == 0 /* a cloud service that is on no list */
		|| kind->sealed || kind->sealed_content; /* erasure */
}

static void
check_approver(const struct writing *writing, const struct object *subject)
{
	const struct kind *kind = subject->kind;
	const struct model *model = writing->scene->model;
	const char *role = writing->draft->actor->role;
	char *const *approvers = approvers_of(kind, subject->chain);
	gboolean ciso = ciso_has_a_say(kind);
	if (text_among((const char *const *)approvers, role)
		|| text_among((const char *const *)kind->approvers_high, role)
		|| (ciso && strcmp(role, "ciso") == 0))
		return;
	if (approvers == NULL && !ciso) {
		refuse(writing, ERROR_INPUT, "%s は決裁の対象ではありません",
			"%s takes no decision", kind->name);
		return;
	}
	g_autofree char *ja = roles_text(model, approvers, "ja");
	g_autofree char *en = roles_text(model, approvers, "en");
	refuse(writing, ERROR_FORBIDDEN,
		"%1$s:%6$s を決裁するのは%2$sです(今は%3$s)%4$.0s%5$.0s",
		"%1$s:%6$s is decided on by %4$s (now %5$s)%2$.0s%3$.0s", kind->name,
		approvers != NULL ? ja : "CISO", role_label(model, role, "ja"),
		approvers != NULL ? en : "CISO", role_label(model, role, "en"), subject->id);
}

/* V10 */
static void
check_seen(const struct writing *writing, const struct object *subject)
{
	const char *match = writing->draft->subject_match;
	char head[2 * DIGEST_SIZE + 1];
	hex_of(subject->entry.bytes, DIGEST_SIZE, head);
	gboolean seen = match == NULL || g_ascii_strcasecmp(match, head) == 0;
	if (seen && value_is_text(value_get(writing->after->body, "hash"), head))
		return;
	refuse(writing, ERROR_CONFLICT,
		"%1$s:%2$s は、見ていた内容からその後 %3$s が変更しました。読み直してから決裁してください",
		"%1$s:%2$s was changed by %3$s since it was looked at; read it again, then decide",
		subject->kind->name, subject->id, subject->put_by);
}

/* V11: the other of owner and CISO has decided the same, or lower, and that is in force. */
static gboolean
ciso_agrees(const struct writing *writing, const struct object *system, const char *rank)
{
	static char *const CISO[] = { (char *)"ciso", NULL };
	const struct object *other =
		decision_now(writing->scene, writing->draft->chain, system, CISO);
	const char *value = other == NULL ? NULL : value_get_text(other->body, "value");
	return rank_order(value) > 0 && rank_order(value) <= rank_order(rank);
}

static void
check_rank(const struct writing *writing, const struct object *system)
{
	const struct value *body = writing->after->body, *value = value_get(body, "value");
	const struct validate_hooks *hooks = writing->scene->hooks;
	if (value_is_text(value_get(body, "choice"), "reject"))
		return;
	if (value == NULL || rank_order(value->text) == 0) {
		refuse_at(writing, value, ERROR_INPUT,
			"システムの決裁には value にリスクランク(high、mid、low)を書きます",
			"a decision on a system takes a rank (high, mid or low) as its value");
		return;
	}
	const char *proposed = hooks == NULL || hooks->proposed_rank == NULL
		? NULL
		: hooks->proposed_rank(hooks->data, system->id);
	int order = rank_order(proposed) > 0 ? rank_order(proposed) : rank_order("high");
	if (rank_order(value->text) != order && value_get(body, "reason") == NULL)
		refuse_at(writing, value, ERROR_INPUT,
			"提案(%1$s)と違うリスクランク %2$s には reason(理由)が要ります",
			"a rank (%2$s) other than the proposed one (%1$s) needs a reason",
			rank_order(proposed) > 0 ? proposed : "?", value->text);
	if (rank_order(value->text) < order && strcmp(writing->draft->actor->role, "ciso") != 0
		&& !ciso_agrees(writing, system, value->text))
		refuse_at(writing, value, ERROR_REFUSED,
			"提案(%1$s)より低いリスクランク %2$s には、リスクオーナーと CISO の両方の決裁が"
			"要ります。先に CISO が同じ値で決裁してください",
			"a rank (%2$s) below the proposed one (%1$s) is decided by owner and CISO; the "
			"CISO decides on the same value first",
			rank_order(proposed) > 0 ? proposed : "?", value->text);
}

static void
check_decision(const struct writing *writing)
{
	const struct value *body = writing->after->body;
	const struct object *subject = scene_named(writing->scene, writing->draft->chain, NULL,
		value_get_text(body, "subject"));
	if (subject == NULL)
		return; /* V1 tells of it */
	check_approver(writing, subject);
	check_seen(writing, subject);
	if (strcmp(subject->kind->name, "system") == 0)
		check_rank(writing, subject);
	else if (value_get(body, "value") != NULL)
		refuse_at(writing, value_get(body, "value"), ERROR_INPUT,
			"value を書くのはシステムの決裁だけです。消してください",
			"only a decision on a system has a value; remove it");
	if (strcmp(writing->draft->chain, CHAIN_ORG) == 0 && value_get(body, "ends_on") == NULL)
		return;
	check_end(writing, body, "ends_on", writing_moment(writing), limit(writing, "decision.max"));
	check_conditions(writing);
}

/* An override of T, V or I speaks for itself until a day. */
static void
check_overrides(const struct writing *writing)
{
	static const char *const NEEDED[] = { "factor", "value", "reason", "ends_on", NULL };
	const struct value *overrides = value_get(writing->after->body, "overrides");
	if (overrides == NULL || !member_changed(writing, "overrides"))
		return;
	for (guint i = 0; i < overrides->n_items; i++)
		for (guint k = 0; NEEDED[k] != NULL; k++)
			if (value_get(overrides->items[i], NEEDED[k]) == NULL)
				refuse_at(writing, overrides->items[i], ERROR_INPUT,
					"上書き %1$u に %2$s が要ります", "override %1$u needs %2$s",
					i + 1, NEEDED[k]);
}

/* Integrity, independence and gates cannot be excepted: rules/3 §1.3. */
static void
check_excepted(const struct writing *writing)
{
	static const char *const NEVER[] = { "V.", "A5.", "G." };
	const struct value *finding = value_get(writing->after->body, "finding");
	for (guint i = 0; finding != NULL && i < G_N_ELEMENTS(NEVER); i++)
		if (g_str_has_prefix(finding->text, NEVER[i]))
			refuse_at(writing, finding, ERROR_REFUSED,
				"%s に例外は認められません。記録の完全性、独立性、ゲートの検出事項は直します",
				"there is no exception from %s: what concerns integrity, independence "
				"and gates is mended",
				finding->text);
}

static const struct {
	const char *kind, *key;
} ENDS[] = {
	{ "exception", "exception.max" },
	{ "attestation", "attestation.max" },
};

void
validate_decision(const struct writing *writing)
{
	if (kind_is(writing, "acceptance"))
		check_acceptance(writing);
	else if (kind_is(writing, "decision"))
		check_decision(writing);
	else if (kind_is(writing, "scenario"))
		check_overrides(writing);
	else if (kind_is(writing, "exception"))
		check_excepted(writing);
	else if (kind_is(writing, "gate_event") || kind_is(writing, "authorisation"))
		check_conditions(writing);
	for (guint i = 0; i < G_N_ELEMENTS(ENDS); i++)
		if (kind_is(writing, ENDS[i].kind)
			&& (writing->before == NULL || member_changed(writing, "ends_on")))
			check_end(writing, writing->after->body, "ends_on", writing_moment(writing),
				limit(writing, ENDS[i].key));
}
