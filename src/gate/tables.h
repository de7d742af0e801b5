/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The typed tables that rules read, made from the kinds:
 *
 *   x            live objects of kind x: the common columns, then one column a field
 *   x_all        live and retired ones
 *   x_<field>    list field of live owners: system, id (of the owner), ord, then `value` (or
 *                value_kind, value_id · value_standard, value_item), or the record's fields
 *   x_<field>_all  the same, retired owners included
 *   peer_x, peer_x_<field>  live objects of the systems that this one is linked with
 *   object       every object: kind, id, names, digest, times, who
 *   trace_edge   every reference that an object makes, and every `trace`
 *
 * and the derived tables of model/tables. A label gives x and x_en, a classification c, i, a, a
 * reference with several targets x_kind and x_id, an item x_standard and x_item. Times, dates and
 * durations are µs, truths 0 and 1. What nobody said is NULL.
 */
#pragma once
#include "ledger/facts.h"
#include "store/judge_db.h"

struct tables;

enum object_side { SIDE_OWN, SIDE_PEER };

/* Declares all of them in `db`. `zone`: µs east of UTC, for dates. */
struct tables *tables_new(
	const struct model *model, struct judge_db *db, gint64 zone, GError **error);
void tables_free(struct tables *tables);
/* Adds an object of the judged system, of @org, or of a peer. */
gboolean tables_add(
	struct tables *tables, const struct object *object, enum object_side side, GError **error);

/*
 * For rule tests: one row given by column names, straight into a table (x, x_all, x_field, derived).
 * Texts are converted by the column's type (dates, durations, `now-30d`); unknown tables and
 * columns are problems with their place.
 */
gboolean tables_add_row(struct tables *tables, const char *table, const struct value *row,
	gint64 now, struct problems *problems);
/* A moment as stories write it: `now-30d`, a time, a date, a duration. */
gboolean tables_story_time(const struct tables *tables, const char *text, gint64 now, gint64 *ret);
/* What an object is called in a language; a live one first. NULL: there is none. Borrowed. */
const char *tables_name(
	struct tables *tables, const char *kind, const char *id, const char *lang);
/* Is it a table or view that rules may name? */
gboolean tables_knows(const struct tables *tables, const char *name);
