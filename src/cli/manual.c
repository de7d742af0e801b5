/* SPDX-License-Identifier: Apache-2.0 */
/* The manual and the manual page, out of the command table. */
#include <string.h>

#include "cli_private.h"

/* ---- Markdown ---- */

static void
append_options(GString *out, const struct option *options, const char *lang)
{
	gboolean en = strcmp(lang, "en") == 0;
	if (options == NULL || options[0].name == NULL)
		return;
	g_string_append(out, en ? "\n| option | |\n|---|---|\n" : "\n| 指定 | |\n|---|---|\n");
	for (guint i = 0; options[i].name != NULL; i++) {
		g_autofree char *left = option_left(&options[i]);
		g_auto(GStrv) parts = g_strsplit(left, "|", -1);
		g_autofree char *cell = g_strjoinv("\\|", parts);
		g_auto(GStrv) help_parts = g_strsplit(label_in(options[i].help, lang), "|", -1);
		g_autofree char *help = g_strjoinv("\\|", help_parts);
		g_string_append_printf(out, "| `%s` | %s |\n", cell, help);
	}
}

static void
append_command(GString *out, const struct command *command, const char *lang)
{
	gboolean en = strcmp(lang, "en") == 0;
	g_string_append_printf(out, "\n## %s\n\n%s%s\n\n```\nsekisho %s%s%s\n```\n", command->name,
		label_in(command->summary, lang), en ? "." : "。", command->name,
		*command->arguments != '\0' ? " " : "", command->arguments);
	if (command->text.ja != NULL)
		g_string_append_printf(out, "\n%s\n", label_in(command->text, lang));
	append_options(out, command->options, lang);
	g_string_append_printf(
		out, en ? "\nExit status: %s.\n" : "\n終了状態: %s。\n", label_in(command_exit(command), lang));
	for (guint i = 0; command->examples != NULL && command->examples[i] != NULL; i++)
		g_string_append_printf(out, "%s%s\n", i == 0 ? "\n```sh\n" : "", command->examples[i]);
	if (command->examples != NULL && command->examples[0] != NULL)
		g_string_append(out, "```\n");
}

static const struct label INTRODUCTION = {
	"# sekisho の手引き\n\n"
	"<!-- コマンドの表から `sekisho manual` が作る。直接は書き換えない。 -->\n\n"
	"オブジェクトは `[システム/]種別:id` と書く(例 `mirai-grants/component:web`)。台帳にシステムが一つなら、システムは要らない。\n"
	"今のフォルダーにある名前はフォルダー、なければ台帳のシステムとして読む。入力の誤りは標準エラー出力に "
	"`ファイル:行:桁: 何が誤りで、どう直すか` と出す。一秒を超える仕事は、端末では進み具合を示す。\n",
	"# Manual of sekisho\n\n"
	"<!-- Made by `sekisho manual` from the command table; do not edit. -->\n\n"
	"An object is written `[SYSTEM/]KIND:ID` (for example `mirai-grants/component:web`); the system is not needed when the "
	"ledger has only one.\nA name that is a folder here is that folder, otherwise a system of the ledger. Mistakes in input go to "
	"standard error as `file:line:column: what, and how to mend it`. Work over a second shows its progress on a terminal.\n",
};

static const struct label ENVIRONMENT = {
	"\n## 環境変数\n\n"
	"| 変数 | |\n|---|---|\n"
	"| `LC_ALL` `LC_MESSAGES` `LANG` | 表示の言語。`en` で始まれば英語、ほかは日本語 |\n"
	"| `NO_COLOR` | 何かが入っていれば、端末でも色を付けない |\n"
	"| `SEKISHO_MASTER_KEY` | 主鍵のファイル(既定は台帳の名前に `-master`) |\n"
	"| `SEKISHO_CHECKPOINT_KEY` | チェックポイントに署名する鍵のファイル(既定は台帳の名前に `-checkpoint.pem`) |\n",
	"\n## Environment\n\n"
	"| variable | |\n|---|---|\n"
	"| `LC_ALL` `LC_MESSAGES` `LANG` | language: English if it begins with `en`, else Japanese |\n"
	"| `NO_COLOR` | when not empty, no colour even on a terminal |\n"
	"| `SEKISHO_MASTER_KEY` | file of the master key (default: the store's name with `-master`) |\n"
	"| `SEKISHO_CHECKPOINT_KEY` | file of the key that signs checkpoints (default: the store's name with `-checkpoint.pem`) |\n",
};

