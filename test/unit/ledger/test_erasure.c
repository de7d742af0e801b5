/* SPDX-License-Identifier: Apache-2.0 */
/* Sealed kinds: plain where people work, ciphertext for ever; and gone where it is to be gone. */
#include "journal_fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "ledger/keeping.h"

#define NAME "Tabitha Quillfeather"
#define MAIL "tabitha.q@agency.example"

static void
add_person(struct fixture *f)
{
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-tabitha2",
		"name: " NAME ", mail: " MAIL ", party: agency");
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-tabitha2", "phone: 03-5555-0199");
}

static void
decide_erasure(struct fixture *f, const char *chain, const char *object)
{
	static guint n;
	gboolean org = strcmp(chain, CHAIN_ORG) == 0;
	const char *id =
		arena_printf(f->arena, "decision:%serase-%u", org ? "org-" : "", n++);
	put_ok(f, &CISO, chain, id,
		arena_printf(f->arena, "subject: '%s', choice: approve", object));
}

static void
verify_whole(struct fixture *f, gint64 erased)
{
	g_autoptr(GError) error = NULL;
	struct verify_result result;
	gboolean ran = ledger_verify(journal_reader(f->journal), f->model,
		journal_keyring(f->journal), NULL, VERIFY_ALL, NULL, NULL, &result, &error);
	g_assert_no_error(error);
	g_assert_true(ran);
	if (problems_count(&result.problems) > 0)
		g_error("%s", error_message(g_ptr_array_index(result.problems.list, 0), "en"));
	g_assert_cmpint(result.erased, ==, erased);
	verify_result_clear(&result);
}

struct searching {
	const char *text;
	guint n, found, sealed;
};

static gboolean
search_entry(const struct journal_row *row, void *data)
{
	struct searching *searching = data;
	searching->n++;
	searching->found += memmem(row->bytes.at, row->bytes.len, searching->text,
				    strlen(searching->text))
		!= NULL;
	searching->sealed += memmem(row->bytes.at, row->bytes.len, "{\"sealed\":{\"alg\":\"A256GCM\"", 26)
		!= NULL;
	return TRUE;
}

static struct searching
search_journal(struct fixture *f, const char *text)
{
	g_autoptr(GError) error = NULL;
	struct searching searching = { .text = text };
	store_journal_scan(
		journal_reader(f->journal), CHAIN_ORG, 1, search_entry, &searching, &error);
	g_assert_no_error(error);
	return searching;
}

/* ---- sealed ---- */

static void
test_sealed(struct fixture *f, gconstpointer data)
{
	struct searching before = search_journal(f, NAME);
	add_person(f);
	struct searching after = search_journal(f, NAME);
	g_assert_cmpuint(after.found, ==, 0);
	g_assert_cmpuint(after.sealed, ==, before.sealed + 2);
	g_assert_cmpuint(search_journal(f, MAIL).found, ==, 0);
	g_assert_cmpuint(search_journal(f, "03-5555-0199").found, ==, 0);
	/* rules read the facts */
	g_assert_cmpstr(text_at(f, CHAIN_ORG, "person:p-tabitha2", "mail"), ==, MAIL);
	/* of a change only that there was one */
	g_assert_cmpuint(search_journal(f, "p-tabitha2").found, ==, 2);
}

static gboolean
take_change(const struct change_row *row, void *data)
{
	guint *n = data;
	if (strcmp(row->id, "p-tabitha2") != 0)
		return TRUE;
	*n += 1;
	g_assert_null(row->old_value);
	g_assert_null(row->new_value);
	return TRUE;
}

static void
test_changes_say_no_value(struct fixture *f, gconstpointer data)
{
	guint n = 0;
	add_person(f);
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-tabitha2",
		"party: aoba, qualifications: [{title: " NAME "}]");
	g_assert_true(store_change_scan(
		journal_reader(f->journal), CHAIN_ORG, take_change, &n, NULL));
	g_assert_cmpuint(n, ==, 2); /* party, qualifications; mail and phone are not material */
}

