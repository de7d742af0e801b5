/* SPDX-License-Identifier: Apache-2.0 */
/* What verdict.c, ground.c, exceptions.c and statements.c share. */
#pragma once
#include "verdict.h"

struct judging {
	struct session *session;
	const struct guideline *guideline;
	struct judgement *judgement;
	int proof_bound;        /* mv('proof.cover') */
	int stale_share;        /* mv('proof.stale'), percent */
	int word;               /* mv('proof.word') */
	gint64 operation_start; /* MOMENT_NONE: not in operation */
};

/* Rows of a SELECT of ours; texts by column number. FALSE on error. */
typedef void (*select_func)(struct judge_query *query, void *data);
gboolean select_each(
	struct session *session, const char *select, select_func func, void *data, GError **error);

/* ground.c: runs the ground of a check into result->ground. */
gboolean ground_run(struct judging *judging, struct check_result *result, GError **error);
/* A need-finding on a subject takes its cover away. */
void ground_take_needs(struct check_result *result);
void ground_count(struct check_result *result);
void subject_free(gpointer subject);

/* exceptions.c */
struct exceptions;
struct exceptions *exceptions_read(struct judging *judging, GError **error);
void exceptions_free(struct exceptions *exceptions);
void exceptions_on_findings(const struct exceptions *exceptions, GPtrArray *findings);
void exceptions_on_ground(const struct exceptions *exceptions, struct check_result *result);
gboolean exceptions_whole(const struct exceptions *exceptions, const struct judging *judging,
	const struct check *check);
/* A waiver on one of its findings caps the check's proof. */
gboolean exceptions_cap(const struct check_result *result);

/* statements.c */
enum statement { STATED_NOTHING, STATED_CONFORMING, STATED_PARTIAL, STATED_NONCONFORMING };
struct statements;
struct statements *statements_read(struct judging *judging, GError **error);
void statements_free(struct statements *statements);
struct stated {
	enum statement worst; /* over the roles that the rank asks; NOTHING when one is missing */
	gboolean asked;       /* somebody has to state or decide something */
	gboolean any_nonconforming, any_partial, any_conforming; /* whoever may speak, asked or not */
	gboolean documented; /* every role's statement names a document */
	gboolean claimed;
	int proof; /* 90 assessor, 70 with document, 40 bare or in a folder: the least */
};
struct stated statements_on(const struct statements *statements, struct judging *judging,
	const struct check_result *result);
gboolean statements_empty(const struct statements *statements, struct judging *judging,
	const struct check *check);
