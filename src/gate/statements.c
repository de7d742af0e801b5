/* SPDX-License-Identifier: Apache-2.0 */
/* What the roles say of a check: attestations, evaluations, decisions, signatures (rules 3, §1.1). */
#include <string.h>

#include "verdict_private.h"

struct statement_row {
	char *check;   /* NULL: on a subject */
	char *subject; /* kind:id */
	char *role, *statement;
	gint64 put_at;
	gboolean document, claimed, folder;
	char **empty; /* scope codes; NULL: it does not speak of empty scopes */
};

struct statements {
	GPtrArray *list; /* newest first */
	gboolean second_party;
};

static void
row_free(gpointer data)
{
	struct statement_row *row = data;
	g_free(row->check);
	g_free(row->subject);
	g_free(row->role);
	g_free(row->statement);
	g_strfreev(row->empty);
	g_free(row);
}

static void
take_row(struct judge_query *query, void *data)
{
	struct statements *statements = data;
	struct statement_row *row = g_new0(struct statement_row, 1);
	row->check = g_strdup(judge_query_text(query, 0));
	row->subject = g_strdup(judge_query_text(query, 1));
	row->role = g_strdup(judge_query_text(query, 2));
	row->statement = g_strdup(judge_query_text(query, 3));
	row->put_at = judge_query_int(query, 4);
	row->document = judge_query_int(query, 5) != 0;
	row->folder = judge_query_int(query, 6) != 0;
	row->claimed = row->folder && strcmp(row->role, "assessor") == 0;
	const char *empty = judge_query_text(query, 7);
	if (strcmp(row->statement, "empty") == 0)
		row->empty = g_strsplit(empty == NULL ? "" : empty, ",", -1);
	g_ptr_array_add(statements->list, row);
}

/*
 * An assessor's word in a folder is a claim and counts for nothing; what the others state there
 * counts as their word, with or without a document. An evaluation without an opinion on the check
 * says nothing about it.
 */
static const char ALL[] =
	"SELECT a.check_id, a.subject_kind || ':' || a.subject_id, a.put_role, a.statement, a.put_at AS at,"
	"       EXISTS (SELECT 1 FROM attestation_evidence e JOIN evidence v ON v.id = e.value"
	"               WHERE e.id = a.id), a.known_by = 'folder',"
	"       (SELECT group_concat(p.value) FROM attestation_empty p WHERE p.id = a.id) "
	"FROM   attestation a WHERE a.ends_on > :now "
	"UNION ALL "
	"SELECT c.check_id, NULL, 'assessor',"
	"       CASE WHEN v.opinion = 'insufficient' AND c.statement = 'conforming' THEN 'partial'"
	"            ELSE c.statement END, v.put_at,"
	"       EXISTS (SELECT 1 FROM evaluation_evidence e JOIN evidence d ON d.id = e.value"
	"               WHERE e.id = v.id),"
	"       v.known_by = 'folder', NULL "
	"FROM   evaluation v JOIN evaluation_checks c ON c.id = v.id "
	"ORDER  BY at DESC";

struct statements *
statements_read(struct judging *judging, GError **error)
{
	static const char SECOND[] =
		"SELECT EXISTS (SELECT 1 FROM contract_outs WHERE stage = 'concluded')"
		"    OR EXISTS (SELECT 1 FROM component WHERE contractor IS NOT NULL)";
	struct statements *statements = g_new0(struct statements, 1);
	statements->list = g_ptr_array_new_with_free_func(row_free);
	g_autofree char *second = NULL;
	if (!select_each(judging->session, ALL, take_row, statements, error)
		|| !session_one(judging->session, SECOND, &second, error)) {
		statements_free(statements);
		return NULL;
	}
	statements->second_party = g_strcmp0(second, "1") == 0;
	return statements;
}

void
statements_free(struct statements *statements)
{
	if (statements == NULL)
		return;
	g_ptr_array_unref(statements->list);
	g_free(statements);
}

