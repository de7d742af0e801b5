/* SPDX-License-Identifier: Apache-2.0 */
/* What is proposed for a question, and what somebody typed for it. */
#include <string.h>

#include "base/moment.h"
#include "path.h"

/* ---- what is proposed ---- */

/* "+5y": years from today; "fy+5": 31 March that many fiscal years on; else as it stands. */
static char *
day_of(const char *words, const struct value *answers)
{
	gboolean fiscal = g_str_has_prefix(words, "fy+");
	const char *digits = words + (fiscal ? 3 : 1), *today = value_get_text(answers, "today");
	char *rest;
	guint64 years = g_ascii_strtoull(digits, &rest, 10);
	int year, month, day;
	if ((!fiscal && *words != '+') || rest == digits || years > 100 || today == NULL)
		return g_strdup(words);
	year = (int)g_ascii_strtoll(today, NULL, 10);
	month = (int)g_ascii_strtoll(today + 5, NULL, 10);
	day = (int)g_ascii_strtoll(today + 8, NULL, 10);
	year += (int)years + (fiscal && month >= 4);
	if (fiscal)
		return g_strdup_printf("%04d-03-31", year);
	return g_strdup_printf("%04d-%02d-%02d", year, month, month == 2 && day == 29 ? 28 : day);
}

char *
path_preset(const struct path *path, const struct path_question *question,
	const struct value *answers, const char *lang)
{
	ARENA_AUTO arena = arena_new();
	const struct value *preset = question->preset;
	if (preset != NULL && preset->type == VALUE_MAP)
		preset = value_get(preset, lang);
	preset = preset == NULL ? NULL : path_fill(path, preset, answers, lang, arena);
	if (preset != NULL && preset->type == VALUE_MAP)
		preset = value_get(preset, lang);
	if (preset == NULL || preset->type != VALUE_TEXT)
		return NULL;
	return question->field != NULL && (question->field->type == FIELD_DATE
			|| question->field->type == FIELD_UNTIL)
		? day_of(preset->text, answers)
		: g_strdup(preset->text);
}

/* ---- choices ---- */

static void
choice_free(gpointer data)
{
	struct path_choice *choice = data;
	g_free(choice->label);
	g_free(choice);
}

static void
add_choice(GPtrArray *choices, const char *code, char *label)
{
	struct path_choice *choice = g_new(struct path_choice, 1);
	*choice = (struct path_choice) { code, label };
	g_ptr_array_add(choices, choice);
}

GPtrArray *
path_choices(const struct path_question *question, const struct dossier *org, const char *lang)
{
	GPtrArray *choices = g_ptr_array_new_with_free_func(choice_free);
	for (guint i = 0; i < question->n_options; i++)
		add_choice(choices, question->options[i].code,
			g_strdup(label_in(question->options[i].label, lang)));
	const struct enumeration *codes = question->field == NULL || question->field->type != FIELD_ENUM
		? NULL
		: question->field->codes;
	for (guint i = 0; codes != NULL && i < codes->n_codes; i++)
		add_choice(choices, codes->codes[i].code, g_strdup(label_in(codes->codes[i].label, lang)));
	for (guint i = 0; question->type == ASK_PICK && org != NULL && i < org->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(org->objects, i);
		if (object->kind == question->kind)
			add_choice(choices, object->id,
				object_title(object->kind, object->id, object->body, lang));
	}
	return choices;
}

static const struct value *
chosen(const struct path_question *question, const char *typed, const struct dossier *org,
	struct arena *arena, GError **error)
{
	g_autofree char *words = g_utf8_normalize(typed, -1, G_NORMALIZE_NFKC);
	char *rest;
	guint64 number = g_ascii_strtoull(words, &rest, 10);
	gboolean counted = *words != '\0' && *rest == '\0' && g_ascii_isdigit(*words);
	g_autoptr(GPtrArray) ja = path_choices(question, org, "ja");
	g_autoptr(GPtrArray) en = path_choices(question, org, "en");
	for (guint i = 0; i < ja->len; i++) {
		const struct path_choice *a = g_ptr_array_index(ja, i), *b = g_ptr_array_index(en, i);
		if (counted ? number == i + 1
			    : strcmp(words, a->code) == 0 || strcmp(typed, a->label) == 0
				|| g_ascii_strcasecmp(typed, b->label) == 0)
			return value_text(arena, a->code);
	}
	error_set(error, ERROR_INPUT, "「%1$s」は選べません。1 から %2$u までの番号で答えてください",
		"\"%1$s\" cannot be chosen; answer with a number from 1 to %2$u", typed, ja->len);
	return NULL;
}

