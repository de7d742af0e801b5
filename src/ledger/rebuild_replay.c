/* SPDX-License-Identifier: Apache-2.0 */
#include "rebuild_replay.h"

#include <string.h>

#include "base/json.h"
#include "project.h"
#include "seal.h"

/* ---- tables ---- */

static guint
object_hash(const void *data)
{
	const struct replayed *object = data;
	return g_str_hash(object->fact.kind) * 31 + g_str_hash(object->fact.id);
}

static gboolean
object_equal(const void *a, const void *b)
{
	const struct replayed *x = a, *y = b;
	return strcmp(x->fact.id, y->fact.id) == 0 && strcmp(x->fact.kind, y->fact.kind) == 0;
}

static void
object_free(void *data)
{
	struct replayed *object = data;
	g_free(object->body);
	g_free(object);
}

static guint
finding_hash(const void *data)
{
	const struct replayed_finding *finding = data;
	return (g_str_hash(finding->rule) * 31 + g_str_hash(finding->subject)) * 31
		+ g_str_hash(finding->key);
}

static gboolean
finding_equal(const void *a, const void *b)
{
	const struct replayed_finding *x = a, *y = b;
	return strcmp(x->rule, y->rule) == 0 && strcmp(x->subject, y->subject) == 0
		&& strcmp(x->key, y->key) == 0;
}

static void
finding_free(void *data)
{
	struct replayed_finding *finding = data;
	g_free(finding->rule);
	g_free(finding->subject);
	g_free(finding->key);
	g_free(finding->check_class);
	g_free(finding->severity);
	g_free(finding);
}

static guint
state_hash(const void *data)
{
	const struct replayed_state *state = data;
	return g_str_hash(state->what) * 31 + g_str_hash(state->id);
}

static gboolean
state_equal(const void *a, const void *b)
{
	const struct replayed_state *x = a, *y = b;
	return strcmp(x->what, y->what) == 0 && strcmp(x->id, y->id) == 0;
}

static void
state_free(void *data)
{
	struct replayed_state *state = data;
	g_free(state->what);
	g_free(state->id);
	g_free(state->state);
	g_free(state);
}

struct replay *
replay_new(const struct model *model, struct keyring *ring, const char *chain)
{
	struct replay *replay = g_new0(struct replay, 1);
	replay->model = model;
	replay->ring = ring;
	replay->chain = g_strdup(chain);
	replay->objects = g_hash_table_new_full(object_hash, object_equal, object_free, NULL);
	replay->findings = g_hash_table_new_full(finding_hash, finding_equal, finding_free, NULL);
	replay->states = g_hash_table_new_full(state_hash, state_equal, state_free, NULL);
	replay->texts = g_string_chunk_new(4096);
	replay->plain = g_string_new(NULL);
	return replay;
}

void
replay_free(struct replay *replay)
{
	if (replay == NULL)
		return;
	g_hash_table_destroy(replay->objects);
	g_hash_table_destroy(replay->findings);
	g_hash_table_destroy(replay->states);
	g_string_chunk_free(replay->texts);
	g_string_free(replay->plain, TRUE);
	g_free(replay->rests);
	g_free(replay->store_id);
	g_free(replay->chain);
	g_free(replay);
}

const struct replayed *
replay_find(const struct replay *replay, const char *kind, const char *id)
{
	struct replayed key = { .fact = { .kind = kind, .id = id } };
	return g_hash_table_lookup(replay->objects, &key);
}

static int
compare_objects(const void *a, const void *b)
{
	const struct replayed *x = *(const struct replayed *const *)a;
	const struct replayed *y = *(const struct replayed *const *)b;
	int order = strcmp(x->fact.kind, y->fact.kind);
	return order != 0 ? order : strcmp(x->fact.id, y->fact.id);
}

GPtrArray *
replay_objects(const struct replay *replay)
{
	GPtrArray *all = g_ptr_array_sized_new(g_hash_table_size(replay->objects));
	GHashTableIter each;
	void *object;
	g_hash_table_iter_init(&each, replay->objects);
	while (g_hash_table_iter_next(&each, &object, NULL))
		g_ptr_array_add(all, object);
	g_ptr_array_sort(all, compare_objects);
	return all;
}

struct fact_row
replayed_fact(const struct replayed *object)
{
	struct fact_row fact = object->fact;
	if (object->lost_seq == 0)
		return fact;
	fact.erased = TRUE;
	fact.body = SLICE_LITERAL("{}");
	return fact;
}

/* ---- objects ---- */

