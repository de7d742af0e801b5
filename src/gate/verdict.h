/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From grounds, findings, statements and exceptions to the verdict of each check, exactly as
 * rules/3-operation.md §1 has it: the order of §1.1, the table of §1.2, exceptions of §1.3, empty
 * scopes of §1.4. doc/judgement.md tells it for readers.
 *
 * A cover counts when it was collected since the subject's last change, is fresh, and its proof
 * reaches mv('proof.cover'); for a check of class auto it has to be more than a word. The proof of a check is its weakest subject's. A check that rests on a
 * part of the product that is not there yet is never conforming: `waits` names the part.
 */
#pragma once
#include "findings.h"
#include "guideline.h"
#include "outlook.h"

enum verdict {
	VERDICT_CONFORMING,
	VERDICT_PARTIAL,
	VERDICT_NONCONFORMING,
	VERDICT_EXCLUDED,
	VERDICT_NOT_ASSESSED,
};
extern const char *const VERDICT_CODES[]; /* conforming partial nonconforming excluded not_assessed */
extern const struct label VERDICT_LABELS[];

struct subject {
	char *kind, *id;
	enum { COVER_NONE, COVER_WEAK, COVER_STALE, COVER_COVERED } state;
	gboolean excluded;
	int proof;          /* of the best cover that counts; halved when stale; 0 none */
	char *cover_kind, *cover_id;
	char *reason;       /* why it is not covered; NULL when it is */
	char *by;           /* role that can supply it */
	gint64 changed_at;  /* 0: never */
	gint64 fresh_until; /* MOMENT_NONE: for ever */
};

struct check_result {
	const struct check *check;
	enum verdict verdict;
	int proof;                         /* 0-100; -1 when excluded */
	guint subjects, covered, excluded; /* excluded ones are in neither of the others */
	GPtrArray *ground;                 /* of struct subject */
	GPtrArray *findings;               /* of struct finding, borrowed, worst first */
	GPtrArray *waits;                  /* of const char*: parts it waits for */
	gboolean awaits_statement;         /* all covered, the statement of a role is missing */
	char *statement;                   /* "conforming" …, worst of the roles; NULL: none in force */
	gboolean claimed;                  /* something is only claimed in a folder */
};

struct gate_result {
	int phase;
	char *state;
	GPtrArray *blocked_by; /* of const char*: check ids, borrowed */
};

struct judgement {
	char *system;
	gint64 now;
	enum rank rank;
	gboolean rank_known;
	gboolean folder;
	int current_phase;   /* the lowest phase not passed */
	char *file;          /* where the system itself is written, in a folder */
	guint line;
	GPtrArray *findings; /* of struct finding, all */
	GPtrArray *checks;   /* of struct check_result, in the guideline's order */
	GPtrArray *gates;    /* of struct gate_result, 1…8 */
	gint64 next_at;      /* when an answer can change by itself */
	struct outlook *outlook; /* for reports; NULL: nobody asked */
};

/* After session_derive. */
struct judgement *judgement_new(
	struct session *session, const struct guideline *guideline, GError **error);
void judgement_free(struct judgement *judgement);
const struct check_result *judgement_check(const struct judgement *judgement, const char *id);
