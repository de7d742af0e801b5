/* SPDX-License-Identifier: Apache-2.0 */
/* What SARIF says about the rules of a run: reporting descriptors, in a language and its translation. */
#pragma once
#include "check_report.h"

struct sarif_rules;

/* Those that have a result up to the report's phase; ascending by id. */
struct sarif_rules *sarif_rules_new(const struct report *report);
void sarif_rules_free(struct sarif_rules *rules);
guint sarif_rules_index(const struct sarif_rules *rules, const char *id); /* id must be one of them */
struct value *sarif_rules_driver(
	const struct sarif_rules *rules, struct arena *arena, const char *lang);
/* A component with the texts alone; rules by the same index as the driver's. */
struct value *sarif_rules_translation(
	const struct sarif_rules *rules, struct arena *arena, const char *lang);
