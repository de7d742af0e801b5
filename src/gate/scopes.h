/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which checks a scope that is stated empty empties altogether (model/guideline/scopes.yaml), as a
 * table that rules read: scope_check(scope, check_id). It says the same for every system; the facts
 * that contradict a scope are model/derive's scope_fact.
 */
#pragma once
#include "ledger/model.h"
#include "store/judge_db.h"

struct scopes;

/* Declares the table. What is wrong in the file is a problem. */
struct scopes *scopes_new(const struct model *model, struct judge_db *db, struct problems *problems,
	GError **error);
void scopes_free(struct scopes *scopes);
gboolean scopes_fill(struct scopes *scopes, GError **error);
