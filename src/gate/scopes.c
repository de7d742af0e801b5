/* SPDX-License-Identifier: Apache-2.0 */
#include "scopes.h"

#include "base/yaml.h"

struct scopes {
	struct arena *arena;
	const struct value *root; /* NULL: no file, or not a map */
	struct judge_table *table;
};

static void
read_file(struct scopes *scopes, const struct model *model, struct problems *problems)
{
	static const char PATH[] = "guideline/scopes.yaml";
	const struct model_file *file = model_files_find(model->files, PATH);
	if (file == NULL) {
		problem_add(problems, ERROR_NOT_FOUND, (struct place) { .file = PATH },
			"ファイルがありません", "there is no such file");
		return;
	}
	const struct value *root =
		yaml_parse(scopes->arena, file->bytes.at, file->bytes.len, file->shown, problems);
	if (root != NULL && root->type == VALUE_MAP)
		scopes->root = root;
}

struct scopes *
scopes_new(const struct model *model, struct judge_db *db, struct problems *problems, GError **error)
{
	static const struct judge_column COLUMNS[] = {
		{ "scope", JUDGE_TEXT },
		{ "check_id", JUDGE_TEXT },
	};
	struct scopes *scopes = g_new0(struct scopes, 1);
	scopes->arena = arena_new();
	scopes->table = judge_db_table(db, "scope_check", COLUMNS, G_N_ELEMENTS(COLUMNS), NULL, error);
	if (scopes->table == NULL) {
		scopes_free(scopes);
		return NULL;
	}
	read_file(scopes, model, problems);
	return scopes;
}

void
scopes_free(struct scopes *scopes)
{
	if (scopes == NULL)
		return;
	arena_free(scopes->arena);
	g_free(scopes);
}

static gboolean
fill_scope(struct scopes *scopes, const struct member *scope, GError **error)
{
	const struct value *whole = value_get(scope->value, "whole");
	for (guint i = 0; whole != NULL && whole->type == VALUE_LIST && i < whole->n_items; i++) {
		if (whole->items[i]->type != VALUE_TEXT)
			continue;
		judge_set_text(scopes->table, 0, scope->key, -1);
		judge_set_text(scopes->table, 1, whole->items[i]->text, -1);
		if (!judge_add(scopes->table, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
scopes_fill(struct scopes *scopes, GError **error)
{
	for (guint i = 0; scopes->root != NULL && i < scopes->root->n_members; i++)
		if (!fill_scope(scopes, &scopes->root->members[i], error))
			return FALSE;
	return TRUE;
}
