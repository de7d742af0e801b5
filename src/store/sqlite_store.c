/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

#include <unistd.h>

static void
sqlite_store_free(struct store *base)
{
	struct sqlite_store *store = sqlite_of(base);
	sqlite_statements_end(store, FALSE);
	int code = sqlite3_close(store->db);
	g_assert(code == SQLITE_OK);
	g_free(store->held);
	g_free((char *)store->path);
	g_free(store);
}

static struct sqlite_store *
store_on(sqlite3 *db, const char *path)
{
	struct sqlite_store *store = g_new0(struct sqlite_store, 1);
	store->db = db;
	store->path = g_strdup(path);
	store->rebuild_lock = -1;
	return store;
}

/* Nothing is left behind of a store that could not be made. */
static gboolean
make(const char *path, GError **error)
{
	int code;
	sqlite3 *db = NULL;
	if (!sqlite_file_make(path, error))
		return FALSE;
	code = sqlite3_open_v2(
		path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX, NULL);
	gboolean ok = code == SQLITE_OK ? sqlite_schema_make(db, path, error)
					: sqlite_failed(db, path, code, error);
	sqlite3_close(db);
	if (ok)
		sqlite_folder_sync(path);
	else
		unlink(path);
	return ok;
}

static struct store *
sqlite_store_open(const char *path, enum store_flags flags, GError **error)
{
	gboolean read_only = (flags & STORE_READ_ONLY) != 0;
	if ((flags & STORE_CREATE) && !make(path, error))
		return NULL;
	sqlite3 *db = sqlite_file_open(path, read_only, error);
	if (db == NULL)
		return NULL;
	if (!sqlite_file_check(db, path, SQLITE_STORE_ID, error)) {
		sqlite3_close(db);
		return NULL;
	}
	struct sqlite_store *store = store_on(db, path);
	if (!read_only)
		sqlite_rebuild_clean(store);
	return &store->store;
}

/* ---- transactions ---- */

static gboolean
simply(struct store *store, enum sqlite_sql sql, GError **error)
{
	struct query query;
	return query_start(store, sql, &query, error) && query_run(&query, error);
}

static gboolean
begin(struct store *store, GError **error)
{
	return simply(store, SQL_BEGIN, error);
}

static void
rollback(struct store *base)
{
	struct sqlite_store *store = sqlite_of(base);
	/* An error may have done it already. */
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->lost = FALSE;
	sqlite_rebuild_rolled_back(store);
}

static gboolean
commit(struct store *store, GError **error)
{
	if (!simply(store, SQL_COMMIT, error)) {
		rollback(store);
		return FALSE;
	}
	sqlite_rebuild_committed(sqlite_of(store));
	return TRUE;
}

static gboolean
mark(struct store *store, GError **error)
{
	return simply(store, SQL_MARK, error);
}

static gboolean
keep(struct store *store, GError **error)
{
	return simply(store, SQL_KEEP, error);
}

static gboolean
undo(struct store *store, GError **error)
{
	return simply(store, SQL_UNDO, error) && simply(store, SQL_KEEP, error);
}

/* ---- meta ---- */

static gboolean
meta_get(struct store *store, const char *name, char **ret, GError **error)
{
	struct query query;
	*ret = NULL;
	if (!query_start(store, SQL_META_GET, &query, error))
		return FALSE;
	query_text(&query, name);
	int got = query_step(&query, error);
	if (got > 0) {
		*ret = g_strdup(column_text(&query, 0));
		query_end(&query);
	}
	return got >= 0;
}

static gboolean
meta_put(struct store *store, const char *name, const char *value, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_META_PUT, &query, error))
		return FALSE;
	query_text(&query, name);
	query_text(&query, value);
	return query_run(&query, error);
}

static gboolean
check_structure(struct store *base, GError **error)
{
	struct sqlite_store *store = sqlite_of(base);
	return sqlite_schema_check(store->db, store->path, error);
}

const struct store_driver sqlite_store_driver = {
	.scheme = "sqlite:",
	.open = sqlite_store_open,
	.free = sqlite_store_free,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.mark = mark,
	.keep = keep,
	.undo = undo,
	.meta_get = meta_get,
	.meta_put = meta_put,
	.journal_head = sqlite_journal_head,
	.journal_add = sqlite_journal_add,
	.journal_by_client = sqlite_journal_by_client,
	.journal_get = sqlite_journal_get,
	.journal_scan = sqlite_journal_scan,
	.journal_of = sqlite_journal_of,
	.chains = sqlite_chains,
	.journal_count = sqlite_journal_count,
	.fact_get = sqlite_fact_get,
	.fact_put = sqlite_fact_put,
	.fact_scan = sqlite_fact_scan,
	.fact_mentions = sqlite_fact_mentions,
	.change_add = sqlite_change_add,
	.change_scan = sqlite_change_scan,
	.change_blank = sqlite_change_blank,
	.finding_put = sqlite_finding_put,
	.finding_scan = sqlite_finding_scan,
	.state_put = sqlite_state_put,
	.state_scan = sqlite_state_scan,
	.judgement_put = sqlite_judgement_put,
	.judgement_get = sqlite_judgement_get,
	.judgement_due = sqlite_judgement_due,
	.pending_add = sqlite_pending_add,
	.pending_done = sqlite_pending_done,
	.pending_count = sqlite_pending_count,
	.content_get = sqlite_content_get,
	.content_put = sqlite_content_put,
	.content_piece_put = sqlite_content_piece_put,
	.content_pieces = sqlite_content_pieces,
	.content_delete = sqlite_content_delete,
	.content_based_on = sqlite_content_based_on,
	.content_scan = sqlite_content_scan,
	.content_key_put = sqlite_content_key_put,
	.content_key_get = sqlite_content_key_get,
	.content_key_delete = sqlite_content_key_delete,
	.content_key_count = sqlite_content_key_count,
	.content_keys = sqlite_content_keys,
	.rebuild_begin = sqlite_rebuild_begin,
	.rebuild_end = sqlite_rebuild_end,
	.rebuild_abandon = sqlite_rebuild_abandon,
	.check_structure = check_structure,
	.scrub = sqlite_scrub,
};
