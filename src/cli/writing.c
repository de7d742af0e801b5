/* SPDX-License-Identifier: Apache-2.0 */
#include "writing.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/yaml.h"
#include "gate/conclude.h"
#include "ledger/personal.h"
#include "ledger/plan.h"

#define WARNINGS_SHOWN 5

const struct kind *
writing_kind(struct cli *cli, const char *name)
{
	const struct model *model = cli_model(cli);
	const struct kind *kind = model == NULL ? NULL : model_kind(model, name);
	if (model == NULL || kind != NULL)
		return kind;
	g_autofree const char **names = g_new(const char *, model->n_kinds);
	for (guint i = 0; i < model->n_kinds; i++)
		names[i] = model->kinds[i]->name;
	struct hint hint = nearest_hint(name, names, model->n_kinds);
	cli_usage(cli, "種別 %1$s はありません%2$s%3$.0s", "there is no kind %1$s%2$.0s%3$s", name, hint.ja,
		hint.en);
	return NULL;
}

static char *
only_system(struct cli *cli)
{
	struct journal *journal = cli_journal(cli);
	GError *error = NULL;
	g_auto(GStrv) chains = journal == NULL ? NULL : store_chains(journal_reader(journal), &error);
	const char *only = NULL;
	guint n = 0;
	for (guint i = 0; chains != NULL && chains[i] != NULL; i++)
		if (strcmp(chains[i], CHAIN_ORG) != 0) {
			only = chains[i];
			n++;
		}
	if (error != NULL)
		cli_fail(cli, error);
	else if (n != 1 && journal != NULL)
		cli_usage(cli, "どのシステムかを --system で指定してください(台帳に %u あります)",
			"say which system with --system (there are %u in the ledger)", n);
	return n == 1 ? g_strdup(only) : NULL;
}

char *
writing_chain(struct cli *cli, const char *given, const struct kind *kind, const char *id)
{
	gboolean org = kind->scope == SCOPE_ORG
		|| (kind->scope == SCOPE_BOTH && id != NULL && g_str_has_prefix(id, "org-"));
	if (org)
		return g_strdup(CHAIN_ORG);
	if (given != NULL)
		return g_strdup(given);
	const char *system = cli_option(cli, "system");
	if (system != NULL)
		return g_strdup(system);
	if (strcmp(kind->name, "system") == 0 && id != NULL)
		return g_strdup(id);
	return only_system(cli);
}

gboolean
writing_named(struct cli *cli, const char *text, struct named *ret)
{
	g_autofree char *system = NULL, *kind = NULL;
	*ret = (struct named) { 0 };
	if (!cli_object(cli, text, &system, &kind, &ret->id))
		return FALSE;
	ret->kind = writing_kind(cli, kind);
	if (ret->kind != NULL)
		ret->chain = writing_chain(cli, system, ret->kind, ret->id);
	return ret->chain != NULL;
}

void
named_clear(struct named *named)
{
	g_clear_pointer(&named->chain, g_free);
	g_clear_pointer(&named->id, g_free);
}

const struct object *
writing_object(struct cli *cli, const struct named *named, struct arena *arena)
{
	struct journal *journal = cli_journal(cli);
	GError *error = NULL;
	if (journal == NULL)
		return NULL;
	const struct object *object = facts_get(journal_reader(journal), cli_model(cli), named->chain,
		named->kind->name, named->id, arena, &error);
	if (object == NULL && error == NULL)
		error_set(&error, ERROR_NOT_FOUND,
			"%1$s に %2$s:%3$s はありません(`sekisho list %2$s --system %1$s` で一覧)",
			"%1$s has no %2$s:%3$s (`sekisho list %2$s --system %1$s` lists them)",
			named->chain, named->kind->name, named->id);
	if (error != NULL)
		cli_fail(cli, error);
	return object;
}

/* A word of the command line has no line and column that its writer would know. */
static void
forget_places(struct value *value)
{
	value->place = (struct place) { 0 };
	for (guint i = 0; value->type == VALUE_LIST && i < value->n_items; i++)
		forget_places(value->items[i]);
	for (guint i = 0; value->type == VALUE_MAP && i < value->n_members; i++) {
		value->members[i].place = (struct place) { 0 };
		forget_places(value->members[i].value);
	}
}

/* A text is what stands there, whatever YAML would make of its colons and stars. */
static gboolean
is_bare_text(const struct kind *kind, const char *name, const char *text)
{
	const struct field *field = kind_field(kind, name);
	gboolean label = strcmp(name, "name") == 0 || (field != NULL && field->type == FIELD_LABEL);
	gboolean texts = label || strcmp(name, "note") == 0
		|| (field != NULL && (field->type == FIELD_TEXT || field->type == FIELD_PROSE));
	return texts && strchr(label ? "\"'{" : "\"'", text[0]) == NULL;
}

static struct value *
word_value(struct arena *arena, const struct kind *kind, const char *name, const char *text,
	struct problems *problems)
{
	if (*text == '\0')
		return value_null(arena);
	if (is_bare_text(kind, name, text))
		return value_text(arena, text);
	return yaml_parse(
		arena, text, strlen(text), arena_dup(arena, name, strlen(name)), problems);
}

struct value *
writing_fields(struct arena *arena, const struct kind *kind, char **words, int n,
	struct problems *problems)
{
	struct value *map = value_map(arena);
	for (int i = 0; i < n; i++) {
		const char *equals = strchr(words[i], '=');
		struct place place = { .file = words[i] };
		if (equals == NULL || equals == words[i]) {
			problem_add(problems, ERROR_INPUT, place, "項目=値 の形で書いてください",
				"write field=value");
			continue;
		}
		g_autofree char *name = g_strndup(words[i], (gsize)(equals - words[i]));
		struct value *value = word_value(arena, kind, name, equals + 1, problems);
		if (value == NULL)
			continue;
		forget_places(value);
		value_set(arena, map, name, value);
	}
	return map;
}

