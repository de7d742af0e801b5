/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tree of plain data: what a YAML file, a JSON text or the body of an entry says.
 *
 * All nodes live in an arena and are not changed once handed on; who builds a map may set members.
 * Members keep the order in which they were set; canonical JSON sorts them when written.
 * `place` is where the node stood in its source (line 0: it did not come from a text).
 * There are no fractions: what has a decimal point is text, in the model and in entries.
 */
#pragma once
#include "arena.h"
#include "error.h"

enum value_type {
	VALUE_NULL,
	VALUE_BOOL,
	VALUE_INT,
	VALUE_TEXT,
	VALUE_LIST,
	VALUE_MAP,
};

struct member {
	const char *key; /* NUL-terminated, UTF-8 */
	struct place place;
	struct value *value;
};

struct value {
	enum value_type type;
	gboolean plain; /* a YAML scalar written without quotes: `5y` and `2026-01-01` are texts */
	struct place place;
	union {
		gboolean truth;
		gint64 integer;
		struct {
			const char *text; /* NUL-terminated; no NUL inside */
			gsize len;
		};
		struct {
			struct value **items;
			guint n_items;
			guint items_cap;
		};
		struct {
			struct member *members;
			guint n_members;
			guint members_cap;
		};
	};
};

struct value *value_null(struct arena *arena);
struct value *value_bool(struct arena *arena, gboolean truth);
struct value *value_int(struct arena *arena, gint64 integer);
struct value *value_text(struct arena *arena, const char *text); /* copies */
struct value *value_text_len(struct arena *arena, const char *text, gsize len);
struct value *value_list(struct arena *arena);
struct value *value_map(struct arena *arena);
void value_add(struct arena *arena, struct value *list, struct value *item);
/* Sets or replaces. The key is copied. */
void value_set(struct arena *arena, struct value *map, const char *key, struct value *value);
void value_set_text(struct arena *arena, struct value *map, const char *key, const char *text);
void value_set_int(struct arena *arena, struct value *map, const char *key, gint64 integer);
void value_unset(struct value *map, const char *key);
/* For readers of maps of any size: adds without looking whether the key is there (key not copied) … */
void value_append(
	struct arena *arena, struct value *map, const char *key, struct place place, struct value *value);
/* … and tells at the end which member's key stood before it already; NULL: none. */
const struct member *value_repeated(const struct value *map);

/* NULL when `map` is no map or has no such member. */
struct value *value_get(const struct value *map, const char *key);
const struct member *value_member(const struct value *map, const char *key);
/* The text of a member, or NULL. */
const char *value_get_text(const struct value *map, const char *key);
gint64 value_get_int(const struct value *map, const char *key, gint64 missing);
gboolean value_get_bool(const struct value *map, const char *key, gboolean missing);
gboolean value_is_text(const struct value *value, const char *text);
gboolean value_equal(const struct value *a, const struct value *b); /* member order is ignored */
struct value *value_copy(struct arena *arena, const struct value *value);
/* "text", "list" … in both languages, for messages. */
const char *value_type_ja(enum value_type type);
const char *value_type_en(enum value_type type);
