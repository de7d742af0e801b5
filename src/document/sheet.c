/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sheet_decode.h"

struct parsing {
	struct sheet *sheet;
	const char *at;
	guint line;
	char separator;
	GString *cell;
	GPtrArray *cells; /* of the row under way; in the arena */
	struct arena *arena;
	struct problems *problems;
};

static struct place
here(const struct parsing *p, guint line, guint column)
{
	return (struct place) { p->sheet->name, line, column };
}

/* ---- cells ---- */

static void
end_cell(struct parsing *p)
{
	const char *from = p->cell->str, *to = from + p->cell->len;
	while (from < to && g_unichar_isspace(g_utf8_get_char(from)))
		from = g_utf8_next_char(from);
	while (to > from) {
		const char *last = g_utf8_find_prev_char(from, to);
		if (last == NULL || !g_unichar_isspace(g_utf8_get_char(last)))
			break;
		to = last;
	}
	g_ptr_array_add(p->cells, arena_dup(p->arena, from, (gsize)(to - from)));
	g_string_truncate(p->cell, 0);
}

/* After the opening quote, up to behind the closing one. */
static gboolean
take_quoted(struct parsing *p)
{
	guint line = p->line, column = p->cells->len + 1;
	for (; *p->at != '\0'; p->at++) {
		p->line += *p->at == '\n';
		if (*p->at != '"') {
			if (*p->at != '\r' || p->at[1] != '\n')
				g_string_append_c(p->cell, *p->at);
		} else if (p->at[1] == '"') {
			g_string_append_c(p->cell, '"');
			p->at++;
		} else {
			p->at++;
			if (*p->at == '\0' || *p->at == p->separator || *p->at == '\r' || *p->at == '\n')
				return TRUE;
			problem_add(p->problems, ERROR_INPUT, here(p, line, column),
				"閉じる引用符の後に文字があります。セルの中の \" は \"\" と書きます",
				"something stands behind the closing quote; a \" inside a cell is written \"\"");
			return FALSE;
		}
	}
	problem_add(p->problems, ERROR_INPUT, here(p, line, column), "引用符 \" が閉じていません",
		"the quote \" is never closed");
	return FALSE;
}

/* One row; *ret_blank: all its cells are empty. */
static gboolean
take_row(struct parsing *p, gboolean *ret_blank)
{
	g_ptr_array_set_size(p->cells, 0);
	for (;;) {
		if (*p->at == '"') {
			p->at++;
			if (!take_quoted(p))
				return FALSE;
		}
		while (*p->at != '\0' && *p->at != p->separator && *p->at != '\r' && *p->at != '\n')
			g_string_append_c(p->cell, *p->at++);
		end_cell(p);
		if (*p->at != p->separator || p->cells->len > SHEET_COLUMNS_MAX)
			break;
		p->at++;
	}
	if (p->cells->len > SHEET_COLUMNS_MAX) {
		problem_add(p->problems, ERROR_TOO_LARGE, here(p, p->line, SHEET_COLUMNS_MAX + 1),
			"列が多すぎます(%d 列まで)", "there are too many columns (at most %d)",
			SHEET_COLUMNS_MAX);
		return FALSE;
	}
	p->at += *p->at == '\r';
	p->line += *p->at == '\n';
	p->at += *p->at == '\n';
	*ret_blank = TRUE;
	for (guint i = 0; i < p->cells->len; i++)
		*ret_blank &= *(const char *)g_ptr_array_index(p->cells, i) == '\0';
	return TRUE;
}

/* ---- rows ---- */

