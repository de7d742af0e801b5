/* SPDX-License-Identifier: Apache-2.0 */
/* What the objects of a folder say of one another. */
#include <string.h>

#include "dossier.h"

struct checking {
	const struct dossier *dossier, *org;
	const struct dossier_object *object;
	struct problems *problems;
	GHashTable *own, *shared; /* "kind:id" */
};

static GHashTable *
keys_of(const struct dossier *dossier)
{
	GHashTable *keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; dossier != NULL && i < dossier->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		g_hash_table_add(keys, g_strconcat(object->kind->name, ":", object->id, NULL));
	}
	return keys;
}

static const char *
nearest_id(const struct checking *checking, const struct dossier *in, const char *kind, const char *id)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	for (guint i = 0; in != NULL && i < in->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(in->objects, i);
		if (strcmp(object->kind->name, kind) == 0)
			g_ptr_array_add(ids, (gpointer)object->id);
	}
	return nearest_word(id, (const char *const *)ids->pdata, ids->len);
}

static void
check_reference(const struct reference *reference, void *data)
{
	struct checking *checking = data;
	g_autofree char *key = g_strconcat(reference->kind, ":", reference->id, NULL);
	if (g_hash_table_contains(checking->own, key) || g_hash_table_contains(checking->shared, key))
		return;
	const struct kind *target = NULL;
	const struct field *field = reference->field;
	while (field->type == FIELD_LIST)
		field = field->of;
	for (guint i = 0; i < field->n_targets; i++)
		if (strcmp(field->targets[i]->name, reference->kind) == 0)
			target = field->targets[i];
	gboolean org_kind = target != NULL && target->scope == SCOPE_ORG;
	gboolean elsewhere = org_kind
		|| ((target == NULL || target->scope == SCOPE_BOTH)
			&& g_str_has_prefix(reference->id, "org-"));
	/* what lives in @org cannot be looked up without the organisation's folder */
	if ((elsewhere || target == NULL) && checking->org == NULL)
		return;
	const char *near = nearest_id(checking,
		elsewhere ? checking->org : checking->dossier, reference->kind, reference->id);
	problem_add(checking->problems, ERROR_INPUT,
		reference->place.line != 0 ? reference->place : checking->object->place,
		"%1$s: %2$s がありません(近いもの: %3$s)", "%1$s: there is no %2$s (nearest: %3$s)",
		reference->field->name, key, near != NULL ? near : "-");
}

gboolean
dossier_check(const struct dossier *dossier, const struct dossier *org, struct problems *problems)
{
	guint before = problems_count(problems);
	struct checking checking = { .dossier = dossier, .org = org, .problems = problems };
	checking.own = keys_of(dossier);
	checking.shared = keys_of(org);
	for (guint i = 0; i < dossier->objects->len; i++) {
		checking.object = g_ptr_array_index(dossier->objects, i);
		object_references(
			checking.object->kind, checking.object->body, check_reference, &checking);
	}
	g_hash_table_unref(checking.own);
	g_hash_table_unref(checking.shared);
	return problems_count(problems) == before;
}
