/* SPDX-License-Identifier: Apache-2.0 */
/* The journal takes all of a call or nothing: threads, retries, conflicts, merging, time. */
#include "journal_fixture.h"

#include <string.h>

#include "base/json.h"

/* ---- group commit ---- */

#define THREADS 8
#define EACH 40

struct worker {
	struct fixture *f;
	guint number;
	struct arena *arena;
	gint64 seqs[EACH];
	guint refused;
};

static struct draft
component_draft(struct fixture *f, struct arena *arena, const char *id, const char *zone)
{
	struct value *body = value_map(arena), *name = value_map(arena);
	value_set_text(arena, name, "ja", id);
	value_set(arena, body, "name", name);
	value_set_text(arena, body, "type", "app");
	value_set_text(arena, body, "layer", "application");
	value_set_text(arena, body, "zone", zone);
	value_set_text(arena, body, "env", "production");
	value_set_int(arena, body, "quantity", 1);
	value_set(arena, body, "custom", value_bool(arena, FALSE));
	value_set_text(arena, body, "redundancy", "none");
	value_set_text(arena, body, "at_rest", "not_needed");
	return (struct draft) { .chain = "shop", .kind = "component", .id = id, .actor = &MANAGER,
		.body = body };
}

/* Every fourth call names a zone that is not there. */
static gpointer
work(gpointer data)
{
	struct worker *worker = data;
	for (guint i = 0; i < EACH; i++) {
		struct problems problems;
		struct appended appended[2];
		problems_init(&problems);
		gboolean wrong = i % 4 == 3;
		struct draft drafts[2] = {
			component_draft(worker->f, worker->arena,
				arena_printf(worker->arena, "c-%u-%u", worker->number, i), "dmz"),
			component_draft(worker->f, worker->arena,
				arena_printf(worker->arena, "d-%u-%u", worker->number, i),
				wrong ? "nowhere" : "dmz"),
		};
		gboolean ok = journal_append(worker->f->journal, drafts, 2, appended, &problems);
		g_assert_cmpint(ok, ==, !wrong);
		worker->refused += !ok;
		worker->seqs[i] = ok ? appended[0].seq : 0;
		/* one call's entries stand together */
		if (ok)
			g_assert_cmpint(appended[1].seq, ==, appended[0].seq + 1);
		problems_clear(&problems);
	}
	return NULL;
}

static void
test_threads(struct fixture *f, gconstpointer data)
{
	struct worker workers[THREADS] = { { 0 } };
	GThread *threads[THREADS];
	gint64 before = head_seq(f, "shop");
	for (guint i = 0; i < THREADS; i++) {
		workers[i] = (struct worker) { .f = f, .number = i, .arena = arena_new() };
		threads[i] = g_thread_new("worker", work, &workers[i]);
	}
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	for (guint i = 0; i < THREADS; i++) {
		g_thread_join(threads[i]);
		g_assert_cmpuint(workers[i].refused, ==, EACH / 4);
		for (guint k = 0; k < EACH; k++) {
			gboolean there = object_at(f, "shop",
				arena_printf(f->arena, "component:c-%u-%u", i, k)) != NULL;
			g_assert_cmpint(there, ==, workers[i].seqs[k] != 0);
			if (there)
				g_assert_true(g_hash_table_add(
					seen, g_memdup2(&workers[i].seqs[k], sizeof(gint64))));
		}
		arena_free(workers[i].arena);
	}
	g_assert_cmpint(head_seq(f, "shop"), ==, before + 2 * THREADS * EACH * 3 / 4);
}

static void
test_refused_neighbour(struct fixture *f, gconstpointer data)
{
	struct draft good = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	put_refused(f, &MANAGER, "shop", "component:bad", COMPONENT("nowhere"), ERROR_INPUT, "zone");
	append_ok(f, &good, NULL);
	/* nor does what was refused leave a trace for the next call to stumble over */
	put_ok(f, &MANAGER, "shop", "component:bad", COMPONENT("dmz"));
}

