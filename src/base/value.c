/* SPDX-License-Identifier: Apache-2.0 */
#include "value.h"

#include <string.h>

static struct value *
value_new(struct arena *arena, enum value_type type)
{
	struct value *value = arena_alloc(arena, sizeof *value);
	value->type = type;
	return value;
}

struct value *
value_null(struct arena *arena)
{
	return value_new(arena, VALUE_NULL);
}

struct value *
value_bool(struct arena *arena, gboolean truth)
{
	struct value *value = value_new(arena, VALUE_BOOL);
	value->truth = truth;
	return value;
}

struct value *
value_int(struct arena *arena, gint64 integer)
{
	struct value *value = value_new(arena, VALUE_INT);
	value->integer = integer;
	return value;
}

struct value *
value_text_len(struct arena *arena, const char *text, gsize len)
{
	struct value *value = value_new(arena, VALUE_TEXT);
	value->text = arena_dup(arena, text, len);
	value->len = len;
	return value;
}

struct value *
value_text(struct arena *arena, const char *text)
{
	return value_text_len(arena, text, strlen(text));
}

struct value *
value_list(struct arena *arena)
{
	return value_new(arena, VALUE_LIST);
}

struct value *
value_map(struct arena *arena)
{
	return value_new(arena, VALUE_MAP);
}

/* Room for one more in an array of the arena; what it leaves behind goes with the arena. */
static void *
grown(struct arena *arena, void *items, guint n, guint *cap, gsize size)
{
	if (n < *cap)
		return items;
	*cap = *cap == 0 ? 4 : *cap * 2;
	void *larger = arena_alloc(arena, *cap * size);
	if (n > 0)
		memcpy(larger, items, n * size);
	return larger;
}

void
value_add(struct arena *arena, struct value *list, struct value *item)
{
	g_assert(list->type == VALUE_LIST);
	list->items = grown(arena, list->items, list->n_items, &list->items_cap, sizeof *list->items);
	list->items[list->n_items++] = item;
}

static struct member *
member_of(const struct value *map, const char *key)
{
	if (map == NULL || map->type != VALUE_MAP)
		return NULL;
	for (guint i = 0; i < map->n_members; i++)
		if (strcmp(map->members[i].key, key) == 0)
			return &map->members[i];
	return NULL;
}

void
value_append(
	struct arena *arena, struct value *map, const char *key, struct place place, struct value *value)
{
	g_assert(map->type == VALUE_MAP);
	map->members =
		grown(arena, map->members, map->n_members, &map->members_cap, sizeof *map->members);
	map->members[map->n_members++] = (struct member) { key, place, value };
}

const struct member *
value_repeated(const struct value *map)
{
	g_autoptr(GHashTable) seen = map->n_members < 2 ? NULL : g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; seen != NULL && i < map->n_members; i++)
		if (!g_hash_table_add(seen, (gpointer)map->members[i].key))
			return &map->members[i];
	return NULL;
}

void
value_set(struct arena *arena, struct value *map, const char *key, struct value *value)
{
	g_assert(map->type == VALUE_MAP);
	struct member *member = member_of(map, key);
	if (member == NULL) {
		value_append(arena, map, arena_dup(arena, key, strlen(key)), value->place, value);
		return;
	}
	member->value = value;
	member->place = value->place;
}

void
value_set_text(struct arena *arena, struct value *map, const char *key, const char *text)
{
	value_set(arena, map, key, value_text(arena, text));
}

void
value_set_int(struct arena *arena, struct value *map, const char *key, gint64 integer)
{
	value_set(arena, map, key, value_int(arena, integer));
}

void
value_unset(struct value *map, const char *key)
{
	struct member *member = member_of(map, key);
	if (member == NULL)
		return;
	guint at = (guint)(member - map->members);
	memmove(member, member + 1, (map->n_members - at - 1) * sizeof *member);
	map->n_members--;
}

const struct member *
value_member(const struct value *map, const char *key)
{
	return member_of(map, key);
}

struct value *
value_get(const struct value *map, const char *key)
{
	struct member *member = member_of(map, key);
	return member == NULL ? NULL : member->value;
}

const char *
value_get_text(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);
	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

gint64
value_get_int(const struct value *map, const char *key, gint64 missing)
{
	const struct value *value = value_get(map, key);
	return value != NULL && value->type == VALUE_INT ? value->integer : missing;
}

gboolean
value_get_bool(const struct value *map, const char *key, gboolean missing)
{
	const struct value *value = value_get(map, key);
	return value != NULL && value->type == VALUE_BOOL ? value->truth : missing;
}

gboolean
value_is_text(const struct value *value, const char *text)
{
	return value != NULL && value->type == VALUE_TEXT && strcmp(value->text, text) == 0;
}

static gboolean
maps_equal(const struct value *a, const struct value *b)
{
	if (a->n_members != b->n_members)
		return FALSE;
	for (guint i = 0; i < a->n_members; i++) {
		const struct value *other = value_get(b, a->members[i].key);
		if (other == NULL || !value_equal(a->members[i].value, other))
			return FALSE;
	}
	return TRUE;
}

gboolean
value_equal(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return FALSE;
	switch (a->type) {
	case VALUE_NULL:
		return TRUE;
	case VALUE_BOOL:
		return !a->truth == !b->truth;
	case VALUE_INT:
		return a->integer == b->integer;
	case VALUE_TEXT:
		return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
	case VALUE_LIST:
		if (a->n_items != b->n_items)
			return FALSE;
		for (guint i = 0; i < a->n_items; i++)
			if (!value_equal(a->items[i], b->items[i]))
				return FALSE;
		return TRUE;
	case VALUE_MAP:
		return maps_equal(a, b);
	}
	g_assert_not_reached();
}

struct value *
value_copy(struct arena *arena, const struct value *value)
{
	struct value *copy = value_new(arena, value->type);
	*copy = *value;
	switch (value->type) {
	case VALUE_TEXT:
		copy->text = arena_dup(arena, value->text, value->len);
		break;
	case VALUE_LIST:
		copy->items = NULL;
		copy->n_items = copy->items_cap = 0;
		for (guint i = 0; i < value->n_items; i++)
			value_add(arena, copy, value_copy(arena, value->items[i]));
		break;
	case VALUE_MAP:
		copy->members = NULL;
		copy->n_members = copy->members_cap = 0;
		for (guint i = 0; i < value->n_members; i++) {
			const struct member *member = &value->members[i];
			value_append(arena, copy, arena_dup(arena, member->key, strlen(member->key)),
				member->place, value_copy(arena, member->value));
		}
		break;
	default:
		break;
	}
	return copy;
}

static const char *const TYPE_NAMES[][2] = {
	[VALUE_NULL] = { "空", "nothing" },
	[VALUE_BOOL] = { "真偽値", "true or false" },
	[VALUE_INT] = { "整数", "an integer" },
	[VALUE_TEXT] = { "文字列", "text" },
	[VALUE_LIST] = { "一覧 [..]", "a list [..]" },
	[VALUE_MAP] = { "項目の組 {..}", "a mapping {..}" },
};

const char *
value_type_ja(enum value_type type)
{
	return TYPE_NAMES[type][0];
}

const char *
value_type_en(enum value_type type)
{
	return TYPE_NAMES[type][1];
}
