/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Judging a system, wherever its objects come from: a folder, the ledger, the ledger as of a day.
 * One judge serves any number of systems one after another; it never writes.
 */
#pragma once
#include "ledger/dossier.h"
#include "ledger/facts.h"
#include "store/keyring.h"
#include "verdict.h"

struct judge;

/* `problems`: files of the model that cannot be used; the judge works with the others. */
struct judge *judge_new(const struct model *model, struct problems *problems, GError **error);
void judge_free(struct judge *judge);
const struct guideline *judge_guideline(const struct judge *judge);
struct session *judge_session(struct judge *judge);
/* SHA-256 over every file that can change a verdict, hex. */
const char *judge_digest(struct judge *judge);

/* `org` NULL: judged without the organisation's part. */
struct judgement *judge_folder(struct judge *judge, const struct dossier *dossier,
	const struct dossier *org, gint64 now, GError **error);
/*
 * A system of the ledger at `now`. `at` not 0: with the facts as the ledger knew them then (and
 * `now` is that moment). ERROR_NOT_FOUND when there is no such system.
 */
struct judgement *judge_system(struct judge *judge, struct store *store, struct keyring *ring,
	const char *system, gint64 now, gint64 at, GError **error);
/*
 * Fills the session with a system of the ledger and derives; nothing is judged. `ring` may be NULL
 * when `at` is 0.
 */
gboolean judge_derive(struct judge *judge, struct store *store, struct keyring *ring,
	const char *system, gint64 now, gint64 at, GError **error);
