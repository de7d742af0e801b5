/* SPDX-License-Identifier: Apache-2.0 */
#include "yaml_text.h"

#include <string.h>

#define LINE_MAX_COLUMNS 100
#define STEP 2

/* ---- what may go without quotes ---- */

static gboolean
is_word(const char *text, const char *const *words)
{
	for (guint i = 0; words[i] != NULL; i++)
		if (g_ascii_strcasecmp(text, words[i]) == 0)
			return TRUE;
	return FALSE;
}

static gsize
digits(const char *text)
{
	return strspn(text, "0123456789");
}

/* 2026-04-01, and what begins like it. */
static gboolean
looks_like_date(const char *text)
{
	return digits(text) == 4 && text[4] == '-' && digits(text + 5) >= 1;
}

/* Integers and fractions of YAML 1.1 and 1.2, hours and minutes (12:30:45) included. */
static gboolean
looks_like_number(const char *text)
{
	if (*text == '-' || *text == '+')
		text++;
	if (g_ascii_strcasecmp(text, ".inf") == 0 || g_ascii_strcasecmp(text, ".nan") == 0)
		return TRUE;
	if (text[0] == '0' && text[1] != '\0' && strchr("xXoObB", text[1]) != NULL)
		return TRUE;
	gsize whole = strspn(text, "0123456789_,");
	text += whole;
	while (whole > 0 && *text == ':' && digits(text + 1) > 0)
		text += 1 + digits(text + 1);
	gsize part = *text == '.' ? 1 + strspn(text + 1, "0123456789_") : 0;
	text += part;
	if (whole + (part > 1 ? part : 0) == 0)
		return FALSE;
	if (*text == 'e' || *text == 'E') {
		text++;
		text += *text == '-' || *text == '+';
		text += digits(text);
	}
	return *text == '\0';
}

static gboolean
looks_like_other(const char *text)
{
	static const char *const WORDS[] = { "null", "true", "false", "yes", "no", "on", "off", "y",
		"n", "~", "=", "<<", NULL };
	return is_word(text, WORDS) || looks_like_number(text) || looks_like_date(text);
}

static gboolean
may_begin(gunichar c)
{
	return g_unichar_isalnum(c) || c == '/' || c == '.' || c == '(' || c == '_' || c == '+'
		|| c == '$' || c == '<' || c == '^' || (c >= 0xa1 && g_unichar_isprint(c));
}

/* Nothing in it that has a meaning in YAML, in a flow list or outside. */
static gboolean
is_plain(const char *text, gboolean date_is_fine)
{
	gsize len = strlen(text);
	if (len == 0 || !may_begin(g_utf8_get_char(text)))
		return FALSE;
	if (looks_like_other(text) && !(date_is_fine && looks_like_date(text)))
		return FALSE;
	if (text[len - 1] == ' ' || text[len - 1] == ':' || strpbrk(text, "[]{},\t\n\"'`\\") != NULL
		|| strstr(text, ": ") != NULL || strstr(text, " #") != NULL)
		return FALSE;
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar c = g_utf8_get_char(at);
		if (!g_unichar_isprint(c) || (c != ' ' && g_unichar_isspace(c)) || c == 0xfeff)
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_printable(const char *text, gboolean lines)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (c == '\n' && lines)
			continue;
		if (!g_unichar_isprint(c) || c == 0x85 || c == 0x2028 || c == 0x2029 || c == 0xfeff)
			return FALSE;
	}
	return TRUE;
}

/* ---- scalars ---- */

static void
append_escaped(const char *text, GString *out)
{
	g_string_append_c(out, '"');
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", (char)c);
		else if (c == '\n')
			g_string_append(out, "\\n");
		else if (c == '\t')
			g_string_append(out, "\\t");
		else if (g_unichar_isprint(c) && c != 0x85 && c != 0x2028 && c != 0x2029 && c != 0xfeff)
			g_string_append_unichar(out, c);
		else if (c <= 0xff)
			g_string_append_printf(out, "\\x%02x", c);
		else if (c <= 0xffff)
			g_string_append_printf(out, "\\u%04x", c);
		else
			g_string_append_printf(out, "\\U%08x", c);
	}
	g_string_append_c(out, '"');
}

static void
append_text(const char *text, gboolean date_is_fine, GString *out)
{
	if (is_plain(text, date_is_fine))
		g_string_append(out, text);
	else if (strpbrk(text, "\"\\") != NULL && strchr(text, '\'') == NULL
		&& is_printable(text, FALSE))
		g_string_append_printf(out, "'%s'", text);
	else
		append_escaped(text, out);
}

void
yaml_scalar(const char *text, GString *out)
{
	append_text(text, FALSE, out);
}

void
yaml_line(const struct value *value, GString *out)
{
	switch (value->type) {
	case VALUE_NULL:
		g_string_append(out, "null");
		break;
	case VALUE_BOOL:
		g_string_append(out, value->truth ? "true" : "false");
		break;
	case VALUE_INT:
		g_string_append_printf(out, "%" G_GINT64_FORMAT, value->integer);
		break;
	case VALUE_TEXT:
		append_text(value->text, value->plain, out);
		break;
	case VALUE_LIST:
		g_string_append_c(out, '[');
		for (guint i = 0; i < value->n_items; i++) {
			g_string_append(out, i > 0 ? ", " : "");
			yaml_line(value->items[i], out);
		}
		g_string_append_c(out, ']');
		break;
	case VALUE_MAP:
		g_string_append_c(out, '{');
		for (guint i = 0; i < value->n_members; i++) {
			g_string_append(out, i > 0 ? ", " : "");
			yaml_scalar(value->members[i].key, out);
			g_string_append(out, ": ");
			yaml_line(value->members[i].value, out);
		}
		g_string_append_c(out, '}');
		break;
	}
}