static enum statement
statement_of(const char *text)
{
	if (strcmp(text, "conforming") == 0 || strcmp(text, "empty") == 0)
		return STATED_CONFORMING;
	if (strcmp(text, "partial") == 0)
		return STATED_PARTIAL;
	return STATED_NONCONFORMING;
}

/*
 * That a scope is empty vouches for the rest while nothing else was said; it takes nothing back that
 * was said of the check as a whole.
 */
static const struct statement_row *
newest(const struct statements *statements, const char *check, const char *role, gboolean claimed)
{
	const struct statement_row *empty = NULL;
	for (guint i = 0; i < statements->list->len; i++) {
		const struct statement_row *row = g_ptr_array_index(statements->list, i);
		if (g_strcmp0(row->check, check) != 0 || strcmp(row->role, role) != 0
			|| row->claimed != claimed)
			continue;
		if (row->empty == NULL)
			return row;
		if (empty == NULL)
			empty = row;
	}
	return empty;
}

static const struct statement_row *
newest_empty(
	const struct statements *statements, const char *check, const char *role, const char *scope)
{
	for (guint i = 0; i < statements->list->len; i++) {
		const struct statement_row *row = g_ptr_array_index(statements->list, i);
		if (g_strcmp0(row->check, check) == 0 && strcmp(row->role, role) == 0 && !row->claimed
			&& row->empty != NULL && g_strv_contains((const char *const *)row->empty, scope))
			return row;
	}
	return NULL;
}

/* Stated of this one subject by the role since it changed. */
static gboolean
stated_alone(const struct statements *statements, const struct subject *subject, const char *role)
{
	g_autofree char *whole = g_strconcat(subject->kind, ":", subject->id, NULL);
	for (guint i = 0; i < statements->list->len; i++) {
		const struct statement_row *row = g_ptr_array_index(statements->list, i);
		if (g_strcmp0(row->subject, whole) == 0 && strcmp(row->role, role) == 0 && !row->claimed
			&& row->empty == NULL)
			return row->put_at >= subject->changed_at
				&& statement_of(row->statement) == STATED_CONFORMING;
	}
	return FALSE;
}

/* A conforming word holds for the state it was given on; a bad word holds until it is taken back. */
static gboolean
still_holds(const struct statements *statements, const struct statement_row *row,
	const struct check_result *result, const char *role)
{
	if (statement_of(row->statement) == STATED_NONCONFORMING)
		return TRUE;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (!subject->excluded && subject->state == COVER_COVERED
			&& row->put_at < subject->changed_at
			&& !stated_alone(statements, subject, role))
			return FALSE;
	}
	return TRUE;
}

/* The contractor speaks of what it delivers or confirms; everybody else may always say what is wrong. */
static gboolean
may_speak(const struct check *check, const char *role, gboolean needed)
{
	return needed || strcmp(role, "contractor") != 0
		|| g_strv_contains((const char *const *)check->supplied_by, "contractor");
}

static void
take_role(const struct statements *statements, const struct check_result *result, const char *role,
	struct stated *stated, gboolean needed)
{
	if (!may_speak(result->check, role, needed))
		return;
	const struct statement_row *row = newest(statements, result->check->id, role, FALSE);
	if (newest(statements, result->check->id, role, TRUE) != NULL)
		stated->claimed = TRUE;
	if (row != NULL && !still_holds(statements, row, result, role))
		row = NULL;
	enum statement said = row == NULL ? STATED_NOTHING : statement_of(row->statement);
	stated->any_nonconforming = stated->any_nonconforming || said == STATED_NONCONFORMING;
	stated->any_partial = stated->any_partial || said == STATED_PARTIAL;
	stated->any_conforming = stated->any_conforming || said == STATED_CONFORMING;
	if (!needed)
		return;
	if (said == STATED_NOTHING || stated->worst == STATED_NOTHING)
		stated->worst = STATED_NOTHING;
	else
		stated->worst = MAX(stated->worst, said);
	if (row == NULL)
		return;
	stated->documented = stated->documented && row->document;
	int proof = strcmp(role, "assessor") == 0 ? 90 : row->document && !row->folder ? 70 : 40;
	stated->proof = MIN(stated->proof, proof);
}

