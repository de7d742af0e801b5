/* SPDX-License-Identifier: Apache-2.0 */
/* New dossier folders, written whole or not at all. */
#pragma once
#include "ledger/dossier.h"

struct dossier_pair {
	GPtrArray *system, *org;     /* of const struct object*, by kind and id */
	const struct dossier *found; /* the organisation's folder that is there; NULL: one is made beside */
	const char *chain, *into;
};

/*
 * Makes the folders in a hidden one beside `into`, reads and checks them as `check` would, and moves them to
 * their places. FALSE after at least one problem; then nothing is left.
 */
gboolean dossier_pair_write(const struct model *model, const struct dossier_pair *folders,
	struct problems *problems);
/*
 * A folder `into` with a folder a system below it, and `org` where there are parties: all or nothing, the
 * same way. Objects are const struct object*; a system's chain is the name of its folder.
 */
gboolean dossiers_write(const char *into, const GPtrArray *systems,
	const GPtrArray *parties, struct problems *problems);
