/* SPDX-License-Identifier: Apache-2.0 */
/* V13, V14: files, alerts, incidents; what may be erased, and what then is left. */
#include "journal_fixture.h"

#include <string.h>

static void
attach_refused(struct fixture *f, const char *id, const char *fields, const char *text,
	enum error_code code, const char *words)
{
	struct draft draft = draft_of(
		f, &MANAGER, "shop", arena_printf(f->arena, "evidence:%s", id), fields);
	struct content *content = text == NULL ? NULL : fixture_content(f, text);
	draft.content = content;
	append_refused(f, code, words, &draft, NULL);
	content_free(content);
}

/* ---- V13 ---- */

static void
test_when_collected(struct fixture *f, gconstpointer data)
{
	attach_refused(f, "e", "name: x, source: tool, collected_at: 1999-12-31T23:59:59Z", "one",
		ERROR_REFUSED, "collected_at: 1999-12-31T23:59:59Z is not between the year 2000 and now");
	attach_refused(f, "e", "name: x, source: tool, collected_at: 2026-04-01T00:05:01Z", "one",
		ERROR_REFUSED, "and now (2026-04-01T00:00:00Z)");
	/* clocks may be five minutes apart */
	attach_ok(f, &MANAGER, "shop", "e",
		"name: x, source: tool, collected_at: 2026-04-01T00:05:00Z", "one");
	attach_ok(f, &MANAGER, "shop", "old",
		"name: x, source: tool, collected_at: 2000-01-01T00:00:00Z", "two");
}

static void
test_attached_once(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, source: tool, collected_at: 2026-03-31T00:00:00Z";
	const char *web = arena_printf(f->arena, "%s, subjects: ['component:web']", fields);
	attach_ok(f, &MANAGER, "shop", "one", web, "a scan");
	attach_refused(f, "two", web, "a scan", ERROR_REFUSED,
		"the same file is attached to component:web as evidence:one already");
	attach_refused(f, "two",
		arena_printf(f->arena, "%s, subjects: ['component:db', 'component:web']", fields),
		"a scan", ERROR_REFUSED, "attached to component:web as evidence:one");
	/* another subject, another file, none at all */
	attach_ok(f, &MANAGER, "shop", "two",
		arena_printf(f->arena, "%s, subjects: ['component:db']", fields), "a scan");
	attach_ok(f, &MANAGER, "shop", "three", web, "another scan");
	attach_ok(f, &MANAGER, "shop", "four", fields, "a scan");
	attach_refused(f, "five", fields, "a scan", ERROR_REFUSED,
		"attached to shop as evidence:four already");
	attach_refused(f, "six", fields, NULL, ERROR_INPUT, "evidence:six has no file");
	/* its own file again is none of another */
	attach_ok(f, &MANAGER, "shop", "one", "revision: r2", "a scan");
	retire_ok(f, &MANAGER, "shop", "evidence:four");
	attach_ok(f, &MANAGER, "shop", "five", fields, "a scan");
}

/* ---- V14 ---- */

#define INCIDENT                                                                                   \
	"name: x, detected_at: 2026-03-31T00:00:00Z, source: alert, severity: high, stage: respond, " \
	"components: [web], timeline: [{at: 2026-03-31T00:00:00Z, step: detect, text: t}]"
#define ALERT                                                                                      \
	"name: x, rule: r, rule_title: t, severity: high, first_at: 2026-03-31T00:00:00Z, last_at: " \
	"2026-03-31T00:00:00Z, events_count: 3, component: web, matched: m, state: open"

static void
test_alert_names_its_incident(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ENGINE, "shop", "alert:al-aaaaaaaa", ALERT);
	put_refused(f, &MANAGER, "shop", "alert:al-aaaaaaaa", "state: incident", ERROR_REFUSED,
		"names the incident");
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa", INCIDENT);
	put_ok(f, &MANAGER, "shop", "alert:al-aaaaaaaa",
		"state: incident, incident: in-aaaaaaaa");
}

static void
test_incident_is_closed(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa",
		INCIDENT ", reports: [{recipient: ppc, stage: first, due: 2026-04-05T00:00:00Z}]");
	put_ok(f, &MANAGER, "shop", "issue:i",
		"name: x, source: incident, found_in: 'incident:in-aaaaaaaa', found_at: "
		"2026-04-01T00:00:00Z, severity: high, text: t, status: open");
	put_refused(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed", ERROR_REFUSED,
		"still open: root_cause, prevention, reports 1 (ppc first), issue:i");
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "root_cause: c, prevention: p");
	put_refused(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed", ERROR_REFUSED,
		"still open: reports 1 (ppc first), issue:i");
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa",
		"reports: [{recipient: ppc, stage: first, due: 2026-04-05T00:00:00Z, sent_at: "
		"2026-04-01T00:00:00Z}]");
	put_refused(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed", ERROR_REFUSED,
		"still open: issue:i");
	put_ok(f, &OWNER, "shop", "acceptance:a",
		"subject: 'issue:i', reason: r, ends_on: 2026-06-30");
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed");
}

