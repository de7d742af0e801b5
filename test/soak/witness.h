/* SPDX-License-Identifier: Apache-2.0 */
/* Who was told what, and whether the ledger still says so. */
#pragma once
#include "deeds.h"

struct witness;

/* `store` is there and its world is made. */
struct witness *witness_new(const struct model *model, const char *store);
void witness_free(struct witness *witness);
/* A line of the writer; aborts on what is no line. TRUE: an erasure begins. */
gboolean witness_hear(struct witness *witness, const char *line);
/* The deed with which thread T goes on: its last, which may have had no answer. */
guint witness_next(const struct witness *witness, guint thread);
guint64 witness_acknowledged(const struct witness *witness);
/*
 * Opens the ledger and holds it against what was heard: the deeds since the last check, or all.
 * Complains on stderr; the number of complaints.
 */
guint witness_check(struct witness *witness, gboolean all);
