/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include "base/moment.h"
#include "check_words.h"

static struct value *
words(struct arena *arena, char *const *list)
{
	struct value *made = value_list(arena);
	for (guint i = 0; list != NULL && list[i] != NULL; i++)
		value_add(arena, made, value_text(arena, list[i]));
	return made;
}

static struct value *
subject_value(struct arena *arena, const char *kind, const char *id)
{
	struct value *subject = value_map(arena);
	value_set_text(arena, subject, "kind", kind);
	value_set_text(arena, subject, "id", id);
	return subject;
}

static void
set_time(struct arena *arena, struct value *map, const char *key, gint64 moment)
{
	g_autofree char *text = moment_text(moment);
	value_set_text(arena, map, key, text);
}

static struct value *
missing_value(struct arena *arena, const struct check_result *result)
{
	struct value *list = value_list(arena);
	for (guint i = 0; i < result->ground->len; i++) {
		const struct subject *subject = g_ptr_array_index(result->ground, i);
		if (subject->excluded || subject->state == COVER_COVERED)
			continue;
		struct value *item = value_map(arena);
		value_set(arena, item, "subject", subject_value(arena, subject->kind, subject->id));
		value_set_text(arena, item, "reason", subject->reason);
		value_set_text(arena, item, "by",
			subject->by != NULL ? subject->by : result->check->supplied_by[0]);
		value_add(arena, list, item);
	}
	return list;
}

static struct value *
check_value(struct arena *arena, const struct check_result *result)
{
	struct value *map = value_map(arena), *ground = value_map(arena);
	struct value *findings = value_list(arena), *waits = value_list(arena);
	value_set_text(arena, map, "id", result->check->id);
	value_set_int(arena, map, "phase", result->check->phase);
	value_set_text(arena, map, "verdict", VERDICT_CODES[result->verdict]);
	value_set(arena, map, "proof",
		result->proof < 0 ? value_null(arena) : value_int(arena, result->proof));
	value_set_int(arena, ground, "subjects", result->subjects);
	value_set_int(arena, ground, "covered", result->covered);
	value_set_int(arena, ground, "excluded", result->excluded);
	value_set(arena, map, "ground", ground);
	value_set(arena, map, "rows", words(arena, result->check->rows));
	for (guint i = 0; i < result->findings->len; i++)
		value_add(arena, findings,
			value_text(arena, ((struct finding *)g_ptr_array_index(result->findings, i))->id));
	value_set(arena, map, "findings", findings);
	value_set(arena, map, "missing", missing_value(arena, result));
	for (guint i = 0; i < result->waits->len; i++)
		value_add(arena, waits, value_text(arena, g_ptr_array_index(result->waits, i)));
	value_set(arena, map, "waits", waits);
	value_set(arena, map, "statement",
		result->statement == NULL ? value_null(arena) : value_text(arena, result->statement));
	value_set(arena, map, "claimed", value_bool(arena, result->claimed));
	return map;
}

static struct value *
finding_value(struct arena *arena, const struct finding *finding)
{
	static const char *const EXCEPTED[] = { NULL, "excluded", "waived", "weakened" };
	struct value *map = value_map(arena), *message = value_map(arena);
	char *const *rows = finding->rule == NULL ? NULL : finding->rule->rows;
	value_set_text(arena, map, "id", finding->id);
	value_set_text(arena, map, "rule", finding->rule_id);
	value_set_text(arena, map, "check", finding->check);
	value_set_text(arena, map, "row", rows != NULL && rows[0] != NULL ? rows[0] : finding->check);
	value_set_text(arena, map, "class", CLASS_CODES[finding->class]);
	value_set_text(arena, map, "severity", SEVERITY_CODES[finding->severity]);
	value_set(arena, map, "subject",
		subject_value(arena, finding->subject_kind, finding->subject_id));
	value_set_text(arena, message, "ja", finding->ja);
	value_set_text(arena, message, "en", finding->en);
	value_set(arena, map, "message", message);
	if (finding->since != 0)
		set_time(arena, map, "since", finding->since);
	else
		value_set(arena, map, "since", value_null(arena));
	value_set(arena, map, "file",
		finding->file == NULL ? value_null(arena) : value_text(arena, finding->file));
	value_set(arena, map, "line",
		finding->line == 0 ? value_null(arena) : value_int(arena, finding->line));
	if (finding->excepted != NOT_EXCEPTED)
		value_set_text(arena, map, "excepted", EXCEPTED[finding->excepted]);
	return map;
}

static struct value *
gate_value(struct arena *arena, const struct gate_result *gate)
{
	struct value *map = value_map(arena), *blocked = value_list(arena);
	value_set_int(arena, map, "phase", gate->phase);
	value_set_text(arena, map, "state", gate->state);
	for (guint i = 0; i < gate->blocked_by->len; i++)
		value_add(arena, blocked, value_text(arena, g_ptr_array_index(gate->blocked_by, i)));
	value_set(arena, map, "blocked_by", blocked);
	return map;
}

void
check_json(const struct report *report, GString *out)
{
	const struct judgement *judgement = report->judgement;
	const struct report_options *options = report->options;
	ARENA_AUTO arena = arena_new();
	struct value *root = value_map(arena), *checks = value_list(arena);
	struct value *findings = value_list(arena), *gates = value_list(arena);
	value_set_text(arena, root, "system", judgement->system);
	set_time(arena, root, "at", judgement->now);
	value_set(arena, root, "rank",
		judgement->rank_known ? value_text(arena, RANK_CODES[judgement->rank]) : value_null(arena));
	value_set_int(arena, root, "phase", judgement->current_phase);
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		if (options->phase == 0 || result->check->phase <= options->phase)
			value_add(arena, checks, check_value(arena, result));
	}
	for (guint i = 0; i < judgement->findings->len; i++) {
		const struct finding *finding = g_ptr_array_index(judgement->findings, i);
		const struct check_result *of = judgement_check(judgement, finding->check);
		if (options->phase == 0 || of == NULL || of->check->phase <= options->phase)
			value_add(arena, findings, finding_value(arena, finding));
	}
	for (guint i = 0; i < judgement->gates->len; i++)
		value_add(arena, gates, gate_value(arena, g_ptr_array_index(judgement->gates, i)));
	value_set(arena, root, "checks", checks);
	value_set(arena, root, "findings", findings);
	value_set(arena, root, "gates", gates);
	value_set(arena, root, "maturity", maturity_value(report, arena));
	if (options->problems)
		value_set(arena, root, "problems", problems_value(report, arena));
	if (report->outcome->baseline != NULL)
		value_set(arena, root, "baseline", baseline_value(report, arena));
	json_pretty(root, out);
}
