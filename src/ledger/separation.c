/* SPDX-License-Identifier: Apache-2.0 */
/* V6: who did the work does not judge it. */
#include <string.h>

#include "base/json.h"
#include "journal.h"
#include "validate_private.h"

/* ---- grants: an assessor is nobody else on the same system ---- */

static gboolean
roles_exclude(const char *a, const char *b)
{
	static const char *const BUILDERS[] = { "manager", "contractor", "owner", NULL };
	return (g_strcmp0(a, "assessor") == 0 && text_among(BUILDERS, b))
		|| (g_strcmp0(b, "assessor") == 0 && text_among(BUILDERS, a));
}

static gboolean
systems_meet(const char *a, const char *b)
{
	return g_strcmp0(a, b) == 0 || g_strcmp0(a, "*") == 0 || g_strcmp0(b, "*") == 0;
}

static gboolean
times_meet(const struct scene *scene, const struct value *a, const struct value *b)
{
	return scene_date(scene, a, "starts_on", 0) < scene_until(scene, b, "ends_on", G_MAXINT64)
		&& scene_date(scene, b, "starts_on", 0)
		< scene_until(scene, a, "ends_on", G_MAXINT64);
}

static void
check_grant(const struct writing *writing)
{
	const struct value *body = writing->after->body;
	const GPtrArray *grants = scene_grants(writing->scene);
	for (guint i = 0; grants != NULL && i < grants->len; i++) {
		const struct object *other = g_ptr_array_index(grants, i);
		if (strcmp(other->id, writing->after->id) == 0
			|| g_strcmp0(value_get_text(other->body, "person"),
				   value_get_text(body, "person"))
				!= 0
			|| !roles_exclude(value_get_text(other->body, "role"),
				value_get_text(body, "role"))
			|| !systems_meet(value_get_text(other->body, "for_system"),
				value_get_text(body, "for_system"))
			|| !times_meet(writing->scene, other->body, body))
			continue;
		refuse_at(writing, value_get(body, "role"), ERROR_REFUSED,
			"%1$s は同じ期間に役割 %2$s も持っています(role_grant:%3$s)。アセッサーは、"
			"同じシステムの管理者・委託先実施者・リスクオーナーを兼ねられません",
			"%1$s also holds the role %2$s at that time (role_grant:%3$s); an assessor is "
			"neither manager, contractor nor owner of the same system",
			value_get_text(body, "person"), value_get_text(other->body, "role"), other->id);
		return;
	}
}

/* ---- who wrote an object: out of its entries ---- */

struct authors {
	const struct object *object;
	const char *group; /* only who changed this group of fields; NULL: the first one */
	char *person;      /* found */
	char *before;      /* canonical values of the group in the entry before */
};

static char *
group_text(const struct kind *kind, const char *group, const struct value *body)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		const struct value *member = value_get(body, field->name);
		if (field->group == NULL || strcmp(field->group->name, group) != 0 || member == NULL)
			continue;
		g_string_append_printf(text, "%s=", field->name);
		json_canonical(member, text);
	}
	return g_string_free(text, FALSE);
}

static gboolean
take_author(const struct journal_row *row, void *data)
{
	struct authors *authors = data;
	if (authors->group == NULL) {
		authors->person = g_strdup(row->actor);
		return FALSE;
	}
	ARENA_AUTO arena = arena_new();
	const struct value *entry = json_parse(arena, row->bytes.at, row->bytes.len, row->id, NULL);
	if (strcmp(row->verb, "retire") == 0 || strcmp(row->verb, "erase") == 0)
		return TRUE;
	g_autofree char *now =
		group_text(authors->object->kind, authors->group, value_get(entry, "body"));
	if (g_strcmp0(now, authors->before == NULL ? "" : authors->before) != 0) {
		g_free(authors->person);
		authors->person = g_strdup(row->actor);
	}
	g_free(authors->before);
	authors->before = g_steal_pointer(&now);
	return TRUE;
}