void
manual(struct cli *cli, GString *out)
{
	const char *lang = cli->lang;
	g_string_append(out, label_in(INTRODUCTION, lang));
	for (guint i = 0; COMMANDS[i] != NULL; i++)
		append_command(out, COMMANDS[i], lang);
	g_string_append(out, strcmp(lang, "en") == 0 ? "\n## Options of every command\n"
						      : "\n## どのコマンドにも使える指定\n");
	append_options(out, GLOBAL_OPTIONS, lang);
	g_string_append(out, label_in(ENVIRONMENT, lang));
}

/* ---- the page for man(1) ---- */

static void
append_roff(GString *out, const char *text)
{
	/* a line that begins with a dot or an apostrophe is a request */
	if (*text == '.' || *text == '\'')
		g_string_append(out, "\\&");
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			g_string_append(out, "\\e");
		else if (*text == '-')
			g_string_append(out, "\\-");
		else
			g_string_append_c(out, *text);
	}
}

static void
append_roff_options(GString *out, const struct option *options)
{
	for (guint i = 0; options != NULL && options[i].name != NULL; i++) {
		g_autofree char *left = option_left(&options[i]);
		g_string_append(out, ".TP\n.B ");
		append_roff(out, left);
		g_string_append_c(out, '\n');
		append_roff(out, options[i].help.en);
		g_string_append_c(out, '\n');
	}
}

static void
append_roff_command(GString *out, const struct command *command)
{
	g_string_append(out, ".SS ");
	append_roff(out, command->name);
	g_string_append(out, *command->arguments != '\0' ? " " : "");
	append_roff(out, command->arguments);
	g_string_append_c(out, '\n');
	append_roff(out, command->summary.en);
	g_string_append(out, ".\n");
	if (command->text.en != NULL) {
		g_string_append(out, ".PP\n");
		append_roff(out, command->text.en);
		g_string_append_c(out, '\n');
	}
	append_roff_options(out, command->options);
	g_string_append(out, ".PP\nExit status: ");
	append_roff(out, command_exit(command).en);
	g_string_append(out, ".\n");
	for (guint i = 0; command->examples != NULL && command->examples[i] != NULL; i++) {
		g_string_append(out, i == 0 ? ".PP\n.EX\n" : "");
		append_roff(out, command->examples[i]);
		g_string_append_c(out, '\n');
	}
	if (command->examples != NULL && command->examples[0] != NULL)
		g_string_append(out, ".EE\n");
}

void
manual_page(GString *out)
{
	g_string_append(out,
		".\\\" Made by `sekisho manual --man` from the command table; do not edit.\n"
		".TH SEKISHO 1 \"\" \"sekisho\" \"User Commands\"\n"
		".SH NAME\nsekisho \\- Security by Design for information systems\n"
		".SH SYNOPSIS\n.B sekisho\n.I COMMAND\n.RI [ OPTION ]...\n.RI [ ARGUMENT ]...\n"
		".SH DESCRIPTION\nOne append\\-only ledger per organisation, rules in SQL, verdicts for every check of the "
		"guideline. An object is written [SYSTEM/]KIND:ID. Mistakes in input are told as "
		"file:line:column: what, and how to mend it.\n.SH COMMANDS\n");
	for (guint i = 0; COMMANDS[i] != NULL; i++)
		append_roff_command(out, COMMANDS[i]);
	g_string_append(out, ".SH OPTIONS OF EVERY COMMAND\n");
	append_roff_options(out, GLOBAL_OPTIONS);
	g_string_append(out,
		".SH ENVIRONMENT\n"
		".TP\n.B LC_ALL, LC_MESSAGES, LANG\nEnglish if it begins with en, else Japanese.\n"
		".TP\n.B NO_COLOR\nWhen not empty, no colour.\n"
		".TP\n.B SEKISHO_MASTER_KEY\nFile of the master key (default: the store's name with \\-master).\n"
		".TP\n.B SEKISHO_CHECKPOINT_KEY\nFile of the key that signs checkpoints.\n"
		".SH EXIT STATUS\n0 it holds or was done; 1 findings; 2 unusable input or failure.\n");
}

/* ---- the command ---- */

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "manual takes no argument");
	g_autoptr(GString) out = g_string_new(NULL);
	if (cli_switch(cli, "man"))
		manual_page(out);
	else
		manual(cli, out);
	cli_print(cli, out);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "man", 0, NULL, { "man(1) のページ(英語)を出す", "print the page for man(1) (English)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho manual --lang ja > manual.ja.md",
	"sekisho manual --man > sekisho.1", NULL };

const struct command manual_command = {
	.name = "manual",
	.arguments = "",
	.summary = { "この手引きを出す", "print this manual" },
	.clockless = TRUE,
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