static struct replayed *
object_of(struct replay *replay, const struct journal_row *row)
{
	struct replayed *object = (struct replayed *)replay_find(replay, row->kind, row->id);
	if (object != NULL)
		return object;
	object = g_new0(struct replayed, 1);
	object->kind = model_kind(replay->model, row->kind);
	object->fact.kind = g_string_chunk_insert_const(replay->texts, row->kind);
	object->fact.id = g_string_chunk_insert(replay->texts, row->id);
	g_hash_table_add(replay->objects, object);
	return object;
}

static gboolean
damaged(const struct journal_row *row, GError *cause, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%1$s の %2$" G_GINT64_FORMAT " 番目の記録（%3$s:%4$s）を読めません: %5$s%6$.0s",
		"%1$s entry %2$" G_GINT64_FORMAT " (%3$s:%4$s) cannot be read: %5$.0s%6$s",
		row->chain, row->seq, row->kind, row->id, error_message(cause, "ja"),
		error_message(cause, "en"));
	g_error_free(cause);
	return FALSE;
}

/* *ret: the plain body, valid until the next entry. *ret_lost: its key is not there. */
static gboolean
open_body(struct replay *replay, const struct journal_row *row, const struct kind *kind,
	struct slice body, struct slice *ret, gboolean *ret_lost, GError **error)
{
	gboolean sealed = kind != NULL ? kind->sealed : slice_starts(body, "{\"sealed\":{\"alg\":");
	*ret = body;
	*ret_lost = sealed && replay->ring == NULL;
	if (!sealed || *ret_lost)
		return TRUE;
	ARENA_AUTO arena = arena_new();
	GError *cause = NULL;
	const struct value *value = json_parse(arena, body.at, body.len, row->id, &cause);
	struct seal_place place = { row->chain, row->seq, row->kind, row->id };
	g_string_truncate(replay->plain, 0);
	if (value == NULL
		|| !seal_open(replay->ring, &place, value, replay->plain, ret_lost, &cause))
		return damaged(row, cause, error);
	*ret = (struct slice) { replay->plain->str, replay->plain->len };
	return TRUE;
}

struct changing {
	struct replay *replay;
	const struct replayed *object;
	const struct journal_row *row;
};

static void
tell_change(const char *field, const char *old_value, const char *new_value, void *data)
{
	const struct changing *changing = data;
	const struct journal_row *row = changing->row;
	struct change_row change = { row->chain, row->kind, row->id, row->seq, row->at, row->actor,
		field, old_value, new_value };
	changing->replay->change(changing->object, &change, changing->replay->data);
}

/* Texts of the row move to where the replay keeps them; what is the same stays. */
static const char *
keep_text(struct replay *replay, const char *had, const char *text)
{
	if (text == NULL || (had != NULL && strcmp(had, text) == 0))
		return text == NULL ? NULL : had;
	return g_string_chunk_insert_const(replay->texts, text);
}

static void
keep_body(struct replayed *object, struct slice body)
{
	if (body.len > object->body_room) {
		g_free(object->body);
		object->body_room = body.len + body.len / 4;
		object->body = g_malloc(object->body_room);
	}
	if (body.len > 0)
		memmove(object->body, body.at, body.len);
	object->fact.body = (struct slice) { object->body, body.len };
}

static void
keep_fact(struct replay *replay, struct replayed *object, const struct fact_row *fact)
{
	const struct fact_row had = object->fact;
	object->fact = *fact;
	object->fact.chain = replay->chain;
	object->fact.kind = had.kind;
	object->fact.id = had.id;
	object->fact.put_by = keep_text(replay, had.put_by, fact->put_by);
	object->fact.put_role = keep_text(replay, had.put_role, fact->put_role);
	object->fact.known_by = keep_text(replay, had.known_by, fact->known_by);
	object->fact.retired_reason =
		keep_text(replay, had.retired_reason, fact->retired_reason);
	object->fact.body = had.body;
	if (fact->body.at != had.body.at || fact->body.len != had.body.len)
		keep_body(object, fact->body);
}

/* The one text of the body of a retirement or an erasure. In the arena. */
static const char *
reason_of(struct arena *arena, struct slice body)
{
	const struct value *value = json_parse(arena, body.at, body.len, "", NULL);
	if (value == NULL || value->type != VALUE_MAP || value->n_members == 0)
		return "";
	const struct value *text = value->members[0].value;
	return text->type == VALUE_TEXT ? text->text : "";
}

