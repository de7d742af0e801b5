/* SPDX-License-Identifier: Apache-2.0 */
#include "rulebook.h"

#include <string.h>

#include "base/digest.h"
#include "base/slice.h"

const char *const RANK_CODES[N_RANKS] = { "high", "mid", "low" };
const char *const CLASS_CODES[] = { "must", "should", "need", "advice", "-", NULL };
const char *const SEVERITY_CODES[] = { "critical", "high", "medium", "low", "info", NULL };

static gboolean
word_index(const char *const *words, const char *word, guint *ret)
{
	for (guint i = 0; word != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0) {
			*ret = i;
			return TRUE;
		}
	return FALSE;
}

gboolean
class_parse(const char *text, enum rule_class *ret)
{
	guint index;
	if (!word_index(CLASS_CODES, text, &index))
		return FALSE;
	*ret = (enum rule_class)index;
	return TRUE;
}

gboolean
severity_parse(const char *text, enum severity *ret)
{
	guint index;
	if (!word_index(SEVERITY_CODES, text, &index))
		return FALSE;
	*ret = (enum severity)index;
	return TRUE;
}

gboolean
rank_parse(const char *text, enum rank *ret)
{
	for (guint i = 0; text != NULL && i < N_RANKS; i++)
		if (strcmp(RANK_CODES[i], text) == 0) {
			*ret = (enum rank)i;
			return TRUE;
		}
	return FALSE;
}

/* ---- front matter ---- */

struct front {
	GHashTable *members; /* key → text */
	guint first_line;    /* of the SQL */
	char *sql;
};

static void
front_clear(struct front *front)
{
	g_clear_pointer(&front->members, g_hash_table_unref);
	g_clear_pointer(&front->sql, g_free);
}

static void
take_member(struct front *front, struct slice line, char **last)
{
	gboolean continued = slice_starts(line, "  ");
	struct slice rest = slice_trim(line), key;
	if (continued && *last != NULL) {
		g_autofree char *more = slice_dup(rest);
		char *old = g_hash_table_lookup(front->members, *last);
		char *joined = g_strconcat(old, old[0] == '\0' ? "" : " ", more, NULL);
		g_hash_table_insert(front->members, g_strdup(*last), joined);
		return;
	}
	struct slice whole = rest;
	if (!slice_take_until(&rest, ':', &key) || key.len == whole.len)
		return;
	char *name = slice_dup(slice_trim(key));
	g_hash_table_insert(front->members, name, slice_dup(slice_trim(rest)));
	*last = name;
}

static void
front_read(const struct model_file *file, struct front *front)
{
	front->members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct slice left = file->bytes, line;
	char *last = NULL;
	front->first_line = 1;
	struct slice before = left;
	while (slice_take_line(&left, &line) && slice_starts(line, "--")) {
		line.at += 2;
		line.len -= 2;
		if (line.len > 0 && line.at[0] == ' ') {
			line.at++;
			line.len--;
		}
		take_member(front, line, &last);
		front->first_line++;
		before = left;
	}
	front->sql = slice_dup(before);
}

/* ---- one file ---- */

struct loading_book {
	struct rulebook *book;
	const struct model *model;
	struct problems *problems;
	const struct model_file *file;
	struct front front;
	guint before; /* problems when the file began */
};

static void bad(struct loading_book *loading, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));

static void
bad(struct loading_book *loading, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	struct place place = { loading->file->shown, 1, 1 };
	problem_take(loading->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
}

static const char *
member(struct loading_book *loading, const char *key, gboolean needed)
{
	const char *text = g_hash_table_lookup(loading->front.members, key);
	if ((text == NULL || *text == '\0') && needed)
		bad(loading, "先頭のコメントに「-- %s: …」が要ります",
			"the head needs a comment \"-- %s: …\"", key);
	return text;
}

static void
known_members(struct loading_book *loading, const char *const *known)
{
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init(&iter, loading->front.members);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		if (!g_strv_contains(known, key))
			bad(loading, "先頭のコメントに知らない項目 %s があります",
				"unknown member %s in the head", (const char *)key);
}

/* One word, or three with strokes: high/mid/low. */
static void
triple(struct loading_book *loading, const char *key, const char *const *words, guint into[N_RANKS])
{
	const char *text = member(loading, key, TRUE);
	if (text == NULL)
		return;
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	guint n = g_strv_length(parts);
	for (guint i = 0; i < N_RANKS; i++) {
		const char *part = n == 1 ? parts[0] : n == N_RANKS ? parts[i] : NULL;
		if (part == NULL || !word_index(words, g_strstrip((char *)part), &into[i])) {
			bad(loading, "%1$s: \"%2$s\" は使えません(語を一つ、または高/中/低の三つ)",
				"%1$s: \"%2$s\" is not usable (one word, or three for high/mid/low)", key,
				text);
			return;
		}
	}
}

static char *
basename_without(const char *path, const char *ending)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	return g_strndup(name, strlen(name) - strlen(ending));
}

