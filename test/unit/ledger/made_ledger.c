/* SPDX-License-Identifier: Apache-2.0 */
#include "made_ledger.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "ledger/entry.h"
#include "ledger/project.h"
#include "ledger/seal.h"

#define STORE_ID "0123456789abcdef0123456789abcdef"

static void
must(gboolean ok, GError *error)
{
	if (!ok)
		g_error("%s", error != NULL ? error_message(error, "en") : "failed");
}

/* ---- life ---- */

void
made_open(struct made_ledger *made)
{
	GError *error = NULL;
	made->store = store_open(made->path, STORE_OPEN, &error);
	must(made->store != NULL, error);
	made->ring = keyring_open(made->path, FALSE, &error);
	must(made->ring != NULL, error);
}

void
made_close(struct made_ledger *made)
{
	store_free(g_steal_pointer(&made->store));
	keyring_free(g_steal_pointer(&made->ring));
}

struct made_ledger *
made_new(void)
{
	GError *error = NULL;
	struct made_ledger *made = g_new0(struct made_ledger, 1);
	struct problems problems;
	problems_init(&problems);
	made->folder = g_dir_make_tmp("keeping-XXXXXX", &error);
	must(made->folder != NULL, error);
	made->path = made_file(made, "test.db");
	made->files = model_files_open(NULL, &error);
	must(made->files != NULL, error);
	made->model = model_new(made->files, &problems);
	must(problems_none(&problems, &error) && made->model != NULL, error);
	problems_clear(&problems);
	store_free(store_open(made->path, STORE_CREATE, &error));
	keyring_free(keyring_open(made->path, TRUE, &error));
	must(error == NULL, error);
	made->keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	made->now = 1700000000 * MOMENT_SECOND;
	made_open(made);
	return made;
}

void
made_free(struct made_ledger *made)
{
	made_close(made);
	model_free(made->model);
	model_files_free(made->files);
	g_autoptr(GDir) folder = g_dir_open(made->folder, 0, NULL);
	const char *name;
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = made_file(made, name);
		g_remove(path);
	}
	g_remove(made->folder);
	g_hash_table_destroy(made->keys);
	g_free(made->folder);
	g_free(made->path);
	g_free(made);
}

char *
made_file(struct made_ledger *made, const char *name)
{
	return g_build_filename(made->folder, name, NULL);
}

void
made_begin(struct made_ledger *made)
{
	GError *error = NULL;
	must(store_begin(made->store, &error), error);
}

void
made_commit(struct made_ledger *made)
{
	GError *error = NULL;
	must(keyring_flush(made->ring, &error) && store_commit(made->store, &error), error);
}

/* ---- entries ---- */

static struct journal_head
head_of(struct made_ledger *made, const char *chain)
{
	GError *error = NULL;
	struct journal_head head;
	must(store_journal_head(made->store, chain, &head, &error), error);
	return head;
}

static struct journal_row
add_entry(struct made_ledger *made, const struct entry *entry, GString *bytes)
{
	GError *error = NULL;
	struct journal_head head = head_of(made, entry->chain);
	entry_bytes(entry, bytes);
	struct journal_row row = { entry->chain, entry->seq, { bytes->str, bytes->len }, head.hash,
		.at = entry->at, .actor = entry->actor, .role = entry->role,
		.known_by = entry->known_by, .verb = entry->verb, .kind = entry->kind,
		.id = entry->id, .client = entry->client };
	row.hash = entry_hash(&row.prev, row.bytes);
	must(store_journal_add(made->store, &row, &error), error);
	return row;
}

static void
open_chain(struct made_ledger *made, const char *chain)
{
	struct opening opening = { STORE_ID, "+09:00", FALSE };
	g_autoptr(GString) body = g_string_new(NULL), bytes = g_string_new(NULL);
	entry_opening(&opening, body);
	struct entry entry = { chain, 1, made->now, "sekisho", "engine", "self", "open", "", "", "",
		{ body->str, body->len } };
	add_entry(made, &entry, bytes);
}

const guint8 *
made_key(struct made_ledger *made, const char *chain, const char *kind, const char *id)
{
	GError *error = NULL;
	guint8 key[KEY_SIZE];
	g_autofree char *name = g_strjoin(" ", chain, kind, id, NULL);
	guint8 *key_id = g_hash_table_lookup(made->keys, name);
	if (key_id == NULL) {
		key_id = g_malloc(KEY_ID_SIZE);
		must(keyring_make(made->ring, key_id, key, &error), error);
		g_hash_table_insert(made->keys, g_steal_pointer(&name), key_id);
	}
	return key_id;
}

