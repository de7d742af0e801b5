/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Personal data where it does not belong: only kinds with a key of their own can be forgotten, so
 * whoever writes a mail address into the story of a scenario is told before it is there for ever.
 */
#pragma once
#include "object.h"

/* Looks like a mail address, a telephone number or an individual number (My Number). */
gboolean looks_personal(const char *text);
/* Texts of the body that do, in kinds that are not sealed; `func` with the field and its place. */
typedef void (*personal_func)(const char *field, struct place place, void *data);
void object_personal(
	const struct kind *kind, const struct value *body, personal_func func, void *data);
