/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"
#include "store_driver.h"

#include <string.h>

static const struct store_driver *const DRIVERS[] = { &sqlite_store_driver };

/* "x:" in front of a path; what has a slash before the colon is a path. */
static gsize
scheme_length(const char *url)
{
	gsize len = strspn(url, "abcdefghijklmnopqrstuvwxyz0123456789+");
	return len > 1 && url[len] == ':' ? len + 1 : 0;
}

static const struct store_driver *
driver_of(const char *url, const char **ret_path, GError **error)
{
	gsize len = scheme_length(url);
	*ret_path = url + len;
	if (len == 0)
		return DRIVERS[0];
	for (guint i = 0; i < G_N_ELEMENTS(DRIVERS); i++) {
		if (strncmp(url, DRIVERS[i]->scheme, len) == 0 && DRIVERS[i]->scheme[len] == '\0')
			return DRIVERS[i];
	}
	/* A url may hold a password: only its scheme is told. */
	error_set(error, ERROR_STORE,
		"%.*s で始まる台帳は使えません。パスか sqlite:パス を指定してください",
		"this build has no driver for a store that begins with %.*s: give a path, or "
		"sqlite:PATH",
		(int)len, url);
	return NULL;
}

struct store *
store_open(const char *url, enum store_flags flags, GError **error)
{
	const char *path;
	const struct store_driver *driver = driver_of(url, &path, error);
	if (driver == NULL)
		return NULL;
	if (*path == '\0') {
		error_set(error, ERROR_STORE, "台帳のパスが空です", "the path of the store is empty");
		return NULL;
	}
	g_assert(!((flags & STORE_CREATE) && (flags & STORE_READ_ONLY)));
	struct store *store = driver->open(path, flags, error);
	if (store == NULL)
		return NULL;
	store->driver = driver;
	store->flags = flags;
	store->path = g_strdup(path);
	return store;
}

