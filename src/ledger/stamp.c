/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What Sekisho fills in, for everything but claims:
 *
 *   evidence       sha256, size, media of its file; claimed_at = the time of collection as it was
 *                  told; delivered. reader and file_time come from the reader.
 *   decision       hash = head entry of its subject, digest = that of its material members
 *   attestation    party of the person, at that time
 *   acceptance     residual = value of its scenario, where known; digest of its subject
 *   evaluation     digest of its phase or subject, ids of the findings open on it
 *   gate_event     digest of its phase, ids of the open findings
 *   authorisation  digest of phase 7, acceptances of its residual risks, ids of the open findings
 *   issue          fingerprint, once: a reader brings its own
 *   alert          acknowledged_at = when somebody first looked
 *
 * Nothing is ever taken from outside for these. A record that is made anew is stamped anew.
 */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "base/text.h"
#include "content.h"
#include "journal.h"
#include "phase_digest.h"
#include "validate_private.h"

#define AUTHORISED_PHASE 7

struct stamping {
	const struct writing *writing;
	struct scene *scene;
	struct value *body;
};

static void
set_text(const struct stamping *s, const char *member, const char *text)
{
	if (text != NULL)
		value_set_text(s->scene->arena, s->body, member, text);
	else
		value_unset(s->body, member);
}

static void
set_digest(const struct stamping *s, const char *member, const struct digest *digest)
{
	char hex[2 * DIGEST_SIZE + 1];
	hex_of(digest->bytes, DIGEST_SIZE, hex);
	set_text(s, member, hex);
}

/* What the member `subject` names, in whatever chain. */
static const struct object *
subject_of(const struct stamping *s)
{
	return scene_named(s->scene, s->writing->draft->chain, NULL,
		value_get_text(s->body, "subject"));
}

static void
stamp_subject_digest(const struct stamping *s)
{
	const struct object *subject = subject_of(s);
	if (subject != NULL)
		set_digest(s, "digest", &subject->digest);
}

static void
stamp_phase_digest(const struct stamping *s, int phase)
{
	g_autoptr(GPtrArray) all = scene_all(s->scene, s->writing->draft->chain, NULL);
	struct digest digest = phase_digest(all, phase);
	set_digest(s, "digest", &digest);
}

/* ---- open findings ---- */

struct findings {
	const char *subject; /* "kind:id", or NULL: all */
	GPtrArray *ids;
};

/* As a finding's id has it: `:` and `%` inside a part are encoded. */
static void
append_key(GString *out, const char *key)
{
	for (; *key != '\0'; key++)
		if (*key == ':' || *key == '%')
			g_string_append_printf(out, "%%%02X", (guchar)*key);
		else
			g_string_append_c(out, *key);
}

