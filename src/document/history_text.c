/* SPDX-License-Identifier: Apache-2.0 */
#include "history_text.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "check_words.h"
#include "ledger/seal.h"
#include "yaml_text.h"

#define VALUE_COLUMNS 120
#define CONCLUSIONS_SHOWN 12

struct history {
	const struct history_options *options;
	gboolean en;
	struct arena *arena;       /* of the body before */
	const struct value *before; /* NULL: none yet */
	GHashTable *states;        /* check or phase → its last verdict or state */
};

struct history *
history_new(const struct history_options *options)
{
	struct history *history = g_new0(struct history, 1);
	history->options = options;
	history->en = strcmp(options->lang, "en") == 0;
	history->states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return history;
}

void
history_free(struct history *history)
{
	g_hash_table_unref(history->states);
	g_clear_pointer(&history->arena, arena_free);
	g_free(history);
}

/* ---- words ---- */

static const struct {
	const char *verb;
	struct label label;
} VERBS[] = {
	{ "open", { "開設", "opened" } },
	{ "put", { "記録", "recorded" } },
	{ "retire", { "廃止", "retired" } },
	{ "attach", { "添付", "attached" } },
	{ "attest", { "申告", "stated" } },
	{ "decide", { "決裁", "decided" } },
	{ "submit", { "申請", "submitted" } },
	{ "assess", { "評価", "assessed" } },
	{ "authorise", { "認可", "authorised" } },
	{ "alert", { "検知", "raised" } },
	{ "judge", { "判定", "judged" } },
	{ "erase", { "消去", "erased" } },
};

static const char *
verb_word(const struct history *history, const char *verb)
{
	for (guint i = 0; i < G_N_ELEMENTS(VERBS); i++)
		if (strcmp(VERBS[i].verb, verb) == 0)
			return label_in(VERBS[i].label, history->options->lang);
	return verb;
}

static void
write_head(struct history *history, const struct journal_row *row, GString *out)
{
	g_autofree char *at = moment_local_text(row->at, history->options->zone);
	g_string_append_printf(out, "#%-5" G_GINT64_FORMAT " %s  %s", row->seq, at,
		verb_word(history, row->verb));
	if (*row->kind != '\0')
		g_string_append_printf(out, "  %s:%s", row->kind, row->id);
	g_string_append_printf(out, "  %s", row->actor);
	if (strcmp(row->role, "engine") != 0)
		g_string_append_printf(
			out, history->en ? " (%s)" : "(%s)", role_word(row->role, history->options->lang));
	if (strcmp(row->known_by, "folder") == 0)
		g_string_append(out, history->en ? "  as claimed in a folder" : "  フォルダーからの申告");
}

/* ---- what changed ---- */

static void
append_value(const struct value *value, GString *out)
{
	g_autoptr(GString) line = g_string_new(NULL);
	yaml_line(value, line);
	if (g_utf8_strlen(line->str, -1) <= VALUE_COLUMNS) {
		g_string_append_len(out, line->str, (gssize)line->len);
		return;
	}
	g_autofree char *head = g_utf8_substring(line->str, 0, VALUE_COLUMNS);
	g_string_append_printf(out, "%s…", head);
}

static const struct value *
plain_name(const struct value *value)
{
	gboolean label = value != NULL && value->type == VALUE_MAP && value->n_members == 1
		&& value_get(value, "ja") != NULL;
	return label ? value_get(value, "ja") : value;
}

static void
write_change(struct history *history, const char *field, const struct value *was,
	const struct value *is, GString *out)
{
	was = plain_name(was);
	is = plain_name(is);
	g_string_append_printf(out, "       %s: ", field);
	if (was != NULL) {
		append_value(was, out);
		g_string_append(out, " → ");
	}
	if (is != NULL)
		append_value(is, out);
	else
		g_string_append(out, history->en ? "(none)" : "(なし)");
	g_string_append_c(out, '\n');
}

/* `func` for each member that differs, in the order of the kind file. */
typedef void (*change_func)(const char *field, const struct value *was, const struct value *is,
	void *data);

