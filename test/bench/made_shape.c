/* SPDX-License-Identifier: Apache-2.0 */
#include "made_shape.h"

#include <string.h>

/*
 * What is written most of the time. The rest is left to chance, so that rules find something: a
 * portfolio that is looked after has a finding for every few components, not several for each.
 */
static const struct {
	const char *kind, *field, *text;
	guint percent;
} USUAL[] = {
	{ "component", "env", "production", 90 },
	{ "component", "redundancy", "multi_site", 60 },
	{ "component", "at_rest", "database", 70 },
	{ "information", "personal", "none", 75 },
	{ "information", "class", "C2 I2 A1", 60 },
	{ "information", "disposal", "erase", 70 },
	{ "flow", "encryption", "tls", 95 },
	{ "flow", "version", "TLS 1.3", 97 },
	{ "flow", "cipher", "TLS_AES_256_GCM_SHA384", 97 },
	{ "flow", "auth", "mutual", 85 },
	{ "flow", "content_check", "schema", 80 },
	{ "interface", "exposure", "internal", 80 },
	{ "interface", "auth", "sso_mfa", 85 },
	{ "interface", "input", "allow", 80 },
	{ "interface", "authorisation", "object", 80 },
	{ "link", "depends", "none", 70 },
	{ "account", "type", "service", 60 },
	{ "account_role", "auth", "mfa", 85 },
	{ "contract", "stage", "concluded", 95 },
	{ "clause", "strength", "present", 95 },
	{ "candidate", "stage", "selected", 80 },
	{ "review_item", "judgement", "conforming", 90 },
	{ "review_item", "answer", "yes", 90 },
	{ "product", "concern", "none", 97 },
	{ "product", "provenance", "signed", 85 },
	{ "product", "country", "JP", 85 },
	{ "product", "support_ends_on", "2037-03-31", 90 },
	{ "control", "state", "implemented", 90 },
	{ "log_source", "protection", "remote", 85 },
	{ "log_source", "retention", "3y", 85 },
	{ "threat_disposition", "disposition", "mitigated", 85 },
	{ "treatment", "choice", "reduce", 85 },
	{ "assessment", "method", "both", 85 },
	{ "assessment", "tester", "party-24", 100 },
	{ "drill", "result", "achieved", 80 },
	{ "change", "security_review", "done", 80 },
	{ "procedure", "every", "1y", 80 },
	{ "attestation", "ends_on", "2027-06-30", 100 },
	{ "exception", "ends_on", "2027-03-31", 100 },
	{ "incident", "stage", "respond", 100 },
	{ "system", "ends_on", "2034-03-31", 100 },
	{ "system", "checklist", "ds200-checklist-2022", 100 },
	{ "system", "method", "ipa3-2026", 100 },
};

/* What each of a kind takes in turn, so that all are there. */
static const struct {
	const char *kind, *field;
} IN_TURN[] = {
	{ "clause", "condition" },
	{ "demarcation", "task" },
	{ "procedure", "type" },
	{ "review", "type" },
	{ "log_source", "events" },
};

static void
set(struct making *making, struct value *body, const char *field, const char *text)
{
	value_set_text(making->made->arena, body, field, text);
}

static const struct value *
body_of(const struct making *making, const char *kind, const char *id)
{
	const GPtrArray *objects = making->made->objects;
	for (guint i = objects->len; id != NULL && i > 0; i--) {
		const struct made_object *object = g_ptr_array_index(objects, i - 1);
		if (strcmp(object->id, id) == 0 && strcmp(object->kind->name, kind) == 0)
			return object->body;
	}
	return NULL;
}

/* Two ends that differ; the interface is one of where it leads. */
static void
shape_flow(struct making *making, struct value *body)
{
	struct arena *arena = making->made->arena;
	const char *to = made_pick(making, "component"), *from = made_pick(making, "component");
	const char *actor = made_pick(making, "actor"), *interface = made_pick(making, "interface");
	const struct value *door = body_of(making, "interface", interface);
	const char *behind = door == NULL ? NULL : value_get_text(door, "component");
	if (behind != NULL && made_chance(making, 40))
		to = behind;
	if (strcmp(from, to) == 0 || made_chance(making, 20))
		set(making, body, "from", arena_printf(arena, "actor:%s", actor));
	else
		set(making, body, "from", arena_printf(arena, "component:%s", from));
	set(making, body, "to", arena_printf(arena, "component:%s", to));
	if (behind != NULL && strcmp(behind, to) == 0)
		set(making, body, "interface", interface);
	else
		value_unset(body, "interface");
}

