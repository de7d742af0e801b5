/* SPDX-License-Identifier: Apache-2.0 */
/* V1: what a reference may name. V2: what holds an object back from being retired. */
#include <string.h>

#include "relations.h"
#include "validate_private.h"

#define NAMED_MAX 5

/* Records tell of a time: they may name what is gone, and hold nothing back. */
static const char *const RECORDS[] = { "attestation", "decision", "evaluation", "evidence",
	"gate_event", "authorisation", "acceptance", "recommendation", "alert", "incident", "issue",
	"assessment", "test_run", "drill", "review", "change", "inquiry", "threat_notice", NULL };

/* What cannot stand alone, and by which members. */
static const struct {
	const char *kind;
	const char *const members[4];
} DEPENDENTS[] = {
	{ "flow", { "from", "to", "interface" } },
	{ "interface", { "component" } },
	{ "account", { "component" } },
	{ "log_source", { "component" } },
	{ "advisory_decision", { "component" } },
	{ "clause", { "contract" } },
	{ "criterion", { "contract" } },
	{ "candidate", { "contract" } },
	{ "review_item", { "candidate", "criterion" } },
	{ "demarcation", { "scope" } },
	{ "treatment", { "scenario" } },
	{ "threat_disposition", { "scenario" } },
	{ "exception", { "requirement" } },
	{ "trace", { "from", "to" } },
};

/* ---- who refers to it ---- */

struct looking {
	const struct object *target;
	const char *chain; /* of the object that refers */
	gboolean found;
};

static void
look_at_reference(const struct reference *reference, void *data)
{
	struct looking *looking = data;
	const struct object *target = looking->target;
	if (looking->found || strcmp(reference->kind, target->kind->name) != 0
		|| strcmp(reference->id, target->id) != 0)
		return;
	const char *chain = reference_chain(target->kind, reference->id, looking->chain);
	looking->found = chain != NULL && strcmp(chain, target->chain) == 0;
}

static gboolean
refers_to(const struct object *object, const struct object *target)
{
	struct looking looking = { target, object->chain, FALSE };
	object_references(object->kind, object->body, look_at_reference, &looking);
	return looking.found;
}

static gboolean
member_refers_to(
	const struct object *object, const char *name, const struct object *target)
{
	const struct field *field = kind_field(object->kind, name);
	const struct value *member = value_get(object->body, name);
	if (field == NULL || member == NULL || member->type != VALUE_TEXT)
		return FALSE;
	const struct kind *owner = object->kind;
	struct kind only = *owner;
	only.fields = &field;
	only.n_fields = 1;
	struct looking looking = { target, object->chain, FALSE };
	object_references(&only, object->body, look_at_reference, &looking);
	return looking.found;
}

static gboolean
depends_on(const struct object *object, const struct object *target)
{
	for (guint i = 0; i < G_N_ELEMENTS(DEPENDENTS); i++) {
		if (strcmp(DEPENDENTS[i].kind, object->kind->name) != 0)
			continue;
		for (guint k = 0; k < 4 && DEPENDENTS[i].members[k] != NULL; k++)
			if (member_refers_to(object, DEPENDENTS[i].members[k], target))
				return TRUE;
	}
	return FALSE;
}

GPtrArray *
dependents_of(struct scene *scene, const struct object *object)
{
	GPtrArray *found = g_ptr_array_new();
	g_autoptr(GPtrArray) mentions = scene_mentions(scene, object->id);
	for (guint i = 0; i < mentions->len; i++) {
		const struct object *other = g_ptr_array_index(mentions, i);
		if (other != object && strcmp(other->chain, object->chain) == 0
			&& depends_on(other, object))
			g_ptr_array_add(found, (gpointer)other);
	}
	return found;
}

/* ---- V2 ---- */

