/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include <string.h>


#include "dtasks.h"
#include "scopes.h"

struct session {
	const struct model *model;
	const struct rulebook *book;
	const struct methods *methods;
	struct judge_db *db;
	struct tables *tables;
	struct dtasks *dtasks;
	struct scopes *scopes;
	struct judge_table *run, *run_rank, *approver, *model_change;
	struct prepared *rules, *grounds;
	GHashTable *since; /* identity of a finding → gint64* */
	char *system;
	gint64 now;
	gboolean folder, rank_known, without_texts;
	GHashTable *own; /* select → struct judge_query*, of the database */
	enum rank rank;
	const struct method *method;
};

static const struct judge_column RUN_COLUMNS[] = {
	{ "system", JUDGE_TEXT },
	{ "now", JUDGE_INT },
	{ "folder", JUDGE_INT },
};
/* Empty until the rank of the run is found: thresholds are those of mid till then. */
static const struct judge_column RUN_RANK_COLUMNS[] = { { "rank", JUDGE_TEXT } };
static const char CONTEXT_VIEW[] =
	"SELECT system, now, coalesce((SELECT rank FROM run_rank), 'mid') AS rank, folder FROM run";

/* Who may decide on a kind: org 1 = its objects in @org, extra 1 = also needed at rank high. */
static const struct judge_column APPROVER_COLUMNS[] = {
	{ "kind", JUDGE_TEXT },
	{ "role", JUDGE_TEXT },
	{ "org", JUDGE_INT },
	{ "extra", JUDGE_INT },
};

/* What projection wrote down; model/derive adds the change record that covers each. */
static const struct judge_column CHANGE_COLUMNS[] = {
	{ "system", JUDGE_TEXT },
	{ "kind", JUDGE_TEXT },
	{ "id", JUDGE_TEXT },
	{ "at", JUDGE_INT },
	{ "entry", JUDGE_TEXT },
	{ "field", JUDGE_TEXT },
	{ "old_value", JUDGE_TEXT },
	{ "new_value", JUDGE_TEXT },
	{ "actor", JUDGE_TEXT },
};

static gboolean
declare(struct session *session, GError **error)
{
	struct judge_db *db = session->db;
	session->run =
		judge_db_table(db, "run", RUN_COLUMNS, G_N_ELEMENTS(RUN_COLUMNS), NULL, error);
	if (session->run == NULL)
		return FALSE;
	session->run_rank = judge_db_table(db, "run_rank", RUN_RANK_COLUMNS, 1, NULL, error);
	if (session->run_rank == NULL || !judge_db_view(db, "context", CONTEXT_VIEW, error))
		return FALSE;
	session->approver = judge_db_table(
		db, "approver", APPROVER_COLUMNS, G_N_ELEMENTS(APPROVER_COLUMNS), NULL, error);
	if (session->approver == NULL)
		return FALSE;
	for (guint i = 0; i < session->book->derivations->len; i++) {
		const struct derivation *d = g_ptr_array_index(session->book->derivations, i);
		if (d->view && !judge_db_kept_view(session->db, d->name, d->sql, error)) {
			g_prefix_error(error, "%s: ", d->file);
			return FALSE;
		}
	}
	session->model_change = judge_db_table(db, "material_change", CHANGE_COLUMNS,
		G_N_ELEMENTS(CHANGE_COLUMNS), NULL, error);
	return session->model_change != NULL;
}

static void
prepare(struct session *session, struct prepared *into, const char *file, guint first_line,
	const char *sql, struct problems *problems)
{
	into->query = judge_query_new(session->db, file, first_line, sql, &into->failed);
	if (into->query == NULL)
		problem_take(problems, g_error_copy(into->failed));
}

static void
prepare_all(struct session *session, struct problems *problems)
{
	const struct rulebook *book = session->book;
	session->rules = g_new0(struct prepared, book->rules->len + 1);
	session->grounds = g_new0(struct prepared, book->grounds->len + 1);
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		prepare(session, &session->rules[i], rule->file, rule->first_line, rule->sql, problems);
	}
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		prepare(session, &session->grounds[i], ground->file, ground->first_line, ground->sql,
			problems);
	}
}

struct session *
session_new(const struct model *model, const struct rulebook *book, const struct methods *methods,
	gint64 zone, struct problems *problems, GError **error)
{
	struct session *session = g_new0(struct session, 1);
	session->model = model;
	session->book = book;
	session->methods = methods;
	session->since = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	session->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	session->db = judge_db_new(error);
	if (session->db != NULL)
		session->tables = tables_new(model, session->db, zone, error);
	if (session->tables != NULL)
		session->dtasks = dtasks_new(model, session->db, problems, error);
	if (session->dtasks != NULL)
		session->scopes = scopes_new(model, session->db, problems, error);
	if (session->scopes == NULL || !declare(session, error)) {
		session_free(session);
		return NULL;
	}
	prepare_all(session, problems);
	return session;
}

