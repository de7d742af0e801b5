/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is refused at append (V1-V15), judged inside the transaction on the state that all
 * drafts of one call leave behind.
 *
 * Some of it rests on what is derived and not recorded (the value of a scenario, the proposed rank,
 * what blocks a gate, the method's numbers). The ledger knows nothing above it, so whoever does
 * gives `struct validate_hooks`. What a hook does not know is decided on the safe side:
 *   scenario value  unknown: as A for the end of an acceptance, and to be listed as residual;
 *                   an acceptance by owner or ciso
 *   rank in force   the decided one while its decision is in force, else the higher of decided and
 *                   proposed; neither known: as high
 *   proposed rank   unknown: as high (a lower rank by decision then needs the ciso too)
 *   blocked_by      no hook: what the newest judgement says, if nothing was entered since; else
 *                   unknown, and `pass` is refused
 *   method          unknown: the defaults of rules/3 §7 (method_default)
 *
 * References and retirement (V1, V2). A reference must name a live object; one that stood in the
 * object before may name an erased object and, in a record, a retired one. Records tell of a time
 * and hold nothing back: attestation decision evaluation evidence gate_event authorisation
 * acceptance recommendation alert incident issue assessment test_run drill review change inquiry
 * threat_notice. What cannot stand alone goes with `with_dependents`:
 *   flow (from, to, interface) · interface account log_source advisory_decision (component) ·
 *   clause criterion candidate (contract) · review_item (candidate, criterion) ·
 *   demarcation (scope) · treatment threat_disposition (scenario) · exception (requirement) ·
 *   trace (from, to)
 * and each of them only if the actor may retire it.
 *
 * Claims (known_by "folder") may be attestation, decision, evaluation, gate_event, authorisation
 * and acceptance; they carry no stamps and are not held against V6-V10.
 */
#pragma once
#include "facts.h"

struct scene;
struct draft;

/*
 * All are called in the journal's writer thread, inside its transaction: they may not call the
 * journal, and not wait for who does. Any may be NULL. `system` is the chain.
 */
struct validate_hooks {
	void *data;
	/* "A" … "E" of view current; NULL: unknown. Valid until the next call. */
	const char *(*scenario_value)(void *data, const char *system, const char *scenario);
	/* "high" "mid" "low" as derived; NULL: unknown. */
	const char *(*proposed_rank)(void *data, const char *system);
	/* How many things block the phase; their names, comma-separated. -1: unknown. */
	int (*blocked_by)(void *data, const char *system, int phase, GString *names);
	/*
	 * The method's number: durations in µs, yes and no as 1 and 0. Keys that the ledger asks for:
	 * acceptance.max.A … acceptance.max.E, acceptance.up_to (A = 1 … E = 5), condition.max,
	 * authorise.max, exception.max, attestation.max, decision.max, approval.self, and
	 * assess.involvement by phase (0: the self-check will do). FALSE: unknown.
	 */
	gboolean (*method)(void *data, const char *system, const char *key, const char *rank,
		int phase, gint64 *ret);
};

/* One draft as it was written, for those who judge it. */
struct writing {
	struct scene *scene;
	const struct draft *draft; /* a dependent's: made from that of its owner */
	const struct kind *kind;
	const struct object *before; /* NULL: it is new */
	const struct object *after;
	gint64 at; /* of its entry */
	struct problems *problems;
};

gboolean writing_is_claim(const struct writing *writing);
/* Adds a problem at the draft's place. */
void refuse(const struct writing *writing, enum error_code code, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* ---- before the entry is made ---- */
/* Roles, grants, claims (writers.c). */
void writers_check_actor(const struct writing *writing);
/* Which fields this role may change; `body` is the whole object after it, NULL when retired. */
void writers_check_fields(const struct writing *writing, const struct value *body);
/* May this role retire an object of this kind? */
gboolean writers_may_retire(const struct kind *kind, const char *role);
/* What Sekisho fills in (stamp.c). */
void stamp_body(const struct writing *writing, struct value *body);

/* ---- when all drafts of the call are written ---- */
void validate_writing(const struct writing *writing);

/* V1, V2 */
void validate_references(const struct writing *writing);
void validate_retirement(const struct writing *writing);
/* Live objects that cannot stand without this one, of const struct object*, owned by the caller. */
GPtrArray *dependents_of(struct scene *scene, const struct object *object);
/* V3, V4, V15 */
void validate_model(const struct writing *writing);
void validate_policy(const struct writing *writing);
/* V6 */
void separation_check(const struct writing *writing);
/* V7, V10, V11 */
void validate_decision(const struct writing *writing);
/* V8, V9 */
void validate_gate(const struct writing *writing);
/* V12: in range as it was and as it is. */
void validate_range(const struct writing *writing);
/* V13, V14 */
void validate_record(const struct writing *writing);
/* V13: what keeps a person from being erased. */
void validate_erasure(const struct writing *writing, const char *ground);

/* ---- what several of them need ---- */
/* Parties whose contractor a person is now, of const char*, owned by the caller. */
GPtrArray *parties_of_contractor(struct scene *scene, const char *person, const char *system);
/* Is there a grant in force that lets the person act in this role there? */
gboolean grant_in_force(struct scene *scene, const char *person, const char *role,
	const char *system, gint64 at);
/* "high" "mid" "low": the rank in force, and "high" when nobody knows. */
const char *rank_in_force(struct scene *scene, const char *system);
gint64 method_number(
	struct scene *scene, const char *system, const char *key, const char *rank, int phase);
/* "A" … "E", or NULL. */
const char *scenario_value(struct scene *scene, const char *system, const char *scenario);
/* Not retired, not claimed, choice not reject, not ended, and of the state the subject is in now. */
gboolean decision_in_force(struct scene *scene, const struct object *decision);
/* Decisions of a chain on one object, of const struct object*, by their order; owned by the caller. */
GPtrArray *decisions_on(struct scene *scene, const char *chain, const struct object *subject);
/* Moves of a phase's gate before an entry (0: all), by their order; owned by the caller. */
GPtrArray *gate_moves(struct scene *scene, const char *system, int phase, gint64 before_seq);
enum gate_place { GATE_OPEN, GATE_SUBMITTED, GATE_ASSESSED, GATE_PASSED, GATE_CONDITIONAL,
	GATE_RETURNED };
enum gate_place gate_place(const GPtrArray *moves);
