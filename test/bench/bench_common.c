/* SPDX-License-Identifier: Apache-2.0 */
/* Clocks, figures, and ledgers that are filled. */
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
bench_thread_cpu(void)
{
	struct timespec now;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double
bench_rss_mb(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return (double)usage.ru_maxrss / 1024;
}

double
bench_file_mb(const char *path)
{
	struct stat found;
	return stat(path, &found) == 0 ? (double)found.st_size / 1e6 : 0;
}

double
bench_written(void)
{
	g_autofree char *text = NULL;
	const char *found = g_file_get_contents("/proc/self/io", &text, NULL, NULL)
		? strstr(text, "wchar: ")
		: NULL;
	return found == NULL ? 0 : g_ascii_strtod(found + strlen("wchar: "), NULL);
}

void
bench_must(gboolean ok, GError **error)
{
	if (!ok)
		g_error("%s", error != NULL && *error != NULL ? error_message(*error, "en") : "failed");
}

void
bench_figure(const char *name, double value, int decimals)
{
	printf("%s %.*f\n", name, decimals, value);
	fflush(stdout);
}

static int
compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

double
bench_median(GArray *doubles)
{
	qsort(doubles->data, doubles->len, sizeof(double), compare_doubles);
	return g_array_index(doubles, double, doubles->len / 2);
}

double
bench_slope(double x1, double y1, double x2, double y2)
{
	return log(y2 / y1) / log(x2 / x1);
}

/* ---- ledgers ---- */

struct journal *
bench_open(const struct bench *bench, const char *path, gboolean threaded)
{
	GError *error = NULL;
	struct journal_options options = { .url = path, .model = bench->model, .now = MADE_NOW,
		.threaded = threaded };
	struct journal *journal = journal_open(&options, &error);
	bench_must(journal != NULL, &error);
	return journal;
}

/* Every evidence has a file of its own, a few lines long. */
static struct content *
content_for(const char *chain, const struct made_object *object, guint number)
{
	GError *error = NULL;
	if (strcmp(object->kind->name, "evidence") != 0)
		return NULL;
	g_autofree char *name = g_strdup_printf("bench-evidence-%u", number);
	g_autofree char *file = g_build_filename(g_get_tmp_dir(), name, NULL);
	g_autofree char *text = g_strdup_printf("%s %s\n", chain, object->id);
	gboolean made = g_file_set_contents_full(
		file, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, &error);
	bench_must(made, &error);
	struct content *content = content_take(file, &error);
	bench_must(content != NULL, &error);
	return content;
}

/* FALSE: it is refused; nothing of it is there. */
static gboolean
append_some(struct journal *journal, const struct made *made, guint from, guint to)
{
	struct problems problems;
	g_autofree struct draft *drafts = g_new0(struct draft, to - from);
	g_autofree struct actor *actors = g_new0(struct actor, to - from);
	g_autofree struct appended *appended = g_new0(struct appended, to - from);
	for (guint i = from; i < to; i++) {
		const struct made_object *object = g_ptr_array_index(made->objects, i);
		actors[i - from] = (struct actor) { object->person, object->role, "local" };
		drafts[i - from] = (struct draft) { .chain = made->chain,
			.kind = object->kind->name, .id = object->id, .actor = &actors[i - from],
			.body = object->body,
			.content = content_for(made->chain, object, i - from) };
	}
	problems_init(&problems);
	gboolean ok = journal_append(journal, drafts, to - from, appended, &problems);
	if (!ok && to - from == 1 && g_getenv("BENCH_VERBOSE") != NULL)
		g_printerr("%s:%s %s\n", drafts[0].kind, drafts[0].id,
			error_message(g_ptr_array_index(problems.list, 0), "en"));
	problems_clear(&problems);
	for (guint i = 0; i < to - from; i++) {
		if (drafts[i].content != NULL)
			g_unlink(drafts[i].content->path);
		content_free((struct content *)drafts[i].content);
	}
	return ok;
}

/* Chance makes things that people may not write: those are left out, and few they must be. */
void
bench_append_all(struct journal *journal, struct made *made)
{
	guint refused = 0, at = 0;
	while (at < made->objects->len) {
		guint to = MIN(at + 200, made->objects->len);
		if (append_some(journal, made, at, to)) {
			at = to;
			continue;
		}
		for (guint left = to - at; left > 0; left--) {
			if (append_some(journal, made, at, at + 1)) {
				at++;
				continue;
			}
			g_ptr_array_remove_index(made->objects, at);
			refused++;
		}
	}
	if (refused > 20 + made->objects->len / 10)
		g_error("%s: %u of %u objects were refused", made->chain, refused,
			made->objects->len + refused);
}

void
bench_make_ledger(const struct bench *bench, const char *path, guint systems)
{
	GError *error = NULL;
	struct journal_options options = { .url = path, .model = bench->model, .now = MADE_NOW };
	bench_must(journal_init(&options, "+09:00", TRUE, &error), &error);
	struct maker *maker = maker_new(bench->model, BENCH_SEED);
	struct journal *journal = bench_open(bench, path, FALSE);
	bench_append_all(journal, (struct made *)maker_org(maker));
	for (guint i = 0; i < systems; i++) {
		struct made *made = maker_system(maker, i, 0);
		bench_append_all(journal, made);
		made_free(made);
	}
	journal_close(journal);
	maker_free(maker);
}

void
bench_remove_folder(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_unlink(path);
	}
	g_rmdir(folder);
}
