/* SPDX-License-Identifier: Apache-2.0 */
/* What the sheets of the workbook share. */
#pragma once
#include <xlsxwriter.h>

#include "check_words.h"

enum look {
	LOOK_TITLE,
	LOOK_PLAIN,  /* outside a table */
	LOOK_HEAD,
	LOOK_GROUP,
	LOOK_CELL,   /* wrapped, at the top */
	LOOK_CENTRE,
	LOOK_NUMBER,
	LOOK_GREEN,  /* of a verdict or state; always beside its sign and word */
	LOOK_YELLOW,
	LOOK_RED,
	LOOK_GREY,
	N_LOOKS,
};

struct column {
	struct label head;
	double width; /* in characters of the default font */
};

struct book {
	const struct report *report;
	const char *lang;
	gboolean en;
	lxw_workbook *workbook;
	lxw_format *looks[N_LOOKS];
	const struct column *columns; /* of the sheet that is being written */
	guint lines;                  /* of the tallest cell of the row so far */
};

/* A sheet with its table's head at `row`: widths, frozen up to there, A4 landscape, one page wide. */
lxw_worksheet *book_sheet(struct book *book, struct label name, lxw_row_t row,
	const struct column *columns, guint n_columns);
/* Text that fits a cell; never read as a formula. */
void put(struct book *book, lxw_worksheet *sheet, lxw_row_t row, guint column, const char *text,
	enum look look);
/* After the last cell of a row: high enough for its text; not every program finds that out itself. */
void end_row(struct book *book, lxw_worksheet *sheet, lxw_row_t row);
enum look verdict_look(enum verdict verdict);
const char *words(const struct book *book, struct label label);

void sheet_findings(struct book *book);
void sheet_missing(struct book *book);
void sheet_problems(struct book *book);
void sheet_maturity(struct book *book);