static void
test_handled_issues(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "incident:in-aaaaaaaa", INCIDENT ", root_cause: c, prevention: p");
	put_ok(f, &MANAGER, "shop", "issue:i",
		"name: x, source: incident, found_in: 'incident:in-aaaaaaaa', found_at: "
		"2026-04-01T00:00:00Z, severity: high, text: t, status: fixing");
	put_refused(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed", ERROR_REFUSED,
		"still open: issue:i");
	/* both in one call */
	struct draft fixed = draft_of(f, &MANAGER, "shop", "issue:i", "status: fixed");
	struct draft closed =
		draft_of(f, &MANAGER, "shop", "incident:in-aaaaaaaa", "stage: closed");
	append_ok(f, &closed, &fixed, NULL);
}

/* ---- erasure ---- */

static void
erase_refused(struct fixture *f, const struct actor *who, const char *chain, const char *kind,
	const char *id, const char *ground, enum error_code code, const char *words)
{
	struct problems problems;
	problems_init(&problems);
	gint64 seq = head_seq(f, chain);
	g_assert_false(
		journal_erase(f->journal, who, chain, kind, id, ground, &problems));
	gboolean told = FALSE;
	for (guint i = 0; i < problems.list->len; i++) {
		const GError *error = g_ptr_array_index(problems.list, i);
		told = told
			|| (error->code == (int)code
				&& strstr(error_message(error, "en"), words) != NULL);
	}
	if (!told)
		g_error("%s:%s: expected \"%s\"", kind, id, words);
	g_assert_cmpint(head_seq(f, chain), ==, seq);
	problems_clear(&problems);
}

#define ERASE_DECISION(object) "subject: '" object "', choice: approve"

static void
test_who_erases(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-gonegone", "name: Sarita Kun, mail: s@agency.example, "
							     "party: agency");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-gonegone", "request", ERROR_REFUSED,
		"the CISO decides on it as it stands");
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-e", ERASE_DECISION("person:p-gonegone"));
	/* it was changed since: what was decided on is another thing */
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-gonegone", "phone: 03-0000-0001");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-gonegone", "request", ERROR_REFUSED,
		"the CISO decides on it as it stands");
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-f", ERASE_DECISION("person:p-gonegone"));
	erase_refused(f, &CISO, CHAIN_ORG, "person", "p-gonegone", "request", ERROR_FORBIDDEN,
		"an administrator erases (now CISO)");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-gonegone", "because", ERROR_INPUT,
		"request, expiry or mistake, not because");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-neverwas", "request", ERROR_NOT_FOUND,
		"there is no person:p-neverwas");
	erase_refused(f, &ADMIN, CHAIN_ORG, "party", "aoba", "request", ERROR_REFUSED,
		"cannot be erased; retire it");
	erase_ok(f, CHAIN_ORG, "person:p-gonegone");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-gonegone", "request", ERROR_REFUSED,
		"was erased already");
	put_refused(f, &ADMIN, CHAIN_ORG, "person:p-gonegone", "phone: 03-0000-0002", ERROR_REFUSED,
		"was erased; its id is not used again");
}

static void
test_ties_of_a_person(struct fixture *f, gconstpointer data)
{
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-e", ERASE_DECISION("person:p-builder2"));
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-builder2", "request", ERROR_REFUSED,
		"(@org/role_grant:g-builder, shop/duty:watch)");
	put_ok(f, &MANAGER, "shop", "duty:watch", "person: ");
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-builder2", "expiry", ERROR_REFUSED,
		"(@org/role_grant:g-builder)");
	retire_ok(f, &ADMIN, CHAIN_ORG, "role_grant:g-builder");
	erase_ok(f, CHAIN_ORG, "person:p-builder2");
	/* decisions that still stand */
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER_2, "shop", "decision:d", "subject: 'contract:ops', choice: approve");
	retire_ok(f, &ADMIN, CHAIN_ORG, "role_grant:g-manager-2");
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-f", ERASE_DECISION("person:p-manager3"));
	erase_refused(f, &ADMIN, CHAIN_ORG, "person", "p-manager3", "request", ERROR_REFUSED,
		"(shop/decision:d)");
	put_ok(f, &LOCAL, "shop", "contract:ops", "pass_points: 60");
	erase_ok(f, CHAIN_ORG, "person:p-manager3");
}

static void
test_mistakes_go_at_once(struct fixture *f, gconstpointer data)
{
	struct problems problems;
	problems_init(&problems);
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-e", ERASE_DECISION("person:p-builder2"));
	g_assert_true(journal_erase(
		f->journal, &ADMIN, CHAIN_ORG, "person", "p-builder2", "mistake", &problems));
	problems_clear(&problems);
	/* what named them still may, and nobody may anew */
	put_ok(f, &MANAGER, "shop", "duty:watch", "verified_on: 2026-04-01");
	put_refused(f, &MANAGER, "shop", "duty:other",
		"name: x, tasks: [log], mode: normal, party: aoba, person: p-builder2, hours: business",
		ERROR_REFUSED, "person:p-builder2 was erased; name another one");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/evidence/when collected", test_when_collected);
	TEST("/evidence/attached once", test_attached_once);
	TEST("/alert/names its incident", test_alert_names_its_incident);
	TEST("/incident/closed", test_incident_is_closed);
	TEST("/incident/handled issues", test_handled_issues);
	TEST("/erasure/who", test_who_erases);
	TEST("/erasure/ties of a person", test_ties_of_a_person);
	TEST("/erasure/mistakes", test_mistakes_go_at_once);
	return g_test_run();
}
