/* SPDX-License-Identifier: Apache-2.0 */
/* V7, V10, V11: acceptances, decisions, ranks, ends. */
#include "journal_fixture.h"

static void
set_value(struct fixture *f, const char *value)
{
	g_hash_table_insert(f->values, (gpointer)"leak", (gpointer)value);
}

static void
set_number(struct fixture *f, const char *key, gint64 number)
{
	g_hash_table_insert(f->numbers, (gpointer)key, g_memdup2(&number, sizeof number));
}

/* ---- V7: acceptances ---- */

#define ACCEPT(until) "subject: 'scenario:leak', reason: r, ends_on: " until

static void
test_who_accepts(struct fixture *f, gconstpointer data)
{
	set_value(f, "A");
	put_refused(f, &OWNER, "shop", "acceptance:a", ACCEPT("2026-06-30"), ERROR_FORBIDDEN,
		"value A is accepted by the CISO alone");
	put_ok(f, &CISO, "shop", "acceptance:a", ACCEPT("2026-06-30"));
	set_value(f, "B");
	put_refused(f, &CISO, "shop", "acceptance:b", ACCEPT("2026-06-30"), ERROR_FORBIDDEN,
		"value B is accepted by the risk owner");
	put_refused(f, &MANAGER, "shop", "acceptance:b", ACCEPT("2026-06-30"), ERROR_FORBIDDEN,
		"acceptance:b is recorded and retired by Risk owner, CISO");
	put_ok(f, &OWNER, "shop", "acceptance:b", ACCEPT("2026-06-30"));
	/* nobody knows the value: either may */
	set_value(f, NULL);
	put_ok(f, &OWNER, "shop", "acceptance:c", ACCEPT("2026-06-30"));
	put_ok(f, &CISO, "shop", "acceptance:d", ACCEPT("2026-06-30"));
}

/* 6 months are 182 days and a half; the day is included, so its end counts. */
static void
test_how_long_is_accepted(struct fixture *f, gconstpointer data)
{
	set_value(f, "A");
	put_refused(f, &CISO, "shop", "acceptance:a", ACCEPT("2026-09-30"), ERROR_REFUSED,
		"ends_on: 2026-09-30 is too far; the method allows 6mo, until 2026-09-29");
	put_ok(f, &CISO, "shop", "acceptance:a", ACCEPT("2026-09-29"));
	set_value(f, NULL);
	put_refused(f, &OWNER, "shop", "acceptance:b", ACCEPT("2026-09-30"), ERROR_REFUSED,
		"until 2026-09-29");
	set_value(f, "B");
	put_ok(f, &OWNER, "shop", "acceptance:b", ACCEPT("2027-03-31"));
	put_refused(f, &OWNER, "shop", "acceptance:c", ACCEPT("2027-04-01"), ERROR_REFUSED,
		"the method allows 1y, until 2027-03-31");
	put_refused(f, &OWNER, "shop", "acceptance:c", ACCEPT("2026-03-31"), ERROR_REFUSED,
		"ends_on: 2026-03-31 is past already");
	set_number(f, "acceptance.max.B", DAYS(30));
	put_refused(f, &OWNER, "shop", "acceptance:c", ACCEPT("2026-05-02"), ERROR_REFUSED,
		"the method allows 30d, until 2026-04-30");
	put_ok(f, &OWNER, "shop", "acceptance:c", ACCEPT("2026-04-30"));
}

static void
test_other_ends(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "attestation:a",
		"check_id: C1-1, statement: partial, text: t, ends_on: 2027-04-01", ERROR_REFUSED,
		"the method allows 1y, until 2027-03-31");
	put_ok(f, &MANAGER, "shop", "attestation:a",
		"check_id: C1-1, statement: partial, text: t, ends_on: 2027-03-31");
	put_refused(f, &MANAGER, "shop", "exception:e",
		"name: x, type: waive, check_id: C4-1, reason: r, ends_on: 2027-04-01", ERROR_REFUSED,
		"until 2027-03-31");
	put_ok(f, &MANAGER, "shop", "exception:e",
		"name: x, type: waive, check_id: C4-1, reason: r, ends_on: 2027-03-31");
	/* one that was set in time may be past when something else of it is written */
	moment_parse("2027-05-01T09:00:00+09:00", &f->now);
	put_ok(f, &MANAGER, "shop", "exception:e", "reason: another");
	put_ok(f, &MANAGER, "shop", "exception:old",
		"name: x, type: waive, check_id: C4-1, reason: r, ends_on: 2026-04-30");
	put_refused(f, &MANAGER, "shop", "attestation:old",
		"check_id: C1-1, statement: partial, text: t, ends_on: 2027-04-30", ERROR_REFUSED,
		"is past already");
}

