/* SPDX-License-Identifier: Apache-2.0 */
#include "object.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "base/text.h"

struct normalising {
	const struct model *model;
	const struct kind *kind;
	struct arena *arena;
	struct problems *problems;
};

static struct value *normalise(struct normalising *n, const struct field *field,
	const struct value *given, const char *name);

static void wrong(struct normalising *n, const struct value *at, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
wrong(struct normalising *n, const struct value *at, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(n->problems, error_new_va(ERROR_INPUT, at->place, ja, en, args));
	va_end(args);
}

static struct value *
same_place(struct value *made, const struct value *given)
{
	made->place = given->place;
	return made;
}

static struct value *
made_text(struct normalising *n, const char *text, const struct value *given)
{
	return same_place(value_text(n->arena, text), given);
}

/* Text as written; an integer written without quotes is text too. */
static const char *
written(struct normalising *n, const struct value *given, const char *name)
{
	if (given->type == VALUE_TEXT)
		return given->text;
	if (given->type == VALUE_INT)
		return arena_printf(n->arena, "%" G_GINT64_FORMAT, given->integer);
	if (given->type == VALUE_BOOL)
		wrong(n, given, "%s: 文字列が要ります。\"%s\" のように引用符で囲んでください",
			"%s: text is expected; put it in quotes: \"%s\"", name,
			given->truth ? "true" : "false");
	else
		wrong(n, given, "%1$s: 文字列が要りますが、%2$sがあります%3$.0s",
			"%1$s: text is expected, found %2$.0s%3$s", name, value_type_ja(given->type),
			value_type_en(given->type));
	return NULL;
}

/* Nothing that moves the cursor, ends a line, or turns the direction of what follows. */
static gboolean
has_control(const char *text, gboolean lines)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (lines && (c == '\n' || c == '\t'))
			continue;
		if (g_unichar_iscntrl(c) || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e)
			|| (c >= 0x2066 && c <= 0x2069))
			return TRUE;
	}
	return FALSE;
}

static struct value *
normalise_text(struct normalising *n, const struct value *given, const char *name, gboolean prose)
{
	const char *text = written(n, given, name);
	if (text == NULL)
		return NULL;
	gsize max = prose ? PROSE_MAX : TEXT_MAX, length = text_length(text);
	if (length > max) {
		wrong(n, given, "%1$s: %2$" G_GSIZE_FORMAT " 文字あります(上限 %3$" G_GSIZE_FORMAT ")",
			"%1$s: %2$" G_GSIZE_FORMAT " characters (at most %3$" G_GSIZE_FORMAT ")", name,
			length, max);
		return NULL;
	}
	if (has_control(text, prose)) {
		wrong(n, given, prose ? "%s: 制御文字は使えません" : "%s: 改行や制御文字は使えません",
			prose ? "%s: control characters are not allowed"
			      : "%s: line breaks and control characters are not allowed",
			name);
		return NULL;
	}
	g_autofree char *nfc = text_is_nfc(text) ? NULL : text_nfc(text);
	const char *kept = nfc != NULL ? nfc : text;
	gsize end = strlen(kept);
	while (end > 0 && strchr(" \t\n", kept[end - 1]) != NULL)
		end--;
	return end == 0 ? NULL : same_place(value_text_len(n->arena, kept, end), given);
}

static struct value *
normalise_label(struct normalising *n, const struct value *given, const char *name)
{
	struct value *label = same_place(value_map(n->arena), given);
	if (given->type != VALUE_MAP) {
		struct value *ja = normalise_text(n, given, name, FALSE);
		if (ja == NULL)
			return NULL;
		value_set(n->arena, label, "ja", ja);
		return label;
	}
	for (guint i = 0; i < given->n_members; i++) {
		const struct member *member = &given->members[i];
		if (strcmp(member->key, "ja") != 0 && strcmp(member->key, "en") != 0) {
			wrong(n, member->value, "%s: ja と en だけ書けます", "%s: only ja and en are allowed",
				name);
			continue;
		}
		struct value *text = normalise_text(n, member->value, name, FALSE);
		if (text != NULL)
			value_set(n->arena, label, member->key, text);
	}
	if (value_get(label, "ja") == NULL) {
		wrong(n, given, "%s: ja が要ります", "%s: ja is needed", name);
		return NULL;
	}
	return label;
}

