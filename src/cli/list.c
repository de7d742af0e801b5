/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "document/table_text.h"
#include "writing.h"

#define FIELDS_SHOWN 3

struct listing {
	struct cli *cli;
	const struct kind *kind;
	const struct field *shown[FIELDS_SHOWN];
	guint n_shown;
	GPtrArray *objects; /* of const struct object* */
};

static gboolean
is_en(struct cli *cli)
{
	return strcmp(cli_lang(cli), "en") == 0;
}

/* ---- which columns ---- */

/* Codes, classifications, references and days tell most on little room. */
static gboolean
is_short(const struct field *field)
{
	switch (field->type) {
	case FIELD_ENUM:
	case FIELD_CIA:
	case FIELD_REF:
	case FIELD_DATE:
	case FIELD_UNTIL:
	case FIELD_PHASE:
		return !field->stamped;
	default:
		return FALSE;
	}
}

static void
choose_columns(struct listing *listing)
{
	for (guint required = 2; required > 0; required--)
		for (guint i = 0; i < listing->kind->n_fields && listing->n_shown < FIELDS_SHOWN; i++) {
			const struct field *field = listing->kind->fields[i];
			if (is_short(field) && field->required == (required == 2))
				listing->shown[listing->n_shown++] = field;
		}
}

static char *
cell_of(struct listing *listing, const struct field *field, const struct value *value)
{
	if (value == NULL)
		return NULL;
	if (value->type == VALUE_INT)
		return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
	const struct code *code = field->type == FIELD_ENUM && value->type == VALUE_TEXT
		? enumeration_code(field->codes, value->text)
		: NULL;
	if (code != NULL)
		return g_strdup(label_in(code->label, cli_lang(listing->cli)));
	return value->type == VALUE_TEXT ? g_strdup(value->text) : json_canonical_text(value);
}

/* ---- objects ---- */

static gboolean
take(const struct object *object, void *data)
{
	struct listing *listing = data;
	if (object->kind == listing->kind)
		g_ptr_array_add(listing->objects, (gpointer)object);
	return TRUE;
}

static void
print_json(struct listing *listing)
{
	for (guint i = 0; i < listing->objects->len; i++) {
		const struct object *object = g_ptr_array_index(listing->objects, i);
		ARENA_AUTO arena = arena_new();
		struct value *row = value_map(arena);
		g_autofree char *hash = hex_text(object->entry.bytes, DIGEST_SIZE);
		value_set_text(arena, row, "system", object->chain);
		value_set_text(arena, row, "kind", object->kind->name);
		value_set_text(arena, row, "id", object->id);
		value_set_text(arena, row, "hash", hash);
		value_set(arena, row, "retired", value_bool(arena, object->retired_at != 0));
		value_set(arena, row, "erased", value_bool(arena, object->erased));
		value_set(arena, row, "body", value_copy(arena, object->body));
		g_autoptr(GString) out = g_string_new(NULL);
		json_canonical(row, out);
		g_string_append_c(out, '\n');
		cli_print(listing->cli, out);
	}
}

static char *
state_of(struct listing *listing, const struct object *object)
{
	gboolean en = is_en(listing->cli);
	if (object->erased)
		return g_strdup(en ? "erased" : "消去済み");
	if (object->retired_at != 0)
		return g_strdup(en ? "retired" : "廃止");
	return date_text(object->put_at, journal_zone(cli_journal(listing->cli)), FALSE);
}

