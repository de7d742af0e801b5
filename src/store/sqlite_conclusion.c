/* SPDX-License-Identifier: Apache-2.0 */
#include "sqlite_private.h"

#include "base/moment.h"

gboolean
sqlite_finding_put(struct store *store, const struct finding_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_FINDING_PUT, &query, error))
		return FALSE;
	query_text(&query, row->chain);
	query_text(&query, row->rule);
	query_text(&query, row->subject);
	query_text(&query, row->key);
	query_text(&query, row->check_class);
	query_text(&query, row->severity);
	query_int(&query, row->opened_at);
	query_int(&query, row->closed_at);
	return query_run(&query, error);
}

gboolean
sqlite_finding_scan(struct store *store, const char *chain, gboolean closed, finding_row_func func,
	void *data, GError **error)
{
	struct query query;
	int got;
	if (!query_start(store, SQL_FINDING_SCAN, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_int(&query, closed != FALSE);
	while ((got = query_step(&query, error)) > 0) {
		struct finding_row row = {
			.chain = column_text(&query, 0),
			.rule = column_text(&query, 1),
			.subject = column_text(&query, 2),
			.key = column_text(&query, 3),
			.check_class = column_text(&query, 4),
			.severity = column_text(&query, 5),
			.opened_at = column_int(&query, 6),
			.closed_at = column_int(&query, 7),
		};
		if (func(&row, data))
			continue;
		query_end(&query);
		return TRUE;
	}
	return got == 0;
}

gboolean
sqlite_state_put(struct store *store, const char *chain, const char *what, const char *id,
	gint64 since, const char *state, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_STATE_PUT, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_text(&query, what);
	query_text(&query, id);
	query_int(&query, since);
	query_text(&query, state);
	return query_run(&query, error);
}

gboolean
sqlite_state_scan(
	struct store *store, const char *chain, state_row_func func, void *data, GError **error)
{
	struct query query;
	int got;
	enum sqlite_sql sql = chain != NULL ? SQL_STATE_SCAN_CHAIN : SQL_STATE_SCAN;
	if (!query_start(store, sql, &query, error))
		return FALSE;
	if (chain != NULL)
		query_text(&query, chain);
	while ((got = query_step(&query, error)) > 0) {
		if (func(column_text(&query, 0), column_text(&query, 1), column_text(&query, 2),
			    column_int(&query, 3), column_text(&query, 4), data))
			continue;
		query_end(&query);
		return TRUE;
	}
	return got == 0;
}

gboolean
sqlite_judgement_put(struct store *store, const struct judgement_row *row, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JUDGEMENT_PUT, &query, error))
		return FALSE;
	query_text(&query, row->chain);
	query_int(&query, row->seq);
	query_int(&query, row->now);
	query_int(&query, row->next_at);
	query_text(&query, row->rests);
	return query_run(&query, error);
}

gboolean
sqlite_judgement_get(struct store *store, const char *chain, gboolean *found,
	struct judgement_row *ret, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_JUDGEMENT_GET, &query, error))
		return FALSE;
	query_text(&query, chain);
	if (!query_one(&query, found, error))
		return FALSE;
	if (!*found)
		return TRUE;
	ret->chain = column_text(&query, 0);
	ret->seq = column_int(&query, 1);
	ret->now = column_int(&query, 2);
	ret->next_at = column_int(&query, 3);
	ret->rests = column_text(&query, 4);
	return query_end_row(&query, error);
}

char **
sqlite_judgement_due(struct store *store, gint64 now, guint limit, GError **error)
{
	struct query query;
	int got;
	g_autoptr(GStrvBuilder) chains = g_strv_builder_new();
	if (!query_start(store, SQL_JUDGEMENT_DUE, &query, error))
		return NULL;
	query_int(&query, now);
	query_int(&query, limit);
	while ((got = query_step(&query, error)) > 0)
		g_strv_builder_add(chains, column_text(&query, 0));
	return got == 0 ? g_strv_builder_end(chains) : NULL;
}

gboolean
sqlite_pending_add(struct store *store, const char *chain, const char *why, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_PENDING_ADD, &query, error))
		return FALSE;
	query_text(&query, chain);
	query_int(&query, moment_now());
	query_text(&query, why);
	return query_run(&query, error);
}

gboolean
sqlite_pending_done(struct store *store, const char *chain, GError **error)
{
	struct query query;
	if (!query_start(store, SQL_PENDING_DONE, &query, error))
		return FALSE;
	query_text(&query, chain);
	return query_run(&query, error);
}

gint64
sqlite_pending_count(struct store *store, GError **error)
{
	struct query query;
	gint64 count = 0;
	if (!query_start(store, SQL_PENDING_COUNT, &query, error)
		|| !query_run_int(&query, &count, error))
		return -1;
	return count;
}
