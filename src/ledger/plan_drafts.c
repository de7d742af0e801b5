/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a plan to drafts.
 *
 * An object of a folder may hold fields that different roles write (the criteria that only the risk
 * owner sets, a finding's handling). A named person writes all of it in the one role they gave, and
 * is refused what it may not. For the unnamed person of a store opened directly the object is written in
 * steps: first what its first role may write, with the neutral code where a field of others is
 * required, then the rest, each in a role that may.
 */
#include <string.h>

#include "plan_private.h"

static const char *const USUAL[] = { "manager", "admin", "owner", "ciso", "assessor", "contractor",
	NULL };

const char *
role_usual(char *const *writers)
{
	for (guint i = 0; USUAL[i] != NULL; i++)
		if (writers != NULL && g_strv_contains((const char *const *)writers, USUAL[i]))
			return USUAL[i];
	return "manager";
}

struct actor
plan_claimant(const struct step *step)
{
	return (struct actor) {
		.person = step->ours->by != NULL ? step->ours->by : "local",
		.role = step->ours->role != NULL ? step->ours->role
						 : role_usual(step->kind->writers),
		.known_by = "folder",
	};
}

struct drafting {
	struct plan *plan;
	const struct actor *actor;
	GArray *drafts;
};

static struct actor *
actor_in(struct drafting *d, const char *role)
{
	struct actor *actor = arena_alloc(d->plan->arena, sizeof *actor);
	*actor = *d->actor;
	actor->role = role;
	return actor;
}

/* ---- who may write what ---- */

static gboolean
group_lets(const struct group *group, const char *role, const struct value *body)
{
	if (group->by_field == NULL)
		return g_strv_contains((const char *const *)group->writers, role);
	const char *code = value_get_text(body, group->by_field);
	for (guint i = 0; code != NULL && i < group->n_codes; i++)
		if (strcmp(group->codes[i].code, code) == 0) {
			g_auto(GStrv) roles = g_strsplit(group->codes[i].label.en, " ", -1);
			return g_strv_contains((const char *const *)roles, role);
		}
	return FALSE;
}

static gboolean
may_write(const struct step *step, const struct field *field, const char *role)
{
	if (field != NULL && field->writers != NULL)
		return g_strv_contains((const char *const *)field->writers, role);
	if (field != NULL && field->group != NULL)
		return group_lets(field->group, role, step->ours->body);
	return g_strv_contains((const char *const *)step->kind->writers, role);
}

/* Does nobody have to be asked for this code? */
static gboolean
is_neutral(const struct difference *difference)
{
	return difference->ledger == NULL && difference->of != NULL && difference->of->neutral != NULL
		&& difference->folder != NULL
		&& value_is_text(difference->folder, difference->of->neutral);
}

/* How many of the differing fields a role may write. */
static guint
reach(const struct step *step, const char *role)
{
	guint n = 0;
	for (guint i = 0; i < step->differences->len; i++) {
		const struct difference *difference =
			&g_array_index(step->differences, struct difference, i);
		n += is_neutral(difference) || may_write(step, difference->of, role);
	}
	return n;
}

/* A role of the kind's own writers that reaches furthest. */
static const char *
first_role(const struct step *step)
{
	const char *best = role_usual(step->kind->writers);
	guint most = reach(step, best);
	for (guint i = 0; USUAL[i] != NULL; i++) {
		guint n = reach(step, USUAL[i]);
		if (n <= most
			|| !g_strv_contains((const char *const *)step->kind->writers, USUAL[i]))
			continue;
		best = USUAL[i];
		most = n;
	}
	return best;
}

/* ---- drafts ---- */

static struct draft *
add_draft(struct drafting *d, const struct step *step, const struct actor *actor)
{
	struct draft draft = {
		.chain = d->plan->dossier->chain,
		.kind = step->kind->name,
		.id = step->id,
		.actor = actor,
		.place = step->ours != NULL ? step->ours->place : (struct place) { 0 },
	};
	g_array_append_val(d->drafts, draft);
	return &g_array_index(d->drafts, struct draft, d->drafts->len - 1);
}

/* The first draft of an object fails when somebody wrote since the plan was made. */
static const char *
head_of(struct drafting *d, const struct step *step)
{
	if (step->theirs == NULL)
		return "";
	g_autofree char *hex = hex_text(step->theirs->entry.bytes, DIGEST_SIZE);
	return arena_dup(d->plan->arena, hex, strlen(hex));
}

static void
set_member(struct drafting *d, struct value *body, const struct difference *difference)
{
	const struct value *value = difference->folder;
	/* of pseudo fields the claim and the content take care */
	if (difference->field[0] == '_')
		return;
	value_set(d->plan->arena, body, difference->field,
		value != NULL ? (struct value *)value : value_null(d->plan->arena));
}

/* What others write is not in the first draft, but a required code stands there as the neutral one. */
static struct value *
first_body(struct drafting *d, const struct step *step, const char *role, gboolean *left)
{
	struct value *body = value_map(d->plan->arena);
	body->place = step->ours->body->place;
	for (guint i = 0; i < step->differences->len; i++) {
		const struct difference *difference =
			&g_array_index(step->differences, struct difference, i);
		if (is_neutral(difference) || may_write(step, difference->of, role)) {
			set_member(d, body, difference);
			left[i] = FALSE;
			continue;
		}
		left[i] = difference->field[0] != '_';
		if (step->theirs == NULL && difference->of != NULL && difference->of->neutral != NULL)
			value_set_text(d->plan->arena, body, difference->field,
				difference->of->neutral);
	}
	return body;
}

/* What is left, in the role that may write most of it; FALSE: nobody may. */
static gboolean
next_draft(struct drafting *d, const struct step *step, gboolean *left)
{
	const char *best = NULL;
	guint most = 0;
	for (guint r = 0; USUAL[r] != NULL; r++) {
		guint n = 0;
		for (guint i = 0; i < step->differences->len; i++)
			n += left[i]
				&& may_write(step,
					g_array_index(step->differences, struct difference, i).of, USUAL[r]);
		if (n > most) {
			most = n;
			best = USUAL[r];
		}
	}
	/* the ledger says who may */
	const char *role = best != NULL ? best : role_usual(step->kind->writers);
	struct value *body = value_map(d->plan->arena);
	for (guint i = 0; i < step->differences->len; i++) {
		const struct difference *difference =
			&g_array_index(step->differences, struct difference, i);
		if (!left[i] || (best != NULL && !may_write(step, difference->of, role)))
			continue;
		set_member(d, body, difference);
		left[i] = FALSE;
	}
	add_draft(d, step, actor_in(d, role))->body = body;
	return best != NULL;
}

static gboolean
any_left(const gboolean *left, guint n)
{
	for (guint i = 0; i < n; i++)
		if (left[i])
			return TRUE;
	return FALSE;
}

static void
draft_in_steps(struct drafting *d, const struct step *step)
{
	const char *role = first_role(step);
	g_autofree gboolean *left = g_new0(gboolean, step->differences->len + 1);
	struct value *body = first_body(d, step, role, left);
	if (body->n_members > 0 || step->theirs == NULL || step->content != NULL) {
		struct draft *draft = add_draft(d, step, actor_in(d, role));
		draft->body = body;
		draft->if_match = head_of(d, step);
		draft->content = step->content;
	}
	while (any_left(left, step->differences->len) && next_draft(d, step, left))
		;
}

static void
draft_whole(struct drafting *d, const struct step *step, const struct actor *actor)
{
	struct draft *draft = add_draft(d, step, actor);
	draft->body = step->ours->body;
	draft->whole = TRUE;
	draft->if_match = head_of(d, step);
	draft->content = step->content;
}

static void
draft_claim(struct drafting *d, const struct step *step)
{
	struct actor *actor = arena_alloc(d->plan->arena, sizeof *actor);
	*actor = plan_claimant(step);
	draft_whole(d, step, actor);
}

/* ---- retirement ---- */

struct retiring {
	struct drafting *d;
	GPtrArray *gone;       /* of struct step* */
	GHashTable *referrers; /* "kind:id" of one that goes → GPtrArray of struct step* */
	GHashTable *done;      /* steps that are drafted or on their way */
	const struct step *from;
};

static void
note_referrer(const struct reference *reference, void *data)
{
	struct retiring *retiring = data;
	g_autofree char *key = g_strconcat(reference->kind, ":", reference->id, NULL);
	GPtrArray *list = g_hash_table_lookup(retiring->referrers, key);
	if (list != NULL)
		g_ptr_array_add(list, (gpointer)retiring->from);
}

static void
find_referrers(struct retiring *retiring)
{
	for (guint i = 0; i < retiring->gone->len; i++) {
		const struct step *step = g_ptr_array_index(retiring->gone, i);
		g_hash_table_insert(retiring->referrers,
			g_strconcat(step->kind->name, ":", step->id, NULL), g_ptr_array_new());
	}
	for (guint i = 0; i < retiring->gone->len; i++) {
		retiring->from = g_ptr_array_index(retiring->gone, i);
		object_references(retiring->from->kind, retiring->from->theirs->body, note_referrer,
			retiring);
	}
}

/* Those that refer to it go first. */
static void
retire_step(struct retiring *retiring, struct step *step, const char *reason)
{
	if (!g_hash_table_add(retiring->done, step))
		return;
	g_autofree char *key = g_strconcat(step->kind->name, ":", step->id, NULL);
	const GPtrArray *list = g_hash_table_lookup(retiring->referrers, key);
	for (guint i = 0; i < list->len; i++)
		retire_step(retiring, g_ptr_array_index(list, i), reason);
	const struct actor *actor = retiring->d->actor;
	const char *role = actor->role != NULL ? actor->role : role_usual(step->kind->writers);
	struct draft *draft = add_draft(retiring->d, step, actor_in(retiring->d, role));
	draft->retire = TRUE;
	draft->reason = reason;
	draft->if_match = head_of(retiring->d, step);
}

static void
draft_retirements(struct drafting *d, const char *reason)
{
	g_autoptr(GPtrArray) gone = g_ptr_array_new();
	for (guint i = 0; i < d->plan->steps->len; i++) {
		struct step *step = g_ptr_array_index(d->plan->steps, i);
		if (step->what == STEP_RETIRED)
			g_ptr_array_add(gone, step);
	}
	struct retiring retiring = { .d = d, .gone = gone,
		.referrers = g_hash_table_new_full(
			g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref),
		.done = g_hash_table_new(NULL, NULL) };
	find_referrers(&retiring);
	for (guint i = 0; i < gone->len; i++)
		retire_step(&retiring, g_ptr_array_index(gone, i), reason);
	g_hash_table_unref(retiring.referrers);
	g_hash_table_unref(retiring.done);
}

/* Earlier claims first: a gate that was passed was submitted before. */
static gint
by_claimed_time(gconstpointer a, gconstpointer b)
{
	const struct step *x = *(const struct step *const *)a, *y = *(const struct step *const *)b;
	if (x->ours->at != y->ours->at)
		return x->ours->at < y->ours->at ? -1 : 1;
	int order = strcmp(x->kind->name, y->kind->name);
	return order != 0 ? order : strcmp(x->id, y->id);
}

void
plan_drafts(struct plan *plan, const struct actor *actor, const char *reason, GArray *drafts)
{
	struct drafting d = { plan, actor, drafts };
	g_autoptr(GPtrArray) claims = g_ptr_array_new();
	for (guint i = 0; i < plan->steps->len; i++) {
		struct step *step = g_ptr_array_index(plan->steps, i);
		if (step->what != STEP_NEW && step->what != STEP_CHANGED)
			continue;
		if (kind_is_claimed(step->kind))
			g_ptr_array_add(claims, step);
		else if (actor->role != NULL)
			draft_whole(&d, step, actor);
		else
			draft_in_steps(&d, step);
	}
	g_ptr_array_sort(claims, by_claimed_time);
	for (guint i = 0; i < claims->len; i++)
		draft_claim(&d, g_ptr_array_index(claims, i));
	draft_retirements(&d, reason);
}
