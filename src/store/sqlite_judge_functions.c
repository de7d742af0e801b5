/* SPDX-License-Identifier: Apache-2.0 */
/* The functions of rules, the method's values they read, and SQLite's functions rules may call. */
#include "sqlite_judge_private.h"
#include "sqlite_judge_text.h"

#include <arpa/inet.h>
#include <string.h>

#define MISSING_MAX 1000 /* keys may be computed */
#define BLANK_MAX 10000

/* Sorted, lower case. Not among them: what reads a clock, the dice, a file or the connection. */
/* clang-format off */
static const char *const allowed[] = {
	"->", "->>", "abs", "avg", "blank", "ceil", "ceiling", "char", "coalesce", "count",
	"cume_dist", "dense_rank", "first_value", "floor", "format", "glob", "glob_match",
	"group_concat", "hex", "ifnull", "iif", "instr", "json", "json_array",
	"json_array_length", "json_extract", "json_group_array", "json_group_object",
	"json_object", "json_quote", "json_type", "json_valid", "lag", "last_value", "lead",
	"length", "like", "likelihood", "likely", "lower", "ltrim", "max", "min", "mod", "mv",
	"mv_has", "net_has", "norm", "nth_value", "ntile", "nullif", "percent_rank", "pow", "power",
	"printf", "quote", "rank", "rank_order", "replace", "round", "row_number", "rtrim",
	"sign", "sqrt", "strength", "substr", "substring", "sum", "total", "trim", "trunc",
	"typeof", "unicode", "unlikely", "upper", "xo",
};
/* clang-format on */

static int
compare_names(const void *name, const void *entry)
{
	return g_ascii_strcasecmp(name, *(const char *const *)entry);
}

gboolean
judge_function_allowed(const char *name)
{
	return bsearch(name, allowed, G_N_ELEMENTS(allowed), sizeof *allowed, compare_names) !=
	       NULL;
}

/* ---- the method's values ---- */

struct method_value {
	const char *key;
	int phase;
	gboolean is_number;
	gint64 number;
	const char *text;
	gsize len;
};

static guint
value_hash(gconstpointer data)
{
	const struct method_value *value = data;
	return g_str_hash(value->key) * 31 + (guint)value->phase;
}

static gboolean
value_equals(gconstpointer a, gconstpointer b)
{
	const struct method_value *x = a, *y = b;
	return x->phase == y->phase && strcmp(x->key, y->key) == 0;
}

void
judge_values_set(struct judge_db *db, const struct judge_value *values, guint n_values)
{
	if (db->values == NULL) {
		db->values = g_hash_table_new(value_hash, value_equals);
		db->missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	}
	g_hash_table_remove_all(db->values);
	for (guint i = 0; i < n_values; i++) {
		const struct judge_value *from = &values[i];
		if (!from->is_number && from->text == NULL)
			continue;
		struct method_value *value = arena_alloc(db->run, sizeof *value);
		value->key = arena_dup(db->run, from->key, strlen(from->key));
		value->phase = from->phase;
		value->is_number = from->is_number;
		value->number = from->number;
		value->text = from->is_number
				      ? arena_printf(db->run, "%" G_GINT64_FORMAT, from->number)
				      : arena_dup(db->run, from->text, strlen(from->text));
		value->len = strlen(value->text);
		g_hash_table_add(db->values, value);
	}
}

void
judge_values_clear(struct judge_db *db)
{
	g_clear_pointer(&db->values, g_hash_table_unref);
	g_clear_pointer(&db->missing, g_hash_table_unref);
}

static const struct method_value *
value_find(struct judge_db *db, const char *key, int phase)
{
	struct method_value wanted = {.key = key, .phase = phase};
	const struct method_value *value = g_hash_table_lookup(db->values, &wanted);
	if (value != NULL || phase == 0)
		return value;
	wanted.phase = 0;
	return g_hash_table_lookup(db->values, &wanted);
}

/* NULL and remembered when the method has none. */
static const struct method_value *
value_wanted(struct judge_db *db, const char *key, int phase)
{
	const struct method_value *value = value_find(db, key, phase);
	if (value == NULL && g_hash_table_size(db->missing) < MISSING_MAX &&
	    !g_hash_table_contains(db->missing, key) && g_utf8_validate(key, -1, NULL))
		g_hash_table_add(db->missing, g_strdup(key));
	return value;
}

static int
compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char **
judge_db_missing(struct judge_db *db)
{
	guint n = 0;
	gpointer key;
	GHashTableIter iter;
	char **keys = g_new0(char *, g_hash_table_size(db->missing) + 1);
	g_hash_table_iter_init(&iter, db->missing);
	while (g_hash_table_iter_next(&iter, &key, NULL)) {
		g_hash_table_iter_steal(&iter);
		keys[n++] = key;
	}
	qsort(keys, n, sizeof *keys, compare_texts);
	return keys;
}

/* ---- helpers ---- */

