/* SPDX-License-Identifier: Apache-2.0 */
/* What is written as YAML reads back as the same data. */
#include <string.h>

#include "base/json.h"
#include "base/yaml.h"
#include "document/yaml_text.h"

static struct value *
read_back(struct arena *arena, const char *text)
{
	struct problems problems;
	problems_init(&problems);
	struct value *value = yaml_parse(arena, text, strlen(text), "written", &problems);
	for (guint i = 0; i < problems.list->len; i++) {
		g_autofree char *told = error_text(g_ptr_array_index(problems.list, i), "en");
		g_test_message("%s", told);
	}
	problems_clear(&problems);
	return value;
}

static void
assert_same(struct arena *arena, const struct value *map)
{
	g_autoptr(GString) out = g_string_new(NULL);
	yaml_text(map, 0, out);
	struct value *back = read_back(arena, out->str);
	if (back != NULL && value_equal(map, back))
		return;
	g_autofree char *was = json_canonical_text(map);
	g_autofree char *is = back == NULL ? NULL : json_canonical_text(back);
	g_test_message("was %s\nis  %s\nwritten:\n%s", was, is != NULL ? is : "-", out->str);
	g_test_fail();
}

/* A text that stands where a quoted one is wanted comes back as a text, not as something else. */
static void
test_look_alikes(void)
{
	static const char *const TEXTS[] = { "", "1", "-1", "+5", "1.10", ".5", "1e3", "0x1f", "0o17",
		"007", "1_000", "12:30", "12:30:45", "2026-04-01", "2026-04-01T09:00:00Z", "true", "True",
		"NO", "off", "y", "null", "~", "Null", ".inf", "-.INF", ".nan", "=", "<<", "-", "- a", "?",
		"? a", ":", "a:", "a: b", "a #b", "#b", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "[a",
		"{a", "a]", "a}", "a, b", "'", "''", "\"", "it's", "\\", "C:\\dir", " a", "a ", "a\tb", "---",
		"...", "--- a", "「審査」", "、", "~a", "\xe3\x80\x80" "a", "\xc2\x85", "\xe2\x80\xa8", "\xef\xbb\xbf",
		"\xf0\x9f\x98\x80", "a\nb", "a\n", "\na", "a\n\nb", " a\nb", "a\n b", "a \nb ", "a\n\tb",
		"#a\n#b", "---\na", "\n", "a\r\nb", "項目: 値", "項目:値", "5y", "C2 I2 A1", "1.2.3", "v1",
		"component:web", "https://a.example/?b=c&d#e" };
	ARENA_AUTO arena = arena_new();
	for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
		struct value *map = value_map(arena), *list = value_list(arena), *inner = value_map(arena);
		value_set_text(arena, map, "text", TEXTS[i]);
		value_add(arena, list, value_text(arena, TEXTS[i]));
		value_set_text(arena, inner, TEXTS[i], TEXTS[i]);
		value_set(arena, map, "list", list);
		if (strchr(TEXTS[i], '\n') == NULL)
			value_set(arena, map, "map", inner);
		assert_same(arena, map);
		g_autoptr(GString) line = g_string_new("top: ");
		yaml_line(map, line);
		struct value *back = read_back(arena, line->str);
		g_assert_true(back != NULL && value_equal(map, value_get(back, "top")));
	}
}

static void
test_quotes(void)
{
	static const struct {
		const char *text, *written;
	} PAIRS[] = { { "審査API", "審査API" }, { "1.2.3", "1.2.3" }, { "5y", "5y" },
		{ "component:web", "component:web" }, { "1.10", "\"1.10\"" },
		{ "2026-04-01", "\"2026-04-01\"" }, { "no", "\"no\"" }, { "12:30", "\"12:30\"" },
		{ "C:\\a", "'C:\\a'" }, { "a, b", "\"a, b\"" }, { "a\tb", "\"a\\tb\"" } };
	for (guint i = 0; i < G_N_ELEMENTS(PAIRS); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		yaml_scalar(PAIRS[i].text, out);
		g_assert_cmpstr(out->str, ==, PAIRS[i].written);
	}
}

