/* SPDX-License-Identifier: Apache-2.0 */
/* The fields of a kind file. */
#include <string.h>

#include "model_private.h"

void
loading_wrong(struct loading *loading, struct place place, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	place.file = loading->file;
	problem_take(loading->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
}

struct label
loading_label(struct loading *loading, const struct value *map, const char *key,
	struct place owner, gboolean needed)
{
	const struct value *value = key == NULL ? map : value_get(map, key);
	struct label label = { value_get_text(value, "ja"), value_get_text(value, "en") };
	if (value == NULL && !needed)
		return label;
	if (label.ja == NULL || label.en == NULL)
		loading_wrong(loading, value != NULL ? value->place : owner,
			"%s に ja と en の両方が要ります", "%s needs both ja and en",
			key == NULL ? "label" : key);
	return label;
}

char *const *
loading_words(struct loading *loading, const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);
	if (value == NULL)
		return NULL;
	gboolean list = value->type == VALUE_LIST;
	guint n = list ? value->n_items : 1;
	char **words = arena_alloc(loading->arena, (n + 1) * sizeof *words);
	for (guint i = 0; i < n; i++) {
		const struct value *word = list ? value->items[i] : value;
		if (word->type == VALUE_TEXT)
			words[i] = (char *)word->text;
		else if (word->type == VALUE_INT)
			words[i] = arena_printf(loading->arena, "%" G_GINT64_FORMAT, word->integer);
		else {
			loading_wrong(loading, word->place, "%s: 文字列が要ります",
				"%s: text is expected", key);
			words[i] = arena_dup(loading->arena, "", 0);
		}
	}
	return words;
}

void
loading_known(struct loading *loading, const struct value *map, const char *const *known)
{
	for (guint i = 0; i < map->n_members; i++) {
		const struct member *member = &map->members[i];
		if (g_strv_contains(known, member->key))
			continue;
		struct hint hint = nearest_hint(member->key, known, g_strv_length((char **)known));
		loading_wrong(loading, member->place, "知らない項目 %1$s です%2$s%3$.0s",
			"unknown member %1$s%2$.0s%3$s", member->key, hint.ja, hint.en);
	}
}

struct enumeration *
loading_codes(struct loading *loading, const char *name, const struct value *map)
{
	struct enumeration *enumeration = arena_alloc(loading->arena, sizeof *enumeration);
	enumeration->name = name;
	if (map->type != VALUE_MAP || map->n_members == 0) {
		loading_wrong(loading, map->place, "符号の組 {code: {ja, en}} が要ります",
			"a mapping {code: {ja, en}} is expected");
		return enumeration;
	}
	struct code *codes = arena_alloc(loading->arena, map->n_members * sizeof *codes);
	for (guint i = 0; i < map->n_members; i++) {
		codes[i].code = map->members[i].key;
		codes[i].label = loading_label(
			loading, map->members[i].value, NULL, map->members[i].place, TRUE);
	}
	enumeration->codes = codes;
	enumeration->n_codes = map->n_members;
	return enumeration;
}

static char *const *
words_of(struct loading *loading, const struct value *value)
{
	struct value *holder = value_map(loading->arena);
	value_set(loading->arena, holder, "value", (struct value *)value);
	return loading_words(loading, holder, "value");
}

static struct field_test
loading_test(struct loading *loading, const struct member *member)
{
	struct field_test test = { .field = member->key, .what = TEST_IS };
	const struct value *value = member->value;
	if (value->type == VALUE_BOOL) {
		static char *const TRUTH[] = { (char *)"true", NULL };
		static char *const FALSEHOOD[] = { (char *)"false", NULL };
		test.words = value->truth ? TRUTH : FALSEHOOD;
	} else if (value->type != VALUE_MAP) {
		test.words = words_of(loading, value);
	} else if (value_get(value, "not") != NULL) {
		test.what = TEST_IS_NOT;
		test.words = loading_words(loading, value, "not");
	} else if (value_get(value, "kind") != NULL) {
		test.what = TEST_KIND;
		test.words = loading_words(loading, value, "kind");
	} else {
		test.what = value_get_bool(value, "set", TRUE) ? TEST_SET : TEST_UNSET;
		static const char *const KNOWN[] = { "set", NULL };
		loading_known(loading, value, KNOWN);
	}
	return test;
}

const struct alternative *
loading_alternatives(struct loading *loading, const struct value *value, guint *ret_n)
{
	*ret_n = 0;
	if (value == NULL)
		return NULL;
	gboolean list = value->type == VALUE_LIST;
	guint n = list ? value->n_items : 1;
	struct alternative *alternatives = arena_alloc(loading->arena, n * sizeof *alternatives);
	for (guint i = 0; i < n; i++) {
		const struct value *map = list ? value->items[i] : value;
		if (map->type != VALUE_MAP) {
			loading_wrong(loading, map->place, "条件は {項目: 値} の形です",
				"a condition has the form {field: value}");
			continue;
		}
		alternatives[i].n_tests = map->n_members;
		alternatives[i].tests =
			arena_alloc(loading->arena, map->n_members * sizeof(struct field_test));
		for (guint k = 0; k < map->n_members; k++)
			alternatives[i].tests[k] = loading_test(loading, &map->members[k]);
	}
	*ret_n = n;
	return alternatives;
}

static const char *const TYPE_WORDS[] = { "text", "prose", "label", "bool", "int", "count", "money",
	"percent", "time", "date", "until", "duration", "cia", "enum", "ref", "list", "record", "item",
	"bytes", "phase", "decimal" };

