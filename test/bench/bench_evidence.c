/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Evidence as a scanner delivers it: for each subject, week after week, a list of ROWS packages of
 * which one in two hundred changed. Each is attached through the journal, so it is compressed
 * against the one before, encrypted, and durable when it is answered.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "base/json.h"
#include "bench.h"
#include "ledger/content.h"
#include "made_value.h"

#define ROWS 10000
#define CHANGED_PER_WEEK (ROWS / 200)

struct package {
	char name[24];
	guint major, minor, patch;
	char vendor[12];
};

struct sboms {
	GRand *rand;
	struct package rows[ROWS];
};

static void
random_word(GRand *rand, char *out, guint len)
{
	static const char *const SYLLABLES[] = { "li", "ba", "co", "net", "gra", "ser", "py", "xml",
		"jso", "util", "ker", "dev", "ta", "mo", "re", "sys", "qu", "io", "fa", "ze" };
	gsize at = 0;
	while (at + 5 < len && (at < 5 || g_rand_int_range(rand, 0, 4) != 0))
		at += g_strlcpy(out + at, SYLLABLES[g_rand_int_range(rand, 0, 20)], len - at);
}

static void
sboms_start(struct sboms *sboms)
{
	for (guint i = 0; i < ROWS; i++) {
		struct package *row = &sboms->rows[i];
		random_word(sboms->rand, row->name, sizeof row->name);
		random_word(sboms->rand, row->vendor, sizeof row->vendor);
		row->major = g_rand_int_range(sboms->rand, 0, 20);
		row->minor = g_rand_int_range(sboms->rand, 0, 40);
		row->patch = g_rand_int_range(sboms->rand, 0, 200);
	}
}

static void
sboms_week(struct sboms *sboms)
{
	for (guint i = 0; i < CHANGED_PER_WEEK; i++) {
		struct package *row = &sboms->rows[g_rand_int_range(sboms->rand, 0, ROWS)];
		row->minor += 1;
		row->patch = g_rand_int_range(sboms->rand, 0, 200);
	}
}

static GString *
sbom_text(const struct sboms *sboms, guint subject, guint week)
{
	GString *out = g_string_sized_new(1700000);
	g_string_append_printf(out,
		"{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.5\",\"serialNumber\":\"urn:uuid:%08x-"
		"%04x\",\"version\":%u,\"components\":[\n",
		subject * 7919, week, week);
	for (guint i = 0; i < ROWS; i++) {
		const struct package *row = &sboms->rows[i];
		g_string_append_printf(out,
			"%s{\"type\":\"library\",\"publisher\":\"%s\",\"name\":\"%s\",\"version\":"
			"\"%u.%u.%u\",\"purl\":\"pkg:deb/debian/%s@%u.%u.%u?arch=amd64\"}",
			i > 0 ? ",\n" : "", row->vendor, row->name, row->major, row->minor,
			row->patch, row->name, row->major, row->minor, row->patch);
	}
	g_string_append(out, "]}\n");
	return out;
}

struct totals {
	double attach_s, attach_cpu, plain_s;
	guint64 bytes, packed;
	guint files;
};

static void
plain_zstd(const GString *text, struct totals *totals)
{
	gsize room = ZSTD_compressBound(text->len);
	g_autofree char *out = g_malloc(room);
	double from = bench_seconds();
	totals->packed += ZSTD_compress(out, room, text->str, text->len, 3);
	totals->plain_s += bench_seconds() - from;
}

static struct value *
evidence_body(const struct bench *bench, struct arena *arena, guint week)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	g_autofree char *json = g_strdup_printf(
		"{\"name\":\"SBOM %u\",\"source\":\"tool\",\"tool\":\"lister 1.4\","
		"\"collected_at\":\"2025-%02u-%02uT03:00:00Z\",\"subjects\":[\"component:component-0\"]}",
		week, 1 + week / 5 % 12, 1 + week % 5 * 5);
	const struct value *given = json_parse(arena, json, strlen(json), "evidence", &error);
	bench_must(given != NULL, &error);
	struct value *body = object_normalise(bench->model, model_kind(bench->model, "evidence"),
		arena, given, OBJECT_FROM_OUTSIDE, &problems);
	bench_must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
	return body;
}

