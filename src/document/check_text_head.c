/* SPDX-License-Identifier: Apache-2.0 */
/* The head of the report: which system, its rank and why, when it was judged, what is due next. */
#include <string.h>

#include "base/moment.h"
#include "check_text_private.h"
#include "check_words.h"

#define REASONS_SHOWN 3
#define DUES_SHOWN 3
#define ZONE (9 * MOMENT_HOUR)

static const struct label RANKS[] = { { "高", "high" }, { "中", "mid" }, { "低", "low" } };

static const char *
rank_of_code(const struct writing *w, const char *code)
{
	enum rank rank;
	return rank_parse(code, &rank) ? label_in(RANKS[rank], w->options->lang) : code;
}

/* ---- why ---- */

static const struct {
	const char *code;
	struct label label;
} WHY[] = {
	{ "high:c3", { "機密性3の情報「%s」がある", "it holds \"%s\" of confidentiality 3" } },
	{ "high:my_number", { "10 万人以上の特定個人情報「%s」がある", "it holds individual numbers of 100,000 persons or more (\"%s\")" } },
	{ "high:platform", { "共通基盤である", "it is a shared platform" } },
	{ "mid:unlisted", { "ISMAP 未登録のクラウド「%s」を使う", "it uses the cloud \"%s\", which is not on the ISMAP list" } },
	{ "mid:incident", { "一年以内にインシデント「%s」があった", "there was the incident \"%s\" within a year" } },
	{ "class:3", { "「%s」の機密性が 3", "\"%s\" has confidentiality 3" } },
	{ "class:2", { "「%s」が要機密・要保全・要安定のどれか", "\"%s\" needs protection" } },
	{ "class:1", { "「%s」に特別な保護は要らない", "\"%s\" needs no special protection" } },
	{ "uplift:my_number", { "「%s」に個人番号がある", "\"%s\" holds individual numbers" } },
	{ "uplift:sensitive", { "「%s」が要配慮個人情報", "\"%s\" is sensitive personal information" } },
	{ "uplift:persons", { "「%s」の本人が 10 万人以上", "\"%s\" is about 100,000 persons or more" } },
	{ "floor:persons", { "「%s」が 100 人を超える個人情報", "\"%s\" is about more than 100 persons" } },
	{ "uplift:rights", { "「%s」が権利義務の処分や給付に関わる", "\"%s\" decides on rights or benefits" } },
	{ "uplift:life", { "「%s」が生命や国民生活に関わる", "\"%s\" concerns life and safety" } },
	{ "uplift:state", { "「%s」が統計、選挙、安全保障に関わる", "\"%s\" concerns statistics, elections or security" } },
	{ "uplift:rto", { "「%s」は 4 時間も止められない", "\"%s\" must not stop for four hours" } },
	{ "uplift:hub", { "三つ以上のシステムが依存する", "three systems or more depend on it" } },
	{ "exposure:internet", { "「%s」がインターネットに面する", "\"%s\" faces the internet" } },
	{ "exposure:partner", { "「%s」が他機関や委託先に面する", "\"%s\" faces other bodies or contractors" } },
	{ "exposure:internal", { "「%s」が庁内に面する", "\"%s\" faces the internal network" } },
	{ "exposure:isolated", { "「%s」は隔離されている", "\"%s\" is isolated" } },
};

static gboolean
append_reason(struct writing *w, const struct rank_reason *reason, const char *between)
{
	for (guint i = 0; i < G_N_ELEMENTS(WHY); i++) {
		if (strcmp(WHY[i].code, reason->code) != 0)
			continue;
		const char *form = label_in(WHY[i].label, w->options->lang);
		const char *name = w->ja || reason->en == NULL ? reason->ja : reason->en;
		const char *hole = strstr(form, "%s");
		g_string_append(w->out, between);
		if (hole == NULL)
			g_string_append(w->out, form);
		else
			g_string_append_printf(w->out, "%.*s%s%s", (int)(hole - form), form,
				name != NULL ? name : reason->subject_id, hole + 2);
		return TRUE;
	}
	return FALSE;
}

/* One of each sort: a second interface on the internet says nothing new. */
static void
write_reasons(struct writing *w)
{
	const GPtrArray *reasons = w->judgement->outlook->reasons;
	g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
	gboolean impact = FALSE, exposure = FALSE;
	guint n = 0;
	for (guint i = 0; i < reasons->len && n < REASONS_SHOWN; i++) {
		const struct rank_reason *reason = g_ptr_array_index(reasons, i);
		gboolean is_class = g_str_has_prefix(reason->code, "class:");
		gboolean is_exposure = strcmp(reason->factor, "exposure") == 0;
		if ((is_class && impact) || (is_exposure && exposure)
			|| !g_hash_table_add(told, reason->code))
			continue;
		impact = impact || strcmp(reason->factor, "impact") == 0;
		exposure = exposure || is_exposure;
		n += append_reason(w, reason, n == 0 ? (w->ja ? "  理由: " : "  because ") : w->ja ? "、" : ", ");
	}
	g_string_append(w->out, n > 0 ? "\n" : "");
}