/* Each entry has a nonce of its own: the same words are never the same bytes. */
static gboolean
keep_data(const struct journal_row *row, void *data)
{
	g_autofree char *bytes = g_strndup(row->bytes.at, row->bytes.len);
	char *at = strstr(bytes, "\"data\":\"");
	if (at != NULL)
		g_assert_true(g_hash_table_add(data, g_strndup(at, 60)));
	return TRUE;
}

static void
test_nonces(struct fixture *f, gconstpointer data)
{
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	add_person(f);
	for (guint i = 0; i < 20; i++)
		put_ok(f, &MANAGER, CHAIN_ORG, "person:p-tabitha2",
			i % 2 == 0 ? "note: a" : "note: b");
	store_journal_of(journal_reader(f->journal), CHAIN_ORG, "person", "p-tabitha2", keep_data,
		seen, NULL);
	g_assert_cmpuint(g_hash_table_size(seen), ==, 22);
}

/* ---- erased ---- */

static void
test_found_nowhere(struct fixture *f, gconstpointer data)
{
	static const char *const WORDS[] = { NAME, MAIL, "03-5555-0199", "Wholly Unlike Anything" };
	add_person(f);
	put_ok(f, &MANAGER, CHAIN_ORG, "person:p-tabitha2", "note: Wholly Unlike Anything");
	/* others around, so that pages split and rows move */
	for (guint i = 0; i < 60; i++)
		put_ok(f, &MANAGER, CHAIN_ORG,
			arena_printf(f->arena, "party:body-%u", i),
			"name: Some body or other, type: body, ownership: A long story of who owns whom.");
	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
		g_assert_true(folder_holds(f->folder, WORDS[i]));
	decide_erasure(f, CHAIN_ORG, "person:p-tabitha2");
	erase_ok(f, CHAIN_ORG, "person:p-tabitha2");
	/* while the ledger is open, with its log; and after it was closed */
	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
		g_assert_false(folder_holds(f->folder, WORDS[i]));
	fixture_reopen(f);
	for (guint i = 0; i < G_N_ELEMENTS(WORDS); i++)
		g_assert_false(folder_holds(f->folder, WORDS[i]));
	const struct object *person = object_at(f, CHAIN_ORG, "person:p-tabitha2");
	g_assert_true(person->erased);
	g_assert_cmpint(person->retired_at, !=, 0);
	g_assert_cmpstr(person->retired_reason, ==, "request");
	g_assert_cmpuint(person->body->n_members, ==, 0);
	verify_whole(f, 1);
}

static void
back_up(struct fixture *f, const char *file)
{
	g_autoptr(GError) error = NULL;
	struct store *store = store_open(f->path, STORE_OPEN, &error);
	g_assert_no_error(error);
	ledger_backup(store, journal_keyring(f->journal), file, &error);
	g_assert_no_error(error);
	store_free(store);
}

/* A backup holds ciphertext alone, of before and of after. */
static void
test_backups(struct fixture *f, gconstpointer data)
{
	g_autofree char *folder = g_dir_make_tmp("sekisho-backup-XXXXXX", NULL);
	g_autofree char *before = folder_file(folder, "before"), *after = folder_file(folder, "after");
	add_person(f);
	back_up(f, before);
	g_assert_false(folder_holds(folder, NAME));
	decide_erasure(f, CHAIN_ORG, "person:p-tabitha2");
	erase_ok(f, CHAIN_ORG, "person:p-tabitha2");
	back_up(f, after);
	g_assert_false(folder_holds(folder, NAME));
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	const char *name;
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = folder_file(folder, name);
		g_remove(path);
	}
	g_rmdir(folder);
}

