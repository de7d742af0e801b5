/* SPDX-License-Identifier: Apache-2.0 */
#include "folders.h"

#include <string.h>

char *
folders_org_of(const struct cli *cli, const char *path)
{
	const char *given = cli_option(cli, "org");
	if (given != NULL)
		return g_strdup(given);
	g_autofree char *absolute = g_canonicalize_filename(path, NULL);
	g_autofree char *parent = g_path_get_dirname(absolute);
	g_autofree char *sibling = g_build_filename(parent, "org", NULL);
	if (strcmp(sibling, absolute) == 0 || !g_file_test(sibling, G_FILE_TEST_IS_DIR))
		return NULL;
	/* as the path was written, so that messages name a file as its reader knows it */
	g_autofree char *written = g_path_get_dirname(path);
	g_autofree char *short_path = strchr(path, '/') == NULL ? g_strdup("org")
								 : g_build_filename(written, "org", NULL);
	return g_file_test(short_path, G_FILE_TEST_IS_DIR) ? g_steal_pointer(&short_path)
							    : g_steal_pointer(&sibling);
}

struct folders {
	struct cli *cli;
	GPtrArray *list;
	GHashTable *seen; /* canonical paths */
	struct problems problems;
};

static struct dossier *
read_one(struct folders *folders, const char *path)
{
	g_autofree char *canonical = g_canonicalize_filename(path, NULL);
	if (!g_hash_table_add(folders->seen, g_steal_pointer(&canonical)))
		return NULL;
	struct dossier *dossier =
		dossier_read(cli_model(folders->cli), path, &folders->problems);
	if (dossier == NULL)
		return NULL;
	for (guint i = 0; i < folders->list->len; i++) {
		const struct dossier *other = g_ptr_array_index(folders->list, i);
		if (strcmp(other->chain, dossier->chain) == 0)
			problem_add(&folders->problems, ERROR_INPUT, (struct place) { .file = path },
				"%1$s のフォルダーが二つあります(もう一つは %2$s)",
				"there are two folders of %1$s (the other is %2$s)", dossier->chain,
				other->folder);
	}
	gboolean org = strcmp(dossier->chain, CHAIN_ORG) == 0;
	g_ptr_array_insert(folders->list, org ? 0 : -1, dossier);
	return dossier;
}

static void
read_all(struct folders *folders, char **paths, int n)
{
	for (int i = 0; i < n; i++)
		read_one(folders, paths[i]);
	/* one that is named stands for the one beside */
	const struct dossier *first =
		folders->list->len > 0 ? g_ptr_array_index(folders->list, 0) : NULL;
	if (first != NULL && strcmp(first->chain, CHAIN_ORG) == 0)
		return;
	for (int i = 0; i < n; i++) {
		g_autofree char *org = folders_org_of(folders->cli, paths[i]);
		if (org != NULL)
			read_one(folders, org);
	}
}

GPtrArray *
folders_read(struct cli *cli, char **paths, int n)
{
	for (int i = 0; i < n; i++)
		if (!dossier_is(paths[i])) {
			cli_usage(cli, "%s: フォルダーがありません", "%s: there is no such folder",
				paths[i]);
			return NULL;
		}
	struct folders folders = { .cli = cli,
		.list = g_ptr_array_new_with_free_func((GDestroyNotify)dossier_free),
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
	problems_init(&folders.problems);
	if (cli_model(cli) != NULL)
		read_all(&folders, paths, n);
	g_hash_table_unref(folders.seen);
	gboolean ok = problems_count(&folders.problems) == 0 && cli_model(cli) != NULL;
	if (!ok && problems_count(&folders.problems) > 0) {
		cli_problems(cli, &folders.problems);
	} else {
		problems_clear(&folders.problems);
	}
	if (ok)
		return folders.list;
	g_ptr_array_unref(folders.list);
	return NULL;
}
