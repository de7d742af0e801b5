/* SPDX-License-Identifier: Apache-2.0 */
/* What plan*.c share. */
#pragma once
#include "plan.h"

struct planning {
	struct plan *plan;
	struct journal *journal;
	const struct model *model;
	const struct plan_options *options;
	GHashTable *ledger;  /* "kind:id" → const struct object*, retired ones too */
	GHashTable *seen;    /* "kind:id" of the folder */
	GPtrArray *objects;  /* of the ledger */
	GError *error;
};

gboolean is_claim(const struct object *object);
/* Who is said to have made a claim. */
struct actor plan_claimant(const struct step *step);
