/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "ledger/keeping.h"
#include "writing.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	const char *file = cli_option(cli, "output");
	GError *error = NULL;
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "checkpoint takes no argument");
	struct journal *journal = cli_journal(cli);
	if (journal == NULL)
		return 2;
	g_autofree char *text =
		checkpoint_make(journal_reader(journal), journal_now(journal), &error);
	if (text == NULL)
		return cli_fail(cli, error);
	if (file == NULL) {
		g_autoptr(GString) out = g_string_new(text);
		g_string_append_c(out, '\n');
		cli_print(cli, out);
		return 0;
	}
	g_autofree char *line = g_strconcat(text, "\n", NULL);
	g_autoptr(GError) failed = NULL;
	if (!g_file_set_contents(file, line, -1, &failed))
		return cli_usage(cli, "書けません: %s", "cannot be written: %s", failed->message);
	cli_say(cli, "%s に書きました。台帳とは別の場所に置いてください(`sekisho verify --checkpoint` で比べます)。\n",
		"written to %s. Keep it away from the ledger (`sekisho verify --checkpoint` compares).\n", file);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "output", 'o', "FILE", { "書き込むファイル(既定は標準出力)", "the file to write (default: standard output)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho checkpoint -o 2026-10.checkpoint.json", NULL };

const struct command checkpoint_command = {
	.name = "checkpoint",
	.arguments = "",
	.summary = { "記録の先頭の一覧に署名し、後から切り取りを見つけられるようにする",
		"sign the heads of all chains, so that a cut is found later" },
	.text = { "署名の鍵(ECDSA P-256)は初回に作られます。監査人に渡すなど、台帳の外に置いて初めて役に立ちます。",
		"The signing key (ECDSA P-256) is made at first use. It serves only where it leaves the machine: give it to the auditor." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
