/* SPDX-License-Identifier: Apache-2.0 */
#include "conclude.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"

#define CONCLUDE_PART (256 * 1024) /* bytes of findings in one entry */

struct concluding {
	struct arena *arena;
	struct judgement *judgement;
	GHashTable *open;   /* identity → struct value of {rule, subject, key} as stored */
	GHashTable *states; /* "check C1-1" → its JSON */
	GPtrArray *opened, *closed; /* of struct value, in order */
	guint n_opened, n_closed;   /* written so far */
};

/* ---- what stands written ---- */

static gboolean
take_open(const struct finding_row *row, void *data)
{
	struct concluding *c = data;
	struct value *item = value_map(c->arena);
	value_set_text(c->arena, item, "rule", row->rule);
	value_set_text(c->arena, item, "subject", row->subject);
	value_set_text(c->arena, item, "key", row->key);
	g_hash_table_replace(c->open, g_strjoin("\n", row->rule, row->subject, row->key, NULL), item);
	return TRUE;
}

static gboolean
take_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data)
{
	struct concluding *c = data;
	g_hash_table_replace(c->states, g_strjoin(" ", what, id, NULL), g_strdup(state));
	return TRUE;
}

/* ---- the difference ---- */

static char *
subject_text(const struct finding *finding)
{
	g_autofree char *whole = finding_identity("", finding->subject_kind, finding->subject_id, "");
	return g_strndup(whole + 1, strlen(whole) - 2);
}

static gint
by_canonical(gconstpointer a, gconstpointer b)
{
	g_autofree char *x = json_canonical_text(*(const struct value *const *)a);
	g_autofree char *y = json_canonical_text(*(const struct value *const *)b);
	return strcmp(x, y);
}

/* As many of the items as fit into an entry, from *from on. */
static void
set_some(struct concluding *c, struct value *body, const char *key, const GPtrArray *items,
	guint *from, gsize *room)
{
	struct value *list = value_list(c->arena);
	for (; *from < items->len; (*from)++) {
		g_autofree char *text = json_canonical_text(g_ptr_array_index(items, *from));
		if (strlen(text) + 1 > *room)
			break;
		*room -= strlen(text) + 1;
		value_add(c->arena, list, g_ptr_array_index(items, *from));
	}
	value_set(c->arena, body, key, list);
}

/* What is excepted is no open finding: it opens when the exception ends. */
static gboolean
counts(const struct finding *finding)
{
	return finding->excepted != EXCEPTED_EXCLUDED && finding->excepted != EXCEPTED_WAIVED;
}

static void
compare_findings(struct concluding *c)
{
	for (guint i = 0; i < c->judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(c->judgement->findings, i);
		if (!counts(finding))
			continue;
		g_autofree char *subject = subject_text(finding);
		g_autofree char *key =
			g_strjoin("\n", finding->rule_id, subject, finding->key, NULL);
		if (g_hash_table_remove(c->open, key))
			continue;
		struct value *item = value_map(c->arena);
		value_set_text(c->arena, item, "rule", finding->rule_id);
		value_set_text(c->arena, item, "subject", subject);
		value_set_text(c->arena, item, "key", finding->key);
		value_set_text(c->arena, item, "class", CLASS_CODES[finding->class]);
		value_set_text(c->arena, item, "severity", SEVERITY_CODES[finding->severity]);
		g_ptr_array_add(c->opened, item);
	}
	GHashTableIter iter;
	gpointer item;
	g_hash_table_iter_init(&iter, c->open);
	while (g_hash_table_iter_next(&iter, NULL, &item))
		g_ptr_array_add(c->closed, item);
	g_ptr_array_sort(c->opened, by_canonical);
	g_ptr_array_sort(c->closed, by_canonical);
}

static void
add_state(struct concluding *c, struct value *into, const char *what, const char *id,
	const struct value *state)
{
	g_autofree char *key = g_strjoin(" ", what, id, NULL);
	g_autofree char *text = json_canonical_text(state);
	if (g_strcmp0(g_hash_table_lookup(c->states, key), text) != 0)
		value_set(c->arena, into, id, (struct value *)state);
}

static void
add_states(struct concluding *c, struct value *body)
{
	struct value *checks = value_map(c->arena), *gates = value_map(c->arena);
	for (guint i = 0; i < c->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(c->judgement->checks, i);
		struct value *state = value_map(c->arena);
		value_set_text(c->arena, state, "verdict", VERDICT_CODES[result->verdict]);
		value_set(c->arena, state, "proof",
			result->proof < 0 ? value_null(c->arena) : value_int(c->arena, result->proof));
		value_set_int(c->arena, state, "subjects", result->subjects);
		value_set_int(c->arena, state, "covered", result->covered);
		add_state(c, checks, "check", result->check->id, state);
	}
	for (guint i = 0; i < c->judgement->gates->len; i++) {
		const struct gate_result *gate = g_ptr_array_index(c->judgement->gates, i);
		struct value *state = value_map(c->arena), *blocked = value_list(c->arena);
		char phase[12];
		g_snprintf(phase, sizeof phase, "%d", gate->phase);
		value_set_text(c->arena, state, "state", gate->state);
		for (guint k = 0; k < gate->blocked_by->len; k++)
			value_add(c->arena, blocked,
				value_text(c->arena, g_ptr_array_index(gate->blocked_by, k)));
		value_set(c->arena, state, "blocked_by", blocked);
		add_state(c, gates, "gate", phase, state);
	}
	value_set(c->arena, body, "checks", checks);
	value_set(c->arena, body, "gates", gates);
}