/* C1-3: the decision on the policy is the statement. */
static struct stated
by_decision(struct judging *judging, const struct check *check)
{
	struct stated stated = { .worst = STATED_NOTHING, .documented = TRUE, .proof = 70 };
	g_autofree char *select = g_strdup_printf(
		"SELECT state FROM approval WHERE kind = '%s' AND role IN ('owner', 'ciso')"
		" ORDER BY at DESC LIMIT 1",
		check->decides);
	g_autofree char *state = NULL;
	if (session_one(judging->session, select, &state, NULL) && state != NULL) {
		if (strcmp(state, "approved") == 0 || strcmp(state, "conditional") == 0)
			stated.worst = STATED_CONFORMING;
		stated.claimed = strcmp(state, "claimed") == 0;
	}
	return stated;
}

struct stated
statements_on(const struct statements *statements, struct judging *judging,
	const struct check_result *result)
{
	static const char *const ROLES[] = { "manager", "contractor", "owner", "assessor", "ciso" };
	const struct check *check = result->check;
	enum rank rank = session_rank(judging->session);
	char *const *needed = check->confirm[rank];
	struct stated stated = { .worst = STATED_CONFORMING, .documented = TRUE, .proof = 100 };
	if (check->form == FORM_DECISION)
		stated = by_decision(judging, check);
	gboolean by_roles = check->form == FORM_ATTESTATION && needed != NULL;
	stated.asked = by_roles || check->form == FORM_DECISION;
	gboolean manager_for_contractor = !statements->second_party && by_roles
		&& g_strv_contains((const char *const *)needed, "contractor");
	for (guint i = 0; i < G_N_ELEMENTS(ROLES); i++) {
		gboolean asked = by_roles && g_strv_contains((const char *const *)needed, ROLES[i]);
		if (manager_for_contractor)
			asked = (asked && strcmp(ROLES[i], "contractor") != 0)
				|| strcmp(ROLES[i], "manager") == 0;
		take_role(statements, result, ROLES[i], &stated, asked);
	}
	return stated;
}

/* ---- stated empty ---- */

struct latest {
	gint64 at;
};

static void
take_latest(struct judge_query *query, void *data)
{
	struct latest *latest = data;
	latest->at = judge_query_is_null(query, 0) ? 0 : judge_query_int(query, 0);
}

/* When the last fact that contradicted the scope went: a word from before does not speak of today. */
static gint64
last_gone(struct judging *judging, const struct scope *scope)
{
	struct latest latest = { 0 };
	g_autofree char *select = g_strdup_printf(
		"SELECT max(gone_at) FROM scope_fact WHERE scope = '%s'", scope->code);
	if (!select_each(judging->session, select, take_latest, &latest, NULL))
		latest.at = G_MAXINT64;
	return latest.at;
}

gboolean
statements_empty(const struct statements *statements, struct judging *judging,
	const struct check *check)
{
	enum rank rank = session_rank(judging->session);
	for (guint i = 0; i < judging->guideline->scopes->len; i++) {
		const struct scope *scope = g_ptr_array_index(judging->guideline->scopes, i);
		char *const *roles = check->empty_by[rank] != NULL ? check->empty_by[rank] : scope->by[rank];
		if (scope->whole == NULL || roles == NULL
			|| !g_strv_contains((const char *const *)scope->whole, check->id))
			continue;
		gboolean all = roles[0] != NULL;
		for (guint r = 0; roles[r] != NULL; r++) {
			const struct statement_row *row =
				newest_empty(statements, check->id, roles[r], scope->code);
			all = all && row != NULL && row->put_at >= last_gone(judging, scope);
		}
		if (all)
			return TRUE;
	}
	return FALSE;
}
