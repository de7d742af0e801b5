/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How an entry is written: its bytes, its place in the chain, and what follows from it in the
 * derived tables. Everything here happens inside the transaction of a group.
 */
#include <string.h>

#include "base/json.h"
#include "journal_private.h"
#include "project.h"
#include "seal.h"

const struct actor SEKISHO = { "sekisho", "engine", "self" };

static struct slice
kept(struct scene *scene, const GString *text)
{
	return (struct slice) { arena_dup(scene->arena, text->str, text->len), text->len };
}

static const char *
kept_text(struct scene *scene, const char *text)
{
	return text == NULL ? NULL : arena_dup(scene->arena, text, strlen(text));
}

gboolean
write_entry(
	struct scene *scene, struct entry *entry, struct journal_row *ret_row, GError **error)
{
	struct chain_head *head = scene_head(scene, entry->chain);
	g_autoptr(GString) bytes = g_string_sized_new(entry->body.len + 256);
	entry_bytes(entry, bytes);
	*ret_row = (struct journal_row) {
		.chain = entry->chain,
		.seq = entry->seq,
		.bytes = kept(scene, bytes),
		.prev = head->head.hash,
		.at = entry->at,
		.actor = entry->actor,
		.role = entry->role,
		.known_by = entry->known_by,
		.verb = entry->verb,
		.kind = entry->kind,
		.id = entry->id,
		.client = entry->client,
	};
	ret_row->hash = entry_hash(&ret_row->prev, ret_row->bytes);
	g_assert(entry->seq == head->head.seq + 1);
	if (!store_journal_add(scene->store, ret_row, error))
		return FALSE;
	scene_moved(scene, entry->chain);
	head->head = (struct journal_head) { entry->seq, entry->at, ret_row->hash };
	return TRUE;
}

gboolean
write_opening(struct journal *journal, struct scene *scene, const char *chain, GError **error)
{
	struct opening opening = { journal->store_id, journal->zone_text, journal->rehearsal };
	g_autoptr(GString) body = g_string_new(NULL);
	entry_opening(&opening, body);
	struct entry entry = {
		.chain = chain,
		.seq = 1,
		.at = scene->now,
		.actor = SEKISHO.person,
		.role = SEKISHO.role,
		.known_by = SEKISHO.known_by,
		.verb = "open",
		.kind = "",
		.id = "",
		.client = "",
		.body = { body->str, body->len },
	};
	struct journal_row row;
	return write_entry(scene, &entry, &row, error);
}

/* ---- sealing ---- */

struct finding_key {
	struct arena *arena;
	gboolean found;
	guint8 *ret;
};

static gboolean
look_for_key(const struct journal_row *row, void *data)
{
	struct finding_key *finding = data;
	ARENA_AUTO arena = arena_new();
	const struct value *entry =
		json_parse(arena, row->bytes.at, row->bytes.len, row->chain, NULL);
	if (entry != NULL && seal_key_id(value_get(entry, "body"), finding->ret))
		finding->found = TRUE;
	return TRUE;
}

gboolean
write_key_id(struct scene *scene, const char *chain, const char *kind, const char *id,
	gboolean *found, guint8 ret[KEY_ID_SIZE], GError **error)
{
	struct finding_key finding = { scene->arena, FALSE, ret };
	if (!store_journal_of(scene->store, chain, kind, id, look_for_key, &finding, error))
		return FALSE;
	*found = finding.found;
	return TRUE;
}

static gboolean
key_of_object(struct scene *scene, const struct wish *wish, struct seal *seal, GError **error)
{
	if (wish->before == NULL)
		return keyring_make(scene->ring, seal->key_id, seal->key, error);
	gboolean found;
	if (!write_key_id(
		    scene, wish->chain, wish->kind->name, wish->id, &found, seal->key_id, error))
		return FALSE;
	if (found && !keyring_get(scene->ring, seal->key_id, &found, seal->key, error))
		return FALSE;
	if (!found)
		error_set(error, ERROR_REFUSED, "%s:%s の鍵は破棄されています",
			"the key of %s:%s was destroyed", wish->kind->name, wish->id);
	return found;
}

/* The body as the entry carries it. */
static gboolean
carried_body(struct journal *journal, struct scene *scene, const struct wish *wish, gint64 seq,
	GString *out, GError **error)
{
	if (!wish->kind->sealed || wish->reason != NULL) {
		g_string_append_len(out, wish->plain.at, (gssize)wish->plain.len);
		return TRUE;
	}
	struct seal seal;
	if (!key_of_object(scene, wish, &seal, error))
		return FALSE;
	journal_random(journal, seal.nonce, NONCE_SIZE);
	struct seal_place place = { wish->chain, seq, wish->kind->name, wish->id };
	seal_body(&seal, &place, wish->plain, out);
	explicit_bzero(&seal, sizeof seal);
	return TRUE;
}

