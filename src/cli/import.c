/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "dossiers_write.h"
#include "document/register.h"
#include "writing.h"

struct importing {
	struct cli *cli;
	struct arena *arena;
	struct register_made made;
	struct actor actor;
	GArray *drafts; /* of struct draft */
	guint new_systems, changed, same, new_parties;
};

/* ---- what differs from the ledger ---- */

/* The fields that the register gives; what others wrote beside them stays. */
static gboolean
says_the_same(const struct value *body, const struct object *object)
{
	for (guint i = 0; i < body->n_members; i++) {
		const struct value *there = value_get(object->body, body->members[i].key);
		if (there == NULL || !value_equal(there, body->members[i].value))
			return FALSE;
	}
	return TRUE;
}

static gboolean
compare(struct importing *i, struct store *store, const struct object *object, gboolean system)
{
	ARENA_AUTO arena = arena_new();
	GError *error = NULL;
	const struct object *there = facts_get(store, cli_model(i->cli), object->chain,
		object->kind->name, object->id, arena, &error);
	if (error != NULL) {
		cli_fail(i->cli, error);
		return FALSE;
	}
	gboolean live = there != NULL && there->retired_at == 0;
	if (live && (!system || says_the_same(object->body, there))) {
		i->same += system;
		return TRUE;
	}
	*(system ? (live ? &i->changed : &i->new_systems) : &i->new_parties) += 1;
	struct draft draft = { .chain = object->chain, .kind = object->kind->name, .id = object->id,
		.actor = &i->actor, .body = object->body, .place = object->place };
	g_array_append_val(i->drafts, draft);
	return TRUE;
}

static gboolean
compare_all(struct importing *i, struct journal *journal)
{
	struct store *store = journal_reader(journal);
	gboolean ok = TRUE;
	for (guint k = 0; ok && k < i->made.parties->len; k++)
		ok = compare(i, store, g_ptr_array_index(i->made.parties, k), FALSE);
	for (guint k = 0; ok && k < i->made.systems->len; k++)
		ok = compare(i, store, g_ptr_array_index(i->made.systems, k), TRUE);
	return ok;
}

/* ---- into the ledger ---- */

static gboolean
append(struct importing *i, struct journal *journal)
{
	struct problems problems;
	problems_init(&problems);
	const struct draft *drafts = (const struct draft *)i->drafts->data;
	g_autofree struct appended *appended = g_new0(struct appended, i->drafts->len + 1);
	cli_stage(i->cli, "記録しています", "recording");
	gboolean ok = cli_switch(i->cli, "dry-run")
		? journal_try(journal, drafts, i->drafts->len, &problems)
		: journal_append(journal, drafts, i->drafts->len, appended, &problems);
	if (!ok)
		cli_problems(i->cli, &problems);
	else
		problems_clear(&problems);
	return ok;
}

static int
into_ledger(struct importing *i)
{
	struct journal *journal = cli_journal(i->cli);
	if (journal == NULL || !compare_all(i, journal))
		return 2;
	if (i->drafts->len > 0 && !append(i, journal))
		return 2;
	gboolean dry = cli_switch(i->cli, "dry-run"), judged = TRUE;
	if (!dry && i->drafts->len > 0) {
		cli_stage(i->cli, "判定しています", "judging");
		judged = writing_judge(i->cli);
	}
	cli_say(i->cli, "システム: 新規 %u、変更 %u、変わらず %u。組織: 新規 %u。\n",
		"systems: %u new, %u changed, %u unchanged; units: %u new\n", i->new_systems, i->changed,
		i->same, i->new_parties);
	if (dry)
		cli_say(i->cli, "何も書いていません。--dry-run を外すと記録します。\n",
			"Nothing was written; without --dry-run it is recorded.\n");
	return judged ? 0 : 2;
}

/* ---- into folders ---- */

static int
into_folders(struct importing *i, const char *into)
{
	struct problems problems;
	problems_init(&problems);
	if (!cli_switch(i->cli, "dry-run"))
		dossiers_write(into, i->made.systems, i->made.parties, &problems);
	if (problems_count(&problems) > 0)
		return cli_problems(i->cli, &problems);
	problems_clear(&problems);
	if (cli_switch(i->cli, "dry-run"))
		cli_say(i->cli, "%u システムを書けます。何も書いていません。\n",
			"%u systems can be written; nothing was.\n", i->made.systems->len);
	else
		cli_say(i->cli, "%u システムのフォルダーを %s に作りました。\n",
			"made the folders of %u systems in %s\n", i->made.systems->len, into);
	return 0;
}

