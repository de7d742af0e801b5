/* SPDX-License-Identifier: Apache-2.0 */
/* --help and the manual, out of the command table. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli_private.h"

static void
print_pair(const char *left, const char *right, guint column)
{
	guint used = text_columns(left);
	printf("  %s%*s%s\n", left, (int)(used + 2 < column ? column - used : 2), "", right);
}

static char *
option_left(const struct option *option)
{
	return g_strdup_printf("--%s%s%s", option->name, option->value != NULL ? " " : "",
		option->value != NULL ? option->value : "");
}

static void
print_options(const struct cli *cli, const struct option *options)
{
	for (guint i = 0; options != NULL && options[i].name != NULL; i++) {
		g_autofree char *left = option_left(&options[i]);
		print_pair(left, label_in(options[i].help, cli->lang), 24);
	}
}

void
help_of(struct cli *cli, const struct command *command)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	printf("sekisho %s %s\n\n%s\n", command->name, command->arguments,
		label_in(command->summary, cli->lang));
	if (command->text.ja != NULL)
		printf("\n%s\n", label_in(command->text, cli->lang));
	if (command->options != NULL && command->options[0].name != NULL) {
		printf("\n%s\n", en ? "Options" : "指定");
		print_options(cli, command->options);
	}
	printf("\n%s\n", en ? "For every command" : "どのコマンドにも使える指定");
	print_options(cli, GLOBAL_OPTIONS);
	for (guint i = 0; command->examples != NULL && command->examples[i] != NULL; i++)
		printf("%s  %s\n", i > 0 ? "" : en ? "\nExamples\n" : "\n例\n", command->examples[i]);
}

void
help_all(struct cli *cli)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	printf("%s\n\n", en ? "Sekisho runs Security by Design for a portfolio of information systems."
			    : "関所は、情報システムのセキュリティ・バイ・デザインを進める道具です。");
	printf("%s\n", en ? "Commands (sekisho COMMAND --help tells more)"
			  : "コマンド(sekisho コマンド --help で詳しい説明)");
	for (guint i = 0; COMMANDS[i] != NULL; i++)
		print_pair(COMMANDS[i]->name, label_in(COMMANDS[i]->summary, cli->lang), 14);
	printf("\n%s\n", en ? "For every command" : "どのコマンドにも使える指定");
	print_options(cli, GLOBAL_OPTIONS);
	printf("\n%s\n",
		en ? "Exit status: 0 it holds or was done, 1 findings, 2 unusable input or failure."
		   : "終了状態: 0 問題なし・完了、1 指摘あり、2 使えない入力・失敗。");
}

static void
append_options(GString *out, const struct option *options, const char *lang)
{
	for (guint i = 0; options != NULL && options[i].name != NULL; i++) {
		g_autofree char *left = option_left(&options[i]);
		g_string_append_printf(out, "- `%s`: %s\n", left, label_in(options[i].help, lang));
	}
}

void
manual(struct cli *cli, GString *out)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	g_string_append(out, en ? "# Manual\n\nMade from the command table; do not edit.\n"
				: "# 手引き\n\nコマンドの表から作ったもの。直接は書き換えない。\n");
	for (guint i = 0; COMMANDS[i] != NULL; i++) {
		const struct command *command = COMMANDS[i];
		g_string_append_printf(out, "\n## sekisho %s %s\n\n%s\n", command->name,
			command->arguments, label_in(command->summary, cli->lang));
		if (command->text.ja != NULL)
			g_string_append_printf(out, "\n%s\n", label_in(command->text, cli->lang));
		if (command->options != NULL && command->options[0].name != NULL)
			g_string_append_c(out, '\n');
		append_options(out, command->options, cli->lang);
		for (guint k = 0; command->examples != NULL && command->examples[k] != NULL; k++)
			g_string_append_printf(out, "%s    %s\n", k == 0 ? "\n" : "", command->examples[k]);
	}
	g_string_append(out, en ? "\n## Options of every command\n\n" : "\n## どのコマンドにも使える指定\n\n");
	append_options(out, GLOBAL_OPTIONS, cli->lang);
}

static void
append_roff(GString *out, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\\' || *text == '-')
			g_string_append_c(out, '\\');
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

void
manual_page(GString *out)
{
	g_string_append(out, ".\\\" Made from the command table; do not edit.\n"
			     ".TH SEKISHO 1\n.SH NAME\nsekisho \\- Security by Design for information systems\n"
			     ".SH SYNOPSIS\n.B sekisho\nCOMMAND [OPTION]... [ARGUMENT]...\n.SH COMMANDS\n");
	for (guint i = 0; COMMANDS[i] != NULL; i++) {
		g_string_append(out, ".SS ");
		append_roff(out, COMMANDS[i]->name);
		g_string_append_c(out, ' ');
		append_roff(out, COMMANDS[i]->arguments);
		g_string_append_c(out, '\n');
		append_roff(out, COMMANDS[i]->summary.en);
		g_string_append(out, ".\n");
		if (COMMANDS[i]->text.en != NULL) {
			g_string_append(out, ".PP\n");
			append_roff(out, COMMANDS[i]->text.en);
			g_string_append_c(out, '\n');
		}
		append_roff_options(out, COMMANDS[i]->options);
	}
	g_string_append(out, ".SH OPTIONS OF EVERY COMMAND\n");
	append_roff_options(out, GLOBAL_OPTIONS);
	g_string_append(out, ".SH EXIT STATUS\n0 it holds or was done; 1 findings; 2 unusable input or failure.\n");
}
