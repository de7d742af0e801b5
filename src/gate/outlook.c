/* SPDX-License-Identifier: Apache-2.0 */
#include "outlook.h"

#include <string.h>

#include "base/moment.h"

static void
reason_free(gpointer data)
{
	struct rank_reason *reason = data;
	g_free(reason->factor);
	g_free(reason->code);
	g_free(reason->subject_kind);
	g_free(reason->subject_id);
	g_free(reason->ja);
	g_free(reason->en);
	g_free(reason);
}

static void
due_free(gpointer data)
{
	struct due *due = data;
	g_free(due->kind);
	g_free(due->id);
	g_free(due->ja);
	g_free(due->en);
	g_free(due);
}

struct outlook *
outlook_new(void)
{
	struct outlook *outlook = g_new0(struct outlook, 1);
	outlook->reasons = g_ptr_array_new_with_free_func(reason_free);
	outlook->dues = g_ptr_array_new_with_free_func(due_free);
	return outlook;
}

void
outlook_free(struct outlook *outlook)
{
	if (outlook == NULL)
		return;
	g_ptr_array_unref(outlook->reasons);
	g_ptr_array_unref(outlook->dues);
	g_free(outlook->proposed);
	g_free(outlook->decided);
	g_free(outlook);
}

/* ---- what is due ---- */

/* Of an object or of a record in one of its lists. */
static gboolean
is_over(const struct value *map)
{
	static const char *const ENDS[] = { "done_at", "closed_at", "fixed_at", "answered_on", "sent_at",
		"held_at", "finished_on" };
	for (guint i = 0; i < G_N_ELEMENTS(ENDS); i++)
		if (value_get(map, ENDS[i]) != NULL)
			return TRUE;
	return FALSE;
}

static gboolean
is_planned(const struct field *field)
{
	return field->type == FIELD_DATE
		&& (strcmp(field->name, "planned_on") == 0 || strcmp(field->name, "renewal") == 0);
}

static void
take_field(struct outlook *outlook, const struct object *object, const struct field *field,
	const struct value *value, gint64 zone, gint64 now)
{
	gint64 at;
	if (value == NULL || value->type != VALUE_TEXT
		|| (field->type != FIELD_UNTIL && !is_planned(field))
		|| !date_parse(value->text, zone, field->type == FIELD_UNTIL, &at) || at <= now)
		return;
	struct due *due = g_new0(struct due, 1);
	*due = (struct due) { g_strdup(object->kind->name), g_strdup(object->id), field,
		object_title(object->kind, object->id, object->body, "ja"),
		object_title(object->kind, object->id, object->body, "en"), at };
	g_ptr_array_add(outlook->dues, due);
}

static void
take_records(struct outlook *outlook, const struct object *object, const struct field *field,
	const struct value *list, gint64 zone, gint64 now)
{
	const struct field *of = field->of;
	for (guint i = 0; list != NULL && of->type == FIELD_RECORD && i < list->n_items; i++)
		for (guint k = 0; !is_over(list->items[i]) && k < of->n_fields; k++)
			take_field(outlook, object, of->fields[k],
				value_get(list->items[i], of->fields[k]->name), zone, now);
}

void
outlook_take(struct outlook *outlook, const struct object *object, gint64 zone, gint64 now)
{
	if (object->retired_at != 0 || is_over(object->body))
		return;
	for (guint i = 0; i < object->kind->n_fields; i++) {
		const struct field *field = object->kind->fields[i];
		const struct value *value = value_get(object->body, field->name);
		if (field->type == FIELD_LIST)
			take_records(outlook, object, field, value, zone, now);
		else
			take_field(outlook, object, field, value, zone, now);
	}
}

static gint
next_first(gconstpointer a, gconstpointer b)
{
	const struct due *x = *(const struct due *const *)a, *y = *(const struct due *const *)b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	int order = strcmp(x->kind, y->kind);
	return order != 0 ? order : strcmp(x->id, y->id);
}

/* ---- the rank ---- */

/* What forces a rank before what raises it, and the highest class and widest exposure first. */
static guint
weight(const struct rank_reason *reason)
{
	static const char *const CODES[] = { "high:", "mid:", "class:3", "uplift:", "floor:", "class:2",
		"exposure:internet", "exposure:partner", "exposure:internal", "class:1",
		"exposure:isolated" };
	for (guint i = 0; i < G_N_ELEMENTS(CODES); i++)
		if (g_str_has_prefix(reason->code, CODES[i]))
			return i;
	return G_N_ELEMENTS(CODES);
}

static gint
weighty_first(gconstpointer a, gconstpointer b)
{
	const struct rank_reason *x = *(const struct rank_reason *const *)a;
	const struct rank_reason *y = *(const struct rank_reason *const *)b;
	guint wx = weight(x), wy = weight(y);
	if (wx != wy)
		return wx < wy ? -1 : 1;
	int order = strcmp(x->code, y->code);
	/* an interface says more than the component or the actor behind it */
	gboolean way_in = strcmp(x->subject_kind, "interface") == 0;
	if (order == 0 && way_in != (strcmp(y->subject_kind, "interface") == 0))
		return way_in ? -1 : 1;
	if (order == 0)
		order = strcmp(x->subject_kind, y->subject_kind);
	return order != 0 ? order : strcmp(x->subject_id, y->subject_id);
}

static void
take_reason(struct outlook *outlook, struct session *session, struct judge_query *query)
{
	struct rank_reason *reason = g_new0(struct rank_reason, 1);
	reason->factor = g_strdup(judge_query_text(query, 0));
	reason->subject_kind = g_strdup(judge_query_text(query, 1));
	reason->subject_id = g_strdup(judge_query_text(query, 2));
	reason->code = g_strdup(judge_query_text(query, 3));
	reason->ja = g_strdup(tables_name(
		session_tables(session), reason->subject_kind, reason->subject_id, "ja"));
	reason->en = g_strdup(tables_name(
		session_tables(session), reason->subject_kind, reason->subject_id, "en"));
	g_ptr_array_add(outlook->reasons, reason);
}

gboolean
outlook_finish(struct outlook *outlook, struct session *session, GError **error)
{
	g_ptr_array_sort(outlook->dues, next_first);
	if (!session_one(session, "SELECT proposed FROM system_rank", &outlook->proposed, error)
		|| !session_one(session, "SELECT decided FROM system_rank", &outlook->decided, error))
		return FALSE;
	struct judge_query *query = session_query(session,
		"SELECT DISTINCT factor, subject_kind, subject_id, text FROM system_rank_reason", error);
	if (query == NULL)
		return FALSE;
	int got = judge_query_start(query, NULL, error) ? 1 : -1;
	while (got >= 0 && (got = judge_query_next(query, error)) == 1)
		take_reason(outlook, session, query);
	g_ptr_array_sort(outlook->reasons, weighty_first);
	return got >= 0;
}
