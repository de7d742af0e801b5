/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The derived tables anew, out of the journal alone.
 *
 * Chain by chain the journal is replayed and what it leaves is written to shadow tables, in
 * transactions of some thousand rows, so that others can append meanwhile. At the end, in one
 * transaction that holds the write lock, the chains that grew since are done again and the tables
 * are swapped. Whatever happens before that, the old tables are in force.
 *
 * Material changes are written as they are met; only what the last pass adds is written twice, and
 * there only changes of entries that no pass has seen.
 */
#include <string.h>

#include "base/json.h"
#include "keeping.h"
#include "rebuild_replay.h"

#define BATCH_ENTRIES 20000
#define BATCH_ROWS 10000

struct rebuilding {
	struct store *store;
	const struct model *model;
	struct keyring *ring;
	progress_func progress;
	void *data;
	gint64 all, done;
	GHashTable *passed; /* chain → struct passed* */
	gboolean locked;    /* the last pass: inside its one transaction */
	guint rows;         /* in the transaction under way */
};

/* How far a chain was read, and when it must be judged. */
struct passed {
	gint64 seq, last_own;
	gint64 judged_seq;
	char *rests;
};

static void
passed_free(void *data)
{
	struct passed *passed = data;
	g_free(passed->rests);
	g_free(passed);
}

/* ---- transactions of a reasonable size ---- */

static gboolean
writing(struct rebuilding *rebuilding, GError **error)
{
	if (rebuilding->locked)
		return TRUE;
	if (rebuilding->rows >= BATCH_ROWS) {
		rebuilding->rows = 0;
		if (!store_commit(rebuilding->store, error))
			return FALSE;
	}
	return rebuilding->rows++ > 0 || store_begin(rebuilding->store, error);
}

static gboolean
written(struct rebuilding *rebuilding, GError **error)
{
	if (rebuilding->locked || rebuilding->rows == 0)
		return TRUE;
	rebuilding->rows = 0;
	return store_commit(rebuilding->store, error);
}

/* ---- reading a chain ---- */

/* A change row with texts of its own: the scan that meets it may not write. */
struct kept_change {
	struct change_row row;
	char *texts[6]; /* kind, id, actor, field, old value, new value */
};

static void
kept_change_clear(void *data)
{
	struct kept_change *kept = data;
	for (guint i = 0; i < G_N_ELEMENTS(kept->texts); i++)
		g_free(kept->texts[i]);
}

struct reading {
	struct rebuilding *rebuilding;
	struct replay *replay;
	GArray *changes; /* of struct kept_change */
	gint64 after;    /* changes of entries up to here are written already */
	guint left;      /* entries of this batch */
	GError *wrong;
};

static void
keep_change(const struct replayed *of, const struct change_row *row, void *data)
{
	struct reading *reading = data;
	if (row->seq <= reading->after)
		return;
	struct kept_change kept = { *row,
		{ g_strdup(row->kind), g_strdup(row->id), g_strdup(row->actor),
			g_strdup(row->field), g_strdup(row->old_value), g_strdup(row->new_value) } };
	kept.row.chain = reading->replay->chain;
	kept.row.kind = kept.texts[0];
	kept.row.id = kept.texts[1];
	kept.row.actor = kept.texts[2];
	kept.row.field = kept.texts[3];
	kept.row.old_value = kept.texts[4];
	kept.row.new_value = kept.texts[5];
	g_array_append_val(reading->changes, kept);
}

static gboolean
read_entry(const struct journal_row *row, void *data)
{
	struct reading *reading = data;
	return replay_entry(reading->replay, row, &reading->wrong) && --reading->left > 0;
}

static gboolean
write_changes(struct reading *reading, GError **error)
{
	for (guint i = 0; i < reading->changes->len; i++) {
		const struct kept_change *kept =
			&g_array_index(reading->changes, struct kept_change, i);
		if (!writing(reading->rebuilding, error)
			|| !store_change_add(reading->rebuilding->store, &kept->row, error))
			return FALSE;
	}
	g_array_set_size(reading->changes, 0);
	return TRUE;
}

