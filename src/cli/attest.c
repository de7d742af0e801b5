/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "writing.h"

/* A check (C3-2, mirai-grants/C3-2) rather than an object; *ret_system as in cli_object. */
static gboolean
takes_check(const char *text, char **ret_system, char **ret_check)
{
	const char *slash = strchr(text, '/');
	if (strchr(text, ':') != NULL)
		return FALSE;
	*ret_system = slash == NULL ? NULL : g_strndup(text, (gsize)(slash - text));
	*ret_check = g_ascii_strup(slash == NULL ? text : slash + 1, -1);
	return TRUE;
}

/* The chain of the statement; the field that says what it is about goes into `given`. */
static char *
take_subject(struct cli *cli, const struct kind *kind, const char *text, struct arena *arena,
	struct value *given, char **ret_stem)
{
	g_autofree char *system = NULL, *check = NULL;
	g_autofree char *today = writing_today(cli, 0);
	if (takes_check(text, &system, &check)) {
		g_autofree char *lower = g_ascii_strdown(check, -1);
		value_set_text(arena, given, "check_id", check);
		*ret_stem = g_strconcat(lower, "-", today, NULL);
		return writing_chain(cli, system, kind, NULL);
	}
	NAMED_AUTO subject = { 0 };
	if (!writing_named(cli, text, &subject))
		return NULL;
	g_autofree char *reference = g_strconcat(subject.kind->name, ":", subject.id, NULL);
	value_set_text(arena, given, "subject", reference);
	*ret_stem = g_strconcat(subject.kind->name, "-", subject.id, "-", today, NULL);
	/* what is of the organisation is stated upon by each system for itself */
	return strcmp(subject.chain, CHAIN_ORG) == 0 ? writing_chain(cli, NULL, kind, NULL)
						     : g_steal_pointer(&subject.chain);
}

static void
take_options(struct cli *cli, const struct kind *kind, struct arena *arena, struct value *given)
{
	static const struct {
		const char *option, *field;
	} FIELDS[] = { { "text", "text" }, { "evidence", "evidence" }, { "ends-on", "ends_on" },
		{ "empty", "empty" } };
	for (guint i = 0; i < G_N_ELEMENTS(FIELDS); i++)
		writing_option(cli, arena, kind, FIELDS[i].option, FIELDS[i].field, given);
	if (value_get(given, "ends_on") == NULL) {
		/* the last day that is wholly within a year */
		g_autofree char *end = writing_today(cli, 364);
		value_set_text(arena, given, "ends_on", end);
	}
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc < 3)
		return cli_usage(cli, "点検項目か種別:id と、conforming・partial・nonconforming・empty のどれかが要ります",
			"name a check or KIND:ID, then conforming, partial, nonconforming or empty");
	const struct kind *kind = writing_kind(cli, "attestation");
	if (kind == NULL || cli_journal(cli) == NULL)
		return 2;
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	g_autofree char *stem = NULL;
	struct value *given = writing_fields(arena, kind, argv + 3, argc - 3, &problems);
	value_set_text(arena, given, "statement", argv[2]);
	g_autofree char *chain = take_subject(cli, kind, argv[1], arena, given, &stem);
	if (chain == NULL) {
		problems_clear(&problems);
		return 2;
	}
	take_options(cli, kind, arena, given);
	g_autofree char *id = cli_option(cli, "id") != NULL
		? g_strdup(cli_option(cli, "id"))
		: writing_free_id(cli, chain, kind, stem);
	struct actor actor = cli_actor(cli, writing_role(kind));
	struct draft draft = { .chain = chain, .kind = kind->name, .id = id, .actor = &actor,
		.whole = TRUE, .client = cli_option(cli, "client") };
	return id == NULL ? 2 : writing_put(cli, &draft, kind, given, &problems, arena);
}

static const struct option OPTIONS[] = {
	{ "text", 0, "TEXT", { "何を確かめたか", "what was ascertained" } },
	{ "evidence", 0, "ID,...", { "根拠の証跡", "the evidence it rests on" } },
	{ "ends-on", 0, "DATE",
		{ "いつまで有効か(既定は 1 年)", "until when it holds (default: a year)" } },
	{ "empty", 0, "SCOPE,...",
		{ "対象がない範囲(statement が empty のとき。例 no_web)",
			"which scopes are empty (with empty; for example no_web)" } },
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "id", 0, "ID", { "記録の id(既定は対象と日付)", "id of the record (default: subject and date)" } },
	{ "client", 0, "TEXT", { "再送を見分ける印(同じ印は一度だけ記録)", "a mark by which a retry is known" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = {
	"sekisho attest C1-1 conforming --text 現在の構成のとおりに記載したことを確かめた。",
	"sekisho attest C3-4 empty --empty no_web --text 画面もAPIもないバッチだけのシステムである。",
	"sekisho attest demarcation:os-main conforming --as-person p-3k7m2q5x --role contractor --text 引き受ける。",
	NULL };

const struct command attest_command = {
	.name = "attest",
	.arguments = "[SYSTEM/]CHECK|KIND:ID conforming|partial|nonconforming|empty [FIELD=VALUE...]",
	.summary = { "点検項目やオブジェクトの状態を申告する", "state how a check or an object stands" },
	.text = { "だれが(--as-person)、どの役割で(--role)申告したかが残ります。証跡を付けた申告は重く、委託先の言葉は軽く数えます。"
		  "ほかの項目は 項目=値(YAML)でも書けます。",
		"Who states it (--as-person) and in which role (--role) is kept. A statement with evidence weighs more, a contractor's word less. "
		"Fields may also be given as field=value (YAML)." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
