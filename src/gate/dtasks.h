/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which demarcation tasks a system needs, and who may hold them (model/guideline/dtasks.yaml), as
 * tables that rules read:
 *
 *   dtask(task, scope, always, custom)   scope: system, component; custom 1: own development calls for it
 *   dtask_rank(task, rank)               ranks at which it is needed
 *   dtask_call(task, by, value)          what else calls for it: by layer, type, model, information
 *   dtask_spared(task, model)            cloud service models under which nobody asks for it
 *   dtask_side(task, model, side)        who may hold it: own, csp, any
 *
 * They say the same for every system; model/derive makes of them what one system needs.
 */
#pragma once
#include "ledger/model.h"
#include "store/judge_db.h"

struct dtasks;

/* Declares the tables. What is wrong in the file is a problem, and that task is left out. */
struct dtasks *dtasks_new(const struct model *model, struct judge_db *db, struct problems *problems,
	GError **error);
void dtasks_free(struct dtasks *dtasks);
gboolean dtasks_fill(struct dtasks *dtasks, GError **error);
