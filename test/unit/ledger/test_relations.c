/* SPDX-License-Identifier: Apache-2.0 */
/* V3, V4, V15, in the ledger and in a folder. */
#include "journal_fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ledger/dossier.h"

/* ---- V3 ---- */

static void
test_zones_in_a_circle(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "zone:dmz", "parent: inner", ERROR_REFUSED,
		"goes round in a circle (dmz → inner → dmz)");
	put_refused(f, &MANAGER, "shop", "zone:dmz", "parent: dmz", ERROR_REFUSED,
		"goes round in a circle (dmz → dmz)");
	put_ok(f, &MANAGER, "shop", "zone:dmz", "parent: net");
}

/* A circle that only the whole call makes. */
static void
test_circle_of_a_call(struct fixture *f, gconstpointer data)
{
	put_ok(f, &MANAGER, "shop", "component:a", COMPONENT("dmz"));
	put_ok(f, &MANAGER, "shop", "component:b", COMPONENT("dmz"));
	struct draft a = draft_of(f, &MANAGER, "shop", "component:a", "runs_on: b");
	struct draft b = draft_of(f, &MANAGER, "shop", "component:b", "runs_on: a");
	struct draft host = draft_of(f, &MANAGER, "shop", "component:b", "runs_on: host");
	append_refused(f, ERROR_REFUSED, "runs_on of component:a goes round", &a, &b, NULL);
	append_ok(f, &a, &host, NULL);
}

static void
test_other_circles(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ADMIN, CHAIN_ORG, "party:aoba", "parent: minamo");
	put_refused(f, &ADMIN, CHAIN_ORG, "party:minamo", "parent: aoba", ERROR_REFUSED,
		"parent of party:minamo goes round");
	put_ok(f, &MANAGER, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "contract:sub", CONTRACT("minamo") ", parent: ops");
	put_refused(f, &MANAGER, "shop", "contract:ops", "parent: sub", ERROR_REFUSED,
		"parent of contract:ops goes round");
	put_ok(f, &MANAGER, "shop", "issue:one", ISSUE("component:web"));
	put_ok(f, &MANAGER, "shop", "issue:two",
		ISSUE("component:web") ", reason: the same, duplicate_of: one");
	put_refused(f, &MANAGER, "shop", "issue:one", "duplicate_of: two", ERROR_REFUSED,
		"duplicate_of of issue:one goes round");
}

static void
test_adoption(struct fixture *f, gconstpointer data)
{
	const char *own = "name: x, type: backup, edition: '1', document: manual, reviewed_on: "
			  "2026-03-01";
	const char *orgs = "name: x, type: backup, edition: '1', document: org-manual, reviewed_on: "
			   "2026-03-01";
	attach_ok(f, &MANAGER, "shop", "manual",
		"name: x, collected_at: 2026-03-01T00:00:00Z, source: document", "a manual");
	attach_ok(f, &ADMIN, CHAIN_ORG, "org-manual",
		"name: x, collected_at: 2026-03-01T00:00:00Z, source: document", "all manuals");
	put_ok(f, &MANAGER, CHAIN_ORG, "procedure:org-backup", orgs);
	put_ok(f, &MANAGER, CHAIN_ORG, "procedure:org-other", orgs);
	put_ok(f, &MANAGER, "shop", "procedure:own", own);
	put_refused(f, &MANAGER, CHAIN_ORG, "procedure:org-other", "adopts: org-backup",
		ERROR_REFUSED, "adopts none");
	put_ok(f, &MANAGER, "shop", "procedure:backup", own);
	put_refused(f, &MANAGER, "shop", "procedure:backup", "adopts: own", ERROR_REFUSED,
		"adopts names a procedure of the organisation");
	put_ok(f, &MANAGER, "shop", "procedure:backup", "adopts: org-backup");
}

static void
test_one_outside(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, type: internet, trust: 0, exposure: internet, operator: "
			     "agency, country: JP";
	put_refused(f, &MANAGER, "shop", "zone:net2", fields, ERROR_REFUSED,
		"two root zones of type internet (net2 and net)");
	/* inside the first, or instead of it */
	struct draft inside = draft_of(f, &MANAGER, "shop", "zone:net2",
		arena_printf(f->arena, "%s, parent: net", fields));
	append_ok(f, &inside, NULL);
	struct draft moved = draft_of(f, &MANAGER, "shop", "zone:net", "parent: net2");
	struct draft root = draft_of(f, &MANAGER, "shop", "zone:net2", "parent: ");
	append_ok(f, &moved, &root, NULL);
}

