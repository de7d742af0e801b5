/* SPDX-License-Identifier: Apache-2.0 */
#include "facts.h"

#include <string.h>

#include "base/json.h"
#include "facts_private.h"

static const char *
kept(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_dup(arena, text, strlen(text));
}

static const struct value *
body_of_row(struct arena *arena, const struct fact_row *row, GError **error)
{
	const struct value *body =
		json_parse(arena, row->body.at, row->body.len, row->id, error);
	if (body != NULL && body->type == VALUE_MAP)
		return body;
	g_clear_error(error);
	error_set(error, ERROR_DAMAGED,
		"%s の %s:%s の事実が壊れています(verify と rebuild を実行してください)",
		"the fact %2$s:%3$s of %1$s is damaged (run verify, then rebuild)", row->chain,
		row->kind, row->id);
	return NULL;
}

struct object *
object_of_row(const struct model *model, struct arena *arena, const struct fact_row *row,
	GError **error)
{
	const struct kind *kind = model_kind(model, row->kind);
	if (kind == NULL)
		return NULL;
	const struct value *body = body_of_row(arena, row, error);
	if (body == NULL)
		return NULL;
	struct object *object = arena_alloc(arena, sizeof *object);
	*object = (struct object) {
		.chain = kept(arena, row->chain),
		.kind = kind,
		.id = kept(arena, row->id),
		.body = body,
		.seq = row->seq,
		.entry = row->entry,
		.digest = row->digest,
		.created_at = row->created_at,
		.put_at = row->put_at,
		.put_by = kept(arena, row->put_by),
		.put_role = kept(arena, row->put_role),
		.known_by = kept(arena, row->known_by),
		.retired_at = row->retired_at,
		.retired_reason = kept(arena, row->retired_reason),
		.erased = row->erased,
	};
	return object;
}

struct reading {
	const struct model *model;
	struct arena *arena;
	object_func func;
	void *data;
	GError *error;
};

static gboolean
read_row(const struct fact_row *row, void *data)
{
	struct reading *reading = data;
	const struct object *object =
		object_of_row(reading->model, reading->arena, row, &reading->error);
	if (object != NULL)
		return reading->func(object, reading->data);
	return reading->error == NULL;
}

gboolean
facts_read(struct store *store, const struct model *model, const char *chain, gboolean retired,
	struct arena *arena, object_func func, void *data, GError **error)
{
	struct reading reading = { model, arena, func, data, NULL };
	if (!store_fact_scan(store, chain, NULL, retired, read_row, &reading, error)) {
		g_clear_error(&reading.error);
		return FALSE;
	}
	if (reading.error == NULL)
		return TRUE;
	g_propagate_error(error, reading.error);
	return FALSE;
}

const struct object *
facts_get(struct store *store, const struct model *model, const char *chain, const char *kind,
	const char *id, struct arena *arena, GError **error)
{
	gboolean found;
	struct fact_row row;
	if (!store_fact_get(store, chain, kind, id, &found, &row, error) || !found)
		return NULL;
	return object_of_row(model, arena, &row, error);
}