static void
each_change(const struct kind *kind, const struct value *was, const struct value *is,
	change_func func, void *data)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_ptr_array_add(names, (gpointer) "name");
	for (guint i = 0; kind != NULL && i < kind->n_fields; i++)
		g_ptr_array_add(names, (gpointer)kind->fields[i]->name);
	g_ptr_array_add(names, (gpointer) "note");
	for (guint i = 0; i < names->len; i++) {
		const char *name = g_ptr_array_index(names, i);
		const struct value *a = value_get(was, name), *b = value_get(is, name);
		if (a == NULL || b == NULL ? a != b : !value_equal(a, b))
			func(name, a, b, data);
	}
}

struct telling {
	struct history *history;
	GString *out;
	struct arena *arena;
	struct value *changes; /* JSON */
};

static void
tell_change(const char *field, const struct value *was, const struct value *is, void *data)
{
	struct telling *telling = data;
	write_change(telling->history, field, was, is, telling->out);
}

static void
list_change(const char *field, const struct value *was, const struct value *is, void *data)
{
	struct telling *telling = data;
	struct arena *arena = telling->arena;
	struct value *change = value_map(arena);
	value_set_text(arena, change, "field", field);
	value_set(arena, change, "old", was == NULL ? value_null(arena) : value_copy(arena, was));
	value_set(arena, change, "new", is == NULL ? value_null(arena) : value_copy(arena, is));
	value_add(arena, telling->changes, change);
}

static gboolean
has_body(const struct journal_row *row)
{
	return *row->kind != '\0' && strcmp(row->verb, "retire") != 0
		&& strcmp(row->verb, "erase") != 0;
}

static void
write_reason(struct history *history, const struct value *body, GString *out)
{
	static const struct {
		const char *ground;
		struct label label;
	} GROUNDS[] = { { "request", { "本人請求", "request of the person" } },
		{ "expiry", { "保存期間満了", "end of the retention" } },
		{ "mistake", { "誤登録", "recorded by mistake" } } };
	const char *reason = value_get_text(body, "reason"), *ground = value_get_text(body, "ground");
	for (guint i = 0; ground != NULL && i < G_N_ELEMENTS(GROUNDS); i++)
		if (strcmp(GROUNDS[i].ground, ground) == 0)
			reason = label_in(GROUNDS[i].label, history->options->lang);
	if (reason == NULL)
		reason = ground;
	if (reason != NULL)
		g_string_append_printf(out, history->en ? "       reason: %s\n" : "       理由: %s\n", reason);
}

/* ---- judgements ---- */

static const char *
verdict_word(const struct history *history, const char *verdict)
{
	for (guint i = 0; VERDICT_CODES[i] != NULL; i++)
		if (strcmp(VERDICT_CODES[i], verdict) == 0)
			return label_in(VERDICT_LABELS[i], history->options->lang);
	return verdict;
}

static void
write_findings(const struct value *list, const char *sign, const char *more, GString *out)
{
	guint n = list == NULL ? 0 : list->n_items;
	for (guint i = 0; i < MIN(n, CONCLUSIONS_SHOWN); i++) {
		const struct value *item = list->items[i];
		const char *key = value_get_text(item, "key");
		g_string_append_printf(out, "       %s %s  %s%s%s\n", sign,
			value_get_text(item, "rule"), value_get_text(item, "subject"),
			key != NULL && *key != '\0' ? "  " : "", key != NULL ? key : "");
	}
	if (n > CONCLUSIONS_SHOWN)
		g_string_append_printf(out, more, n - CONCLUSIONS_SHOWN);
}

/* Verdicts of checks, states of gates: those that are another than before. */
static guint
write_states(struct history *history, const struct value *map, const char *member, GString *out)
{
	gboolean gates = strcmp(member, "state") == 0;
	guint n = 0;
	for (guint i = 0; map != NULL && i < map->n_members; i++) {
		const char *id = map->members[i].key;
		const char *is = value_get_text(map->members[i].value, member);
		const char *was = g_hash_table_lookup(history->states, id);
		if (is == NULL || g_strcmp0(is, was) == 0)
			continue;
		if (was != NULL && gates)
			g_string_append_printf(out, history->en ? "       phase %s: %s → %s\n" : "       工程 %s: %s → %s\n",
				id, state_word(was, history->options->lang),
				state_word(is, history->options->lang));
		else if (was != NULL)
			g_string_append_printf(out, "       %s: %s → %s\n", id,
				verdict_word(history, was), verdict_word(history, is));
		n += was != NULL;
		g_hash_table_replace(history->states, g_strdup(id), g_strdup(is));
	}
	return n;
}

