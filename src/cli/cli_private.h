/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of `struct cli`: only main.c, cli.c and help.c look at it. */
#pragma once
#include "cli.h"
#include "gate/hooks.h"

#define COMMAND(name) extern const struct command name##_command;
#include "commands.tbl"
#undef COMMAND

struct cli {
	const struct command *command;
	const char *lang;
	GHashTable *options; /* name → value ("" for switches) */
	struct model_files *files;
	struct model *model;
	struct hooks *hooks; /* of the journal */
	struct journal *journal;
	gint64 now;          /* 0: the machine's */
	gint64 started;      /* for progress */
	const char *stage;   /* what is going on, or NULL */
	gboolean showed_progress;
};

void cli_init(struct cli *cli, int argc, char **argv);
void cli_clear(struct cli *cli);
/* Takes the options out of argv; FALSE: told what is wrong. */
gboolean cli_parse(struct cli *cli, int *argc, char **argv);
