/* SPDX-License-Identifier: Apache-2.0 */
#include "scene.h"

#include <string.h>

#include "base/moment.h"
#include "facts_private.h"

/* Stands for "looked for, and not there". */
static const struct standing NOTHING_THERE;
#define NOTHING ((struct standing *)&NOTHING_THERE)

#define KEY_MAX 256

void
scene_init(struct scene *scene)
{
	scene->arena = arena_new();
	scene->objects = g_hash_table_new(g_str_hash, g_str_equal);
	scene->heads = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	scene->changed = g_ptr_array_new();
	scene->moved = g_ptr_array_new();
}

void
scene_clear(struct scene *scene)
{
	g_clear_pointer(&scene->objects, g_hash_table_unref);
	g_clear_pointer(&scene->heads, g_hash_table_unref);
	g_clear_pointer(&scene->changed, g_ptr_array_unref);
	g_clear_pointer(&scene->moved, g_ptr_array_unref);
	g_clear_pointer(&scene->arena, arena_free);
	g_clear_error(&scene->failed);
}

gboolean
scene_failed(const struct scene *scene)
{
	return scene->failed != NULL;
}

gboolean
scene_fail(struct scene *scene, GError **error)
{
	if (!g_error_matches(*error, SEKISHO_ERROR, ERROR_STORE)
		&& !g_error_matches(*error, SEKISHO_ERROR, ERROR_DAMAGED))
		return FALSE;
	if (scene->failed == NULL)
		scene->failed = *error;
	else
		g_error_free(*error);
	*error = NULL;
	return TRUE;
}

/* Reads answer with an error only when the store failed. */
static void
scene_lost(struct scene *scene, GError *error)
{
	if (error != NULL && !scene_fail(scene, &error)) {
		scene->failed = scene->failed != NULL ? scene->failed : g_error_copy(error);
		g_error_free(error);
	}
}

/* Ids and kinds are short by their rules; what is longer is nowhere. */
static gboolean
make_key(char key[KEY_MAX], const char *chain, const char *kind, const char *id)
{
	if (strlen(chain) + strlen(kind) + strlen(id) + 3 > KEY_MAX)
		return FALSE;
	char *at = stpcpy(key, chain);
	*at++ = '\n';
	at = stpcpy(at, kind);
	*at++ = '\n';
	stpcpy(at, id);
	return TRUE;
}

static struct standing *
read_standing(struct scene *scene, const struct fact_row *row, GError **error)
{
	struct object *object = object_of_row(scene->model, scene->arena, row, error);
	if (object == NULL)
		return NULL;
	struct standing *standing = arena_alloc(scene->arena, sizeof *standing);
	standing->object = *object;
	standing->text.at = arena_dup(scene->arena, row->body.at, row->body.len);
	standing->text.len = row->body.len;
	return standing;
}

static struct standing *
look_up(struct scene *scene, const char *chain, const char *kind, const char *id)
{
	gboolean found;
	struct fact_row row;
	GError *error = NULL;
	struct standing *standing = NULL;
	if (store_fact_get(scene->store, chain, kind, id, &found, &row, &error) && found)
		standing = read_standing(scene, &row, &error);
	scene_lost(scene, error);
	return standing != NULL ? standing : NOTHING;
}

const struct object *
scene_get(struct scene *scene, const char *chain, const char *kind, const char *id)
{
	char key[KEY_MAX];
	if (scene->failed != NULL || !make_key(key, chain, kind, id))
		return NULL;
	struct standing *standing = g_hash_table_lookup(scene->objects, key);
	if (standing == NULL) {
		standing = look_up(scene, chain, kind, id);
		g_hash_table_insert(
			scene->objects, arena_dup(scene->arena, key, strlen(key)), standing);
	}
	return standing == NOTHING ? NULL : &standing->object;
}

const struct object *
scene_live(struct scene *scene, const char *chain, const char *kind, const char *id)
{
	const struct object *object = scene_get(scene, chain, kind, id);
	return object != NULL && object->retired_at == 0 ? object : NULL;
}

const char *
reference_chain(const struct kind *kind, const char *id, const char *chain)
{
	gboolean org = kind->scope == SCOPE_ORG
		|| (kind->scope == SCOPE_BOTH && g_str_has_prefix(id, "org-"));
	if (org)
		return CHAIN_ORG;
	return strcmp(chain, CHAIN_ORG) == 0 ? NULL : chain;
}

const struct object *
scene_target(struct scene *scene, const char *chain, const char *kind, const char *id)
{
	const struct kind *known = model_kind(scene->model, kind);
	const char *where = known == NULL ? NULL : reference_chain(known, id, chain);
	return where == NULL ? NULL : scene_get(scene, where, kind, id);
}

const struct object *
scene_named(
	struct scene *scene, const char *chain, const char *kind, const char *reference)
{
	g_autofree char *said = NULL;
	const char *id = reference;
	if (reference == NULL)
		return NULL;
	if (reference_split(reference, &said, &id))
		kind = said;
	return kind == NULL ? NULL : scene_target(scene, chain, kind, id);
}

struct gathering {
	struct scene *scene;
	GPtrArray *into;
	GError *error;
};

