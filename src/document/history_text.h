/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Entries, told: who did what when, and what changed field by field. Bodies that are sealed are
 * opened with the key ring; where the key is gone, that is what is said.
 */
#pragma once
#include "ledger/model.h"
#include "store/keyring.h"
#include "store/store.h"

struct history_options {
	const struct model *model;
	struct keyring *ring; /* NULL: sealed bodies stay closed */
	const char *lang;
	gint64 zone;
	gboolean json; /* one object a line */
};

struct history;

struct history *history_new(const struct history_options *options);
void history_free(struct history *history);
/*
 * The next entry, in the order of its chain; appends to `out`. With `fields` the values of an
 * object's fields are told as they change (all entries must then be of one object), else one line
 * an entry. FALSE: the entry is damaged.
 */
gboolean history_entry(struct history *history, const struct journal_row *row, gboolean fields,
	GString *out, GError **error);
