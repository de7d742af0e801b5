/* SPDX-License-Identifier: Apache-2.0 */
#include "base/yaml.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"

static struct value *
parsed(struct arena *arena, const char *text)
{
	struct problems problems;
	problems_init(&problems);
	struct value *value = yaml_parse(arena, text, strlen(text), "system.yaml", &problems);
	if (value == NULL) {
		g_autofree char *told = error_text(g_ptr_array_index(problems.list, 0), "en");
		g_error("%s\n%s", told, text);
	}
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	problems_clear(&problems);
	return value;
}

static void
assert_read(const char *text, const char *json)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *got = json_canonical_text(parsed(arena, text));
	g_assert_cmpstr(got, ==, json);
}

static void
test_values(void)
{
	assert_read("", "{}");
	assert_read("# only a comment\n", "{}");
	assert_read("---\n", "{}");
	assert_read("a: 1\nb:\n  - x\n  - {c: [d, e]}\n", "{\"a\":1,\"b\":[\"x\",{\"c\":[\"d\",\"e\"]}]}");
	assert_read("- 1\n- -7\n- 0\n- 9007199254740991", "[1,-7,0,9007199254740991]");
	assert_read("[true, false, null, ~, ]", "[true,false,null,null]");
	assert_read("{a: , b: ''}", "{\"a\":null,\"b\":\"\"}");
	assert_read("名称: 審査API 😀", "{\"名称\":\"審査API 😀\"}");
	assert_read("a: |\n  one\n  two\nb: >\n  one\n  two\n", "{\"a\":\"one\\ntwo\\n\",\"b\":\"one two\\n\"}");
	assert_read("\xef\xbb\xbf" "a: 1", "{\"a\":1}");
	assert_read("a: \"\\u95a2\\n\\\"\"", "{\"a\":\"関\\n\\\"\"}");
	assert_read("a: 1\r\nb: 2\r\n", "{\"a\":1,\"b\":2}");
}

/* Only these are more than text: what looks like a number or truth of other dialects stays as written. */
static void
test_plain(void)
{
	static const char *const TEXTS[] = { "yes", "no", "on", "off", "True", "TRUE", "Null", "1.5", "1e3", "0x1F", "0o7",
		"007", "-01", "+1", "1_000", "12:30:45", ".inf", "2026-11-23", "5y", "C2 I2 A1", "1-2",
		"9223372036854775808", "-", NULL };
	for (guint i = 0; TEXTS[i] != NULL && strcmp(TEXTS[i], "-") != 0; i++) {
		ARENA_AUTO arena = arena_new();
		g_autofree char *text = g_strdup_printf("a: %s", TEXTS[i]);
		const struct value *value = value_get(parsed(arena, text), "a");
		g_assert_cmpint(value->type, ==, VALUE_TEXT);
		g_assert_cmpstr(value->text, ==, TEXTS[i]);
		g_assert_true(value->plain);
	}
	static const char *const QUOTED[] = { "'1'", "\"true\"", "'null'", "|\n  5\n" };
	for (guint i = 0; i < G_N_ELEMENTS(QUOTED); i++) {
		ARENA_AUTO arena = arena_new();
		g_autofree char *text = g_strdup_printf("a: %s", QUOTED[i]);
		const struct value *value = value_get(parsed(arena, text), "a");
		g_assert_cmpint(value->type, ==, VALUE_TEXT);
		g_assert_false(value->plain);
	}
}

static void
assert_place(struct place place, guint line, guint column)
{
	g_assert_cmpstr(place.file, ==, "system.yaml");
	g_assert_cmpuint(place.line, ==, line);
	g_assert_cmpuint(place.column, ==, column);
}

/* Lines and columns from 1, columns in characters. */
static void
test_places(void)
{
	ARENA_AUTO arena = arena_new();
	const struct value *root =
		parsed(arena, "# first\nsystem:\n  名称: {ja: 表, en: x}\n  list:\n    - one\n    -   two\n  text: |\n    a\n");
	const struct value *system = value_get(root, "system"), *list = value_get(system, "list");
	assert_place(value_member(root, "system")->place, 2, 1);
	assert_place(system->place, 3, 3);
	assert_place(value_member(system, "名称")->place, 3, 3);
	assert_place(value_get(system, "名称")->place, 3, 7);
	assert_place(value_member(value_get(system, "名称"), "en")->place, 3, 15);
	assert_place(value_get(value_get(system, "名称"), "en")->place, 3, 19);
	assert_place(list->items[0]->place, 5, 7);
	assert_place(list->items[1]->place, 6, 9);
	g_assert_cmpuint(value_get(system, "text")->place.line, >=, 7);
}

