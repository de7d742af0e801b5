/* SPDX-License-Identifier: Apache-2.0 */
/* Values of fields, by what the kind file says of them. */
#pragma once
#include "made_system.h"

#define MADE_NOW G_GINT64_CONSTANT(1790820000000000) /* 2026-10-01 */

struct making {
	const struct model *model;
	struct made *made;
	GHashTable *ids, *org_ids; /* kind → GPtrArray of const char* */
	GRand *rand;
	const char *id; /* of the object under way */
};

guint made_below(struct making *making, guint n);
gboolean made_chance(struct making *making, guint percent);
/* Words as people write them: a name, a line, a paragraph. */
const char *made_name(struct making *making);
/* NULL: nothing that it could be is there yet. */
struct value *made_value(struct making *making, const struct field *field);
/* The whole body: what is required, and most of the rest. */
struct value *made_body(struct making *making, const struct kind *kind, const char *role);
/* What the answers given ask for beside. */
void made_complete(struct making *making, const struct kind *kind, struct value *body);
/* An id of a kind that was made already, here or in @org; NULL: none. */
const char *made_pick(struct making *making, const char *kind);
