/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The store: where journal, facts, evidence content and conclusions lie. One store is one
 * organisation; nothing crosses stores.
 *
 * This interface knows bytes and rows, not what they mean: kinds, validation and rules are above
 * it. A driver is one `struct store_driver` (SQLite here; PostgreSQL fills the same table). There is
 * one table for all facts, keyed by (chain, kind, id), that holds the whole object as canonical
 * JSON: the typed tables that rules read are made in memory from it, always by the same code,
 * whether the object comes from here, from a folder or from the journal as of some day.
 *
 * Rules for callers
 * - A `struct store` is one connection, used by one thread at a time. Open another for another.
 * - Everything that writes stands between store_begin and store_commit. store_begin takes the write
 *   lock (waits up to STORE_WAIT_MS for other processes): what is read after it is the present head.
 * - A commit that returned TRUE is on the disk.
 * - Rows given to callbacks and returned by *_get are borrowed: valid until the next call on this
 *   store. A callback that returns FALSE ends the scan (the scan still returns TRUE). A callback may
 *   not call the same store; collect first.
 * - ERROR_CONFLICT and ERROR_TOO_LARGE leave the transaction as it was before the call: go on, or
 *   store_undo to the last mark. ERROR_STORE and ERROR_DAMAGED have taken the whole transaction
 *   back: every further call fails until store_rollback; then the store can be used again.
 *   store_commit ends the transaction whether it fails or not.
 * - rebuild: between store_rebuild_begin and store_rebuild_end all writes of derived tables (facts,
 *   changes, findings, checks, gates, judgements, pending) go to shadow tables; readers see the old ones until
 *   the end swaps both in one transaction. Journal, evidence and meta are never part of it.
 *   It may span many transactions. Others may append meanwhile, to journal and old tables: so call
 *   store_rebuild_end inside a transaction in which the rebuild has caught up with the journal.
 *   One rebuild at a time (PATH-rebuild is locked). What a killed one left is dropped by the next
 *   store_open.
 *
 * Limits: one journal entry 2 MiB, one evidence content 1 GiB in pieces of at most 1 MiB.
 * Errors: ERROR_STORE (busy, full, read-only, gone), ERROR_DAMAGED (malformed file), ERROR_NOT_FOUND
 * (store_open: no such file), ERROR_CONFLICT (a row that must be new is there), ERROR_TOO_LARGE.
 */
#pragma once
#include "base/digest.h"
#include "base/error.h"
#include "base/slice.h"

#define STORE_WAIT_MS 10000
#define STORE_ENTRY_MAX ((gsize)2 * 1024 * 1024)
#define STORE_PIECE_MAX ((gsize)1024 * 1024)
#define STORE_CONTENT_MAX ((gsize)1024 * 1024 * 1024)
#define STORE_LAYOUT 1 /* of the tables; a store of a later one is refused with what to do */

struct store;

enum store_flags {
	STORE_OPEN = 0,
	STORE_CREATE = 1 << 0,    /* make it; an existing one is refused */
	STORE_READ_ONLY = 1 << 1, /* takes no lock, writes nothing */
};

/* url: a path, or sqlite:PATH. (postgresql://… is for the driver to come.) */
struct store *store_open(const char *url, enum store_flags flags, GError **error);
void store_free(struct store *store); /* rolls back what is open; accepts NULL */
/* Where the key ring and other files of this store stand: the path, without a scheme. */
const char *store_path(const struct store *store);

gboolean store_begin(struct store *store, GError **error);
gboolean store_commit(struct store *store, GError **error);
void store_rollback(struct store *store);
/* A mark inside the transaction: store_undo takes everything since it back, store_keep forgets it. */
gboolean store_mark(struct store *store, GError **error);
gboolean store_keep(struct store *store, GError **error);
gboolean store_undo(struct store *store, GError **error);

/* ---- meta: small named values (store id, layout, model) ---- */
/* *ret is owned by the caller, NULL when there is none. */
gboolean store_meta_get(struct store *store, const char *name, char **ret, GError **error);
gboolean store_meta_put(struct store *store, const char *name, const char *value, GError **error);

/* ---- journal ---- */
struct journal_row {
	const char *chain;
	gint64 seq; /* from 1 */
	struct slice bytes; /* the canonical JSON of the entry: what is hashed */
	struct digest prev, hash;
	/* copies out of bytes, for queries; never believed (verify compares them) */
	gint64 at;
	const char *actor, *role, *known_by, *verb, *kind, *id, *client;
};