/* ---- all or nothing ---- */

static void
test_whole_call(struct fixture *f, gconstpointer data)
{
	struct draft party = draft_of(f, &ADMIN, CHAIN_ORG, "party:new", "name: x, type: body");
	struct draft good = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	struct draft bad = draft_of(f, &MANAGER, "shop", "component:other", "quantity: 3");
	/* every reason is told, of each draft */
	struct draft worse = draft_of(f, &MANAGER, "shop", "zone:new", "name: x");
	append_refused(f, ERROR_INPUT, "component:other needs zone", &party, &good, &bad, &worse, NULL);
	append_refused(f, ERROR_INPUT, "zone:new needs operator", &party, &good, &bad, &worse, NULL);
	g_assert_null(object_at(f, CHAIN_ORG, "party:new"));
	g_assert_null(object_at(f, "shop", "component:cache"));
	append_ok(f, &party, &good, NULL);
}

static void
test_unknown_things(struct fixture *f, gconstpointer data)
{
	struct draft draft = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	draft.kind = "gadget";
	append_refused(f, ERROR_INPUT, "there is no kind gadget", &draft, NULL);
	put_refused(f, &MANAGER, "nowhere", "component:cache", COMPONENT("dmz"), ERROR_NOT_FOUND,
		"there is no system nowhere");
	put_refused(f, &MANAGER, "shop", "party:x", "name: x, type: body", ERROR_INPUT,
		"cannot stand in shop");
	put_refused(f, &MANAGER, "shop", "component:No", COMPONENT("dmz"), ERROR_INPUT, "is no id");
	put_refused(f, &ADMIN, CHAIN_ORG, "person:hanako", "name: x, mail: h@x.example, party: agency",
		ERROR_INPUT, "8 random characters");
	draft = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	GString *long_text = g_string_new(NULL);
	for (guint i = 0; i < BODY_MAX / 4; i++)
		g_string_append(long_text, "あああ");
	value_set_text(f->arena, (struct value *)draft.body, "note", long_text->str);
	g_string_free(long_text, TRUE);
	append_refused(f, ERROR_TOO_LARGE, "is too large", &draft, NULL);
}

/* ---- retries ---- */

static void
append_client(struct fixture *f, struct draft *draft, const char *client, struct appended *ret)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	draft->client = client;
	g_assert_true(journal_append(f->journal, draft, 1, ret, &problems));
	g_assert_true(problems_none(&problems, &error));
	problems_clear(&problems);
}

static void
test_retry(struct fixture *f, gconstpointer data)
{
	struct appended first, again;
	struct draft draft = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	append_client(f, &draft, "c-1", &first);
	g_assert_false(first.repeated);
	/* the object moved on: the retry is answered with the entry of then */
	put_ok(f, &MANAGER, "shop", "component:cache", "quantity: 2");
	gint64 seq = head_seq(f, "shop");
	append_client(f, &draft, "c-1", &again);
	g_assert_true(again.repeated);
	g_assert_cmpint(again.seq, ==, first.seq);
	g_assert_true(digest_equal(&again.hash, &first.hash));
	g_assert_cmpint(head_seq(f, "shop"), ==, seq);
	g_assert_cmpint(
		value_get_int(object_at(f, "shop", "component:cache")->body, "quantity", 0), ==, 2);
	/* for ever, also over a restart */
	fixture_reopen(f);
	append_client(f, &draft, "c-1", &again);
	g_assert_true(again.repeated);
	/* another object cannot have it; an overlong or odd one nobody */
	struct draft other = draft_of(f, &MANAGER, "shop", "component:other", COMPONENT("dmz"));
	other.client = "c-1";
	append_refused(f, ERROR_CONFLICT, "the client id c-1 was used", &other, NULL);
	other.client = "日本";
	append_refused(f, ERROR_INPUT, "at most 64 ASCII", &other, NULL);
	other.client =
		"0123456789012345678901234567890123456789012345678901234567890123x";
	append_refused(f, ERROR_INPUT, "at most 64 ASCII", &other, NULL);
}