static void
write_rank(struct writing *w)
{
	const struct outlook *outlook = w->judgement->outlook;
	const char *now = label_in(RANKS[w->judgement->rank], w->options->lang);
	const char *proposed = outlook == NULL ? NULL : outlook->proposed;
	const char *decided = outlook == NULL ? NULL : outlook->decided;
	say(w, "リスクランク %s%s%s", "risk rank %s%s%s", paint(w, BOLD), now, paint(w, PLAIN));
	if (decided != NULL && proposed != NULL && strcmp(decided, proposed) != 0)
		say(w, "(%s と決裁。導かれた提案は %s)", " (decided as %s; derived: %s)",
			rank_of_code(w, decided), rank_of_code(w, proposed));
	else if (decided != NULL)
		say(w, "(決裁のとおり)", " (as decided)");
	else if (proposed != NULL)
		say(w, "(導かれた提案。決裁はまだ)", " (derived; not decided yet)");
	else
		say(w, "(未決定。中として判定)", " (not known; judged as mid)");
	g_string_append_c(w->out, '\n');
	if (outlook != NULL)
		write_reasons(w);
}

/* ---- what is due ---- */

static void
write_due(struct writing *w, const struct due *due, const char *first)
{
	gboolean until = due->field->type == FIELD_UNTIL;
	g_autofree char *day = date_text(due->at, ZONE, until);
	gint64 left = (due->at - w->judgement->now) / MOMENT_DAY;
	g_string_append_printf(w->out, "%s%s %s  %s", first, day,
		label_in(due->field->label, w->options->lang), w->ja ? due->ja : due->en);
	if (strcmp(w->ja ? due->ja : due->en, due->id) != 0)
		g_string_append_printf(w->out, " (%s:%s)", due->kind, due->id);
	say(w, "  あと %" G_GINT64_FORMAT " 日\n", "  in %" G_GINT64_FORMAT " days\n", left);
}

static void
write_dues(struct writing *w)
{
	const GPtrArray *dues = w->judgement->outlook->dues;
	for (guint i = 0; i < MIN(dues->len, DUES_SHOWN); i++)
		write_due(w, g_ptr_array_index(dues, i),
			i > 0 ? "            " : w->ja ? "次の期限    " : "due next    ");
}

/* ---- where it stands ---- */

static void
write_counts(struct writing *w)
{
	static const enum colour COLOURS[] = { GREEN, YELLOW, RED, GREY, YELLOW };
	guint counts[G_N_ELEMENTS(COLOURS)] = { 0 };
	const GPtrArray *checks = w->judgement->checks;
	for (guint i = 0; i < checks->len; i++)
		counts[((const struct check_result *)g_ptr_array_index(checks, i))->verdict]++;
	say(w, "点検 %u 項目  ", "%u checks   ", checks->len);
	for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
		g_string_append_printf(w->out, "%s%s%s %s %u%s", i > 0 ? "  " : "",
			counts[i] > 0 ? paint(w, COLOURS[i]) : paint(w, GREY), VERDICT_SIGNS[i],
			label_in(VERDICT_LABELS[i], w->options->lang), counts[i], paint(w, PLAIN));
	g_string_append_c(w->out, '\n');
}

static const char *
phase_name(const struct writing *w, int number)
{
	for (guint i = 0; i < w->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(w->guideline->phases, i);
		if (phase->number == number)
			return label_in(phase->name, w->options->lang);
	}
	return "";
}

void
write_head(struct writing *w)
{
	const struct judgement *j = w->judgement;
	g_autofree char *when = moment_local_text(j->now, ZONE);
	g_string_append_printf(w->out, "%s%s%s (%s)\n", paint(w, BOLD), w->options->name,
		paint(w, PLAIN), j->system);
	write_rank(w);
	say(w, "判定        %s%s\n", "judged      %s%s\n", when,
		!j->folder ? "" : w->ja ? "(フォルダーだけの判定)" : " (a folder alone)");
	say(w, "今の工程    %d %s\n", "phase now   %d %s\n", j->current_phase,
		phase_name(w, j->current_phase));
	if (j->outlook != NULL)
		write_dues(w);
	write_counts(w);
	if (j->folder)
		say(w, "%sフォルダーに書かれた決裁や証明は申告として扱い、それだけで適合にはなりません。%s\n",
			"%sDecisions and statements in a folder are claims; no check becomes conforming by them "
			"alone.%s\n",
			paint(w, GREY), paint(w, PLAIN));
}
