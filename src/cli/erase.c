/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "writing.h"

/* At a terminal the id is asked for once more: there is no way back. */
static gboolean
is_sure(struct cli *cli, const struct named *named)
{
	char line[128];
	if (cli_switch(cli, "yes") || !isatty(STDIN_FILENO))
		return TRUE;
	fprintf(stderr, strcmp(cli_lang(cli), "en") == 0
			? "%s:%s will be erased; it cannot be brought back. Type its id to go on: "
			: "%s:%s を消去します。元には戻せません。続けるには id を入力してください: ",
		named->kind->name, named->id);
	fflush(stderr);
	if (fgets(line, sizeof line, stdin) != NULL && strcmp(g_strchomp(line), named->id) == 0)
		return TRUE;
	cli_usage(cli, "消去しませんでした", "nothing was erased");
	return FALSE;
}

static int
erase(struct cli *cli, const struct named *named, const char *ground)
{
	struct problems problems;
	struct actor actor = cli_actor(cli, "admin");
	problems_init(&problems);
	cli_stage(cli, "消去しています", "erasing");
	if (!journal_erase(cli_journal(cli), &actor, named->chain, named->kind->name, named->id, ground,
		    &problems))
		return cli_problems(cli, &problems);
	problems_clear(&problems);
	if (cli_switch(cli, "json"))
		cli_say(cli, "{\"erased\":\"%s:%s\"}\n", "{\"erased\":\"%s:%s\"}\n", named->kind->name,
			named->id);
	else
		cli_say(cli,
			"消去しました: %s:%s。鍵は壊れ、内容は台帳のどこにも残っていません。控えの鍵束(FILE.keys)からは、それを捨てたときに消えます。\n",
			"erased: %s:%s. Its key is destroyed and nothing of the content is left in the ledger. From "
			"backups it goes when their key rings (FILE.keys) are thrown away.\n",
			named->kind->name, named->id);
	return writing_judge(cli) ? 0 : 2;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	static const char *const GROUNDS[] = { "request", "expiry", "mistake", NULL };
	const char *ground = cli_option(cli, "ground");
	NAMED_AUTO named = { 0 };
	ARENA_AUTO arena = arena_new();
	if (argc != 2 || ground == NULL || !g_strv_contains(GROUNDS, ground))
		return cli_usage(cli,
			"種別:id と --ground が要ります(request 本人請求、expiry 保存期間満了、mistake 誤登録)",
			"KIND:ID and --ground are needed (request, expiry or mistake)");
	if (cli_option(cli, "as-person") == NULL)
		return cli_usage(cli, "だれが消去するのかを --as-person 人のid で示してください(役割の既定は admin)",
			"say who erases with --as-person ID (its role is admin unless --role says another)");
	if (!writing_named(cli, argv[1], &named) || writing_object(cli, &named, arena) == NULL
		|| !is_sure(cli, &named))
		return 2;
	return erase(cli, &named, ground);
}

static const struct option OPTIONS[] = {
	{ "ground", 0, "GROUND",
		{ "根拠: request 本人請求、expiry 保存期間満了、mistake 誤登録",
			"why: request (of the person), expiry (of the retention), mistake" } },
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "yes", 0, NULL, { "端末でも確かめない", "do not ask at a terminal" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = {
	"sekisho erase person:p-3k7m2q5x --ground request --as-person p-aaaa2345 --role admin", NULL };

const struct command erase_command = {
	.name = "erase",
	.arguments = "[SYSTEM/]KIND:ID",
	.summary = { "人や証跡の内容を、記録を残したまま消去する", "erase the content of a person or an evidence; the record that it was stays" },
	.text = { "個人データを持つ種別(人、アカウント、インシデント、アラート、証跡の内容)だけが対象です。鍵を壊すので、元には戻せません。"
		  "消去したこと、だれが、いつ、なぜは残り、ハッシュ値の連鎖は保たれます。",
		"Only for kinds with personal data (person, account, incident, alert, the content of an evidence). The key is destroyed: "
		"there is no way back. That it was erased, by whom, when and why stays, and the chain of hashes holds." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