static char **
split_words(const char *text)
{
	char **parts = g_strsplit(text == NULL ? "" : text, ",", -1);
	for (guint i = 0; parts[i] != NULL; i++)
		g_strstrip(parts[i]);
	return parts;
}

static void
check_id(struct loading_book *loading, const char *id)
{
	g_autofree char *expected = basename_without(loading->file->path, ".sql");
	if (id != NULL && strcmp(id, expected) != 0)
		bad(loading, "id %1$s はファイル名(%2$s)と同じにします",
			"the id %1$s must be the file's name (%2$s)", id, expected);
}

static void
rule_free(gpointer data)
{
	struct rule *rule = data;
	g_free((char *)rule->id);
	g_free((char *)rule->check);
	g_strfreev((char **)rule->rows);
	g_free((char *)rule->waits);
	g_free((char *)rule->text.ja);
	g_free((char *)rule->text.en);
	g_free((char *)rule->sql);
	g_free(rule);
}

static gboolean
keep(struct loading_book *loading, GPtrArray *into, gpointer made, GDestroyNotify free_func)
{
	if (problems_count(loading->problems) == loading->before) {
		g_ptr_array_add(into, made);
		return TRUE;
	}
	free_func(made);
	g_ptr_array_add(loading->book->broken, basename_without(loading->file->path, ".sql"));
	return FALSE;
}

static void
load_rule(struct loading_book *loading)
{
	static const char *const KNOWN[] = { "id", "check", "rows", "class", "severity", "waits", "ja",
		"en", "note", NULL };
	known_members(loading, KNOWN);
	guint classes[N_RANKS] = { 0 }, severities[N_RANKS] = { 0 };
	triple(loading, "class", CLASS_CODES, classes);
	triple(loading, "severity", SEVERITY_CODES, severities);
	struct rule *rule = g_new0(struct rule, 1);
	rule->id = g_strdup(member(loading, "id", TRUE));
	rule->check = g_strdup(member(loading, "check", TRUE));
	rule->rows = split_words(member(loading, "rows", TRUE));
	rule->waits = g_strdup(member(loading, "waits", FALSE));
	rule->text.ja = g_strdup(member(loading, "ja", TRUE));
	rule->text.en = g_strdup(member(loading, "en", TRUE));
	rule->file = loading->file->shown;
	rule->first_line = loading->front.first_line;
	rule->sql = g_strdup(loading->front.sql);
	rule->own = loading->file->own;
	for (guint i = 0; i < N_RANKS; i++) {
		rule->classes[i] = (enum rule_class)classes[i];
		rule->severities[i] = (enum severity)severities[i];
	}
	check_id(loading, rule->id);
	const struct rule *same = rule->id == NULL ? NULL : rulebook_rule(loading->book, rule->id);
	if (same != NULL)
		bad(loading, "規則 %1$s はもう %2$s にあります", "the rule %1$s is already in %2$s", rule->id,
			same->file);
	keep(loading, loading->book->rules, rule, rule_free);
}

static void
ground_free(gpointer data)
{
	struct ground *ground = data;
	g_free((char *)ground->check);
	g_free((char *)ground->waits);
	g_free((char *)ground->sql);
	g_free(ground);
}

