/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A portfolio: all of it judged once, then one fact of one system at a time. The first SMALL systems
 * are the same in the small ledger and in the large one, and only they are changed: what differs is
 * what stands beside them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bench.h"
#include "gate/conclude.h"

#define SMALL 10
#define CHANGES 20 /* of each of them */

struct portfolio {
	const struct bench *bench;
	char *path;
	guint systems;
	double judge_cpu, change_ms, change_cpu_ms;
	gint64 entries;
};

static struct judge *
new_judge(const struct bench *bench)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct judge *judge = judge_new(bench->model, &problems, &error);
	bench_must(judge != NULL, &error);
	bench_must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
	return judge;
}

static void
judge_all(struct portfolio *portfolio, struct judge *judge, struct journal *journal)
{
	GError *error = NULL;
	guint done = 0;
	double from = bench_cpu();
	while (store_pending_count(journal_reader(journal), &error) > 0)
		bench_must(conclude_due(judge, journal, 100000, NULL, NULL, &done, &error), &error);
	portfolio->judge_cpu = bench_cpu() - from;
}

/* One component gets another version: what its system's verdicts are then. */
static double
change_one(struct journal *journal, struct judge *judge, guint number, guint round)
{
	GError *error = NULL;
	struct problems problems;
	struct appended appended;
	struct judgement *judgement = NULL;
	ARENA_AUTO arena = arena_new();
	struct actor actor = { "local", "manager", "local" };
	struct value *body = value_map(arena);
	value_set_text(arena, body, "version", arena_printf(arena, "v%u.%u", round, number));
	struct draft draft = { .chain = arena_printf(arena, "system-%04u", number),
		.kind = "component", .id = arena_printf(arena, "component-%u", round % 10),
		.actor = &actor, .body = body };
	problems_init(&problems);
	double from = bench_seconds();
	journal_append(journal, &draft, 1, &appended, &problems);
	bench_must(problems_none(&problems, &error), &error);
	bench_must(conclude(judge, journal, draft.chain, &judgement, &error), &error);
	double took = bench_seconds() - from;
	problems_clear(&problems);
	judgement_free(judgement);
	return took * 1e3;
}

static void
change_all(struct portfolio *portfolio, struct judge *judge, struct journal *journal)
{
	g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
	double from = bench_thread_cpu();
	for (guint round = 0; round < CHANGES; round++)
		for (guint number = 0; number < SMALL; number++) {
			double took = change_one(journal, judge, number, round);
			g_array_append_val(times, took);
		}
	portfolio->change_cpu_ms = (bench_thread_cpu() - from) * 1e3 / times->len;
	portfolio->change_ms = bench_median(times);
}

static void
run_portfolio(struct portfolio *portfolio)
{
	const struct bench *bench = portfolio->bench;
	g_autofree char *name = g_strdup_printf("portfolio-%u.db", portfolio->systems);
	portfolio->path = g_build_filename(bench->folder, name, NULL);
	bench_make_ledger(bench, portfolio->path, portfolio->systems);
	struct journal *journal = bench_open(bench, portfolio->path, FALSE);
	struct judge *judge = new_judge(bench);
	judge_all(portfolio, judge, journal);
	change_all(portfolio, judge, journal);
	portfolio->entries = store_journal_count(journal_reader(journal), NULL);
	judge_free(judge);
	journal_close(journal);
}

void
bench_judging(const struct bench *bench, int argc, char **argv)
{
	guint systems = argc > 1 ? (guint)atoi(argv[1]) : 1000;
	struct portfolio small = { .bench = bench, .systems = SMALL };
	struct portfolio large = { .bench = bench, .systems = systems };
	run_portfolio(&small);
	run_portfolio(&large);
	bench_figure("judge.systems", systems, 0);
	bench_figure("judge.entries", (double)large.entries, 0);
	bench_figure("judge.all_cpu_s", large.judge_cpu, 2);
	bench_figure("judge.change_small_ms", small.change_ms, 2);
	bench_figure("judge.change_ms", large.change_ms, 2);
	bench_figure("judge.change_cpu_ms", large.change_cpu_ms, 2);
	bench_figure("judge.slope",
		bench_slope(SMALL, small.change_ms, systems, large.change_ms), 3);
	bench_figure("limit.judge.syncs_s", bench_syncs(bench->folder, 32768, 500), 0);
	bench_figure("judge.store_mb", bench_file_mb(large.path), 0);
	bench_figure("judge.rss_mb", bench_rss_mb(), 0);
	g_free(small.path);
	g_free(large.path);
}

