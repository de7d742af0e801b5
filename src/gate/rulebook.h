/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rulebook: rules, grounds and derivations out of model/, each one SQL file with a front matter
 * in comments. What is wrong with one file is told with its name and line, and the others stay.
 *
 * A rule (model/rules/<id>.sql, or an organisation's own rules/ folder):
 *   -- id: C2-2.two-mains          the file's name without .sql
 *   -- check: C2-2                 the one check where it counts; `column`: result column check_id tells
 *   -- rows: C2-2, S3-T2           rows of the guideline that show it
 *   -- class: must                 must should need advice, or three by rank: must/should/- (- = silent)
 *   -- severity: high              critical high medium low info, or three
 *   -- waits: graph                (optional) part of the product that will fill what it reads
 *   -- ja: …{column}…   -- en: …   the finding's sentence; a line beginning `--  ` continues
 *   SELECT subject_kind, subject_id, key [, class, severity, check_id] [, columns of the text]
 *
 * A ground (model/guideline/grounds/<check>.sql): `-- id: C2-2`, then
 *   SELECT subject_kind, subject_id, cover_kind, cover_id, proof, collected_at, fresh_until,
 *          changed_at [, reason] [, by_role]
 *   one row a subject and cover; proof NULL = not covered, reason says why.
 *
 * A derivation (model/derive/NN-name.sql): `-- table: name` fills a derived table, `-- view: name`
 * declares a view; in the order of their file names.
 */
#pragma once
#include "ledger/model.h"

enum rank { RANK_HIGH, RANK_MID, RANK_LOW, N_RANKS };
extern const char *const RANK_CODES[N_RANKS];

/* Worst first. */
enum rule_class { CLASS_MUST, CLASS_SHOULD, CLASS_NEED, CLASS_ADVICE, CLASS_SILENT };
enum severity { SEVERITY_CRITICAL, SEVERITY_HIGH, SEVERITY_MEDIUM, SEVERITY_LOW, SEVERITY_INFO };
extern const char *const CLASS_CODES[];
extern const char *const SEVERITY_CODES[];

gboolean class_parse(const char *text, enum rule_class *ret);
gboolean severity_parse(const char *text, enum severity *ret);
gboolean rank_parse(const char *text, enum rank *ret);

struct rule {
	const char *id;
	const char *check; /* "column": told by each row */
	char *const *rows;
	enum rule_class classes[N_RANKS];
	enum severity severities[N_RANKS];
	const char *waits; /* NULL: nothing */
	struct label text;
	const char *file; /* as messages call it */
	const char *sql;
	guint first_line; /* of the SQL in the file */
	gboolean own;     /* of the organisation's folder */
};

struct ground {
	const char *check;
	const char *waits;
	const char *file, *sql;
	guint first_line;
};

struct derivation {
	const char *name;
	gboolean view;
	const char *file, *sql;
	guint first_line;
};

struct rulebook {
	GPtrArray *rules;       /* of struct rule, ascending by id */
	GPtrArray *grounds;     /* of struct ground, ascending by check */
	GPtrArray *derivations; /* of struct derivation, in file order */
	GPtrArray *broken;      /* of char*: ids of files that could not be used */
};

/* Never NULL; files that cannot be used are problems. */
struct rulebook *rulebook_new(const struct model *model, struct problems *problems);
void rulebook_free(struct rulebook *book);
const struct rule *rulebook_rule(const struct rulebook *book, const char *id);
/* SHA-256 over all files that can change a verdict, hex; owned by the caller. */
char *rulebook_digest(const struct model *model);
