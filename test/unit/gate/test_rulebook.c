/* SPDX-License-Identifier: Apache-2.0 */
/* Rule files: what is wrong with one is told with its place, and stops no other. */
#include "gate_fixture.h"

#define HEAD(id)                                                                                   \
	"-- id: " id "\n-- check: C1-1\n-- rows: C1-1, S1-T1\n-- class: must\n-- severity: high\n"        \
	"-- ja: {subject_id} が悪い\n-- en: {subject_id} is bad\n"
#define GOOD "SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key FROM component c"

/* The text in an own folder as rules/<id>.sql, beside a good one: the first problem, and the good one works. */
static void
assert_wrong(const char *id, const char *text, const char *want)
{
	struct gate gate;
	g_autofree char *path = g_strdup_printf("rules/%s.sql", id);
	const char *const files[] = { path, text, "rules/Z.good.sql", HEAD("Z.good") GOOD, NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&gate, folder);
	g_autofree char *told = gate_told(&gate, folder);
	if (!g_str_has_prefix(told, want))
		g_error("%s\n→ %s\nnot %s", text, told, want);
	g_assert_nonnull(rulebook_rule(gate.book, "Z.good"));
	gate_close(&gate);
	folder_remove(folder);
}

static void
test_wrong_heads(void)
{
	assert_wrong("A.x", GOOD, "rules/A.x.sql:1:1: the head needs a comment \"-- class: …\"");
	assert_wrong("A.x", "-- id: A.x\n" GOOD, "rules/A.x.sql:1:1: the head needs a comment \"-- class: …\"");
	assert_wrong("A.x", HEAD("A.y") GOOD, "rules/A.x.sql:1:1: the id A.y must be the file's name (A.x)");
	assert_wrong("A.x", HEAD("A.x") "-- ground: yes\n" GOOD, "rules/A.x.sql:1:1: unknown member ground in the head");
	assert_wrong("A.x", "-- id: A.x\n-- check: C1-1\n-- rows: C1-1\n-- class: wrong\n-- severity: high\n-- ja: j\n-- en: e\n" GOOD,
		"rules/A.x.sql:1:1: class: \"wrong\" is not usable");
	assert_wrong("A.x", "-- id: A.x\n-- check: C1-1\n-- rows: C1-1\n-- class: must/should\n-- severity: high\n-- ja: j\n-- en: e\n" GOOD,
		"rules/A.x.sql:1:1: class: \"must/should\" is not usable");
	assert_wrong("A.x", "-- id: A.x\n-- check: C1-1\n-- rows: C1-1\n-- class: must\n-- severity: grave\n-- ja: j\n-- en: e\n" GOOD,
		"rules/A.x.sql:1:1: severity: \"grave\" is not usable");
	assert_wrong("A.x", "-- id: A.x\n-- check: C1-1\n-- rows: C1-1\n-- class: must\n-- severity: high\n-- ja: j\n" GOOD,
		"rules/A.x.sql:1:1: the head needs a comment \"-- en: …\"");
	assert_wrong("A.x", "-- id: A.x\n-- check: C1-1\n-- rows: C1-1\n-- class: must\n-- severity: high\n-- ja:\n-- en: e\n" GOOD,
		"rules/A.x.sql:1:1: the head needs a comment \"-- ja: …\"");
	assert_wrong("A.x", "", "rules/A.x.sql:1:1: the head needs");
}

/* The line is the file's, not the statement's. */
static void
test_wrong_sql(void)
{
	assert_wrong("A.x", HEAD("A.x") "SELECT 1 AS subject_kind\nFROM   nowhere", "rules/A.x.sql:9:8: ");
	assert_wrong("A.x", HEAD("A.x") "SELECT c.nope\nFROM component c", "rules/A.x.sql:8:8: ");
	assert_wrong("A.x", HEAD("A.x") "SELEC 1", "rules/A.x.sql:8:1: ");
	assert_wrong("A.x", HEAD("A.x") "DELETE FROM component", "rules/A.x.sql:8:1: ");
	assert_wrong("A.x", HEAD("A.x") GOOD ";\nSELECT 2", "rules/A.x.sql:9:1: ");
	assert_wrong("A.x", HEAD("A.x") "SELECT id FROM component\nWHERE put_at < date('now')", "rules/A.x.sql:9:");
	assert_wrong("A.x", HEAD("A.x") "SELECT id FROM component WHERE id = :who", "rules/A.x.sql:8:");
	assert_wrong("A.x", HEAD("A.x"), "rules/A.x.sql:8:1: ");
}

