/* SPDX-License-Identifier: Apache-2.0 */
/* Canonical JSON: the bytes that entries are hashed over, so every one of them is told here. */
#include "base/json.h"

#include <string.h>

static void
assert_string(const char *text, gsize len, const char *want)
{
	g_autoptr(GString) out = g_string_new("<");
	json_append_string(out, text, len);
	g_assert_cmpstr(out->str + 1, ==, want);
	g_assert_cmpint(out->str[0], ==, '<');
}

/* RFC 8785 §3.2.2.2: two-character escapes where there are some, \u00xx below U+0020, else as it is. */
static void
test_strings(void)
{
	assert_string("", 0, "\"\"");
	assert_string("a\"b\\c/d", 7, "\"a\\\"b\\\\c/d\"");
	assert_string("\b\t\n\f\r", 5, "\"\\b\\t\\n\\f\\r\"");
	assert_string("\x01\x0b\x1f\x7f", 4, "\"\\u0001\\u000b\\u001f\x7f\"");
	assert_string("a\0b", 3, "\"a\\u0000b\"");
	assert_string("€ 関所 😀\xc2\x80", strlen("€ 関所 😀\xc2\x80"), "\"€ 関所 😀\xc2\x80\"");
	assert_string("</script>\xe2\x80\xa8", strlen("</script>\xe2\x80\xa8"), "\"</script>\xe2\x80\xa8\"");
}

static void
assert_canonical(const struct value *value, const char *want)
{
	g_autofree char *text = json_canonical_text(value);
	g_assert_cmpstr(text, ==, want);
}

static void
test_scalars(void)
{
	ARENA_AUTO arena = arena_new();
	assert_canonical(value_null(arena), "null");
	assert_canonical(value_bool(arena, TRUE), "true");
	assert_canonical(value_bool(arena, FALSE), "false");
	assert_canonical(value_int(arena, 0), "0");
	assert_canonical(value_int(arena, -1), "-1");
	assert_canonical(value_int(arena, 9007199254740991), "9007199254740991");
	assert_canonical(value_int(arena, -9007199254740991), "-9007199254740991");
	assert_canonical(value_text(arena, "x"), "\"x\"");
	assert_canonical(value_list(arena), "[]");
	assert_canonical(value_map(arena), "{}");
}

/* Beyond 2^53 two readers may see different numbers: no such number is ever hashed. */
static void
test_integer_bound(gconstpointer number)
{
	if (g_test_subprocess()) {
		ARENA_AUTO arena = arena_new();
		assert_canonical(value_int(arena, *(const gint64 *)number), "");
		return;
	}
	g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_failed();
	g_test_trap_assert_stderr("*JSON_INTEGER_MAX*");
}

static struct value *
map_of(struct arena *arena, const char *const *keys, guint n)
{
	struct value *map = value_map(arena);
	for (guint i = 0; i < n; i++)
		value_set_int(arena, map, keys[i], i);
	return map;
}

/* The example of RFC 8785 §3.2.3, which tells UTF-16 order from the order of bytes. */
static void
test_key_order(void)
{
	static const char *const KEYS[] = { "€", "\r", "\xef\xac\xb3", "1", "😀", "\xc2\x80", "ö" };
	ARENA_AUTO arena = arena_new();
	assert_canonical(map_of(arena, KEYS, G_N_ELEMENTS(KEYS)),
		"{\"\\r\":1,\"1\":3,\"\xc2\x80\":5,\"ö\":6,\"€\":0,\"😀\":4,\"\xef\xac\xb3\":2}");
}

