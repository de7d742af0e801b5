/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What must hold for any system, tried on the examples: no right answer is written down here, only
 * how two answers must be related.
 *
 *     test_meta EXAMPLES SYSTEM DAYS
 *
 *   renamed     every id is another one: the same findings about the renamed things
 *   order       the objects arrive in the other order: the same judgement
 *   unrelated   one more component that nothing touches: what was found before is found again
 *   evidence    one piece of evidence is gone: no check is better off
 *   years       three years on, nobody touched it: no check conforms on what was proved once
 *   days        for DAYS days, what ends with a day ends at midnight of the ledger's zone
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "gate/judge.h"
#include "renaming.h"

#define SECOND G_GINT64_CONSTANT(1000000)
#define HOUR (3600 * SECOND)
#define DAY (24 * HOUR)
#define YEARS_DAYS (3 * 366)

struct testing {
	const struct model *model;
	struct judge *judge;
	struct arena *arena;
	const char *examples, *system;
	struct dossier *org;
	gint64 now;
	int days;
	guint number, failed;
};

static void
say(struct testing *testing, gboolean ok, const char *what)
{
	printf("%sok %u - %s: %s\n", ok ? "" : "not ", ++testing->number, testing->system, what);
	testing->failed += !ok;
}

static struct dossier *
read_dossier(struct testing *testing, const char *name)
{
	struct problems problems;
	problems_init(&problems);
	g_autofree char *folder = g_build_filename(testing->examples, name, NULL);
	struct dossier *dossier = dossier_read(testing->model, folder, &problems);
	if (dossier == NULL || problems_count(&problems) > 0) {
		printf("Bail out! %s cannot be read\n", folder);
		exit(1);
	}
	problems_clear(&problems);
	return dossier;
}

static struct judgement *
judge_at(struct testing *testing, const struct dossier *dossier, gint64 now)
{
	GError *error = NULL;
	struct judgement *judgement =
		judge_folder(testing->judge, dossier, testing->org, now, &error);
	if (judgement == NULL) {
		g_autofree char *text = error_text(error, "en");
		printf("Bail out! %s cannot be judged: %s\n", testing->system, text);
		exit(1);
	}
	return judgement;
}

/* ---- what is compared: a line for each finding and each check ---- */

enum { WITH_CHECKS = 1, WITH_SENTENCES = 2, RENAMED_BACK = 4 };

static void
add_line(GHashTable *lines, char *line, guint how)
{
	if (how & RENAMED_BACK) {
		g_hash_table_add(lines, text_renamed_back(line));
		g_free(line);
	} else
		g_hash_table_add(lines, line);
}

static GHashTable *
lines_of(const struct judgement *judgement, guint how)
{
	GHashTable *lines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(judgement->findings, i);
		/* A list that is cut short shows the first ones by id: others, under other ids. */
		gboolean sentence = (how & WITH_SENTENCES) && strstr(finding->ja, "ほか") == NULL;
		add_line(lines, g_strdup_printf("%s %d %s", finding->id, finding->class,
			sentence ? finding->ja : ""), how);
	}
	for (guint i = 0; (how & WITH_CHECKS) && i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		add_line(lines, g_strdup_printf("%s %s %d%% %u/%u", result->check->id,
			VERDICT_CODES[result->verdict], result->proof, result->covered,
			result->subjects), how);
	}
	return lines;
}

/* How many lines of `of` are not in `in`; they are shown. */
static guint
count_lost(GHashTable *of, GHashTable *in, const char *how)
{
	GHashTableIter iter;
	gpointer line;
	guint lost = 0;
	g_hash_table_iter_init(&iter, of);
	while (g_hash_table_iter_next(&iter, &line, NULL))
		if (!g_hash_table_contains(in, line) && lost++ < 10)
			printf("# %s: %s\n", how, (char *) line);
	return lost;
}

static gboolean
same_lines(const struct judgement *a, guint how_a, const struct judgement *b, guint how_b)
{
	g_autoptr(GHashTable) before = lines_of(a, how_a), after = lines_of(b, how_b);
	guint gone = count_lost(before, after, "gone"), come = count_lost(after, before, "new");
	return gone == 0 && come == 0 && g_hash_table_size(before) > 0;
}

