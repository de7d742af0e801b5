/* SPDX-License-Identifier: Apache-2.0 */
#include "plan_report.h"

#include <string.h>

#include "yaml_text.h"

#define VALUE_COLUMNS 100

static const char *const CODES[] = { "same", "new", "changed", "gone", "retired", "kept", "conflict" };
static const struct label WORDS[] = { { "変更なし", "unchanged" }, { "追加", "new" },
	{ "変更", "changed" }, { "フォルダーにない", "not in the folder" }, { "廃止", "retired" },
	{ "台帳のまま", "left as in the ledger" }, { "食い違い", "in conflict" } };
static const char SIGNS[] = { ' ', '+', '~', '?', '-', '=', '!' };
static const char *const COLOURS[] = { "", "\033[32m", "\033[33m", "\033[90m", "\033[31m", "\033[90m",
	"\033[31m" };

struct writing {
	const struct plan *plan;
	const struct plan_options_text *options;
	GString *out;
	gboolean en;
};

static const char *
paint(const struct writing *w, const char *code)
{
	return w->options->colour ? code : "";
}

static char *
title_of(const struct writing *w, const struct step *step)
{
	const struct value *body = step->ours != NULL ? step->ours->body : step->theirs->body;
	char *title = object_title(step->kind, step->id, body, w->options->lang);
	if (strcmp(title, step->id) == 0)
		title[0] = '\0';
	return title;
}

/* A value on one line, cut where it is long. */
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

static gboolean
contains(const struct value *list, const struct value *item)
{
	for (guint i = 0; i < list->n_items; i++)
		if (value_equal(list->items[i], item))
			return TRUE;
	return FALSE;
}

static void
append_items_not_in(struct writing *w, const struct value *from, const struct value *other, char sign)
{
	for (guint i = 0; i < from->n_items; i++) {
		if (contains(other, from->items[i]))
			continue;
		g_string_append_printf(w->out, "        %c ", sign);
		append_value(from->items[i], w->out);
		g_string_append_c(w->out, '\n');
	}
}

static void
write_difference(struct writing *w, const struct difference *difference)
{
	const struct value *was = difference->ledger, *is = difference->folder;
	g_string_append_printf(w->out, "      %s:", difference->field);
	if (was != NULL && is != NULL && was->type == VALUE_LIST && is->type == VALUE_LIST) {
		g_string_append_c(w->out, '\n');
		append_items_not_in(w, was, is, '-');
		append_items_not_in(w, is, was, '+');
		return;
	}
	if (was != NULL) {
		g_string_append_c(w->out, ' ');
		append_value(was, w->out);
		g_string_append(w->out, " →");
	}
	g_string_append_c(w->out, ' ');
	if (is != NULL)
		append_value(is, w->out);
	else
		g_string_append(w->out, w->en ? "(none)" : "(なし)");
	g_string_append_c(w->out, '\n');
}

static void
write_step(struct writing *w, const struct step *step)
{
	g_autofree char *title = title_of(w, step);
	gboolean fields = step->what == STEP_CHANGED || step->what == STEP_CONFLICT
		|| step->what == STEP_KEPT || (step->what == STEP_NEW && w->options->all);
	g_string_append_printf(w->out, "  %s%c %s:%s%s%s%s", paint(w, COLOURS[step->what]),
		SIGNS[step->what], step->kind->name, step->id, paint(w, "\033[0m"),
		*title != '\0' ? "  " : "", title);
	if (step->ours != NULL)
		g_string_append_printf(w->out, "  %s%s:%u%s", paint(w, "\033[90m"),
			step->ours->place.file, step->ours->place.line, paint(w, "\033[0m"));
	g_string_append_c(w->out, '\n');
	for (guint i = 0; fields && i < step->differences->len; i++)
		write_difference(w, &g_array_index(step->differences, struct difference, i));
}