/* Who made the object, or who last changed a group of its fields; NULL: nobody. */
static char *
author_of(struct scene *scene, const struct object *object, const char *group)
{
	struct authors authors = { object, group, NULL, NULL };
	GError *error = NULL;
	if (!store_journal_of(scene->store, object->chain, object->kind->name, object->id,
		    take_author, &authors, &error)
		&& !scene_fail(scene, &error))
		g_error_free(error);
	g_free(authors.before);
	return authors.person;
}

/* ---- decisions ---- */

/* Where the method allows it, a manager decides on own working documents. */
static gboolean
may_decide_own(const struct writing *writing, const struct object *subject)
{
	struct scene *scene = writing->scene;
	const char *chain = writing->draft->chain;
	char *const *approvers = approvers_of(subject->kind, subject->chain);
	return strcmp(writing->draft->actor->role, "manager") == 0
		&& strcmp(subject->kind->name, "review_item") != 0
		&& text_among((const char *const *)approvers, "manager")
		&& method_number(scene, chain, "approval.self", rank_in_force(scene, chain), 0) == 1;
}

static void
check_decision(const struct writing *writing)
{
	const char *person = writing->draft->actor->person;
	const struct object *subject = scene_named(writing->scene, writing->draft->chain, NULL,
		value_get_text(writing->after->body, "subject"));
	if (subject == NULL)
		return;
	g_autofree char *maker = author_of(writing->scene, subject, NULL);
	g_autofree char *judge = strcmp(subject->kind->name, "review_item") == 0
		? author_of(writing->scene, subject, "judgement")
		: NULL;
	gboolean own = strcmp(subject->put_by, person) == 0 || g_strcmp0(maker, person) == 0
		|| g_strcmp0(judge, person) == 0;
	if (!own || may_decide_own(writing, subject))
		return;
	refuse(writing, ERROR_REFUSED,
		"%1$s は %2$s:%3$s を書いた本人なので決裁できません。ほかの人が決裁してください"
		"(直接開いた台帳では --as-person で人を指定します)",
		"%1$s wrote %2$s:%3$s and does not decide on it; somebody else does "
		"(in a directly opened ledger name them with --as-person)",
		person, subject->kind->name, subject->id);
}

/* ---- moves of a gate: of one round ---- */

static void
check_move(const struct writing *writing)
{
	static const char *const JUDGING[] = { "assess", "pass", "conditional", "force", NULL };
	const struct value *body = writing->after->body;
	const char *person = writing->draft->actor->person;
	if (!text_among(JUDGING, value_get_text(body, "move")))
		return;
	g_autoptr(GPtrArray) moves = gate_moves(writing->scene, writing->draft->chain,
		(int)value_get_int(body, "phase", 0), writing->after->seq);
	for (guint i = moves->len; i-- > 0;) {
		const struct object *move = g_ptr_array_index(moves, i);
		const char *what = value_get_text(move->body, "move");
		gboolean submit = g_strcmp0(what, "submit") == 0;
		if (!submit && g_strcmp0(what, "assess") != 0)
			return;
		if (strcmp(move->put_by, person) == 0) {
			refuse(writing, ERROR_REFUSED,
				submit ? "%s はこの工程を申請した本人です。ほかの人が行ってください"
				       : "%s はこの工程を評価した本人です。ほかの人が行ってください",
				submit ? "%s submitted this phase; somebody else has to do this"
				       : "%s assessed this phase; somebody else has to do this",
				person);
			return;
		}
		if (submit)
			return;
	}
}

/* ---- issues: no false alarm by the developer's own word ---- */

/* Parties that made or run what an issue is about: by the range of its kind, so to say. */
static void
add_developers(struct scene *scene, const struct object *issue, GPtrArray *parties)
{
	static const char *const MEMBERS[] = { "contractor", "provider", "party", NULL };
	static const char *const ON[] = { "component", "from", "to", NULL };
	const struct object *subject = scene_named(
		scene, issue->chain, NULL, value_get_text(issue->body, "subject"));
	for (guint i = 0; subject != NULL && MEMBERS[i] != NULL; i++) {
		const char *party = value_get_text(subject->body, MEMBERS[i]);
		if (party != NULL)
			g_ptr_array_add(parties, (gpointer)party);
	}
	for (guint i = 0; subject != NULL && ON[i] != NULL; i++) {
		const struct object *component = scene_named(
			scene, issue->chain, "component", value_get_text(subject->body, ON[i]));
		const char *party =
			component == NULL ? NULL : value_get_text(component->body, "contractor");
		if (party != NULL)
			g_ptr_array_add(parties, (gpointer)party);
	}
}