/* ---- one system, step by step ---- */

struct step {
	const char *name;
	double ms;
	guint found;
};

static int
compare_steps(const void *a, const void *b)
{
	const struct step *x = a, *y = b;
	return x->ms > y->ms ? -1 : x->ms < y->ms;
}

static void
time_rules(struct session *session, double *ret_ms, GArray *steps)
{
	const struct rulebook *book = session_book(session);
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(finding_free);
	for (guint i = 0; i < book->rules->len; i++) {
		double from = bench_thread_cpu();
		guint before = found->len;
		findings_of_rule(session, i, found, NULL);
		struct step step = { ((const struct rule *)g_ptr_array_index(book->rules, i))->id,
			(bench_thread_cpu() - from) * 1e3, found->len - before };
		*ret_ms += step.ms;
		g_array_append_val(steps, step);
	}
}

static gboolean
add_own(struct session *session, const struct made *made, enum object_side side)
{
	for (guint i = 0; i < made->objects->len; i++) {
		const struct made_object *object = g_ptr_array_index(made->objects, i);
		struct object row = { .chain = made->chain, .kind = object->kind, .id = object->id,
			.body = object->body, .digest = object_digest(object->kind, object->body),
			.seq = i + 1, .created_at = 1, .put_at = 1, .put_by = object->person,
			.put_role = object->role, .known_by = "local" };
		if (!session_add(session, &row, side, NULL))
			return FALSE;
	}
	return TRUE;
}

void
bench_one_system(const struct bench *bench, int argc, char **argv)
{
	GError *error = NULL;
	guint components = argc > 1 ? (guint)atoi(argv[1]) : 300;
	guint rounds = argc > 2 ? (guint)atoi(argv[2]) : 5;
	struct maker *maker = maker_new(bench->model, BENCH_SEED);
	struct made *made = maker_system(maker, 0, components);
	struct judge *judge = new_judge(bench);
	struct session *session = judge_session(judge);
	g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(struct step));
	double fill = 0, derive = 0, all = 0, whole = 0;
	guint findings = 0;
	/* The first time makes the indexes' room. */
	for (guint round = 0; round < rounds; round++) {
		g_array_set_size(rules, 0);
		all = 0;
		double from = bench_thread_cpu();
		bench_must(session_begin(session, made->chain, 1790820000000000, FALSE, &error),
			&error);
		add_own(session, maker_org(maker), SIDE_OWN);
		add_own(session, made, SIDE_OWN);
		fill = (bench_thread_cpu() - from) * 1e3;
		from = bench_thread_cpu();
		bench_must(session_derive(session, &error), &error);
		derive = (bench_thread_cpu() - from) * 1e3;
		time_rules(session, &all, rules);
		from = bench_thread_cpu();
		struct judgement *judgement =
			judgement_new(session, judge_guideline(judge), &error);
		bench_must(judgement != NULL, &error);
		whole = (bench_thread_cpu() - from) * 1e3;
		findings = judgement->findings->len;
		judgement_free(judgement);
	}
	bench_figure("system.components", components, 0);
	bench_figure("system.objects", made->objects->len, 0);
	bench_figure("system.rules", session_book(session)->rules->len, 0);
	bench_figure("system.grounds", session_book(session)->grounds->len, 0);
	bench_figure("system.findings", findings, 0);
	bench_figure("system.fill_ms", fill, 2);
	bench_figure("system.derive_ms", derive, 2);
	bench_figure("system.rules_ms", all, 2);
	bench_figure("system.judgement_ms", whole, 2);
	g_array_sort(rules, compare_steps);
	for (guint i = 0; i < MIN(rules->len, 40); i++) {
		const struct step *step = &g_array_index(rules, struct step, i);
		g_printerr("  %8.3f ms %4u %s\n", step->ms, step->found, step->name);
	}
	judge_free(judge);
	made_free(made);
	maker_free(maker);
}
