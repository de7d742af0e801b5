/* SPDX-License-Identifier: Apache-2.0 */
/*
 * V12: a contractor writes only what names its party.
 *
 * A path of a kind's range goes from member to member and ends at a party. Behind a reference that
 * may name several kinds stands the kind that is meant: `scope.interface.component.contractor` =
 * what stands in `scope`, if it is an interface, of that the component, of that the contractor.
 * `id` is the object itself. Lists and records are gone through. One path that fits is enough.
 */
#include <string.h>

#include "validate_private.h"

struct walk {
	struct scene *scene;
	const char *chain;
	const GPtrArray *parties;
};

static gboolean walk_object(
	const struct walk *walk, const struct object *object, char *const *path);

static gboolean
among(const GPtrArray *parties, const char *party)
{
	for (guint i = 0; i < parties->len; i++)
		if (strcmp(g_ptr_array_index(parties, i), party) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
walk_reference(const struct walk *walk, const struct field *field, const struct value *value,
	char *const *path)
{
	gboolean several = field->any || field->n_targets != 1;
	const struct object *target = scene_named(walk->scene, walk->chain,
		several ? NULL : field->targets[0]->name, value->text);
	if (target == NULL)
		return FALSE;
	if (several) {
		if (path[0] == NULL || strcmp(path[0], target->kind->name) != 0)
			return FALSE;
		path++;
	}
	if (path[0] == NULL)
		return strcmp(target->kind->name, "party") == 0 && among(walk->parties, target->id);
	struct walk there = { walk->scene, target->chain, walk->parties };
	return walk_object(&there, target, path);
}

static gboolean
walk_value(const struct walk *walk, const struct field *field, const struct value *value,
	char *const *path)
{
	if (value == NULL)
		return FALSE;
	switch (field->type) {
	case FIELD_LIST:
		for (guint i = 0; i < value->n_items; i++)
			if (walk_value(walk, field->of, value->items[i], path))
				return TRUE;
		return FALSE;
	case FIELD_RECORD:
		for (guint i = 0; path[0] != NULL && i < field->n_fields; i++)
			if (strcmp(field->fields[i]->name, path[0]) == 0)
				return walk_value(walk, field->fields[i],
					value_get(value, path[0]), path + 1);
		return FALSE;
	case FIELD_REF:
		return walk_reference(walk, field, value, path);
	default:
		return FALSE;
	}
}

static gboolean
walk_object(const struct walk *walk, const struct object *object, char *const *path)
{
	if (strcmp(path[0], "id") == 0)
		return among(walk->parties, object->id);
	const struct field *field = kind_field(object->kind, path[0]);
	return field != NULL
		&& walk_value(walk, field, value_get(object->body, path[0]), path + 1);
}

gboolean
object_in_range(struct scene *scene, const struct object *object, const GPtrArray *parties)
{
	struct walk walk = { scene, object->chain, parties };
	char *const *range = object->kind->range;
	for (guint i = 0; range != NULL && range[i] != NULL; i++) {
		g_auto(GStrv) path = g_strsplit(range[i], ".", -1);
		if (walk_object(&walk, object, path))
			return TRUE;
	}
	return FALSE;
}

/* Who makes a statement is in it; what it is made on has to be in range by itself. */
static gboolean
speaks_of_own(const struct writing *writing, const GPtrArray *parties)
{
	const struct object *subject = scene_named(writing->scene, writing->draft->chain, NULL,
		value_get_text(writing->after->body, "subject"));
	return !kind_is(writing, "attestation") || subject == NULL
		|| object_in_range(writing->scene, subject, parties);
}

/* Contracts are the manager's, but for own subcontracts and what a contractor has to disclose. */
static gboolean
is_own_part(const struct writing *writing, const GPtrArray *parties)
{
	if (!kind_is(writing, "contract"))
		return TRUE;
	const char *parent = value_get_text(writing->after->body, "parent");
	const struct object *above = scene_named(
		writing->scene, writing->draft->chain, "contract", parent);
	const char *party = above == NULL ? NULL : value_get_text(above->body, "party");
	if (party != NULL && among(parties, party))
		return TRUE;
	for (guint i = 0; i < writing->kind->n_fields; i++) {
		const struct field *field = writing->kind->fields[i];
		if (field->group == NULL && member_changed(writing, field->name))
			return FALSE;
	}
	return writing->before != NULL && writing->after->retired_at == 0
		&& !member_changed(writing, "name") && !member_changed(writing, "note");
}

/* The people whom a contractor puts to a duty are its own. */
static void
check_own_people(const struct writing *writing, const GPtrArray *parties)
{
	static const char *const PEOPLE[] = { "person", "deputy", NULL };
	for (guint i = 0; kind_is(writing, "duty") && PEOPLE[i] != NULL; i++) {
		const struct value *named = value_get(writing->after->body, PEOPLE[i]);
		const struct object *person = named == NULL
			? NULL
			: scene_get(writing->scene, CHAIN_ORG, "person", named->text);
		const char *party =
			person == NULL ? NULL : value_get_text(person->body, "party");
		if (party != NULL && !among(parties, party) && member_changed(writing, PEOPLE[i]))
			refuse_at(writing, named, ERROR_FORBIDDEN,
				"%1$s は担当範囲の事業者の人ではありません。自社の人を書いてください",
				"%1$s is not of the party you act for; name people of your own",
				named->text);
	}
}

void
validate_range(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	const struct actor *actor = writing->draft->actor;
	const struct object *before = writing->before;
	if (strcmp(actor->role, "contractor") != 0)
		return;
	g_autoptr(GPtrArray) parties =
		parties_of_contractor(scene, actor->person, writing->draft->chain);
	/* Neither grasp what was others', nor write into what is. */
	if ((before != NULL && !object_in_range(scene, before, parties))
		|| !object_in_range(scene, writing->after, parties)
		|| !is_own_part(writing, parties) || !speaks_of_own(writing, parties)) {
		g_autofree char *range = writing->kind->range == NULL
			? g_strdup("-")
			: g_strjoinv(", ", (char **)writing->kind->range);
		refuse(writing, ERROR_FORBIDDEN,
			"%1$s:%2$s は委託先の担当範囲(%3$s が自社)にありません。システム管理者に依頼してください",
			"%1$s:%2$s is not in the contractor's range (%3$s being your party); ask the "
			"system manager",
			writing->kind->name, writing->after->id, range);
		return;
	}
	if (writing->after->retired_at == 0)
		check_own_people(writing, parties);
}
