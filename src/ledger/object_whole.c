/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of a canonical body as a whole. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "object.h"

gboolean
reference_split(const char *text, char **ret_kind, const char **ret_id)
{
	const char *colon = strchr(text, ':');
	if (colon == NULL)
		return FALSE;
	*ret_kind = g_strndup(text, (gsize)(colon - text));
	*ret_id = colon + 1;
	return TRUE;
}

static void
check_one_of(const struct kind *kind, const char *id, const struct value *body, struct place place,
	struct problems *problems)
{
	for (guint i = 0; kind->one_of != NULL && kind->one_of[i] != NULL; i++) {
		guint present = 0;
		for (guint k = 0; kind->one_of[i][k] != NULL; k++)
			present += value_get(body, kind->one_of[i][k]) != NULL;
		if (present == 1)
			continue;
		g_autofree char *all = g_strjoinv(", ", (char **)kind->one_of[i]);
		problem_add(problems, ERROR_INPUT, place,
			"%1$s:%2$s には %3$s のうちちょうど一つを書きます(今は %4$u)",
			"%1$s:%2$s takes exactly one of %3$s (now %4$u)", kind->name, id, all, present);
	}
}

void
object_check_whole(const struct kind *kind, const char *id, const struct value *body,
	struct place place, struct problems *problems)
{
	if (kind->name_rule == NAME_REQUIRED && value_get(body, "name") == NULL)
		problem_add(problems, ERROR_INPUT, place, "%s:%s に name(名称)が要ります",
			"%s:%s needs a name", kind->name, id);
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		if (field->stamped || value_get(body, field->name) != NULL || !field_required(field, body))
			continue;
		problem_add(problems, ERROR_INPUT, place, "%1$s:%2$s に %3$s(%4$s)が要ります%5$.0s",
			"%1$s:%2$s needs %3$s (%4$.0s%5$s)", kind->name, id, field->name, field->label.ja,
			field->label.en);
	}
	check_one_of(kind, id, body, place, problems);
}

void
object_check_id(const struct kind *kind, const char *chain, const char *id, struct place place,
	struct problems *problems)
{
	if (!text_is_id(id)) {
		problem_add(problems, ERROR_INPUT, place,
			"id \"%s\" は使えません(英小文字・数字で始まり、英小文字・数字・. _ - の 64 字まで)",
			"\"%s\" is no id (a-z 0-9 first, then a-z 0-9 . _ -, at most 64)", id);
		return;
	}
	gsize prefix = kind->id_prefix == NULL ? 0 : strlen(kind->id_prefix);
	if (prefix > 0
		&& (strncmp(id, kind->id_prefix, prefix) != 0 || id[prefix] != '-'
			|| strlen(id) != prefix + 9
			|| strspn(id + prefix + 1, "abcdefghijklmnopqrstuvwxyz234567") != 8))
		problem_add(problems, ERROR_INPUT, place,
			"%1$s の id は %2$s- と 8 文字の乱数(a~z、2~7)です。人の名前などを id に書かないためです: %3$s",
			"ids of %1$s are %2$s- and 8 random characters (a-z, 2-7), so that no name gets into "
			"them: %3$s",
			kind->name, kind->id_prefix, id);
	if (strcmp(kind->name, "system") == 0 && strcmp(id, chain) != 0)
		problem_add(problems, ERROR_INPUT, place, "system の id(%s)はシステムの id(%s)と同じです",
			"the id of the system object (%s) is the system's own (%s)", id, chain);
	if (!kind_lives_in(kind, chain, id))
		problem_add(problems, ERROR_INPUT, place,
			kind->scope == SCOPE_BOTH
				? "%1$s:%2$s は %3$s に置けません(org- で始まる id は @org だけ、ほかはシステムだけ)"
				: "%1$s:%2$s は %3$s に置けません",
			kind->scope == SCOPE_BOTH
				? "%1$s:%2$s cannot stand in %3$s (ids beginning org- only in @org, others only "
				  "in a system)"
				: "%1$s:%2$s cannot stand in %3$s",
			kind->name, id, chain);
}