static gboolean
gather(const struct fact_row *row, void *data)
{
	struct gathering *gathering = data;
	struct scene *scene = gathering->scene;
	char key[KEY_MAX];
	if (!make_key(key, row->chain, row->kind, row->id))
		return TRUE;
	struct standing *standing = g_hash_table_lookup(scene->objects, key);
	if (standing == NULL || standing == NOTHING) {
		standing = read_standing(scene, row, &gathering->error);
		if (standing == NULL)
			return gathering->error == NULL;
		g_hash_table_insert(
			scene->objects, arena_dup(scene->arena, key, strlen(key)), standing);
	}
	g_ptr_array_add(gathering->into, &standing->object);
	return TRUE;
}

GPtrArray *
scene_all(struct scene *scene, const char *chain, const char *kind)
{
	struct gathering gathering = { scene, g_ptr_array_new(), NULL };
	GError *error = NULL;
	if (scene->failed == NULL)
		store_fact_scan(scene->store, chain, kind, FALSE, gather, &gathering, &error);
	scene_lost(scene, error);
	scene_lost(scene, gathering.error);
	return gathering.into;
}

GPtrArray *
scene_mentions(struct scene *scene, const char *text)
{
	struct gathering gathering = { scene, g_ptr_array_new(), NULL };
	GError *error = NULL;
	if (scene->failed == NULL)
		store_fact_mentions(scene->store, text, gather, &gathering, &error);
	scene_lost(scene, error);
	scene_lost(scene, gathering.error);
	return gathering.into;
}

struct slice
scene_text(const struct object *object)
{
	return ((const struct standing *)object)->text;
}

void
scene_put(struct scene *scene, struct standing *standing)
{
	char key[KEY_MAX];
	const struct object *object = &standing->object;
	gboolean fits = make_key(key, object->chain, object->kind->name, object->id);
	g_assert(fits);
	char *kept = arena_dup(scene->arena, key, strlen(key));
	g_hash_table_insert(scene->objects, kept, standing);
	g_ptr_array_add(scene->changed, kept);
}

struct chain_head *
scene_head(struct scene *scene, const char *chain)
{
	struct chain_head *head = g_hash_table_lookup(scene->heads, chain);
	if (head != NULL)
		return head;
	GError *error = NULL;
	head = g_new0(struct chain_head, 1);
	if (scene->failed == NULL)
		store_journal_head(scene->store, chain, &head->head, &error);
	scene_lost(scene, error);
	g_hash_table_insert(scene->heads, arena_dup(scene->arena, chain, strlen(chain)), head);
	return head;
}

void
scene_moved(struct scene *scene, const char *chain)
{
	struct chain_head *head = scene_head(scene, chain);
	if (head->dirty)
		return;
	head->dirty = TRUE;
	g_ptr_array_add(scene->moved, arena_dup(scene->arena, chain, strlen(chain)));
}

const GPtrArray *
scene_grants(struct scene *scene)
{
	struct grants *grants = scene->grants;
	const struct chain_head *org = scene_head(scene, CHAIN_ORG);
	if (grants->read && digest_equal(&grants->org, &org->head.hash))
		return grants->list;
	grants->read = FALSE;
	g_clear_pointer(&grants->list, g_ptr_array_unref);
	g_clear_pointer(&grants->arena, arena_free);
	grants->arena = arena_new();
	struct scene apart = *scene;
	apart.arena = grants->arena;
	apart.objects = g_hash_table_new(g_str_hash, g_str_equal);
	grants->list = scene_all(&apart, CHAIN_ORG, "role_grant");
	g_hash_table_unref(apart.objects);
	scene->failed = apart.failed;
	grants->org = org->head.hash;
	grants->read = scene->failed == NULL;
	return grants->list;
}

void
scene_mark(struct scene *scene)
{
	for (guint i = 0; i < scene->moved->len; i++)
		scene_head(scene, g_ptr_array_index(scene->moved, i))->dirty = FALSE;
	g_ptr_array_set_size(scene->changed, 0);
	g_ptr_array_set_size(scene->moved, 0);
}

void
scene_undo(struct scene *scene)
{
	for (guint i = 0; i < scene->changed->len; i++)
		g_hash_table_remove(scene->objects, g_ptr_array_index(scene->changed, i));
	for (guint i = 0; i < scene->moved->len; i++)
		g_hash_table_remove(scene->heads, g_ptr_array_index(scene->moved, i));
	g_ptr_array_set_size(scene->changed, 0);
	g_ptr_array_set_size(scene->moved, 0);
}

static gint64
day_of(const struct scene *scene, const struct value *body, const char *field, gboolean next,
	gint64 missing)
{
	gint64 moment;
	const char *text = value_get_text(body, field);
	return text != NULL && date_parse(text, scene->zone, next, &moment) ? moment : missing;
}

gint64
scene_until(
	const struct scene *scene, const struct value *body, const char *field, gint64 missing)
{
	return day_of(scene, body, field, TRUE, missing);
}

gint64
scene_date(
	const struct scene *scene, const struct value *body, const char *field, gint64 missing)
{
	return day_of(scene, body, field, FALSE, missing);
}