/* ---- blocks ---- */

static void
append_spaces(GString *out, guint n)
{
	for (; n > 0; n--)
		g_string_append_c(out, ' ');
}

/* A block keeps what is in it, but its first line says how deep it stands. */
static gboolean
fits_block(const char *text)
{
	const char *last = strrchr(text, '\n');
	return last != NULL && last[1] != '\0' && is_printable(text, TRUE)
		&& strchr(" \t\n", text[0]) == NULL;
}

static void
append_block(const char *text, guint indent, GString *out)
{
	g_string_append(out, "|-\n");
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (*lines[i] != '\0')
			append_spaces(out, indent);
		g_string_append(out, lines[i]);
		g_string_append_c(out, '\n');
	}
}

static gboolean
is_simple(const struct value *value)
{
	return value->type != VALUE_LIST && value->type != VALUE_MAP
		&& (value->type != VALUE_TEXT || strchr(value->text, '\n') == NULL);
}

/* Empty, or short words that fit on one line. */
static gboolean
fits_line(const struct value *value, guint column)
{
	if (value->type == VALUE_MAP)
		return value->n_members == 0;
	if (value->type != VALUE_LIST)
		return is_simple(value);
	for (guint i = 0; i < value->n_items; i++)
		if (!is_simple(value->items[i]))
			return FALSE;
	g_autoptr(GString) line = g_string_new(NULL);
	yaml_line(value, line);
	return g_utf8_strlen(line->str, -1) + column <= LINE_MAX_COLUMNS;
}

static void append_items(const struct value *list, guint indent, GString *out);

/* What stands behind "key:" of a map that is indented by `indent`. */
static void
append_member(const struct value *value, guint indent, guint column, GString *out)
{
	if (value->type == VALUE_TEXT && fits_block(value->text)) {
		g_string_append_c(out, ' ');
		append_block(value->text, indent + STEP, out);
	} else if (value->type == VALUE_TEXT || fits_line(value, column)) {
		g_string_append_c(out, ' ');
		yaml_line(value, out);
		g_string_append_c(out, '\n');
	} else if (value->type == VALUE_MAP) {
		g_string_append_c(out, '\n');
		yaml_text(value, indent + STEP, out);
	} else {
		g_string_append_c(out, '\n');
		append_items(value, indent + STEP, out);
	}
}

static void
append_items(const struct value *list, guint indent, GString *out)
{
	for (guint i = 0; i < list->n_items; i++) {
		const struct value *item = list->items[i];
		append_spaces(out, indent);
		g_string_append_c(out, '-');
		if (item->type != VALUE_MAP || item->n_members == 0) {
			append_member(item, indent, indent + STEP, out);
			continue;
		}
		/* the first member stands on the line of the dash */
		gsize at = out->len + 1;
		g_string_append_c(out, ' ');
		yaml_text(item, indent + STEP, out);
		g_string_erase(out, (gssize)at, indent + STEP);
	}
}

void
yaml_text(const struct value *map, guint indent, GString *out)
{
	g_assert(map->type == VALUE_MAP);
	for (guint i = 0; i < map->n_members; i++) {
		gsize start = out->len;
		append_spaces(out, indent);
		yaml_scalar(map->members[i].key, out);
		g_string_append_c(out, ':');
		append_member(map->members[i].value, indent, (guint)(out->len - start) + 1, out);
	}
}

/* ---- objects ---- */

/* Japanese alone is plain text; else it stands first. */
static struct value *
label_as_written(const struct value *label, struct arena *arena)
{
	struct value *ja = value_get(label, "ja"), *en = value_get(label, "en");
	if (en == NULL && ja != NULL)
		return ja;
	struct value *made = value_map(arena);
	if (ja != NULL)
		value_set(arena, made, "ja", ja);
	if (en != NULL)
		value_set(arena, made, "en", en);
	return made;
}

static struct value *
as_written(const struct field *field, const struct value *value, struct arena *arena)
{
	struct value *made = value_copy(arena, value);
	enum field_type type = field->type;
	if (made->type == VALUE_TEXT)
		made->plain = type == FIELD_DATE || type == FIELD_UNTIL || type == FIELD_TIME;
	if (type == FIELD_LABEL && made->type == VALUE_MAP)
		return label_as_written(made, arena);
	if (type == FIELD_LIST && made->type == VALUE_LIST)
		for (guint i = 0; i < made->n_items; i++)
			made->items[i] = as_written(field->of, made->items[i], arena);
	if (type != FIELD_RECORD || made->type != VALUE_MAP)
		return made;
	struct value *record = value_map(arena);
	for (guint i = 0; i < field->n_fields; i++) {
		const struct value *member = value_get(made, field->fields[i]->name);
		if (member != NULL)
			value_set(arena, record, field->fields[i]->name,
				as_written(field->fields[i], member, arena));
	}
	return record;
}

struct value *
object_yaml(
	const struct kind *kind, const struct value *body, gboolean stamped, struct arena *arena)
{
	static const struct field NAME = { .name = "name", .type = FIELD_LABEL };
	struct value *made = value_map(arena);
	const struct value *name = value_get(body, "name"), *note = value_get(body, "note");
	if (name != NULL)
		value_set(arena, made, "name", as_written(&NAME, name, arena));
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		const struct value *member = value_get(body, field->name);
		if (member != NULL && (stamped || !field->stamped))
			value_set(arena, made, field->name, as_written(field, member, arena));
	}
	if (note != NULL)
		value_set(arena, made, "note", value_copy(arena, note));
	return made;
}
