/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What counts for the exit status of a check, alone or against a former report.
 *
 * A check fails at or before the phase when it has an open finding of a class up to `fail_on`, or is
 * unanswered (未評価), or does not conform. Open: no exception in force takes it out.
 *
 * With a baseline, the JSON report of an earlier check of the same system, only what became worse
 * since counts: a finding whose identity was not open then, or was of a lighter class then, and an
 * unanswered or nonconforming check whose verdict was better then, or was not in that report. Order:
 * 適合, 適用除外 > 一部適合 > 未評価 > 不適合.
 */
#pragma once
#include "verdict.h"

struct baseline;

struct baseline_finding {
	const char *id, *check, *ja, *en;
	enum rule_class class;
	gboolean open;
};

/* `name` is the file's. ERROR_INPUT: no such report, or that of another system. */
struct baseline *baseline_parse(
	const char *bytes, gsize len, const char *name, const char *system, GError **error);
void baseline_free(struct baseline *baseline);
gint64 baseline_at(const struct baseline *baseline);
/* Of const struct baseline_finding, borrowed: open then and not now; free the array. */
GPtrArray *baseline_gone(const struct baseline *baseline, const struct judgement *judgement);

enum standing { STANDING_NEW, STANDING_WORSE, STANDING_KNOWN, N_STANDINGS };
extern const char *const STANDING_CODES[]; /* new worse known */
/* Of an open finding. */
enum standing baseline_standing(const struct baseline *baseline, const struct finding *finding);

/* Was the finding in that report, open or not? */
gboolean baseline_had(const struct baseline *baseline, const char *id);
/* Was the check's verdict no better then? */
gboolean baseline_verdict_known(
	const struct baseline *baseline, const struct check_result *result);

struct outcome {
	int phase; /* up to this one; the current gate's */
	enum rule_class fail_on;
	const struct baseline *baseline; /* NULL: none */
};

gboolean finding_open(const struct finding *finding);
gboolean outcome_counts(const struct outcome *outcome, const struct check_result *result,
	const struct finding *finding);
/* Does this check make the exit status 1? */
gboolean outcome_fails(const struct outcome *outcome, const struct check_result *result);
/* What of it is told by no finding: it is unanswered, or a role says that it does not conform. */
gboolean result_stands_alone(const struct check_result *result);
gboolean outcome_open(const struct outcome *outcome, const struct judgement *judgement);
