/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The command line: one table of commands, one file a command. Dispatch, --help and the manual page
 * come from the table.
 *
 * To add a command:
 *  1. src/cli/<name>.c with `const struct command <name>_command = {…}` (see check.c);
 *  2. a line in COMMANDS of main.c and in meson.build;
 *  3. a story in test/story that runs it.
 *
 * Exit status: 0 it holds or was done, 1 findings, 2 unusable input or failure.
 */
#pragma once
#include "base/error.h"
#include "ledger/journal.h"
#include "ledger/model.h"

struct cli;

struct option {
	const char *name;  /* long name, without -- */
	char letter;       /* 0: none */
	const char *value; /* what stands for the value in the help; NULL: a switch */
	struct label help;
};

struct command {
	const char *name;
	const char *arguments; /* "PATH|SYSTEM" */
	struct label summary;  /* one line */
	struct label text;     /* paragraphs of the manual, separated by blank lines */
	struct label exit;     /* what the exit status says; NULL: 0 done, 2 unusable input or failure */
	gboolean clockless;    /* --now means nothing here */
	const struct option *options; /* ends with a NULL name */
	const char *const *examples;  /* ends with NULL */
	int (*run)(struct cli *cli, int argc, char **argv);
};

extern const struct command *const COMMANDS[]; /* in the order of the help; ends with NULL */
extern const struct option GLOBAL_OPTIONS[];

/* ---- what a command may ask ---- */
const char *cli_option(const struct cli *cli, const char *name); /* NULL: not given */
gboolean cli_switch(const struct cli *cli, const char *name);
const char *cli_lang(const struct cli *cli); /* ja or en */
gboolean cli_colour(const struct cli *cli);
guint cli_columns(const struct cli *cli); /* of the terminal; 0: it is none */
/* The model; loaded at first use. NULL: told already. */
const struct model *cli_model(struct cli *cli);
/* The journal of --store (default ./sekisho.db); NULL: told already. */
struct journal *cli_journal(struct cli *cli);
const char *cli_store_url(const struct cli *cli);
/* --now, or the machine's clock. */
gint64 cli_now(const struct cli *cli);
/* Who acts: --as-person and --role; role by default that of the first writer it may be. */
struct actor cli_actor(const struct cli *cli, const char *default_role);

/* ---- telling ---- */
int cli_fail(struct cli *cli, GError *error);           /* prints, frees, gives the exit status */
int cli_problems(struct cli *cli, struct problems *problems); /* prints, clears, gives 2 */
/* Something to look at: on stderr, without effect on the exit status. */
void cli_warn(struct cli *cli, struct place place, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));
int cli_usage(struct cli *cli, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));
void cli_say(struct cli *cli, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4))); /* to stdout */
/* One JSON object on a line: a name and its value (NULL value: null) for each pair, ends with a NULL name. */
void cli_say_json(struct cli *cli, const char *name, const char *value, ...) G_GNUC_NULL_TERMINATED;
void cli_print(struct cli *cli, const GString *text); /* to stdout, whole */
/* Says on a terminal what is going on now; the next output takes its place. */
void cli_stage(struct cli *cli, const char *ja, const char *en);
/* A line on stderr that is overwritten; only on a terminal and after a second. */
void cli_progress(gint64 done, gint64 all, void *cli);

/* OBJECT: [SYSTEM/]KIND:ID. The parts are owned by the caller; *ret_system NULL when not given. */
gboolean cli_object(struct cli *cli, const char *text, char **ret_system, char **ret_kind,
	char **ret_id);

/* help.c */
void help_of(struct cli *cli, const struct command *command);
void help_all(struct cli *cli);
/* Every kind; one kind and its fields. */
void help_kinds(struct cli *cli);
void help_of_kind(struct cli *cli, const struct kind *kind);
char *option_left(const struct option *option); /* "-o, --output FILE"; owned by the caller */
struct label command_exit(const struct command *command);
/* manual.c */
void manual(struct cli *cli, GString *out); /* the manual, as Markdown, in the language */
void manual_page(GString *out);             /* sekisho.1 */
