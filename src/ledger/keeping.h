/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeping the ledger: is it whole, make its derived tables anew, carry it away, bring it back.
 */
#pragma once
#include "journal.h"

typedef void (*progress_func)(gint64 done, gint64 all, void *data); /* all 0: not known */

struct verify_result {
	gint64 entries, chains, objects;
	struct problems problems; /* the first wrong entry of each chain, by name */
};

/*
 * Recomputes every hash, compares the copies beside the bytes, the canonical form of each entry, the
 * sequence, `at` not going back, the facts and conclusions against what the entries say, and the
 * database's own structure. `checkpoint` (or NULL): also that its heads are in these chains.
 * Reads only. TRUE: it ran (look at problems); FALSE: it could not.
 */
gboolean ledger_verify(struct store *store, const struct model *model, struct keyring *ring,
	const char *checkpoint, progress_func progress, void *data, struct verify_result *ret,
	GError **error);
void verify_result_clear(struct verify_result *result);

/* Makes facts, changes and conclusions anew out of the journal, in shadow tables, one swap. */
gboolean ledger_rebuild(struct store *store, const struct model *model, struct keyring *ring,
	progress_func progress, void *data, gint64 *ret_entries, GError **error);

/*
 * The heads of all chains, signed with ECDSA P-256 (key PATH-checkpoint.pem, made at first use;
 * SEKISHO_CHECKPOINT_KEY names another): canonical JSON with the public key in it.
 */
char *checkpoint_make(struct store *store, gint64 now, GError **error);

/*
 * FILE gets journal and evidence as ciphertext, no fact tables; FILE.keys the key ring. Both are
 * new files (0600), complete or not there. restore makes a new store out of them and rebuilds it;
 * it refuses where a store exists, and verifies before it says yes.
 */
gboolean ledger_backup(struct store *store, struct keyring *ring, const char *file, GError **error);
gboolean ledger_restore(const char *url, const struct model *model, const char *file,
	progress_func progress, void *data, GError **error);
