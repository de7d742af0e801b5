/* SPDX-License-Identifier: Apache-2.0 */
/* Method profiles: what is wrong is told with its place; the product's two are whole. */
#include "gate_fixture.h"

static struct gate gate;

static const char *const PROFILES[] = { "method/ipa3.yaml", "method/nist5.yaml" };

/* ---- loading ---- */

static void
assert_wrong(const char *values, const char *want)
{
	struct gate own;
	g_autofree char *text = g_strconcat("standard: own-2026\nvalues:\n", values, NULL);
	const char *const files[] = { "method/own.yaml", text, NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&own, folder);
	g_autofree char *told = gate_told(&own, folder);
	if (!g_str_has_prefix(told, want))
		g_error("%s\n→ %s\nnot %s", values, told, want);
	g_assert_nonnull(methods_find(own.methods, "ipa3-2026"));
	gate_close(&own);
	folder_remove(folder);
}

#define BOTH "ja: 値, en: value"

static void
test_wrong(void)
{
	assert_wrong("  a: 5\n", "method/own.yaml:3:6: a: {type, all or high, mid, low, ja, en} is expected");
	assert_wrong("  a: {type: number, all: 5, en: x}\n", "method/own.yaml:3:6: a: {type, all or");
	assert_wrong("  a: {type: number, high: 5, mid: 4, " BOTH "}\n", "method/own.yaml:3:6: a: there is no value for low");
	assert_wrong("  a: {type: number, all: five, " BOTH "}\n", "method/own.yaml:3:26: a: the value is no number");
	assert_wrong("  a: {type: number, all: '5', " BOTH "}\n", "method/own.yaml:3:26: a: the value is no number");
	assert_wrong("  a: {type: percent, all: 101, " BOTH "}\n", "method/own.yaml:3:27: a: the value is no percent");
	assert_wrong("  a: {type: text, all: [x], " BOTH "}\n", "method/own.yaml:3:24: a: the value is no text");
	assert_wrong("  a: {type: list, all: x, " BOTH "}\n", "method/own.yaml:3:24: a: the value is no list");
	assert_wrong("  a: {type: list, all: [[x]], " BOTH "}\n", "method/own.yaml:3:25: a list holds words or numbers");
	assert_wrong("  a: {type: duration, all: 1w, " BOTH "}\n", "method/own.yaml:3:28: a: \"1w\" is no duration");
	assert_wrong("  a: {type: word, all: x, " BOTH "}\n", "method/own.yaml:3:24: a: the value is no word");
	assert_wrong("  a: {all: x, " BOTH "}\n", "method/own.yaml:3:12: a: the value is no (type)");
	struct gate own;
	const char *const files[] = { "method/own.yaml", "values: {}\n", "method/broken.yaml", "standard: [\n", NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&own, folder);
	g_autofree char *told = gate_told(&own, folder);
	g_assert_nonnull(strstr(told, "method/own.yaml:1:1: `standard` and `values` are needed"));
	g_assert_nonnull(strstr(told, "method/broken.yaml:2:1: "));
	gate_close(&own);
	folder_remove(folder);
}

static void
test_values(void)
{
	struct gate own;
	const char *const files[] = { "method/own.yaml",
		"standard: own-2026\nvalues:\n"
		"  n: {type: number, high: 3, mid: 2, low: 1, " BOTH "}\n"
		"  d: {type: duration, all: 36h, " BOTH "}\n"
		"  p: {type: percent, all: 40, phases: {3: {high: 90, mid: 80, low: 70}, 7: {high: 50, mid: 40, low: 30}}, " BOTH "}\n"
		"  l: {type: list, high: [a, 22, \"b,c\"], mid: [], low: [x], " BOTH "}\n"
		"  t: {type: text, all: 語, " BOTH "}\n", NULL };
	g_autofree char *folder = folder_with(files);
	gate_open(&own, folder);
	g_autofree char *told = gate_told(&own, folder);
	g_assert_cmpstr(told, ==, "");
	const struct method *method = methods_find(own.methods, "own-2026");
	g_assert_cmpstr(method_standard(method), ==, "own-2026");
	g_assert_cmpint(method_value(method, RANK_HIGH, 0, "n")->number, ==, 3);
	g_assert_cmpint(method_value(method, RANK_LOW, 0, "n")->number, ==, 1);
	g_assert_cmpint(method_value(method, RANK_LOW, 0, "d")->number, ==, 36 * MOMENT_HOUR);
	g_assert_cmpint(method_value(method, RANK_MID, 0, "p")->number, ==, 40);
	g_assert_cmpint(method_value(method, RANK_MID, 3, "p")->number, ==, 80);
	g_assert_cmpint(method_value(method, RANK_MID, 7, "p")->number, ==, 40);
	g_assert_cmpint(method_value(method, RANK_HIGH, 7, "p")->number, ==, 50);
	g_assert_cmpstr(method_value(method, RANK_HIGH, 0, "l")->text, ==, "a, 22, b,c");
	g_assert_cmpstr(method_value(method, RANK_MID, 0, "l")->text, ==, "");
	g_assert_cmpstr(method_value(method, RANK_MID, 5, "t")->text, ==, "語");
	g_assert_null(method_value(method, RANK_MID, 0, "x"));
	g_assert_null(methods_find(own.methods, "nothing"));
	g_assert_null(methods_find(own.methods, NULL));
	g_assert_cmpstr(method_standard(methods_default(own.methods)), ==, "ipa3-2026");
	gate_close(&own);
	folder_remove(folder);
}

