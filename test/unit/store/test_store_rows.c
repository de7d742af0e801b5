/* SPDX-License-Identifier: Apache-2.0 */
/* Journal, facts, changes: what is put in comes out, in order, and nothing else is accepted. */
#include "store_fixture.h"

static void
assert_entry(const struct journal_row *row, const struct journal_row *want)
{
	g_assert_cmpstr(row->chain, ==, want->chain);
	g_assert_cmpint(row->seq, ==, want->seq);
	g_assert_cmpmem(row->bytes.at, row->bytes.len, want->bytes.at, want->bytes.len);
	g_assert_true(digest_equal(&row->prev, &want->prev));
	g_assert_true(digest_equal(&row->hash, &want->hash));
	g_assert_cmpint(row->at, ==, want->at);
	g_assert_cmpstr(row->actor, ==, want->actor);
	g_assert_cmpstr(row->role, ==, want->role);
	g_assert_cmpstr(row->known_by, ==, want->known_by);
	g_assert_cmpstr(row->verb, ==, want->verb);
	g_assert_cmpstr(row->kind, ==, want->kind);
	g_assert_cmpstr(row->id, ==, want->id);
	g_assert_cmpstr(row->client, ==, want->client);
}

static void
test_journal_round_trip(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct journal_row got;
	/* Bytes are bytes: NULs and what is no UTF-8 come back as they were. */
	struct journal_row want = entry_row("shop", 1, "web", "c-1", "");
	want.bytes = (struct slice) { "{\0\xff\x80}", 5 };
	begin(f->store);
	g_assert_true(store_journal_add(f->store, &want, &error));
	commit(f->store);
	fixture_reopen(f);
	g_assert_true(store_journal_get(f->store, "shop", 1, &found, &got, &error));
	g_assert_true(found);
	assert_entry(&got, &want);
	g_assert_true(store_journal_by_client(f->store, "shop", "c-1", &found, &got, &error));
	g_assert_true(found);
	assert_entry(&got, &want);
	g_assert_true(store_journal_by_client(f->store, "shop", "c-2", &found, &got, &error));
	g_assert_false(found);
	g_assert_true(store_journal_by_client(f->store, "other", "c-1", &found, &got, &error));
	g_assert_false(found);
	g_assert_true(store_journal_get(f->store, "shop", 2, &found, &got, &error));
	g_assert_false(found);
}

static void
test_journal_empty_bytes(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct journal_row got, row = entry_row("shop", 1, "web", "", "");
	row.bytes = (struct slice) { NULL, 0 };
	begin(f->store);
	g_assert_true(store_journal_add(f->store, &row, &error));
	commit(f->store);
	g_assert_true(store_journal_get(f->store, "shop", 1, &found, &got, &error));
	g_assert_true(found);
	g_assert_cmpuint(got.bytes.len, ==, 0);
}

static void
test_journal_head(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct journal_head head;
	struct digest zeros = { { 0 } }, three = digest_text("three");
	g_assert_true(store_journal_head(f->store, "shop", &head, &error));
	g_assert_cmpint(head.seq, ==, 0);
	g_assert_true(digest_equal(&head.hash, &zeros));
	begin(f->store);
	g_assert_true(add_entry(f->store, "shop", 2, "a", "", "two", &error));
	g_assert_true(add_entry(f->store, "shop", 3, "a", "", "three", &error));
	g_assert_true(add_entry(f->store, "shop", 1, "a", "", "one", &error));
	g_assert_true(add_entry(f->store, "shoq", 9, "a", "", "nine", &error));
	g_assert_true(store_journal_head(f->store, "shop", &head, &error));
	g_assert_cmpint(head.seq, ==, 3);
	g_assert_cmpint(head.at, ==, 1003);
	g_assert_true(digest_equal(&head.hash, &three));
	commit(f->store);
}

