/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/keeping.h"
#include "cli.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	GError *error = NULL;
	if (argc != 2)
		return cli_usage(cli, "控えのファイルを一つ指定してください", "name the one file of a backup");
	const struct model *model = cli_model(cli);
	if (model == NULL)
		return 2;
	cli_stage(cli, "戻しています", "restoring");
	if (!ledger_restore(cli_store_url(cli), model, argv[1], cli_progress, cli, &error))
		return cli_fail(cli, error);
	if (cli_switch(cli, "json")) {
		cli_say_json(cli, "store", cli_store_url(cli), "file", argv[1], NULL);
		return 0;
	}
	cli_say(cli, "%s に戻し、すべて合っていることを確かめました。\n",
		"restored to %s, and verified that all of it fits.\n", cli_store_url(cli));
	return 0;
}

static const char *const EXAMPLES[] = { "sekisho restore /backup/2026-10-01.sekisho --store /srv/sekisho.db", NULL };

const struct command restore_command = {
	.name = "restore",
	.arguments = "FILE",
	.summary = { "控えから新しい台帳を作る", "make a new ledger out of a backup" },
	.text = { "--store の場所に作ります。台帳がすでにあれば断ります。FILE.keys を FILE の隣に、主鍵の控えを --store の名前に -master を付けた"
		  "名前で置いてください(または SEKISHO_MASTER_KEY で指定)。作った後で全体を確かめます。",
		"It is made at --store and refused where a ledger is. Put FILE.keys beside FILE, and the copy of the master key at "
		"the store's name with -master (or name it in SEKISHO_MASTER_KEY). What was made is verified." },
	.clockless = TRUE,
	.examples = EXAMPLES,
	.run = run,
};
