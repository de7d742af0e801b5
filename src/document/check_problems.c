/* SPDX-License-Identifier: Apache-2.0 */
/* The page of the 15 common problems, over the same findings. */
#include <string.h>

#include "base/moment.h"
#include "check_words.h"

#define FINDINGS_SHOWN 4

static const char *const SIGNS[N_PITFALL_STATES] = { "×", "？", "－", "？", "△", "○" };

struct page {
	const struct report *report;
	GString *out;
	gboolean ja;
};

static void say(struct page *page, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void
say(struct page *page, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_string_append_vprintf(page->out, page->ja ? ja : en, args);
	va_end(args);
}

static const char *
tone(const struct page *page, const char *code)
{
	return page->report->options->colour ? code : "";
}

static void
write_head(struct page *page, GPtrArray *results)
{
	const struct judgement *j = page->report->judgement;
	g_autofree char *day = date_text(j->now, 9 * MOMENT_HOUR, FALSE);
	guint counts[N_PITFALL_STATES] = { 0 };
	for (guint i = 0; i < results->len; i++)
		counts[((struct pitfall_result *)g_ptr_array_index(results, i))->state]++;
	g_string_append_printf(page->out, "%s%s%s (%s)\n", tone(page, "\033[1m"),
		page->report->options->name, tone(page, "\033[0m"), j->system);
	say(page, "よくある問題 %u 項目(別紙3)  判定日 %s\n", "%u common problems (annex 3), judged on %s\n",
		results->len, day);
	for (guint i = 0; i < N_PITFALL_STATES; i++)
		g_string_append_printf(page->out, "%s%s %u", i > 0 ? " ・ " : "",
			label_in(PITFALL_LABELS[i], page->report->options->lang), counts[i]);
	say(page, "\n指摘は元の点検で数え、ここでは数え直しません。\n",
		"\nFindings count in their checks; nothing is counted again here.\n");
}

static void
write_finding(struct page *page, const struct finding *finding)
{
	const char *lang = page->report->options->lang;
	g_string_append_printf(page->out, "      [%s・%s%s%s] %s\n", class_word(finding->class, lang),
		severity_word(finding->severity, lang), *excepted_word(finding, lang) != '\0' ? "・" : "",
		excepted_word(finding, lang), page->ja ? finding->ja : finding->en);
	g_string_append_printf(page->out, "        %s%s  %s:%s  %s", tone(page, "\033[90m"),
		finding->check, finding->subject_kind, finding->subject_id, finding->rule_id);
	if (finding->file != NULL)
		g_string_append_printf(page->out, "  %s:%u", finding->file, finding->line);
	g_string_append_printf(page->out, "%s\n", tone(page, "\033[0m"));
}

static void
write_leaning(struct page *page, const struct pitfall_result *result)
{
	say(page, "      見たところ: ", "      looked at: ");
	for (guint i = 0; result->pitfall->leans_on[i] != NULL; i++) {
		const struct check_result *check =
			judgement_check(page->report->judgement, result->pitfall->leans_on[i]);
		if (check == NULL)
			continue;
		g_string_append_printf(page->out, "%s%s%s %s", i > 0 ? ", " : "", check->check->id,
			VERDICT_SIGNS[check->verdict],
			label_in(VERDICT_LABELS[check->verdict], page->report->options->lang));
		if (check->subjects > 0)
			say(page, "(確認 %u/%u)", " (covered %u of %u)", check->covered,
				check->subjects);
	}
	g_string_append_c(page->out, '\n');
	if (result->rules == 0)
		say(page, "      ・この問題を探す規則が、この版にはまだありません\n",
			"      ・this version has no rule yet that looks for it\n");
	for (guint i = 0; i < result->waits->len; i++)
		say(page, "      ・この版にまだない機能を待っています: %s\n",
			"      ・waits for a part that this version does not have yet: %s\n",
			waits_word(g_ptr_array_index(result->waits, i), page->report->options->lang));
}

static void
write_problem(struct page *page, const struct pitfall_result *result)
{
	static const char *const COLOURS[N_PITFALL_STATES] = { "\033[31m", "\033[33m", "\033[90m",
		"\033[33m", "\033[33m", "\033[32m" };
	const char *lang = page->report->options->lang;
	g_string_append_printf(page->out, "  %s%s %s%s %s%s%s  %s", tone(page, COLOURS[result->state]),
		SIGNS[result->state], result->pitfall->id, tone(page, "\033[0m"), tone(page, "\033[1m"),
		label_in(result->pitfall->title, lang), tone(page, "\033[0m"),
		label_in(PITFALL_LABELS[result->state], lang));
	if (result->findings->len > 0)
		say(page, "  指摘 %u", "  %u findings", result->open);
	if (result->findings->len > result->open)
		say(page, "(例外 %u)", " (%u excepted)", result->findings->len - result->open);
	g_string_append_c(page->out, '\n');
	g_string_append_printf(page->out, "      %s\n", label_in(result->pitfall->ask, lang));
	guint most = page->report->options->all ? G_MAXUINT : FINDINGS_SHOWN;
	for (guint i = 0; i < MIN(result->findings->len, most); i++)
		write_finding(page, g_ptr_array_index(result->findings, i));
	if (result->findings->len > most)
		say(page, "      ほか %u 件(--all で全件)\n", "      and %u more (--all shows them)\n",
			result->findings->len - most);
	write_leaning(page, result);
}

void
problems_text(const struct report *report, GString *out)
{
	struct page page = { report, out, strcmp(report->options->lang, "ja") == 0 };
	g_autoptr(GPtrArray) results = pitfalls_new(
		report->judgement, report->guideline, session_book(report->session));
	int factor = 0;
	write_head(&page, results);
	for (guint i = 0; i < results->len; i++) {
		const struct pitfall_result *result = g_ptr_array_index(results, i);
		if (result->pitfall->factor != factor)
			g_string_append_printf(out, "\n%s%d %s%s\n", tone(&page, "\033[1m"),
				result->pitfall->factor,
				label_in(result->pitfall->factor_name, report->options->lang),
				tone(&page, "\033[0m"));
		factor = result->pitfall->factor;
		write_problem(&page, result);
	}
}

static struct value *
texts(struct arena *arena, struct label label)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "ja", label.ja);
	value_set_text(arena, map, "en", label.en);
	return map;
}

