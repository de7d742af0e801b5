/* SPDX-License-Identifier: Apache-2.0 */
#include "cli.h"
#include "interview.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "init takes no argument");
	if (cli_switch(cli, "interview"))
		return interview(cli);
	if (cli_option(cli, "register") != NULL || cli_option(cli, "map") != NULL
		|| cli_option(cli, "into") != NULL || cli_option(cli, "answers") != NULL
		|| cli_option(cli, "org") != NULL)
		return cli_usage(cli, "--into、--answers、--register、--map、--org は --interview と一緒に使います",
			"--into, --answers, --register, --map and --org go with --interview");
	const struct model *model = cli_model(cli);
	if (model == NULL)
		return 2;
	GError *error = NULL;
	gboolean rehearsal = cli_switch(cli, "rehearsal");
	struct journal_options options = { .url = cli_store_url(cli), .model = model,
		.now = cli_option(cli, "now") != NULL ? cli_now(cli) : 0 };
	if (!journal_init(&options, "+09:00", rehearsal, &error))
		return cli_fail(cli, error);
	if (cli_switch(cli, "json")) {
		cli_say_json(cli, "store", cli_store_url(cli), NULL);
		return 0;
	}
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
	{ "interview", 0, NULL,
		{ "質問に答えて、小さなシステムの記録のフォルダーを作る(台帳は作らない)",
			"make the folder of a small system from questions and answers (no ledger is made)" } },
	{ "into", 0, "DIR",
		{ "作るフォルダー(既定は答えた id)", "the folder to make (default: the id that was answered)" } },
	{ "answers", 0, "FILE",
		{ "前に答えた分を YAML から取り、続きだけを聞く", "take earlier answers from a YAML file and ask for the rest" } },
	{ "register", 0, "FILE",
		{ "組織の情報システム台帳(CSV)にある答えを提案にする", "propose what the organisation's register (CSV) says" } },
	{ "map", 0, "FILE",
		{ "台帳の列と項目の対応表(`sekisho import` と同じ)", "which column is which field (as for `sekisho import`)" } },
	{ "org", 0, "DIR",
		{ "組織のフォルダー(既定は隣の org)", "the organisation's folder (default: org beside it)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho init", "sekisho init --store /srv/sekisho.db",
	"sekisho init --interview --into kaigi-yoyaku",
	"sekisho init --interview --into sys-0001 --register register.csv --map map.yaml", NULL };

const struct command init_command = {
	.name = "init",
	.arguments = "",
	.summary = { "新しい台帳を作る", "make a new ledger" },
	.text = { "台帳(SQLite)、鍵束、鍵束を包む主鍵の三つのファイルができます。主鍵は別の場所に控えてください。\n\n"
		"--interview では台帳は作らず、半日ガイドの質問に一つずつ答えて記録のフォルダーを作ります。Enter だけなら [ ] の提案を"
		"採用します。途中でやめると何も書かず、そこまでの答えを示します。それを保存して --answers に渡すと続きから始められます。"
		"組織のフォルダーがなければ、隣に org も作ります。答えは管理者の申告として扱われ、道具による証明にはなりません。",
		"Three files are made: the ledger (SQLite), the key ring, and the master key that wraps it. Keep a copy of the master key elsewhere.\n\n"
		"With --interview no ledger is made: the half-day guide asks question by question and makes a dossier folder. "
		"Enter takes what stands in [ ]. Whoever stops has written nothing and is shown the answers so far; saved, and given to "
		"--answers, they are gone on from. Where there is no organisation's folder, one is made beside it as org. The answers "
		"count as the manager's word and never as a tool's proof." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