static void
test_what_is_never_excepted(struct fixture *f, gconstpointer data)
{
	static const char *const NEVER[] = { "V.shrunk", "A5.kin", "G.self" };
	const char *fields = "name: x, type: waive, reason: r, ends_on: 2026-09-30, finding: ";
	for (guint i = 0; i < G_N_ELEMENTS(NEVER); i++)
		put_refused(f, &MANAGER, "shop", "exception:e",
			arena_printf(f->arena, "%s'%s:component:web:'", fields, NEVER[i]),
			ERROR_REFUSED, "there is no exception from ");
	put_ok(f, &MANAGER, "shop", "exception:e",
		arena_printf(f->arena, "%s'C3-2.undeclared:component:web:'", fields));
}

static void
test_overrides(struct fixture *f, gconstpointer data)
{
	put_refused(f, &OWNER, "shop", "scenario:leak", "overrides: [{factor: V, value: 1, reason: r}]",
		ERROR_INPUT, "override 1 needs ends_on");
	put_refused(f, &OWNER, "shop", "scenario:leak",
		"overrides: [{factor: V, value: 1, ends_on: 2026-09-30}]", ERROR_INPUT,
		"override 1 needs reason");
	put_ok(f, &OWNER, "shop", "scenario:leak",
		"overrides: [{factor: V, value: 1, reason: r, ends_on: 2026-09-30}]");
}

/* ---- who decides ---- */

#define APPROVE(subject) "subject: '" subject "', choice: approve"

