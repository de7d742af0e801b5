/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The SQLite driver's own: one connection, its statements, and how a statement is run.
 *
 * Statements are made when first used and kept. Their texts stand in sqlite_statement.c; a `~`
 * before a table's name marks a derived table: during a rebuild it is read as "shadow_", else as
 * nothing. So the same code fills the tables in force and the ones to come.
 *
 *     struct query query;
 *     if (!query_start(store, SQL_META_GET, &query, error))
 *             return FALSE;
 *     query_text(&query, name);
 *     return query_run(&query, error);
 */
#pragma once
#include <sqlite3.h>

#include "store_driver.h"

#define SQLITE_STORE_ID 0x53454b49 /* "SEKI": application_id of a store */
#define SQLITE_KEYRING_ID 0x53454b4b /* "SEKK": of a key ring */

enum sqlite_sql {
	SQL_BEGIN,
	SQL_COMMIT,
	SQL_MARK,
	SQL_KEEP,
	SQL_UNDO,
	SQL_META_GET,
	SQL_META_PUT,
	SQL_JOURNAL_HEAD,
	SQL_JOURNAL_ADD,
	SQL_JOURNAL_BY_CLIENT,
	SQL_JOURNAL_GET,
	SQL_JOURNAL_SCAN,
	SQL_JOURNAL_SCAN_CHAIN,
	SQL_JOURNAL_OF,
	SQL_JOURNAL_COUNT,
	SQL_CHAIN_AFTER,
	SQL_FACT_GET,
	SQL_FACT_PUT,
	SQL_FACT_SCAN,
	SQL_FACT_SCAN_KIND,
	SQL_FACT_MENTIONS,
	SQL_CHANGE_ADD,
	SQL_CHANGE_SCAN,
	SQL_CHANGE_BLANK,
	SQL_FINDING_PUT,
	SQL_FINDING_SCAN,
	SQL_STATE_PUT,
	SQL_STATE_SCAN,
	SQL_STATE_SCAN_CHAIN,
	SQL_JUDGEMENT_PUT,
	SQL_JUDGEMENT_GET,
	SQL_JUDGEMENT_DUE,
	SQL_PENDING_ADD,
	SQL_PENDING_DONE,
	SQL_PENDING_COUNT,
	SQL_CONTENT_GET,
	SQL_CONTENT_PUT,
	SQL_CONTENT_DELETE,
	SQL_CONTENT_SCAN,
	SQL_CONTENT_BASED_ON,
	SQL_PIECE_PUT,
	SQL_PIECE_SCAN,
	SQL_PIECE_DELETE,
	SQL_KEY_PUT,
	SQL_KEY_GET,
	SQL_KEY_DELETE,
	SQL_KEY_DELETE_ALL,
	SQL_KEY_COUNT,
	SQL_KEY_SCAN,
	SQL_KEY_SCAN_CONTENT,
	N_SQL,
};

enum rebuild_state {
	REBUILD_NONE,
	REBUILD_RUNNING,
	REBUILD_SWAPPED, /* inside the transaction that swaps */
};

struct sqlite_store {
	struct store store;
	sqlite3 *db;
	const char *path; /* for messages; as given to open, owned by this struct */
	sqlite3_stmt *live[N_SQL];
	sqlite3_stmt *shadow[N_SQL];
	enum rebuild_state rebuild;
	int rebuild_lock; /* descriptor of PATH-rebuild, locked; -1: none */
	gboolean lost;    /* an error took the transaction back; begin was not answered yet */
	char *held;       /* where a row that is returned lies */
	gsize held_size, held_used;
};

static inline struct sqlite_store *
sqlite_of(struct store *store)
{
	return (struct sqlite_store *)store;
}

/* ---- sqlite_error.c ---- */
/* Tells what SQLite says, with what to do about it. Always FALSE. */
gboolean sqlite_failed(sqlite3 *db, const char *path, int code, GError **error);
/* The same for a store: a failure that is not the row's own takes the transaction back. */
gboolean sqlite_store_failed(struct sqlite_store *store, int code, GError **error);

/* Inside a transaction: takes it back; what follows is refused until rollback. */
void sqlite_store_lose(struct sqlite_store *store);

