/* SPDX-License-Identifier: Apache-2.0 */
/* The store and its key ring, without the journal: for commands that keep the ledger. */
#pragma once
#include "cli.h"
#include "store/store.h"

struct opened {
	struct store *store;
	struct keyring *ring; /* OPENING_LOOK: NULL where there is none */
};

enum opening_how {
	OPENING_LOOK,  /* takes no lock, writes nothing; the key ring may be missing */
	OPENING_WRITE,
};

/* FALSE: told what is wrong. */
gboolean opening(struct cli *cli, enum opening_how how, struct opened *ret);
void opened_clear(struct opened *opened);
#define OPENED_AUTO __attribute__((cleanup(opened_clear))) struct opened
