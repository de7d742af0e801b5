/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

static void
read_content(struct query *query, struct content_row *ret)
{
	*ret = (struct content_row) { 0 };
	column_digest(query, 0, &ret->sha256);
	ret->size = column_int(query, 1);
	ret->has_base = !column_is_null(query, 2);
	if (ret->has_base)
		column_digest(query, 2, &ret->base);
	ret->depth = (int)column_int(query, 3);
	ret->stored = column_int(query, 4);
}

static gboolean
each_content(struct query *query, content_row_func func, void *data, GError **error)
{
	int got;
	while ((got = query_step(query, error)) > 0) {
		struct content_row row;
		read_content(query, &row);
		if (!query_row_sound(query, error))
			return FALSE;
		if (func(&row, data))
			continue;
		query_end(query);
		return TRUE;
	}
	return got == 0;
}

/* A statement whose only parameter is the content's digest, and that returns no rows. */
static gboolean
run_of(struct store *store, enum sqlite_sql sql, const struct digest *sha256, GError **error)
{
	struct query query;
	if (!query_start(store, sql, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	return query_run(&query, error);
}

gboolean
sqlite_content_get(struct store *store, const struct digest *sha256, gboolean *found,
	struct content_row *ret, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_CONTENT_GET, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	if (!query_one(&query, found, error))
		return FALSE;
	if (!*found)
		return TRUE;
	read_content(&query, ret);
	return query_end_row(&query, error);
}

gboolean
sqlite_content_put(struct store *store, const struct content_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_CONTENT_PUT, &query, error))
		return FALSE;
	query_digest(&query, &row->sha256);
	query_int(&query, row->size);
	query_digest(&query, row->has_base ? &row->base : NULL);
	query_int(&query, row->depth);
	return query_run(&query, error);
}

gboolean
sqlite_content_piece_put(struct store *store, const struct digest *sha256, int number,
	struct slice piece, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_PIECE_PUT, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	query_int(&query, number);
	query_blob(&query, piece);
	return query_run(&query, error);
}

gboolean
sqlite_content_pieces(struct store *store, const struct digest *sha256, piece_func func, void *data,
	GError **error)
{
	struct query query;
	int got;
	if (!query_start(store, SQL_PIECE_SCAN, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	while ((got = query_step(&query, error)) > 0) {
		if (func((int)column_int(&query, 0), column_slice(&query, 1), data))
			continue;
		query_end(&query);
		return TRUE;
	}
	return got == 0;
}

gboolean
sqlite_content_delete(struct store *store, const struct digest *sha256, GError **error)
{
	return run_of(store, SQL_PIECE_DELETE, sha256, error)
		&& run_of(store, SQL_KEY_DELETE_ALL, sha256, error)
		&& run_of(store, SQL_CONTENT_DELETE, sha256, error);
}

gboolean
sqlite_content_based_on(struct store *store, const struct digest *sha256, content_row_func func,
	void *data, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_CONTENT_BASED_ON, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	return each_content(&query, func, data, error);
}

gboolean
sqlite_content_scan(struct store *store, content_row_func func, void *data, GError **error)
{
	struct query query;
	return query_start(store, SQL_CONTENT_SCAN, &query, error)
		&& each_content(&query, func, data, error);
}

/* ---- who may open a content ---- */

gboolean
sqlite_content_key_put(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, struct slice wrapped, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_KEY_PUT, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	query_text(&query, chain);
	query_text(&query, id);
	query_blob(&query, wrapped);
	return query_run(&query, error);
}

gboolean
sqlite_content_key_get(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, gboolean *found, struct slice *ret_wrapped, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_KEY_GET, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	query_text(&query, chain);
	query_text(&query, id);
	if (!query_one(&query, found, error))
		return FALSE;
	if (!*found)
		return TRUE;
	*ret_wrapped = column_slice(&query, 0);
	return query_end_row(&query, error);
}

gboolean
sqlite_content_key_delete(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_KEY_DELETE, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	query_text(&query, chain);
	query_text(&query, id);
	return query_run(&query, error);
}

gboolean
sqlite_content_key_count(
	struct store *store, const struct digest *sha256, gint64 *ret, GError **error)
{
	struct query query;
	*ret = 0;
	if (!query_start(store, SQL_KEY_COUNT, &query, error))
		return FALSE;
	query_digest(&query, sha256);
	return query_run_int(&query, ret, error);
}

gboolean
sqlite_content_keys(struct store *store, const struct digest *sha256, content_key_func func,
	void *data, GError **error)
{
	struct query query;
	int got;
	enum sqlite_sql sql = sha256 != NULL ? SQL_KEY_SCAN_CONTENT : SQL_KEY_SCAN;
	if (!query_start(store, sql, &query, error))
		return FALSE;
	if (sha256 != NULL)
		query_digest(&query, sha256);
	while ((got = query_step(&query, error)) > 0) {
		struct digest of;
		column_digest(&query, 0, &of);
		if (!query_row_sound(&query, error))
			return FALSE;
		if (func(&of, column_text(&query, 1), column_text(&query, 2),
			    column_slice(&query, 3), data))
			continue;
		query_end(&query);
		return TRUE;
	}
	return got == 0;
}
