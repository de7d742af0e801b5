/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Taking a content away. What is compressed against it is unpacked, and stored again to stand alone,
 * under its own key: who may open it stays the same, and so does what is compressed against it in
 * turn (its key and its plain content are the same), but for the depth.
 */
#include "content_private.h"

#include <string.h>

struct holder {
	char *chain, *id;
	GBytes *wrapped;
};

static void
holder_free(void *data)
{
	struct holder *holder = data;
	g_free(holder->chain);
	g_free(holder->id);
	g_bytes_unref(holder->wrapped);
	g_free(holder);
}

static gboolean
add_holder(const struct digest *sha256, const char *chain, const char *id, struct slice wrapped,
	void *data)
{
	struct holder *holder = g_new0(struct holder, 1);
	holder->chain = g_strdup(chain);
	holder->id = g_strdup(id);
	holder->wrapped = g_bytes_new(wrapped.at, wrapped.len);
	g_ptr_array_add(data, holder);
	return TRUE;
}

static gboolean
put_holders(struct store *store, const struct digest *sha256, const GPtrArray *holders,
	GError **error)
{
	for (guint i = 0; i < holders->len; i++) {
		const struct holder *holder = g_ptr_array_index(holders, i);
		struct slice wrapped;
		wrapped.at = g_bytes_get_data(holder->wrapped, &wrapped.len);
		if (!store_content_key_put(
			    store, sha256, holder->chain, holder->id, wrapped, error))
			return FALSE;
	}
	return TRUE;
}

/* The old pieces go first: the new ones may be fewer. */
static gboolean
stand_alone(struct store *store, const struct content_link *content, GError **error)
{
	g_autoptr(GPtrArray) holders = g_ptr_array_new_with_free_func(holder_free);
	g_autofree guint8 *plain = NULL;
	gsize len;
	if (!content_plain(store, content, &plain, &len, error)
		|| !store_content_keys(store, &content->sha256, add_holder, holders, error)
		|| !store_content_delete(store, &content->sha256, error))
		return FALSE;
	struct content_row row = { .sha256 = content->sha256, .size = (gint64)len };
	return content_put_alone(
		       store, content, (struct slice) { (const char *)plain, len }, error)
		&& store_content_put(store, &row, error)
		&& put_holders(store, &content->sha256, holders, error);
}

static gboolean
add_row(const struct content_row *row, void *data)
{
	g_array_append_vals(data, row, 1);
	return TRUE;
}

/* The depth of all that rests on a content, after its own became `depth`. */
static gboolean
lower_dependents(struct store *store, const struct digest *sha256, int depth, GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct content_row));
	if (!store_content_based_on(store, sha256, add_row, rows, error))
		return FALSE;
	for (guint i = 0; i < rows->len; i++) {
		struct content_row *row = &g_array_index(rows, struct content_row, i);
		/* As it should be already, or damage: rows that go round in a ring. */
		if (row->depth <= depth + 1)
			continue;
		row->depth = depth + 1;
		if (!store_content_put(store, row, error)
			|| !lower_dependents(store, &row->sha256, row->depth, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
free_dependents(struct store *store, struct keyring *ring, const struct digest *sha256,
	GError **error)
{
	g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(struct content_row));
	if (!store_content_based_on(store, sha256, add_row, rows, error))
		return FALSE;
	for (guint i = 0; i < rows->len; i++) {
		const struct digest *dependent = &g_array_index(rows, struct content_row, i).sha256;
		struct content_link link = { *dependent };
		gboolean found;
		/* What nobody may open is being erased itself: nothing is lost with its base. */
		if (!content_key_any(store, ring, &found, &link, error))
			return FALSE;
		gboolean ok = !found || stand_alone(store, &link, error);
		explicit_bzero(&link, sizeof link);
		if (!ok || (found && !lower_dependents(store, dependent, 0, error)))
			return FALSE;
	}
	return TRUE;
}

gboolean
content_release(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, GError **error)
{
	struct slice wrapped;
	gboolean found;
	gint64 holders;
	if (!store_content_key_get(store, sha256, chain, id, &found, &wrapped, error)
		|| !store_content_key_count(store, sha256, &holders, error))
		return FALSE;
	if (!found)
		return TRUE;
	if (holders > 1)
		return store_content_key_delete(store, sha256, chain, id, error);
	return free_dependents(store, ring, sha256, error)
		&& store_content_delete(store, sha256, error);
}
