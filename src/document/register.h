/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An organisation's register of systems: a table with one system a row, into `system` objects.
 *
 * The map (a YAML file of the organisation) says which column is which field:
 *
 *     header_row: 2                       the row of the headers; 1 if not said
 *     columns:
 *       システムID: [id, gov_id]          a column may fill several fields
 *       名称: name
 *       所管課: {field: unit, codes: {総務課: somu}, new_party: true}
 *       方式: {field: development, codes: {W: waterfall}, empty: waterfall}
 *     fixed: {method: ipa3-2026}          for every row
 *     ignore: [備考]                      known, and not taken
 *
 * `codes` are compared without regard to width, case and blanks; an enumeration also takes its own
 * codes and labels. Dates may be written 2031/3/31, 2031年3月31日, 令和13年3月31日 or R13.3.31. An id is
 * made lower-case and its blanks hyphens. `new_party`: units that codes name are made as parties of
 * @org, called as the register calls them.
 *
 * Every row is judged; a problem names line and column of the file and the header.
 */
#pragma once
#include "ledger/facts.h"
#include "sheet.h"

struct register_column {
	const char *header, *field;  /* field: of system, or name or id */
	const struct value *codes;   /* NULL: none */
	const char *empty;           /* what an empty cell means; NULL: no answer */
	gboolean new_party;
	struct place place;          /* in the map */
};

struct register_map {
	const struct model *model;
	guint header_row;
	GArray *columns; /* of struct register_column */
	const struct value *fixed, *ignore;
	struct arena *arena;
};

/* NULL after at least one problem, with its place in the map. */
struct register_map *register_map_read(
	const struct model *model, const char *path, struct problems *problems);
void register_map_free(struct register_map *map);

struct register_made {
	GPtrArray *systems;  /* of const struct object*, in the order of the rows; chain = id */
	GPtrArray *parties;  /* the same, of @org, by id */
	GPtrArray *untaken;  /* of const char*: headers that the map does not speak of */
};
/* FALSE after at least one problem; the arrays are the caller's either way. */
gboolean register_rows(const struct register_map *map, const struct sheet *sheet, gint64 now,
	struct register_made *made, struct arena *arena, struct problems *problems);

/* One cell as what its field is written; the cell as it is where no reading fits. (For register.c.) */
struct value *register_cell(
	const struct register_column *column, const struct field *field, const char *cell, struct arena *arena);
/* Compared as `codes` are. (For register.c.) */
gboolean register_same(const char *a, const char *b);
