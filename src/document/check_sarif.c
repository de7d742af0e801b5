/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SARIF 2.1.0 (OASIS Standard, with errata 01). One run:
 *
 *   tool.driver.rules   the rules that have a result, and the checks that stand alone; in the report's
 *                       language, with the other language as run.translations, by the same index
 *   results             kind fail: every finding, also excepted ones (with their suppression); kind open:
 *                       every unanswered check at or before the phase. All of them up to --phase.
 *   level               must error, should and need warning, advice note; kind open has none
 *   locations           in a folder the subject's file and line, or the system's own; relative to where
 *                       the command runs (%SRCROOT%). The object is the logical location.
 *   partialFingerprints sekisho/v1: SHA-256 of the finding's identity, which line drift and renaming leave
 *                       alone; primaryLocationLineHash: the same, under the name that GitHub reads
 *   baselineState       only with a baseline, then everywhere. What is gone is counted in the run's
 *                       properties and has no result: readers that know no baselineState would show it.
 *
 * suppressions stand on all results or on none (§3.27.23): here always, empty where there are none.
 */
#include <string.h>

#include "base/digest.h"
#include "base/json.h"
#include "base/moment.h"
#include "check_sarif_rules.h"
#include "check_words.h"
#include "check_writers.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

struct writing {
	const struct report *report;
	const struct sarif_rules *rules;
	struct arena *arena;
	struct value *results;
};

static gboolean
shows(const struct report *report, const struct check_result *result)
{
	return report->options->phase == 0 || result->check->phase <= report->options->phase;
}

/* ---- where ---- */