void
validate_retirement(const struct writing *writing)
{
	const struct object *target = writing->after;
	g_autoptr(GPtrArray) mentions = scene_mentions(writing->scene, target->id);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	gboolean depend = FALSE;
	for (guint i = 0; i < mentions->len; i++) {
		const struct object *other = g_ptr_array_index(mentions, i);
		if (text_among(RECORDS, other->kind->name) || !refers_to(other, target))
			continue;
		gboolean elsewhere = strcmp(other->chain, target->chain) != 0;
		g_ptr_array_add(names, g_strconcat(elsewhere ? other->chain : "",
			elsewhere ? "/" : "", other->kind->name, ":", other->id, NULL));
		depend = depend || depends_on(other, target);
	}
	if (names->len == 0)
		return;
	g_autofree char *ja = names_text(names, NAMED_MAX, "ja");
	g_autofree char *en = names_text(names, NAMED_MAX, "en");
	refuse(writing, ERROR_REFUSED,
		"%1$s:%2$s は使われています(%3$s)。先にそちらを直すか廃止してください%5$s%4$.0s%6$.0s",
		"%1$s:%2$s is in use by %4$s; change or retire those first%6$s%3$.0s%5$.0s",
		writing->kind->name, target->id, ja, en,
		depend ? "(単独で残れないものは --with-dependents で一緒に廃止できます)" : "",
		depend ? " (--with-dependents retires what cannot stand alone with it)" : "");
}

/* ---- V1 ---- */

struct checking {
	const struct writing *writing;
	gboolean record;
};

static gboolean
stood_before(const struct writing *writing, const struct object *target)
{
	return writing->before != NULL && refers_to(writing->before, target);
}

/* What may be named although it is gone. */
static gboolean
may_be_gone(const struct checking *checking, const struct object *target)
{
	const struct writing *writing = checking->writing;
	gboolean personal = target->kind->sealed || target->kind->sealed_content;
	if (kind_is(writing, "decision") && personal && !target->erased)
		return TRUE; /* that it is to be erased */
	return (target->erased || checking->record) && stood_before(writing, target);
}

static void
tell_missing(const struct checking *checking, const struct reference *reference,
	const struct object *target)
{
	const struct writing *writing = checking->writing;
	struct place place = reference->place.line != 0 ? reference->place : writing->draft->place;
	const struct kind *kind = model_kind(writing->scene->model, reference->kind);
	const char *chain = kind == NULL
		? NULL
		: reference_chain(kind, reference->id, writing->draft->chain);
	if (target != NULL) {
		problem_add(writing->problems, ERROR_REFUSED, place,
			target->erased ? "%1$s: %2$s:%3$s は消去済みです。ほかのものを書いてください"
				       : "%1$s: %2$s:%3$s は廃止済みです。ほかのものを書いてください",
			target->erased ? "%1$s: %2$s:%3$s was erased; name another one"
				       : "%1$s: %2$s:%3$s is retired; name another one",
			reference->field->name, reference->kind, reference->id);
		return;
	}
	if (chain == NULL) {
		problem_add(writing->problems, ERROR_REFUSED, place,
			"%1$s: %3$s の記録から %2$s は参照できません(組織のものだけを参照できます)",
			"%1$s: what stands in %3$s cannot refer to %2$s (only to what is of the "
			"organisation)",
			reference->field->name, reference->kind, CHAIN_ORG);
		return;
	}
	g_autoptr(GPtrArray) all = scene_all(writing->scene, chain, reference->kind);
	g_autofree const char **ids = g_new(const char *, all->len + 1);
	for (guint i = 0; i < all->len; i++)
		ids[i] = ((const struct object *)g_ptr_array_index(all, i))->id;
	struct hint hint = nearest_hint(reference->id, ids, all->len);
	problem_add(writing->problems, ERROR_INPUT, place,
		"%1$s: %2$s:%3$s がありません%4$s%5$.0s", "%1$s: there is no %2$s:%3$s%4$.0s%5$s",
		reference->field->name, reference->kind, reference->id, hint.ja, hint.en);
}

static void
check_reference(const struct reference *reference, void *data)
{
	struct checking *checking = data;
	const struct writing *writing = checking->writing;
	const struct object *target = scene_target(
		writing->scene, writing->draft->chain, reference->kind, reference->id);
	if (scene_failed(writing->scene)
		|| (target != NULL
			&& (target->retired_at == 0 || may_be_gone(checking, target))))
		return;
	tell_missing(checking, reference, target);
}

void
validate_references(const struct writing *writing)
{
	struct checking checking = { writing, text_among(RECORDS, writing->kind->name) };
	object_references(writing->kind, writing->after->body, check_reference, &checking);
}
