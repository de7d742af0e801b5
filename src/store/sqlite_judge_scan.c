/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Just enough of SQL's lexical rules to tell names from strings and comments. Nothing here decides
 * what a rule may do: that is SQLite's own parser and the authorizer. The scan finds which views
 * have to exist, refuses a second statement in plain words, and turns offsets into places.
 */
#include "sqlite_judge_private.h"

#include <string.h>

static const char *
skip_comment(const char *at)
{
	if (at[0] == '-') {
		while (*at != '\0' && *at != '\n')
			at++;
		return at;
	}
	const char *end = strstr(at + 2, "*/");
	return end != NULL ? end + 2 : at + strlen(at);
}

static const char *
skip_space(const char *at)
{
	for (;;) {
		if (g_ascii_isspace(*at))
			at++;
		else if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*'))
			at = skip_comment(at);
		else
			return at;
	}
}

static gboolean
is_name_start(char c)
{
	return g_ascii_isalpha(c) || c == '_' || (guchar)c >= 0x80;
}

static gboolean
is_name_part(char c)
{
	return is_name_start(c) || g_ascii_isdigit(c) || c == '$';
}

/* The closing mark of what `open` begins, '\0' if it begins nothing. */
static char
closing_of(char open)
{
	if (open == '[')
		return ']';
	return open == '"' || open == '\'' || open == '`' ? open : '\0';
}

/* A doubled mark stands for itself; an unclosed text ends with the SQL. */
static const char *
skip_quoted(const char *at, char close)
{
	while (*at != '\0') {
		if (*at == close && (close == ']' || at[1] != close))
			return at;
		at += *at == close ? 2 : 1;
	}
	return at;
}

struct judge_word
judge_scan(const char **sql)
{
	const char *at = skip_space(*sql);
	struct judge_word word = {JUDGE_WORD_OTHER, {at, 1}};
	char close = closing_of(*at);
	if (*at == '\0') {
		*sql = at;
		return (struct judge_word){JUDGE_WORD_END, {at, 0}};
	}
	if (close != '\0') {
		const char *end = skip_quoted(at + 1, close);
		word.type = *at == '\'' ? JUDGE_WORD_STRING : JUDGE_WORD_NAME;
		word.text = (struct slice){at + 1, (gsize)(end - at - 1)};
		*sql = *end != '\0' ? end + 1 : end;
		return word;
	}
	const char *end = at + 1;
	if (is_name_start(*at))
		word.type = JUDGE_WORD_NAME;
	if (word.type == JUDGE_WORD_NAME || g_ascii_isdigit(*at) || strchr(":@$", *at) != NULL)
		while (is_name_part(*end))
			end++;
	word.text.len = (gsize)(end - at);
	*sql = end;
	return word;
}

gboolean
judge_word_is(struct judge_word word, const char *lower)
{
	return word.text.len == strlen(lower) &&
	       g_ascii_strncasecmp(word.text.at, lower, word.text.len) == 0;
}

gssize
judge_scan_find(const char *sql, const char *name)
{
	const char *at = sql;
	for (;;) {
		struct judge_word word = judge_scan(&at);
		if (word.type == JUDGE_WORD_END)
			return -1;
		if (judge_word_is(word, name))
			return word.text.at - sql;
	}
}

struct place
judge_scan_place(const char *file, guint first_line, const char *sql, gssize offset)
{
	struct place place = {file, first_line, 0};
	if (offset < 0 || (gsize)offset > strlen(sql))
		return place;
	const char *line = sql;
	for (const char *at = sql; at < sql + offset; at++)
		if (*at == '\n') {
			place.line++;
			line = at + 1;
		}
	place.column = 1 + (guint)g_utf8_strlen(line, sql + offset - line);
	return place;
}

static gboolean
is_semicolon(struct judge_word word)
{
	return word.type == JUDGE_WORD_OTHER && *word.text.at == ';';
}

gboolean
judge_scan_select(const char *name, guint first_line, const char *sql, gsize *ret_len,
		  GError **error)
{
	const char *at = sql;
	struct judge_word word = judge_scan(&at);
	struct place place = judge_scan_place(name, first_line, sql, word.text.at - sql);
	if (strlen(sql) > JUDGE_SQL_MAX) {
		error_set_at(error, ERROR_TOO_LARGE, place, "SQL が長すぎます（上限 %d バイト）",
			     "the SQL is too long (limit: %d bytes)", JUDGE_SQL_MAX);
		return FALSE;
	}
	if (word.type != JUDGE_WORD_NAME ||
	    !(judge_word_is(word, "select") || judge_word_is(word, "with"))) {
		int len = (int)MIN(word.text.len, 40);
		error_set_at(
			error, ERROR_REFUSED, place,
			"「%.*s」は使えません。書けるのは SELECT か WITH で始まる文 1 つだけです",
			"\"%.*s\" is refused: only one statement that begins with SELECT or WITH "
			"may stand here",
			len, word.text.at);
		return FALSE;
	}
	while (word.type != JUDGE_WORD_END && !is_semicolon(word))
		word = judge_scan(&at);
	*ret_len = (gsize)(word.text.at - sql);
	if (word.type == JUDGE_WORD_END)
		return TRUE;
	do
		word = judge_scan(&at);
	while (is_semicolon(word));
	if (word.type == JUDGE_WORD_END)
		return TRUE;
	error_set_at(error, ERROR_REFUSED,
		     judge_scan_place(name, first_line, sql, word.text.at - sql),
		     "文は 1 つだけです。「;」の後に続きがあります",
		     "there is more behind the \";\": only one statement may stand here");
	return FALSE;
}
