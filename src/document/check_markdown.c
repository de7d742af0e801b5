/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Markdown for a comment on a pull request: how it stands in one sentence, a table of phases with the
 * signs of their checks, what is open now with file and line, what to do next; the rest folded.
 *
 * Names and sentences come from the dossier, which the pull request may have written: their
 * characters are escaped, and @ and # never become mentions. Hosts refuse comments above
 * 65,536 characters, so lists are cut where --all does not ask for everything.
 */
#include <string.h>

#include "base/moment.h"
#include "check_words.h"
#include "check_writers.h"
#include "gate/maturity.h"

#define OPEN_SHOWN 10
#define REST_SHOWN 40
#define MISSING_SHOWN 3

struct writing {
	const struct report *report;
	GString *out;
	gboolean ja;
};

static void say(const struct writing *w, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void
say(const struct writing *w, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_string_append_vprintf(w->out, w->ja ? ja : en, args);
	va_end(args);
}

/* Text that stays text, on one line. */
static void
append_plain(GString *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '&')
			g_string_append(out, "&amp;");
		else if (*text == '<')
			g_string_append(out, "&lt;");
		else if (*text == '>')
			g_string_append(out, "&gt;");
		else if (*text == '@' || *text == '#')
			g_string_append_printf(out, "%c<!-- -->", *text);
		else if (strchr("\\`*_{}[]|~!$", *text) != NULL)
			g_string_append_printf(out, "\\%c", *text);
		else
			g_string_append_c(out, g_ascii_iscntrl(*text) ? ' ' : *text);
}

/* A place in code ticks: what cannot be told there is left out. */
static void
append_place(GString *out, const char *file, guint line)
{
	g_autofree char *plain = g_strdelimit(g_strdup(file), "`|\n\r", '?');
	g_string_append_printf(out, "`%s:%u`", plain, line);
}

/* ---- the head and the table ---- */

static void
write_head(const struct writing *w)
{
	const struct judgement *j = w->report->judgement;
	const char *lang = w->report->options->lang;
	g_autofree char *day = date_text(j->now, 9 * MOMENT_HOUR, FALSE);
	guint failing = 0;
	for (guint i = 0; i < j->checks->len; i++)
		failing += outcome_fails(w->report->outcome, g_ptr_array_index(j->checks, i));
	g_string_append(w->out, "## ");
	append_plain(w->out, w->report->options->name);
	g_string_append(w->out, "\n\n");
	if (failing == 0)
		say(w, "○ 工程 %d までに、%sはありません。", "○ Up to phase %d there is nothing %sto mend.",
			w->report->outcome->phase,
			w->report->outcome->baseline == NULL ? (w->ja ? "直すもの" : "")
							     : (w->ja ? "前回より悪くなったもの" : "new "));
	else
		say(w, "× 工程 %d までに、直すか答えるものがある点検が **%u** あります。",
			"× Up to phase %d, **%u** checks need something mended or answered.",
			w->report->outcome->phase, failing);
	say(w, " 判定日 %s、ランク %s%s\n\n", " Judged on %s, rank %s%s\n\n", day, rank_word(j, lang),
		!j->folder ? ""
		: w->ja    ? "。フォルダーだけの判定(決裁は申告として扱う)"
			   : "; a folder alone (decisions are claims)");
}

static void
write_baseline(const struct writing *w)
{
	const struct baseline *baseline = w->report->outcome->baseline;
	guint counts[N_STANDINGS] = { 0 };
	if (baseline == NULL)
		return;
	g_autoptr(GPtrArray) gone = baseline_gone(baseline, w->report->judgement);
	g_autofree char *then = moment_local_text(baseline_at(baseline), 9 * MOMENT_HOUR);
	for (guint i = 0; i < w->report->judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(w->report->judgement->findings, i);
		if (finding_open(finding))
			counts[baseline_standing(baseline, finding)]++;
	}
	say(w, "前回(%s)との差: 新規 **%u** ・ 悪化 **%u** ・ 継続 %u ・ 解消 **%u**\n\n",
		"Against the former report (%s): **%u** new, **%u** worse, %u still there, **%u** gone\n\n",
		then, counts[STANDING_NEW], counts[STANDING_WORSE], counts[STANDING_KNOWN], gone->len);
}