static void
test_retry_of_several(struct fixture *f, gconstpointer data)
{
	struct problems problems;
	struct appended first[2], again[2];
	problems_init(&problems);
	struct draft drafts[2] = {
		draft_of(f, &MANAGER, "shop", "component:a", COMPONENT("dmz")),
		draft_of(f, &MANAGER, "shop", "component:b", COMPONENT("dmz")),
	};
	drafts[0].client = "batch";
	g_assert_true(journal_append(f->journal, drafts, 2, first, &problems));
	gint64 seq = head_seq(f, "shop");
	g_assert_true(journal_append(f->journal, drafts, 2, again, &problems));
	g_assert_true(again[0].repeated && again[1].repeated);
	g_assert_cmpint(again[0].seq, ==, first[0].seq);
	g_assert_cmpint(again[1].seq, ==, first[1].seq);
	g_assert_cmpint(head_seq(f, "shop"), ==, seq);
	problems_clear(&problems);
}

/* ---- conflicts ---- */

static void
test_if_match(struct fixture *f, gconstpointer data)
{
	struct draft draft = draft_of(f, &MANAGER, "shop", "component:web", "quantity: 5");
	const char *seen = head_hex(f, "shop", "component:web");
	put_ok(f, &MANAGER_2, "shop", "component:web", "quantity: 4");
	draft.if_match = seen;
	append_refused(f, ERROR_CONFLICT, "component:web was changed since by p-manager3", &draft, NULL);
	draft.if_match = "";
	append_refused(f, ERROR_CONFLICT, "component:web is there already", &draft, NULL);
	draft.if_match = head_hex(f, "shop", "component:web");
	append_ok(f, &draft, NULL);
	struct draft none = draft_of(f, &MANAGER, "shop", "component:new", COMPONENT("dmz"));
	none.if_match = seen;
	append_refused(f, ERROR_CONFLICT, "component:new is not there yet", &none, NULL);
	none.if_match = "";
	append_ok(f, &none, NULL);
	append_refused(f, ERROR_CONFLICT, "component:new is there already", &none, NULL);
	/* of a retirement too */
	struct draft gone = draft_of(f, &MANAGER, "shop", "component:new", NULL);
	gone.if_match = seen;
	append_refused(f, ERROR_CONFLICT, "was changed since", &gone, NULL);
}

/* ---- merging ---- */

static char *
body_text(struct fixture *f, const char *object)
{
	return json_canonical_text(object_at(f, "shop", object)->body);
}

static void
test_merge_and_whole(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "zone:back",
		"name: x, type: data, trust: 3, exposure: isolated, operator: agency, country: JP, "
		"addresses: [192.0.2.0/25], note: n");
	/* fields that are not given stay; what is given empty goes */
	put_ok(f, &MANAGER, "shop", "zone:back", "trust: 2, note: ");
	g_autofree char *merged = body_text(f, "zone:back");
	g_assert_cmpstr(merged, ==,
		"{\"addresses\":[\"192.0.2.0/25\"],\"country\":\"JP\",\"exposure\":\"isolated\",\"name\":"
		"{\"ja\":\"x\"},\"operator\":\"agency\",\"trust\":2,\"type\":\"data\"}");
	struct draft whole = draft_of(f, &MANAGER, "shop", "zone:back",
		"name: y, type: data, trust: 1, exposure: isolated, operator: agency, country: JP");
	whole.whole = TRUE;
	append_ok(f, &whole, NULL);
	g_autofree char *all = body_text(f, "zone:back");
	g_assert_cmpstr(all, ==,
		"{\"country\":\"JP\",\"exposure\":\"isolated\",\"name\":{\"ja\":\"y\"},\"operator\":\"agency\","
		"\"trust\":1,\"type\":\"data\"}");
	/* a whole object is whole: what is required stands in it */
	whole = draft_of(f, &MANAGER, "shop", "zone:back", "name: y, type: data, trust: 1");
	whole.whole = TRUE;
	append_refused(f, ERROR_INPUT, "zone:back needs operator", &whole, NULL);
	/* and what is required cannot be emptied */
	put_refused(f, &MANAGER, "shop", "zone:back", "operator: ", ERROR_INPUT, "needs operator");
}

