/* SPDX-License-Identifier: Apache-2.0 */
/* What the objects of a folder say of one another. */
#include <string.h>

#include "base/yaml.h"
#include "dossier.h"
#include "relations.h"
#include "scene.h"

struct checking {
	const struct dossier *dossier, *org;
	const struct dossier_object *object;
	struct problems *problems;
	GHashTable *own, *shared; /* "kind:id" → struct dossier_object */
	const struct value *shipped; /* editions by id; NULL: not read yet */
};

static GHashTable *
objects_by_key(const struct dossier *dossier)
{
	GHashTable *objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; dossier != NULL && i < dossier->objects->len; i++) {
		struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		g_hash_table_insert(
			objects, g_strconcat(object->kind->name, ":", object->id, NULL), object);
	}
	return objects;
}

static const struct dossier_object *
find(const struct checking *checking, const char *kind, const char *id)
{
	g_autofree char *key = g_strconcat(kind, ":", id, NULL);
	const struct dossier_object *own = g_hash_table_lookup(checking->own, key);
	return own != NULL ? own : g_hash_table_lookup(checking->shared, key);
}

/* ---- V1 ---- */

/* The editions that come with Sekisho are in every ledger. */
static gboolean
is_shipped(struct checking *checking, const char *kind, const char *id)
{
	if (strcmp(kind, "standard") != 0)
		return FALSE;
	if (checking->shipped == NULL) {
		const struct model_file *file =
			model_files_find(checking->dossier->model->files, "guideline/editions.yaml");
		struct problems problems;
		problems_init(&problems);
		checking->shipped = file == NULL
			? value_map(checking->dossier->arena)
			: yaml_parse(checking->dossier->arena, file->bytes.at, file->bytes.len,
				  file->shown, &problems);
		problems_clear(&problems);
	}
	return value_get(checking->shipped, id) != NULL;
}

static struct hint
nearest_id(const struct dossier *in, const char *kind, const char *id)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();
	for (guint i = 0; in != NULL && i < in->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(in->objects, i);
		if (strcmp(object->kind->name, kind) == 0)
			g_ptr_array_add(ids, (gpointer)object->id);
	}
	return nearest_hint(id, (const char *const *)ids->pdata, ids->len);
}

static void
check_reference(const struct reference *reference, void *data)
{
	struct checking *checking = data;
	if (find(checking, reference->kind, reference->id) != NULL
		|| is_shipped(checking, reference->kind, reference->id))
		return;
	const struct kind *target = model_kind(checking->dossier->model, reference->kind);
	const char *chain = checking->dossier->chain;
	const char *there = target == NULL ? NULL : reference_chain(target, reference->id, chain);
	gboolean elsewhere = there != NULL && strcmp(there, chain) != 0;
	/* what lives in @org cannot be looked up without the organisation's folder */
	if (elsewhere && checking->org == NULL)
		return;
	struct hint hint = nearest_id(elsewhere ? checking->org : checking->dossier,
		reference->kind, reference->id);
	problem_add(checking->problems, ERROR_INPUT,
		reference->place.line != 0 ? reference->place : checking->object->place,
		"%1$s: %2$s:%3$s がありません%4$s%5$.0s", "%1$s: there is no %2$s:%3$s%4$.0s%5$s",
		reference->field->name, reference->kind, reference->id, hint.ja, hint.en);
}

/* ---- V3, V4, V15 ---- */

static const struct value *
neighbour(const struct surroundings *around, const char *kind, const char *id)
{
	const struct dossier_object *found = find(around->data, kind, id);
	return found != NULL ? found->body : NULL;
}

static void
each_neighbour(
	const struct surroundings *around, const char *kind, neighbour_func func, void *data)
{
	const struct checking *checking = around->data;
	for (guint i = 0; i < checking->dossier->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(checking->dossier->objects, i);
		if (strcmp(object->kind->name, kind) == 0)
			func(object->id, object->body, data);
	}
}

static void
check_object(struct checking *checking)
{
	const struct dossier_object *object = checking->object;
	struct surroundings around = { neighbour, each_neighbour, object->kind, object->id,
		object->body, object->place, checking->problems, checking };
	object_references(object->kind, object->body, check_reference, checking);
	relations_check(&around);
	if (strcmp(object->kind->name, "vulnerability_policy") == 0)
		policy_rows_check(&around);
}

gboolean
dossier_check(const struct dossier *dossier, const struct dossier *org, struct problems *problems)
{
	guint before = problems_count(problems);
	struct checking checking = { .dossier = dossier, .org = org, .problems = problems };
	checking.own = objects_by_key(dossier);
	checking.shared = objects_by_key(org);
	for (guint i = 0; i < dossier->objects->len; i++) {
		checking.object = g_ptr_array_index(dossier->objects, i);
		check_object(&checking);
	}
	g_hash_table_unref(checking.own);
	g_hash_table_unref(checking.shared);
	return problems_count(problems) == before;
}
