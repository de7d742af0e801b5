/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "json.h"

void
json_append_string(GString *out, const char *text, gsize len)
{
	static const char NAMED[] = "\b\f\n\r\t\"\\", LETTERS[] = "bfnrt\"\\";
	g_string_append_c(out, '"');
	gsize from = 0;
	for (gsize i = 0; i < len; i++) {
		guchar c = (guchar)text[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		g_string_append_len(out, text + from, (gssize)(i - from));
		from = i + 1;
		const char *named = c == 0 ? NULL : strchr(NAMED, c);
		if (named != NULL)
			g_string_append_printf(out, "\\%c", LETTERS[named - NAMED]);
		else
			g_string_append_printf(out, "\\u%04x", c);
	}
	g_string_append_len(out, text + from, (gssize)(len - from));
	g_string_append_c(out, '"');
}

static gboolean
append_scalar(const struct value *value, GString *out)
{
	switch (value->type) {
	case VALUE_NULL:
		g_string_append(out, "null");
		return TRUE;
	case VALUE_BOOL:
		g_string_append(out, value->truth ? "true" : "false");
		return TRUE;
	case VALUE_INT:
		g_assert(ABS(value->integer) <= JSON_INTEGER_MAX);
		g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
		return TRUE;
	case VALUE_TEXT:
		json_append_string(out, value->text, value->len);
		return TRUE;
	default:
		return FALSE;
	}
}

/*
 * Order of UTF-16 code units: the order of bytes, but for characters above U+FFFF, whose surrogates
 * (D800…DFFF) come before U+E000…U+FFFF.
 */
static guint
utf16_rank(guchar lead)
{
	if (lead >= 0xF0)
		return 0xEDu * 4 + 1; /* surrogates: behind U+D7FF (lead ED), before U+E000 (lead EE) */
	return lead * 4u;
}

static int
compare_keys(const void *a, const void *b)
{
	const guchar *x = (const guchar *)(*(const struct member *const *)a)->key;
	const guchar *y = (const guchar *)(*(const struct member *const *)b)->key;
	while (*x != 0 && *x == *y) {
		x++;
		y++;
	}
	/* Behind an equal prefix both stand in characters of equal lead unless at a lead itself. */
	guint rank_x = utf16_rank(*x), rank_y = utf16_rank(*y);
	if (rank_x != rank_y)
		return rank_x < rank_y ? -1 : 1;
	return *x < *y ? -1 : *x > *y;
}

static void
append_map(const struct value *map, GString *out)
{
	const struct member *few[48];
	g_autofree const struct member **many = NULL;
	const struct member **sorted = few;
	if (map->n_members > G_N_ELEMENTS(few))
		sorted = many = g_new(const struct member *, map->n_members);
	gboolean in_order = TRUE;
	for (guint i = 0; i < map->n_members; i++) {
		sorted[i] = &map->members[i];
		in_order = in_order && (i == 0 || compare_keys(&sorted[i - 1], &sorted[i]) < 0);
	}
	if (!in_order)
		qsort(sorted, map->n_members, sizeof *sorted, compare_keys);
	g_string_append_c(out, '{');
	for (guint i = 0; i < map->n_members; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		json_append_string(out, sorted[i]->key, strlen(sorted[i]->key));
		g_string_append_c(out, ':');
		json_canonical(sorted[i]->value, out);
	}
	g_string_append_c(out, '}');
}

void
json_canonical(const struct value *value, GString *out)
{
	if (append_scalar(value, out))
		return;
	if (value->type == VALUE_MAP) {
		append_map(value, out);
		return;
	}
	g_string_append_c(out, '[');
	for (guint i = 0; i < value->n_items; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		json_canonical(value->items[i], out);
	}
	g_string_append_c(out, ']');
}

char *
json_canonical_text(const struct value *value)
{
	GString *out = g_string_new(NULL);
	json_canonical(value, out);
	return g_string_free(out, FALSE);
}

static void
append_indent(GString *out, guint depth)
{
	g_string_append_c(out, '\n');
	for (guint i = 0; i < depth; i++)
		g_string_append(out, "  ");
}

static void
append_pretty(const struct value *value, GString *out, guint depth)
{
	if (append_scalar(value, out))
		return;
	gboolean map = value->type == VALUE_MAP;
	guint n = map ? value->n_members : value->n_items;
	g_string_append_c(out, map ? '{' : '[');
	for (guint i = 0; i < n; i++) {
		if (i > 0)
			g_string_append_c(out, ',');
		append_indent(out, depth + 1);
		if (map) {
			json_append_string(
				out, value->members[i].key, strlen(value->members[i].key));
			g_string_append(out, ": ");
		}
		append_pretty(map ? value->members[i].value : value->items[i], out, depth + 1);
	}
	if (n > 0)
		append_indent(out, depth);
	g_string_append_c(out, map ? '}' : ']');
}

void
json_pretty(const struct value *value, GString *out)
{
	append_pretty(value, out, 0);
	g_string_append_c(out, '\n');
}
