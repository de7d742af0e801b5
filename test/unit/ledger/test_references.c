/* SPDX-License-Identifier: Apache-2.0 */
/* V1: what references name. V2: what holds an object back, and what goes with it. */
#include "journal_fixture.h"

static void
test_names_what_is_there(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "component:cache", COMPONENT("inmer"), ERROR_INPUT,
		"there is no zone:inmer (nearest: inner)");
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	/* in lists and records too */
	put_refused(f, &MANAGER, "shop", "information:orders", "stored_in: [db, dbb]", ERROR_INPUT,
		"stored_in: there is no component:dbb");
	put_refused(f, &MANAGER, "shop", "account_role:operator",
		"rights: [{component: webb, operation: run, access: write}]", ERROR_INPUT,
		"rights: there is no component:webb");
	put_ok(f, &MANAGER, "shop", "information:orders", "stored_in: [db, cache]");
}

static void
test_judges_the_state_after_the_call(struct fixture *f, gconstpointer data)
{
	/* the one that is named comes later in the same call */
	struct draft first = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("back"));
	struct draft zone = draft_of(f, &MANAGER, "shop", "zone:back",
		"name: x, type: data, trust: 3, exposure: isolated, operator: agency, country: JP");
	append_refused(f, ERROR_INPUT, "there is no zone:back", &first, NULL);
	append_ok(f, &first, &zone, NULL);
	/* and what was named goes, when who named it names another */
	struct draft moved = draft_of(f, &MANAGER, "shop", "component:cache", "zone: inner");
	struct draft gone = draft_of(f, &MANAGER, "shop", "zone:back", NULL);
	append_ok(f, &gone, &moved, NULL);
}

static void
test_names_the_place(struct fixture *f, gconstpointer data)
{
	struct problems problems;
	struct appended appended;
	problems_init(&problems);
	struct draft draft = draft_of(f, &MANAGER, "shop", "component:cache", COMPONENT("inmer"));
	g_assert_false(journal_append(f->journal, &draft, 1, &appended, &problems));
	g_autofree char *text = error_text(g_ptr_array_index(problems.list, 0), "ja");
	/* the member's own, not the draft's */
	g_assert_true(g_str_has_prefix(text, "fields.yaml:1:"));
	g_assert_nonnull(strstr(text, "zone:inmer がありません"));
	problems_clear(&problems);
}

static void
test_retired_targets(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	attach_ok(f, &MANAGER, "shop", "scan",
		"name: x, collected_at: 2026-03-31T00:00:00Z, source: tool, subjects: ['component:cache']",
		"a scan");
	retire_ok(f, &MANAGER, "shop", "component:cache");
	/* a record keeps what it named, and may still be written */
	put_ok(f, &MANAGER, "shop", "evidence:scan", "revision: r2");
	/* but names nothing that is gone anew */
	put_refused(f, &MANAGER, "shop", "review:monthly",
		"items: [{subject: 'component:cache', result: ok, text: t}]", ERROR_REFUSED,
		"component:cache is retired");
	put_refused(f, &MANAGER, "shop", "flow:x", FLOW("component:web", "component:cache"),
		ERROR_REFUSED, "component:cache is retired");
}

static void
test_org_names_no_system(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_refused(f, &MANAGER, CHAIN_ORG, "product:org-mail",
		"name: x, vendor: aoba, type: hardware, versions: '*', country: JP, concern: none, "
		"update_channel: mail, provenance: vendor, support_contract: ops",
		ERROR_REFUSED, "cannot refer to contract");
	put_ok(f, &MANAGER, CHAIN_ORG, "product:org-mail",
		"name: x, vendor: aoba, type: hardware, versions: '*', country: JP, concern: none, "
		"update_channel: mail, provenance: vendor");
	put_ok(f, &MANAGER, "shop", "component:web", "product: org-mail");
}

static void
test_holds_back(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "zone:inner", NULL, ERROR_REFUSED, "in use by component:db");
	put_refused(f, &ADMIN, CHAIN_ORG, "party:aoba", NULL, ERROR_REFUSED, "shop/component:web");
	put_ok(f, &MANAGER, "shop", "component:db", "zone: dmz");
	retire_ok(f, &MANAGER, "shop", "zone:inner");
	g_assert_cmpint(object_at(f, "shop", "zone:inner")->retired_at, ==, f->now);
}

