/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "writing.h"

struct listing {
	struct cli *cli;
	guint n;
};

static gboolean
print_row(const struct object *object, void *data)
{
	struct listing *listing = data;
	g_autofree char *title =
		object_title(object->kind, object->id, object->body, cli_lang(listing->cli));
	listing->n++;
	if (cli_switch(listing->cli, "json")) {
		ARENA_AUTO arena = arena_new();
		struct value *row = value_map(arena);
		value_set_text(arena, row, "system", object->chain);
		value_set_text(arena, row, "kind", object->kind->name);
		value_set_text(arena, row, "id", object->id);
		value_set(arena, row, "body", value_copy(arena, object->body));
		g_autofree char *line = json_canonical_text(row);
		puts(line);
		return TRUE;
	}
	printf("%s:%s\t%s%s\n", object->kind->name, object->id, title,
		object->erased             ? "\t(消去済み)"
			: object->retired_at != 0 ? "\t(廃止)"
						  : "");
	return TRUE;
}

struct only {
	const struct kind *kind;
	struct listing *listing;
};

static gboolean
print_of_kind(const struct object *object, void *data)
{
	struct only *only = data;
	return only->kind != object->kind || print_row(object, only->listing);
}

/* All systems of the store, one a line. */
static int
list_systems(struct cli *cli, struct journal *journal, const struct kind *kind)
{
	GError *error = NULL;
	struct listing listing = { cli, 0 };
	struct only only = { kind, &listing };
	ARENA_AUTO arena = arena_new();
	g_auto(GStrv) chains = store_chains(journal_reader(journal), &error);
	for (guint i = 0; chains != NULL && chains[i] != NULL; i++)
		if (strcmp(chains[i], CHAIN_ORG) != 0
			&& !facts_read(journal_reader(journal), cli_model(cli), chains[i], FALSE, arena,
				print_of_kind, &only, &error))
			break;
	return error != NULL ? cli_fail(cli, error) : 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 2)
		return cli_usage(cli, "種別を一つ指定してください(例 component)",
			"name one kind (for example component)");
	const struct kind *kind = writing_kind(cli, argv[1]);
	struct journal *journal = kind == NULL ? NULL : cli_journal(cli);
	if (journal == NULL)
		return 2;
	if (strcmp(kind->name, "system") == 0)
		return list_systems(cli, journal, kind);
	g_autofree char *chain = cli_switch(cli, "org") ? g_strdup(CHAIN_ORG)
							 : writing_chain(cli, NULL, kind, NULL);
	if (chain == NULL)
		return 2;
	GError *error = NULL;
	struct listing listing = { cli, 0 };
	struct only only = { kind, &listing };
	ARENA_AUTO arena = arena_new();
	if (!facts_read(journal_reader(journal), cli_model(cli), chain, cli_switch(cli, "retired"), arena,
		    print_of_kind, &only, &error))
		return cli_fail(cli, error);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか", "which system" } },
	{ "org", 0, NULL, { "組織(@org)のもの", "those of the organisation (@org)" } },
	{ "retired", 0, NULL, { "廃止したものも", "retired ones too" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho list system", "sekisho list component --system mirai-grants", NULL };

const struct command list_command = {
	.name = "list",
	.arguments = "KIND",
	.summary = { "ある種別のオブジェクトを一覧する", "list the objects of a kind" },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
