/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One judge for many: what it keeps from one system to the next (rows of @org, rows of views,
 * prepared statements) must not be seen. Systems are judged in turn while people write into them and
 * into @org; each time a judge that never saw anything before must say the same.
 */
#include <glib/gstdio.h>

#include "bench.h"
#include "gate/judge.h"
#include "made_value.h"

#define SYSTEMS 4
#define ROUNDS 12

struct again {
	struct bench bench;
	char *path;
	struct journal *journal;
	struct judge *judge;
	GRand *rand;
};

static struct judge *
new_judge(const struct again *again)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct judge *judge = judge_new(again->bench.model, &problems, &error);
	bench_must(judge != NULL, &error);
	problems_clear(&problems);
	return judge;
}

static void
tell_check(const struct check_result *result, GString *out)
{
	g_string_append_printf(out, "%s %s %d %u/%u\n", result->check->id,
		VERDICT_CODES[result->verdict], result->proof, result->covered, result->subjects);
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		g_string_append_printf(out, "  %s:%s %d %d %s %s:%s %s\n", subject->kind, subject->id,
			(int)subject->state, subject->proof, subject->reason, subject->cover_kind,
			subject->cover_id, subject->by);
	}
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		g_string_append_printf(out, "  %s %d %d %s / %s\n", finding->id, (int)finding->class,
			(int)finding->severity, finding->ja, finding->en);
	}
}

/* Everything it says: verdicts, grounds, findings with their sentences, gates. */
static char *
said(const struct again *again, struct judge *judge, const char *system)
{
	GError *error = NULL;
	GString *out = g_string_new(NULL);
	struct judgement *judgement = judge_system(judge, journal_reader(again->journal),
		journal_keyring(again->journal), system, MADE_NOW, 0, &error);
	bench_must(judgement != NULL, &error);
	for (guint i = 0; i < judgement->checks->len; i++)
		tell_check(g_ptr_array_index(judgement->checks, i), out);
	for (guint i = 0; i < judgement->gates->len; i++) {
		const struct gate_result *gate = g_ptr_array_index(judgement->gates, i);
		g_string_append_printf(
			out, "%d %s %u\n", gate->phase, gate->state, gate->blocked_by->len);
	}
	g_string_append_printf(out, "%s %" G_GINT64_FORMAT "\n", RANK_CODES[judgement->rank],
		judgement->next_at);
	g_assert_cmpuint(judgement->findings->len, >, 20);
	judgement_free(judgement);
	return g_string_free(out, FALSE);
}

static void
write_one(struct again *again, const char *chain, const char *kind, const char *id,
	const char *role, const char *field, const char *text)
{
	struct problems problems;
	struct appended appended;
	ARENA_AUTO arena = arena_new();
	struct actor actor = { "local", role, "local" };
	struct value *body = value_map(arena), *label = value_map(arena);
	value_set_text(arena, label, "ja", text);
	if (strcmp(field, "name") == 0)
		value_set(arena, body, field, label);
	else
		value_set_text(arena, body, field, text);
	struct draft draft = { .chain = chain, .kind = kind, .id = id, .actor = &actor, .body = body };
	problems_init(&problems);
	GError *error = NULL;
	journal_append(again->journal, &draft, 1, &appended, &problems);
	bench_must(problems_none(&problems, &error), &error);
	problems_clear(&problems);
}

/* What somebody does between two judgements. */
static void
change(struct again *again, guint round)
{
	guint system = (guint)g_rand_int_range(again->rand, 0, SYSTEMS);
	g_autofree char *chain = g_strdup_printf("system-%04u", system);
	g_autofree char *text = g_strdup_printf("v%u", round);
	switch (round % 4) {
	case 0:
		write_one(again, chain, "component", "component-1", "manager", "version", text);
		break;
	case 1: /* in @org: names that findings of all systems may show */
		for (guint i = 0; i < 12; i++) {
			g_autofree char *party = g_strdup_printf("party-%u", i);
			write_one(again, CHAIN_ORG, "party", party, "manager", "name", text);
		}
		break;
	case 2:
		write_one(again, chain, "component", "component-2", "manager", "env",
			round % 8 == 2 ? "test" : "production");
		break;
	default: /* nothing: judged again as it is */
		break;
	}
}

static void
test_again(void)
{
	struct again again = { .rand = g_rand_new_with_seed(3) };
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	g_autofree char *folder = g_dir_make_tmp("again-XXXXXX", &error);
	again.bench.folder = folder;
	again.bench.files = model_files_open(NULL, &error);
	again.bench.model = model_new(again.bench.files, &problems);
	bench_must(again.bench.model != NULL, &error);
	again.path = g_build_filename(folder, "again.db", NULL);
	bench_make_ledger(&again.bench, again.path, SYSTEMS);
	again.journal = bench_open(&again.bench, again.path, FALSE);
	again.judge = new_judge(&again);
	for (guint round = 0; round < ROUNDS; round++) {
		change(&again, round);
		g_autofree char *system = g_strdup_printf("system-%04u", round % SYSTEMS);
		struct judge *fresh = new_judge(&again);
		g_autofree char *one = said(&again, again.judge, system);
		g_autofree char *other = said(&again, fresh, system);
		g_assert_cmpstr(one, ==, other);
		judge_free(fresh);
	}
	judge_free(again.judge);
	journal_close(again.journal);
	model_free(again.bench.model);
	model_files_free(again.bench.files);
	problems_clear(&problems);
	bench_remove_folder(folder);
	g_free(again.path);
	g_rand_free(again.rand);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/judge/again", test_again);
	return g_test_run();
}