/* The first problem, as "line:column words". */
static void
assert_refused_len(const char *text, gsize len, const char *words)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	if (yaml_parse(arena, text, len, "f", &problems) != NULL)
		g_error("accepted: %s", text);
	g_assert_cmpuint(problems_count(&problems), >=, 1);
	const GError *first = g_ptr_array_index(problems.list, 0);
	g_autofree char *told = error_text(first, "en");
	if (!g_str_has_prefix(told, "f:") || strstr(told + 2, words) != told + 2)
		g_error("%s\n→ %s, not %s", text, told, words);
	g_assert_cmpstr(error_message(first, "ja"), !=, first->message);
	problems_clear(&problems);
}

static void
assert_refused(const char *text, const char *words)
{
	assert_refused_len(text, strlen(text), words);
}

static void
test_duplicates(void)
{
	assert_refused("a: 1\nb: 2\na: 3\n", "3:1: key \"a\" is written twice");
	assert_refused("x:\n  k: 1\n  'k': 1\n", "3:3: key \"k\" is written twice");
	assert_refused("x: {k: 1, k: 2}", "1:11: key \"k\" is written twice");
	assert_refused("? a\n: 1\n\"\\x61\": 2\n", "3:1: key \"a\" is written twice");
	assert_read("a: {a: 1}\nA: 2", "{\"A\":2,\"a\":{\"a\":1}}");
}

/* Nothing that could unfold, or mean something else than it says. */
static void
test_anchors_tags(void)
{
	assert_refused("a: &x 1\nb: *x\n", "1:");
	assert_refused("a: *x\n", "1:4: aliases");
	assert_refused("a: &x [1]\n", "1:");
	assert_refused("a: &x {b: 1}\n", "1:");
	assert_refused("&k a: 1\n", "1:");
	assert_refused("base: &b {x: 1}\nuse:\n  <<: *b\n", "1:");
	assert_refused("use:\n  <<: *b\n", "2:7: aliases");
	assert_refused("a: !!str 1\n", "1:");
	assert_refused("a: !!binary aGVsbG8=\n", "1:");
	assert_refused("!!map {a: 1}\n", "1:");
	assert_refused("- !x [1]\n", "1:");
}

/* Without an alias behind it `<<` is a key like others, not a merge. */
static void
test_merge_key(void)
{
	assert_read("<<: {x: 1}\ny: 2\n", "{\"<<\":{\"x\":1},\"y\":2}");
	assert_refused("<<: {x: 1}\n<<: {y: 1}\n", "2:1: key \"<<\" is written twice");
}

/* Nine levels of nine aliases are a thousand million nodes to a reader that follows them. */
static void
test_alias_bomb(void)
{
	g_autoptr(GString) bomb = g_string_new("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
	for (guint i = 1; i < 10; i++) {
		g_string_append_printf(bomb, "a%u: &a%u [", i, i);
		for (guint k = 0; k < 9; k++)
			g_string_append_printf(bomb, "%s*a%u", k > 0 ? "," : "", i - 1);
		g_string_append(bomb, "]\n");
	}
	gint64 began = g_get_monotonic_time();
	assert_refused(bomb->str, "1:");
	g_assert_cmpint(g_get_monotonic_time() - began, <, G_USEC_PER_SEC);
}

static char *
nested(guint depth, char open, char close)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < depth; i++)
		g_string_append_printf(out, open == '{' ? "{a: " : "%c", open);
	g_string_append_c(out, '1');
	for (guint i = 0; i < depth; i++)
		g_string_append_c(out, close);
	return g_string_free(out, FALSE);
}

static void
test_depth(void)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *lists = nested(YAML_DEPTH_MAX, '[', ']'), *maps = nested(YAML_DEPTH_MAX, '{', '}');
	parsed(arena, lists);
	parsed(arena, maps);
	static const guint TOO_MANY[] = { YAML_DEPTH_MAX + 1, 1000, 100000 };
	for (guint i = 0; i < G_N_ELEMENTS(TOO_MANY); i++) {
		g_autofree char *deep = nested(TOO_MANY[i], '[', ']');
		g_autofree char *map = nested(TOO_MANY[i], '{', '}');
		assert_refused(deep, "1:33: nested too deeply (at most 32 levels)");
		assert_refused(map, "1:129: nested too deeply (at most 32 levels)");
	}
	g_autoptr(GString) block = g_string_new(NULL);
	for (guint i = 0; i < 500; i++)
		g_string_append(block, "- ");
	assert_refused(block->str, "1:65: nested too deeply");
}

