/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "writing.h"

/* The role that decides on such an object, for a person who did not say theirs. */
static const char *
deciding_role(const struct named *subject)
{
	char *const *roles = strcmp(subject->chain, CHAIN_ORG) == 0 && subject->kind->approvers_org != NULL
		? subject->kind->approvers_org
		: subject->kind->approvers;
	return roles != NULL && roles[0] != NULL ? roles[0] : "owner";
}

static void
take_condition(struct cli *cli, struct arena *arena, struct value *given)
{
	const char *text = cli_option(cli, "condition"), *due = cli_option(cli, "due");
	if (text == NULL)
		return;
	struct value *list = value_list(arena), *condition = value_map(arena);
	value_set_text(arena, condition, "text", text);
	if (due != NULL)
		value_set_text(arena, condition, "due", due);
	value_add(arena, list, condition);
	value_set(arena, given, "conditions", list);
}

static void
take_options(struct cli *cli, const struct kind *kind, struct arena *arena, struct value *given)
{
	static const struct {
		const char *option, *field;
	} FIELDS[] = { { "value", "value" }, { "reason", "reason" },
		{ "document-number", "document_number" }, { "ends-on", "ends_on" },
		{ "consulted", "consulted" } };
	for (guint i = 0; i < G_N_ELEMENTS(FIELDS); i++)
		writing_option(cli, arena, kind, FIELDS[i].option, FIELDS[i].field, given);
	take_condition(cli, arena, given);
}

static int
decide(struct cli *cli, const struct named *subject, const struct kind *kind, struct value *given,
	struct problems *problems, struct arena *arena)
{
	gboolean org = strcmp(subject->chain, CHAIN_ORG) == 0;
	g_autofree char *today = writing_today(cli, 0);
	g_autofree char *stem = strcmp(subject->kind->name, "system") == 0
		? g_strconcat("system-", today, NULL)
		: g_strconcat(org ? "org-" : "", subject->kind->name, "-", subject->id, "-", today, NULL);
	g_autofree char *id = cli_option(cli, "id") != NULL
		? g_strdup(cli_option(cli, "id"))
		: writing_free_id(cli, subject->chain, kind, stem);
	struct actor actor = cli_actor(cli, deciding_role(subject));
	struct draft draft = { .chain = subject->chain, .kind = kind->name, .id = id, .actor = &actor,
		.whole = TRUE, .client = cli_option(cli, "client"),
		.subject_match = cli_option(cli, "seen") };
	if (id == NULL) {
		problems_clear(problems);
		return 2;
	}
	return writing_put(cli, &draft, kind, given, problems, arena);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc < 3)
		return cli_usage(cli, "種別:id と、approve・conditional・reject のどれかが要ります",
			"name KIND:ID, then approve, conditional or reject");
	const struct kind *kind = writing_kind(cli, "decision");
	NAMED_AUTO subject = { 0 };
	if (kind == NULL || !writing_named(cli, argv[1], &subject) || cli_journal(cli) == NULL)
		return 2;
	ARENA_AUTO arena = arena_new();
	if (writing_object(cli, &subject, arena) == NULL)
		return 2;
	struct problems problems;
	problems_init(&problems);
	g_autofree char *reference = g_strconcat(subject.kind->name, ":", subject.id, NULL);
	struct value *given = writing_fields(arena, kind, argv + 3, argc - 3, &problems);
	value_set_text(arena, given, "subject", reference);
	value_set_text(arena, given, "choice", argv[2]);
	take_options(cli, kind, arena, given);
	return decide(cli, &subject, kind, given, &problems, arena);
}

static const struct option OPTIONS[] = {
	{ "value", 0, "CODE",
		{ "決定値(システムのリスクランク high mid low)", "what is decided (a system's rank: high mid low)" } },
	{ "reason", 0, "TEXT", { "理由", "why" } },
	{ "document-number", 0, "TEXT", { "決裁・文書番号", "number of the formal decision paper" } },
	{ "ends-on", 0, "DATE",
		{ "いつまで有効か(例外、ランク、条件付では必要)",
			"until when it holds (needed for exceptions, ranks and conditions)" } },
	{ "condition", 0, "TEXT", { "条件(複数は conditions=[{text: …, due: …}])",
		"the condition (several: conditions=[{text: …, due: …}])" } },
	{ "due", 0, "DATE", { "条件の期限", "when the condition is due" } },
	{ "consulted", 0, "ID,...", { "合議した人", "who was consulted" } },
	{ "seen", 0, "HASH",
		{ "見て決めた版のハッシュ値。その後に変わっていれば断る(get に表示)",
			"hash of the version that was seen; refused when it moved on (get shows it)" } },
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "id", 0, "ID", { "記録の id(既定は対象と日付)", "id of the record (default: subject and date)" } },
	{ "client", 0, "TEXT", { "再送を見分ける印(同じ印は一度だけ記録)", "a mark by which a retry is known" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = {
	"sekisho decide system:mirai-grants approve --value high --ends-on 2027-03-31 --as-person p-3k7m2q5x --role owner",
	"sekisho decide contract:dev-2026 conditional --condition 監査条項を追加する --due 2026-06-30 --ends-on 2026-06-30 "
	"--reason 監査を受け入れる条項がない",
	"sekisho decide exception:no-mfa reject --reason 代替策が足りない", NULL };

const struct command decide_command = {
	.name = "decide",
	.arguments = "[SYSTEM/]KIND:ID approve|conditional|reject [FIELD=VALUE...]",
	.summary = { "オブジェクトを今の内容で承認・却下する", "approve or reject an object as it stands" },
	.text = { "決めるのは --as-person の人です。自分が書いたものは決められません(職務の分離)。"
		  "対象が後で変わると、決裁は失効として示されます。",
		"Who decides is --as-person. Nobody decides on what they wrote themselves (separation of duties). "
		"When the object changes later, the decision is shown as stale." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
