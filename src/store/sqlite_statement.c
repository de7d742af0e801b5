/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

#include <string.h>

#define JOURNAL_COLUMNS                                                                            \
	"chain, seq, at, prev, hash, actor, role, known_by, verb, kind, id, client, bytes"
#define FACT_COLUMNS                                                                               \
	"chain, kind, id, seq, entry, digest, created_at, put_at, put_by, put_role, known_by, "    \
	"retired_at, retired_reason, erased, body"
#define FINDING_COLUMNS                                                                            \
	"chain, rule, subject, key, check_class, severity, opened_at, closed_at"
#define CONTENT_COLUMNS                                                                            \
	"sha256, size, base, depth, (SELECT coalesce(sum(length(p.piece)), 0)"                     \
	" FROM content_piece p WHERE p.sha256 = content.sha256)"

/* clang-format off */
static const char *const SQL[N_SQL] = {
	[SQL_BEGIN] = "BEGIN IMMEDIATE",
	[SQL_COMMIT] = "COMMIT",
	[SQL_MARK] = "SAVEPOINT mark",
	[SQL_KEEP] = "RELEASE mark",
	[SQL_UNDO] = "ROLLBACK TO mark",

	[SQL_META_GET] = "SELECT value FROM meta WHERE name = ?",
	[SQL_META_PUT] = "REPLACE INTO meta(name, value) VALUES (?, ?)",

	[SQL_JOURNAL_HEAD] =
		"SELECT seq, at, hash FROM journal WHERE chain = ? ORDER BY seq DESC LIMIT 1",
	[SQL_JOURNAL_ADD] =
		"INSERT INTO journal(" JOURNAL_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
	[SQL_JOURNAL_BY_CLIENT] =
		"SELECT " JOURNAL_COLUMNS " FROM journal WHERE chain = ? AND client = ? AND client <> ''",
	[SQL_JOURNAL_GET] = "SELECT " JOURNAL_COLUMNS " FROM journal WHERE chain = ? AND seq = ?",
	[SQL_JOURNAL_SCAN] = "SELECT " JOURNAL_COLUMNS " FROM journal ORDER BY chain, seq",
	[SQL_JOURNAL_SCAN_CHAIN] =
		"SELECT " JOURNAL_COLUMNS " FROM journal WHERE chain = ? AND seq >= ? ORDER BY seq",
	[SQL_JOURNAL_OF] =
		"SELECT " JOURNAL_COLUMNS " FROM journal WHERE chain = ? AND kind = ? AND id = ?"
		" ORDER BY seq",
	[SQL_JOURNAL_COUNT] = "SELECT count(*) FROM journal",
	[SQL_CHAIN_AFTER] = "SELECT chain FROM journal WHERE chain > ? ORDER BY chain LIMIT 1",

	[SQL_FACT_GET] =
		"SELECT " FACT_COLUMNS " FROM ~fact WHERE chain = ? AND kind = ? AND id = ?",
	[SQL_FACT_PUT] =
		"INSERT INTO ~fact(" FACT_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
		" ON CONFLICT(chain, kind, id) DO UPDATE SET seq = excluded.seq, entry = excluded.entry,"
		" digest = excluded.digest, created_at = excluded.created_at, put_at = excluded.put_at,"
		" put_by = excluded.put_by, put_role = excluded.put_role,"
		" known_by = excluded.known_by, retired_at = excluded.retired_at,"
		" retired_reason = excluded.retired_reason, erased = excluded.erased,"
		" body = excluded.body",
	[SQL_FACT_SCAN] =
		"SELECT " FACT_COLUMNS " FROM ~fact WHERE chain = ? AND (retired_at = 0 OR ?)"
		" ORDER BY kind, id",
	[SQL_FACT_SCAN_KIND] =
		"SELECT " FACT_COLUMNS " FROM ~fact WHERE chain = ? AND (retired_at = 0 OR ?)"
		" AND kind = ? ORDER BY id",
	[SQL_FACT_MENTIONS] =
		"SELECT " FACT_COLUMNS " FROM ~fact WHERE retired_at = 0 AND instr(body, ?) > 0"
		" ORDER BY chain, kind, id",
	[SQL_CHANGE_ADD] =
		"INSERT INTO ~change(chain, kind, id, seq, at, actor, field, old_value, new_value)"
		" VALUES (?,?,?,?,?,?,?,?,?)",
	[SQL_CHANGE_SCAN] =
		"SELECT chain, kind, id, seq, at, actor, field, old_value, new_value FROM ~change"
		" WHERE chain = ? ORDER BY seq, kind, id, field",
	[SQL_CHANGE_BLANK] =
		"UPDATE ~change SET old_value = NULL, new_value = NULL"
		" WHERE chain = ? AND kind = ? AND id = ?",

	[SQL_FINDING_PUT] =
		"INSERT INTO ~finding(" FINDING_COLUMNS ")"
		" VALUES (?,?,?,?,coalesce(?, ''),coalesce(?, ''),?,?)"
		" ON CONFLICT(chain, rule, subject, key) DO UPDATE SET"
		" check_class = iif(excluded.closed_at = 0, excluded.check_class, check_class),"
		" severity = iif(excluded.closed_at = 0, excluded.severity, severity),"
		" opened_at = iif(excluded.closed_at = 0, excluded.opened_at, opened_at),"
		" closed_at = excluded.closed_at",
	[SQL_FINDING_SCAN] =
		"SELECT " FINDING_COLUMNS " FROM ~finding WHERE chain = ? AND (closed_at = 0 OR ?)"
		" ORDER BY rule, subject, key",
	[SQL_STATE_PUT] = "REPLACE INTO ~state(chain, what, id, since, state) VALUES (?,?,?,?,?)",
	[SQL_STATE_SCAN] =
		"SELECT chain, what, id, since, state FROM ~state ORDER BY chain, what, id",
	[SQL_STATE_SCAN_CHAIN] =
		"SELECT chain, what, id, since, state FROM ~state WHERE chain = ? ORDER BY what, id",
	[SQL_JUDGEMENT_PUT] =
		"REPLACE INTO ~judgement(chain, seq, now, next_at, rests) VALUES (?,?,?,?,?)",
	[SQL_JUDGEMENT_GET] =
		"SELECT chain, seq, now, next_at, rests FROM ~judgement WHERE chain = ?",
	[SQL_JUDGEMENT_DUE] =
		"SELECT chain FROM (SELECT chain, next_at AS due FROM ~judgement WHERE next_at <= ?"
		" AND next_at < 9223372036854775807 UNION ALL SELECT chain, at FROM ~pending)"
		" GROUP BY chain ORDER BY min(due), chain LIMIT ?",
	[SQL_PENDING_ADD] =
		"INSERT INTO ~pending(chain, at, why) VALUES (?,?,?) ON CONFLICT(chain) DO NOTHING",
	[SQL_PENDING_DONE] = "DELETE FROM ~pending WHERE chain = ?",
	[SQL_PENDING_COUNT] = "SELECT count(*) FROM ~pending",

	[SQL_CONTENT_GET] = "SELECT " CONTENT_COLUMNS " FROM content WHERE sha256 = ?",
	[SQL_CONTENT_PUT] = "REPLACE INTO content(sha256, size, base, depth) VALUES (?,?,?,?)",
	[SQL_CONTENT_DELETE] = "DELETE FROM content WHERE sha256 = ?",
	[SQL_CONTENT_SCAN] = "SELECT " CONTENT_COLUMNS " FROM content ORDER BY sha256",
	[SQL_CONTENT_BASED_ON] =
		"SELECT " CONTENT_COLUMNS " FROM content WHERE base = ? ORDER BY sha256",
	[SQL_PIECE_PUT] = "REPLACE INTO content_piece(sha256, number, piece) VALUES (?,?,?)",
	[SQL_PIECE_SCAN] =
		"SELECT number, piece FROM content_piece WHERE sha256 = ? ORDER BY number",
	[SQL_PIECE_DELETE] = "DELETE FROM content_piece WHERE sha256 = ?",
	[SQL_KEY_PUT] = "REPLACE INTO content_key(sha256, chain, id, wrapped) VALUES (?,?,?,?)",
	[SQL_KEY_GET] =
		"SELECT wrapped FROM content_key WHERE sha256 = ? AND chain = ? AND id = ?",
	[SQL_KEY_DELETE] = "DELETE FROM content_key WHERE sha256 = ? AND chain = ? AND id = ?",
	[SQL_KEY_DELETE_ALL] = "DELETE FROM content_key WHERE sha256 = ?",
	[SQL_KEY_COUNT] = "SELECT count(*) FROM content_key WHERE sha256 = ?",
	[SQL_KEY_SCAN] =
		"SELECT sha256, chain, id, wrapped FROM content_key ORDER BY sha256, chain, id",
	[SQL_KEY_SCAN_CONTENT] =
		"SELECT sha256, chain, id, wrapped FROM content_key WHERE sha256 = ?"
		" ORDER BY chain, id",
};
/* clang-format on */