static struct value *
normalise_int(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	if (given->type != VALUE_INT) {
		wrong(n, given, "%1$s: 整数が要りますが、%2$sがあります%3$.0s",
			"%1$s: an integer is expected, found %2$.0s%3$s", name, value_type_ja(given->type),
			value_type_en(given->type));
		return NULL;
	}
	gint64 bound = (G_GINT64_CONSTANT(1) << 53) - 1;
	gint64 min = field->type == FIELD_PHASE ? 1 : field->has_min ? field->min : -bound;
	gint64 max = field->type == FIELD_PHASE ? 8 : field->has_max ? field->max : bound;
	if (given->integer < min || given->integer > max) {
		wrong(n, given,
			"%1$s: %2$" G_GINT64_FORMAT " は範囲外です(%3$" G_GINT64_FORMAT "~%4$" G_GINT64_FORMAT
			")",
			"%1$s: %2$" G_GINT64_FORMAT " is out of range (%3$" G_GINT64_FORMAT
			" to %4$" G_GINT64_FORMAT ")",
			name, given->integer, min, max);
		return NULL;
	}
	return same_place(value_int(n->arena, given->integer), given);
}

static struct value *
normalise_time(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	gint64 moment;
	const char *text = written(n, given, name);
	if (text == NULL)
		return NULL;
	if (field->type == FIELD_TIME) {
		if (!moment_parse(text, &moment)) {
			wrong(n, given, "%1$s: \"%2$s\" は時刻ではありません(例 2026-04-01T09:00:00+09:00)",
				"%1$s: \"%2$s\" is no time (for example 2026-04-01T09:00:00+09:00)", name,
				text);
			return NULL;
		}
		g_autofree char *canonical = moment_text(moment);
		return made_text(n, canonical, given);
	}
	if (field->type == FIELD_DURATION) {
		if (!duration_parse(text, &moment)) {
			wrong(n, given, "%1$s: \"%2$s\" は期間ではありません(例 15min 4h 30d 6mo 1y)",
				"%1$s: \"%2$s\" is no duration (for example 15min 4h 30d 6mo 1y)", name,
				text);
			return NULL;
		}
		g_autofree char *canonical = duration_text(moment);
		return made_text(n, canonical, given);
	}
	if (!date_parse(text, 0, FALSE, &moment)) {
		wrong(n, given, "%1$s: \"%2$s\" という日付はありません(例 2026-11-23)",
			"%1$s: there is no date \"%2$s\" (for example 2026-11-23)", name, text);
		return NULL;
	}
	return made_text(n, text, given);
}

static struct value *
normalise_cia(struct normalising *n, const struct value *given, const char *name)
{
	const char *text = written(n, given, name);
	if (text == NULL)
		return NULL;
	g_auto(GStrv) parts = g_strsplit_set(text, " ,/", -1);
	int c = 0, i = 0, a = 0, unknown = 0;
	for (guint k = 0; parts[k] != NULL; k++) {
		const char *part = parts[k];
		if (*part == '\0')
			continue;
		int level = strlen(part) == 2 ? part[1] - '0' : 0;
		int *into = part[0] == 'C' ? &c : part[0] == 'I' ? &i : part[0] == 'A' ? &a : &unknown;
		gboolean fits = level >= 1 && level <= (into == &c ? 3 : 2) && *into == 0;
		*into = fits ? level : 9;
	}
	if (c < 1 || c > 3 || i < 1 || i > 2 || a < 1 || a > 2 || unknown != 0) {
		wrong(n, given, "%1$s: \"%2$s\" は格付ではありません(例 C2 I2 A1。C1~3、I1~2、A1~2)",
			"%1$s: \"%2$s\" is no classification (for example C2 I2 A1; C1-3, I1-2, A1-2)",
			name, text);
		return NULL;
	}
	return made_text(n, arena_printf(n->arena, "C%d I%d A%d", c, i, a), given);
}

static struct value *
normalise_enum(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	const char *text = written(n, given, name);
	if (text == NULL || enumeration_code(field->codes, text) != NULL)
		return text == NULL ? NULL : made_text(n, text, given);
	GString *known = g_string_new(NULL);
	g_autofree const char **codes = g_new(const char *, field->codes->n_codes);
	for (guint i = 0; i < field->codes->n_codes; i++) {
		codes[i] = field->codes->codes[i].code;
		g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", codes[i]);
	}
	g_autofree char *all = g_string_free(known, FALSE);
	struct hint hint = nearest_hint(text, codes, field->codes->n_codes);
	gboolean near = g_str_has_prefix(hint.en, " (nearest");
	wrong(n, given, "%1$s: 値 \"%2$s\" はありません。%3$s のどれかです%4$s%5$.0s",
		"%1$s: there is no value \"%2$s\"; it is one of %3$s%4$.0s%5$s", name, text, all,
		near ? hint.ja : "", near ? hint.en : "");
	return NULL;
}

