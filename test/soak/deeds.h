/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the writers of the soak do. A deed is a pure function of (thread, number): the witness
 * makes it again to know what must stand in the ledger, and a writer that comes back after a kill
 * does its last deed again, as a client does that got no answer.
 */
#pragma once
#include "ledger/content.h"
#include "ledger/journal.h"

#define SOAK_THREADS 6
#define DEED_DRAFTS_MAX 8

enum deed_sort {
	DEED_PUT,     /* all drafts, or none */
	DEED_REFUSED, /* something is wrong with it: nothing may stay */
	DEED_COUNT,   /* adds one to the counter that all threads share; if_match decides who may */
	DEED_ERASE, /* the first draft, after the decision that is the second */
};

struct deed {
	enum deed_sort sort;
	guint n;
	struct draft drafts[DEED_DRAFTS_MAX];
	char *plain; /* of the evidence's file; NULL: no evidence */
	gsize plain_len;
	struct arena *arena;
};

/* The part of the world that a deed needs. */
struct deed_maker {
	const struct model *model;
	const struct actor *manager, *admin, *ciso;
};
struct deed_maker deed_maker_for(const struct model *model);

void deed_make(const struct deed_maker *maker, guint thread, guint number, struct deed *ret);
void deed_clear(struct deed *deed);
gboolean deed_is_erasure(guint number);
/* What stands before anybody works: parties, a system for each thread, the counter. */
gboolean deeds_world(
	const struct deed_maker *maker, struct journal *journal, struct problems *problems);
/* "{…}" into a canonical body; aborts on what is no body. */
struct value *deed_body(const struct deed_maker *maker, struct arena *arena, const char *kind,
	const char *json);

#define COUNTER_CHAIN "shared"
#define COUNTER_ID "counter"
