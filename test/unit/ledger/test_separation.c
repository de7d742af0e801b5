/* SPDX-License-Identifier: Apache-2.0 */
/* V6: who did the work does not judge it. V12: a contractor writes only in its range. */
#include "journal_fixture.h"

/* ---- V6: grants ---- */

#define GRANT(person, role, system, from, to)                                                      \
	"person: " person ", role: " role ", for_system: " system ", starts_on: " from ", ends_on: " to \
	", reason: r"

static void
test_assessor_is_nobody_else(struct fixture *f, gconstpointer data)
{
	put_refused(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-manager2", "assessor", "shop", "2026-05-01", "2026-12-31"), ERROR_REFUSED,
		"p-manager2 also holds the role manager at that time (role_grant:g-manager)");
	put_refused(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-manager2", "assessor", "'*'", "2026-05-01", "2026-12-31"), ERROR_REFUSED,
		"also holds the role manager");
	put_refused(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-assess22", "owner", "shop", "2026-05-01", "2026-12-31"), ERROR_REFUSED,
		"also holds the role assessor");
	/* elsewhere, and at another time */
	put_ok(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-manager2", "assessor", "wiki", "2026-05-01", "2026-12-31"));
	put_ok(f, &CISO, CHAIN_ORG, "role_grant:y",
		GRANT("p-manager2", "assessor", "shop", "2028-01-01", "2028-12-31"));
	put_refused(f, &ADMIN, CHAIN_ORG, "role_grant:g-manager", "ends_on: 2028-01-01",
		ERROR_REFUSED, "also holds the role assessor at that time (role_grant:y)");
	put_ok(f, &CISO, CHAIN_ORG, "role_grant:z",
		GRANT("p-manager2", "ciso", "shop", "2026-05-01", "2026-12-31"));
}

static void
test_grants_of_one_call(struct fixture *f, gconstpointer data)
{
	struct draft manager = draft_of(f, &ADMIN, CHAIN_ORG, "role_grant:m",
		GRANT("p-manager3", "manager", "wiki", "2026-05-01", "2026-12-31"));
	struct draft assessor = draft_of(f, &CISO, CHAIN_ORG, "role_grant:a",
		GRANT("p-manager3", "assessor", "wiki", "2026-12-31", "2027-12-31"));
	append_refused(f, ERROR_REFUSED, "p-manager3 also holds", &manager, &assessor, NULL);
	struct draft later = draft_of(f, &CISO, CHAIN_ORG, "role_grant:a",
		GRANT("p-manager3", "assessor", "wiki", "2027-01-01", "2027-12-31"));
	append_ok(f, &manager, &later, NULL);
}

/* ---- V6: decisions ---- */

#define APPROVE(subject) "subject: '" subject "', choice: approve"

static void
test_own_work(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_refused(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"), ERROR_REFUSED,
		"p-manager2 wrote contract:ops and does not decide on it");
	/* the other manager writes last: now both have a hand in it */
	put_ok(f, &MANAGER_2, "shop", "contract:ops", "pass_points: 70");
	put_refused(f, &MANAGER_2, "shop", "decision:d", APPROVE("contract:ops"), ERROR_REFUSED,
		"p-manager3 wrote contract:ops");
	put_refused(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"), ERROR_REFUSED,
		"p-manager2 wrote contract:ops");
	put_ok(f, &MANAGER, "shop", "contract:other", CONTRACT("aoba"));
	put_ok(f, &MANAGER_2, "shop", "decision:d", APPROVE("contract:other"));
	/* who stands in front of the store is one person too */
	put_ok(f, &LOCAL, "shop", "contract:third", CONTRACT("aoba"));
	put_refused(f, &LOCAL, "shop", "decision:e", APPROVE("contract:third"), ERROR_REFUSED,
		"name them with --as-person");
	put_ok(f, &MANAGER, "shop", "decision:e", APPROVE("contract:third"));
}

static void
test_own_work_at_low_rank(struct fixture *f, gconstpointer data)
{
	f->proposed = "low";
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "decision:d", APPROVE("contract:ops"));
	/* not where the method says no, not for what others decide on, not a review item */
	gint64 no = 0;
	g_hash_table_insert(f->numbers, (gpointer)"approval.self", g_memdup2(&no, sizeof no));
	put_ok(f, &MANAGER, "shop", "contract:two", CONTRACT("aoba"));
	put_refused(f, &MANAGER, "shop", "decision:e", APPROVE("contract:two"), ERROR_REFUSED,
		"wrote contract:two");
	g_hash_table_remove_all(f->numbers);
	put_ok(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-manager2", "owner", "shop", "2026-01-01", "2026-12-31"));
	put_ok(f, &MANAGER, "shop", "exception:e",
		"name: x, type: waive, check_id: C4-1, reason: r, ends_on: 2026-09-30");
	put_refused(f, as(&MANAGER, "owner"), "shop", "decision:f",
		APPROVE("exception:e") ", ends_on: 2026-09-30", ERROR_REFUSED, "wrote exception:e");
	put_ok(f, &OWNER, "shop", "decision:f", APPROVE("exception:e") ", ends_on: 2026-09-30");
}

static void
test_judge_of_an_item(struct fixture *f, gconstpointer data)
{
	f->proposed = "low";
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "candidate:c",
		"name: x, contract: ops, party: aoba, stage: open");
	put_ok(f, &MANAGER, "shop", "criterion:k",
		"name: x, contract: ops, part: capability, number: '1', category: c, text: t, "
		"mandatory: true");
	put_ok(f, &CONTRACTOR, "shop", "review_item:i", "candidate: c, criterion: k, answer: 'yes'");
	put_ok(f, &MANAGER, "shop", "review_item:i", "judgement: conforming, method: list");
	/* the answer is corrected last: the judge is still the judge */
	put_ok(f, &CONTRACTOR, "shop", "review_item:i", "how: so");
	put_refused(f, &MANAGER, "shop", "decision:d", APPROVE("review_item:i"), ERROR_REFUSED,
		"p-manager2 wrote review_item:i");
	put_ok(f, &MANAGER_2, "shop", "decision:d", APPROVE("review_item:i"));
}