static gboolean
add_rests(struct concluding *c, struct judge *judge, struct store *store, const char *system,
	gint64 own, struct value *body, GError **error)
{
	struct value *rests = value_map(c->arena);
	struct journal_head org;
	if (!store_journal_head(store, CHAIN_ORG, &org, error))
		return FALSE;
	const struct method *method = session_method(judge_session(judge));
	value_set_int(c->arena, rests, "own", own);
	value_set_int(c->arena, rests, "org", org.seq);
	value_set(c->arena, rests, "links", value_map(c->arena));
	value_set_text(c->arena, rests, "rules", judge_digest(judge));
	value_set_text(c->arena, rests, "method", method == NULL ? "" : method_standard(method));
	value_set_text(c->arena, rests, "feeds", "");
	value_set(c->arena, body, "rests", rests);
	return TRUE;
}

/* The next entry of the difference; the states come with the last findings. *ret_more: not all fit. */
static struct value *
next_part(struct concluding *c, struct judge *judge, struct store *store, gint64 own,
	gboolean *ret_more, GError **error)
{
	struct value *body = value_map(c->arena);
	gsize room = CONCLUDE_PART;
	value_set_int(c->arena, body, "now", c->judgement->now);
	if (c->judgement->next_at != MOMENT_NONE)
		value_set_int(c->arena, body, "next_at", c->judgement->next_at);
	if (!add_rests(c, judge, store, c->judgement->system, own, body, error))
		return NULL;
	set_some(c, body, "opened", c->opened, &c->n_opened, &room);
	set_some(c, body, "closed", c->closed, &c->n_closed, &room);
	*ret_more = c->n_opened < c->opened->len || c->n_closed < c->closed->len;
	if (*ret_more) {
		value_set(c->arena, body, "checks", value_map(c->arena));
		value_set(c->arena, body, "gates", value_map(c->arena));
	} else {
		add_states(c, body);
	}
	return body;
}

static gboolean
write_parts(struct concluding *c, struct judge *judge, struct journal *journal, gint64 own,
	GError **error)
{
	struct store *store = journal_reader(journal);
	const char *system = c->judgement->system;
	gboolean more = TRUE;
	if (!store_finding_scan(store, system, FALSE, take_open, c, error)
		|| !store_state_scan(store, system, take_state, c, error))
		return FALSE;
	compare_findings(c);
	while (more) {
		struct appended appended;
		struct value *body = next_part(c, judge, store, own, &more, error);
		if (body == NULL
			|| !(more ? journal_judge_part : journal_judge)(
				journal, system, body, &appended, error))
			return FALSE;
		own = appended.seq;
	}
	return TRUE;
}

static gboolean
conclude_once(struct judge *judge, struct journal *journal, const char *system,
	struct judgement **ret_judgement, GError **error)
{
	struct store *store = journal_reader(journal);
	struct journal_head head;
	if (!store_journal_head(store, system, &head, error))
		return FALSE;
	/* The entry holds no sentence: nobody reads them but who asked for the judgement. */
	session_want_texts(judge_session(judge), ret_judgement != NULL);
	struct judgement *judgement = judge_system(
		judge, store, journal_keyring(journal), system, journal_now(journal), 0, error);
	session_want_texts(judge_session(judge), TRUE);
	if (judgement == NULL)
		return FALSE;
	ARENA_AUTO arena = arena_new();
	struct concluding c = { .arena = arena, .judgement = judgement,
		.opened = g_ptr_array_new(), .closed = g_ptr_array_new(),
		.open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free) };
	gboolean ok = write_parts(&c, judge, journal, head.seq, error);
	g_ptr_array_unref(c.opened);
	g_ptr_array_unref(c.closed);
	g_hash_table_unref(c.open);
	g_hash_table_unref(c.states);
	if (ok && ret_judgement != NULL)
		*ret_judgement = judgement;
	else
		judgement_free(judgement);
	return ok;
}

gboolean
conclude(struct judge *judge, struct journal *journal, const char *system,
	struct judgement **ret_judgement, GError **error)
{
	for (guint tries = 1;; tries++) {
		GError *failed = NULL;
		if (conclude_once(judge, journal, system, ret_judgement, &failed))
			return TRUE;
		gboolean moved = g_error_matches(failed, SEKISHO_ERROR, ERROR_CONFLICT);
		if (!moved || tries == CONCLUDE_TRIES) {
			g_propagate_error(error, failed);
			return FALSE;
		}
		g_error_free(failed);
	}
}

gboolean
conclude_due(struct judge *judge, struct journal *journal, guint limit, progress_func progress,
	void *data, guint *ret_done, GError **error)
{
	GError *first = NULL;
	*ret_done = 0;
	if (!journal_spread(journal, error))
		return FALSE;
	g_auto(GStrv) due =
		store_judgement_due(journal_reader(journal), journal_now(journal), limit, error);
	for (guint i = 0; due != NULL && due[i] != NULL && *ret_done < limit; i++) {
		GError *failed = NULL;
		if (progress != NULL)
			progress(i, g_strv_length(due), data);
		if (conclude(judge, journal, due[i], NULL, &failed))
			(*ret_done)++;
		else if (first == NULL)
			first = failed;
		else
			g_error_free(failed);
	}
	if (first != NULL)
		g_propagate_error(error, first);
	return first == NULL && due != NULL;
}