static gboolean
allowed_target(const struct normalising *n, const struct field *field, const char *kind)
{
	if (field->any)
		return model_kind(n->model, kind) != NULL;
	for (guint i = 0; i < field->n_targets; i++)
		if (strcmp(field->targets[i]->name, kind) == 0)
			return TRUE;
	return FALSE;
}

static struct value *
normalise_ref(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	const char *text = written(n, given, name);
	if (text == NULL)
		return NULL;
	g_autofree char *kind = NULL;
	const char *id = text;
	gboolean split = reference_split(text, &kind, &id);
	gboolean single = !field->any && field->n_targets == 1;
	if (!text_is_id(id) || (!single && !split) || (split && !allowed_target(n, field, kind))) {
		g_autoptr(GString) known = g_string_new(NULL);
		for (guint i = 0; i < field->n_targets; i++)
			g_string_append_printf(known, "%s%s:…", i > 0 ? ", " : "", field->targets[i]->name);
		if (single)
			wrong(n, given, "%1$s: \"%2$s\" は %3$s の id ではありません",
				"%1$s: \"%2$s\" is no id of a %3$s", name, text, field->targets[0]->name);
		else
			wrong(n, given, "%1$s: \"%2$s\" は参照ではありません。種別:id の形で書いてください(%3$s)",
				"%1$s: \"%2$s\" is no reference; write kind:id (%3$s)", name, text,
				known->len > 0 ? known->str : "component:web");
		return NULL;
	}
	return made_text(n, single ? id : text, given);
}

static struct value *
normalise_list(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	if (given->type != VALUE_LIST) {
		wrong(n, given, "%1$s: 一覧が要ります。[..] の形で書いてください(%2$sがあります)%3$.0s",
			"%1$s: a list is expected, write [..] (found %2$.0s%3$s)", name,
			value_type_ja(given->type), value_type_en(given->type));
		return NULL;
	}
	if (given->n_items > LIST_MAX) {
		wrong(n, given, "%s: %u 件あります(上限 %d)", "%s: %u items (at most %d)", name,
			given->n_items, LIST_MAX);
		return NULL;
	}
	struct value *list = same_place(value_list(n->arena), given);
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < given->n_items; i++) {
		struct value *item = normalise(n, field->of, given->items[i], name);
		if (item == NULL)
			continue;
		char *canonical = json_canonical_text(item);
		if (g_hash_table_contains(seen, canonical)) {
			wrong(n, given->items[i], "%1$s: %2$s が二度あります", "%1$s: %2$s stands twice", name,
				canonical);
			g_free(canonical);
			continue;
		}
		g_hash_table_add(seen, canonical);
		value_add(n->arena, list, item);
	}
	return list->n_items == 0 ? NULL : list;
}

static struct value *
normalise_record(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	if (given->type != VALUE_MAP) {
		wrong(n, given, "%1$s: 項目の組 {..} が要りますが、%2$sがあります%3$.0s",
			"%1$s: a mapping {..} is expected, found %2$.0s%3$s", name, value_type_ja(given->type),
			value_type_en(given->type));
		return NULL;
	}
	struct value *record = same_place(value_map(n->arena), given);
	g_autofree const char **known = g_new0(const char *, field->n_fields + 1);
	for (guint i = 0; i < field->n_fields; i++)
		known[i] = field->fields[i]->name;
	for (guint i = 0; i < given->n_members; i++) {
		const struct member *member = &given->members[i];
		const struct field *inner = NULL;
		for (guint k = 0; k < field->n_fields; k++)
			if (strcmp(field->fields[k]->name, member->key) == 0)
				inner = field->fields[k];
		if (inner == NULL) {
			struct hint hint = nearest_hint(member->key, known, field->n_fields);
			problem_add(n->problems, ERROR_INPUT, member->place,
				"%1$s に項目 %2$s はありません%3$s%4$.0s",
				"%1$s has no member %2$s%3$.0s%4$s", name, member->key, hint.ja, hint.en);
			continue;
		}
		struct value *value = member->value->type == VALUE_NULL
			? NULL
			: normalise(n, inner, member->value, inner->name);
		if (value != NULL)
			value_set(n->arena, record, inner->name, value);
	}
	for (guint i = 0; i < field->n_fields; i++)
		if (field_required(field->fields[i], record)
			&& value_get(record, field->fields[i]->name) == NULL
			&& value_get(given, field->fields[i]->name) == NULL)
			wrong(n, given, "%1$s: %2$s が要ります", "%1$s: %2$s is needed", name,
				field->fields[i]->name);
	return record->n_members == 0 ? NULL : record;
}