/* ---- V6: gates, issues, drills, assessments ---- */

static void
test_one_round_of_a_gate(struct fixture *f, gconstpointer data)
{
	put_ok(f, &CISO, CHAIN_ORG, "role_grant:x",
		GRANT("p-manager2", "owner", "shop", "2026-01-01", "2026-12-31"));
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 1, move: submit");
	put_refused(f, as(&MANAGER, "owner"), "shop", "gate_event:p",
		"phase: 1, move: force, reason: r", ERROR_REFUSED, "p-manager2 submitted this phase");
	put_ok(f, &OWNER, "shop", "gate_event:r", "phase: 1, move: return, reason: r");
	/* the next round is another's */
	put_ok(f, &MANAGER_2, "shop", "gate_event:s2", "phase: 1, move: submit");
	put_ok(f, as(&MANAGER, "owner"), "shop", "gate_event:p", "phase: 1, move: force, reason: r");
}

static void
test_false_alarm(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ASSESSOR, "shop", "issue:i", ISSUE("interface:web-ui"));
	put_ok(f, &ADMIN, CHAIN_ORG, "role_grant:x",
		GRANT("p-builder2", "manager", "shop", "2026-01-01", "2026-12-31"));
	put_refused(f, as(&CONTRACTOR, "manager"), "shop", "issue:i",
		"status: false_positive, reason: r", ERROR_REFUSED,
		"p-builder2 is of the side that develops or runs it (aoba)");
	put_refused(f, &CONTRACTOR, "shop", "issue:i", "status: false_positive, reason: r",
		ERROR_FORBIDDEN, "status: false_positive is for System manager, Assessor alone");
	f->proposed = "high";
	put_refused(f, &MANAGER, "shop", "issue:i", "status: false_positive, reason: r",
		ERROR_FORBIDDEN, "at rank high only the assessor");
	f->proposed = "mid";
	put_ok(f, &MANAGER, "shop", "issue:i", "status: false_positive, reason: r");
	f->proposed = "high";
	put_ok(f, &MANAGER, "shop", "issue:i", "due: 2026-09-30"); /* it was one before */
	put_ok(f, &ASSESSOR, "shop", "issue:j", ISSUE("flow:order"));
	put_ok(f, &ASSESSOR, "shop", "issue:j", "status: false_positive, reason: r");
}

