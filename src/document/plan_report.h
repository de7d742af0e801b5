/* SPDX-License-Identifier: Apache-2.0 */
/* A plan of an apply, told: as text for people and as JSON for programs. */
#pragma once
#include "ledger/plan.h"

struct plan_options_text {
	const char *lang; /* ja or en */
	gboolean colour;
	gboolean all; /* the fields of new objects too */
	gboolean done; /* it was applied: what happened, not what would */
};

/* Object by object and field by field, then the sum. */
void plan_text(const struct plan *plan, const struct plan_options_text *options, GString *out);
/* Only the sum: one line. */
void plan_sum(const struct plan *plan, const struct plan_options_text *options, GString *out);
/* {"folder","system","counts":{…},"objects":[{"kind","id","what","file","line","fields":[…]}]} */
struct value *plan_value(const struct plan *plan, struct arena *arena);
