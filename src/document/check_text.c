/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/moment.h"
#include "check_words.h"

#define FINDINGS_SHOWN 6
#define MISSING_SHOWN 4
#define NEXT_SHOWN 7

struct writing {
	const struct judgement *judgement;
	const struct guideline *guideline;
	const struct report_options *options;
	GString *out;
	gboolean ja;
};

static void say(struct writing *w, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void
say(struct writing *w, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_string_append_vprintf(w->out, w->ja ? ja : en, args);
	va_end(args);
}

enum colour { PLAIN, BOLD, RED, YELLOW, GREEN, GREY };

static const char *
colour(const struct writing *w, enum colour colour)
{
	static const char *const CODES[] = { "\033[0m", "\033[1m", "\033[31m", "\033[33m", "\033[32m",
		"\033[90m" };
	return w->options->colour ? CODES[colour] : "";
}

/* No information by colour alone: each verdict has a sign and a word. */
static const struct {
	enum colour colour;
	int order;
} LOOKS[] = {
	[VERDICT_CONFORMING] = { GREEN, 3 },
	[VERDICT_PARTIAL] = { YELLOW, 2 },
	[VERDICT_NONCONFORMING] = { RED, 0 },
	[VERDICT_EXCLUDED] = { GREY, 4 },
	[VERDICT_NOT_ASSESSED] = { YELLOW, 1 },
};

static void
write_head(struct writing *w)
{
	const struct judgement *j = w->judgement;
	g_autofree char *day = date_text(j->now, 9 * MOMENT_HOUR, FALSE);
	guint counts[5] = { 0 };
	for (guint i = 0; i < j->checks->len; i++)
		counts[((struct check_result *)g_ptr_array_index(j->checks, i))->verdict]++;
	g_string_append_printf(w->out, "%s%s%s (%s)\n", colour(w, BOLD), w->options->name,
		colour(w, PLAIN), j->system);
	say(w, "判定日 %s  リスクランク %s  現在の工程 %d%s\n", "judged on %s  risk rank %s  phase %d%s\n",
		day,
		rank_word(j, w->options->lang),
		j->current_phase, j->folder ? (w->ja ? "  フォルダーだけの判定" : "  a folder alone") : "");
	say(w, "点検 %u 項目: ", "%u checks: ", j->checks->len);
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
		g_string_append_printf(w->out, "%s%s %s %u", i > 0 ? " ・ " : "", VERDICT_SIGNS[i],
			label_in(VERDICT_LABELS[i], w->options->lang), counts[i]);
	g_string_append_c(w->out, '\n');
	if (j->folder)
		say(w,
			"フォルダーに書かれた決裁は申告として扱い、適合の根拠にはしません。\n",
			"Decisions written in a folder are claims; no check becomes conforming by them.\n");
}

static void
write_finding(struct writing *w, const struct finding *finding)
{
	enum colour tone = finding->excepted == EXCEPTED_EXCLUDED || finding->excepted == EXCEPTED_WAIVED
		? GREY
		: finding->class == CLASS_MUST ? RED
					       : YELLOW;
	g_string_append_printf(w->out, "      %s[%s・%s%s%s]%s %s\n", colour(w, tone),
		class_word(finding->class, w->options->lang),
		severity_word(finding->severity, w->options->lang),
		finding->excepted == NOT_EXCEPTED ? "" : "・",
		excepted_word(finding, w->options->lang), colour(w, PLAIN),
		w->ja ? finding->ja : finding->en);
	g_string_append_printf(w->out, "        %s%s:%s  %s", colour(w, GREY), finding->subject_kind,
		finding->subject_id, finding->rule_id);
	if (finding->file != NULL)
		g_string_append_printf(w->out, "  %s:%u", finding->file, finding->line);
	g_string_append_printf(w->out, "%s\n", colour(w, PLAIN));
}

static void
write_findings(struct writing *w, const struct check_result *result)
{
	guint max = w->options->all ? G_MAXUINT : FINDINGS_SHOWN;
	for (guint i = 0; i < MIN(result->findings->len, max); i++)
		write_finding(w, g_ptr_array_index(result->findings, i));
	if (result->findings->len > max)
		say(w, "      ほか %u 件(--all で全件)\n", "      and %u more (--all shows them)\n",
			result->findings->len - max);
}

static void
write_missing(struct writing *w, const struct check_result *result)
{
	guint shown = 0, left = 0, max = w->options->all ? G_MAXUINT : MISSING_SHOWN;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state == COVER_COVERED)
			continue;
		if (shown == max) {
			left++;
			continue;
		}
		shown++;
		g_string_append_printf(w->out, "      %s・%s:%s  %s%s\n", colour(w, GREY),
			subject->kind, subject->id, reason_word(subject->reason, w->options->lang), colour(w, PLAIN));
	}
	if (left > 0)
		say(w, "      ほか %u 件が未確認(--all で全件)\n",
			"      and %u more not covered (--all shows them)\n", left);
	for (guint i = 0; i < result->waits->len; i++)
		say(w, "      ・この版にまだない機能を待っています: %s\n",
			"      ・waits for a part that this version does not have yet: %s\n",
			waits_word(g_ptr_array_index(result->waits, i), w->options->lang));
	if (result->awaits_statement)
		say(w, "      ・担当する役割の確認を待っています(sekisho attest %s)\n",
			"      ・awaits the statement of the role in charge (sekisho attest %s)\n",
			result->check->id);
}

