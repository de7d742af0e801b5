/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/json.h"
#include "base/moment.h"
#include "cli_private.h"

static const char *
lang_of_environment(void)
{
	static const char *const NAMES[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		const char *value = g_getenv(NAMES[i]);
		if (value != NULL && *value != '\0')
			return g_str_has_prefix(value, "en") ? "en" : "ja";
	}
	return "ja";
}

void
cli_init(struct cli *cli, int argc, char **argv)
{
	memset(cli, 0, sizeof *cli);
	cli->lang = lang_of_environment();
	cli->options = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	cli->started = g_get_monotonic_time();
	/* Messages about wrong options are to be in the right language too. */
	for (int i = 1; i < argc; i++) {
		const char *value = g_str_has_prefix(argv[i], "--lang=") ? argv[i] + 7
			: strcmp(argv[i], "--lang") == 0 && i + 1 < argc ? argv[i + 1]
									 : NULL;
		if (g_strcmp0(value, "en") == 0 || g_strcmp0(value, "ja") == 0)
			cli->lang = value[0] == 'e' ? "en" : "ja";
	}
}

static void
end_progress(struct cli *cli)
{
	if (cli->showed_progress)
		fprintf(stderr, "\r\033[K");
	cli->showed_progress = FALSE;
}

void
cli_clear(struct cli *cli)
{
	end_progress(cli);
	journal_close(cli->journal);
	hooks_free(cli->hooks);
	model_free(cli->model);
	model_files_free(cli->files);
	g_hash_table_unref(cli->options);
}

/* ---- options ---- */

static const struct option *
find_option(const struct option *options, const char *name, gsize len, char letter)
{
	for (guint i = 0; options != NULL && options[i].name != NULL; i++) {
		if (letter != 0 && options[i].letter == letter)
			return &options[i];
		if (name != NULL && strlen(options[i].name) == len
			&& strncmp(options[i].name, name, len) == 0)
			return &options[i];
	}
	return NULL;
}

static const struct option *
known_option(const struct cli *cli, const char *name, gsize len, char letter)
{
	const struct option *own = find_option(cli->command->options, name, len, letter);
	return own != NULL ? own : find_option(GLOBAL_OPTIONS, name, len, letter);
}

static gboolean
take_option(struct cli *cli, const char *argument, const char *next, gboolean *ret_took_next)
{
	gboolean is_long = g_str_has_prefix(argument, "--");
	const char *name = argument + 2, *equals = is_long ? strchr(name, '=') : NULL;
	gsize len = !is_long ? 0 : equals != NULL ? (gsize)(equals - name) : strlen(name);
	const struct option *option = is_long ? known_option(cli, name, len, 0)
		: argument[2] == '\0'          ? known_option(cli, NULL, 0, argument[1])
					       : NULL;
	*ret_took_next = FALSE;
	if (option == NULL) {
		cli_usage(cli, "%1$s に %2$s という指定はありません。`sekisho %1$s --help` で一覧が出ます",
			"%1$s has no option %2$s; `sekisho %1$s --help` lists them", cli->command->name,
			argument);
		return FALSE;
	}
	const char *value = equals != NULL ? equals + 1 : NULL;
	if (option->value != NULL && value == NULL) {
		value = next;
		*ret_took_next = TRUE;
	}
	if ((option->value != NULL) != (value != NULL)) {
		cli_usage(cli, option->value != NULL ? "--%s には値が要ります" : "--%s に値は付きません",
			option->value != NULL ? "--%s needs a value" : "--%s takes no value",
			option->name);
		return FALSE;
	}
	g_hash_table_replace(cli->options, g_strdup(option->name), g_strdup(value == NULL ? "" : value));
	return TRUE;
}