static gboolean
keep_row(struct parsing *p, guint line)
{
	guint n = p->cells->len, headers = p->sheet->rows->len == 0
		? 0
		: ((const struct sheet_row *)g_ptr_array_index(p->sheet->rows, 0))->n_cells;
	/* what a spreadsheet leaves of columns that once had something */
	while (n > headers && *(const char *)g_ptr_array_index(p->cells, n - 1) == '\0')
		n--;
	if (headers > 0 && n != headers) {
		problem_add(p->problems, ERROR_INPUT, here(p, line, MIN(n, headers) + 1),
			"見出しは %1$u 列ですが、この行は %2$u 列です。区切りか引用符を確かめてください",
			"the headers have %1$u columns and this row %2$u; look at separators and quotes", headers, n);
		return TRUE;
	}
	if (p->sheet->rows->len > SHEET_ROWS_MAX) {
		problem_add(p->problems, ERROR_TOO_LARGE, here(p, line, 0),
			"行が多すぎます。一度に読めるのは %d 行までです。ファイルを分けてください",
			"there are too many rows: at most %d at once; split the file", SHEET_ROWS_MAX);
		return FALSE;
	}
	char **cells = arena_alloc(p->arena, n * sizeof *cells);
	memcpy(cells, p->cells->pdata, n * sizeof *cells);
	struct sheet_row *row = arena_alloc(p->arena, sizeof *row);
	*row = (struct sheet_row) { line, n, cells };
	g_ptr_array_add(p->sheet->rows, row);
	return TRUE;
}

static void
parse(struct parsing *p, guint header_row)
{
	guint number = 0;
	while (*p->at != '\0') {
		guint line = p->line;
		gboolean blank;
		if (!take_row(p, &blank))
			return;
		number++;
		if (number >= header_row && !blank && !keep_row(p, line))
			return;
	}
	if (p->sheet->rows->len == 0)
		problem_add(p->problems, ERROR_INPUT, here(p, 0, 0), "見出しの行がありません",
			"there is no row of headers");
}

static char
separator_of(const char *text)
{
	gsize first = strcspn(text, "\r\n");
	return memchr(text, '\t', first) != NULL && memchr(text, ',', first) == NULL ? '\t' : ',';
}

/* ---- the file ---- */

static GBytes *
read_file(const char *path, struct problems *problems)
{
	struct place place = { .file = path };
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat status;
	if (fd < 0 || fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
		problem_add(problems, ERROR_NOT_FOUND, place, "読めません: %s", "cannot be read: %s",
			fd < 0 ? g_strerror(errno) : "-");
	} else if (status.st_size > SHEET_BYTES_MAX) {
		problem_add(problems, ERROR_TOO_LARGE, place, "大きすぎます(%d MiB まで)",
			"is too large (at most %d MiB)", SHEET_BYTES_MAX / 1024 / 1024);
	} else {
		gsize size = (gsize)status.st_size, done = 0;
		char *bytes = g_malloc(size + 1);
		gssize got;
		while (done < size && (got = read(fd, bytes + done, size - done)) > 0)
			done += (gsize)got;
		close(fd);
		return g_bytes_new_take(bytes, done);
	}
	if (fd >= 0)
		close(fd);
	return NULL;
}

struct sheet *
sheet_read(const char *path, guint header_row, struct arena *arena, struct problems *problems)
{
	guint before = problems_count(problems);
	g_autoptr(GBytes) bytes = read_file(path, problems);
	if (bytes == NULL)
		return NULL;
	gsize len;
	const char *data = g_bytes_get_data(bytes, &len);
	g_autofree char *text = sheet_decode(data == NULL ? "" : data, len, path, problems);
	if (text == NULL)
		return NULL;
	struct sheet *sheet = g_new0(struct sheet, 1);
	sheet->name = arena_dup(arena, path, strlen(path));
	sheet->rows = g_ptr_array_new();
	struct parsing p = { .sheet = sheet, .at = text, .line = 1, .separator = separator_of(text),
		.cell = g_string_new(NULL), .cells = g_ptr_array_new(), .arena = arena,
		.problems = problems };
	parse(&p, MAX(1, header_row));
	g_string_free(p.cell, TRUE);
	g_ptr_array_unref(p.cells);
	if (problems_count(problems) == before)
		return sheet;
	sheet_free(sheet);
	return NULL;
}

void
sheet_free(struct sheet *sheet)
{
	if (sheet == NULL)
		return;
	g_ptr_array_unref(sheet->rows);
	g_free(sheet);
}
