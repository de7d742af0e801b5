/* SPDX-License-Identifier: Apache-2.0 */
#include "journal_fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/json.h"
#include "base/yaml.h"
#include "ledger/journal_private.h"
#include "ledger/seal.h"

const struct actor LOCAL = { "local", "manager", "local" };
const struct actor MANAGER = { "p-manager2", "manager", "password+otp" };
const struct actor MANAGER_2 = { "p-manager3", "manager", "password+otp" };
const struct actor CONTRACTOR = { "p-builder2", "contractor", "password+otp" };
const struct actor OTHER_CONTRACTOR = { "p-builder3", "contractor", "password+otp" };
const struct actor OWNER = { "p-ownerrr2", "owner", "oidc" };
const struct actor OWNER_2 = { "p-ownerrr3", "owner", "oidc" };
const struct actor ASSESSOR = { "p-assess22", "assessor", "oidc" };
const struct actor CISO = { "p-cisociso", "ciso", "oidc" };
const struct actor ADMIN = { "p-admin222", "admin", "oidc" };
const struct actor ENGINE = { "sekisho", "engine", "self" };

#define TERM ", starts_on: 2026-01-01, ends_on: 2027-12-31"

static const char ORG[] =
	"party:\n"
	"  agency: {name: 庁, type: unit}\n"
	"  aoba: {name: 青葉, type: contractor}\n"
	"  minamo: {name: 水面, type: contractor}\n"
	"  checkers: {name: 確認社, type: assessor}\n"
	"person:\n"
	"  p-manager2: {name: Kanri Ichiro, mail: kanri@agency.example, party: agency}\n"
	"  p-manager3: {name: Kanri Jiro, mail: jiro@agency.example, party: agency}\n"
	"  p-builder2: {name: Aoba Taro, mail: taro@aoba.example, party: aoba}\n"
	"  p-builder3: {name: Minamo Saburo, mail: saburo@minamo.example, party: minamo}\n"
	"  p-ownerrr2: {name: Sekinin Hana, mail: hana@agency.example, party: agency}\n"
	"  p-ownerrr3: {name: Sekinin Yuki, mail: yuki@agency.example, party: agency}\n"
	"  p-assess22: {name: Hyoka Ren, mail: ren@agency.example, party: agency}\n"
	"  p-cisociso: {name: Toukatsu Aki, mail: aki@agency.example, party: agency}\n"
	"  p-admin222: {name: Unei Sora, mail: sora@agency.example, party: agency}\n"
	"role_grant:\n"
	"  g-manager: {person: p-manager2, role: manager, for_system: shop" TERM "}\n"
	"  g-manager-2: {person: p-manager3, role: manager, for_system: shop" TERM "}\n"
	"  g-builder: {person: p-builder2, role: contractor, for_system: shop, party: aoba" TERM "}\n"
	"  g-builder-2: {person: p-builder3, role: contractor, for_system: shop, party: minamo" TERM "}\n"
	"  g-owner: {person: p-ownerrr2, role: owner, for_system: shop" TERM "}\n"
	"  g-owner-2: {person: p-ownerrr3, role: owner, for_system: shop" TERM "}\n"
	"  g-assessor: {person: p-assess22, role: assessor, for_system: shop" TERM "}\n"
	"  g-ciso: {person: p-cisociso, role: ciso, for_system: '*'" TERM ", reason: all}\n"
	"  g-admin: {person: p-admin222, role: admin, for_system: '*'" TERM ", reason: all}\n";

