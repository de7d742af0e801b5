/* SPDX-License-Identifier: Apache-2.0 */
/* What Sekisho fills in, exactly; and which changes make what was decided stale. */
#include "journal_fixture.h"

#include <string.h>

#include "base/json.h"
#include "ledger/phase_digest.h"

static const char *
hex(struct fixture *f, const struct digest *digest)
{
	g_autofree char *text = hex_text(digest->bytes, DIGEST_SIZE);
	return arena_dup(f->arena, text, strlen(text));
}

static const char *
digest_hex(struct fixture *f, const char *chain, const char *object)
{
	return hex(f, &object_at(f, chain, object)->digest);
}

/* ---- evidence ---- */

static void
test_evidence(struct fixture *f, gconstpointer data)
{
	static const struct actor TOKEN = { "p-manager2", "manager", "token" };
	const char *text = "name,version\nlib,1.0\n";
	const char *fields = "name: x, source: tool, collected_at: 2026-03-31T09:30:00+09:00";
	attach_ok(f, &MANAGER, "shop", "scan", fields, text);
	struct digest digest = digest_of(text, strlen(text));
	const struct object *scan = object_at(f, "shop", "evidence:scan");
	g_assert_cmpstr(value_get_text(scan->body, "sha256"), ==, hex(f, &digest));
	g_assert_cmpint(value_get_int(scan->body, "size", 0), ==, (gint64)strlen(text));
	g_assert_cmpstr(value_get_text(scan->body, "media"), ==, "text/plain");
	g_assert_cmpstr(value_get_text(scan->body, "delivered"), ==, "upload");
	g_assert_cmpstr(value_get_text(scan->body, "claimed_at"), ==, "2026-03-31T00:30:00Z");
	g_assert_null(value_get(scan->body, "file_time"));
	g_assert_null(value_get(scan->body, "reader"));
	/* writing something else of it claims nothing anew */
	put_ok(f, &MANAGER, "shop", "evidence:scan", "revision: r2");
	scan = object_at(f, "shop", "evidence:scan");
	g_assert_cmpstr(value_get_text(scan->body, "sha256"), ==, hex(f, &digest));
	g_assert_cmpstr(value_get_text(scan->body, "claimed_at"), ==, "2026-03-31T00:30:00Z");
	attach_ok(f, &TOKEN, "shop", "scan-2", fields, "name,version\nlib,1.1\n");
	g_assert_cmpstr(text_at(f, "shop", "evidence:scan-2", "delivered"), ==, "token");
}

/* ---- decisions ---- */

static void
test_decision(struct fixture *f, gconstpointer data)
{
	put_ok(f, &LOCAL, "shop", "contract:ops", CONTRACT("aoba"));
	put_ok(f, &MANAGER, "shop", "decision:d", "subject: 'contract:ops', choice: approve");
	g_assert_cmpstr(text_at(f, "shop", "decision:d", "hash"), ==,
		head_hex(f, "shop", "contract:ops"));
	g_assert_cmpstr(text_at(f, "shop", "decision:d", "digest"), ==,
		digest_hex(f, "shop", "contract:ops"));
	/* of a sealed object: the entry's hash, so that nothing depends on its plain text */
	put_ok(f, &CISO, CHAIN_ORG, "decision:org-e", "subject: 'person:p-builder2', choice: approve");
	g_assert_cmpstr(text_at(f, CHAIN_ORG, "decision:org-e", "digest"), ==,
		head_hex(f, CHAIN_ORG, "person:p-builder2"));
}