static void
test_two_drafts_of_one_object(struct fixture *f, gconstpointer data)
{
	struct draft first = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	struct draft second =
		draft_of(f, &MANAGER_2, "shop", "component:cache", "quantity: 7");
	append_ok(f, &first, &second, NULL);
	const struct object *cache = object_at(f, "shop", "component:cache");
	g_assert_cmpint(value_get_int(cache->body, "quantity", 0), ==, 7);
	g_assert_cmpstr(cache->put_by, ==, "p-manager3");
	g_assert_cmpstr(value_get_text(cache->body, "zone"), ==, "dmz");
}

/* ---- the entries ---- */

static gboolean
take_row(const struct journal_row *row, void *data)
{
	g_string_append_printf(data, "%s %" G_GINT64_FORMAT " %s %s:%s by %s as %s (%s)\n", row->chain,
		row->seq, row->verb, row->kind, row->id, row->actor, row->role, row->known_by);
	return TRUE;
}

static void
test_verbs(struct fixture *f, gconstpointer data)
{
	gint64 from = head_seq(f, "shop") + 1;
	attach_ok(f, &MANAGER, "shop", "scan",
		"name: x, source: tool, collected_at: 2026-03-31T00:00:00Z", "one");
	put_ok(f, &MANAGER, "shop", "attestation:a",
		"check_id: C1-1, statement: partial, text: t, ends_on: 2026-09-30");
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "decision:d", "subject: 'contract:ops', choice: approve");
	put_ok(f, &ASSESSOR, "shop", "evaluation:e",
		"name: x, phase: 1, method: review, opinion: sufficient, text: t");
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 1, move: submit");
	put_ok(f, &ASSESSOR, "shop", "gate_event:a", "phase: 1, move: assess, evaluation: e");
	put_ok(f, &OWNER, "shop", "gate_event:p", "phase: 1, move: pass");
	put_ok(f, &OWNER, "shop", "acceptance:a",
		"subject: 'scenario:leak', reason: r, ends_on: 2026-06-30");
	put_ok(f, &ENGINE, "shop", "alert:al-aaaaaaaa",
		"name: x, rule: r, rule_title: t, severity: high, first_at: 2026-03-31T00:00:00Z, "
		"last_at: 2026-03-31T00:00:00Z, events_count: 3, matched: m, state: open");
	put_ok(f, &MANAGER, "shop", "alert:al-aaaaaaaa", "state: seen");
	retire_ok(f, &MANAGER, "shop", "flow:order");
	g_autoptr(GString) text = g_string_new(NULL);
	g_assert_true(store_journal_scan(
		journal_reader(f->journal), "shop", from, take_row, text, NULL));
	g_autofree char *expected = g_strdup_printf(
		"shop %d attach evidence:scan by p-manager2 as manager (password+otp)\n"
		"shop %d attest attestation:a by p-manager2 as manager (password+otp)\n"
		"shop %d put contract:ops by local as manager (local)\n"
		"shop %d decide decision:d by p-manager2 as manager (password+otp)\n"
		"shop %d assess evaluation:e by p-assess22 as assessor (oidc)\n"
		"shop %d submit gate_event:s by p-manager2 as manager (password+otp)\n"
		"shop %d assess gate_event:a by p-assess22 as assessor (oidc)\n"
		"shop %d decide gate_event:p by p-ownerrr2 as owner (oidc)\n"
		"shop %d put acceptance:a by p-ownerrr2 as owner (oidc)\n"
		"shop %d alert alert:al-aaaaaaaa by sekisho as engine (self)\n"
		"shop %d put alert:al-aaaaaaaa by p-manager2 as manager (password+otp)\n"
		"shop %d retire flow:order by p-manager2 as manager (password+otp)\n",
		(int)from, (int)from + 1, (int)from + 2, (int)from + 3, (int)from + 4, (int)from + 5,
		(int)from + 6, (int)from + 7, (int)from + 8, (int)from + 9, (int)from + 10,
		(int)from + 11);
	g_assert_cmpstr(text->str, ==, expected);
}