static void
test_journal_refuses_twice(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	g_assert_true(add_entry(f->store, "shop", 1, "a", "same", "one", &error));
	g_assert_false(add_entry(f->store, "shop", 1, "a", "", "two", &error));
	assert_told(&error, ERROR_CONFLICT, "there already");
	g_assert_false(add_entry(f->store, "shop", 2, "a", "same", "two", &error));
	assert_told(&error, ERROR_CONFLICT, "there already");
	/* the transaction lives; no client at all, and another chain's, are free */
	g_assert_true(add_entry(f->store, "shop", 2, "a", "", "two", &error));
	g_assert_true(add_entry(f->store, "shop", 3, "a", "", "three", &error));
	g_assert_true(add_entry(f->store, "blog", 1, "a", "same", "one", &error));
	commit(f->store);
	g_assert_cmpint(store_journal_count(f->store, &error), ==, 4);
}

static void
test_journal_limit(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct journal_row got, row = entry_row("shop", 1, "web", "", "");
	g_autofree char *big = g_malloc(STORE_ENTRY_MAX + 1);
	memset(big, 'x', STORE_ENTRY_MAX + 1);
	begin(f->store);
	row.bytes = (struct slice) { big, STORE_ENTRY_MAX + 1 };
	g_assert_false(store_journal_add(f->store, &row, &error));
	assert_told(&error, ERROR_TOO_LARGE, "2097152");
	row.bytes.len = STORE_ENTRY_MAX;
	g_assert_true(store_journal_add(f->store, &row, &error));
	commit(f->store);
	g_assert_true(store_journal_get(f->store, "shop", 1, &found, &got, &error));
	g_assert_cmpmem(got.bytes.at, got.bytes.len, big, STORE_ENTRY_MAX);
}

struct seen {
	GString *text;
	guint limit;
};

static gboolean
see_entry(const struct journal_row *row, void *data)
{
	struct seen *seen = data;
	g_string_append_printf(seen->text, "%s%d ", row->chain, (int)row->seq);
	return --seen->limit > 0;
}

#define ASSERT_SEEN(call, want)                                                                    \
	do {                                                                                       \
		GError *seen_error = NULL;                                                         \
		g_autoptr(GString) seen_text = g_string_new(NULL);                                 \
		struct seen seen = { seen_text, 1000 };                                            \
		gboolean seen_ok = call;                                                           \
		g_assert_no_error(seen_error);                                                     \
		g_assert_true(seen_ok);                                                            \
		g_assert_cmpstr(seen_text->str, ==, want);                                         \
	} while (0)

static void
test_journal_scans(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	for (int seq = 1; seq <= 3; seq++) {
		g_assert_true(add_entry(f->store, "b", seq, seq == 2 ? "x" : "y", "", "{}", &error));
		g_assert_true(add_entry(f->store, "a", seq, "x", "", "{}", &error));
	}
	commit(f->store);
	ASSERT_SEEN(store_journal_scan(f->store, NULL, 0, see_entry, &seen, &seen_error),
		"a1 a2 a3 b1 b2 b3 ");
	ASSERT_SEEN(store_journal_scan(f->store, "b", 2, see_entry, &seen, &seen_error), "b2 b3 ");
	ASSERT_SEEN(store_journal_scan(f->store, "c", 1, see_entry, &seen, &seen_error), "");
	ASSERT_SEEN(store_journal_of(f->store, "b", "component", "y", see_entry, &seen, &seen_error),
		"b1 b3 ");
	ASSERT_SEEN(store_journal_of(f->store, "b", "other", "y", see_entry, &seen, &seen_error), "");
	ASSERT_SEEN((seen.limit = 2,
			    store_journal_scan(f->store, NULL, 0, see_entry, &seen, &seen_error)),
		"a1 a2 ");
	g_auto(GStrv) chains = store_chains(f->store, &error);
	g_autofree char *joined = g_strjoinv(",", chains);
	g_assert_cmpstr(joined, ==, "a,b");
	g_assert_cmpint(store_journal_count(f->store, &error), ==, 6);
}

