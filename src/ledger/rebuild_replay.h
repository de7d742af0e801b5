/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A chain read again from its first entry: what its entries leave behind, in memory. rebuild writes
 * it out, verify holds it against what is there.
 *
 * Of each object only the head is kept, so memory follows the number of objects, not of entries.
 * Sealed bodies are opened where their key is left; where it is not, the object counts as erased,
 * and `lost_seq` says which entry could not be read if no entry erased it.
 */
#pragma once
#include "facts.h"
#include "store/keyring.h"
#include "verify_entry.h"

struct replayed {
	const struct kind *kind; /* NULL: of a later model */
	struct fact_row fact;
	char *body; /* what fact.body points to, once it was copied */
	gsize body_room;
	gint64 lost_seq; /* of an entry whose key is not in the ring; 0: none */
	gboolean seen;   /* for the caller's use */
};

struct replayed_finding {
	char *rule, *subject, *key, *check_class, *severity;
	gint64 opened_at, closed_at;
	gboolean seen;
};

struct replayed_state {
	char *what, *id, *state;
	gint64 since;
	gboolean seen;
};

/* A change row as it should be; texts are borrowed for the call. */
typedef void (*replay_change_func)(
	const struct replayed *of, const struct change_row *row, void *data);

struct replay {
	const struct model *model;
	struct keyring *ring; /* NULL: sealed bodies stay closed */
	char *chain;
	struct entry_link link; /* the last entry read */
	gint64 last_own;        /* seq of the last entry that is no judgement */
	char *store_id;         /* as its first entry says */
	GHashTable *objects;    /* struct replayed* → itself, by kind and id */
	GHashTable *findings;   /* struct replayed_finding* → itself */
	GHashTable *states;     /* struct replayed_state* → itself */
	gint64 judged_seq;      /* 0: never */
	gint64 judged_now, next_at;
	char *rests;
	replay_change_func change; /* or NULL */
	void *data;
	/* inside */
	GStringChunk *texts;
	GString *plain;
};

struct replay *replay_new(const struct model *model, struct keyring *ring, const char *chain);
void replay_free(struct replay *replay);
/* The next entry. ERROR_DAMAGED names it; then the replay cannot go on. */
gboolean replay_entry(struct replay *replay, const struct journal_row *row, GError **error);
const struct replayed *replay_find(const struct replay *replay, const char *kind, const char *id);
/* All objects, ascending by kind and id, of struct replayed*; owned by the caller. */
GPtrArray *replay_objects(const struct replay *replay);
/* The fact as it should be: erased where the key is lost. */
struct fact_row replayed_fact(const struct replayed *object);