/* ---- the command ---- */

static int
import(struct importing *i, const struct register_map *map, const char *file)
{
	struct problems problems;
	problems_init(&problems);
	cli_stage(i->cli, "読んでいます", "reading");
	struct sheet *sheet = sheet_read(file, map->header_row, i->arena, &problems);
	if (sheet != NULL)
		register_rows(map, sheet, cli_now(i->cli), &i->made, i->arena, &problems);
	if (problems_count(&problems) > 0) {
		sheet_free(sheet);
		return cli_problems(i->cli, &problems);
	}
	problems_clear(&problems);
	for (guint k = 0; k < i->made.untaken->len; k++)
		cli_warn(i->cli, (struct place) { 0 },
			"列「%s」は対応表にないので取り込みません(ignore に書くと、この注意は出ません)",
			"the column \"%s\" is not in the map and not taken (write it under ignore to hear no more of it)",
			(const char *)g_ptr_array_index(i->made.untaken, k));
	sheet_free(sheet);
	const char *into = cli_option(i->cli, "into");
	return into != NULL ? into_folders(i, into) : into_ledger(i);
}

static int
import_register(struct cli *cli, const char *file, const char *map_file)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	if (cli_model(cli) == NULL)
		return 2;
	struct register_map *map = register_map_read(cli_model(cli), map_file, &problems);
	if (map == NULL)
		return cli_problems(cli, &problems);
	problems_clear(&problems);
	struct importing i = { .cli = cli, .arena = arena, .actor = cli_actor(cli, "manager"),
		.made = { g_ptr_array_new(), g_ptr_array_new(), g_ptr_array_new() },
		.drafts = g_array_new(FALSE, TRUE, sizeof(struct draft)) };
	int status = import(&i, map, file);
	g_ptr_array_unref(i.made.systems);
	g_ptr_array_unref(i.made.parties);
	g_ptr_array_unref(i.made.untaken);
	g_array_unref(i.drafts);
	register_map_free(map);
	return status;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	const char *as = cli_option(cli, "as"), *map = cli_option(cli, "map");
	if (argc != 2 || as == NULL)
		return cli_usage(cli, "ファイル一つと --as register が要ります",
			"one file and --as register are needed");
	if (strcmp(as, "register") != 0)
		return cli_usage(cli, "--as は register です: %s", "--as is register: %s", as);
	if (map == NULL)
		return cli_usage(cli, "--map で、列と項目の対応表(YAML)を指定してください",
			"name the map of columns to fields (YAML) with --map");
	return import_register(cli, argv[1], map);
}

static const struct option OPTIONS[] = {
	{ "as", 0, "FORMAT", { "register: 情報システム台帳の表", "register: a table of systems" } },
	{ "map", 0, "FILE", { "列と項目の対応表(YAML)", "which column is which field (YAML)" } },
	{ "dry-run", 0, NULL, { "確かめるだけで、何も書かない", "check everything and write nothing" } },
	{ "into", 0, "DIR",
		{ "台帳ではなく、システムごとのフォルダーをこの下に作る",
			"make a folder a system below this one, and leave the ledger alone" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho import register.csv --as register --map map.yaml --dry-run",
	"sekisho import register.csv --as register --map map.yaml", NULL };

const struct command import_command = {
	.name = "import",
	.arguments = "FILE",
	.summary = { "組織の情報システム台帳(CSV)を取り込む", "take in an organisation's register of systems (CSV)" },
	.text = { "一行が一システムです。文字コードは UTF-8、UTF-16、CP932 を見分けます。一行でも使えなければ、行と列を示して何も書きません。"
		  "すでにあるシステムは、台帳にある列の項目だけを改めます。\n\n"
		  "対応表は columns(見出し: 項目、または {field, codes, empty, new_party})、fixed(全行に同じ値)、ignore(取り込まない列)、"
		  "header_row(見出しの行)からなります。日付は 2031/3/31、令和13年3月31日 のようにも書けます。",
		"A row is a system. UTF-8, UTF-16 and CP932 are told apart. If one row cannot be used, its line and column are told and "
		"nothing is written. Of a system that is there already only the fields of the columns are changed.\n\n"
		"The map has columns (HEADER: field, or {field, codes, empty, new_party}), fixed (the same for every row), ignore "
		"(columns not taken) and header_row. Dates may be written 2031/3/31 or in Japanese eras." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