/* Several wrong ones: each names itself, the good ones stay. */
static void
test_several(void)
{
	struct gate gate;
	const char *const files[] = { "rules/A.a.sql", HEAD("A.b") GOOD, "rules/A.c.sql", HEAD("A.c") "SELECT x FROM y",
		"rules/A.d.sql", HEAD("A.d") GOOD, "rules/notes.txt", "not a rule", "rules/A.e.test.yaml", "[]", NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&gate, folder);
	g_autofree char *told = gate_told(&gate, folder);
	g_assert_cmpuint(problems_count(&gate.problems), ==, 2);
	g_assert_true(g_str_has_prefix(told, "rules/A.a.sql:1:1: "));
	g_assert_nonnull(strstr(told, "\nrules/A.c.sql:8:15: "));
	g_assert_null(rulebook_rule(gate.book, "A.a"));
	g_assert_null(rulebook_rule(gate.book, "A.b"));
	g_assert_cmpuint(gate.book->broken->len, ==, 1);
	g_assert_cmpstr(gate.book->broken->pdata[0], ==, "A.a");
	g_assert_nonnull(rulebook_rule(gate.book, "A.d"));
	gate_close(&gate);
	folder_remove(folder);
}

static void
test_head(void)
{
	struct gate gate;
	static const char RULE[] =
		"-- id: A.full\n-- check: column\n-- rows: C1-1,  S1-T1\n-- class: must/should/-\n-- severity: high/ medium /low\n"
		"-- waits: graph\n-- note: why: because\n--   of that\n-- ja: 一行目で、\n--   続きです: {key}\n-- en: the first line: \n--   and more\n"
		"\nSELECT 'system' AS subject_kind, 's' AS subject_id, 'k' AS key, 'C1-1' AS check_id\n-- the end\n";
	const char *const files[] = { "rules/A.full.sql", RULE, NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&gate, folder);
	g_autofree char *told = gate_told(&gate, folder);
	g_assert_cmpstr(told, ==, "");
	const struct rule *rule = rulebook_rule(gate.book, "A.full");
	g_assert_cmpstr(rule->check, ==, "column");
	g_assert_cmpstr(rule->rows[0], ==, "C1-1");
	g_assert_cmpstr(rule->rows[1], ==, "S1-T1");
	g_assert_null(rule->rows[2]);
	g_assert_cmpint(rule->classes[RANK_HIGH], ==, CLASS_MUST);
	g_assert_cmpint(rule->classes[RANK_MID], ==, CLASS_SHOULD);
	g_assert_cmpint(rule->classes[RANK_LOW], ==, CLASS_SILENT);
	g_assert_cmpint(rule->severities[RANK_MID], ==, SEVERITY_MEDIUM);
	g_assert_cmpstr(rule->waits, ==, "graph");
	g_assert_cmpstr(rule->text.ja, ==, "一行目で、 続きです: {key}");
	g_assert_cmpstr(rule->text.en, ==, "the first line: and more");
	g_assert_cmpuint(rule->first_line, ==, 13);
	g_assert_true(rule->own);
	gate_close(&gate);
	folder_remove(folder);
}

/* ---- what an organisation's folder may do ---- */

static const struct rule *
any_product_rule(const struct gate *gate)
{
	for (guint i = 0; i < gate->book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(gate->book->rules, i);
		if (!rule->own)
			return rule;
	}
	g_error("the product has no rules");
}

/* It adds; it neither takes a rule away nor replaces it, nor a ground, nor a derivation. */
static void
test_own_adds(void)
{
	struct gate product, gate;
	gate_open(&product, NULL);
	g_assert_cmpuint(problems_count(&product.problems), ==, 0);
	const struct rule *rule = any_product_rule(&product);
	const struct ground *ground = g_ptr_array_index(product.book->grounds, 0);
	const struct derivation *derivation = g_ptr_array_index(product.book->derivations, 0);
	g_autofree char *same = g_strdup_printf("rules/%s.sql", rule->id);
	g_autofree char *text = g_strdup_printf(HEAD("%s") GOOD, rule->id);
	g_autofree char *same_ground = g_strdup_printf("guideline/grounds/%s.sql", ground->check);
	g_autofree char *ground_text = g_strdup_printf("-- id: %s\n" GOOD, ground->check);
	g_autofree char *derive_text = g_strdup_printf("-- view: %s\nSELECT 1 AS kind", derivation->name);
	const char *const files[] = { same, text, same_ground, ground_text, "derive/00-first.sql", derive_text,
		"rules/own.one.sql", HEAD("own.one") GOOD, NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&gate, folder);
	g_autofree char *told = gate_told(&gate, folder);
	g_assert_cmpuint(problems_count(&gate.problems), ==, 1);
	g_assert_nonnull(strstr(told, "is already in model/rules/"));
	g_assert_cmpuint(gate.book->rules->len, ==, product.book->rules->len + 1);
	g_assert_cmpuint(gate.book->grounds->len, ==, product.book->grounds->len);
	g_assert_cmpuint(gate.book->derivations->len, ==, product.book->derivations->len);
	g_assert_cmpstr(rulebook_rule(gate.book, rule->id)->sql, ==, rule->sql);
	g_assert_cmpstr(((const struct ground *)gate.book->grounds->pdata[0])->sql, ==, ground->sql);
	g_assert_true(rulebook_rule(gate.book, "own.one")->own);
	/* what a verdict rests on is told apart */
	g_autofree char *before = rulebook_digest(product.model), *after = rulebook_digest(gate.model);
	g_assert_cmpuint(strlen(before), ==, 64);
	g_assert_cmpstr(before, !=, after);
	gate_close(&gate);
	gate_close(&product);
	folder_remove(folder);
}

