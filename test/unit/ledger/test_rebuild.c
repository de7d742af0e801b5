/* SPDX-License-Identifier: Apache-2.0 */
/* rebuild: the derived tables out of the journal alone, equal to what was projected. */
#include "made_ledger.h"

#include <string.h>

static gint64
rebuild(struct made_ledger *made)
{
	GError *error = NULL;
	gint64 entries = 0;
	gboolean ok = ledger_rebuild(
		made->store, made->model, made->ring, NULL, NULL, &entries, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	return entries;
}

static void
assert_whole(struct made_ledger *made)
{
	GError *error = NULL;
	struct verify_result result;
	gboolean ran = ledger_verify(made->store, made->model, made->ring, NULL, VERIFY_ALL, NULL,
		NULL, &result, &error);
	g_assert_no_error(error);
	g_assert_true(ran);
	if (problems_count(&result.problems) > 0)
		g_error("%s", error_message(g_ptr_array_index(result.problems.list, 0), "en"));
	verify_result_clear(&result);
}

static void
test_equal(void)
{
	struct made_ledger *made = made_sample();
	g_autofree char *before = made_dump(made);
	g_assert_cmpint(rebuild(made), ==, store_journal_count(made->store, NULL));
	g_autofree char *after = made_dump(made);
	g_assert_cmpstr(after, ==, before);
	rebuild(made);
	g_autofree char *again = made_dump(made);
	g_assert_cmpstr(again, ==, before);
	assert_whole(made);
	made_free(made);
}

static void
test_mends(void)
{
	static const char *const DAMAGE[] = {
		"DELETE FROM fact",
		"UPDATE fact SET body = '{}' WHERE kind = 'component'",
		"UPDATE fact SET digest = entry",
		"DELETE FROM change",
		"UPDATE finding SET closed_at = 0",
		"DELETE FROM state",
		"UPDATE judgement SET seq = 1",
		"INSERT INTO fact SELECT 'ghost', kind, id, seq, entry, digest, created_at, put_at, put_by, "
		"put_role, known_by, retired_at, retired_reason, erased, body FROM fact",
	};
	struct made_ledger *made = made_sample();
	g_autofree char *before = made_dump(made);
	for (guint i = 0; i < G_N_ELEMENTS(DAMAGE); i++) {
		made_tamper(made, DAMAGE[i]);
		g_autofree char *damaged = made_dump(made);
		g_assert_cmpstr(damaged, !=, before);
		rebuild(made);
		g_autofree char *after = made_dump(made);
		g_assert_cmpstr(after, ==, before);
	}
	assert_whole(made);
	made_free(made);
}

/* A damaged journal is no ground for new tables: the old ones stay. */
static void
test_refuses_damage(void)
{
	GError *error = NULL;
	struct made_ledger *made = made_sample();
	made_tamper(made, "UPDATE journal SET actor = 'other' WHERE chain = 'shop' AND seq = 3");
	g_autofree char *before = made_dump(made);
	gboolean ok = ledger_rebuild(
		made->store, made->model, made->ring, NULL, NULL, NULL, &error);
	g_assert_false(ok);
	g_assert_error(error, SEKISHO_ERROR, ERROR_DAMAGED);
	g_assert_nonnull(strstr(error_message(error, "en"), "shop entry 3"));
	g_error_free(error);
	g_autofree char *after = made_dump(made);
	g_assert_cmpstr(after, ==, before);
	made_free(made);
}

static void
test_erased(void)
{
	GError *error = NULL;
	struct made_ledger *made = made_sample();
	made_begin(made);
	made_erase(made, "@org", "person", "p-bbbbbbbb");
	made_commit(made);
	keyring_destroy(made->ring, made_key(made, "@org", "person", "p-bbbbbbbb"), &error);
	g_assert_no_error(error);
	rebuild(made);
	g_autofree char *dump = made_dump(made);
	g_assert_null(strstr(dump, "taro@example.go.jp"));
	g_assert_nonnull(strstr(dump, "hanako@example.go.jp"));
	gboolean found;
	struct fact_row row;
	g_assert_true(store_fact_get(
		made->store, "@org", "person", "p-bbbbbbbb", &found, &row, &error));
	g_assert_true(found && row.erased);
	g_assert_true(row.body.len == 2);
	assert_whole(made);
	made_free(made);
}

/* What waits to be judged waits afterwards, what does not does not. */
static void
test_waiting(void)
{
	GError *error = NULL;
	struct made_ledger *made = made_sample();
	made_begin(made);
	made_judge(made, "shop",
		"{\"checks\":{},\"gates\":{},\"now\":1700000300000000,\"rests\":{\"org\":4,\"own\":17}}");
	made_commit(made);
	rebuild(made);
	g_auto(GStrv) due = store_judgement_due(made->store, 0, 100, &error);
	g_assert_no_error(error);
	g_assert_true(g_strv_contains((const char *const *)due, "wiki"));
	made_free(made);
}

/* ---- while others append ---- */

struct appending {
	struct made_ledger *made;
	gint stop;
	gint n;
};

static gpointer
append_on(gpointer data)
{
	struct appending *appending = data;
	while (!g_atomic_int_get(&appending->stop)) {
		gint n = g_atomic_int_add(&appending->n, 1);
		g_autofree char *id = g_strdup_printf("more-%d", n);
		g_autofree char *body = g_strdup_printf("{\"quantity\":%d}", n);
		made_begin(appending->made);
		made_put(appending->made, "shop", "component", id, body);
		made_put(appending->made, "shop", "component", "web", body);
		made_commit(appending->made);
		g_usleep(2000);
	}
	return NULL;
}

static void
test_beside_appends(void)
{
	GError *error = NULL;
	struct made_ledger *made = made_sample();
	struct appending appending = { made, FALSE, 0 };
	struct store *own = store_open(made->path, STORE_OPEN, &error);
	struct keyring *ring = keyring_open(made->path, FALSE, &error);
	g_assert_no_error(error);
	GThread *thread = g_thread_new("append", append_on, &appending);
	/* Neither keeps the lock to itself, so both come to it. */
	for (guint i = 0; i < 20 || g_atomic_int_get(&appending.n) < 20; i++) {
		ledger_rebuild(own, made->model, ring, NULL, NULL, NULL, &error);
		g_assert_no_error(error);
		g_usleep(5000);
	}
	g_atomic_int_set(&appending.stop, TRUE);
	g_thread_join(thread);
	g_assert_cmpint(appending.n, >=, 20);
	assert_whole(made);
	keyring_free(ring);
	store_free(own);
	made_free(made);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/rebuild/equal", test_equal);
	g_test_add_func("/rebuild/mends", test_mends);
	g_test_add_func("/rebuild/refuses damage", test_refuses_damage);
	g_test_add_func("/rebuild/erased", test_erased);
	g_test_add_func("/rebuild/waiting", test_waiting);
	g_test_add_func("/rebuild/beside appends", test_beside_appends);
	return g_test_run();
}