/* ---- what follows ---- */

struct changing {
	struct scene *scene;
	const struct journal_row *row;
	GError *error;
};

static void
add_change(const char *field, const char *old_value, const char *new_value, void *data)
{
	struct changing *changing = data;
	const struct journal_row *row = changing->row;
	struct change_row change = { row->chain, row->kind, row->id, row->seq, row->at, row->actor,
		field, old_value, new_value };
	if (changing->error == NULL)
		store_change_add(changing->scene->store, &change, &changing->error);
}

static struct fact_row
row_of_object(const struct object *object)
{
	if (object == NULL)
		return (struct fact_row) { 0 };
	return (struct fact_row) { object->chain, object->kind->name, object->id, object->seq,
		object->entry, object->digest, object->created_at, object->put_at, object->put_by,
		object->put_role, object->known_by, object->retired_at, object->retired_reason,
		object->erased, scene_text(object) };
}

/* The object that a fact row speaks of, for the scene; texts move into its arena. */
static struct standing *
standing_of_row(struct scene *scene, const struct wish *wish, const struct fact_row *row)
{
	struct standing *standing = arena_alloc(scene->arena, sizeof *standing);
	standing->object = (struct object) {
		.chain = kept_text(scene, row->chain),
		.kind = wish->kind,
		.id = kept_text(scene, row->id),
		.body = row->erased ? value_map(scene->arena) : wish->body,
		.seq = row->seq,
		.entry = row->entry,
		.digest = row->digest,
		.created_at = row->created_at,
		.put_at = row->put_at,
		.put_by = kept_text(scene, row->put_by),
		.put_role = kept_text(scene, row->put_role),
		.known_by = kept_text(scene, row->known_by),
		.retired_at = row->retired_at,
		.retired_reason = kept_text(scene, row->retired_reason),
		.erased = row->erased,
	};
	standing->text.at = arena_dup(scene->arena, row->body.at, row->body.len);
	standing->text.len = row->body.len;
	return standing;
}

static const struct object *
project(struct scene *scene, const struct wish *wish, const struct journal_row *row,
	GError **error)
{
	struct fact_row fact = row_of_object(wish->before);
	struct slice old_body = fact.body;
	gboolean about_object =
		project_entry(wish->kind, row, wish->plain, wish->reason, &fact);
	g_assert(about_object);
	if (!store_fact_put(scene->store, &fact, error))
		return NULL;
	struct changing changing = { scene, row, NULL };
	if (wish->before != NULL)
		project_changes_of(wish->kind, row, old_body, wish->plain, add_change, &changing);
	if (changing.error != NULL) {
		g_propagate_error(error, changing.error);
		return NULL;
	}
	struct standing *standing = standing_of_row(scene, wish, &fact);
	scene_put(scene, standing);
	return &standing->object;
}

const struct object *
write_object(
	struct journal *journal, struct scene *scene, const struct wish *wish, GError **error)
{
	const struct chain_head *head = scene_head(scene, wish->chain);
	g_autoptr(GString) body = g_string_sized_new(wish->plain.len + 16);
	if (!carried_body(journal, scene, wish, head->head.seq + 1, body, error))
		return NULL;
	struct entry entry = {
		.chain = wish->chain,
		.seq = head->head.seq + 1,
		.at = MAX(scene->now, head->head.at),
		.actor = wish->actor->person,
		.role = wish->actor->role,
		.known_by = wish->actor->known_by,
		.verb = wish->verb,
		.kind = wish->kind->name,
		.id = wish->id,
		.client = wish->client != NULL ? wish->client : "",
		.body = { body->str, body->len },
	};
	struct journal_row row;
	if (!write_entry(scene, &entry, &row, error))
		return NULL;
	return project(scene, wish, &row, error);
}

gboolean
write_pending(struct scene *scene, GError **error)
{
	for (guint i = 0; i < scene->moved->len; i++) {
		const char *chain = g_ptr_array_index(scene->moved, i);
		struct chain_head *head = scene_head(scene, chain);
		if (!head->pending && !store_pending_add(scene->store, chain, "entry", error))
			return FALSE;
		head->pending = TRUE;
	}
	return TRUE;
}

void
call_failed(struct call *call, struct scene *scene, struct place place, GError *error)
{
	if (error == NULL || scene_fail(scene, &error))
		return;
	struct place own = error_place(error);
	if (own.file != NULL || place.file == NULL) {
		problem_take(call->problems, error);
		return;
	}
	problem_add(call->problems, (enum error_code)error->code, place, "%s%.0s", "%.0s%s",
		error_message(error, "ja"), error_message(error, "en"));
	g_error_free(error);
}
