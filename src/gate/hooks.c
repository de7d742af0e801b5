/* SPDX-License-Identifier: Apache-2.0 */
#include "hooks.h"

#include <string.h>

#include "base/moment.h"
#include "judge.h"

struct hooks {
	struct validate_hooks public;
	const struct model *model;
	char *url;
	gint64 now;
	struct store *store;     /* NULL: not opened yet */
	struct methods *methods; /* NULL: not read yet */
	struct judge *judge;     /* NULL: not made yet */
	/* What the judge's session holds. */
	char *system;
	gint64 own, org;
	gboolean derived;
	char *rank;         /* NULL: not known */
	GHashTable *values; /* scenario → "A" … "E" */
};

static gboolean
has_store(struct hooks *hooks)
{
	if (hooks->store == NULL)
		hooks->store = store_open(hooks->url, STORE_READ_ONLY, NULL);
	return hooks->store != NULL;
}

/* ---- the method ---- */

/* The profile that the system names, else the usual one. */
static const struct method *
method_of(struct hooks *hooks, const char *system)
{
	if (hooks->methods == NULL) {
		struct problems problems;
		problems_init(&problems);
		hooks->methods = methods_new(hooks->model, &problems);
		problems_clear(&problems);
	}
	const struct method *method = methods_default(hooks->methods);
	if (!has_store(hooks))
		return method;
	ARENA_AUTO arena = arena_new();
	g_autoptr(GError) error = NULL;
	const struct object *object = facts_get(
		hooks->store, hooks->model, system, "system", system, arena, &error);
	const struct method *own = object == NULL
		? NULL
		: methods_find(hooks->methods, value_get_text(object->body, "method"));
	return own != NULL ? own : method;
}

/* Words that the ledger asks for as numbers: a list by whether it says anything, a value by rank. */
static gboolean
number_of_text(const char *key, const char *text, gint64 *ret)
{
	if (strcmp(key, "assess.involvement") == 0)
		*ret = *text != '\0';
	else if (strlen(text) == 1 && *text >= 'A' && *text <= 'E')
		*ret = *text - 'A' + 1;
	else
		return FALSE;
	return TRUE;
}

static gboolean
ask_method(void *data, const char *system, const char *key, const char *rank, int phase, gint64 *ret)
{
	enum rank known;
	const struct method *method = method_of(data, system);
	const struct judge_value *value = method == NULL || !rank_parse(rank, &known)
		? NULL
		: method_value(method, known, phase, key);
	if (value == NULL)
		return FALSE;
	if (!value->is_number)
		return value->text != NULL && number_of_text(key, value->text, ret);
	*ret = value->number;
	return TRUE;
}

/* ---- what is derived ---- */

static gboolean
has_judge(struct hooks *hooks)
{
	struct problems problems;
	if (hooks->judge == NULL) {
		problems_init(&problems);
		hooks->judge = judge_new(hooks->model, &problems, NULL);
		problems_clear(&problems);
	}
	return hooks->judge != NULL;
}

static gboolean
read_values(struct hooks *hooks)
{
	struct judge_query *query = judge_query_new(session_db(judge_session(hooks->judge)), "sekisho",
		1, "SELECT scenario, value FROM scenario_value WHERE view = 'current'", NULL);
	if (query == NULL)
		return FALSE;
	int got = judge_query_start(query, NULL, NULL) ? 1 : -1;
	while (got >= 0 && (got = judge_query_next(query, NULL)) == 1)
		if (!judge_query_is_null(query, 1))
			g_hash_table_replace(hooks->values, g_strdup(judge_query_text(query, 0)),
				g_strdup(judge_query_text(query, 1)));
	judge_query_free(query);
	return got >= 0;
}

static void
derive_now(struct hooks *hooks, const char *system, gint64 own, gint64 org)
{
	gint64 now = hooks->now != 0 ? hooks->now : moment_now();
	hooks->derived = FALSE;
	g_clear_pointer(&hooks->rank, g_free);
	g_hash_table_remove_all(hooks->values);
	if (!judge_derive(hooks->judge, hooks->store, NULL, system, now, 0, NULL)
		|| !session_one(judge_session(hooks->judge), "SELECT proposed FROM system_rank",
			&hooks->rank, NULL)
		|| !read_values(hooks))
		return;
	g_free(hooks->system);
	hooks->system = g_strdup(system);
	hooks->own = own;
	hooks->org = org;
	hooks->derived = TRUE;
}

/* The session holds this system as it was committed last. */
static gboolean
derive(struct hooks *hooks, const char *system)
{
	struct journal_head own, org;
	if (!has_store(hooks) || !has_judge(hooks)
		|| !store_journal_head(hooks->store, system, &own, NULL)
		|| !store_journal_head(hooks->store, CHAIN_ORG, &org, NULL) || own.seq == 0)
		return FALSE;
	if (!hooks->derived || strcmp(hooks->system, system) != 0 || hooks->own != own.seq
		|| hooks->org != org.seq)
		derive_now(hooks, system, own.seq, org.seq);
	return hooks->derived;
}

static const char *
ask_rank(void *data, const char *system)
{
	struct hooks *hooks = data;
	return derive(hooks, system) ? hooks->rank : NULL;
}

static const char *
ask_value(void *data, const char *system, const char *scenario)
{
	struct hooks *hooks = data;
	return derive(hooks, system) ? g_hash_table_lookup(hooks->values, scenario) : NULL;
}

struct hooks *
hooks_new(const struct model *model, const char *url, gint64 now)
{
	struct hooks *hooks = g_new0(struct hooks, 1);
	hooks->model = model;
	hooks->url = g_strdup(url);
	hooks->now = now;
	hooks->values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	hooks->public = (struct validate_hooks) {
		.data = hooks,
		.scenario_value = ask_value,
		.proposed_rank = ask_rank,
		.method = ask_method,
	};
	return hooks;
}

void
hooks_free(struct hooks *hooks)
{
	if (hooks == NULL)
		return;
	judge_free(hooks->judge);
	methods_free(hooks->methods);
	store_free(hooks->store);
	g_hash_table_unref(hooks->values);
	g_free(hooks->system);
	g_free(hooks->rank);
	g_free(hooks->url);
	g_free(hooks);
}

const struct validate_hooks *
hooks_for_journal(struct hooks *hooks)
{
	return &hooks->public;
}
