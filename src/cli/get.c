/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "document/yaml_text.h"
#include "writing.h"

static void
print_yaml(struct cli *cli, const struct object *object, struct arena *arena)
{
	g_autofree char *hash = hex_text(object->entry.bytes, DIGEST_SIZE);
	g_autofree char *at = moment_text(object->put_at);
	cli_say(cli, "# %s/%s:%s  記録 #%" G_GINT64_FORMAT "  %s  %s(%s)\n# ハッシュ値 %s\n",
		"# %s/%s:%s  entry #%" G_GINT64_FORMAT "  %s  %s (%s)\n# hash %s\n", object->chain,
		object->kind->name, object->id, object->seq, at, object->put_by, object->put_role, hash);
	if (strcmp(object->known_by, "folder") == 0)
		cli_say(cli, "# フォルダーからの申告(決裁や証明としては数えない)\n",
			"# a claim from a folder (it does not count as a decision or a statement made here)\n");
	if (object->erased)
		cli_say(cli, "# 消去済み\n", "# erased\n");
	else if (object->retired_at != 0)
		cli_say(cli, "# 廃止済み: %s\n", "# retired: %s\n", object->retired_reason);
	g_autoptr(GString) out = g_string_new(NULL);
	yaml_text(object_yaml(object->kind, object->body, TRUE, arena), 0, out);
	cli_print(cli, out);
}

static void
set_time(struct arena *arena, struct value *map, const char *key, gint64 moment)
{
	g_autofree char *text = moment == 0 ? NULL : moment_text(moment);
	value_set(arena, map, key, text == NULL ? value_null(arena) : value_text(arena, text));
}

static void
print_json(struct cli *cli, const struct object *object, struct arena *arena)
{
	g_autofree char *hash = hex_text(object->entry.bytes, DIGEST_SIZE);
	struct value *map = value_map(arena);
	value_set_text(arena, map, "system", object->chain);
	value_set_text(arena, map, "kind", object->kind->name);
	value_set_text(arena, map, "id", object->id);
	value_set_int(arena, map, "seq", object->seq);
	value_set_text(arena, map, "hash", hash);
	set_time(arena, map, "created_at", object->created_at);
	set_time(arena, map, "put_at", object->put_at);
	value_set_text(arena, map, "put_by", object->put_by);
	value_set_text(arena, map, "put_role", object->put_role);
	value_set_text(arena, map, "known_by", object->known_by);
	set_time(arena, map, "retired_at", object->retired_at);
	value_set(arena, map, "erased", value_bool(arena, object->erased));
	value_set(arena, map, "body", value_copy(arena, object->body));
	g_autoptr(GString) out = g_string_new(NULL);
	json_pretty(map, out);
	cli_print(cli, out);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	NAMED_AUTO named = { 0 };
	if (argc != 2)
		return cli_usage(cli, "種別:id を一つ指定してください", "name one KIND:ID");
	if (!writing_named(cli, argv[1], &named))
		return 2;
	ARENA_AUTO arena = arena_new();
	const struct object *object = writing_object(cli, &named, arena);
	if (object == NULL)
		return 2;
	if (cli_switch(cli, "json"))
		print_json(cli, object, arena);
	else
		print_yaml(cli, object, arena);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho get component:web",
	"sekisho get mirai-grants/decision:rank --json", NULL };

const struct command get_command = {
	.name = "get",
	.arguments = "[SYSTEM/]KIND:ID",
	.summary = { "オブジェクトの今の内容を見る", "show an object as it stands" },
	.text = { "YAML で表示します。先頭の注記に、最新の記録の番号、日時、書いた人、ハッシュ値が付きます。",
		"Printed as YAML; the comment at the top tells the head entry: number, time, writer, hash." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
