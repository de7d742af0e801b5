/* SPDX-License-Identifier: Apache-2.0 */
#include "maturity.h"

const struct label MATURITY_LABELS[5] = {
	{ "これから", "to begin" },
	{ "着手", "begun" },
	{ "途上", "half way" },
	{ "ひととおり", "in place" },
	{ "定着", "settled" },
};

static int
level_of(const struct maturity *maturity)
{
	guint conforming = maturity->counts[VERDICT_CONFORMING];
	guint in_part = conforming + maturity->counts[VERDICT_PARTIAL];
	guint asked = maturity->checks - maturity->counts[VERDICT_EXCLUDED];
	if (asked == 0)
		return MATURITY_NONE;
	if (in_part < asked)
		return in_part == 0 ? 0 : in_part * 2 < asked ? 1 : 2;
	return conforming == asked && maturity->proof >= MATURITY_PROOF ? 4 : 3;
}

struct maturity
maturity_of(const struct judgement *judgement, int phase)
{
	struct maturity maturity = { .phase = phase, .proof = -1 };
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (result->check->phase != phase)
			continue;
		maturity.checks++;
		maturity.counts[result->verdict]++;
		if (result->verdict != VERDICT_CONFORMING && result->verdict != VERDICT_PARTIAL)
			continue;
		maturity.proof = maturity.proof < 0 ? result->proof : MIN(maturity.proof, result->proof);
	}
	maturity.level = level_of(&maturity);
	return maturity;
}
