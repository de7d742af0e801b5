/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <string.h>

static struct value *
parsed(struct arena *arena, const char *text, gsize len)
{
	GError *error = NULL;
	struct value *value = json_parse(arena, text, len, "body.json", &error);
	g_assert_no_error(error);
	g_assert_nonnull(value);
	return value;
}

static void
assert_read(const char *text, const char *canonical)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *got = json_canonical_text(parsed(arena, text, strlen(text)));
	g_assert_cmpstr(got, ==, canonical);
}

static void
test_values(void)
{
	assert_read("null", "null");
	assert_read(" true ", "true");
	assert_read("-0", "0");
	assert_read("9007199254740991", "9007199254740991");
	assert_read("-9007199254740991", "-9007199254740991");
	assert_read("\"\\u95a2\\u6240 \\ud83d\\ude00 \\/ \\b\"", "\"関所 😀 / \\b\"");
	assert_read("[]", "[]");
	assert_read("{\"b\":1,\"a\":[{},[],\"\"]}", "{\"a\":[{},[],\"\"],\"b\":1}");
	assert_read("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":2}}", "{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":2}}");
}

/* Members keep the order of the text; nodes have no place. */
static void
test_order(void)
{
	ARENA_AUTO arena = arena_new();
	const struct value *map = parsed(arena, "{\"b\":1,\"a\":\"x\"}", 15);
	g_assert_cmpuint(map->n_members, ==, 2);
	g_assert_cmpstr(map->members[0].key, ==, "b");
	g_assert_cmpstr(map->members[1].key, ==, "a");
	g_assert_cmpstr(value_get_text(map, "a"), ==, "x");
	g_assert_cmpuint(value_get(map, "a")->place.line, ==, 0);
}

/* The reader may be given a piece of a larger text: nothing behind it is looked at. */
static void
test_bounds(void)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *alone = g_memdup2("[1,2]", 5);
	g_assert_cmpuint(parsed(arena, alone, 5)->n_items, ==, 2);
	g_assert_cmpint(parsed(arena, "12345", 2)->integer, ==, 12);
}

static void
assert_refused(const char *text, gsize len, enum error_code code, const char *words)
{
	ARENA_AUTO arena = arena_new();
	g_autoptr(GError) error = NULL;
	if (json_parse(arena, text, len, "body.json", &error) != NULL)
		g_error("accepted: %s", text);
	g_assert_error(error, SEKISHO_ERROR, (int)code);
	g_autofree char *told = error_text(error, "en");
	if (strstr(told, words) == NULL || strcmp(error_message(error, "ja"), error->message) == 0)
		g_error("%s: %s / %s", text, told, error_message(error, "ja"));
	g_assert_null(json_parse(arena, text, len, "body.json", NULL));
}

static void
test_refused(void)
{
	static const struct {
		const char *text, *words;
	} ALL[] = {
		{ "", "body.json" },
		{ "   ", "not JSON" },
		{ "nul", "not JSON" },
		{ "{\"a\":1", "not JSON" },
		{ "[1,]", "not JSON" },
		{ "[1] 2", "not JSON" },
		{ "{a:1}", "not JSON" },
		{ "{'a':1}", "not JSON" },
		{ "[1 /* one */]", "not JSON" },
		{ "[01]", "not JSON" },
		{ "[+1]", "not JSON" },
		{ "[NaN]", "not JSON" },
		{ "[Infinity]", "not JSON" },
		{ "\"a\nb\"", "not JSON" },
		{ "\"\\x\"", "not JSON" },
		{ "\"\\ud800\"", "not JSON" },
		{ "1.5", "write a fraction as text" },
		{ "[1.0]", "write a fraction as text" },
		{ "{\"a\":1e2}", "write a fraction as text" },
		{ "1E400", "not JSON" },
		{ "9007199254740992", "2^53-1" },
		{ "-9007199254740992", "2^53-1" },
		{ "9223372036854775808", "2^53-1" },
		{ "123456789012345678901234567890", "not JSON" },
		{ "\"a\\u0000b\"", "NUL" },
		{ "{\"a\\u0000b\":1}", "NUL" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++)
		assert_refused(ALL[i].text, strlen(ALL[i].text), ERROR_INPUT, ALL[i].words);
}

static void
test_not_utf8(void)
{
	static const char *const ALL[] = { "\"\xff\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"\xe9\x96\"",
		"\"\xf4\x90\x80\x80\"", "{\"\x80\":1}", "\xef\xbb\xff[]" };
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++)
		assert_refused(ALL[i], strlen(ALL[i]), ERROR_INPUT, "not JSON");
}