static const char SHOP[] =
	"system:\n"
	"  shop: {name: 店, unit: agency, purpose: To sell., development: agile, ends_on: 2031-03-31,\n"
	"    shared_platform: false, service_hours: business, checklist: ds200-checklist-2022, method: ipa3-2026}\n"
	"zone:\n"
	"  net: {name: 外, type: internet, trust: 0, exposure: internet, operator: agency, country: JP}\n"
	"  dmz: {name: 境, type: dmz, trust: 1, exposure: internet, operator: agency, country: JP}\n"
	"  inner: {name: 中, parent: dmz, type: data, trust: 3, exposure: isolated, operator: agency,\n"
	"    country: JP}\n"
	"component:\n"
	"  web: {name: 画面, type: web, layer: application, zone: dmz, env: production, quantity: 2,\n"
	"    custom: true, contractor: aoba, redundancy: hot, at_rest: not_needed}\n"
	"  db: {name: 台帳, type: database, layer: middleware, zone: inner, env: production,\n"
	"    quantity: 1, custom: false, contractor: minamo, redundancy: cold, at_rest: disk}\n"
	"  host: {name: 機, type: host, layer: os, zone: dmz, env: production, quantity: 1,\n"
	"    custom: false, redundancy: none, at_rest: disk}\n"
	"interface:\n"
	"  web-ui: {name: 入口, component: web, type: web, address: shop.example, port: 443,\n"
	"    protocol: https, exposure: internet, management: false, auth: password, input: allow, object_ids: true, authorisation: object}\n"
	"actor:\n"
	"  citizen: {name: 客, type: citizen, number: 1000, zone: net}\n"
	"information:\n"
	"  orders: {name: 注文, class: C2 I2 A1, form: record, personal: personal, subjects: 1000,\n"
	"    stored_in: [db], retention: 1y, disposal: erase}\n"
	"flow:\n"
	"  order: {from: 'actor:citizen', to: 'component:web', initiator: from, interface: web-ui,\n"
	"    protocol: https, information: [orders], encryption: tls, version: TLS 1.3, auth: password,\n"
	"    frequency: event, both_ways: true, content_check: schema}\n"
	"account_role:\n"
	"  operator: {name: 運用, actors: [citizen], privileged: false, auth: mfa,\n"
	"    rights: [{component: web, operation: run, access: write}]}\n"
	"scenario:\n"
	"  leak: {name: 漏えい, story: Somebody reads orders., source: criminal, entry: 'interface:web-ui',\n"
	"    information: [orders], threats: [t1], damage: [{kind: trust, level: 2, reason: r}]}\n"
	"duty:\n"
	"  watch: {name: 監視, tasks: [monitor], mode: normal, party: aoba, person: p-builder2,\n"
	"    hours: business}\n"
	"review:\n"
	"  monthly: {name: 月次, type: log, at: 2026-03-31T00:00:00Z, since: 2026-03-01,\n"
	"    items: [{subject: 'component:web', result: problem, text: t}], conclusion: One is open.}\n";

static void
must(gboolean ok, GError *error)
{
	if (!ok)
		g_error("%s", error != NULL ? error_message(error, "en") : "failed");
}

const struct actor *
as(const struct actor *person, const char *role)
{
	static struct actor known[64];
	for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
		if (known[i].person == NULL) {
			known[i] = *person;
			known[i].role = g_intern_string(role);
		}
		if (strcmp(known[i].person, person->person) == 0
			&& strcmp(known[i].role, role) == 0
			&& strcmp(known[i].known_by, person->known_by) == 0)
			return &known[i];
	}
	g_assert_not_reached();
}

/* ---- hooks ---- */

static const char *
hook_value(void *data, const char *system, const char *scenario)
{
	struct fixture *f = data;
	return g_hash_table_lookup(f->values, scenario);
}

static const char *
hook_rank(void *data, const char *system)
{
	return ((struct fixture *)data)->proposed;
}

static int
hook_blocked(void *data, const char *system, int phase, GString *names)
{
	struct fixture *f = data;
	if (f->blocked > 0)
		g_string_append(names, "C1-1");
	return f->blocked;
}

static gboolean
hook_method(void *data, const char *system, const char *key, const char *rank, int phase, gint64 *ret)
{
	struct fixture *f = data;
	const gint64 *number = g_hash_table_lookup(f->numbers, key);
	if (number != NULL)
		*ret = *number;
	return number != NULL;
}

/* ---- the world ---- */

static gint64
clock_of(void *data)
{
	return ((struct fixture *)data)->now;
}

static const char *
maker_of(const struct kind *kind, const struct value *body)
{
	static const char *const DECIDING[] = { "owner", "assessor", "ciso", NULL };
	const char *role = value_get_text(body, "role");
	if (strcmp(kind->name, "role_grant") == 0)
		return g_strv_contains(DECIDING, role) ? "ciso" : "admin";
	return kind->writers[0];
}

static void
add_drafts(struct fixture *f, const char *chain, const struct member *member, GArray *drafts)
{
	const struct kind *kind = model_kind(f->model, member->key);
	g_assert_nonnull(kind);
	for (guint i = 0; i < member->value->n_members; i++) {
		struct problems problems;
		GError *error = NULL;
		problems_init(&problems);
		const struct member *object = &member->value->members[i];
		struct value *body = object_normalise(f->model, kind, f->arena, object->value,
			OBJECT_FROM_OUTSIDE, &problems);
		must(problems_none(&problems, &error), error);
		problems_clear(&problems);
		struct draft draft = { .chain = chain, .kind = kind->name, .id = object->key,
			.actor = as(&LOCAL, maker_of(kind, body)), .body = body };
		g_array_append_val(drafts, draft);
	}
}

