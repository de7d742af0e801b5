/* SPDX-License-Identifier: Apache-2.0 */
/* The product's model, and folders of files on top of it or instead of it. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/yaml.h"
#include "gate/session.h"

struct gate {
	struct model_files *files;
	struct model *model;
	struct rulebook *book;
	struct methods *methods;
	struct session *session;
	struct problems problems;
	struct arena *arena;
};

/* Whatever can be loaded is; the rest is in problems. own: a folder on top of the product's model, or NULL. */
static inline void
gate_open(struct gate *gate, const char *own)
{
	GError *error = NULL;
	problems_init(&gate->problems);
	gate->arena = arena_new();
	gate->files = model_files_open(own, &error);
	g_assert_no_error(error);
	gate->model = model_new(gate->files, &gate->problems);
	g_assert_nonnull(gate->model);
	gate->book = rulebook_new(gate->model, &gate->problems);
	gate->methods = methods_new(gate->model, &gate->problems);
	gate->session = session_new(
		gate->model, gate->book, gate->methods, 9 * MOMENT_HOUR, &gate->problems, &error);
	g_assert_no_error(error);
}

static inline void
gate_close(struct gate *gate)
{
	session_free(gate->session);
	methods_free(gate->methods);
	rulebook_free(gate->book);
	model_free(gate->model);
	model_files_free(gate->files);
	problems_clear(&gate->problems);
	arena_free(gate->arena);
}

/* One file of the model, read. */
static inline const struct value *
gate_yaml(struct gate *gate, const char *path)
{
	const struct model_file *file = model_files_find(gate->files, path);
	if (file == NULL)
		g_error("no %s", path);
	const struct value *value =
		yaml_parse(gate->arena, file->bytes.at, file->bytes.len, file->shown, &gate->problems);
	g_assert_nonnull(value);
	return value;
}

/* A folder with files in it: path, text, path, text, … NULL. Owned by the caller. */
static inline char *
folder_with(const char *const *files)
{
	char *folder = g_dir_make_tmp("sekisho-own-XXXXXX", NULL);
	g_assert_nonnull(folder);
	for (guint i = 0; files[i] != NULL; i += 2) {
		g_autofree char *path = g_build_filename(folder, files[i], NULL);
		g_autofree char *below = g_path_get_dirname(path);
		g_mkdir_with_parents(below, 0700);
		g_assert_true(g_file_set_contents(path, files[i + 1], -1, NULL));
	}
	return folder;
}

static inline void
folder_remove(const char *folder)
{
	const char *name;
	GDir *dir = g_dir_open(folder, 0, NULL);
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			folder_remove(path);
		else
			g_remove(path);
	}
	if (dir != NULL)
		g_dir_close(dir);
	g_rmdir(folder);
}

/* All problems, a line each, without the folder's name. Owned by the caller. */
static inline char *
gate_told(const struct gate *gate, const char *folder)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < gate->problems.list->len; i++) {
		const GError *error = g_ptr_array_index(gate->problems.list, i);
		g_autofree char *text = error_text(error, "en");
		g_assert_cmpstr(error_message(error, "ja"), !=, error_message(error, "en"));
		gsize skip = folder != NULL && g_str_has_prefix(text, folder) ? strlen(folder) + 1 : 0;
		g_string_append_printf(out, "%s\n", text + skip);
	}
	return g_string_free(out, FALSE);
}
