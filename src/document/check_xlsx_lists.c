/* SPDX-License-Identifier: Apache-2.0 */
/* The sheets behind the checklist: findings, what is missing, the common problems, maturity. */
#include <string.h>

#include "base/moment.h"
#include "check_xlsx_private.h"
#include "gate/maturity.h"

static gboolean
shows(const struct book *book, int phase)
{
	return book->report->options->phase == 0 || phase <= book->report->options->phase;
}

static void
filter(lxw_worksheet *sheet, lxw_row_t rows, guint n_columns)
{
	worksheet_autofilter(sheet, 0, 0, MAX(rows, 1), (lxw_col_t)(n_columns - 1));
}

/* ---- findings ---- */

static const struct column FINDINGS[] = {
	{ { "番号", "No." }, 7 },
	{ { "重さ", "Class" }, 10 },
	{ { "重要度", "Severity" }, 9 },
	{ { "指摘", "Finding" }, 56 },
	{ { "対象", "About" }, 28 },
	{ { "書かれた所", "Written at" }, 26 },
	{ { "例外", "Exception" }, 11 },
	{ { "前回との差", "Since the former report" }, 9 },
	{ { "開始", "Since" }, 10 },
	{ { "識別子", "Identity" }, 34 },
};

static void
write_finding(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const struct finding *finding)
{
	static const enum look TONES[] = { LOOK_RED, LOOK_YELLOW, LOOK_YELLOW, LOOK_GREY, LOOK_GREY };
	const struct baseline *baseline = book->report->outcome->baseline;
	g_autofree char *number = check_number(finding->check);
	g_autofree char *subject =
		subject_words(book->report, finding->subject_kind, finding->subject_id);
	g_autofree char *place =
		finding->file == NULL ? g_strdup("") : g_strdup_printf("%s:%u", finding->file, finding->line);
	g_autofree char *until = finding->excepted == NOT_EXCEPTED
		? g_strdup("")
		: date_text(finding->excepted_until, 9 * MOMENT_HOUR, TRUE);
	g_autofree char *excepted = finding->excepted == NOT_EXCEPTED
		? g_strdup("")
		: g_strdup_printf(book->en ? "%s\nuntil %s" : "%s\n%s まで",
			  excepted_word(finding, book->lang), until);
	g_autofree char *since = finding->since == 0
		? g_strdup("")
		: date_text(finding->since, 9 * MOMENT_HOUR, FALSE);
	put(book, sheet, row, 0, number, LOOK_CENTRE);
	put(book, sheet, row, 1, class_word(finding->class, book->lang),
		finding_open(finding) ? TONES[finding->class] : LOOK_GREY);
	put(book, sheet, row, 2, severity_word(finding->severity, book->lang), LOOK_CENTRE);
	put(book, sheet, row, 3, book->en ? finding->en : finding->ja, LOOK_CELL);
	put(book, sheet, row, 4, subject, LOOK_CELL);
	put(book, sheet, row, 5, place, LOOK_CELL);
	put(book, sheet, row, 6, excepted, LOOK_CELL);
	put(book, sheet, row, 7,
		baseline == NULL || !finding_open(finding)
			? ""
			: standing_word(baseline_standing(baseline, finding), book->lang),
		LOOK_CENTRE);
	put(book, sheet, row, 8, since, LOOK_CENTRE);
	put(book, sheet, row, 9, finding->id, LOOK_CELL);
	end_row(book, sheet, row);
}

void
sheet_findings(struct book *book)
{
	static const struct label NAME = { "指摘", "Findings" };
	lxw_worksheet *sheet = book_sheet(book, NAME, 0, FINDINGS, G_N_ELEMENTS(FINDINGS));
	lxw_row_t row = 1;
	for (guint i = 0; i < book->report->judgement->checks->len; i++) {
		const struct check_result *result =
			g_ptr_array_index(book->report->judgement->checks, i);
		for (guint k = 0; shows(book, result->check->phase) && k < result->findings->len; k++)
			write_finding(book, sheet, row++, g_ptr_array_index(result->findings, k));
	}
	filter(sheet, row - 1, G_N_ELEMENTS(FINDINGS));
}

/* ---- what is missing ---- */

static const struct column MISSING[] = {
	{ { "番号", "No." }, 7 },
	{ { "確認項目", "Check" }, 26 },
	{ { "対象", "About" }, 42 },
	{ { "足りないもの", "What is missing" }, 34 },
	{ { "出せる人", "Who can supply it" }, 18 },
	{ { "例", "For example" }, 42 },
};

