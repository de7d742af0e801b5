/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "writing.h"

static gboolean
print_entry(const struct journal_row *row, void *data)
{
	struct cli *cli = data;
	g_autofree char *at = moment_text(row->at);
	if (cli_switch(cli, "json")) {
		fwrite(row->bytes.at, 1, row->bytes.len, stdout);
		putchar('\n');
		return TRUE;
	}
	char hash[2 * DIGEST_SIZE + 1];
	hex_of(row->hash.bytes, DIGEST_SIZE, hash);
	printf("#%-6" G_GINT64_FORMAT " %-20s %-9s %s (%s, %s)  %.16s\n", row->seq, at, row->verb,
		row->actor, row->role, row->known_by, hash);
	return TRUE;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	g_autofree char *system = NULL, *kind_name = NULL, *id = NULL;
	if (argc != 2)
		return cli_usage(cli, "種別:id を指定してください", "name KIND:ID");
	if (!cli_object(cli, argv[1], &system, &kind_name, &id))
		return 2;
	const struct kind *kind = writing_kind(cli, kind_name);
	g_autofree char *chain = kind == NULL ? NULL : writing_chain(cli, system, kind, id);
	struct journal *journal = chain == NULL ? NULL : cli_journal(cli);
	GError *error = NULL;
	if (journal == NULL)
		return 2;
	if (!store_journal_of(journal_reader(journal), chain, kind->name, id, print_entry, cli, &error))
		return cli_fail(cli, error);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか", "which system" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho history component:web", "sekisho history component:web --json", NULL };

const struct command history_command = {
	.name = "history",
	.arguments = "[SYSTEM/]KIND:ID",
	.summary = { "オブジェクトの記録を古い順に見る", "show the entries of an object, oldest first" },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
