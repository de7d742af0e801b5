/* SPDX-License-Identifier: Apache-2.0 */
#include "keeping_bench.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zstd.h>

#include "ledger/content.h"

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
	double store_s, store_cpu, plain_s;
	guint64 bytes, packed;
	guint files, differences;
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

struct keeper {
	struct store *store;
	struct keyring *ring;
	guint8 key_id[KEY_ID_SIZE];
	const char *file;
};

static void
keep(struct keeper *keeper, guint subject, struct digest *previous, gboolean first,
	struct totals *totals)
{
	GError *error = NULL;
	g_autofree char *id = g_strdup_printf("sbom-%u", subject);
	double from = bench_seconds(), cpu = bench_cpu();
	struct content *content = content_take(keeper->file, &error);
	bench_must(content != NULL, error);
	bench_must(store_begin(keeper->store, &error)
			&& content_store(keeper->store, keeper->ring, content,
				first ? NULL : previous, "shop", id, keeper->key_id, &error)
			&& store_commit(keeper->store, &error),
		error);
	*previous = content->sha256;
	totals->bytes += (guint64)content->size;
	content_free(content);
	totals->store_s += bench_seconds() - from;
	totals->store_cpu += bench_cpu() - cpu;
	totals->files++;
}

static void
keeper_open(struct keeper *keeper, const char *folder)
{
	GError *error = NULL;
	guint8 key[KEY_SIZE];
	g_autofree char *path = g_build_filename(folder, "bench.db", NULL);
	keeper->store = store_open(path, STORE_CREATE, &error);
	bench_must(keeper->store != NULL, error);
	keeper->ring = keyring_open(path, TRUE, &error);
	bench_must(keeper->ring != NULL && keyring_make(keeper->ring, keeper->key_id, key, &error)
			&& keyring_flush(keeper->ring, &error),
		error);
}

static void
keeper_close(struct keeper *keeper)
{
	store_free(keeper->store);
	keyring_free(keeper->ring);
}

static gint64
size_of(const char *folder, const char *name)
{
	struct stat found;
	g_autofree char *path = g_build_filename(folder, name, NULL);
	return stat(path, &found) == 0 ? (gint64)found.st_size : 0;
}

static void
read_back(struct keeper *keeper, const struct digest *sha256, guint subject, double *ret_seconds)
{
	GError *error = NULL;
	g_autofree char *id = g_strdup_printf("sbom-%u", subject);
	int null = open("/dev/null", O_WRONLY);
	double from = bench_seconds();
	bench_must(content_read(keeper->store, keeper->ring, sha256, "shop", id, null, &error), error);
	*ret_seconds += bench_seconds() - from;
	close(null);
}

void
bench_content(int argc, char **argv, const char *folder)
{
	guint subjects = argc > 1 ? (guint)atoi(argv[1]) : 100;
	guint weeks = argc > 2 ? (guint)atoi(argv[2]) : 52;
	g_autofree char *file = g_build_filename(folder, "sbom.json", NULL);
	struct keeper keeper = { .file = file };
	struct totals totals = { 0 };
	g_autofree struct sboms *sboms = g_new0(struct sboms, 1);
	double read_s = 0;
	sboms->rand = g_rand_new_with_seed(1);
	keeper_open(&keeper, folder);
	for (guint subject = 0; subject < subjects; subject++) {
		struct digest previous;
		sboms_start(sboms);
		for (guint week = 0; week < weeks; week++) {
			g_autoptr(GString) text = sbom_text(sboms, subject, week);
			bench_must(g_file_set_contents(file, text->str, (gssize)text->len, NULL), NULL);
			keep(&keeper, subject, &previous, week == 0, &totals);
			plain_zstd(text, &totals);
			sboms_week(sboms);
		}
		read_back(&keeper, &previous, subject, &read_s);
	}
	keeper_close(&keeper);
	g_rand_free(sboms->rand);
	g_print("content: %u files, %.0f MB\n", totals.files, (double)totals.bytes / 1e6);
	g_print("  stored      %7.1f s (cpu %.1f s, %.1f ms a file)  %7.1f MB store\n",
		totals.store_s, totals.store_cpu, totals.store_s * 1e3 / totals.files,
		(double)size_of(folder, "bench.db") / 1e6);
	g_print("  zstd -3     %7.1f s                              %7.1f MB\n", totals.plain_s,
		(double)totals.packed / 1e6);
	g_print("  read back   %7.2f ms each (the last of each subject)\n",
		read_s * 1e3 / subjects);
	g_print("  highest RSS %7.1f MB\n", bench_rss_mb());
}

static void
write_large(const char *file, guint mb)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	g_autofree char *block = g_malloc(1 << 20);
	GRand *rand = g_rand_new_with_seed(2);
	for (guint i = 0; i < mb; i++) {
		/* Half of it packs. */
		for (gsize at = 0; at < 1 << 20; at += 8) {
			guint32 word = g_rand_int(rand);
			memcpy(block + at, &word, 4);
			memcpy(block + at + 4, "text", 4);
		}
		gssize wrote = write(fd, block, 1 << 20);
		g_assert(wrote == 1 << 20);
	}
	g_rand_free(rand);
	close(fd);
}

void
bench_stream(int argc, char **argv, const char *folder)
{
	guint mb = argc > 1 ? (guint)atoi(argv[1]) : 300;
	g_autofree char *file = g_build_filename(folder, "large.bin", NULL);
	struct keeper keeper = { .file = file };
	struct totals totals = { 0 };
	struct digest sha256;
	double read_s = 0;
	write_large(file, mb);
	keeper_open(&keeper, folder);
	double before = bench_rss_mb();
	keep(&keeper, 0, &sha256, TRUE, &totals);
	read_back(&keeper, &sha256, 0, &read_s);
	keeper_close(&keeper);
	g_print("stream: %u MB  stored %.1f s  read %.1f s  RSS before %.1f MB, highest %.1f MB\n",
		mb, totals.store_s, read_s, before, bench_rss_mb());
}
