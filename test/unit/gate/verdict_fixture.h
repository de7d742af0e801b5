/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A system to be judged, written as rows of the fact and derived tables in YAML, as in the stories of
 * rules. Decisions, ranks and the like are derived as in earnest; but the grounds of all checks are the
 * rows of the table `ground` (`state` is the reason), and of the rules only those of integrity (V.*)
 * stay, beside three that return the rows of the table `entry`:
 *
 *   entry: [{verb: T.made, actor: C3-2, role: must, kind: component, id: a, hash: key}]
 *
 * verb: the rule, one of T.made, A5.made, G.made; actor: the check; role: the class; hash: the key.
 */
#pragma once
#include "base/moment.h"
#include "gate/verdict.h"

#define NOW (G_GINT64_CONSTANT(1795359600) * MOMENT_SECOND) /* 2026-11-23 in Tokyo */

struct verdict_fixture {
	struct arena *arena;
	struct problems problems;
	struct model_files *files;
	struct model *model;
	struct rulebook *book;
	struct methods *methods;
	struct guideline *guideline;
	struct session *session;
	struct judgement *judgement;
};

/* `broken`: SQL for a rule T.broken and the ground of C3-3 that cannot be run. */
struct verdict_fixture *fixture_new(gboolean broken);
void fixture_free(struct verdict_fixture *f);
/* Another system: now, its rank (decided), in a folder or not. */
void fixture_begin(struct verdict_fixture *f, gint64 now, const char *rank, gboolean folder);
/* Rows by table; relative times count from NOW, whatever the session's now is. */
void fixture_facts(struct verdict_fixture *f, const char *yaml);
const struct check_result *fixture_judge(struct verdict_fixture *f, const char *check);
/* A judgement of these facts, at NOW and rank mid. */
const struct check_result *fixture_of(
	struct verdict_fixture *f, const char *check, const char *yaml);
const struct finding *fixture_finding(const struct check_result *result, const char *rule);
