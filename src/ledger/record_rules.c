/* SPDX-License-Identifier: Apache-2.0 */
/* V13, V14: files, alerts, incidents; and what may be erased. */
#include <string.h>

#include "base/moment.h"
#include "relations.h"
#include "validate_private.h"

#define CLOCKS_APART (5 * MOMENT_MINUTE)
#define YEAR_2000 (G_GINT64_CONSTANT(946684800) * MOMENT_SECOND)

/* ---- evidence ---- */

static gboolean
lists(const struct value *list, const char *text)
{
	for (guint i = 0; list != NULL && i < list->n_items; i++)
		if (strcmp(list->items[i]->text, text) == 0)
			return TRUE;
	return FALSE;
}

/* What both are of; "" when neither says; NULL: nothing. */
static const char *
common_subject(const struct object *a, const struct object *b)
{
	const struct value *as = value_get(a->body, "subjects"), *bs = value_get(b->body, "subjects");
	if (as == NULL && bs == NULL)
		return "";
	for (guint i = 0; as != NULL && i < as->n_items; i++)
		if (lists(bs, as->items[i]->text))
			return as->items[i]->text;
	return NULL;
}

static void
check_attached_once(const struct writing *writing)
{
	const struct object *after = writing->after;
	const char *sha256 = value_get_text(after->body, "sha256");
	if (sha256 == NULL)
		return;
	g_autoptr(GPtrArray) mentions = scene_mentions(writing->scene, sha256);
	for (guint i = 0; i < mentions->len; i++) {
		const struct object *other = g_ptr_array_index(mentions, i);
		if (other == after || other->kind != after->kind
			|| strcmp(other->chain, after->chain) != 0
			|| !value_is_text(value_get(other->body, "sha256"), sha256))
			continue;
		const char *subject = common_subject(after, other);
		if (subject == NULL)
			continue;
		refuse(writing, ERROR_REFUSED,
			"同じファイルが %1$s の evidence:%2$s としてすでにあります",
			"the same file is attached to %1$s as evidence:%2$s already",
			*subject != '\0' ? subject : after->chain, other->id);
		return;
	}
}

static void
check_evidence(const struct writing *writing)
{
	const struct value *collected = value_get(writing->after->body, "collected_at");
	gint64 at = writing_moment(writing), moment;
	if (value_get(writing->after->body, "sha256") == NULL)
		refuse(writing, ERROR_INPUT,
			"evidence:%s にファイルがありません。ファイルを付けてください",
			"evidence:%s has no file; attach one", writing->after->id);
	if (collected != NULL && moment_parse(collected->text, &moment)
		&& (moment < YEAR_2000 || moment > at + CLOCKS_APART)) {
		g_autofree char *now = moment_text(at);
		refuse_at(writing, collected, ERROR_REFUSED,
			"collected_at の %1$s は、2000 年から今(%2$s)までの時刻ではありません",
			"collected_at: %1$s is not between the year 2000 and now (%2$s)",
			collected->text, now);
	}
	check_attached_once(writing);
}

/* ---- alerts and incidents ---- */

static void
check_alert(const struct writing *writing)
{
	const struct value *state = value_get(writing->after->body, "state");
	if (value_is_text(state, "incident") && value_get(writing->after->body, "incident") == NULL)
		refuse_at(writing, state, ERROR_REFUSED,
			"state を incident とするアラートには、どのインシデントかを incident に書きます",
			"an alert whose state is incident names the incident");
}

static gboolean
is_handled(const struct writing *writing, const struct object *issue)
{
	static const char *const DONE[] = { "fixed", "false_positive", "duplicate", NULL };
	g_autofree char *name = g_strconcat("issue:", issue->id, NULL);
	return text_among(DONE, value_get_text(issue->body, "status"))
		|| acceptance_in_force(writing->scene, writing->draft->chain, name,
			   writing_moment(writing))
		!= NULL;
}

static void
add_open_issues(const struct writing *writing, GPtrArray *names)
{
	g_autofree char *own = g_strconcat("incident:", writing->after->id, NULL);
	g_autoptr(GPtrArray) all = scene_all(writing->scene, writing->draft->chain, "issue");
	for (guint i = 0; i < all->len; i++) {
		const struct object *issue = g_ptr_array_index(all, i);
		if (value_is_text(value_get(issue->body, "found_in"), own)
			&& !is_handled(writing, issue))
			g_ptr_array_add(names, g_strconcat("issue:", issue->id, NULL));
	}
}

static void
add_unsent_reports(const struct writing *writing, GPtrArray *names)
{
	const struct value *reports = value_get(writing->after->body, "reports");
	for (guint i = 0; reports != NULL && i < reports->n_items; i++) {
		const struct value *report = reports->items[i];
		const char *to = value_get_text(report, "recipient");
		const char *stage = value_get_text(report, "stage");
		if (value_get(report, "sent_at") == NULL)
			g_ptr_array_add(names, g_strdup_printf("reports %u (%s %s)", i + 1,
						       to != NULL ? to : "?",
						       stage != NULL ? stage : "?"));
	}
}