static void
test_records_hold_nothing_back(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	put_ok(f, &MANAGER, "shop", "review:monthly",
		"items: [{subject: 'component:cache', result: ok, text: t}]");
	retire_ok(f, &MANAGER, "shop", "component:cache");
}

static void
test_dependents_go_along(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	put_ok(f, &MANAGER, "shop", "interface:cache-api", INTERFACE("cache"));
	put_ok(f, &MANAGER, "shop", "flow:read", FLOW("component:web", "component:cache"));
	put_ok(f, &MANAGER, "shop", "trace:why",
		"from: 'interface:cache-api', to: 'component:web', type: supports, reason: r");
	struct draft draft = draft_of(f, &MANAGER, "shop", "component:cache", NULL);
	append_refused(f, ERROR_REFUSED, "--with-dependents", &draft, NULL);
	draft.with_dependents = TRUE;
	append_ok(f, &draft, NULL);
	g_assert_cmpint(object_at(f, "shop", "component:cache")->retired_at, !=, 0);
	g_assert_cmpint(object_at(f, "shop", "interface:cache-api")->retired_at, !=, 0);
	g_assert_cmpint(object_at(f, "shop", "flow:read")->retired_at, !=, 0);
	g_assert_cmpint(object_at(f, "shop", "trace:why")->retired_at, !=, 0);
	g_assert_cmpint(object_at(f, "shop", "component:web")->retired_at, ==, 0);
	g_assert_cmpstr(
		object_at(f, "shop", "flow:read")->retired_reason, ==, "no longer in use");
}

static void
test_dependents_only_as_allowed(struct fixture *f, gconstpointer data)
{
	/* a treatment is the owner's: who may not retire it does not take it along */
	put_ok(f, &MANAGER, "shop", "scenario:other", SCENARIO);
	put_ok(f, &OWNER, "shop", "treatment:t",
		"scenario: other, choice: retain, responsible: watch, due: 2026-12-31, target: D");
	struct draft draft = draft_of(f, &MANAGER, "shop", "scenario:other", NULL);
	draft.with_dependents = TRUE;
	append_refused(f, ERROR_FORBIDDEN, "treatment:t is recorded and retired by Risk owner", &draft,
		NULL);
	retire_ok(f, &OWNER, "shop", "treatment:t");
	append_ok(f, &draft, NULL);
}

static void
test_dependents_in_a_circle(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "trace:a",
		"from: 'component:web', to: 'component:db', type: supports, reason: r");
	put_ok(f, &MANAGER, "shop", "trace:b",
		"from: 'trace:a', to: 'component:db', type: supports, reason: r");
	put_ok(f, &MANAGER, "shop", "trace:a", "to: 'trace:b'");
	struct draft draft = draft_of(f, &MANAGER, "shop", "trace:a", NULL);
	draft.with_dependents = TRUE;
	append_ok(f, &draft, NULL);
	g_assert_cmpint(object_at(f, "shop", "trace:b")->retired_at, !=, 0);
}

static void
test_ids_are_not_used_again(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	retire_ok(f, &MANAGER, "shop", "component:cache");
	put_refused(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"), ERROR_REFUSED,
		"its id is not used again");
	put_refused(f, &MANAGER, "shop", "component:never", NULL, ERROR_NOT_FOUND, "there is no");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/references/names what is there", test_names_what_is_there);
	TEST("/references/state after the call", test_judges_the_state_after_the_call);
	TEST("/references/place", test_names_the_place);
	TEST("/references/retired targets", test_retired_targets);
	TEST("/references/org names no system", test_org_names_no_system);
	TEST("/retirement/held back", test_holds_back);
	TEST("/retirement/records hold nothing back", test_records_hold_nothing_back);
	TEST("/retirement/dependents go along", test_dependents_go_along);
	TEST("/retirement/dependents as allowed", test_dependents_only_as_allowed);
	TEST("/retirement/dependents in a circle", test_dependents_in_a_circle);
	TEST("/retirement/ids are not used again", test_ids_are_not_used_again);
	return g_test_run();
}
