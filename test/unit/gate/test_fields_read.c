/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every field is there because something reads it: a rule, a ground, a derivation, or C (its name stands in a
 * text of src/). What nothing reads stands in fields-unread, `kind.field` a line; that list only shrinks.
 *
 *     test_fields_read SOURCE          --list prints what belongs into the list today
 */
#include <string.h>

#include "base/moment.h"
#include "gate/session.h"

/* While rules still come in, a line that is no longer needed is told, not refused. */
#define STRICT 0

static struct {
	const char *source;
	struct model *model;
	struct session *session;
	GHashTable *read;  /* "table.column" */
	GHashTable *words; /* in texts of C */
} all;

static gboolean
is_view_of_all(const char *name)
{
	return name != NULL && g_str_has_suffix(name, "_all");
}

/* x_all lists all columns of x: what is read through it is told again as a column of x_all itself. */
static void
see(const char *table, const char *column, const char *view, void *data)
{
	if (is_view_of_all(view))
		return;
	const char *name = g_str_has_prefix(table, "peer_") ? table + 5 : table;
	gsize len = strlen(name) - (is_view_of_all(name) ? 4 : 0);
	g_hash_table_add(all.read, g_strdup_printf("%.*s.%s", (int)len, name, column));
}

static void
prepare(const char *file, const char *sql)
{
	g_autoptr(GError) error = NULL;
	struct judge_query *query = judge_query_new(session_db(all.session), file, 1, sql, &error);
	if (query == NULL)
		g_error("%s", error->message);
	judge_query_free(query);
}

static void
see_rules(const struct rulebook *book)
{
	judge_db_watch(session_db(all.session), see, NULL);
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		prepare(rule->file, rule->sql);
	}
	for (guint i = 0; i < book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(book->grounds, i);
		prepare(ground->file, ground->sql);
	}
	for (guint i = 0; i < book->derivations->len; i++) {
		const struct derivation *derivation = g_ptr_array_index(book->derivations, i);
		prepare(derivation->file, derivation->sql);
	}
	judge_db_watch(session_db(all.session), NULL, NULL);
}

/* ---- C ---- */

static void
see_texts(const char *text)
{
	gboolean inside = FALSE;
	for (const char *at = text; *at != '\0'; at++) {
		if (!inside && g_str_has_prefix(at, "/*")) {
			const char *end = strstr(at, "*/");
			if (end == NULL)
				return;
			at = end + 1;
			continue;
		}
		if (*at == '\\' && at[1] != '\0') {
			at++;
			continue;
		}
		if (*at == '\'' && !inside && at[1] == '"' && at[2] == '\'') {
			at += 2;
			continue;
		}
		if (*at == '"')
			inside = !inside;
		gsize len = inside ? strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;
		if (len > 0) {
			g_hash_table_add(all.words, g_strndup(at, len));
			at += len - 1;
		}
	}
}

static void
see_sources(const char *folder)
{
	g_autofree char *path = g_build_filename(all.source, "src", folder, NULL);
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	g_assert_nonnull(dir);
	for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
		g_autofree char *file = g_build_filename(path, name, NULL), *text = NULL;
		if (g_str_has_suffix(name, ".c") && g_file_get_contents(file, &text, NULL, NULL))
			see_texts(text);
	}
}

/* ---- fields ---- */

static gboolean
column_read(const char *table, const char *name)
{
	static const char *const SHAPES[] = { "%s.%s", "%s.%s_kind", "%s.%s_id", "%s.%s_en", "%s.%s_standard", "%s.%s_item" };
	static const char *const GRADES[] = { "c", "i", "a" };
	gboolean found = FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(SHAPES); i++) {
		g_autofree char *key = g_strdup_printf(SHAPES[i], table, name);
		found = found || g_hash_table_contains(all.read, key);
	}
	for (guint i = 0; strcmp(name, "class") == 0 && i < G_N_ELEMENTS(GRADES); i++) {
		g_autofree char *key = g_strdup_printf("%s.%s", table, GRADES[i]);
		found = found || g_hash_table_contains(all.read, key);
	}
	return found;
}

