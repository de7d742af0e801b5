/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the role depends on what is said: a code that only some roles may set, or the
 * only codes that a role may set. Looked at when the member changes; of a grant also when it goes.
 */
#include <string.h>

#include "validate_private.h"
#include "writers.h"

static const struct code_rule {
	const char *kind, *member;
	const char *const codes[5];
	const char *const roles[4];
} CODES[] = {
	{ "gate_event", "move", { "submit" }, { "manager" } },
	{ "gate_event", "move", { "assess" }, { "assessor" } },
	{ "gate_event", "move", { "pass", "conditional", "return", "force" }, { "owner" } },
	{ "role_grant", "role", { "owner", "assessor", "ciso" }, { "ciso" } },
	{ "role_grant", "role", { "manager", "contractor", "admin", "auditor" }, { "admin" } },
	{ "role_grant", "role", { "reader" }, { "admin" } },
	{ "advisory_decision", "status", { "not_affected" }, { "manager" } },
	{ "issue", "status", { "false_positive" }, { "manager", "assessor" } },
	{ "review", "type", { "performance", "grant" }, { "manager", "assessor" } },
};

/* What this role may set, and nothing else. */
static const struct {
	const char *kind, *member, *role;
	const char *const codes[3];
} ONLY[] = {
	{ "threat_disposition", "disposition", "assessor", { "open" } },
	{ "issue", "status", "assessor", { "open", "false_positive" } },
};

static void
tell_code(const struct writing *writing, const struct code_rule *rule, const struct value *at)
{
	const struct model *model = writing->scene->model;
	const char *role = writing->draft->actor->role;
	g_autofree char *ja = roles_text(model, (char *const *)rule->roles, "ja");
	g_autofree char *en = roles_text(model, (char *const *)rule->roles, "en");
	refuse_at(writing, at, ERROR_FORBIDDEN,
		"%1$s を %2$s とできるのは%3$sだけです(今は%4$s)%5$.0s%6$.0s",
		"%1$s: %2$s is for %5$s alone (now %6$s)%3$.0s%4$.0s", rule->member, at->text, ja,
		role_label(model, role, "ja"), en, role_label(model, role, "en"));
}

static void
check_code(const struct writing *writing, const struct code_rule *rule, const struct value *is)
{
	if (is == NULL || is->type != VALUE_TEXT || !text_among(rule->codes, is->text)
		|| text_among(rule->roles, writing->draft->actor->role))
		return;
	tell_code(writing, rule, is);
}

static void
check_only(const struct writing *writing, const struct value *body)
{
	const char *role = writing->draft->actor->role;
	for (guint i = 0; i < G_N_ELEMENTS(ONLY); i++) {
		const struct value *is = value_get(body, ONLY[i].member);
		const struct value *was = writing->before == NULL
			? NULL
			: value_get(writing->before->body, ONLY[i].member);
		if (!kind_is(writing, ONLY[i].kind) || strcmp(role, ONLY[i].role) != 0 || is == NULL
			|| (was != NULL && value_equal(is, was)) || text_among(ONLY[i].codes, is->text))
			continue;
		g_autofree char *codes = g_strjoinv(", ", (char **)ONLY[i].codes);
		refuse_at(writing, is, ERROR_FORBIDDEN,
			"%1$sは %2$s を %3$s にだけ変えられます%4$.0s",
			"the %4$s changes %2$s only to %3$s%1$.0s",
			role_label(writing->scene->model, role, "ja"), ONLY[i].member, codes,
			role_label(writing->scene->model, role, "en"));
	}
}

void
writers_check_codes(const struct writing *writing, const struct value *body)
{
	gboolean grant = kind_is(writing, "role_grant");
	for (guint i = 0; i < G_N_ELEMENTS(CODES); i++) {
		const struct code_rule *rule = &CODES[i];
		if (!kind_is(writing, rule->kind))
			continue;
		const struct value *is = value_get(body, rule->member);
		const struct value *was = writing->before == NULL
			? NULL
			: value_get(writing->before->body, rule->member);
		/* Whoever may not give a grant may not take or touch it either. */
		if (grant && was != NULL)
			check_code(writing, rule, was);
		gboolean same = is != NULL && was != NULL && value_equal(is, was);
		if (!same)
			check_code(writing, rule, is);
	}
	check_only(writing, body);
}