static void
print_table(struct listing *listing)
{
	struct cli *cli = listing->cli;
	const char *headings[FIELDS_SHOWN + 4] = { "id", is_en(cli) ? "name" : "名称" };
	guint n = 2;
	choose_columns(listing);
	for (guint i = 0; i < listing->n_shown; i++)
		headings[n++] = label_in(listing->shown[i]->label, cli_lang(cli));
	headings[n] = is_en(cli) ? "changed" : "更新";
	struct table *table = table_new(headings);
	for (guint i = 0; i < listing->objects->len; i++) {
		const struct object *object = g_ptr_array_index(listing->objects, i);
		g_autofree char *title =
			object_title(object->kind, object->id, object->body, cli_lang(cli));
		g_autofree char *state = state_of(listing, object);
		table_cell(table, object->id);
		table_cell(table, object->erased ? "" : title);
		for (guint k = 0; k < listing->n_shown; k++) {
			g_autofree char *cell = cell_of(listing, listing->shown[k],
				value_get(object->body, listing->shown[k]->name));
			table_cell(table, cell);
		}
		table_cell(table, state);
	}
	g_autoptr(GString) out = g_string_new(NULL);
	table_text(table, cli_columns(cli), cli_colour(cli), out);
	table_free(table);
	cli_print(cli, out);
}

static int
list_objects(struct cli *cli, struct listing *listing, const char *chain, struct arena *arena)
{
	GError *error = NULL;
	if (!facts_read(journal_reader(cli_journal(cli)), cli_model(cli), chain,
		    cli_switch(cli, "retired"), arena, take, listing, &error))
		return cli_fail(cli, error);
	if (cli_switch(cli, "json"))
		print_json(listing);
	else if (listing->objects->len > 0)
		print_table(listing);
	else
		cli_say(cli, "%s: %s はまだありません。\n", "%s has no %s yet.\n", chain,
			label_in(listing->kind->label, cli_lang(cli)));
	return 0;
}

/* ---- systems ---- */

struct standing_of {
	guint verdicts[5], must;
	int phase; /* 0: all passed */
};

static gboolean
take_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data)
{
	static const char *const VERDICTS[] = { "conforming", "partial", "nonconforming", "excluded",
		"not_assessed" };
	struct standing_of *standing = data;
	ARENA_AUTO arena = arena_new();
	const struct value *value = json_parse(arena, state, strlen(state), chain, NULL);
	const char *verdict = value_get_text(value, "verdict"), *gate = value_get_text(value, "state");
	for (guint i = 0; verdict != NULL && i < G_N_ELEMENTS(VERDICTS); i++)
		standing->verdicts[i] += strcmp(verdict, VERDICTS[i]) == 0;
	int phase = gate == NULL ? 0 : (int)g_ascii_strtoll(id, NULL, 10);
	gboolean passed = g_strcmp0(gate, "passed") == 0 || g_strcmp0(gate, "conditional") == 0;
	if (phase > 0 && !passed && (standing->phase == 0 || phase < standing->phase))
		standing->phase = phase;
	return TRUE;
}

static gboolean
take_finding(const struct finding_row *row, void *data)
{
	struct standing_of *standing = data;
	standing->must += g_strcmp0(row->check_class, "must") == 0;
	return TRUE;
}

static void
add_system(struct listing *listing, struct table *table, const struct object *object,
	const struct standing_of *standing)
{
	g_autofree char *title =
		object_title(object->kind, object->id, object->body, cli_lang(listing->cli));
	table_cell(table, object->id);
	table_cell(table, title);
	table_number(table, standing->phase == 0 ? 8 : standing->phase);
	for (guint i = 0; i < G_N_ELEMENTS(standing->verdicts); i++)
		table_number(table, standing->verdicts[i]);
	table_number(table, standing->must);
}

static gboolean
take_systems(struct listing *listing, struct arena *arena, GError **error)
{
	struct store *store = journal_reader(cli_journal(listing->cli));
	g_auto(GStrv) chains = store_chains(store, error);
	if (chains == NULL)
		return FALSE;
	for (guint i = 0; chains[i] != NULL; i++) {
		GError *failed = NULL;
		const struct object *system = facts_get(store, cli_model(listing->cli), chains[i],
			"system", chains[i], arena, &failed);
		if (failed != NULL) {
			g_propagate_error(error, failed);
			return FALSE;
		}
		if (system != NULL && (system->retired_at == 0 || cli_switch(listing->cli, "retired")))
			g_ptr_array_add(listing->objects, (gpointer)system);
	}
	return TRUE;
}

