/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "cli.h"
#include "document/check_report.h"
#include "folders.h"
#include "gate/judge.h"

#define FORMATS "text json sarif junit markdown xlsx"

/* What is asked of the report; wrong options are told and give FALSE. */
struct asked {
	const struct report_format *format;
	const char *output; /* a file; NULL: standard output */
	int phase;          /* 0: all */
	enum rule_class fail_on;
};

static gboolean
ask(struct cli *cli, struct asked *ret)
{
	const char *format = cli_option(cli, "format"), *phase = cli_option(cli, "phase");
	const char *fail_on = cli_option(cli, "fail-on"), *output = cli_option(cli, "output");
	const char *name = cli_switch(cli, "json") ? "json" : format == NULL ? "text" : format;
	struct asked asked = { .format = report_format(name), .output = output, .fail_on = CLASS_NEED,
		.phase = phase == NULL ? 0 : g_ascii_digit_value(phase[0]) };
	if ((phase != NULL && (strlen(phase) != 1 || asked.phase < 1 || asked.phase > 8))
		|| (fail_on != NULL
			&& (!class_parse(fail_on, &asked.fail_on) || asked.fail_on > CLASS_NEED))) {
		cli_usage(cli, "--phase は 1~8、--fail-on は must・should・need です",
			"--phase is 1 to 8, --fail-on is must, should or need");
		return FALSE;
	}
	if (asked.format == NULL) {
		cli_usage(cli, "--format は %2$s です: %1$s", "--format is one of %2$s: %1$s", name,
			FORMATS);
		return FALSE;
	}
	if (cli_switch(cli, "problems") && !asked.format->problems) {
		cli_usage(cli, "--problems は %s では使えません。text か json を選んでください",
			"--problems is not for %s; choose text or json", name);
		return FALSE;
	}
	if (asked.format->binary && output == NULL && isatty(STDOUT_FILENO)) {
		cli_usage(cli, "%s は端末に表示できません。-o FILE で書き出す先を指定してください",
			"%s is not for a terminal; name a file with -o FILE", name);
		return FALSE;
	}
	*ret = asked;
	return TRUE;
}

static struct baseline *
read_baseline(const char *path, const char *system, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize len;
	g_autoptr(GError) failed = NULL;
	if (g_file_get_contents(path, &bytes, &len, &failed))
		return baseline_parse(bytes, len, path, system, error);
	error_set_at(error, ERROR_NOT_FOUND, (struct place) { .file = path },
		"以前の報告を読めません: %s", "the former report cannot be read: %s", failed->message);
	return NULL;
}

static gboolean
deliver(struct cli *cli, const char *path, const GString *out, GError **error)
{
	g_autoptr(GError) failed = NULL;
	if (path == NULL) {
		cli_print(cli, out);
		return TRUE;
	}
	if (g_file_set_contents(path, out->str, (gssize)out->len, &failed))
		return TRUE;
	error_set_at(error, ERROR_STORE, (struct place) { .file = path }, "書けません: %s",
		"cannot be written: %s", failed->message);
	return FALSE;
}

static int
print(struct cli *cli, const struct asked *asked, struct judge *judge, struct judgement *judgement,
	const char *name)
{
	GError *error = NULL;
	if (asked->phase != 0)
		judgement->current_phase = asked->phase;
	const char *path = cli_option(cli, "baseline");
	struct baseline *baseline =
		path == NULL ? NULL : read_baseline(path, judgement->system, &error);
	if (error != NULL)
		return cli_fail(cli, error);
	g_autofree char *base = g_get_current_dir();
	struct report_options options = { .lang = cli_lang(cli), .all = cli_switch(cli, "all"),
		.colour = asked->output == NULL && cli_colour(cli), .phase = asked->phase, .name = name,
		.problems = cli_switch(cli, "problems"), .base = base,
		.width = asked->output == NULL ? cli_columns(cli) : 0 };
	struct outcome outcome = { judgement->current_phase, asked->fail_on, baseline };
	struct report report = { judgement, judge_guideline(judge), judge_session(judge), &outcome,
		&options };
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean done = asked->format->write(&report, out, &error)
		&& deliver(cli, asked->output, out, &error);
	int status = !done ? cli_fail(cli, error) : outcome_open(&outcome, judgement) ? 1 : 0;
	baseline_free(baseline);
	return status;
}

static char *
name_of(const struct dossier *dossier, const char *lang)
{
	const struct dossier_object *system = dossier_find(dossier, "system", dossier->chain);
	if (system == NULL)
		return g_strdup(dossier->chain);
	return object_title(system->kind, system->id, system->body, lang);
}

static int
check_folder(struct cli *cli, const struct asked *asked, struct judge *judge, const char *path)
{
	struct problems problems;
	GError *error = NULL;
	if (cli_option(cli, "at") != NULL)
		return cli_usage(cli,
			"--at は台帳のシステムだけです。フォルダーの判定の時刻を変えるには --now を使います",
			"--at is for systems of the ledger; to judge a folder as of another time, use --now");
	problems_init(&problems);
	cli_stage(cli, "判定しています", "judging");
	g_autofree char *org_path = folders_org_of(cli, path);
	struct dossier *dossier = dossier_read(cli_model(cli), path, &problems);
	struct dossier *org =
		org_path == NULL ? NULL : dossier_read(cli_model(cli), org_path, &problems);
	int status = 2;
	if (dossier != NULL && (org != NULL || org_path == NULL))
		dossier_check(dossier, org, &problems);
	if (problems_count(&problems) > 0) {
		status = cli_problems(cli, &problems);
	} else {
		struct judgement *judgement =
			judge_folder(judge, dossier, org, cli_now(cli), &error);
		g_autofree char *name = name_of(dossier, cli_lang(cli));
		status = judgement == NULL ? cli_fail(cli, error) : print(cli, asked, judge, judgement, name);
		judgement_free(judgement);
		problems_clear(&problems);
	}
	dossier_free(dossier);
	dossier_free(org);
	return status;
}

