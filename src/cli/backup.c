/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/keeping.h"
#include "opening.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	GError *error = NULL;
	if (argc != 2)
		return cli_usage(cli, "作るファイルを一つ指定してください", "name the one file to make");
	OPENED_AUTO opened = { 0 };
	if (!opening(cli, OPENING_WRITE, &opened))
		return 2;
	cli_stage(cli, "書いています", "writing");
	if (!ledger_backup(opened.store, opened.ring, argv[1], &error))
		return cli_fail(cli, error);
	g_autofree char *keys = g_strconcat(argv[1], ".keys", NULL);
	if (cli_switch(cli, "json")) {
		cli_say_json(cli, "file", argv[1], "keys", keys, NULL);
		return 0;
	}
	cli_say(cli,
		"%1$s と %1$s.keys を作りました。二つは別の場所に置いてください。主鍵(%2$s-master)の控えは、どちらにも入っていません。\n",
		"made %1$s and %1$s.keys. Keep the two apart; the master key (%2$s-master) is in neither.\n",
		argv[1], store_path(opened.store));
	return 0;
}

static const char *const EXAMPLES[] = { "sekisho backup /backup/2026-10-01.sekisho", NULL };

const struct command backup_command = {
	.name = "backup",
	.arguments = "FILE",
	.summary = { "台帳と鍵束を、二つのファイルに控える", "copy ledger and key ring into two files" },
	.text = { "FILE には記録と証跡が暗号文のまま、FILE.keys には鍵束が入ります。片方だけでは読めません。"
		  "消去を全部の控えに行き渡らせるため、FILE.keys の控えは 35 日以内に捨ててください。書き込み中でも取れます。",
		"FILE gets journal and evidence as ciphertext, FILE.keys the key ring; neither can be read without the other. "
		"Throw copies of FILE.keys away within 35 days, so that an erasure reaches all of them. Others may write meanwhile." },
	.clockless = TRUE,
	.examples = EXAMPLES,
	.run = run,
};