/* ---- the relations ---- */

static void
test_renamed(struct testing *testing, const struct dossier *dossier, const struct judgement *before)
{
	struct dossier renamed = dossier_renamed(dossier, testing->arena);
	struct judgement *after = judge_at(testing, &renamed, testing->now);
	say(testing, same_lines(before, WITH_CHECKS | WITH_SENTENCES, after,
		WITH_CHECKS | WITH_SENTENCES | RENAMED_BACK), "renamed, it is judged the same");
	judgement_free(after);
	g_ptr_array_unref(renamed.objects);
}

static void
test_order(struct testing *testing, const struct dossier *dossier, const struct judgement *before)
{
	struct dossier turned = *dossier;
	turned.objects = g_ptr_array_new();
	for (guint i = dossier->objects->len; i-- > 0;)
		g_ptr_array_add(turned.objects, g_ptr_array_index(dossier->objects, i));
	struct judgement *after = judge_at(testing, &turned, testing->now);
	say(testing, same_lines(before, WITH_CHECKS | WITH_SENTENCES, after,
		WITH_CHECKS | WITH_SENTENCES), "in the other order, it is judged the same");
	judgement_free(after);
	g_ptr_array_unref(turned.objects);
}

/* A component like the first one, which nothing flows to, runs on or is written about. */
static struct dossier_object *
unrelated_component(struct testing *testing, const struct dossier *dossier)
{
	for (guint i = 0; i < dossier->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		if (strcmp(object->kind->name, "component") != 0)
			continue;
		struct dossier_object *copy = arena_alloc(testing->arena, sizeof *copy);
		*copy = *object;
		copy->id = "unrelated-thing";
		return copy;
	}
	return NULL;
}

static void
test_unrelated(struct testing *testing, const struct dossier *dossier, const struct judgement *before)
{
	struct dossier larger = *dossier;
	larger.objects = g_ptr_array_copy(dossier->objects, NULL, NULL);
	struct dossier_object *component = unrelated_component(testing, dossier);
	if (component != NULL)
		g_ptr_array_add(larger.objects, component);
	struct judgement *after = judge_at(testing, &larger, testing->now);
	g_autoptr(GHashTable) first = lines_of(before, 0), second = lines_of(after, 0);
	guint lost = count_lost(first, second, "gone"), strange = 0;
	GHashTableIter iter;
	gpointer line;
	g_hash_table_iter_init(&iter, second);
	while (g_hash_table_iter_next(&iter, &line, NULL))
		if (!g_hash_table_contains(first, line) && strstr(line, "unrelated-thing") == NULL) {
			printf("# new: %s\n", (char *) line);
			strange++;
		}
	say(testing, component != NULL && lost == 0 && strange == 0,
		"one more component changes nothing about the others");
	judgement_free(after);
	g_ptr_array_unref(larger.objects);
}

/* Conforming is better than partial, and that than what was not shown. */
static int
standing(const struct check_result *result)
{
	return result->verdict == VERDICT_CONFORMING ? 2 : result->verdict == VERDICT_PARTIAL ? 1 : 0;
}

static guint
count_better(const struct judgement *before, const struct judgement *after, const char *without)
{
	guint better = 0;
	for (guint i = 0; i < after->checks->len; i++) {
		const struct check_result *now = g_ptr_array_index(after->checks, i);
		const struct check_result *was = judgement_check(before, now->check->id);
		if (standing(now) <= standing(was) && now->covered <= was->covered)
			continue;
		printf("# %s is better off without evidence %s\n", now->check->id, without);
		better++;
	}
	return better;
}

