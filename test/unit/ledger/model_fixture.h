/* SPDX-License-Identifier: Apache-2.0 */
/* Models for tests: the one of the product, and small ones written into a folder. */
#pragma once
#include <glib/gstdio.h>
#include <string.h>

#include "ledger/model.h"

struct made_model {
	char *folder;
	struct model_files *files;
	struct model *model; /* NULL: see problems */
	struct problems problems;
};

static inline void
made_model_remove(const char *folder)
{
	const char *name;
	GDir *dir = g_dir_open(folder, 0, NULL);
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		if (g_file_test(path, G_FILE_TEST_IS_DIR))
			made_model_remove(path);
		else
			g_remove(path);
	}
	if (dir != NULL)
		g_dir_close(dir);
	g_rmdir(folder);
}

/* `files`: path, text, path, text, … NULL. */
static inline void
made_model_open(struct made_model *made, const char *const *files)
{
	GError *error = NULL;
	made->folder = g_dir_make_tmp("sekisho-model-XXXXXX", NULL);
	for (guint i = 0; files[i] != NULL; i += 2) {
		g_autofree char *path = g_build_filename(made->folder, files[i], NULL);
		g_autofree char *folder = g_path_get_dirname(path);
		g_mkdir_with_parents(folder, 0700);
		g_assert_true(g_file_set_contents(path, files[i + 1], -1, NULL));
	}
	problems_init(&made->problems);
	made->files = model_files_open_source(made->folder, &error);
	g_assert_no_error(error);
	made->model = model_new(made->files, &made->problems);
}

static inline void
made_model_close(struct made_model *made)
{
	model_free(made->model);
	model_files_free(made->files);
	problems_clear(&made->problems);
	made_model_remove(made->folder);
	g_free(made->folder);
}

/* All problems, a line each, without the folder's name. Owned by the caller. */
static inline char *
made_model_told(const struct made_model *made)
{
	GString *out = g_string_new(NULL);
	for (guint i = 0; i < made->problems.list->len; i++) {
		g_autofree char *text = error_text(g_ptr_array_index(made->problems.list, i), "en");
		gsize skip = g_str_has_prefix(text, made->folder) ? strlen(made->folder) + 1 : 0;
		g_string_append_printf(out, "%s\n", text + skip);
	}
	return g_string_free(out, FALSE);
}

/* The product's model, which is without a fault. */
static inline void
product_model(struct made_model *made)
{
	problems_init(&made->problems);
	made->folder = NULL;
	made->files = model_files_open(NULL, NULL);
	made->model = model_new(made->files, &made->problems);
	if (made->model == NULL) {
		g_autofree char *text = error_text(g_ptr_array_index(made->problems.list, 0), "en");
		g_error("%s", text);
	}
}

static inline void
product_model_close(struct made_model *made)
{
	model_free(made->model);
	model_files_free(made->files);
	problems_clear(&made->problems);
}
