/* SPDX-License-Identifier: Apache-2.0 */
/* V3, V4, V15 in the ledger: relations.h over the scene, also for those a change reaches. */
#include <string.h>

#include "relations.h"
#include "validate_private.h"

static const struct value *
neighbour(const struct surroundings *around, const char *kind, const char *id)
{
	const struct writing *writing = around->data;
	const struct object *object =
		scene_target(writing->scene, writing->draft->chain, kind, id);
	return object != NULL && object->retired_at == 0 ? object->body : NULL;
}

static void
each_neighbour(
	const struct surroundings *around, const char *kind, neighbour_func func, void *data)
{
	const struct writing *writing = around->data;
	g_autoptr(GPtrArray) all = scene_all(writing->scene, writing->draft->chain, kind);
	for (guint i = 0; i < all->len; i++) {
		const struct object *object = g_ptr_array_index(all, i);
		func(object->id, object->body, data);
	}
}

static struct surroundings
surroundings_of(const struct writing *writing, const struct object *object)
{
	return (struct surroundings) { neighbour, each_neighbour, object->kind, object->id,
		object->body, writing->draft->place, writing->problems, (void *)writing };
}

/* What rests on a member: when that changes, these are looked at again. */
static const struct {
	const char *kind, *member;
	const char *reached, *by; /* objects of this kind whose `by` names it; by NULL: all */
} REACHED[] = {
	{ "component", "zone", "component", "runs_on" },
	{ "zone", "parent", "component", NULL },
	{ "interface", "component", "flow", "interface" },
};

static void
look_again(const struct writing *writing, const char *kind, const char *by)
{
	g_autoptr(GPtrArray) all = scene_all(writing->scene, writing->draft->chain, kind);
	for (guint i = 0; i < all->len; i++) {
		const struct object *object = g_ptr_array_index(all, i);
		if (object == writing->after
			|| (by != NULL
				&& !value_is_text(value_get(object->body, by), writing->after->id)))
			continue;
		struct surroundings around = surroundings_of(writing, object);
		relations_check(&around);
	}
}

void
validate_model(const struct writing *writing)
{
	struct surroundings around = surroundings_of(writing, writing->after);
	relations_check(&around);
	for (guint i = 0; writing->before != NULL && i < G_N_ELEMENTS(REACHED); i++)
		if (kind_is(writing, REACHED[i].kind) && member_changed(writing, REACHED[i].member))
			look_again(writing, REACHED[i].reached, REACHED[i].by);
}

void
validate_policy(const struct writing *writing)
{
	struct surroundings around = surroundings_of(writing, writing->after);
	if (kind_is(writing, "vulnerability_policy"))
		policy_rows_check(&around);
}
