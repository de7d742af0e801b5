/* SPDX-License-Identifier: Apache-2.0 */
/* From how far outside a component can be reached, as the derivation exposure_of has it. */
#include "verdict_fixture.h"

/* Rows as `component exposure entry hops`, a line each, in order. */
static char *
exposures(const char *yaml)
{
	static const char SELECT[] =
		"SELECT group_concat(line, char(10)) FROM (SELECT component || ' ' || exposure || ' '"
		" || entry_kind || ':' || entry_id || ' ' || hops AS line FROM exposure_of ORDER BY 1)";
	GError *error = NULL;
	char *text = NULL;
	struct verdict_fixture *f = fixture_new(FALSE);
	fixture_begin(f, NOW, "mid", FALSE);
	fixture_facts(f, yaml);
	session_derive(f->session, &error);
	g_assert_no_error(error);
	g_assert_true(session_one(f->session, SELECT, &text, &error));
	fixture_free(f);
	return text;
}

#define assert_exposures(yaml, expected)                        \
	do {                                                    \
		g_autofree char *text = exposures(yaml);        \
		g_assert_cmpstr(text, ==, expected);            \
	} while (0)

/* Through the web server to the database; the cost of each flow, none for what a component stands on. */
static void
test_hops(void)
{
	assert_exposures(
		"component: [{id: web, runs_on: vm}, {id: vm}, {id: app}, {id: db}, {id: alone}]\n"
		"interface: [{id: pub, component: web, exposure: internet}]\n"
		"flow:\n"
		"  - {id: a, from_kind: component, from_id: web, to_kind: component, to_id: app, initiator: from}\n"
		"  - {id: b, from_kind: component, from_id: app, to_kind: component, to_id: db, initiator: from}\n"
		"  - {id: c, from_kind: component, from_id: db, to_kind: component, to_id: web, initiator: from}\n",
		"app internet interface:pub 1\n"
		"db internet interface:pub 2\n"
		"vm internet interface:pub 0\n"
		"web internet interface:pub 0");
}

/* What fetches for itself opens the way; nobody comes in where the component itself calls out. */
static void
test_direction(void)
{
	assert_exposures(
		"zone: [{id: net, exposure: internet}, {id: gov, exposure: partner}]\n"
		"actor: [{id: people, zone: net}]\n"
		"link: [{id: peer, zone: gov}, {id: people, zone: gov}]\n"
		"component: [{id: web}, {id: job}, {id: store}, {id: out}]\n"
		"flow:\n"
		"  - {id: a, from_kind: actor, from_id: people, to_kind: component, to_id: web, initiator: from}\n"
		"  - {id: b, from_kind: component, from_id: job, to_kind: link, to_id: peer, initiator: to}\n"
		"  - {id: c, from_kind: component, from_id: store, to_kind: component, to_id: web, initiator: to}\n"
		"  - {id: d, from_kind: component, from_id: out, to_kind: link, to_id: peer, initiator: from}\n"
		"  - {id: e, from_kind: link, from_id: peer, to_kind: component, to_id: out, initiator: to}\n",
		"job partner link:peer 0\n"
		"store internet actor:people 1\n"
		"web internet actor:people 0");
}

/* One row for each exposure, by its nearest entry. */
static void
test_nearest(void)
{
	assert_exposures(
		"component: [{id: web}, {id: adm}, {id: db}]\n"
		"interface:\n"
		"  - {id: pub, component: web, exposure: internet}\n"
		"  - {id: api, component: web, exposure: internet}\n"
		"  - {id: con, component: adm, exposure: partner}\n"
		"  - {id: far, component: web, exposure: partner}\n"
		"  - {id: key, component: db, exposure: isolated}\n"
		"flow:\n"
		"  - {id: a, from_kind: component, from_id: web, to_kind: component, to_id: adm, initiator: from}\n"
		"  - {id: b, from_kind: component, from_id: adm, to_kind: component, to_id: db, initiator: from}\n",
		"adm internet interface:api 1\n"
		"adm partner interface:con 0\n"
		"db internet interface:api 2\n"
		"db isolated interface:key 0\n"
		"db partner interface:con 1\n"
		"web internet interface:api 0\n"
		"web partner interface:far 0");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/exposure/hops", test_hops);
	g_test_add_func("/exposure/direction", test_direction);
	g_test_add_func("/exposure/nearest", test_nearest);
	return g_test_run();
}