/* What the parser holds while it looks ahead has a bound; a mistake in a large file is told as itself. */
static void
test_brackets(void)
{
	g_autofree char *some = nested(YAML_BRACKETS_MAX, '[', ' '), *many = nested(YAML_BRACKETS_MAX + 1, '[', ' ');
	assert_refused(some, "1:33: nested too deeply");
	assert_refused(many, "1:1: has more than 300000 [ and {; split the file");
	g_autoptr(GString) text = g_string_new("a: \"");
	for (guint i = 0; i < 30000; i++)
		g_string_append(text, "long [] text ");
	g_string_append(text, "\"\n");
	ARENA_AUTO arena = arena_new();
	g_assert_cmpuint(value_get(parsed(arena, text->str), "a")->len, ==, 13 * 30000);
	g_string_assign(text, "a: b: c\n");
	for (guint i = 0; i < 30000; i++)
		g_string_append_printf(text, "long-%u: text\n", i);
	assert_refused(text->str, "1:5: invalid nested block mapping");
}

/* Whatever lies at the border of the parser's buffers: a character, an escape, a key. */
static void
test_pieces(void)
{
	for (guint shift = 0; shift < 40; shift++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *blank = g_strnfill(shift, ' ');
		g_string_append_printf(text, "#%s\n", blank);
		for (guint i = 0; i < 700; i++)
			g_string_append_printf(text, "鍵%u: {値: \"関所\\u6240😀\", s: 'it''s', n: %u, p: 平文 %u}\n", i, i, i);
		ARENA_AUTO arena = arena_new();
		const struct value *map = parsed(arena, text->str);
		g_assert_cmpuint(map->n_members, ==, 700);
		for (guint i = 0; i < 700; i++) {
			const struct value *row = map->members[i].value;
			g_assert_cmpstr(map->members[i].key, ==, arena_printf(arena, "鍵%u", i));
			g_assert_cmpstr(value_get_text(row, "値"), ==, "関所所😀");
			g_assert_cmpstr(value_get_text(row, "s"), ==, "it's");
			g_assert_cmpint(value_get_int(row, "n", -1), ==, i);
			g_assert_cmpstr(value_get_text(row, "p"), ==, arena_printf(arena, "平文 %u", i));
			assert_place(map->members[i].place, i + 2, 1);
		}
	}
}

static void
test_bytes(void)
{
	assert_refused_len("a: 1\nb: x\0y\n", 12, "2:5: there is a NUL byte");
	assert_refused("a: \"x\\0y\"\n", "1:4: NUL characters are not allowed");
	assert_refused("a: 1\n表: \xff\n", "2:4: this is not UTF-8");
	assert_refused("a: \xed\xa0\x80\n", "1:4: this is not UTF-8");
	assert_refused("a: \xc0\xaf\n", "1:4: this is not UTF-8");
	assert_refused_len("\xfe\xff\0a\0:\0 \0""1", 10, "1:1: this is not UTF-8");
	assert_refused("a: \xe9\x96", "1:4: this is not UTF-8");
	/* Shift_JIS, as it comes from old tools */
	assert_refused("a: \x8a\xd6\x8f\x8a\n", "1:4: this is not UTF-8");
}

static void
test_structure(void)
{
	assert_refused("a: 1\n---\nb: 2\n", "2:1: only one document");
	assert_refused("? [x, y]\n: 1\n", "1:3: a key must be plain text");
	assert_refused("{[1]: 2}", "1:2: a key must be plain text");
	assert_refused("a:\n\tb: 1\n", "2:1: tab character may not be used as indentation; indent with blanks");
	assert_refused("a: [1, 2\nb: 3\n", "3:1: flow sequence without a closing bracket; close the [");
	assert_refused("a: b: c\n", "1:5: invalid nested block mapping on the same line; quote a value");
	assert_refused("a: \"x\n", "1:5: double-quoted scalar without closing quote; close the quote");
	assert_refused("- a\nb: 1\n", "2:1: invalid scalar at the end of block sequence; look at");
	assert_refused("a: 1\n  b: 2\n", "1:4: invalid multiline plain key; mend the indentation");
	assert_refused("%YAML 9.9\n---\na: 1\n", " this cannot be read as YAML");
	assert_refused("a: @x\n", "1:4: plain scalar cannot start with '@'; quote the value");
	assert_refused("a: [1]]\n", "1:7: ");
}

