/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the ledger whole? Each chain is read once, entry by entry, and replayed in memory; then what
 * the store has beside the journal is held against the replay. After the first wrong entry of a
 * chain nothing more is said of that chain: everything behind it follows from the fault.
 */
#include <string.h>

#include "verify_private.h"

#define PROGRESS_EVERY 8192

struct walking {
	struct verifying *verifying;
	struct replay *replay;
	GArray *changes;
	guint entry_changes; /* where those of the entry under way begin */
	GError *wrong;
};

static void
tell_progress(struct verifying *verifying)
{
	if (verifying->progress != NULL)
		verifying->progress(verifying->result->entries, verifying->all, verifying->data);
}

static void
expect_change(const struct replayed *of, const struct change_row *row, void *data)
{
	struct walking *walking = data;
	struct expected_change expected = { row->seq, of, g_strdup(row->field), change_mark(row) };
	g_array_append_val(walking->changes, expected);
}

static void
change_clear(void *data)
{
	struct expected_change *change = data;
	g_free(change->field);
}

static int
compare_fields(const void *a, const void *b)
{
	const struct expected_change *x = a, *y = b;
	return strcmp(x->field, y->field);
}

/* The store keeps the changes of one entry by the names of their columns. */
static void
sort_entry_changes(struct walking *walking)
{
	guint n = walking->changes->len - walking->entry_changes;
	if (n > 1)
		qsort(&g_array_index(walking->changes, struct expected_change,
			      walking->entry_changes),
			n, sizeof(struct expected_change), compare_fields);
	walking->entry_changes = walking->changes->len;
}

static gboolean
walk_entry(const struct journal_row *row, void *data)
{
	struct walking *walking = data;
	struct verifying *verifying = walking->verifying;
	if (!replay_entry(walking->replay, row, &walking->wrong))
		return FALSE;
	sort_entry_changes(walking);
	if (++verifying->result->entries % PROGRESS_EVERY == 0)
		tell_progress(verifying);
	return TRUE;
}

static void
verify_opening(struct verifying *verifying, const struct replay *replay)
{
	if (verifying->store_id == NULL)
		verifying->store_id = g_strdup(replay->store_id);
	if (g_strcmp0(verifying->store_id, replay->store_id) == 0)
		return;
	problem_add(&verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
		"%1$s の 1 番目の記録: 別の台帳のチェーンです（%2$s。この台帳は %3$s）",
		"%1$s entry 1: this chain is of another store (%2$s; this one is %3$s)",
		replay->chain, replay->store_id ? replay->store_id : "?", verifying->store_id);
}

static void
count_objects(struct verifying *verifying, const struct replay *replay)
{
	GHashTableIter each;
	void *data;
	g_hash_table_iter_init(&each, replay->objects);
	while (g_hash_table_iter_next(&each, &data, NULL)) {
		const struct replayed *object = data;
		verifying->result->objects++;
		verifying->result->erased += object->fact.erased;
		if (object->lost_seq == 0 || object->fact.erased || verifying->ring == NULL)
			continue;
		problem_add(&verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
			"%1$s の %2$" G_GINT64_FORMAT " 番目の記録（%3$s:%4$s）: 封緘の鍵が鍵束になく、"
			"消去の記録もありません",
			"%1$s entry %2$" G_GINT64_FORMAT " (%3$s:%4$s): the key ring has no key for it, "
			"and no entry says that it was erased",
			replay->chain, object->lost_seq, object->fact.kind, object->fact.id);
	}
}

static gboolean
verify_derived(struct verifying *verifying, const struct replay *replay, const GArray *changes,
	GError **error)
{
	verify_opening(verifying, replay);
	count_objects(verifying, replay);
	return verify_facts(verifying, replay, error)
		&& verify_changes(verifying, replay, changes, error)
		&& verify_conclusions(verifying, replay, error)
		&& verify_evidence(verifying, replay, error);
}

