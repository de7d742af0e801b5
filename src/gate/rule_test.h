/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stories beside rules and grounds: model/rules/<id>.test.yaml is a list of
 *
 *   - fires: what is wrong in a sentence        (or `silent:` what looks alike and is right)
 *     now: 2026-11-24                           (optional; this day)
 *     rank: high                                (optional; mid)
 *     folder: true                              (optional: a folder is judged, not a ledger)
 *     folder: true                              (optional; judged as a folder)
 *     facts: {contract: [{id: dev, stage: concluded, ends_on: now-1d}], clause: […]}
 *     expect: [{subject: contract:dev, key: purpose, class: must, severity: high}]
 *
 * Rows go straight into the fact, list and derived tables; nothing is derived but views; the
 * method's values are the default profile's, or rows of method_value. `expect` lists exactly the
 * findings; class, severity, check are compared where given, `ja` and `en` are words that the
 * sentence must contain. `silent` expects none.
 *
 * For a ground: `ground:` instead of fires, and `expect: [{subject, cover, proof, reason}]`, one a
 * row of the result, exactly. cover, proof, reason, by_role, collected_at, fresh_until, changed_at
 * are compared where given (`reason: null`: it must be NULL); times are written as in facts.
 */
#pragma once
#include "session.h"

struct rule_test_result {
	guint stories, failed;
	guint fires, silent; /* stories of each kind */
};

/* Runs one test file; failures are problems with their place. */
void rule_test_run(struct session *session, const struct model_file *file,
	struct rule_test_result *ret, struct problems *problems);

/*
 * For a derivation (model/derive/NN-name.test.yaml): `derives:`, and `expect: [{column: value}]`, one a row of
 * what its SELECT gives, exactly; columns are compared where given. Tables that it reads are given as
 * facts, views are as ever.
 */

/* One story whose facts are in the session. */
struct story;
/* Called after each story that went well. */
typedef void (*story_func)(struct story *story, void *data);
/* rule_test_run, and `func` with each story. */
void rule_test_each(struct session *session, const struct model_file *file,
	struct rule_test_result *ret, struct problems *problems, story_func func, void *data);
/* Of the rule, ground or derivation; its query may be another one while story_again runs. */
struct prepared *story_prepared(struct story *story);
/*
 * Judges the same facts again, with whatever query stands in the session now: whether the story still
 * holds. `seen` takes everything that came out, the sentences of findings go to `sentences`.
 */
gboolean story_again(struct story *story, GString *seen, GString *sentences);