static void
test_size(void)
{
	g_autofree char *large = g_strnfill((gsize)YAML_MAX + 1, ' ');
	memcpy(large, "a: 1 #", 6);
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	g_assert_nonnull(yaml_parse(arena, large, YAML_MAX, "f", &problems));
	g_assert_null(yaml_parse(arena, large, (gsize)YAML_MAX + 1, "f", &problems));
	const GError *told = g_ptr_array_index(problems.list, 0);
	g_assert_error(told, SEKISHO_ERROR, ERROR_TOO_LARGE);
	g_assert_nonnull(strstr(told->message, "16777216"));
	problems_clear(&problems);
}

/* A folder's file of very many objects takes time in proportion, not its square. */
static void
test_many_keys(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; i < 60000; i++)
		g_string_append_printf(text, "component-%u: {n: %u}\n", i, i);
	ARENA_AUTO arena = arena_new();
	gint64 began = g_get_monotonic_time();
	const struct value *map = parsed(arena, text->str);
	g_assert_cmpuint(map->n_members, ==, 60000);
	assert_place(map->members[59999].place, 60000, 1);
	g_assert_cmpint(g_get_monotonic_time() - began, <, 8 * G_USEC_PER_SEC);
}

/* ---- files ---- */


static char *
file_in(const char *folder, const char *name, const char *text, gssize len)
{
	char *path = g_build_filename(folder, name, NULL);
	g_assert_true(g_file_set_contents(path, text, len, NULL));
	return path;
}

static void
assert_file_refused(const char *path, enum error_code code)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	g_assert_null(yaml_parse_file(arena, path, &problems));
	g_assert_cmpuint(problems_count(&problems), ==, 1);
	const GError *told = g_ptr_array_index(problems.list, 0);
	g_assert_error(told, SEKISHO_ERROR, (int)code);
	g_assert_cmpstr(error_place(told).file, ==, path);
	problems_clear(&problems);
}

static void
test_files(void)
{
	g_autofree char *folder = g_dir_make_tmp("sekisho-yaml-XXXXXX", NULL);
	g_autofree char *good = file_in(folder, "good.yaml", "a: 1\n", -1);
	g_autofree char *empty = file_in(folder, "empty.yaml", "", 0);
	g_autofree char *broken = file_in(folder, "broken.yaml", "a: [", -1);
	g_autofree char *zeros = g_malloc0((gsize)YAML_MAX + 10);
	g_autofree char *large = file_in(folder, "large.yaml", zeros, YAML_MAX + 10);
	g_autofree char *linked = g_build_filename(folder, "link.yaml", NULL);
	g_autofree char *missing = g_build_filename(folder, "missing.yaml", NULL);
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	g_assert_cmpint(symlink(good, linked), ==, 0);
	const struct value *value = yaml_parse_file(arena, good, &problems);
	g_assert_cmpint(value_get_int(value, "a", 0), ==, 1);
	g_assert_cmpstr(value_member(value, "a")->place.file, ==, good);
	g_assert_cmpuint(yaml_parse_file(arena, empty, &problems)->n_members, ==, 0);
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	problems_clear(&problems);
	assert_file_refused(broken, ERROR_INPUT);
	assert_file_refused(large, ERROR_TOO_LARGE);
	assert_file_refused(linked, ERROR_INPUT);
	assert_file_refused(missing, ERROR_NOT_FOUND);
	assert_file_refused(folder, ERROR_INPUT);
	assert_file_refused("/dev/null", ERROR_INPUT);
	const char *const all[] = { good, empty, broken, large, linked, folder };
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		g_assert_cmpint(g_remove(all[i]), ==, 0);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/yaml/values", test_values);
	g_test_add_func("/yaml/plain", test_plain);
	g_test_add_func("/yaml/places", test_places);
	g_test_add_func("/yaml/duplicates", test_duplicates);
	g_test_add_func("/yaml/anchors-tags", test_anchors_tags);
	g_test_add_func("/yaml/merge-key", test_merge_key);
	g_test_add_func("/yaml/alias-bomb", test_alias_bomb);
	g_test_add_func("/yaml/depth", test_depth);
	g_test_add_func("/yaml/brackets", test_brackets);
	g_test_add_func("/yaml/pieces", test_pieces);
	g_test_add_func("/yaml/bytes", test_bytes);
	g_test_add_func("/yaml/structure", test_structure);
	g_test_add_func("/yaml/size", test_size);
	g_test_add_func("/yaml/many-keys", test_many_keys);
	g_test_add_func("/yaml/files", test_files);
	return g_test_run();
}