static char *
text_with_prefix(const char *sql, const char *prefix)
{
	g_auto(GStrv) parts = g_strsplit(sql, "~", -1);
	return g_strjoinv(prefix, parts);
}

static gboolean
prepare(struct sqlite_store *store, enum sqlite_sql sql, const char *prefix, sqlite3_stmt **ret,
	GError **error)
{
	g_autofree char *text = text_with_prefix(SQL[sql], prefix);
	int code = sqlite3_prepare_v3(store->db, text, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL);
	return code == SQLITE_OK || sqlite_store_failed(store, code, error);
}

gboolean
query_start(struct store *base, enum sqlite_sql sql, struct query *ret, GError **error)
{
	struct sqlite_store *store = sqlite_of(base);
	gboolean to_shadow = store->rebuild == REBUILD_RUNNING;
	sqlite3_stmt **slot = to_shadow ? &store->shadow[sql] : &store->live[sql];
	*ret = (struct query) { .store = store };
	if (store->lost) {
		error_set(error, ERROR_STORE,
			"%s: 前の失敗でこの一連の変更は取り消されました。初めからやり直してください",
			"%s: an earlier failure took this transaction back: begin again",
			store->path);
		return FALSE;
	}
	if (*slot == NULL && !prepare(store, sql, to_shadow ? "shadow_" : "", slot, error))
		return FALSE;
	ret->stmt = *slot;
	return TRUE;
}

