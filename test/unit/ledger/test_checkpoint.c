/* SPDX-License-Identifier: Apache-2.0 */
/* Checkpoints: signed heads that a cut journal cannot meet any more. */
#include "made_ledger.h"

#include <string.h>
#include <sys/stat.h>

#define NOW G_GINT64_CONSTANT(1700000500000000)

static char *
checkpoint(struct made_ledger *made)
{
	GError *error = NULL;
	char *text = checkpoint_make(made->store, NOW, &error);
	g_assert_no_error(error);
	g_assert_nonnull(text);
	return text;
}

/* The first problem of a verification with it; NULL: none. */
static char *
verify(struct made_ledger *made, const char *text)
{
	GError *error = NULL;
	struct verify_result result;
	gboolean ran = ledger_verify(made->store, made->model, made->ring, text,
		VERIFY_WITHOUT_CONTENTS, NULL, NULL, &result, &error);
	g_assert_no_error(error);
	g_assert_true(ran);
	char *first = problems_count(&result.problems) == 0
		? NULL
		: g_strdup(error_message(g_ptr_array_index(result.problems.list, 0), "en"));
	verify_result_clear(&result);
	return first;
}

static void
assert_verify(struct made_ledger *made, const char *text, const char *words)
{
	g_autofree char *first = verify(made, text);
	if (words == NULL)
		g_assert_cmpstr(first, ==, NULL);
	else if (first == NULL || strstr(first, words) == NULL)
		g_error("expected \"%s\", got: %s", words, first != NULL ? first : "all is well");
}

static void
test_holds(void)
{
	struct made_ledger *made = made_sample();
	g_autofree char *text = checkpoint(made), *again = checkpoint(made);
	assert_verify(made, text, NULL);
	assert_verify(made, again, NULL);
	g_assert_nonnull(strstr(text, "\"chain\":\"@org\""));
	g_assert_nonnull(strstr(text, "\"chain\":\"shop\""));
	g_assert_nonnull(strstr(text, "\"chain\":\"wiki\""));
	/* what comes in later is nothing against it */
	made_begin(made);
	made_put(made, "wiki", "zone", "wan", "{\"name\":{\"ja\":\"wan\"}}");
	made_commit(made);
	assert_verify(made, text, NULL);
	made_free(made);
}

/* Cut cleanly: nothing that is left speaks of what is gone. */
static void
test_cut(void)
{
	struct made_ledger *made = made_sample();
	g_autofree char *text = checkpoint(made);
	made_tamper(made, "DELETE FROM journal WHERE chain = 'wiki' AND seq = 3");
	made_tamper(made, "DELETE FROM fact WHERE chain = 'wiki' AND kind = 'zone'");
	assert_verify(made, NULL, NULL);
	assert_verify(made, text, "wiki entry 3: it is in the checkpoint, but not in the store");
	/* another entry in its place */
	made_begin(made);
	made_put(made, "wiki", "zone", "wan", "{\"name\":{\"ja\":\"wan\"}}");
	made_commit(made);
	assert_verify(made, NULL, NULL);
	assert_verify(made, text, "wiki entry 3: it is not the one in the checkpoint");
	/* a chain that is gone as a whole */
	made_tamper(made, "DELETE FROM journal WHERE chain = 'wiki'");
	made_tamper(made, "DELETE FROM fact WHERE chain = 'wiki'");
	assert_verify(made, NULL, NULL);
	assert_verify(made, text, "wiki entry 3: it is in the checkpoint, but not in the store");
	made_free(made);
}

static void
test_altered(void)
{
	struct made_ledger *made = made_sample();
	g_autofree char *text = checkpoint(made);
	/* every character of it counts, the last digit of the signature too */
	gsize last = (gsize)(strstr(text, "\",\"store\"") - text) - 1;
	for (gsize i = 0; text[i] != '\0'; i++) {
		if (i % 7 != 0 && i != last)
			continue;
		char was = text[i];
		text[i] = was == 'a' ? 'b' : was == 'A' ? 'B' : 'a';
		g_autofree char *first = verify(made, text);
		g_assert_nonnull(first);
		text[i] = was;
	}
	assert_verify(made, text, NULL);
	assert_verify(made, "nonsense", "checkpoint: it is not JSON");
	assert_verify(made, "{}", "checkpoint: its version is not known");
	made_free(made);
}

/* A true checkpoint of another store says nothing of this one; nor does one signed by itself. */
static void
test_other_store(void)
{
	struct made_ledger *made = made_sample(), *other = made_new();
	g_autofree char *text = checkpoint(made);
	made_begin(other);
	made_put(other, "wiki", "system", "wiki", "{\"name\":{\"ja\":\"wiki\"}}");
	made_commit(other);
	assert_verify(other, text, "entry");
	made_free(made);
	made_free(other);
}

static void
test_key(void)
{
	GError *error = NULL;
	struct stat found;
	struct made_ledger *made = made_sample();
	g_autofree char *text = checkpoint(made);
	g_autofree char *key = made_file(made, "test.db-checkpoint.pem"), *pem = NULL;
	g_assert_cmpint(stat(key, &found), ==, 0);
	g_assert_cmpint(found.st_mode & 0777, ==, 0600);
	g_assert_true(g_file_get_contents(key, &pem, NULL, NULL));
	g_autofree char *again = checkpoint(made), *pem_again = NULL;
	g_assert_true(g_file_get_contents(key, &pem_again, NULL, NULL));
	g_assert_cmpstr(pem_again, ==, pem);
	/* the same key in both */
	const char *public_key = strstr(text, "\"public_key\"");
	g_autofree char *of_text = g_strndup(public_key, 140);
	g_assert_nonnull(strstr(again, of_text));
	/* one that is broken is told, and not replaced */
	g_assert_true(g_file_set_contents(key, "no key", -1, NULL));
	g_assert_null(checkpoint_make(made->store, NOW, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_STORE);
	g_assert_nonnull(strstr(error_message(error, "en"), "cannot use the checkpoint key"));
	g_error_free(error);
	made_free(made);
}

static void
test_empty(void)
{
	GError *error = NULL;
	struct made_ledger *made = made_new();
	g_assert_null(checkpoint_make(made->store, NOW, &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_REFUSED);
	g_error_free(error);
	made_free(made);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/checkpoint/holds", test_holds);
	g_test_add_func("/checkpoint/cut", test_cut);
	g_test_add_func("/checkpoint/altered", test_altered);
	g_test_add_func("/checkpoint/other store", test_other_store);
	g_test_add_func("/checkpoint/key", test_key);
	g_test_add_func("/checkpoint/empty", test_empty);
	return g_test_run();
}