static void
write_check(struct writing *w, const struct check_result *result)
{
	const char *verdict = label_in(VERDICT_LABELS[result->verdict], w->options->lang);
	g_string_append_printf(w->out, "  %s%s %-4s%s %s%s%s", colour(w, LOOKS[result->verdict].colour),
		VERDICT_SIGNS[result->verdict], result->check->id, colour(w, PLAIN), colour(w, BOLD),
		label_in(result->check->title, w->options->lang), colour(w, PLAIN));
	g_string_append_printf(w->out, "  %s", verdict);
	if (result->subjects > 0)
		say(w, "  確認 %u/%u", "  covered %u of %u", result->covered, result->subjects);
	if (result->excluded > 0)
		say(w, "(除外 %u)", " (%u excluded)", result->excluded);
	if (result->proof > 0)
		say(w, "  証明 %d%%", "  proof %d%%", result->proof);
	g_string_append_c(w->out, '\n');
	write_findings(w, result);
	if (result->verdict != VERDICT_CONFORMING && result->verdict != VERDICT_EXCLUDED)
		write_missing(w, result);
}

static gint
worst_check_first(gconstpointer a, gconstpointer b)
{
	const struct check_result *x = *(const struct check_result *const *)a;
	const struct check_result *y = *(const struct check_result *const *)b;
	return LOOKS[x->verdict].order - LOOKS[y->verdict].order;
}

static void
write_phase(struct writing *w, const struct phase *phase)
{
	g_autoptr(GPtrArray) results = g_ptr_array_new();
	for (guint i = 0; i < w->judgement->checks->len; i++) {
		struct check_result *result = g_ptr_array_index(w->judgement->checks, i);
		if (result->check->phase == phase->number)
			g_ptr_array_add(results, result);
	}
	g_ptr_array_sort(results, worst_check_first);
	const struct gate_result *gate = g_ptr_array_index(w->judgement->gates, (guint)phase->number - 1);
	say(w, "\n%s工程%d %s%s  [%s]\n", "\n%sPhase %d %s%s  [%s]\n", colour(w, BOLD), phase->number,
		label_in(phase->name, w->options->lang), colour(w, PLAIN),
		state_word(gate->state, w->options->lang));
	for (guint i = 0; i < results->len; i++)
		write_check(w, g_ptr_array_index(results, i));
}

static gint
most_urgent_first(gconstpointer a, gconstpointer b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	if (x->class != y->class)
		return (gint)x->class - (gint)y->class;
	return (gint)x->severity - (gint)y->severity;
}

static gboolean
within(const struct writing *w, const char *check)
{
	int phase = w->options->phase != 0 ? w->options->phase : MAX(w->judgement->current_phase, 1);
	const struct check_result *result = judgement_check(w->judgement, check);
	return result != NULL && result->check->phase <= phase;
}

static void
write_next(struct writing *w)
{
	g_autoptr(GPtrArray) urgent = g_ptr_array_new();
	for (guint i = 0; i < w->judgement->findings->len; i++) {
		struct finding *finding = g_ptr_array_index(w->judgement->findings, i);
		if (finding->class <= CLASS_NEED && within(w, finding->check)
			&& (finding->excepted == NOT_EXCEPTED || finding->excepted == EXCEPTED_WEAKENED))
			g_ptr_array_add(urgent, finding);
	}
	g_ptr_array_sort(urgent, most_urgent_first);
	say(w, "\n%s次にすること%s\n", "\n%sWhat to do next%s\n", colour(w, BOLD), colour(w, PLAIN));
	for (guint i = 0; i < MIN(urgent->len, NEXT_SHOWN); i++) {
		const struct finding *finding = g_ptr_array_index(urgent, i);
		g_string_append_printf(w->out, "  %u. %s: %s\n", i + 1, finding->check,
			w->ja ? finding->ja : finding->en);
	}
	for (guint i = 0, n = urgent->len; n < NEXT_SHOWN && i < w->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(w->judgement->checks, i);
		if (!within(w, result->check->id) || result->verdict != VERDICT_NOT_ASSESSED
			|| result->waits->len > 0)
			continue;
		n++;
		say(w, "  %u. %s: 「%s」の証跡か申告を出す(例: %s)\n",
			"  %u. %s: give evidence or a statement for \"%s\" (for example: %s)\n", n,
			result->check->id, label_in(result->check->title, w->options->lang),
			label_in(result->check->example, w->options->lang));
	}
	if (urgent->len > NEXT_SHOWN)
		say(w, "  ほか %u 件\n", "  and %u more\n", urgent->len - NEXT_SHOWN);
	if (urgent->len == 0)
		say(w, "  今の工程までに、決めた規則に反するものは見つかっていません。\n",
			"  Up to this phase, nothing was found against the rules.\n");
}

void
check_text(const struct judgement *judgement, const struct guideline *guideline,
	const struct report_options *options, GString *out)
{
	struct writing w = { judgement, guideline, options, out, strcmp(options->lang, "ja") == 0 };
	write_head(&w);
	for (guint i = 0; i < guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(guideline->phases, i);
		if (options->phase == 0 || phase->number <= options->phase)
			write_phase(&w, phase);
	}
	write_next(&w);
}
