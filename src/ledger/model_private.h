/* SPDX-License-Identifier: Apache-2.0 */
/* Reading kind files: what model_*.c share. */
#pragma once
#include "model.h"

struct loading {
	struct arena *arena;
	struct problems *problems;
	const char *file; /* as messages call it */
	GHashTable *enumerations; /* name → struct enumeration */
	GPtrArray *open_refs;     /* of struct open_ref: targets to be found when all kinds are read */
};

struct open_ref {
	struct field *field;
	const struct value *names; /* text or list of texts */
	const char *file;
};

void loading_wrong(struct loading *loading, struct place place, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));
/* {ja:, en:}; both are needed. `owner` says whose label it is. */
struct label loading_label(struct loading *loading, const struct value *map, const char *key,
	struct place owner, gboolean needed);
/* A list of texts, or one text, as strv in the arena; NULL when absent. */
char *const *loading_words(struct loading *loading, const struct value *map, const char *key);
/* Tells of members that nobody knows. */
void loading_known(struct loading *loading, const struct value *map, const char *const *known);
struct enumeration *loading_codes(struct loading *loading, const char *name, const struct value *map);
const struct alternative *loading_alternatives(
	struct loading *loading, const struct value *value, guint *ret_n);
/* Appends the fields of a map to the array (of struct field*). */
void loading_fields(struct loading *loading, const struct value *map, const struct group *group,
	GPtrArray *fields);
/* The array's pointers, kept in the arena. */
const struct field *const *loading_keep_fields(struct loading *loading, const GPtrArray *fields);
struct kind *loading_kind(struct loading *loading, const struct value *root);
struct derived_table *loading_table(struct loading *loading, const struct member *member);