static void
check_incident(const struct writing *writing)
{
	static const char *const NEEDED[] = { "root_cause", "prevention", NULL };
	const struct value *stage = value_get(writing->after->body, "stage");
	if (!value_is_text(stage, "closed"))
		return;
	g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; NEEDED[i] != NULL; i++)
		if (value_get(writing->after->body, NEEDED[i]) == NULL)
			g_ptr_array_add(open, g_strdup(NEEDED[i]));
	add_unsent_reports(writing, open);
	add_open_issues(writing, open);
	if (open->len == 0)
		return;
	g_autofree char *ja = names_text(open, 10, "ja"), *en = names_text(open, 10, "en");
	refuse_at(writing, stage, ERROR_REFUSED,
		"incident:%1$s は完了にできません。残っているもの: %2$s%3$.0s",
		"incident:%1$s cannot be closed; still open: %3$s%2$.0s", writing->after->id, ja, en);
}

void
validate_record(const struct writing *writing)
{
	if (kind_is(writing, "evidence"))
		check_evidence(writing);
	else if (kind_is(writing, "alert"))
		check_alert(writing);
	else if (kind_is(writing, "incident"))
		check_incident(writing);
}

/* ---- erasure ---- */

/* Grants, duties and decisions of a person that are in force, by their names. */
static void
add_ties_of_chain(struct scene *scene, const char *chain, const char *person, gint64 at,
	GPtrArray *names)
{
	static const char *const DECIDING[] = { "decision", "acceptance", "authorisation", NULL };
	g_autoptr(GPtrArray) all = scene_all(scene, chain, NULL);
	for (guint i = 0; i < all->len; i++) {
		const struct object *object = g_ptr_array_index(all, i);
		const char *kind = object->kind->name;
		gboolean names_them = value_is_text(value_get(object->body, "person"), person);
		gboolean grant = strcmp(kind, "role_grant") == 0 && names_them
			&& !ended(scene, object, at);
		gboolean duty = strcmp(kind, "duty") == 0
			&& (names_them
				|| value_is_text(value_get(object->body, "deputy"), person));
		gboolean decision = text_among(DECIDING, kind)
			&& strcmp(object->put_by, person) == 0
			&& strcmp(object->known_by, "folder") != 0 && !ended(scene, object, at)
			&& (strcmp(kind, "decision") != 0 || decision_in_force(scene, object));
		if (grant || duty || decision)
			g_ptr_array_add(names, g_strconcat(chain, "/", kind, ":", object->id, NULL));
	}
}

static void
check_ties(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	GError *error = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) chains = store_chains(scene->store, &error);
	if (error != NULL && !scene_fail(scene, &error))
		g_error_free(error);
	for (guint i = 0; chains != NULL && chains[i] != NULL; i++)
		add_ties_of_chain(scene, chains[i], writing->draft->id, scene->now, names);
	if (names->len == 0)
		return;
	g_autofree char *ja = names_text(names, 5, "ja"), *en = names_text(names, 5, "en");
	refuse(writing, ERROR_REFUSED,
		"person:%1$s には有効な役割付与・役割分担・決裁があります(%2$s)。先に終わらせてください"
		"(誤登録なら理由を mistake とします)%3$.0s",
		"person:%1$s still holds grants, duties or decisions in force (%3$s); end them first "
		"(or the ground is mistake)%2$.0s",
		writing->draft->id, ja, en);
}

void
validate_erasure(const struct writing *writing, const char *ground)
{
	static const char *const GROUNDS[] = { "request", "expiry", "mistake", NULL };
	static char *const CISO[] = { (char *)"ciso", NULL };
	const struct draft *draft = writing->draft;
	writers_check_actor(writing);
	if (strcmp(draft->actor->role, "admin") != 0)
		refuse(writing, ERROR_FORBIDDEN, "消去できるのは管理者です(今は%1$s)%2$.0s",
			"an administrator erases (now %2$s)%1$.0s",
			role_label(writing->scene->model, draft->actor->role, "ja"),
			role_label(writing->scene->model, draft->actor->role, "en"));
	if (!text_among(GROUNDS, ground))
		refuse(writing, ERROR_INPUT,
			"消去の理由は request(本人請求)、expiry(保存期間満了)、mistake(誤登録)のどれかです: %s",
			"the ground of an erasure is request, expiry or mistake, not %s",
			ground != NULL ? ground : "-");
	if (decision_now(writing->scene, draft->chain, writing->before, CISO) == NULL)
		refuse(writing, ERROR_REFUSED,
			"%1$s:%2$s を消去するには、先に CISO が今の内容に対して決裁します(decision)",
			"before %1$s:%2$s is erased the CISO decides on it as it stands (a decision)",
			writing->kind->name, draft->id);
	if (kind_is(writing, "person") && g_strcmp0(ground, "mistake") != 0)
		check_ties(writing);
}
