/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/json.h"
#include "ledger/keeping.h"
#include "opening.h"

static void
print_json(struct cli *cli, const struct verify_result *result)
{
	ARENA_AUTO arena = arena_new();
	struct value *map = value_map(arena), *wrong = value_list(arena);
	for (guint i = 0; i < result->problems.list->len; i++) {
		const GError *problem = g_ptr_array_index(result->problems.list, i);
		struct value *message = value_map(arena);
		value_set_text(arena, message, "ja", error_message(problem, "ja"));
		value_set_text(arena, message, "en", error_message(problem, "en"));
		value_add(arena, wrong, message);
	}
	value_set(arena, map, "whole", value_bool(arena, result->problems.list->len == 0));
	value_set_int(arena, map, "chains", result->chains);
	value_set_int(arena, map, "entries", result->entries);
	value_set_int(arena, map, "objects", result->objects);
	value_set_int(arena, map, "erased", result->erased);
	value_set_int(arena, map, "contents", result->contents);
	value_set(arena, map, "problems", wrong);
	g_autoptr(GString) out = g_string_new(NULL);
	json_pretty(map, out);
	cli_print(cli, out);
}

static void
print_counts(struct cli *cli, const struct verify_result *result, gboolean with_ring)
{
	cli_say(cli,
		"記録 %" G_GINT64_FORMAT "(%" G_GINT64_FORMAT " 本の連鎖)、オブジェクト %" G_GINT64_FORMAT
		"、証跡の内容 %" G_GINT64_FORMAT "、消去済み %" G_GINT64_FORMAT " を調べました。\n",
		"looked at %" G_GINT64_FORMAT " entries (%" G_GINT64_FORMAT " chains), %" G_GINT64_FORMAT
		" objects, %" G_GINT64_FORMAT " contents of evidence, %" G_GINT64_FORMAT " erased objects.\n",
		result->entries, result->chains, result->objects, result->contents, result->erased);
	if (!with_ring)
		cli_say(cli, "鍵束がないので、封をした内容と証跡の中身は調べていません。\n",
			"There is no key ring, so sealed bodies and contents of evidence were not looked into.\n");
}

static gboolean
read_checkpoint(struct cli *cli, char **ret)
{
	const char *file = cli_option(cli, "checkpoint");
	g_autoptr(GError) failed = NULL;
	if (file == NULL || g_file_get_contents(file, ret, NULL, &failed))
		return TRUE;
	cli_usage(cli, "チェックポイントを読めません: %s", "the checkpoint cannot be read: %s",
		failed->message);
	return FALSE;
}

static int
tell(struct cli *cli, struct verify_result *result, gboolean with_ring, gboolean checkpoint)
{
	if (cli_switch(cli, "json"))
		print_json(cli, result);
	else
		print_counts(cli, result, with_ring);
	if (result->problems.list->len > 0) {
		cli_problems(cli, &result->problems);
		cli_say(cli, "食い違いがあります。最初のものから調べてください。\n",
			"Something is wrong; begin with the first.\n");
		return 1;
	}
	if (!cli_switch(cli, "json"))
		cli_say(cli, checkpoint ? "すべて合っています。チェックポイントの時点から切り取られたものもありません。\n"
					: "すべて合っています。\n",
			checkpoint ? "All of it fits, and nothing since the checkpoint was cut away.\n"
				   : "All of it fits.\n");
	return 0;
}

static int
run(struct cli *cli, int argc, char **argv)
{
	g_autofree char *checkpoint = NULL;
	GError *error = NULL;
	if (argc != 1)
		return cli_usage(cli, "引数はありません", "verify takes no argument");
	if (!read_checkpoint(cli, &checkpoint))
		return 2;
	OPENED_AUTO opened = { 0 };
	if (!opening(cli, OPENING_LOOK, &opened))
		return 2;
	struct verify_result result;
	enum verify_flags flags =
		cli_switch(cli, "without-contents") ? VERIFY_WITHOUT_CONTENTS : VERIFY_ALL;
	cli_stage(cli, "調べています", "verifying");
	if (!ledger_verify(opened.store, cli_model(cli), opened.ring, checkpoint, flags, cli_progress,
		    cli, &result, &error))
		return cli_fail(cli, error);
	int status = tell(cli, &result, opened.ring != NULL, checkpoint != NULL);
	if (status == 0)
		verify_result_clear(&result);
	return status;
}

static const struct option OPTIONS[] = {
	{ "checkpoint", 0, "FILE",
		{ "控えておいたチェックポイントと比べ、切り取りがないことも確かめる",
			"hold it against a checkpoint kept elsewhere: nothing was cut away" } },
	{ "without-contents", 0, NULL,
		{ "証跡の内容は調べない(大きいときに速い)", "do not look at contents of evidence (faster where they are large)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho verify", "sekisho verify --checkpoint 2026-10.checkpoint.json", NULL };

const struct command verify_command = {
	.name = "verify",
	.arguments = "",
	.summary = { "台帳が改変されていないことを確かめる", "make sure that the ledger was not altered" },
	.text = { "記録のハッシュ値の連鎖、事実、判定、証跡の内容をすべて計算し直し、最初に食い違うものを示します。台帳には何も書きません。"
		  "台帳のファイルだけを渡された監査人も使えます(鍵束がなければ、封をした内容は見ません)。",
		"Recomputes the chains of hashes, facts, judgements and contents of evidence, and names the first that differs. "
		"It writes nothing. An auditor who has the store alone can use it too (without the key ring, sealed bodies stay closed)." },
	.exit = { "0 合っている、1 食い違いがある、2 調べられない", "0 all of it fits, 1 something is wrong, 2 it could not be looked at" },
	.clockless = TRUE,
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