static void
seal(struct made_ledger *made, const struct entry *entry, const char *plain, GString *out)
{
	GError *error = NULL;
	struct seal how;
	struct seal_place place = { entry->chain, entry->seq, entry->kind, entry->id };
	gboolean found;
	memcpy(how.key_id, made_key(made, entry->chain, entry->kind, entry->id), KEY_ID_SIZE);
	must(keyring_get(made->ring, how.key_id, &found, how.key, &error) && found, error);
	random_bytes(how.nonce, NONCE_SIZE);
	seal_body(&how, &place, slice_of(plain), out);
}

struct changing {
	struct made_ledger *made;
	const struct journal_row *row;
};

static void
add_change(const char *field, const char *old_value, const char *new_value, void *data)
{
	GError *error = NULL;
	struct changing *changing = data;
	const struct journal_row *row = changing->row;
	struct change_row change = { row->chain, row->kind, row->id, row->seq, row->at, row->actor,
		field, old_value, new_value };
	must(store_change_add(changing->made->store, &change, &error), error);
}

static void
project(struct made_ledger *made, const struct journal_row *row, const char *plain)
{
	GError *error = NULL;
	ARENA_AUTO arena = arena_new();
	const struct kind *kind = model_kind(made->model, row->kind);
	struct fact_row fact = { 0 }, had;
	gboolean found;
	must(store_fact_get(made->store, row->chain, row->kind, row->id, &found, &had, &error),
		error);
	if (found) {
		fact = had;
		fact.put_by = arena_printf(arena, "%s", had.put_by);
		fact.put_role = arena_printf(arena, "%s", had.put_role);
		fact.known_by = arena_printf(arena, "%s", had.known_by);
		if (had.retired_reason != NULL)
			fact.retired_reason = arena_printf(arena, "%s", had.retired_reason);
		fact.body.at = arena_dup(arena, had.body.at, had.body.len);
	}
	struct slice old_body = fact.body;
	gboolean ends = strcmp(row->verb, "retire") == 0 || strcmp(row->verb, "erase") == 0;
	const struct value *body = json_parse(arena, plain, strlen(plain), "test", &error);
	must(body != NULL, error);
	const char *reason = ends ? body->members[0].value->text : NULL;
	project_entry(kind, row, slice_of(plain), reason, &fact);
	must(store_fact_put(made->store, &fact, &error), error);
	struct changing changing = { made, row };
	if (found)
		project_changes_of(kind, row, old_body, slice_of(plain), add_change, &changing);
	if (strcmp(row->verb, "erase") == 0)
		must(store_change_blank(made->store, row->chain, row->kind, row->id, &error), error);
}

static gboolean
put_finding(const struct finding_row *row, void *data, GError **error)
{
	return store_finding_put(data, row, error);
}

static gboolean
put_state(const char *chain, const char *what, const char *id, gint64 since, const char *state,
	void *data, GError **error)
{
	return store_state_put(data, chain, what, id, since, state, error);
}

static gboolean
put_judgement(const struct judgement_row *row, void *data, GError **error)
{
	return store_judgement_put(data, row, error);
}

static void
project_conclusions(struct made_ledger *made, const struct journal_row *row, const char *body)
{
	GError *error = NULL;
	ARENA_AUTO arena = arena_new();
	const struct value *value = json_parse(arena, body, strlen(body), "judge", &error);
	struct project_judge_to to = { put_finding, put_state, put_judgement, made->store };
	must(value != NULL && project_judge(row->chain, row->seq, value, &to, &error), error);
}

void
made_entry(struct made_ledger *made, const char *chain, const char *verb, const char *kind,
	const char *id, const char *body)
{
	const struct kind *known = model_kind(made->model, kind);
	gboolean judge = strcmp(verb, "judge") == 0, ends = strcmp(verb, "retire") == 0
		|| strcmp(verb, "erase") == 0;
	if (head_of(made, chain).seq == 0)
		open_chain(made, chain);
	made->now += MOMENT_SECOND;
	g_autoptr(GString) carried = g_string_new(NULL), bytes = g_string_new(NULL);
	struct entry entry = { chain, head_of(made, chain).seq + 1, made->now,
		judge ? "sekisho" : "local", judge ? "engine" : "manager", judge ? "self" : "local",
		verb, kind, id, "", { NULL, 0 } };
	if (known != NULL && known->sealed && !ends)
		seal(made, &entry, body, carried);
	else
		g_string_append(carried, body);
	entry.body = (struct slice) { carried->str, carried->len };
	struct journal_row row = add_entry(made, &entry, bytes);
	if (judge)
		project_conclusions(made, &row, body);
	else if (*kind != '\0')
		project(made, &row, body);
}

