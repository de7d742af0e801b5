/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The 15 common problems of annex 3, seen over the findings and grounds of a judgement.
 *
 * They are a second page, not a second count: each finding belongs to at most one problem, the first
 * row `Xn-m` that its rule names, and counts in its own check as before. State, the first that applies:
 *
 *   found              an open finding of class must or should shows it
 *   unclear            one of class need does, or a rule of it could not be run
 *   excluded           every check it leans on is excluded
 *   not_looked_at      no rule looks for it yet, or nothing in those checks' grounds is covered
 *   partly_looked_at   some subjects are not covered, or a rule or ground waits for a missing part
 *   not_found          everything was looked at, and it was not there
 */
#pragma once
#include "verdict.h"

enum pitfall_state {
	PITFALL_FOUND,
	PITFALL_UNCLEAR,
	PITFALL_EXCLUDED,
	PITFALL_NOT_LOOKED,
	PITFALL_PARTLY_LOOKED,
	PITFALL_NOT_FOUND,
	N_PITFALL_STATES,
};
extern const char *const PITFALL_CODES[];
extern const struct label PITFALL_LABELS[];

struct pitfall_result {
	const struct pitfall *pitfall;
	enum pitfall_state state;
	GPtrArray *findings;     /* of const struct finding, borrowed, worst first; excepted ones too */
	guint open;              /* of them, those that no exception takes out */
	guint subjects, covered; /* over the checks it leans on */
	GPtrArray *waits;        /* of const char*: missing parts of the product */
	guint rules;             /* that look for it */
};

/* Of struct pitfall_result, in the guideline's order; owned by the caller. */
GPtrArray *pitfalls_new(const struct judgement *judgement, const struct guideline *guideline,
	const struct rulebook *book);
