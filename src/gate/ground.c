/* SPDX-License-Identifier: Apache-2.0 */
/* What a check looked at: its ground query's rows, made into subjects with their best cover. */
#include <string.h>

#include "base/moment.h"
#include "verdict_private.h"

void
subject_free(gpointer data)
{
	struct subject *subject = data;
	g_free(subject->kind);
	g_free(subject->id);
	g_free(subject->cover_kind);
	g_free(subject->cover_id);
	g_free(subject->reason);
	g_free(subject->by);
	g_free(subject);
}

gboolean
select_each(
	struct session *session, const char *select, select_func func, void *data, GError **error)
{
	struct judge_query *query = session_query(session, select, error);
	if (query == NULL)
		return FALSE;
	int got = judge_query_start(query, NULL, error) ? 1 : -1;
	while (got == 1 && (got = judge_query_next(query, error)) == 1)
		func(query, data);
	return got >= 0;
}

/* A row of the ground query. */
struct cover {
	const char *subject_kind, *subject_id, *cover_kind, *cover_id, *reason, *by;
	int proof;
	gboolean has_proof;
	gint64 collected_at, fresh_until, changed_at; /* 0, MOMENT_NONE, 0: not said */
};

/* Where its columns stand in the ground's query; -1: it does not give this one. */
struct cover_columns {
	int texts[6], proof, collected_at, fresh_until, changed_at;
};

static void
find_cover_columns(struct judge_query *query, struct cover_columns *columns)
{
	static const char *const NAMES[] = { "subject_kind", "subject_id", "cover_kind", "cover_id",
		"reason", "by_role" };
	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
		columns->texts[i] = judge_query_find(query, NAMES[i]);
	columns->proof = judge_query_find(query, "proof");
	columns->collected_at = judge_query_find(query, "collected_at");
	columns->fresh_until = judge_query_find(query, "fresh_until");
	columns->changed_at = judge_query_find(query, "changed_at");
}

static gint64
int_of(struct judge_query *query, int column, gint64 missing)
{
	return column < 0 || judge_query_is_null(query, (guint)column)
		? missing
		: judge_query_int(query, (guint)column);
}

/* The texts are copied: the next column of the same query may move the earlier ones. */
static void
read_cover(struct judge_query *query, const struct cover_columns *columns, struct cover *cover,
	struct arena *arena)
{
	const char **const texts[] = { &cover->subject_kind, &cover->subject_id, &cover->cover_kind,
		&cover->cover_id, &cover->reason, &cover->by };
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		int column = columns->texts[i];
		const char *text =
			column < 0 ? NULL : judge_query_text(query, (guint)column);
		*texts[i] = text == NULL ? NULL : arena_dup(arena, text, strlen(text));
	}
	cover->has_proof = columns->proof >= 0 && !judge_query_is_null(query, (guint)columns->proof);
	cover->proof = (int)int_of(query, columns->proof, 0);
	cover->collected_at = int_of(query, columns->collected_at, 0);
	cover->fresh_until = int_of(query, columns->fresh_until, MOMENT_NONE);
	cover->changed_at = int_of(query, columns->changed_at, 0);
}

/* Where two covers are equally good, the order of the query decides: the first stays. */
static gboolean
better(int state, int proof, const struct subject *than)
{
	return state != (int)than->state ? state > (int)than->state : proof > than->proof;
}

static void
take_cover(const struct judging *judging, int bound, struct subject *subject,
	const struct cover *cover)
{
	gint64 now = session_now(judging->session);
	/* A file in a folder is what somebody put there: no more than a document. */
	int full = session_in_folder(judging->session) ? MIN(cover->proof, 70) : cover->proof;
	gboolean old = cover->collected_at < cover->changed_at;
	gboolean stale = old || cover->fresh_until <= now;
	int proof = stale ? full * judging->stale_share / 100 : full;
	int state = !cover->has_proof ? COVER_NONE
		: stale                ? COVER_STALE
		: full < bound         ? COVER_WEAK
				       : COVER_COVERED;
	const char *reason = !cover->has_proof ? cover->reason
		: old                           ? "before_change"
		: stale                         ? "stale"
		: state == COVER_WEAK           ? "claimed"
						: NULL;
	subject->changed_at = MAX(subject->changed_at, cover->changed_at);
	if (subject->cover_kind != NULL && !better(state, proof, subject))
		return;
	subject->state = state;
	subject->proof = proof;
	subject->fresh_until = cover->fresh_until;
	g_free(subject->cover_kind);
	g_free(subject->cover_id);
	g_free(subject->reason);
	g_free(subject->by);
	subject->cover_kind = g_strdup(cover->cover_kind == NULL ? "" : cover->cover_kind);
	subject->cover_id = g_strdup(cover->cover_id == NULL ? "" : cover->cover_id);
	subject->reason = state == COVER_COVERED
		? NULL
		: g_strdup(reason == NULL ? "never" : reason);
	subject->by = g_strdup(cover->by);
}

