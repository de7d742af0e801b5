/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A guided path (model/path/): questions in order, and the records that their answers make. What is
 * asked and what follows from it stands in the YAML file, whose head says how it is written; here is
 * what any such file needs, for a terminal and for a page alike.
 *
 * Answers are a map from the id of a question to a text or a whole number, null for one that was left
 * empty. What the file calls known beforehand (org, folder, today …) stands in it too. Everything lives
 * as long as the path, what is made of answers as long as the arena that is handed in.
 */
#pragma once
#include "ledger/dossier.h"

#define PATH_ANSWER_MAX 4096 /* bytes of one answer */

struct path_option {
	const char *code;
	struct label label, note; /* note.ja NULL: nothing to say when it is chosen */
	const struct value *with; /* NULL: none */
};

struct path_question {
	const char *id;
	struct label block; /* set on the first question of a block, else ja NULL */
	struct label ask, why, example; /* ja NULL: none */
	enum { ASK_NAME, ASK_ID, ASK_FIELD, ASK_OPTION, ASK_YES, ASK_PICK } type;
	const struct kind *kind;   /* of NAME, ID, FIELD and PICK */
	const struct field *field; /* of FIELD */
	const struct path_option *options;
	guint n_options;
	const struct value *preset, *when; /* NULL: none */
	gboolean optional;
};

struct path {
	const struct model *model;
	struct label title, intro;
	const struct path_question *questions;
	guint n_questions;
	const struct value *values, *objects, *random;
	struct arena *arena;
};

/* model/path/NAME.yaml. NULL after at least one problem, each with its place. */
struct path *path_load(const struct model *model, const char *name, struct problems *problems);
void path_free(struct path *path);
const struct path_question *path_question(const struct path *path, const char *id); /* NULL: none */

/* Sets today, next_year, folder, org and the random ids. `folder` NULL: not known yet. */
void path_begin(const struct path *path, struct value *answers, gint64 now, const char *folder,
	gboolean org, struct arena *arena);
/* Is it asked, after these answers? */
gboolean path_asks(const struct path *path, const struct path_question *question,
	const struct value *answers);
/* What is proposed, as it would be typed; NULL: nothing. Owned by the caller. */
char *path_preset(const struct path *path, const struct path_question *question,
	const struct value *answers, const char *lang);

struct path_choice {
	const char *code;
	char *label;
};
/* What it can be chosen from, of struct path_choice, owned by the caller; empty: free words. */
GPtrArray *path_choices(
	const struct path_question *question, const struct dossier *org, const char *lang);
/*
 * One typed answer into its value: checked as the field it is for. NULL and *error tell what is wrong,
 * in words for whoever typed it. A choice may be given by number, code or label.
 */
const struct value *path_answer(const struct path *path, const struct path_question *question,
	const char *typed, const struct dossier *org, struct arena *arena, GError **error);

/*
 * The records, as claims of `by` in the role of a manager: of const struct object*, by kind and id,
 * those of the organisation in the one array and those of the system in the other. FALSE after at
 * least one problem: the file and the answers do not fit together. Where the file has ja and en for a
 * field of plain words, those of `lang` are taken.
 */
gboolean path_objects(const struct path *path, const struct value *answers, gint64 now,
	const char *lang, GPtrArray *ret_org, GPtrArray *ret_system, struct arena *arena, struct problems *problems);

/* Does a `when` hold? NULL: always. (For the files of this module.) */
gboolean path_holds(
	const struct path *path, const struct value *when, const struct value *answers);
/* What a node of the file becomes with the answers; NULL: nothing. (For the files of this module.) */
const struct value *path_fill(const struct path *path, const struct value *node,
	const struct value *answers, const char *lang, struct arena *arena);
