/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The bytes of an entry: the RFC 8785 object with exactly the twelve members below,
 * none left out, an unknown text is "". hash = SHA-256(prev ‖ bytes), prev zeros at seq 1.
 * These bytes never change.
 */
#pragma once
#include "base/digest.h"
#include "base/slice.h"
#include "base/value.h"

#define ENTRY_VERSION 1

struct entry {
	const char *chain;
	gint64 seq; /* from 1 */
	gint64 at;  /* µs UTC */
	const char *actor, *role, *known_by, *verb, *kind, *id, *client;
	struct slice body; /* canonical JSON; sealed already where the kind asks for it */
};

/* Appends the bytes to `out`. */
void entry_bytes(const struct entry *entry, GString *out);
struct digest entry_hash(const struct digest *prev, struct slice bytes);

/* The body of verb `open`. `store` is 32 hex digits. */
struct opening {
	const char *store, *zone;
	gboolean rehearsal;
};
void entry_opening(const struct opening *opening, GString *out);
/* The bodies of `retire` and `erase`. */
void entry_reason(const char *member, const char *text, GString *out);
