/* SPDX-License-Identifier: Apache-2.0 */
/*
 * V8: permission to operate. V9: the way of a phase through its gate,
 *
 *     open → submitted → assessed → passed, conditional, returned → submitted → …
 *
 * where a returned, passed or conditional gate opens again with a new submission, `assess` may be
 * left out where the method is content with a self-check, and the owner may return, or force, what
 * was submitted before anybody assessed it.
 */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "validate_private.h"

#define AUTHORISED_PHASE 7

static gint
by_seq(gconstpointer a, gconstpointer b)
{
	const struct object *x = *(const struct object *const *)a;
	const struct object *y = *(const struct object *const *)b;
	return (x->seq > y->seq) - (x->seq < y->seq);
}

GPtrArray *
gate_moves(struct scene *scene, const char *system, int phase, gint64 before_seq)
{
	GPtrArray *moves = scene_all(scene, system, "gate_event");
	for (guint i = moves->len; i-- > 0;) {
		const struct object *move = g_ptr_array_index(moves, i);
		if (value_get_int(move->body, "phase", 0) != phase
			|| strcmp(move->known_by, "folder") == 0
			|| (before_seq != 0 && move->seq >= before_seq))
			g_ptr_array_remove_index(moves, i);
	}
	g_ptr_array_sort(moves, by_seq);
	return moves;
}

static const struct {
	const char *move;
	enum gate_place to;
} MOVES[] = {
	{ "submit", GATE_SUBMITTED },
	{ "assess", GATE_ASSESSED },
	{ "pass", GATE_PASSED },
	{ "force", GATE_PASSED },
	{ "conditional", GATE_CONDITIONAL },
	{ "return", GATE_RETURNED },
};

static const struct label PLACES[] = {
	[GATE_OPEN] = { "申請前", "open" },
	[GATE_SUBMITTED] = { "申請済み", "submitted" },
	[GATE_ASSESSED] = { "評価済み", "assessed" },
	[GATE_PASSED] = { "通過", "passed" },
	[GATE_CONDITIONAL] = { "条件付通過", "conditional" },
	[GATE_RETURNED] = { "差戻し", "returned" },
};

enum gate_place
gate_place(const GPtrArray *moves)
{
	if (moves->len == 0)
		return GATE_OPEN;
	const struct object *newest = g_ptr_array_index(moves, moves->len - 1);
	const char *move = value_get_text(newest->body, "move");
	for (guint i = 0; i < G_N_ELEMENTS(MOVES); i++)
		if (g_strcmp0(move, MOVES[i].move) == 0)
			return MOVES[i].to;
	return GATE_OPEN;
}

/* ---- V9 ---- */

static gboolean
self_check_will_do(const struct writing *writing, int phase)
{
	struct scene *scene = writing->scene;
	const char *chain = writing->draft->chain;
	return method_number(
		       scene, chain, "assess.involvement", rank_in_force(scene, chain), phase)
		== 0;
}

static gboolean
follows(const struct writing *writing, const char *move, enum gate_place from, int phase)
{
	if (strcmp(move, "submit") == 0)
		return from != GATE_SUBMITTED && from != GATE_ASSESSED;
	if (strcmp(move, "assess") == 0)
		return from == GATE_SUBMITTED;
	if (strcmp(move, "return") == 0 || strcmp(move, "force") == 0)
		return from == GATE_SUBMITTED || from == GATE_ASSESSED;
	return from == GATE_ASSESSED
		|| (from == GATE_SUBMITTED && self_check_will_do(writing, phase));
}

struct reading_state {
	const char *phase;
	int blocked; /* -1: not found */
	GString *names;
};

static gboolean
take_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data)
{
	struct reading_state *reading = data;
	if (strcmp(what, "gate") != 0 || strcmp(id, reading->phase) != 0)
		return TRUE;
	ARENA_AUTO arena = arena_new();
	const struct value *gate = json_parse(arena, state, strlen(state), id, NULL);
	const struct value *blocked = value_get(gate, "blocked_by");
	if (gate == NULL)
		return FALSE;
	reading->blocked = blocked == NULL ? 0 : (int)blocked->n_items;
	for (int i = 0; i < reading->blocked; i++)
		g_string_append_printf(
			reading->names, "%s%s", i > 0 ? ", " : "", blocked->items[i]->text);
	return FALSE;
}

