/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A workbook: the checklist of 43 items, numbered as the guideline does, then its findings, what is
 * missing, the common problems and maturity. Made with libxlsxwriter, which packs with a fixed date;
 * the one time inside is that of the judgement, so that the same report gives the same bytes.
 * The library writes to a file: it is made in a folder of its own and read back.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "base/moment.h"
#include "check_writers.h"
#include "check_xlsx_private.h"
#include "table_text.h"

#define CELL_MAX 32000 /* bytes; Excel takes 32,767 characters */
#define FINDINGS_SHOWN 5
#define COVERS_SHOWN 6
#define HEAD_ROW 4

/* ---- looks ---- */

static const struct {
	uint32_t fill;
	gboolean bold, border, centre;
	double size;
} LOOKS[N_LOOKS] = {
	[LOOK_TITLE] = { 0, TRUE, FALSE, FALSE, 16 },
	[LOOK_PLAIN] = { 0, FALSE, FALSE, FALSE, 10 },
	[LOOK_HEAD] = { 0x1F3864, TRUE, TRUE, TRUE, 10 },
	[LOOK_GROUP] = { 0xD9E2F3, TRUE, TRUE, FALSE, 10 },
	[LOOK_CELL] = { 0, FALSE, TRUE, FALSE, 9 },
	[LOOK_CENTRE] = { 0, FALSE, TRUE, TRUE, 9 },
	[LOOK_NUMBER] = { 0, FALSE, TRUE, FALSE, 9 },
	[LOOK_GREEN] = { 0xE2F0D9, TRUE, TRUE, TRUE, 9 },
	[LOOK_YELLOW] = { 0xFFF2CC, TRUE, TRUE, TRUE, 9 },
	[LOOK_RED] = { 0xF8CBAD, TRUE, TRUE, TRUE, 9 },
	[LOOK_GREY] = { 0xEDEDED, TRUE, TRUE, TRUE, 9 },
};

static void
make_looks(struct book *book)
{
	for (guint i = 0; i < N_LOOKS; i++) {
		lxw_format *format = book->looks[i] = workbook_add_format(book->workbook);
		format_set_font_name(format, book->en ? "Calibri" : "游ゴシック");
		format_set_font_size(format, LOOKS[i].size);
		if (LOOKS[i].bold)
			format_set_bold(format);
		if (LOOKS[i].fill != 0)
			format_set_bg_color(format, LOOKS[i].fill);
		if (i == LOOK_HEAD)
			format_set_font_color(format, LXW_COLOR_WHITE);
		if (!LOOKS[i].border)
			continue;
		format_set_border(format, LXW_BORDER_THIN);
		format_set_border_color(format, 0x8EA9DB);
		format_set_text_wrap(format);
		format_set_align(format, i == LOOK_HEAD ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
		if (LOOKS[i].centre)
			format_set_align(format, LXW_ALIGN_CENTER);
	}
}

enum look
verdict_look(enum verdict verdict)
{
	static const enum look OF[] = { [VERDICT_CONFORMING] = LOOK_GREEN,
		[VERDICT_PARTIAL] = LOOK_YELLOW, [VERDICT_NONCONFORMING] = LOOK_RED,
		[VERDICT_EXCLUDED] = LOOK_GREY, [VERDICT_NOT_ASSESSED] = LOOK_YELLOW };
	return OF[verdict];
}

const char *
words(const struct book *book, struct label label)
{
	return label_in(label, book->lang);
}

/* Lines that a text takes in a column: at 9 points a half-width character needs about 6 of 7 pixels. */
static guint
lines_of(const char *text, double width)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	guint room = MAX((guint)(width * 1.15), 1), n = 0;
	for (guint i = 0; lines[i] != NULL; i++)
		n += MAX((text_columns(lines[i]) + room - 1) / room, 1);
	return n;
}

void
end_row(struct book *book, lxw_worksheet *sheet, lxw_row_t row)
{
	worksheet_set_row(sheet, row, MIN(book->lines * 12.5 + 4, 409), NULL);
	book->lines = 0;
}

