/* SPDX-License-Identifier: Apache-2.0 */
/* What the nodes of a path become with the answers, and the records that come of it. */
#include <string.h>

#include "base/digest.h"
#include "base/moment.h"
#include "path.h"

#define ZONE (9 * MOMENT_HOUR)
#define NESTED_MAX 8 /* values that stand for values; a file that names itself ends here */

struct filling {
	const struct path *path;
	const struct value *answers;
	const char *lang;
	struct arena *arena;
	guint nested;
};

static const struct value *fill(struct filling *filling, const struct value *node);

/* ---- ${name} ---- */

static const struct value *
of_option(struct filling *filling, const char *name, const char *dot)
{
	g_autofree char *id = g_strndup(name, (gsize)(dot - name));
	const struct path_question *question = path_question(filling->path, id);
	const char *code = value_get_text(filling->answers, id);
	for (guint i = 0; question != NULL && code != NULL && i < question->n_options; i++) {
		const struct path_option *option = &question->options[i];
		if (strcmp(option->code, code) != 0)
			continue;
		if (strcmp(dot + 1, "label") != 0)
			return value_get(option->with, dot + 1);
		struct value *label = value_map(filling->arena);
		value_set_text(filling->arena, label, "ja", option->label.ja);
		value_set_text(filling->arena, label, "en", option->label.en);
		return label;
	}
	return NULL;
}

static const struct value *
stands_for(struct filling *filling, const char *name)
{
	const char *dot = strchr(name, '.');
	if (dot != NULL)
		return of_option(filling, name, dot);
	const struct value *answer = value_get(filling->answers, name);
	if (answer != NULL)
		return answer->type == VALUE_NULL ? NULL : answer;
	const struct value *cases = value_get(filling->path->values, name);
	for (guint i = 0; cases != NULL && cases->type == VALUE_LIST && i < cases->n_items; i++)
		if (path_holds(filling->path, value_get(cases->items[i], "when"), filling->answers)) {
			const struct value *is = value_get(cases->items[i], "is");
			return is == NULL ? NULL : fill(filling, is);
		}
	return NULL;
}

static gboolean
append_part(struct filling *filling, const char *name, GString *out)
{
	const struct value *value = stands_for(filling, name);
	if (value != NULL && value->type == VALUE_MAP)
		value = value_get(value, filling->lang);
	if (value != NULL && value->type == VALUE_INT)
		g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
	else if (value != NULL && value->type == VALUE_TEXT)
		g_string_append(out, value->text);
	else
		return FALSE;
	return TRUE;
}

static const struct value *
fill_text(struct filling *filling, const struct value *node)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *at = node->text, *open;
	while ((open = strstr(at, "${")) != NULL) {
		const char *close = strchr(open, '}');
		g_autofree char *name = close == NULL ? NULL : g_strndup(open + 2, (gsize)(close - open - 2));
		if (name == NULL)
			return NULL;
		if (open == node->text && close[1] == '\0')
			return stands_for(filling, name);
		g_string_append_len(out, at, open - at);
		if (!append_part(filling, name, out))
			return NULL;
		at = close + 1;
	}
	if (at == node->text)
		return node;
	g_string_append(out, at);
	return value_text_len(filling->arena, out->str, out->len);
}

static const struct value *
fill_map(struct filling *filling, const struct value *node)
{
	const struct value *is = value_get(node, "is");
	if (is != NULL) {
		gboolean holds = path_holds(filling->path, value_get(node, "when"), filling->answers);
		const struct value *other = value_get(node, "else");
		return holds ? fill(filling, is) : other == NULL ? NULL : fill(filling, other);
	}
	struct value *made = value_map(filling->arena);
	for (guint i = 0; i < node->n_members; i++) {
		const struct value *member = fill(filling, node->members[i].value);
		if (member != NULL)
			value_set(filling->arena, made, node->members[i].key, (struct value *)member);
	}
	return made;
}

static const struct value *
fill_list(struct filling *filling, const struct value *node)
{
	struct value *made = value_list(filling->arena);
	for (guint i = 0; i < node->n_items; i++) {
		const struct value *item = fill(filling, node->items[i]);
		if (item != NULL)
			value_add(filling->arena, made, (struct value *)item);
	}
	return made->n_items == 0 ? NULL : made;
}

static const struct value *
fill(struct filling *filling, const struct value *node)
{
	const struct value *made = node;
	if (node->type == VALUE_NULL || filling->nested >= NESTED_MAX)
		return NULL;
	filling->nested++;
	if (node->type == VALUE_TEXT)
		made = fill_text(filling, node);
	else if (node->type == VALUE_MAP)
		made = fill_map(filling, node);
	else if (node->type == VALUE_LIST)
		made = fill_list(filling, node);
	filling->nested--;
	return made;
}

