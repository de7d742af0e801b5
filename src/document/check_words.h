/* SPDX-License-Identifier: Apache-2.0 */
/* Words that every form of a report uses, in both languages (`lang`: ja or en). */
#pragma once
#include "check_report.h"

extern const char *const VERDICT_SIGNS[]; /* ○ △ × － ？ */

const char *class_word(enum rule_class class, const char *lang);
const char *severity_word(enum severity severity, const char *lang);
const char *rank_word(const struct judgement *judgement, const char *lang);
/* "excluded", "waived" …; "" when not excepted. */
const char *excepted_word(const struct finding *finding, const char *lang);
const char *reason_word(const char *code, const char *lang); /* why a subject is not covered */
const char *waits_word(const char *code, const char *lang);  /* a part of the product */
const char *state_word(const char *code, const char *lang);  /* of a gate */
const char *role_word(const char *code, const char *lang);
const char *standing_word(enum standing standing, const char *lang);

/* As the guideline numbers it: C2-1 → ②-1. Owned by the caller. */
char *check_number(const char *id);
/* "契約「…」", for what a finding or a ground is about, objects or not. Owned by the caller. */
char *subject_words(const struct report *report, const char *kind, const char *id);
/* Roles whose statement the check needs at the rank, by name; NULL when it needs none. Owned by the caller. */
char *confirm_words(const struct report *report, const struct check *check);
/* What of a check is not said by its findings: not covered, waited for, awaited. Owned by the caller. */
char *remark_words(const struct report *report, const struct check_result *result);
/* What stands alone (outcome.h), as a sentence: why, and what to give. Owned by the caller. */
char *alone_words(const struct report *report, const struct check_result *result, const char *lang);
/* The findings that matter now, most urgent first: open, need or worse, up to the outcome's phase, and new
 * where there is a baseline; of const struct finding, borrowed; free the array. */
GPtrArray *urgent_findings(const struct report *report);
