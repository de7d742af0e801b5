/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands that write into the ledger share. */
#pragma once
#include "cli.h"
#include "gate/judge.h"

/* The chain an object belongs to: @org for its kinds, else --system, `given`, or the only system. */
char *writing_chain(struct cli *cli, const char *given, const struct kind *kind, const char *id);
const struct kind *writing_kind(struct cli *cli, const char *name); /* NULL: told */
/* An object that a command names. */
struct named {
	char *chain, *id;
	const struct kind *kind;
};
/* OBJECT ([SYSTEM/]KIND:ID) with its chain found; FALSE: told what is wrong. */
gboolean writing_named(struct cli *cli, const char *text, struct named *ret);
void named_clear(struct named *named);
#define NAMED_AUTO __attribute__((cleanup(named_clear))) struct named
/* The object as it stands; NULL: told that it is not there. Lives in `arena`. */
const struct object *writing_object(
	struct cli *cli, const struct named *named, struct arena *arena);
/*
 * "field=value" words into a map. Texts are taken as they are (in quotes: as YAML), all other values
 * are YAML ("[a, b]", "true", "2026-04-01").
 */
struct value *writing_fields(struct arena *arena, const struct kind *kind, char **words, int n,
	struct problems *problems);
/* Sets a field from an option of its own, when it was given; of a list, its items stand between commas. */
void writing_option(struct cli *cli, struct arena *arena, const struct kind *kind,
	const char *option, const char *field, struct value *map);
/* The stem, made an id that this chain has not seen: stem, stem-2, … Owned by the caller; NULL: told. */
char *writing_free_id(struct cli *cli, const char *chain, const struct kind *kind, const char *stem);
/* Today as it stands in an id: 2026-04-01. Owned by the caller. */
char *writing_today(struct cli *cli, gint64 days_later);
/* Normalises what was given and appends one draft. The exit status. */
int writing_put(struct cli *cli, struct draft *draft, const struct kind *kind,
	const struct value *given, struct problems *problems, struct arena *arena);
/* The role an unnamed person of a directly opened store writes this kind in. */
const char *writing_role(const struct kind *kind);
/*
 * Appends the drafts, judges what they touch, and says what became of it. The exit status.
 */
int writing_append(struct cli *cli, const struct draft *drafts, guint n);
/* Warns of what looks like personal data and will not be forgotten; *told counts, few are shown. */
void writing_warn(struct cli *cli, const struct kind *kind, const char *id, const struct value *body,
	guint *told);
/* Judges all systems that wait; tells errors. */
gboolean writing_judge(struct cli *cli);
