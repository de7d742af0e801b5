/* SPDX-License-Identifier: Apache-2.0 */
#include "dossier_text.h"

#include <string.h>

#include "base/moment.h"
#include "yaml_text.h"

gboolean
dossier_text_takes(const struct object *object)
{
	const char *kind = object->kind->name;
	gboolean shipped = strcmp(kind, "standard") == 0 && strcmp(object->put_role, "engine") == 0;
	return object->retired_at == 0 && !shipped && strcmp(kind, "role_grant") != 0
		&& strcmp(kind, "alert") != 0;
}

char *
dossier_text_evidence(const struct object *evidence)
{
	static const struct {
		const char *media, *ending;
	} ENDINGS[] = { { "application/pdf", "pdf" }, { "image/png", "png" }, { "image/jpeg", "jpg" },
		{ "application/gzip", "gz" }, { "application/zstd", "zst" }, { "application/zip", "zip" },
		{ "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx" },
		{ "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx" },
		{ "application/json", "json" }, { "application/xml", "xml" }, { "text/plain", "txt" } };
	const char *media = value_get_text(evidence->body, "media"), *ending = "bin";
	for (guint i = 0; i < G_N_ELEMENTS(ENDINGS); i++)
		if (g_strcmp0(media, ENDINGS[i].media) == 0)
			ending = ENDINGS[i].ending;
	return g_strdup_printf("evidence/%s.%s", evidence->id, ending);
}

static void
append_object(const struct object *object, const char *evidence_file, GString *out)
{
	ARENA_AUTO arena = arena_new();
	struct value *root = value_map(arena);
	struct value *body = object_yaml(object->kind, object->body, FALSE, arena);
	g_autofree char *at = moment_text(object->put_at);
	if (evidence_file != NULL)
		value_set_text(arena, body, "_file", evidence_file);
	value_set_text(arena, body, "_by", object->put_by);
	value_set_text(arena, body, "_role", object->put_role);
	struct value *moment = value_text(arena, at);
	moment->plain = TRUE;
	value_set(arena, body, "_at", moment);
	value_set(arena, root, object->id, body);
	yaml_text(root, 2, out);
}

static struct dossier_file *
file_of(GPtrArray *made, const struct kind *kind)
{
	g_autofree char *path = g_strconcat(kind->name, ".yaml", NULL);
	struct dossier_file *last =
		made->len == 0 ? NULL : g_ptr_array_index(made, made->len - 1);
	if (last != NULL && strcmp(last->path, path) == 0)
		return last;
	struct dossier_file *file = g_new0(struct dossier_file, 1);
	file->path = g_steal_pointer(&path);
	file->text = g_string_new(NULL);
	g_string_append_printf(
		file->text, "# %s / %s\n%s:\n", kind->label.ja, kind->label.en, kind->name);
	g_ptr_array_add(made, file);
	return file;
}

static void
file_free(gpointer data)
{
	struct dossier_file *file = data;
	g_free(file->path);
	g_string_free(file->text, TRUE);
	g_free(file);
}

GPtrArray *
dossier_text(const char *chain, const GPtrArray *objects, GHashTable *files)
{
	GPtrArray *made = g_ptr_array_new_with_free_func(file_free);
	if (strcmp(chain, CHAIN_ORG) == 0) {
		struct dossier_file *root = g_new0(struct dossier_file, 1);
		root->path = g_strdup("org.yaml");
		root->text = g_string_new("# 組織のフォルダー / the organisation's folder\norg: {}\n");
		g_ptr_array_add(made, root);
	}
	for (guint i = 0; i < objects->len; i++) {
		const struct object *object = g_ptr_array_index(objects, i);
		const char *evidence = strcmp(object->kind->name, "evidence") == 0
			? g_hash_table_lookup(files, object->id)
			: NULL;
		append_object(object, evidence, file_of(made, object->kind)->text);
	}
	return made;
}
