/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Nothing acknowledged is ever lost: a process with several threads appends, erases, judges,
 * rebuilds and backs up; it is killed (SIGKILL) at a random point; then what it told us it was
 * answered is held against what the ledger has.
 *
 *     soak [--rounds N] [--seed N] [--folder DIR]
 *
 * A ledger lives for LIFE rounds; some recoveries are killed as well. TAP on standard output.
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/moment.h"
#include "witness.h"
#include "writer.h"

#define LIFE 10

struct soak {
	int rounds, seed;
	char *folder;
	GRand *rand;
	struct model_files *files;
	struct model *model;
	struct witness *witness;
	char *store;
	guint64 acknowledged;
	guint complaints, killed;
	gboolean at_erasure; /* this round ends just after an erasure begins */
	gint64 until;
};

/* ---- one writer's life ---- */

static pid_t
start_writer(struct soak *soak, guint extra, int *ret_pipe)
{
	int ends[2];
	char *args[SOAK_THREADS + 5] = { (char *)"soak", (char *)"write", soak->store,
		g_strdup_printf("%u", extra) };
	for (guint i = 0; i < SOAK_THREADS; i++)
		args[4 + i] = g_strdup_printf("%u", witness_next(soak->witness, i));
	if (pipe(ends) != 0)
		g_error("pipe: %s", g_strerror(errno));
	pid_t pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execv("/proc/self/exe", args);
		_exit(127);
	}
	for (guint i = 3; i < SOAK_THREADS + 4; i++)
		g_free(args[i]);
	close(ends[1]);
	*ret_pipe = ends[0];
	return pid;
}

static void
hear_lines(struct soak *soak, GString *heard)
{
	char *from = heard->str, *end;
	while ((end = strchr(from, '\n')) != NULL) {
		*end = '\0';
		if (witness_hear(soak->witness, from) && soak->at_erasure) {
			soak->until = g_get_monotonic_time()
				+ g_rand_int_range(soak->rand, 0, 6000);
			soak->at_erasure = FALSE;
		}
		from = end + 1;
	}
	g_string_erase(heard, 0, from - heard->str);
}

/* FALSE: the other end is closed. */
static gboolean
hear(struct soak *soak, int from, GString *heard)
{
	char buffer[65536];
	gssize got = read(from, buffer, sizeof buffer);
	if (got <= 0)
		return FALSE;
	g_string_append_len(heard, buffer, got);
	hear_lines(soak, heard);
	return TRUE;
}

/* Listens for a while, kills, and hears what was still in the pipe. TRUE: it lived till then. */
static gboolean
live_and_die(struct soak *soak, guint extra, gint64 life)
{
	int from, status = 0;
	g_autoptr(GString) heard = g_string_new(NULL);
	soak->until = g_get_monotonic_time() + life;
	pid_t pid = start_writer(soak, extra, &from);
	for (;;) {
		gint64 left = soak->until - g_get_monotonic_time();
		struct pollfd fd = { from, POLLIN, 0 };
		struct timespec wait = { left / 1000000, left % 1000000 * 1000 };
		if (left <= 0 || (ppoll(&fd, 1, &wait, NULL) > 0 && !hear(soak, from, heard)))
			break;
	}
	kill(pid, SIGKILL);
	while (hear(soak, from, heard))
		;
	close(from);
	waitpid(pid, &status, 0);
	return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/* ---- ledgers ---- */

static void
remove_folder(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_unlink(path);
	}
	g_rmdir(folder);
}

static void
must(gboolean ok, GError **error)
{
	if (!ok)
		g_error("%s", *error != NULL ? error_message(*error, "en") : "failed");
}

static void
new_ledger(struct soak *soak, int round)
{
	GError *error = NULL;
	struct problems problems;
	soak->store = g_strdup_printf("%s/soak-%d.db", soak->folder, round);
	struct journal_options options = { .url = soak->store, .model = soak->model };
	must(journal_init(&options, "+09:00", FALSE, &error), &error);
	struct journal *journal = journal_open(&options, &error);
	must(journal != NULL, &error);
	problems_init(&problems);
	struct deed_maker maker = deed_maker_for(soak->model);
	deeds_world(&maker, journal, &problems);
	must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
	journal_close(journal);
	soak->witness = witness_new(soak->model, soak->store);
}

