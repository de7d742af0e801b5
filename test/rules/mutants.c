/* SPDX-License-Identifier: Apache-2.0 */
#include "mutants.h"

#include <string.h>

const char *const MUTATION_NAMES[] = { "delete", "negate", "drop", "narrow" };

#define DEPTH_MAX 64

/* A word, a quoted text, or one other character; what stands between CASE and END is one deeper. */
struct token {
	const char *at;
	gsize len;
	guint depth;
	guint line;
	gboolean joins_nothing; /* the AND of BETWEEN */
};

struct reading {
	const char *sql;
	GArray *tokens;
	guint first_line;
	GPtrArray *mutants;
};

static gboolean
is(const struct token *token, const char *word)
{
	return token != NULL && strlen(word) == token->len
		&& g_ascii_strncasecmp(token->at, word, token->len) == 0;
}

static gboolean
is_any(const struct token *token, const char *const *words)
{
	for (guint i = 0; words[i] != NULL; i++)
		if (is(token, words[i]))
			return TRUE;
	return FALSE;
}

/* ---- tokens ---- */

static const char *
behind_blank(const char *at, guint *line)
{
	for (;;) {
		const char *end = at;
		if (g_str_has_prefix(at, "--"))
			end = at + strcspn(at, "\n");
		else if (g_str_has_prefix(at, "/*"))
			end = strstr(at, "*/") == NULL ? at + strlen(at) : strstr(at, "*/") + 2;
		else if (g_ascii_isspace(*at))
			end = at + 1;
		if (end == at)
			return at;
		for (; at < end; at++)
			*line += *at == '\n';
	}
}

static gboolean
is_word(char c)
{
	return g_ascii_isalnum(c) || c == '_' || c == ':' || (c & 0x80) != 0;
}

static gsize
token_length(const char *at)
{
	gsize len = 0;
	if (*at == '\'' || *at == '"') {
		const char *close = strchr(at + 1, *at);
		return close == NULL ? strlen(at) : (gsize)(close - at) + 1;
	}
	while (is_word(at[len]))
		len++;
	return MAX(len, 1);
}

static GArray *
tokens_of(const char *sql, guint first_line)
{
	GArray *tokens = g_array_new(FALSE, TRUE, sizeof(struct token));
	gboolean between[DEPTH_MAX] = { FALSE };
	guint depth = 0, line = first_line;
	for (const char *at = behind_blank(sql, &line); *at != '\0'; at = behind_blank(at, &line)) {
		struct token token = { .at = at, .len = token_length(at), .line = line };
		gboolean closes = is(&token, ")") || is(&token, "END");
		gboolean opens = is(&token, "(") || is(&token, "CASE");
		if (closes && depth > 0)
			depth--;
		token.depth = depth;
		if (opens && depth + 1 < DEPTH_MAX)
			between[++depth] = FALSE;
		if (is(&token, "BETWEEN"))
			between[depth] = TRUE;
		if (is(&token, "AND") && between[depth]) {
			token.joins_nothing = TRUE;
			between[depth] = FALSE;
		}
		for (gsize i = 0; i < token.len; i++)
			line += at[i] == '\n';
		g_array_append_val(tokens, token);
		at += token.len;
	}
	return tokens;
}

static struct token *
token(const struct reading *reading, guint number)
{
	return number < reading->tokens->len ? &g_array_index(reading->tokens, struct token, number)
					     : NULL;
}

/* ---- mutants ---- */

static void
mutant_free(gpointer data)
{
	struct mutant *mutant = data;
	g_free(mutant->text);
	g_free(mutant->sql);
	g_free(mutant);
}

static char *
line_text(const struct reading *reading, guint line)
{
	g_auto(GStrv) lines = g_strsplit(reading->sql, "\n", -1);
	char *text = lines[line - reading->first_line];
	char *comment = strstr(text, "--");
	if (comment != NULL)
		*comment = '\0';
	g_auto(GStrv) words = g_strsplit_set(text, " \t\r", -1);
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", words[i]);
	return g_strdup(out->str);
}

/* In characters, from 1. */
static guint
column_of(const struct reading *reading, const char *at)
{
	const char *line = at;
	while (line > reading->sql && line[-1] != '\n')
		line--;
	return (guint)g_utf8_pointer_to_offset(line, at) + 1;
}