/* ---- V4 ---- */

static void
test_flow_ends(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "flow:self", FLOW("component:web", "component:web"),
		ERROR_REFUSED, "both ends of flow:self are component:web");
	put_ok(f, &MANAGER, "shop", "flow:in", FLOW("component:web", "component:db"));
}

static void
test_flow_interface(struct fixture *f, gconstpointer data)
{
	put_refused(f, &MANAGER, "shop", "flow:in",
		FLOW("component:web", "component:db") ", interface: web-ui", ERROR_REFUSED,
		"goes to component:db, but interface:web-ui belongs to component:web");
	put_refused(f, &MANAGER, "shop", "flow:out",
		FLOW("component:web", "actor:citizen") ", interface: web-ui", ERROR_REFUSED,
		"goes to actor:citizen");
	put_ok(f, &MANAGER, "shop", "flow:in", FLOW("component:db", "component:web") ", interface: web-ui");
	/* The interface moves to another component: those that use it do not fit any more. */
	put_refused(f, &MANAGER, "shop", "interface:web-ui", "component: host", ERROR_REFUSED,
		"flow:order goes to component:web, but interface:web-ui belongs to component:host");
	struct draft interface =
		draft_of(f, &MANAGER, "shop", "interface:web-ui", "component: host");
	struct draft order = draft_of(f, &MANAGER, "shop", "flow:order", "to: 'component:host'");
	struct draft in = draft_of(f, &MANAGER, "shop", "flow:in", "interface: ");
	append_ok(f, &interface, &order, &in, NULL);
}

static void
test_host_zone(struct fixture *f, gconstpointer data)
{
	/* web lies in dmz, as host does; db in inner, which is inside dmz */
	put_ok(f, &MANAGER, "shop", "component:web", "runs_on: host");
	put_ok(f, &MANAGER, "shop", "component:db", "runs_on: host");
	put_refused(f, &MANAGER, "shop", "component:web", "zone: net", ERROR_REFUSED,
		"the zone net of component:web is not inside the zone dmz of its host host");
	/* the host moves away from under them, or the zone does */
	put_refused(f, &MANAGER, "shop", "component:host", "zone: inner", ERROR_REFUSED,
		"the zone dmz of component:web is not inside the zone inner");
	put_refused(f, &MANAGER, "shop", "zone:inner", "parent: ", ERROR_REFUSED,
		"the zone inner of component:db is not inside the zone dmz");
	put_refused(f, &MANAGER, "shop", "component:host", "runs_on: db", ERROR_REFUSED,
		"goes round");
}

/* ---- V15 ---- */

#define POLICY(rules)                                                                              \
	"name: x, basis: cvss, triage_within: 5d, feeds: [kev], feed_max_age: 1d, no_fix: Isolate., " \
	"rules: [" rules "]"
#define ROW(exploited, cvss, within)                                                               \
	"{exploited: " exploited ", exposed: any, automatable: any, total: any, cvss_from: " cvss    \
	", rank: any, within: " within "}"

static void
add_feed(struct fixture *f)
{
	put_ok(f, &ADMIN, CHAIN_ORG, "feed:kev", "name: KEV, type: kev");
}

static void
test_policy_holes(struct fixture *f, gconstpointer data)
{
	add_feed(f);
	put_refused(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("'yes'", "0", "14d") ", " ROW("any", "70", "30d")), ERROR_REFUSED,
		"has no row for this case: exploited: no, exposed: no, automatable: no, total: no, "
		"rank: high, cvss 0.0");
	put_refused(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY("{rank: high, within: 14d}, {rank: mid, within: 30d}"), ERROR_REFUSED,
		"rank: low");
	put_refused(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("'yes'", "0", "14d") ", {exploited: 'no', cvss_from: 0}"), ERROR_REFUSED,
		"row 2 of the table of deadlines has no `within`");
	put_ok(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("'yes'", "0", "14d") ", " ROW("any", "70", "30d") ", "
			ROW("any", "0", "90d")));
}