/* Names, notes and what is not material leave a decision standing; the rest does not. */
static void
test_what_makes_stale(struct fixture *f, gconstpointer data)
{
	struct {
		const char *object, *fields;
		gboolean stale;
	} rows[] = {
		{ "component:web", "name: another", FALSE },
		{ "component:web", "name: {ja: x, en: y}", FALSE },
		{ "component:web", "note: a note", FALSE },
		{ "component:web", "hosts: [web.example]", FALSE },
		{ "component:web", "quantity: 3", TRUE },
		{ "component:web", "version: '2'", TRUE },
		{ "component:web", "version: ", TRUE },
		{ "zone:dmz", "site: elsewhere", FALSE },
		{ "zone:dmz", "country: US", TRUE },
		{ "interface:web-ui", "input_note: n", FALSE },
		{ "interface:web-ui", "need: because", TRUE },
		{ "interface:web-ui", "port: 8443", TRUE },
	};
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		const char *before = digest_hex(f, "shop", rows[i].object);
		const char *entry = head_hex(f, "shop", rows[i].object);
		put_ok(f, &MANAGER, "shop", rows[i].object, rows[i].fields);
		g_assert_cmpstr(head_hex(f, "shop", rows[i].object), !=, entry);
		gboolean changed = strcmp(digest_hex(f, "shop", rows[i].object), before) != 0;
		if (changed != rows[i].stale)
			g_error("%s {%s}: the digest %s", rows[i].object, rows[i].fields,
				changed ? "changed" : "stayed");
	}
}

/* The bytes themselves, which are never to change. */
static void
test_digest_bytes(struct fixture *f, gconstpointer data)
{
	const char *material =
		"{\"addresses\":[\"192.0.2.0/25\"],\"country\":\"JP\",\"exposure\":\"isolated\",\"operator\":"
		"\"agency\",\"parent\":\"dmz\",\"trust\":3,\"type\":\"data\"}";
	put_ok(f, &MANAGER, "shop", "zone:inner", "addresses: [192.0.2.0/25], site: here, note: n");
	struct digest digest = digest_of(material, strlen(material));
	g_assert_cmpstr(digest_hex(f, "shop", "zone:inner"), ==, hex(f, &digest));
}

/* ---- phases ---- */

static const char *
submitted_digest(struct fixture *f, int phase)
{
	static guint n;
	const char *id = arena_printf(f->arena, "gate_event:d%u", n++);
	put_ok(f, &MANAGER, "shop", id, arena_printf(f->arena, "phase: %d, move: submit", phase));
	put_ok(f, &OWNER, "shop", arena_printf(f->arena, "gate_event:r%u", n),
		arena_printf(f->arena, "phase: %d, move: return, reason: r", phase));
	return text_at(f, "shop", id, "digest");
}

static void
test_phase_digest(struct fixture *f, gconstpointer data)
{
	const char *first = submitted_digest(f, 1), *fourth = submitted_digest(f, 4);
	g_assert_cmpstr(first, !=, fourth);
	/* gate events, evaluations, decisions, traces are of no phase */
	put_ok(f, &ASSESSOR, "shop", "evaluation:e",
		"name: x, phase: 1, method: review, opinion: sufficient, text: t");
	put_ok(f, &MANAGER, "shop", "trace:t",
		"from: 'component:web', to: 'component:db', type: supports, reason: r");
	put_ok(f, &MANAGER, "shop", "component:web", "name: renamed, note: n");
	g_assert_cmpstr(submitted_digest(f, 1), ==, first);
	/* an interface is of phase 4: nothing of phase 1 */
	put_ok(f, &MANAGER, "shop", "interface:web-ui", "port: 8443");
	g_assert_cmpstr(submitted_digest(f, 1), ==, first);
	g_assert_cmpstr(submitted_digest(f, 4), !=, fourth);
	/* the organisation's is not of this chain */
	put_ok(f, &ADMIN, CHAIN_ORG, "party:aoba", "country: JP");
	g_assert_cmpstr(submitted_digest(f, 1), ==, first);
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("inner"));
	g_assert_cmpstr(submitted_digest(f, 1), !=, first);
	/* gone again: the state is the same as before */
	retire_ok(f, &MANAGER, "shop", "component:cache");
	g_assert_cmpstr(submitted_digest(f, 1), ==, first);
}