static gboolean
check_options(struct cli *cli)
{
	const char *lang = cli_option(cli, "lang"), *now = cli_option(cli, "now");
	if (lang != NULL && strcmp(lang, "ja") != 0 && strcmp(lang, "en") != 0) {
		cli_usage(cli, "--lang は ja か en です: %s", "--lang is ja or en: %s", lang);
		return FALSE;
	}
	if (now != NULL && cli->command->clockless) {
		cli_usage(cli, "%s では --now は使えません", "--now means nothing to %s",
			cli->command->name);
		return FALSE;
	}
	if (now != NULL && !moment_parse(now, &cli->now)
		&& !date_parse(now, 9 * MOMENT_HOUR, FALSE, &cli->now)) {
		cli_usage(cli, "--now: \"%s\" は時刻ではありません(例 2026-11-24T09:00:00+09:00)",
			"--now: \"%s\" is no time (for example 2026-11-24T09:00:00+09:00)", now);
		return FALSE;
	}
	return TRUE;
}

gboolean
cli_parse(struct cli *cli, int *argc, char **argv)
{
	int kept = 1;
	gboolean only_arguments = FALSE;
	for (int i = 1; i < *argc; i++) {
		gboolean took_next;
		if (!only_arguments && strcmp(argv[i], "--") == 0) {
			only_arguments = TRUE;
		} else if (only_arguments || argv[i][0] != '-' || argv[i][1] == '\0') {
			argv[kept++] = argv[i];
		} else {
			if (!take_option(cli, argv[i], i + 1 < *argc ? argv[i + 1] : NULL, &took_next))
				return FALSE;
			i += took_next;
		}
	}
	*argc = kept;
	return check_options(cli);
}

const char *
cli_option(const struct cli *cli, const char *name)
{
	return g_hash_table_lookup(cli->options, name);
}

gboolean
cli_switch(const struct cli *cli, const char *name)
{
	return g_hash_table_contains(cli->options, name);
}

const char *
cli_lang(const struct cli *cli)
{
	return cli->lang;
}

gboolean
cli_colour(const struct cli *cli)
{
	const char *no = g_getenv("NO_COLOR");
	return isatty(STDOUT_FILENO) && (no == NULL || *no == '\0');
}