/* What went wrong stays to be looked at. */
static void
end_ledger(struct soak *soak)
{
	guint complaints = witness_check(soak->witness, TRUE);
	soak->complaints += complaints;
	soak->acknowledged += witness_acknowledged(soak->witness);
	witness_free(g_steal_pointer(&soak->witness));
	g_autofree char *folder = g_path_get_dirname(soak->store);
	if (soak->complaints == 0) {
		remove_folder(folder);
		g_mkdir(folder, 0700);
	}
	g_free(g_steal_pointer(&soak->store));
}

/* ---- a ledger that is killed while it is made ---- */

static int
make_as_told(const char *store)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = model_files_open(NULL, &error);
	struct model *model = model_new(files, &problems);
	struct journal_options options = { .url = store, .model = model };
	must(journal_init(&options, "+09:00", FALSE, &error), &error);
	return 0;
}

/* How long it takes when nobody disturbs it, then when somebody does: less. */
static gint64
make_and_die(struct soak *soak, const char *store, gint64 life)
{
	int status;
	gint64 since = g_get_monotonic_time();
	pid_t pid = fork();
	if (pid == 0) {
		execl("/proc/self/exe", "soak", "make", store, NULL);
		_exit(127);
	}
	if (life > 0) {
		g_usleep((gulong)life);
		kill(pid, SIGKILL);
	}
	waitpid(pid, &status, 0);
	return g_get_monotonic_time() - since;
}

/*
 * What is left can be used, or says how to begin anew: there is nothing yet that could be lost.
 * *ret_cut counts those that were cut short.
 */
static gboolean
make_again(struct soak *soak, const char *store, guint *ret_cut)
{
	g_autoptr(GError) error = NULL;
	struct journal_options options = { .url = store, .model = soak->model };
	struct journal *journal = journal_open(&options, &error);
	gboolean told = journal != NULL || g_error_matches(error, SEKISHO_ERROR, ERROR_NOT_FOUND)
		|| strstr(error->message, "run init again") != NULL;
	if (!told)
		g_printerr("# after a killed init: %s\n", error->message);
	if (journal == NULL) {
		static const char *const ENDS[] = { "", "-wal", "-shm", "-keys", "-keys-wal",
			"-keys-shm", "-master" };
		for (guint i = 0; i < G_N_ELEMENTS(ENDS); i++) {
			g_autofree char *name = g_strconcat(store, ENDS[i], NULL);
			g_unlink(name);
		}
		(*ret_cut)++;
		must(journal_init(&options, "+09:00", FALSE, &error), &error);
		journal = journal_open(&options, &error);
		must(journal != NULL, &error);
	}
	journal_close(journal);
	return told;
}

static void
run_inits(struct soak *soak)
{
	guint cut = 0, n = (guint)MAX(20, soak->rounds / 10);
	gboolean ok = TRUE;
	g_autofree char *whole = g_strdup_printf("%s/init.db", soak->folder);
	gint64 takes = make_and_die(soak, whole, 0);
	for (guint i = 0; i < n; i++) {
		g_autofree char *store = g_strdup_printf("%s/init-%u.db", soak->folder, i);
		make_and_die(soak, store, g_rand_int_range(soak->rand, 1, (gint32)takes));
		ok = make_again(soak, store, &cut) && ok;
	}
	soak->complaints += !ok;
	printf("%sok %d - killed while a ledger was made, %u times; %u were cut short\n",
		ok ? "" : "not ", soak->rounds + 2, n, cut);
}

/* ---- rounds ---- */

/* Most live for a while; every fifth hardly gets to open what the last one left. */
static gint64
life_of(struct soak *soak, int round)
{
	if (round % 5 == 4)
		return g_rand_int_range(soak->rand, 0, 60000);
	soak->at_erasure = round % 5 == 3;
	return g_rand_int_range(soak->rand, 50000, 500000);
}

