/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "document/dossier_text.h"
#include "ledger/plan.h"
#include "writing.h"

#define STAGE ".sekisho-export" /* where files are made before they take their places */

struct exporting {
	struct cli *cli;
	struct journal *journal;
	const char *chain, *folder;
	struct arena *arena;
	GPtrArray *objects;   /* of const struct object*: what stands in the folder */
	GHashTable *evidence; /* id → relative path */
	GPtrArray *paths;     /* of char*: relative paths of all files made */
	guint left_out, without_content;
	gboolean made_folder;
	GError *error;
};

/* ---- what is exported ---- */

static gboolean
take_object(const struct object *object, void *data)
{
	struct exporting *e = data;
	if (dossier_text_takes(object))
		g_ptr_array_add(e->objects, (gpointer)object);
	else if (object->retired_at == 0 && strcmp(object->kind->name, "standard") != 0)
		e->left_out++;
	return TRUE;
}

static gboolean
read_objects(struct exporting *e)
{
	struct store *store = journal_reader(e->journal);
	struct journal_head head;
	if (!store_journal_head(store, e->chain, &head, &e->error))
		return FALSE;
	if (head.seq == 0) {
		error_set(&e->error, ERROR_NOT_FOUND,
			"システム %s は台帳にありません(`sekisho list system` で一覧)",
			"there is no system %s in this ledger (`sekisho list system` lists them)", e->chain);
		return FALSE;
	}
	return facts_read(store, cli_model(e->cli), e->chain, FALSE, e->arena, take_object, e, &e->error);
}

/* ---- writing ---- */

static gboolean
cannot(struct exporting *e, const char *path, int why)
{
	error_set_at(&e->error, ERROR_STORE, (struct place) { .file = path }, "書けません: %s",
		"cannot be written: %s", g_strerror(why));
	return FALSE;
}

static char *
staged(const struct exporting *e, const char *path)
{
	g_autofree char *flat = g_strdelimit(g_strdup(path), "/", '+');
	return g_build_filename(e->folder, STAGE, flat, NULL);
}

static gboolean
write_text(struct exporting *e, const char *path, const char *text, gsize len)
{
	g_autofree char *to = staged(e, path);
	g_autoptr(GError) failed = NULL;
	g_ptr_array_add(e->paths, g_strdup(path));
	if (g_file_set_contents_full(to, text, (gssize)len, G_FILE_SET_CONTENTS_NONE, 0644, &failed))
		return TRUE;
	return cannot(e, to, errno);
}

/* FALSE and no error: this content is not to be had any more. */
static gboolean
write_content(struct exporting *e, const struct object *evidence, const char *path)
{
	const char *hex = value_get_text(evidence->body, "sha256");
	struct digest sha256;
	if (hex == NULL || !hex_parse(hex, sha256.bytes, DIGEST_SIZE))
		return FALSE;
	g_autofree char *to = staged(e, path);
	int file = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (file < 0)
		return cannot(e, to, errno);
	GError *failed = NULL;
	gboolean ok = content_read(journal_reader(e->journal), journal_keyring(e->journal), &sha256,
		e->chain, evidence->id, file, &failed);
	if (close(file) != 0 && ok)
		return cannot(e, to, errno);
	if (ok)
		return TRUE;
	unlink(to);
	if (g_error_matches(failed, SEKISHO_ERROR, ERROR_NOT_FOUND)
		|| g_error_matches(failed, SEKISHO_ERROR, ERROR_REFUSED))
		g_error_free(failed);
	else
		g_propagate_error(&e->error, failed);
	return FALSE;
}

static gboolean
write_contents(struct exporting *e)
{
	for (guint i = 0; i < e->objects->len; i++) {
		const struct object *object = g_ptr_array_index(e->objects, i);
		if (strcmp(object->kind->name, "evidence") != 0)
			continue;
		g_autofree char *path = dossier_text_evidence(object);
		if (write_content(e, object, path)) {
			g_ptr_array_add(e->paths, g_strdup(path));
			g_hash_table_insert(
				e->evidence, g_strdup(object->id), g_steal_pointer(&path));
		} else if (e->error != NULL) {
			return FALSE;
		} else {
			e->without_content++;
		}
		cli_progress(i, e->objects->len, e->cli);
	}
	return TRUE;
}

static gboolean
write_base(struct exporting *e)
{
	struct journal_head head;
	if (!store_journal_head(journal_reader(e->journal), e->chain, &head, &e->error))
		return FALSE;
	struct folder_base *base =
		folder_base_new(journal_store_id(e->journal), e->chain, head.seq);
	for (guint i = 0; i < e->objects->len; i++) {
		const struct object *object = g_ptr_array_index(e->objects, i);
		folder_base_set(base, object->kind->name, object->id, &object->entry);
	}
	g_autofree char *text = folder_base_text(base);
	folder_base_free(base);
	return write_text(e, FOLDER_BASE_NAME, text, strlen(text));
}