static void
load_ground(struct loading_book *loading)
{
	static const char *const KNOWN[] = { "id", "waits", "note", NULL };
	known_members(loading, KNOWN);
	struct ground *ground = g_new0(struct ground, 1);
	ground->check = g_strdup(member(loading, "id", TRUE));
	ground->waits = g_strdup(member(loading, "waits", FALSE));
	ground->file = loading->file->shown;
	ground->first_line = loading->front.first_line;
	ground->sql = g_strdup(loading->front.sql);
	check_id(loading, ground->check);
	keep(loading, loading->book->grounds, ground, ground_free);
}

static void
derivation_free(gpointer data)
{
	struct derivation *derivation = data;
	g_free((char *)derivation->name);
	g_free((char *)derivation->sql);
	g_free(derivation);
}

static void
load_derivation(struct loading_book *loading)
{
	static const char *const KNOWN[] = { "table", "view", "note", NULL };
	known_members(loading, KNOWN);
	const char *table = member(loading, "table", FALSE);
	const char *view = member(loading, "view", FALSE);
	if ((table == NULL) == (view == NULL))
		bad(loading, "「-- table: 名前」か「-- view: 名前」のどちらか一つが要ります",
			"exactly one of \"-- table: name\" and \"-- view: name\" is needed");
	struct derivation *made = g_new0(struct derivation, 1);
	made->name = g_strdup(view != NULL ? view : table);
	made->view = view != NULL;
	made->file = loading->file->shown;
	made->first_line = loading->front.first_line;
	made->sql = g_strdup(loading->front.sql);
	keep(loading, loading->book->derivations, made, derivation_free);
}

static void
load_folder(struct loading_book *loading, const char *folder, gboolean own_too,
	void (*load)(struct loading_book *))
{
	g_autoptr(GPtrArray) files = model_files_below(loading->model->files, folder, ".sql");
	for (guint i = 0; i < files->len; i++) {
		loading->file = g_ptr_array_index(files, i);
		if (loading->file->own && !own_too)
			continue;
		loading->before = problems_count(loading->problems);
		front_read(loading->file, &loading->front);
		load(loading);
		front_clear(&loading->front);
	}
}

static gint
by_rule_id(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct rule *const *)a)->id, (*(const struct rule *const *)b)->id);
}

struct rulebook *
rulebook_new(const struct model *model, struct problems *problems)
{
	struct rulebook *book = g_new0(struct rulebook, 1);
	book->rules = g_ptr_array_new_with_free_func(rule_free);
	book->grounds = g_ptr_array_new_with_free_func(ground_free);
	book->derivations = g_ptr_array_new_with_free_func(derivation_free);
	book->broken = g_ptr_array_new_with_free_func(g_free);
	struct loading_book loading = { .book = book, .model = model, .problems = problems };
	load_folder(&loading, "derive/", FALSE, load_derivation);
	load_folder(&loading, "rules/", TRUE, load_rule);
	load_folder(&loading, "guideline/grounds/", FALSE, load_ground);
	g_ptr_array_sort(book->rules, by_rule_id);
	return book;
}

void
rulebook_free(struct rulebook *book)
{
	if (book == NULL)
		return;
	g_ptr_array_unref(book->rules);
	g_ptr_array_unref(book->grounds);
	g_ptr_array_unref(book->derivations);
	g_ptr_array_unref(book->broken);
	g_free(book);
}

const struct rule *
rulebook_rule(const struct rulebook *book, const char *id)
{
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		if (strcmp(rule->id, id) == 0)
			return rule;
	}
	return NULL;
}

char *
rulebook_digest(const struct model *model)
{
	static const char *const FOLDERS[] = { "derive/", "rules/", "guideline/", "method/", "tables/" };
	struct digest_stream *stream = digest_stream_new();
	for (guint i = 0; i < G_N_ELEMENTS(FOLDERS); i++) {
		g_autoptr(GPtrArray) files = model_files_below(model->files, FOLDERS[i], "");
		for (guint k = 0; k < files->len; k++) {
			const struct model_file *file = g_ptr_array_index(files, k);
			if (g_str_has_suffix(file->path, ".test.yaml"))
				continue;
			digest_stream_add(stream, file->path, strlen(file->path) + 1);
			digest_stream_add(stream, file->bytes.at, file->bytes.len);
		}
	}
	struct digest digest = digest_stream_end(stream);
	return hex_text(digest.bytes, DIGEST_SIZE);
}
