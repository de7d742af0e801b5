/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which role writes which member of an object: what validation asks, and what a command asks that
 * takes a whole object in and has to write it in several roles.
 */
#pragma once
#include "validate.h"

/* The roles of a member; NULL: it depends on another member (writers_may knows). */
char *const *writers_of(const struct kind *kind, const char *member, const struct value *body);
/* May the role change this member of an object that has this body afterwards? */
gboolean writers_may(const struct kind *kind, const char *member, const struct value *body,
	const char *role);
/* Codes that only some roles may set (writers_codes.c); body NULL: it is retired. */
void writers_check_codes(const struct writing *writing, const struct value *body);
