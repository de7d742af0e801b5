/* SPDX-License-Identifier: Apache-2.0 */
#include "check_sarif_rules.h"

#include <string.h>

#include "check_words.h"

struct descriptor {
	const char *id;
	const struct rule *rule; /* NULL: the check itself, or Sekisho's own */
	const struct check *check;
};

struct sarif_rules {
	GArray *list; /* of struct descriptor, ascending by id */
	GHashTable *index; /* id → place + 1 */
	enum rank rank;
};

static gint
by_id(gconstpointer a, gconstpointer b)
{
	return strcmp(((const struct descriptor *)a)->id, ((const struct descriptor *)b)->id);
}

static void
add(struct sarif_rules *rules, const char *id, const struct rule *rule, const struct check *check)
{
	struct descriptor made = { id, rule, check };
	if (g_hash_table_add(rules->index, (gpointer)id))
		g_array_append_val(rules->list, made);
}

struct sarif_rules *
sarif_rules_new(const struct report *report)
{
	struct sarif_rules *rules = g_new0(struct sarif_rules, 1);
	const struct judgement *judgement = report->judgement;
	rules->list = g_array_new(FALSE, FALSE, sizeof(struct descriptor));
	rules->index = g_hash_table_new(g_str_hash, g_str_equal);
	rules->rank = judgement->rank;
	for (guint i = 0; i < judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(judgement->checks, i);
		for (guint k = 0; k < result->findings->len; k++) {
			const struct finding *finding = g_ptr_array_index(result->findings, k);
			add(rules, finding->rule_id, finding->rule, result->check);
		}
		if (result->check->phase <= report->outcome->phase && result_stands_alone(result))
			add(rules, result->check->id, NULL, result->check);
	}
	g_array_sort(rules->list, by_id);
	for (guint i = 0; i < rules->list->len; i++)
		g_hash_table_insert(rules->index,
			(gpointer)g_array_index(rules->list, struct descriptor, i).id,
			GUINT_TO_POINTER(i + 1));
	return rules;
}

void
sarif_rules_free(struct sarif_rules *rules)
{
	g_array_unref(rules->list);
	g_hash_table_unref(rules->index);
	g_free(rules);
}

guint
sarif_rules_index(const struct sarif_rules *rules, const char *id)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(rules->index, id)) - 1;
}

/* ---- texts ---- */

/* The rule's sentence with "…" for what each finding fills in. */
static char *
without_places(const char *template)
{
	GString *out = g_string_new(NULL);
	while (*template != '\0') {
		const char *open = strchr(template, '{'), *close = open == NULL ? NULL : strchr(open, '}');
		if (close == NULL) {
			g_string_append(out, template);
			break;
		}
		g_string_append_len(out, template, open - template);
		g_string_append(out, "…");
		template = close + 1;
	}
	return g_string_free(out, FALSE);
}

/* Where findings fill in nearly everything, hardly a word is left. */
static gboolean
says_something(const char *text)
{
	guint letters = 0;
	for (; *text != '\0'; text = g_utf8_next_char(text))
		letters += g_unichar_isalpha(g_utf8_get_char(text));
	return letters >= 5;
}

static char *
short_text(const struct descriptor *d, const char *lang)
{
	static const struct {
		const char *id;
		struct label text;
	} OWN[] = {
		{ "V.rule_failed", { "規則を実行できなかった", "a rule could not be run" } },
		{ "V.method_value", { "手法の値がない", "the method lacks a value" } },
	};
	g_autofree char *sentence =
		d->rule == NULL ? g_strdup("") : without_places(label_in(d->rule->text, lang));
	if (says_something(sentence))
		return g_steal_pointer(&sentence);
	for (guint i = 0; i < G_N_ELEMENTS(OWN); i++)
		if (strcmp(OWN[i].id, d->id) == 0)
			return g_strdup(label_in(OWN[i].text, lang));
	return d->rule == NULL
		? g_strdup(label_in(d->check->title, lang))
		: g_strdup_printf("%s (%s)", label_in(d->check->title, lang), d->id);
}

static char *
help_text(const struct descriptor *d, const char *lang, gboolean markdown)
{
	gboolean en = strcmp(lang, "en") == 0;
	g_autofree char *number = check_number(d->check->id);
	const char *bold = markdown ? "**" : "";
	return g_strdup_printf(en ? "%sCheck %s %s%s\n\n%s\n\n%s\n\nFor example: %s\n"
				  : "%s点検 %s %s%s\n\n%s\n\n%s\n\n例: %s\n",
		bold, number, label_in(d->check->title, lang), bold, label_in(d->check->ask, lang),
		label_in(d->check->why, lang), label_in(d->check->example, lang));
}