/* ---- the product's profiles ---- */

static const struct value *
profile(guint i, const char *part)
{
	return value_get(gate_yaml(&gate, PROFILES[i]), part);
}

/* The same keys of the same types in both: a rule must not fall silent with the other one. */
static void
test_same_keys(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(PROFILES); i++) {
		const struct value *one = profile(i, "values"), *other = profile(1 - i, "values");
		g_assert_cmpuint(one->n_members, >, 80);
		for (guint k = 0; k < one->n_members; k++) {
			const struct value *twin = value_get(other, one->members[k].key);
			if (twin == NULL)
				g_error("%s: no %s", PROFILES[1 - i], one->members[k].key);
			g_assert_cmpstr(value_get_text(one->members[k].value, "type"), ==, value_get_text(twin, "type"));
		}
	}
}

/* Whatever a rule, ground or derivation asks for by name is in both. */
static void
test_asked_keys(void)
{
	guint asked = 0;
	for (guint b = 0; b < 3; b++) {
		static const char *const FOLDERS[] = { "rules/", "guideline/grounds/", "derive/" };
		g_autoptr(GPtrArray) files = model_files_below(gate.files, FOLDERS[b], ".sql");
		g_autoptr(GRegex) regex = g_regex_new("\\bmv(?:_has)?\\(\\s*'([^']+)'\\s*[,)]", 0, 0, NULL);
		for (guint i = 0; i < files->len; i++) {
			const struct model_file *file = g_ptr_array_index(files, i);
			g_autoptr(GMatchInfo) match = NULL;
			g_regex_match_full(regex, file->bytes.at, (gssize)file->bytes.len, 0, 0, &match, NULL);
			for (; g_match_info_matches(match); g_match_info_next(match, NULL), asked++) {
				g_autofree char *key = g_match_info_fetch(match, 1);
				for (guint p = 0; p < G_N_ELEMENTS(PROFILES); p++)
					if (value_get(profile(p, "values"), key) == NULL)
						g_error("%s asks for %s, which %s has not", file->path, key, PROFILES[p]);
			}
		}
	}
	g_assert_cmpuint(asked, >, 100);
}

/* A stricter rank is never looser: intervals and limits do not grow from low to high. */
static void
test_stricter(void)
{
	static const char *const PREFIXES[] = { "fresh.", "interval.", "acceptance.max" };
	for (guint p = 0; p < G_N_ELEMENTS(PROFILES); p++) {
		const struct value *values = profile(p, "values");
		const char *standard = value_get_text(gate_yaml(&gate, PROFILES[p]), "standard");
		const struct method *method = methods_find(gate.methods, standard);
		for (guint k = 0; k < values->n_members; k++) {
			const char *key = values->members[k].key;
			gboolean ordered = FALSE;
			for (guint i = 0; i < G_N_ELEMENTS(PREFIXES); i++)
				ordered = ordered || g_str_has_prefix(key, PREFIXES[i]);
			if (!ordered)
				continue;
			gint64 high = method_value(method, RANK_HIGH, 0, key)->number;
			gint64 mid = method_value(method, RANK_MID, 0, key)->number;
			gint64 low = method_value(method, RANK_LOW, 0, key)->number;
			if (high > mid || mid > low || high <= 0)
				g_error("%s %s: high is looser than low", PROFILES[p], key);
		}
	}
}

/* ---- scales, bands, matrices: no hole, nothing twice ---- */

static const struct value *
at(const struct value *map, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, ".", -1);
	for (guint i = 0; parts[i] != NULL; i++)
		map = value_get(map, parts[i]);
	return map;
}

static gboolean
is_step(const struct value *scales, const struct value *step)
{
	const struct value *labels = value_get(scales, "labels");
	g_autofree char *key = step->type == VALUE_INT ? g_strdup_printf("%d", (int)step->integer) : g_strdup(step->text);
	return value_get(labels, key) != NULL;
}

