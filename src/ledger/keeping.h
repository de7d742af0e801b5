/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Keeping the ledger: is it whole, make its derived tables anew, carry it away, bring it back.
 */
#pragma once
#include "journal.h"

typedef void (*progress_func)(gint64 done, gint64 all, void *data); /* all 0: not known */

struct verify_result {
	gint64 entries, chains, objects;
	gint64 erased;   /* objects, by an erase entry */
	gint64 contents; /* of evidence, opened and compared with their SHA-256 */
	/*
	 * By name, the first of each chain and sort: wrong entry, wrong fact, wrong change, wrong
	 * conclusion; and every wrong content, key that is missing, line of the checkpoint.
	 */
	struct problems problems;
};

enum verify_flags {
	VERIFY_ALL = 0,
	VERIFY_WITHOUT_CONTENTS = 1 << 0, /* they take as long as they are large */
};

/*
 * Recomputes every hash, compares the copies beside the bytes, the canonical form of each entry, the
 * sequence, `at` not going back, the facts, changes and conclusions against what the entries say,
 * the contents against their SHA-256, and the database's own structure. `checkpoint` (the text of
 * one, or NULL): also that it is signed, of this store, and that its heads are in these chains.
 * An object whose key is gone counts as erased when an entry says so, else it is a problem. `ring`
 * NULL (an auditor has the store alone): what is sealed is not looked into.
 * Reads only. TRUE: it ran (look at problems); FALSE: it could not. Call while others append: what
 * comes in after a chain was begun may be told as wrong facts; verify again then.
 */
gboolean ledger_verify(struct store *store, const struct model *model, struct keyring *ring,
	const char *checkpoint, enum verify_flags flags, progress_func progress, void *data,
	struct verify_result *ret, GError **error);
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
 * `store` is one that may write: the last step holds its write lock, so that keys and entries fit.
 * FILE gets journal and evidence as ciphertext, no fact tables; FILE.keys the key ring. Both are
 * new files (0600), complete or not there. restore makes a new store out of them and rebuilds it;
 * it refuses where a store exists, and verifies before it says yes.
 */
gboolean ledger_backup(struct store *store, struct keyring *ring, const char *file, GError **error);
gboolean ledger_restore(const char *url, const struct model *model, const char *file,
	progress_func progress, void *data, GError **error);
