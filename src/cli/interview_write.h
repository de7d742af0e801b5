/* SPDX-License-Identifier: Apache-2.0 */
/* New dossier folders, written whole or not at all. */
#pragma once
#include "ledger/dossier.h"

struct interview_folders {
	GPtrArray *system, *org;     /* of const struct object*, by kind and id */
	const struct dossier *found; /* the organisation's folder that is there; NULL: one is made beside */
	const char *chain, *into;
};

/*
 * Makes the folders in a hidden one beside `into`, reads and checks them as `check` would, and moves them to
 * their places. FALSE after at least one problem; then nothing is left.
 */
gboolean interview_write(const struct model *model, const struct interview_folders *folders,
	struct problems *problems);
