/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "document/history_text.h"
#include "writing.h"

struct showing {
	struct cli *cli;
	struct history *history;
	gboolean fields;
	gint64 since;
	guint shown;
	GError *error;
};

static gboolean
show_entry(const struct journal_row *row, void *data)
{
	struct showing *showing = data;
	g_autoptr(GString) out = g_string_new(NULL);
	if (cli_switch(showing->cli, "raw")) {
		g_string_append_len(out, row->bytes.at, (gssize)row->bytes.len);
		g_string_append_c(out, '\n');
	} else if (!history_entry(showing->history, row, showing->fields, out, &showing->error)) {
		return FALSE;
	}
	if (row->at < showing->since)
		return TRUE;
	showing->shown++;
	cli_print(showing->cli, out);
	return TRUE;
}

/* One object, or (no colon) everything that happened to a system. */
static gboolean
scan(struct cli *cli, const char *what, struct showing *showing, struct store *store)
{
	if (strchr(what, ':') == NULL) {
		struct journal_head head;
		if (!store_journal_head(store, what, &head, &showing->error))
			return FALSE;
		if (head.seq == 0) {
			error_set(&showing->error, ERROR_NOT_FOUND,
				"システム %s は台帳にありません(`sekisho list system` で一覧。オブジェクトは 種別:id で)",
				"there is no system %s in this ledger (`sekisho list system` lists them; an "
				"object is KIND:ID)",
				what);
			return FALSE;
		}
		return store_journal_scan(store, what, 1, show_entry, showing, &showing->error);
	}
	NAMED_AUTO named = { 0 };
	ARENA_AUTO arena = arena_new();
	showing->fields = TRUE;
	if (!writing_named(cli, what, &named) || writing_object(cli, &named, arena) == NULL)
		return FALSE;
	return store_journal_of(store, named.chain, named.kind->name, named.id, show_entry, showing,
		&showing->error);
}

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 2)
		return cli_usage(cli, "種別:id かシステムを一つ指定してください", "name one KIND:ID or system");
	struct journal *journal = cli_journal(cli);
	if (journal == NULL)
		return 2;
	struct showing showing = { .cli = cli };
	const char *since = cli_option(cli, "since");
	gint64 zone = journal_zone(journal);
	if (since != NULL && !moment_parse(since, &showing.since)
		&& !date_parse(since, zone, FALSE, &showing.since))
		return cli_usage(cli, "--since: \"%s\" は時刻ではありません", "--since: \"%s\" is no time", since);
	struct history_options options = { cli_model(cli), journal_keyring(journal), cli_lang(cli),
		zone, cli_switch(cli, "json") };
	showing.history = history_new(&options);
	gboolean ok = scan(cli, argv[1], &showing, journal_reader(journal));
	history_free(showing.history);
	if (showing.error != NULL)
		return cli_fail(cli, showing.error);
	return ok ? 0 : 2;
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "since", 0, "TIME", { "この時刻からの記録だけ", "only entries since then" } },
	{ "raw", 0, NULL, { "記録のバイト列をそのまま、一行に一つ", "the bytes of each entry as they are, one a line" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho history component:web",
	"sekisho history mirai-grants --since 2026-10-01", "sekisho history @org --json", NULL };

const struct command history_command = {
	.name = "history",
	.arguments = "[SYSTEM/]KIND:ID|SYSTEM|@org",
	.summary = { "いつ、だれが、何をどう変えたかを古い順に見る", "show who changed what when, oldest first" },
	.text = { "オブジェクトなら、記録ごとに項目の変化を示します。封をした種別(人など)は鍵で開き、鍵を消したものは消去済みと示します。"
		  "システムなら、Sekisho の判定も含めてその記録をすべて一行ずつ示します。",
		"For an object: field by field what each entry changed. Sealed kinds (people and the like) are opened with "
		"their key; where it was destroyed, that is said. For a system: all its entries, Sekisho's judgements included." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