void
put(struct book *book, lxw_worksheet *sheet, lxw_row_t row, guint column, const char *text,
	enum look look)
{
	g_autofree char *cut = NULL;
	if (strlen(text) > CELL_MAX) {
		const char *end;
		cut = g_strndup(text, CELL_MAX);
		g_utf8_validate(cut, -1, &end);
		cut[end - cut] = '\0';
		text = cut;
	}
	if (LOOKS[look].border)
		book->lines = MAX(book->lines, lines_of(text, book->columns[column].width));
	worksheet_write_string(sheet, row, (lxw_col_t)column, text, book->looks[look]);
}

lxw_worksheet *
book_sheet(struct book *book, struct label name, lxw_row_t row, const struct column *columns,
	guint n_columns)
{
	lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, words(book, name));
	book->columns = columns;
	for (guint i = 0; i < n_columns; i++) {
		worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
		put(book, sheet, row, i, words(book, columns[i].head), LOOK_HEAD);
	}
	end_row(book, sheet, row);
	worksheet_freeze_panes(sheet, row + 1, 2);
	worksheet_repeat_rows(sheet, row, row);
	worksheet_set_landscape(sheet);
	worksheet_set_paper(sheet, 9); /* A4 */
	worksheet_fit_to_pages(sheet, 1, 0);
	worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
	g_autofree char *title = g_utf8_substring(book->report->options->name, 0,
		MIN(g_utf8_strlen(book->report->options->name, -1), 60));
	g_auto(GStrv) parts = g_strsplit(title, "&", -1);
	g_autofree char *plain = g_strjoinv("&&", parts);
	g_autofree char *header = g_strdup_printf("&L%s&R&A", plain);
	worksheet_set_header(sheet, header);
	worksheet_set_footer(sheet, "&C&P / &N");
	return sheet;
}

/* ---- the checklist ---- */

static const struct column CHECKLIST[] = {
	{ { "番号", "No." }, 6 },
	{ { "確認項目", "Check" }, 36 },
	{ { "判定", "Verdict" }, 11 },
	{ { "証明", "Proof" }, 6 },
	{ { "根拠(確認/対象)", "Ground (covered / in scope)" }, 9 },
	{ { "指摘", "Findings" }, 42 },
	{ { "証跡", "Evidence" }, 26 },
	{ { "備考", "Remarks" }, 22 },
	{ { "確認する人", "Confirmed by" }, 14 },
};

static void
append_line(GString *text, const char *line)
{
	if (text->len > 0)
		g_string_append_c(text, '\n');
	g_string_append(text, line);
}

static char *
findings_cell(struct book *book, const struct check_result *result)
{
	GString *text = g_string_new(NULL);
	for (guint i = 0; i < MIN(result->findings->len, FINDINGS_SHOWN); i++) {
		const struct finding *finding = g_ptr_array_index(result->findings, i);
		const char *excepted = excepted_word(finding, book->lang);
		g_autofree char *line = g_strdup_printf("[%s・%s%s%s] %s",
			class_word(finding->class, book->lang),
			severity_word(finding->severity, book->lang), *excepted != '\0' ? "・" : "",
			excepted, book->en ? finding->en : finding->ja);
		append_line(text, line);
	}
	if (result->findings->len > FINDINGS_SHOWN) {
		g_autofree char *more = g_strdup_printf(
			book->en ? "and %u more on the sheet \"Findings\"" : "ほか %u 件は「指摘」のシート",
			result->findings->len - FINDINGS_SHOWN);
		append_line(text, more);
	}
	return g_string_free(text, FALSE);
}

/* What covers the subjects, each thing once. */
static char *
evidence_cell(struct book *book, const struct check_result *result)
{
	GString *text = g_string_new(NULL);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state != COVER_COVERED || *subject->cover_id == '\0')
			continue;
		char *key = g_strconcat(subject->cover_kind, ":", subject->cover_id, NULL);
		if (!g_hash_table_add(seen, key) || g_hash_table_size(seen) > COVERS_SHOWN)
			continue;
		g_autofree char *line =
			subject_words(book->report, subject->cover_kind, subject->cover_id);
		append_line(text, line);
	}
	if (g_hash_table_size(seen) > COVERS_SHOWN) {
		g_autofree char *more = g_strdup_printf(
			book->en ? "and %u more" : "ほか %u 件", g_hash_table_size(seen) - COVERS_SHOWN);
		append_line(text, more);
	}
	return g_string_free(text, FALSE);
}