static gboolean
find_type(const char *word, enum field_type *ret)
{
	for (guint i = 0; word != NULL && i < G_N_ELEMENTS(TYPE_WORDS); i++)
		if (strcmp(TYPE_WORDS[i], word) == 0) {
			*ret = (enum field_type)i;
			return TRUE;
		}
	return FALSE;
}

static void
load_enum(struct loading *loading, struct field *field, const struct value *map)
{
	const char *shared = value_get_text(map, "shared");
	const struct value *values = value_get(map, "values");
	if (shared != NULL)
		field->codes = g_hash_table_lookup(loading->enumerations, shared);
	else if (values != NULL)
		field->codes = loading_codes(loading, NULL, values);
	if (field->codes == NULL)
		loading_wrong(loading, map->place, "列挙 %s がありません", "there is no enumeration %s",
			shared != NULL ? shared : "(shared, values)");
}

static void load_field(struct loading *loading, struct field *field, const char *name,
	const struct value *map, const struct group *group, gboolean labelled);

static void
load_shape(struct loading *loading, struct field *field, const struct value *map)
{
	const struct value *of = value_get(map, "of");
	if (field->type == FIELD_ENUM)
		load_enum(loading, field, map);
	if (field->type == FIELD_REF) {
		const struct value *to = value_get(map, "to");
		field->any = value_is_text(to, "any");
		struct open_ref ref = { field, to, loading->file };
		if (to == NULL)
			loading_wrong(loading, map->place, "ref に to が要ります", "ref needs `to`");
		else if (!field->any)
			g_ptr_array_add(loading->open_refs, g_memdup2(&ref, sizeof ref));
	}
	if (field->type == FIELD_LIST) {
		struct field *item = arena_alloc(loading->arena, sizeof *item);
		if (of == NULL || of->type != VALUE_MAP)
			loading_wrong(loading, map->place, "list に of: {type: …} が要ります",
				"list needs of: {type: …}");
		else
			load_field(loading, item, field->name, of, field->group, FALSE);
		field->of = item;
		field->refers = item->refers;
	}
	if (field->type == FIELD_RECORD) {
		g_autoptr(GPtrArray) fields = g_ptr_array_new();
		const struct value *members = value_get(map, "fields");
		if (members != NULL)
			loading_fields(loading, members, field->group, fields);
		field->fields = loading_keep_fields(loading, fields);
		field->n_fields = fields->len;
		for (guint i = 0; i < field->n_fields; i++)
			field->refers = field->refers || field->fields[i]->refers;
	}
}

static void
load_bounds(struct field *field, const struct value *map)
{
	field->has_min = value_get(map, "min") != NULL;
	field->has_max = value_get(map, "max") != NULL;
	field->min = value_get_int(map, "min", 0);
	field->max = value_get_int(map, "max", 0);
	if (field->type == FIELD_COUNT || field->type == FIELD_MONEY || field->type == FIELD_PERCENT) {
		field->has_min = TRUE;
		field->min = MAX(field->min, 0);
	}
	if (field->type == FIELD_PERCENT) {
		field->has_max = TRUE;
		field->max = 100;
	}
}

static void
load_field(struct loading *loading, struct field *field, const char *name, const struct value *map,
	const struct group *group, gboolean labelled)
{
	static const char *const KNOWN[] = { "type", "required", "required_when", "label", "help", "to",
		"of", "shared", "values", "min", "max", "stamped", "material", "write", "neutral",
		"format", "fields", NULL };
	field->name = name;
	field->group = group;
	if (map->type != VALUE_MAP || !find_type(value_get_text(map, "type"), &field->type)) {
		loading_wrong(loading, map->place, "項目 %s の type が正しくありません",
			"field %s has no known type", name);
		return;
	}
	loading_known(loading, map, KNOWN);
	field->label = loading_label(loading, map, "label", map->place, labelled);
	field->help = loading_label(loading, map, "help", map->place, FALSE);
	field->required = value_get_bool(map, "required", FALSE);
	field->stamped = value_get_bool(map, "stamped", FALSE);
	field->material = value_get_bool(map, "material", TRUE);
	field->writers = loading_words(loading, map, "write");
	field->neutral = value_get_text(map, "neutral");
	field->format = value_get_text(map, "format");
	field->required_when = loading_alternatives(
		loading, value_get(map, "required_when"), &field->n_required_when);
	field->refers = field->type == FIELD_REF;
	load_bounds(field, map);
	load_shape(loading, field, map);
}

const struct field *const *
loading_keep_fields(struct loading *loading, const GPtrArray *fields)
{
	const struct field **kept = arena_alloc(loading->arena, (fields->len + 1) * sizeof *kept);
	for (guint i = 0; i < fields->len; i++)
		kept[i] = g_ptr_array_index(fields, i);
	return kept;
}

void
loading_fields(struct loading *loading, const struct value *map, const struct group *group,
	GPtrArray *fields)
{
	if (map->type != VALUE_MAP) {
		loading_wrong(loading, map->place, "項目の組が要ります", "a mapping of fields is expected");
		return;
	}
	for (guint i = 0; i < map->n_members; i++) {
		struct field *field = arena_alloc(loading->arena, sizeof *field);
		load_field(loading, field, map->members[i].key, map->members[i].value, group, TRUE);
		g_ptr_array_add(fields, field);
	}
}