static void
make_world(struct fixture *f, const char *chain, const char *text)
{
	struct problems problems;
	GError *error = NULL;
	problems_init(&problems);
	struct value *root = yaml_parse(f->arena, text, strlen(text), chain, &problems);
	must(problems_none(&problems, &error), error);
	g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct draft));
	for (guint i = 0; i < root->n_members; i++)
		add_drafts(f, chain, &root->members[i], drafts);
	g_autofree struct appended *ret = g_new0(struct appended, drafts->len);
	journal_append(f->journal, (const struct draft *)(void *)drafts->data, drafts->len, ret,
		&problems);
	must(problems_none(&problems, &error), error);
	problems_clear(&problems);
}

struct model *
fixture_model(struct model_files **files)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	*files = model_files_open(NULL, &error);
	must(*files != NULL, error);
	struct model *model = model_new(*files, &problems);
	must(problems_none(&problems, &error), error);
	problems_clear(&problems);
	return model;
}

static void
open_journal(struct fixture *f, gboolean threaded)
{
	GError *error = NULL;
	struct journal_world world = { clock_of, NULL, f };
	struct journal_options options = { .url = f->path, .model = f->model,
		.threaded = threaded, .hooks = &f->hooks };
	f->journal = journal_open_in(&options, &world, &error);
	must(f->journal != NULL, error);
}

void
fixture_open(struct fixture *f, gconstpointer data)
{
	GError *error = NULL;
	f->folder = g_dir_make_tmp("sekisho-ledger-XXXXXX", &error);
	must(f->folder != NULL, error);
	f->path = folder_file(f->folder, "ledger.db");
	f->model = fixture_model(&f->files);
	f->arena = arena_new();
	moment_parse(START, &f->now);
	f->values = g_hash_table_new(g_str_hash, g_str_equal);
	f->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	f->proposed = "mid";
	f->hooks = (struct validate_hooks) { f, hook_value, hook_rank, hook_blocked, hook_method };
	struct journal_world world = { clock_of, NULL, f };
	struct journal_options options = { .url = f->path, .model = f->model };
	must(journal_init_in(&options, "+09:00", FALSE, &world, &error), error);
	open_journal(f, g_strcmp0(data, "threaded") == 0);
	make_world(f, CHAIN_ORG, ORG);
	make_world(f, "shop", SHOP);
}

void
fixture_start(struct fixture *f)
{
	open_journal(f, FALSE);
}

void
fixture_reopen(struct fixture *f)
{
	journal_close(f->journal);
	fixture_start(f);
}

void
fixture_close(struct fixture *f, gconstpointer data)
{
	journal_close(f->journal);
	arena_free(f->arena);
	model_free(f->model);
	model_files_free(f->files);
	g_hash_table_unref(f->values);
	g_hash_table_unref(f->numbers);
	g_autoptr(GDir) folder = g_dir_open(f->folder, 0, NULL);
	const char *name;
	while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = folder_file(f->folder, name);
		g_remove(path);
	}
	g_rmdir(f->folder);
	g_autofree char *file = g_strconcat(f->folder, "-file", NULL);
	g_remove(file);
	g_free(f->folder);
	g_free(f->path);
}

char *
folder_file(const char *folder, const char *name)
{
	return g_build_filename(folder, name, NULL);
}