/* Every pair of border characters, alone and behind an equal beginning. */
static void
test_key_borders(void)
{
	static const gunichar ASCENDING[] = { 0x01, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0x10000, 0x10001,
		0x103ff, 0x10400, 0x10ffff, 0xe000, 0xffee, 0xffff };
	static const char *const BEFORE[] = { "", "a", "関", "😀" };
	for (guint b = 0; b < G_N_ELEMENTS(BEFORE); b++)
		for (guint i = 0; i < G_N_ELEMENTS(ASCENDING); i++)
			for (guint k = i + 1; k < G_N_ELEMENTS(ASCENDING); k++) {
				ARENA_AUTO arena = arena_new();
				char low[7] = "", high[7] = "";
				g_unichar_to_utf8(ASCENDING[i], low);
				g_unichar_to_utf8(ASCENDING[k], high);
				const char *keys[] = { arena_printf(arena, "%s%s!", BEFORE[b], high),
					arena_printf(arena, "%s%s~", BEFORE[b], low) };
				g_autofree char *text = json_canonical_text(map_of(arena, keys, 2));
				const char *first = strstr(text, ":1"), *second = strstr(text, ":0");
				g_assert_true(first != NULL && first < second);
			}
}

static void
test_key_prefixes(void)
{
	static const char *const KEYS[] = { "ab", "b", "", "a", "aa", "A", "a-b", "a_b", "a.b" };
	ARENA_AUTO arena = arena_new();
	assert_canonical(map_of(arena, KEYS, G_N_ELEMENTS(KEYS)),
		"{\"\":2,\"A\":5,\"a\":3,\"a-b\":6,\"a.b\":8,\"a_b\":7,\"aa\":4,\"ab\":0,\"b\":1}");
}

/* More members than fit on the stack, and the tree itself keeps its order. */
static void
test_many_keys(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena);
	for (guint i = 0; i < 500; i++)
		value_set_int(arena, map, arena_printf(arena, "k%03u", i * 7 % 500), i);
	g_autofree char *text = json_canonical_text(map);
	const char *at = text;
	for (guint i = 0; i < 500; i++) {
		at = strstr(at, arena_printf(arena, "\"k%03u\":", i));
		g_assert_nonnull(at);
	}
	g_assert_cmpstr(map->members[1].key, ==, "k007");
}

static void
test_nested(void)
{
	ARENA_AUTO arena = arena_new();
	GError *error = NULL;
	static const char LOOSE[] = " { \"b\" : [ 1 , { \"z\": null, \"a\" : [ ] } , \"x\" ] , \"a\" : { } } ";
	struct value *value = json_parse(arena, LOOSE, strlen(LOOSE), "t", &error);
	g_assert_no_error(error);
	assert_canonical(value, "{\"a\":{},\"b\":[1,{\"a\":[],\"z\":null},\"x\"]}");
	/* what was written reads back as the same tree, and is written the same again */
	g_autofree char *text = json_canonical_text(value);
	struct value *again = json_parse(arena, text, strlen(text), "t", &error);
	g_assert_no_error(error);
	g_assert_true(value_equal(value, again));
	assert_canonical(again, text);
}

static void
test_pretty(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena), *list = value_list(arena);
	value_add(arena, list, value_int(arena, 1));
	value_add(arena, list, value_map(arena));
	value_set(arena, map, "b", list);
	value_set_text(arena, map, "a", "\n");
	value_set(arena, map, "c", value_list(arena));
	g_autoptr(GString) out = g_string_new(NULL);
	json_pretty(map, out);
	g_assert_cmpstr(out->str, ==,
		"{\n  \"b\": [\n    1,\n    {}\n  ],\n  \"a\": \"\\n\",\n  \"c\": []\n}\n");
}

int
main(int argc, char **argv)
{
	static const gint64 ABOVE = 9007199254740992, BELOW = -9007199254740992;
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/json/write/strings", test_strings);
	g_test_add_func("/json/write/scalars", test_scalars);
	g_test_add_data_func("/json/write/integer-above", &ABOVE, test_integer_bound);
	g_test_add_data_func("/json/write/integer-below", &BELOW, test_integer_bound);
	g_test_add_func("/json/write/key-order", test_key_order);
	g_test_add_func("/json/write/key-borders", test_key_borders);
	g_test_add_func("/json/write/key-prefixes", test_key_prefixes);
	g_test_add_func("/json/write/many-keys", test_many_keys);
	g_test_add_func("/json/write/nested", test_nested);
	g_test_add_func("/json/write/pretty", test_pretty);
	return g_test_run();
}