guint
cli_columns(const struct cli *cli)
{
	struct winsize size;
	return isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

gint64
cli_now(const struct cli *cli)
{
	return cli->now != 0 ? cli->now : moment_now();
}

const char *
cli_store_url(const struct cli *cli)
{
	const char *url = cli_option(cli, "store");
	return url != NULL ? url : "sekisho.db";
}

/* ---- what is loaded when it is needed ---- */

const struct model *
cli_model(struct cli *cli)
{
	if (cli->model != NULL)
		return cli->model;
	GError *error = NULL;
	struct problems problems;
	cli->files = model_files_open(cli_option(cli, "model"), &error);
	if (cli->files == NULL) {
		cli_fail(cli, error);
		return NULL;
	}
	problems_init(&problems);
	cli->model = model_new(cli->files, &problems);
	if (cli->model == NULL)
		cli_problems(cli, &problems);
	else
		problems_clear(&problems);
	return cli->model;
}

struct journal *
cli_journal(struct cli *cli)
{
	const struct model *model = cli_model(cli);
	if (cli->journal != NULL || model == NULL)
		return cli->journal;
	GError *error = NULL;
	if (cli->hooks == NULL)
		cli->hooks = hooks_new(model, cli_store_url(cli), cli->now);
	struct journal_options options = {
		.url = cli_store_url(cli), .model = model, .now = cli->now, .threaded = FALSE,
		.hooks = hooks_for_journal(cli->hooks)
	};
	cli->journal = journal_open(&options, &error);
	if (cli->journal == NULL)
		cli_fail(cli, error);
	return cli->journal;
}

struct actor
cli_actor(const struct cli *cli, const char *default_role)
{
	const char *person = cli_option(cli, "as-person"), *role = cli_option(cli, "role");
	return (struct actor) {
		.person = person != NULL ? person : "local",
		.role = role != NULL ? role : default_role,
		.known_by = "local",
	};
}

/* ---- telling ---- */

static void
print_error(struct cli *cli, const GError *error)
{
	g_autofree char *text = error_text(error, cli->lang);
	gboolean somewhere = error->domain == SEKISHO_ERROR && error_place(error).file != NULL;
	fprintf(stderr, "%s%s\n", somewhere ? "" : "sekisho: ", text);
}

int
cli_fail(struct cli *cli, GError *error)
{
	int status = error_exit_status(error);
	end_progress(cli);
	print_error(cli, error);
	g_error_free(error);
	return status;
}

int
cli_problems(struct cli *cli, struct problems *problems)
{
	end_progress(cli);
	for (guint i = 0; i < problems->list->len; i++)
		print_error(cli, g_ptr_array_index(problems->list, i));
	if (problems->dropped > 0)
		fprintf(stderr, strcmp(cli->lang, "en") == 0 ? "and %u more\n" : "ほか %u 件\n",
			problems->dropped);
	problems_clear(problems);
	return 2;
}

void
cli_warn(struct cli *cli, struct place place, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_autofree char *text = g_strdup_vprintf(strcmp(cli->lang, "en") == 0 ? en : ja, args);
	va_end(args);
	end_progress(cli);
	if (place.file != NULL)
		fprintf(stderr, "%s:%u:%u: ", place.file, place.line, place.column);
	else
		fprintf(stderr, "sekisho: ");
	fprintf(stderr, strcmp(cli->lang, "en") == 0 ? "note: %s\n" : "注意: %s\n", text);
}

int
cli_usage(struct cli *cli, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	g_autofree char *text = g_strdup_vprintf(strcmp(cli->lang, "en") == 0 ? en : ja, args);
	va_end(args);
	end_progress(cli);
	fprintf(stderr, "sekisho: %s\n", text);
	return 2;
}

void
cli_say(struct cli *cli, const char *ja, const char *en, ...)
{
	va_list args;
	end_progress(cli);
	va_start(args, en);
	vprintf(strcmp(cli->lang, "en") == 0 ? en : ja, args);
	va_end(args);
}

void
cli_say_json(struct cli *cli, const char *name, const char *value, ...)
{
	va_list args;
	g_autoptr(GString) out = g_string_new("{");
	va_start(args, value);
	while (name != NULL) {
		json_append_string(out, name, strlen(name));
		g_string_append_c(out, ':');
		if (value != NULL)
			json_append_string(out, value, strlen(value));
		else
			g_string_append(out, "null");
		name = va_arg(args, const char *);
		value = name == NULL ? NULL : va_arg(args, const char *);
		g_string_append(out, name != NULL ? "," : "}\n");
	}
	va_end(args);
	cli_print(cli, out);
}

void
cli_print(struct cli *cli, const GString *text)
{
	end_progress(cli);
	fwrite(text->str, 1, text->len, stdout);
}

void
cli_stage(struct cli *cli, const char *ja, const char *en)
{
	cli->stage = strcmp(cli->lang, "en") == 0 ? en : ja;
	if (!isatty(STDERR_FILENO))
		return;
	cli->showed_progress = TRUE;
	fprintf(stderr, "\r%s…\033[K", cli->stage);
	fflush(stderr);
}

void
cli_progress(gint64 done, gint64 all, void *data)
{
	struct cli *cli = data;
	if (!isatty(STDERR_FILENO) || g_get_monotonic_time() - cli->started < MOMENT_SECOND)
		return;
	const char *stage = cli->stage != NULL ? cli->stage : "";
	cli->showed_progress = TRUE;
	if (all > 0)
		fprintf(stderr, "\r%s %3d%% (%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ")\033[K", stage,
			(int)(done * 100 / all), done, all);
	else
		fprintf(stderr, "\r%s %" G_GINT64_FORMAT "\033[K", stage, done);
	fflush(stderr);
}

gboolean
cli_object(struct cli *cli, const char *text, char **ret_system, char **ret_kind, char **ret_id)
{
	const char *slash = strchr(text, '/'), *rest = slash == NULL ? text : slash + 1;
	const char *id;
	if (!reference_split(rest, ret_kind, &id) || *id == '\0') {
		cli_usage(cli, "%s: [システム/]種別:id の形で書いてください(例 mirai-grants/component:web)",
			"%s: write [SYSTEM/]KIND:ID (for example mirai-grants/component:web)", text);
		return FALSE;
	}
	*ret_system = slash == NULL ? NULL : g_strndup(text, (gsize)(slash - text));
	*ret_id = g_strdup(id);
	return TRUE;
}
