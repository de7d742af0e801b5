/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table as text, aligned for a terminal where Japanese characters take two columns. When it is
 * wider than asked for, the widest column of text is cut with "…"; numbers never are.
 */
#pragma once
#include <glib.h>

/* Columns on a terminal: wide characters take two, combining marks none. */
guint text_columns(const char *text);

struct table;

/* Headings: NULL-terminated; one that begins with '>' is a column of numbers, aligned to the right. */
struct table *table_new(const char *const *headings);
void table_free(struct table *table);
/* Takes the next cell, copied; a row is full after as many as there are headings. NULL: empty. */
void table_cell(struct table *table, const char *text);
void table_number(struct table *table, gint64 number);
guint table_rows(const struct table *table);
/* width 0: as wide as it is. Colour: the headings are bold. */
void table_text(const struct table *table, guint width, gboolean colour, GString *out);