const struct value *
path_fill(const struct path *path, const struct value *node, const struct value *answers,
	const char *lang, struct arena *arena)
{
	struct filling filling = { path, answers, lang, arena, 0 };
	return fill(&filling, node);
}

/* ---- when ---- */

gboolean
path_holds(const struct path *path, const struct value *when, const struct value *answers)
{
	for (guint i = 0; when != NULL && when->type == VALUE_MAP && i < when->n_members; i++) {
		const char *word = value_get_text(answers, when->members[i].key);
		const struct value *words = when->members[i].value;
		gboolean one = FALSE;
		for (guint k = 0; word != NULL && words->type == VALUE_LIST && k < words->n_items; k++)
			one |= value_is_text(words->items[k], word);
		if (!one)
			return FALSE;
	}
	return TRUE;
}

gboolean
path_asks(const struct path *path, const struct path_question *question,
	const struct value *answers)
{
	return path_holds(path, question->when, answers);
}

/* ---- the beginning and the end ---- */

void
path_begin(const struct path *path, struct value *answers, gint64 now, const char *folder,
	gboolean org, struct arena *arena)
{
	g_autofree char *today = date_text(now, ZONE, FALSE);
	g_autofree char *next = date_text(now + MOMENT_YEAR, ZONE, FALSE);
	value_set_text(arena, answers, "today", today);
	value_set_text(arena, answers, "next_year", next);
	value_set_text(arena, answers, "org", org ? "found" : "none");
	if (folder != NULL)
		value_set_text(arena, answers, "folder", folder);
	for (guint i = 0; path->random != NULL && i < path->random->n_members; i++) {
		g_autofree char *id = random_id(value_get_text(path->random, path->random->members[i].key));
		value_set_text(arena, answers, path->random->members[i].key, id);
	}
}

static void
choose_words(struct filling *filling, const struct kind *kind, const struct value *body)
{
	for (guint i = 0; body->type == VALUE_MAP && i < body->n_members; i++) {
		const struct field *field = kind_field(kind, body->members[i].key);
		const struct value *words = value_get(body->members[i].value, filling->lang);
		if (field != NULL && (field->type == FIELD_PROSE || field->type == FIELD_TEXT) && words != NULL)
			body->members[i].value = (struct value *)words;
	}
}

static const struct object *
make_object(struct filling *filling, const struct value *item, const char *chain, gint64 now,
	struct problems *problems)
{
	const struct kind *kind =
		model_kind(filling->path->model, value_get_text(item, "kind"));
	const struct value *id = fill(filling, value_get(item, "id"));
	const struct value *given = fill(filling, value_get(item, "body"));
	const struct value *by = stands_for(filling, "manager_ref");
	if (id == NULL || id->type != VALUE_TEXT || given == NULL) {
		problem_add(problems, ERROR_INPUT, item->place, "%s の id が決まりません",
			"the id of this %s is not known", kind->name);
		return NULL;
	}
	choose_words(filling, kind, given);
	struct object *object = arena_alloc(filling->arena, sizeof *object);
	*object = (struct object) { .chain = chain, .kind = kind, .id = id->text,
		.put_by = by != NULL && by->type == VALUE_TEXT ? by->text : "local", .put_role = "manager",
		.known_by = "folder", .put_at = now, .created_at = now };
	object_check_id(kind, chain, id->text, item->place, problems);
	object->body = object_normalise(filling->path->model, kind, filling->arena, given,
		OBJECT_FROM_OUTSIDE, problems);
	object_check_whole(kind, id->text, object->body, item->place, problems);
	return object;
}

static int
by_kind_and_id(gconstpointer a, gconstpointer b)
{
	const struct object *left = *(const struct object *const *)a;
	const struct object *right = *(const struct object *const *)b;
	int kind = strcmp(left->kind->name, right->kind->name);
	return kind != 0 ? kind : strcmp(left->id, right->id);
}

gboolean
path_objects(const struct path *path, const struct value *answers, gint64 now, const char *lang,
	GPtrArray *ret_org, GPtrArray *ret_system, struct arena *arena, struct problems *problems)
{
	struct filling filling = { path, answers, lang, arena, 0 };
	const char *system = value_get_text(answers, "id");
	for (guint i = 0; i < path->objects->n_items; i++) {
		const struct value *item = path->objects->items[i];
		if (!path_holds(path, value_get(item, "when"), answers))
			continue;
		gboolean org = g_strcmp0(value_get_text(item, "in"), "org") == 0;
		const struct object *object =
			make_object(&filling, item, org ? CHAIN_ORG : system, now, problems);
		if (object != NULL)
			g_ptr_array_add(org ? ret_org : ret_system, (gpointer)object);
	}
	g_ptr_array_sort(ret_org, by_kind_and_id);
	g_ptr_array_sort(ret_system, by_kind_and_id);
	return problems_count(problems) == 0;
}
