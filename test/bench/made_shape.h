/* SPDX-License-Identifier: Apache-2.0 */
/* What makes a model hang together, and what people usually write. */
#pragma once
#include "made_value.h"

/* Mends a body that was filled by chance alone. `number`: which of its kind it is. */
void made_shape(
	struct making *making, const struct kind *kind, struct value *body, guint number);
