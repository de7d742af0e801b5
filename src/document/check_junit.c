/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JUnit's XML as CI servers read it: a testsuite a phase, a testcase a check. There are failures and
 * errors exactly where the exit status is 1 (outcome.h):
 *
 *   failure   findings that count, or a role says that it does not conform
 *   error     unanswered (未評価) and no finding that counts
 *   skipped   excluded (適用除外); checks of phases that are not due yet, whatever their verdict
 *   passed    everything else, also 一部適合: what is open stands in system-out
 */
#include <string.h>

#include "base/moment.h"
#include "check_words.h"
#include "check_writers.h"

#define MISSING_SHOWN 20

enum ending { PASSED, FAILED, ERROR, SKIPPED, N_ENDINGS };

struct writing {
	const struct report *report;
	GString *out;
	gboolean en;
};

/* XML 1.0 has no control characters, however they are written. */
static void
append_xml(GString *out, const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		gboolean known = c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xfffe)
			|| c >= 0x10000;
		if (c == '&')
			g_string_append(out, "&amp;");
		else if (c == '<')
			g_string_append(out, "&lt;");
		else if (c == '>')
			g_string_append(out, "&gt;");
		else if (c == '"')
			g_string_append(out, "&quot;");
		else
			g_string_append_unichar(out, known ? c : 0xfffd);
	}
}

static void
append_attribute(GString *out, const char *name, const char *value)
{
	g_autofree char *line = g_strdelimit(g_strdup(value), "\t\n\r", ' ');
	g_string_append_printf(out, " %s=\"", name);
	append_xml(out, line);
	g_string_append_c(out, '"');
}

static enum ending
ending_of(const struct writing *w, const struct check_result *result)
{
	const struct outcome *outcome = w->report->outcome;
	if (result->verdict == VERDICT_EXCLUDED || result->check->phase > outcome->phase)
		return outcome_fails(outcome, result) ? FAILED : SKIPPED;
	if (!outcome_fails(outcome, result))
		return PASSED;
	for (guint i = 0; i < result->findings->len; i++)
		if (outcome_counts(outcome, result, g_ptr_array_index(result->findings, i)))
			return FAILED;
	return result->verdict == VERDICT_NOT_ASSESSED ? ERROR : FAILED;
}

/* ---- what stands in a testcase ---- */

static void
describe_finding(const struct writing *w, const struct finding *finding, GString *text)
{
	const char *lang = w->report->options->lang;
	const struct baseline *baseline = w->report->outcome->baseline;
	const char *excepted = excepted_word(finding, lang);
	g_string_append_printf(text, "[%s・%s%s%s", class_word(finding->class, lang),
		severity_word(finding->severity, lang), *excepted != '\0' ? "・" : "", excepted);
	if (baseline != NULL && finding_open(finding))
		g_string_append_printf(
			text, "・%s", standing_word(baseline_standing(baseline, finding), lang));
	g_string_append_printf(text, "] %s\n    %s:%s  %s", w->en ? finding->en : finding->ja,
		finding->subject_kind, finding->subject_id, finding->rule_id);
	if (finding->file != NULL)
		g_string_append_printf(text, "  %s:%u", finding->file, finding->line);
	g_string_append_c(text, '\n');
}

static void
describe_missing(const struct writing *w, const struct check_result *result, GString *text)
{
	guint n = 0;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state == COVER_COVERED)
			continue;
		if (n++ >= MISSING_SHOWN && !w->report->options->all)
			continue;
		g_autofree char *words = subject_words(w->report, subject->kind, subject->id);
		g_string_append_printf(text, "- %s: %s\n", words,
			reason_word(subject->reason, w->report->options->lang));
	}
	if (n > MISSING_SHOWN && !w->report->options->all)
		g_string_append_printf(text,
			w->en ? "- and %u more (--all shows them)\n" : "- ほか %u 件(--all で全件)\n",
			n - MISSING_SHOWN);
}

static char *
describe(const struct writing *w, const struct check_result *result)
{
	GString *text = g_string_new(NULL);
	g_autofree char *remark = remark_words(w->report, result);
	g_string_append_printf(text, w->en ? "%s, covered %u of %u" : "%s 確認 %u/%u",
		label_in(VERDICT_LABELS[result->verdict], w->report->options->lang), result->covered,
		result->subjects);
	if (result->proof > 0)
		g_string_append_printf(text, w->en ? ", proof %d%%" : " 証明 %d%%", result->proof);
	g_string_append_c(text, '\n');
	for (guint i = 0; i < result->findings->len; i++)
		describe_finding(w, g_ptr_array_index(result->findings, i), text);
	if (*remark != '\0')
		g_string_append_printf(text, "%s\n", remark);
	if (result->verdict != VERDICT_EXCLUDED)
		describe_missing(w, result, text);
	return g_string_free(text, FALSE);
}

