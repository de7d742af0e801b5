/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "document/yaml_text.h"
#include "writing.h"

static void
print_head(struct cli *cli, const struct object *object)
{
	g_autofree char *hash = hex_text(object->entry.bytes, DIGEST_SIZE);
	g_autofree char *at = moment_text(object->put_at);
	cli_say(cli, "# %s:%s  %s  記録 #%" G_GINT64_FORMAT " %s(%s)  %s\n",
		"# %s:%s  %s  entry #%" G_GINT64_FORMAT " by %s (%s)  %s\n", object->kind->name,
		object->id, at, object->seq, object->put_by, object->put_role, hash);
	if (object->erased)
		cli_say(cli, "# 消去済み\n", "# erased\n");
	else if (object->retired_at != 0)
		cli_say(cli, "# 廃止済み: %s\n", "# retired: %s\n", object->retired_reason);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	g_autofree char *system = NULL, *kind_name = NULL, *id = NULL;
	if (argc != 2)
		return cli_usage(cli, "種別:id を指定してください", "name KIND:ID");
	if (!cli_object(cli, argv[1], &system, &kind_name, &id))
		return 2;
	const struct kind *kind = writing_kind(cli, kind_name);
	g_autofree char *chain = kind == NULL ? NULL : writing_chain(cli, system, kind, id);
	struct journal *journal = chain == NULL ? NULL : cli_journal(cli);
	if (journal == NULL)
		return 2;
	ARENA_AUTO arena = arena_new();
	GError *error = NULL;
	const struct object *object = facts_get(
		journal_reader(journal), cli_model(cli), chain, kind->name, id, arena, &error);
	if (object == NULL && error == NULL)
		error_set(&error, ERROR_NOT_FOUND, "%s に %s:%s はありません", "%s has no %s:%s", chain,
			kind->name, id);
	if (error != NULL)
		return cli_fail(cli, error);
	g_autoptr(GString) out = g_string_new(NULL);
	if (cli_switch(cli, "json")) {
		json_pretty(object->body, out);
	} else {
		print_head(cli, object);
		yaml_text(object->body, 0, out);
	}
	cli_print(out);
	return 0;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか", "which system" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho get component:web", NULL };

const struct command get_command = {
	.name = "get",
	.arguments = "[SYSTEM/]KIND:ID",
	.summary = { "オブジェクトの今の内容を見る", "show an object as it stands" },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
