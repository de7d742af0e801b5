/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/yaml.h"
#include "ledger/content.h"
#include "writing.h"

static struct value *
given_fields(struct cli *cli, const struct kind *kind, struct arena *arena, int argc, char **argv, struct problems *problems)
{
	const char *file = cli_option(cli, "file");
	if (file == NULL)
		return writing_fields(arena, kind, argv + 2, argc - 2, problems);
	return yaml_parse_file(arena, file, problems);
}

static int
put(struct cli *cli, const struct kind *kind, const char *chain, const char *id,
	const struct content *content, int argc, char **argv)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	const struct value *given = given_fields(cli, kind, arena, argc, argv, &problems);
	struct value *body = given == NULL
		? NULL
		: object_normalise(cli_model(cli), kind, arena, given,
			  cli_switch(cli, "whole") ? OBJECT_FROM_OUTSIDE : OBJECT_PARTIAL, &problems);
	if (problems_count(&problems) > 0)
		return cli_problems(cli, &problems);
	problems_clear(&problems);
	struct actor actor = cli_actor(cli, writing_role(kind));
	struct draft draft = { .chain = chain, .kind = kind->name, .id = id, .actor = &actor,
		.body = body, .whole = cli_switch(cli, "whole"),
		.if_match = cli_option(cli, "if-match"), .client = cli_option(cli, "client"),
		.content = content };
	return writing_append(cli, &draft, 1);
}

/* Random for people and the like, of an evidence the first digits of its SHA-256. */
static char *
new_id(const struct kind *kind, const struct content *content)
{
	if (kind->id_prefix != NULL)
		return random_id(kind->id_prefix);
	return content == NULL ? g_strdup("new") : hex_text(content->sha256.bytes, DIGEST_SIZE / 2);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	g_autofree char *system = NULL, *kind_name = NULL, *id = NULL;
	const char *attached = cli_option(cli, "attach");
	GError *error = NULL;
	if (argc < 2)
		return cli_usage(cli, "種別:id と、項目=値 を指定してください", "name KIND:ID and field=value");
	if (!cli_object(cli, argv[1], &system, &kind_name, &id))
		return 2;
	const struct kind *kind = writing_kind(cli, kind_name);
	if (kind == NULL)
		return 2;
	if (attached != NULL && strcmp(kind->name, "evidence") != 0)
		return cli_usage(cli, "ファイルを付けられるのは evidence だけです(%s には付けられません)",
			"only an evidence takes a file (a %s does not)", kind->name);
	struct content *content = attached == NULL ? NULL : content_take(attached, &error);
	if (error != NULL)
		return cli_fail(cli, error);
	if (strcmp(id, "new") == 0) {
		g_free(id);
		id = new_id(kind, content);
	}
	g_autofree char *chain = writing_chain(cli, system, kind, id);
	int status = chain == NULL ? 2 : put(cli, kind, chain, id, content, argc, argv);
	content_free(content);
	return status;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "file", 0, "FILE", { "項目を YAML のファイルから読む", "take the fields from a YAML file" } },
	{ "whole", 0, NULL, { "書かなかった項目は消す", "what is not given is taken away" } },
	{ "attach", 0, "FILE", { "証跡のファイルを付ける(evidence だけ)", "the file of an evidence" } },
	{ "if-match", 0, "HASH", { "最新の記録がこのハッシュ値のときだけ書く", "only if the head entry has this hash" } },
	{ "client", 0, "TEXT", { "再送を見分ける印(同じ印は一度だけ記録)", "a mark by which a retry is known" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho put component:web version=1.2.3",
	"sekisho put mirai-grants/duty:monitor person=p-3k7m2q5x verified_on=2026-11-01",
	"sekisho put person:new name=関守 mail=seki@unit.example party=org-unit",
	"sekisho put evidence:new --attach scan.json name=診断結果 source=tool collected_at=2026-10-01T09:00:00+09:00 subjects=[component:web]",
	NULL };

const struct command put_command = {
	.name = "put",
	.arguments = "[SYSTEM/]KIND:ID FIELD=VALUE...",
	.summary = { "一つのオブジェクトを記録・更新する", "record or change one object" },
	.text = { "書いた項目だけが変わります。id を new とすると、人などでは乱数から、証跡ではファイルの SHA-256 から作られます。値は YAML で、空にすると消えます。",
		"Only the fields given change. The id `new` makes a random one for people and the like, and one out of the file's SHA-256 for an evidence. Values are YAML; an empty one takes the field away." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
