/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Erasure: the entry becomes durable, then the key is destroyed, then free space is scrubbed.
 *
 * Between the entry and the destruction the machine may stop. So the transaction of the entry also
 * notes which key is to go (meta `erasing-N`), and opening the journal finishes what it finds
 * noted. The note is taken back (made empty) once the key is gone.
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
	gboolean has_key;
	guint8 key_id[KEY_ID_SIZE];
	GError *late; /* the key could not be destroyed after the commit */
};

/* ---- what is still to be destroyed: hex ids, a space between ---- */

static gboolean
note_key(struct scene *scene, const guint8 key_id[KEY_ID_SIZE], GError **error)
{
	g_autofree char *before = NULL;
	if (!store_meta_get(scene->store, NOTES, &before, error))
		return FALSE;
	g_autofree char *hex = hex_text(key_id, KEY_ID_SIZE);
	g_autofree char *after = before == NULL || *before == '\0'
		? g_strdup(hex)
		: g_strconcat(before, " ", hex, NULL);
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

static gboolean
digest_of_evidence(const struct object *object, struct digest *ret)
{
	const char *sha256 = value_get_text(object->body, "sha256");
	return object->kind->sealed_content && sha256 != NULL
		&& hex_parse(sha256, ret->bytes, DIGEST_SIZE);
}

/* Which key goes, and the content's access with it. */
static gboolean
find_key(struct erasing *erasing, struct scene *scene, const struct object *object, GError **error)
{
	struct digest sha256;
	if (object->kind->sealed)
		return write_key_id(scene, erasing->chain, erasing->kind, erasing->id,
			&erasing->has_key, erasing->key_id, error);
	if (!digest_of_evidence(object, &sha256))
		return TRUE;
	return content_key_id(scene->store, &sha256, erasing->chain, erasing->id,
		       &erasing->has_key, erasing->key_id, error)
		&& content_release(scene->store, scene->ring, &sha256, erasing->chain,
			erasing->id, error);
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
	if (!find_key(erasing, scene, object, error)
		|| (erasing->has_key && !note_key(scene, erasing->key_id, error)))
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
	problems_init(&own);
	gboolean ok = call_run(journal, &erasing.call);
	if (erasing.late != NULL) {
		/* The entry stands; the next opening tries again. */
		problem_take(&own, g_steal_pointer(&erasing.late));
		ok = FALSE;
	}
	problems_move(&own, problems);
	return ok;
}
