/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What to do next: the few things that help most. What must hold comes first; then, as gates go in
 * order, the earliest phase, in it facts that only have to be written down before what should hold
 * and what nobody has looked at. Findings of one rule are one step.
 */
#include <string.h>

#include "check_text_private.h"
#include "check_words.h"

#define STEPS_SHOWN 5

struct next_step {
	const struct check_result *result;
	const struct finding *finding; /* NULL: evidence or a statement is missing */
	guint n; /* findings of the same rule, or subjects that lack evidence */
	guint order;
};

static guint
class_order(enum rule_class class)
{
	return class == CLASS_MUST ? 0 : class == CLASS_NEED ? 1 : 2;
}

static struct next_step *
step_of_rule(GArray *steps, const struct finding *finding)
{
	for (guint i = 0; i < steps->len; i++) {
		struct next_step *step = &g_array_index(steps, struct next_step, i);
		if (step->finding != NULL && strcmp(step->finding->rule_id, finding->rule_id) == 0)
			return step;
	}
	return NULL;
}

static void
take_findings(GArray *steps, const struct check_result *result)
{
	for (guint i = 0; i < result->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		if (!counts_now(finding))
			continue;
		struct next_step *same = step_of_rule(steps, finding);
		struct next_step step = { result, finding, 1,
			(finding->class == CLASS_MUST ? 0 : 1000) + (guint)result->check->phase * 100
				+ class_order(finding->class) * 10 + (guint)finding->severity };
		if (same == NULL)
			g_array_append_val(steps, step);
		else
			same->n++;
	}
}

/* Where nothing is wrong, what would make it conforming? */
static void
take_lack(GArray *steps, const struct check_result *result)
{
	guint missing = 0;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		missing += !subject->excluded && subject->state != COVER_COVERED
			&& g_strcmp0(subject->reason, "claimed") != 0;
	}
	struct next_step step = { result, NULL, missing, 1000 + (guint)result->check->phase * 100 + 50 };
	if (missing > 0 || result->awaits_statement)
		g_array_append_val(steps, step);
}

static gint
by_order(gconstpointer a, gconstpointer b)
{
	const struct next_step *x = a, *y = b;
	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return strcmp(x->result->check->id, y->result->check->id);
}

static void
write_step(struct writing *w, guint number, const struct next_step *step)
{
	const struct finding *finding = step->finding;
	const char *const *by = (const char *const *)step->result->check->supplied_by;
	g_autoptr(GString) text = g_string_new(NULL);
	if (finding != NULL)
		g_string_append(text, w->ja ? finding->ja : finding->en);
	else if (step->n > 0)
		g_string_append_printf(text,
			w->ja ? "「%s」に足りない証跡や記載を %u 件分そろえる"
			      : "give what \"%s\" lacks for %u subjects",
			label_in(step->result->check->title, w->options->lang), step->n);
	else
		g_string_append_printf(text, w->ja ? "「%s」を確認して申告する" : "state \"%s\"",
			label_in(step->result->check->title, w->options->lang));
	if (finding != NULL && step->n > 1)
		g_string_append_printf(text, w->ja ? "(同じ指摘がほかに %u 件)" : " (and %u more of the same)",
			step->n - 1);
	g_string_append_printf(w->out, "  %u. %s%-5s%s ", number, paint(w, BOLD), step->result->check->id,
		paint(w, PLAIN));
	write_wrapped(w, text->str, 11, 11);
	g_string_append_printf(w->out, "           %s", paint(w, GREY));
	if (finding != NULL && finding->file != NULL)
		g_string_append_printf(w->out, "→ %s:%u  ", finding->file, finding->line);
	else if (finding != NULL)
		g_string_append_printf(w->out, "→ %s:%s  ", finding->subject_kind, finding->subject_id);
	else if (step->n == 0)
		g_string_append_printf(w->out, "→ sekisho attest %s  ", step->result->check->id);
	else
		g_string_append_printf(w->out, w->ja ? "→ 例: %s  " : "→ for example: %s  ",
			label_in(step->result->check->example, w->options->lang));
	if (by != NULL && by[0] != NULL)
		g_string_append_printf(w->out, "(%s)", role_word(by[0], w->options->lang));
	g_string_append_printf(w->out, "%s\n", paint(w, PLAIN));
}

static gboolean
any_claimed(const struct judgement *judgement)
{
	for (guint i = 0; i < judgement->checks->len; i++)
		if (((const struct check_result *)g_ptr_array_index(judgement->checks, i))->claimed)
			return TRUE;
	return FALSE;
}

void
write_next(struct writing *w)
{
	int phase = w->options->phase != 0 ? w->options->phase : MAX(w->judgement->current_phase, 1);
	g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(struct next_step));
	guint findings = 0;
	for (guint i = 0; i < w->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(w->judgement->checks, i);
		if (result->check->phase > phase)
			continue;
		take_findings(steps, result);
		if (result->verdict != VERDICT_CONFORMING && result->verdict != VERDICT_EXCLUDED)
			take_lack(steps, result);
	}
	g_array_sort(steps, by_order);
	say(w, "\n%s次にすること%s\n", "\n%sWhat to do next%s\n", paint(w, BOLD), paint(w, PLAIN));
	for (guint i = 0; i < steps->len; i++)
		findings += g_array_index(steps, struct next_step, i).finding != NULL;
	for (guint i = 0; i < MIN(steps->len, STEPS_SHOWN); i++)
		write_step(w, i + 1, &g_array_index(steps, struct next_step, i));
	if (findings == 0)
		say(w, "  今の工程までに、規則に反するものは見つかっていません。\n",
			"  Up to this phase, nothing was found against the rules.\n");
	if (w->judgement->folder && any_claimed(w->judgement))
		say(w, "  フォルダーの申告は、台帳に取り込み(sekisho apply)、役割を持つ人が決裁(sekisho decide)・申告(sekisho attest)すると数えられます。\n",
			"  Claims of a folder count once the ledger has it (sekisho apply) and those who hold the roles "
			"decide (sekisho decide) and state (sekisho attest).\n");
	if (steps->len > STEPS_SHOWN)
		say(w, "  ほかに %u 項目。一つ片付けたら、もう一度 check を実行してください。\n",
			"  and %u more; when one is done, run check again.\n", steps->len - STEPS_SHOWN);
}
