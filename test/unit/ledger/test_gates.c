/* SPDX-License-Identifier: Apache-2.0 */
/* V8, V9: gates and the permission to operate. */
#include "journal_fixture.h"

#include <string.h>

#include "base/json.h"

static void
set_number(struct fixture *f, const char *key, gint64 number)
{
	g_hash_table_insert(f->numbers, (gpointer)key, g_memdup2(&number, sizeof number));
}

static const char *
next_id(struct fixture *f)
{
	static guint n;
	return arena_printf(f->arena, "gate_event:g%u", n++);
}

static void
move_ok(struct fixture *f, const struct actor *who, int phase, const char *fields)
{
	put_ok(f, who, "shop", next_id(f), arena_printf(f->arena, "phase: %d, move: %s", phase, fields));
}

static void
move_refused(struct fixture *f, const struct actor *who, int phase, const char *fields,
	enum error_code code, const char *words)
{
	put_refused(f, who, "shop", next_id(f),
		arena_printf(f->arena, "phase: %d, move: %s", phase, fields), code, words);
}

static void
evaluate(struct fixture *f, const char *id, int phase)
{
	put_ok(f, &ASSESSOR, "shop", arena_printf(f->arena, "evaluation:%s", id),
		arena_printf(f->arena,
			"name: x, phase: %d, method: review, opinion: sufficient, text: t", phase));
}

/* ---- V9 ---- */

static void
test_way_through(struct fixture *f, gconstpointer data)
{
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "phase 1 is open now; pass cannot follow");
	move_refused(f, &OWNER, 1, "return, reason: r", ERROR_REFUSED, "return cannot follow");
	move_ok(f, &MANAGER, 1, "submit");
	move_refused(f, &MANAGER, 1, "submit", ERROR_REFUSED, "phase 1 is submitted now");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "phase 1 is submitted now; pass cannot");
	evaluate(f, "e1", 1);
	move_ok(f, &ASSESSOR, 1, "assess, evaluation: e1");
	move_refused(f, &ASSESSOR, 1, "assess, evaluation: e1", ERROR_REFUSED,
		"phase 1 is assessed now");
	move_ok(f, &OWNER, 1, "pass");
	move_refused(f, &OWNER, 1, "return, reason: r", ERROR_REFUSED, "phase 1 is passed now");
	/* another phase goes its own way, and this one opens again */
	move_ok(f, &MANAGER, 2, "submit");
	move_ok(f, &MANAGER, 1, "submit");
	move_ok(f, &OWNER, 1, "return, reason: r");
	move_ok(f, &MANAGER, 1, "submit");
}

static void
test_who_moves(struct fixture *f, gconstpointer data)
{
	move_refused(f, &OWNER, 1, "submit", ERROR_FORBIDDEN, "move: submit is for System manager");
	move_ok(f, &MANAGER, 1, "submit");
	evaluate(f, "e1", 1);
	move_refused(f, &MANAGER, 1, "assess, evaluation: e1", ERROR_FORBIDDEN,
		"move: assess is for Assessor");
	move_ok(f, &ASSESSOR, 1, "assess, evaluation: e1");
	move_refused(f, &ASSESSOR, 1, "pass", ERROR_FORBIDDEN, "move: pass is for Risk owner");
	move_refused(f, &MANAGER_2, 1, "return, reason: r", ERROR_FORBIDDEN, "is for Risk owner");
	move_ok(f, &OWNER, 1, "pass");
}

static void
test_self_check(struct fixture *f, gconstpointer data)
{
	/* the defaults: not at mid, at low; at mid for phase 7 */
	move_ok(f, &MANAGER, 1, "submit");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "pass cannot follow");
	f->proposed = "low";
	move_ok(f, &OWNER, 1, "pass");
	f->proposed = "mid";
	move_ok(f, &MANAGER, 7, "submit");
	move_ok(f, &OWNER, 7, "pass");
	f->proposed = "high";
	move_ok(f, &MANAGER, 7, "submit");
	move_refused(f, &OWNER, 7, "pass", ERROR_REFUSED, "pass cannot follow");
	/* the method's word goes before them */
	set_number(f, "assess.involvement", 0);
	move_ok(f, &OWNER, 7, "pass");
}