struct journal_head {
	gint64 seq; /* 0: no entry yet */
	gint64 at;
	struct digest hash; /* zeros when there is no entry yet */
};

typedef gboolean (*journal_row_func)(const struct journal_row *row, void *data);

gboolean store_journal_head(
	struct store *store, const char *chain, struct journal_head *ret, GError **error);
/* ERROR_CONFLICT: this (chain, seq) or this (chain, client) is there already. */
gboolean store_journal_add(struct store *store, const struct journal_row *row, GError **error);
/* The entry of a non-empty client id: *found tells; the row is borrowed. */
gboolean store_journal_by_client(struct store *store, const char *chain, const char *client,
	gboolean *found, struct journal_row *ret, GError **error);
gboolean store_journal_get(struct store *store, const char *chain, gint64 seq, gboolean *found,
	struct journal_row *ret, GError **error);
/* Ascending by (chain, seq). chain NULL: all chains. from_seq only with a chain. */
gboolean store_journal_scan(struct store *store, const char *chain, gint64 from_seq,
	journal_row_func func, void *data, GError **error);
/* All entries of one object, ascending. */
gboolean store_journal_of(struct store *store, const char *chain, const char *kind, const char *id,
	journal_row_func func, void *data, GError **error);
/* Names of all chains, ascending; caller frees with g_strfreev. */
char **store_chains(struct store *store, GError **error);
gint64 store_journal_count(struct store *store, GError **error); /* -1 on error */

/* ---- facts: the head of every object ---- */
struct fact_row {
	const char *chain, *kind, *id;
	gint64 seq;           /* of the head entry */
	struct digest entry;  /* hash of the head entry: If-Match */
	struct digest digest; /* of the material members (entry hash for sealed kinds) */
	gint64 created_at, put_at;
	const char *put_by, *put_role, *known_by;
	gint64 retired_at; /* 0: live */
	const char *retired_reason; /* NULL: live */
	gboolean erased;
	struct slice body; /* canonical JSON, plain text also for sealed kinds; "{}" when erased */
};

typedef gboolean (*fact_row_func)(const struct fact_row *row, void *data);

gboolean store_fact_get(struct store *store, const char *chain, const char *kind, const char *id,
	gboolean *found, struct fact_row *ret, GError **error);
gboolean store_fact_put(struct store *store, const struct fact_row *row, GError **error);
/* Ascending by (kind, id). kind NULL: all kinds. Retired ones only when asked for. */
gboolean store_fact_scan(struct store *store, const char *chain, const char *kind, gboolean retired,
	fact_row_func func, void *data, GError **error);
/* Live facts of any chain whose body contains the text: candidates for "who refers to it". */
gboolean store_fact_mentions(
	struct store *store, const char *text, fact_row_func func, void *data, GError **error);

/* ---- material changes of objects (creation is none) ---- */
struct change_row {
	const char *chain, *kind, *id;
	gint64 seq, at;
	const char *actor;
	const char *field;
	const char *old_value, *new_value; /* canonical JSON of the member; NULL: absent, or sealed */
};

typedef gboolean (*change_row_func)(const struct change_row *row, void *data);

gboolean store_change_add(struct store *store, const struct change_row *row, GError **error);
/* Ascending by (seq, kind, id, field). */
gboolean store_change_scan(
	struct store *store, const char *chain, change_row_func func, void *data, GError **error);
/* Takes the values (not the fact that it changed) of one object's changes away: erasure. */
gboolean store_change_blank(struct store *store, const char *chain, const char *kind, const char *id,
	GError **error);

/* ---- conclusions: what the judge entries left behind ---- */
struct finding_row {
	const char *chain;
	const char *rule, *subject /* kind:id, encoded */, *key;
	const char *check_class, *severity;
	gint64 opened_at;
	gint64 closed_at; /* 0: open */
};
typedef gboolean (*finding_row_func)(const struct finding_row *row, void *data);
/*
 * Opening a closed finding again sets opened_at anew and closed_at to 0. Closing (closed_at not 0)
 * takes only closed_at: class, severity and opened_at stay as the opening said (NULL and 0 will do).
 */
gboolean store_finding_put(struct store *store, const struct finding_row *row, GError **error);
gboolean store_finding_scan(struct store *store, const char *chain, gboolean closed,
	finding_row_func func, void *data, GError **error);

/* One row a check or gate: `state` is the canonical JSON that the judge entry gave for it. */
gboolean store_state_put(struct store *store, const char *chain, const char *what /* check|gate */,
	const char *id, gint64 since, const char *state, GError **error);