/* Every row has every column, and every cell is a step. */
static void
assert_matrix(const struct value *scales, const char *name)
{
	const struct value *matrix = value_get(scales, name), *labels = value_get(scales, "labels");
	g_assert_cmpuint(matrix->n_members, ==, labels->n_members);
	for (guint i = 0; i < labels->n_members; i++) {
		const struct value *row = value_get(matrix, labels->members[i].key);
		g_assert_nonnull(row);
		g_assert_cmpuint(row->n_members, ==, labels->n_members);
		for (guint k = 0; k < labels->n_members; k++) {
			const struct value *cell = value_get(row, labels->members[k].key);
			g_assert_true(cell != NULL && is_step(scales, cell));
		}
	}
}

/* Bands touch, in either direction, from least to most. */
static void
assert_bands(const struct value *scales, const struct value *bands, gint64 least, gint64 most)
{
	g_assert_nonnull(bands);
	gint64 covered = 0;
	for (guint i = 0; i < bands->n_items; i++) {
		gint64 from = value_get_int(bands->items[i], "from", -1), to = value_get_int(bands->items[i], "to", -1);
		g_assert_cmpint(from, >=, least);
		g_assert_cmpint(to, <=, most);
		g_assert_cmpint(from, <=, to);
		g_assert_true(is_step(scales, value_get(bands->items[i], "step")));
		covered += to - from + 1;
		for (guint k = 0; k < i; k++) {
			gboolean apart = to < value_get_int(bands->items[k], "from", -1)
				|| from > value_get_int(bands->items[k], "to", -1);
			g_assert_true(apart);
		}
	}
	g_assert_cmpint(covered, ==, most - least + 1);
}

static gint64
most_points(const struct value *scales)
{
	const struct value *factors = at(scales, "threat.points");
	gint64 sum = 0;
	for (guint i = 0; i < factors->n_members; i++) {
		const struct value *values = value_get(factors->members[i].value, "values");
		gint64 most = 0;
		for (guint k = 0; k < values->n_members; k++)
			most = MAX(most, value_get_int(values->members[k].value, "points", -1));
		sum += most;
	}
	return sum;
}

static void
test_scales(void)
{
	static const guint STEPS[] = { 3, 5 };
	for (guint p = 0; p < G_N_ELEMENTS(PROFILES); p++) {
		const struct value *scales = profile(p, "scales"), *damage = value_get(scales, "damage");
		g_assert_cmpint(value_get_int(scales, "steps", 0), ==, STEPS[p]);
		g_assert_cmpuint(value_get(scales, "labels")->n_members, ==, STEPS[p]);
		assert_bands(scales, at(scales, "threat.bands"), 0, most_points(scales));
		assert_bands(scales, at(scales, "vulnerability.bands"), 0, 100);
		assert_matrix(scales, "likelihood");
		g_assert_cmpuint(damage->n_members, ==, 5);
		for (guint i = 0; i < damage->n_members; i++)
			g_assert_cmpuint(value_get(damage->members[i].value, "levels")->n_members, ==, 3);
		/* [impact][exposure]: every impact, every exposure that is reached, and a rank in each cell */
		const struct value *rank = value_get(scales, "rank"), *exposure = value_get(scales, "exposure");
		g_assert_cmpuint(rank->n_members, ==, STEPS[p]);
		g_assert_cmpuint(exposure->n_members, ==, 4);
		for (guint i = 0; i < rank->n_members; i++)
			for (guint k = 0; k < exposure->n_members; k++) {
				g_autofree char *column = g_strdup_printf("%d", (int)exposure->members[k].value->integer);
				enum rank found;
				g_assert_true(rank_parse(value_get_text(rank->members[i].value, column), &found));
			}
		const struct value *treatment = value_get(scales, "treatment");
		g_assert_cmpuint(treatment->n_members, ==, 5);
	}
}

/* More impact or more exposure never lowers the rank, more of either never the likelihood. */
static void
test_monotone(void)
{
	static const char *const ORDER[][5] = { { "1", "2", "3" }, { "very_low", "low", "moderate", "high", "very_high" } };
	static const guint STEPS[] = { 3, 5 };
	for (guint p = 0; p < G_N_ELEMENTS(PROFILES); p++) {
		const struct value *scales = profile(p, "scales"), *rank = value_get(scales, "rank");
		for (guint i = 0; i < STEPS[p]; i++)
			for (int k = 1; k <= 3; k++) {
				enum rank here, right, below;
				g_autofree char *column = g_strdup_printf("%d", k), *next = g_strdup_printf("%d", MIN(k + 1, 3));
				const struct value *row = value_get(rank, ORDER[p][i]);
				const struct value *down = value_get(rank, ORDER[p][MIN(i + 1, STEPS[p] - 1)]);
				g_assert_true(rank_parse(value_get_text(row, column), &here)
					&& rank_parse(value_get_text(row, next), &right)
					&& rank_parse(value_get_text(down, column), &below));
				g_assert_cmpint(right, <=, here); /* high is 0 */
				g_assert_cmpint(below, <=, here);
			}
	}
}