static struct subject *
find_subject(GPtrArray *ground, GHashTable *by_key, const struct cover *cover)
{
	g_autofree char *key = g_strconcat(cover->subject_kind, ":", cover->subject_id, NULL);
	struct subject *subject = g_hash_table_lookup(by_key, key);
	if (subject != NULL)
		return subject;
	subject = g_new0(struct subject, 1);
	subject->kind = g_strdup(cover->subject_kind);
	subject->id = g_strdup(cover->subject_id);
	subject->fresh_until = MOMENT_NONE;
	g_hash_table_insert(by_key, g_steal_pointer(&key), subject);
	g_ptr_array_add(ground, subject);
	return subject;
}

static const struct ground *
find_ground(const struct rulebook *book, const char *check, guint *ret_number)
{
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		if (strcmp(ground->check, check) == 0) {
			*ret_number = i;
			return ground;
		}
	}
	return NULL;
}

gboolean
ground_run(struct judging *judging, struct check_result *result, GError **error)
{
	guint number;
	const struct ground *ground =
		find_ground(session_book(judging->session), result->check->id, &number);
	if (ground == NULL) {
		g_ptr_array_add(result->waits, (gpointer) "ground");
		return TRUE;
	}
	if (ground->waits != NULL)
		g_ptr_array_add(result->waits, (gpointer)ground->waits);
	struct prepared *prepared = session_ground(judging->session, number);
	if (prepared->query == NULL) {
		g_propagate_error(error, g_error_copy(prepared->failed));
		return FALSE;
	}
	/* A word never covers what tools have to show, whatever the rank. */
	int bound = result->check->class == CHECK_AUTO
		? MAX(judging->proof_bound, judging->word + 1)
		: judging->proof_bound;
	ARENA_AUTO arena = arena_new();
	g_autoptr(GHashTable) by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct cover_columns columns;
	find_cover_columns(prepared->query, &columns);
	int got = judge_query_start(prepared->query, &prepared->limits, error) ? 1 : -1;
	while (got == 1 && (got = judge_query_next(prepared->query, error)) == 1) {
		struct cover cover;
		read_cover(prepared->query, &columns, &cover, arena);
		/* What was collected before the start does not show how it runs. */
		if (result->check->phase == 8 && judging->operation_start != MOMENT_NONE)
			cover.changed_at = MAX(cover.changed_at, judging->operation_start);
		if (cover.subject_kind != NULL && cover.subject_id != NULL)
			take_cover(judging, bound, find_subject(result->ground, by_key, &cover),
				&cover);
	}
	return got >= 0;
}

void
ground_take_needs(struct check_result *result)
{
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (finding->class != CLASS_NEED || finding->excepted != NOT_EXCEPTED)
			continue;
		for (guint k = 0; k < result->ground->len; k++) {
			struct subject *subject = g_ptr_array_index(result->ground, k);
			if (strcmp(subject->kind, finding->subject_kind) != 0
				|| strcmp(subject->id, finding->subject_id) != 0
				|| subject->state == COVER_NONE)
				continue;
			subject->state = COVER_NONE;
			subject->proof = 0;
			g_free(subject->reason);
			subject->reason = g_strdup("unnamed");
		}
	}
}

void
ground_count(struct check_result *result)
{
	int least = 100;
	result->subjects = result->covered = result->excluded = 0;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded) {
			result->excluded++;
			continue;
		}
		result->subjects++;
		if (subject->state == COVER_NONE && g_strcmp0(subject->reason, "claimed") == 0)
			result->claimed = TRUE;
		if (subject->state != COVER_COVERED)
			continue;
		result->covered++;
		least = MIN(least, subject->proof);
	}
	result->proof = result->covered > 0 ? least : 0;
}