static void
test_blocked(struct fixture *f, gconstpointer data)
{
	f->proposed = "low";
	f->blocked = 1;
	move_ok(f, &MANAGER, 1, "submit");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "phase 1 cannot pass, blocked by C1-1");
	f->blocked = -1;
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "nobody has judged yet");
	f->blocked = 1;
	move_ok(f, &OWNER, 1, "force, reason: r");
	move_ok(f, &MANAGER, 2, "submit");
	move_refused(f, &OWNER, 2, "conditional", ERROR_INPUT, "needs conditions");
	move_refused(f, &OWNER, 2, "conditional, conditions: [{text: t, due: 2026-12-31}]",
		ERROR_REFUSED, "the method allows 180d");
	move_ok(f, &OWNER, 2, "conditional, conditions: [{text: t, due: 2026-06-29}]");
	f->blocked = 0;
	move_ok(f, &MANAGER, 3, "submit");
	move_ok(f, &OWNER, 3, "pass");
}

static void
judge(struct fixture *f, const char *chain, const char *blocked, const char *next)
{
	GError *error = NULL;
	const char *text = arena_printf(f->arena,
		"{\"now\":%" G_GINT64_FORMAT ",%s\"gates\":{\"1\":{\"blocked_by\":[%s],\"state\":"
		"\"submitted\"}},\"checks\":{},\"rests\":{\"own\":%" G_GINT64_FORMAT
		",\"org\":%" G_GINT64_FORMAT "}}",
		f->now, next, blocked, head_seq(f, chain), head_seq(f, CHAIN_ORG));
	const struct value *body = json_parse(f->arena, text, strlen(text), "judge", &error);
	g_assert_no_error(error);
	g_assert_true(journal_judge(f->journal, chain, body, NULL, &error));
	g_assert_no_error(error);
}

/* Without a hook the newest judgement says what is in the way, as long as it speaks of this state. */
static void
test_blocked_by_judgement(struct fixture *f, gconstpointer data)
{
	f->hooks.blocked_by = NULL;
	f->proposed = "low";
	move_ok(f, &MANAGER, 1, "submit");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "nobody has judged yet");
	judge(f, "shop", "\"C1-1\",\"C1-3\"", "");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "blocked by C1-1, C1-3");
	judge(f, "shop", "", "");
	/* something was entered since: here, in @org */
	put_ok(f, &MANAGER, "shop", "component:web", "quantity: 9");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "nobody has judged yet");
	judge(f, "shop", "", "");
	put_ok(f, &ADMIN, CHAIN_ORG, "party:new", "name: x, type: body");
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "nobody has judged yet");
	/* in the same call */
	judge(f, "shop", "", "");
	struct draft pass = draft_of(f, &OWNER, "shop", "gate_event:p", "phase: 1, move: pass");
	struct draft more = draft_of(f, &MANAGER, "shop", "component:web", "quantity: 8");
	append_refused(f, ERROR_REFUSED, "nobody has judged yet", &more, &pass, NULL);
	append_refused(f, ERROR_REFUSED, "nobody has judged yet", &pass, &more, NULL);
	/* its time has run out */
	judge(f, "shop", "",
		arena_printf(f->arena, "\"next_at\":%" G_GINT64_FORMAT ",", f->now + DAYS(1)));
	f->now += DAYS(1);
	move_refused(f, &OWNER, 1, "pass", ERROR_REFUSED, "nobody has judged yet");
	judge(f, "shop", "",
		arena_printf(f->arena, "\"next_at\":%" G_GINT64_FORMAT ",", f->now + 1));
	append_ok(f, &pass, NULL);
}

