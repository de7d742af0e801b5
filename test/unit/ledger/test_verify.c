/* SPDX-License-Identifier: Apache-2.0 */
/* verify names what is wrong: one byte anywhere, in the journal and in what follows from it. */
#include "made_ledger.h"

#include <sqlite3.h>
#include <string.h>

static char *
first_problem(const struct verify_result *result)
{
	return result->problems.list->len == 0
		? NULL
		: g_strdup(error_message(g_ptr_array_index(result->problems.list, 0), "en"));
}

static void
verify(struct made_ledger *made, enum verify_flags flags, struct verify_result *ret)
{
	GError *error = NULL;
	gboolean ran = ledger_verify(
		made->store, made->model, made->ring, NULL, flags, NULL, NULL, ret, &error);
	g_assert_no_error(error);
	g_assert_true(ran);
}

static void
assert_whole(struct made_ledger *made)
{
	struct verify_result result;
	verify(made, VERIFY_ALL, &result);
	g_autofree char *first = first_problem(&result);
	g_assert_cmpstr(first, ==, NULL);
	verify_result_clear(&result);
}

/* The first problem holds the words; in Japanese it says something else. */
static void
assert_wrong(struct made_ledger *made, enum verify_flags flags, const char *words)
{
	struct verify_result result;
	verify(made, flags, &result);
	g_autofree char *first = first_problem(&result);
	if (first == NULL || strstr(first, words) == NULL)
		g_error("expected \"%s\", got: %s", words, first != NULL ? first : "all is well");
	g_assert_cmpstr(
		error_message(g_ptr_array_index(result.problems.list, 0), "ja"), !=, first);
	verify_result_clear(&result);
}

/* ---- one cell after another ---- */

struct cell {
	char *table, *column, *where, *value; /* SQL literals */
	char *name;                           /* what a problem has to say */
};

/* All values of a column, as SQL literals, with the row they stand in. */
static GPtrArray *
cells(struct made_ledger *made, const char *table, const char *column, const char *key,
	const char *name)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	GPtrArray *list = g_ptr_array_new();
	g_autofree char *sql = g_strdup_printf(
		"SELECT quote(%s), %s, %s FROM %s WHERE %s IS NOT NULL", column, key, name, table, column);
	g_assert_cmpint(sqlite3_open(made->path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), ==, SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		struct cell *cell = g_new0(struct cell, 1);
		cell->table = g_strdup(table);
		cell->column = g_strdup(column);
		cell->value = g_strdup((const char *)sqlite3_column_text(statement, 0));
		cell->where = g_strdup((const char *)sqlite3_column_text(statement, 1));
		cell->name = g_strdup((const char *)sqlite3_column_text(statement, 2));
		g_ptr_array_add(list, cell);
	}
	sqlite3_finalize(statement);
	sqlite3_close(db);
	g_assert_cmpuint(list->len, >, 0);
	return list;
}

static void
cell_free(struct cell *cell)
{
	g_free(cell->table);
	g_free(cell->column);
	g_free(cell->where);
	g_free(cell->value);
	g_free(cell->name);
	g_free(cell);
}

static void
set_cell(struct made_ledger *made, const struct cell *cell, const char *value)
{
	g_autofree char *sql = g_strdup_printf("UPDATE %s SET %s = %s WHERE %s", cell->table,
		cell->column, value, cell->where);
	made_tamper(made, sql);
}

/* One hexadecimal digit of a blob, or the last character of a text, or a number by one. */
static char *
altered(const char *value, double where)
{
	gsize len = strlen(value);
	char *other = g_strdup(value);
	if (g_str_has_prefix(value, "X'")) {
		gsize digit = 2 + (gsize)(where * (double)(len - 4));
		other[digit] = other[digit] == '0' ? '1' : '0';
	} else if (*value == '\'') {
		g_free(other);
		other = g_strdup_printf("%.*sx'", (int)len - 1, value);
	} else {
		g_free(other);
		other = g_strdup_printf("%s-1", value);
	}
	return other;
}

static void
alter_each(struct made_ledger *made, const char *table, const char *column, const char *key,
	const char *name, guint places)
{
	g_autoptr(GPtrArray) list = cells(made, table, column, key, name);
	for (guint i = 0; i < list->len; i++) {
		struct cell *cell = g_ptr_array_index(list, i);
		for (guint place = 0; place < places; place++) {
			g_autofree char *value = altered(
				cell->value, places > 1 ? (double)place / (places - 1) : 0.5);
			set_cell(made, cell, value);
			assert_wrong(made, VERIFY_WITHOUT_CONTENTS, cell->name);
			set_cell(made, cell, cell->value);
		}
		cell_free(cell);
	}
	assert_whole(made);
}