/* NULL for NULL and for bytes that are no text. Borrowed from the argument. */
static const char *
text_of(sqlite3_value *argument)
{
	if (sqlite3_value_type(argument) == SQLITE_NULL)
		return NULL;
	const char *text = (const char *)sqlite3_value_text(argument);
	return text != NULL && g_utf8_validate(text, -1, NULL) ? text : NULL;
}

struct word_number {
	const char *word;
	int number;
};

static void
result_of_word(sqlite3_context *context, sqlite3_value *argument, const struct word_number *table)
{
	const char *text = text_of(argument);
	for (; text != NULL && table->word != NULL; table++)
		if (strcmp(table->word, text) == 0) {
			sqlite3_result_int(context, table->number);
			return;
		}
}

/* ---- the functions ---- */

static void
call_mv(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct judge_db *db = sqlite3_user_data(context);
	const char *key = (const char *)sqlite3_value_text(argv[0]);
	if (key == NULL)
		return;
	const struct method_value *value =
		value_wanted(db, key, argc > 1 ? sqlite3_value_int(argv[1]) : 0);
	if (value == NULL)
		return;
	if (value->is_number)
		sqlite3_result_int64(context, value->number);
	else
		sqlite3_result_text(context, value->text, (int)value->len, SQLITE_STATIC);
}

/* Items are joined with ", "; a comma alone belongs to an item. */
static gboolean
list_has(const char *list, const char *wanted)
{
	gsize len = strlen(wanted);
	for (const char *item = list, *end; item != NULL; item = end != NULL ? end + 2 : NULL) {
		end = strstr(item, ", ");
		gsize size = end != NULL ? (gsize)(end - item) : strlen(item);
		if (size == len && memcmp(item, wanted, len) == 0)
			return TRUE;
	}
	return FALSE;
}

static void
call_mv_has(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct judge_db *db = sqlite3_user_data(context);
	const char *key = (const char *)sqlite3_value_text(argv[0]);
	const char *wanted = (const char *)sqlite3_value_text(argv[1]);
	if (key == NULL)
		return;
	const struct method_value *value = value_wanted(db, key, 0);
	sqlite3_result_int(context,
			   value != NULL && wanted != NULL && list_has(value->text, wanted));
}

static void
call_blank(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	guint n = (guint)CLAMP(sqlite3_value_int64(argv[1]), 0, BLANK_MAX);
	sqlite3_result_int(context, judge_blank(text_of(argv[0]), n));
}

static void
call_norm(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *text = text_of(argv[0]);
	if (text != NULL)
		sqlite3_result_text(context, judge_norm(text), -1, g_free);
}

static void
call_strength(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	static const struct word_number table[] = {
		{"none", 0},	{"ip", 0},     {"password", 1},	   {"sso", 1},
		{"key", 2},	{"token", 2},  {"certificate", 2}, {"mfa", 3},
		{"sso_mfa", 3}, {"mutual", 3}, {"in_person", 3},   {NULL, 0}};
	result_of_word(context, argv[0], table);
}

static void
call_xo(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	static const struct word_number table[] = {
		{"internet", 3}, {"partner", 2}, {"internal", 1}, {"isolated", 0}, {NULL, 0}};
	result_of_word(context, argv[0], table);
}

static void
call_rank_order(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	static const struct word_number table[] = {{"high", 3}, {"mid", 2}, {"low", 1}, {NULL, 0}};
	result_of_word(context, argv[0], table);
}

/* ---- shell patterns ---- */

/* Stands for itself, and for no other character. */
static gboolean
is_plain(char c)
{
	return (guchar)c < 0x80 && c != '?' && c != '[' && c != '*';
}

/*
 * One element of a pattern against one character; `ret_len` is the element's length. A set without
 * its "]" is the character "[".
 */
static gboolean
element_matches(struct slice pattern, gunichar c, gsize *ret_len)
{
	const char *at = pattern.at, *end = pattern.at + pattern.len;
	if (is_plain(*at)) {
		*ret_len = 1;
		return (gunichar)*at == c;
	}
	*ret_len = (gsize)(g_utf8_next_char(at) - at);
	if (*at == '?')
		return TRUE;
	const char *close =
		*at == '[' && pattern.len > 2 ? memchr(at + 2, ']', pattern.len - 2) : NULL;
	if (close == NULL || close >= end)
		return g_utf8_get_char(at) == c;
	*ret_len = (gsize)(close + 1 - at);
	at++;
	gboolean negated = *at == '!' || *at == '^', hit = FALSE;
	for (at += negated; at < close;) {
		gunichar low = g_utf8_get_char(at), high = low;
		at = g_utf8_next_char(at);
		if (close - at > 1 && *at == '-') {
			high = g_utf8_get_char(at + 1);
			at = g_utf8_next_char(at + 1);
		}
		hit |= low <= c && c <= high;
	}
	return hit != negated;
}