static gboolean
read_batches(struct reading *reading, GError **error)
{
	struct rebuilding *rebuilding = reading->rebuilding;
	do {
		gint64 from = reading->replay->link.seq;
		reading->left = BATCH_ENTRIES;
		gboolean ok = store_journal_scan(rebuilding->store, reading->replay->chain, from + 1,
			read_entry, reading, error);
		if (reading->wrong != NULL) {
			g_propagate_error(error, g_steal_pointer(&reading->wrong));
			return FALSE;
		}
		if (!ok || !write_changes(reading, error))
			return FALSE;
		rebuilding->done += reading->replay->link.seq - from;
		if (rebuilding->progress != NULL)
			rebuilding->progress(MIN(rebuilding->done, rebuilding->all),
				rebuilding->all, rebuilding->data);
	} while (reading->left == 0);
	return TRUE;
}

/* ---- writing what a chain leaves ---- */

static gboolean
write_facts(struct rebuilding *rebuilding, const struct replay *replay, GError **error)
{
	g_autoptr(GPtrArray) objects = replay_objects(replay);
	for (guint i = 0; i < objects->len; i++) {
		const struct replayed *object = g_ptr_array_index(objects, i);
		struct fact_row fact = replayed_fact(object);
		if (!writing(rebuilding, error)
			|| !store_fact_put(rebuilding->store, &fact, error))
			return FALSE;
		if (fact.erased
			&& !store_change_blank(
				rebuilding->store, fact.chain, fact.kind, fact.id, error))
			return FALSE;
	}
	return TRUE;
}

/* Opened first: what closes takes only the time of closing. */
static gboolean
write_finding(struct rebuilding *rebuilding, const char *chain,
	const struct replayed_finding *finding, GError **error)
{
	struct finding_row row = { chain, finding->rule, finding->subject, finding->key,
		finding->check_class, finding->severity, finding->opened_at, 0 };
	if (!writing(rebuilding, error) || !store_finding_put(rebuilding->store, &row, error))
		return FALSE;
	row.closed_at = finding->closed_at;
	return row.closed_at == 0 || store_finding_put(rebuilding->store, &row, error);
}

static gboolean
write_conclusions(struct rebuilding *rebuilding, const struct replay *replay, GError **error)
{
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, replay->findings);
	while (g_hash_table_iter_next(&each, &data, NULL))
		if (!write_finding(rebuilding, replay->chain, data, error))
			return FALSE;
	g_hash_table_iter_init(&each, replay->states);
	while (g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed_state *state = data;
		if (!writing(rebuilding, error)
			|| !store_state_put(rebuilding->store, replay->chain, state->what,
				state->id, state->since, state->state, error))
			return FALSE;
	}
	struct judgement_row row = { replay->chain, replay->judged_seq, replay->judged_now,
		replay->next_at, replay->rests };
	return replay->judged_seq == 0
		|| (writing(rebuilding, error)
			&& store_judgement_put(rebuilding->store, &row, error));
}

static void
remember(struct rebuilding *rebuilding, const struct replay *replay)
{
	struct passed *passed = g_new0(struct passed, 1);
	passed->seq = replay->link.seq;
	passed->last_own = replay->last_own;
	passed->judged_seq = replay->judged_seq;
	passed->rests = g_strdup(replay->rests);
	g_hash_table_insert(rebuilding->passed, g_strdup(replay->chain), passed);
}

static gboolean
rebuild_chain(struct rebuilding *rebuilding, const char *chain, gint64 after, GError **error)
{
	struct replay *replay = replay_new(rebuilding->model, rebuilding->ring, chain);
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(struct kept_change));
	g_array_set_clear_func(changes, kept_change_clear);
	struct reading reading = { rebuilding, replay, changes, after };
	replay->change = keep_change;
	replay->data = &reading;
	gboolean ok = read_batches(&reading, error) && write_facts(rebuilding, replay, error)
		&& write_conclusions(rebuilding, replay, error) && written(rebuilding, error);
	if (ok)
		remember(rebuilding, replay);
	replay_free(replay);
	return ok;
}