static void
test_observer(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, type: tabletop, planned_on: 2026-06-01, scenarios: [leak], "
			     "duties: [watch]";
	put_refused(f, &MANAGER, "shop", "drill:d",
		arena_printf(f->arena, "%s, observer: p-builder2", fields), ERROR_REFUSED,
		"the observer p-builder2 holds the participating duty:watch");
	put_ok(f, &MANAGER, "shop", "drill:d",
		arena_printf(f->arena, "%s, observer: p-assess22", fields));
	put_ok(f, &MANAGER, "shop", "duty:watch", "deputy: p-manager3");
	put_refused(f, &MANAGER, "shop", "drill:d", "observer: p-manager3", ERROR_REFUSED,
		"the observer p-manager3");
}

static void
test_tester(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, type: web, planned_on: 2026-06-01, scope: "
			     "['interface:web-ui'], method: manual, aspects: [authn], env: staging";
	f->proposed = "high";
	put_refused(f, &MANAGER, "shop", "assessment:a",
		arena_printf(f->arena, "%s, tester: aoba", fields), ERROR_REFUSED,
		"the tester aoba develops or runs component:web");
	put_ok(f, &MANAGER, "shop", "assessment:a",
		arena_printf(f->arena, "%s, tester: checkers", fields));
	f->proposed = "mid";
	put_ok(f, &MANAGER, "shop", "assessment:b",
		arena_printf(f->arena, "%s, tester: aoba", fields));
}

/* ---- V12 ---- */

static void
test_range(struct fixture *f, gconstpointer data)
{
	put_ok(f, &CONTRACTOR, "shop", "component:web", "quantity: 3");
	put_refused(f, &CONTRACTOR, "shop", "component:db", "quantity: 3", ERROR_FORBIDDEN,
		"component:db is not in the contractor's range (contractor being your party)");
	put_refused(f, &CONTRACTOR, "shop", "component:host", "quantity: 3", ERROR_FORBIDDEN,
		"not in the contractor's range");
	/* neither grasp, nor give away */
	put_refused(f, &CONTRACTOR, "shop", "component:host", "contractor: aoba", ERROR_FORBIDDEN,
		"not in the contractor's range");
	put_refused(f, &CONTRACTOR, "shop", "component:web", "contractor: minamo", ERROR_FORBIDDEN,
		"not in the contractor's range");
	put_ok(f, &CONTRACTOR, "shop", "component:new", COMPONENT("dmz") ", contractor: aoba");
	retire_ok(f, &CONTRACTOR, "shop", "component:new");
	put_refused(f, &CONTRACTOR, "shop", "component:new2", COMPONENT("dmz"), ERROR_FORBIDDEN,
		"not in the contractor's range");
	put_refused(f, &OTHER_CONTRACTOR, "shop", "interface:web-ui", NULL, ERROR_FORBIDDEN,
		"not in the contractor's range");
}

static void
test_range_over_references(struct fixture *f, gconstpointer data)
{
	/* from.component.contractor, to.component.contractor: one end is enough */
	put_ok(f, &CONTRACTOR, "shop", "flow:out", FLOW("component:web", "component:host"));
	put_refused(f, &OTHER_CONTRACTOR, "shop", "flow:out", "port: 443", ERROR_FORBIDDEN,
		"not in the contractor's range");
	put_ok(f, &OTHER_CONTRACTOR, "shop", "flow:in", FLOW("component:host", "component:db"));
	/* through a list of records: items.subject.component.contractor */
	const char *review = "name: x, type: inventory, at: 2026-03-31T00:00:00Z, since: 2026-03-01, "
			     "conclusion: c, items: ";
	put_ok(f, &CONTRACTOR, "shop", "review:r",
		arena_printf(f->arena,
			"%s[{subject: 'component:host', result: ok}, {subject: 'component:web', result: ok}]",
			review));
	put_refused(f, &CONTRACTOR, "shop", "review:q",
		arena_printf(f->arena, "%s[{subject: 'component:db', result: ok}]", review),
		ERROR_FORBIDDEN, "not in the contractor's range");
	/* its own party's certificates, and no other field of it */
	put_ok(f, &CONTRACTOR, CHAIN_ORG, "party:aoba",
		"certificates: [{scheme: isms, number: '1', ends_on: 2027-03-31}]");
	put_refused(f, &CONTRACTOR, CHAIN_ORG, "party:minamo",
		"certificates: [{scheme: isms, number: '1', ends_on: 2027-03-31}]", ERROR_FORBIDDEN,
		"not in the contractor's range");
	put_refused(f, &CONTRACTOR, CHAIN_ORG, "party:aoba", "type: csp", ERROR_FORBIDDEN,
		"type is changed by System manager, Administrator");
}

