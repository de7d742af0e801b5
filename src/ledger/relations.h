/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What objects of a model must be to one another (V3, V4), and a table of deadlines to itself (V15),
 * wherever they stand: in the ledger inside a transaction (validate_model.c), in a folder
 * (dossier_check.c). Both give `struct surroundings`; what is wrong is told in the same words.
 *
 *   V3   no circle in zone.parent, component.runs_on, party.parent, contract.parent,
 *        issue.duplicate_of; procedure.adopts goes from a system to @org only; one root zone of
 *        type internet at most
 *   V4   the ends of a flow differ; its interface belongs to the component it goes to; a component
 *        lies in its host's zone or inside it
 *   V15  every case has a row in vulnerability_policy.rules, and every row a case
 *
 * A neighbour that is not there is no matter of these rules (V1 tells of it).
 */
#pragma once
#include "model.h"

struct surroundings;

typedef void (*neighbour_func)(const char *id, const struct value *body, void *data);

struct surroundings {
	/* The body of a live neighbour, by what a reference says; NULL: not there, or not known. */
	const struct value *(*body)(
		const struct surroundings *around, const char *kind, const char *id);
	/* All live objects of a kind of the same chain. */
	void (*each)(const struct surroundings *around, const char *kind, neighbour_func func,
		void *data);
	/* What is judged. */
	const struct kind *kind;
	const char *id;
	const struct value *object;
	struct place place; /* where it stands; members that know their own place are told there */
	struct problems *problems;
	void *data; /* of body and each */
};

void relations_check(const struct surroundings *around);
/* V15 alone: of a vulnerability_policy. */
void policy_rows_check(const struct surroundings *around);

/* The place of a member, else that of the object. */
struct place relations_place(const struct surroundings *around, const struct value *at);
/* "a, b, c", at most `max` of them and then how many more. Owned by the caller. */
char *names_text(const GPtrArray *names, guint max, const char *lang);