static char *
confirm_cell(struct book *book, const struct check_result *result)
{
	static const struct {
		const char *code;
		struct label label;
	} STATED[] = { { "conforming", { "確認済み: 適合", "stated: conforming" } },
		{ "partial", { "確認済み: 一部適合", "stated: in part" } },
		{ "nonconforming", { "確認済み: 不適合", "stated: not conforming" } } };
	g_autofree char *who = confirm_words(book->report, result->check);
	if (who == NULL)
		return g_strdup(book->en ? "- (evidence decides)" : "－(証跡で判定)");
	for (guint i = 0; result->statement != NULL && i < G_N_ELEMENTS(STATED); i++)
		if (strcmp(STATED[i].code, result->statement) == 0)
			return g_strdup_printf("%s\n%s", who, words(book, STATED[i].label));
	return g_strdup_printf("%s\n%s", who, book->en ? "not stated yet" : "未確認");
}

static void
write_check(struct book *book, lxw_worksheet *sheet, lxw_row_t row, const struct check_result *result)
{
	g_autofree char *number = check_number(result->check->id);
	g_autofree char *item = g_strdup_printf("%s\n%s", words(book, result->check->title),
		words(book, result->check->ask));
	g_autofree char *verdict = g_strdup_printf("%s %s", VERDICT_SIGNS[result->verdict],
		words(book, VERDICT_LABELS[result->verdict]));
	g_autofree char *proof = result->proof <= 0 ? g_strdup("－") : g_strdup_printf("%d%%", result->proof);
	g_autofree char *ground = result->subjects == 0
		? g_strdup("－")
		: g_strdup_printf("%u / %u", result->covered, result->subjects);
	g_autofree char *findings = findings_cell(book, result);
	g_autofree char *evidence = evidence_cell(book, result);
	g_autofree char *remark = remark_words(book->report, result);
	g_autofree char *confirm = confirm_cell(book, result);
	put(book, sheet, row, 0, number, LOOK_CENTRE);
	put(book, sheet, row, 1, item, LOOK_CELL);
	put(book, sheet, row, 2, verdict, verdict_look(result->verdict));
	put(book, sheet, row, 3, proof, LOOK_CENTRE);
	put(book, sheet, row, 4, ground, LOOK_CENTRE);
	put(book, sheet, row, 5, findings, LOOK_CELL);
	put(book, sheet, row, 6, evidence, LOOK_CELL);
	put(book, sheet, row, 7, remark, LOOK_CELL);
	put(book, sheet, row, 8, confirm, LOOK_CELL);
	end_row(book, sheet, row);
}

static void
write_head(struct book *book, lxw_worksheet *sheet)
{
	const struct judgement *j = book->report->judgement;
	g_autofree char *day = date_text(j->now, 9 * MOMENT_HOUR, FALSE);
	g_autofree char *name = g_strdup_printf("%s (%s)", book->report->options->name, j->system);
	g_autofree char *state = g_strdup_printf(
		book->en ? "judged on %s   risk rank %s   phase %d%s" : "判定日 %s   リスクランク %s   現在の工程 %d%s",
		day, rank_word(j, book->lang), j->current_phase,
		!j->folder ? ""
		: book->en ? "   a folder alone: decisions written there are claims"
			   : "   フォルダーだけの判定: 書かれた決裁は申告として扱う");
	GString *counts = g_string_new(NULL);
	for (guint i = VERDICT_CONFORMING; i <= VERDICT_NOT_ASSESSED; i++) {
		guint n = 0;
		for (guint k = 0; k < j->checks->len; k++)
			n += ((struct check_result *)g_ptr_array_index(j->checks, k))->verdict == i;
		g_string_append_printf(counts, "%s%s %s %u", i > 0 ? "   " : "", VERDICT_SIGNS[i],
			words(book, VERDICT_LABELS[i]), n);
	}
	put(book, sheet, 0, 0,
		book->en ? "Security by Design: checklist of the phases"
			 : "セキュリティ・バイ・デザイン 各工程のチェックリスト",
		LOOK_TITLE);
	put(book, sheet, 1, 0, name, LOOK_PLAIN);
	put(book, sheet, 2, 0, state, LOOK_PLAIN);
	put(book, sheet, 3, 0, counts->str, LOOK_PLAIN);
	g_string_free(counts, TRUE);
}