static void
prepared_clear(struct prepared *list, guint n)
{
	for (guint i = 0; list != NULL && i < n; i++) {
		judge_query_free(list[i].query);
		g_clear_error(&list[i].failed);
	}
	g_free(list);
}

void
session_free(struct session *session)
{
	if (session == NULL)
		return;
	prepared_clear(session->rules, session->book->rules->len);
	prepared_clear(session->grounds, session->book->grounds->len);
	dtasks_free(session->dtasks);
	scopes_free(session->scopes);
	g_hash_table_unref(session->own);
	tables_free(session->tables);
	judge_db_free(session->db);
	g_hash_table_unref(session->since);
	g_free(session->system);
	g_free(session);
}

/* ---- filling ---- */

static gboolean
add_run(struct session *session, GError **error)
{
	judge_set_text(session->run, 0, session->system, -1);
	judge_set_int(session->run, 1, session->now);
	judge_set_int(session->run, 2, session->folder);
	return judge_add(session->run, error);
}

static gboolean
add_run_rank(struct session *session, GError **error)
{
	judge_set_text(session->run_rank, 0, RANK_CODES[session->rank], -1);
	return judge_add(session->run_rank, error);
}

static gboolean
add_approvers(struct session *session, const char *kind, char *const *roles, gboolean org,
	gboolean extra, GError **error)
{
	for (guint i = 0; roles != NULL && roles[i] != NULL; i++) {
		judge_set_text(session->approver, 0, kind, -1);
		judge_set_text(session->approver, 1, roles[i], -1);
		judge_set_int(session->approver, 2, org);
		judge_set_int(session->approver, 3, extra);
		if (!judge_add(session->approver, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
add_all_approvers(struct session *session, GError **error)
{
	for (guint i = 0; i < session->model->n_kinds; i++) {
		const struct kind *kind = session->model->kinds[i];
		char *const *org = kind->approvers_org != NULL ? kind->approvers_org : kind->approvers;
		if (!add_approvers(session, kind->name, kind->approvers, FALSE, FALSE, error)
			|| !add_approvers(session, kind->name, org, TRUE, FALSE, error)
			|| !add_approvers(session, kind->name, kind->approvers_high, FALSE, TRUE, error))
			return FALSE;
	}
	return TRUE;
}

static void
start_over(struct session *session, const char *system, gint64 now, gboolean folder)
{
	g_free(session->system);
	session->system = g_strdup(system);
	session->now = now;
	session->folder = folder;
	session->rank = RANK_MID;
	session->rank_known = FALSE;
	session->method = methods_default(session->methods);
	g_hash_table_remove_all(session->since);
}

gboolean
session_begin(struct session *session, const char *system, gint64 now, gboolean folder,
	GError **error)
{
	start_over(session, system, now, folder);
	return judge_db_empty(session->db, error) && add_all_approvers(session, error)
		&& dtasks_fill(session->dtasks, error) && scopes_fill(session->scopes, error);
}

void
session_hold(struct session *session)
{
	judge_db_hold(session->db);
}

gboolean
session_begin_next(struct session *session, const char *system, gint64 now, GError **error)
{
	start_over(session, system, now, FALSE);
	return judge_db_cut(session->db, error);
}

gboolean
session_add(struct session *session, const struct object *object, enum object_side side,
	GError **error)
{
	return tables_add(session->tables, object, side, error);
}

gboolean
session_add_change(struct session *session, const struct change_row *change, GError **error)
{
	const char *const cells[] = { change->chain, change->kind, change->id, NULL, NULL, change->field,
		change->old_value, change->new_value, change->actor };
	for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
		if (cells[i] != NULL)
			judge_set_text(session->model_change, i, cells[i], -1);
	judge_set_int(session->model_change, 3, change->at);
	return judge_add(session->model_change, error);
}

void
session_note_since(struct session *session, const char *identity, gint64 opened_at)
{
	g_hash_table_replace(
		session->since, g_strdup(identity), g_memdup2(&opened_at, sizeof opened_at));
}

gint64
session_since(const struct session *session, const char *identity)
{
	const gint64 *opened_at = g_hash_table_lookup(session->since, identity);
	return opened_at == NULL ? 0 : *opened_at;
}

/* ---- deriving ---- */

struct judge_query *
session_query(struct session *session, const char *select, GError **error)
{
	struct judge_query *query = g_hash_table_lookup(session->own, select);
	if (query != NULL)
		return query;
	query = judge_query_new(session->db, "sekisho", 1, select, error);
	if (query != NULL)
		g_hash_table_insert(session->own, g_strdup(select), query);
	return query;
}

gboolean
session_one(struct session *session, const char *select, char **ret_text, GError **error)
{
	*ret_text = NULL;
	struct judge_query *query = session_query(session, select, error);
	if (query == NULL)
		return FALSE;
	int got = judge_query_start(query, NULL, error) ? judge_query_next(query, error) : -1;
	if (got == 1)
		*ret_text = g_strdup(judge_query_text(query, 0));
	judge_query_end(query);
	return got >= 0;
}

char *
session_name(struct session *session, const char *kind, const char *id, const char *lang)
{
	const char *name = tables_name(session_tables(session), kind, id, lang);
	return g_strdup(name == NULL || *name == '\0' ? id : name);
}

static gboolean
run_as(struct session *session, GError **error)
{
	guint n = 0;
	const struct judge_value *values =
		session->method == NULL ? NULL : method_values(session->method, session->rank, &n);
	return judge_db_run_as(session->db, session->system, session->now, values, n, error);
}

static gboolean
choose_method(struct session *session, GError **error)
{
	g_autofree char *standard = NULL;
	if (!session_one(session, "SELECT method FROM system WHERE id = :system", &standard, error))
		return FALSE;
	const struct method *own = methods_find(session->methods, standard);
	if (own != NULL)
		session->method = own;
	return TRUE;
}

static gboolean
choose_rank(struct session *session, GError **error)
{
	static const char SELECT[] =
		"SELECT CASE WHEN a.state IN ('approved', 'conditional', 'claimed') THEN r.decided"
		"            WHEN rank_order(r.decided) > rank_order(r.proposed) THEN r.decided"
		"            ELSE coalesce(r.proposed, r.decided) END "
		"FROM system_rank r LEFT JOIN approval a ON a.kind = 'system' AND a.id = :system";
	g_autofree char *rank = NULL;
	if (!session_one(session, SELECT, &rank, error))
		return FALSE;
	session->rank_known = rank_parse(rank, &session->rank);
	if (!session->rank_known)
		session->rank = RANK_MID;
	return TRUE;
}

static gboolean
derive_one(struct session *session, const struct derivation *derivation, GError **error)
{
	struct judge_table *table = judge_db_find(session->db, derivation->name);
	if (table == NULL) {
		error_set_at(error, ERROR_INPUT, (struct place) { derivation->file, 1, 1 },
			"表 %s は model/tables にありません", "there is no table %s in model/tables",
			derivation->name);
		return FALSE;
	}
	if (!judge_db_derive(session->db, table, derivation->sql, error)) {
		g_prefix_error(error, "%s: ", derivation->file);
		return FALSE;
	}
	return TRUE;
}

gboolean
session_derive(struct session *session, GError **error)
{
	if (!add_run(session, error) || !run_as(session, error) || !choose_method(session, error))
		return FALSE;
	struct judge_table *values = judge_db_find(session->db, "method_value");
	if (values != NULL && session->method != NULL
		&& !method_fill(session->method, values, session->system, error))
		return FALSE;
	gboolean ranked = FALSE;
	for (guint i = 0; i < session->book->derivations->len; i++) {
		const struct derivation *derivation = g_ptr_array_index(session->book->derivations, i);
		if (derivation->view)
			continue;
		if (!derive_one(session, derivation, error))
			return FALSE;
		if (strcmp(derivation->name, "system_rank") == 0) {
			ranked = TRUE;
			if (!choose_rank(session, error) || !add_run_rank(session, error)
				|| !run_as(session, error))
				return FALSE;
		}
	}
	g_assert(ranked); /* model/derive has one for system_rank */
	return TRUE;
}

gboolean
session_derive_nothing(struct session *session, enum rank rank, GError **error)
{
	session->rank = rank;
	session->rank_known = TRUE;
	return add_run(session, error) && add_run_rank(session, error) && run_as(session, error);
}

/* ---- reading ---- */

struct judge_db *
session_db(struct session *session)
{
	return session->db;
}

struct tables *
session_tables(struct session *session)
{
	return session->tables;
}

const struct model *
session_model(const struct session *session)
{
	return session->model;
}

const struct rulebook *
session_book(const struct session *session)
{
	return session->book;
}

enum rank
session_rank(const struct session *session)
{
	return session->rank;
}

gboolean
session_rank_known(const struct session *session)
{
	return session->rank_known;
}

gint64
session_now(const struct session *session)
{
	return session->now;
}

const char *
session_system(const struct session *session)
{
	return session->system;
}

gboolean
session_in_folder(const struct session *session)
{
	return session->folder;
}

const struct method *
session_method(const struct session *session)
{
	return session->method;
}

void
session_want_texts(struct session *session, gboolean texts)
{
	session->without_texts = !texts;
}

gboolean
session_wants_texts(const struct session *session)
{
	return !session->without_texts;
}

struct prepared *
session_rule(struct session *session, guint number)
{
	return &session->rules[number];
}

struct prepared *
session_ground(struct session *session, guint number)
{
	return &session->grounds[number];
}
