/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Systems that nobody built, for measuring: every kind of the model is there, filled by what its
 * kind file says, in numbers that follow the number of components; a few kinds are shaped by hand
 * so that the model hangs together (flows have two ends, interfaces belong to where they lead).
 * Sizes are log-normal, 20 to 300 components around 60; one in twenty is twenty times as large.
 * The same seed and number give the same system, whatever was made before.
 */
#pragma once
#include "ledger/facts.h"

struct made_object {
	const struct kind *kind;
	const char *id;
	const char *role;   /* that may write it */
	const char *person; /* "local", or who decides */
	struct value *body; /* canonical */
};

struct made {
	char *chain;
	guint components;
	GPtrArray *objects; /* of struct made_object*, what is referred to first */
	struct arena *arena;
};

struct maker;

struct maker *maker_new(const struct model *model, guint32 seed);
void maker_free(struct maker *maker);
/* @org, that all systems of the maker refer to. Borrowed. */
const struct made *maker_org(const struct maker *maker);
/* `components` 0: as it falls. */
struct made *maker_system(struct maker *maker, guint number, guint components);
void made_free(struct made *made);
/* As a dossier: one file a kind, and a folder `org` beside it. */
void made_write(const struct made *made, const char *folder);
