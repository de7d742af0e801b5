/* SPDX-License-Identifier: Apache-2.0 */
#include "table_text.h"

#include <string.h>

#define BETWEEN 2
#define NARROWEST 8

struct table {
	GPtrArray *headings, *cells; /* of char*; cells row by row */
	gboolean *numbers;
};

guint
text_columns(const char *text)
{
	guint columns = 0;
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
	}
	return columns;
}

struct table *
table_new(const char *const *headings)
{
	struct table *table = g_new0(struct table, 1);
	table->headings = g_ptr_array_new_with_free_func(g_free);
	table->cells = g_ptr_array_new_with_free_func(g_free);
	table->numbers = g_new0(gboolean, g_strv_length((char **)headings) + 1);
	for (guint i = 0; headings[i] != NULL; i++) {
		table->numbers[i] = headings[i][0] == '>';
		g_ptr_array_add(table->headings, g_strdup(headings[i] + table->numbers[i]));
	}
	return table;
}

void
table_free(struct table *table)
{
	g_ptr_array_unref(table->headings);
	g_ptr_array_unref(table->cells);
	g_free(table->numbers);
	g_free(table);
}

void
table_cell(struct table *table, const char *text)
{
	char *line = g_strdup(text == NULL ? "" : text);
	g_ptr_array_add(table->cells, g_strdelimit(line, "\n\t", ' '));
}

void
table_number(struct table *table, gint64 number)
{
	g_ptr_array_add(table->cells, g_strdup_printf("%" G_GINT64_FORMAT, number));
}

guint
table_rows(const struct table *table)
{
	return table->cells->len / table->headings->len;
}

/* ---- widths ---- */

static void
measure(const struct table *table, const GPtrArray *cells, guint *widths)
{
	guint n = table->headings->len;
	for (guint i = 0; i < cells->len; i++)
		widths[i % n] = MAX(widths[i % n], text_columns(g_ptr_array_index(cells, i)));
}

static void
fit(const struct table *table, guint width, guint *widths)
{
	guint n = table->headings->len;
	for (;;) {
		guint sum = BETWEEN * (n - 1), widest = 0;
		for (guint i = 0; i < n; i++) {
			sum += widths[i];
			if (!table->numbers[i] && (table->numbers[widest] || widths[i] > widths[widest]))
				widest = i;
		}
		if (sum <= width || table->numbers[widest] || widths[widest] <= NARROWEST)
			return;
		widths[widest] -= MIN(sum - width, widths[widest] - NARROWEST);
	}
}

/* ---- writing ---- */

static void
append_cut(const char *text, guint width, GString *out)
{
	guint used = 0;
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		char one[8] = "";
		g_unichar_to_utf8(g_utf8_get_char(text), one);
		guint columns = text_columns(one);
		if (used + columns > width - 1)
			break;
		g_string_append(out, one);
		used += columns;
	}
	g_string_append(out, "…");
	for (; used + 1 < width; used++)
		g_string_append_c(out, ' ');
}

static void
append_row(const struct table *table, const GPtrArray *cells, guint from, const guint *widths,
	GString *out)
{
	guint n = table->headings->len;
	gsize end = out->len;
	for (guint i = 0; i < n; i++) {
		const char *text = g_ptr_array_index(cells, from + i);
		guint columns = text_columns(text);
		guint fill = columns < widths[i] ? widths[i] - columns : 0;
		for (guint k = 0; i > 0 && k < BETWEEN; k++)
			g_string_append_c(out, ' ');
		if (table->numbers[i])
			g_string_append_printf(out, "%*s", (int)fill, "");
		if (columns > widths[i])
			append_cut(text, widths[i], out);
		else
			g_string_append(out, text);
		if (*text != '\0')
			end = out->len;
		if (!table->numbers[i])
			g_string_append_printf(out, "%*s", (int)fill, "");
	}
	g_string_truncate(out, end);
}

void
table_text(const struct table *table, guint width, gboolean colour, GString *out)
{
	guint n = table->headings->len;
	g_autofree guint *widths = g_new0(guint, n);
	measure(table, table->headings, widths);
	measure(table, table->cells, widths);
	if (width > 0)
		fit(table, width, widths);
	g_string_append(out, colour ? "\033[1m" : "");
	append_row(table, table->headings, 0, widths, out);
	g_string_append(out, colour ? "\033[0m\n" : "\n");
	for (guint row = 0; row < table_rows(table); row++) {
		append_row(table, table->cells, row * n, widths, out);
		g_string_append_c(out, '\n');
	}
}