static void
test_who_decides(struct fixture *f, gconstpointer data)
{
	put_refused(f, &OWNER, "shop", "decision:d", APPROVE("component:web"), ERROR_INPUT,
		"component takes no decision");
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	put_refused(f, &OWNER, "shop", "decision:d", APPROVE("contract:ops"), ERROR_FORBIDDEN,
		"contract:ops is decided on by System manager (now Risk owner)");
	put_refused(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops") ", value: high",
		ERROR_INPUT, "only a decision on a system has a value");
	put_ok(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"));
	/* at rank high an assessor decides on candidates too */
	put_ok(f, &LOCAL, "shop", "candidate:c", "name: x, contract: ops, party: aoba, stage: open");
	put_ok(f, &ASSESSOR, "shop", "decision:e", APPROVE("candidate:c"));
	/* the organisation's are the CISO's */
	attach_ok(f, &LOCAL, CHAIN_ORG, "org-manual",
		"name: x, collected_at: 2026-03-01T00:00:00Z, source: document", "manuals");
	put_ok(f, &LOCAL, CHAIN_ORG, "procedure:org-p",
		"name: x, type: backup, edition: '1', document: org-manual, reviewed_on: 2026-03-01");
	put_refused(f, &MANAGER, CHAIN_ORG, "decision:org-d", APPROVE("procedure:org-p"),
		ERROR_FORBIDDEN, "procedure:org-p is decided on by CISO");
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-d", APPROVE("procedure:org-p"));
}

static void
test_ends_and_conditions(struct fixture *f, gconstpointer data)
{
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	const char *fields = "subject: 'contract:ops', choice: conditional, reason: r";
	put_refused(f, &MANAGER, "shop", "decision:d", fields, ERROR_INPUT, "needs ends_on");
	put_refused(f, &MANAGER, "shop", "decision:d",
		arena_printf(f->arena, "%s, ends_on: 2028-03-31", fields), ERROR_REFUSED,
		"the method allows 2y, until 2028-03-30");
	put_refused(f, &MANAGER, "shop", "decision:d",
		arena_printf(f->arena, "%s, ends_on: 2026-09-30, conditions: [{text: t}]", fields),
		ERROR_INPUT, "condition 1 needs text and due");
	put_refused(f, &MANAGER, "shop", "decision:d",
		arena_printf(f->arena,
			"%s, ends_on: 2026-09-30, conditions: [{text: t, due: 2026-07-01}]", fields),
		ERROR_REFUSED, "due: 2026-07-01 is too far; the method allows 90d, until 2026-06-29");
	put_ok(f, &MANAGER, "shop", "decision:d",
		arena_printf(f->arena,
			"%s, ends_on: 2026-09-30, conditions: [{text: t, due: 2026-06-29}]", fields));
}

/* ---- V10 ---- */

static void
test_what_was_seen(struct fixture *f, gconstpointer data)
{
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	const char *seen = head_hex(f, "shop", "contract:ops");
	put_ok(f, &LOCAL, "shop", "contract:ops", "pass_points: 70");
	struct draft draft = draft_of(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"));
	draft.subject_match = seen;
	append_refused(f, ERROR_CONFLICT, "contract:ops was changed by local since", &draft, NULL);
	draft.subject_match = head_hex(f, "shop", "contract:ops");
	append_ok(f, &draft, NULL);
	g_assert_cmpstr(text_at(f, "shop", "decision:d", "hash"), ==,
		head_hex(f, "shop", "contract:ops"));
}

/* A call that decides and then changes what it decided on. */
static void
test_moved_on_in_the_call(struct fixture *f, gconstpointer data)
{
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	struct draft decide = draft_of(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"));
	struct draft change =
		draft_of(f, &MANAGER_2, "shop", "contract:ops", "pass_points: 70");
	append_refused(f, ERROR_CONFLICT, "contract:ops was changed by p-manager3 since", &decide,
		&change, NULL);
	append_ok(f, &change, &decide, NULL);
}

/* ---- V11 ---- */

#define RANK(rank) APPROVE("system:shop") ", value: " rank ", ends_on: 2027-03-31"

static void
test_rank(struct fixture *f, gconstpointer data)
{
	put_refused(f, &OWNER, "shop", "decision:d", APPROVE("system:shop") ", ends_on: 2027-03-31",
		ERROR_INPUT, "takes a rank (high, mid or low) as its value");
	put_refused(f, &OWNER, "shop", "decision:d",
		APPROVE("system:shop") ", value: grave, ends_on: 2027-03-31", ERROR_INPUT,
		"takes a rank");
	put_ok(f, &OWNER, "shop", "decision:d", RANK("mid"));
	/* raising is free, with a reason */
	put_refused(f, &OWNER, "shop", "decision:e", RANK("high"), ERROR_INPUT,
		"a rank (high) other than the proposed one (mid) needs a reason");
	put_ok(f, &OWNER, "shop", "decision:e", RANK("high") ", reason: r");
}

static void
test_lower_rank(struct fixture *f, gconstpointer data)
{
	f->proposed = "high";
	put_refused(f, &OWNER, "shop", "decision:o", RANK("mid") ", reason: r", ERROR_REFUSED,
		"a rank (mid) below the proposed one (high) is decided by owner and CISO");
	/* the CISO first: higher is not enough, lower is */
	put_ok(f, &CISO, "shop", "decision:c", RANK("high"));
	put_refused(f, &OWNER, "shop", "decision:o", RANK("mid") ", reason: r", ERROR_REFUSED,
		"decided by owner and CISO");
	put_ok(f, &CISO, "shop", "decision:c", "value: mid, reason: r");
	put_refused(f, &OWNER, "shop", "decision:o", RANK("low") ", reason: r", ERROR_REFUSED,
		"a rank (low) below");
	put_ok(f, &OWNER, "shop", "decision:o", RANK("mid") ", reason: r");
	/* what the CISO saw has changed since */
	put_ok(f, &MANAGER, "shop", "system:shop", "service_hours: h24");
	put_refused(f, &OWNER, "shop", "decision:p", RANK("mid") ", reason: r", ERROR_REFUSED,
		"decided by owner and CISO");
	/* the name of it does not matter */
	put_ok(f, &CISO, "shop", "decision:c2", RANK("mid") ", reason: r");
	put_ok(f, &MANAGER, "shop", "system:shop", "name: another");
	put_ok(f, &OWNER, "shop", "decision:p", RANK("mid") ", reason: r");
}

static void
test_unknown_proposal(struct fixture *f, gconstpointer data)
{
	f->proposed = NULL;
	put_refused(f, &OWNER, "shop", "decision:o", RANK("mid") ", reason: r", ERROR_REFUSED,
		"below the proposed one (?)");
	put_ok(f, &OWNER, "shop", "decision:o", RANK("high"));
}

/* The rank that counts for what the method allows: at high an authorisation of a year, and so on. */
static void
test_rank_in_force(struct fixture *f, gconstpointer data)
{
	const char *fields = "subject: 'contract:ops', choice: conditional, reason: r, ends_on: ";
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	const char *year = arena_printf(f->arena, "%s2027-03-31", fields);
	const char *two = arena_printf(f->arena, "%s2028-03-30", fields);
	put_ok(f, &OWNER, "shop", "decision:rank", RANK("high") ", reason: r");
	put_refused(f, &MANAGER, "shop", "decision:d", two, ERROR_REFUSED, "the method allows 1y");
	put_ok(f, &MANAGER, "shop", "decision:d", year);
	/* the decision is stale: the higher of what was decided and what is proposed */
	put_ok(f, &MANAGER, "shop", "system:shop", "service_hours: h24");
	put_refused(f, &MANAGER, "shop", "decision:e", two, ERROR_REFUSED, "the method allows 1y");
	/* rejected: the proposal alone */
	put_ok(f, &OWNER, "shop", "decision:no",
		"subject: 'system:shop', choice: reject, reason: r, ends_on: 2027-03-31");
	put_ok(f, &MANAGER, "shop", "decision:e", two);
	/* and nobody knows: high */
	f->proposed = NULL;
	put_refused(f, &MANAGER, "shop", "decision:f", two, ERROR_REFUSED, "the method allows 1y");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/acceptance/who", test_who_accepts);
	TEST("/acceptance/how long", test_how_long_is_accepted);
	TEST("/ends/others", test_other_ends);
	TEST("/ends/overrides", test_overrides);
	TEST("/exception/never", test_what_is_never_excepted);
	TEST("/decision/who", test_who_decides);
	TEST("/decision/ends and conditions", test_ends_and_conditions);
	TEST("/decision/what was seen", test_what_was_seen);
	TEST("/decision/moved on in the call", test_moved_on_in_the_call);
	TEST("/rank/value", test_rank);
	TEST("/rank/lower", test_lower_rank);
	TEST("/rank/unknown proposal", test_unknown_proposal);
	TEST("/rank/in force", test_rank_in_force);
	return g_test_run();
}
