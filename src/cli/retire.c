/* SPDX-License-Identifier: Apache-2.0 */
#include "writing.h"

static int
run(struct cli *cli, int argc, char **argv)
{
	g_autofree char *system = NULL, *kind_name = NULL, *id = NULL;
	const char *reason = cli_option(cli, "reason");
	if (argc != 2 || reason == NULL)
		return cli_usage(cli, "種別:id と --reason(理由)が要ります", "KIND:ID and --reason are needed");
	if (!cli_object(cli, argv[1], &system, &kind_name, &id))
		return 2;
	const struct kind *kind = writing_kind(cli, kind_name);
	g_autofree char *chain = kind == NULL ? NULL : writing_chain(cli, system, kind, id);
	if (chain == NULL)
		return 2;
	struct actor actor = cli_actor(cli, writing_role(kind));
	struct draft draft = { .chain = chain, .kind = kind->name, .id = id, .actor = &actor,
		.retire = TRUE, .reason = reason,
		.with_dependents = cli_switch(cli, "with-dependents") };
	return writing_append(cli, &draft, 1);
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか", "which system" } },
	{ "reason", 0, "TEXT", { "廃止の理由", "why it is retired" } },
	{ "with-dependents", 0, NULL,
		{ "単独では残れないもの(流れ、条項など)も廃止する",
			"also what cannot stand alone (flows, clauses and the like)" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho retire interface:migration --reason 移行完了", NULL };

const struct command retire_command = {
	.name = "retire",
	.arguments = "[SYSTEM/]KIND:ID",
	.summary = { "オブジェクトを廃止する(記録は残る)", "retire an object (its record stays)" },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
