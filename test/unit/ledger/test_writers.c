/* SPDX-License-Identifier: Apache-2.0 */
/* Who may write: people, grants, claims; fields, groups, codes. */
#include "journal_fixture.h"

#include "ledger/writers.h"

/* ---- who ---- */

static void
test_grants(struct fixture *f, gconstpointer data)
{
	static const struct actor NOBODY = { "p-nobody22", "manager", "oidc" };
	put_refused(f, &NOBODY, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"there is no person p-nobody22");
	put_refused(f, as(&MANAGER, "owner"), "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"p-manager2 is no Risk owner of shop");
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 3");
	/* A grant on one system is none on another, but lets into @org. */
	put_refused(f, &MANAGER, "wiki", "system:wiki",
		"name: x, unit: agency, purpose: p, development: agile, ends_on: 2031-03-31, "
		"shared_platform: false, service_hours: business, checklist: ds200-checklist-2022, "
		"method: ipa3-2026",
		ERROR_FORBIDDEN, "p-manager2 is no System manager of wiki");
	put_ok(f, &MANAGER, CHAIN_ORG, "party:other", "name: x, type: body");
}

static void
test_grants_begin_and_end(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ADMIN, CHAIN_ORG, "role_grant:g-manager-2",
		"starts_on: 2026-05-01, ends_on: 2026-05-31");
	put_refused(f, &MANAGER_2, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"is no System manager");
	moment_parse("2026-04-30T23:59:59+09:00", &f->now);
	put_refused(f, &MANAGER_2, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"is no System manager");
	moment_parse("2026-05-01T00:00:00+09:00", &f->now);
	put_ok(f, &MANAGER_2, "shop", "component:web", "quantity: 3");
	/* the last day included */
	moment_parse("2026-05-31T23:59:59+09:00", &f->now);
	put_ok(f, &MANAGER_2, "shop", "component:web", "quantity: 4");
	moment_parse("2026-06-01T00:00:00+09:00", &f->now);
	put_refused(f, &MANAGER_2, "shop", "component:web", "quantity: 5", ERROR_FORBIDDEN,
		"is no System manager");
}

static void
test_grants_taken_back(struct fixture *f, gconstpointer data)
{
	retire_ok(f, &ADMIN, CHAIN_ORG, "role_grant:g-manager-2");
	put_refused(f, &MANAGER_2, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"is no System manager");
	put_ok(f, &ADMIN, CHAIN_ORG, "person:p-manager2", "left_on: 2026-03-31");
	put_refused(f, &MANAGER, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"p-manager2 has left");
}

static void
test_local(struct fixture *f, gconstpointer data)
{
	static const struct actor FAR = { "local", "manager", "oidc" };
	put_ok(f, &LOCAL, "shop", "component:web", "quantity: 3");
	put_ok(f, as(&LOCAL, "ciso"), CHAIN_ORG, "feed:kev", "name: x, type: kev");
	put_refused(f, as(&LOCAL, "contractor"), "shop", "component:web", "quantity: 4",
		ERROR_FORBIDDEN, "--as-person");
	/* who came over the network is not in front of the store */
	put_refused(f, &FAR, "shop", "component:web", "quantity: 4", ERROR_FORBIDDEN,
		"there is no person local");
}

static void
test_nobody_is_sekisho(struct fixture *f, gconstpointer data)
{
	static const struct actor FALSE_ENGINE = { "p-manager2", "engine", "oidc" };
	static const struct actor FALSE_SEKISHO = { "sekisho", "manager", "local" };
	static const struct actor SELF = { "p-manager2", "manager", "self" };
	const struct actor *const wrong[] = { &FALSE_ENGINE, &FALSE_SEKISHO, &SELF };
	for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
		put_refused(f, wrong[i], "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
			"nobody writes as Sekisho itself");
}

static void
test_readers_do_not_write(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ADMIN, CHAIN_ORG, "role_grant:g-audit",
		"person: p-manager3, role: auditor, for_system: shop, starts_on: 2026-01-01, "
		"ends_on: 2026-12-31");
	put_refused(f, as(&MANAGER_2, "auditor"), "shop", "component:web", "quantity: 3",
		ERROR_FORBIDDEN, "the role auditor does not write");
	put_refused(f, as(&MANAGER_2, "boss"), "shop", "component:web", "quantity: 3", ERROR_INPUT,
		"there is no role boss");
}

/* ---- claims ---- */