/* A scan that was ended early holds no lock: the next transaction begins at the present. */
static void
test_scan_ended_early(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct seen seen = { g_string_new(NULL), 1 };
	begin(f->store);
	g_assert_true(add_entry(f->store, "a", 1, "x", "", "{}", &error));
	g_assert_true(add_entry(f->store, "a", 2, "x", "", "{}", &error));
	commit(f->store);
	g_assert_true(store_journal_scan(f->store, "a", 1, see_entry, &seen, &error));
	struct store *other = open_ok(f->path, STORE_OPEN);
	begin(other);
	g_assert_true(add_entry(other, "a", 3, "x", "", "{}", &error));
	commit(other);
	begin(f->store);
	struct journal_head head;
	g_assert_true(store_journal_head(f->store, "a", &head, &error));
	g_assert_cmpint(head.seq, ==, 3);
	commit(f->store);
	store_free(other);
	g_string_free(seen.text, TRUE);
}

/* ---- facts ---- */

static void
assert_fact(const struct fact_row *row, const struct fact_row *want)
{
	g_assert_cmpstr(row->chain, ==, want->chain);
	g_assert_cmpstr(row->kind, ==, want->kind);
	g_assert_cmpstr(row->id, ==, want->id);
	g_assert_cmpint(row->seq, ==, want->seq);
	g_assert_true(digest_equal(&row->entry, &want->entry));
	g_assert_true(digest_equal(&row->digest, &want->digest));
	g_assert_cmpint(row->created_at, ==, want->created_at);
	g_assert_cmpint(row->put_at, ==, want->put_at);
	g_assert_cmpstr(row->put_by, ==, want->put_by);
	g_assert_cmpstr(row->put_role, ==, want->put_role);
	g_assert_cmpstr(row->known_by, ==, want->known_by);
	g_assert_cmpint(row->retired_at, ==, want->retired_at);
	g_assert_cmpstr(row->retired_reason, ==, want->retired_reason);
	g_assert_cmpint(row->erased, ==, want->erased);
	g_assert_cmpmem(row->body.at, row->body.len, want->body.at, want->body.len);
}

static void
test_fact_round_trip(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct fact_row got, want = fact_row_of("shop", "component", "web", "{\"name\":\"表\"}");
	begin(f->store);
	g_assert_true(store_fact_put(f->store, &want, &error));
	g_assert_true(store_fact_get(f->store, "shop", "component", "web", &found, &got, &error));
	g_assert_true(found);
	assert_fact(&got, &want);
	want.retired_at = 99;
	want.retired_reason = "gone";
	want.erased = TRUE;
	want.seq = 8;
	want.body = slice_of("{}");
	g_assert_true(store_fact_put(f->store, &want, &error));
	commit(f->store);
	fixture_reopen(f);
	g_assert_true(store_fact_get(f->store, "shop", "component", "web", &found, &got, &error));
	assert_fact(&got, &want);
	g_assert_true(store_fact_get(f->store, "shop", "component", "wea", &found, &got, &error));
	g_assert_false(found);
}

/* A row that was returned may be put back, changed, without being copied first. */
static void
test_fact_borrowed_row(struct fixture *f, const void *data)
{
	GError *error = NULL;
	gboolean found;
	struct fact_row row;
	begin(f->store);
	put_fact(f->store, "shop", "component", "web", "{\"a\":1}");
	g_assert_true(store_fact_get(f->store, "shop", "component", "web", &found, &row, &error));
	row.id = "web-2";
	g_assert_true(store_fact_put(f->store, &row, &error));
	commit(f->store);
	g_autofree char *body = fact_body(f->store, "shop", "component", "web-2");
	g_assert_cmpstr(body, ==, "{\"a\":1}");
	/* an id from the row as the next question */
	g_assert_true(store_fact_get(f->store, "shop", "component", "web", &found, &row, &error));
	g_assert_true(store_fact_get(f->store, row.chain, row.kind, row.id, &found, &row, &error));
	g_assert_true(found);
	g_assert_cmpstr(row.id, ==, "web");
}