/* ---- sqlite_file.c: opening database files, for stores and key rings ---- */
/* Makes an empty file of mode 0600; one that exists is refused. */
gboolean sqlite_file_make(const char *path, GError **error);
/* Makes the names in the file's folder durable. */
void sqlite_folder_sync(const char *path);
/* Opens an existing file, with the settings that every connection needs. */
sqlite3 *sqlite_file_open(const char *path, gboolean read_only, GError **error);
/* application_id and layout; says what the file is if it is not ours, and how to mend it. */
gboolean sqlite_file_check(sqlite3 *db, const char *path, int application_id, GError **error);
gboolean sqlite_exec(sqlite3 *db, const char *path, const char *sql, GError **error);
/* The first column of the first row; 0 when there is none. */
gboolean sqlite_integer(
	sqlite3 *db, const char *path, const char *sql, gint64 *ret, GError **error);
/* Folds the write-ahead log into the file and cuts it to nothing. */
gboolean sqlite_fold(sqlite3 *db, const char *path, GError **error);

/* ---- sqlite_schema.c ---- */
gboolean sqlite_schema_make(sqlite3 *db, const char *path, GError **error);
gboolean sqlite_schema_shadows(sqlite3 *db, const char *path, GError **error);
gboolean sqlite_schema_drop_shadows(sqlite3 *db, const char *path, GError **error);
/* Inside a transaction. The shadows become the tables. */
gboolean sqlite_schema_swap(sqlite3 *db, const char *path, GError **error);
/* Inside a transaction. Copies facts and changes to new pages; the old ones are zeroed. */
gboolean sqlite_schema_rewrite(sqlite3 *db, const char *path, GError **error);
gboolean sqlite_schema_has_shadows(sqlite3 *db);
gboolean sqlite_schema_check(sqlite3 *db, const char *path, GError **error);

/* ---- sqlite_statement.c ---- */
struct query {
	struct sqlite_store *store;
	sqlite3_stmt *stmt;
	int bound;       /* parameters so far */
	gboolean hold;   /* texts are copied, to outlive the statement */
	gboolean broken; /* a column did not have the shape that it was written with */
};

gboolean query_start(struct store *store, enum sqlite_sql sql, struct query *ret, GError **error);
/* Parameters, in order. Nothing is copied: they must live until the query has run. */
void query_text(struct query *query, const char *text); /* NULL: NULL */
void query_int(struct query *query, gint64 integer);
void query_blob(struct query *query, struct slice bytes);
void query_json(struct query *query, struct slice text); /* text of a known length */
void query_digest(struct query *query, const struct digest *digest); /* NULL: NULL */
/* 1: a row; 0: no more, the query is over; -1: error, the query is over. */
int query_step(struct query *query, GError **error);
void query_end(struct query *query);
/* Runs what returns no rows. */
gboolean query_run(struct query *query, GError **error);
/* One row or none. With a row: read the columns, then query_end_row. They stay until the next call. */
gboolean query_one(struct query *query, gboolean *found, GError **error);
/* FALSE when a column of the row was broken; ends the query then. */
gboolean query_row_sound(struct query *query, GError **error);
gboolean query_end_row(struct query *query, GError **error);
/* One integer. */
gboolean query_run_int(struct query *query, gint64 *ret, GError **error);

/* Columns of the present row. */
const char *column_text(struct query *query, int column); /* "" for NULL */
const char *column_text_or_null(struct query *query, int column);
gint64 column_int(struct query *query, int column);
struct slice column_slice(struct query *query, int column);
void column_digest(struct query *query, int column, struct digest *ret); /* NULL: broken */
gboolean column_is_null(struct query *query, int column);

void sqlite_statements_end(struct sqlite_store *store, gboolean only_shadow);

/* ---- sqlite_rebuild.c ---- */
gboolean sqlite_rebuild_begin(struct store *store, GError **error);
gboolean sqlite_rebuild_end(struct store *store, GError **error);
void sqlite_rebuild_abandon(struct store *store);
void sqlite_rebuild_committed(struct sqlite_store *store);
void sqlite_rebuild_rolled_back(struct sqlite_store *store);
/* Drops what a killed rebuild left; what cannot be dropped now waits for the next open. */
void sqlite_rebuild_clean(struct sqlite_store *store);
gboolean sqlite_scrub(struct store *store, GError **error);

/* ---- the functions of the driver's table, by file ---- */
/* sqlite_journal.c */
gboolean sqlite_journal_head(
	struct store *store, const char *chain, struct journal_head *ret, GError **error);