static void
test_phase_digest_bytes(struct fixture *f, gconstpointer data)
{
	g_autoptr(GPtrArray) objects = g_ptr_array_new();
	struct object zone = { .chain = "hut", .kind = model_kind(f->model, "zone"), .id = "b" };
	struct object account = { .chain = "hut", .kind = model_kind(f->model, "account_role"), .id = "r" };
	struct object actor = { .chain = "hut", .kind = model_kind(f->model, "actor"), .id = "a.2" };
	struct object gone = { .chain = "hut", .kind = model_kind(f->model, "zone"), .id = "a",
		.retired_at = 1 };
	struct object none = { .chain = "hut", .kind = model_kind(f->model, "trace"), .id = "t" };
	memset(zone.digest.bytes, 0xab, DIGEST_SIZE);
	struct object *const all[] = { &zone, &none, &gone, &actor, &account };
	for (guint i = 0; i < G_N_ELEMENTS(all); i++)
		g_ptr_array_add(objects, all[i]);
	g_autofree char *zeros = g_strnfill(64, '0');
	g_autoptr(GString) abs = g_string_new(NULL);
	for (guint i = 0; i < DIGEST_SIZE; i++)
		g_string_append(abs, "ab");
	g_autofree char *one = g_strdup_printf(
		"[[\"actor\",\"a.2\",\"%s\"],[\"zone\",\"b\",\"%s\"]]", zeros, abs->str);
	g_autofree char *four = g_strdup_printf(
		"[[\"account_role\",\"r\",\"%s\"],[\"actor\",\"a.2\",\"%s\"],[\"zone\",\"b\",\"%s\"]]",
		zeros, zeros, abs->str);
	struct digest is = phase_digest(objects, 1), should = digest_of(one, strlen(one));
	g_assert_cmpstr(hex(f, &is), ==, hex(f, &should));
	is = phase_digest(objects, 4);
	should = digest_of(four, strlen(four));
	g_assert_cmpstr(hex(f, &is), ==, hex(f, &should));
}

static void
judge(struct fixture *f, const char *opened)
{
	GError *error = NULL;
	const char *text = arena_printf(f->arena,
		"{\"now\":1,\"opened\":[%s],\"checks\":{},\"gates\":{},\"rests\":{\"own\":%" G_GINT64_FORMAT
		",\"org\":1}}",
		opened, head_seq(f, "shop"));
	const struct value *body = json_parse(f->arena, text, strlen(text), "judge", &error);
	g_assert_no_error(error);
	g_assert_true(journal_judge(f->journal, "shop", body, NULL, &error));
	g_assert_no_error(error);
}

static char *
findings_of(struct fixture *f, const char *object)
{
	const struct value *list =
		value_get(object_at(f, "shop", object)->body, "findings");
	return list == NULL ? g_strdup("-") : json_canonical_text(list);
}

#define FINDING(rule, subject, key)                                                                \
	"{\"rule\":\"" rule "\",\"subject\":\"" subject "\",\"key\":\"" key                           \
	"\",\"class\":\"must\",\"severity\":\"high\"}"

static void
test_open_findings(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ASSESSOR, "shop", "evaluation:none",
		"name: x, phase: 1, method: review, opinion: sufficient, text: t");
	g_autofree char *none = findings_of(f, "evaluation:none");
	g_assert_cmpstr(none, ==, "-");
	judge(f, FINDING("C3-2.open", "component:web", "a:b") "," FINDING("C1-1.none", "system:shop", ""));
	put_ok(f, &ASSESSOR, "shop", "evaluation:all",
		"name: x, phase: 1, method: review, opinion: sufficient, text: t");
	put_ok(f, &ASSESSOR, "shop", "evaluation:web",
		"name: x, subject: 'component:web', method: review, opinion: sufficient, text: t");
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 1, move: submit");
	g_autofree char *all = findings_of(f, "evaluation:all");
	g_autofree char *web = findings_of(f, "evaluation:web");
	g_autofree char *gate = findings_of(f, "gate_event:s");
	g_assert_cmpstr(all, ==, "[\"C1-1.none:system:shop:\",\"C3-2.open:component:web:a%3Ab\"]");
	g_assert_cmpstr(web, ==, "[\"C3-2.open:component:web:a%3Ab\"]");
	g_assert_cmpstr(gate, ==, all);
	g_assert_cmpstr(text_at(f, "shop", "evaluation:web", "digest"), ==,
		digest_hex(f, "shop", "component:web"));
	/* what is open beside it is not what was judged */
	g_assert_cmpstr(text_at(f, "shop", "evaluation:none", "digest"), ==,
		text_at(f, "shop", "evaluation:all", "digest"));
}

