/* SPDX-License-Identifier: Apache-2.0 */
/* Which mutants an SQL text has: each one is told by its line, what was done, and what is left. */
#include <string.h>

#include "mutants.h"

/* "line mutation SQL", white space as one blank, of all mutants but the deletion. */
static char *
all_of(const char *sql)
{
	g_autoptr(GPtrArray) mutants = mutants_of(sql, 7);
	GString *out = g_string_new(NULL);
	for (guint i = 1; i < mutants->len; i++) {
		const struct mutant *mutant = g_ptr_array_index(mutants, i);
		g_auto(GStrv) words = g_strsplit_set(mutant->sql, " \n", -1);
		g_string_append_printf(out, "%u %s", mutant->line, MUTATION_NAMES[mutant->mutation]);
		for (guint k = 0; words[k] != NULL; k++)
			if (*words[k] != '\0')
				g_string_append_printf(out, " %s", words[k]);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

#define ASSERT_MUTANTS(sql, want)                                                                  \
	do {                                                                                       \
		g_autofree char *got = all_of(sql);                                                \
		g_assert_cmpstr(got, ==, want);                                                    \
	} while (0)

static void
test_conditions(void)
{
	ASSERT_MUTANTS("SELECT a FROM t\nWHERE a = 1\nAND b",
		"8 negate SELECT a FROM t WHERE NOT (a = 1) AND b\n"
		"8 drop SELECT a FROM t WHERE 1 AND b\n"
		"9 negate SELECT a FROM t WHERE a = 1 AND NOT (b)\n"
		"9 drop SELECT a FROM t WHERE a = 1\n");
	ASSERT_MUTANTS("SELECT a FROM t WHERE a OR b GROUP BY a HAVING count(*) > 1",
		"7 negate SELECT a FROM t WHERE NOT (a) OR b GROUP BY a HAVING count(*) > 1\n"
		"7 drop SELECT a FROM t WHERE 0 OR b GROUP BY a HAVING count(*) > 1\n"
		"7 negate SELECT a FROM t WHERE a OR NOT (b) GROUP BY a HAVING count(*) > 1\n"
		"7 drop SELECT a FROM t WHERE a GROUP BY a HAVING count(*) > 1\n"
		"7 negate SELECT a FROM t WHERE a OR b GROUP BY a HAVING NOT (count(*) > 1)\n"
		"7 drop SELECT a FROM t WHERE a OR b GROUP BY a HAVING 1\n");
}

static void
test_between(void)
{
	ASSERT_MUTANTS("SELECT 1 FROM t WHERE a BETWEEN 1 AND (2) AND b",
		"7 negate SELECT 1 FROM t WHERE NOT (a BETWEEN 1 AND (2)) AND b\n"
		"7 drop SELECT 1 FROM t WHERE 1 AND b\n"
		"7 negate SELECT 1 FROM t WHERE a BETWEEN 1 AND (2) AND NOT (b)\n"
		"7 drop SELECT 1 FROM t WHERE a BETWEEN 1 AND (2)\n");
}

static void
test_inside(void)
{
	ASSERT_MUTANTS("SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)\nORDER BY 1",
		"7 negate SELECT 1 FROM t WHERE NOT (NOT EXISTS (SELECT 1 FROM u WHERE u.a = t.a)) ORDER BY 1\n"
		"7 drop SELECT 1 FROM t WHERE 1 ORDER BY 1\n"
		"7 negate SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE NOT (u.a = t.a)) ORDER BY 1\n"
		"7 drop SELECT 1 FROM t WHERE NOT EXISTS (SELECT 1 FROM u WHERE 1) ORDER BY 1\n");
	ASSERT_MUTANTS("SELECT a AND b AS c, d FROM t",
		"7 negate SELECT a AND NOT (b) AS c, d FROM t\n"
		"7 drop SELECT a AS c, d FROM t\n");
}

static void
test_case(void)
{
	ASSERT_MUTANTS("SELECT CASE WHEN a AND b THEN 1 ELSE 2 END AS c FROM t",
		"7 negate SELECT CASE WHEN NOT (a) AND b THEN 1 ELSE 2 END AS c FROM t\n"
		"7 negate SELECT CASE WHEN a AND NOT (b) THEN 1 ELSE 2 END AS c FROM t\n"
		"7 drop SELECT CASE WHEN a THEN 1 ELSE 2 END AS c FROM t\n");
	ASSERT_MUTANTS("SELECT 1 WHERE CASE a WHEN 1 THEN b END = 2 OR c IS DISTINCT FROM d",
		"7 negate SELECT 1 WHERE NOT (CASE a WHEN 1 THEN b END = 2) OR c IS DISTINCT FROM d\n"
		"7 drop SELECT 1 WHERE 0 OR c IS DISTINCT FROM d\n"
		"7 negate SELECT 1 WHERE CASE a WHEN NOT (1) THEN b END = 2 OR c IS DISTINCT FROM d\n"
		"7 negate SELECT 1 WHERE CASE a WHEN 1 THEN b END = 2 OR NOT (c IS DISTINCT FROM d)\n"
		"7 drop SELECT 1 WHERE CASE a WHEN 1 THEN b END = 2\n");
}

static void
test_joins(void)
{
	ASSERT_MUTANTS("SELECT 1 FROM t\nLEFT   JOIN u\n       ON u.a = t.a\n       AND u.b\nWHERE u.a IS NULL",
		"8 drop SELECT 1 FROM t WHERE u.a IS NULL\n"
		"8 narrow SELECT 1 FROM t JOIN u ON u.a = t.a AND u.b WHERE u.a IS NULL\n"
		"9 negate SELECT 1 FROM t LEFT JOIN u ON NOT (u.a = t.a) AND u.b WHERE u.a IS NULL\n"
		"9 drop SELECT 1 FROM t LEFT JOIN u ON 1 AND u.b WHERE u.a IS NULL\n"
		"10 negate SELECT 1 FROM t LEFT JOIN u ON u.a = t.a AND NOT (u.b) WHERE u.a IS NULL\n"
		"10 drop SELECT 1 FROM t LEFT JOIN u ON u.a = t.a WHERE u.a IS NULL\n"
		"11 negate SELECT 1 FROM t LEFT JOIN u ON u.a = t.a AND u.b WHERE NOT (u.a IS NULL)\n"
		"11 drop SELECT 1 FROM t LEFT JOIN u ON u.a = t.a AND u.b WHERE 1\n");
	ASSERT_MUTANTS("SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON y JOIN d ON z",
		"7 drop SELECT 1 FROM (SELECT 1 FROM a ) JOIN c ON y JOIN d ON z\n"
		"7 negate SELECT 1 FROM (SELECT 1 FROM a JOIN b ON NOT (x)) JOIN c ON y JOIN d ON z\n"
		"7 drop SELECT 1 FROM (SELECT 1 FROM a JOIN b ON 1) JOIN c ON y JOIN d ON z\n"
		"7 drop SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN d ON z\n"
		"7 negate SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON NOT (y) JOIN d ON z\n"
		"7 drop SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON 1 JOIN d ON z\n"
		"7 drop SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON y\n"
		"7 negate SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON y JOIN d ON NOT (z)\n"
		"7 drop SELECT 1 FROM (SELECT 1 FROM a JOIN b ON x) JOIN c ON y JOIN d ON 1\n");
}

/* What stands in texts and comments is no condition. */
static void
test_texts(void)
{
	ASSERT_MUTANTS("SELECT 'x WHERE y AND ''z' FROM t -- WHERE b\n/* AND\n c */ WHERE \"AND\" = '条件 AND'",
		"9 negate SELECT 'x WHERE y AND ''z' FROM t -- WHERE b /* AND c */ WHERE NOT (\"AND\" = '条件 AND')\n"
		"9 drop SELECT 'x WHERE y AND ''z' FROM t -- WHERE b /* AND c */ WHERE 1\n");
	ASSERT_MUTANTS("SELECT brand, oral, onto FROM android", "");
	ASSERT_MUTANTS("", "");
}

static void
test_whole(void)
{
	g_autoptr(GPtrArray) mutants = mutants_of("\n  SELECT 1 -- one\n  WHERE   1 -- two\n;\n", 3);
	const struct mutant *whole = g_ptr_array_index(mutants, 0), *negated = g_ptr_array_index(mutants, 1);
	g_assert_cmpuint(whole->mutation, ==, MUTATION_DELETE);
	g_assert_cmpuint(whole->line, ==, 4);
	g_assert_cmpuint(whole->column, ==, 3);
	g_assert_cmpstr(whole->text, ==, "SELECT 1");
	g_assert_cmpstr(whole->sql, ==, "\n  SELECT * FROM (SELECT 1 -- one\n  WHERE   1 -- two\n) WHERE 0");
	g_assert_cmpuint(negated->line, ==, 5);
	g_assert_cmpstr(negated->text, ==, "WHERE 1");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mutants/conditions", test_conditions);
	g_test_add_func("/mutants/between", test_between);
	g_test_add_func("/mutants/inside", test_inside);
	g_test_add_func("/mutants/case", test_case);
	g_test_add_func("/mutants/joins", test_joins);
	g_test_add_func("/mutants/texts", test_texts);
	g_test_add_func("/mutants/whole", test_whole);
	return g_test_run();
}