static void
test_range_of_evidence(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, collected_at: 2026-03-31T00:00:00Z, source: tool";
	attach_ok(f, &CONTRACTOR, "shop", "scan",
		arena_printf(f->arena, "%s, subjects: ['component:web']", fields), "one");
	struct draft bare = draft_of(f, &CONTRACTOR, "shop", "evidence:bare", fields);
	struct content *content = fixture_content(f, "two");
	bare.content = content;
	append_refused(f, ERROR_FORBIDDEN, "not in the contractor's range", &bare, NULL);
	content_free(content);
	/* a statement on a check is of the one who makes it */
	put_ok(f, &CONTRACTOR, "shop", "attestation:a",
		"check_id: C4-1, statement: conforming, text: t, ends_on: 2026-09-30");
	put_refused(f, &CONTRACTOR, "shop", "attestation:b",
		"subject: 'component:db', statement: conforming, text: t, ends_on: 2026-09-30",
		ERROR_FORBIDDEN,
		"attestation:b is not in the contractor's range");
}

static void
test_range_of_contracts(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_refused(f, &CONTRACTOR, "shop", "contract:ops", "stage: tender", ERROR_FORBIDDEN,
		"contract:ops is not in the contractor's range");
	attach_ok(f, &MANAGER, "shop", "staff",
		"name: x, collected_at: 2026-03-31T00:00:00Z, source: document", "staff");
	put_ok(f, &CONTRACTOR, "shop", "contract:ops", "disclosure: staff");
	put_ok(f, &CONTRACTOR, "shop", "contract:sub", CONTRACT("minamo") ", parent: ops");
	put_refused(f, &CONTRACTOR, "shop", "contract:own", CONTRACT("aoba"), ERROR_FORBIDDEN,
		"contract:own is not in the contractor's range");
	/* its own people to duties */
	put_ok(f, &CONTRACTOR, "shop", "duty:watch", "verified_on: 2026-04-01");
	put_refused(f, &CONTRACTOR, "shop", "duty:watch", "deputy: p-builder3", ERROR_FORBIDDEN,
		"p-builder3 is not of the party you act for");
}

static void
test_never_a_contractors(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_refused(f, &CONTRACTOR, "shop", "clause:c",
		"contract: ops, condition: purpose, strength: present", ERROR_FORBIDDEN,
		"clause:c is recorded");
	put_refused(f, &CONTRACTOR, "shop", "criterion:c",
		"name: x, contract: ops, part: capability, number: '1', category: c, text: t, "
		"mandatory: true",
		ERROR_FORBIDDEN, "criterion:c is recorded");
	put_refused(f, &CONTRACTOR, "shop", "acceptance:a",
		"subject: 'scenario:leak', reason: r, ends_on: 2026-06-30", ERROR_FORBIDDEN,
		"acceptance:a is recorded and retired by Risk owner, CISO");
	put_refused(f, &CONTRACTOR, "shop", "decision:d", APPROVE("contract:ops"), ERROR_FORBIDDEN,
		"decision:d is recorded");
	put_refused(f, &CONTRACTOR, CHAIN_ORG, "role_grant:x",
		GRANT("p-builder2", "manager", "shop", "2026-05-01", "2026-12-31"), ERROR_FORBIDDEN,
		"role_grant:x is recorded");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/separation/assessor is nobody else", test_assessor_is_nobody_else);
	TEST("/separation/grants of one call", test_grants_of_one_call);
	TEST("/separation/own work", test_own_work);
	TEST("/separation/own work at rank low", test_own_work_at_low_rank);
	TEST("/separation/judge of an item", test_judge_of_an_item);
	TEST("/separation/round of a gate", test_one_round_of_a_gate);
	TEST("/separation/false alarm", test_false_alarm);
	TEST("/separation/observer", test_observer);
	TEST("/separation/tester", test_tester);
	TEST("/range/components", test_range);
	TEST("/range/over references", test_range_over_references);
	TEST("/range/evidence", test_range_of_evidence);
	TEST("/range/contracts", test_range_of_contracts);
	TEST("/range/never", test_never_a_contractors);
	return g_test_run();
}