static int
list_systems(struct cli *cli, struct listing *listing, struct arena *arena)
{
	static const char *const JA[] = { "id", "名称", ">工程", ">適合", ">一部適合", ">不適合",
		">適用除外", ">未評価", ">必須の指摘", NULL };
	static const char *const EN[] = { "id", "name", ">phase", ">conforming", ">partly", ">not",
		">excluded", ">not assessed", ">must findings", NULL };
	struct store *store = journal_reader(cli_journal(cli));
	GError *error = NULL;
	if (!take_systems(listing, arena, &error))
		return cli_fail(cli, error);
	if (cli_switch(cli, "json")) {
		print_json(listing);
		return 0;
	}
	if (listing->objects->len == 0) {
		cli_say(cli, "システムはまだありません。`sekisho apply フォルダー` で取り込めます。\n",
			"There is no system yet; `sekisho apply FOLDER` takes one in.\n");
		return 0;
	}
	struct table *table = table_new(is_en(cli) ? EN : JA);
	for (guint i = 0; error == NULL && i < listing->objects->len; i++) {
		const struct object *object = g_ptr_array_index(listing->objects, i);
		struct standing_of standing = { .must = 0 };
		if (store_state_scan(store, object->chain, take_state, &standing, &error)
			&& store_finding_scan(
				store, object->chain, FALSE, take_finding, &standing, &error))
			add_system(listing, table, object, &standing);
	}
	g_autoptr(GString) out = g_string_new(NULL);
	table_text(table, cli_columns(cli), cli_colour(cli), out);
	table_free(table);
	if (error != NULL)
		return cli_fail(cli, error);
	cli_print(cli, out);
	return 0;
}

/* ---- the command ---- */

static int
run(struct cli *cli, int argc, char **argv)
{
	if (argc != 2)
		return cli_usage(cli, "種別を一つ指定してください(例 component)",
			"name one kind (for example component)");
	const struct kind *kind = writing_kind(cli, argv[1]);
	if (kind == NULL || cli_journal(cli) == NULL)
		return 2;
	ARENA_AUTO arena = arena_new();
	g_autoptr(GPtrArray) objects = g_ptr_array_new();
	struct listing listing = { .cli = cli, .kind = kind, .objects = objects };
	if (strcmp(kind->name, "system") == 0 && cli_option(cli, "system") == NULL)
		return list_systems(cli, &listing, arena);
	g_autofree char *chain = cli_switch(cli, "org") ? g_strdup(CHAIN_ORG)
							 : writing_chain(cli, NULL, kind, NULL);
	return chain == NULL ? 2 : list_objects(cli, &listing, chain, arena);
}

static const struct option OPTIONS[] = {
	{ "system", 0, "ID", { "どのシステムか(一つだけなら不要)", "which system (not needed when there is one)" } },
	{ "org", 0, NULL, { "組織(@org)のもの", "those of the organisation (@org)" } },
	{ "retired", 0, NULL, { "廃止したものも", "retired ones too" } },
	{ NULL, 0, NULL, { NULL, NULL } },
};

static const char *const EXAMPLES[] = { "sekisho list system",
	"sekisho list component --system mirai-grants", "sekisho list procedure --org --json", NULL };

const struct command list_command = {
	.name = "list",
	.arguments = "KIND",
	.summary = { "ある種別のオブジェクトを一覧する", "list the objects of a kind" },
	.text = { "`list system` は、台帳のシステムと、それぞれの最後の判定(項目の数)を示します。--json では一行に一つです。",
		"`list system` shows the systems of the ledger with the counts of their last judgement. With --json, one object a line." },
	.options = OPTIONS,
	.examples = EXAMPLES,
	.run = run,
};
