/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What Sekisho concludes is written down: a judgement becomes an entry of its own (verb judge) that
 * holds only what changed since the last one, and what it rested on.
 */
#pragma once
#include "judge.h"
#include "ledger/keeping.h"

/*
 * Judges a system of the ledger and appends the difference. When somebody wrote meanwhile it judges
 * again (at most CONCLUDE_TRIES times). *ret_judgement (or NULL) is the caller's.
 */
#define CONCLUDE_TRIES 8
gboolean conclude(struct judge *judge, struct journal *journal, const char *system,
	struct judgement **ret_judgement, GError **error);
/*
 * Judges everything that waits or is due (a changed @org makes every system wait), at most `limit`
 * systems; *ret_done how many. Systems that cannot be judged stay waiting, the others go on; the
 * first error is returned at the end. `progress` may be NULL.
 */
gboolean conclude_due(struct judge *judge, struct journal *journal, guint limit,
	progress_func progress, void *data, guint *ret_done, GError **error);
