/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A judging session: one database in memory with all tables declared and all rules prepared once,
 * used for one system after another.
 *
 *   session_begin → session_add for every object (@org's, its own, peers') → session_derive →
 *   findings_run, grounds_run (findings.h, verdict.h)
 *
 * The rank of the run (R): decided while the decision is in force (or claimed in a folder); else the
 * higher of decided and proposed; while neither is known, `mid`, and session_rank_known is FALSE.
 * Nothing that is judged is ever written through a session.
 */
#pragma once
#include "ledger/facts.h"
#include "method.h"
#include "rulebook.h"
#include "tables.h"

struct session;

/* What a prepared rule or ground is called with. */
struct prepared {
	struct judge_query *query; /* NULL: it could not be prepared; `failed` says why */
	GError *failed;
	struct judge_limits limits; /* zeros: the usual ones */
};

/* Rules that cannot be prepared are problems; the session works with the others. */
struct session *session_new(const struct model *model, const struct rulebook *book,
	const struct methods *methods, gint64 zone, struct problems *problems, GError **error);
void session_free(struct session *session);

/* Empties it for another system. `folder`: decisions are claims, the proof of words is capped. */
gboolean session_begin(struct session *session, const char *system, gint64 now, gboolean folder,
	GError **error);
/*
 * What was added since session_begin is the part that many systems read: session_begin_next keeps it
 * and takes everything else away.
 */
void session_hold(struct session *session);
gboolean session_begin_next(struct session *session, const char *system, gint64 now, GError **error);
gboolean session_add(struct session *session, const struct object *object, enum object_side side,
	GError **error);
gboolean session_add_change(
	struct session *session, const struct change_row *change, GError **error);
/* When a finding (by its identity) that stands written opened. */
void session_note_since(struct session *session, const char *identity, gint64 opened_at);
/* 0: not noted. */
gint64 session_since(const struct session *session, const char *identity);
/* Fills the derived tables, finds the rank, sets the method's values. */
gboolean session_derive(struct session *session, GError **error);

/* For rule tests: no derivations; the rank as given, values of the default method. */
gboolean session_derive_nothing(struct session *session, enum rank rank, GError **error);

struct judge_db *session_db(struct session *session);
struct tables *session_tables(struct session *session);
const struct model *session_model(const struct session *session);
const struct rulebook *session_book(const struct session *session);
enum rank session_rank(const struct session *session);
gboolean session_rank_known(const struct session *session);
gint64 session_now(const struct session *session);
const char *session_system(const struct session *session);
gboolean session_in_folder(const struct session *session);
const struct method *session_method(const struct session *session);
struct prepared *session_rule(struct session *session, guint number);   /* by place in book->rules */
struct prepared *session_ground(struct session *session, guint number); /* in book->grounds */
/* Findings get their sentences unless somebody says that nobody will read them. */
void session_want_texts(struct session *session, gboolean texts);
gboolean session_wants_texts(const struct session *session);
/* A SELECT of ours, prepared once; borrowed. */
struct judge_query *session_query(struct session *session, const char *select, GError **error);
/* One value of a SELECT of ours with :system and :now; FALSE on error. NULL text when no row. */
gboolean session_one(struct session *session, const char *select, char **ret_text, GError **error);
/* The name of an object in the language; its id where it has none or is not there. Owned by the caller. */
char *session_name(struct session *session, const char *kind, const char *id, const char *lang);