static void
test_claims(struct fixture *f, gconstpointer data)
{
	static const struct actor CLAIM = { "p-elsewher", "owner", "folder" };
	static const struct actor ODD = { "p-elsewher", "boss", "folder" };
	/* recorded as claimed, without stamps, held against none of V6-V10 */
	put_ok(f, &CLAIM, "shop", "decision:d", "subject: 'system:shop', choice: approve, value: low, "
					       "ends_on: 2030-03-31");
	const struct object *claim = object_at(f, "shop", "decision:d");
	g_assert_cmpstr(claim->known_by, ==, "folder");
	g_assert_cmpstr(claim->put_by, ==, "p-elsewher");
	g_assert_null(value_get(claim->body, "hash"));
	g_assert_null(value_get(claim->body, "digest"));
	/* but of its kinds alone, with roles that there are, and with V1 */
	put_refused(f, &CLAIM, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"cannot be recorded as a claim");
	put_refused(f, &ODD, "shop", "decision:e", "subject: 'system:shop', choice: reject, "
						   "reason: r, ends_on: 2030-03-31",
		ERROR_INPUT, "there is no role boss");
	put_refused(f, &CLAIM, "shop", "decision:e",
		"subject: 'component:nowhere', choice: approve", ERROR_INPUT, "there is no component");
}

static void
test_claims_replace_nothing(struct fixture *f, gconstpointer data)
{
	static const struct actor CLAIM = { "p-manager2", "manager", "folder" };
	put_ok(f, &MANAGER, "shop", "attestation:a",
		"check_id: C1-1, statement: partial, text: t, ends_on: 2026-09-30");
	put_refused(f, &CLAIM, "shop", "attestation:a", "statement: conforming", ERROR_REFUSED,
		"was made in the ledger");
	/* the other way round it may: then it is stamped and counts */
	put_ok(f, &CLAIM, "shop", "attestation:b",
		"check_id: C1-2, statement: conforming, text: t, ends_on: 2026-09-30");
	g_assert_null(text_at(f, "shop", "attestation:b", "party"));
	put_ok(f, &MANAGER, "shop", "attestation:b", "statement: partial");
	g_assert_cmpstr(text_at(f, "shop", "attestation:b", "party"), ==, "agency");
	g_assert_cmpstr(
		object_at(f, "shop", "attestation:b")->known_by, ==, "password+otp");
}

/* ---- fields and groups ---- */

#define POLICY(up_to)                                                                              \
	"name: x, priority: p, baselines: [ds200-2022], accept_up_to: " up_to                        \
	", acceptance_criteria: a, verification: [{phase: 6, means: web, performer: third, days: 3}], " \
	"staffing: s"

static void
test_kind_writers(struct fixture *f, gconstpointer data)
{
	put_refused(f, &OWNER, "shop", "component:new", COMPONENT("dmz"), ERROR_FORBIDDEN,
		"component:new is recorded and retired by System manager, Contractor (now Risk owner)");
	put_refused(f, &OWNER, "shop", "component:web", "quantity: 3", ERROR_FORBIDDEN,
		"quantity is changed by System manager, Contractor (now Risk owner)");
	put_refused(f, &OWNER, "shop", "component:web", "note: mine", ERROR_FORBIDDEN,
		"note is changed by");
	/* saying the same again changes nothing, and asks nobody */
	put_ok(f, &OWNER, "shop", "component:web", "quantity: 2");
	put_refused(f, &OWNER, "shop", "zone:net", NULL, ERROR_FORBIDDEN, "recorded and retired by");
}

static void
test_fields_of_others(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "security_policy:p", POLICY("C"), ERROR_FORBIDDEN,
		"accept_up_to is changed by Risk owner");
	put_ok(f, &MANAGER, "shop", "security_policy:p", POLICY("E"));
	put_ok(f, &OWNER, "shop", "security_policy:p", "accept_up_to: C");
	put_refused(f, &OWNER, "shop", "security_policy:p", "priority: q", ERROR_FORBIDDEN,
		"priority is changed by System manager");
	/* the neutral code is free only where it is new */
	put_refused(f, &MANAGER, "shop", "security_policy:p", "accept_up_to: E", ERROR_FORBIDDEN,
		"accept_up_to is changed by Risk owner");
	/* a whole object that leaves others' field out takes it away */
	struct draft whole = draft_of(f, &MANAGER, "shop", "scenario:leak", SCENARIO);
	put_ok(f, &OWNER, "shop", "scenario:leak",
		"overrides: [{factor: V, value: 1, reason: r, ends_on: 2026-09-30}]");
	whole.whole = TRUE;
	append_refused(f, ERROR_FORBIDDEN, "overrides is changed by Risk owner", &whole, NULL);
	whole.whole = FALSE;
	append_ok(f, &whole, NULL);
}