static const struct value *
truth(const char *typed, struct arena *arena, GError **error)
{
	static const char *const YES[] = { "yes", "y", "はい", "ある", "する", NULL };
	static const char *const NO[] = { "no", "n", "いいえ", "ない", "しない", NULL };
	g_autofree char *words = g_utf8_normalize(typed, -1, G_NORMALIZE_NFKC);
	g_autofree char *low = g_utf8_strdown(words, -1);
	if (g_strv_contains(YES, low))
		return value_text(arena, "yes");
	if (g_strv_contains(NO, low))
		return value_text(arena, "no");
	error_set(error, ERROR_INPUT, "「%s」ではなく、はい か いいえ で答えてください",
		"answer yes or no, not \"%s\"", typed);
	return NULL;
}

/* ---- fields ---- */

static struct value *
as_typed(const struct path_question *question, const char *typed, struct arena *arena)
{
	enum field_type type = question->field == NULL ? FIELD_LABEL : question->field->type;
	if (type == FIELD_TEXT || type == FIELD_PROSE || type == FIELD_LABEL)
		return value_text(arena, typed);
	/* digits and dates come full-width from a Japanese keyboard */
	g_autofree char *words = g_utf8_normalize(typed, -1, G_NORMALIZE_NFKC);
	char *rest;
	gint64 number = g_ascii_strtoll(words, &rest, 10);
	if ((type == FIELD_INT || type == FIELD_COUNT || type == FIELD_MONEY || type == FIELD_PERCENT)
		&& rest != words && *rest == '\0' && ABS(number) < G_GINT64_CONSTANT(1) << 53)
		return value_int(arena, number);
	if (type == FIELD_DATE || type == FIELD_UNTIL)
		g_strdelimit(words, "/", '-');
	struct value *made = value_text(arena, words);
	made->plain = TRUE;
	return made;
}

static const struct value *
of_field(const struct path *path, const struct path_question *question, const char *typed,
	struct arena *arena, GError **error)
{
	struct problems problems;
	problems_init(&problems);
	struct value *given = value_map(arena), *answer = as_typed(question, typed, arena);
	if (question->type == ASK_ID) {
		const char *chain = question->kind->scope == SCOPE_ORG ? CHAIN_ORG : typed;
		object_check_id(question->kind, chain, typed, (struct place) { 0 }, &problems);
	} else {
		value_set(arena, given, question->type == ASK_NAME ? "name" : question->field->name, answer);
		object_normalise(
			path->model, question->kind, arena, given, OBJECT_FROM_OUTSIDE, &problems);
	}
	gboolean fits = problems_none(&problems, error);
	problems_clear(&problems);
	return fits ? answer : NULL;
}

const struct value *
path_answer(const struct path *path, const struct path_question *question, const char *typed,
	const struct dossier *org, struct arena *arena, GError **error)
{
	if (strlen(typed) > PATH_ANSWER_MAX) {
		error_set(error, ERROR_TOO_LARGE, "答えが長すぎます(%d バイトまで)",
			"the answer is too long (at most %d bytes)", PATH_ANSWER_MAX);
		return NULL;
	}
	if (!g_utf8_validate(typed, -1, NULL)) {
		error_set(error, ERROR_INPUT, "文字コードが UTF-8 ではありません",
			"the answer is not in UTF-8");
		return NULL;
	}
	if (*typed == '\0') {
		if (question->optional)
			return value_null(arena);
		error_set(error, ERROR_INPUT, "ここは空欄にできません", "this cannot be left empty");
		return NULL;
	}
	if (question->type == ASK_YES)
		return truth(typed, arena, error);
	if (question->type == ASK_OPTION || question->type == ASK_PICK
		|| (question->type == ASK_FIELD && question->field->type == FIELD_ENUM))
		return chosen(question, typed, org, arena, error);
	return of_field(path, question, typed, arena, error);
}