/* Binding fails only for what the caller must have capped: a size, the number of parameters. */
static void
bound(int code)
{
	g_assert(code == SQLITE_OK);
}

void
query_text(struct query *query, const char *text)
{
	bound(sqlite3_bind_text(query->stmt, ++query->bound, text, -1, SQLITE_STATIC));
}

void
query_int(struct query *query, gint64 integer)
{
	bound(sqlite3_bind_int64(query->stmt, ++query->bound, integer));
}

void
query_blob(struct query *query, struct slice bytes)
{
	/* A NULL pointer would bind NULL: an empty blob is none. */
	bound(sqlite3_bind_blob64(query->stmt, ++query->bound, bytes.at ? bytes.at : "", bytes.len,
		SQLITE_STATIC));
}

void
query_json(struct query *query, struct slice text)
{
	bound(sqlite3_bind_text64(query->stmt, ++query->bound, text.at ? text.at : "", text.len,
		SQLITE_STATIC, SQLITE_UTF8));
}

void
query_digest(struct query *query, const struct digest *digest)
{
	int at = ++query->bound;
	if (digest == NULL)
		bound(sqlite3_bind_null(query->stmt, at));
	else
		bound(sqlite3_bind_blob(
			query->stmt, at, digest->bytes, DIGEST_SIZE, SQLITE_STATIC));
}

void
query_end(struct query *query)
{
	sqlite3_reset(query->stmt);
}

