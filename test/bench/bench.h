/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What script/bench runs. Each bench prints figures, one a line: `name value`; what a limit of the
 * machine is has `limit.` in front of its name, and is measured in the same run.
 */
#pragma once
#include "ledger/keeping.h"
#include "made_system.h"

#define BENCH_SEED 20261001

struct bench {
	struct model_files *files;
	struct model *model;
	const char *folder; /* of its own, empty */
};

double bench_seconds(void);     /* wall clock */
double bench_cpu(void);         /* user and system, of this process */
double bench_thread_cpu(void);  /* of this thread: what others do on this machine is not in it */
double bench_rss_mb(void);      /* the highest so far */
double bench_written(void);     /* bytes handed to the kernel so far */
double bench_file_mb(const char *path);
void bench_must(gboolean ok, GError **error);
void bench_figure(const char *name, double value, int decimals);
double bench_median(GArray *doubles); /* sorts them */
void bench_remove_folder(const char *folder); /* with its files */
/* Slope of log(y) over log(x). */
double bench_slope(double x1, double y1, double x2, double y2);

/* A rehearsal ledger at PATH with @org and systems `from` to `to`. */
void bench_make_ledger(const struct bench *bench, const char *path, guint systems);
struct journal *bench_open(const struct bench *bench, const char *path, gboolean threaded);
/* Appends all objects of it, in calls of at most 200; what is refused is left out of it. */
void bench_append_all(struct journal *journal, struct made *made);

/* Rows like the journal's into a table of SQLite's, `batch` in a transaction: rows a second. */
double bench_raw_rows(const char *path, guint rows, guint batch, gsize size);
/* pwrite and fdatasync of a block, a second. */
double bench_syncs(const char *folder, gsize size, guint n);
double bench_sha256_mb(gsize size);

void bench_appending(const struct bench *bench, int argc, char **argv);
void bench_judging(const struct bench *bench, int argc, char **argv);
void bench_one_system(const struct bench *bench, int argc, char **argv);
void bench_keeping(const struct bench *bench, int argc, char **argv);
void bench_evidence(const struct bench *bench, int argc, char **argv);
void bench_folder(const struct bench *bench, int argc, char **argv);
void bench_cold(const struct bench *bench, int argc, char **argv);