static struct value *
normalise_item(struct normalising *n, const struct value *given, const char *name)
{
	const struct value *line = normalise_text(n, given, name, FALSE);
	if (line == NULL)
		return NULL;
	const char *text = line->text, *slash = strchr(text, '/');
	g_autofree char *standard = slash == NULL ? NULL : g_strndup(text, (gsize)(slash - text));
	if (slash == NULL || !text_is_id(standard) || slash[1] == '\0' || strlen(text) > 200) {
		wrong(n, given, "%1$s: \"%2$s\" は基準の項目ではありません(例 org-ismap-2024/9.2.3)",
			"%1$s: \"%2$s\" is no item of a standard (for example org-ismap-2024/9.2.3)", name,
			text);
		return NULL;
	}
	return made_text(n, text, given);
}

static struct value *
normalise_bytes(struct normalising *n, const struct value *given, const char *name)
{
	const char *text = written(n, given, name);
	if (text == NULL)
		return NULL;
	const char *digits = g_str_has_prefix(text, "sha256:") ? text + 7 : text;
	gsize len = strlen(digits);
	if (len == 0 || len % 2 != 0 || strspn(digits, "0123456789abcdefABCDEF") != len) {
		wrong(n, given, "%1$s: \"%2$s\" は 16 進数ではありません", "%1$s: \"%2$s\" is not hexadecimal",
			name, text);
		return NULL;
	}
	g_autofree char *lower = g_ascii_strdown(digits, -1);
	return made_text(n, lower, given);
}

static struct value *
normalise_bool(struct normalising *n, const struct value *given, const char *name)
{
	if (given->type != VALUE_BOOL) {
		wrong(n, given, "%1$s: true か false が要りますが、%2$sがあります%3$.0s",
			"%1$s: true or false is expected, found %2$.0s%3$s", name, value_type_ja(given->type),
			value_type_en(given->type));
		return NULL;
	}
	return same_place(value_bool(n->arena, given->truth), given);
}

static struct value *
normalise_decimal(struct normalising *n, const struct value *given, const char *name)
{
	const char *text = written(n, given, name);
	if (text != NULL && !g_regex_match_simple("^-?[0-9]+(\\.[0-9]+)?$", text, 0, 0)) {
		wrong(n, given, "%1$s: \"%2$s\" は数ではありません", "%1$s: \"%2$s\" is no number", name,
			text);
		return NULL;
	}
	return text == NULL ? NULL : made_text(n, text, given);
}

static const struct {
	const char *format, *pattern, *ja, *en;
} FORMATS[] = {
	{ "check", "^C([1-7])-([1-9]|1[0-2])$", "点検項目の番号(C1-1~C7-9)", "a check (C1-1 to C7-9)" },
	{ "country", "^[A-Z]{2}$", "国の符号(ISO 3166、例 JP)", "a country code (ISO 3166, for example JP)" },
	{ "cidr", "^[0-9a-fA-F:.]+(/[0-9]{1,3})?$", "アドレスの範囲(例 10.0.0.0/8)",
		"a range of addresses (for example 10.0.0.0/8)" },
	{ "mail", "^[^@ ]+@[^@ ]+\\.[^@ ]+$", "メールアドレス", "a mail address" },
	{ "system", "^(\\*|[a-z0-9][a-z0-9._-]{0,63})$", "システムの id または *", "a system's id, or *" },
	{ "purl", "^pkg:[a-zA-Z0-9.+-]+/.+", "package URL(pkg:…)", "a package URL (pkg:…)" },
	{ "cpe", "^cpe:(2\\.3:|/)[aho*-]", "CPE 名(cpe:2.3:…)", "a CPE name (cpe:2.3:…)" },
	{ "hash", "^[0-9a-f]{16,128}$", "16 進数のハッシュ値", "a hash in hexadecimal" },
};

static struct value *
normalise_formatted(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	struct value *text = normalise_text(n, given, name, FALSE);
	for (guint i = 0; text != NULL && i < G_N_ELEMENTS(FORMATS); i++) {
		if (strcmp(FORMATS[i].format, field->format) != 0
			|| g_regex_match_simple(FORMATS[i].pattern, text->text, 0, 0))
			continue;
		wrong(n, given, "%1$s: \"%2$s\" ではなく%3$sが要ります%4$.0s",
			"%1$s: \"%2$s\" is not %3$.0s%4$s", name, text->text, FORMATS[i].ja, FORMATS[i].en);
		return NULL;
	}
	return text;
}

