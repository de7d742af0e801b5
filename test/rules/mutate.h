/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mutation: the stories beside a rule must notice when its SQL is not what it was.
 *
 * Survivors that are explained stand in model/rules/mutants-allowed, a line each:
 *     <rule>: <mutation>: <the line's text> -- <why no story can tell>
 * A line there that explains nothing (any more) is a failure too, so that the list only shrinks.
 */
#pragma once
#include "gate/rule_test.h"

struct mutants_allowed;

/* A missing file allows nothing. */
struct mutants_allowed *mutants_allowed_read(const char *file, struct problems *problems);
void mutants_allowed_free(struct mutants_allowed *allowed);
/* Lines of rules that do not exist. */
void mutants_allowed_check(const struct mutants_allowed *allowed, const struct rulebook *book,
	struct problems *problems);

struct mutation_result {
	guint mutants;  /* that SQLite understands */
	guint sentence; /* of them: that change nothing but a sentence */
	guint allowed;
	guint survivors;
};

/* What is mutated: a rule, a ground or a derivation. */
struct mutated {
	const char *id, *file, *sql;
	guint first_line;
};

/* Survivors are problems with their line. */
void mutate(struct session *session, const struct mutated *mutated, const struct model_file *stories,
	struct mutants_allowed *allowed, struct mutation_result *ret, struct problems *problems);