/* "① " and the phases whose checks stand in the group. */
static char *
group_name(struct book *book, const struct check *first)
{
	g_autofree char *number = check_number(first->id);
	GString *name = g_string_new(NULL);
	int last = 0;
	g_string_append_len(name, number, g_utf8_next_char(number) - number);
	for (guint i = 0; i < book->report->guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(book->report->guideline->checks, i);
		if (strncmp(check->id, first->id, 2) != 0 || check->phase == last)
			continue;
		const struct phase *phase = g_ptr_array_index(
			book->report->guideline->phases, (guint)check->phase - 1);
		g_string_append_printf(name, "%s%s", last == 0 ? " " : book->en ? ", " : "・",
			words(book, phase->name));
		last = check->phase;
	}
	return g_string_free(name, FALSE);
}

static void
sheet_checklist(struct book *book)
{
	static const struct label NAME = { "チェックリスト", "Checklist" };
	const guint n = G_N_ELEMENTS(CHECKLIST);
	lxw_worksheet *sheet = book_sheet(book, NAME, HEAD_ROW, CHECKLIST, n);
	lxw_row_t row = HEAD_ROW + 1;
	char group = 0;
	write_head(book, sheet);
	for (guint i = 0; i < book->report->judgement->checks->len; i++) {
		const struct check_result *result =
			g_ptr_array_index(book->report->judgement->checks, i);
		if (book->report->options->phase != 0
			&& result->check->phase > book->report->options->phase)
			continue;
		if (result->check->id[1] != group) {
			g_autofree char *name = group_name(book, result->check);
			worksheet_merge_range(sheet, row, 0, row, (lxw_col_t)(n - 1), name,
				book->looks[LOOK_GROUP]);
			row++;
		}
		group = result->check->id[1];
		write_check(book, sheet, row++, result);
	}
	worksheet_print_area(sheet, 0, 0, row - 1, (lxw_col_t)(n - 1));
	worksheet_activate(sheet);
}

/* ---- the file ---- */

static lxw_error
make(const struct report *report, const char *folder, const char *path)
{
	lxw_workbook_options options = { .tmpdir = (char *)folder };
	struct book book = { .report = report, .lang = report->options->lang,
		.en = strcmp(report->options->lang, "en") == 0,
		.workbook = workbook_new_opt(path, &options) };
	lxw_doc_properties properties = { .title = (char *)report->options->name,
		.company = (char *)"Sekisho",
		.created = (time_t)(report->judgement->now / MOMENT_SECOND) };
	if (book.workbook == NULL)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	workbook_set_properties(book.workbook, &properties);
	make_looks(&book);
	sheet_checklist(&book);
	sheet_findings(&book);
	sheet_missing(&book);
	sheet_problems(&book);
	sheet_maturity(&book);
	return workbook_close(book.workbook);
}

gboolean
check_xlsx(const struct report *report, GString *out, GError **error)
{
	g_autoptr(GError) failed = NULL;
	g_autofree char *folder = g_dir_make_tmp("sekisho-XXXXXX", &failed);
	g_autofree char *path = folder == NULL ? NULL : g_build_filename(folder, "check.xlsx", NULL);
	g_autofree char *bytes = NULL;
	gsize len = 0;
	lxw_error wrong = path == NULL ? LXW_NO_ERROR : make(report, folder, path);
	gboolean done = path != NULL && wrong == LXW_NO_ERROR
		&& g_file_get_contents(path, &bytes, &len, &failed);
	if (path != NULL) {
		g_unlink(path);
		g_rmdir(folder);
	}
	if (done)
		g_string_append_len(out, bytes, (gssize)len);
	else
		error_set(error, ERROR_STORE, "表計算の文書を作れません: %s",
			"the workbook cannot be made: %s",
			failed != NULL ? failed->message : lxw_strerror(wrong));
	return done;
}
