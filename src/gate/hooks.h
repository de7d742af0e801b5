/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the ledger cannot know by itself when it accepts an entry (ledger/validate.h): the numbers
 * of a system's method, its proposed rank, the values of its scenarios. They are derived from what
 * was committed before the call, over a connection of their own; only what was not asked yet of
 * this state is derived. What blocks a gate the ledger reads out of the newest judgement itself.
 *
 * To be made before the journal that is given them, and freed after it.
 */
#pragma once
#include "ledger/model.h"
#include "ledger/validate.h"

struct hooks;

/* `now` 0: the machine's clock. Nothing is opened or read until it is asked for. */
struct hooks *hooks_new(const struct model *model, const char *url, gint64 now);
void hooks_free(struct hooks *hooks); /* accepts NULL */
const struct validate_hooks *hooks_for_journal(struct hooks *hooks);