/* What stands on something stands in its zone. */
static void
shape_component(struct making *making, struct value *body)
{
	const char *host = made_chance(making, 30) ? made_pick(making, "component") : NULL;
	value_unset(body, "runs_on");
	/* Those who assess are others. */
	if (value_get(body, "contractor") != NULL)
		set(making, body, "contractor",
			arena_printf(making->made->arena, "party-%u", made_below(making, 12)));
	if (host == NULL)
		return;
	set(making, body, "runs_on", host);
	set(making, body, "zone", value_get_text(body_of(making, "component", host), "zone"));
}

static void
shape_interface(struct making *making, struct value *body)
{
	set(making, body, "address",
		arena_printf(making->made->arena, "198.51.100.%u/%s", made_below(making, 250),
			making->id));
}

/* Only the first is the internet; the others lie in each other. */
static void
shape_zone(struct making *making, struct value *body)
{
	static const char *const TYPES[] = { "cloud", "dmz", "app", "data", "management", "office" };
	gboolean first = made_pick(making, "zone") == NULL;
	set(making, body, "type", first ? "internet" : TYPES[made_below(making, 6)]);
	set(making, body, "operator",
		arena_printf(making->made->arena, "party-%u", made_below(making, 12)));
	if (first)
		value_unset(body, "parent");
}

/* Nobody has looked at it yet. */
static void
shape_issue(struct making *making, struct value *body)
{
	const struct kind *kind = model_kind(making->model, "issue");
	for (guint i = 0; i < kind->n_fields; i++)
		if (kind->fields[i]->group != NULL)
			value_unset(body, kind->fields[i]->name);
	set(making, body, "status", made_chance(making, 60) ? "open" : "fixing");
}

static void
shape_trace(struct making *making, struct value *body)
{
	set(making, body, "from",
		arena_printf(making->made->arena, "scenario:%s", made_pick(making, "scenario")));
}

static void
shape_procedure(struct making *making, struct value *body)
{
	value_unset(body, "adopts");
}

static const struct {
	const char *kind;
	void (*shape)(struct making *making, struct value *body);
} SHAPES[] = {
	{ "flow", shape_flow },
	{ "component", shape_component },
	{ "interface", shape_interface },
	{ "zone", shape_zone },
	{ "issue", shape_issue },
	{ "trace", shape_trace },
	{ "procedure", shape_procedure },
};

static void
shape_usual(struct making *making, const struct kind *kind, struct value *body)
{
	for (guint i = 0; i < G_N_ELEMENTS(USUAL); i++)
		if (strcmp(USUAL[i].kind, kind->name) == 0 && made_chance(making, USUAL[i].percent)
			&& kind_field(kind, USUAL[i].field) != NULL
			&& (value_get(body, USUAL[i].field) != NULL
				|| kind_field(kind, USUAL[i].field)->required))
			set(making, body, USUAL[i].field, USUAL[i].text);
}

static void
shape_in_turn(struct making *making, const struct kind *kind, struct value *body, guint number)
{
	for (guint i = 0; i < G_N_ELEMENTS(IN_TURN); i++) {
		const struct field *field = strcmp(IN_TURN[i].kind, kind->name) == 0
			? kind_field(kind, IN_TURN[i].field)
			: NULL;
		if (field != NULL && field->type == FIELD_ENUM)
			set(making, body, field->name,
				field->codes->codes[number % field->codes->n_codes].code);
	}
}

void
made_shape(struct making *making, const struct kind *kind, struct value *body, guint number)
{
	shape_usual(making, kind, body);
	shape_in_turn(making, kind, body, number);
	for (guint i = 0; i < G_N_ELEMENTS(SHAPES); i++)
		if (strcmp(SHAPES[i].kind, kind->name) == 0)
			SHAPES[i].shape(making, body);
}