/* Every product I x T x V of three steps has a value, and a greater one no better. */
static void
test_products(void)
{
	const struct value *rows = value_get(profile(0, "scales"), "value");
	const char *last = "A";
	for (int product = 27; product >= 1; product--) {
		gboolean possible = FALSE;
		for (int i = 1; i <= 3; i++)
			for (int t = 1; t <= 3; t++)
				for (int v = 1; v <= 3; v++)
					possible = possible || i * t * v == product;
		const char *value = NULL;
		for (guint i = 0; i < rows->n_items; i++)
			if (value_get_int(rows->items[i], "product", 0) == product) {
				g_assert_null(value);
				value = value_get_text(rows->items[i], "value");
			}
		g_assert_true(possible == (value != NULL));
		if (value != NULL) {
			g_assert_cmpstr(value, >=, last);
			last = value;
		}
	}
	g_assert_cmpstr(last, ==, "E");
}

/* Tables G-5 and I-2 of SP 800-30. */
static void
test_nist(void)
{
	static const char *const STEPS[] = { "very_high", "high", "moderate", "low", "very_low" };
	static const struct {
		const char *name;
		int rows[5][5]; /* from very_high down; columns from very_low up; 0 = very_low */
	} TABLES[] = {
		{ "likelihood", { { 1, 2, 3, 4, 4 }, { 1, 2, 2, 3, 4 }, { 1, 1, 2, 2, 3 }, { 0, 1, 1, 2, 2 }, { 0, 0, 1, 1, 1 } } },
		{ "level", { { 0, 1, 2, 3, 4 }, { 0, 1, 2, 3, 4 }, { 0, 1, 2, 2, 3 }, { 0, 1, 1, 1, 2 }, { 0, 0, 0, 1, 1 } } },
	};
	const struct value *scales = profile(1, "scales");
	for (guint t = 0; t < G_N_ELEMENTS(TABLES); t++) {
		assert_matrix(scales, TABLES[t].name);
		for (guint i = 0; i < 5; i++)
			for (guint k = 0; k < 5; k++)
				g_assert_cmpstr(value_get_text(at(value_get(scales, TABLES[t].name), STEPS[i]), STEPS[4 - k]),
					==, STEPS[4 - TABLES[t].rows[i][k]]);
	}
	const struct value *values = value_get(scales, "value"), *reduced = value_get(scales, "reduced");
	for (guint i = 0; i < 5; i++) {
		char letter[2] = { (char)('A' + i), '\0' };
		enum rank found;
		g_assert_cmpstr(value_get_text(values, STEPS[i]), ==, letter);
		g_assert_true(rank_parse(value_get_text(reduced, STEPS[i]), &found));
	}
}

/* All sixteen combinations of the deadlines, each once. */
static void
test_deadlines(void)
{
	static const char *const PARTS[] = { "exploited", "exposed", "automatable", "total" };
	for (guint p = 0; p < G_N_ELEMENTS(PROFILES); p++) {
		const struct value *rules = value_get(profile(p, "vulnerability"), "rules");
		guint seen = 0;
		g_assert_cmpuint(rules->n_items, ==, 16);
		for (guint i = 0; i < rules->n_items; i++) {
			guint bits = 0;
			for (guint k = 0; k < G_N_ELEMENTS(PARTS); k++) {
				const char *word = value_get_text(rules->items[i], PARTS[k]);
				g_assert_true(g_strcmp0(word, "yes") == 0 || g_strcmp0(word, "no") == 0);
				bits |= (guint)(*word == 'y') << k;
			}
			g_assert_cmpuint(seen & 1u << bits, ==, 0);
			seen |= 1u << bits;
			gint64 within;
			const char *text = value_get_text(rules->items[i], "within");
			g_assert_true(g_strcmp0(text, "renewal") == 0 || duration_parse(text, &within));
		}
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	gate_open(&gate, NULL);
	g_assert_cmpuint(problems_count(&gate.problems), ==, 0);
	g_test_add_func("/method/wrong", test_wrong);
	g_test_add_func("/method/values", test_values);
	g_test_add_func("/method/same-keys", test_same_keys);
	g_test_add_func("/method/asked-keys", test_asked_keys);
	g_test_add_func("/method/stricter", test_stricter);
	g_test_add_func("/method/scales", test_scales);
	g_test_add_func("/method/monotone", test_monotone);
	g_test_add_func("/method/products", test_products);
	g_test_add_func("/method/nist", test_nist);
	g_test_add_func("/method/deadlines", test_deadlines);
	int status = g_test_run();
	gate_close(&gate);
	return status;
}
