/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A ledger of one small organisation, made through the journal: parties, people with grants, one
 * system `shop` with zones, components, interfaces, flows, a scenario. Time is what the test says.
 *
 *     put_ok(f, MANAGER, "shop", "component:cache", COMPONENT("app"));
 *     put_refused(f, CONTRACTOR, "shop", "component:db", "quantity: 3", ERROR_FORBIDDEN, "range");
 *
 * A refusal is looked at from all sides: it has the code, its English text holds the words, it has a
 * Japanese text, and nothing was written.
 */
#pragma once
#include "base/moment.h"
#include "ledger/content.h"
#include "ledger/journal.h"
#include "ledger/validate.h"

struct fixture {
	char *folder, *path;
	struct model *model;
	struct model_files *files;
	struct journal *journal;
	struct arena *arena; /* of the test */
	gint64 now;
	/* what the hooks answer */
	struct validate_hooks hooks;
	GHashTable *values;   /* scenario → "A" … */
	GHashTable *numbers;  /* method key → number */
	const char *proposed; /* NULL: unknown */
	int blocked;          /* things in the way of every phase */
};

/* data: NULL, or "threaded". */
void fixture_open(struct fixture *f, gconstpointer data);
void fixture_close(struct fixture *f, gconstpointer data);
#define TEST(name, func) g_test_add(name, struct fixture, NULL, fixture_open, func, fixture_close)
#define TEST_THREADED(name, func)                                                                  \
	g_test_add(name, struct fixture, "threaded", fixture_open, func, fixture_close)
void fixture_reopen(struct fixture *f);
void fixture_start(struct fixture *f); /* after the test closed the journal */
/* A model alone, for tests that need no ledger. */
struct model *fixture_model(struct model_files **files);

/* ---- people: all of them live, with a grant on `shop` (ciso and admin on *) ---- */
extern const struct actor LOCAL, MANAGER, MANAGER_2, CONTRACTOR, OTHER_CONTRACTOR, OWNER, OWNER_2,
	ASSESSOR, CISO, ADMIN, ENGINE;
const struct actor *as(const struct actor *person, const char *role); /* in another role */
#define DAYS(n) ((n) * MOMENT_DAY)
#define START "2026-04-01T09:00:00+09:00"

/* ---- drafts; fields are YAML without the braces ("a: 1, b: [x]"), NULL: retire ---- */
struct draft draft_of(struct fixture *f, const struct actor *who, const char *chain,
	const char *object, const char *fields);
void put_ok(struct fixture *f, const struct actor *who, const char *chain, const char *object,
	const char *fields);
void put_refused(struct fixture *f, const struct actor *who, const char *chain,
	const char *object, const char *fields, enum error_code code, const char *words);
void retire_ok(struct fixture *f, const struct actor *who, const char *chain, const char *object);
/* NULL-terminated call of several drafts: append_ok(f, &a, &b, NULL). */
void append_ok(struct fixture *f, const struct draft *first, ...) G_GNUC_NULL_TERMINATED;
void append_refused(struct fixture *f, enum error_code code, const char *words,
	const struct draft *first, ...) G_GNUC_NULL_TERMINATED;
void append_list_refused(struct fixture *f, const struct draft *drafts, guint n,
	enum error_code code, const char *words);
/* An evidence with a file of this text. */
void attach_ok(struct fixture *f, const struct actor *who, const char *chain, const char *id,
	const char *fields, const char *text);
struct content *fixture_content(struct fixture *f, const char *text);
void erase_ok(struct fixture *f, const char *chain, const char *object);

/* ---- looking ---- */
/* What stands; NULL: nothing. Lives as long as the test. */
const struct object *object_at(struct fixture *f, const char *chain, const char *object);
const char *text_at(
	struct fixture *f, const char *chain, const char *object, const char *member);
gint64 head_seq(struct fixture *f, const char *chain);
const char *head_hex(struct fixture *f, const char *chain, const char *object);
/* The key of a sealed object, hex, owned by the caller. The journal may be closed. */
char *sealed_key_of(struct fixture *f, const char *chain, const char *kind, const char *id);
/* Is the text in any file of the folder? */
gboolean folder_holds(const char *folder, const char *text);
char *folder_file(const char *folder, const char *name);

/* ---- fields that make whole objects ---- */
#define COMPONENT(zone)                                                                            \
	"name: x, type: app, layer: application, zone: " zone ", env: production, quantity: 1, "       \
	"custom: false, redundancy: none, at_rest: not_needed"
#define INTERFACE(component)                                                                       \
	"name: x, component: " component ", type: web, address: x.example, protocol: https, exposure: " \
	"internal, management: false, auth: mfa, input: allow, object_ids: false, authorisation: object"
#define FLOW(from, to)                                                                             \
	"from: '" from "', to: '" to "', initiator: from, protocol: https, information: [orders], "    \
	"encryption: tls, version: TLS 1.3, auth: mutual, frequency: event, both_ways: true, "        \
	"content_check: none"
#define SCENARIO                                                                                   \
	"name: x, story: A story., source: criminal, entry: 'interface:web-ui', information: "        \
	"[orders], threats: [t1], damage: [{kind: trust, level: 2, reason: r}]"
#define CONTRACT(party)                                                                            \
	"name: x, party: " party ", type: operation, stage: planned"
#define ISSUE(subject)                                                                             \
	"name: x, source: review, found_in: 'review:monthly', found_at: 2026-04-01T00:00:00Z, "       \
	"subject: '" subject "', severity: high, text: Something is open., status: open"