static int
check_system(struct cli *cli, const struct asked *asked, struct judge *judge, const char *system)
{
	GError *error = NULL;
	gint64 at = 0;
	const char *when = cli_option(cli, "at");
	if (when != NULL && !moment_parse(when, &at) && !date_parse(when, 9 * MOMENT_HOUR, TRUE, &at))
		return cli_usage(cli, "--at: \"%s\" は時刻ではありません", "--at: \"%s\" is no time", when);
	struct journal *journal = cli_journal(cli);
	if (journal == NULL)
		return 2;
	cli_stage(cli, "判定しています", "judging");
	struct judgement *judgement = judge_system(judge, journal_reader(journal),
		journal_keyring(journal), system, journal_now(journal), at, &error);
	if (judgement == NULL)
		return cli_fail(cli, error);
	ARENA_AUTO arena = arena_new();
	const struct object *object = facts_get(
		journal_reader(journal), cli_model(cli), system, "system", system, arena, NULL);
	g_autofree char *name = object == NULL
		? g_strdup(system)
		: object_title(object->kind, object->id, object->body, cli_lang(cli));
	int status = print(cli, asked, judge, judgement, name);
	judgement_free(judgement);
	return status;
}

/* A folder wins over a system of the same name, unless the ledger was asked for. */
static gboolean
is_folder(struct cli *cli, const char *name)
{
	gboolean path = name[0] == '.' || strchr(name, '/') != NULL;
	gboolean ledger = cli_option(cli, "store") != NULL || cli_option(cli, "at") != NULL;
	return dossier_is(name) && (path || !ledger);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 2)
		return cli_usage(cli, "フォルダーかシステムを一つ指定してください",
			"name one folder or one system");
	struct asked asked;
	const struct model *model = ask(cli, &asked) ? cli_model(cli) : NULL;
	if (model == NULL)
		return 2;
	GError *error = NULL;
	struct problems problems;
	problems_init(&problems);
	struct judge *judge = judge_new(model, &problems, &error);
	if (judge == NULL) {
		problems_clear(&problems);
		return cli_fail(cli, error);
	}
	/* a wrong rule file is told, and the others judge */
	if (problems_count(&problems) > 0)
		cli_problems(cli, &problems);
	else
		problems_clear(&problems);
	int status = is_folder(cli, argv[1]) ? check_folder(cli, &asked, judge, argv[1])
					 : check_system(cli, &asked, judge, argv[1]);
	judge_free(judge);
	return status;
}

static const struct option OPTIONS[] = {
	{ "phase", 0, "N", { "この工程までを判定する(1~8)", "judge up to this phase (1 to 8)" } },
	{ "at", 0, "TIME", { "台帳がその時に知っていた内容で判定する", "with what the ledger knew then" } },
	{ "format", 0, "FORMAT",
		{ FORMATS " のどれか(既定は text)", "one of " FORMATS " (default: text)" } },
	{ "output", 'o', "FILE",
		{ "このファイルに書く(xlsx は端末に出せません)",
			"write to this file (xlsx is not for a terminal)" } },
	{ "fail-on", 0, "CLASS",
		{ "終了状態を 1 にする指摘の重さ(must should need)",
			"which findings make the exit status 1 (must should need)" } },
	{ "baseline", 0, "FILE",
		{ "以前の報告(--format json の出力)。それより悪くなったものだけで終了状態が決まる",
			"a former report (what --format json printed): only what became worse counts for the exit status" } },
	{ "problems", 0, NULL,
		{ "よくある15の問題(別紙3)ごとに見る。text か json",
			"by the 15 common problems of annex 3; text or json" } },
	{ "org", 0, "DIR",
		{ "組織のフォルダー(既定は隣の org)", "the organisation's folder (default: org beside it)" } },
	{ "all", 0, NULL, { "一覧を省略しない", "cut no list" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho check examples/mirai-grants",
	"sekisho check examples/mirai-grants --phase 3 --format json", "sekisho check mirai-grants --at 2026-03-31",
	NULL };

const struct command check_command = {
	.name = "check",
	.arguments = "PATH|SYSTEM",
	.summary = { "フォルダーか台帳のシステムを点検し、どこまでできているかと理由を示す",
		"judge a folder or a system of the ledger, and say where it stands and why" },
	.text = { "フォルダーは台帳なしでメモリ上だけで判定します(CI 向け)。何も書き込みません。同じ名前のフォルダーとシステムがあればフォルダーを見ます。--store か --at を付けると台帳のシステムを見ます。",
		"A folder is judged in memory without a ledger (for CI). Nothing is written. Where a folder and a system have one name it is the folder; --store or --at asks for the system of the ledger." },
	.exit = { "0 問題なし、1 今のゲートまでに指摘か未評価がある、2 使えない入力・失敗",
		"0 it holds, 1 a finding or an unanswered check at or before the current gate, 2 unusable input or failure" },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
