/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "ledger/object.h"
#include "renaming.h"

struct renaming {
	const struct dossier *dossier;
	struct arena *arena;
	guint references; /* that followed */
};

static const char *
with_suffix(struct arena *arena, const char *id)
{
	return arena_printf(arena, "%s" RENAMED_BY, id);
}

/* The system itself stays: the organisation's grants name it. */
static gboolean
is_kept(const char *kind)
{
	return strcmp(kind, "system") == 0;
}

static const char *
renamed_id(struct renaming *renaming, const char *kind, const char *id)
{
	if (is_kept(kind) || dossier_find(renaming->dossier, kind, id) == NULL)
		return id;
	renaming->references++;
	return with_suffix(renaming->arena, id);
}

static struct value *
renamed_reference(struct renaming *renaming, const struct field *field, const struct value *value)
{
	g_autofree char *kind = NULL;
	const char *id = NULL;
	if (reference_split(value->text, &kind, &id)) {
		g_autofree char *text =
			g_strconcat(kind, ":", renamed_id(renaming, kind, id), NULL);
		return value_text(renaming->arena, text);
	}
	if (field->n_targets != 1)
		return value_copy(renaming->arena, value);
	return value_text(
		renaming->arena, renamed_id(renaming, field->targets[0]->name, value->text));
}

static const struct field *
record_field(const struct field *record, const char *name)
{
	for (guint i = 0; i < record->n_fields; i++)
		if (strcmp(record->fields[i]->name, name) == 0)
			return record->fields[i];
	return NULL;
}

static struct value *
renamed_value(struct renaming *renaming, const struct field *field, const struct value *value)
{
	if (field != NULL && field->type == FIELD_REF && value->type == VALUE_TEXT)
		return renamed_reference(renaming, field, value);
	if (field != NULL && field->type == FIELD_LIST && value->type == VALUE_LIST) {
		struct value *list = value_list(renaming->arena);
		for (guint i = 0; i < value->n_items; i++)
			value_add(renaming->arena, list,
				renamed_value(renaming, field->of, value->items[i]));
		return list;
	}
	if (field != NULL && field->type == FIELD_RECORD && value->type == VALUE_MAP) {
		struct value *map = value_map(renaming->arena);
		for (guint i = 0; i < value->n_members; i++)
			value_set(renaming->arena, map, value->members[i].key,
				renamed_value(renaming, record_field(field, value->members[i].key),
					value->members[i].value));
		return map;
	}
	return value_copy(renaming->arena, value);
}

static struct dossier_object *
renamed_object(struct renaming *renaming, const struct dossier_object *object)
{
	struct dossier_object *copy = arena_alloc(renaming->arena, sizeof *copy);
	*copy = *object;
	if (!is_kept(object->kind->name))
		copy->id = with_suffix(renaming->arena, object->id);
	struct value *body = value_map(renaming->arena);
	for (guint i = 0; i < object->body->n_members; i++)
		value_set(renaming->arena, body, object->body->members[i].key,
			renamed_value(renaming, kind_field(object->kind, object->body->members[i].key),
				object->body->members[i].value));
	copy->body = body;
	return copy;
}

struct dossier
dossier_renamed(const struct dossier *dossier, struct arena *arena)
{
	struct renaming renaming = { .dossier = dossier, .arena = arena };
	struct dossier renamed = *dossier;
	renamed.objects = g_ptr_array_new();
	for (guint i = 0; i < dossier->objects->len; i++)
		g_ptr_array_add(renamed.objects,
			renamed_object(&renaming, g_ptr_array_index(dossier->objects, i)));
	g_assert(renaming.references > 0);
	return renamed;
}

char *
text_renamed_back(const char *text)
{
	GString *back = g_string_new(text);
	g_string_replace(back, RENAMED_BY, "", 0);
	return g_string_free(back, FALSE);
}
