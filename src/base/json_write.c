/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

void
json_append_string(GString *out, const char *text, gsize len)
{
	static const char HEX[] = "0123456789abcdef";
	g_string_append_c(out, '"');
	gsize from = 0;
	for (gsize i = 0; i < len; i++) {
		guchar c = (guchar)text[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		g_string_append_len(out, text + from, (gssize)(i - from));
		from = i + 1;
		const char *named = strchr("\bb\ff\nn\rr\tt\"\"\\\\", c);
		if (c != 0 && named != NULL) {
			static const char TABLE[] = "\bb\ff\nn\rr\tt\"\"\\\\";
			for (gsize k = 0; k + 1 < sizeof TABLE; k += 2)
				if ((guchar)TABLE[k] == c) {
					g_string_append_c(out, '\\');
					g_string_append_c(out, TABLE[k + 1]);
					break;
				}
		} else {
			g_string_append(out, "\\u00");
			g_string_append_c(out, HEX[c >> 4]);
			g_string_append_c(out, HEX[c & 15]);
		}
	}
	g_string_append_len(out, text + from, (gssize)(len - from));
	g_string_append_c(out, '"');
}

/* The digits and the exponent of the shortest decimal that reads back as the same double. */
static int
shortest(double real, char digits[32], int *exponent)
{
	char text[40];
	for (int precision = 0; precision < 17; precision++) {
		g_ascii_formatd(text, sizeof text, "%.17e", real);
		char format[8] = "%.00e";
		format[2] = (char)('0' + precision / 10);
		format[3] = (char)('0' + precision % 10);
		g_ascii_formatd(text, sizeof text, format, real);
		if (g_ascii_strtod(text, NULL) == real)
			break;
	}
	int n = 0;
	const char *at = text;
	for (; *at != 'e'; at++)
		if (g_ascii_isdigit(*at))
			digits[n++] = *at;
	digits[n] = '\0';
	*exponent = (int)strtol(at + 1, NULL, 10);
	return n;
}

/* ECMA-262 Number::toString, as RFC 8785 §3.2.2.3 asks. */
static void
append_real(GString *out, double real)
{
	g_assert(isfinite(real));
	if (real == 0) {
		g_string_append_c(out, '0');
		return;
	}
	if (real < 0) {
		g_string_append_c(out, '-');
		real = -real;
	}
	char digits[32];
	int exponent, n = shortest(real, digits, &exponent), point = exponent + 1;
	if (n <= point && point <= 21) {
		g_string_append(out, digits);
		for (int i = n; i < point; i++)
			g_string_append_c(out, '0');
	} else if (0 < point && point <= 21) {
		g_string_append_len(out, digits, point);
		g_string_append_c(out, '.');
		g_string_append(out, digits + point);
	} else if (-6 < point && point <= 0) {
		g_string_append(out, "0.");
		for (int i = point; i < 0; i++)
			g_string_append_c(out, '0');
		g_string_append(out, digits);
	} else {
		g_string_append_c(out, digits[0]);
		if (n > 1) {
			g_string_append_c(out, '.');
			g_string_append(out, digits + 1);
		}
		g_string_append_printf(out, "e%c%d", point > 0 ? '+' : '-', abs(point - 1));
	}
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
		g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
		return TRUE;
	case VALUE_REAL:
		append_real(out, value->real);
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
