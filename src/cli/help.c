/* SPDX-License-Identifier: Apache-2.0 */
/* --help, out of the command table. */
#include <stdio.h>
#include <string.h>

#include "cli_private.h"
#include "document/table_text.h"

/* What stays on one line: an English word, or a Japanese character with the mark behind it. */
static const char *
end_of_word(const char *at)
{
	for (;;) {
		gunichar c = g_utf8_get_char(at);
		at = g_utf8_next_char(at);
		gunichar next = g_utf8_get_char(at);
		if (next == 0 || next == ' ')
			return at;
		gboolean wide = g_unichar_iswide(c) || g_unichar_iswide(next);
		gboolean opening = g_utf8_strchr("「『((", -1, c) != NULL;
		gboolean closing = g_utf8_strchr("、。)」』)", -1, next) != NULL;
		if (wide && !opening && !closing)
			return at;
	}
}

/* A paragraph, broken at the terminal's width; lines after the first stand at `indent`. */
static void
print_text(const struct cli *cli, const char *text, guint used, guint indent)
{
	guint width = cli_columns(cli) == 0 ? 100 : CLAMP(cli_columns(cli), 40, 100);
	for (const char *at = text; *at != '\0';) {
		guint space = (guint)strspn(at, " ");
		const char *word = at + space, *end = *word == '\0' ? word : end_of_word(word);
		g_autofree char *piece = g_strndup(word, (gsize)(end - word));
		guint columns = text_columns(piece);
		if (used > indent && used + space + columns > width) {
			printf("\n%*s%s", (int)indent, "", piece);
			used = indent + columns;
		} else {
			printf("%*s%s", (int)space, "", piece);
			used += space + columns;
		}
		at = end;
	}
	putchar('\n');
}

static void
print_pair(const struct cli *cli, const char *left, const char *right, guint column)
{
	guint used = text_columns(left) + 2;
	guint fill = used + 2 < column ? column - used : 2;
	printf("  %s%*s", left, (int)fill, "");
	print_text(cli, right, used + fill, column);
}

char *
option_left(const struct option *option)
{
	char letter[] = { '-', option->letter, ',', ' ', '\0' };
	return g_strdup_printf("%s--%s%s%s", option->letter != 0 ? letter : "", option->name,
		option->value != NULL ? " " : "", option->value != NULL ? option->value : "");
}

static void
print_options(const struct cli *cli, const struct option *options)
{
	for (guint i = 0; options != NULL && options[i].name != NULL; i++) {
		g_autofree char *left = option_left(&options[i]);
		print_pair(cli, left, label_in(options[i].help, cli->lang), 30);
	}
}

struct label
command_exit(const struct command *command)
{
	static const struct label USUAL = { "0 完了、2 使えない入力・失敗", "0 done, 2 unusable input or failure" };
	return command->exit.ja != NULL ? command->exit : USUAL;
}

void
help_of(struct cli *cli, const struct command *command)
{
	gboolean en = strcmp(cli->lang, "en") == 0;
	printf("sekisho %s %s\n\n", command->name, command->arguments);
	print_text(cli, label_in(command->summary, cli->lang), 0, 0);
	if (command->text.ja != NULL) {
		putchar('\n');
		print_text(cli, label_in(command->text, cli->lang), 0, 0);
	}
	if (command->options != NULL && command->options[0].name != NULL) {
		printf("\n%s\n", en ? "Options" : "指定");
		print_options(cli, command->options);
	}
	printf("\n%s\n", en ? "For every command" : "どのコマンドにも使える指定");
	print_options(cli, GLOBAL_OPTIONS);
	printf("\n%s\n  ", en ? "Exit status" : "終了状態");
	print_text(cli, label_in(command_exit(command), cli->lang), 2, 2);
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
		print_pair(cli, COMMANDS[i]->name, label_in(COMMANDS[i]->summary, cli->lang), 14);
	printf("\n%s\n", en ? "What dossiers hold: sekisho help kinds, sekisho help component"
			      : "フォルダーに書くもの: sekisho help kinds、sekisho help component");
	printf("\n%s\n", en ? "For every command" : "どのコマンドにも使える指定");
	print_options(cli, GLOBAL_OPTIONS);
	printf("\n%s\n",
		en ? "Exit status: 0 it holds or was done, 1 findings, 2 unusable input or failure."
		   : "終了状態: 0 問題なし・完了、1 指摘あり、2 使えない入力・失敗。");
}