static void
append_counts(struct writing *w)
{
	static const enum step_what ORDER[] = { STEP_NEW, STEP_CHANGED, STEP_RETIRED, STEP_CONFLICT,
		STEP_KEPT, STEP_GONE, STEP_SAME };
	gboolean first = TRUE;
	for (guint i = 0; i < G_N_ELEMENTS(ORDER); i++) {
		guint n = w->plan->counts[ORDER[i]];
		if (n == 0)
			continue;
		const char *word = label_in(WORDS[ORDER[i]], w->options->lang);
		if (w->en)
			g_string_append_printf(w->out, "%s%u %s", first ? "" : ", ", n, word);
		else
			g_string_append_printf(w->out, "%s%s %u", first ? "" : "、", word, n);
		first = FALSE;
	}
	if (first)
		g_string_append(w->out, w->en ? "nothing" : "なし");
}

void
plan_sum(const struct plan *plan, const struct plan_options_text *options, GString *out)
{
	struct writing w = { plan, options, out, strcmp(options->lang, "en") == 0 };
	g_string_append_printf(out, "%s%s%s (%s): ", paint(&w, "\033[1m"), plan->dossier->chain,
		paint(&w, "\033[0m"), plan->dossier->folder);
	append_counts(&w);
	g_string_append_c(out, '\n');
}

void
plan_text(const struct plan *plan, const struct plan_options_text *options, GString *out)
{
	struct writing w = { plan, options, out, strcmp(options->lang, "en") == 0 };
	plan_sum(plan, options, out);
	if (plan->foreign_base)
		g_string_append(out, w.en
				? "  (its .sekisho.json is of another ledger and was passed over)\n"
				: "  (.sekisho.json は別の台帳のものなので使いません)\n");
	for (guint i = 0; i < plan->steps->len; i++) {
		const struct step *step = g_ptr_array_index(plan->steps, i);
		if (step->what != STEP_SAME)
			write_step(&w, step);
	}
	if (plan->counts[STEP_GONE] > 0)
		g_string_append(out, w.en
				? "  ? is no longer in the folder; it stays in the ledger unless --prune is given\n"
				: "  ? はフォルダーからなくなったもの。--prune を付けなければ台帳に残ります\n");
}

/* ---- JSON ---- */

static struct value *
field_value(const struct difference *difference, struct arena *arena)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "field", difference->field);
	value_set(arena, map, "ledger", difference->ledger == NULL
			? value_null(arena)
			: value_copy(arena, difference->ledger));
	value_set(arena, map, "folder", difference->folder == NULL
			? value_null(arena)
			: value_copy(arena, difference->folder));
	return map;
}

static struct value *
step_value(const struct step *step, struct arena *arena)
{
	struct value *map = value_map(arena), *fields = value_list(arena);
	value_set_text(arena, map, "kind", step->kind->name);
	value_set_text(arena, map, "id", step->id);
	value_set_text(arena, map, "what", CODES[step->what]);
	value_set(arena, map, "file",
		step->ours == NULL ? value_null(arena) : value_text(arena, step->ours->place.file));
	value_set(arena, map, "line",
		step->ours == NULL ? value_null(arena) : value_int(arena, step->ours->place.line));
	for (guint i = 0; i < step->differences->len; i++)
		value_add(arena, fields,
			field_value(&g_array_index(step->differences, struct difference, i), arena));
	value_set(arena, map, "fields", fields);
	return map;
}

struct value *
plan_value(const struct plan *plan, struct arena *arena)
{
	struct value *map = value_map(arena), *counts = value_map(arena), *objects = value_list(arena);
	value_set_text(arena, map, "folder", plan->dossier->folder);
	value_set_text(arena, map, "system", plan->dossier->chain);
	for (guint i = 0; i < G_N_ELEMENTS(CODES); i++)
		value_set_int(arena, counts, CODES[i], plan->counts[i]);
	value_set(arena, map, "counts", counts);
	for (guint i = 0; i < plan->steps->len; i++) {
		const struct step *step = g_ptr_array_index(plan->steps, i);
		if (step->what != STEP_SAME)
			value_add(arena, objects, step_value(step, arena));
	}
	value_set(arena, map, "objects", objects);
	return map;
}