static void
test_rebuilt_without_it(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	add_person(f);
	decide_erasure(f, CHAIN_ORG, "person:p-tabitha2");
	erase_ok(f, CHAIN_ORG, "person:p-tabitha2");
	struct store *store = store_open(f->path, STORE_OPEN, &error);
	g_assert_no_error(error);
	ledger_rebuild(store, f->model, journal_keyring(f->journal), NULL, NULL, NULL, &error);
	g_assert_no_error(error);
	store_free(store);
	g_assert_true(object_at(f, CHAIN_ORG, "person:p-tabitha2")->erased);
	g_assert_false(folder_holds(f->folder, NAME));
	verify_whole(f, 1);
}

static gboolean
look_for_person(const struct object *object, void *data)
{
	const struct object **found = data;
	if (strcmp(object->id, "p-tabitha2") == 0)
		*found = object;
	return TRUE;
}

static void
test_erased_from_the_past_too(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	const struct object *found = NULL;
	gint64 then = f->now;
	add_person(f);
	f->now += DAYS(1);
	facts_read_at(journal_reader(f->journal), f->model, journal_keyring(f->journal), CHAIN_ORG,
		then, f->arena, look_for_person, &found, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(value_get_text(found->body, "mail"), ==, MAIL);
	decide_erasure(f, CHAIN_ORG, "person:p-tabitha2");
	erase_ok(f, CHAIN_ORG, "person:p-tabitha2");
	found = NULL;
	facts_read_at(journal_reader(f->journal), f->model, journal_keyring(f->journal), CHAIN_ORG,
		then, f->arena, look_for_person, &found, &error);
	g_assert_no_error(error);
	g_assert_nonnull(found);
	g_assert_true(found->erased);
	g_assert_null(value_get(found->body, "mail"));
}

/* ---- the content of evidence ---- */

static char *
read_content(struct fixture *f, const char *id, const char *sha256, GError **error)
{
	struct digest digest;
	g_assert_true(hex_parse(sha256, digest.bytes, DIGEST_SIZE));
	g_autofree char *file = g_strconcat(f->folder, "-out", NULL);
	FILE *out = fopen(file, "w+");
	gboolean ok = content_read(journal_reader(f->journal), journal_keyring(f->journal), &digest,
		"shop", id, fileno(out), error);
	fclose(out);
	char *text = NULL;
	if (ok)
		g_file_get_contents(file, &text, NULL, NULL);
	g_remove(file);
	return text;
}

#define SCAN "name: x, source: tool, collected_at: 2026-03-31T00:00:00Z, subjects: ['component:web']"

static void
test_content(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	attach_ok(f, &MANAGER, "shop", "scan", SCAN, "a list of names: " NAME);
	const char *sha256 = text_at(f, "shop", "evidence:scan", "sha256");
	g_assert_false(folder_holds(f->folder, NAME));
	g_autofree char *text = read_content(f, "scan", sha256, &error);
	g_assert_cmpstr(text, ==, "a list of names: " NAME);
	/* nobody else opens it */
	g_assert_null(read_content(f, "other", sha256, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_NOT_FOUND);
	g_clear_error(&error);
	decide_erasure(f, "shop", "evidence:scan");
	erase_ok(f, "shop", "evidence:scan");
	g_assert_null(read_content(f, "scan", sha256, &error));
	g_assert_nonnull(error);
	verify_whole(f, 1);
}

/* Every file that an evidence ever was goes with it. */
static void
test_all_its_files(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	attach_ok(f, &MANAGER, "shop", "scan", SCAN, "the first week");
	const char *first = text_at(f, "shop", "evidence:scan", "sha256");
	attach_ok(f, &MANAGER, "shop", "scan", SCAN, "the second week");
	const char *second = text_at(f, "shop", "evidence:scan", "sha256");
	g_autofree char *text = read_content(f, "scan", first, &error);
	g_assert_cmpstr(text, ==, "the first week");
	decide_erasure(f, "shop", "evidence:scan");
	erase_ok(f, "shop", "evidence:scan");
	g_assert_null(read_content(f, "scan", first, NULL));
	g_assert_null(read_content(f, "scan", second, NULL));
	struct digest digest;
	struct content_row row;
	gboolean found = TRUE;
	hex_parse(first, digest.bytes, DIGEST_SIZE);
	g_assert_true(store_content_get(journal_reader(f->journal), &digest, &found, &row, &error));
	g_assert_false(found);
	verify_whole(f, 1);
}

/* What two evidences share stays for the other. */
static void
test_shared_content(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	attach_ok(f, &MANAGER, "shop", "one", SCAN, "what both are");
	attach_ok(f, &MANAGER, "shop", "two",
		"name: x, source: tool, collected_at: 2026-03-31T00:00:00Z, subjects: ['component:db']",
		"what both are");
	const char *sha256 = text_at(f, "shop", "evidence:one", "sha256");
	decide_erasure(f, "shop", "evidence:one");
	erase_ok(f, "shop", "evidence:one");
	g_assert_null(read_content(f, "one", sha256, NULL));
	g_autofree char *text = read_content(f, "two", sha256, &error);
	g_assert_cmpstr(text, ==, "what both are");
	verify_whole(f, 1);
}

/* The machine stopped after the entry and before the key was destroyed: opening finishes it. */
static void
test_interrupted(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	add_person(f);
	decide_erasure(f, CHAIN_ORG, "person:p-tabitha2");
	g_autofree char *keys = g_strconcat(f->path, "-keys", NULL), *kept = NULL;
	g_autofree char *wal = g_strconcat(keys, "-wal", NULL);
	gsize len;
	fixture_reopen(f); /* so that the ring lies in one file */
	journal_close(g_steal_pointer(&f->journal));
	g_assert_cmpint(g_access(wal, F_OK), !=, 0);
	g_assert_true(g_file_get_contents(keys, &kept, &len, NULL));
	fixture_start(f);
	/* the note as the transaction of the entry leaves it, and the ring as it was before */
	g_autofree char *note = NULL;
	struct searching found = search_journal(f, "p-tabitha2");
	g_assert_cmpuint(found.found, >=, 2);
	erase_ok(f, CHAIN_ORG, "person:p-tabitha2");
	journal_close(g_steal_pointer(&f->journal));
	g_assert_true(g_file_set_contents(keys, kept, (gssize)len, NULL));
	note = sealed_key_of(f, CHAIN_ORG, "person", "p-tabitha2");
	struct store *store = store_open(f->path, STORE_OPEN, &error);
	g_assert_no_error(error);
	g_assert_true(store_begin(store, &error) && store_meta_put(store, "erasing", note, &error)
		&& store_commit(store, &error));
	store_free(store);
	fixture_start(f);
	g_assert_true(object_at(f, CHAIN_ORG, "person:p-tabitha2")->erased);
	verify_whole(f, 1);
	guint8 id[KEY_ID_SIZE], key[KEY_SIZE];
	gboolean there = TRUE;
	g_assert_true(hex_parse(note, id, KEY_ID_SIZE));
	g_assert_true(keyring_get(journal_keyring(f->journal), id, &there, key, &error));
	g_assert_false(there);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/sealed/bytes and facts", test_sealed);
	TEST("/sealed/changes say no value", test_changes_say_no_value);
	TEST("/sealed/nonces", test_nonces);
	TEST("/erased/found nowhere", test_found_nowhere);
	TEST("/erased/backups", test_backups);
	TEST("/erased/rebuilt", test_rebuilt_without_it);
	TEST("/erased/from the past too", test_erased_from_the_past_too);
	TEST("/erased/content", test_content);
	TEST("/erased/all its files", test_all_its_files);
	TEST("/erased/shared content", test_shared_content);
	TEST("/erased/interrupted", test_interrupted);
	return g_test_run();
}
