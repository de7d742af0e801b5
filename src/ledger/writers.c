/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may write what.
 *
 * Who stands in front of a directly opened store is `local` and may take any role but that of a
 * contractor, who needs a party. Everybody else is a live person of @org, with a grant of the role in
 * force: for this system or *, and in @org for any. Claims bring people and roles of a folder along
 * as it says them; they are recorded, and count for nothing.
 *
 * A member may be written by the roles of its field, else of its group, else of its kind. The roles
 * of the kind make new objects; a member that is others' may then have its neutral code.
 */
#include <string.h>

#include "validate_private.h"
#include "writers.h"

static const char *const CLAIMS[] = { "attestation", "decision", "evaluation", "gate_event",
	"authorisation", "acceptance", NULL };
static const char *const KNOWN_BY[] = { "local", "password+otp", "oidc", "token", NULL };
static const char *const READERS[] = { "auditor", "reader", NULL };
/* Only who made it, in the role it was made in, makes it again or takes it back. */
static const char *const PERSONAL_RECORDS[] = { "attestation", "decision", "evaluation",
	"authorisation", "acceptance", NULL };

/* ---- grants ---- */

static gboolean
grant_reaches(const struct object *grant, const char *system)
{
	const char *of = value_get_text(grant->body, "for_system");
	return strcmp(system, CHAIN_ORG) == 0 || g_strcmp0(of, "*") == 0
		|| g_strcmp0(of, system) == 0;
}

static gboolean
grant_stands(struct scene *scene, const struct object *grant, const char *person,
	const char *role, const char *system, gint64 at)
{
	return value_is_text(value_get(grant->body, "person"), person)
		&& value_is_text(value_get(grant->body, "role"), role)
		&& grant_reaches(grant, system)
		&& scene_date(scene, grant->body, "starts_on", G_MAXINT64) <= at
		&& scene_until(scene, grant->body, "ends_on", 0) > at;
}

gboolean
grant_in_force(struct scene *scene, const char *person, const char *role, const char *system,
	gint64 at)
{
	const GPtrArray *grants = scene_grants(scene);
	for (guint i = 0; grants != NULL && i < grants->len; i++)
		if (grant_stands(scene, g_ptr_array_index(grants, i), person, role, system, at))
			return TRUE;
	return FALSE;
}

GPtrArray *
parties_of_contractor(struct scene *scene, const char *person, const char *system)
{
	GPtrArray *parties = g_ptr_array_new();
	const GPtrArray *grants = scene_grants(scene);
	for (guint i = 0; grants != NULL && i < grants->len; i++) {
		const struct object *grant = g_ptr_array_index(grants, i);
		const char *party = value_get_text(grant->body, "party");
		if (party != NULL
			&& grant_stands(scene, grant, person, "contractor", system, scene->now))
			g_ptr_array_add(parties, (gpointer)party);
	}
	return parties;
}

/* ---- who ---- */

static void
check_claim(const struct writing *writing)
{
	const struct actor *actor = writing->draft->actor;
	const struct object *before = writing->before;
	const struct enumeration *roles = model_enumeration(writing->scene->model, "role");
	if (!text_among(CLAIMS, writing->kind->name))
		refuse(writing, ERROR_FORBIDDEN,
			"%s はフォルダーの申告としては記録できません",
			"%s cannot be recorded as a claim of a folder", writing->kind->name);
	else if (roles == NULL || enumeration_code(roles, actor->role) == NULL)
		refuse(writing, ERROR_INPUT, "%s という役割はありません", "there is no role %s",
			actor->role);
	else if (before != NULL && strcmp(before->known_by, "folder") != 0)
		refuse(writing, ERROR_REFUSED,
			"%1$s:%2$s は台帳で行われています。フォルダーの申告では置き換えられません",
			"%1$s:%2$s was made in the ledger; a folder's claim does not replace it",
			writing->kind->name, before->id);
}

/* Alive, and here. */
static gboolean
check_person(const struct writing *writing)
{
	const char *id = writing->draft->actor->person;
	const struct object *person = scene_live(writing->scene, CHAIN_ORG, "person", id);
	if (person == NULL)
		refuse(writing, ERROR_FORBIDDEN,
			"%s という人は登録されていません。person として登録してください",
			"there is no person %s; record them as a person", id);
	else if (scene_until(writing->scene, person->body, "left_on", G_MAXINT64)
		<= writing_moment(writing))
		refuse(writing, ERROR_FORBIDDEN, "%s は離任しています", "%s has left", id);
	else
		return TRUE;
	return FALSE;
}