/* Is the newest judgement about what stands here, but for this very move? */
static gboolean
judged_last(const struct writing *writing, const struct judgement_row *row)
{
	struct scene *scene = writing->scene;
	ARENA_AUTO arena = arena_new();
	const struct value *rests = json_parse(arena, row->rests, strlen(row->rests), "rests", NULL);
	gint64 org = value_get_int(rests, "org", -1);
	return writing->after->seq == row->seq + 1
		&& scene_head(scene, writing->draft->chain)->head.seq == writing->after->seq
		&& scene_head(scene, CHAIN_ORG)->head.seq == org
		&& row->next_at > writing_moment(writing);
}

/* What the newest judgement says: -1 when it speaks of another state. */
static int
blocked_by_judgement(const struct writing *writing, int phase, GString *names)
{
	struct scene *scene = writing->scene;
	struct judgement_row row;
	gboolean found = FALSE;
	GError *error = NULL;
	char number[12];
	g_snprintf(number, sizeof number, "%d", phase);
	struct reading_state reading = { number, -1, names };
	if (store_judgement_get(scene->store, writing->draft->chain, &found, &row, &error) && found
		&& judged_last(writing, &row))
		store_state_scan(
			scene->store, writing->draft->chain, take_state, &reading, &error);
	if (error != NULL && !scene_fail(scene, &error))
		g_error_free(error);
	return reading.blocked;
}

static void
check_blocked(const struct writing *writing, int phase)
{
	const struct validate_hooks *hooks = writing->scene->hooks;
	g_autoptr(GString) names = g_string_new(NULL);
	int n = hooks != NULL && hooks->blocked_by != NULL
		? hooks->blocked_by(hooks->data, writing->draft->chain, phase, names)
		: blocked_by_judgement(writing, phase, names);
	if (n < 0)
		refuse(writing, ERROR_REFUSED,
			"工程 %d を妨げるものがないか、最新の判定がありません。判定を待ってからやり直してください",
			"nobody has judged yet what blocks phase %d as it stands; wait for the judgement, "
			"then try again",
			phase);
	else if (n > 0)
		refuse(writing, ERROR_REFUSED,
			"工程 %1$d は通過できません。妨げているもの: %2$s。直すか、条件付通過か差戻しにしてください",
			"phase %1$d cannot pass, blocked by %2$s; mend them, or pass with conditions, or "
			"return it",
			phase, names->str);
}

/* The evaluation is of this phase. */
static void
check_evaluation(const struct writing *writing, int phase)
{
	const struct value *named = value_get(writing->after->body, "evaluation");
	const struct object *evaluation = named == NULL
		? NULL
		: scene_target(writing->scene, writing->draft->chain, "evaluation", named->text);
	if (evaluation == NULL)
		return; /* V1, V5 tell of it */
	if (value_get_int(evaluation->body, "phase", 0) != phase)
		refuse_at(writing, named, ERROR_REFUSED,
			"evaluation:%1$s は工程 %2$d の評価ではありません",
			"evaluation:%1$s is not of phase %2$d", evaluation->id, phase);
	else if (strcmp(evaluation->known_by, "folder") == 0)
		refuse_at(writing, named, ERROR_REFUSED,
			"evaluation:%s はフォルダーの申告です。アセッサーが台帳で評価してください",
			"evaluation:%s is a claim of a folder; the assessor evaluates in the ledger",
			evaluation->id);
}

static void
check_move(const struct writing *writing)
{
	const struct value *body = writing->after->body, *move = value_get(body, "move");
	int phase = (int)value_get_int(body, "phase", 0);
	if (move == NULL || phase == 0)
		return; /* V5 tells of it */
	g_autoptr(GPtrArray) moves = gate_moves(
		writing->scene, writing->draft->chain, phase, writing->after->seq);
	enum gate_place from = gate_place(moves);
	if (!follows(writing, move->text, from, phase)) {
		refuse_at(writing, move, ERROR_REFUSED,
			"工程 %1$d は今「%2$s」で、%4$s はできません%3$.0s",
			"phase %1$d is %3$s now; %4$s cannot follow%2$.0s", phase, PLACES[from].ja,
			PLACES[from].en, move->text);
		return;
	}
	if (strcmp(move->text, "assess") == 0)
		check_evaluation(writing, phase);
	else if (strcmp(move->text, "pass") == 0)
		check_blocked(writing, phase);
}