static gboolean
see_fact(const struct fact_row *row, void *data)
{
	struct seen *seen = data;
	g_string_append_printf(seen->text, "%s/%s/%s ", row->chain, row->kind, row->id);
	return --seen->limit > 0;
}

static void
test_fact_scans(struct fixture *f, const void *data)
{
	GError *error = NULL;
	struct fact_row old = fact_row_of("s", "b", "0", "{\"to\":\"x9\"}");
	old.retired_at = 5;
	old.retired_reason = "done";
	begin(f->store);
	put_fact(f->store, "s", "b", "2", "{\"to\":\"x9\"}");
	put_fact(f->store, "s", "b", "1", "{}");
	put_fact(f->store, "s", "a", "3", "{\"to\":\"X9\"}");
	put_fact(f->store, "r", "a", "3", "{\"to\":\"一x9二\"}");
	g_assert_true(store_fact_put(f->store, &old, &error));
	commit(f->store);
	ASSERT_SEEN(store_fact_scan(f->store, "s", NULL, FALSE, see_fact, &seen, &seen_error),
		"s/a/3 s/b/1 s/b/2 ");
	ASSERT_SEEN(store_fact_scan(f->store, "s", NULL, TRUE, see_fact, &seen, &seen_error),
		"s/a/3 s/b/0 s/b/1 s/b/2 ");
	ASSERT_SEEN(store_fact_scan(f->store, "s", "b", FALSE, see_fact, &seen, &seen_error),
		"s/b/1 s/b/2 ");
	ASSERT_SEEN(store_fact_scan(f->store, "s", "b", TRUE, see_fact, &seen, &seen_error),
		"s/b/0 s/b/1 s/b/2 ");
	ASSERT_SEEN((seen.limit = 1,
			    store_fact_scan(f->store, "s", "b", TRUE, see_fact, &seen, &seen_error)),
		"s/b/0 ");
	ASSERT_SEEN(store_fact_mentions(f->store, "x9", see_fact, &seen, &seen_error),
		"r/a/3 s/b/2 ");
}

/* ---- changes ---- */

static gboolean
see_change(const struct change_row *row, void *data)
{
	struct seen *seen = data;
	g_string_append_printf(seen->text, "%d:%s:%s:%s:%s>%s@%d,%s ", (int)row->seq, row->kind,
		row->id, row->field, row->old_value ? row->old_value : "-",
		row->new_value ? row->new_value : "-", (int)row->at, row->actor);
	return --seen->limit > 0;
}