/* The second one is where the YAML reader, which knows places, finds it. */
static void
test_duplicates(void)
{
	static const struct {
		const char *text, *words;
	} ALL[] = {
		{ "{\"a\":1,\"b\":2,\"a\":1}", "body.json:1:14: member \"a\" stands twice" },
		{ "{\"x\":[{\"k\":1,\n\"k\":2}]}", "body.json:2:1: member \"k\" stands twice" },
		{ "{\"a\":1,\"\\u0061\":2}", "member \"a\" stands twice" },
	};
	for (guint i = 0; i < G_N_ELEMENTS(ALL); i++)
		assert_refused(ALL[i].text, strlen(ALL[i].text), ERROR_INPUT, ALL[i].words);
	assert_read("{\"a\":{\"a\":1},\"A\":2}", "{\"A\":2,\"a\":{\"a\":1}}");
}

/* Where it stops being JSON, if that can be said. */
static void
test_places(void)
{
	assert_refused("{\"a\": 1,\n \"b\": \"x}", 18, ERROR_INPUT, "body.json:");
	static const char BROKEN[] = "[1,\n2,\n\xff]";
	assert_refused(BROKEN, strlen(BROKEN), ERROR_INPUT, "body.json:3:1: ");
}

static char *
nested(guint depth, const char *open, const char *inside, const char *close)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < depth; i++)
		g_string_append(out, open);
	g_string_append(out, inside);
	for (guint i = 0; i < depth; i++)
		g_string_append(out, close);
	return g_string_free(out, FALSE);
}

static void
test_depth(void)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *lists = nested(JSON_DEPTH_MAX - 1, "[", "[]", "]");
	g_autofree char *maps = nested(JSON_DEPTH_MAX - 1, "{\"a\":", "{}", "}");
	parsed(arena, lists, strlen(lists));
	parsed(arena, maps, strlen(maps));
	static const guint TOO_MANY[] = { JSON_DEPTH_MAX + 1, JSON_DEPTH_MAX + 2, 1000, 1000000 };
	for (guint i = 0; i < G_N_ELEMENTS(TOO_MANY); i++) {
		g_autofree char *deep = nested(TOO_MANY[i], "[", "1", "]");
		g_autofree char *open = nested(TOO_MANY[i], "{\"a\":", "", "");
		assert_refused(deep, strlen(deep), ERROR_INPUT, "not JSON");
		assert_refused(open, strlen(open), ERROR_INPUT, "not JSON");
	}
}

static void
test_size(void)
{
	g_autofree char *large = g_strnfill((gsize)JSON_MAX + 1, ' ');
	large[JSON_MAX - 1] = '1';
	ARENA_AUTO arena = arena_new();
	g_assert_cmpint(parsed(arena, large, JSON_MAX)->integer, ==, 1);
	assert_refused(large, (gsize)JSON_MAX + 1, ERROR_TOO_LARGE, "at most 67108864");
}

/* A map of very many members takes time in proportion, not its square. */
static void
test_many_members(void)
{
	g_autoptr(GString) text = g_string_new("{");
	for (guint i = 0; i < 200000; i++)
		g_string_append_printf(text, "%s\"member-%u\":%u", i > 0 ? "," : "", i, i);
	g_string_append(text, "}");
	ARENA_AUTO arena = arena_new();
	gint64 began = g_get_monotonic_time();
	const struct value *map = parsed(arena, text->str, text->len);
	g_assert_cmpuint(map->n_members, ==, 200000);
	g_assert_cmpstr(map->members[199999].key, ==, "member-199999");
	g_assert_cmpint(g_get_monotonic_time() - began, <, 5 * G_USEC_PER_SEC);
}

/* The parser of a thread is used again: a small text behind a large one, after an error, deeper. */
static void
test_again(void)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *large = g_strnfill(100000, ' ');
	large[99999] = '7';
	for (guint i = 0; i < 3; i++) {
		g_assert_cmpint(parsed(arena, "1", 1)->integer, ==, 1);
		g_assert_cmpint(parsed(arena, large, 100000)->integer, ==, 7);
		assert_refused("[", 1, ERROR_INPUT, "not JSON");
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json/read/values", test_values);
	g_test_add_func("/json/read/order", test_order);
	g_test_add_func("/json/read/bounds", test_bounds);
	g_test_add_func("/json/read/refused", test_refused);
	g_test_add_func("/json/read/not-utf8", test_not_utf8);
	g_test_add_func("/json/read/duplicates", test_duplicates);
	g_test_add_func("/json/read/places", test_places);
	g_test_add_func("/json/read/depth", test_depth);
	g_test_add_func("/json/read/size", test_size);
	g_test_add_func("/json/read/many-members", test_many_members);
	g_test_add_func("/json/read/again", test_again);
	return g_test_run();
}
