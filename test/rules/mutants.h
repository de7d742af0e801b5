/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mutants of a rule's SQL: what it would be if one condition were not there, or said the opposite.
 *
 *   delete  the whole: returns nothing
 *   negate  a condition behind WHERE, AND, OR, ON, HAVING, WHEN says the opposite
 *   drop    a condition is not there; a JOIN is not there with its ON (where the rest still makes sense)
 *   narrow  LEFT JOIN becomes JOIN
 *
 * The AND of BETWEEN joins nothing. Conditions are found wherever they stand, also several on one line.
 */
#pragma once
#include <glib.h>

enum mutation { MUTATION_DELETE, MUTATION_NEGATE, MUTATION_DROP, MUTATION_NARROW };
extern const char *const MUTATION_NAMES[];

struct mutant {
	enum mutation mutation;
	guint line, column; /* of the file: where the word stands that is mutated */
	char *text; /* of that line, white space as one blank, without a comment */
	char *sql;
};

/* Of struct mutant*, in the order of the text. `first_line`: where `sql` begins in its file. */
GPtrArray *mutants_of(const char *sql, guint first_line);
