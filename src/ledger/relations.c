/* SPDX-License-Identifier: Apache-2.0 */
#include "relations.h"

#include <string.h>

#include "object.h"

struct place
relations_place(const struct surroundings *around, const struct value *at)
{
	return at != NULL && at->place.line != 0 ? at->place : around->place;
}

char *
names_text(const GPtrArray *names, guint max, const char *lang)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < names->len && i < max; i++)
		g_string_append_printf(
			out, "%s%s", i > 0 ? ", " : "", (const char *)g_ptr_array_index(names, i));
	if (names->len > max)
		g_string_append_printf(out, g_strcmp0(lang, "en") == 0 ? " and %u more" : " ほか %u 件",
			names->len - max);
	return g_string_free(out, FALSE);
}

/* ---- V3: circles ---- */

static const struct {
	const char *kind, *field;
} LINES[] = {
	{ "zone", "parent" },
	{ "component", "runs_on" },
	{ "party", "parent" },
	{ "contract", "parent" },
	{ "issue", "duplicate_of" },
};

/*
 * Up the line from the object. What did not pass through a changed object was no circle before, so
 * each circle is found from an object in it; `seen` ends the walk in one that this is not part of.
 */
static void
check_circle(const struct surroundings *around, const char *field)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GString) way = g_string_new(around->id);
	const struct value *first = value_get(around->object, field);
	const char *at = value_get_text(around->object, field);
	while (at != NULL && g_hash_table_add(seen, (gpointer)at)) {
		g_string_append_printf(way, " → %s", at);
		if (strcmp(at, around->id) == 0) {
			problem_add(around->problems, ERROR_REFUSED, relations_place(around, first),
				"%1$s:%2$s の %3$s が輪になっています(%4$s)。どこかを切ってください",
				"%3$s of %1$s:%2$s goes round in a circle (%4$s); cut it somewhere",
				around->kind->name, around->id, field, way->str);
			return;
		}
		const struct value *next = around->body(around, around->kind->name, at);
		at = next == NULL ? NULL : value_get_text(next, field);
	}
}

static void
check_adoption(const struct surroundings *around)
{
	const struct value *adopts = value_get(around->object, "adopts");
	if (adopts == NULL)
		return;
	if (g_str_has_prefix(around->id, "org-"))
		problem_add(around->problems, ERROR_REFUSED, relations_place(around, adopts),
			"組織の手順書 %1$s は adopts を持てません。adopts を消してください",
			"%1$s is a procedure of the organisation and adopts none; remove adopts",
			around->id);
	else if (!g_str_has_prefix(adopts->text, "org-"))
		problem_add(around->problems, ERROR_REFUSED, relations_place(around, adopts),
			"adopts に書けるのは組織の手順書(org- で始まる id)だけです: %s",
			"adopts names a procedure of the organisation (an id beginning org-), not %s",
			adopts->text);
}

static gboolean
is_outside(const struct value *zone)
{
	return value_get(zone, "parent") == NULL && value_is_text(value_get(zone, "type"), "internet");
}

struct other_root {
	const struct surroundings *around;
	const char *found;
};

static void
look_for_root(const char *id, const struct value *body, void *data)
{
	struct other_root *other = data;
	if (strcmp(id, other->around->id) != 0 && is_outside(body))
		other->found = id;
}

static void
check_one_outside(const struct surroundings *around)
{
	struct other_root other = { around, NULL };
	if (!is_outside(around->object))
		return;
	around->each(around, "zone", look_for_root, &other);
	if (other.found != NULL)
		problem_add(around->problems, ERROR_REFUSED,
			relations_place(around, value_get(around->object, "type")),
			"親のない internet の区域が二つあります(%1$s と %2$s)。一つにまとめてください",
			"there are two root zones of type internet (%1$s and %2$s); one is enough",
			around->id, other.found);
}

/* ---- V4: flows, hosts ---- */

static void
check_flow(const struct surroundings *around)
{
	const struct value *from = value_get(around->object, "from");
	const struct value *to = value_get(around->object, "to");
	const struct value *by = value_get(around->object, "interface");
	if (from != NULL && to != NULL && value_equal(from, to))
		problem_add(around->problems, ERROR_REFUSED, relations_place(around, to),
			"flow:%1$s の起点と終点が同じ(%2$s)です。違うものにしてください",
			"both ends of flow:%1$s are %2$s; they must differ", around->id, to->text);
	const struct value *interface =
		by == NULL || to == NULL ? NULL : around->body(around, "interface", by->text);
	const char *owner = value_get_text(interface, "component");
	if (owner == NULL)
		return;
	g_autofree char *end = g_strconcat("component:", owner, NULL);
	if (!value_is_text(to, end))
		problem_add(around->problems, ERROR_REFUSED, relations_place(around, by),
			"flow:%1$s の終点は %2$s ですが、interface:%3$s は %4$s のものです",
			"flow:%1$s goes to %2$s, but interface:%3$s belongs to %4$s", around->id,
			to->text, by->text, end);
}

/* Is the zone this one, or does it lie in it? A line that is broken off says yes: V1 tells of it. */
static gboolean
lies_in(const struct surroundings *around, const char *zone, const char *outer)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (const char *at = zone; at != NULL && g_hash_table_add(seen, (gpointer)at);) {
		if (strcmp(at, outer) == 0)
			return TRUE;
		const struct value *body = around->body(around, "zone", at);
		if (body == NULL)
			return TRUE;
		at = value_get_text(body, "parent");
	}
	return FALSE;
}

static void
check_host(const struct surroundings *around)
{
	const struct value *zone = value_get(around->object, "zone");
	const char *host = value_get_text(around->object, "runs_on");
	const struct value *body = host == NULL ? NULL : around->body(around, "component", host);
	const char *outer = value_get_text(body, "zone");
	if (zone == NULL || outer == NULL || lies_in(around, zone->text, outer))
		return;
	problem_add(around->problems, ERROR_REFUSED, relations_place(around, zone),
		"component:%1$s の区域 %2$s は、動いている %3$s の区域 %4$s の中にありません",
		"the zone %2$s of component:%1$s is not inside the zone %4$s of its host %3$s",
		around->id, zone->text, host, outer);
}

void
relations_check(const struct surroundings *around)
{
	const char *kind = around->kind->name;
	for (guint i = 0; i < G_N_ELEMENTS(LINES); i++)
		if (strcmp(kind, LINES[i].kind) == 0)
			check_circle(around, LINES[i].field);
	if (strcmp(kind, "zone") == 0)
		check_one_outside(around);
	else if (strcmp(kind, "flow") == 0)
		check_flow(around);
	else if (strcmp(kind, "component") == 0)
		check_host(around);
	else if (strcmp(kind, "procedure") == 0)
		check_adoption(around);
}
