/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

static void
read_entry(struct query *query, struct journal_row *ret)
{
	ret->chain = column_text(query, 0);
	ret->seq = column_int(query, 1);
	ret->at = column_int(query, 2);
	column_digest(query, 3, &ret->prev);
	column_digest(query, 4, &ret->hash);
	ret->actor = column_text(query, 5);
	ret->role = column_text(query, 6);
	ret->known_by = column_text(query, 7);
	ret->verb = column_text(query, 8);
	ret->kind = column_text(query, 9);
	ret->id = column_text(query, 10);
	ret->client = column_text(query, 11);
	ret->bytes = column_slice(query, 12);
}

static gboolean
one_entry(struct query *query, gboolean *found, struct journal_row *ret, GError **error)
{
	if (!query_one(query, found, error))
		return FALSE;
	if (!*found)
		return TRUE;
	read_entry(query, ret);
	return query_end_row(query, error);
}

static gboolean
each_entry(struct query *query, journal_row_func func, void *data, GError **error)
{
	int got;
	while ((got = query_step(query, error)) > 0) {
		struct journal_row row;
		read_entry(query, &row);
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
sqlite_journal_head(
	struct store *store, const char *chain, struct journal_head *ret, GError **error)
{
	struct query query;
	*ret = (struct journal_head) { 0 };
	if (!query_start(store, SQL_JOURNAL_HEAD, &query, error))
		return FALSE;
	query_text(&query, chain);
	int got = query_step(&query, error);
	if (got <= 0)
		return got == 0;
	ret->seq = column_int(&query, 0);
	ret->at = column_int(&query, 1);
	column_digest(&query, 2, &ret->hash);
	return query_end_row(&query, error);
}

gboolean
sqlite_journal_add(struct store *store, const struct journal_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JOURNAL_ADD, &query, error))
		return FALSE;
	query_text(&query, row->chain);
	query_int(&query, row->seq);
	query_int(&query, row->at);
	query_digest(&query, &row->prev);
	query_digest(&query, &row->hash);
	query_text(&query, row->actor);
	query_text(&query, row->role);
	query_text(&query, row->known_by);
	query_text(&query, row->verb);
	query_text(&query, row->kind);
	query_text(&query, row->id);
	query_text(&query, row->client);
	query_blob(&query, row->bytes);
	return query_run(&query, error);
}

gboolean
sqlite_journal_by_client(struct store *store, const char *chain, const char *client,
	gboolean *found, struct journal_row *ret, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JOURNAL_BY_CLIENT, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_text(&query, client);
	return one_entry(&query, found, ret, error);
}

gboolean
sqlite_journal_get(struct store *store, const char *chain, gint64 seq, gboolean *found,
	struct journal_row *ret, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JOURNAL_GET, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_int(&query, seq);
	return one_entry(&query, found, ret, error);
}

gboolean
sqlite_journal_scan(struct store *store, const char *chain, gint64 from_seq, journal_row_func func,
	void *data, GError **error)
{
	struct query query;
	enum sqlite_sql sql = chain != NULL ? SQL_JOURNAL_SCAN_CHAIN : SQL_JOURNAL_SCAN;
	if (!query_start(store, sql, &query, error))
		return FALSE;
	if (chain != NULL) {
		query_text(&query, chain);
		query_int(&query, from_seq);
	}
	return each_entry(&query, func, data, error);
}

gboolean
sqlite_journal_of(struct store *store, const char *chain, const char *kind, const char *id,
	journal_row_func func, void *data, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JOURNAL_OF, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_text(&query, kind);
	query_text(&query, id);
	return each_entry(&query, func, data, error);
}

/* From one chain to the next: a step each, not an entry each. */
char **
sqlite_chains(struct store *store, GError **error)
{
	g_autoptr(GStrvBuilder) chains = g_strv_builder_new();
	g_autofree char *last = g_strdup("");
	for (;;) {
		struct query query;
		if (!query_start(store, SQL_CHAIN_AFTER, &query, error))
			return NULL;
		query_text(&query, last);
		int got = query_step(&query, error);
		if (got < 0)
			return NULL;
		if (got == 0)
			return g_strv_builder_end(chains);
		char *chain = g_strdup(column_text(&query, 0));
		query_end(&query);
		g_free(last);
		last = chain;
		g_strv_builder_add(chains, chain);
	}
}

gint64
sqlite_journal_count(struct store *store, GError **error)
{
	struct query query;
	gint64 count = 0;
	if (!query_start(store, SQL_JOURNAL_COUNT, &query, error)
		|| !query_run_int(&query, &count, error))
		return -1;
	return count;
}