static void
test_evaluation_of_the_phase(struct fixture *f, gconstpointer data)
{
	static const struct actor CLAIM = { "p-assess22", "assessor", "folder" };
	evaluate(f, "e1", 1);
	evaluate(f, "e2", 2);
	put_ok(f, &CLAIM, "shop", "evaluation:told",
		"name: x, phase: 1, method: review, opinion: sufficient, text: t");
	move_ok(f, &MANAGER, 1, "submit");
	move_refused(f, &ASSESSOR, 1, "assess", ERROR_INPUT, "needs evaluation");
	move_refused(f, &ASSESSOR, 1, "assess, evaluation: e2", ERROR_REFUSED,
		"evaluation:e2 is not of phase 1");
	move_refused(f, &ASSESSOR, 1, "assess, evaluation: told", ERROR_REFUSED, "is a claim");
	move_ok(f, &ASSESSOR, 1, "assess, evaluation: e1");
}

/* Moves that a folder claims move nothing. */
static void
test_claimed_moves(struct fixture *f, gconstpointer data)
{
	static const struct actor CLAIM = { "p-manager2", "manager", "folder" };
	move_ok(f, &CLAIM, 1, "submit");
	move_ok(f, &CLAIM, 1, "pass");
	move_refused(f, &OWNER, 1, "return, reason: r", ERROR_REFUSED, "phase 1 is open now");
	move_ok(f, &MANAGER, 1, "submit");
}

/* ---- V8 ---- */

static void
pass_phase_7(struct fixture *f)
{
	f->proposed = "low";
	move_ok(f, &MANAGER, 7, "submit");
	move_ok(f, &OWNER, 7, "pass");
	f->proposed = "mid";
}

#define AUTHORISE "result: authorised, starts_on: 2026-05-01, ends_on: 2027-04-30, reason: r, residual: "