static void
test_shape(void)
{
	static const char JSON[] = "{\"name\":\"名称\",\"hosts\":[\"a\",\"b\"],\"none\":[],\"empty\":{},"
		"\"prose\":\"一行目\\n\\n  三行目\",\"rights\":[{\"component\":\"web\",\"notes\":[{\"x\":1}]},"
		"{\"component\":\"db\"}],\"on\":true,\"n\":-3}";
	static const char YAML[] = "  name: 名称\n  hosts: [a, b]\n  none: []\n  empty: {}\n  prose: |-\n"
		"    一行目\n\n      三行目\n  rights:\n    - component: web\n      notes:\n"
		"        - x: 1\n    - component: db\n  \"on\": true\n  \"n\": -3\n";
	ARENA_AUTO arena = arena_new();
	struct value *map = json_parse(arena, JSON, strlen(JSON), "test", NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	yaml_text(map, 2, out);
	g_assert_cmpstr(out->str, ==, YAML);
	assert_same(arena, map);
}

static void
test_long_lists(void)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena), *list = value_list(arena);
	for (guint i = 0; i < 40; i++)
		value_add(arena, list, value_text(arena, "host.example"));
	value_set(arena, map, "hosts", list);
	g_autoptr(GString) out = g_string_new(NULL);
	yaml_text(map, 0, out);
	g_assert_true(g_str_has_prefix(out->str, "hosts:\n  - host.example\n  - host.example\n"));
	assert_same(arena, map);
}

/* ---- anything at all ---- */

static char *
any_text(GRand *rand)
{
	static const char *const PIECES[] = { "a", "1", ".", "-", ":", " ", ": ", " #", "#", "\n", "\"", "'",
		"\\", ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "%", "@", "`", "?", "~", "=", "\t",
		"関", "所", "「", "e", "0x", "true", "no", "\xc2\xa0", "\xe3\x80\x80", "\x7f", "\x01", "\r" };
	GString *text = g_string_new(NULL);
	for (guint n = (guint)g_rand_int_range(rand, 0, 9); n > 0; n--)
		g_string_append(text,
			PIECES[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(PIECES))]);
	return g_string_free(text, FALSE);
}

static struct value *
any_value(struct arena *arena, GRand *rand, guint depth)
{
	guint sort = (guint)g_rand_int_range(rand, 0, depth > 3 ? 4 : 6);
	struct value *made;
	g_autofree char *text = any_text(rand);
	switch (sort) {
	case 0:
		return value_bool(arena, g_rand_boolean(rand));
	case 1:
		return value_int(arena, g_rand_int(rand) - (gint64)G_MAXINT32);
	case 4:
		made = value_list(arena);
		for (guint n = (guint)g_rand_int_range(rand, 0, 4); n > 0; n--)
			value_add(arena, made, any_value(arena, rand, depth + 1));
		return made;
	case 5:
		made = value_map(arena);
		for (guint n = (guint)g_rand_int_range(rand, 0, 4); n > 0; n--) {
			g_autofree char *key = any_text(rand);
			value_set(arena, made, g_strdelimit(key, "\n", '_'),
				any_value(arena, rand, depth + 1));
		}
		return made;
	default:
		return value_text(arena, text);
	}
}

static void
test_anything(void)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(20261125);
	for (guint i = 0; i < 20000 && !g_test_failed(); i++) {
		ARENA_AUTO arena = arena_new();
		struct value *map = value_map(arena);
		for (guint k = 0; k < 3; k++) {
			char key[8];
			g_snprintf(key, sizeof key, "k%u", k);
			value_set(arena, map, key, any_value(arena, rand, 0));
		}
		assert_same(arena, map);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/yaml-text/look-alikes", test_look_alikes);
	g_test_add_func("/yaml-text/quotes", test_quotes);
	g_test_add_func("/yaml-text/shape", test_shape);
	g_test_add_func("/yaml-text/long-lists", test_long_lists);
	g_test_add_func("/yaml-text/anything", test_anything);
	return g_test_run();
}