int
query_step(struct query *query, GError **error)
{
	int code = sqlite3_step(query->stmt);
	if (code == SQLITE_ROW)
		return 1;
	if (code == SQLITE_DONE) {
		query_end(query);
		return 0;
	}
	/* Told before the reset, which would forget the words; a rollback resets it anyway. */
	sqlite_store_failed(query->store, code, error);
	query_end(query);
	return -1;
}

gboolean
query_run(struct query *query, GError **error)
{
	return query_step(query, error) == 0;
}

gboolean
query_run_int(struct query *query, gint64 *ret, GError **error)
{
	int got = query_step(query, error);
	if (got <= 0)
		return got == 0;
	*ret = column_int(query, 0);
	query_end(query);
	return TRUE;
}

/* Room for all columns at once, so that what was handed out does not move. */
static void
hold_row(struct query *query)
{
	struct sqlite_store *store = query->store;
	gsize size = 0;
	for (int i = 0; i < sqlite3_column_count(query->stmt); i++) {
		/* The length of an integer would be that of its text, made for the purpose. */
		if (sqlite3_column_type(query->stmt, i) != SQLITE_INTEGER)
			size += (gsize)sqlite3_column_bytes(query->stmt, i) + 1;
	}
	if (size > store->held_size) {
		g_free(store->held);
		store->held = g_malloc(size);
		store->held_size = size;
	}
	store->held_used = 0;
	query->hold = TRUE;
}

static const char *
hold_bytes(struct query *query, const void *bytes, gsize len)
{
	struct sqlite_store *store = query->store;
	g_assert(store->held_size - store->held_used > len);
	char *copy = store->held + store->held_used;
	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	store->held_used += len + 1;
	return copy;
}

gboolean
query_one(struct query *query, gboolean *found, GError **error)
{
	int got = query_step(query, error);
	*found = got > 0;
	if (got > 0)
		hold_row(query);
	return got >= 0;
}

gboolean
query_row_sound(struct query *query, GError **error)
{
	if (!query->broken)
		return TRUE;
	query_end(query);
	return sqlite_store_failed(query->store, SQLITE_CORRUPT, error);
}

gboolean
query_end_row(struct query *query, GError **error)
{
	query_end(query);
	return query_row_sound(query, error);
}

const char *
column_text_or_null(struct query *query, int column)
{
	const char *text = (const char *)sqlite3_column_text(query->stmt, column);
	if (text == NULL || !query->hold)
		return text;
	return hold_bytes(query, text, (gsize)sqlite3_column_bytes(query->stmt, column));
}

const char *
column_text(struct query *query, int column)
{
	const char *text = column_text_or_null(query, column);
	return text != NULL ? text : "";
}

gint64
column_int(struct query *query, int column)
{
	return sqlite3_column_int64(query->stmt, column);
}

struct slice
column_slice(struct query *query, int column)
{
	const char *at = sqlite3_column_blob(query->stmt, column);
	gsize len = (gsize)sqlite3_column_bytes(query->stmt, column);
	if (query->hold)
		at = hold_bytes(query, at, len);
	return (struct slice) { at != NULL ? at : "", len };
}

void
column_digest(struct query *query, int column, struct digest *ret)
{
	const void *bytes = sqlite3_column_blob(query->stmt, column);
	if (sqlite3_column_bytes(query->stmt, column) == DIGEST_SIZE)
		memcpy(ret->bytes, bytes, DIGEST_SIZE);
	else
		query->broken = TRUE;
}

gboolean
column_is_null(struct query *query, int column)
{
	return sqlite3_column_type(query->stmt, column) == SQLITE_NULL;
}

void
sqlite_statements_end(struct sqlite_store *store, gboolean only_shadow)
{
	for (guint i = 0; i < N_SQL; i++) {
		sqlite3_finalize(store->shadow[i]);
		store->shadow[i] = NULL;
		if (only_shadow)
			continue;
		sqlite3_finalize(store->live[i]);
		store->live[i] = NULL;
	}
}
