/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

static void
read_fact(struct query *query, struct fact_row *ret)
{
	ret->chain = column_text(query, 0);
	ret->kind = column_text(query, 1);
	ret->id = column_text(query, 2);
	ret->seq = column_int(query, 3);
	column_digest(query, 4, &ret->entry);
	column_digest(query, 5, &ret->digest);
	ret->created_at = column_int(query, 6);
	ret->put_at = column_int(query, 7);
	ret->put_by = column_text(query, 8);
	ret->put_role = column_text(query, 9);
	ret->known_by = column_text(query, 10);
	ret->retired_at = column_int(query, 11);
	ret->retired_reason = column_text_or_null(query, 12);
	ret->erased = column_int(query, 13) != 0;
	ret->body = column_slice(query, 14);
}

static gboolean
each_fact(struct query *query, fact_row_func func, void *data, GError **error)
{
	int got;
	while ((got = query_step(query, error)) > 0) {
		struct fact_row row;
		read_fact(query, &row);
		if (!query_row_sound(query, error))
			return FALSE;
		if (func(&row, data))
			continue;
		query_end(query);
		return TRUE;
	}
	return got == 0;
}

gboolean
sqlite_fact_get(struct store *store, const char *chain, const char *kind, const char *id,
	gboolean *found, struct fact_row *ret, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_FACT_GET, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_text(&query, kind);
	query_text(&query, id);
	if (!query_one(&query, found, error))
		return FALSE;
	if (!*found)
		return TRUE;
	read_fact(&query, ret);
	return query_end_row(&query, error);
}

gboolean
sqlite_fact_put(struct store *store, const struct fact_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_FACT_PUT, &query, error))
		return FALSE;
	query_text(&query, row->chain);
	query_text(&query, row->kind);
	query_text(&query, row->id);
	query_int(&query, row->seq);
	query_digest(&query, &row->entry);
	query_digest(&query, &row->digest);
	query_int(&query, row->created_at);
	query_int(&query, row->put_at);
	query_text(&query, row->put_by);
	query_text(&query, row->put_role);
	query_text(&query, row->known_by);
	query_int(&query, row->retired_at);
	query_text(&query, row->retired_reason);
	query_int(&query, row->erased != FALSE);
	query_json(&query, row->body);
	return query_run(&query, error);
}

gboolean
sqlite_fact_scan(struct store *store, const char *chain, const char *kind, gboolean retired,
	fact_row_func func, void *data, GError **error)
{
	struct query query;
	enum sqlite_sql sql = kind != NULL ? SQL_FACT_SCAN_KIND : SQL_FACT_SCAN;
	if (!query_start(store, sql, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_int(&query, retired != FALSE);
	if (kind != NULL)
		query_text(&query, kind);
	return each_fact(&query, func, data, error);
}

gboolean
sqlite_fact_mentions(
	struct store *store, const char *text, fact_row_func func, void *data, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_FACT_MENTIONS, &query, error))
		return FALSE;
	query_text(&query, text);
	return each_fact(&query, func, data, error);
}

/* ---- changes ---- */

gboolean
sqlite_change_add(struct store *store, const struct change_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_CHANGE_ADD, &query, error))
		return FALSE;
	query_text(&query, row->chain);
	query_text(&query, row->kind);
	query_text(&query, row->id);
	query_int(&query, row->seq);
	query_int(&query, row->at);
	query_text(&query, row->actor);
	query_text(&query, row->field);
	query_text(&query, row->old_value);
	query_text(&query, row->new_value);
	return query_run(&query, error);
}

gboolean
sqlite_change_scan(
	struct store *store, const char *chain, change_row_func func, void *data, GError **error)
{
	struct query query;
	int got;
	if (!query_start(store, SQL_CHANGE_SCAN, &query, error))
		return FALSE;
	query_text(&query, chain);
	while ((got = query_step(&query, error)) > 0) {
		struct change_row row = {
			.chain = column_text(&query, 0),
			.kind = column_text(&query, 1),
			.id = column_text(&query, 2),
			.seq = column_int(&query, 3),
			.at = column_int(&query, 4),
			.actor = column_text(&query, 5),
			.field = column_text(&query, 6),
			.old_value = column_text_or_null(&query, 7),
			.new_value = column_text_or_null(&query, 8),
		};
		if (func(&row, data))
			continue;
		query_end(&query);
		return TRUE;
	}
	return got == 0;
}

gboolean
sqlite_change_blank(struct store *store, const char *chain, const char *kind, const char *id,
	GError **error)
{
	struct query query;
	if (!query_start(store, SQL_CHANGE_BLANK, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_text(&query, kind);
	query_text(&query, id);
	return query_run(&query, error);
}
