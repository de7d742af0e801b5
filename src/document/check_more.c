/* SPDX-License-Identifier: Apache-2.0 */
/* What stands beside the checks: the difference to a former report, maturity, the common problems. */
#include <string.h>

#include "base/moment.h"
#include "check_words.h"
#include "gate/maturity.h"
#include "table_text.h"

#define LISTED 12

static gboolean
is_ja(const struct report *report)
{
	return strcmp(report->options->lang, "ja") == 0;
}

static void
heading(const struct report *report, const char *ja, const char *en, GString *out)
{
	gboolean colour = report->options->colour;
	g_string_append_printf(out, "\n%s%s%s\n", colour ? "\033[1m" : "", is_ja(report) ? ja : en,
		colour ? "\033[0m" : "");
}

static gboolean
has_phase(const struct report *report, int phase)
{
	return report->options->phase == 0 || phase <= report->options->phase;
}

/* ---- the difference to a former report ---- */

struct difference {
	GPtrArray *of[N_STANDINGS]; /* of const struct finding: open now */
	GPtrArray *gone;            /* of const struct baseline_finding */
};

static struct difference
difference(const struct report *report)
{
	struct difference made = { .gone = baseline_gone(report->outcome->baseline, report->judgement) };
	for (guint i = 0; i < N_STANDINGS; i++)
		made.of[i] = g_ptr_array_new();
	for (guint i = 0; i < report->judgement->findings->len; i++) {
		struct finding *finding = g_ptr_array_index(report->judgement->findings, i);
		if (finding_open(finding))
			g_ptr_array_add(
				made.of[baseline_standing(report->outcome->baseline, finding)], finding);
	}
	return made;
}

static void
difference_clear(struct difference *difference)
{
	for (guint i = 0; i < N_STANDINGS; i++)
		g_ptr_array_unref(difference->of[i]);
	g_ptr_array_unref(difference->gone);
}

static void
list_line(const struct report *report, const char *word, const char *check, const char *ja,
	const char *en, guint number, GString *out)
{
	if (report->options->all || number < LISTED)
		g_string_append_printf(out, "  %s  %s: %s\n", word, check, is_ja(report) ? ja : en);
	else if (number == LISTED)
		g_string_append(out, is_ja(report) ? "  ほかは --all で表示します\n"
						    : "  --all shows the others\n");
}

void
baseline_text(const struct report *report, GString *out)
{
	struct difference now = difference(report);
	const char *lang = report->options->lang;
	g_autofree char *then = moment_local_text(baseline_at(report->outcome->baseline), 9 * MOMENT_HOUR);
	heading(report, "前回の報告との差", "Against the former report", out);
	g_string_append_printf(out,
		is_ja(report) ? "  前回 %s  新規 %u ・ 悪化 %u ・ 継続 %u ・ 解消 %u\n"
			      : "  former %s  %u new, %u worse, %u still there, %u gone\n",
		then, now.of[STANDING_NEW]->len, now.of[STANDING_WORSE]->len, now.of[STANDING_KNOWN]->len, now.gone->len);
	guint n = 0;
	for (guint standing = 0; standing < STANDING_KNOWN; standing++)
		for (guint i = 0; i < now.of[standing]->len; i++) {
			const struct finding *finding = g_ptr_array_index(now.of[standing], i);
			list_line(report, standing_word((enum standing)standing, lang), finding->check,
				finding->ja, finding->en, n++, out);
		}
	for (guint i = 0; i < now.gone->len; i++) {
		const struct baseline_finding *gone = g_ptr_array_index(now.gone, i);
		list_line(report, is_ja(report) ? "解消" : "gone", gone->check, gone->ja, gone->en, i, out);
	}
	difference_clear(&now);
}

struct value *
baseline_value(const struct report *report, struct arena *arena)
{
	struct difference now = difference(report);
	struct value *map = value_map(arena), *gone = value_list(arena);
	g_autofree char *at = moment_text(baseline_at(report->outcome->baseline));
	value_set_text(arena, map, "at", at);
	for (guint i = 0; i < N_STANDINGS; i++) {
		struct value *ids = value_list(arena);
		for (guint k = 0; k < now.of[i]->len; k++)
			value_add(arena, ids,
				value_text(arena, ((struct finding *)g_ptr_array_index(now.of[i], k))->id));
		value_set(arena, map, STANDING_CODES[i], ids);
	}
	for (guint i = 0; i < now.gone->len; i++) {
		const struct baseline_finding *then = g_ptr_array_index(now.gone, i);
		struct value *item = value_map(arena), *message = value_map(arena);
		value_set_text(arena, item, "id", then->id);
		value_set_text(arena, item, "check", then->check);
		value_set_text(arena, item, "class", CLASS_CODES[then->class]);
		value_set_text(arena, message, "ja", then->ja);
		value_set_text(arena, message, "en", then->en);
		value_set(arena, item, "message", message);
		value_add(arena, gone, item);
	}
	value_set(arena, map, "gone", gone);
	difference_clear(&now);
	return map;
}

