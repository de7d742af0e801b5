/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "check_text_private.h"
#include "check_words.h"
#include "table_text.h"

#define FINDINGS_SHOWN 6
#define SUBJECTS_SHOWN 5

void
say(struct writing *w, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_string_append_vprintf(w->out, w->ja ? ja : en, args);
	va_end(args);
}

const char *
paint(const struct writing *w, enum colour colour)
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

int
phase_in_detail(const struct writing *w)
{
	if (w->options->all)
		return 8;
	return w->options->phase != 0 ? w->options->phase : MAX(w->judgement->current_phase, 1);
}

gboolean
counts_now(const struct finding *finding)
{
	return finding->class <= CLASS_NEED && finding->excepted != EXCEPTED_EXCLUDED
		&& finding->excepted != EXCEPTED_WAIVED;
}

void
write_wrapped(struct writing *w, const char *text, guint used, guint indent)
{
	guint width = w->options->width;
	while (*text != '\0') {
		const char *end = text;
		guint space = (guint)strspn(end, " "), columns = space;
		end += space;
		/* an English word, or one wide character with the mark behind it */
		do {
			char one[8] = "";
			gunichar c = g_utf8_get_char(end);
			g_unichar_to_utf8(c, one);
			columns += text_columns(one);
			end = g_utf8_next_char(end);
			gunichar next = g_utf8_get_char(end);
			if (next == 0 || next == ' '
				|| ((g_unichar_iswide(c) || g_unichar_iswide(next))
					&& g_utf8_strchr("、。」』)", -1, next) == NULL && c != 0x300c && c != '('))
				break;
		} while (*end != '\0');
		if (width > 0 && used + columns > width && used > indent) {
			g_string_append_printf(w->out, "\n%*s", (int)indent, "");
			used = indent;
			text += space;
			columns -= space;
		}
		g_string_append_len(w->out, text, end - text);
		used += columns;
		text = end;
	}
	g_string_append_c(w->out, '\n');
}

/* ---- a finding ---- */

