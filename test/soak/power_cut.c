/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A killed process leaves what it wrote to the kernel; a machine without power leaves only what was
 * synced. One writer works on a disk that forgets (disk.h); the power is cut at many points; every
 * disk that is left then is held against what had been acknowledged at that point.
 *
 *     power_cut [--cuts N] [--seed N]
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "disk.h"
#include "doer.h"
#include "gate/conclude.h"
#include "witness.h"

#define DEEDS 400
/* Writes and syncs between two cuts: odd, so that each kind of event has its turn. */
#define EVERY 211

struct cutting {
	int cuts, seed;
	GRand *rand;
	char *folder, *store;
	struct model_files *files;
	struct model *model;
	guint64 events, next;
	GArray *heard; /* per cut: how many lines had been said */
	gboolean busy;
};

static GPtrArray *lines; /* what the doer said */

static void
say(const char *line)
{
	g_ptr_array_add(lines, g_strdup(line));
}

static char *
folder_of(const struct cutting *cutting, guint cut)
{
	return g_strdup_printf("%s/cut-%u", cutting->folder, cut);
}

static void
copy_master(const struct cutting *cutting, const char *folder)
{
	g_autofree char *from = g_strconcat(cutting->store, "-master", NULL);
	g_autofree char *to = g_build_filename(folder, "power.db-master", NULL);
	g_autofree char *text = NULL;
	gboolean ok = g_file_get_contents(from, &text, NULL, NULL)
		&& g_file_set_contents_full(to, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
	g_assert(ok);
}

/* The machine goes on as if nothing had been: what it left behind is looked at later. */
static void
on_event(void *data)
{
	struct cutting *cutting = data;
	guint cut = cutting->heard->len;
	if (++cutting->events < cutting->next || cut >= (guint)cutting->cuts)
		return;
	cutting->next += (guint64)g_rand_int_range(cutting->rand, 1, 2 * EVERY);
	g_autofree char *folder = folder_of(cutting, cut);
	g_mkdir(folder, 0700);
	disk_cut(folder, (enum disk_mood)(cut % 3), cutting->rand);
	copy_master(cutting, folder);
	g_array_append_val(cutting->heard, lines->len);
}

static void
judge_some(struct judge *judge, struct journal *journal)
{
	GError *error = NULL;
	guint done;
	doer_must(conclude_due(judge, journal, 2, NULL, NULL, &done, &error), &error, "conclude_due");
}

static void
work(struct cutting *cutting)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct journal_options options = { .url = cutting->store, .model = cutting->model };
	struct journal *journal = journal_open(&options, &error);
	doer_must(journal != NULL, &error, "journal_open");
	struct judge *judge = judge_new(cutting->model, &problems, &error);
	doer_must(judge != NULL, &error, "judge_new");
	struct store *store = store_open(cutting->store, STORE_READ_ONLY, &error);
	doer_must(store != NULL, &error, "store_open");
	disk_on_event(on_event, cutting);
	for (guint i = 0; cutting->heard->len < (guint)cutting->cuts; i++) {
		struct doer doer = { deed_maker_for(cutting->model), journal, store,
			cutting->store, FALSE, say, i / DEEDS % SOAK_THREADS, i % DEEDS };
		g_assert(i < DEEDS * SOAK_THREADS);
		doer_do(&doer);
		if (i % 50 == 49)
			judge_some(judge, journal);
	}
	disk_on_event(NULL, NULL);
	store_free(store);
	judge_free(judge);
	journal_close(journal);
	problems_clear(&problems);
}

static void
make_ledger(struct cutting *cutting)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	cutting->files = model_files_open(NULL, &error);
	doer_must(cutting->files != NULL, &error, "model");
	cutting->model = model_new(cutting->files, &problems);
	struct journal_options options = { .url = cutting->store, .model = cutting->model };
	doer_must(journal_init(&options, "+09:00", FALSE, &error), &error, "journal_init");
	struct journal *journal = journal_open(&options, &error);
	doer_must(journal != NULL, &error, "journal_open");
	struct deed_maker maker = deed_maker_for(cutting->model);
	deeds_world(&maker, journal, &problems);
	doer_must_be_none(&problems, "world");
	problems_clear(&problems);
	journal_close(journal);
}

static void
remove_folder(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			remove_folder(path);
		g_unlink(path);
	}
	g_rmdir(folder);
}

static guint
look_at(struct cutting *cutting, guint cut)
{
	static const char *const MOODS[] = { "synced", "written", "torn" };
	g_autofree char *folder = folder_of(cutting, cut);
	g_autofree char *store = g_build_filename(folder, "power.db", NULL);
	guint heard = g_array_index(cutting->heard, guint, cut);
	struct witness *witness = witness_new(cutting->model, store);
	for (guint i = 0; i < heard; i++)
		witness_hear(witness, g_ptr_array_index(lines, i));
	guint complaints = witness_check(witness, TRUE);
	printf("%sok %u - power cut (%s), %" G_GUINT64_FORMAT " entries acknowledged\n",
		complaints > 0 ? "not " : "", cut + 1, MOODS[cut % 3],
		witness_acknowledged(witness));
	fflush(stdout);
	witness_free(witness);
	if (complaints == 0)
		remove_folder(folder);
	return complaints;
}

int
main(int argc, char **argv)
{
	struct cutting cutting = { .cuts = 30, .seed = 1, .next = EVERY };
	guint complaints = 0;
	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--cuts") == 0)
			cutting.cuts = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--seed") == 0)
			cutting.seed = atoi(argv[i + 1]);
	}
	cutting.rand = g_rand_new_with_seed((guint32)cutting.seed);
	cutting.folder = g_dir_make_tmp("power-XXXXXX", NULL);
	cutting.store = g_build_filename(cutting.folder, "power.db", NULL);
	cutting.heard = g_array_new(FALSE, FALSE, sizeof(guint));
	lines = g_ptr_array_new_with_free_func(g_free);
	disk_install(cutting.folder);
	make_ledger(&cutting);
	work(&cutting);
	printf("1..%d\n", cutting.cuts);
	for (guint cut = 0; cut < cutting.heard->len; cut++)
		complaints += look_at(&cutting, cut);
	if (complaints == 0)
		remove_folder(cutting.folder);
	return complaints > 0;
}
