/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ledgers for tests of keeping, written entry by entry through the store's interface: what is
 * appended is exactly what the test says, also what the journal would refuse.
 */
#pragma once
#include "ledger/content.h"
#include "ledger/keeping.h"

struct made_ledger {
	char *folder, *path;
	struct store *store;
	struct keyring *ring;
	struct model *model;
	struct model_files *files;
	GHashTable *keys; /* "chain kind id" → key id of the object */
	gint64 now;
};

struct made_ledger *made_new(void);
void made_free(struct made_ledger *made); /* with its folder */
void made_close(struct made_ledger *made);
void made_open(struct made_ledger *made);
/* Inside one transaction. */
void made_begin(struct made_ledger *made);
void made_commit(struct made_ledger *made);

/* An entry with its fact; the first of a chain is opened by itself. `body` is canonical JSON. */
void made_put(struct made_ledger *made, const char *chain, const char *kind, const char *id,
	const char *body);
void made_retire(struct made_ledger *made, const char *chain, const char *kind, const char *id);
/* The entry, and the key destroyed; `whole` FALSE: only the entry's transaction. */
void made_erase(struct made_ledger *made, const char *chain, const char *kind, const char *id);
void made_judge(struct made_ledger *made, const char *chain, const char *body);
/* Evidence with a content; `previous` may be NULL. Gives its SHA-256. */
struct digest made_attach(struct made_ledger *made, const char *chain, const char *id,
	const char *text, gsize len, const struct digest *previous);
const guint8 *made_key(struct made_ledger *made, const char *chain, const char *kind,
	const char *id); /* of the object, made at first use */
/* Any verb, kind and body, as they are given; projected. */
void made_entry(struct made_ledger *made, const char *chain, const char *verb, const char *kind,
	const char *id, const char *body);

/* A ledger with a bit of everything: @org, two systems, sealed, retired, erased, judged. */
struct made_ledger *made_sample(void);
/* SQL on the file itself, past the interface; the append-only triggers are set aside for it. */
void made_tamper(struct made_ledger *made, const char *sql);
/* Everything in the derived tables, one row a line. */
char *made_dump(struct made_ledger *made);
char *made_file(struct made_ledger *made, const char *name); /* a path in the folder */
/* Is the text in any file of the folder? */
gboolean made_holds(struct made_ledger *made, const void *bytes, gsize len);