/* ---- the product's own ---- */

static void
test_product(void)
{
	struct gate gate;
	gate_open(&gate, NULL);
	g_autofree char *told = gate_told(&gate, NULL);
	g_assert_cmpstr(told, ==, "");
	g_assert_cmpuint(gate.book->broken->len, ==, 0);
	for (guint i = 0; i < gate.book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(gate.book->rules, i);
		const struct prepared *prepared = session_rule(gate.session, i);
		static const char *const NEEDED[] = { "subject_kind", "subject_id", "key" };
		if (prepared->query == NULL)
			g_error("%s: %s", rule->id, prepared->failed->message);
		for (guint k = 0; k < G_N_ELEMENTS(NEEDED); k++)
			if (judge_query_find(prepared->query, NEEDED[k]) < 0)
				g_error("%s gives no %s", rule->id, NEEDED[k]);
		if ((strcmp(rule->check, "column") == 0) != (judge_query_find(prepared->query, "check_id") >= 0))
			g_error("%s: check and check_id", rule->id);
	}
	for (guint i = 0; i < gate.book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(gate.book->grounds, i);
		static const char *const NEEDED[] = { "subject_kind", "subject_id", "cover_kind", "cover_id", "proof",
			"collected_at", "fresh_until", "changed_at" };
		struct judge_query *query = session_ground(gate.session, i)->query;
		for (guint k = 0; k < G_N_ELEMENTS(NEEDED); k++)
			if (query == NULL || judge_query_find(query, NEEDED[k]) < 0)
				g_error("the ground of %s gives no %s", ground->check, NEEDED[k]);
	}
	gate_close(&gate);
}

/* A placeholder of a sentence is a column of the rule, and the same ones (or x_ja and x_en) stand in both languages. */
static gboolean
placeholder_known(struct gate *gate, struct judge_query *query, const char *text, const char *other, char **ret)
{
	for (const char *open = strchr(text, '{'); open != NULL; open = strchr(open + 1, '{')) {
		g_autofree char *inside = g_strndup(open + 1, strcspn(open + 1, "}"));
		g_autofree char *braced = g_strdup_printf("{%s}", inside);
		char *how = strchr(inside, '|');
		if (how != NULL)
			*how++ = '\0';
		if (judge_query_find(query, inside) < 0) {
			*ret = g_strdup_printf("no column %s", inside);
			return FALSE;
		}
		if (g_str_has_suffix(inside, "_en") || g_str_has_suffix(inside, "_ja"))
			inside[strlen(inside) - 3] = '\0';
		g_autofree char *opening = g_strdup_printf("{%s", inside);
		if (strstr(other, opening) == NULL) {
			*ret = g_strdup_printf("%s in one language only", braced);
			return FALSE;
		}
	}
	return TRUE;
}

/* A word that only one language has: 進言 and 勧告 are both a recommendation. */
static const char *const ONE_SIDED[] = { "A5.unanswered", NULL };

static void
test_sentences(void)
{
	struct gate gate;
	gate_open(&gate, NULL);
	guint wrong = 0;
	for (guint i = 0; i < gate.book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(gate.book->rules, i);
		struct judge_query *query = session_rule(gate.session, i)->query;
		g_autofree char *why = NULL;
		if (placeholder_known(&gate, query, rule->text.ja, rule->text.en, &why)
			&& placeholder_known(&gate, query, rule->text.en, rule->text.ja, &why))
			continue;
		if (g_strv_contains(ONE_SIDED, rule->id) && g_str_has_suffix(why, "in one language only"))
			continue;
		g_test_message("%s: %s", rule->id, why);
		wrong++;
	}
	g_assert_cmpuint(wrong, ==, 0);
	gate_close(&gate);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rulebook/wrong-heads", test_wrong_heads);
	g_test_add_func("/rulebook/wrong-sql", test_wrong_sql);
	g_test_add_func("/rulebook/several", test_several);
	g_test_add_func("/rulebook/head", test_head);
	g_test_add_func("/rulebook/own-adds", test_own_adds);
	g_test_add_func("/rulebook/product", test_product);
	g_test_add_func("/rulebook/sentences", test_sentences);
	return g_test_run();
}
