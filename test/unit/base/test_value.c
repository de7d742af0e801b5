/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <string.h>

static struct value *
tree(struct arena *arena, const char *json)
{
	GError *error = NULL;
	struct value *value = json_parse(arena, json, strlen(json), "t", &error);
	g_assert_no_error(error);
	return value;
}

static void
test_map(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena);
	char key[] = "b";
	value_set_int(arena, map, key, 1);
	key[0] = 'x'; /* copied */
	value_set_text(arena, map, "a", "one");
	for (guint i = 0; i < 100; i++)
		value_set_int(arena, map, arena_printf(arena, "n%u", i), i);
	struct value *again = value_int(arena, 5);
	again->place = (struct place) { "f", 9, 1 };
	value_set(arena, map, "b", again);
	g_assert_cmpuint(map->n_members, ==, 102);
	g_assert_cmpstr(map->members[0].key, ==, "b");
	g_assert_cmpint(value_get_int(map, "b", -1), ==, 5);
	g_assert_cmpuint(value_member(map, "b")->place.line, ==, 9);
	g_assert_cmpint(value_get_int(map, "n99", -1), ==, 99);
	value_unset(map, "b");
	value_unset(map, "nobody");
	g_assert_cmpuint(map->n_members, ==, 101);
	g_assert_cmpstr(map->members[0].key, ==, "a");
	g_assert_cmpint(value_get_int(map, "n99", -1), ==, 99);
	value_unset(map, "n99");
	g_assert_null(value_get(map, "n99"));
	g_assert_cmpint(value_get_int(map, "n98", -1), ==, 98);
}

/* What is not there, or is something else, is told by the default. */
static void
test_getters(void)
{
	ARENA_AUTO arena = arena_new();
	const struct value *map = tree(arena, "{\"t\":\"x\",\"i\":3,\"b\":false,\"l\":[],\"n\":null}");
	g_assert_cmpstr(value_get_text(map, "t"), ==, "x");
	g_assert_null(value_get_text(map, "i"));
	g_assert_null(value_get_text(map, "gone"));
	g_assert_cmpint(value_get_int(map, "i", 9), ==, 3);
	g_assert_cmpint(value_get_int(map, "t", 9), ==, 9);
	g_assert_cmpint(value_get_int(map, "gone", 9), ==, 9);
	g_assert_false(value_get_bool(map, "b", TRUE));
	g_assert_true(value_get_bool(map, "i", TRUE));
	g_assert_cmpint(value_get(map, "n")->type, ==, VALUE_NULL);
	g_assert_null(value_get(NULL, "t"));
	g_assert_null(value_get(value_get(map, "l"), "t"));
	g_assert_null(value_member(map, "gone"));
	g_assert_true(value_is_text(value_get(map, "t"), "x"));
	g_assert_false(value_is_text(value_get(map, "t"), "y"));
	g_assert_false(value_is_text(value_get(map, "i"), "3"));
	g_assert_false(value_is_text(NULL, "x"));
}

static void
test_list(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *list = value_list(arena);
	for (gint64 i = 0; i < 1000; i++)
		value_add(arena, list, value_int(arena, i));
	g_assert_cmpuint(list->n_items, ==, 1000);
	for (guint i = 0; i < 1000; i++)
		g_assert_cmpint(list->items[i]->integer, ==, i);
}

static void
test_repeated(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena);
	g_assert_null(value_repeated(map));
	static const char *const KEYS[] = { "a", "b", "c", "b", "a" };
	for (guint i = 0; i < G_N_ELEMENTS(KEYS); i++) {
		struct place place = { "f", i + 1, 1 };
		g_assert_true((i <= 3) == (value_repeated(map) == NULL));
		value_append(arena, map, KEYS[i], place, value_int(arena, i));
	}
	g_assert_cmpuint(value_repeated(map)->place.line, ==, 4);
	g_assert_cmpuint(map->n_members, ==, 5);
}

static void
test_equal(void)
{
	static const char *const DIFFERENT[] = { "null", "true", "false", "0", "1", "\"1\"", "\"\"", "[]", "[1]",
		"[1,2]", "[2,1]", "{}", "{\"a\":1}", "{\"a\":2}", "{\"b\":1}", "{\"a\":1,\"b\":1}", "{\"a\":[1]}" };
	ARENA_AUTO arena = arena_new();
	for (guint i = 0; i < G_N_ELEMENTS(DIFFERENT); i++)
		for (guint k = 0; k < G_N_ELEMENTS(DIFFERENT); k++) {
			gboolean equal = value_equal(tree(arena, DIFFERENT[i]), tree(arena, DIFFERENT[k]));
			if (equal != (i == k))
				g_error("%s and %s: %d", DIFFERENT[i], DIFFERENT[k], equal);
		}
	g_assert_true(value_equal(tree(arena, "{\"a\":1,\"b\":[{}]}"), tree(arena, "{\"b\":[{}],\"a\":1}")));
	/* how it was written does not count */
	struct value *plain = value_text(arena, "x");
	plain->plain = TRUE;
	g_assert_true(value_equal(plain, value_text(arena, "x")));
}

/* A copy shares nothing with what it was made from, and lives as long as its own arena. */
static void
test_copy(void)
{
	struct arena *first = arena_new();
	ARENA_AUTO second = arena_new();
	struct value *from = tree(first, "{\"l\":[1,\"x\",{\"k\":null}],\"b\":true,\"s\":{}}");
	from->members[0].place = (struct place) { "f", 3, 4 };
	from->members[0].value->place = (struct place) { "f", 5, 6 };
	struct value *copy = value_copy(second, from);
	g_assert_true(value_equal(copy, from));
	value_set_text(first, from, "b", "changed");
	value_add(first, value_get(from, "l"), value_null(first));
	arena_free(first);
	g_autofree char *text = json_canonical_text(copy);
	g_assert_cmpstr(text, ==, "{\"b\":true,\"l\":[1,\"x\",{\"k\":null}],\"s\":{}}");
	g_assert_cmpuint(copy->members[0].place.line, ==, 3);
	g_assert_cmpuint(copy->members[0].value->place.column, ==, 6);
	value_add(second, value_get(copy, "l"), value_null(second));
	value_set_int(second, value_get(copy, "s"), "n", 1);
	g_assert_cmpuint(value_get(copy, "l")->n_items, ==, 4);
}

static void
test_type_names(void)
{
	for (int type = VALUE_NULL; type <= VALUE_MAP; type++) {
		g_assert_cmpuint(strlen(value_type_en((enum value_type)type)), >, 2);
		g_assert_cmpstr(value_type_ja((enum value_type)type), !=, value_type_en((enum value_type)type));
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/value/map", test_map);
	g_test_add_func("/value/getters", test_getters);
	g_test_add_func("/value/list", test_list);
	g_test_add_func("/value/repeated", test_repeated);
	g_test_add_func("/value/equal", test_equal);
	g_test_add_func("/value/copy", test_copy);
	g_test_add_func("/value/type-names", test_type_names);
	return g_test_run();
}