static gboolean
verify_chain(struct verifying *verifying, const char *chain, GError **error)
{
	g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(struct expected_change));
	g_array_set_clear_func(changes, change_clear);
	struct replay *replay = replay_new(verifying->model, verifying->ring, chain);
	struct walking walking = { verifying, replay, changes };
	replay->change = expect_change;
	replay->data = &walking;
	verifying->result->chains++;
	gboolean ok = store_journal_scan(
		verifying->store, chain, 1, walk_entry, &walking, error);
	if (walking.wrong != NULL)
		problem_take(&verifying->result->problems, walking.wrong);
	else if (ok)
		ok = verify_derived(verifying, replay, changes, error);
	replay_free(replay);
	return ok;
}

/* ---- chains that the journal does not have any more ---- */

struct orphans {
	char **chains;
	GHashTable *found;
};

static void
add_orphan(struct orphans *orphans, const char *chain)
{
	if (!g_strv_contains((const char *const *)orphans->chains, chain))
		g_hash_table_add(orphans->found, g_strdup(chain));
}

static gboolean
look_at_fact(const struct fact_row *row, void *data)
{
	add_orphan(data, row->chain);
	return TRUE;
}

static gboolean
look_at_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data)
{
	add_orphan(data, chain);
	return TRUE;
}

static gboolean
verify_orphans(struct verifying *verifying, char **chains, GError **error)
{
	g_autoptr(GHashTable) found =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	struct orphans orphans = { chains, found };
	if (!store_fact_mentions(verifying->store, "{", look_at_fact, &orphans, error)
		|| !store_state_scan(verifying->store, NULL, look_at_state, &orphans, error))
		return FALSE;
	GHashTableIter each;
	void *chain;
	g_hash_table_iter_init(&each, found);
	while (g_hash_table_iter_next(&each, &chain, NULL))
		problem_add(&verifying->result->problems, ERROR_DAMAGED, (struct place) { 0 },
			"%s の 1 番目の記録: チェーン全体がありません（事実だけが残っています）",
			"%s entry 1: the whole chain is missing (only its facts are there)",
			(const char *)chain);
	return TRUE;
}

static gboolean
verify_chains(struct verifying *verifying, GError **error)
{
	g_auto(GStrv) chains = store_chains(verifying->store, error);
	if (chains == NULL)
		return FALSE;
	for (guint i = 0; chains[i] != NULL; i++)
		if (!verify_chain(verifying, chains[i], error))
			return FALSE;
	return verify_orphans(verifying, chains, error);
}

/* What a damaged database says is a finding about it, not a failure of ours. */
static gboolean
take_damage(struct verifying *verifying, GError *cause, GError **error)
{
	if (g_error_matches(cause, SEKISHO_ERROR, ERROR_DAMAGED)) {
		problem_take(&verifying->result->problems, cause);
		return TRUE;
	}
	g_propagate_error(error, cause);
	return FALSE;
}

static gboolean
verify_all(struct verifying *verifying, const char *checkpoint, enum verify_flags flags,
	GError **error)
{
	GError *cause = NULL;
	if (!store_check_structure(verifying->store, &cause)
		&& !take_damage(verifying, g_steal_pointer(&cause), error))
		return FALSE;
	verifying->all = store_journal_count(verifying->store, &cause);
	if (verifying->all < 0 || !verify_chains(verifying, &cause)
		|| (verifying->ring != NULL && !(flags & VERIFY_WITHOUT_CONTENTS)
			&& !verify_contents(verifying, &cause))
		|| (checkpoint != NULL
			&& !checkpoint_check(verifying->store, checkpoint,
				&verifying->result->problems, &cause)))
		return take_damage(verifying, cause, error);
	tell_progress(verifying);
	return TRUE;
}

gboolean
ledger_verify(struct store *store, const struct model *model, struct keyring *ring,
	const char *checkpoint, enum verify_flags flags, progress_func progress, void *data,
	struct verify_result *ret, GError **error)
{
	struct verifying verifying = { store, model, ring, progress, data, .result = ret };
	*ret = (struct verify_result) { 0 };
	problems_init(&ret->problems);
	gboolean ok = verify_all(&verifying, checkpoint, flags, error);
	g_free(verifying.store_id);
	if (!ok)
		verify_result_clear(ret);
	return ok;
}

void
verify_result_clear(struct verify_result *result)
{
	problems_clear(&result->problems);
}