static gboolean
write_all(struct exporting *e)
{
	if (!write_contents(e))
		return FALSE;
	g_autoptr(GPtrArray) files = dossier_text(e->chain, e->objects, e->evidence);
	for (guint i = 0; i < files->len; i++) {
		const struct dossier_file *file = g_ptr_array_index(files, i);
		if (!write_text(e, file->path, file->text->str, file->text->len))
			return FALSE;
	}
	return write_base(e);
}

/* ---- the folder ---- */

/* Empties and removes the stage. */
static void
clear_stage(const struct exporting *e)
{
	g_autofree char *stage = g_build_filename(e->folder, STAGE, NULL);
	g_autoptr(GDir) dir = g_dir_open(stage, 0, NULL);
	for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
		g_autofree char *path = g_build_filename(stage, name, NULL);
		unlink(path);
	}
	rmdir(stage);
}

static gboolean
take_places(struct exporting *e)
{
	g_autofree char *evidence = g_build_filename(e->folder, "evidence", NULL);
	if (g_hash_table_size(e->evidence) > 0 && g_mkdir_with_parents(evidence, 0755) != 0)
		return cannot(e, evidence, errno);
	for (guint i = 0; i < e->paths->len; i++) {
		const char *path = g_ptr_array_index(e->paths, i);
		g_autofree char *from = staged(e, path), *to = g_build_filename(e->folder, path, NULL);
		if (rename(from, to) != 0)
			return cannot(e, to, errno);
	}
	return TRUE;
}

static gboolean
is_empty(const char *folder)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	return dir == NULL || g_dir_read_name(dir) == NULL;
}

/* Was it changed in the folder, or only in the ledger? */
static gboolean
is_our_change(const struct step *step)
{
	if (step->what == STEP_SAME || step->ours == NULL)
		return step->what != STEP_SAME;
	if (step->what != STEP_CONFLICT || step->why != CONFLICT_CHANGED || !step->base_known)
		return step->why != CONFLICT_RETIRED;
	for (guint i = 0; i < step->differences->len; i++) {
		const struct difference *difference =
			&g_array_index(step->differences, struct difference, i);
		const struct value *base = difference->base, *folder = difference->folder;
		if (base == NULL || folder == NULL ? base != folder : !value_equal(base, folder))
			return TRUE;
	}
	return FALSE;
}

static gboolean
has_our_changes(struct exporting *e, const struct dossier *dossier)
{
	struct plan_options options = { FALSE, NULL, NULL };
	struct plan *plan =
		plan_new(e->journal, cli_model(e->cli), dossier, &options, &e->error);
	for (guint i = 0; plan != NULL && e->error == NULL && i < plan->steps->len; i++) {
		const struct step *step = g_ptr_array_index(plan->steps, i);
		if (!is_our_change(step))
			continue;
		error_set_at(&e->error, ERROR_CONFLICT,
			step->ours != NULL ? step->ours->place : (struct place) { .file = e->folder },
			"%1$s:%2$s に、まだ適用していない変更があります。先に `sekisho apply %3$s` を実行するか、別のフォルダーに書き出してください",
			"%1$s:%2$s has changes that were not applied; run `sekisho apply %3$s` first, or export "
			"into another folder",
			step->kind->name, step->id, e->folder);
	}
	plan_free(plan);
	return e->error != NULL;
}

/* The YAML and evidence files of before that are not made anew. */
static void
remove_old(const struct exporting *e, const struct dossier *dossier)
{
	g_autoptr(GHashTable) made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (guint i = 0; i < e->paths->len; i++)
		g_hash_table_add(
			made, g_build_filename(e->folder, g_ptr_array_index(e->paths, i), NULL));
	for (guint i = 0; i < dossier->files->len; i++)
		if (!g_hash_table_contains(made, g_ptr_array_index(dossier->files, i)))
			unlink(g_ptr_array_index(dossier->files, i));
	for (guint i = 0; i < dossier->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		if (object->file != NULL && !g_hash_table_contains(made, object->file))
			unlink(object->file);
	}
}

static gboolean
make_folder(struct exporting *e)
{
	g_autofree char *stage = g_build_filename(e->folder, STAGE, NULL);
	e->made_folder = !g_file_test(e->folder, G_FILE_TEST_EXISTS);
	if (g_mkdir_with_parents(e->folder, 0755) != 0)
		return cannot(e, e->folder, errno);
	clear_stage(e); /* of one that was stopped */
	return mkdir(stage, 0755) == 0 || cannot(e, stage, errno);
}

static gboolean
export_into(struct exporting *e, const struct dossier *before)
{
	gboolean ok = make_folder(e) && write_all(e);
	if (ok && before != NULL)
		remove_old(e, before);
	ok = ok && take_places(e);
	clear_stage(e);
	if (!ok && e->made_folder)
		rmdir(e->folder);
	return ok;
}

