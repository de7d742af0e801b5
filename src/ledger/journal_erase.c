/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Erasure: the entry becomes durable, then the key is destroyed, then free space is scrubbed.
 *
 * Between the entry and the destruction the machine may stop. So the transaction of the entry also
 * notes which keys are to go (meta `erasing`), and opening the journal finishes what it finds
 * noted. The note is taken back (made empty) once they are gone.
 */
#include <string.h>

#include "base/json.h"
#include "content.h"
#include "journal_private.h"

#define NOTES "erasing"

struct erasing {
	struct call call;
	const struct actor *actor;
	const char *chain, *kind, *id, *ground;
	GHashTable *keys; /* hex ids */
	GError *late; /* the key could not be destroyed after the commit */
};

/* ---- what is still to be destroyed: hex ids, a space between ---- */

static gboolean
note_keys(struct erasing *erasing, struct scene *scene, GError **error)
{
	g_autofree char *before = NULL;
	if (!store_meta_get(scene->store, NOTES, &before, error))
		return FALSE;
	g_autofree gpointer *keys = g_hash_table_get_keys_as_array(erasing->keys, NULL);
	g_autofree char *own = g_strjoinv(" ", (char **)keys);
	g_autofree char *after = before == NULL || *before == '\0' || *own == '\0'
		? g_strconcat(before != NULL ? before : "", own, NULL)
		: g_strconcat(before, " ", own, NULL);
	return store_meta_put(scene->store, NOTES, after, error);
}

static gboolean
forget_notes(struct journal *journal, GError **error)
{
	if (!store_begin(journal->writer, error))
		return FALSE;
	if (store_meta_put(journal->writer, NOTES, "", error))
		return store_commit(journal->writer, error);
	store_rollback(journal->writer);
	return FALSE;
}

