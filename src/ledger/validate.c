/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/moment.h"
#include "journal.h"
#include "validate_private.h"

gboolean
writing_is_claim(const struct writing *writing)
{
	return strcmp(writing->draft->actor->known_by, "folder") == 0;
}

gboolean
writing_is_sekisho(const struct writing *writing)
{
	const struct actor *actor = writing->draft->actor;
	return strcmp(actor->person, "sekisho") == 0 && strcmp(actor->role, "engine") == 0
		&& strcmp(actor->known_by, "self") == 0;
}

void
refuse_at(const struct writing *writing, const struct value *at, enum error_code code,
	const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(writing->problems,
		error_new_va(code, at != NULL && at->place.line != 0 ? at->place : writing->draft->place,
			ja, en, args));
	va_end(args);
}

gint64
writing_moment(const struct writing *writing)
{
	if (writing->at != 0)
		return writing->at;
	return MAX(writing->scene->now, scene_head(writing->scene, writing->draft->chain)->head.at);
}

gboolean
kind_is(const struct writing *writing, const char *name)
{
	return strcmp(writing->kind->name, name) == 0;
}

gboolean
member_changed(const struct writing *writing, const char *member)
{
	const struct value *is = value_get(writing->after->body, member);
	const struct value *was =
		writing->before == NULL ? NULL : value_get(writing->before->body, member);
	return is == NULL || was == NULL ? is != was : !value_equal(is, was);
}

gboolean
text_among(const char *const *words, const char *text)
{
	return text != NULL && words != NULL && g_strv_contains(words, text);
}

const char *
role_label(const struct model *model, const char *role, const char *lang)
{
	const struct enumeration *roles = model_enumeration(model, "role");
	const struct code *code = roles == NULL ? NULL : enumeration_code(roles, role);
	return code != NULL ? label_in(code->label, lang) : strcmp(role, "engine") == 0 ? "Sekisho" : role;
}

char *
roles_text(const struct model *model, char *const *roles, const char *lang)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
		g_string_append_printf(out, "%s%s", i == 0 ? "" : strcmp(lang, "en") == 0 ? ", " : "、",
			role_label(model, roles[i], lang));
	return g_string_free(out, FALSE);
}

/* ---- the method's numbers ---- */

#define D(n) ((n) * MOMENT_DAY)
#define Y(n) ((n) * MOMENT_YEAR)
#define MO(n) ((n) * MOMENT_MONTH)

/* What stands in for a profile that does not say (rules/3 §7): for high, mid, low. */
static const struct method_default {
	const char *key;
	gint64 high, mid, low;
} METHOD_DEFAULT[] = {
	{ "acceptance.max.A", MO(6), MO(6), MO(6) },
	{ "acceptance.max.B", Y(1), Y(1), Y(1) },
	{ "acceptance.max.C", Y(2), Y(2), Y(2) },
	{ "acceptance.max.D", Y(2), Y(2), Y(2) },
	{ "acceptance.max.E", Y(2), Y(2), Y(2) },
	{ "acceptance.up_to", 3, 3, 3 },
	{ "condition.max", D(90), D(90), D(180) },
	{ "authorise.max", Y(1), Y(2), Y(3) },
	{ "exception.max", Y(1), Y(1), Y(1) },
	{ "attestation.max", Y(1), Y(1), Y(1) },
	{ "decision.max", Y(1), Y(2), Y(3) },
	{ "approval.self", 0, 0, 1 },
	{ "assess.involvement", 1, 1, 0 },
};

static gint64
method_default(const char *key, const char *rank, int phase)
{
	/* At rank mid nobody but the drill is asked before operation. */
	if (strcmp(key, "assess.involvement") == 0 && phase == 7 && strcmp(rank, "mid") == 0)
		return 0;
	for (guint i = 0; i < G_N_ELEMENTS(METHOD_DEFAULT); i++) {
		const struct method_default *row = &METHOD_DEFAULT[i];
		if (strcmp(row->key, key) == 0)
			return strcmp(rank, "high") == 0 ? row->high
				: strcmp(rank, "mid") == 0 ? row->mid
							   : row->low;
	}
	g_error("the ledger has no default for the method's %s", key);
}

gint64
method_number(
	struct scene *scene, const char *system, const char *key, const char *rank, int phase)
{
	const struct validate_hooks *hooks = scene->hooks;
	gint64 number;
	if (hooks != NULL && hooks->method != NULL
		&& hooks->method(hooks->data, system, key, rank, phase, &number))
		return number;
	return method_default(key, rank, phase);
}

const char *
scenario_value(struct scene *scene, const char *system, const char *scenario)
{
	const struct validate_hooks *hooks = scene->hooks;
	const char *value = hooks == NULL || hooks->scenario_value == NULL
		? NULL
		: hooks->scenario_value(hooks->data, system, scenario);
	return value != NULL && strlen(value) == 1 && strchr("ABCDE", *value) != NULL ? value : NULL;
}

/* ---- all of it ---- */

static void
validate_people(const struct writing *writing)
{
	if (writing_is_claim(writing) || writing_is_sekisho(writing))
		return;
	separation_check(writing);
	validate_range(writing);
	if (writing->after->retired_at != 0)
		return;
	validate_decision(writing);
	validate_gate(writing);
}

void
validate_writing(const struct writing *writing)
{
	const struct object *after = writing->after;
	validate_people(writing);
	/* What a later draft of the call wrote anew is judged as that one left it. */
	if (scene_get(writing->scene, after->chain, writing->kind->name, after->id) != after)
		return;
	if (after->retired_at != 0) {
		validate_retirement(writing);
		return;
	}
	validate_references(writing);
	validate_model(writing);
	validate_policy(writing);
	validate_record(writing);
}