gboolean
folder_holds(const char *folder, const char *text)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = folder_file(folder, name), *bytes = NULL;
		gsize size = 0;
		if (g_file_get_contents(path, &bytes, &size, NULL)
			&& memmem(bytes, size, text, strlen(text)) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* ---- drafts ---- */

static void
split(struct fixture *f, const char *object, const char **kind, const char **id)
{
	const char *colon = strchr(object, ':');
	g_assert_nonnull(colon);
	*kind = arena_dup(f->arena, object, (gsize)(colon - object));
	*id = colon + 1;
}

struct draft
draft_of(struct fixture *f, const struct actor *who, const char *chain, const char *object,
	const char *fields)
{
	struct draft draft = { .chain = chain, .actor = who };
	split(f, object, &draft.kind, &draft.id);
	draft.place = (struct place) { .file = "draft.yaml", .line = 7, .column = 3 };
	if (fields == NULL) {
		draft.retire = TRUE;
		draft.reason = "no longer in use";
		return draft;
	}
	struct problems problems;
	GError *error = NULL;
	problems_init(&problems);
	const char *text = arena_printf(f->arena, "{%s}", fields);
	const struct value *given =
		yaml_parse(f->arena, text, strlen(text), "fields.yaml", &problems);
	struct value *body = given == NULL
		? NULL
		: object_normalise(f->model, model_kind(f->model, draft.kind), f->arena, given,
			OBJECT_FROM_OUTSIDE, &problems);
	if (!problems_none(&problems, &error))
		g_error("%s {%s}: %s", object, fields, error_message(error, "en"));
	problems_clear(&problems);
	/* What is given empty is to go. */
	for (guint i = 0; i < given->n_members; i++)
		if (given->members[i].value->type == VALUE_NULL)
			value_set(f->arena, body, given->members[i].key, value_null(f->arena));
	draft.body = body;
	return draft;
}

static void
append(struct fixture *f, const struct draft *drafts, guint n, struct problems *problems)
{
	g_autofree struct appended *ret = g_new0(struct appended, n + 1);
	gboolean ok = journal_append(f->journal, drafts, n, ret, problems);
	g_assert_cmpint(ok, ==, problems_count(problems) == 0);
	for (guint i = 0; ok && i < n; i++)
		g_assert_cmpint(ret[i].seq, >, 0);
}

static void
list_ok(struct fixture *f, const struct draft *drafts, guint n)
{
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	append(f, drafts, n, &problems);
	if (!problems_none(&problems, &error)) {
		g_autofree char *text = error_text(error, "en");
		g_error("%s:%s was refused: %s", drafts[0].kind, drafts[0].id, text);
	}
	problems_clear(&problems);
}

static gboolean
is_told(const struct problems *problems, enum error_code code, const char *words)
{
	for (guint i = 0; i < problems->list->len; i++) {
		const GError *error = g_ptr_array_index(problems->list, i);
		if (g_error_matches(error, SEKISHO_ERROR, (int)code)
			&& strstr(error_message(error, "en"), words) != NULL)
			return TRUE;
	}
	return FALSE;
}

/* Both languages, a place, and no forgotten placeholder. */
static void
check_texts(const struct problems *problems)
{
	for (guint i = 0; i < problems->list->len; i++) {
		const GError *error = g_ptr_array_index(problems->list, i);
		const char *ja = error_message(error, "ja"), *en = error_message(error, "en");
		g_assert_true(g_utf8_validate(ja, -1, NULL));
		g_assert_cmpstr(ja, !=, en);
		g_assert_null(strstr(ja, "(null)"));
		g_assert_null(strstr(en, "(null)"));
		g_assert_null(strchr(en, '%'));
		g_assert_nonnull(error_place(error).file);
		for (const char *at = en; *at != '\0'; at++)
			g_assert_true(!(*at & 0x80) || strstr(en, "→") != NULL);
	}
}

static char *
all_texts(const struct problems *problems)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < problems->list->len; i++) {
		g_autofree char *text = error_text(g_ptr_array_index(problems->list, i), "en");
		g_string_append_printf(out, "\n  %s", text);
	}
	return g_string_free(out, FALSE);
}

void
append_list_refused(struct fixture *f, const struct draft *drafts, guint n, enum error_code code,
	const char *words)
{
	struct problems problems;
	problems_init(&problems);
	gint64 org = head_seq(f, CHAIN_ORG), own = head_seq(f, drafts[0].chain);
	append(f, drafts, n, &problems);
	if (!is_told(&problems, code, words)) {
		g_autofree char *texts = all_texts(&problems);
		g_error("%s:%s: expected a refusal of code %d with \"%s\", got:%s", drafts[0].kind,
			drafts[0].id, (int)code, words,
			*texts != '\0' ? texts : " nothing: it was accepted");
	}
	check_texts(&problems);
	g_assert_cmpint(head_seq(f, CHAIN_ORG), ==, org);
	g_assert_cmpint(head_seq(f, drafts[0].chain), ==, own);
	problems_clear(&problems);
}

void
put_ok(struct fixture *f, const struct actor *who, const char *chain, const char *object,
	const char *fields)
{
	struct draft draft = draft_of(f, who, chain, object, fields);
	list_ok(f, &draft, 1);
}

void
put_refused(struct fixture *f, const struct actor *who, const char *chain, const char *object,
	const char *fields, enum error_code code, const char *words)
{
	struct draft draft = draft_of(f, who, chain, object, fields);
	append_list_refused(f, &draft, 1, code, words);
}