static gboolean
destroy_noted(struct journal *journal, const char *notes, GError **error)
{
	g_auto(GStrv) ids = g_strsplit(notes, " ", -1);
	for (guint i = 0; ids[i] != NULL; i++) {
		guint8 key_id[KEY_ID_SIZE];
		if (hex_parse(ids[i], key_id, KEY_ID_SIZE)
			&& !keyring_destroy(journal->writer_ring, key_id, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
erasures_finish(struct journal *journal, GError **error)
{
	g_autofree char *notes = NULL;
	if (!store_meta_get(journal->writer, NOTES, &notes, error))
		return FALSE;
	if (notes == NULL || *notes == '\0')
		return TRUE;
	return destroy_noted(journal, notes, error) && store_scrub(journal->writer, error)
		&& forget_notes(journal, error);
}

/* ---- the entry ---- */

/* SHA-256 of every file that an evidence ever was, once each. */
static gboolean
take_sha256(const struct journal_row *row, void *data)
{
	ARENA_AUTO arena = arena_new();
	GHashTable *files = data;
	const struct value *entry = json_parse(arena, row->bytes.at, row->bytes.len, row->id, NULL);
	const char *sha256 = value_get_text(value_get(entry, "body"), "sha256");
	if (sha256 != NULL)
		g_hash_table_add(files, g_strdup(sha256));
	return TRUE;
}

static void
add_key(struct erasing *erasing, const guint8 key_id[KEY_ID_SIZE])
{
	g_autofree char *hex = hex_text(key_id, KEY_ID_SIZE);
	g_hash_table_add(erasing->keys, g_steal_pointer(&hex));
}

/* The access to one content goes, and with it its key; what nobody else may open is deleted. */
static gboolean
release(struct erasing *erasing, struct scene *scene, const char *sha256, GError **error)
{
	struct digest digest;
	gboolean found = FALSE;
	guint8 key_id[KEY_ID_SIZE];
	if (!hex_parse(sha256, digest.bytes, DIGEST_SIZE))
		return TRUE;
	if (!content_key_id(
		    scene->store, &digest, erasing->chain, erasing->id, &found, key_id, error))
		return FALSE;
	if (found)
		add_key(erasing, key_id);
	return content_release(
		scene->store, scene->ring, &digest, erasing->chain, erasing->id, error);
}

static gboolean
release_all(struct erasing *erasing, struct scene *scene, GError **error)
{
	g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	if (!store_journal_of(scene->store, erasing->chain, erasing->kind, erasing->id, take_sha256,
		    files, error))
		return FALSE;
	g_autofree gpointer *list = g_hash_table_get_keys_as_array(files, NULL);
	for (guint i = 0; list[i] != NULL; i++)
		if (!release(erasing, scene, list[i], error))
			return FALSE;
	return TRUE;
}

/* Which keys go, and access to contents with them. */
static gboolean
find_keys(struct erasing *erasing, struct scene *scene, const struct object *object, GError **error)
{
	gboolean found = FALSE;
	guint8 key_id[KEY_ID_SIZE];
	if (!object->kind->sealed)
		return release_all(erasing, scene, error);
	if (!write_key_id(scene, erasing->chain, erasing->kind, erasing->id, &found, key_id, error))
		return FALSE;
	if (found)
		add_key(erasing, key_id);
	return TRUE;
}

static gboolean
write_erasure(struct erasing *erasing, struct scene *scene, const struct object *object,
	GError **error)
{
	g_autoptr(GString) body = g_string_new(NULL);
	entry_reason("ground", erasing->ground, body);
	struct wish wish = {
		.kind = object->kind,
		.before = object,
		.chain = erasing->chain,
		.id = erasing->id,
		.verb = "erase",
		.reason = erasing->ground,
		.actor = erasing->actor,
		.body = object->body,
		.plain = { body->str, body->len },
	};
	if (!find_keys(erasing, scene, object, error) || !note_keys(erasing, scene, error))
		return FALSE;
	return write_object(erasing->call.journal, scene, &wish, error) != NULL
		&& store_change_blank(
			scene->store, erasing->chain, erasing->kind, erasing->id, error)
		&& write_pending(scene, error);
}

static gboolean
may_be_erased(const struct writing *writing)
{
	const struct draft *draft = writing->draft;
	const struct object *object = writing->before;
	if (object == NULL) {
		refuse(writing, ERROR_NOT_FOUND, "%1$s:%2$s はありません", "there is no %1$s:%2$s",
			draft->kind, draft->id);
		return FALSE;
	}
	if (object->erased)
		refuse(writing, ERROR_REFUSED, "%1$s:%2$s はすでに消去されています",
			"%1$s:%2$s was erased already", draft->kind, draft->id);
	else if (!object->kind->sealed && !object->kind->sealed_content)
		refuse(writing, ERROR_REFUSED,
			"%1$s は個人データの種別ではないので消去できません。廃止してください",
			"%1$s holds no personal data and cannot be erased; retire it", draft->kind);
	return TRUE;
}

static gboolean
run_erase(struct call *call, struct scene *scene)
{
	struct erasing *erasing = call->data;
	struct draft draft = { .chain = erasing->chain, .kind = erasing->kind, .id = erasing->id,
		.actor = erasing->actor };
	const struct object *object =
		scene_get(scene, erasing->chain, erasing->kind, erasing->id);
	struct writing writing = { scene, &draft, object != NULL ? object->kind : NULL, object,
		object, scene->now, call->problems };
	if (!may_be_erased(&writing) || problems_count(call->problems) > 0)
		return FALSE;
	validate_erasure(&writing, erasing->ground);
	if (scene_failed(scene) || problems_count(call->problems) > 0)
		return FALSE;
	GError *error = NULL;
	if (write_erasure(erasing, scene, object, &error))
		return TRUE;
	call_failed(call, scene, (struct place) { 0 }, error);
	return FALSE;
}

static void
after_erase(struct call *call, struct journal *journal)
{
	struct erasing *erasing = call->data;
	erasures_finish(journal, &erasing->late);
}

gboolean
journal_erase(struct journal *journal, const struct actor *actor, const char *chain,
	const char *kind, const char *id, const char *ground, struct problems *problems)
{
	struct problems own;
	struct erasing erasing = {
		.actor = actor, .chain = chain, .kind = kind, .id = id, .ground = ground
	};
	erasing.call = (struct call) { .run = run_erase, .after = after_erase, .journal = journal,
		.problems = &own };
	erasing.call.data = &erasing;
	erasing.keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	problems_init(&own);
	gboolean ok = call_run(journal, &erasing.call);
	g_hash_table_unref(erasing.keys);
	if (erasing.late != NULL) {
		/* The entry stands; the next opening tries again. */
		problem_take(&own, g_steal_pointer(&erasing.late));
		ok = FALSE;
	}
	problems_move(&own, problems);
	return ok;
}