static void
check_grant(const struct writing *writing)
{
	const struct actor *actor = writing->draft->actor;
	const char *chain = writing->draft->chain;
	const struct model *model = writing->scene->model;
	if (!check_person(writing)
		|| grant_in_force(writing->scene, actor->person, actor->role, chain,
			writing_moment(writing)))
		return;
	refuse(writing, ERROR_FORBIDDEN,
		"%1$s は %2$s の%3$sではありません。有効な役割付与(role_grant)が要ります%4$.0s",
		"%1$s is no %4$s of %2$s; that takes a role_grant in force%3$.0s", actor->person,
		strcmp(chain, CHAIN_ORG) == 0 ? "*" : chain, role_label(model, actor->role, "ja"),
		role_label(model, actor->role, "en"));
}

static gboolean
check_role(const struct writing *writing)
{
	const struct actor *actor = writing->draft->actor;
	const struct enumeration *roles = model_enumeration(writing->scene->model, "role");
	if (strcmp(actor->person, "sekisho") == 0 || strcmp(actor->role, "engine") == 0
		|| !text_among(KNOWN_BY, actor->known_by))
		refuse(writing, ERROR_FORBIDDEN, "Sekisho 自身としては書けません",
			"nobody writes as Sekisho itself");
	else if (roles == NULL || enumeration_code(roles, actor->role) == NULL)
		refuse(writing, ERROR_INPUT, "%s という役割はありません", "there is no role %s",
			actor->role);
	else if (text_among(READERS, actor->role))
		refuse(writing, ERROR_FORBIDDEN, "%1$s の役割では書けません%2$.0s",
			"the role %2$s does not write%1$.0s",
			role_label(writing->scene->model, actor->role, "ja"), actor->role);
	else
		return TRUE;
	return FALSE;
}

void
writers_check_actor(const struct writing *writing)
{
	const struct actor *actor = writing->draft->actor;
	if (writing_is_sekisho(writing))
		return;
	if (writing_is_claim(writing)) {
		check_claim(writing);
		return;
	}
	if (!check_role(writing))
		return;
	gboolean local = strcmp(actor->person, "local") == 0
		&& strcmp(actor->known_by, "local") == 0;
	if (!local)
		check_grant(writing);
	else if (strcmp(actor->role, "contractor") == 0)
		refuse(writing, ERROR_FORBIDDEN,
			"委託先実施者として書くときは、だれかを --as-person で指定してください",
			"who writes as a contractor is named with --as-person");
}

/* ---- what ---- */

char *const *
writers_of(const struct kind *kind, const char *member, const struct value *body)
{
	const struct field *field = kind_field(kind, member);
	if (field == NULL)
		return kind->writers;
	if (field->writers != NULL)
		return field->writers;
	if (field->group == NULL)
		return kind->writers;
	return field->group->by_field == NULL ? field->group->writers : NULL;
}

static gboolean
role_of_code(const struct group *group, const struct value *body, const char *role)
{
	const char *code = value_get_text(body, group->by_field);
	for (guint i = 0; code != NULL && i < group->n_codes; i++) {
		if (strcmp(group->codes[i].code, code) != 0)
			continue;
		g_auto(GStrv) roles = g_strsplit(group->codes[i].label.en, " ", -1);
		return g_strv_contains((const char *const *)roles, role);
	}
	return FALSE;
}

gboolean
writers_may(const struct kind *kind, const char *member, const struct value *body,
	const char *role)
{
	const struct field *field = kind_field(kind, member);
	if (field != NULL && field->writers == NULL && field->group != NULL
		&& field->group->by_field != NULL)
		return role_of_code(field->group, body, role);
	return text_among((const char *const *)writers_of(kind, member, body), role);
}

/* A person keeps their own mail and telephone in order. */
static gboolean
is_own_address(const struct writing *writing, const char *member)
{
	return kind_is(writing, "person") && writing->before != NULL
		&& strcmp(writing->draft->id, writing->draft->actor->person) == 0
		&& (strcmp(member, "mail") == 0 || strcmp(member, "phone") == 0);
}

struct first_entry {
	gboolean by_sekisho;
};

static gboolean
take_first(const struct journal_row *row, void *data)
{
	struct first_entry *first = data;
	first->by_sekisho = strcmp(row->role, "engine") == 0;
	return FALSE;
}

/* What a reader reported stays as it was reported: people write how it is handled. */
static gboolean
is_reported(const struct writing *writing, const struct field *field)
{
	const struct draft *draft = writing->draft;
	struct first_entry first = { 0 };
	GError *error = NULL;
	if (!kind_is(writing, "issue") || writing->before == NULL || field == NULL
		|| field->group != NULL)
		return FALSE;
	if (!store_journal_of(writing->scene->store, draft->chain, draft->kind, draft->id,
		    take_first, &first, &error)
		&& !scene_fail(writing->scene, &error))
		g_error_free(error);
	return first.by_sekisho;
}

