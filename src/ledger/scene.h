/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What stands in the ledger inside the transaction of one group of calls: the store as it was, and
 * what the calls have written since. Objects and heads are read once and kept, so that a hundred
 * flows between the same components cost a hundred look-ups in a table, not in a database.
 *
 * The store's own failures (ERROR_STORE, ERROR_DAMAGED) end the transaction and are remembered in
 * `failed`: from then on everything answers "nothing there", and the group gives up. Who looks
 * things up need not ask each time; who acts on an absence asks scene_failed first.
 */
#pragma once
#include "facts.h"
#include "store/keyring.h"
#include "validate.h"

struct chain_head {
	struct journal_head head;
	gboolean pending; /* waits to be judged: written in this transaction */
	gboolean dirty;   /* has an entry of the call that is under way */
};

/* Role grants of @org, kept from one transaction to the next as long as @org stays as it is. */
struct grants {
	struct arena *arena;
	GPtrArray *list; /* of const struct object* */
	struct digest org; /* hash of the head of @org that they were read at */
	gboolean read;
};

struct scene {
	struct store *store;
	struct keyring *ring;
	const struct model *model;
	const struct validate_hooks *hooks; /* or NULL */
	struct arena *arena; /* of the group */
	GHashTable *objects; /* "chain\nkind\nid" → struct standing*, or &NOTHING */
	GHashTable *heads;   /* chain → struct chain_head* */
	GPtrArray *changed;  /* keys of objects since the mark */
	GPtrArray *moved;    /* chains of entries since the mark */
	struct grants *grants;
	gint64 now, zone; /* µs */
	GError *failed;
};

/* An object and its body as it is written: what scene_get gives is the first member of one. */
struct standing {
	struct object object;
	struct slice text;
};

void scene_init(struct scene *scene);
void scene_clear(struct scene *scene);
gboolean scene_failed(const struct scene *scene);
/* Takes the error when it ended the transaction (TRUE); else it stays the caller's. */
gboolean scene_fail(struct scene *scene, GError **error);

/* NULL: no such object (or failed). Retired and erased ones are objects too. */
const struct object *scene_get(
	struct scene *scene, const char *chain, const char *kind, const char *id);
/* Only a live one. */
const struct object *scene_live(
	struct scene *scene, const char *chain, const char *kind, const char *id);
/* By what a reference of an object in `chain` says. NULL when such an object cannot be. */
const struct object *scene_target(
	struct scene *scene, const char *chain, const char *kind, const char *id);
/* The same for a member "kind:id", or "id" of the given kind (NULL: it says its kind). */
const struct object *scene_named(
	struct scene *scene, const char *chain, const char *kind, const char *reference);
/* The chain in which the target of a reference lives; NULL: nowhere that `chain` may refer to. */
const char *reference_chain(const struct kind *kind, const char *id, const char *chain);
/* Live objects of a kind (NULL: all), of const struct object*, owned by the caller. */
GPtrArray *scene_all(struct scene *scene, const char *chain, const char *kind);
/* Live objects of all chains whose body contains the text. */
GPtrArray *scene_mentions(struct scene *scene, const char *text);
struct slice scene_text(const struct object *object);
/* What the call has just written. */
void scene_put(struct scene *scene, struct standing *standing);

struct chain_head *scene_head(struct scene *scene, const char *chain);
void scene_moved(struct scene *scene, const char *chain);
/* Role grants of @org, live, of const struct object*; borrowed. */
const GPtrArray *scene_grants(struct scene *scene);

/* A call begins; what it did is kept; what it did is forgotten. */
void scene_mark(struct scene *scene);
void scene_undo(struct scene *scene);

/* Ends and beginnings that stand in a body, in µs: `missing` when absent. */
gint64 scene_until(
	const struct scene *scene, const struct value *body, const char *field, gint64 missing);
gint64 scene_date(
	const struct scene *scene, const struct value *body, const char *field, gint64 missing);