void
writing_option(struct cli *cli, struct arena *arena, const struct kind *kind, const char *option,
	const char *field, struct value *map)
{
	const char *text = cli_option(cli, option);
	const struct field *of = kind_field(kind, field);
	if (text == NULL)
		return;
	if (of == NULL || of->type != FIELD_LIST) {
		value_set_text(arena, map, field, text);
		return;
	}
	struct value *list = value_list(arena);
	g_auto(GStrv) parts = g_strsplit(text, ",", -1);
	for (guint i = 0; parts[i] != NULL; i++)
		if (*g_strstrip(parts[i]) != '\0')
			value_add(arena, list, value_text(arena, parts[i]));
	value_set(arena, map, field, list);
}

char *
writing_today(struct cli *cli, gint64 days_later)
{
	struct journal *journal = cli_journal(cli);
	gint64 now = journal_now(journal) + days_later * MOMENT_DAY;
	return date_text(now, journal_zone(journal), FALSE);
}

char *
writing_free_id(struct cli *cli, const char *chain, const struct kind *kind, const char *stem)
{
	struct store *store = journal_reader(cli_journal(cli));
	GError *error = NULL;
	for (guint n = 1;; n++) {
		char tail[16] = "";
		gboolean found;
		struct fact_row row;
		if (n > 1)
			g_snprintf(tail, sizeof tail, "-%u", n);
		g_autofree char *id =
			g_strdup_printf("%.*s%s", (int)(64 - strlen(tail)), stem, tail);
		if (!store_fact_get(store, chain, kind->name, id, &found, &row, &error)) {
			cli_fail(cli, error);
			return NULL;
		}
		if (!found)
			return g_steal_pointer(&id);
	}
}

int
writing_put(struct cli *cli, struct draft *draft, const struct kind *kind, const struct value *given,
	struct problems *problems, struct arena *arena)
{
	if (given != NULL && problems_count(problems) == 0)
		draft->body = object_normalise(
			cli_model(cli), kind, arena, given, OBJECT_PARTIAL, problems);
	if (problems_count(problems) > 0)
		return cli_problems(cli, problems);
	problems_clear(problems);
	return writing_append(cli, draft, 1);
}

const char *
writing_role(const struct kind *kind)
{
	return role_usual(kind->writers);
}

struct warning {
	struct cli *cli;
	const struct kind *kind;
	const char *id;
	guint *told;
};

static void
warn_personal(const char *field, struct place place, void *data)
{
	struct warning *warning = data;
	if ((*warning->told)++ < WARNINGS_SHOWN)
		cli_warn(warning->cli, place,
			"%1$s:%2$s の %3$s に、メールアドレスか電話番号、個人番号のようなものがあります。"
			"ここに書いたものは消去できません。人のことは person に記録して、その id で参照してください",
			"%3$s of %1$s:%2$s holds what looks like a mail address, telephone or individual number. What "
			"is written here cannot be erased; record people as person and refer to their id",
			warning->kind->name, warning->id, field);
}

void
writing_warn(struct cli *cli, const struct kind *kind, const char *id, const struct value *body,
	guint *told)
{
	struct warning warning = { cli, kind, id, told };
	object_personal(kind, body, warn_personal, &warning);
}

gboolean
writing_judge(struct cli *cli)
{
	struct problems problems;
	GError *error = NULL;
	guint done = 0;
	problems_init(&problems);
	struct judge *judge = judge_new(cli_model(cli), &problems, &error);
	if (problems_count(&problems) > 0)
		cli_problems(cli, &problems);
	else
		problems_clear(&problems);
	gboolean ok = judge != NULL && conclude_due(judge, cli_journal(cli), G_MAXINT, cli_progress, cli, &done, &error);
	judge_free(judge);
	if (error != NULL)
		cli_fail(cli, error);
	return ok;
}

int
writing_append(struct cli *cli, const struct draft *drafts, guint n)
{
	struct journal *journal = cli_journal(cli);
	if (journal == NULL)
		return 2;
	struct problems problems;
	problems_init(&problems);
	g_autofree struct appended *appended = g_new0(struct appended, n + 1);
	if (!journal_append(journal, drafts, n, appended, &problems))
		return cli_problems(cli, &problems);
	problems_clear(&problems);
	for (guint i = 0, told = 0; i < n; i++)
		if (drafts[i].body != NULL)
			writing_warn(cli, model_kind(cli_model(cli), drafts[i].kind), drafts[i].id,
				drafts[i].body, &told);
	for (guint i = 0; i < n; i++) {
		char hash[2 * DIGEST_SIZE + 1];
		hex_of(appended[i].hash.bytes, DIGEST_SIZE, hash);
		if (cli_switch(cli, "json"))
			printf("{\"chain\":\"%s\",\"seq\":%" G_GINT64_FORMAT ",\"hash\":\"%s\"}\n",
				appended[i].chain, appended[i].seq, hash);
		else
			cli_say(cli, "記録しました: %s #%" G_GINT64_FORMAT " %s:%s\n",
				"recorded: %s #%" G_GINT64_FORMAT " %s:%s\n", appended[i].chain,
				appended[i].seq, drafts[i].kind, drafts[i].id);
	}
	return writing_judge(cli) ? 0 : 2;
}