static gboolean
is_neutral(const struct writing *writing, const struct field *field, const struct value *is)
{
	return writing->before == NULL && field != NULL && field->neutral != NULL
		&& is != NULL && value_is_text(is, field->neutral);
}

static void
tell_writer(const struct writing *writing, const char *member, const struct value *at,
	const struct value *body)
{
	const struct model *model = writing->scene->model;
	char *const *roles = writers_of(writing->kind, member, body);
	g_autofree char *ja = roles_text(model, roles, "ja");
	g_autofree char *en = roles_text(model, roles, "en");
	const char *role = writing->draft->actor->role;
	if (roles == NULL)
		refuse_at(writing, at, ERROR_FORBIDDEN,
			"%1$s を書けるのは、宛てられた役割だけです(今は%2$s)%3$.0s",
			"%1$s is written by the role it is addressed to (now %3$s)%2$.0s", member,
			role_label(model, role, "ja"), role_label(model, role, "en"));
	else
		refuse_at(writing, at, ERROR_FORBIDDEN,
			"%1$s を変えられるのは%2$sです(今は%3$s)%4$.0s%5$.0s",
			"%1$s is changed by %4$s (now %5$s)%2$.0s%3$.0s", member, ja,
			role_label(model, role, "ja"), en, role_label(model, role, "en"));
}

static void
check_member(const struct writing *writing, const char *member, const struct value *body)
{
	const struct field *field = kind_field(writing->kind, member);
	const struct value *is = value_get(body, member);
	const struct value *was =
		writing->before == NULL ? NULL : value_get(writing->before->body, member);
	gboolean same = is == NULL || was == NULL ? is == was : value_equal(is, was);
	if (same || (field != NULL && field->stamped))
		return;
	if (!writing_is_sekisho(writing) && is_reported(writing, field)) {
		refuse_at(writing, is, ERROR_FORBIDDEN,
			"%s は読み取り機能が報告した内容で、変えられません。対応は status などに書きます",
			"%s is what a reader reported and stays; write how it is handled", member);
		return;
	}
	if (!is_neutral(writing, field, is) && !is_own_address(writing, member)
		&& !writers_may(writing->kind, member, body, writing->draft->actor->role))
		tell_writer(writing, member, is, body);
}

static void
check_maker(const struct writing *writing)
{
	const struct model *model = writing->scene->model;
	const char *role = writing->draft->actor->role;
	if (text_among((const char *const *)writing->kind->writers, role))
		return;
	g_autofree char *ja = roles_text(model, writing->kind->writers, "ja");
	g_autofree char *en = roles_text(model, writing->kind->writers, "en");
	refuse(writing, ERROR_FORBIDDEN,
		"%1$s:%6$s を登録・廃止できるのは%2$sです(今は%3$s)%4$.0s%5$.0s",
		"%1$s:%6$s is recorded and retired by %4$s (now %5$s)%2$.0s%3$.0s",
		writing->kind->name, ja, role_label(model, role, "ja"), en,
		role_label(model, role, "en"), writing->draft->id);
}

/* Moves of a gate stand; decisions are their maker's own. */
static gboolean
check_record_owner(const struct writing *writing)
{
	const struct object *before = writing->before;
	const struct actor *actor = writing->draft->actor;
	if (before == NULL || strcmp(before->known_by, "folder") == 0)
		return TRUE;
	if (kind_is(writing, "gate_event")) {
		refuse(writing, ERROR_REFUSED,
			"ゲートの動き %s は変えられません。次の動きを新しく記録してください",
			"the move %s of a gate stands; record the next move", before->id);
		return FALSE;
	}
	if (!text_among(PERSONAL_RECORDS, writing->kind->name)
		|| (strcmp(before->put_by, actor->person) == 0
			&& strcmp(before->put_role, actor->role) == 0))
		return TRUE;
	refuse(writing, ERROR_FORBIDDEN,
		"%1$s:%2$s を変えられるのは、それを行った本人だけです。新しく記録してください",
		"%1$s:%2$s is changed by who made it alone; record a new one", writing->kind->name,
		before->id);
	return FALSE;
}

gboolean
writers_may_retire(const struct kind *kind, const char *role)
{
	return text_among((const char *const *)kind->writers, role);
}

void
writers_check_fields(const struct writing *writing, const struct value *body)
{
	if (writing_is_claim(writing) || !check_record_owner(writing))
		return;
	if (body == NULL || writing->before == NULL)
		check_maker(writing);
	writers_check_codes(writing, body);
	if (body == NULL)
		return;
	/* The name and the note go with the kind's own fields. */
	check_member(writing, "name", body);
	check_member(writing, "note", body);
	for (guint i = 0; i < writing->kind->n_fields; i++)
		check_member(writing, writing->kind->fields[i]->name, body);
}