gboolean
member_is_material(const struct kind *kind, const char *member)
{
	if (strcmp(member, "name") == 0 || strcmp(member, "note") == 0)
		return FALSE;
	const struct field *field = kind_field(kind, member);
	return field == NULL || field->material;
}

struct digest
object_digest(const struct kind *kind, const struct value *body)
{
	struct member few[64];
	g_autofree struct member *many = NULL;
	struct value material = { .type = VALUE_MAP, .members = few };
	if (body->n_members > G_N_ELEMENTS(few))
		material.members = many = g_new(struct member, body->n_members);
	for (guint i = 0; i < body->n_members; i++)
		if (member_is_material(kind, body->members[i].key))
			material.members[material.n_members++] = body->members[i];
	g_autoptr(GString) bytes = g_string_sized_new(512);
	json_canonical(&material, bytes);
	return digest_of(bytes->str, bytes->len);
}

struct references {
	const struct field *top;
	reference_func func;
	void *data;
};

static void
visit(const struct references *to, const struct field *field, const struct value *value)
{
	if (value == NULL)
		return;
	if (field->type == FIELD_LIST && value->type == VALUE_LIST) {
		for (guint i = 0; i < value->n_items; i++)
			visit(to, field->of, value->items[i]);
	} else if (field->type == FIELD_RECORD && value->type == VALUE_MAP) {
		for (guint i = 0; i < field->n_fields; i++)
			visit(to, field->fields[i], value_get(value, field->fields[i]->name));
	} else if (field->type == FIELD_REF && value->type == VALUE_TEXT) {
		struct reference reference = { to->top, NULL, value->text, value->place };
		g_autofree char *kind = NULL;
		if (!field->any && field->n_targets == 1)
			reference.kind = field->targets[0]->name;
		else if (reference_split(value->text, &kind, &reference.id))
			reference.kind = kind;
		if (reference.kind != NULL)
			to->func(&reference, to->data);
	}
}

void
object_references(
	const struct kind *kind, const struct value *body, reference_func func, void *data)
{
	for (guint i = 0; i < kind->n_fields; i++) {
		if (!kind->fields[i]->refers)
			continue;
		struct references to = { kind->fields[i], func, data };
		visit(&to, kind->fields[i], value_get(body, kind->fields[i]->name));
	}
}

/* The label of a code, or the text itself. */
static const char *
shown(const struct kind *kind, const char *name, const struct value *value, const char *lang)
{
	const struct field *field = kind_field(kind, name);
	const struct code *code = field != NULL && field->type == FIELD_ENUM
		? enumeration_code(field->codes, value->text)
		: NULL;
	return code != NULL ? label_in(code->label, lang) : value->text;
}

static void
append_title(GString *out, const struct kind *kind, const struct value *body, const char *lang)
{
	const char *at = kind->title;
	while (*at != '\0') {
		const char *open = strchr(at, '{'), *close = open == NULL ? NULL : strchr(open, '}');
		if (close == NULL) {
			g_string_append(out, at);
			return;
		}
		g_string_append_len(out, at, open - at);
		g_autofree char *name = g_strndup(open + 1, (gsize)(close - open - 1));
		const struct value *value = value_get(body, name);
		if (value != NULL && value->type == VALUE_TEXT)
			g_string_append(out, shown(kind, name, value, lang));
		else if (value != NULL && value->type == VALUE_INT)
			g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
		at = close + 1;
	}
}

char *
object_title(
	const struct kind *kind, const char *id, const struct value *body, const char *lang)
{
	const struct value *name = value_get(body, "name");
	if (name != NULL) {
		const char *text = value_get_text(name, g_strcmp0(lang, "en") == 0 ? "en" : "ja");
		if (text == NULL)
			text = value_get_text(name, "ja");
		if (text != NULL)
			return g_strdup(text);
	}
	if (kind->title == NULL)
		return g_strdup(id);
	GString *out = g_string_new(NULL);
	append_title(out, kind, body, lang);
	return g_string_free(out, FALSE);
}