typedef gboolean (*state_row_func)(
	const char *chain, const char *what, const char *id, gint64 since, const char *state, void *data);
gboolean store_state_scan( /* chain NULL: all */
	struct store *store, const char *chain, state_row_func func, void *data, GError **error);

struct judgement_row {
	const char *chain;
	gint64 seq;         /* of the judge entry */
	gint64 now;         /* what :now was */
	gint64 next_at;     /* G_MAXINT64: nothing ahead */
	const char *rests;  /* canonical JSON */
};
gboolean store_judgement_put(struct store *store, const struct judgement_row *row, GError **error);
gboolean store_judgement_get(struct store *store, const char *chain, gboolean *found,
	struct judgement_row *ret, GError **error);
/* Chains whose next_at <= now, and chains that wait (store_pending_add), earliest first. */
char **store_judgement_due(struct store *store, gint64 now, guint limit, GError **error);

/*
 * A chain that waits to be judged; written in the transaction of what makes it wait. One that waits
 * already keeps its place and its reason.
 */
gboolean store_pending_add(struct store *store, const char *chain, const char *why, GError **error);
gboolean store_pending_done(struct store *store, const char *chain, GError **error);
gint64 store_pending_count(struct store *store, GError **error); /* -1 on error */

/* ---- evidence content, as the layer above hands it over (compressed, encrypted) ---- */
struct content_row {
	struct digest sha256; /* of the plain content */
	gint64 size;          /* of the plain content, bytes */
	gint64 stored;        /* bytes stored; filled by scans */
	gboolean has_base;    /* compressed against another content */
	struct digest base;
	int depth; /* how many bases stand behind it; 0 = readable alone */
};
typedef gboolean (*content_row_func)(const struct content_row *row, void *data);
gboolean store_content_get(struct store *store, const struct digest *sha256, gboolean *found,
	struct content_row *ret, GError **error);
gboolean store_content_put(struct store *store, const struct content_row *row, GError **error);
gboolean store_content_piece_put(struct store *store, const struct digest *sha256, int number,
	struct slice piece, GError **error);
/* Pieces in order, from 0. */
typedef gboolean (*piece_func)(int number, struct slice piece, void *data);
gboolean store_content_pieces(struct store *store, const struct digest *sha256, piece_func func,
	void *data, GError **error);
/* With its pieces and its keys. */
gboolean store_content_delete(struct store *store, const struct digest *sha256, GError **error);
/* Contents that are compressed against this one. */
gboolean store_content_based_on(struct store *store, const struct digest *sha256,
	content_row_func func, void *data, GError **error);
/* Which object may open a content: its key, wrapped under the object's key. */
gboolean store_content_key_put(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, struct slice wrapped, GError **error);
gboolean store_content_key_get(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, gboolean *found, struct slice *ret_wrapped, GError **error);
gboolean store_content_key_delete(struct store *store, const struct digest *sha256,
	const char *chain, const char *id, GError **error);
gboolean store_content_key_count(
	struct store *store, const struct digest *sha256, gint64 *ret, GError **error);
gboolean store_content_scan(
	struct store *store, content_row_func func, void *data, GError **error);
/* (chain, id, wrapped) of all keys, for backup and for looking up one of a content. */
typedef gboolean (*content_key_func)(const struct digest *sha256, const char *chain, const char *id,
	struct slice wrapped, void *data);
gboolean store_content_keys(struct store *store, const struct digest *sha256 /* NULL: all */,
	content_key_func func, void *data, GError **error);

/* ---- the whole ---- */
gboolean store_rebuild_begin(struct store *store, GError **error);
/*
 * Swaps. Inside a transaction the swap is part of it (a rollback goes back to rebuilding); outside
 * it is one of its own.
 */
gboolean store_rebuild_end(struct store *store, GError **error);
void store_rebuild_abandon(struct store *store);
/* Looks at the database's own structure (pages, indexes): ERROR_DAMAGED with the driver's words. */
gboolean store_check_structure(struct store *store, GError **error);
/*
 * After erasure: nothing that was overwritten in facts and changes is left in the file, in free
 * space, or in the write-ahead log. Outside a transaction; copies both tables once (1 s or so for
 * 100 MB), so erase many, then scrub once. Refused while somebody rebuilds; waits STORE_WAIT_MS for
 * readers, then ERROR_STORE: call it again.
 */
gboolean store_scrub(struct store *store, GError **error);
