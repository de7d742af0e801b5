/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The guideline as data (model/guideline): checks, phases, rows, common problems, scopes that may be
 * stated empty.
 * Read once; everything lives as long as the guideline.
 */
#pragma once
#include "ledger/model.h"
#include "rulebook.h"

enum check_class { CHECK_AUTO, CHECK_SEMI, CHECK_ATTEST };
enum check_form { FORM_ATTESTATION, FORM_DECISION, FORM_SIGNATURE };

struct check {
	const char *id; /* C1-1 */
	int phase;
	enum check_class class;
	enum check_form form;
	const char *decides; /* kind whose decision is the statement (FORM_DECISION) */
	struct label title, ask, why, example;
	char *const *confirm[N_RANKS];  /* roles whose statement is needed; NULL: none */
	char *const *empty_by[N_RANKS]; /* who may state it empty; NULL: as the scope says */
	gboolean document;
	char *const *supplied_by, *const *rows;
	gboolean empty_by_itself, never_empty_in_operation, eventful, brief;
};

struct scope {
	const char *code; /* no_web */
	struct label text;
	char *const *by[N_RANKS];
	char *const *whole; /* checks that it empties; model/derive has the facts against it (scope_fact) */
};

struct phase {
	int number;
	const char *code;
	struct label name, standard;
	char *const *checks;
};

/* One of the 15 common problems of annex 3. It has no verdict of its own. */
struct pitfall {
	const char *id; /* X1-1 */
	int factor;     /* 1…7, the group there */
	struct label factor_name, title, ask;
	const char *counts_in;   /* the check in which most of its findings count */
	char *const *leans_on;   /* checks whose grounds show what was looked at */
};

struct guideline_row {
	const char *id, *where, *phase;
	struct label text;
};

struct guideline {
	struct arena *arena;
	GPtrArray *checks; /* of struct check, in order C1-1 … C7-9 */
	GPtrArray *scopes, *phases, *rows;
	GPtrArray *pitfalls; /* of struct pitfall, X1-1 … X7-2 */
};

struct guideline *guideline_new(const struct model *model, struct problems *problems);
void guideline_free(struct guideline *guideline);
const struct check *guideline_check(const struct guideline *guideline, const char *id);
