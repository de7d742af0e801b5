/* SPDX-License-Identifier: Apache-2.0 */
#include "made_system.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "made_shape.h"

struct maker {
	const struct model *model;
	guint32 seed;
	struct made *org;
	GHashTable *org_ids;
};

/*
 * How many of a kind a system has: `base`, and one for every `per` components. In the order in which
 * they refer to each other.
 */
static const struct {
	const char *kind;
	guint base, per;
} NUMBERS[] = {
	{ "zone", 6, 40 },
	{ "actor", 5, 0 },
	{ "link", 1, 100 },
	{ "component", 0, 1 },
	{ "information", 3, 5 },
	{ "task", 3, 30 },
	{ "interface", 2, 4 },
	{ "flow", 4, 1 },
	{ "account_role", 4, 20 },
	{ "account", 3, 8 },
	{ "scenario", 8, 8 },
	{ "security_policy", 1, 0 },
	{ "requirement", 20, 5 },
	{ "evidence", 10, 10 },
	{ "contract", 2, 30 },
	{ "clause", 16, 4 },
	{ "demarcation", 20, 4 },
	{ "criterion", 10, 10 },
	{ "candidate", 2, 40 },
	{ "review_item", 8, 10 },
	{ "inquiry", 1, 60 },
	{ "product", 4, 10 },
	{ "image", 1, 40 },
	{ "duty", 12, 0 },
	{ "procedure", 12, 0 },
	{ "control", 15, 4 },
	{ "log_source", 5, 10 },
	{ "backup_plan", 2, 20 },
	{ "test_run", 3, 30 },
	{ "assessment", 3, 60 },
	{ "drill", 3, 0 },
	{ "review", 8, 20 },
	{ "change", 6, 20 },
	{ "issue", 4, 5 },
	{ "threat_disposition", 10, 5 },
	{ "treatment", 8, 8 },
	{ "advisory_decision", 3, 8 },
	{ "threat_notice", 2, 50 },
	{ "incident", 1, 100 },
	{ "recommendation", 2, 0 },
	{ "trace", 3, 20 },
	{ "attestation", 15, 0 },
	{ "exception", 2, 60 },
};

/* What @org has. */
static const struct {
	const char *kind;
	guint n;
} ORG_NUMBERS[] = {
	{ "party", 25 },
	{ "person", 40 },
	{ "standard", 4 },
	{ "cloud_service", 8 },
	{ "feed", 3 },
	{ "product", 40 },
	{ "procedure", 12 },
};

static void
note_id(GHashTable *ids, const char *kind, const char *id)
{
	GPtrArray *list = g_hash_table_lookup(ids, kind);
	if (list == NULL) {
		list = g_ptr_array_new();
		g_hash_table_insert(ids, (gpointer)kind, list);
	}
	g_ptr_array_add(list, (gpointer)id);
}