static void
test_policy_useless_rows(struct fixture *f, gconstpointer data)
{
	add_feed(f);
	/* a band behind a wider one */
	put_refused(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("any", "40", "30d") ", " ROW("any", "70", "14d") ", "
			ROW("any", "0", "90d")),
		ERROR_REFUSED, "no case reaches row 2");
	/* both halves of a question, then anything */
	put_refused(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("'yes'", "0", "14d") ", " ROW("'no'", "0", "30d") ", "
			ROW("any", "0", "90d")),
		ERROR_REFUSED, "no case reaches row 3");
	put_ok(f, &MANAGER, "shop", "vulnerability_policy:p",
		POLICY(ROW("any", "70", "14d") ", " ROW("any", "40", "30d") ", "
			ROW("any", "0", "90d")));
}

/* ---- the same in a folder ---- */

static void
check_folder(struct fixture *f, const char *text, const char *words, guint line)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	g_autofree char *folder = g_dir_make_tmp("sekisho-folder-XXXXXX", &error);
	g_autofree char *file = folder_file(folder, "model.yaml");
	g_file_set_contents(file, text, -1, &error);
	g_assert_no_error(error);
	struct dossier *dossier = dossier_read(f->model, folder, &problems);
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	gboolean ok = dossier_check(dossier, NULL, &problems);
	g_assert_cmpint(ok, ==, words == NULL);
	if (words != NULL) {
		const GError *first = g_ptr_array_index(problems.list, 0);
		g_assert_nonnull(strstr(error_message(first, "en"), words));
		g_assert_cmpuint(error_place(first).line, ==, line);
	}
	problems_clear(&problems);
	dossier_free(dossier);
	g_remove(file);
	g_rmdir(folder);
}

#define FOLDER_HEAD                                                                                \
	"system:\n"                                                                                 \
	"  hut: {name: x, unit: agency, purpose: p, development: agile, ends_on: 2031-03-31,\n"    \
	"    shared_platform: false, service_hours: business, checklist: ds200-checklist-2022,\n"    \
	"    method: ipa3-2026}\n"                                                                  \
	"zone:\n"                                                                                   \
	"  net: {name: x, type: internet, trust: 0, exposure: internet, operator: agency, country: JP}\n"

static void
test_folder(struct fixture *f, gconstpointer data)
{
	check_folder(f, FOLDER_HEAD, NULL, 0);
	check_folder(f,
		FOLDER_HEAD "  lan: {name: x, parent: lan, type: office, trust: 1, exposure: internal, "
			    "operator: agency, country: JP}\n",
		"goes round", 7);
	check_folder(f,
		FOLDER_HEAD "  lan: {name: x, parent: nett, type: office, trust: 1, exposure: internal, "
			    "operator: agency, country: JP}\n",
		"parent: there is no zone:nett (nearest: net)", 7);
	check_folder(f,
		FOLDER_HEAD
		"flow:\n  f: {from: 'component:a', to: 'component:a', initiator: from, protocol: x, "
		"information: [i], encryption: none, auth: none, frequency: event, both_ways: true, "
		"content_check: none}\n"
		"component:\n  a: {" COMPONENT("net") "}\n"
		"information:\n  i: {name: x, class: C1 I1 A1, form: record, personal: none, stored_in: [a], "
		"retention: 1y, disposal: erase}\n",
		"both ends of flow:f", 8);
	check_folder(f,
		FOLDER_HEAD "vulnerability_policy:\n  p:\n    {" POLICY("{rank: high, within: 14d}") "}\n",
		"has no row for this case", 9);
	/* references in records, into @org on trust, and of any kind */
	check_folder(f,
		FOLDER_HEAD "review:\n  r: {name: x, type: log, at: 2026-03-31T00:00:00Z, since: 2026-03-01, "
			    "items: [{subject: 'component:b', result: ok}], conclusion: c}\n",
		"items: there is no component:b", 8);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/relations/zones in a circle", test_zones_in_a_circle);
	TEST("/relations/circle of a call", test_circle_of_a_call);
	TEST("/relations/other circles", test_other_circles);
	TEST("/relations/adoption", test_adoption);
	TEST("/relations/one outside", test_one_outside);
	TEST("/relations/flow ends", test_flow_ends);
	TEST("/relations/flow interface", test_flow_interface);
	TEST("/relations/host zone", test_host_zone);
	TEST("/policy/holes", test_policy_holes);
	TEST("/policy/useless rows", test_policy_useless_rows);
	TEST("/relations/folder", test_folder);
	return g_test_run();
}