void
retire_ok(struct fixture *f, const struct actor *who, const char *chain, const char *object)
{
	put_ok(f, who, chain, object, NULL);
}

static GArray *
gathered(const struct draft *first, va_list rest)
{
	GArray *drafts = g_array_new(FALSE, FALSE, sizeof(struct draft));
	for (const struct draft *draft = first; draft != NULL;
		draft = va_arg(rest, const struct draft *))
		g_array_append_val(drafts, *draft);
	return drafts;
}

void
append_ok(struct fixture *f, const struct draft *first, ...)
{
	va_list rest;
	va_start(rest, first);
	g_autoptr(GArray) drafts = gathered(first, rest);
	va_end(rest);
	list_ok(f, (const struct draft *)(void *)drafts->data, drafts->len);
}

void
append_refused(
	struct fixture *f, enum error_code code, const char *words, const struct draft *first, ...)
{
	va_list rest;
	va_start(rest, first);
	g_autoptr(GArray) drafts = gathered(first, rest);
	va_end(rest);
	append_list_refused(
		f, (const struct draft *)(void *)drafts->data, drafts->len, code, words);
}

struct content *
fixture_content(struct fixture *f, const char *text)
{
	GError *error = NULL;
	/* Outside the ledger's folder: what is looked for there must not be found here. */
	g_autofree char *file = g_strconcat(f->folder, "-file", NULL);
	must(g_file_set_contents(file, text, -1, &error), error);
	struct content *content = content_take(file, &error);
	must(content != NULL, error);
	return content;
}

void
attach_ok(struct fixture *f, const struct actor *who, const char *chain, const char *id,
	const char *fields, const char *text)
{
	g_autofree char *object = g_strconcat("evidence:", id, NULL);
	struct draft draft = draft_of(f, who, chain, object, fields);
	struct content *content = fixture_content(f, text);
	draft.content = content;
	list_ok(f, &draft, 1);
	g_remove(content->path);
	content_free(content);
}

void
erase_ok(struct fixture *f, const char *chain, const char *object)
{
	GError *error = NULL;
	struct problems problems;
	const char *kind, *id;
	problems_init(&problems);
	split(f, object, &kind, &id);
	journal_erase(f->journal, &ADMIN, chain, kind, id, "request", &problems);
	must(problems_none(&problems, &error), error);
	problems_clear(&problems);
}

/* ---- looking ---- */

const struct object *
object_at(struct fixture *f, const char *chain, const char *object)
{
	GError *error = NULL;
	const char *kind, *id;
	split(f, object, &kind, &id);
	const struct object *found =
		facts_get(journal_reader(f->journal), f->model, chain, kind, id, f->arena, &error);
	must(error == NULL, error);
	return found;
}

const char *
text_at(struct fixture *f, const char *chain, const char *object, const char *member)
{
	const struct object *found = object_at(f, chain, object);
	return found == NULL ? NULL : value_get_text(found->body, member);
}

gint64
head_seq(struct fixture *f, const char *chain)
{
	GError *error = NULL;
	struct journal_head head;
	must(store_journal_head(journal_reader(f->journal), chain, &head, &error), error);
	return head.seq;
}

const char *
head_hex(struct fixture *f, const char *chain, const char *object)
{
	const struct object *found = object_at(f, chain, object);
	g_assert_nonnull(found);
	g_autofree char *hex = hex_text(found->entry.bytes, DIGEST_SIZE);
	return arena_dup(f->arena, hex, strlen(hex));
}

static gboolean
take_key(const struct journal_row *row, void *data)
{
	guint8 id[KEY_ID_SIZE];
	char **ret = data;
	ARENA_AUTO arena = arena_new();
	const struct value *entry = json_parse(arena, row->bytes.at, row->bytes.len, row->id, NULL);
	if (*ret == NULL && seal_key_id(value_get(entry, "body"), id))
		*ret = hex_text(id, KEY_ID_SIZE);
	return TRUE;
}

char *
sealed_key_of(struct fixture *f, const char *chain, const char *kind, const char *id)
{
	GError *error = NULL;
	char *hex = NULL;
	struct store *store = store_open(f->path, STORE_READ_ONLY, &error);
	must(store != NULL, error);
	must(store_journal_of(store, chain, kind, id, take_key, &hex, &error), error);
	store_free(store);
	g_assert_nonnull(hex);
	return hex;
}