static void
run_round(struct soak *soak, int round)
{
	guint extra = (round % 3 == 2 ? WRITER_REBUILDS : 0) | (round % 4 == 1 ? WRITER_BACKS_UP : 0);
	guint64 before = witness_acknowledged(soak->witness);
	gint64 life = life_of(soak, round);
	gboolean killed = live_and_die(soak, extra, life);
	guint complaints = 0;
	/* The one after may be killed while it mends what this one left. */
	if (g_rand_int_range(soak->rand, 0, 4) == 0)
		killed = live_and_die(soak, 0, g_rand_int_range(soak->rand, 0, 40000)) && killed;
	complaints += !killed;
	complaints += witness_check(soak->witness, FALSE);
	soak->killed += killed;
	soak->complaints += complaints;
	printf("%sok %d - killed after %.1f ms%s%s, %" G_GUINT64_FORMAT " entries acknowledged\n",
		complaints > 0 ? "not " : "", round + 1, (double)life / 1e3,
		extra & WRITER_REBUILDS ? ", while it rebuilt" : "",
		extra & WRITER_BACKS_UP ? ", while it backed up" : "",
		witness_acknowledged(soak->witness) - before);
	fflush(stdout);
}

static int
run_soak(struct soak *soak)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	soak->files = model_files_open(NULL, &error);
	must(soak->files != NULL, &error);
	soak->model = model_new(soak->files, &problems);
	must(problems_none(&problems, &error), &error);
	printf("1..%d\n", soak->rounds + 2);
	for (int round = 0; round < soak->rounds; round++) {
		if (round % LIFE == 0)
			new_ledger(soak, round);
		run_round(soak, round);
		if (round % LIFE == LIFE - 1 || round == soak->rounds - 1)
			end_ledger(soak);
	}
	/* A soak in which nothing was acknowledged proves nothing. */
	gboolean fine = soak->complaints == 0 && soak->acknowledged > (guint64)soak->rounds * 10;
	printf("%sok %d - %" G_GUINT64_FORMAT " entries acknowledged, %u kills, seed %d\n",
		fine ? "" : "not ", soak->rounds + 1, soak->acknowledged, soak->killed, soak->seed);
	run_inits(soak);
	problems_clear(&problems);
	model_free(soak->model);
	model_files_free(soak->files);
	return fine && soak->complaints == 0 ? 0 : 1;
}

static int
write_as_told(char **argv, int argc)
{
	struct writer_options options = { .store = argv[2] };
	options.extra = (guint)g_ascii_strtoull(argv[3], NULL, 10);
	for (int i = 4; i < argc && i < SOAK_THREADS + 4; i++)
		options.from[i - 4] = (guint)g_ascii_strtoull(argv[i], NULL, 10);
	return writer_run(&options);
}

int
main(int argc, char **argv)
{
	struct soak soak = { .rounds = 50, .seed = (int)(moment_now() / 1000 % 1000000) };
	if (argc >= 4 && strcmp(argv[1], "write") == 0)
		return write_as_told(argv, argc);
	if (argc == 3 && strcmp(argv[1], "make") == 0)
		return make_as_told(argv[2]);
	for (int i = 1; i + 1 < argc; i += 2) {
		if (strcmp(argv[i], "--rounds") == 0)
			soak.rounds = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--seed") == 0)
			soak.seed = atoi(argv[i + 1]);
		else if (strcmp(argv[i], "--folder") == 0)
			soak.folder = g_strdup(argv[i + 1]);
	}
	if (soak.folder == NULL)
		soak.folder = g_dir_make_tmp("soak-XXXXXX", NULL);
	soak.rand = g_rand_new_with_seed((guint32)soak.seed);
	int status = run_soak(&soak);
	if (status == 0)
		remove_folder(soak.folder);
	g_rand_free(soak.rand);
	g_free(soak.folder);
	return status;
}