void
store_free(struct store *store)
{
	if (store == NULL)
		return;
	store_rollback(store);
	store_rebuild_abandon(store);
	g_free(store->path);
	store->driver->free(store);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

/* ---- what callers owe: bugs, not errors ---- */

static const struct store_driver *
reads(const struct store *store)
{
	g_assert(!store->scanning);
	return store->driver;
}

static const struct store_driver *
writes(const struct store *store)
{
	g_assert(store->writing && !store->scanning);
	return store->driver;
}

static const struct store_driver *
scan_start(struct store *store)
{
	g_assert(!store->scanning);
	store->scanning = TRUE;
	return store->driver;
}

static gboolean
scan_end(struct store *store, gboolean ok)
{
	store->scanning = FALSE;
	return ok;
}

static gboolean
check_size(gsize size, gsize max, const char *ja, const char *en, GError **error)
{
	if (size <= max)
		return TRUE;
	error_set(error, ERROR_TOO_LARGE, ja, en, size, max);
	return FALSE;
}

/* ---- transactions ---- */

gboolean
store_begin(struct store *store, GError **error)
{
	g_assert(!store->writing && !store->scanning);
	if (store->flags & STORE_READ_ONLY) {
		error_set(error, ERROR_STORE, "%s は読み取り専用で開いています",
			"%s is open for reading only", store->path);
		return FALSE;
	}
	store->marks = 0;
	store->writing = store->driver->begin(store, error);
	return store->writing;
}

gboolean
store_commit(struct store *store, GError **error)
{
	const struct store_driver *driver = writes(store);
	store->writing = FALSE;
	return driver->commit(store, error);
}

void
store_rollback(struct store *store)
{
	if (!store->writing)
		return;
	g_assert(!store->scanning);
	store->writing = FALSE;
	store->driver->rollback(store);
}

gboolean
store_mark(struct store *store, GError **error)
{
	store->marks++;
	return writes(store)->mark(store, error);
}

gboolean
store_keep(struct store *store, GError **error)
{
	g_assert(store->marks-- > 0);
	return writes(store)->keep(store, error);
}

gboolean
store_undo(struct store *store, GError **error)
{
	g_assert(store->marks-- > 0);
	return writes(store)->undo(store, error);
}

gboolean
store_meta_get(struct store *store, const char *name, char **ret, GError **error)
{
	return reads(store)->meta_get(store, name, ret, error);
}

gboolean
store_meta_put(struct store *store, const char *name, const char *value, GError **error)
{
	return writes(store)->meta_put(store, name, value, error);
}

/* ---- journal ---- */

gboolean
store_journal_head(struct store *store, const char *chain, struct journal_head *ret, GError **error)
{
	return reads(store)->journal_head(store, chain, ret, error);
}

gboolean
store_journal_add(struct store *store, const struct journal_row *row, GError **error)
{
	return check_size(row->bytes.len, STORE_ENTRY_MAX,
		       "項目が %zu バイトあります（上限 %zu）",
		       "the entry has %zu bytes, %zu are the limit", error)
		&& writes(store)->journal_add(store, row, error);
}

gboolean
store_journal_by_client(struct store *store, const char *chain, const char *client, gboolean *found,
	struct journal_row *ret, GError **error)
{
	g_assert(*client != '\0');
	return reads(store)->journal_by_client(store, chain, client, found, ret, error);
}

gboolean
store_journal_get(struct store *store, const char *chain, gint64 seq, gboolean *found,
	struct journal_row *ret, GError **error)
{
	return reads(store)->journal_get(store, chain, seq, found, ret, error);
}

gboolean
store_journal_scan(struct store *store, const char *chain, gint64 from_seq, journal_row_func func,
	void *data, GError **error)
{
	return scan_end(store,
		scan_start(store)->journal_scan(store, chain, from_seq, func, data, error));
}

gboolean
store_journal_of(struct store *store, const char *chain, const char *kind, const char *id,
	journal_row_func func, void *data, GError **error)
{
	return scan_end(store,
		scan_start(store)->journal_of(store, chain, kind, id, func, data, error));
}

char **
store_chains(struct store *store, GError **error)
{
	return reads(store)->chains(store, error);
}

gint64
store_journal_count(struct store *store, GError **error)
{
	return reads(store)->journal_count(store, error);
}

/* ---- facts and changes ---- */

gboolean
store_fact_get(struct store *store, const char *chain, const char *kind, const char *id,
	gboolean *found, struct fact_row *ret, GError **error)
{
	return reads(store)->fact_get(store, chain, kind, id, found, ret, error);
}

gboolean
store_fact_put(struct store *store, const struct fact_row *row, GError **error)
{
	return writes(store)->fact_put(store, row, error);
}

gboolean
store_fact_scan(struct store *store, const char *chain, const char *kind, gboolean retired,
	fact_row_func func, void *data, GError **error)
{
	return scan_end(store,
		scan_start(store)->fact_scan(store, chain, kind, retired, func, data, error));
}

gboolean
store_fact_mentions(
	struct store *store, const char *text, fact_row_func func, void *data, GError **error)
{
	return scan_end(store, scan_start(store)->fact_mentions(store, text, func, data, error));
}

gboolean
store_change_add(struct store *store, const struct change_row *row, GError **error)
{
	return writes(store)->change_add(store, row, error);
}

gboolean
store_change_scan(
	struct store *store, const char *chain, change_row_func func, void *data, GError **error)
{
	return scan_end(store, scan_start(store)->change_scan(store, chain, func, data, error));
}

gboolean
store_change_blank(struct store *store, const char *chain, const char *kind, const char *id,
	GError **error)
{
	return writes(store)->change_blank(store, chain, kind, id, error);
}

/* ---- conclusions ---- */

gboolean
store_finding_put(struct store *store, const struct finding_row *row, GError **error)
{
	return writes(store)->finding_put(store, row, error);
}

gboolean
store_finding_scan(struct store *store, const char *chain, gboolean closed, finding_row_func func,
	void *data, GError **error)
{
	return scan_end(
		store, scan_start(store)->finding_scan(store, chain, closed, func, data, error));
}

gboolean
store_state_put(struct store *store, const char *chain, const char *what, const char *id,
	gint64 since, const char *state, GError **error)
{
	return writes(store)->state_put(store, chain, what, id, since, state, error);
}

gboolean
store_state_scan(
	struct store *store, const char *chain, state_row_func func, void *data, GError **error)
{
	return scan_end(store, scan_start(store)->state_scan(store, chain, func, data, error));
}

gboolean
store_judgement_put(struct store *store, const struct judgement_row *row, GError **error)
{
	return writes(store)->judgement_put(store, row, error);
}

gboolean
store_judgement_get(struct store *store, const char *chain, gboolean *found,
	struct judgement_row *ret, GError **error)
{
	return reads(store)->judgement_get(store, chain, found, ret, error);
}

char **
store_judgement_due(struct store *store, gint64 now, guint limit, GError **error)
{
	return reads(store)->judgement_due(store, now, limit, error);
}

gboolean
store_pending_add(struct store *store, const char *chain, const char *why, GError **error)
{
	return writes(store)->pending_add(store, chain, why, error);
}

gboolean
store_pending_done(struct store *store, const char *chain, GError **error)
{
	return writes(store)->pending_done(store, chain, error);
}

gint64
store_pending_count(struct store *store, GError **error)
{
	return reads(store)->pending_count(store, error);
}

/* ---- evidence content ---- */

gboolean
store_content_get(struct store *store, const struct digest *sha256, gboolean *found,
	struct content_row *ret, GError **error)
{
	return reads(store)->content_get(store, sha256, found, ret, error);
}

gboolean
store_content_put(struct store *store, const struct content_row *row, GError **error)
{
	return check_size((gsize)MAX(row->size, 0), STORE_CONTENT_MAX,
		       "証跡が %zu バイトあります（上限 %zu）",
		       "the evidence has %zu bytes, %zu are the limit", error)
		&& writes(store)->content_put(store, row, error);
}

gboolean
store_content_piece_put(struct store *store, const struct digest *sha256, int number,
	struct slice piece, GError **error)
{
	return check_size(piece.len, STORE_PIECE_MAX,
		       "証跡の一片が %zu バイトあります（上限 %zu）",
		       "the piece of evidence has %zu bytes, %zu are the limit", error)
		&& writes(store)->content_piece_put(store, sha256, number, piece, error);
}

gboolean
store_content_pieces(struct store *store, const struct digest *sha256, piece_func func, void *data,
	GError **error)
{
	return scan_end(store, scan_start(store)->content_pieces(store, sha256, func, data, error));
}

gboolean
store_content_delete(struct store *store, const struct digest *sha256, GError **error)
{
	return writes(store)->content_delete(store, sha256, error);
}

gboolean
store_content_based_on(struct store *store, const struct digest *sha256, content_row_func func,
	void *data, GError **error)
{
	return scan_end(
		store, scan_start(store)->content_based_on(store, sha256, func, data, error));
}

gboolean
store_content_key_put(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, struct slice wrapped, GError **error)
{
	return writes(store)->content_key_put(store, sha256, chain, id, wrapped, error);
}

gboolean
store_content_key_get(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, gboolean *found, struct slice *ret_wrapped, GError **error)
{
	return reads(store)->content_key_get(
		store, sha256, chain, id, found, ret_wrapped, error);
}

gboolean
store_content_key_delete(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, GError **error)
{
	return writes(store)->content_key_delete(store, sha256, chain, id, error);
}

gboolean
store_content_key_count(
	struct store *store, const struct digest *sha256, gint64 *ret, GError **error)
{
	return reads(store)->content_key_count(store, sha256, ret, error);
}

gboolean
store_content_scan(struct store *store, content_row_func func, void *data, GError **error)
{
	return scan_end(store, scan_start(store)->content_scan(store, func, data, error));
}

gboolean
store_content_keys(struct store *store, const struct digest *sha256, content_key_func func,
	void *data, GError **error)
{
	return scan_end(store, scan_start(store)->content_keys(store, sha256, func, data, error));
}

/* ---- the whole ---- */

gboolean
store_rebuild_begin(struct store *store, GError **error)
{
	g_assert(!store->writing && !store->scanning && !store->rebuilding);
	g_assert(!(store->flags & STORE_READ_ONLY));
	return store->driver->rebuild_begin(store, error);
}

gboolean
store_rebuild_end(struct store *store, GError **error)
{
	g_assert(store->rebuilding && !store->scanning);
	if (store->writing)
		return store->driver->rebuild_end(store, error);
	if (store_begin(store, error) && store->driver->rebuild_end(store, error))
		return store_commit(store, error);
	store_rollback(store);
	return FALSE;
}

void
store_rebuild_abandon(struct store *store)
{
	if (!store->rebuilding)
		return;
	g_assert(!store->writing && !store->scanning);
	store->driver->rebuild_abandon(store);
}

gboolean
store_check_structure(struct store *store, GError **error)
{
	return reads(store)->check_structure(store, error);
}

gboolean
store_scrub(struct store *store, GError **error)
{
	g_assert(!store->writing && !store->scanning && !store->rebuilding);
	g_assert(!(store->flags & STORE_READ_ONLY));
	return store->driver->scrub(store, error);
}