/* The text from `from` to before `to` (NULL: to the end) becomes `instead`. */
static void
add(struct reading *reading, enum mutation mutation, const struct token *word, const char *from,
	const char *to, const char *instead)
{
	struct mutant *mutant = g_new0(struct mutant, 1);
	g_autofree char *head = g_strndup(reading->sql, (gsize)(from - reading->sql));
	mutant->mutation = mutation;
	mutant->line = word->line;
	mutant->column = column_of(reading, word->at);
	mutant->text = line_text(reading, word->line);
	mutant->sql = g_strconcat(head, instead, to, NULL);
	g_ptr_array_add(reading->mutants, mutant);
}

static const char *
end_of(const struct token *token)
{
	return token->at + token->len;
}

static const char *const JOINS[] = { "JOIN", "LEFT", "RIGHT", "FULL", "INNER", "CROSS", "NATURAL", NULL };
static const char *const CLAUSES[] = { "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "EXCEPT",
	"INTERSECT", "WINDOW", ",", ";", NULL };
static const char *const IN_CONDITION[] = { "AND", "OR", "ON", "FROM", "AS", "WHEN", "THEN", "ELSE", NULL };

/* The number of the token behind the condition (or join) that begins at `from`. */
static guint
end_from(const struct reading *reading, guint from, guint depth, gboolean condition)
{
	guint i = from;
	for (const struct token *t; (t = token(reading, i)) != NULL && t->depth >= depth; i++) {
		if (t->depth > depth || t->joins_nothing)
			continue;
		if (is_any(t, JOINS) || is_any(t, CLAUSES))
			break;
		if (condition && is_any(t, IN_CONDITION)
			&& !(is(t, "FROM") && is(token(reading, i - 1), "DISTINCT")))
			break;
	}
	return i;
}

static void
mutate_condition(struct reading *reading, guint number)
{
	const struct token *keyword = token(reading, number);
	guint end = end_from(reading, number + 1, keyword->depth, TRUE);
	if (end == number + 1)
		return;
	const char *from = token(reading, number + 1)->at, *to = end_of(token(reading, end - 1));
	g_autofree char *condition = g_strndup(from, (gsize)(to - from));
	g_autofree char *negated = g_strconcat("NOT (", condition, ")", NULL);
	add(reading, MUTATION_NEGATE, keyword, from, to, negated);
	if (is(keyword, "WHEN"))
		return;
	if (is(keyword, "AND") || is(keyword, "OR"))
		add(reading, MUTATION_DROP, keyword, keyword->at, to, "");
	else
		add(reading, MUTATION_DROP, keyword, from, to,
			is(token(reading, end), "OR") ? "0" : "1");
}

static void
mutate_join(struct reading *reading, guint number)
{
	const struct token *join = token(reading, number), *left = NULL;
	guint first = number;
	while (first > 0 && (is(token(reading, first - 1), "OUTER") || is_any(token(reading, first - 1), JOINS)))
		if (is(token(reading, --first), "LEFT"))
			left = token(reading, first);
	guint end = end_from(reading, number + 1, join->depth, FALSE);
	if (end == number + 1)
		return;
	const struct token *begin = token(reading, first);
	add(reading, MUTATION_DROP, begin, begin->at, end_of(token(reading, end - 1)), "");
	if (left != NULL)
		add(reading, MUTATION_NARROW, left, left->at, join->at, "");
}

GPtrArray *
mutants_of(const char *sql, guint first_line)
{
	static const char *const KEYWORDS[] = { "WHERE", "AND", "OR", "ON", "HAVING", "WHEN", NULL };
	struct reading reading = { sql, tokens_of(sql, first_line), first_line,
		g_ptr_array_new_with_free_func(mutant_free) };
	const struct token *first = token(&reading, 0);
	if (first != NULL) {
		const struct token *last = token(&reading, reading.tokens->len - 1);
		const char *end = is(last, ";") ? last->at : end_of(last);
		g_autofree char *whole = g_strndup(first->at, (gsize)(end - first->at));
		g_autofree char *nothing = g_strconcat("SELECT * FROM (", whole, ") WHERE 0", NULL);
		add(&reading, MUTATION_DELETE, first, first->at, sql + strlen(sql), nothing);
	}
	for (guint i = 0; i < reading.tokens->len; i++) {
		const struct token *t = token(&reading, i);
		if (is(t, "JOIN"))
			mutate_join(&reading, i);
		else if (is_any(t, KEYWORDS) && !t->joins_nothing)
			mutate_condition(&reading, i);
	}
	g_array_unref(reading.tokens);
	return reading.mutants;
}