static void
test_evidence(struct testing *testing, const struct dossier *dossier, const struct judgement *before)
{
	guint pieces = 0, better = 0;
	for (guint i = 0; i < dossier->objects->len; i++) {
		const struct dossier_object *piece = g_ptr_array_index(dossier->objects, i);
		if (strcmp(piece->kind->name, "evidence") != 0)
			continue;
		struct dossier poorer = *dossier;
		poorer.objects = g_ptr_array_copy(dossier->objects, NULL, NULL);
		g_ptr_array_remove_index(poorer.objects, i);
		struct judgement *after = judge_at(testing, &poorer, testing->now);
		better += count_better(before, after, piece->id);
		pieces++;
		judgement_free(after);
		g_ptr_array_unref(poorer.objects);
	}
	g_autofree char *what =
		g_strdup_printf("without any of its %u pieces of evidence no check is better off", pieces);
	say(testing, better == 0, what);
}

static void
test_years(struct testing *testing, const struct dossier *dossier)
{
	struct judgement *after = judge_at(testing, dossier, testing->now + YEARS_DAYS * DAY);
	guint standing_still = 0;
	for (guint i = 0; i < after->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(after->checks, i);
		if (result->verdict != VERDICT_CONFORMING)
			continue;
		printf("# %s still conforms\n", result->check->id);
		standing_still++;
	}
	say(testing, standing_still == 0, "three years on, nothing conforms by itself");
	judgement_free(after);
}

/* Do two moments of one day answer alike? */
static gboolean
same_at(struct testing *testing, const struct dossier *dossier, gint64 a, gint64 b)
{
	struct judgement *first = judge_at(testing, dossier, a);
	struct judgement *second = judge_at(testing, dossier, b);
	gboolean same = same_lines(first, WITH_CHECKS, second, WITH_CHECKS);
	if (!same) {
		g_autofree char *text = moment_text(b);
		printf("# … as of %s\n", text);
	}
	judgement_free(first);
	judgement_free(second);
	return same;
}

/*
 * Ends and due dates are whole days of the ledger's zone: nothing may happen a moment after its
 * midnight, nor at the midnight of UTC. `next_at` is never later than that midnight.
 */
static void
test_days(struct testing *testing, const struct dossier *dossier)
{
	gint64 zone = 9 * HOUR, first = ((testing->now + zone) / DAY + 1) * DAY - zone;
	guint wrong = 0;
	for (int day = 0; day < testing->days && wrong < 3; day++) {
		gint64 midnight = first + day * DAY, of_utc = midnight + zone;
		struct judgement *before = judge_at(testing, dossier, midnight - SECOND);
		wrong += before->next_at > midnight;
		judgement_free(before);
		wrong += !same_at(testing, dossier, midnight, midnight + SECOND);
		wrong += !same_at(testing, dossier, of_utc - SECOND, of_utc + SECOND);
	}
	g_autofree char *what = g_strdup_printf("for %d days, days end at midnight", testing->days);
	say(testing, wrong == 0, what);
}

static void
test_system(struct testing *testing)
{
	struct dossier *dossier = read_dossier(testing, testing->system);
	struct judgement *before = judge_at(testing, dossier, testing->now);
	test_renamed(testing, dossier, before);
	test_order(testing, dossier, before);
	test_unrelated(testing, dossier, before);
	test_evidence(testing, dossier, before);
	test_years(testing, dossier);
	test_days(testing, dossier);
	judgement_free(before);
	dossier_free(dossier);
}

int
main(int argc, char **argv)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = model_files_open(NULL, &error);
	struct model *model = files == NULL ? NULL : model_new(files, &problems);
	struct judge *judge = model == NULL ? NULL : judge_new(model, &problems, &error);
	if (judge == NULL || argc != 4)
		return 99;
	struct testing testing = { .model = model, .judge = judge, .arena = arena_new(),
		.examples = argv[1], .system = argv[2], .days = atoi(argv[3]) };
	moment_parse("2026-11-25T12:00:00+09:00", &testing.now);
	testing.org = read_dossier(&testing, "org");
	test_system(&testing);
	printf("1..%u\n", testing.number);
	dossier_free(testing.org);
	arena_free(testing.arena);
	judge_free(judge);
	model_free(model);
	model_files_free(files);
	problems_clear(&problems);
	return testing.failed > 0;
}