void
made_put(struct made_ledger *made, const char *chain, const char *kind, const char *id,
	const char *body)
{
	made_entry(made, chain, strcmp(kind, "evidence") == 0 ? "attach" : "put", kind, id, body);
}

void
made_retire(struct made_ledger *made, const char *chain, const char *kind, const char *id)
{
	made_entry(made, chain, "retire", kind, id, "{\"reason\":\"no longer in use\"}");
}

void
made_erase(struct made_ledger *made, const char *chain, const char *kind, const char *id)
{
	made_entry(made, chain, "erase", kind, id, "{\"ground\":\"request\"}");
}

void
made_judge(struct made_ledger *made, const char *chain, const char *body)
{
	made_entry(made, chain, "judge", "", "", body);
}

struct digest
made_attach(struct made_ledger *made, const char *chain, const char *id, const char *text, gsize len,
	const struct digest *previous)
{
	GError *error = NULL;
	g_autofree char *file = g_strconcat(made->folder, "-attached", NULL);
	must(g_file_set_contents(file, text, (gssize)len, &error), error);
	struct content *content = content_take(file, &error);
	must(content != NULL, error);
	must(content_store(made->store, made->ring, content, previous, chain, id,
		     made_key(made, chain, "evidence", id), &error),
		error);
	g_remove(file);
	g_autofree char *hex = hex_text(content->sha256.bytes, DIGEST_SIZE);
	g_autofree char *body = g_strdup_printf(
		"{\"collected_at\":\"2026-04-01T00:00:00Z\",\"media\":\"%s\",\"sha256\":\"%s\",\"size\":"
		"%" G_GINT64_FORMAT ",\"source\":\"tool\"}",
		content->media, hex, content->size);
	made_put(made, chain, "evidence", id, body);
	struct digest sha256 = content->sha256;
	content_free(content);
	return sha256;
}

/* ---- the sample ---- */

static char *
sample_text(guint week)
{
	GString *out = g_string_new("name,version,vendor\n");
	for (guint i = 0; i < 2000; i++)
		g_string_append_printf(out, "package-%u,%u.%u.%u,vendor-%u\n", i * 2654435761u % 9973,
			i % 7, i % 13, i % (week + 100) == 0 ? week : 0, i * 40503u % 997);
	return g_string_free(out, FALSE);
}

static void
attach_weeks(struct made_ledger *made)
{
	struct digest previous;
	for (guint week = 0; week < 4; week++) {
		g_autofree char *text = sample_text(week);
		g_autofree char *id = g_strdup_printf("sbom-%u", week);
		previous = made_attach(
			made, "shop", id, text, strlen(text), week > 0 ? &previous : NULL);
	}
}

#define JUDGE_1                                                                                    \
	"{\"checks\":{\"C1-1\":{\"covered\":0,\"proof\":0,\"subjects\":1,\"verdict\":"             \
	"\"nonconforming\"}},\"gates\":{\"1\":{\"blocked_by\":[\"C1-1\"],\"state\":\"open\"}},"    \
	"\"next_at\":1800000000000000,\"now\":1700000100000000,\"opened\":[{\"class\":\"must\","   \
	"\"key\":\"\",\"rule\":\"C1-1.none\",\"severity\":\"high\",\"subject\":\"system:shop\"},"  \
	"{\"class\":\"should\",\"key\":\"k\",\"rule\":\"C1-2.old\",\"severity\":\"low\","          \
	"\"subject\":\"component:web\"}],\"rests\":{\"feeds\":\"\",\"links\":{},\"method\":\"\","  \
	"\"org\":2,\"own\":8,\"rules\":\"\"}}"
#define JUDGE_2                                                                                    \
	"{\"checks\":{\"C1-1\":{\"covered\":1,\"proof\":70,\"subjects\":1,\"verdict\":"            \
	"\"conforming\"}},\"closed\":[{\"key\":\"\",\"rule\":\"C1-1.none\",\"subject\":"           \
	"\"system:shop\"}],\"now\":1700000200000000,\"rests\":{\"feeds\":\"\",\"links\":{},"       \
	"\"method\":\"\",\"org\":3,\"own\":13,\"rules\":\"\"}}"