/* ---- V8 ---- */

static gboolean
lists(const struct value *residual, const char *id)
{
	for (guint i = 0; residual != NULL && i < residual->n_items; i++)
		if (strcmp(residual->items[i]->text, id) == 0)
			return TRUE;
	return FALSE;
}

static gboolean
is_treated(const struct writing *writing, const char *scenario)
{
	g_autofree char *name = g_strconcat("scenario:", scenario, NULL);
	gint64 at = writing_moment(writing);
	if (acceptance_in_force(writing->scene, writing->draft->chain, name, at) != NULL)
		return TRUE;
	g_autoptr(GPtrArray) all =
		scene_all(writing->scene, writing->draft->chain, "treatment");
	for (guint i = 0; i < all->len; i++) {
		const struct object *treatment = g_ptr_array_index(all, i);
		if (value_is_text(value_get(treatment->body, "scenario"), scenario)
			&& scene_until(writing->scene, treatment->body, "due", 0) > at)
			return TRUE;
	}
	return FALSE;
}

static void
check_residual(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	const struct value *residual = value_get(writing->after->body, "residual");
	char up_to = accept_up_to(scene, writing->draft->chain);
	g_autoptr(GPtrArray) all = scene_all(scene, writing->draft->chain, "scenario");
	for (guint i = 0; i < all->len; i++) {
		const struct object *scenario = g_ptr_array_index(all, i);
		const char *value = scenario_value(scene, writing->draft->chain, scenario->id);
		if (value != NULL && *value >= up_to)
			continue;
		if (!lists(residual, scenario->id))
			refuse_at(writing, residual, ERROR_REFUSED,
				"residual に scenario:%1$s(リスク値 %2$s、受容基準 %3$c)がありません",
				"residual does not list scenario:%1$s (value %2$s, carried up to %3$c)",
				scenario->id, value != NULL ? value : "?", up_to);
		else if (value != NULL && !is_treated(writing, scenario->id))
			refuse_at(writing, residual, ERROR_REFUSED,
				"scenario:%1$s(リスク値 %2$s)に、有効な受容も期限内の対応もありません",
				"scenario:%1$s (value %2$s) has neither an acceptance in force nor a "
				"treatment in date",
				scenario->id, value);
	}
}

static void
check_span(const struct writing *writing)
{
	struct scene *scene = writing->scene;
	const struct value *body = writing->after->body, *ends = value_get(body, "ends_on");
	const char *chain = writing->draft->chain, *rank = rank_in_force(scene, chain);
	gint64 max = method_number(scene, chain, "authorise.max", rank, 0);
	gint64 from = scene_date(scene, body, "starts_on", writing_moment(writing));
	gint64 end = scene_until(scene, body, "ends_on", 0);
	if (end <= from || end > from + max) {
		g_autofree char *span = duration_text(max);
		refuse_at(writing, ends, ERROR_REFUSED,
			"認可の期間は開始日から %1$s まで(リスクランク %2$s)です",
			"an authorisation lasts at most %1$s from its start (rank %2$s)", span, rank);
	}
}

static void
check_authorisation(const struct writing *writing)
{
	static const char *const GRANTING[] = { "authorised", "conditional", NULL };
	const struct value *result = value_get(writing->after->body, "result");
	if (result == NULL || !text_among(GRANTING, result->text))
		return;
	g_autoptr(GPtrArray) moves = gate_moves(writing->scene, writing->draft->chain,
		AUTHORISED_PHASE, writing->after->seq);
	enum gate_place place = gate_place(moves);
	if (place != GATE_PASSED && place != GATE_CONDITIONAL)
		refuse_at(writing, result, ERROR_REFUSED,
			"工程 7 のゲートが通過していません(今は「%1$s」)。認可の前に通過させてください%2$.0s",
			"the gate of phase 7 has not passed (it is %2$s); it passes before the "
			"authorisation%1$.0s",
			PLACES[place].ja, PLACES[place].en);
	check_residual(writing);
	check_span(writing);
}

void
validate_gate(const struct writing *writing)
{
	if (kind_is(writing, "gate_event"))
		check_move(writing);
	else if (kind_is(writing, "authorisation"))
		check_authorisation(writing);
}
