/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "json.h"
#include "simdjson_shim.h"
#include "yaml.h"

struct reading {
	struct arena *arena;
	struct value *root;
	struct value *open[JSON_DEPTH_MAX + 1];
	guint depth;
	const char *keys[JSON_DEPTH_MAX + 1]; /* of the member whose value comes */
	const char *duplicate; /* the first key that stood twice in one map */
	gboolean nul;          /* a text held a NUL character */
	gboolean range;        /* a number was no integer, or too large */
};

static void
put(struct reading *reading, struct value *value)
{
	if (reading->depth == 0) {
		reading->root = value;
		return;
	}
	struct value *into = reading->open[reading->depth - 1];
	if (into->type == VALUE_LIST) {
		value_add(reading->arena, into, value);
		return;
	}
	value_append(reading->arena, into, reading->keys[reading->depth - 1], value->place, value);
}

static void
on_null(void *data)
{
	struct reading *reading = data;
	put(reading, value_null(reading->arena));
}

static void
on_truth(void *data, gboolean truth)
{
	struct reading *reading = data;
	put(reading, value_bool(reading->arena, truth));
}

static void
on_integer(void *data, gint64 integer)
{
	struct reading *reading = data;
	if (integer < -JSON_INTEGER_MAX || integer > JSON_INTEGER_MAX)
		reading->range = TRUE;
	put(reading, value_int(reading->arena, integer));
}

static void
on_other_number(void *data)
{
	struct reading *reading = data;
	reading->range = TRUE;
	put(reading, value_null(reading->arena));
}

static void
on_text(void *data, const char *text, gsize len)
{
	struct reading *reading = data;
	if (memchr(text, '\0', len) != NULL)
		reading->nul = TRUE;
	put(reading, value_text_len(reading->arena, text, len));
}

static void
on_key(void *data, const char *text, gsize len)
{
	struct reading *reading = data;
	if (memchr(text, '\0', len) != NULL)
		reading->nul = TRUE;
	reading->keys[reading->depth - 1] = arena_dup(reading->arena, text, len);
}

static void
begin(struct reading *reading, struct value *value)
{
	put(reading, value);
	g_assert(reading->depth < G_N_ELEMENTS(reading->open));
	reading->open[reading->depth++] = value;
}

static void
on_list(void *data)
{
	struct reading *reading = data;
	begin(reading, value_list(reading->arena));
}

static void
on_map(void *data)
{
	struct reading *reading = data;
	begin(reading, value_map(reading->arena));
}

static void
on_end(void *data)
{
	struct reading *reading = data;
	const struct value *ended = reading->open[--reading->depth];
	const struct member *twice = ended->type == VALUE_MAP ? value_repeated(ended) : NULL;
	if (twice != NULL && reading->duplicate == NULL)
		reading->duplicate = twice->key;
}

static const struct json_events EVENTS = { on_null, on_truth, on_integer, on_other_number, on_text, on_list,
	on_map, on_key, on_end };

/* simdjson does not say where; JSON is YAML, so the YAML reader may find it. */
static struct place
place_in(const char *bytes, gsize len, const char *name)
{
	ARENA_AUTO arena = arena_new();
	struct place place = { .file = name };
	struct problems problems;
	problems_init(&problems);
	if (len <= YAML_MAX && yaml_parse(arena, bytes, len, name, &problems) == NULL) {
		struct place found = error_place(g_ptr_array_index(problems.list, 0));
		place.line = found.line;
		place.column = found.column;
	}
	problems_clear(&problems);
	return place;
}

struct value *
json_parse(struct arena *arena, const char *bytes, gsize len, const char *name, GError **error)
{
	struct reading reading = { .arena = arena };
	struct place place = { .file = name };
	if (len > JSON_MAX) {
		error_set_at(error, ERROR_TOO_LARGE, place,
			"JSON が %" G_GSIZE_FORMAT " バイトあります(上限 %d)",
			"the JSON has %" G_GSIZE_FORMAT " bytes (at most %d)", len, JSON_MAX);
		return NULL;
	}
	const char *wrong = json_walk(bytes, len, JSON_DEPTH_MAX, &EVENTS, &reading);
	if (wrong != NULL || reading.duplicate != NULL)
		place = place_in(bytes, len, name);
	if (wrong != NULL)
		error_set_at(error, ERROR_INPUT, place, "JSON として読めません: %s",
			"this is not JSON: %s", wrong);
	else if (reading.duplicate != NULL)
		error_set_at(error, ERROR_INPUT, place, "項目 \"%s\" が同じ階層に二度あります",
			"member \"%s\" stands twice in one object", reading.duplicate);
	else if (reading.nul)
		error_set_at(error, ERROR_INPUT, place, "文字列に NUL 文字があります",
			"a text holds a NUL character");
	else if (reading.range)
		error_set_at(error, ERROR_INPUT, place, "数は ±(2^53-1) の整数だけです。小数は文字列で書いてください",
			"numbers are integers within ±(2^53-1); write a fraction as text");
	else
		return reading.root;
	return NULL;
}
