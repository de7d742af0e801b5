/* SPDX-License-Identifier: Apache-2.0 */
#include "writer.h"

#include <string.h>
#include <unistd.h>

#include "doer.h"
#include "gate/conclude.h"
#include "ledger/keeping.h"

struct writer {
	const struct writer_options *options;
	struct model_files *files;
	struct model *model;
	struct journal *journal;
};

static void
say(const char *text)
{
	g_autofree char *line = g_strconcat(text, "\n", NULL);
	gsize len = strlen(line);
	g_assert(len <= 4096); /* PIPE_BUF: whole or not at all */
	if (write(STDOUT_FILENO, line, len) != (gssize)len)
		_exit(1);
}

static gpointer
work(gpointer data)
{
	struct doer *doer = data;
	GError *error = NULL;
	doer->store = store_open(doer->path, STORE_READ_ONLY, &error);
	doer_must(doer->store != NULL, &error, "store_open");
	for (;; doer->number++) {
		doer_do(doer);
		/* One is slow, so that its system is judged before it moves on. */
		if (doer->thread == SOAK_THREADS - 1)
			g_usleep(30000);
	}
	return NULL;
}

/* ---- beside the writers ---- */

static gpointer
judge_all(gpointer data)
{
	struct writer *writer = data;
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct judge *judge = judge_new(writer->model, &problems, &error);
	doer_must(judge != NULL, &error, "judge_new");
	for (;;) {
		guint done = 0;
		/* Systems that move on faster than they are judged stay waiting. */
		if (!conclude_due(judge, writer->journal, 2, NULL, NULL, &done, &error)) {
			doer_must(g_error_matches(error, SEKISHO_ERROR, ERROR_CONFLICT), &error,
				"conclude_due");
			g_clear_error(&error);
		}
		say("judged");
	}
	return NULL;
}

static struct store *
own_store(struct writer *writer, struct keyring **ret_ring)
{
	GError *error = NULL;
	struct store *store = store_open(writer->options->store, STORE_OPEN, &error);
	doer_must(store != NULL, &error, "store_open");
	*ret_ring = keyring_open(writer->options->store, FALSE, &error);
	doer_must(*ret_ring != NULL, &error, "keyring_open");
	return store;
}

static gpointer
rebuild_all(gpointer data)
{
	struct writer *writer = data;
	struct keyring *ring;
	struct store *store = own_store(writer, &ring);
	for (;;) {
		GError *error = NULL;
		/* An erasure holds the same lock for a moment. */
		if (ledger_rebuild(store, writer->model, ring, NULL, NULL, NULL, &error))
			say("rebuilt");
		else
			doer_must(g_error_matches(error, SEKISHO_ERROR, ERROR_STORE), &error,
				"ledger_rebuild");
		g_clear_error(&error);
		g_usleep(1000);
	}
	return NULL;
}

static gpointer
back_up_once(gpointer data)
{
	struct writer *writer = data;
	struct keyring *ring;
	GError *error = NULL;
	struct store *store = own_store(writer, &ring);
	g_autofree char *file = g_strdup_printf("%s-backup", writer->options->store);
	g_autofree char *begins = g_strconcat("backing ", file, NULL);
	g_autofree char *ends = g_strconcat("backed ", file, NULL);
	say(begins);
	doer_must(ledger_backup(store, ring, file, &error), &error, "ledger_backup");
	say(ends);
	store_free(store);
	keyring_free(ring);
	return NULL;
}

static void
writer_open(struct writer *writer)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	writer->files = model_files_open(NULL, &error);
	doer_must(writer->files != NULL, &error, "model");
	writer->model = model_new(writer->files, &problems);
	doer_must_be_none(&problems, "model");
	struct journal_options options = { .url = writer->options->store, .model = writer->model,
		.threaded = TRUE };
	writer->journal = journal_open(&options, &error);
	doer_must(writer->journal != NULL, &error, "journal_open");
}

int
writer_run(const struct writer_options *options)
{
	struct writer writer = { .options = options };
	struct doer doers[SOAK_THREADS];
	GThread *last = NULL;
	writer_open(&writer);
	for (guint i = 0; i < SOAK_THREADS; i++) {
		doers[i] = (struct doer) { deed_maker_for(writer.model), writer.journal, NULL,
			options->store, (options->extra & WRITER_REBUILDS) != 0, say, i,
			options->from[i] };
		last = g_thread_new("doer", work, &doers[i]);
	}
	g_thread_new("judge", judge_all, &writer);
	if (options->extra & WRITER_REBUILDS)
		g_thread_new("rebuild", rebuild_all, &writer);
	if (options->extra & WRITER_BACKS_UP)
		g_thread_new("backup", back_up_once, &writer);
	g_thread_join(last);
	return 1;
}
