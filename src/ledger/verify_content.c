/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contents are walked along the chains of differences, each unpacked once: what was just unpacked is
 * at hand as the base of the next.
 */
#include <string.h>

#include "content_private.h"
#include "project.h"
#include "verify_private.h"

static gboolean
verify_one_evidence(struct verifying *verifying, const struct replay *replay,
	const struct replayed *object, GError **error)
{
	struct slice text = project_member(object->fact.body, "sha256"), wrapped;
	struct digest sha256;
	gboolean found;
	if (text.len != 2 * DIGEST_SIZE + 2)
		return TRUE;
	g_autofree char *hex = g_strndup(text.at + 1, 2 * DIGEST_SIZE);
	if (!hex_parse(hex, sha256.bytes, DIGEST_SIZE))
		return TRUE;
	if (!store_content_key_get(verifying->store, &sha256, replay->chain, object->fact.id,
		    &found, &wrapped, error))
		return FALSE;
	if (!found)
		problem_add(&verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
			"%1$s の %2$" G_GINT64_FORMAT " 番目の記録（evidence:%3$s）: 内容がありません",
			"%1$s entry %2$" G_GINT64_FORMAT " (evidence:%3$s): its content is not there",
			replay->chain, object->fact.seq, object->fact.id);
	return TRUE;
}

gboolean
verify_evidence(struct verifying *verifying, const struct replay *replay, GError **error)
{
	const struct kind *evidence = model_kind(verifying->model, "evidence");
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, replay->objects);
	while (evidence != NULL && g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed *object = data;
		if (object->kind == evidence && !object->fact.erased
			&& strcmp(object->fact.known_by, "folder") != 0
			&& !verify_one_evidence(verifying, replay, object, error))
			return FALSE;
	}
	return TRUE;
}

/* ---- contents ---- */

struct contents {
	GArray *rows;     /* of struct content_row */
	GHashTable *next; /* digest of a base → GArray of indexes of rows */
	GHashTable *known;
};

static guint
digest_hash(const void *digest)
{
	guint hash;
	memcpy(&hash, digest, sizeof hash);
	return hash;
}

static gboolean
digest_same(const void *a, const void *b)
{
	return digest_equal(a, b);
}

static gboolean
add_row(const struct content_row *row, void *data)
{
	g_array_append_vals(data, row, 1);
	return TRUE;
}

static void
indexes_free(void *data)
{
	g_array_unref(data);
}

static void
contents_index(struct contents *contents)
{
	contents->next = g_hash_table_new_full(digest_hash, digest_same, NULL, indexes_free);
	contents->known = g_hash_table_new(digest_hash, digest_same);
	for (guint i = 0; i < contents->rows->len; i++) {
		struct content_row *row = &g_array_index(contents->rows, struct content_row, i);
		g_hash_table_add(contents->known, &row->sha256);
		if (!row->has_base)
			continue;
		GArray *indexes = g_hash_table_lookup(contents->next, &row->base);
		if (indexes == NULL) {
			indexes = g_array_new(FALSE, FALSE, sizeof(guint));
			g_hash_table_insert(contents->next, &row->base, indexes);
		}
		g_array_append_val(indexes, i);
	}
}

struct walk {
	struct verifying *verifying;
	struct contents *contents;
	GArray *stack; /* of guint: rows to look at */
	/* what was unpacked last, when it may be a base */
	struct digest last;
	GByteArray *plain;
	struct digest_stream *digest;
	gboolean keep;
};

static gboolean
take_plain(struct slice bytes, void *data, GError **error)
{
	struct walk *walk = data;
	digest_stream_add(walk->digest, bytes.at, bytes.len);
	if (walk->keep)
		g_byte_array_append(walk->plain, (const guint8 *)bytes.at, (guint)bytes.len);
	return TRUE;
}

static void
tell(struct walk *walk, const struct digest *sha256, const char *ja, const char *en)
{
	char hex[2 * DIGEST_SIZE + 1];
	hex_of(sha256->bytes, DIGEST_SIZE, hex);
	problem_add(&walk->verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
		"証跡の内容 %1$s: %2$s%3$.0s", "evidence content %1$s: %2$.0s%3$s", hex, ja, en);
}

static gboolean
is_damage(GError **cause)
{
	if (!g_error_matches(*cause, SEKISHO_ERROR, ERROR_DAMAGED))
		return FALSE;
	g_clear_error(cause);
	return TRUE;
}

