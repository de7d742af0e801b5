/* SPDX-License-Identifier: Apache-2.0 */
/* From rows of the store to objects: what facts*.c and the journal share. */
#pragma once
#include "facts.h"

/*
 * The object of a row, wholly in the arena. NULL and *error unset: this model does not know the
 * kind. ERROR_DAMAGED: its body is no JSON.
 */
struct object *object_of_row(const struct model *model, struct arena *arena,
	const struct fact_row *row, GError **error);