static gunichar
char_at(const char *text)
{
	return (guchar)*text < 0x80 ? (gunichar)*text : g_utf8_get_char(text);
}

/* Only the last "*" is ever tried again, so the work is bounded by the product of the lengths. */
static gboolean
pattern_matches(struct slice pattern, const char *text)
{
	const char *retry = NULL;
	struct slice after = {0};
	if (pattern.len > 0 && is_plain(*pattern.at) && *pattern.at != *text)
		return FALSE;
	while (*text != '\0' || pattern.len > 0) {
		gsize len;
		if (pattern.len > 0 && *pattern.at == '*') {
			pattern = after = (struct slice){pattern.at + 1, pattern.len - 1};
			retry = text;
			continue;
		}
		if (pattern.len > 0 && *text != '\0' &&
		    element_matches(pattern, char_at(text), &len)) {
			pattern = (struct slice){pattern.at + len, pattern.len - len};
			text = g_utf8_next_char(text);
			continue;
		}
		if (retry == NULL || *retry == '\0')
			return FALSE;
		retry = g_utf8_next_char(retry);
		if (after.len > 0 && is_plain(*after.at) && (retry = strchr(retry, *after.at)) == NULL)
			return FALSE;
		text = retry;
		pattern = after;
	}
	return TRUE;
}

static void
call_glob_match(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	const char *list = text_of(argv[0]), *text = text_of(argv[1]);
	if (list == NULL || text == NULL)
		return;
	struct slice rest = slice_of(list), item;
	gboolean hit = FALSE;
	while (!hit && slice_take_until(&rest, ',', &item)) {
		item = slice_trim(item);
		if (item.len > JUDGE_PATTERN_MAX) {
			sqlite3_result_error(context, "glob_match: the pattern is too long", -1);
			return;
		}
		hit = item.len > 0 && pattern_matches(item, text);
	}
	sqlite3_result_int(context, hit);
}

/* ---- networks ---- */

struct network {
	int family; /* AF_INET or AF_INET6 */
	guint bits; /* of the prefix */
	guint8 at[16];
};

/* "10.0.0.0/8", "2001:db8::/32", or one address. FALSE for what is none. */
static gboolean
network_parse(const char *text, struct network *network)
{
	char address[INET6_ADDRSTRLEN] = "";
	const char *slash = strchr(text, '/');
	gsize len = slash != NULL ? (gsize)(slash - text) : strlen(text);
	if (len >= sizeof address)
		return FALSE;
	memcpy(address, text, len);
	network->family = strchr(address, ':') != NULL ? AF_INET6 : AF_INET;
	if (inet_pton(network->family, address, network->at) != 1)
		return FALSE;
	guint64 bits = network->family == AF_INET ? 32 : 128;
	if (slash != NULL && !g_ascii_string_to_unsigned(slash + 1, 10, 0, bits, &bits, NULL))
		return FALSE;
	network->bits = (guint)bits;
	return TRUE;
}

static gboolean
network_has(const struct network *outer, const struct network *inner)
{
	if (outer->family != inner->family || outer->bits > inner->bits)
		return FALSE;
	guint whole = outer->bits / 8, rest = outer->bits % 8;
	if (memcmp(outer->at, inner->at, whole) != 0)
		return FALSE;
	return rest == 0 || (outer->at[whole] ^ inner->at[whole]) >> (8 - rest) == 0;
}

static void
call_net_has(sqlite3_context *context, int argc, sqlite3_value **argv)
{
	struct network outer, inner;
	const char *texts[] = {text_of(argv[0]), text_of(argv[1])};
	if (texts[0] == NULL || texts[1] == NULL || !network_parse(texts[0], &outer) ||
	    !network_parse(texts[1], &inner))
		return;
	sqlite3_result_int(context, network_has(&outer, &inner));
}

/* ---- registration ---- */

static const struct {
	const char *name;
	int argc;
	void (*call)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
	{"mv", 1, call_mv},
	{"mv", 2, call_mv},
	{"mv_has", 2, call_mv_has},
	{"blank", 2, call_blank},
	{"net_has", 2, call_net_has},
	{"norm", 1, call_norm},
	{"strength", 1, call_strength},
	{"xo", 1, call_xo},
	{"rank_order", 1, call_rank_order},
	{"glob_match", 2, call_glob_match},
};

gboolean
judge_functions_add(struct judge_db *db, GError **error)
{
	const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
	for (guint i = 0; i < G_N_ELEMENTS(functions); i++)
		if (sqlite3_create_function_v2(db->sqlite, functions[i].name, functions[i].argc,
					       flags, db, functions[i].call, NULL, NULL,
					       NULL) != SQLITE_OK) {
			error_set(error, ERROR_STORE, "関数 %s を用意できません: %s",
				  "cannot provide the function %s: %s", functions[i].name,
				  sqlite3_errmsg(db->sqlite));
			return FALSE;
		}
	judge_values_set(db, NULL, 0);
	return TRUE;
}