static struct value *
artifact(const struct writing *w, const char *file)
{
	struct value *map = value_map(w->arena);
	g_autofree char *whole = g_canonicalize_filename(file, w->report->options->base);
	g_autofree char *root = g_strconcat(w->report->options->base, "/", NULL);
	if (g_str_has_prefix(whole, root)) {
		g_autofree char *uri =
			g_uri_escape_string(whole + strlen(root), G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
		value_set_text(w->arena, map, "uri", uri);
		value_set_text(w->arena, map, "uriBaseId", "%SRCROOT%");
	} else {
		g_autofree char *uri = g_filename_to_uri(whole, NULL, NULL);
		value_set_text(w->arena, map, "uri", uri);
	}
	return map;
}

static struct value *
locations(const struct writing *w, const char *file, guint line, const char *kind, const char *id)
{
	struct arena *arena = w->arena;
	struct value *location = value_map(arena), *list = value_list(arena);
	if (file != NULL) {
		struct value *physical = value_map(arena), *region = value_map(arena);
		value_set(arena, physical, "artifactLocation", artifact(w, file));
		value_set_int(arena, region, "startLine", line);
		if (line > 0)
			value_set(arena, physical, "region", region);
		value_set(arena, location, "physicalLocation", physical);
	}
	struct value *logical = value_map(arena), *logicals = value_list(arena);
	g_autofree char *whole =
		g_strdup_printf("%s/%s:%s", w->report->judgement->system, kind, id);
	value_set_text(arena, logical, "name", id);
	value_set_text(arena, logical, "fullyQualifiedName", whole);
	value_set_text(arena, logical, "kind", kind);
	value_add(arena, logicals, logical);
	value_set(arena, location, "logicalLocations", logicals);
	value_add(arena, list, location);
	return list;
}

/* ---- results ---- */

static struct value *
fingerprints(struct arena *arena, const char *identity)
{
	struct value *map = value_map(arena);
	struct digest digest = digest_of(identity, strlen(identity));
	g_autofree char *hex = hex_text(digest.bytes, DIGEST_SIZE);
	g_autofree char *line_hash = g_strdup_printf("%.16s:1", hex);
	value_set_text(arena, map, "sekisho/v1", hex);
	value_set_text(arena, map, "primaryLocationLineHash", line_hash);
	return map;
}

static struct value *
message(const struct writing *w, const char *text)
{
	struct value *map = value_map(w->arena);
	value_set_text(w->arena, map, "text", text);
	return map;
}

static struct value *
result_new(const struct writing *w, const char *rule, const char *kind, const char *level,
	const char *text, const char *identity)
{
	struct value *map = value_map(w->arena);
	value_set_text(w->arena, map, "ruleId", rule);
	value_set_int(w->arena, map, "ruleIndex", sarif_rules_index(w->rules, rule));
	value_set_text(w->arena, map, "kind", kind);
	value_set_text(w->arena, map, "level", level);
	value_set(w->arena, map, "message", message(w, text));
	value_set(w->arena, map, "partialFingerprints", fingerprints(w->arena, identity));
	value_add(w->arena, w->results, map);
	return map;
}

static struct value *
suppressions(const struct writing *w, const struct finding *finding)
{
	struct value *list = value_list(w->arena);
	if (finding == NULL || finding_open(finding))
		return list;
	struct value *one = value_map(w->arena);
	g_autofree char *until = date_text(finding->excepted_until, 9 * MOMENT_HOUR, TRUE);
	g_autofree char *why = g_strdup_printf(
		strcmp(w->report->options->lang, "en") == 0 ? "%s by an approved exception until %s"
							     : "%s(承認された例外、%s まで)",
		excepted_word(finding, w->report->options->lang), until);
	value_set_text(w->arena, one, "kind", "external");
	value_set_text(w->arena, one, "status", "accepted");
	value_set_text(w->arena, one, "justification", why);
	value_add(w->arena, list, one);
	return list;
}

static const char *
baseline_state(const struct writing *w, const struct finding *finding)
{
	static const char *const STATES[N_STANDINGS] = { "new", "updated", "unchanged" };
	const struct baseline *baseline = w->report->outcome->baseline;
	enum standing standing = baseline_standing(baseline, finding);
	if (standing == STANDING_NEW && baseline_had(baseline, finding->id))
		return finding_open(finding) ? "updated" : "unchanged";
	return STATES[standing];
}

static void
add_finding(const struct writing *w, const struct finding *finding)
{
	static const char *const LEVELS[] = { "error", "warning", "warning", "note", "none" };
	struct arena *arena = w->arena;
	const struct judgement *judgement = w->report->judgement;
	struct value *other = value_map(arena), *properties = value_map(arena);
	const char *text = strcmp(w->report->options->lang, "en") == 0 ? finding->en : finding->ja;
	const char *file = finding->file != NULL ? finding->file : judgement->file;
	guint line = finding->file != NULL ? finding->line : judgement->line;
	struct value *result =
		result_new(w, finding->rule_id, "fail", LEVELS[finding->class], text, finding->id);
	value_set(arena, result, "locations",
		locations(w, file, line, finding->subject_kind, finding->subject_id));
	value_set(arena, result, "suppressions", suppressions(w, finding));
	if (w->report->outcome->baseline != NULL)
		value_set_text(arena, result, "baselineState", baseline_state(w, finding));
	value_set_text(arena, properties, "id", finding->id);
	value_set_text(arena, properties, "check", finding->check);
	value_set_text(arena, properties, "class", CLASS_CODES[finding->class]);
	value_set_text(arena, properties, "severity", SEVERITY_CODES[finding->severity]);
	value_set_text(arena, other, "ja", finding->ja);
	value_set_text(arena, other, "en", finding->en);
	value_set(arena, properties, "message", other);
	value_set(arena, result, "properties", properties);
}

static void
add_alone(const struct writing *w, const struct check_result *check)
{
	struct arena *arena = w->arena;
	const struct judgement *judgement = w->report->judgement;
	gboolean open = check->verdict == VERDICT_NOT_ASSESSED;
	g_autofree char *text = alone_words(w->report, check, w->report->options->lang);
	g_autofree char *identity = finding_identity(check->check->id, "system", judgement->system, "");
	struct value *properties = value_map(arena);
	struct value *result = result_new(w, check->check->id, open ? "open" : "fail",
		open ? "none" : "error", text, identity);
	value_set(arena, result, "locations",
		locations(w, judgement->file, judgement->line, "system", judgement->system));
	value_set(arena, result, "suppressions", suppressions(w, NULL));
	if (w->report->outcome->baseline != NULL)
		value_set_text(arena, result, "baselineState",
			baseline_verdict_known(w->report->outcome->baseline, check) ? "unchanged" : "new");
	value_set_text(arena, properties, "check", check->check->id);
	value_set_text(arena, properties, "verdict", VERDICT_CODES[check->verdict]);
	value_set(arena, result, "properties", properties);
}

static void
add_results(const struct writing *w)
{
	const struct judgement *judgement = w->report->judgement;
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (!shows(w->report, result))
			continue;
		for (guint k = 0; k < result->findings->len; k++)
			add_finding(w, g_ptr_array_index(result->findings, k));
		if (result->check->phase <= w->report->outcome->phase && result_stands_alone(result))
			add_alone(w, result);
	}
}