/* One line: the worst finding that counts, or why nothing is known. */
static char *
headline(const struct writing *w, const struct check_result *result, enum ending ending)
{
	const char *verdict = label_in(VERDICT_LABELS[result->verdict], w->report->options->lang);
	if (ending == SKIPPED && result->verdict != VERDICT_EXCLUDED)
		return g_strdup_printf(
			w->en ? "not due yet: %s" : "まだこの工程ではない: %s", verdict);
	if (ending == SKIPPED)
		return g_strdup(verdict);
	guint n = 0;
	const struct finding *worst = NULL;
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (!outcome_counts(w->report->outcome, result, finding))
			continue;
		worst = worst == NULL ? finding : worst;
		n++;
	}
	if (worst == NULL)
		return alone_words(w->report, result, w->report->options->lang);
	if (n == 1)
		return g_strdup(w->en ? worst->en : worst->ja);
	return g_strdup_printf(w->en ? "%s (and %u more)" : "%s(ほか %u 件)",
		w->en ? worst->en : worst->ja, n - 1);
}

static void
write_check(const struct writing *w, const struct check_result *result)
{
	static const char *const ELEMENTS[N_ENDINGS] = { NULL, "failure", "error", "skipped" };
	enum ending ending = ending_of(w, result);
	g_autofree char *class = g_strdup_printf(
		"sekisho.%s.phase-%d", w->report->judgement->system, result->check->phase);
	g_autofree char *number = check_number(result->check->id);
	g_autofree char *name = g_strdup_printf("%s %s (%s)", number,
		label_in(result->check->title, w->report->options->lang), result->check->id);
	g_autofree char *text = describe(w, result);
	g_string_append(w->out, "    <testcase");
	append_attribute(w->out, "classname", class);
	append_attribute(w->out, "name", name);
	if (w->report->judgement->file != NULL)
		append_attribute(w->out, "file", w->report->judgement->file);
	g_string_append(w->out, " time=\"0\">\n");
	if (ending != PASSED) {
		g_autofree char *line = headline(w, result, ending);
		g_string_append_printf(w->out, "      <%s", ELEMENTS[ending]);
		if (ending != SKIPPED)
			append_attribute(w->out, "type", VERDICT_CODES[result->verdict]);
		append_attribute(w->out, "message", line);
		g_string_append(w->out, ">");
		if (ending != SKIPPED)
			append_xml(w->out, text);
		g_string_append_printf(w->out, "</%s>\n", ELEMENTS[ending]);
	}
	if (ending == PASSED || ending == SKIPPED) {
		g_string_append(w->out, "      <system-out>");
		append_xml(w->out, text);
		g_string_append(w->out, "</system-out>\n");
	}
	g_string_append(w->out, "    </testcase>\n");
}

/* ---- suites ---- */

struct counts {
	guint all, of[N_ENDINGS];
};

static gboolean
shows(const struct writing *w, int phase)
{
	return w->report->options->phase == 0 || phase <= w->report->options->phase;
}

/* phase 0: of all that is shown. */
static struct counts
count(const struct writing *w, int phase)
{
	struct counts counts = { 0 };
	for (guint i = 0; i < w->report->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(w->report->judgement->checks, i);
		if (phase != 0 ? result->check->phase != phase : !shows(w, result->check->phase))
			continue;
		counts.all++;
		counts.of[ending_of(w, result)]++;
	}
	return counts;
}

static void
append_counts(const struct writing *w, struct counts counts)
{
	g_string_append_printf(w->out,
		" tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\" time=\"0\"", counts.all,
		counts.of[FAILED], counts.of[ERROR], counts.of[SKIPPED]);
}

static void
write_suite(const struct writing *w, const struct phase *phase)
{
	const struct judgement *judgement = w->report->judgement;
	const struct gate_result *gate = g_ptr_array_index(judgement->gates, (guint)phase->number - 1);
	g_autofree char *name = g_strdup_printf(
		"%d %s", phase->number, label_in(phase->name, w->report->options->lang));
	g_autofree char *at = moment_text(judgement->now);
	at[strcspn(at, ".Z")] = '\0'; /* whole seconds, as the schemas want it */
	g_string_append(w->out, "  <testsuite");
	append_attribute(w->out, "name", name);
	append_counts(w, count(w, phase->number));
	append_attribute(w->out, "timestamp", at);
	g_string_append(w->out, ">\n    <properties>\n      <property name=\"system\"");
	append_attribute(w->out, "value", judgement->system);
	g_string_append(w->out, "/>\n      <property name=\"gate\"");
	append_attribute(w->out, "value", gate->state);
	g_string_append(w->out, "/>\n    </properties>\n");
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (result->check->phase == phase->number)
			write_check(w, result);
	}
	g_string_append(w->out, "  </testsuite>\n");
}

gboolean
check_junit(const struct report *report, GString *out, GError **error)
{
	struct writing w = { report, out, strcmp(report->options->lang, "en") == 0 };
	g_autofree char *name = g_strdup_printf("sekisho %s", report->judgement->system);
	g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	append_attribute(out, "name", name);
	append_counts(&w, count(&w, 0));
	g_string_append(out, ">\n");
	for (guint i = 0; i < report->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(report->guideline->phases, i);
		if (shows(&w, phase->number))
			write_suite(&w, phase);
	}
	g_string_append(out, "</testsuites>\n");
	return TRUE;
}
