/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "verify_private.h"

struct comparing {
	struct verifying *verifying;
	const struct replay *replay;
	gboolean told; /* the first is enough */
};

/* The entry whose fact is wrong: its seq, or what the fact believes it is. */
static void
tell(struct comparing *comparing, gint64 seq, const char *kind, const char *id, const char *ja,
	const char *en)
{
	if (comparing->told)
		return;
	comparing->told = TRUE;
	problem_add(&comparing->verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
		"%1$s の %2$" G_GINT64_FORMAT " 番目の記録の事実 %3$s:%4$s: %5$s%6$.0s",
		"%1$s entry %2$" G_GINT64_FORMAT ", its fact %3$s:%4$s: %5$.0s%6$s",
		comparing->replay->chain, seq, kind, id, ja, en);
}

static gboolean
same_text(const char *a, const char *b)
{
	return g_strcmp0(a, b) == 0;
}

/* NULL: they agree. */
static const char *
difference(const struct fact_row *is, const struct fact_row *should)
{
	if (is->seq != should->seq)
		return "seq";
	if (!digest_equal(&is->entry, &should->entry))
		return "entry";
	if (is->erased != should->erased)
		return "erased";
	if (is->body.len != should->body.len
		|| memcmp(is->body.at, should->body.at, is->body.len) != 0)
		return "body";
	if (!digest_equal(&is->digest, &should->digest))
		return "digest";
	if (is->retired_at != should->retired_at
		|| !same_text(is->retired_reason, should->retired_reason))
		return "retired_at, retired_reason";
	if (is->created_at != should->created_at || is->put_at != should->put_at)
		return "created_at, put_at";
	if (!same_text(is->put_by, should->put_by) || !same_text(is->put_role, should->put_role)
		|| !same_text(is->known_by, should->known_by))
		return "put_by, put_role, known_by";
	return NULL;
}

static gboolean
compare_fact(const struct fact_row *row, void *data)
{
	struct comparing *comparing = data;
	struct replayed *object =
		(struct replayed *)replay_find(comparing->replay, row->kind, row->id);
	if (object == NULL && row->seq > comparing->replay->link.seq)
		tell(comparing, row->seq, row->kind, row->id,
			"この記録がありません（チェーンの終わりが切られています）",
			"this entry is missing (the end of the chain was cut)");
	else if (object == NULL)
		tell(comparing, row->seq, row->kind, row->id, "これを書いた記録がありません",
			"no entry wrote it");
	if (object == NULL)
		return !comparing->told;
	object->seen = TRUE;
	struct fact_row should = replayed_fact(object);
	/* A key that is gone without an erasure was told; without a ring nobody can say. */
	const char *what = object->lost_seq != 0 ? NULL : difference(row, &should);
	if (what == NULL)
		return TRUE;
	if (row->seq > comparing->replay->link.seq) {
		tell(comparing, row->seq, row->kind, row->id,
			"この記録がありません（チェーンの終わりが切られています）",
			"this entry is missing (the end of the chain was cut)");
		return FALSE;
	}
	g_autofree char *ja = g_strdup_printf("%s が記録と違います", what);
	g_autofree char *en = g_strdup_printf("%s differs from what the entries say", what);
	tell(comparing, should.seq, row->kind, row->id, ja, en);
	return FALSE;
}

static void
tell_missing(struct comparing *comparing)
{
	const struct replayed *first = NULL;
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, comparing->replay->objects);
	while (g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed *object = data;
		if (!object->seen && (first == NULL || object->fact.seq < first->fact.seq))
			first = object;
	}
	if (first != NULL)
		tell(comparing, first->fact.seq, first->fact.kind, first->fact.id,
			"事実がありません", "it is missing");
}

gboolean
verify_facts(struct verifying *verifying, const struct replay *replay, GError **error)
{
	struct comparing comparing = { verifying, replay, FALSE };
	if (!store_fact_scan(
		    verifying->store, replay->chain, NULL, TRUE, compare_fact, &comparing, error))
		return FALSE;
	if (!comparing.told)
		tell_missing(&comparing);
	return TRUE;
}

/* ---- changes ---- */

static void
add_text(GString *out, const char *text)
{
	/* NULL and "" differ. */
	g_string_append_c(out, text == NULL ? '0' : '1');
	if (text != NULL)
		g_string_append_len(out, text, (gssize)strlen(text) + 1);
}

guint64
change_mark(const struct change_row *row)
{
	guint64 mark;
	g_autoptr(GString) text = g_string_sized_new(256);
	add_text(text, row->kind);
	add_text(text, row->id);
	add_text(text, row->field);
	add_text(text, row->actor);
	add_text(text, row->old_value);
	add_text(text, row->new_value);
	g_string_append_len(text, (const char *)&row->at, sizeof row->at);
	struct digest digest = digest_of(text->str, text->len);
	memcpy(&mark, digest.bytes, sizeof mark);
	return mark;
}

struct comparing_changes {
	struct comparing base;
	const GArray *expected;
	guint next;
};

/* Of an erased object only that something changed is left, and not even that after a rebuild. */
static gboolean
is_silent(const struct replayed *object)
{
	return object->fact.erased || object->lost_seq != 0;
}

static const struct expected_change *
next_expected(struct comparing_changes *comparing)
{
	while (comparing->next < comparing->expected->len) {
		const struct expected_change *change = &g_array_index(
			comparing->expected, struct expected_change, comparing->next);
		if (!is_silent(change->of))
			return change;
		comparing->next++;
	}
	return NULL;
}

static gboolean
compare_change(const struct change_row *row, void *data)
{
	struct comparing_changes *comparing = data;
	const struct replayed *object =
		replay_find(comparing->base.replay, row->kind, row->id);
	if (object != NULL && is_silent(object))
		return TRUE;
	const struct expected_change *expected = next_expected(comparing);
	if (expected != NULL && expected->seq == row->seq && expected->mark == change_mark(row)) {
		comparing->next++;
		return TRUE;
	}
	gboolean missing = expected != NULL && expected->seq < row->seq;
	const struct replayed *of = missing ? expected->of : NULL;
	g_autofree char *ja = g_strdup_printf("項目 %s の変更の行が%s",
		missing ? expected->field : row->field, missing ? "ありません" : "記録と違います");
	g_autofree char *en = g_strdup_printf("the row of the change of %s %s",
		missing ? expected->field : row->field,
		missing ? "is missing" : "differs from what the entries say");
	tell(&comparing->base, missing ? expected->seq : row->seq, of ? of->fact.kind : row->kind,
		of ? of->fact.id : row->id, ja, en);
	return FALSE;
}

gboolean
verify_changes(struct verifying *verifying, const struct replay *replay, const GArray *expected,
	GError **error)
{
	struct comparing_changes comparing = { { verifying, replay, FALSE }, expected, 0 };
	if (!store_change_scan(verifying->store, replay->chain, compare_change, &comparing, error))
		return FALSE;
	const struct expected_change *left = next_expected(&comparing);
	if (comparing.base.told || left == NULL)
		return TRUE;
	g_autofree char *ja = g_strdup_printf("項目 %s の変更の行がありません", left->field);
	g_autofree char *en = g_strdup_printf("the row of the change of %s is missing", left->field);
	tell(&comparing.base, left->seq, left->of->fact.kind, left->of->fact.id, ja, en);
	return TRUE;
}
