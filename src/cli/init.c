/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "init takes no argument");
	const struct model *model = cli_model(cli);
	if (model == NULL)
		return 2;
	GError *error = NULL;
	gboolean rehearsal = cli_switch(cli, "rehearsal");
	struct journal_options options = { .url = cli_store_url(cli), .model = model,
		.now = cli_option(cli, "now") != NULL ? cli_now(cli) : 0 };
	if (!journal_init(&options, "+09:00", rehearsal, &error))
		return cli_fail(cli, error);
	cli_say(cli, "台帳を作りました: %s%s\n", "made the ledger %s%s\n", cli_store_url(cli),
		rehearsal ? (cli_lang(cli)[0] == 'e' ? " (rehearsal)" : "(予行用)") : "");
	cli_say(cli, "次は `sekisho apply フォルダー` で記録を取り込みます。\n",
		"next: `sekisho apply FOLDER` takes a dossier in.\n");
	return 0;
}

static const struct option OPTIONS[] = {
	{ "rehearsal", 0, NULL,
		{ "予行用にする(--now が使える。後から変えられない)",
			"for rehearsal (--now may be used; said in the first entry for ever)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho init", "sekisho init --store /srv/sekisho.db", NULL };

const struct command init_command = {
	.name = "init",
	.arguments = "",
	.summary = { "新しい台帳を作る", "make a new ledger" },
	.text = { "台帳(SQLite)、鍵束、鍵束を包む主鍵の三つのファイルができます。主鍵は別の場所に控えてください。",
		"Three files are made: the ledger (SQLite), the key ring, and the master key that wraps it. Keep a copy of the master key elsewhere." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