/* ---- the others ---- */

static void
test_party_of_a_statement(struct fixture *f, gconstpointer data)
{
	const char *fields = "check_id: C4-1, statement: conforming, text: t, ends_on: 2026-09-30";
	put_ok(f, &MANAGER, "shop", "attestation:m", fields);
	put_ok(f, &CONTRACTOR, "shop", "attestation:c", fields);
	put_ok(f, &LOCAL, "shop", "attestation:l", fields);
	g_assert_cmpstr(text_at(f, "shop", "attestation:m", "party"), ==, "agency");
	g_assert_cmpstr(text_at(f, "shop", "attestation:c", "party"), ==, "aoba");
	g_assert_null(text_at(f, "shop", "attestation:l", "party"));
	/* they move on: what they said then was said for the party of then */
	put_ok(f, &ADMIN, CHAIN_ORG, "person:p-builder2", "party: minamo");
	g_assert_cmpstr(text_at(f, "shop", "attestation:c", "party"), ==, "aoba");
	/* a contractor speaks for the party of the grant, wherever the person belongs */
	put_ok(f, &CONTRACTOR, "shop", "attestation:c2", fields);
	g_assert_cmpstr(text_at(f, "shop", "attestation:c2", "party"), ==, "aoba");
}

static void
test_acceptance(struct fixture *f, gconstpointer data)
{
	const char *fields = "subject: 'scenario:leak', reason: r, ends_on: 2026-06-30";
	put_ok(f, &OWNER, "shop", "acceptance:unknown", fields);
	g_assert_null(text_at(f, "shop", "acceptance:unknown", "residual"));
	g_hash_table_insert(f->values, (gpointer) "leak", (gpointer) "B");
	put_ok(f, &OWNER, "shop", "acceptance:b", fields);
	g_assert_cmpstr(text_at(f, "shop", "acceptance:b", "residual"), ==, "B");
	g_assert_cmpstr(text_at(f, "shop", "acceptance:b", "digest"), ==,
		digest_hex(f, "shop", "scenario:leak"));
	put_ok(f, &MANAGER, "shop", "issue:i", ISSUE("component:web"));
	put_ok(f, &OWNER, "shop", "acceptance:i", "subject: 'issue:i', reason: r, ends_on: 2026-06-30");
	g_assert_null(text_at(f, "shop", "acceptance:i", "residual"));
	g_assert_cmpstr(
		text_at(f, "shop", "acceptance:i", "digest"), ==, digest_hex(f, "shop", "issue:i"));
}

/* An authorisation does not change the state that it was given on. */
static void
test_authorisation(struct fixture *f, gconstpointer data)
{
	const char *fields = "name: x, result: authorised, starts_on: 2026-05-01, ends_on: 2027-04-30, "
			     "reason: r, residual: [leak]";
	f->proposed = "low";
	g_hash_table_insert(f->values, (gpointer) "leak", (gpointer) "B");
	put_ok(f, &OWNER, "shop", "acceptance:a",
		"subject: 'scenario:leak', reason: r, ends_on: 2026-06-30");
	put_ok(f, &MANAGER, "shop", "gate_event:s", "phase: 7, move: submit");
	put_ok(f, &OWNER, "shop", "gate_event:p", "phase: 7, move: pass");
	put_ok(f, &OWNER, "shop", "authorisation:a", fields);
	g_autofree char *acceptances = json_canonical_text(
		value_get(object_at(f, "shop", "authorisation:a")->body, "acceptances"));
	g_assert_cmpstr(acceptances, ==, "[\"a\"]");
	g_assert_cmpstr(text_at(f, "shop", "authorisation:a", "digest"), ==,
		text_at(f, "shop", "gate_event:p", "digest"));
	put_ok(f, &OWNER_2, "shop", "authorisation:b", fields);
	g_assert_cmpstr(text_at(f, "shop", "authorisation:b", "digest"), ==,
		text_at(f, "shop", "authorisation:a", "digest"));
}

