/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a phase has come, from its checks' verdicts alone. Of the checks that are not excluded:
 *
 *   0  none conforms, not even in part
 *   1  at least one conforms, at least in part
 *   2  at least half of them do
 *   3  all of them do: none is unanswered, none is nonconforming
 *   4  all conform, and the weakest of their proofs is at least MATURITY_PROOF
 *
 * A better verdict or a stronger proof never lowers a level, a worse one never raises it.
 */
#pragma once
#include "verdict.h"

#define MATURITY_PROOF 70 /* a document, or better: words alone are no proof of a settled practice */
#define MATURITY_NONE (-1)

struct maturity {
	int phase;
	guint checks;
	guint counts[VERDICT_NOT_ASSESSED + 1]; /* by verdict */
	int proof; /* the weakest of the conforming and partly conforming checks; -1: there are none */
	int level; /* 0…4; MATURITY_NONE: every check is excluded */
};
extern const struct label MATURITY_LABELS[5];

struct maturity maturity_of(const struct judgement *judgement, int phase);