/* ---- tests ---- */

static struct made_ledger *
sample(void)
{
	struct made_ledger *made = made_sample();
	assert_whole(made);
	return made;
}

static void
test_counts(void)
{
	struct made_ledger *made = sample();
	struct verify_result result;
	verify(made, VERIFY_ALL, &result);
	g_assert_cmpint(result.chains, ==, 3);
	g_assert_cmpint(result.entries, ==, store_journal_count(made->store, NULL));
	g_assert_cmpint(result.contents, ==, 4);
	g_assert_cmpint(result.erased, ==, 0);
	verify_result_clear(&result);
	made_free(made);
}

#define ENTRY_KEY "'chain=' || quote(chain) || ' AND seq=' || seq"
#define ENTRY_NAME "chain || ' entry ' || seq"

static void
test_bytes(void)
{
	struct made_ledger *made = sample();
	alter_each(made, "journal", "bytes", ENTRY_KEY, ENTRY_NAME, 5);
	made_free(made);
}

static void
test_hashes(void)
{
	struct made_ledger *made = sample();
	alter_each(made, "journal", "hash", ENTRY_KEY, ENTRY_NAME, 2);
	alter_each(made, "journal", "prev", ENTRY_KEY, ENTRY_NAME, 2);
	made_free(made);
}

static void
test_copies(void)
{
	static const char *const COLUMNS[] = { "at", "actor", "role", "known_by", "verb", "kind", "id",
		"client" };
	struct made_ledger *made = sample();
	for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
		alter_each(made, "journal", COLUMNS[i], ENTRY_KEY, ENTRY_NAME, 1);
	made_free(made);
}

#define FACT_KEY                                                                                   \
	"'chain=' || quote(chain) || ' AND kind=' || quote(kind) || ' AND id=' || quote(id)"
#define FACT_NAME "chain || ' entry ' || seq || ', its fact ' || kind || ':' || id"

static void
test_facts(void)
{
	static const char *const COLUMNS[] = { "body", "entry", "digest", "created_at", "put_at",
		"put_by", "put_role", "known_by", "retired_at", "retired_reason", "erased" };
	struct made_ledger *made = sample();
	for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
		alter_each(made, "fact", COLUMNS[i], FACT_KEY, FACT_NAME, 1);
	made_tamper(made, "DELETE FROM fact WHERE kind = 'zone' AND id = 'dmz'");
	assert_wrong(made, VERIFY_ALL, "its fact zone:dmz: it is missing");
	made_free(made);
}

#define CHANGE_KEY                                                                                 \
	"'chain=' || quote(chain) || ' AND seq=' || seq || ' AND field=' || quote(field)"
#define CHANGE_NAME "chain || ' entry ' || seq || ', its fact ' || kind || ':' || id"

static void
test_changes(void)
{
	static const char *const COLUMNS[] = { "old_value", "new_value", "at", "actor" };
	struct made_ledger *made = sample();
	for (guint i = 0; i < G_N_ELEMENTS(COLUMNS); i++)
		alter_each(made, "change", COLUMNS[i], CHANGE_KEY, CHANGE_NAME, 1);
	made_tamper(made, "DELETE FROM change WHERE field = 'quantity'");
	assert_wrong(made, VERIFY_ALL, "component:web: the row of the change of quantity is missing");
	made_free(made);
}

static void
test_conclusions(void)
{
	struct made_ledger *made = sample();
	const char *finding = "'rule=' || quote(rule)", *name = "'finding ' || rule";
	alter_each(made, "finding", "check_class", finding, name, 1);
	alter_each(made, "finding", "severity", finding, name, 1);
	alter_each(made, "finding", "opened_at", finding, name, 1);
	alter_each(made, "finding", "closed_at", finding, name, 1);
	alter_each(made, "state", "state", "'id=' || quote(id)", "what || ' ' || id", 1);
	alter_each(made, "state", "since", "'id=' || quote(id)", "what || ' ' || id", 1);
	alter_each(made, "judgement", "rests", "'chain=' || quote(chain)", "'judgement ' || chain", 1);
	alter_each(made, "judgement", "next_at", "'chain=' || quote(chain)", "'judgement ' || chain", 1);
	made_tamper(made, "DELETE FROM finding WHERE rule = 'C1-2.old'");
	assert_wrong(made, VERIFY_ALL, "finding C1-2.old:component:web:k is missing");
	made_tamper(made, "INSERT INTO finding VALUES('shop','X','a:b','','must','high',1,0)");
	assert_wrong(made, VERIFY_ALL, "finding X:a:b: stands in no entry");
	made_free(made);
}

