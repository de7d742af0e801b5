/* SPDX-License-Identifier: Apache-2.0 */
#include "model_files.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>

#define RESOURCE_ROOT "/sekisho/model/"
#define OWN_FILE_MAX (1024 * 1024)
#define OWN_FILES_MAX 2000

struct model_files {
	GPtrArray *list; /* of struct model_file, ascending by path, own after built-in */
	GPtrArray *kept; /* GBytes that the slices point into */
};

static void
file_free(gpointer data)
{
	struct model_file *file = data;
	g_free((char *)file->path);
	g_free((char *)file->shown);
	g_free(file);
}

static void
add(struct model_files *files, const char *path, const char *shown, GBytes *bytes, gboolean own)
{
	struct model_file *file = g_new0(struct model_file, 1);
	file->path = g_strdup(path);
	file->shown = g_strdup(shown);
	file->bytes.at = g_bytes_get_data(bytes, &file->bytes.len);
	file->own = own;
	g_ptr_array_add(files->list, file);
	g_ptr_array_add(files->kept, bytes);
}

static void
add_built_in(struct model_files *files, const char *folder)
{
	g_autofree char *where = g_strconcat(RESOURCE_ROOT, folder, NULL);
	g_auto(GStrv) names = g_resources_enumerate_children(where, 0, NULL);
	for (guint i = 0; names != NULL && names[i] != NULL; i++) {
		g_autofree char *path = g_strconcat(folder, names[i], NULL);
		if (g_str_has_suffix(path, "/")) {
			add_built_in(files, path);
			continue;
		}
		g_autofree char *resource = g_strconcat(RESOURCE_ROOT, path, NULL);
		g_autofree char *shown = g_strconcat("model/", path, NULL);
		GBytes *bytes = g_resources_lookup_data(resource, 0, NULL);
		g_assert(bytes != NULL);
		add(files, path, shown, bytes, FALSE);
	}
}

static gboolean
add_real_file(struct model_files *files, const char *real, const char *path, gboolean own,
	GError **error)
{
	char *text;
	gsize len;
	g_autoptr(GError) failed = NULL;
	if (!g_file_get_contents(real, &text, &len, &failed)) {
		error_set(error, ERROR_INPUT, "%s を読めません: %s", "cannot read %s: %s", real,
			failed->message);
		return FALSE;
	}
	add(files, path, real, g_bytes_new_take(text, len), own);
	if (len > OWN_FILE_MAX || files->list->len > OWN_FILES_MAX * 2) {
		error_set(error, ERROR_TOO_LARGE, "%s: 大きすぎるか、ファイルが多すぎます(1 MiB、%d 件まで)",
			"%s: too large, or too many files (1 MiB, at most %d)", real, OWN_FILES_MAX);
		return FALSE;
	}
	return TRUE;
}

static gboolean
add_real(struct model_files *files, const char *root, const char *folder, gboolean own, GError **error)
{
	g_autofree char *where = g_build_filename(root, folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(where, 0, NULL);
	if (dir == NULL) {
		error_set(error, ERROR_NOT_FOUND, "フォルダー %s を読めません: %s",
			"cannot read the folder %s: %s", where, g_strerror(errno));
		return FALSE;
	}
	for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
		g_autofree char *path = g_strconcat(folder, name, NULL);
		g_autofree char *real = g_build_filename(root, path, NULL);
		if (name[0] == '.' || g_file_test(real, G_FILE_TEST_IS_SYMLINK))
			continue;
		g_autofree char *below = g_strconcat(path, "/", NULL);
		gboolean is_folder = g_file_test(real, G_FILE_TEST_IS_DIR);
		if (is_folder ? !add_real(files, root, below, own, error)
			      : !add_real_file(files, real, path, own, error))
			return FALSE;
	}
	return TRUE;
}

static gint
by_path(gconstpointer a, gconstpointer b)
{
	const struct model_file *x = *(const struct model_file *const *)a;
	const struct model_file *y = *(const struct model_file *const *)b;
	int order = strcmp(x->path, y->path);
	return order != 0 ? order : (x->own ? 1 : 0) - (y->own ? 1 : 0);
}

static struct model_files *
files_new(void)
{
	struct model_files *files = g_new0(struct model_files, 1);
	files->list = g_ptr_array_new_with_free_func(file_free);
	files->kept = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
	return files;
}

struct model_files *
model_files_open(const char *own_folder, GError **error)
{
	struct model_files *files = files_new();
	add_built_in(files, "");
	if (own_folder != NULL && !add_real(files, own_folder, "", TRUE, error)) {
		model_files_free(files);
		return NULL;
	}
	g_ptr_array_sort(files->list, by_path);
	return files;
}

struct model_files *
model_files_open_source(const char *folder, GError **error)
{
	struct model_files *files = files_new();
	if (!add_real(files, folder, "", FALSE, error)) {
		model_files_free(files);
		return NULL;
	}
	g_ptr_array_sort(files->list, by_path);
	return files;
}

void
model_files_free(struct model_files *files)
{
	if (files == NULL)
		return;
	g_ptr_array_unref(files->list);
	g_ptr_array_unref(files->kept);
	g_free(files);
}

GPtrArray *
model_files_below(const struct model_files *files, const char *folder, const char *ending)
{
	GPtrArray *found = g_ptr_array_new();
	for (guint i = 0; i < files->list->len; i++) {
		struct model_file *file = g_ptr_array_index(files->list, i);
		if (g_str_has_prefix(file->path, folder) && g_str_has_suffix(file->path, ending))
			g_ptr_array_add(found, file);
	}
	return found;
}

const struct model_file *
model_files_find(const struct model_files *files, const char *path)
{
	for (guint i = 0; i < files->list->len; i++) {
		const struct model_file *file = g_ptr_array_index(files->list, i);
		if (strcmp(file->path, path) == 0)
			return file;
	}
	return NULL;
}
