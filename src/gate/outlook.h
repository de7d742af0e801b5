/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a reader of a judgement wants to know besides the verdicts: why the rank is what it is, and
 * what ends or is due next. Nothing here counts anywhere.
 */
#pragma once
#include "session.h"

struct rank_reason {
	char *factor; /* forced impact exposure */
	char *code;   /* class:3, uplift:persons, exposure:internet … (model/derive/40) */
	char *subject_kind, *subject_id, *ja, *en; /* and its names */
};

struct due {
	char *kind, *id;
	const struct field *field; /* of the model */
	char *ja, *en;             /* the object's names */
	gint64 at;                 /* the moment at which it is over */
};

struct outlook {
	char *proposed, *decided; /* ranks; NULL: none */
	GPtrArray *reasons;       /* of struct rank_reason, what weighs most first */
	GPtrArray *dues;          /* of struct due, the next first */
};

struct outlook *outlook_new(void);
void outlook_free(struct outlook *outlook); /* accepts NULL */
/*
 * Takes what ends or is due after `now` from an object: every last day (`until`), and planned days
 * of what was not held yet. What is done, closed, answered or sent is not due any more.
 */
void outlook_take(struct outlook *outlook, const struct object *object, gint64 zone, gint64 now);
/* After session_derive: the rank, and the order. */
gboolean outlook_finish(struct outlook *outlook, struct session *session, GError **error);
