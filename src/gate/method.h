/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Method profiles (model/method/<name>.yaml): thresholds, intervals, lists, by rank and phase. Rules and grounds read
 * them through mv(key); no threshold stands in a rule file. A profile is pinned by `system.method`,
 * the id of its `standard`.
 */
#pragma once
#include "ledger/model.h"
#include "rulebook.h"
#include "store/judge_db.h"

struct methods;
struct method;

/* Profiles that cannot be used are problems; the others stay. */
struct methods *methods_new(const struct model *model, struct problems *problems);
void methods_free(struct methods *methods);
/* By the id of the standard; NULL: not known. */
const struct method *methods_find(const struct methods *methods, const char *standard);
/* The one that new systems get, and that stands in where a system's own is not known. */
const struct method *methods_default(const struct methods *methods);
const char *method_standard(const struct method *method);
/* All values for a rank; borrowed, *ret_n long. */
const struct judge_value *method_values(
	const struct method *method, enum rank rank, guint *ret_n);
/* One value: NULL if there is none. `phase` 0: not by phase. */
const struct judge_value *method_value(
	const struct method *method, enum rank rank, int phase, const char *key);
/* Adds the profile's rows to the table method_value. */
gboolean method_fill(
	const struct method *method, struct judge_table *table, const char *system, GError **error);
