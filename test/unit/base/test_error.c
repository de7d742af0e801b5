/* SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"

#include <string.h>

static void
test_languages(void)
{
	g_autoptr(GError) error = NULL;
	error_set(&error, ERROR_NOT_FOUND, "%2$s の %1$d 番目がない", "number %1$d of %2$s is missing", 7, "web");
	g_assert_error(error, SEKISHO_ERROR, ERROR_NOT_FOUND);
	g_assert_cmpstr(error_message(error, "ja"), ==, "web の 7 番目がない");
	g_assert_cmpstr(error_message(error, "en"), ==, "number 7 of web is missing");
	g_assert_cmpstr(error_message(error, "fr"), ==, "number 7 of web is missing");
	g_assert_cmpstr(error_message(error, NULL), ==, "number 7 of web is missing");
	g_assert_cmpstr(error->message, ==, "number 7 of web is missing");
	g_assert_null(error_place(error).file);
	g_autofree char *text = error_text(error, "ja");
	g_assert_cmpstr(text, ==, "web の 7 番目がない");
}

/* An argument that one language leaves out shifts nothing. */
static void
test_skipped_argument(void)
{
	g_autoptr(GError) error = NULL;
	error_set(&error, ERROR_INPUT, "%1$s(%3$s)%2$.0s", "%1$.0s%2$s: %3$s", "下", "below", "z");
	g_assert_cmpstr(error_message(error, "ja"), ==, "下(z)");
	g_assert_cmpstr(error_message(error, "en"), ==, "below: z");
}

/* Errors end on terminals, and what they quote may come from anybody. */
static void
test_harmless(void)
{
	g_autoptr(GError) error = NULL;
	error_set(&error, ERROR_INPUT, "値 \"%s\"", "value \"%s\"",
		"a\033[31mb\x7f" "c\xc2\x9b" "d\xe2\x80\xae" "e\xe2\x81\xa6" "f\ng\th\xff関\xe9");
	g_assert_cmpstr(error_message(error, "en"), ==, "value \"a?[31mb?c??d???e???f\ng\th?関?\"");
	g_assert_cmpstr(error_message(error, "ja"), ==, "値 \"a?[31mb?c??d???e???f\ng\th?関?\"");
}

static void
assert_text(struct place place, const char *want)
{
	g_autoptr(GError) error = NULL;
	error_set_at(&error, ERROR_INPUT, place, "誤り", "wrong");
	g_autofree char *text = error_text(error, "en");
	g_assert_cmpstr(text, ==, want);
}

static void
test_places(void)
{
	assert_text((struct place) { "a.yaml", 3, 5 }, "a.yaml:3:5: wrong");
	assert_text((struct place) { "a.yaml", 3, 0 }, "a.yaml:3: wrong");
	assert_text((struct place) { "a.yaml", 0, 0 }, "a.yaml: wrong");
	assert_text((struct place) { NULL, 3, 5 }, "wrong");
	/* the name is the error's own */
	char name[] = "b.yaml";
	g_autoptr(GError) error = NULL;
	error_set_at(&error, ERROR_INPUT, (struct place) { name, 1, 2 }, "誤り", "wrong");
	name[0] = 'x';
	g_assert_cmpstr(error_place(error).file, ==, "b.yaml");
	g_assert_cmpuint(error_place(error).line, ==, 1);
	g_assert_cmpuint(error_place(error).column, ==, 2);
}

static void
test_copies(void)
{
	g_autoptr(GError) error = NULL, copy = NULL;
	error_set_at(&error, ERROR_CONFLICT, (struct place) { "f", 1, 2 }, "衝突", "conflict");
	copy = g_error_copy(error);
	g_clear_error(&error);
	g_autofree char *ja = error_text(copy, "ja"), *en = error_text(copy, "en");
	g_assert_cmpstr(ja, ==, "f:1:2: 衝突");
	g_assert_cmpstr(en, ==, "f:1:2: conflict");
	/* a prefix is of the English text; the Japanese stays */
	g_prefix_error(&copy, "rule: ");
	g_assert_cmpstr(error_message(copy, "en"), ==, "rule: conflict");
	g_assert_cmpstr(error_message(copy, "ja"), ==, "衝突");
}