static void
write_phase(const struct writing *w, const struct phase *phase)
{
	const struct judgement *j = w->report->judgement;
	const char *lang = w->report->options->lang;
	const struct gate_result *gate = g_ptr_array_index(j->gates, (guint)phase->number - 1);
	struct maturity maturity = maturity_of(j, phase->number);
	gboolean now = phase->number == w->report->outcome->phase;
	g_string_append_printf(w->out, "| %s%d %s%s |", now ? "**" : "", phase->number,
		label_in(phase->name, lang), now ? "**" : "");
	for (guint i = 0; i < j->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(j->checks, i);
		g_autofree char *number = check_number(result->check->id);
		if (result->check->phase == phase->number)
			g_string_append_printf(
				w->out, " %s%s", VERDICT_SIGNS[result->verdict], number);
	}
	g_string_append_printf(w->out, " | %s | ", state_word(gate->state, lang));
	if (maturity.level == MATURITY_NONE)
		g_string_append(w->out, "－ |\n");
	else
		g_string_append_printf(w->out, "%d %s |\n", maturity.level,
			label_in(MATURITY_LABELS[maturity.level], lang));
}

static void
write_table(const struct writing *w)
{
	say(w, "| 工程 | 点検 | ゲート | 成熟度 |\n|---|---|---|---|\n",
		"| Phase | Checks | Gate | Maturity |\n|---|---|---|---|\n");
	for (guint i = 0; i < w->report->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(w->report->guideline->phases, i);
		if (w->report->options->phase == 0 || phase->number <= w->report->options->phase)
			write_phase(w, phase);
	}
	g_string_append_c(w->out, '\n');
	for (guint i = VERDICT_CONFORMING; i <= VERDICT_NOT_ASSESSED; i++)
		g_string_append_printf(w->out, "%s%s %s", i > 0 ? " ・ " : "", VERDICT_SIGNS[i],
			label_in(VERDICT_LABELS[i], w->report->options->lang));
	g_string_append(w->out, "\n\n");
}

/* ---- findings ---- */

static void
write_finding(const struct writing *w, const struct finding *finding)
{
	const char *lang = w->report->options->lang;
	const struct baseline *baseline = w->report->outcome->baseline;
	const char *excepted = excepted_word(finding, lang);
	g_autofree char *number = check_number(finding->check);
	g_string_append_printf(w->out, "- %s **%s・%s**%s%s", number, class_word(finding->class, lang),
		severity_word(finding->severity, lang), *excepted != '\0' ? "・" : "", excepted);
	if (baseline != NULL && finding_open(finding))
		g_string_append_printf(
			w->out, " %s", standing_word(baseline_standing(baseline, finding), lang));
	g_string_append(w->out, ": ");
	append_plain(w->out, w->ja ? finding->ja : finding->en);
	if (finding->file != NULL) {
		g_string_append_c(w->out, ' ');
		append_place(w->out, finding->file, finding->line);
	}
	g_string_append_c(w->out, '\n');
}

static void
write_list(const struct writing *w, GPtrArray *findings, guint from, guint to)
{
	for (guint i = from; i < MIN(findings->len, to); i++)
		write_finding(w, g_ptr_array_index(findings, i));
	if (findings->len > to)
		say(w, "- ほか %u 件(`--all` で全件)\n", "- and %u more (`--all` shows them)\n",
			findings->len - to);
}

/* Shown, and not among those that matter now. */
static GPtrArray *
other_findings(const struct writing *w, GPtrArray *urgent)
{
	GPtrArray *others = g_ptr_array_new();
	for (guint i = 0; i < w->report->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(w->report->judgement->checks, i);
		if (w->report->options->phase != 0 && result->check->phase > w->report->options->phase)
			continue;
		for (guint k = 0; k < result->findings->len; k++) {
			gpointer finding = g_ptr_array_index(result->findings, k);
			if (!g_ptr_array_find(urgent, finding, NULL))
				g_ptr_array_add(others, finding);
		}
	}
	return others;
}

static void
open_fold(const struct writing *w, const char *ja, const char *en, guint n)
{
	g_string_append_printf(
		w->out, "\n<details>\n<summary>%s (%u)</summary>\n\n", w->ja ? ja : en, n);
}

static void
close_fold(const struct writing *w)
{
	g_string_append(w->out, "\n</details>\n");
}

static void
write_findings(const struct writing *w, GPtrArray *urgent)
{
	guint shown = w->report->options->all ? G_MAXUINT : OPEN_SHOWN;
	if (urgent->len == 0)
		return;
	g_string_append(w->out,
		w->report->outcome->baseline != NULL ? (w->ja ? "### 新しい指摘\n\n" : "### New findings\n\n")
						     : (w->ja ? "### 指摘\n\n" : "### Findings\n\n"));
	for (guint i = 0; i < MIN(urgent->len, shown); i++)
		write_finding(w, g_ptr_array_index(urgent, i));
	if (urgent->len > shown) {
		open_fold(w, "続き", "more", urgent->len - shown);
		write_list(w, urgent, shown, shown + REST_SHOWN);
		close_fold(w);
	}
	g_string_append_c(w->out, '\n');
}

