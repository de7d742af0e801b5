/* SPDX-License-Identifier: Apache-2.0 */
/* What the gates tell the ledger when it accepts an entry: numbers of the method, the proposed rank. */
#include "gate/hooks.h"

#include "../ledger/journal_fixture.h"

static gint64
number(const struct validate_hooks *hooks, const char *key, const char *rank, int phase)
{
	gint64 ret = -1;
	g_assert_true(hooks->method(hooks->data, "shop", key, rank, phase, &ret));
	return ret;
}

static void
test_numbers(struct fixture *f, gconstpointer data)
{
	struct hooks *own = hooks_new(f->model, f->path, f->now);
	const struct validate_hooks *hooks = hooks_for_journal(own);
	g_assert_cmpint(number(hooks, "acceptance.max.A", "high", 0), ==, 6 * MOMENT_MONTH);
	g_assert_cmpint(number(hooks, "acceptance.max.B", "low", 0), ==, MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "authorise.max", "high", 0), ==, MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "authorise.max", "low", 0), ==, 3 * MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "condition.max", "mid", 0), ==, DAYS(90));
	g_assert_cmpint(number(hooks, "exception.max", "mid", 0), ==, MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "attestation.max", "mid", 0), ==, MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "decision.max", "mid", 0), ==, 2 * MOMENT_YEAR);
	g_assert_cmpint(number(hooks, "approval.self", "mid", 0), ==, 0);
	g_assert_cmpint(number(hooks, "approval.self", "low", 0), ==, 1);
	/* words: a value by its letter, a list by whether it asks for anything */
	g_assert_cmpint(number(hooks, "acceptance.up_to", "mid", 0), ==, 3);
	g_assert_cmpint(number(hooks, "assess.involvement", "high", 7), ==, 1);
	g_assert_cmpint(number(hooks, "assess.involvement", "mid", 7), ==, 0);
	g_assert_cmpint(number(hooks, "assess.involvement", "mid", 1), ==, 1);
	g_assert_cmpint(number(hooks, "assess.involvement", "low", 1), ==, 0);
	gint64 none;
	g_assert_false(hooks->method(hooks->data, "shop", "no.such", "mid", 0, &none));
	g_assert_false(hooks->method(hooks->data, "shop", "authorise.max", "grave", 0, &none));
	/* a system that is not there yet has the usual method */
	g_assert_true(hooks->method(hooks->data, "wiki", "authorise.max", "mid", 0, &none));
	hooks_free(own);
}

static void
test_proposed_rank(struct fixture *f, gconstpointer data)
{
	struct hooks *own = hooks_new(f->model, f->path, f->now);
	const struct validate_hooks *hooks = hooks_for_journal(own);
	g_assert_null(hooks->proposed_rank(hooks->data, "wiki"));
	g_assert_cmpstr(hooks->proposed_rank(hooks->data, "shop"), ==, "mid");
	/* it is derived anew when something was entered */
	put_ok(f, &MANAGER, "shop", "information:orders", "class: C3 I2 A1");
	g_assert_cmpstr(hooks->proposed_rank(hooks->data, "shop"), ==, "high");
	g_assert_cmpstr(hooks->proposed_rank(hooks->data, "shop"), ==, "high");
	put_ok(f, &MANAGER, "shop", "information:orders",
		"class: C1 I1 A1, personal: none, subjects: ");
	g_assert_cmpstr(hooks->proposed_rank(hooks->data, "shop"), ==, "low");
	put_ok(f, &MANAGER, "shop", "system:shop", "shared_platform: true");
	g_assert_cmpstr(hooks->proposed_rank(hooks->data, "shop"), ==, "high");
	hooks_free(own);
}

/* In the journal: what the fixture would answer does not count any more. */
static void
test_in_the_journal(struct fixture *f, gconstpointer data)
{
	struct hooks *own = hooks_new(f->model, f->path, f->now);
	f->hooks = *hooks_for_journal(own);
	f->proposed = "low";
	const char *rank = "subject: 'system:shop', choice: approve, ends_on: 2027-03-31, value: ";
	put_refused(f, &OWNER, "shop", "decision:d", arena_printf(f->arena, "%slow, reason: r", rank),
		ERROR_REFUSED, "a rank (low) below the proposed one (mid)");
	put_ok(f, &OWNER, "shop", "decision:d", arena_printf(f->arena, "%smid", rank));
	/* no engine has given the scenario a value: as A for its end, by owner or CISO */
	put_refused(f, &OWNER, "shop", "acceptance:a",
		"subject: 'scenario:leak', reason: r, ends_on: 2026-09-30", ERROR_REFUSED,
		"the method allows 6mo, until 2026-09-29");
	put_ok(f, &OWNER, "shop", "acceptance:a",
		"subject: 'scenario:leak', reason: r, ends_on: 2026-09-29");
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 1, move: submit");
	put_refused(f, &OWNER, "shop", "gate_event:p", "phase: 1, move: pass", ERROR_REFUSED,
		"phase 1 is submitted now; pass cannot follow");
	journal_close(g_steal_pointer(&f->journal));
	hooks_free(own);
	f->hooks = (struct validate_hooks) { 0 };
	fixture_start(f);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/hooks/numbers", test_numbers);
	TEST("/hooks/proposed rank", test_proposed_rank);
	TEST("/hooks/in the journal", test_in_the_journal);
	return g_test_run();
}