static struct value *
multiformat(struct arena *arena, const char *text, const char *markdown)
{
	struct value *map = value_map(arena);
	value_set_text(arena, map, "text", text);
	if (markdown != NULL)
		value_set_text(arena, map, "markdown", markdown);
	return map;
}

static struct value *
descriptor_texts(struct arena *arena, const struct descriptor *d, const char *lang)
{
	struct value *map = value_map(arena);
	g_autofree char *summary = short_text(d, lang);
	g_autofree char *plain = help_text(d, lang, FALSE), *markdown = help_text(d, lang, TRUE);
	value_set_text(arena, map, "id", d->id);
	value_set(arena, map, "shortDescription", multiformat(arena, summary, NULL));
	value_set(arena, map, "fullDescription",
		multiformat(arena, label_in(d->check->ask, lang), NULL));
	value_set(arena, map, "help", multiformat(arena, plain, markdown));
	return map;
}

/* ---- components ---- */

/* Code hosts group by a number out of ten; this is the middle of the band that the word stands for. */
static const char *
severity_number(enum severity severity)
{
	static const char *const NUMBERS[] = { "9.5", "8.0", "5.5", "2.0", "0.0" };
	return NUMBERS[severity];
}

static struct value *
descriptor_value(
	const struct sarif_rules *rules, struct arena *arena, const struct descriptor *d, const char *lang)
{
	static const char *const LEVELS[] = { "error", "warning", "warning", "note", "none" };
	struct value *map = descriptor_texts(arena, d, lang);
	struct value *configuration = value_map(arena), *properties = value_map(arena);
	struct value *tags = value_list(arena);
	const char *level = d->rule == NULL ? "warning" : LEVELS[d->rule->classes[rules->rank]];
	value_set_text(arena, configuration, "level", level);
	value_set(arena, map, "defaultConfiguration", configuration);
	value_add(arena, tags, value_text(arena, "security"));
	value_add(arena, tags, value_text(arena, d->check->id));
	for (guint i = 0; d->rule != NULL && d->rule->rows != NULL && d->rule->rows[i] != NULL; i++)
		if (strcmp(d->rule->rows[i], d->check->id) != 0)
			value_add(arena, tags, value_text(arena, d->rule->rows[i]));
	value_set(arena, properties, "tags", tags);
	if (d->rule != NULL)
		value_set_text(arena, properties, "security-severity",
			severity_number(d->rule->severities[rules->rank]));
	value_set(arena, map, "properties", properties);
	return map;
}

struct value *
sarif_rules_driver(const struct sarif_rules *rules, struct arena *arena, const char *lang)
{
	struct value *driver = value_map(arena), *list = value_list(arena);
	value_set_text(arena, driver, "name", "Sekisho");
	value_set_text(arena, driver, "version", SEKISHO_VERSION);
	value_set_text(arena, driver, "semanticVersion", SEKISHO_VERSION);
	value_set_text(arena, driver, "language", lang);
	for (guint i = 0; i < rules->list->len; i++)
		value_add(arena, list,
			descriptor_value(
				rules, arena, &g_array_index(rules->list, struct descriptor, i), lang));
	value_set(arena, driver, "rules", list);
	return driver;
}

struct value *
sarif_rules_translation(const struct sarif_rules *rules, struct arena *arena, const char *lang)
{
	struct value *component = value_map(arena), *list = value_list(arena);
	struct value *contents = value_list(arena), *metadata = value_map(arena), *of = value_map(arena);
	value_set_text(arena, component, "name", "Sekisho");
	value_set_text(arena, component, "language", lang);
	value_add(arena, contents, value_text(arena, "localizedData"));
	value_set(arena, component, "contents", contents);
	value_set(arena, component, "isComprehensive", value_bool(arena, TRUE));
	value_set_text(arena, metadata, "name", strcmp(lang, "en") == 0 ? "English" : "日本語");
	value_set(arena, component, "translationMetadata", metadata);
	value_set_text(arena, of, "name", "Sekisho");
	value_set(arena, component, "associatedComponent", of);
	for (guint i = 0; i < rules->list->len; i++)
		value_add(arena, list,
			descriptor_texts(arena, &g_array_index(rules->list, struct descriptor, i), lang));
	value_set(arena, component, "rules", list);
	return component;
}
