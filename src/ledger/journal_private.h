/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of the journal: what journal*.c share. */
#pragma once
#include <semaphore.h>

#include "entry.h"
#include "journal.h"
#include "scene.h"

#define GROUP_MAX 256
#define CLIENT_MAX 64

/* Tests fix what is different each time. NULL members: the real thing. */
struct journal_world {
	gint64 (*clock)(void *data);
	void (*random)(void *out, gsize len, void *data);
	void *data;
};

struct call;

struct journal {
	const struct model *model;
	const struct validate_hooks *hooks;
	struct journal_world world;
	struct store *writer, *reader;
	struct keyring *writer_ring, *reader_ring;
	gint64 fixed_now; /* 0: the clock */
	gint64 zone;
	char *zone_text, *store_id;
	gboolean rehearsal;
	struct grants grants;
	/* group commit: `lock` guards what is below */
	GMutex lock;
	GCond work;
	GQueue waiting; /* of struct call* */
	GThread *thread; /* NULL: calls run where they are made */
	gboolean closing;
};

/* One caller's wish: what happens to it inside the group's transaction. */
struct call {
	/* FALSE after at least one problem: everything it wrote is taken back. */
	gboolean (*run)(struct call *call, struct scene *scene);
	/* After the commit, in the writer's thread; NULL: nothing to do. */
	void (*after)(struct call *call, struct journal *journal);
	struct journal *journal;
	void *data;
	struct problems *problems;
	gboolean ok;
	sem_t answered; /* of a call that waits for the writer's thread */
};

/* Runs the call in a group with whatever else waits; TRUE: it is durable. */
gboolean call_run(struct journal *journal, struct call *call);
void group_start(struct journal *journal);
void group_stop(struct journal *journal); /* after what waits is answered */

gint64 journal_clock(const struct journal *journal);
void journal_random(const struct journal *journal, void *out, gsize len);
gboolean journal_init_in(const struct journal_options *options, const char *zone,
	gboolean rehearsal, const struct journal_world *world, GError **error);
struct journal *journal_open_in(const struct journal_options *options,
	const struct journal_world *world, GError **error);

/* ---- writing (journal_write.c) ---- */
extern const struct actor SEKISHO;
/* Bytes, hash and row of the next entry of its chain; the row lives in the scene's arena. */
gboolean write_entry(
	struct scene *scene, struct entry *entry, struct journal_row *ret_row, GError **error);
/* The first entry of a chain. */
gboolean write_opening(
	struct journal *journal, struct scene *scene, const char *chain, GError **error);
/*
 * An entry about an object, with its fact and its changes. `plain` is the whole body, or the body
 * of a retirement (then `reason` is its text). NULL and *error when the store does not do it.
 */
struct wish {
	const struct kind *kind;
	const struct object *before; /* NULL: new */
	const char *chain, *id, *verb, *client, *reason;
	const struct actor *actor;
	const struct value *body; /* as the facts have it afterwards */
	struct slice plain;       /* what the entry carries */
};
const struct object *write_object(
	struct journal *journal, struct scene *scene, const struct wish *wish, GError **error);
/* The key of an object that has one: of its newest sealed entry. */
gboolean write_key_id(struct scene *scene, const char *chain, const char *kind, const char *id,
	gboolean *found, guint8 ret[KEY_ID_SIZE], GError **error);
/* Chains that have an entry of this call wait to be judged. */
gboolean write_pending(struct scene *scene, GError **error);
/* Takes an error of the store: the group's end, or a problem of this call. */
void call_failed(struct call *call, struct scene *scene, struct place place, GError *error);

/* Empties `from`. */
void problems_move(struct problems *from, struct problems *to);

/* ---- at opening ---- */
/* Finishes erasures whose key was not destroyed yet when the machine stopped. */
gboolean erasures_finish(struct journal *journal, GError **error);
gboolean editions_append(struct journal *journal, GError **error);
