/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/json.h"
#include "document/plan_report.h"
#include "folders.h"
#include "ledger/plan.h"
#include "writing.h"

struct applying {
	struct cli *cli;
	struct journal *journal;
	GPtrArray *dossiers; /* of struct dossier*, @org's first */
	GPtrArray *plans;    /* of struct plan*, in the same order */
	GArray *drafts;      /* of struct draft */
	struct actor actor;
	guint grants_left_out;
};

/* ---- what is asked ---- */

/* A folder gives no rights: whoever may change a repository could give itself any role. */
static void
refuse_grants(struct applying *a, const struct dossier *dossier, struct problems *problems)
{
	const struct dossier_object *first = NULL;
	guint n = 0;
	for (guint i = dossier->objects->len; i > 0; i--) {
		const struct dossier_object *object = g_ptr_array_index(dossier->objects, i - 1);
		if (strcmp(object->kind->name, "role_grant") != 0)
			continue;
		n++;
		if (first == NULL || object->place.line < first->place.line)
			first = object;
		if (cli_switch(a->cli, "without-grants"))
			g_ptr_array_remove_index(dossier->objects, i - 1);
	}
	if (cli_switch(a->cli, "without-grants"))
		a->grants_left_out += n;
	else if (first != NULL)
		problem_add(problems, ERROR_FORBIDDEN, first->place,
			"役割付与(role_grant)はフォルダーからは適用できません(%2$u 件あります)。リポジトリーを書ける人が権限を得てしまうためです。"
			"管理者が `sekisho put role_grant:%1$s …` のように記録してください。フォルダーに残したまま、これを除いて適用するには "
			"--without-grants を付けます",
			"role grants are not applied from a folder (there are %2$u): whoever may write the repository "
			"would gain their rights. Let an administrator record them, as in `sekisho put role_grant:%1$s "
			"…`. To leave them in the folder and apply the rest, give --without-grants",
			first->id, n);
}

static gboolean
make_plans(struct applying *a, struct problems *problems)
{
	g_auto(GStrv) over = NULL, keep = NULL;
	if (cli_option(a->cli, "over") != NULL)
		over = g_strsplit(cli_option(a->cli, "over"), ",", -1);
	if (cli_option(a->cli, "keep") != NULL)
		keep = g_strsplit(cli_option(a->cli, "keep"), ",", -1);
	struct plan_options options = { cli_switch(a->cli, "prune"), over, keep };
	for (guint i = 0; i < a->dossiers->len; i++) {
		const struct dossier *dossier = g_ptr_array_index(a->dossiers, i);
		GError *error = NULL;
		refuse_grants(a, dossier, problems);
		struct plan *plan =
			plan_new(a->journal, cli_model(a->cli), dossier, &options, &error);
		if (plan == NULL) {
			problem_take(problems, error);
			return FALSE;
		}
		g_ptr_array_add(a->plans, plan);
		plan_conflicts(plan, problems);
	}
	return problems_count(problems) == 0;
}

static void
make_drafts(struct applying *a)
{
	const char *reason = cli_option(a->cli, "reason");
	if (reason == NULL)
		reason = "フォルダーからなくなった (apply --prune)";
	for (guint i = 0; i < a->plans->len; i++)
		plan_drafts(g_ptr_array_index(a->plans, i), &a->actor, reason, a->drafts);
}

/* ---- what is told ---- */

static void
print_json(struct applying *a, gboolean written)
{
	ARENA_AUTO arena = arena_new();
	struct value *root = value_map(arena), *folders = value_list(arena);
	for (guint i = 0; i < a->plans->len; i++)
		value_add(arena, folders, plan_value(g_ptr_array_index(a->plans, i), arena));
	value_set(arena, root, "written", value_bool(arena, written));
	value_set(arena, root, "folders", folders);
	g_autoptr(GString) out = g_string_new(NULL);
	json_pretty(root, out);
	cli_print(a->cli, out);
}

static void
print_plans(struct applying *a, gboolean whole)
{
	struct plan_options_text options = { cli_lang(a->cli), cli_colour(a->cli),
		cli_switch(a->cli, "all"), !whole };
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0; i < a->plans->len; i++)
		(whole ? plan_text : plan_sum)(g_ptr_array_index(a->plans, i), &options, out);
	if (a->grants_left_out > 0)
		g_string_append_printf(out,
			strcmp(cli_lang(a->cli), "en") == 0
				? "%u role grants were left out: an administrator records them with `sekisho put`.\n"
				: "役割付与 %u 件は除きました。管理者が `sekisho put` で記録します。\n",
			a->grants_left_out);
	cli_print(a->cli, out);
}

/* Of what is new or changed only: the rest was told before. */
static void
warn(struct applying *a)
{
	guint told = 0;
	for (guint i = 0; i < a->plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(a->plans, i);
		for (guint k = 0; k < plan->steps->len; k++) {
			const struct step *step = g_ptr_array_index(plan->steps, k);
			if (step->what == STEP_NEW || step->what == STEP_CHANGED)
				writing_warn(a->cli, step->kind, step->id, step->ours->body, &told);
		}
	}
}

/* ---- what is done ---- */

