/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <string.h>

/* Every object is zeroed, aligned, and nobody else's. */
static void
test_objects(void)
{
	ARENA_AUTO arena = arena_new();
	static const gsize SIZES[] = { 0, 1, 15, 16, 17, 4096, 16383, 16384, 16385, 32768, 100000 };
	guint8 *objects[50 * G_N_ELEMENTS(SIZES)];
	for (guint i = 0; i < G_N_ELEMENTS(objects); i++) {
		gsize size = SIZES[i % G_N_ELEMENTS(SIZES)];
		objects[i] = arena_alloc(arena, size);
		g_assert_cmpuint((gsize)objects[i] % 16, ==, 0);
		for (gsize k = 0; k < size; k++)
			g_assert_cmpuint(objects[i][k], ==, 0);
		memset(objects[i], (int)(i % 251), size);
	}
	for (guint i = 0; i < G_N_ELEMENTS(objects); i++)
		for (gsize k = 0; k < SIZES[i % G_N_ELEMENTS(SIZES)]; k++)
			g_assert_cmpuint(objects[i][k], ==, i % 251);
}

static void
test_texts(void)
{
	ARENA_AUTO arena = arena_new();
	char *copy = arena_dup(arena, "表示", 3);
	g_assert_cmpstr(copy, ==, "表");
	g_assert_cmpstr(arena_dup(arena, NULL, 0), ==, "");
	g_assert_cmpstr(arena_printf(arena, "%s-%d", "a", 7), ==, "a-7");
	g_assert_cmpstr(arena_printf(arena, "%s", ""), ==, "");
	g_autofree char *long_text = g_strnfill(70000, 'x');
	g_assert_cmpstr(arena_printf(arena, "%s", long_text), ==, long_text);
	g_assert_cmpstr(copy, ==, "表");
}

static void
test_free(void)
{
	arena_free(NULL);
	arena_free(arena_new());
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/arena/objects", test_objects);
	g_test_add_func("/arena/texts", test_texts);
	g_test_add_func("/arena/free", test_free);
	return g_test_run();
}