static const char *
fingerprint(struct fixture *f, const char *id, const char *fields)
{
	const char *object = arena_printf(f->arena, "issue:%s", id);
	put_ok(f, &MANAGER, "shop", object,
		arena_printf(f->arena,
			"name: x, source: review, found_in: 'review:monthly', found_at: "
			"2026-04-01T00:00:00Z, severity: high, status: open, %s",
			fields));
	return text_at(f, "shop", object, "fingerprint");
}

static void
test_fingerprint(struct fixture *f, gconstpointer data)
{
	const char *one = fingerprint(f, "a", "text: t, rule: r1, place: 'src/a.c:10:3'");
	g_assert_cmpuint(strlen(one), ==, 64);
	/* lines drift, words change */
	g_assert_cmpstr(fingerprint(f, "b", "text: other, rule: r1, place: 'src/a.c:42'"), ==, one);
	g_assert_cmpstr(fingerprint(f, "c", "text: t, rule: r2, place: 'src/a.c:10:3'"), !=, one);
	g_assert_cmpstr(fingerprint(f, "d", "text: t, rule: r1, place: 'src/b.c:10:3'"), !=, one);
	g_assert_cmpstr(fingerprint(f, "e",
				"text: t, rule: r1, place: 'src/a.c:10:3', subject: 'component:web'"),
		!=, one);
	/* with neither rule nor place the words tell */
	const char *words = fingerprint(f, "g", "text: Doors are open.");
	g_assert_cmpstr(fingerprint(f, "h", "text: doors are OPEN"), ==, words);
	g_assert_cmpstr(fingerprint(f, "i", "text: Windows are open."), !=, words);
	/* once */
	put_ok(f, &MANAGER, "shop", "issue:a", "place: 'src/z.c:1', severity: low");
	g_assert_cmpstr(text_at(f, "shop", "issue:a", "fingerprint"), ==, one);
}

static void
test_acknowledged(struct fixture *f, gconstpointer data)
{
	put_ok(f, &ENGINE, "shop", "alert:al-aaaaaaaa",
		"name: x, rule: r, rule_title: t, severity: high, first_at: 2026-03-31T00:00:00Z, "
		"last_at: 2026-03-31T00:00:00Z, events_count: 3, component: web, matched: m, state: open");
	g_assert_null(text_at(f, "shop", "alert:al-aaaaaaaa", "acknowledged_at"));
	f->now += MOMENT_HOUR;
	put_ok(f, &MANAGER, "shop", "alert:al-aaaaaaaa", "state: seen");
	g_assert_cmpstr(text_at(f, "shop", "alert:al-aaaaaaaa", "acknowledged_at"), ==,
		"2026-04-01T01:00:00Z");
	f->now += MOMENT_HOUR;
	put_ok(f, &MANAGER, "shop", "alert:al-aaaaaaaa", "state: harmless, reason: r");
	g_assert_cmpstr(text_at(f, "shop", "alert:al-aaaaaaaa", "acknowledged_at"), ==,
		"2026-04-01T01:00:00Z");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/stamps/evidence", test_evidence);
	TEST("/stamps/decision", test_decision);
	TEST("/stamps/what makes stale", test_what_makes_stale);
	TEST("/stamps/digest bytes", test_digest_bytes);
	TEST("/stamps/phase digest", test_phase_digest);
	TEST("/stamps/phase digest bytes", test_phase_digest_bytes);
	TEST("/stamps/open findings", test_open_findings);
	TEST("/stamps/party of a statement", test_party_of_a_statement);
	TEST("/stamps/acceptance", test_acceptance);
	TEST("/stamps/authorisation", test_authorisation);
	TEST("/stamps/fingerprint", test_fingerprint);
	TEST("/stamps/acknowledged", test_acknowledged);
	return g_test_run();
}