static void
write_finding(struct writing *w, const struct finding *finding)
{
	enum colour tone = !counts_now(finding) ? GREY : finding->class == CLASS_MUST ? RED : YELLOW;
	g_autoptr(GString) mark = g_string_new(NULL);
	g_string_append_printf(mark, "[%s・%s%s%s]",
		class_word(finding->class, w->options->lang),
		severity_word(finding->severity, w->options->lang),
		finding->excepted == NOT_EXCEPTED ? "" : "・",
		excepted_word(finding, w->options->lang));
	g_string_append_printf(
		w->out, "      %s%s%s ", paint(w, tone), mark->str, paint(w, PLAIN));
	write_wrapped(w, w->ja ? finding->ja : finding->en, text_columns(mark->str) + 7, 8);
	g_string_append_printf(w->out, "        %s%s:%s  %s", paint(w, GREY), finding->subject_kind,
		finding->subject_id, finding->rule_id);
	if (finding->file != NULL)
		g_string_append_printf(w->out, "  %s:%u", finding->file, finding->line);
	g_string_append_printf(w->out, "%s\n", paint(w, PLAIN));
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

/* ---- what is missing ---- */

static gboolean
is_missing(const struct subject *subject)
{
	return !subject->excluded && subject->state != COVER_COVERED;
}

static const char *
who_supplies(const struct check_result *result, const struct subject *subject)
{
	return subject->by != NULL ? subject->by
		: result->check->supplied_by != NULL ? result->check->supplied_by[0]
						     : NULL;
}

/* All subjects that lack the same from the same role, on one line. */
static void
write_lack(struct writing *w, const struct check_result *result, guint first, gboolean *told)
{
	const struct subject *head = g_ptr_array_index(result->ground, first);
	const char *by = who_supplies(result, head);
	guint n = 0, max = w->options->all ? G_MAXUINT : SUBJECTS_SHOWN;
	g_autoptr(GString) line = g_string_new(reason_word(head->reason, w->options->lang));
	if (by != NULL)
		g_string_append_printf(line, w->ja ? "(%s)" : " (%s)", role_word(by, w->options->lang));
	g_string_append(line, ": ");
	for (guint i = first; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (told[i] || !is_missing(subject) || g_strcmp0(subject->reason, head->reason) != 0
			|| g_strcmp0(who_supplies(result, subject), by) != 0)
			continue;
		told[i] = TRUE;
		if (n++ < max)
			g_string_append_printf(line, "%s%s:%s", n > 1 ? ", " : "", subject->kind, subject->id);
	}
	if (n > max)
		g_string_append_printf(line, w->ja ? " ほか %u" : " and %u more", n - max);
	g_string_append_printf(w->out, "      %s・", paint(w, GREY));
	write_wrapped(w, line->str, 8, 8);
	g_string_insert(w->out, (gssize)w->out->len - 1, paint(w, PLAIN));
}

static void
write_missing(struct writing *w, const struct check_result *result)
{
	g_autofree gboolean *told = g_new0(gboolean, result->ground->len + 1);
	for (guint i = 0; i < result->ground->len; i++)
		if (!told[i] && is_missing(g_ptr_array_index(result->ground, i)))
			write_lack(w, result, i, told);
	for (guint i = 0; i < result->waits->len; i++)
		say(w, "      %s・この版にまだない機能を待つ: %s%s\n",
			"      %s・waits for a part that this version does not have yet: %s%s\n", paint(w, GREY),
			waits_word(g_ptr_array_index(result->waits, i), w->options->lang),
			paint(w, PLAIN));
	if (result->awaits_statement)
		say(w, "      ・担当する役割の確認を待つ(sekisho attest %s)\n",
			"      ・awaits the statement of the role in charge (sekisho attest %s)\n",
			result->check->id);
}

/* ---- a check ---- */

static void
append_padded(GString *out, const char *text, guint width)
{
	guint columns = text_columns(text);
	g_string_append_printf(
		out, "%s%*s", text, columns < width ? (int)(width - columns) : 0, "");
}

static void
write_check_line(struct writing *w, const struct check_result *result, guint title_width)
{
	const char *lang = w->options->lang;
	g_string_append_printf(w->out, "  %s%s ", paint(w, LOOKS[result->verdict].colour),
		VERDICT_SIGNS[result->verdict]);
	append_padded(w->out, label_in(VERDICT_LABELS[result->verdict], lang), w->ja ? 8 : 16);
	g_string_append_printf(w->out, "%s  %-5s %s", paint(w, PLAIN), result->check->id, paint(w, BOLD));
	append_padded(w->out, label_in(result->check->title, lang), title_width);
	g_string_append(w->out, paint(w, PLAIN));
	if (result->subjects > 0)
		say(w, "  確認 %u/%u", "  covered %u of %u", result->covered, result->subjects);
	if (result->excluded > 0)
		say(w, "(除外 %u)", " (%u excluded)", result->excluded);
	if (result->proof > 0)
		say(w, "  証明 %d%%", "  proof %d%%", result->proof);
	while (w->out->str[w->out->len - 1] == ' ')
		g_string_truncate(w->out, w->out->len - 1);
	g_string_append_c(w->out, '\n');
}

static void
write_check(struct writing *w, const struct check_result *result, guint title_width)
{
	write_check_line(w, result, title_width);
	write_findings(w, result);
	if (result->verdict != VERDICT_CONFORMING && result->verdict != VERDICT_EXCLUDED)
		write_missing(w, result);
}

/* Only the definition is missing: nobody can do anything about it here. */
static gboolean
cannot_be_answered(const struct check_result *result)
{
	if (result->verdict != VERDICT_NOT_ASSESSED || result->findings->len > 0 || result->ground->len > 0)
		return FALSE;
	for (guint i = 0; i < result->waits->len; i++)
		if (strcmp(g_ptr_array_index(result->waits, i), "ground") == 0)
			return TRUE;
	return FALSE;
}

/* ---- a phase ---- */

static gint
worst_check_first(gconstpointer a, gconstpointer b)
{
	const struct check_result *x = *(const struct check_result *const *)a;
	const struct check_result *y = *(const struct check_result *const *)b;
	return LOOKS[x->verdict].order - LOOKS[y->verdict].order;
}

static void
write_phase_head(struct writing *w, const struct phase *phase)
{
	const struct gate_result *gate =
		g_ptr_array_index(w->judgement->gates, (guint)phase->number - 1);
	say(w, "\n%s工程%d %s%s  [%s]", "\n%sPhase %d %s%s  [%s]", paint(w, BOLD), phase->number,
		label_in(phase->name, w->options->lang), paint(w, PLAIN),
		state_word(gate->state, w->options->lang));
}

static void
write_unanswered(struct writing *w, const GPtrArray *results)
{
	g_autoptr(GString) ids = g_string_new(NULL);
	for (guint i = 0; i < results->len; i++) {
		const struct check_result *result = g_ptr_array_index(results, i);
		if (cannot_be_answered(result))
			g_string_append_printf(ids, "%s%s", ids->len > 0 ? " " : "", result->check->id);
	}
	if (ids->len > 0)
		say(w, "  %s？ この版ではまだ答えられない点検: %s%s\n",
			"  %s？ checks that this version cannot answer yet: %s%s\n", paint(w, GREY), ids->str,
			paint(w, PLAIN));
}

static void
write_in_detail(struct writing *w, const struct phase *phase, const GPtrArray *results)
{
	guint title_width = 0;
	for (guint i = 0; i < results->len; i++) {
		const struct check_result *result = g_ptr_array_index(results, i);
		title_width =
			MAX(title_width, text_columns(label_in(result->check->title, w->options->lang)));
	}
	write_phase_head(w, phase);
	g_string_append_c(w->out, '\n');
	for (guint i = 0; i < results->len; i++) {
		const struct check_result *result = g_ptr_array_index(results, i);
		if (!cannot_be_answered(result))
			write_check(w, result, title_width);
	}
	write_unanswered(w, results);
}

/* A phase ahead: how many of each verdict, and the checks in which something is found already. */
static void
write_in_brief(struct writing *w, const struct phase *phase, const GPtrArray *results)
{
	guint counts[G_N_ELEMENTS(LOOKS)] = { 0 };
	write_phase_head(w, phase);
	for (guint i = 0; i < results->len; i++)
		counts[((const struct check_result *)g_ptr_array_index(results, i))->verdict]++;
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
		if (counts[i] > 0)
			g_string_append_printf(w->out, "  %s %s %u", VERDICT_SIGNS[i],
				label_in(VERDICT_LABELS[i], w->options->lang), counts[i]);
	g_string_append_c(w->out, '\n');
	for (guint i = 0; i < results->len; i++) {
		const struct check_result *result = g_ptr_array_index(results, i);
		guint n = 0;
		for (guint k = 0; k < result->findings->len; k++)
			n += counts_now(g_ptr_array_index(result->findings, k));
		if (n == 0)
			continue;
		g_string_append_printf(w->out, "  %s%s%s %-5s ", paint(w, LOOKS[result->verdict].colour),
			VERDICT_SIGNS[result->verdict], paint(w, PLAIN), result->check->id);
		say(w, "%s: 指摘 %u 件\n", n == 1 ? "%s: %u finding\n" : "%s: %u findings\n",
			label_in(result->check->title, w->options->lang), n);
	}
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
	(phase->number <= phase_in_detail(w) ? write_in_detail : write_in_brief)(w, phase, results);
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
