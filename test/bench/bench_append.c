/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Thirty-two people write into thirty-two systems at once, one object a call, each waiting for its
 * answer; every tenth call is refused. Half of them change an object, half add one. Everything that
 * an entry costs is in it: validation, sealing, hashing, projection, synchronous=FULL.
 */
#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define WRITERS 32

struct writer {
	const struct bench *bench;
	struct journal *journal;
	struct made *made;
	GPtrArray *objects; /* of them, those that are written */
	guint wanted;       /* entries */
	guint accepted, refused;
	double slowest;
};

/* Without what it must have. */
static void
spoil_body(const struct made_object *object, struct arena *arena, struct value *body)
{
	for (guint i = 0; i < object->kind->n_fields; i++)
		if (object->kind->fields[i]->required && !object->kind->fields[i]->stamped)
			value_set(arena, body, object->kind->fields[i]->name, value_null(arena));
}

static gboolean
may_be_copied(const struct made_object *object)
{
	static const char *const KINDS[] = { "component", "information", "flow", "requirement",
		"control", "scenario", "log_source", NULL };
	return g_strv_contains(KINDS, object->kind->name);
}

static void
append_one(struct writer *writer, const struct made_object *object, guint number, gboolean spoil)
{
	GError *error = NULL;
	struct problems problems;
	struct appended appended;
	ARENA_AUTO arena = arena_new();
	struct actor actor = { object->person, object->role, "local" };
	gboolean copy = !spoil && number % 2 == 0 && may_be_copied(object);
	struct value *body = copy ? value_copy(arena, object->body) : value_map(arena);
	value_set_text(arena, body, "note", arena_printf(arena, "seen %u times", number));
	if (spoil)
		spoil_body(object, arena, body);
	struct draft draft = { .chain = writer->made->chain, .kind = object->kind->name,
		.id = copy ? arena_printf(arena, "%s-%u", object->id, number) : object->id,
		.actor = &actor, .body = body };
	problems_init(&problems);
	double from = bench_seconds();
	gboolean ok = journal_append(writer->journal, &draft, 1, &appended, &problems);
	writer->slowest = MAX(writer->slowest, bench_seconds() - from);
	if (!ok && !spoil)
		bench_must(problems_none(&problems, &error), &error);
	g_assert(ok != spoil);
	writer->accepted += ok;
	writer->refused += !ok;
	problems_clear(&problems);
}

static gpointer
write_all(gpointer data)
{
	struct writer *writer = data;
	const GPtrArray *objects = writer->objects;
	for (guint i = 0; writer->accepted < writer->wanted; i++) {
		const struct made_object *object = g_ptr_array_index(objects, i % objects->len);
		append_one(writer, object, i, FALSE);
		if (i % 9 == 8)
			append_one(writer, object, i, TRUE);
	}
	return NULL;
}

/* Kinds that people write over and over. */
static GPtrArray *
objects_to_write(const struct made *made)
{
	static const char *const KINDS[] = { "component", "information", "flow", "requirement",
		"control", "scenario", "log_source", "account", "zone", "task", NULL };
	GPtrArray *objects = g_ptr_array_new();
	for (guint i = 0; i < made->objects->len; i++) {
		struct made_object *object = g_ptr_array_index(made->objects, i);
		if (g_strv_contains(KINDS, object->kind->name))
			g_ptr_array_add(objects, object);
	}
	return objects;
}

static void
writers_start(const struct bench *bench, struct journal *journal, struct writer *writers,
	struct maker *maker, guint entries)
{
	for (guint i = 0; i < WRITERS; i++) {
		struct made *made = maker_system(maker, i, 60);
		bench_append_all(journal, made);
		writers[i] = (struct writer) { .bench = bench, .journal = journal, .made = made,
			.objects = objects_to_write(made), .wanted = entries / WRITERS };
	}
}

static gboolean
add_bytes(const struct journal_row *row, void *data)
{
	*(guint64 *)data += row->bytes.len;
	return TRUE;
}

static void
figures(const struct bench *bench, struct journal *journal, const struct writer *writers,
	double took, double cpu, double written)
{
	GError *error = NULL;
	guint accepted = 0, refused = 0;
	double slowest = 0;
	guint64 bytes = 0;
	for (guint i = 0; i < WRITERS; i++) {
		accepted += writers[i].accepted;
		refused += writers[i].refused;
		slowest = MAX(slowest, writers[i].slowest);
	}
	gint64 count = store_journal_count(journal_reader(journal), &error);
	bench_must(store_journal_scan(journal_reader(journal), NULL, 0, add_bytes, &bytes, &error),
		&error);
	double size = (double)bytes / (double)count;
	bench_figure("append.entries_s", accepted / took, 0);
	bench_figure("append.refused_share", (double)refused / (accepted + refused), 2);
	bench_figure("append.cpu_us", cpu * 1e6 / accepted, 1);
	bench_figure("append.written", written / accepted, 0);
	bench_figure("append.slowest_ms", slowest * 1e3, 1);
	bench_figure("append.bytes", size, 0);
	g_autofree char *raw = g_build_filename(bench->folder, "raw.db", NULL);
	bench_figure("limit.append.rows_s", bench_raw_rows(raw, 200000, WRITERS, (gsize)size), 0);
}

void
bench_appending(const struct bench *bench, int argc, char **argv)
{
	guint entries = argc > 1 ? (guint)atoi(argv[1]) : 100000;
	g_autofree char *path = g_build_filename(bench->folder, "append.db", NULL);
	struct writer writers[WRITERS];
	GThread *threads[WRITERS];
	bench_figure("limit.append.syncs_s", bench_syncs(bench->folder, 32768, 1000), 0);
	bench_make_ledger(bench, path, 0);
	struct maker *maker = maker_new(bench->model, BENCH_SEED);
	struct journal *journal = bench_open(bench, path, TRUE);
	writers_start(bench, journal, writers, maker, entries);
	double from = bench_seconds(), cpu = bench_cpu(), written = bench_written();
	for (guint i = 0; i < WRITERS; i++)
		threads[i] = g_thread_new("writer", write_all, &writers[i]);
	for (guint i = 0; i < WRITERS; i++)
		g_thread_join(threads[i]);
	figures(bench, journal, writers, bench_seconds() - from, bench_cpu() - cpu,
		bench_written() - written);
	journal_close(journal);
	for (guint i = 0; i < WRITERS; i++) {
		g_ptr_array_unref(writers[i].objects);
		made_free(writers[i].made);
	}
	maker_free(maker);
}