/* What its row says of its base is what its stream says. */
static gboolean
row_is_right(struct walk *walk, const struct content_row *row, const struct content_link *link,
	GError **error)
{
	struct content_link base;
	gboolean difference;
	if (!stream_head(walk->verifying->store, link, &difference, &base, error))
		return FALSE;
	explicit_bzero(base.key, sizeof base.key);
	return (difference == row->has_base
		       && (!difference || digest_equal(&base.sha256, &row->base)))
		|| content_damaged(&row->sha256, error);
}

/* Unpacks it and compares; what is wrong is told. FALSE: the store does not do it. */
static gboolean
walk_content(struct walk *walk, const struct content_row *row, GError **error)
{
	struct content_link link = { row->sha256 };
	GByteArray *base_bytes = g_steal_pointer(&walk->plain);
	struct slice base = { (const char *)base_bytes->data, base_bytes->len };
	gboolean at_hand = row->has_base && base.len > 0 && digest_equal(&row->base, &walk->last);
	gboolean found = FALSE;
	GError *cause = NULL;
	walk->plain = g_byte_array_new();
	walk->digest = digest_stream_new();
	walk->keep = row->size <= CONTENT_BASE_MAX
		&& g_hash_table_contains(walk->contents->next, &row->sha256);
	gboolean ok = content_key_any(
		walk->verifying->store, walk->verifying->ring, &found, &link, &cause);
	if (ok && found)
		ok = row_is_right(walk, row, &link, &cause)
			&& content_stream(walk->verifying->store, &link, at_hand ? &base : NULL,
				take_plain, walk, &cause);
	struct digest digest = digest_stream_end(walk->digest);
	explicit_bzero(&link, sizeof link);
	g_byte_array_unref(base_bytes);
	walk->last = row->sha256;
	if (!ok || !found || !digest_equal(&digest, &row->sha256))
		g_byte_array_set_size(walk->plain, 0);
	if (!ok && !is_damage(&cause)) {
		g_propagate_error(error, cause);
		return FALSE;
	}
	if (ok && !found)
		tell(walk, &row->sha256, "開ける鍵がどこにもありません（消去の途中で止まった可能性があります）",
			"nobody has a key for it (an erasure may have been cut short)");
	else if (!ok || !digest_equal(&digest, &row->sha256))
		tell(walk, &row->sha256, "保管したときのものではありません",
			"it is not what was stored");
	return TRUE;
}

static void
push_dependents(struct walk *walk, const struct content_row *row)
{
	const GArray *indexes = g_hash_table_lookup(walk->contents->next, &row->sha256);
	if (indexes != NULL)
		g_array_append_vals(walk->stack, indexes->data, indexes->len);
}

/* From those that are readable alone, and from those whose base is not there. */
static gboolean
walk_all(struct walk *walk, GError **error)
{
	struct verifying *verifying = walk->verifying;
	const GArray *rows = walk->contents->rows;
	for (guint i = 0; i < rows->len; i++) {
		const struct content_row *row = &g_array_index(rows, struct content_row, i);
		if (row->has_base && g_hash_table_contains(walk->contents->known, &row->base))
			continue;
		g_array_append_val(walk->stack, i);
		while (walk->stack->len > 0) {
			guint at = g_array_index(walk->stack, guint, walk->stack->len - 1);
			g_array_set_size(walk->stack, walk->stack->len - 1);
			row = &g_array_index(rows, struct content_row, at);
			if (!walk_content(walk, row, error))
				return FALSE;
			push_dependents(walk, row);
			verifying->result->contents++;
			if (verifying->progress != NULL)
				verifying->progress(verifying->result->contents, rows->len,
					verifying->data);
		}
	}
	return TRUE;
}

gboolean
verify_contents(struct verifying *verifying, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct content_row));
	g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));
	struct contents contents = { rows };
	if (!store_content_scan(verifying->store, add_row, rows, error))
		return FALSE;
	contents_index(&contents);
	struct walk walk = { verifying, &contents, stack, .plain = g_byte_array_new() };
	gboolean ok = walk_all(&walk, error);
	g_byte_array_unref(walk.plain);
	g_hash_table_destroy(contents.next);
	g_hash_table_destroy(contents.known);
	/* Bases that go round in a ring are reached from nowhere. */
	if (ok && verifying->result->contents < rows->len)
		problem_add(&verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
			"証跡の内容 %" G_GINT64_FORMAT " 件の基がたどれません",
			"the bases of %" G_GINT64_FORMAT " evidence contents lead nowhere",
			(gint64)rows->len - verifying->result->contents);
	return ok;
}