static void
write_judgement(struct history *history, const struct value *body, GString *out)
{
	const struct value *opened = value_get(body, "opened"), *closed = value_get(body, "closed");
	guint n_opened = opened == NULL ? 0 : opened->n_items;
	guint n_closed = closed == NULL ? 0 : closed->n_items;
	const char *more = history->en ? "         and %u more\n" : "         ほか %u 件\n";
	g_autoptr(GString) states = g_string_new(NULL);
	guint n = write_states(history, value_get(body, "checks"), "verdict", states)
		+ write_states(history, value_get(body, "gates"), "state", states);
	if (n_opened + n_closed > 0)
		g_string_append_printf(out,
			history->en ? "  findings: %u opened, %u closed\n" : "  指摘: 新しく %u、解消 %u\n",
			n_opened, n_closed);
	else
		g_string_append(out, n > 0 ? "\n" : history->en ? "  no change\n" : "  変化なし\n");
	g_string_append(out, states->str);
	write_findings(opened, "+", more, out);
	write_findings(closed, "-", more, out);
}

/* ---- an entry ---- */

static void
write_text(struct history *history, const struct journal_row *row, const struct value *body,
	gboolean fields, GString *out)
{
	write_head(history, row, out);
	if (strcmp(row->verb, "judge") == 0 && body != NULL) {
		write_judgement(history, body, out);
		return;
	}
	g_string_append_c(out, '\n');
	if (!has_body(row)) {
		write_reason(history, body, out);
	} else if (fields && body == NULL) {
		g_string_append(out, history->en ? "       erased\n" : "       消去済み\n");
	} else if (fields) {
		struct telling telling = { .history = history, .out = out };
		each_change(model_kind(history->options->model, row->kind), history->before, body,
			tell_change, &telling);
	}
}

static void
write_json(struct history *history, const struct journal_row *row, const struct value *body,
	gboolean fields, struct arena *arena, GString *out)
{
	struct value *map = value_map(arena);
	g_autofree char *at = moment_text(row->at), *hash = hex_text(row->hash.bytes, DIGEST_SIZE);
	value_set_text(arena, map, "system", row->chain);
	value_set_int(arena, map, "seq", row->seq);
	value_set_text(arena, map, "at", at);
	value_set_text(arena, map, "actor", row->actor);
	value_set_text(arena, map, "role", row->role);
	value_set_text(arena, map, "known_by", row->known_by);
	value_set_text(arena, map, "verb", row->verb);
	value_set_text(arena, map, "kind", row->kind);
	value_set_text(arena, map, "id", row->id);
	value_set_text(arena, map, "hash", hash);
	if (body == NULL) {
		value_set(arena, map, "erased", value_bool(arena, TRUE));
	} else if (has_body(row) && fields) {
		struct telling telling = { .arena = arena, .changes = value_list(arena) };
		each_change(model_kind(history->options->model, row->kind), history->before, body,
			list_change, &telling);
		value_set(arena, map, "changes", telling.changes);
	} else if (!has_body(row)) {
		value_set(arena, map, "body", value_copy(arena, body));
	}
	json_canonical(map, out);
	g_string_append_c(out, '\n');
}

gboolean
history_entry(struct history *history, const struct journal_row *row, gboolean fields, GString *out,
	GError **error)
{
	struct arena *arena = arena_new();
	GError *failed = NULL;
	const struct value *body = seal_entry_body(history->options->ring, row, arena, &failed);
	if (failed != NULL) {
		g_propagate_prefixed_error(
			error, failed, "%s #%" G_GINT64_FORMAT ": ", row->chain, row->seq);
		arena_free(arena);
		return FALSE;
	}
	if (history->options->json)
		write_json(history, row, body, fields, arena, out);
	else
		write_text(history, row, body, fields, out);
	if (!has_body(row) || body == NULL || !fields) {
		arena_free(arena);
		return TRUE;
	}
	g_clear_pointer(&history->arena, arena_free);
	history->arena = arena;
	history->before = body;
	return TRUE;
}