static void
test_authorised_after_the_gate(struct fixture *f, gconstpointer data)
{
	put_refused(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[leak]", ERROR_REFUSED,
		"the gate of phase 7 has not passed (it is open)");
	/* to refuse needs no gate */
	put_ok(f, &OWNER, "shop", "authorisation:no",
		"name: x, result: refused, starts_on: 2026-05-01, ends_on: 2027-04-30, reason: r, "
		"residual: [leak]");
	pass_phase_7(f);
	put_refused(f, &MANAGER, "shop", "authorisation:a", "name: x, " AUTHORISE "[leak]",
		ERROR_FORBIDDEN, "authorisation:a is recorded and retired by Risk owner");
	put_ok(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[leak]");
	/* submitted again: open again */
	move_ok(f, &MANAGER, 7, "submit");
	put_refused(f, &OWNER, "shop", "authorisation:b", "name: x, " AUTHORISE "[leak]", ERROR_REFUSED,
		"(it is submitted)");
}

static void
set_value(struct fixture *f, const char *scenario, const char *value)
{
	g_hash_table_insert(f->values, (gpointer)scenario, (gpointer)value);
}

static void
test_residual_risks(struct fixture *f, gconstpointer data)
{
	pass_phase_7(f);
	put_ok(f, &MANAGER, "shop", "scenario:small", SCENARIO);
	put_ok(f, &MANAGER, "shop", "scenario:big", SCENARIO);
	/* carried up to C without a policy; unknown ones are listed */
	set_value(f, "small", "C");
	set_value(f, "big", "B");
	put_refused(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[small]", ERROR_REFUSED,
		"residual does not list scenario:big (value B, carried up to C)");
	put_refused(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[big]", ERROR_REFUSED,
		"residual does not list scenario:leak (value ?, carried up to C)");
	put_refused(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[big, leak]",
		ERROR_REFUSED, "scenario:big (value B) has neither an acceptance in force nor");
	put_ok(f, &OWNER, "shop", "acceptance:b",
		"subject: 'scenario:big', reason: r, ends_on: 2026-09-30");
	put_ok(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[big, leak]");
	/* what was accepted has changed since: it has to be accepted again, or treated */
	put_ok(f, &MANAGER, "shop", "scenario:big", "story: Another story.");
	put_refused(f, &OWNER, "shop", "authorisation:b", "name: x, " AUTHORISE "[big, leak]",
		ERROR_REFUSED, "has neither an acceptance in force");
	put_ok(f, &OWNER, "shop", "treatment:t",
		"scenario: big, choice: avoid, measure: m, responsible: watch, due: 2026-04-30, "
		"target: D");
	put_ok(f, &OWNER, "shop", "authorisation:b", "name: x, " AUTHORISE "[big, leak]");
	f->now += DAYS(31);
	put_refused(f, &OWNER, "shop", "authorisation:c", "name: x, " AUTHORISE "[big, leak]",
		ERROR_REFUSED, "nor a treatment in date");
}

static void
test_criterion_of_the_policy(struct fixture *f, gconstpointer data)
{
	pass_phase_7(f);
	set_value(f, "leak", "C");
	put_ok(f, &MANAGER, "shop", "scenario:listed", SCENARIO);
	set_value(f, "listed", "E");
	put_ok(f, &OWNER, "shop", "authorisation:a", "name: x, " AUTHORISE "[listed]");
	put_ok(f, &MANAGER, "shop", "security_policy:p",
		"name: x, priority: p, baselines: [ds200-2022], accept_up_to: E, acceptance_criteria: "
		"a, verification: [{phase: 6, means: web, performer: third, days: 3}], staffing: s");
	put_ok(f, &OWNER_2, "shop", "security_policy:p", "accept_up_to: D");
	/* it counts when it is decided */
	put_ok(f, &OWNER, "shop", "authorisation:b", "name: x, " AUTHORISE "[listed]");
	put_ok(f, &OWNER, "shop", "decision:d", "subject: 'security_policy:p', choice: approve");
	put_refused(f, &OWNER, "shop", "authorisation:c", "name: x, " AUTHORISE "[listed]",
		ERROR_REFUSED, "scenario:leak (value C, carried up to D)");
	/* and the method's, where there is none */
	retire_ok(f, &MANAGER, "shop", "security_policy:p");
	set_number(f, "acceptance.up_to", 5);
	put_refused(f, &OWNER, "shop", "authorisation:c", "name: x, " AUTHORISE "[listed]",
		ERROR_REFUSED, "scenario:leak (value C, carried up to E)");
}

static void
test_how_long_authorised(struct fixture *f, gconstpointer data)
{
	pass_phase_7(f);
	const char *fields = "name: x, result: authorised, starts_on: 2026-05-01, reason: r, residual: "
			     "[leak], ends_on: ";
	put_refused(f, &OWNER, "shop", "authorisation:a",
		arena_printf(f->arena, "%s2028-04-30", fields), ERROR_REFUSED,
		"lasts at most 2y from its start (rank mid)");
	put_ok(f, &OWNER, "shop", "authorisation:a", arena_printf(f->arena, "%s2028-04-29", fields));
	f->proposed = "high";
	put_refused(f, &OWNER, "shop", "authorisation:b",
		arena_printf(f->arena, "%s2027-05-01", fields), ERROR_REFUSED,
		"lasts at most 1y from its start (rank high)");
	put_refused(f, &OWNER, "shop", "authorisation:b",
		arena_printf(f->arena, "%s2026-04-30", fields), ERROR_REFUSED, "lasts at most 1y");
	put_ok(f, &OWNER, "shop", "authorisation:b", arena_printf(f->arena, "%s2027-04-30", fields));
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/gate/way through", test_way_through);
	TEST("/gate/who moves", test_who_moves);
	TEST("/gate/self-check", test_self_check);
	TEST("/gate/blocked", test_blocked);
	TEST("/gate/blocked by judgement", test_blocked_by_judgement);
	TEST("/gate/evaluation of the phase", test_evaluation_of_the_phase);
	TEST("/gate/claimed moves", test_claimed_moves);
	TEST("/authorisation/after the gate", test_authorised_after_the_gate);
	TEST("/authorisation/residual risks", test_residual_risks);
	TEST("/authorisation/criterion of the policy", test_criterion_of_the_policy);
	TEST("/authorisation/how long", test_how_long_authorised);
	return g_test_run();
}