static void
test_groups(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "candidate:c",
		"name: x, contract: ops, party: aoba, stage: open");
	put_ok(f, &MANAGER, "shop", "criterion:k",
		"name: x, contract: ops, part: capability, number: '1', category: c, text: t, "
		"mandatory: true");
	put_ok(f, &CONTRACTOR, "shop", "review_item:i", "candidate: c, criterion: k, answer: 'yes'");
	put_refused(f, &CONTRACTOR, "shop", "review_item:i", "judgement: conforming",
		ERROR_FORBIDDEN, "judgement is changed by System manager, Assessor (now Contractor)");
	put_refused(f, &ASSESSOR, "shop", "review_item:i", "how: w", ERROR_FORBIDDEN,
		"how is changed by Contractor, System manager");
	put_ok(f, &ASSESSOR, "shop", "review_item:i", "judgement: conforming, method: list");
}

static void
test_group_by_a_field(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, text: t, severity: high, due: 2026-06-30";
	put_ok(f, &ASSESSOR, "shop", "recommendation:m",
		arena_printf(f->arena, "%s, addressee: manager", fields));
	put_ok(f, &ASSESSOR, "shop", "recommendation:o",
		arena_printf(f->arena, "%s, addressee: owner", fields));
	put_ok(f, &MANAGER, "shop", "recommendation:m", "answer: accept");
	put_refused(f, &MANAGER, "shop", "recommendation:o", "answer: accept", ERROR_FORBIDDEN,
		"answer is written by the role it is addressed to (now System manager)");
	put_ok(f, &OWNER, "shop", "recommendation:o", "answer: accept");
	put_refused(f, &OWNER, "shop", "recommendation:o", "closing: c", ERROR_FORBIDDEN,
		"closing is changed by Assessor");
	put_ok(f, &ASSESSOR, "shop", "recommendation:o", "closed_at: 2026-04-01T00:00:00Z, closing: c");
}

static void
test_own_address(struct fixture *f, gconstpointer data)
{
	put_ok(f, &OWNER, CHAIN_ORG, "person:p-ownerrr2", "phone: 03-0000-0000");
	put_refused(f, &OWNER, CHAIN_ORG, "person:p-ownerrr2", "party: aoba", ERROR_FORBIDDEN,
		"party is changed by Administrator, System manager");
	put_refused(f, &OWNER, CHAIN_ORG, "person:p-ownerrr3", "phone: 03-0000-0000",
		ERROR_FORBIDDEN, "phone is changed by");
}

static void
test_stamps_are_sekishos(struct fixture *f, gconstpointer data)
{
	struct draft draft = draft_of(f, &ASSESSOR, "shop", "evaluation:e",
		"phase: 1, method: review, opinion: sufficient, text: t, name: x");
	value_set_text(f->arena, (struct value *)draft.body, "digest", "00");
	append_refused(f, ERROR_INPUT, "digest is filled in by Sekisho", &draft, NULL);
}

/* ---- codes ---- */

static void
test_who_gives_grants(struct fixture *f, gconstpointer data)
{
	const char *fields = "person: p-manager3, for_system: wiki, starts_on: 2026-04-01, ends_on: "
			     "2026-12-31";
	struct {
		const char *role;
		const struct actor *gives, *not;
	} rows[] = { { "owner", &CISO, &ADMIN }, { "assessor", &CISO, &ADMIN },
		{ "manager", &ADMIN, &CISO }, { "reader", &ADMIN, &CISO } };
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *id = arena_printf(f->arena, "role_grant:g-%u", i);
		const char *text = arena_printf(f->arena, "%s, role: %s", fields, rows[i].role);
		put_refused(f, rows[i].not, CHAIN_ORG, id, text, ERROR_FORBIDDEN, "is for ");
		put_refused(f, &MANAGER, CHAIN_ORG, id, text, ERROR_FORBIDDEN,
			" is recorded and retired by Administrator, CISO");
		if (i == 0 || i == 3)
			put_ok(f, rows[i].gives, CHAIN_ORG, id, text);
	}
	/* nor prolonged, nor taken, by who may not give it */
	put_refused(f, &ADMIN, CHAIN_ORG, "role_grant:g-0", "ends_on: 2027-12-31", ERROR_FORBIDDEN,
		"role: owner is for CISO alone");
	put_refused(f, &ADMIN, CHAIN_ORG, "role_grant:g-0", NULL, ERROR_FORBIDDEN,
		"role: owner is for CISO alone");
	retire_ok(f, &CISO, CHAIN_ORG, "role_grant:g-0");
}