static void
attach(const struct bench *bench, struct journal *journal, const char *file, guint subject,
	guint week, struct totals *totals)
{
	GError *error = NULL;
	struct problems problems;
	struct appended appended;
	ARENA_AUTO arena = arena_new();
	struct actor actor = { "local", "manager", "local" };
	double from = bench_seconds(), cpu = bench_cpu();
	struct content *content = content_take(file, &error);
	bench_must(content != NULL, &error);
	struct draft draft = { .chain = arena_printf(arena, "system-%04u", subject),
		.kind = "evidence", .id = arena_printf(arena, "sbom-%u", week), .actor = &actor,
		.body = evidence_body(bench, arena, week), .content = content };
	problems_init(&problems);
	journal_append(journal, &draft, 1, &appended, &problems);
	bench_must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
	totals->bytes += (guint64)content->size;
	content_free(content);
	totals->attach_s += bench_seconds() - from;
	totals->attach_cpu += bench_cpu() - cpu;
	totals->files++;
}

static void
attach_all(const struct bench *bench, struct journal *journal, guint subjects, guint weeks,
	struct totals *totals)
{
	g_autofree char *file = g_build_filename(bench->folder, "sbom.json", NULL);
	g_autofree struct sboms *sboms = g_new0(struct sboms, 1);
	sboms->rand = g_rand_new_with_seed(BENCH_SEED);
	for (guint subject = 0; subject < subjects; subject++) {
		sboms_start(sboms);
		for (guint week = 0; week < weeks; week++) {
			g_autoptr(GString) text = sbom_text(sboms, subject, week);
			g_file_set_contents_full(file, text->str, (gssize)text->len,
				G_FILE_SET_CONTENTS_NONE, 0600, NULL);
			attach(bench, journal, file, subject, week, totals);
			plain_zstd(text, totals);
			sboms_week(sboms);
		}
	}
	g_rand_free(sboms->rand);
}

static void
rebuild_and_verify(const struct bench *bench, const char *path)
{
	GError *error = NULL;
	struct verify_result result;
	struct store *store = store_open(path, STORE_OPEN, &error);
	bench_must(store != NULL, &error);
	struct keyring *ring = keyring_open(path, FALSE, &error);
	bench_must(ring != NULL, &error);
	double from = bench_seconds();
	bench_must(ledger_rebuild(store, bench->model, ring, NULL, NULL, NULL, &error), &error);
	bench_figure("evidence.rebuild_s", bench_seconds() - from, 2);
	from = bench_seconds();
	bench_must(ledger_verify(store, bench->model, ring, NULL, VERIFY_ALL, NULL, NULL, &result,
			   &error),
		&error);
	bench_figure("evidence.verify_s", bench_seconds() - from, 1);
	bench_must(problems_none(&result.problems, &error), &error);
	verify_result_clear(&result);
	store_free(store);
	keyring_free(ring);
}

void
bench_evidence(const struct bench *bench, int argc, char **argv)
{
	guint subjects = argc > 1 ? (guint)atoi(argv[1]) : 100;
	guint weeks = argc > 2 ? (guint)atoi(argv[2]) : 52;
	struct totals totals = { 0 };
	g_autofree char *path = g_build_filename(bench->folder, "evidence.db", NULL);
	bench_make_ledger(bench, path, subjects);
	double before = bench_file_mb(path);
	struct journal *journal = bench_open(bench, path, FALSE);
	attach_all(bench, journal, subjects, weeks, &totals);
	journal_close(journal);
	bench_figure("evidence.files", totals.files, 0);
	bench_figure("evidence.mb", (double)totals.bytes / 1e6, 0);
	bench_figure("evidence.attach_s", totals.attach_s, 1);
	bench_figure("evidence.attach_cpu_s", totals.attach_cpu, 1);
	bench_figure("limit.evidence.zstd_s", totals.plain_s, 1);
	bench_figure("limit.evidence.zstd_mb", (double)totals.packed / 1e6, 0);
	bench_figure("evidence.store_mb", bench_file_mb(path) - before, 0);
	rebuild_and_verify(bench, path);
	bench_figure("evidence.rss_mb", bench_rss_mb(), 0);
}