/* ---- the run ---- */

static struct value *
invocations(const struct writing *w)
{
	struct value *list = value_list(w->arena), *one = value_map(w->arena);
	value_set(w->arena, one, "executionSuccessful", value_bool(w->arena, TRUE));
	value_set_int(w->arena, one, "exitCode",
		outcome_open(w->report->outcome, w->report->judgement) ? 1 : 0);
	value_add(w->arena, list, one);
	return list;
}

static struct value *
properties(const struct writing *w)
{
	const struct judgement *judgement = w->report->judgement;
	struct value *map = value_map(w->arena);
	g_autofree char *at = moment_text(judgement->now);
	value_set_text(w->arena, map, "system", judgement->system);
	value_set_text(w->arena, map, "at", at);
	value_set_int(w->arena, map, "phase", w->report->outcome->phase);
	if (w->report->outcome->baseline == NULL)
		return map;
	g_autoptr(GPtrArray) gone = baseline_gone(w->report->outcome->baseline, judgement);
	g_autofree char *then = moment_text(baseline_at(w->report->outcome->baseline));
	value_set_text(w->arena, map, "baselineAt", then);
	value_set_int(w->arena, map, "gone", gone->len);
	return map;
}

static struct value *
run_value(const struct writing *w)
{
	struct arena *arena = w->arena;
	struct value *run = value_map(arena), *tool = value_map(arena), *details = value_map(arena);
	const char *lang = w->report->options->lang;
	const char *other = strcmp(lang, "en") == 0 ? "ja" : "en";
	struct value *translations = value_list(arena);
	g_autofree char *category = g_strdup_printf("sekisho/%s/", w->report->judgement->system);
	add_results(w);
	value_set(arena, tool, "driver", sarif_rules_driver(w->rules, arena, lang));
	value_set(arena, run, "tool", tool);
	value_set_text(arena, run, "language", lang);
	value_add(arena, translations, sarif_rules_translation(w->rules, arena, other));
	value_set(arena, run, "translations", translations);
	value_set_text(arena, details, "id", category);
	value_set(arena, run, "automationDetails", details);
	value_set(arena, run, "invocations", invocations(w));
	value_set_text(arena, run, "columnKind", "unicodeCodePoints");
	value_set(arena, run, "results", w->results);
	value_set(arena, run, "properties", properties(w));
	return run;
}

gboolean
check_sarif(const struct report *report, GString *out, GError **error)
{
	ARENA_AUTO arena = arena_new();
	struct sarif_rules *rules = sarif_rules_new(report);
	struct writing w = { report, rules, arena, value_list(arena) };
	struct value *root = value_map(arena), *runs = value_list(arena);
	value_set_text(arena, root, "$schema", SCHEMA);
	value_set_text(arena, root, "version", "2.1.0");
	value_add(arena, runs, run_value(&w));
	value_set(arena, root, "runs", runs);
	json_pretty(root, out);
	sarif_rules_free(rules);
	return TRUE;
}