/* Errors of other libraries have one language and no place. */
static void
test_others(void)
{
	g_autoptr(GError) error = g_error_new(G_FILE_ERROR, G_FILE_ERROR_FAILED, "broken pipe");
	g_autofree char *text = error_text(error, "ja");
	g_assert_cmpstr(text, ==, "broken pipe");
	g_assert_null(error_place(error).file);
	g_assert_cmpint(error_exit_status(error), ==, 2);
}

static void
test_codes(void)
{
	static const enum error_code CODES[] = {
#define X(code, http, exit) code,
		ERROR_TABLE(X)
#undef X
	};
	static const int HTTP[] = {
#define X(code, http, exit) http,
		ERROR_TABLE(X)
#undef X
	};
	g_assert_cmpuint(G_N_ELEMENTS(CODES), ==, 8);
	for (guint i = 0; i < G_N_ELEMENTS(CODES); i++) {
		g_autoptr(GError) error = NULL;
		error_set(&error, CODES[i], "誤り", "wrong");
		g_assert_cmpint(error->code, ==, (int)i);
		g_assert_cmpint(error_exit_status(error), ==, 2);
		g_assert_cmpint(HTTP[i], >=, 400);
		g_assert_cmpint(HTTP[i], <, 600);
	}
}

static void
test_nobody_asks(void)
{
	error_set(NULL, ERROR_INPUT, "%s", "%s", "x");
	error_set_at(NULL, ERROR_INPUT, (struct place) { 0 }, "%s", "%s", "x");
}

static void
test_problems(void)
{
	struct problems problems;
	g_autoptr(GError) error = NULL;
	problems_init(&problems);
	g_assert_true(problems_none(&problems, &error));
	g_assert_no_error(error);
	problem_add(&problems, ERROR_REFUSED, (struct place) { "f", 4, 1 }, "一つ目", "first");
	g_assert_false(problems_none(&problems, NULL));
	g_assert_false(problems_none(&problems, &error));
	g_assert_cmpstr(error_message(error, "en"), ==, "first");
	g_clear_error(&error);
	for (guint i = 0; i < PROBLEMS_MAX + 4; i++)
		problem_add(&problems, ERROR_INPUT, (struct place) { "g", i, 1 }, "次", "next");
	g_assert_cmpuint(problems.list->len, ==, PROBLEMS_MAX);
	g_assert_cmpuint(problems.dropped, ==, 5);
	g_assert_cmpuint(problems_count(&problems), ==, PROBLEMS_MAX + 5);
	g_assert_false(problems_none(&problems, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_REFUSED);
	g_autofree char *ja = error_text(error, "ja"), *en = error_text(error, "en");
	g_assert_cmpstr(ja, ==, "f:4:1: 一つ目(ほか 204 件)");
	g_assert_cmpstr(en, ==, "f:4:1: first (and 204 more)");
	/* the list's own is as it was */
	g_assert_cmpstr(error_message(g_ptr_array_index(problems.list, 0), "ja"), ==, "一つ目");
	problems_clear(&problems);
	problems_clear(&problems);
}

/* The first problem may come from another library. */
static void
test_problems_of_others(void)
{
	struct problems problems;
	g_autoptr(GError) error = NULL;
	problems_init(&problems);
	problem_take(&problems, g_error_new(G_FILE_ERROR, G_FILE_ERROR_FAILED, "broken pipe"));
	problem_add(&problems, ERROR_INPUT, (struct place) { 0 }, "次", "next");
	g_assert_false(problems_none(&problems, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_INPUT);
	g_assert_cmpstr(error_message(error, "ja"), ==, "broken pipe(ほか 1 件)");
	g_assert_cmpstr(error_message(error, "en"), ==, "broken pipe (and 1 more)");
	problems_clear(&problems);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/error/languages", test_languages);
	g_test_add_func("/error/skipped-argument", test_skipped_argument);
	g_test_add_func("/error/harmless", test_harmless);
	g_test_add_func("/error/places", test_places);
	g_test_add_func("/error/copies", test_copies);
	g_test_add_func("/error/others", test_others);
	g_test_add_func("/error/codes", test_codes);
	g_test_add_func("/error/nobody-asks", test_nobody_asks);
	g_test_add_func("/error/problems", test_problems);
	g_test_add_func("/error/problems-of-others", test_problems_of_others);
	return g_test_run();
}
