/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Group commit.
 *
 * Many threads append; one transaction ends on the disk for all that wait at that moment. One
 * writer thread owns the writing connection and the key ring. It takes up to GROUP_MAX waiting
 * calls, runs each between a mark and either "keep" or "undo", so that what is refused leaves
 * nothing and takes nobody along, makes new keys durable, commits, and only then answers.
 *
 * When the store fails, the whole group is told the same and nothing of it is there. Calls see what
 * calls before them in the group have written although it is not durable yet: they are answered
 * after the same commit, so nobody learns of something that may still vanish.
 */
#include "journal_private.h"

static void
fail_group(GPtrArray *calls, const GError *error)
{
	for (guint i = 0; i < calls->len; i++) {
		struct call *call = g_ptr_array_index(calls, i);
		problems_clear(call->problems);
		problems_init(call->problems);
		problem_take(call->problems, g_error_copy(error));
		call->ok = FALSE;
	}
}

/* TRUE: the call stands. FALSE and no failure of the scene: it is taken back. */
static gboolean
run_marked(struct call *call, struct scene *scene)
{
	GError *error = NULL;
	scene_mark(scene);
	if (!store_mark(scene->store, &error)) {
		scene->failed = error;
		return FALSE;
	}
	gboolean ok = call->run(call, scene) && scene->failed == NULL;
	if (scene->failed != NULL)
		return FALSE;
	if (!(ok ? store_keep(scene->store, &error) : store_undo(scene->store, &error)))
		scene->failed = error;
	else if (!ok)
		scene_undo(scene);
	return ok && scene->failed == NULL;
}

static guint
run_calls(GPtrArray *calls, struct scene *scene)
{
	guint kept = 0;
	for (guint i = 0; i < calls->len && scene->failed == NULL; i++) {
		struct call *call = g_ptr_array_index(calls, i);
		call->ok = run_marked(call, scene);
		kept += call->ok;
	}
	return kept;
}

/* Keys first: an entry that was acknowledged always has its key. */
static gboolean
make_durable(struct journal *journal, guint kept, GError **error)
{
	if (kept == 0) {
		store_rollback(journal->writer);
		keyring_drop(journal->writer_ring);
		return TRUE;
	}
	if (!keyring_flush(journal->writer_ring, error)) {
		store_rollback(journal->writer);
		return FALSE;
	}
	return store_commit(journal->writer, error);
}

static gboolean
run_transaction(struct journal *journal, GPtrArray *calls, struct scene *scene, GError **error)
{
	if (!store_begin(journal->writer, error))
		return FALSE;
	guint kept = run_calls(calls, scene);
	if (scene->failed != NULL) {
		g_propagate_error(error, g_steal_pointer(&scene->failed));
		store_rollback(journal->writer);
		keyring_drop(journal->writer_ring);
		return FALSE;
	}
	return make_durable(journal, kept, error);
}

static void
run_group(struct journal *journal, GPtrArray *calls)
{
	struct scene scene = {
		.store = journal->writer,
		.ring = journal->writer_ring,
		.model = journal->model,
		.hooks = journal->hooks,
		.grants = &journal->grants,
		.now = journal_clock(journal),
		.zone = journal->zone,
	};
	g_autoptr(GError) error = NULL;
	scene_init(&scene);
	if (!run_transaction(journal, calls, &scene, &error)) {
		/* Grants may have been read from what is gone now. */
		journal->grants.read = FALSE;
		fail_group(calls, error);
	}
	for (guint i = 0; i < calls->len; i++) {
		struct call *call = g_ptr_array_index(calls, i);
		if (call->ok && call->after != NULL)
			call->after(call, journal);
	}
	scene_clear(&scene);
}

/* Under the lock: what waits, at most a group. */
static void
take_waiting(struct journal *journal, GPtrArray *calls)
{
	while (calls->len < GROUP_MAX && !g_queue_is_empty(&journal->waiting))
		g_ptr_array_add(calls, g_queue_pop_head(&journal->waiting));
}

/* Without the lock: thirty callers that wake at once would only wait for each other again. */
static void
answer(GPtrArray *calls)
{
	for (guint i = 0; i < calls->len; i++) {
		struct call *call = g_ptr_array_index(calls, i);
		sem_post(&call->answered); /* from here on it is the caller's, and may be gone */
	}
	g_ptr_array_set_size(calls, 0);
}

static gpointer
writer_thread(gpointer data)
{
	struct journal *journal = data;
	g_autoptr(GPtrArray) calls = g_ptr_array_new();
	g_mutex_lock(&journal->lock);
	for (;;) {
		while (g_queue_is_empty(&journal->waiting) && !journal->closing)
			g_cond_wait(&journal->work, &journal->lock);
		take_waiting(journal, calls);
		if (calls->len == 0)
			break;
		g_mutex_unlock(&journal->lock);
		run_group(journal, calls);
		answer(calls);
		g_mutex_lock(&journal->lock);
	}
	g_mutex_unlock(&journal->lock);
	return NULL;
}

void
group_start(struct journal *journal)
{
	journal->thread = g_thread_new("journal", writer_thread, journal);
}

void
group_stop(struct journal *journal)
{
	if (journal->thread == NULL)
		return;
	g_mutex_lock(&journal->lock);
	journal->closing = TRUE;
	g_cond_signal(&journal->work);
	g_mutex_unlock(&journal->lock);
	g_thread_join(g_steal_pointer(&journal->thread));
}

gboolean
call_run(struct journal *journal, struct call *call)
{
	g_mutex_lock(&journal->lock);
	if (journal->thread == NULL) {
		g_autoptr(GPtrArray) alone = g_ptr_array_new();
		g_ptr_array_add(alone, call);
		run_group(journal, alone);
		g_mutex_unlock(&journal->lock);
		return call->ok;
	}
	g_assert(!journal->closing);
	sem_init(&call->answered, 0, 0);
	g_queue_push_tail(&journal->waiting, call);
	g_cond_signal(&journal->work);
	g_mutex_unlock(&journal->lock);
	while (sem_wait(&call->answered) != 0)
		; /* a signal handler ran */
	sem_destroy(&call->answered);
	return call->ok;
}