static struct value *
problem_value(const struct report *report, struct arena *arena, const struct pitfall_result *result)
{
	struct value *map = value_map(arena), *findings = value_list(arena), *ground = value_map(arena);
	struct value *leans = value_list(arena), *waits = value_list(arena);
	value_set_text(arena, map, "id", result->pitfall->id);
	value_set(arena, map, "title", texts(arena, result->pitfall->title));
	value_set_text(arena, map, "state", PITFALL_CODES[result->state]);
	for (guint i = 0; i < result->findings->len; i++)
		value_add(arena, findings,
			value_text(arena, ((struct finding *)g_ptr_array_index(result->findings, i))->id));
	value_set(arena, map, "findings", findings);
	value_set_int(arena, map, "open", result->open);
	for (guint i = 0; result->pitfall->leans_on[i] != NULL; i++)
		value_add(arena, leans, value_text(arena, result->pitfall->leans_on[i]));
	value_set(arena, map, "leans_on", leans);
	value_set_int(arena, ground, "subjects", result->subjects);
	value_set_int(arena, ground, "covered", result->covered);
	value_set(arena, map, "ground", ground);
	value_set_int(arena, map, "rules", result->rules);
	for (guint i = 0; i < result->waits->len; i++)
		value_add(arena, waits, value_text(arena, g_ptr_array_index(result->waits, i)));
	value_set(arena, map, "waits", waits);
	return map;
}

struct value *
problems_value(const struct report *report, struct arena *arena)
{
	g_autoptr(GPtrArray) results = pitfalls_new(
		report->judgement, report->guideline, session_book(report->session));
	struct value *list = value_list(arena);
	for (guint i = 0; i < results->len; i++)
		value_add(arena, list, problem_value(report, arena, g_ptr_array_index(results, i)));
	return list;
}
