/* SPDX-License-Identifier: Apache-2.0 */
#include "deeds.h"

#include <string.h>

#include "base/json.h"

#define SORTS 16
/* Objects that are written over and over. */
#define OFTEN 40
/* Who decides that something is erased: not who wrote it. */
#define CISO_PERSON "p-cccccccc"

struct making {
	const struct deed_maker *maker;
	struct deed *deed;
	guint thread, number;
	const char *chain;
};

struct deed_maker
deed_maker_for(const struct model *model)
{
	static const struct actor MANAGER = { "local", "manager", "local" };
	static const struct actor ADMIN = { "local", "admin", "local" };
	static const struct actor CISO = { CISO_PERSON, "ciso", "local" };
	return (struct deed_maker) { model, &MANAGER, &ADMIN, &CISO };
}

struct value *
deed_body(const struct deed_maker *maker, struct arena *arena, const char *kind, const char *json)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	const struct value *given = json_parse(arena, json, strlen(json), kind, &error);
	struct value *body = given == NULL
		? NULL
		: object_normalise(maker->model, model_kind(maker->model, kind), arena, given,
			OBJECT_FROM_OUTSIDE, &problems);
	if (error != NULL || !problems_none(&problems, &error))
		g_error("%s: %s", json, error_message(error, "en"));
	problems_clear(&problems);
	return body;
}

static struct draft *
add(struct making *making, const char *chain, const char *kind, const char *id)
{
	struct deed *deed = making->deed;
	g_assert(deed->n < DEED_DRAFTS_MAX);
	struct draft *draft = &deed->drafts[deed->n];
	*draft = (struct draft) { .chain = chain, .kind = kind, .id = id,
		.actor = making->maker->manager,
		.client = arena_printf(
			deed->arena, "t%u.%u.%u", making->thread, making->number, deed->n) };
	deed->n++;
	return draft;
}

static void
put(struct making *making, const char *chain, const char *kind, const char *id, const char *json)
{
	add(making, chain, kind, id)->body =
		deed_body(making->maker, making->deed->arena, kind, json);
}

static const char *
name(struct making *making, const char *stem, guint number)
{
	return arena_printf(making->deed->arena, "%s-%u", stem, number);
}

/* Ids of sealed kinds are random; here they follow from who makes them. */
static const char *
sealed_id(struct making *making, const char *prefix, guint number)
{
	static const char DIGITS[] = "abcdefghijklmnopqrstuvwxyz234567";
	guint8 seed[3] = { (guint8)making->thread, (guint8)(number & 255), (guint8)(number >> 8) };
	struct digest digest = digest_of(seed, sizeof seed);
	char *id = arena_printf(making->deed->arena, "%s-", prefix);
	GString *out = g_string_new(id);
	for (guint i = 0; i < 8; i++)
		g_string_append_c(out, DIGITS[digest.bytes[i] & 31]);
	id = arena_dup(making->deed->arena, out->str, out->len);
	g_string_free(out, TRUE);
	return id;
}

/* ---- what there is to do ---- */

static void
put_component(struct making *making, const char *id)
{
	put(making, making->chain, "component", id,
		arena_printf(making->deed->arena,
			"{\"name\":\"%s\",\"type\":\"app\",\"layer\":\"application\",\"zone\":\"dmz\","
			"\"env\":\"production\",\"quantity\":%u,\"custom\":true,\"redundancy\":\"none\","
			"\"at_rest\":\"not_needed\"}",
			id, making->number));
}

static void
put_information(struct making *making, const char *id, const char *stored_in)
{
	put(making, making->chain, "information", id,
		arena_printf(making->deed->arena,
			"{\"name\":\"%s\",\"class\":\"C2 I2 A%u\",\"form\":\"record\",\"personal\":\"none\","
			"\"stored_in\":[\"%s\"],\"retention\":\"%ud\",\"disposal\":\"erase\"}",
			id, 1 + making->number % 2, stored_in, 1 + making->number));
}

/* Things that only hold together: half of it would be seen. */
static void
put_batch(struct making *making)
{
	const char *front = name(making, "front", making->number);
	const char *back = name(making, "back", making->number);
	const char *data = name(making, "data", making->number);
	put_component(making, front);
	put_component(making, back);
	put_information(making, data, back);
	put(making, making->chain, "flow", name(making, "flow", making->number),
		arena_printf(making->deed->arena,
			"{\"from\":\"component:%s\",\"to\":\"component:%s\",\"initiator\":\"from\","
			"\"protocol\":\"https\","
			"\"information\":[\"%s\"],\"encryption\":\"tls\",\"version\":\"TLS 1.3\",\"auth\":\"mutual\","
			"\"frequency\":\"continuous\",\"both_ways\":true,\"content_check\":\"schema\"}",
			front, back, data));
	for (guint i = 0; i < making->number % 4; i++)
		put_component(making, name(making, "more", making->number * 4 + i));
}