struct made_ledger *
made_sample(void)
{
	struct made_ledger *made = made_new();
	made_begin(made);
	made_put(made, "@org", "party", "agency", "{\"name\":{\"ja\":\"\xe5\xba\x81\"}}");
	made_put(made, "@org", "person", "p-aaaaaaaa",
		"{\"mail\":\"hanako@example.go.jp\",\"name\":{\"ja\":\"Yamada Hanako\"},\"party\":"
		"\"agency\"}");
	made_put(made, "@org", "person", "p-bbbbbbbb",
		"{\"mail\":\"taro@example.go.jp\",\"name\":{\"ja\":\"Suzuki Taro\"},\"party\":"
		"\"agency\"}");
	made_put(made, "shop", "system", "shop", "{\"name\":{\"en\":\"Shop \\\"A\\\"\",\"ja\":\"店\"}}");
	made_put(made, "shop", "zone", "dmz", "{\"name\":{\"ja\":\"dmz\"}}");
	made_put(made, "shop", "component", "web",
		"{\"env\":\"production\",\"quantity\":1,\"type\":\"web\",\"zone\":\"dmz\"}");
	made_put(made, "shop", "component", "web",
		"{\"env\":\"production\",\"quantity\":2,\"type\":\"web\",\"zone\":\"dmz\"}");
	made_put(made, "shop", "component", "old", "{\"quantity\":1,\"type\":\"vm\"}");
	made_retire(made, "shop", "component", "old");
	made_put(made, "shop", "information", "orders", "{\"classification\":\"C2 I2 A1\"}");
	made_judge(made, "shop", JUDGE_1);
	made_put(made, "shop", "information", "orders", "{\"classification\":\"C3 I1 A2\"}");
	attach_weeks(made);
	made_put(made, "shop", "gadget", "of-a-later-model", "{\"colour\":\"red\",\"size\":3}");
	made_judge(made, "shop", JUDGE_2);
	made_put(made, "@org", "person", "p-bbbbbbbb",
		"{\"mail\":\"taro@example.go.jp\",\"name\":{\"ja\":\"Suzuki Taro\"},\"party\":"
		"\"agency\",\"phone\":\"03-0000-0000\"}");
	made_put(made, "wiki", "system", "wiki", "{\"name\":{\"ja\":\"wiki\"}}");
	made_put(made, "wiki", "zone", "lan", "{\"name\":{\"ja\":\"lan\"}}");
	made_commit(made);
	return made;
}

/* ---- past the interface ---- */

static void
run(sqlite3 *db, const char *sql)
{
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		g_error("%s: %s", sql, why);
}

static int
keep_text(void *data, int n, char **texts, char **names)
{
	GString *out = data;
	for (int i = 0; i < n; i++)
		g_string_append_printf(out, "%s%s", texts[i] != NULL ? texts[i] : "NULL",
			i + 1 < n ? "|" : "\n");
	return 0;
}

void
made_tamper(struct made_ledger *made, const char *sql)
{
	sqlite3 *db = NULL;
	g_autoptr(GString) triggers = g_string_new(NULL);
	int code = sqlite3_open(made->path, &db);
	g_assert_cmpint(code, ==, SQLITE_OK);
	code = sqlite3_exec(db, "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'",
		keep_text, triggers, NULL);
	g_assert_cmpint(code, ==, SQLITE_OK);
	run(db, "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;");
	run(db, sql);
	g_assert_cmpint(sqlite3_total_changes(db), >, 0); /* a test that changes nothing proves nothing */
	run(db, triggers->str);
	sqlite3_close(db);
}

static void
dump_table(sqlite3 *db, const char *select, GString *out)
{
	g_string_append_printf(out, "-- %s\n", select);
	int code = sqlite3_exec(db, select, keep_text, out, NULL);
	g_assert_cmpint(code, ==, SQLITE_OK);
}

char *
made_dump(struct made_ledger *made)
{
	sqlite3 *db = NULL;
	GString *out = g_string_new(NULL);
	int code = sqlite3_open_v2(made->path, &db, SQLITE_OPEN_READWRITE, NULL);
	g_assert_cmpint(code, ==, SQLITE_OK);
	dump_table(db,
		"SELECT chain, kind, id, seq, hex(entry), hex(digest), created_at, put_at, put_by, "
		"put_role, known_by, retired_at, retired_reason, erased, body FROM fact ORDER BY 1,2,3",
		out);
	dump_table(db, "SELECT * FROM change ORDER BY chain, seq, kind, id, field", out);
	dump_table(db, "SELECT * FROM finding ORDER BY 1, 2, 3, 4", out);
	dump_table(db, "SELECT * FROM state ORDER BY 1, 2, 3", out);
	dump_table(db, "SELECT * FROM judgement ORDER BY 1", out);
	sqlite3_close(db);
	return g_string_free(out, FALSE);
}

gboolean
made_holds(struct made_ledger *made, const void *bytes, gsize len)
{
	g_autoptr(GDir) folder = g_dir_open(made->folder, 0, NULL);
	const char *name;
	gboolean holds = FALSE;
	while ((name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *path = made_file(made, name), *text = NULL;
		gsize size = 0;
		if (g_file_get_contents(path, &text, &size, NULL))
			holds = holds || memmem(text, size, bytes, len) != NULL;
	}
	return holds;
}