/* ---- what to do, and what is folded ---- */

static void
write_next(const struct writing *w, GPtrArray *urgent)
{
	const char *lang = w->report->options->lang;
	guint n = 0;
	say(w, "### 次にすること\n\n", "### What to do next\n\n");
	if (urgent->len > 0)
		say(w, "%u. 上の指摘を直す。直さないものは、理由と期限を付けて例外の承認を受ける。\n",
			"%u. Mend the findings above; for what stays, have an exception with reason and end approved.\n",
			++n);
	for (guint i = 0; i < w->report->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(w->report->judgement->checks, i);
		gboolean due = result->check->phase <= w->report->outcome->phase;
		g_autofree char *number = check_number(result->check->id);
		if (!due || (!result->awaits_statement && result->verdict != VERDICT_NOT_ASSESSED))
			continue;
		g_string_append_printf(w->out, "%u. %s ", ++n, number);
		if (result->awaits_statement) {
			g_autofree char *who = confirm_words(w->report, result->check);
			say(w, "「%s」: %sの確認を受ける(`sekisho attest %s`)\n",
				"\"%s\": have it confirmed by %s (`sekisho attest %s`)\n",
				label_in(result->check->title, lang), who == NULL ? "" : who,
				result->check->id);
			continue;
		}
		g_autofree char *text = alone_words(w->report, result, lang);
		append_plain(w->out, text);
		g_string_append_c(w->out, '\n');
	}
	if (n == 0)
		say(w, "今の工程までに、することはありません。\n", "Nothing, up to this phase.\n");
}

static void
write_gone(const struct writing *w)
{
	if (w->report->outcome->baseline == NULL)
		return;
	g_autoptr(GPtrArray) gone = baseline_gone(w->report->outcome->baseline, w->report->judgement);
	if (gone->len == 0)
		return;
	open_fold(w, "解消した指摘", "Findings that are gone", gone->len);
	for (guint i = 0; i < MIN(gone->len, REST_SHOWN); i++) {
		const struct baseline_finding *then = g_ptr_array_index(gone, i);
		g_autofree char *number = check_number(then->check);
		g_string_append_printf(w->out, "- %s: ", number);
		append_plain(w->out, w->ja ? then->ja : then->en);
		g_string_append_c(w->out, '\n');
	}
	close_fold(w);
}

static void
write_missing_of(const struct writing *w, const struct check_result *result)
{
	guint missing = result->subjects - result->covered, n = 0;
	g_autofree char *number = check_number(result->check->id);
	g_string_append_printf(w->out, "- %s %s: %u/%u", number,
		label_in(result->check->title, w->report->options->lang), missing, result->subjects);
	for (guint i = 0; i < result->ground->len && n < MISSING_SHOWN; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state == COVER_COVERED)
			continue;
		g_autofree char *words = subject_words(w->report, subject->kind, subject->id);
		g_string_append(w->out, n++ == 0 ? " — " : "; ");
		append_plain(w->out, words);
		g_string_append_printf(
			w->out, " (%s)", reason_word(subject->reason, w->report->options->lang));
	}
	g_string_append(w->out, missing > n ? " …\n" : "\n");
}

static void
write_missing(const struct writing *w)
{
	guint all = 0;
	for (guint pass = 0; pass < 2; pass++) {
		if (pass == 1 && all == 0)
			return;
		if (pass == 1)
			open_fold(w, "まだ確認していない対象", "Not covered yet", all);
		for (guint i = 0; i < w->report->judgement->checks->len; i++) {
			const struct check_result *result =
				g_ptr_array_index(w->report->judgement->checks, i);
			if (result->check->phase > w->report->outcome->phase
				|| result->covered == result->subjects)
				continue;
			if (pass == 0)
				all += result->subjects - result->covered;
			else
				write_missing_of(w, result);
		}
	}
	close_fold(w);
}

gboolean
check_markdown(const struct report *report, GString *out, GError **error)
{
	struct writing w = { report, out, strcmp(report->options->lang, "ja") == 0 };
	g_autoptr(GPtrArray) urgent = urgent_findings(report);
	g_autoptr(GPtrArray) others = other_findings(&w, urgent);
	write_head(&w);
	write_baseline(&w);
	write_table(&w);
	write_findings(&w, urgent);
	write_next(&w, urgent);
	if (others->len > 0) {
		open_fold(&w, "ほかの指摘(後の工程、継続、例外、参考)",
			"Other findings (later phases, still there, excepted, advice)", others->len);
		write_list(&w, others, 0, report->options->all ? G_MAXUINT : REST_SHOWN);
		close_fold(&w);
	}
	write_gone(&w);
	write_missing(&w);
	return TRUE;
}
