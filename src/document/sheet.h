/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table from outside: CSV (RFC 4180) or tab-separated text, as spreadsheets of Japanese offices save it.
 *
 * Encoding by content: UTF-8 with or without byte order mark, UTF-16 of either order with one or
 * without, else CP932 (what Excel calls "CSV"). A file that is half the one and half the other, which
 * appending makes, is refused with both lines named. A cell may hold line breaks inside quotes.
 * Cells come trimmed; rows in which every cell is empty are passed over.
 * Limits: 32 MiB, 500 columns, SHEET_ROWS_MAX rows behind the headers.
 */
#pragma once
#include "base/value.h"

#define SHEET_BYTES_MAX (32 * 1024 * 1024)
#define SHEET_COLUMNS_MAX 500
#define SHEET_ROWS_MAX 10000

struct sheet_row {
	guint line; /* of the file, from 1, where the row begins */
	guint n_cells;
	char *const *cells;
};

struct sheet {
	const char *name; /* of the file */
	GPtrArray *rows;  /* of struct sheet_row*: the headers first */
};

/*
 * `header_row`: which row has the headers, from 1; those above it are titles and passed over. Every
 * row behind it has as many cells as the headers. NULL after at least one problem; a place is the line
 * and the number of the column. Lives in the arena but for the array.
 */
struct sheet *sheet_read(
	const char *path, guint header_row, struct arena *arena, struct problems *problems);
void sheet_free(struct sheet *sheet);