static void
test_contents(void)
{
	struct made_ledger *made = sample();
	g_autoptr(GPtrArray) list = cells(made, "content_piece", "piece",
		"'sha256=' || quote(sha256) || ' AND number=' || number", "lower(hex(sha256))");
	for (guint i = 0; i < list->len; i++) {
		struct cell *cell = g_ptr_array_index(list, i);
		for (guint place = 0; place < 4; place++) {
			g_autofree char *value = altered(cell->value, place / 3.0);
			struct verify_result result;
			set_cell(made, cell, value);
			verify(made, VERIFY_ALL, &result);
			/* others rest on it: one of the problems is its own */
			gboolean named = FALSE;
			for (guint k = 0; k < result.problems.list->len; k++)
				named = named
					|| strstr(error_message(g_ptr_array_index(
							  result.problems.list, k),
							  "en"),
						   cell->name)
						!= NULL;
			g_assert_true(named);
			verify_result_clear(&result);
			set_cell(made, cell, cell->value);
		}
		cell_free(cell);
	}
	assert_whole(made);
	made_tamper(made, "DELETE FROM content_key WHERE id = 'sbom-2'");
	assert_wrong(made, VERIFY_WITHOUT_CONTENTS, "sbom-2");
	made_free(made);
}

static void
test_gaps(void)
{
	struct made_ledger *made = sample();
	made_tamper(made, "DELETE FROM journal WHERE chain = 'shop' AND seq = 4");
	assert_wrong(made, VERIFY_ALL, "shop entry 5: the entry before it (4) is missing");
	made_free(made);
	made = sample();
	made_tamper(made, "DELETE FROM journal WHERE chain = 'wiki' AND seq = 3");
	assert_wrong(made, VERIFY_ALL, "wiki entry 3, its fact zone:lan: this entry is missing "
				       "(the end of the chain was cut)");
	made_free(made);
	made = sample();
	made_tamper(made, "DELETE FROM journal WHERE chain = 'wiki'");
	assert_wrong(made, VERIFY_ALL, "wiki entry 1: the whole chain is missing");
	made_free(made);
}

/* Who recomputes the hashes behind a change is still found by what follows from the entries. */
static void
test_other_chain(void)
{
	struct made_ledger *made = sample();
	made_tamper(made, "UPDATE journal SET chain = 'copy' WHERE chain = 'wiki'");
	assert_wrong(made, VERIFY_ALL, "copy entry 1");
	made_free(made);
}

static void
test_lost_key(void)
{
	GError *error = NULL;
	struct made_ledger *made = sample();
	keyring_destroy(made->ring, made_key(made, "@org", "person", "p-aaaaaaaa"), &error);
	g_assert_no_error(error);
	assert_wrong(made, VERIFY_ALL, "(person:p-aaaaaaaa): the key ring has no key for it");
	/* an auditor has no ring: what is sealed is not looked into */
	struct verify_result result;
	gboolean ran = ledger_verify(made->store, made->model, NULL, NULL, VERIFY_ALL, NULL, NULL,
		&result, &error);
	g_assert_true(ran);
	g_assert_cmpuint(problems_count(&result.problems), ==, 0);
	verify_result_clear(&result);
	/* an erasure says why */
	made_begin(made);
	made_erase(made, "@org", "person", "p-aaaaaaaa");
	made_commit(made);
	assert_whole(made);
	made_free(made);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/verify/counts", test_counts);
	g_test_add_func("/verify/bytes", test_bytes);
	g_test_add_func("/verify/hashes", test_hashes);
	g_test_add_func("/verify/copies", test_copies);
	g_test_add_func("/verify/facts", test_facts);
	g_test_add_func("/verify/changes", test_changes);
	g_test_add_func("/verify/conclusions", test_conclusions);
	g_test_add_func("/verify/contents", test_contents);
	g_test_add_func("/verify/gaps", test_gaps);
	g_test_add_func("/verify/other chain", test_other_chain);
	g_test_add_func("/verify/lost key", test_lost_key);
	return g_test_run();
}