gboolean sqlite_journal_add(struct store *store, const struct journal_row *row, GError **error);
gboolean sqlite_journal_by_client(struct store *store, const char *chain, const char *client,
	gboolean *found, struct journal_row *ret, GError **error);
gboolean sqlite_journal_get(struct store *store, const char *chain, gint64 seq, gboolean *found,
	struct journal_row *ret, GError **error);
gboolean sqlite_journal_scan(struct store *store, const char *chain, gint64 from_seq,
	journal_row_func func, void *data, GError **error);
gboolean sqlite_journal_of(struct store *store, const char *chain, const char *kind, const char *id,
	journal_row_func func, void *data, GError **error);
char **sqlite_chains(struct store *store, GError **error);
gint64 sqlite_journal_count(struct store *store, GError **error);

/* sqlite_fact.c */
gboolean sqlite_fact_get(struct store *store, const char *chain, const char *kind, const char *id,
	gboolean *found, struct fact_row *ret, GError **error);
gboolean sqlite_fact_put(struct store *store, const struct fact_row *row, GError **error);
gboolean sqlite_fact_scan(struct store *store, const char *chain, const char *kind,
	gboolean retired, fact_row_func func, void *data, GError **error);
gboolean sqlite_fact_mentions(
	struct store *store, const char *text, fact_row_func func, void *data, GError **error);
gboolean sqlite_change_add(struct store *store, const struct change_row *row, GError **error);
gboolean sqlite_change_scan(
	struct store *store, const char *chain, change_row_func func, void *data, GError **error);
gboolean sqlite_change_blank(struct store *store, const char *chain, const char *kind,
	const char *id, GError **error);

/* sqlite_conclusion.c */
gboolean sqlite_finding_put(struct store *store, const struct finding_row *row, GError **error);
gboolean sqlite_finding_scan(struct store *store, const char *chain, gboolean closed,
	finding_row_func func, void *data, GError **error);
gboolean sqlite_state_put(struct store *store, const char *chain, const char *what, const char *id,
	gint64 since, const char *state, GError **error);
gboolean sqlite_state_scan(
	struct store *store, const char *chain, state_row_func func, void *data, GError **error);
gboolean sqlite_judgement_put(
	struct store *store, const struct judgement_row *row, GError **error);
gboolean sqlite_judgement_get(struct store *store, const char *chain, gboolean *found,
	struct judgement_row *ret, GError **error);
char **sqlite_judgement_due(struct store *store, gint64 now, guint limit, GError **error);
gboolean sqlite_pending_add(
	struct store *store, const char *chain, const char *why, GError **error);
gboolean sqlite_pending_done(struct store *store, const char *chain, GError **error);
gint64 sqlite_pending_count(struct store *store, GError **error);

/* sqlite_content.c */
gboolean sqlite_content_get(struct store *store, const struct digest *sha256, gboolean *found,
	struct content_row *ret, GError **error);
gboolean sqlite_content_put(struct store *store, const struct content_row *row, GError **error);
gboolean sqlite_content_piece_put(struct store *store, const struct digest *sha256, int number,
	struct slice piece, GError **error);
gboolean sqlite_content_pieces(struct store *store, const struct digest *sha256, piece_func func,
	void *data, GError **error);
gboolean sqlite_content_delete(struct store *store, const struct digest *sha256, GError **error);
gboolean sqlite_content_based_on(struct store *store, const struct digest *sha256,
	content_row_func func, void *data, GError **error);
gboolean sqlite_content_scan(
	struct store *store, content_row_func func, void *data, GError **error);
gboolean sqlite_content_key_put(struct store *store, const struct digest *sha256,
	const char *chain, const char *id, struct slice wrapped, GError **error);
gboolean sqlite_content_key_get(struct store *store, const struct digest *sha256,
	const char *chain, const char *id, gboolean *found, struct slice *ret_wrapped,
	GError **error);
gboolean sqlite_content_key_delete(struct store *store, const struct digest *sha256,
	const char *chain, const char *id, GError **error);
gboolean sqlite_content_key_count(
	struct store *store, const struct digest *sha256, gint64 *ret, GError **error);
gboolean sqlite_content_keys(struct store *store, const struct digest *sha256,
	content_key_func func, void *data, GError **error);
