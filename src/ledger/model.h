/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The kinds: what can be recorded, read from model/kinds/ and model/enums.yaml. A kind file is the
 * one place where a field exists; tables, validation, dossiers, sheets and the manual follow it.
 * Derived tables (what readers, engines and the ledger itself leave for rules) come from
 * model/tables/.
 *
 * Invariants after model_new: every reference target is a kind, every enumeration has its codes,
 * every label has ja and en, names are [a-z_][a-z0-9_]*, a field stands once in its kind. What does
 * not hold is a problem with file, line and column, and there is no model.
 * Everything lives as long as the model and is never changed; several threads may read it.
 */
#pragma once
#include "base/value.h"
#include "model_files.h"

struct label {
	const char *ja, *en;
};

struct code {
	const char *code;
	struct label label;
};

struct enumeration {
	const char *name; /* "crypt"; NULL: of one field only */
	const struct code *codes;
	guint n_codes;
};

enum field_type {
	FIELD_TEXT,
	FIELD_PROSE,
	FIELD_LABEL,
	FIELD_BOOL,
	FIELD_INT,
	FIELD_COUNT,
	FIELD_MONEY,
	FIELD_PERCENT,
	FIELD_TIME,
	FIELD_DATE,
	FIELD_UNTIL,
	FIELD_DURATION,
	FIELD_CIA,
	FIELD_ENUM,
	FIELD_REF,
	FIELD_LIST,
	FIELD_RECORD,
	FIELD_ITEM,
	FIELD_BYTES,
	FIELD_PHASE,
	FIELD_DECIMAL,
};

/* One test of a `required_when`: all tests of an alternative must hold. */
struct field_test {
	const char *field;
	enum { TEST_IS, TEST_IS_NOT, TEST_SET, TEST_UNSET, TEST_KIND } what;
	char *const *words; /* codes or kinds; NULL-terminated */
};

struct alternative {
	struct field_test *tests;
	guint n_tests;
};

struct group;

struct field {
	const char *name;
	enum field_type type;
	struct label label, help; /* help may be NULL */
	gboolean required, stamped, material;
	const struct enumeration *codes; /* FIELD_ENUM */
	const struct kind **targets;     /* FIELD_REF */
	guint n_targets;
	gboolean any;            /* FIELD_REF to any kind */
	gboolean refers;         /* it, or something in it, is a FIELD_REF */
	const struct field *of;  /* FIELD_LIST: what it lists */
	const struct field *const *fields; /* FIELD_RECORD */
	guint n_fields;
	gboolean has_min, has_max;
	gint64 min, max;
	char *const *writers; /* roles; NULL: those of the group, else of the kind */
	const char *neutral;  /* a code that anybody may give at creation */
	const char *format;   /* check country cidr mail system purl cpe hash */
	const struct alternative *required_when;
	guint n_required_when;
	const struct group *group; /* NULL: the kind's own fields */
};

struct group {
	const char *name;
	char *const *writers;     /* or by a field of the object: */
	const char *by_field;     /* NULL, or the field whose code chooses */
	const struct code *codes; /* code → roles, joined with spaces in label.en */
	guint n_codes;
};

enum kind_scope { SCOPE_SYSTEM, SCOPE_ORG, SCOPE_BOTH };
enum name_rule { NAME_REQUIRED, NAME_OPTIONAL, NAME_NONE };

struct kind {
	const char *name;
	struct label label, help;
	enum kind_scope scope;
	int phase; /* 1…8; 0: of no phase ("all") */
	const char *verb; /* "put" …; "by_move" for gate events */
	char *const *writers;
	char *const *approvers, *const *approvers_org, *const *approvers_high; /* NULL: none */
	const struct alternative *approve_when; /* one alternative, or NULL: always */
	gboolean sealed, sealed_content;
	const char *id_prefix;
	enum name_rule name_rule;
	const char *title; /* what stands for a missing name, with {field} */
	char *const *range, *const *serves, *const *documents, *const *natural_key;
	char *const *const *one_of; /* NULL-terminated list of strv */
	const struct field *const *fields; /* groups included, in file order */
	guint n_fields;
	const struct field *const *by_name; /* the same, ascending by name */
	guint number; /* place in model->kinds */
};

/* A table that rules may read and that no kind stands for. */
struct derived_table {
	const char *name;
	struct label label;
	const char *waits; /* which part of the product fills it later; NULL: it is filled */
	const struct derived_column {
		const char *name;
		enum { COLUMN_TEXT, COLUMN_INT, COLUMN_BOOL, COLUMN_TIME } type;
	} *columns;
	guint n_columns;
};

struct model {
	const struct kind *const *kinds; /* ascending by name */
	guint n_kinds;
	const struct enumeration *const *enumerations;
	guint n_enumerations;
	const struct derived_table *const *tables;
	guint n_tables;
	const struct model_files *files; /* borrowed */
};

#define MODEL_EDITION 1 /* written into the first entry of every chain */

/* NULL after at least one problem. `files` must outlive the model. */
struct model *model_new(const struct model_files *files, struct problems *problems);
void model_free(struct model *model);

const struct kind *model_kind(const struct model *model, const char *name); /* NULL: unknown */
const struct enumeration *model_enumeration(const struct model *model, const char *name);
const struct derived_table *model_table(const struct model *model, const char *name);
const struct field *kind_field(const struct kind *kind, const char *name);
/* Its place in kind->by_name; -1: there is none. */
int kind_field_place(const struct kind *kind, const char *name);
const struct code *enumeration_code(const struct enumeration *enumeration, const char *code);
/* Kinds whose objects live in @org alone, in a system alone, or in both. */
gboolean kind_lives_in(const struct kind *kind, const char *chain, const char *id);
/* Does a test of the kind file hold for this (normalised) body? */
gboolean alternative_holds(const struct alternative *alternative, const struct value *body);
gboolean field_required(const struct field *field, const struct value *body);
/* ja or en. */
const char *label_in(struct label label, const char *lang);
/* The known word nearest to a mistyped one, or NULL. */
const char *nearest_word(const char *word, const char *const *known, guint n_known);
/*
 * What is known beside a mistyped word, for the end of a sentence: "(近いもの: zone)", the few that
 * there are, or nothing at all.
 */
struct hint {
	char ja[240], en[240];
};
struct hint nearest_hint(const char *word, const char *const *known, guint n_known);
