/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A judgement, told: as text for people, as JSON for programs, and in the forms that others read.
 *
 * Text: where the system stands and why; phase by phase up to the present one, in each the worst
 * check first, under it what is wrong and what is missing; the phases after that in a line each; at
 * the end the few things that help most now. JSON: the members of the contract, which stay.
 * check_formats.c has the table of all forms; one file writes each.
 */
#pragma once
#include "gate/outcome.h"
#include "gate/pitfalls.h"

struct report_options {
	const char *lang; /* ja or en */
	gboolean colour;
	gboolean all;      /* no list is cut, every phase in detail */
	gboolean problems; /* the page of the 15 common problems */
	int phase;         /* only up to this one; 0: all */
	guint width;       /* of the terminal; 0: lines are not broken */
	const char *name;  /* of the system, in the language */
	const char *base;  /* absolute folder that files are named from: where the command runs */
};

struct report {
	const struct judgement *judgement;
	const struct guideline *guideline;
	struct session *session; /* as the judgement left it: names of objects */
	const struct outcome *outcome;
	const struct report_options *options;
};

/* One way to tell it; the same report gives the same bytes. */
struct report_format {
	const char *name;
	gboolean binary;   /* not for a terminal */
	gboolean problems; /* has the page of common problems */
	gboolean (*write)(const struct report *report, GString *out, GError **error);
};
extern const struct report_format REPORT_FORMATS[]; /* ends with a NULL name */
const struct report_format *report_format(const char *name); /* NULL: unknown */

void check_text(const struct judgement *judgement, const struct guideline *guideline,
	const struct report_options *options, GString *out);
void check_json(const struct report *report, GString *out);
/* What comes after the checks: against the baseline, maturity. */
void baseline_text(const struct report *report, GString *out);
void maturity_text(const struct report *report, GString *out);
void problems_text(const struct report *report, GString *out);
/* Members "baseline", "maturity" and "problems" of the JSON. */
struct value *baseline_value(const struct report *report, struct arena *arena);
struct value *maturity_value(const struct report *report, struct arena *arena);
struct value *problems_value(const struct report *report, struct arena *arena);