static void
add_change(struct store *store, gint64 seq, const char *id, const char *field, const char *old_value,
	const char *new_value)
{
	GError *error = NULL;
	struct change_row row = { .chain = "s", .kind = "k", .id = id, .seq = seq, .at = 100 + seq,
		.actor = "sato", .field = field, .old_value = old_value, .new_value = new_value };
	gboolean ok = store_change_add(store, &row, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static void
test_changes(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	add_change(f->store, 2, "x", "b", "1", NULL);
	add_change(f->store, 2, "x", "a", NULL, "2");
	add_change(f->store, 1, "y", "a", "3", "4");
	commit(f->store);
	ASSERT_SEEN(store_change_scan(f->store, "s", see_change, &seen, &seen_error),
		"1:k:y:a:3>4@101,sato 2:k:x:a:->2@102,sato 2:k:x:b:1>-@102,sato ");
	ASSERT_SEEN(store_change_scan(f->store, "t", see_change, &seen, &seen_error), "");
	begin(f->store);
	g_assert_true(store_change_blank(f->store, "s", "k", "x", &error));
	commit(f->store);
	ASSERT_SEEN(store_change_scan(f->store, "s", see_change, &seen, &seen_error),
		"1:k:y:a:3>4@101,sato 2:k:x:a:->-@102,sato 2:k:x:b:->-@102,sato ");
	ASSERT_SEEN((seen.limit = 1,
			    store_change_scan(f->store, "s", see_change, &seen, &seen_error)),
		"1:k:y:a:3>4@101,sato ");
}

/* ---- transactions, meta ---- */

static void
test_marks(struct fixture *f, const void *data)
{
	GError *error = NULL;
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{}");
	g_assert_true(store_mark(f->store, &error));
	put_fact(f->store, "s", "k", "2", "{}");
	g_assert_true(store_mark(f->store, &error));
	put_fact(f->store, "s", "k", "3", "{}");
	g_assert_true(store_undo(f->store, &error));
	g_assert_true(store_keep(f->store, &error));
	g_assert_true(store_mark(f->store, &error));
	put_fact(f->store, "s", "k", "4", "{}");
	g_assert_true(store_undo(f->store, &error));
	commit(f->store);
	ASSERT_SEEN(store_fact_scan(f->store, "s", NULL, TRUE, see_fact, &seen, &seen_error),
		"s/k/1 s/k/2 ");
	begin(f->store);
	put_fact(f->store, "s", "k", "5", "{}");
	store_rollback(f->store);
	store_rollback(f->store);
	ASSERT_SEEN(store_fact_scan(f->store, "s", NULL, TRUE, see_fact, &seen, &seen_error),
		"s/k/1 s/k/2 ");
}

static void
test_free_rolls_back(struct fixture *f, const void *data)
{
	begin(f->store);
	put_fact(f->store, "s", "k", "1", "{}");
	fixture_reopen(f);
	ASSERT_SEEN(store_fact_scan(f->store, "s", NULL, TRUE, see_fact, &seen, &seen_error), "");
	store_free(NULL);
}

static void
test_meta(struct fixture *f, const void *data)
{
	GError *error = NULL;
	char *value = (char *)"unset";
	g_assert_true(store_meta_get(f->store, "id", &value, &error));
	g_assert_null(value);
	begin(f->store);
	g_assert_true(store_meta_put(f->store, "id", "one", &error));
	g_assert_true(store_meta_put(f->store, "id", "二", &error));
	commit(f->store);
	g_assert_true(store_meta_get(f->store, "id", &value, &error));
	g_assert_cmpstr(value, ==, "二");
	g_free(value);
}

static gboolean
call_inside(const struct fact_row *row, void *data)
{
	gboolean found;
	struct fact_row inner;
	store_fact_get(data, row->chain, row->kind, row->id, &found, &inner, NULL);
	return TRUE;
}

/* What callers owe is checked. */
static void
test_bugs(struct fixture *f, const void *data)
{
	if (g_test_subprocess()) {
		begin(f->store);
		put_fact(f->store, "s", "k", "1", "{}");
		commit(f->store);
		if (data != NULL)
			store_fact_scan(f->store, "s", NULL, TRUE, call_inside, f->store, NULL);
		else
			put_fact(f->store, "s", "k", "2", "{}");
		return;
	}
	g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
	g_test_trap_assert_failed();
	g_test_trap_assert_stderr("*assertion failed*");
}

#define ADD(name, func) g_test_add(name, struct fixture, NULL, fixture_open, func, fixture_close)

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	ADD("/store/journal/round-trip", test_journal_round_trip);
	ADD("/store/journal/empty-bytes", test_journal_empty_bytes);
	ADD("/store/journal/head", test_journal_head);
	ADD("/store/journal/refuses-twice", test_journal_refuses_twice);
	ADD("/store/journal/limit", test_journal_limit);
	ADD("/store/journal/scans", test_journal_scans);
	ADD("/store/journal/scan-ended-early", test_scan_ended_early);
	ADD("/store/fact/round-trip", test_fact_round_trip);
	ADD("/store/fact/borrowed-row", test_fact_borrowed_row);
	ADD("/store/fact/scans", test_fact_scans);
	ADD("/store/changes", test_changes);
	ADD("/store/marks", test_marks);
	ADD("/store/free-rolls-back", test_free_rolls_back);
	ADD("/store/meta", test_meta);
	ADD("/store/bug/write-outside", test_bugs);
	g_test_add("/store/bug/call-inside", struct fixture, "inside", fixture_open, test_bugs,
		fixture_close);
	return g_test_run();
}
