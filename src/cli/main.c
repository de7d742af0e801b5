/* SPDX-License-Identifier: Apache-2.0 */
#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli_private.h"

const struct command *const COMMANDS[] = {
#define COMMAND(name) &name##_command,
#include "commands.tbl"
#undef COMMAND
	NULL,
};

const struct option GLOBAL_OPTIONS[] = {
	{ "store", 0, "URL",
		{ "台帳の場所(既定は今のフォルダーの sekisho.db)",
			"where the store is (default: sekisho.db in this folder)" } },
	{ "model", 0, "DIR",
		{ "組織の規則などを足すフォルダー", "the organisation's own folder of rules and more" } },
	{ "lang", 0, "ja|en", { "表示の言語(既定は環境から)", "language (default: from the locale)" } },
	{ "json", 0, NULL, { "プログラム向けに JSON で出す", "print JSON for programs" } },
	{ "as-person", 0, "ID",
		{ "直接開いた台帳に、この人として書く", "write as this person into a store opened directly" } },
	{ "role", 0, "ROLE",
		{ "その人の役割(manager contractor owner assessor ciso admin)",
			"in this role (manager contractor owner assessor ciso admin)" } },
	{ "now", 0, "TIME",
		{ "今とみなす時刻(予行用の台帳とフォルダーの判定だけ)",
			"the time to take for now (rehearsal stores and folder checks only)" } },
	{ "help", 'h', NULL, { "説明を表示する", "show this help" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const struct command *
find_command(const char *name)
{
	for (guint i = 0; COMMANDS[i] != NULL; i++)
		if (strcmp(COMMANDS[i]->name, name) == 0)
			return COMMANDS[i];
	return NULL;
}

static int
unknown_command(struct cli *cli, const char *name)
{
	const char *names[64];
	guint n = 0;
	while (COMMANDS[n] != NULL && n < G_N_ELEMENTS(names)) {
		names[n] = COMMANDS[n]->name;
		n++;
	}
	struct hint hint = nearest_hint(name, names, n);
	return cli_usage(cli, "コマンド %1$s はありません%2$s%3$.0s。`sekisho --help` で一覧が出ます",
		"there is no command %1$s%2$.0s%3$s; `sekisho --help` lists them", name, hint.ja,
		hint.en);
}

/* What help is asked about: the first word behind it that is not the language's. NULL: all. */
static const char *
help_topic(int argc, char **argv)
{
	for (int i = 2; i < argc; i++) {
		if (strcmp(argv[i], "--lang") == 0)
			i++;
		else if (!g_str_has_prefix(argv[i], "--lang="))
			return argv[i];
	}
	return NULL;
}

/* `help`, `help COMMAND`, `help kinds`, `help KIND`. */
static int
help_about(struct cli *cli, int argc, char **argv)
{
	const char *topic = help_topic(argc, argv);
	const struct command *command = topic != NULL ? find_command(topic) : NULL;
	if (command != NULL) {
		help_of(cli, command);
		return 0;
	}
	if (topic == NULL) {
		help_all(cli);
		return argc < 2 ? 2 : 0;
	}
	if (strcmp(topic, "kinds") == 0) {
		help_kinds(cli);
		return 0;
	}
	const struct model *model = cli_model(cli);
	const struct kind *kind = model == NULL ? NULL : model_kind(model, topic);
	if (kind == NULL)
		return cli_usage(cli, "%s というコマンドも種別もありません。`sekisho help kinds` で種別の一覧が出ます",
			"there is no command or kind %s; `sekisho help kinds` lists the kinds", topic);
	help_of_kind(cli, kind);
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0
		|| strcmp(argv[1], "help") == 0)
		return help_about(cli, argc, argv);
	if (strcmp(argv[1], "--version") == 0) {
		printf("sekisho %s\n", SEKISHO_VERSION);
		return 0;
	}
	cli->command = find_command(argv[1]);
	if (cli->command == NULL)
		return unknown_command(cli, argv[1]);
	argc--;
	argv++;
	if (!cli_parse(cli, &argc, argv))
		return 2;
	if (cli_switch(cli, "help")) {
		help_of(cli, cli->command);
		return 0;
	}
	return cli->command->run(cli, argc, argv);
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	/* The YAML parser takes and gives back the top of the heap with every token: without this the
	 * kernel is asked 14,000 times. */
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
	mallopt(M_TOP_PAD, 1024 * 1024);
	struct cli cli;
	cli_init(&cli, argc, argv);
	int status = run(&cli, argc, argv);
	cli_clear(&cli);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "sekisho: cannot write to standard output\n");
		status = 2;
	}
	return status;
}
