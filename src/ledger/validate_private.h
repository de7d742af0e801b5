/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of validation share among themselves. */
#pragma once
#include "journal.h"
#include "scene.h"
#include "validate.h"

/* Adds a problem at a member's place, or the draft's where the member does not know its own. */
void refuse_at(const struct writing *writing, const struct value *at, enum error_code code,
	const char *ja, const char *en, ...)
	__attribute__((format(printf, 4, 6), format(printf, 5, 6)));
/* When its entry is made: of the entry, or what it is going to be. */
gint64 writing_moment(const struct writing *writing);
gboolean writing_is_sekisho(const struct writing *writing);
gboolean kind_is(const struct writing *writing, const char *name);
/* Has this member another value than before? (A new object's: has it any?) */
gboolean member_changed(const struct writing *writing, const char *member);
gboolean text_among(const char *const *words, const char *text); /* NULL-terminated */

/* The label of a role; owned by the model. */
const char *role_label(const struct model *model, const char *role, const char *lang);
/* "システム管理者、CISO" / "System manager, CISO"; owned by the caller. */
char *roles_text(const struct model *model, char *const *roles, const char *lang);

/* ---- decisions.c ---- */
/* Who may decide on objects of a kind in a chain; NULL: nobody, it takes no decision. */
char *const *approvers_of(const struct kind *kind, const char *chain);
/* The newest real decision of one of these roles, if it is in force; NULL: none. */
const struct object *decision_now(struct scene *scene, const char *chain,
	const struct object *subject, char *const *roles);
/* Acceptances of a subject in force at a moment: there is one. */
const struct object *acceptance_in_force(
	struct scene *scene, const char *chain, const char *subject, gint64 at);
/* The end of a decision, acceptance …: TRUE when it is past at the moment. */
gboolean ended(const struct scene *scene, const struct object *object, gint64 at);
/* "A" … "E" up to which risks may be carried: the decided policy's, else the method's. */
char accept_up_to(struct scene *scene, const char *system);
/* high 3, mid 2, low 1, else 0. */
int rank_order(const char *rank);

/* ---- range.c ---- */
/* Does the object name one of the parties, by a path of its kind's range? */
gboolean object_in_range(
	struct scene *scene, const struct object *object, const GPtrArray *parties);
