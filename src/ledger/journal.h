/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The journal: the only way into the ledger.
 *
 * journal_append takes drafts that belong together (one put, one apply), and either all of them
 * become entries, durable when it returns, or none does and every reason is told. Many threads may
 * call it at once: one writer thread collects what waits into one transaction (group commit) and
 * gives each caller its own answer; a refused caller does not take its neighbours along.
 *
 * What happens to a draft, inside the transaction: a known client id is answered with the entry it
 * made then · the head of the chain and of the object are read · `if_match` is compared · fields
 * are merged with the head (unless `whole`) · writers are checked field by field · stamped fields
 * are filled · V5 · the entry's bytes are made, sealed where the kind asks for it, hashed and
 * appended · the fact and its material changes are projected · after the last draft of the call V1-V4
 * and V6-V15 judge the state all of them leave, or everything is taken back.
 * A chain that does not exist is opened by its first entry (verb `open`): the `system` object for a
 * system; @org by journal_init.
 *
 * `at` of an entry is the clock of the journal, never before the chain's last. The clock is the
 * machine's, but for a rehearsal store (said in the first entry for ever), where it may be set.
 *
 * Claims: drafts with known_by "folder" (decisions that stand in a dossier) are recorded under the
 * claimed actor and role; they are not held against V6-V10 because they have no effect.
 */
#pragma once
#include "base/digest.h"
#include "facts.h"
#include "store/keyring.h"

struct journal;
struct validate_hooks;

struct journal_options {
	const char *url;           /* of the store */
	const struct model *model; /* must outlive the journal */
	gint64 now;                /* 0: the machine's clock; else a rehearsal's (refused elsewhere) */
	gboolean threaded;         /* FALSE: append in the caller's thread (command line) */
	const struct validate_hooks *hooks; /* validate.h; NULL: recorded facts alone */
};

/* Makes the store, its key ring, @org (with the shipped standards as actor `sekisho`). */
gboolean journal_init(
	const struct journal_options *options, const char *zone, gboolean rehearsal, GError **error);
/* Opens; appends shipped standards of a newer edition first. */
struct journal *journal_open(const struct journal_options *options, GError **error);
void journal_close(struct journal *journal); /* waits for what is under way; accepts NULL */

struct actor {
	const char *person;   /* "local", a person's id, or "sekisho" */
	const char *role;     /* manager contractor owner assessor ciso admin engine */
	const char *known_by; /* local, folder, self, password+otp, oidc, token */
};

struct draft {
	const char *chain, *kind, *id;
	const struct actor *actor;
	const struct value *body; /* canonical (object_normalise); NULL when retiring */
	gboolean whole;           /* the body is the whole object: what it does not say is gone */
	gboolean retire;
	const char *reason;        /* of the retirement */
	gboolean with_dependents;  /* V2: retire also what cannot stand alone */
	const char *if_match;      /* hash the head must have, hex; "" = must not exist; NULL = any */
	/* decision: hash of the subject's head that was seen, hex (V10); NULL: the present one */
	const char *subject_match;
	const char *client;        /* NULL or "": none; at most 64 ASCII characters */
	const struct content *content; /* evidence: what content_take made of the file, or NULL */
	struct place place;        /* stands in the messages */
};

struct appended {
	char chain[72];
	gint64 seq;
	gint64 at;
	struct digest hash;
	gboolean repeated; /* an entry of this client id was there already */
};

/*
 * `ret` has room for n, one a draft (retired dependents have none). FALSE: nothing was written.
 * When the client id of any draft is known, the whole call is a repetition: drafts without a client
 * id of their own are answered with the head of their object.
 */
gboolean journal_append(struct journal *journal, const struct draft *drafts, guint n,
	struct appended *ret, struct problems *problems);

/*
 * The same up to its last step: everything is judged and then taken back. TRUE: it would be accepted
 * now. Nothing is written, but like an append it waits for its turn.
 */
gboolean journal_try(struct journal *journal, const struct draft *drafts, guint n,
	struct problems *problems);

/*
 * A judgement, as an entry of Sekisho's own (verb judge): appended and projected into
 * findings, states and the judgement row; the chain waits no longer. Refused with ERROR_CONFLICT
 * when the chain has moved on from rests.own. `body` is canonical.
 */
gboolean journal_judge(struct journal *journal, const char *chain, const struct value *body,
	struct appended *ret, GError **error);
/* The same, with more to follow that did not fit in one entry: the chain goes on waiting. */
gboolean journal_judge_part(struct journal *journal, const char *chain, const struct value *body,
	struct appended *ret, GError **error);

/*
 * What stands in @org is read by every system: when @org waits to be judged, all systems wait in its
 * stead afterwards. Otherwise nothing happens.
 */
gboolean journal_spread(struct journal *journal, GError **error);

/*
 * Destroys the key of a sealed object (verb erase; ground request, expiry or mistake), blanks its
 * fact, deletes the content of an evidence. V13 applies. Ends with store_scrub.
 */
gboolean journal_erase(struct journal *journal, const struct actor *actor, const char *chain,
	const char *kind, const char *id, const char *ground, struct problems *problems);

/* For reading beside the writer: a connection of its own. */
struct store *journal_reader(struct journal *journal);
struct keyring *journal_keyring(struct journal *journal); /* beside the writer's, too */
gint64 journal_now(const struct journal *journal);
gint64 journal_zone(const struct journal *journal); /* µs east of UTC */
gboolean journal_is_rehearsal(const struct journal *journal);
const char *journal_store_id(const struct journal *journal); /* 32 hex digits, for ever */

/*
 * Verbs by kind: "put", "attach", "attest", … ; gate events by their move. What people
 * do to an alert is "put"; its verb is Sekisho's.
 */
const char *verb_of(const struct kind *kind, const struct value *body);
