/* SPDX-License-Identifier: Apache-2.0 */
/* Rebuilding and verifying a portfolio that was judged; and dossiers, started cold. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <fcntl.h>

#include "bench.h"
#include "gate/conclude.h"

static gboolean
count_bytes(const struct journal_row *row, void *data)
{
	*(guint64 *)data += row->bytes.len;
	return TRUE;
}

static void
judge_ledger(const struct bench *bench, const char *path)
{
	GError *error = NULL;
	struct problems problems;
	guint done = 0;
	problems_init(&problems);
	struct judge *judge = judge_new(bench->model, &problems, &error);
	bench_must(judge != NULL, &error);
	struct journal *journal = bench_open(bench, path, FALSE);
	bench_must(conclude_due(judge, journal, 100000, NULL, NULL, &done, &error), &error);
	journal_close(journal);
	judge_free(judge);
	problems_clear(&problems);
}

static void
keep_figures(const struct bench *bench, const char *path)
{
	GError *error = NULL;
	struct verify_result result;
	gint64 entries = 0;
	guint64 bytes = 0;
	struct store *store = store_open(path, STORE_OPEN, &error);
	bench_must(store != NULL, &error);
	struct keyring *ring = keyring_open(path, FALSE, &error);
	bench_must(ring != NULL, &error);
	double from = bench_seconds();
	bench_must(ledger_rebuild(store, bench->model, ring, NULL, NULL, &entries, &error), &error);
	double rebuild = bench_seconds() - from;
	from = bench_seconds();
	bench_must(ledger_verify(store, bench->model, ring, NULL, VERIFY_ALL, NULL, NULL, &result,
			   &error),
		&error);
	double verify = bench_seconds() - from;
	bench_must(problems_none(&result.problems, &error), &error);
	verify_result_clear(&result);
	from = bench_seconds();
	bench_must(store_journal_scan(store, NULL, 0, count_bytes, &bytes, &error), &error);
	double scan = bench_seconds() - from;
	from = bench_seconds();
	bench_must(store_check_structure(store, &error), &error);
	double structure = bench_seconds() - from;
	double n = (double)entries, size = (double)bytes / n;
	bench_figure("keep.entries", n, 0);
	bench_figure("keep.bytes", size, 0);
	bench_figure("keep.rebuild_s", n / rebuild, 0);
	bench_figure("keep.verify_s", n / verify, 0);
	bench_figure("keep.structure_share", structure / verify, 2);
	bench_figure("limit.keep.sha256_s", bench_sha256_mb((gsize)size) * 1e6 / size, 0);
	bench_figure("limit.keep.scan_s", n / scan, 0);
	bench_figure("keep.store_mb", bench_file_mb(path), 0);
	bench_figure("keep.rss_mb", bench_rss_mb(), 0);
	store_free(store);
	keyring_free(ring);
}

void
bench_keeping(const struct bench *bench, int argc, char **argv)
{
	guint systems = argc > 1 ? (guint)atoi(argv[1]) : 1000;
	g_autofree char *path = argc > 2 ? g_strdup(argv[2])
					 : g_build_filename(bench->folder, "keep.db", NULL);
	g_autofree char *raw = g_build_filename(bench->folder, "raw.db", NULL);
	if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
		bench_make_ledger(bench, path, systems);
		judge_ledger(bench, path);
	}
	keep_figures(bench, path);
	bench_figure("limit.keep.rows_s", bench_raw_rows(raw, 200000, 10000, 500), 0);
}

/* ---- folders ---- */

void
bench_folder(const struct bench *bench, int argc, char **argv)
{
	guint components = argc > 2 ? (guint)atoi(argv[2]) : 60;
	struct maker *maker = maker_new(bench->model, BENCH_SEED);
	struct made *made = maker_system(maker, 0, components);
	g_autofree char *parent = g_path_get_dirname(argv[1]);
	g_autofree char *org = g_build_filename(parent, "org", NULL);
	made_write(made, argv[1]);
	made_write(maker_org(maker), org);
	made_free(made);
	maker_free(maker);
}

static double
start_cold(char **argv, double *ret_mb)
{
	int status;
	struct rusage usage;
	char *const args[] = { argv[1], (char *)"check", argv[2], NULL };
	double from = bench_seconds();
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execv(argv[1], args);
		_exit(127);
	}
	wait4(pid, &status, 0, &usage);
	g_assert(WIFEXITED(status) && WEXITSTATUS(status) < 2);
	*ret_mb = (double)usage.ru_maxrss / 1024;
	return (bench_seconds() - from) * 1e3;
}

void
bench_cold(const struct bench *bench, int argc, char **argv)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
	double most = 0, mb;
	g_assert(argc > 2);
	for (guint i = 0; i < 21; i++) {
		double took = start_cold(argv, &mb);
		g_array_append_val(times, took);
		most = MAX(most, mb);
	}
	bench_figure("cold.ms", bench_median(times), 1);
	bench_figure("cold.mb", most, 1);
}