static gboolean
in_title(const struct kind *kind, const char *name)
{
	g_autofree char *braced = g_strdup_printf("{%s}", name);
	return kind->title != NULL && strstr(kind->title, braced) != NULL;
}

/* A record's field counts by itself: "kind.list.field". */
static void
find_unread(GPtrArray *unread)
{
	for (guint i = 0; i < all.model->n_kinds; i++) {
		const struct kind *kind = all.model->kinds[i];
		for (guint k = 0; k < kind->n_fields; k++) {
			const struct field *field = kind->fields[k];
			gboolean list = field->type == FIELD_LIST;
			g_autofree char *table =
				list ? g_strdup_printf("%s_%s", kind->name, field->name) : g_strdup(kind->name);
			guint n = list && field->of->type == FIELD_RECORD ? field->of->n_fields : 0;
			for (guint r = 0; r < n; r++)
				if (!column_read(table, field->of->fields[r]->name)
					&& !g_hash_table_contains(all.words, field->of->fields[r]->name))
					g_ptr_array_add(unread, g_strdup_printf("%s.%s.%s", kind->name, field->name,
						field->of->fields[r]->name));
			if (n == 0 && !column_read(table, list ? "value" : field->name) && !in_title(kind, field->name)
				&& !g_hash_table_contains(all.words, field->name))
				g_ptr_array_add(unread, g_strdup_printf("%s.%s", kind->name, field->name));
		}
	}
	g_ptr_array_add(unread, NULL);
}

static void
test_fields(void)
{
	g_autoptr(GPtrArray) unread = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *file = g_build_filename(all.source, "test", "unit", "gate", "fields-unread", NULL);
	g_autofree char *text = NULL;
	g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
	g_auto(GStrv) listed = g_strsplit(text, "\n", -1);
	guint wrong = 0;
	find_unread(unread);
	for (guint i = 0; unread->pdata[i] != NULL; i++)
		if (!g_strv_contains((const char *const *)listed, unread->pdata[i])) {
			g_test_message("nothing reads %s", (char *)unread->pdata[i]);
			wrong++;
		}
	for (guint i = 0; listed[i] != NULL; i++)
		if (*listed[i] != '\0' && *listed[i] != '#'
			&& !g_strv_contains((const char *const *)unread->pdata, listed[i])) {
			g_test_message("fields-unread: %s is read now (or gone): take the line out", listed[i]);
			wrong += STRICT;
		}
	g_assert_cmpuint(wrong, ==, 0);
}

int
main(int argc, char **argv)
{
	gboolean list = argc > 2 && strcmp(argv[2], "--list") == 0;
	g_test_init(&argc, &argv, NULL);
	g_assert_cmpint(argc, >, 1);
	struct problems problems;
	problems_init(&problems);
	all.source = argv[1];
	struct model_files *files = model_files_open(NULL, NULL);
	all.model = model_new(files, &problems);
	struct rulebook *book = rulebook_new(all.model, &problems);
	struct methods *methods = methods_new(all.model, &problems);
	all.session = session_new(all.model, book, methods, 9 * MOMENT_HOUR, &problems, NULL);
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	all.read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	all.words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	see_rules(book);
	static const char *const FOLDERS[] = { "gate", "document", "ledger", "cli" };
	for (guint i = 0; i < G_N_ELEMENTS(FOLDERS); i++)
		see_sources(FOLDERS[i]);
	if (list) {
		g_autoptr(GPtrArray) unread = g_ptr_array_new_with_free_func(g_free);
		find_unread(unread);
		for (guint i = 0; unread->pdata[i] != NULL; i++)
			g_print("%s\n", (char *)unread->pdata[i]);
		return 0;
	}
	g_test_add_func("/model/fields-read", test_fields);
	int status = g_test_run();
	session_free(all.session);
	methods_free(methods);
	rulebook_free(book);
	model_free(all.model);
	model_files_free(files);
	g_hash_table_unref(all.read);
	g_hash_table_unref(all.words);
	problems_clear(&problems);
	return status;
}