/* `first`: the check's own texts stand once, with what else helps to supply it. */
static void
write_missing(struct book *book, lxw_worksheet *sheet, lxw_row_t row, gboolean first,
	const struct check_result *result, const char *subject, const char *reason, const char *by)
{
	g_autofree char *number = check_number(result->check->id);
	put(book, sheet, row, 0, number, LOOK_CENTRE);
	put(book, sheet, row, 1, words(book, result->check->title), LOOK_CELL);
	put(book, sheet, row, 2, subject, LOOK_CELL);
	put(book, sheet, row, 3, reason, LOOK_CELL);
	put(book, sheet, row, 4, by, LOOK_CELL);
	put(book, sheet, row, 5, first ? words(book, result->check->example) : "", LOOK_CELL);
	end_row(book, sheet, row);
}

static lxw_row_t
missing_of(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const struct check_result *result)
{
	lxw_row_t top = row;
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state == COVER_COVERED)
			continue;
		g_autofree char *about = subject_words(book->report, subject->kind, subject->id);
		write_missing(book, sheet, row, row == top, result, about,
			reason_word(subject->reason, book->lang),
			role_word(subject->by != NULL ? subject->by : result->check->supplied_by[0],
				book->lang));
		row++;
	}
	if (result->awaits_statement) {
		g_autofree char *who = confirm_words(book->report, result->check);
		write_missing(book, sheet, row, row == top, result, "",
			book->en ? "the statement of the role in charge" : "担当する役割の確認",
			who == NULL ? "" : who);
		row++;
	}
	for (guint i = 0; i < result->waits->len; i++) {
		g_autofree char *reason = g_strdup_printf(
			book->en ? "waits for a part that this version does not have yet: %s"
				 : "この版にまだない機能を待つ: %s",
			waits_word(g_ptr_array_index(result->waits, i), book->lang));
		write_missing(book, sheet, row, row == top, result, "", reason, "");
		row++;
	}
	if (result->subjects == 0 && result->excluded == 0 && result->waits->len == 0) {
		write_missing(book, sheet, row, row == top, result, "",
			book->en ? "nothing in its scope is recorded, and nobody stated that there is nothing"
				 : "対象の記載がなく、対象がないという申告もない",
			role_word(result->check->supplied_by[0], book->lang));
		row++;
	}
	return row;
}

void
sheet_missing(struct book *book)
{
	static const struct label NAME = { "不足", "Missing" };
	lxw_worksheet *sheet = book_sheet(book, NAME, 0, MISSING, G_N_ELEMENTS(MISSING));
	lxw_row_t row = 1;
	for (guint i = 0; i < book->report->judgement->checks->len; i++) {
		const struct check_result *result =
			g_ptr_array_index(book->report->judgement->checks, i);
		if (shows(book, result->check->phase) && result->verdict != VERDICT_CONFORMING
			&& result->verdict != VERDICT_EXCLUDED)
			row = missing_of(book, sheet, row, result);
	}
	filter(sheet, row - 1, G_N_ELEMENTS(MISSING));
}

/* ---- the common problems ---- */

static const struct column PROBLEMS[] = {
	{ { "番号", "No." }, 7 },
	{ { "よくある問題(別紙3)", "Common problem (annex 3)" }, 26 },
	{ { "問い", "Question" }, 36 },
	{ { "状態", "State" }, 16 },
	{ { "見たところ", "Looked at" }, 28 },
	{ { "それを示す指摘", "Findings that show it" }, 56 },
};

static char *
leaning_cell(struct book *book, const struct pitfall_result *result)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; result->pitfall->leans_on[i] != NULL; i++) {
		const struct check_result *check =
			judgement_check(book->report->judgement, result->pitfall->leans_on[i]);
		if (check == NULL)
			continue;
		g_autofree char *number = check_number(check->check->id);
		g_string_append_printf(text, "%s%s %s %s %u/%u", text->len > 0 ? "\n" : "", number,
			VERDICT_SIGNS[check->verdict], words(book, VERDICT_LABELS[check->verdict]),
			check->covered, check->subjects);
	}
	if (result->rules == 0)
		g_string_append(text, book->en ? "\nno rule looks for it yet" : "\n探す規則がまだない");
	for (guint i = 0; i < result->waits->len; i++)
		g_string_append_printf(text, book->en ? "\nwaits for: %s" : "\n待ち: %s",
			waits_word(g_ptr_array_index(result->waits, i), book->lang));
	return g_string_free(text, FALSE);
}

