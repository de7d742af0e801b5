/* SPDX-License-Identifier: Apache-2.0 */
/* How offices write dates, numbers and truths in a table. */
#include <string.h>

#include "base/text.h"
#include "register.h"

gboolean
register_same(const char *a, const char *b)
{
	/* signs alone, as ○ and ×, have nothing left after text_norm; they are compared as they stand */
	g_autofree char *left = text_norm(a), *right = text_norm(b);
	return strcmp(a, b) == 0 || (*left != '\0' && strcmp(left, right) == 0);
}

/* ---- dates ---- */

static const struct era {
	const char *name, *letter;
	int year; /* of its year 0 */
} ERAS[] = { { "令和", "R", 2018 }, { "平成", "H", 1988 }, { "昭和", "S", 1925 } };

static const char *
take_number(const char *at, int *ret)
{
	char *rest;
	while (*at == ' ')
		at++;
	if (g_str_has_prefix(at, "元")) {
		*ret = 1;
		return at + strlen("元");
	}
	guint64 number = g_ascii_strtoull(at, &rest, 10);
	if (!g_ascii_isdigit(*at) || number > 9999)
		return NULL;
	*ret = (int)number;
	return rest;
}

static const char *
take_mark(const char *at, const char *kanji)
{
	if (g_str_has_prefix(at, kanji))
		return at + strlen(kanji);
	return *at == '/' || *at == '-' || *at == '.' ? at + 1 : NULL;
}

/* What is no such date stays as it is: the field's own check tells what it should be. */
static char *
date_of(const char *cell)
{
	g_autofree char *words = g_utf8_normalize(cell, -1, G_NORMALIZE_NFKC);
	const char *at = words;
	int era = 0, year, month, day;
	for (guint i = 0; i < G_N_ELEMENTS(ERAS) && era == 0; i++) {
		const char *prefix = g_str_has_prefix(at, ERAS[i].name) ? ERAS[i].name
			: g_ascii_strncasecmp(at, ERAS[i].letter, 1) == 0 ? ERAS[i].letter
									   : NULL;
		era = prefix == NULL ? 0 : ERAS[i].year;
		at += prefix == NULL ? 0 : strlen(prefix);
	}
	if ((at = take_number(at, &year)) == NULL || (at = take_mark(at, "年")) == NULL
		|| (at = take_number(at, &month)) == NULL || (at = take_mark(at, "月")) == NULL
		|| (at = take_number(at, &day)) == NULL)
		return g_strdup(words);
	at += g_str_has_prefix(at, "日") ? strlen("日") : 0;
	/* an era's year has two digits, another four: "31.3.31" is not guessed at */
	if (*at != '\0' || month > 12 || day > 31 || (era == 0) != (year >= 1000))
		return g_strdup(words);
	return g_strdup_printf("%04d-%02d-%02d", era + year, month, day);
}

/* ---- the others ---- */

static struct value *
number_of(const char *cell, struct arena *arena)
{
	g_autofree char *words = g_utf8_normalize(cell, -1, G_NORMALIZE_NFKC);
	g_auto(GStrv) groups = g_strsplit(words, ",", -1);
	gboolean grouped = groups[1] != NULL;
	for (guint i = 0; grouped && groups[i] != NULL; i++)
		grouped = i == 0 ? strlen(groups[i]) <= 3 : strlen(groups[i]) == 3;
	g_autofree char *digits = grouped ? g_strjoinv("", groups) : g_strdup(words);
	char *rest;
	gint64 number = g_ascii_strtoll(digits, &rest, 10);
	if (rest != digits && *rest == '\0' && number > -(G_GINT64_CONSTANT(1) << 53)
		&& number < G_GINT64_CONSTANT(1) << 53)
		return value_int(arena, number);
	return value_text(arena, cell);
}

static struct value *
truth_of(const char *cell, struct arena *arena)
{
	static const char *const YES[] = { "はい", "有", "あり", "○", "〇", "yes", "true", "1", NULL };
	static const char *const NO[] = { "いいえ", "無", "なし", "×", "no", "false", "0", NULL };
	for (guint i = 0; YES[i] != NULL; i++)
		if (register_same(cell, YES[i]))
			return value_bool(arena, TRUE);
	for (guint i = 0; NO[i] != NULL; i++)
		if (register_same(cell, NO[i]))
			return value_bool(arena, FALSE);
	return value_text(arena, cell);
}

static struct value *
code_of(const struct field *field, const char *cell, struct arena *arena)
{
	for (guint i = 0; i < field->codes->n_codes; i++) {
		const struct code *code = &field->codes->codes[i];
		if (register_same(cell, code->code) || register_same(cell, code->label.ja)
			|| register_same(cell, code->label.en))
			return value_text(arena, code->code);
	}
	return value_text(arena, cell);
}

struct value *
register_cell(const struct register_column *column, const struct field *field, const char *cell,
	struct arena *arena)
{
	if (field == NULL || field->type == FIELD_TEXT || field->type == FIELD_PROSE)
		return value_text(arena, cell);
	if (field->type == FIELD_DATE || field->type == FIELD_UNTIL) {
		g_autofree char *date = date_of(cell);
		return value_text(arena, date);
	}
	if (field->type == FIELD_BOOL)
		return truth_of(cell, arena);
	if (field->type == FIELD_ENUM)
		return code_of(field, cell, arena);
	if (field->type == FIELD_INT || field->type == FIELD_COUNT || field->type == FIELD_MONEY)
		return number_of(cell, arena);
	return value_text(arena, cell);
}
