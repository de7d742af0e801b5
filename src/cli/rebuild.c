/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/keeping.h"
#include "opening.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	gint64 entries = 0;
	GError *error = NULL;
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "rebuild takes no argument");
	OPENED_AUTO opened = { 0 };
	if (!opening(cli, OPENING_WRITE, &opened))
		return 2;
	cli_stage(cli, "作り直しています", "rebuilding");
	if (!ledger_rebuild(opened.store, cli_model(cli), opened.ring, cli_progress, cli, &entries, &error))
		return cli_fail(cli, error);
	if (cli_switch(cli, "json"))
		cli_say(cli, "{\"entries\":%" G_GINT64_FORMAT "}\n", "{\"entries\":%" G_GINT64_FORMAT "}\n",
			entries);
	else
		cli_say(cli, "記録 %" G_GINT64_FORMAT " から、事実と判定の表を作り直しました。\n",
			"made facts and conclusions anew out of %" G_GINT64_FORMAT " entries.\n", entries);
	return 0;
}

static const char *const EXAMPLES[] = { "sekisho rebuild", NULL };

const struct command rebuild_command = {
	.name = "rebuild",
	.arguments = "",
	.summary = { "記録から、事実と判定の表を作り直す", "make facts and conclusions anew out of the journal" },
	.text = { "記録そのものは変わりません。終わるまでは前の表が読めます。",
		"The journal itself does not change. Until it is done, the tables of before are read." },
	.clockless = TRUE,
	.examples = EXAMPLES,
	.run = run,
};
