/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does deeds, one after the other, and tells each before and after in a line (without its end):
 *
 *     told T N                        thread T begins deed N
 *     done T N REPEATED (SEQ HASH)…   the journal said yes: one pair a draft
 *     refused T N · erased T N · late T N (the entry stands, the key goes at the next opening)
 *
 * What goes wrong otherwise ends the process with 1.
 */
#pragma once
#include "deeds.h"

struct doer {
	struct deed_maker maker;
	struct journal *journal;
	struct store *store; /* of its own, for reading */
	const char *path;    /* of the store */
	gboolean rebuilds;   /* somebody does: erasures may be late */
	void (*say)(const char *line);
	guint thread, number;
};

void doer_do(struct doer *doer);

void doer_must(gboolean ok, GError **error, const char *what);
void doer_must_be_none(struct problems *problems, const char *what);