static void
test_codes(struct fixture *f, gconstpointer data)
{
	const char *advisory = "advisory: CVE-2026-0001, component: web, reason: r";
	put_refused(f, &CONTRACTOR, "shop", "advisory_decision:a",
		arena_printf(f->arena, "%s, status: not_affected", advisory), ERROR_FORBIDDEN,
		"status: not_affected is for System manager alone");
	put_ok(f, &CONTRACTOR, "shop", "advisory_decision:a",
		arena_printf(f->arena, "%s, status: investigating", advisory));
	put_ok(f, &MANAGER, "shop", "advisory_decision:a", "status: not_affected");
	put_refused(f, &CONTRACTOR, "shop", "review:p",
		"name: x, type: performance, at: 2026-03-31T00:00:00Z, since: 2026-03-01, items: "
		"[{subject: 'component:web', result: ok}], conclusion: c",
		ERROR_FORBIDDEN, "type: performance is for System manager, Assessor alone");
	/* an assessor may ask for a second look, and no more */
	put_ok(f, &MANAGER, "shop", "threat_disposition:t",
		"threat: x, disposition: not_applicable, reason: r");
	put_refused(f, &ASSESSOR, "shop", "threat_disposition:t", "disposition: transferred",
		ERROR_FORBIDDEN, "the Assessor changes disposition only to open");
	put_ok(f, &ASSESSOR, "shop", "threat_disposition:t", "disposition: open, reason: again");
}

static void
test_reported_issues(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ENGINE, "shop", "issue:found", ISSUE("component:web"));
	put_refused(f, &MANAGER, "shop", "issue:found", "severity: low", ERROR_FORBIDDEN,
		"severity is what a reader reported and stays");
	put_ok(f, &MANAGER, "shop", "issue:found", "status: fixing, due: 2026-06-30");
	put_refused(f, &ENGINE, "shop", "issue:found", "status: fixed", ERROR_FORBIDDEN,
		"status is changed by System manager, Contractor, Assessor (now Sekisho)");
	put_ok(f, &ENGINE, "shop", "issue:found", "severity: critical");
	g_assert_cmpstr(text_at(f, "shop", "issue:found", "status"), ==, "fixing");
	/* what people report they may correct */
	put_ok(f, &MANAGER, "shop", "issue:own", ISSUE("component:web"));
	put_ok(f, &MANAGER, "shop", "issue:own", "severity: low");
}

/* ---- records of one person ---- */

static void
test_records_are_their_makers(struct fixture *f, gconstpointer data)
{
	const char *fields = "check_id: C1-1, statement: partial, text: t, ends_on: 2026-09-30";
	put_ok(f, &MANAGER, "shop", "attestation:a", fields);
	put_refused(f, &MANAGER_2, "shop", "attestation:a", "statement: conforming",
		ERROR_FORBIDDEN, "changed by who made it alone");
	put_refused(f, &MANAGER_2, "shop", "attestation:a", NULL, ERROR_FORBIDDEN,
		"changed by who made it alone");
	put_ok(f, &MANAGER, "shop", "attestation:a", "statement: nonconforming");
	retire_ok(f, &MANAGER, "shop", "attestation:a");
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 1, move: submit");
	put_refused(f, &MANAGER, "shop", "gate_event:s", "release: R1", ERROR_REFUSED,
		"the move s of a gate stands");
	put_refused(f, &MANAGER, "shop", "gate_event:s", NULL, ERROR_REFUSED,
		"the move s of a gate stands");
}

static void
test_asked_beforehand(struct fixture *f, gconstpointer data)
{
	const struct kind *recommendation = model_kind(f->model, "recommendation");
	struct value *body = value_map(f->arena);
	value_set_text(f->arena, body, "addressee", "owner");
	g_assert_true(writers_may(recommendation, "answer", body, "owner"));
	g_assert_false(writers_may(recommendation, "answer", body, "manager"));
	g_assert_true(writers_may(recommendation, "closing", body, "assessor"));
	g_assert_true(writers_may(recommendation, "name", body, "assessor"));
	g_assert_false(writers_may(recommendation, "name", body, "owner"));
	g_assert_null(writers_of(recommendation, "answer", body));
	g_assert_true(writers_may_retire(recommendation, "assessor"));
	g_assert_false(writers_may_retire(recommendation, "owner"));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/actor/grants", test_grants);
	TEST("/actor/grants begin and end", test_grants_begin_and_end);
	TEST("/actor/grants taken back", test_grants_taken_back);
	TEST("/actor/local", test_local);
	TEST("/actor/nobody is Sekisho", test_nobody_is_sekisho);
	TEST("/actor/readers do not write", test_readers_do_not_write);
	TEST("/claims/recorded", test_claims);
	TEST("/claims/replace nothing", test_claims_replace_nothing);
	TEST("/fields/of the kind", test_kind_writers);
	TEST("/fields/of others", test_fields_of_others);
	TEST("/fields/groups", test_groups);
	TEST("/fields/group by a field", test_group_by_a_field);
	TEST("/fields/own address", test_own_address);
	TEST("/fields/stamps", test_stamps_are_sekishos);
	TEST("/codes/grants", test_who_gives_grants);
	TEST("/codes/others", test_codes);
	TEST("/codes/reported issues", test_reported_issues);
	TEST("/records/their makers'", test_records_are_their_makers);
	TEST("/fields/asked beforehand", test_asked_beforehand);
	return g_test_run();
}
