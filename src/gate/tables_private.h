/* SPDX-License-Identifier: Apache-2.0 */
/* What tables.c and tables_rows.c share. */
#pragma once
#include "tables.h"

struct side_tables {
	struct judge_table *live, *retired, *peer;
};

struct kind_tables {
	struct side_tables own;
	struct side_tables *lists; /* by field number; used for list fields */
	guint *columns;            /* of each field of kind->by_name, where its columns begin */
};

struct tables {
	const struct model *model;
	struct judge_db *db;
	gint64 zone;
	struct kind_tables *kinds; /* by kind number */
	struct judge_table *object, *trace_edge;
	guint edge[6]; /* columns of trace_edge: from_kind from_id to_kind to_id type field */
};

/* Appends the columns of a field (struct judge_column with a name of its own). */
void field_columns(const struct field *field, const char *name, GArray *columns);
/* Sets them from a canonical value (or NULL); how many columns they are. */
guint field_set(struct judge_table *table, guint at, const struct field *field,
	const struct value *value, gint64 zone);
