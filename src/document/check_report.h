/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A judgement, told: as text for people and as JSON for programs.
 *
 * Text: phase by phase, in each the worst check first, under it what is wrong and what is missing,
 * at the end what to do next. JSON: the members of the contract, which stay.
 */
#pragma once
#include "gate/verdict.h"

struct report_options {
	const char *lang; /* ja or en */
	gboolean colour;
	gboolean all;     /* no list is cut */
	int phase;        /* only up to this one; 0: all */
	const char *name; /* of the system, in the language */
};

void check_text(const struct judgement *judgement, const struct guideline *guideline,
	const struct report_options *options, GString *out);
void check_json(const struct judgement *judgement, const struct report_options *options, GString *out);