static void
test_time_does_not_go_back(struct fixture *f, gconstpointer data)
{
	gint64 start = f->now;
	f->now += DAYS(1);
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 3");
	f->now = start;
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 4");
	g_assert_cmpint(object_at(f, "shop", "component:web")->put_at, ==, start + DAYS(1));
	g_assert_cmpint(object_at(f, "shop", "component:web")->created_at, ==, start);
	/* chains do not wait for each other */
	put_ok(f, &ADMIN, CHAIN_ORG, "party:new", "name: x, type: body");
	g_assert_cmpint(object_at(f, CHAIN_ORG, "party:new")->put_at, ==, start);
}

static void
test_systems_are_opened(struct fixture *f, gconstpointer data)
{
	g_autoptr(GString) text = g_string_new(NULL);
	put_ok(f, &LOCAL, "wiki", "system:wiki",
		"name: x, unit: agency, purpose: p, development: agile, ends_on: 2031-03-31, "
		"shared_platform: false, service_hours: business, checklist: ds200-checklist-2022, "
		"method: ipa3-2026");
	g_assert_true(
		store_journal_scan(journal_reader(f->journal), "wiki", 1, take_row, text, NULL));
	g_assert_cmpstr(text->str, ==,
		"wiki 1 open : by sekisho as engine (self)\n"
		"wiki 2 put system:wiki by local as manager (local)\n");
}

static void
test_judging(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	struct appended appended;
	struct value *body = value_map(f->arena), *rests = value_map(f->arena);
	value_set_int(f->arena, body, "now", f->now);
	value_set(f->arena, body, "rests", rests);
	value_set_int(f->arena, rests, "own", head_seq(f, "shop"));
	value_set_int(f->arena, rests, "org", head_seq(f, CHAIN_ORG));
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 3");
	/* it speaks of a state that is past */
	g_assert_false(journal_judge(f->journal, "shop", body, &appended, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_CONFLICT);
	g_clear_error(&error);
	value_set_int(f->arena, rests, "own", head_seq(f, "shop"));
	g_assert_true(journal_judge(f->journal, "shop", body, &appended, &error));
	g_assert_no_error(error);
	g_assert_cmpint(appended.seq, ==, head_seq(f, "shop"));
	g_auto(GStrv) due = store_judgement_due(journal_reader(f->journal), f->now, 10, &error);
	g_assert_false(g_strv_contains((const char *const *)due, "shop"));
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 4");
	g_auto(GStrv) waiting = store_judgement_due(journal_reader(f->journal), f->now, 10, &error);
	g_assert_true(g_strv_contains((const char *const *)waiting, "shop"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST_THREADED("/append/threads", test_threads);
	TEST_THREADED("/append/refused neighbour", test_refused_neighbour);
	TEST("/append/whole call", test_whole_call);
	TEST("/append/unknown things", test_unknown_things);
	TEST("/append/retry", test_retry);
	TEST("/append/retry of several", test_retry_of_several);
	TEST("/append/if-match", test_if_match);
	TEST("/append/merge and whole", test_merge_and_whole);
	TEST("/append/two drafts of one object", test_two_drafts_of_one_object);
	TEST("/append/verbs", test_verbs);
	TEST("/append/time does not go back", test_time_does_not_go_back);
	TEST("/append/systems are opened", test_systems_are_opened);
	TEST("/append/judging", test_judging);
	return g_test_run();
}
