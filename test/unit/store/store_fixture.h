/* SPDX-License-Identifier: Apache-2.0 */
/* A store in a folder of its own, and rows to put into it. */
#pragma once
#include "base/error.h"
#include "store/store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
	char *folder, *path;
	struct store *store;
};

static inline struct store *
open_ok(const char *path, enum store_flags flags)
{
	GError *error = NULL;
	struct store *store = store_open(path, flags, &error);
	g_assert_no_error(error);
	g_assert_nonnull(store);
	return store;
}

static inline void
fixture_open(struct fixture *fixture, const void *data)
{
	fixture->folder = g_dir_make_tmp("sekisho-store-XXXXXX", NULL);
	g_assert_nonnull(fixture->folder);
	fixture->path = g_build_filename(fixture->folder, "store.db", NULL);
	fixture->store = open_ok(fixture->path, STORE_CREATE);
}

static inline void
remove_folder(const char *folder)
{
	const char *name;
	GDir *dir = g_dir_open(folder, 0, NULL);
	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_remove(path);
	}
	if (dir != NULL)
		g_dir_close(dir);
	g_rmdir(folder);
}

static inline void
fixture_close(struct fixture *fixture, const void *data)
{
	store_free(fixture->store);
	remove_folder(fixture->folder);
	g_free(fixture->folder);
	g_free(fixture->path);
}

static inline void
fixture_reopen(struct fixture *fixture)
{
	store_free(fixture->store);
	fixture->store = open_ok(fixture->path, STORE_OPEN);
}

/* Both languages must have been written, and the English must say the word. */
static inline void
assert_told(GError **error, enum error_code code, const char *word)
{
	g_assert_error(*error, SEKISHO_ERROR, (int)code);
	g_assert_nonnull(strstr(error_message(*error, "en"), word));
	g_assert_cmpstr(error_message(*error, "ja"), !=, error_message(*error, "en"));
	g_clear_error(error);
}

static inline void
begin(struct store *store)
{
	GError *error = NULL;
	gboolean ok = store_begin(store, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static inline void
commit(struct store *store)
{
	GError *error = NULL;
	gboolean ok = store_commit(store, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

static inline struct digest
digest_text(const char *text)
{
	return digest_of(text, strlen(text));
}

static inline struct journal_row
entry_row(const char *chain, gint64 seq, const char *id, const char *client, const char *bytes)
{
	return (struct journal_row) { .chain = chain, .seq = seq, .bytes = slice_of(bytes),
		.prev = digest_text("prev"), .hash = digest_text(bytes), .at = 1000 + seq,
		.actor = "sato", .role = "manager", .known_by = "oidc", .verb = "put",
		.kind = "component", .id = id, .client = client };
}

static inline gboolean
add_entry(struct store *store, const char *chain, gint64 seq, const char *id, const char *client,
	const char *bytes, GError **error)
{
	struct journal_row row = entry_row(chain, seq, id, client, bytes);
	return store_journal_add(store, &row, error);
}

static inline struct fact_row
fact_row_of(const char *chain, const char *kind, const char *id, const char *body)
{
	return (struct fact_row) { .chain = chain, .kind = kind, .id = id, .seq = 7,
		.entry = digest_text("entry"), .digest = digest_text("material"), .created_at = 11,
		.put_at = 12, .put_by = "sato", .put_role = "manager", .known_by = "oidc",
		.body = slice_of(body) };
}

static inline void
put_fact(struct store *store, const char *chain, const char *kind, const char *id, const char *body)
{
	GError *error = NULL;
	struct fact_row row = fact_row_of(chain, kind, id, body);
	gboolean ok = store_fact_put(store, &row, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
}

/* The body of a fact, or NULL; owned by the caller. */
static inline char *
fact_body(struct store *store, const char *chain, const char *kind, const char *id)
{
	gboolean found;
	struct fact_row row;
	GError *error = NULL;
	gboolean ok = store_fact_get(store, chain, kind, id, &found, &row, &error);
	g_assert_no_error(error);
	g_assert_true(ok);
	return found ? slice_dup(row.body) : NULL;
}

/* Whether the bytes stand in one of the folder's files. */
static inline gboolean
in_files(const char *folder, const void *bytes, gsize len)
{
	const char *name;
	gboolean found = FALSE;
	GDir *dir = g_dir_open(folder, 0, NULL);
	g_assert_nonnull(dir);
	while (!found && (name = g_dir_read_name(dir)) != NULL) {
		gsize size;
		g_autofree char *text = NULL;
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_assert_true(g_file_get_contents(path, &text, &size, NULL));
		found = memmem(text, size, bytes, len) != NULL;
	}
	g_dir_close(dir);
	return found;
}

/* Exit status of a child that runs `work`; the child must open its own store. */
static inline int
in_child(int (*work)(void *data), void *data)
{
	int status = 0;
	pid_t child = fork();
	g_assert_cmpint(child, >=, 0);
	if (child == 0)
		_exit(work(data));
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
