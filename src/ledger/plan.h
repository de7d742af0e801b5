/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What applying a dossier folder would do: each object of the folder held against the ledger and
 * against the state the folder was last exported from or applied to (three ways).
 *
 *     folder      ledger since the base   →
 *     same as ledger        any           SAME      nothing is written
 *     new                   not there     NEW
 *     differs               unchanged     CHANGED
 *     differs               changed       CONFLICT  (also when there is no base to tell)
 *     any                   retired       CONFLICT  an id is never used again
 *     not there any more    unchanged     GONE      retired when asked for
 *     not there any more    changed       GONE      CONFLICT when asked for
 *     never was there       any           -         it is other people's
 *
 * Conflicts are settled object by object: `over` writes what the folder has, `keep` leaves what the
 * ledger has. Stamped fields are the ledger's and are not compared; an evidence's file is, by its
 * SHA-256, as the pseudo field _file. Claimed kinds (attestations, decisions and the like) carry
 * _by and _role, which are compared too; what was decided in the ledger itself cannot be changed
 * from a folder.
 *
 * A plan reads only. Everything in it lives as long as plan, dossier and journal.
 */
#pragma once
#include "content.h"
#include "dossier.h"
#include "folder_base.h"
#include "journal.h"

enum step_what { STEP_SAME, STEP_NEW, STEP_CHANGED, STEP_GONE, STEP_RETIRED, STEP_KEPT, STEP_CONFLICT };

enum conflict_why {
	CONFLICT_NONE,
	CONFLICT_CHANGED,   /* others changed it since the base */
	CONFLICT_NO_BASE,   /* it differs, and nothing says from what the folder started */
	CONFLICT_RETIRED,   /* it is retired (or erased) in the ledger */
	CONFLICT_DECIDED,   /* it was decided in the ledger; a folder only claims */
};

/* One field that differs. */
struct difference {
	const char *field;          /* "version"; "_file", "_by", "_role" */
	const struct field *of;     /* NULL: name, note and pseudo fields */
	const struct value *ledger; /* NULL: absent */
	const struct value *folder;
	const struct value *base;   /* what the folder started from; NULL: absent or not known */
	struct place place;         /* in the folder */
};

struct step {
	enum step_what what;
	enum conflict_why why;
	const struct kind *kind;
	const char *id;
	const struct dossier_object *ours; /* NULL: not in the folder */
	const struct object *theirs;       /* NULL: not in the ledger */
	gboolean base_known;
	GArray *differences;     /* of struct difference */
	struct content *content; /* of an evidence whose file is to be attached; owned */
};

struct plan {
	const struct dossier *dossier;
	struct arena *arena;
	struct folder_base *base; /* NULL: none of this store and chain */
	gboolean foreign_base;    /* there is one, of another store or chain */
	GPtrArray *steps;         /* of struct step, by kind and id; the system itself first */
	guint counts[STEP_CONFLICT + 1];
};

struct plan_options {
	gboolean prune;
	/* "kind:id" words, or "all"; NULL: none */
	char *const *over, *const *keep;
};

/* NULL and *error when the ledger or a file cannot be read. */
struct plan *plan_new(struct journal *journal, const struct model *model,
	const struct dossier *dossier, const struct plan_options *options, GError **error);
void plan_free(struct plan *plan); /* accepts NULL */
/* The conflicts as problems, each at its place in the folder. */
void plan_conflicts(const struct plan *plan, struct problems *problems);

/*
 * The drafts, in an order that holds: the system first, what refers before what it refers to where
 * objects are retired. `actor` with role NULL: an unnamed person of a store opened directly, for whom
 * each field group is written in a role that may (then one object can take two drafts). Drafts are
 * appended to an array of struct draft and live as long as the plan. `reason` is that of retirements.
 */
void plan_drafts(
	struct plan *plan, const struct actor *actor, const char *reason, GArray *drafts);
/* The base after the plan was applied: heads as the ledger has them now. */
struct folder_base *plan_base_after(
	const struct plan *plan, struct journal *journal, GError **error);

/* The role in which an unnamed person writes what these roles may write. */
const char *role_usual(char *const *writers);
/* Attestations, decisions and the like: in a folder they are claims. */
gboolean kind_is_claimed(const struct kind *kind);