/* ---- the command ---- */

static void
print_json(struct exporting *e)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena), *files = value_list(arena);
	value_set_text(arena, map, "system", e->chain);
	value_set_text(arena, map, "folder", e->folder);
	value_set_int(arena, map, "objects", e->objects->len);
	value_set_int(arena, map, "left_out", e->left_out);
	value_set_int(arena, map, "without_content", e->without_content);
	for (guint i = 0; i < e->paths->len; i++)
		value_add(arena, files, value_text(arena, g_ptr_array_index(e->paths, i)));
	value_set(arena, map, "files", files);
	g_autoptr(GString) out = g_string_new(NULL);
	json_pretty(map, out);
	cli_print(e->cli, out);
}

static int
say_done(struct exporting *e)
{
	if (cli_switch(e->cli, "json")) {
		print_json(e);
		return 0;
	}
	cli_say(e->cli, "書き出しました: %s → %s(%u 件、%u ファイル)\n",
		"exported: %s to %s (%u objects, %u files)\n", e->chain, e->folder, e->objects->len,
		e->paths->len);
	if (e->left_out > 0)
		cli_say(e->cli, "  役割付与とアラート %u 件は、フォルダーに置けないので含みません。\n",
			"  %u role grants and alerts are left out: they do not stand in a folder.\n",
			e->left_out);
	if (e->without_content > 0)
		cli_say(e->cli, "  証跡 %u 件は内容がもうない、または付いていないので、記録だけを書き出しました。\n",
			"  %u pieces of evidence have no content (any more); only their records are there.\n",
			e->without_content);
	if (strcmp(e->chain, CHAIN_ORG) == 0)
		cli_say(e->cli, "  人の名前と連絡先を含みます。置き場所に気を付けてください。\n",
			"  It holds names and addresses of people; mind where it is kept.\n");
	return 0;
}

static int
export_chain(struct exporting *e)
{
	gboolean ok;
	if (!read_objects(e))
		return cli_fail(e->cli, e->error);
	if (is_empty(e->folder)) {
		ok = export_into(e, NULL);
		return ok ? say_done(e) : cli_fail(e->cli, e->error);
	}
	if (!cli_switch(e->cli, "replace"))
		return cli_usage(e->cli,
			"%s は空ではありません。新しいフォルダーを指定するか、前に書き出したものと置き換えるなら --replace を付けてください",
			"%s is not empty; name a new folder, or give --replace to put it in the place of an "
			"earlier export",
			e->folder);
	struct problems problems;
	problems_init(&problems);
	struct dossier *before = dossier_read(cli_model(e->cli), e->folder, &problems);
	if (before == NULL)
		return cli_problems(e->cli, &problems);
	problems_clear(&problems);
	ok = !has_our_changes(e, before) && export_into(e, before);
	dossier_free(before);
	return ok ? say_done(e) : cli_fail(e->cli, e->error);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	const char *folder = cli_option(cli, "output");
	if (argc != 2 || folder == NULL)
		return cli_usage(cli, "システム(または @org)一つと、-o フォルダー が要ります",
			"one system (or @org) and -o DIR are needed");
	struct journal *journal = cli_journal(cli);
	if (journal == NULL)
		return 2;
	ARENA_AUTO arena = arena_new();
	struct exporting e = { .cli = cli, .journal = journal, .chain = argv[1], .folder = folder,
		.arena = arena, .objects = g_ptr_array_new(),
		.evidence = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
		.paths = g_ptr_array_new_with_free_func(g_free) };
	cli_stage(cli, "書き出しています", "exporting");
	int status = export_chain(&e);
	g_ptr_array_unref(e.objects);
	g_hash_table_unref(e.evidence);
	g_ptr_array_unref(e.paths);
	return status;
}

static const struct option OPTIONS[] = {
	{ "output", 'o', "DIR", { "書き出すフォルダー", "the folder to write" } },
	{ "replace", 0, NULL,
		{ "前に書き出したフォルダーを新しい内容で置き換える(未適用の変更があれば断る)",
			"put it in the place of an earlier export (refused while that has changes that were not applied)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho export mirai-grants -o dossier",
	"sekisho export @org -o org", "sekisho export mirai-grants -o dossier --replace", NULL };

const struct command export_command = {
	.name = "export",
	.arguments = "SYSTEM|@org",
	.summary = { "台帳の内容をフォルダーに書き出す", "write what the ledger has into a dossier folder" },
	.text = { "種別ごとに一つの YAML ファイルと、証跡のファイルができます。同じ内容からはいつも同じバイト列になります。"
		  "フォルダーを直して `sekisho apply` で戻せます。",
		"One YAML file a kind, and the files of evidence. The same content always gives the same bytes. "
		"Change the folder and bring it back with `sekisho apply`." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
