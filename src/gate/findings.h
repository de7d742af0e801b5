/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings: what the rules return for one system.
 *
 * Identity is (rule, subject, key), written rule:subject_kind:subject_id:key with `:` and `%` inside
 * the parts percent-encoded. It stays the same over re-evaluation, renaming and line drift. The
 * sentences are made from the row's columns: {x} as it is, {x|kind} the name of that object,
 * {x|@y} the name of the object of the kind that column y tells, {x|enum}, {x|kind.field} or
 * {x|kind.list.field} the label of a code, {x|date}, {x|duration}; several ids or codes,
 * separated by commas, one by one.
 */
#pragma once
#include "session.h"

struct finding {
	const struct rule *rule; /* NULL: Sekisho's own (V.rule_failed …): see id */
	char *rule_id;
	char *check;
	char *id; /* the whole identity */
	char *subject_kind, *subject_id, *key;
	enum rule_class class;
	enum severity severity;
	char *ja, *en; /* NULL when the session was told to leave them out */
	char *file; /* of the subject, in a folder */
	guint line;
	gint64 since; /* when it opened; 0: not known (session_note_since) */
	/* set by the exceptions in force (verdict.c) */
	enum { NOT_EXCEPTED, EXCEPTED_EXCLUDED, EXCEPTED_WAIVED, EXCEPTED_WEAKENED } excepted;
	gint64 excepted_until;
};

void finding_free(gpointer finding);
/*
 * Runs every rule but those that read the table `finding`; of struct finding*, in order of rule and
 * row. Rules that fail (error, limit) give a finding V.rule_failed on their check; missing method
 * values V.method_value.
 */
GPtrArray *findings_run(struct session *session, GError **error);
/* Fills the table `finding` with what was found, and adds what the rules that read it find. */
gboolean findings_run_last(struct session *session, GPtrArray *found, GError **error);
/* V.rule_failed, for a rule or ground that could not be run. */
void findings_add_failed(struct session *session, const char *check, const char *id,
	const GError *failed, GPtrArray *into);
/* V.method_value for every value that was asked for in vain since the last call. */
void findings_add_missing(struct session *session, const char *check, GPtrArray *into);
/* One rule alone: for tests. */
gboolean findings_of_rule(
	struct session *session, guint number, GPtrArray *into, GError **error);
char *finding_identity(
	const char *rule, const char *subject_kind, const char *subject_id, const char *key);
/* A template filled from a lookup of columns. Owned by the caller. */
typedef const char *(*column_func)(const char *name, void *data);
char *sentence_fill(struct session *session, const char *template, const char *lang,
	column_func column, void *data);