/* ---- maturity ---- */

static const enum verdict ORDER[] = { VERDICT_CONFORMING, VERDICT_PARTIAL, VERDICT_NONCONFORMING,
	VERDICT_NOT_ASSESSED, VERDICT_EXCLUDED };

static void
cell_level(const struct report *report, struct table *table, const struct maturity *maturity)
{
	g_autofree char *level = maturity->level == MATURITY_NONE
		? g_strdup("-")
		: g_strdup_printf("%d %s", maturity->level,
			  label_in(MATURITY_LABELS[maturity->level], report->options->lang));
	table_cell(table, level);
}

void
maturity_text(const struct report *report, GString *out)
{
	static const char *const JA[] = { "工程", "成熟度", ">○ 適合", ">△ 一部", ">× 不適合",
		">？ 未評価", ">－ 除外", ">証明", NULL };
	static const char *const EN[] = { "phase", "maturity", ">○ conform", ">△ in part",
		">× do not", ">？ open", ">－ excluded", ">proof", NULL };
	struct table *table = table_new(is_ja(report) ? JA : EN);
	for (guint i = 0; i < report->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(report->guideline->phases, i);
		if (!has_phase(report, phase->number))
			continue;
		struct maturity maturity = maturity_of(report->judgement, phase->number);
		g_autofree char *name = g_strdup_printf("%d %s", phase->number,
			label_in(phase->name, report->options->lang));
		g_autofree char *proof = maturity.proof < 0 ? g_strdup("-")
							     : g_strdup_printf("%d%%", maturity.proof);
		table_cell(table, name);
		cell_level(report, table, &maturity);
		for (guint k = 0; k < G_N_ELEMENTS(ORDER); k++)
			table_number(table, maturity.counts[ORDER[k]]);
		table_cell(table, proof);
	}
	heading(report, "成熟度(工程ごと)", "Maturity, phase by phase", out);
	table_text(table, 0, report->options->colour, out);
	g_string_append(out,
		is_ja(report) ? "証明は、適合と一部適合のうち最も弱いもの。段階の決め方は doc/judgement.md §10、\n"
				"元の点検は --format json の maturity.of にあります。\n"
			      : "Proof is the weakest of the conforming and partly conforming. How levels come about:\n"
				"doc/judgement.md §10; the checks behind each number: maturity.of in --format json.\n");
	table_free(table);
}

static struct value *
ids_of(const struct report *report, struct arena *arena, int phase, enum verdict verdict)
{
	struct value *ids = value_list(arena);
	for (guint i = 0; i < report->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(report->judgement->checks, i);
		if (result->check->phase == phase && result->verdict == verdict)
			value_add(arena, ids, value_text(arena, result->check->id));
	}
	return ids;
}

struct value *
maturity_value(const struct report *report, struct arena *arena)
{
	struct value *list = value_list(arena);
	for (guint i = 0; i < report->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(report->guideline->phases, i);
		if (!has_phase(report, phase->number))
			continue;
		struct maturity maturity = maturity_of(report->judgement, phase->number);
		struct value *map = value_map(arena), *of = value_map(arena);
		value_set_int(arena, map, "phase", phase->number);
		value_set_int(arena, map, "checks", maturity.checks);
		for (guint k = 0; k < G_N_ELEMENTS(ORDER); k++) {
			const char *code = VERDICT_CODES[ORDER[k]];
			value_set_int(arena, map, code, maturity.counts[ORDER[k]]);
			value_set(arena, of, code, ids_of(report, arena, phase->number, ORDER[k]));
		}
		value_set(arena, map, "proof",
			maturity.proof < 0 ? value_null(arena) : value_int(arena, maturity.proof));
		value_set(arena, map, "level",
			maturity.level < 0 ? value_null(arena) : value_int(arena, maturity.level));
		value_set(arena, map, "of", of);
		value_add(arena, list, map);
	}
	return list;
}
