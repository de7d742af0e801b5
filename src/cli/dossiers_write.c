/* SPDX-License-Identifier: Apache-2.0 */
#include "dossiers_write.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "document/dossier_text.h"

static gboolean
cannot(struct problems *problems, const char *path)
{
	problem_add(problems, ERROR_STORE, (struct place) { .file = path }, "書けません: %s",
		"cannot be written: %s", g_strerror(errno));
	return FALSE;
}

static gboolean
write_file(const char *folder, const struct dossier_file *file, struct problems *problems)
{
	GError *error = NULL;
	g_autofree char *path = g_build_filename(folder, file->path, NULL);
	if (g_file_set_contents_full(path, file->text->str, (gssize)file->text->len,
		    G_FILE_SET_CONTENTS_DURABLE, 0644, &error))
		return TRUE;
	problem_add(problems, ERROR_STORE, (struct place) { .file = path }, "書けません: %s",
		"cannot be written: %s", error->message);
	g_error_free(error);
	return FALSE;
}

static gboolean
write_folder(const char *folder, const char *chain, const GPtrArray *objects,
	struct problems *problems)
{
	g_autoptr(GHashTable) none = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) files = dossier_text(chain, objects, none);
	gboolean ok = mkdir(folder, 0755) == 0 || cannot(problems, folder);
	for (guint i = 0; ok && i < files->len; i++)
		ok = write_file(folder, g_ptr_array_index(files, i), problems);
	return ok;
}

static void
remove_folder(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		unlink(path);
	}
	rmdir(folder);
}

static gboolean
check_folders(const struct model *model, const struct dossier_pair *folders,
	const char *system_path, const char *org_path, struct problems *problems)
{
	struct dossier *system = dossier_read(model, system_path, problems);
	struct dossier *made = folders->found != NULL ? NULL : dossier_read(model, org_path, problems);
	const struct dossier *org = folders->found != NULL ? folders->found : made;
	if (system != NULL && org != NULL)
		dossier_check(system, org, problems);
	if (made != NULL)
		dossier_check(made, made, problems);
	dossier_free(system);
	dossier_free(made);
	return problems_count(problems) == 0;
}

/* The organisation's folder first: a system's alone would not find its unit. */
static gboolean
take_places(const struct dossier_pair *folders, const char *system_path,
	const char *org_path, const char *org_place, struct problems *problems)
{
	if (folders->found == NULL && rename(org_path, org_place) != 0)
		return cannot(problems, org_place);
	if (rename(system_path, folders->into) == 0)
		return TRUE;
	cannot(problems, folders->into);
	if (folders->found == NULL)
		remove_folder(org_place);
	return FALSE;
}

gboolean
dossier_pair_write(const struct model *model, const struct dossier_pair *folders,
	struct problems *problems)
{
	g_autofree char *parent = g_path_get_dirname(folders->into);
	g_autofree char *stage = g_build_filename(parent, ".sekisho-XXXXXX", NULL);
	g_autofree char *org_place = g_build_filename(parent, "org", NULL);
	if (g_mkdtemp(stage) == NULL)
		return cannot(problems, parent);
	g_autofree char *system_path = g_build_filename(stage, "system", NULL);
	g_autofree char *org_path = g_build_filename(stage, "org", NULL);
	gboolean ok = write_folder(system_path, folders->chain, folders->system, problems)
		&& (folders->found != NULL
			|| write_folder(org_path, CHAIN_ORG, folders->org, problems))
		&& check_folders(model, folders, system_path, org_path, problems)
		&& take_places(folders, system_path, org_path, org_place, problems);
	remove_folder(system_path);
	remove_folder(org_path);
	rmdir(stage);
	return ok;
}

/* ---- many systems ---- */

static gboolean
write_systems(const char *stage, const GPtrArray *systems,
	const GPtrArray *parties, struct problems *problems)
{
	g_autofree char *org = g_build_filename(stage, "org", NULL);
	gboolean ok = parties->len == 0 || write_folder(org, CHAIN_ORG, parties, problems);
	for (guint i = 0; ok && i < systems->len; i++) {
		const struct object *system = g_ptr_array_index(systems, i);
		g_autoptr(GPtrArray) one = g_ptr_array_new();
		g_autofree char *folder = g_build_filename(stage, system->chain, NULL);
		g_ptr_array_add(one, (gpointer)system);
		ok = write_folder(folder, system->chain, one, problems);
	}
	return ok;
}

static void
remove_folders(const char *stage)
{
	g_autoptr(GDir) dir = g_dir_open(stage, 0, NULL);
	const char *name;
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(stage, name, NULL);
		remove_folder(path);
	}
	rmdir(stage);
}

gboolean
dossiers_write(const char *into, const GPtrArray *systems,
	const GPtrArray *parties, struct problems *problems)
{
	g_autofree char *parent = g_path_get_dirname(into);
	g_autofree char *stage = g_build_filename(parent, ".sekisho-XXXXXX", NULL);
	if (g_file_test(into, G_FILE_TEST_EXISTS)) {
		problem_add(problems, ERROR_REFUSED, (struct place) { .file = into },
			"もうあります。まだないフォルダーを指定してください",
			"is there already; name a folder that is not");
		return FALSE;
	}
	if (g_mkdtemp(stage) == NULL)
		return cannot(problems, parent);
	gboolean ok = write_systems(stage, systems, parties, problems)
		&& (chmod(stage, 0755) == 0 || cannot(problems, stage))
		&& (rename(stage, into) == 0 || cannot(problems, into));
	if (!ok)
		remove_folders(stage);
	return ok;
}