static GHashTable *
ids_new(void)
{
	return g_hash_table_new_full(
		g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
}

static const char *
role_of(const struct kind *kind)
{
	static const char *const USUAL[] = { "manager", "admin", NULL };
	for (guint i = 0; USUAL[i] != NULL; i++)
		if (g_strv_contains((const char *const *)kind->writers, USUAL[i]))
			return USUAL[i];
	return kind->writers[0];
}

/* Sealed kinds have random ids; these are as random as their number. */
static const char *
id_of(struct making *making, const struct kind *kind, guint number)
{
	static const char DIGITS[] = "abcdefghijklmnopqrstuvwxyz234567";
	struct arena *arena = making->made->arena;
	const char *org = making->org_ids == NULL && kind->scope == SCOPE_BOTH ? "org-" : "";
	char random[9] = "";
	if (kind->id_prefix == NULL)
		return arena_printf(arena, "%s%s-%u", org, kind->name, number);
	for (guint i = 0; i < 8; i++)
		random[i] = DIGITS[made_below(making, 32)];
	return arena_printf(arena, "%s-%s", kind->id_prefix, random);
}

/* Who writes in a role: nobody approves what they wrote. */
static const struct {
	const char *role, *person;
} PEOPLE[] = {
	{ "manager", "p-managers" },
	{ "owner", "p-riskowns" },
	{ "assessor", "p-assessor" },
	{ "ciso", "p-chiefsec" },
	{ "admin", "p-keepersx" },
};

static const char *
person_of(const char *role)
{
	for (guint i = 0; i < G_N_ELEMENTS(PEOPLE); i++)
		if (strcmp(PEOPLE[i].role, role) == 0)
			return PEOPLE[i].person;
	return "local";
}

static void
add(struct making *making, const struct kind *kind, const char *id, struct value *body,
	const char *role)
{
	struct problems problems;
	GError *error = NULL;
	struct made_object *object = arena_alloc(making->made->arena, sizeof *object);
	problems_init(&problems);
	*object = (struct made_object) { kind, id, role,
		making->org_ids == NULL ? "local" : person_of(role), NULL };
	object->body = object_normalise(making->model, kind, making->made->arena, body,
		OBJECT_FROM_OUTSIDE, &problems);
	object_check_whole(kind, id, object->body, (struct place) { 0 }, &problems);
	/* Nothing it would have to point at is there: then it is not there either. */
	if (problems_none(&problems, &error)) {
		g_ptr_array_add(making->made->objects, object);
		note_id(making->ids, kind->name, id);
	} else if (strcmp(kind->name, "component") == 0 || strcmp(kind->name, "system") == 0)
		g_error("%s:%s: %s", kind->name, id, error_message(error, "en"));
	g_clear_error(&error);
	problems_clear(&problems);
}

static void
make_one(struct making *making, const char *kind_name, const char *id, guint number)
{
	const struct kind *kind = model_kind(making->model, kind_name);
	g_assert(kind != NULL);
	const char *role = role_of(kind);
	making->id = id != NULL ? id : id_of(making, kind, number);
	struct value *body = made_body(making, kind, role);
	made_shape(making, kind, body, number);
	made_complete(making, kind, body);
	add(making, kind, making->id, body, role);
}

/* ---- who may, and what was decided ---- */

/* In the order in which they can be: the admin's grant first, then the ciso's, who grants others. */
static void
make_people(struct making *making)
{
	const struct kind *person = model_kind(making->model, "person");
	const struct kind *grant = model_kind(making->model, "role_grant");
	for (guint i = 0; i < G_N_ELEMENTS(PEOPLE); i++)
		make_one(making, "person", PEOPLE[i].person, 0);
	g_assert(person != NULL);
	for (guint i = G_N_ELEMENTS(PEOPLE); i > 0; i--) {
		struct value *body = value_map(making->made->arena);
		value_set_text(making->made->arena, body, "person", PEOPLE[i - 1].person);
		value_set_text(making->made->arena, body, "role", PEOPLE[i - 1].role);
		value_set_text(making->made->arena, body, "for_system", "*");
		value_set_text(making->made->arena, body, "starts_on", "2024-04-01");
		value_set_text(making->made->arena, body, "ends_on", "2029-03-31");
		value_set_text(making->made->arena, body, "reason", "全システムを担当する");
		gboolean by_ciso = strcmp(PEOPLE[i - 1].role, "manager") != 0
			&& strcmp(PEOPLE[i - 1].role, "admin") != 0;
		add(making, grant, id_of(making, grant, i - 1), body, by_ciso ? "ciso" : "admin");
	}
}

/* Nine in ten of what needs an approval have it. */
static void
decide(struct making *making)
{
	const struct kind *decision = model_kind(making->model, "decision");
	guint n = making->made->objects->len;
	for (guint i = 0; i < n; i++) {
		const struct made_object *object = g_ptr_array_index(making->made->objects, i);
		char *const *approvers = object->kind->approvers;
		if (approvers == NULL || !made_chance(making, 90))
			continue;
		/* A manager's approval is another manager's work: the owner stands in. */
		const char *role = strcmp(approvers[0], "manager") == 0 ? "owner" : approvers[0];
		if (strcmp(approvers[0], "manager") == 0)
			continue;
		struct value *body = value_map(making->made->arena);
		value_set_text(making->made->arena, body, "subject",
			arena_printf(making->made->arena, "%s:%s", object->kind->name, object->id));
		value_set_text(making->made->arena, body, "choice", "approve");
		if (strcmp(object->kind->name, "system") == 0)
			value_set_text(making->made->arena, body, "value", "high");
		value_set_text(making->made->arena, body, "ends_on", "2027-06-30");
		value_set_text(making->made->arena, body, "reason", "内容を確かめた");
		add(making, decision, id_of(making, decision, i), body, role);
	}
}

/* ---- the whole ---- */

static struct made *
made_new(const char *chain)
{
	struct made *made = g_new0(struct made, 1);
	made->chain = g_strdup(chain);
	made->arena = arena_new();
	made->objects = g_ptr_array_new();
	return made;
}

void
made_free(struct made *made)
{
	g_ptr_array_unref(made->objects);
	arena_free(made->arena);
	g_free(made->chain);
	g_free(made);
}

struct maker *
maker_new(const struct model *model, guint32 seed)
{
	struct maker *maker = g_new0(struct maker, 1);
	maker->model = model;
	maker->seed = seed;
	maker->org = made_new(CHAIN_ORG);
	maker->org_ids = ids_new();
	struct making making = { model, maker->org, maker->org_ids, NULL,
		g_rand_new_with_seed(seed), NULL };
	note_id(maker->org_ids, "standard", "ds200-2022");
	for (guint i = 0; i < G_N_ELEMENTS(ORG_NUMBERS); i++)
		for (guint n = 0; n < ORG_NUMBERS[i].n; n++)
			make_one(&making, ORG_NUMBERS[i].kind, NULL, n);
	make_people(&making);
	g_rand_free(making.rand);
	return maker;
}

void
maker_free(struct maker *maker)
{
	g_hash_table_unref(maker->org_ids);
	made_free(maker->org);
	g_free(maker);
}

const struct made *
maker_org(const struct maker *maker)
{
	return maker->org;
}

static guint
size_of(struct making *making)
{
	double a = g_rand_double_range(making->rand, 1e-9, 1), b = g_rand_double(making->rand);
	double normal = sqrt(-2 * log(a)) * cos(2 * G_PI * b);
	double n = CLAMP(60 * exp(0.7 * normal), 20, 300);
	return (guint)n * (made_chance(making, 5) ? 20 : 1);
}

struct made *
maker_system(struct maker *maker, guint number, guint components)
{
	g_autofree char *chain = g_strdup_printf("system-%04u", number);
	struct made *made = made_new(chain);
	struct making making = { maker->model, made, ids_new(), maker->org_ids,
		g_rand_new_with_seed(maker->seed * 1000003u + number + 1), NULL };
	made->components = components > 0 ? components : size_of(&making);
	make_one(&making, "system", made->chain, 0);
	for (guint i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
		guint n = NUMBERS[i].base
			+ (NUMBERS[i].per > 0 ? made->components / NUMBERS[i].per : 0);
		for (guint k = 0; k < n; k++)
			make_one(&making, NUMBERS[i].kind, NULL, k);
	}
	decide(&making);
	g_hash_table_unref(making.ids);
	g_rand_free(making.rand);
	return made;
}

/* ---- as a folder ---- */

static void
write_kind(const struct made *made, const char *folder, const char *kind)
{
	g_autofree char *name = g_strconcat(kind, ".yaml", NULL);
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autoptr(GString) out = g_string_new(NULL);
	g_string_append_printf(out, "%s:\n", kind);
	for (guint i = 0; i < made->objects->len; i++) {
		const struct made_object *object = g_ptr_array_index(made->objects, i);
		if (strcmp(object->kind->name, kind) != 0)
			continue;
		g_string_append_printf(out, "  %s:\n", object->id);
		for (guint k = 0; k < object->body->n_members; k++) {
			g_string_append_printf(out, "    %s: ", object->body->members[k].key);
			json_canonical(object->body->members[k].value, out);
			g_string_append_c(out, '\n');
		}
	}
	gboolean ok = g_file_set_contents(path, out->str, (gssize)out->len, NULL);
	g_assert(ok);
}

void
made_write(const struct made *made, const char *folder)
{
	g_autoptr(GHashTable) written = g_hash_table_new(g_str_hash, g_str_equal);
	g_mkdir_with_parents(folder, 0700);
	for (guint i = 0; i < made->objects->len; i++) {
		const struct made_object *object = g_ptr_array_index(made->objects, i);
		if (g_hash_table_add(written, (gpointer)object->kind->name))
			write_kind(made, folder, object->kind->name);
	}
	if (strcmp(made->chain, CHAIN_ORG) != 0)
		return;
	g_autofree char *root = g_build_filename(folder, "org.yaml", NULL);
	gboolean ok = g_file_set_contents(root, "org: {org: {}}\n", -1, NULL);
	g_assert(ok);
}