void
sheet_problems(struct book *book)
{
	static const struct label NAME = { "よくある問題", "Common problems" };
	static const enum look TONES[N_PITFALL_STATES] = { LOOK_RED, LOOK_YELLOW, LOOK_GREY, LOOK_YELLOW,
		LOOK_YELLOW, LOOK_GREEN };
	lxw_worksheet *sheet = book_sheet(book, NAME, 0, PROBLEMS, G_N_ELEMENTS(PROBLEMS));
	g_autoptr(GPtrArray) results = pitfalls_new(book->report->judgement, book->report->guideline,
		session_book(book->report->session));
	for (guint i = 0; i < results->len; i++) {
		const struct pitfall_result *result = g_ptr_array_index(results, i);
		g_autofree char *leaning = leaning_cell(book, result);
		g_autoptr(GString) findings = g_string_new(NULL);
		for (guint k = 0; k < result->findings->len; k++) {
			const struct finding *finding = g_ptr_array_index(result->findings, k);
			g_autofree char *number = check_number(finding->check);
			g_string_append_printf(findings, "%s%s %s", k > 0 ? "\n" : "", number,
				book->en ? finding->en : finding->ja);
		}
		put(book, sheet, i + 1, 0, result->pitfall->id, LOOK_CENTRE);
		put(book, sheet, i + 1, 1, words(book, result->pitfall->title), LOOK_CELL);
		put(book, sheet, i + 1, 2, words(book, result->pitfall->ask), LOOK_CELL);
		put(book, sheet, i + 1, 3, words(book, PITFALL_LABELS[result->state]),
			TONES[result->state]);
		put(book, sheet, i + 1, 4, leaning, LOOK_CELL);
		put(book, sheet, i + 1, 5, findings->str, LOOK_CELL);
		end_row(book, sheet, i + 1);
	}
}

/* ---- maturity ---- */

static const struct column MATURITY[] = {
	{ { "工程", "Phase" }, 7 },
	{ { "名前", "Name" }, 30 },
	{ { "成熟度", "Maturity" }, 16 },
	{ { "点検", "Checks" }, 9 },
	{ { "○ 適合", "○ conforming" }, 12 },
	{ { "△ 一部適合", "△ in part" }, 12 },
	{ { "× 不適合", "× not conforming" }, 12 },
	{ { "？ 未評価", "？ not assessed" }, 12 },
	{ { "－ 適用除外", "－ excluded" }, 12 },
	{ { "証明(最も弱いもの)", "Proof (the weakest)" }, 14 },
};

void
sheet_maturity(struct book *book)
{
	static const struct label NAME = { "成熟度", "Maturity" };
	static const enum verdict ORDER[] = { VERDICT_CONFORMING, VERDICT_PARTIAL,
		VERDICT_NONCONFORMING, VERDICT_NOT_ASSESSED, VERDICT_EXCLUDED };
	lxw_worksheet *sheet = book_sheet(book, NAME, 0, MATURITY, G_N_ELEMENTS(MATURITY));
	lxw_row_t row = 1;
	for (guint i = 0; i < book->report->guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(book->report->guideline->phases, i);
		if (!shows(book, phase->number))
			continue;
		struct maturity maturity = maturity_of(book->report->judgement, phase->number);
		g_autofree char *level = maturity.level == MATURITY_NONE
			? g_strdup("－")
			: g_strdup_printf("%d %s", maturity.level,
				  words(book, MATURITY_LABELS[maturity.level]));
		g_autofree char *proof =
			maturity.proof < 0 ? g_strdup("－") : g_strdup_printf("%d%%", maturity.proof);
		worksheet_write_number(sheet, row, 0, phase->number, book->looks[LOOK_CENTRE]);
		put(book, sheet, row, 1, words(book, phase->name), LOOK_CELL);
		put(book, sheet, row, 2, level, LOOK_CELL);
		worksheet_write_number(sheet, row, 3, maturity.checks, book->looks[LOOK_NUMBER]);
		for (guint k = 0; k < G_N_ELEMENTS(ORDER); k++)
			worksheet_write_number(sheet, row, (lxw_col_t)(4 + k),
				maturity.counts[ORDER[k]], book->looks[LOOK_NUMBER]);
		put(book, sheet, row, 9, proof, LOOK_CENTRE);
		end_row(book, sheet, row++);
	}
}
