/* SPDX-License-Identifier: Apache-2.0 */
/* Findings, states, judgements, what waits; evidence content. */
#include "store_fixture.h"

static gboolean
see_finding(const struct finding_row *row, void *data)
{
	g_string_append_printf(data, "%s|%s|%s|%s|%s|%d-%d ", row->rule, row->subject, row->key,
		row->check_class, row->severity, (int)row->opened_at, (int)row->closed_at);
	return TRUE;
}

static char *
findings(struct store *store, gboolean closed)
{
	GError *error = NULL;
	GString *text = g_string_new(NULL);
	g_assert_true(store_finding_scan(store, "s", closed, see_finding, text, &error));
	return g_string_free(text, FALSE);
}

static void
put_finding(struct store *store, const char *rule, const char *class, gint64 opened, gint64 closed)
{
	GError *error = NULL;
	struct finding_row row = { "s", rule, "component:web", "", class, class, opened, closed };
	gboolean ok = store_finding_put(store, &row, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static void
test_findings(struct fixture *f, const void *data)
{
	begin(f->store);
	put_finding(f->store, "R2", "lack", 10, 0);
	put_finding(f->store, "R1", "need", 11, 0);
	put_finding(f->store, "R2", NULL, 0, 20);
	commit(f->store);
	g_autofree char *open = findings(f->store, FALSE);
	g_assert_cmpstr(open, ==, "R1|component:web||need|need|11-0 ");
	g_autofree char *all = findings(f->store, TRUE);
	g_assert_cmpstr(all, ==,
		"R1|component:web||need|need|11-0 R2|component:web||lack|lack|10-20 ");
	begin(f->store);
	put_finding(f->store, "R2", "other", 30, 0);
	commit(f->store);
	g_autofree char *again = findings(f->store, FALSE);
	g_assert_cmpstr(again, ==,
		"R1|component:web||need|need|11-0 R2|component:web||other|other|30-0 ");
}

static gboolean
see_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data)
{
	g_string_append_printf(data, "%s/%s/%s@%d=%s ", chain, what, id, (int)since, state);
	return TRUE;
}

static void
test_states(struct fixture *f, const void *data)
{
	GError *error = NULL;
	g_autoptr(GString) one = g_string_new(NULL);
	g_autoptr(GString) all = g_string_new(NULL);
	begin(f->store);
	g_assert_true(store_state_put(f->store, "b", "gate", "2", 5, "{}", &error));
	g_assert_true(store_state_put(f->store, "b", "check", "C1", 6, "{\"x\":1}", &error));
	g_assert_true(store_state_put(f->store, "b", "check", "C1", 7, "{\"x\":2}", &error));
	g_assert_true(store_state_put(f->store, "a", "check", "C1", 8, "{}", &error));
	commit(f->store);
	g_assert_true(store_state_scan(f->store, "b", see_state, one, &error));
	g_assert_cmpstr(one->str, ==, "b/check/C1@7={\"x\":2} b/gate/2@5={} ");
	g_assert_true(store_state_scan(f->store, NULL, see_state, all, &error));
	g_assert_cmpstr(all->str, ==, "a/check/C1@8={} b/check/C1@7={\"x\":2} b/gate/2@5={} ");
}

static void
put_judgement(struct store *store, const char *chain, gint64 next_at)
{
	GError *error = NULL;
	struct judgement_row row = { chain, 3, 40, next_at, "{\"own\":2}" };
	gboolean ok = store_judgement_put(store, &row, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static void
assert_due(struct store *store, gint64 now, guint limit, const char *want)
{
	GError *error = NULL;
	g_auto(GStrv) chains = store_judgement_due(store, now, limit, &error);
	g_assert_no_error(error);
	g_autofree char *joined = g_strjoinv(",", chains);
	g_assert_cmpstr(joined, ==, want);
}

static void
test_judgements(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct judgement_row row;
	g_assert_true(store_judgement_get(f->store, "a", &found, &row, &error));
	g_assert_false(found);
	begin(f->store);
	put_judgement(f->store, "a", 99);
	put_judgement(f->store, "a", 70);
	put_judgement(f->store, "b", 60);
	put_judgement(f->store, "never", G_MAXINT64);
	commit(f->store);
	g_assert_true(store_judgement_get(f->store, "a", &found, &row, &error));
	g_assert_true(found);
	g_assert_cmpstr(row.chain, ==, "a");
	g_assert_cmpint(row.seq, ==, 3);
	g_assert_cmpint(row.now, ==, 40);
	g_assert_cmpint(row.next_at, ==, 70);
	g_assert_cmpstr(row.rests, ==, "{\"own\":2}");
	assert_due(f->store, 59, 10, "");
	assert_due(f->store, 60, 10, "b");
	assert_due(f->store, G_MAXINT64, 10, "b,a");
	assert_due(f->store, 80, 1, "b");
}

static void
test_pending(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	put_judgement(f->store, "due", 60);
	g_assert_true(store_pending_add(f->store, "z", "entry", &error));
	g_usleep(20);
	g_assert_true(store_pending_add(f->store, "due", "rules", &error));
	g_usleep(20);
	g_assert_true(store_pending_add(f->store, "y", "feed", &error));
	g_assert_true(store_pending_add(f->store, "z", "again", &error));
	commit(f->store);
	g_assert_cmpint(store_pending_count(f->store, &error), ==, 3);
	assert_due(f->store, 0, 10, "z,due,y");   /* z kept its place */
	assert_due(f->store, 100, 10, "due,z,y"); /* once, at its earliest */
	begin(f->store);
	g_assert_true(store_pending_done(f->store, "z", &error));
	g_assert_true(store_pending_done(f->store, "nobody", &error));
	commit(f->store);
	g_assert_cmpint(store_pending_count(f->store, &error), ==, 2);
}

/* ---- evidence ---- */

static gboolean
see_content(const struct content_row *row, void *data)
{
	g_string_append_printf(data, "%02x:%d:%d:%d:%02x ", row->sha256.bytes[0], (int)row->size,
		(int)row->stored, row->depth, row->has_base ? row->base.bytes[0] : 0);
	return TRUE;
}

static gboolean
see_piece(int number, struct slice piece, void *data)
{
	g_string_append_printf(data, "%d=%.*s ", number, (int)piece.len, piece.at);
	return TRUE;
}

static gboolean
see_key(const struct digest *sha256, const char *chain, const char *id, struct slice wrapped,
	void *data)
{
	g_string_append_printf(data, "%02x/%s/%s=%.*s ", sha256->bytes[0], chain, id,
		(int)wrapped.len, wrapped.at);
	return TRUE;
}

static const struct digest ONE = { { 1 } }, TWO = { { 2 } }, NONE = { { 9 } };

static void
put_contents(struct store *store)
{
	GError *error = NULL;
	struct content_row one = { .sha256 = ONE, .size = 100 };
	struct content_row two = {
		.sha256 = TWO, .size = 50, .has_base = TRUE, .base = ONE, .depth = 1
	};
	begin(store);
	g_assert_true(store_content_put(store, &one, &error));
	g_assert_true(store_content_put(store, &two, &error));
	g_assert_true(store_content_piece_put(store, &ONE, 1, slice_of("cd"), &error));
	g_assert_true(store_content_piece_put(store, &ONE, 0, slice_of("ab"), &error));
	g_assert_true(store_content_piece_put(store, &TWO, 0, slice_of("xyz"), &error));
	g_assert_true(store_content_key_put(store, &ONE, "s", "e2", slice_of("k2"), &error));
	g_assert_true(store_content_key_put(store, &ONE, "s", "e1", slice_of("k"), &error));
	g_assert_true(store_content_key_put(store, &ONE, "s", "e1", slice_of("k1"), &error));
	g_assert_true(store_content_key_put(store, &TWO, "t", "e1", slice_of("k3"), &error));
	commit(store);
}

static void
test_content_rows(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct content_row row;
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GString) based = g_string_new(NULL);
	g_autoptr(GString) pieces = g_string_new(NULL);
	put_contents(f->store);
	g_assert_true(store_content_get(f->store, &TWO, &found, &row, &error));
	g_assert_true(found && row.has_base && digest_equal(&row.base, &ONE));
	g_assert_cmpint(row.size, ==, 50);
	g_assert_cmpint(row.stored, ==, 3);
	g_assert_cmpint(row.depth, ==, 1);
	g_assert_true(store_content_get(f->store, &NONE, &found, &row, &error));
	g_assert_false(found);
	g_assert_true(store_content_scan(f->store, see_content, all, &error));
	g_assert_cmpstr(all->str, ==, "01:100:4:0:00 02:50:3:1:01 ");
	g_assert_true(store_content_based_on(f->store, &ONE, see_content, based, &error));
	g_assert_cmpstr(based->str, ==, "02:50:3:1:01 ");
	g_assert_true(store_content_pieces(f->store, &ONE, see_piece, pieces, &error));
	g_assert_cmpstr(pieces->str, ==, "0=ab 1=cd ");
}

static void
test_content_keys(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	gint64 count;
	struct slice wrapped;
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GString) one = g_string_new(NULL);
	put_contents(f->store);
	g_assert_true(store_content_key_get(f->store, &ONE, "s", "e1", &found, &wrapped, &error));
	g_assert_true(found);
	g_assert_cmpmem(wrapped.at, wrapped.len, "k1", 2);
	g_assert_true(store_content_key_get(f->store, &ONE, "t", "e1", &found, &wrapped, &error));
	g_assert_false(found);
	g_assert_true(store_content_keys(f->store, NULL, see_key, all, &error));
	g_assert_cmpstr(all->str, ==, "01/s/e1=k1 01/s/e2=k2 02/t/e1=k3 ");
	begin(f->store);
	g_assert_true(store_content_key_delete(f->store, &ONE, "s", "e1", &error));
	commit(f->store);
	g_assert_true(store_content_keys(f->store, &ONE, see_key, one, &error));
	g_assert_cmpstr(one->str, ==, "01/s/e2=k2 ");
	g_assert_true(store_content_key_count(f->store, &ONE, &count, &error));
	g_assert_cmpint(count, ==, 1);
	g_assert_true(store_content_key_count(f->store, &NONE, &count, &error));
	g_assert_cmpint(count, ==, 0);
}

static void
test_content_delete(struct fixture *f, const void *data)
{
	GError *error = NULL;
	g_autoptr(GString) all = g_string_new(NULL);
	g_autoptr(GString) pieces = g_string_new(NULL);
	g_autoptr(GString) keys = g_string_new(NULL);
	put_contents(f->store);
	begin(f->store);
	g_assert_true(store_content_delete(f->store, &ONE, &error));
	commit(f->store);
	g_assert_true(store_content_scan(f->store, see_content, all, &error));
	g_assert_cmpstr(all->str, ==, "02:50:3:1:01 ");
	g_assert_true(store_content_pieces(f->store, &ONE, see_piece, pieces, &error));
	g_assert_cmpstr(pieces->str, ==, "");
	g_assert_true(store_content_keys(f->store, NULL, see_key, keys, &error));
	g_assert_cmpstr(keys->str, ==, "02/t/e1=k3 ");
}

static void
test_content_limits(struct fixture *f, const void *data)
{
	GError *error = NULL;
	g_autofree char *big = g_malloc0(STORE_PIECE_MAX + 1);
	struct content_row row = { .sha256 = ONE, .size = (gint64)STORE_CONTENT_MAX + 1 };
	begin(f->store);
	g_assert_false(store_content_put(f->store, &row, &error));
	assert_told(&error, ERROR_TOO_LARGE, "1073741824");
	struct slice piece = { big, STORE_PIECE_MAX + 1 };
	g_assert_false(store_content_piece_put(f->store, &ONE, 0, piece, &error));
	assert_told(&error, ERROR_TOO_LARGE, "1048576");
	piece.len--;
	g_assert_true(store_content_piece_put(f->store, &ONE, 0, piece, &error));
	commit(f->store);
}

#define ADD(name, func) g_test_add(name, struct fixture, NULL, fixture_open, func, fixture_close)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/store/findings", test_findings);
	ADD("/store/states", test_states);
	ADD("/store/judgements", test_judgements);
	ADD("/store/pending", test_pending);
	ADD("/store/content/rows", test_content_rows);
	ADD("/store/content/keys", test_content_keys);
	ADD("/store/content/delete", test_content_delete);
	ADD("/store/content/limits", test_content_limits);
	return g_test_run();
}