/* ---- who waits to be judged ---- */

static gint64
last_own(const struct rebuilding *rebuilding, const char *chain)
{
	const struct passed *passed = g_hash_table_lookup(rebuilding->passed, chain);
	return passed == NULL ? 0 : passed->last_own;
}

/*
 * A judgement holds while nothing it rested on was added to. Which facts of @org it read is not
 * recorded, so any new one makes it wait: judging once too often changes nothing.
 */
static gboolean
must_wait(const struct rebuilding *rebuilding, const char *chain, const struct passed *passed)
{
	if (passed->judged_seq == 0)
		return strcmp(chain, CHAIN_ORG) != 0;
	ARENA_AUTO arena = arena_new();
	const struct value *rests =
		json_parse(arena, passed->rests, strlen(passed->rests), "rests", NULL);
	if (rests == NULL || passed->last_own > value_get_int(rests, "own", 0)
		|| last_own(rebuilding, CHAIN_ORG) > value_get_int(rests, "org", 0))
		return TRUE;
	const struct value *links = value_get(rests, "links");
	for (guint i = 0; links != NULL && links->type == VALUE_MAP && i < links->n_members; i++)
		if (last_own(rebuilding, links->members[i].key)
			> value_get_int(links, links->members[i].key, 0))
			return TRUE;
	return FALSE;
}

static gboolean
write_pending(struct rebuilding *rebuilding, char **chains, GError **error)
{
	for (guint i = 0; chains[i] != NULL; i++) {
		const struct passed *passed = g_hash_table_lookup(rebuilding->passed, chains[i]);
		if (must_wait(rebuilding, chains[i], passed)
			&& !store_pending_add(rebuilding->store, chains[i], "rebuild", error))
			return FALSE;
	}
	return TRUE;
}

/* ---- passes ---- */

/* Chains of which this rebuild has not seen the last entry. */
static gboolean
pass(struct rebuilding *rebuilding, char **chains, GError **error)
{
	for (guint i = 0; chains[i] != NULL; i++) {
		const struct passed *passed = g_hash_table_lookup(rebuilding->passed, chains[i]);
		gint64 after = passed == NULL ? 0 : passed->seq;
		struct journal_head head;
		if (!store_journal_head(rebuilding->store, chains[i], &head, error)
			|| (head.seq > after
				&& !rebuild_chain(rebuilding, chains[i], after, error)))
			return FALSE;
	}
	return TRUE;
}

static gboolean
first_pass(struct rebuilding *rebuilding, GError **error)
{
	g_auto(GStrv) chains = store_chains(rebuilding->store, error);
	return chains != NULL && pass(rebuilding, chains, error);
}

static gboolean
last_pass(struct rebuilding *rebuilding, GError **error)
{
	if (!store_begin(rebuilding->store, error))
		return FALSE;
	rebuilding->locked = TRUE;
	g_auto(GStrv) chains = store_chains(rebuilding->store, error);
	return chains != NULL && pass(rebuilding, chains, error)
		&& write_pending(rebuilding, chains, error)
		&& store_rebuild_end(rebuilding->store, error)
		&& store_commit(rebuilding->store, error);
}

gboolean
ledger_rebuild(struct store *store, const struct model *model, struct keyring *ring,
	progress_func progress, void *data, gint64 *ret_entries, GError **error)
{
	struct rebuilding rebuilding = { store, model, ring, progress, data };
	rebuilding.all = store_journal_count(store, error);
	if (rebuilding.all < 0 || !store_rebuild_begin(store, error))
		return FALSE;
	rebuilding.passed =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, passed_free);
	gboolean ok = first_pass(&rebuilding, error) && last_pass(&rebuilding, error);
	g_hash_table_destroy(rebuilding.passed);
	if (!ok) {
		store_rollback(store);
		store_rebuild_abandon(store);
		return FALSE;
	}
	if (ret_entries != NULL)
		*ret_entries = rebuilding.done;
	return TRUE;
}
