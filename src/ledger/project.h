/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an entry does to the derived tables. The journal calls this as it appends; rebuild and verify
 * call it as they read the journal again: one text, so that all three agree.
 *
 * Bodies are bytes of canonical JSON (RFC 8785): there equal values have equal bytes and members are
 * in order, so digests and differences need no tree. Nothing here fails on an accepted entry;
 * project_members answers FALSE for what is not canonical, and the callers treat that as damage.
 */
#pragma once
#include "facts.h"

/* One member of a map, as written. `key` is without its quotes (escapes as they stand). */
struct body_member {
	struct slice key, value;
};

/* Appends the members to an array of struct body_member. FALSE: this is no canonical map. */
gboolean project_members(struct slice body, GArray *ret);
/* The value of a member as written; {NULL, 0} when absent. */
struct slice project_member(struct slice body, const char *key);

/* object_digest of the same body. kind NULL (unknown to this model): of the whole body. */
struct digest project_digest(const struct kind *kind, struct slice body);

/*
 * The material members that differ, ascending. NULL values: absent. Sealed kinds: what changed is
 * told, both values NULL. kind NULL: none.
 */
typedef void (*project_change_func)(
	const char *field, const char *old_value, const char *new_value, void *data);
void project_changes(const struct kind *kind, struct slice old_body, struct slice new_body,
	project_change_func func, void *data);

/*
 * The change rows of one entry about an object that was there before it: project_changes, with a
 * classification as its three parts c, i, a ("2"); a retirement is one row, `retired`; an erasure
 * none. rebuild and verify use this too.
 */
void project_changes_of(const struct kind *kind, const struct journal_row *row,
	struct slice old_body, struct slice new_body, project_change_func func, void *data);

/*
 * Makes out of the object before the entry (zeroed: there was none) the object after it. `body` is
 * the plain body (opened, where it is sealed) for entries that carry the whole object; `reason` the
 * text of a retirement. FALSE: an entry about no object (open, judge).
 * - an entry with a whole object: live again, created_at stays, put_* are this entry's
 * - retire: seq, entry and retired_* change, what was put stays
 * - erase: as retire unless it is retired already, the body is "{}"; the digest stays, so that
 *   decisions do not become stale by it
 * Everything in `fact` is borrowed from what was given.
 */
gboolean project_entry(const struct kind *kind, const struct journal_row *row, struct slice body,
	const char *reason, struct fact_row *fact);

/* What a judge entry leaves behind. Callbacks may return FALSE with *error set. */
struct project_judge_to {
	gboolean (*finding)(const struct finding_row *row, void *data, GError **error);
	gboolean (*state)(const char *chain, const char *what, const char *id, gint64 since,
		const char *state, void *data, GError **error);
	gboolean (*judgement)(const struct judgement_row *row, void *data, GError **error);
	void *data;
};
/* `body` of a judge entry. Findings and states are dated by its `now`. No next_at: nothing ahead. */
gboolean project_judge(const char *chain, gint64 seq, const struct value *body,
	const struct project_judge_to *to, GError **error);