static void
check_false_positive(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	const struct actor *actor = writing->draft->actor;
	const struct value *status = value_get(writing->after->body, "status");
	if (!value_is_text(status, "false_positive") || !member_changed(writing, "status"))
		return;
	if (strcmp(actor->role, "assessor") != 0
		&& strcmp(rank_in_force(scene, writing->draft->chain), "high") == 0)
		refuse_at(writing, status, ERROR_FORBIDDEN,
			"リスクランク高のシステムで誤検知と判断できるのはアセッサーだけです",
			"at rank high only the assessor calls an issue a false positive");
	const struct object *person = scene_live(scene, CHAIN_ORG, "person", actor->person);
	const char *own = person == NULL ? NULL : value_get_text(person->body, "party");
	g_autoptr(GPtrArray) developers = g_ptr_array_new();
	add_developers(scene, writing->after, developers);
	for (guint i = 0; own != NULL && i < developers->len; i++)
		if (strcmp(g_ptr_array_index(developers, i), own) == 0) {
			refuse_at(writing, status, ERROR_REFUSED,
				"%1$s は開発・保守する側(%2$s)の人なので、誤検知とは判断できません",
				"%1$s is of the side that develops or runs it (%2$s) and does not call "
				"it a false positive",
				actor->person, own);
			return;
		}
}

/* ---- drills, assessments ---- */

static void
check_observer(const struct writing *writing)
{
	const struct value *observer = value_get(writing->after->body, "observer");
	const struct value *duties = value_get(writing->after->body, "duties");
	for (guint i = 0; observer != NULL && duties != NULL && i < duties->n_items; i++) {
		const struct object *duty = scene_target(
			writing->scene, writing->draft->chain, "duty", duties->items[i]->text);
		if (duty == NULL
			|| (!value_is_text(value_get(duty->body, "person"), observer->text)
				&& !value_is_text(value_get(duty->body, "deputy"), observer->text)))
			continue;
		refuse_at(writing, observer, ERROR_REFUSED,
			"観察者 %1$s は参加する役割分担 duty:%2$s の担当です。参加しない人にしてください",
			"the observer %1$s holds the participating duty:%2$s; take somebody who does "
			"not take part",
			observer->text, duty->id);
		return;
	}
}

static void
check_tester(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	const char *chain = writing->draft->chain;
	const struct value *tester = value_get(writing->after->body, "tester");
	const struct value *scope = value_get(writing->after->body, "scope");
	for (guint i = 0; tester != NULL && scope != NULL && i < scope->n_items; i++) {
		const struct object *object = scene_named(scene, chain, NULL, scope->items[i]->text);
		const char *on = object == NULL ? NULL : value_get_text(object->body, "component");
		if (on != NULL)
			object = scene_target(scene, chain, "component", on);
		if (object == NULL
			|| !value_is_text(value_get(object->body, "contractor"), tester->text)
			|| strcmp(rank_in_force(scene, chain), "high") != 0)
			continue;
		refuse_at(writing, tester, ERROR_REFUSED,
			"診断者 %1$s は component:%2$s の開発・保守の担当です。リスクランク高では、"
			"別の事業者が診断します",
			"the tester %1$s develops or runs component:%2$s; at rank high another party "
			"assesses it",
			tester->text, object->id);
		return;
	}
}

void
separation_check(const struct writing *writing)
{
	if (writing->after->retired_at != 0)
		return;
	if (kind_is(writing, "role_grant"))
		check_grant(writing);
	else if (kind_is(writing, "decision"))
		check_decision(writing);
	else if (kind_is(writing, "gate_event"))
		check_move(writing);
	else if (kind_is(writing, "issue"))
		check_false_positive(writing);
	else if (kind_is(writing, "drill"))
		check_observer(writing);
	else if (kind_is(writing, "assessment"))
		check_tester(writing);
}