/* What differs from a body that cannot be read, or between it and the next, is not known. */
static void
project_object(struct replay *replay, const struct journal_row *row, struct replayed *object,
	struct slice body, const char *reason, gboolean lost)
{
	struct changing changing = { replay, object, row };
	struct fact_row fact = object->fact;
	if (replay->change != NULL && fact.seq > 0 && !lost)
		project_changes_of(object->kind, row, fact.body, body, tell_change, &changing);
	project_entry(object->kind, row, body, reason, &fact);
	keep_fact(replay, object, &fact);
}

static gboolean
replay_object(struct replay *replay, const struct journal_row *row, struct slice body,
	GError **error)
{
	struct replayed *object = object_of(replay, row);
	gboolean erase = strcmp(row->verb, "erase") == 0;
	if (erase || strcmp(row->verb, "retire") == 0) {
		ARENA_AUTO arena = arena_new();
		project_object(replay, row, object, body, reason_of(arena, body), FALSE);
		if (erase)
			object->lost_seq = 0;
		return TRUE;
	}
	gboolean lost;
	if (!open_body(replay, row, object->kind, body, &body, &lost, error))
		return FALSE;
	gboolean was_lost = object->lost_seq != 0;
	object->lost_seq = lost ? row->seq : 0;
	project_object(replay, row, object, lost ? SLICE_LITERAL("{}") : body, NULL,
		lost || was_lost);
	return TRUE;
}

/* ---- judgements ---- */

static gboolean
judge_finding(const struct finding_row *row, void *data, GError **error)
{
	struct replay *replay = data;
	struct replayed_finding key = { (char *)row->rule, (char *)row->subject, (char *)row->key };
	struct replayed_finding *finding = g_hash_table_lookup(replay->findings, &key);
	if (finding == NULL) {
		finding = g_new0(struct replayed_finding, 1);
		finding->rule = g_strdup(row->rule);
		finding->subject = g_strdup(row->subject);
		finding->key = g_strdup(row->key);
		finding->check_class = g_strdup(row->check_class ? row->check_class : "");
		finding->severity = g_strdup(row->severity ? row->severity : "");
		finding->opened_at = row->opened_at;
		g_hash_table_add(replay->findings, finding);
	}
	finding->closed_at = row->closed_at;
	if (row->closed_at != 0)
		return TRUE;
	g_free(finding->check_class);
	g_free(finding->severity);
	finding->check_class = g_strdup(row->check_class);
	finding->severity = g_strdup(row->severity);
	finding->opened_at = row->opened_at;
	return TRUE;
}

static gboolean
judge_state(const char *chain, const char *what, const char *id, gint64 since, const char *text,
	void *data, GError **error)
{
	struct replay *replay = data;
	struct replayed_state key = { (char *)what, (char *)id };
	struct replayed_state *state = g_hash_table_lookup(replay->states, &key);
	if (state == NULL) {
		state = g_new0(struct replayed_state, 1);
		state->what = g_strdup(what);
		state->id = g_strdup(id);
		g_hash_table_add(replay->states, state);
	}
	g_free(state->state);
	state->state = g_strdup(text);
	state->since = since;
	return TRUE;
}

static gboolean
judge_judgement(const struct judgement_row *row, void *data, GError **error)
{
	struct replay *replay = data;
	replay->judged_seq = row->seq;
	replay->judged_now = row->now;
	replay->next_at = row->next_at;
	g_free(replay->rests);
	replay->rests = g_strdup(row->rests);
	return TRUE;
}

static gboolean
replay_judge(struct replay *replay, const struct journal_row *row, struct slice body,
	GError **error)
{
	struct project_judge_to to = { judge_finding, judge_state, judge_judgement, replay };
	ARENA_AUTO arena = arena_new();
	GError *cause = NULL;
	const struct value *value = json_parse(arena, body.at, body.len, "judge", &cause);
	if (value == NULL)
		return damaged(row, cause, error);
	return project_judge(replay->chain, row->seq, value, &to, error);
}

static void
replay_open(struct replay *replay, struct slice body)
{
	ARENA_AUTO arena = arena_new();
	const struct value *value = json_parse(arena, body.at, body.len, "open", NULL);
	const char *store_id = value == NULL ? NULL : value_get_text(value, "store");
	replay->store_id = g_strdup(store_id);
}

gboolean
replay_entry(struct replay *replay, const struct journal_row *row, GError **error)
{
	struct entry_text text;
	if (!entry_check(row, &replay->link, &text, error))
		return FALSE;
	if (strcmp(row->verb, "judge") == 0)
		return replay_judge(replay, row, text.body, error);
	replay->last_own = row->seq;
	if (*row->kind != '\0')
		return replay_object(replay, row, text.body, error);
	if (row->seq == 1)
		replay_open(replay, text.body);
	return TRUE;
}