static void
put_person(struct making *making, guint of, const char *phone)
{
	put(making, CHAIN_ORG, "person", sealed_id(making, "p", of),
		arena_printf(making->deed->arena,
			"{\"name\":\"Kanri %u-%u\",\"mail\":\"kanri%u@example.jp\",\"party\":\"unit\","
			"\"phone\":\"%s-%u\"}",
			making->thread, of, of, phone, making->number));
	making->deed->drafts[making->deed->n - 1].actor = making->maker->admin;
}

static void
put_account(struct making *making, guint of)
{
	put(making, making->chain, "account", sealed_id(making, "ac", of),
		arena_printf(making->deed->arena,
			"{\"name\":\"batch %u\",\"component\":\"base\",\"login\":\"svc-%u-%u\","
			"\"type\":\"service\",\"role\":\"operator\"}",
			of, making->thread, of));
}

/* A listing that grows and changes a little from one to the next, as a weekly scan does. */
static void
put_evidence(struct making *making)
{
	struct deed *deed = making->deed;
	GString *out = g_string_new("name,version\n");
	guint rows = 50 + making->number % 977 * 4;
	for (guint i = 0; i < rows; i++)
		g_string_append_printf(out, "package-%u,%u.%u.%u\n", i * 2654435761u % 9973, i % 7,
			making->thread, i % 31 == making->number % 31 ? making->number : i % 13);
	deed->plain_len = out->len;
	deed->plain = g_string_free(out, FALSE);
	put(making, making->chain, "evidence", name(making, "scan", making->number),
		arena_printf(deed->arena,
			"{\"name\":\"scan %u\",\"collected_at\":\"2026-01-01T00:00:00Z\","
			"\"source\":\"tool\",\"tool\":\"lister 1\",\"subjects\":[\"component:base\"]}",
			making->number));
}

static void
be_wrong(struct making *making, gboolean stale)
{
	making->deed->sort = DEED_REFUSED;
	put_component(making, name(making, "never", making->number));
	put_information(making, name(making, "never", making->number),
		name(making, "never", making->number));
	struct draft *draft = add(making, making->chain, "component", stale ? "base" : "never-whole");
	draft->body = deed_body(
		making->maker, making->deed->arena, "component", "{\"quantity\":7}");
	/* Either another head than it has, or a component with nothing but a number. */
	if (stale)
		draft->if_match = "0000000000000000000000000000000000000000000000000000000000000000";
}

static void
retire(struct making *making, const char *id)
{
	struct draft *draft = add(making, making->chain, "component", id);
	draft->retire = TRUE;
	draft->reason = "taken out of use";
}

/* The second draft is the decision that goes before it. */
static void
erase(struct making *making, const char *kind, const char *id)
{
	making->deed->sort = DEED_ERASE;
	struct draft *draft = add(making, making->chain, kind, id);
	draft->actor = making->maker->admin;
	draft->reason = "mistake";
	put(making, making->chain, "decision", name(making, "erase", making->number),
		arena_printf(making->deed->arena,
			"{\"subject\":\"%s:%s\",\"choice\":\"approve\"}", kind, id));
	making->deed->drafts[1].actor = making->maker->ciso;
}

static void
count(struct making *making)
{
	making->deed->sort = DEED_COUNT;
	add(making, COUNTER_CHAIN, "component", COUNTER_ID);
}

/* The account of eight deeds ago, or the evidence. */
gboolean
deed_is_erasure(guint number)
{
	guint sort = number % SORTS, cycle = number / SORTS % 8;
	return (sort == 14 && cycle == 3) || (sort == 15 && cycle == 6);
}

static void
erase_account_or_evidence(struct making *making)
{
	guint of = making->number - 8;
	if (making->number % SORTS == 14)
		erase(making, "account", sealed_id(making, "ac", of));
	else
		erase(making, "evidence", name(making, "scan", of));
}