static struct value *
normalise(struct normalising *n, const struct field *field, const struct value *given,
	const char *name)
{
	switch (field->type) {
	case FIELD_TEXT:
		if (field->format != NULL)
			return normalise_formatted(n, field, given, name);
		return normalise_text(n, given, name, FALSE);
	case FIELD_PROSE:
		return normalise_text(n, given, name, TRUE);
	case FIELD_LABEL:
		return normalise_label(n, given, name);
	case FIELD_BOOL:
		return normalise_bool(n, given, name);
	case FIELD_INT:
	case FIELD_COUNT:
	case FIELD_MONEY:
	case FIELD_PERCENT:
	case FIELD_PHASE:
		return normalise_int(n, field, given, name);
	case FIELD_TIME:
	case FIELD_DATE:
	case FIELD_UNTIL:
	case FIELD_DURATION:
		return normalise_time(n, field, given, name);
	case FIELD_CIA:
		return normalise_cia(n, given, name);
	case FIELD_ENUM:
		return normalise_enum(n, field, given, name);
	case FIELD_REF:
		return normalise_ref(n, field, given, name);
	case FIELD_LIST:
		return normalise_list(n, field, given, name);
	case FIELD_RECORD:
		return normalise_record(n, field, given, name);
	case FIELD_ITEM:
		return normalise_item(n, given, name);
	case FIELD_BYTES:
		return normalise_bytes(n, given, name);
	case FIELD_DECIMAL:
		return normalise_decimal(n, given, name);
	}
	g_assert_not_reached();
}

static void
unknown_member(struct normalising *n, const struct member *member)
{
	g_autofree const char **known = g_new0(const char *, n->kind->n_fields + 2);
	for (guint i = 0; i < n->kind->n_fields; i++)
		known[i] = n->kind->fields[i]->name;
	known[n->kind->n_fields] = "name";
	known[n->kind->n_fields + 1] = "note";
	struct hint hint = nearest_hint(member->key, known, n->kind->n_fields + 2);
	problem_add(n->problems, ERROR_INPUT, member->place,
		"%1$s に項目 %2$s はありません%3$s%4$.0s", "%1$s has no field %2$s%3$.0s%4$s",
		n->kind->name, member->key, hint.ja, hint.en);
}

static void
normalise_member(struct normalising *n, const struct member *member, enum object_flags flags,
	struct value *body)
{
	static const struct field NAME = { .name = "name", .type = FIELD_LABEL };
	static const struct field NOTE = { .name = "note", .type = FIELD_PROSE };
	const struct field *field = kind_field(n->kind, member->key);
	if (field == NULL && strcmp(member->key, "name") == 0 && n->kind->name_rule != NAME_NONE)
		field = &NAME;
	if (field == NULL && strcmp(member->key, "note") == 0)
		field = &NOTE;
	if (field == NULL) {
		unknown_member(n, member);
		return;
	}
	if (field->stamped && !(flags & OBJECT_STAMPED)) {
		problem_add(n->problems, ERROR_INPUT, member->place,
			"%1$s は Sekisho が記入する項目です。消してください",
			"%1$s is filled in by Sekisho; remove it", member->key);
		return;
	}
	if (member->value->type == VALUE_NULL) {
		if (flags & OBJECT_PARTIAL)
			value_set(n->arena, body, member->key, value_null(n->arena));
		return;
	}
	struct value *value = normalise(n, field, member->value, field->name);
	if (value != NULL)
		value_set(n->arena, body, member->key, value);
}

struct value *
object_normalise(const struct model *model, const struct kind *kind, struct arena *arena,
	const struct value *given, enum object_flags flags, struct problems *problems)
{
	struct normalising n = { model, kind, arena, problems };
	struct value *body = value_map(arena);
	body->place = given->place;
	if (given->type == VALUE_NULL)
		return body;
	if (given->type != VALUE_MAP) {
		wrong(&n, given, "%1$s は項目の組 {..} で書きます(%2$sがあります)%3$.0s",
			"%1$s is written as a mapping {..} (found %2$.0s%3$s)", kind->name,
			value_type_ja(given->type), value_type_en(given->type));
		return body;
	}
	for (guint i = 0; i < given->n_members; i++)
		if (given->members[i].key[0] != '_')
			normalise_member(&n, &given->members[i], flags, body);
	return body;
}
