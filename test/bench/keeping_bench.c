/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What keeping costs, each figure beside the physical limit measured in the same run:
 *
 *     keeping_bench content [SUBJECTS [WEEKS]]   weekly SBOMs against plain zstd -3
 *     keeping_bench stream [MB]                  one large content: memory stays flat
 *     keeping_bench verify [ENTRIES]             against SHA-256 and a bare scan
 *     keeping_bench rebuild [ENTRIES]            against a bare scan and writing the rows
 */
#include "keeping_bench.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

double
bench_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double
bench_cpu(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
		+ (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

double
bench_rss_mb(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

void
bench_must(gboolean ok, GError *error)
{
	if (!ok)
		g_error("%s", error != NULL ? error_message(error, "en") : "failed");
}

static const struct {
	const char *name;
	void (*run)(int argc, char **argv, const char *folder);
} BENCHES[] = {
	{ "content", bench_content },
	{ "stream", bench_stream },
	{ "verify", bench_verify },
	{ "rebuild", bench_rebuild },
};

int
main(int argc, char **argv)
{
	for (guint i = 0; argc > 1 && i < G_N_ELEMENTS(BENCHES); i++) {
		if (strcmp(argv[1], BENCHES[i].name) != 0)
			continue;
		g_autofree char *folder = g_dir_make_tmp("keeping-bench-XXXXXX", NULL);
		BENCHES[i].run(argc - 1, argv + 1, folder);
		char *const rm[] = { (char *)"rm", (char *)"-rf", folder, NULL };
		g_spawn_sync(NULL, (char **)rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
			NULL, NULL);
		return 0;
	}
	g_printerr("usage: keeping_bench content|stream|verify|rebuild [N]\n");
	return 2;
}