static void
fill(struct making *making)
{
	guint n = making->number, sort = n % SORTS;
	if (deed_is_erasure(n)) {
		erase_account_or_evidence(making);
		return;
	}
	switch (sort) {
	case 3:
		put_batch(making);
		return;
	case 4:
		put_person(making, n, "03-0000");
		return;
	case 5:
		put_person(making, n - 1, "06-0000");
		return;
	case 6:
		put_account(making, n);
		return;
	case 7:
		put_evidence(making);
		return;
	case 8:
	case 9:
		be_wrong(making, sort == 9);
		return;
	case 10:
		put_component(making, name(making, "gone", n));
		return;
	case 11:
		retire(making, name(making, "gone", n - 1));
		return;
	case 12:
		count(making);
		return;
	case 13: /* over two chains */
		put_person(making, n, "045-000");
		put_account(making, n);
		put_component(making, name(making, "often", n % OFTEN));
		return;
	default:
		break;
	}
	if (sort % 2 == 0)
		put_component(making, name(making, "often", n % OFTEN));
	else
		put_information(making, name(making, "often", n % OFTEN), "base");
}

void
deed_make(const struct deed_maker *maker, guint thread, guint number, struct deed *ret)
{
	*ret = (struct deed) { .sort = DEED_PUT, .arena = arena_new() };
	struct making making = { maker, ret, thread, number,
		arena_printf(ret->arena, "system-%u", thread) };
	fill(&making);
}

void
deed_clear(struct deed *deed)
{
	g_free(deed->plain);
	arena_free(deed->arena);
}

/* ---- the world ---- */

static void
put_system(struct making *making, const char *chain)
{
	making->chain = chain;
	making->deed->n = 0;
	put(making, chain, "system", chain,
		"{\"name\":\"soak\",\"unit\":\"unit\",\"purpose\":\"to be written to\","
		"\"development\":\"waterfall\",\"ends_on\":\"2036-03-31\",\"shared_platform\":false,"
		"\"service_hours\":\"business\",\"checklist\":\"ds200-checklist-2022\","
		"\"method\":\"ipa3-2026\"}");
	put(making, chain, "zone", "dmz",
		"{\"name\":\"dmz\",\"type\":\"dmz\",\"trust\":1,\"exposure\":\"internet\","
		"\"operator\":\"unit\",\"country\":\"JP\"}");
	put_component(making, "base");
	put_component(making, COUNTER_ID);
	put(making, chain, "actor", "operators",
		"{\"name\":\"operators\",\"type\":\"operator\",\"number\":3,\"zone\":\"dmz\"}");
	put(making, chain, "account_role", "operator",
		"{\"name\":\"operator\",\"actors\":[\"operators\"],\"privileged\":false,\"auth\":\"mfa\","
		"\"rights\":[{\"component\":\"base\",\"operation\":\"run\",\"access\":\"write\"}]}");
}

/* Somebody who may decide, by the word of who stands in front of the store. */
static void
put_ciso(struct making *making)
{
	static const struct actor LOCAL_CISO = { "local", "ciso", "local" };
	put(making, CHAIN_ORG, "person", CISO_PERSON,
		"{\"name\":\"Kettei\",\"mail\":\"kettei@example.jp\",\"party\":\"unit\"}");
	put(making, CHAIN_ORG, "role_grant", "ciso",
		"{\"person\":\"" CISO_PERSON "\",\"role\":\"ciso\",\"for_system\":\"*\","
		"\"starts_on\":\"2020-04-01\",\"ends_on\":\"2099-03-31\",\"reason\":\"soak\"}");
	making->deed->drafts[making->deed->n - 1].actor = &LOCAL_CISO;
}

gboolean
deeds_world(const struct deed_maker *maker, struct journal *journal, struct problems *problems)
{
	struct appended appended[DEED_DRAFTS_MAX];
	struct deed deed = { .arena = arena_new() };
	struct making making = { maker, &deed, SOAK_THREADS, 0, CHAIN_ORG };
	put(&making, CHAIN_ORG, "party", "unit", "{\"name\":\"unit\",\"type\":\"unit\"}");
	put_ciso(&making);
	gboolean ok = journal_append(journal, deed.drafts, deed.n, appended, problems);
	for (guint i = 0; ok && i <= SOAK_THREADS; i++) {
		char *own = arena_printf(deed.arena, "system-%u", i);
		put_system(&making, i == SOAK_THREADS ? COUNTER_CHAIN : own);
		ok = journal_append(journal, deed.drafts, deed.n, appended, problems);
	}
	deed_clear(&deed);
	return ok;
}