static gboolean
take_finding(const struct finding_row *row, void *data)
{
	struct findings *findings = data;
	if (findings->subject != NULL && strcmp(row->subject, findings->subject) != 0)
		return TRUE;
	GString *id = g_string_new(NULL);
	g_string_append_printf(id, "%s:%s:", row->rule, row->subject);
	append_key(id, row->key);
	g_ptr_array_add(findings->ids, g_string_free(id, FALSE));
	return TRUE;
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
stamp_findings(const struct stamping *s, const char *subject)
{
	GError *error = NULL;
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	struct findings findings = { subject, ids };
	struct value *list = value_list(s->scene->arena);
	if (!store_finding_scan(s->scene->store, s->writing->draft->chain, FALSE, take_finding,
		    &findings, &error)) {
		if (!scene_fail(s->scene, &error))
			g_error_free(error);
		return;
	}
	g_ptr_array_sort(ids, by_text);
	for (guint i = 0; i < ids->len && i < LIST_MAX; i++)
		value_add(s->scene->arena, list,
			value_text(s->scene->arena, g_ptr_array_index(ids, i)));
	if (list->n_items > 0)
		value_set(s->scene->arena, s->body, "findings", list);
	else
		value_unset(s->body, "findings");
}

/* ---- each kind ---- */

static void
stamp_evidence(const struct stamping *s)
{
	const struct draft *draft = s->writing->draft;
	const struct content *content = draft->content;
	const struct value *collected = value_get(s->body, "collected_at");
	gboolean told = value_get(draft->body, "collected_at") != NULL;
	if (content != NULL) {
		set_digest(s, "sha256", &content->sha256);
		value_set_int(s->scene->arena, s->body, "size", content->size);
		set_text(s, "media", content->media);
		set_text(s, "delivered",
			strcmp(draft->actor->known_by, "token") == 0 ? "token" : "upload");
	}
	if (collected != NULL && (told || value_get(s->body, "claimed_at") == NULL))
		value_set(s->scene->arena, s->body, "claimed_at", (struct value *)collected);
}

static void
stamp_decision(const struct stamping *s)
{
	const struct object *subject = subject_of(s);
	if (subject == NULL)
		return;
	set_digest(s, "hash", &subject->entry);
	set_digest(s, "digest", &subject->digest);
}

/* A contractor speaks for the party of the grant; the own one, where there are several. */
static void
stamp_attestation(const struct stamping *s)
{
	const struct actor *actor = s->writing->draft->actor;
	const struct object *person = scene_live(s->scene, CHAIN_ORG, "person", actor->person);
	const char *party = person == NULL ? NULL : value_get_text(person->body, "party");
	if (strcmp(actor->role, "contractor") == 0) {
		g_autoptr(GPtrArray) parties = parties_of_contractor(
			s->scene, actor->person, s->writing->draft->chain);
		gboolean own = FALSE;
		for (guint i = 0; i < parties->len; i++)
			own = own || g_strcmp0(g_ptr_array_index(parties, i), party) == 0;
		if (!own && parties->len > 0)
			party = g_ptr_array_index(parties, 0);
	}
	set_text(s, "party", party);
}

static void
stamp_acceptance(const struct stamping *s)
{
	const struct object *subject = subject_of(s);
	const char *value = subject == NULL || strcmp(subject->kind->name, "scenario") != 0
		? NULL
		: scenario_value(s->scene, subject->chain, subject->id);
	set_text(s, "residual", value);
	stamp_subject_digest(s);
}

static void
stamp_evaluation(const struct stamping *s)
{
	gint64 phase = value_get_int(s->body, "phase", 0);
	if (phase != 0)
		stamp_phase_digest(s, (int)phase);
	else
		stamp_subject_digest(s);
	stamp_findings(s, phase != 0 ? NULL : value_get_text(s->body, "subject"));
}

static void
stamp_gate_event(const struct stamping *s)
{
	stamp_phase_digest(s, (int)value_get_int(s->body, "phase", 0));
	stamp_findings(s, NULL);
}

static void
stamp_authorisation(const struct stamping *s)
{
	const struct value *residual = value_get(s->body, "residual");
	struct value *list = value_list(s->scene->arena);
	gint64 at = writing_moment(s->writing);
	for (guint i = 0; residual != NULL && i < residual->n_items; i++) {
		g_autofree char *scenario = g_strconcat("scenario:", residual->items[i]->text, NULL);
		const struct object *acceptance =
			acceptance_in_force(s->scene, s->writing->draft->chain, scenario, at);
		if (acceptance != NULL)
			value_add(s->scene->arena, list,
				value_text(s->scene->arena, acceptance->id));
	}
	if (list->n_items > 0)
		value_set(s->scene->arena, s->body, "acceptances", list);
	else
		value_unset(s->body, "acceptances");
	stamp_phase_digest(s, AUTHORISED_PHASE);
	stamp_findings(s, NULL);
}

/* Without the line and column that stand behind a file's name: they drift. */
static char *
place_without_line(const char *place)
{
	g_autofree char *cut = g_strdup(place);
	for (guint parts = 0; parts < 2; parts++) {
		char *colon = strrchr(cut, ':');
		if (colon == NULL || colon[1] == '\0' || colon[1 + strspn(colon + 1, "0123456789")] != '\0')
			break;
		*colon = '\0';
	}
	return text_norm(cut);
}

/*
 * SHA-256 of the canonical array [rule, place, context]: what makes the issue this one. The context
 * is the subject; where neither rule nor place is given, also its words.
 */
static void
stamp_issue(const struct stamping *s)
{
	if (value_get(s->body, "fingerprint") != NULL)
		return;
	const char *rule = value_get_text(s->body, "rule"), *at = value_get_text(s->body, "place");
	const char *subject = value_get_text(s->body, "subject");
	const char *words = value_get_text(s->body, "text");
	g_autofree char *place = at == NULL ? NULL : place_without_line(at);
	g_autofree char *norm =
		rule != NULL || at != NULL || words == NULL ? NULL : text_norm(words);
	g_autofree char *context = g_strconcat(
		subject != NULL ? subject : "", norm != NULL ? " " : "", norm, NULL);
	struct value *parts = value_list(s->scene->arena);
	value_add(s->scene->arena, parts, value_text(s->scene->arena, rule != NULL ? rule : ""));
	value_add(s->scene->arena, parts, value_text(s->scene->arena, place != NULL ? place : ""));
	value_add(s->scene->arena, parts, value_text(s->scene->arena, context));
	g_autoptr(GString) text = g_string_new(NULL);
	json_canonical(parts, text);
	struct digest digest = digest_of(text->str, text->len);
	set_digest(s, "fingerprint", &digest);
}

static void
stamp_alert(const struct stamping *s)
{
	const char *state = value_get_text(s->body, "state");
	if (state == NULL || strcmp(state, "open") == 0
		|| value_get(s->body, "acknowledged_at") != NULL)
		return;
	g_autofree char *now = moment_text(writing_moment(s->writing));
	set_text(s, "acknowledged_at", now);
}

static const struct {
	const char *kind;
	void (*stamp)(const struct stamping *s);
} STAMPS[] = {
	{ "acceptance", stamp_acceptance },
	{ "alert", stamp_alert },
	{ "attestation", stamp_attestation },
	{ "authorisation", stamp_authorisation },
	{ "decision", stamp_decision },
	{ "evaluation", stamp_evaluation },
	{ "evidence", stamp_evidence },
	{ "gate_event", stamp_gate_event },
	{ "issue", stamp_issue },
};

void
stamp_body(const struct writing *writing, struct value *body)
{
	struct stamping stamping = { writing, writing->scene, body };
	for (guint i = 0; i < G_N_ELEMENTS(STAMPS); i++)
		if (kind_is(writing, STAMPS[i].kind))
			STAMPS[i].stamp(&stamping);
}