static int
only_plan(struct applying *a)
{
	struct problems problems;
	problems_init(&problems);
	cli_stage(a->cli, "確かめています", "checking");
	gboolean fits = journal_try(
		a->journal, (const struct draft *)a->drafts->data, a->drafts->len, &problems);
	if (cli_switch(a->cli, "json"))
		print_json(a, FALSE);
	else
		print_plans(a, TRUE);
	if (!fits)
		return cli_problems(a->cli, &problems);
	problems_clear(&problems);
	if (!cli_switch(a->cli, "json"))
		cli_say(a->cli, "何も書いていません。--plan を外すと記録します。\n",
			"Nothing was written; without --plan it is recorded.\n");
	return 0;
}

/* A folder that cannot be written is told, but what was recorded stays recorded. */
static void
write_bases(struct applying *a)
{
	for (guint i = 0; i < a->plans->len; i++) {
		const struct plan *plan = g_ptr_array_index(a->plans, i);
		GError *error = NULL;
		struct folder_base *base = plan_base_after(plan, a->journal, &error);
		if (base == NULL || !folder_base_write(base, plan->dossier->folder, &error)) {
			cli_warn(a->cli, (struct place) { 0 },
				"記録はしましたが、フォルダーに %s を書けません。次に適用するとき、ほかの人の変更を見分けられません: %s",
				"it is recorded, but %s cannot be written into the folder; the next apply will not be able "
				"to tell what others changed: %s",
				FOLDER_BASE_NAME, error_message(error, cli_lang(a->cli)));
			g_clear_error(&error);
		}
		folder_base_free(base);
	}
}

static int
record(struct applying *a)
{
	struct problems problems;
	problems_init(&problems);
	g_autofree struct appended *appended = g_new0(struct appended, a->drafts->len + 1);
	cli_stage(a->cli, "記録しています", "recording");
	if (!journal_append(a->journal, (const struct draft *)a->drafts->data, a->drafts->len,
		    appended, &problems))
		return cli_problems(a->cli, &problems);
	problems_clear(&problems);
	write_bases(a);
	cli_stage(a->cli, "判定しています", "judging");
	gboolean judged = writing_judge(a->cli);
	if (cli_switch(a->cli, "json"))
		print_json(a, a->drafts->len > 0);
	else
		print_plans(a, FALSE);
	return judged ? 0 : 2;
}

static int
apply(struct applying *a)
{
	struct problems problems;
	problems_init(&problems);
	cli_stage(a->cli, "台帳と比べています", "comparing with the ledger");
	if (!make_plans(a, &problems)) {
		if (cli_switch(a->cli, "plan") && cli_switch(a->cli, "json"))
			print_json(a, FALSE);
		return cli_problems(a->cli, &problems);
	}
	problems_clear(&problems);
	make_drafts(a);
	warn(a);
	return cli_switch(a->cli, "plan") ? only_plan(a) : record(a);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc < 2)
		return cli_usage(cli, "フォルダーを一つ以上指定してください", "name one folder or more");
	cli_stage(cli, "読んでいます", "reading");
	g_autoptr(GPtrArray) dossiers = folders_read(cli, argv + 1, argc - 1);
	struct journal *journal = dossiers == NULL ? NULL : cli_journal(cli);
	if (journal == NULL)
		return 2;
	struct applying a = { .cli = cli, .journal = journal, .dossiers = dossiers,
		.plans = g_ptr_array_new_with_free_func((GDestroyNotify)plan_free),
		.drafts = g_array_new(FALSE, TRUE, sizeof(struct draft)) };
	a.actor = cli_actor(cli, NULL);
	int status = apply(&a);
	g_array_unref(a.drafts);
	g_ptr_array_unref(a.plans);
	return status;
}

static const struct option OPTIONS[] = {
	{ "plan", 0, NULL, { "何が変わるかを項目ごとに示し、何も書かない", "show what would change, field by field, and write nothing" } },
	{ "prune", 0, NULL,
		{ "フォルダーからなくなったものを廃止する", "retire what is no longer in the folder" } },
	{ "over", 0, "KIND:ID,...|all",
		{ "食い違うとき、フォルダーの内容で上書きする", "where they conflict, write what the folder has" } },
	{ "keep", 0, "KIND:ID,...|all",
		{ "食い違うとき、台帳の内容を残す", "where they conflict, leave what the ledger has" } },
	{ "org", 0, "DIR",
		{ "組織のフォルダー(既定は隣の org)", "the organisation's folder (default: org beside it)" } },
	{ "without-grants", 0, NULL,
		{ "フォルダーにある役割付与(role_grant)を除いて適用する",
			"leave out the role grants that stand in the folder" } },
	{ "reason", 0, "TEXT", { "--prune で廃止する理由", "why --prune retires" } },
	{ "all", 0, NULL, { "--plan で、新しいものの項目もすべて示す", "with --plan: the fields of what is new, too" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho apply examples/mirai-grants --plan",
	"sekisho apply examples/org examples/mirai-grants --without-grants",
	"sekisho apply . --prune --keep duty:monitor", NULL };

const struct command apply_command = {
	.name = "apply",
	.arguments = "PATH...",
	.summary = { "フォルダーの内容を台帳に取り込む", "take dossier folders into the ledger" },
	.text = { "一度の適用は全部か無かのどちらかです。フォルダーの .sekisho.json(前に適用した、または書き出したときの状態)と比べ、"
		  "その後にほかの人が変えたものは、ファイルと行を示して止まります。フォルダーにある決裁や証明は申告として記録され、"
		  "決裁としては数えません。",
		"One apply is all or nothing. It is held against the folder's .sekisho.json (the state it was last applied to or "
		"exported from): what others changed since stops it, named with file and line. Decisions and statements that "
		"stand in a folder are recorded as claims and do not count as decided." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
