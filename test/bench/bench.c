/* SPDX-License-Identifier: Apache-2.0 */
/*
 *     bench append [ENTRIES]          32 writers, one refused in ten
 *     bench judge [SYSTEMS]           full judgement of all, then one changed fact at a time
 *     bench system [COMPONENTS [ROUNDS]]   all rules of one system, rule by rule
 *     bench keep [SYSTEMS [PATH]]     rebuild and verify; PATH stays, and is taken if it is there
 *     bench evidence [SUBJECTS WEEKS] weekly SBOMs
 *     bench folder DIR [COMPONENTS]   a generated dossier, and org beside it
 *     bench cold PROGRAM DIR          `PROGRAM check DIR`, started cold
 */
#include "bench.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "ledger/content.h"
#include "made_value.h"

/* ---- which ---- */

static const struct {
	const char *name;
	void (*run)(const struct bench *bench, int argc, char **argv);
} BENCHES[] = {
	{ "append", bench_appending },
	{ "judge", bench_judging },
	{ "system", bench_one_system },
	{ "keep", bench_keeping },
	{ "evidence", bench_evidence },
	{ "folder", bench_folder },
	{ "cold", bench_cold },
};

static void
run(struct bench *bench, guint which, int argc, char **argv)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	bench->files = model_files_open(NULL, &error);
	bench_must(bench->files != NULL, &error);
	bench->model = model_new(bench->files, &problems);
	bench_must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
	BENCHES[which].run(bench, argc, argv);
	model_free(bench->model);
	model_files_free(bench->files);
}

int
main(int argc, char **argv)
{
	struct bench bench = { 0 };
	for (guint i = 0; argc > 1 && i < G_N_ELEMENTS(BENCHES); i++) {
		if (strcmp(argv[1], BENCHES[i].name) != 0)
			continue;
		g_autofree char *folder = g_dir_make_tmp("bench-XXXXXX", NULL);
		bench.folder = folder;
		run(&bench, i, argc - 1, argv + 1);
		bench_remove_folder(folder);
		return 0;
	}
	g_printerr("usage: bench append|judge|system|keep|evidence|folder|cold …\n");
	return 2;
}
