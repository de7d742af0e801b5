/* SPDX-License-Identifier: Apache-2.0 */
#include "model.h"

#include <string.h>

#include "base/text.h"
#include "base/yaml.h"
#include "model_private.h"

/* What model_new keeps beside the public part. */
struct model_kept {
	struct model public;
	struct arena *arena;
	GHashTable *by_name;      /* kinds */
	GHashTable *enumerations; /* by name */
	GHashTable *tables;
};

static gboolean
word_among(char *const *words, const char *word)
{
	return words != NULL && g_strv_contains((const char *const *)words, word);
}

const struct kind *
model_kind(const struct model *model, const char *name)
{
	const struct model_kept *kept = (const struct model_kept *)model;
	return g_hash_table_lookup(kept->by_name, name);
}

const struct enumeration *
model_enumeration(const struct model *model, const char *name)
{
	const struct model_kept *kept = (const struct model_kept *)model;
	return g_hash_table_lookup(kept->enumerations, name);
}

const struct derived_table *
model_table(const struct model *model, const char *name)
{
	const struct model_kept *kept = (const struct model_kept *)model;
	return g_hash_table_lookup(kept->tables, name);
}

int
kind_field_place(const struct kind *kind, const char *name)
{
	guint from = 0, to = kind->n_fields;
	while (from < to) {
		guint middle = (from + to) / 2;
		int order = strcmp(name, kind->by_name[middle]->name);
		if (order == 0)
			return (int)middle;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return -1;
}

const struct field *
kind_field(const struct kind *kind, const char *name)
{
	int place = kind_field_place(kind, name);
	return place < 0 ? NULL : kind->by_name[place];
}

const struct code *
enumeration_code(const struct enumeration *enumeration, const char *code)
{
	for (guint i = 0; i < enumeration->n_codes; i++)
		if (strcmp(enumeration->codes[i].code, code) == 0)
			return &enumeration->codes[i];
	return NULL;
}

gboolean
kind_lives_in(const struct kind *kind, const char *chain, const char *id)
{
	gboolean org = strcmp(chain, "@org") == 0;
	if (kind->scope == SCOPE_BOTH)
		return org == g_str_has_prefix(id, "org-");
	return org == (kind->scope == SCOPE_ORG);
}

const char *
label_in(struct label label, const char *lang)
{
	return g_strcmp0(lang, "en") == 0 && label.en != NULL ? label.en : label.ja;
}

static gboolean
test_holds(const struct field_test *test, const struct value *body)
{
	const struct value *value = value_get(body, test->field);
	switch (test->what) {
	case TEST_SET:
		return value != NULL;
	case TEST_UNSET:
		return value == NULL;
	case TEST_KIND: {
		const char *colon = value == NULL || value->type != VALUE_TEXT ? NULL
										: strchr(value->text, ':');
		g_autofree char *kind =
			colon == NULL ? NULL : g_strndup(value->text, (gsize)(colon - value->text));
		return kind != NULL && word_among(test->words, kind);
	}
	case TEST_IS:
	case TEST_IS_NOT:
		break;
	}
	if (value == NULL)
		return FALSE;
	gboolean is = (value->type == VALUE_TEXT && word_among(test->words, value->text))
		|| (value->type == VALUE_BOOL && word_among(test->words, value->truth ? "true" : "false"));
	return test->what == TEST_IS ? is : !is;
}

gboolean
alternative_holds(const struct alternative *alternative, const struct value *body)
{
	for (guint i = 0; i < alternative->n_tests; i++)
		if (!test_holds(&alternative->tests[i], body))
			return FALSE;
	return TRUE;
}

gboolean
field_required(const struct field *field, const struct value *body)
{
	if (field->required)
		return TRUE;
	for (guint i = 0; i < field->n_required_when; i++)
		if (alternative_holds(&field->required_when[i], body))
			return TRUE;
	return FALSE;
}

/* Edit distance where two letters that changed places count once; bounded: words are short. */
static guint
distance(const char *a, const char *b)
{
	gsize n = strlen(a), m = strlen(b);
	guint rows[3][65] = { { 0 } };
	if (n > 64 || m > 64)
		return G_MAXUINT;
	for (gsize k = 0; k <= m; k++)
		rows[0][k] = (guint)k;
	for (gsize i = 1; i <= n; i++) {
		guint *row = rows[i % 3], *above = rows[(i - 1) % 3], *before = rows[(i + 1) % 3];
		row[0] = (guint)i;
		for (gsize k = 1; k <= m; k++) {
			guint best = above[k - 1] + (a[i - 1] != b[k - 1]);
			best = MIN(best, MIN(above[k], row[k - 1]) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				best = MIN(best, before[k - 2] + 1);
			row[k] = best;
		}
	}
	return rows[n % 3][m];
}

const char *
nearest_word(const char *word, const char *const *known, guint n_known)
{
	const char *best = NULL;
	guint least = MAX((guint)strlen(word) / 2, 1) + 1;
	for (guint i = 0; i < n_known; i++) {
		guint d = distance(word, known[i]);
		if (d < least) {
			least = d;
			best = known[i];
		}
	}
	return best;
}

/* The few words that there are, when they fit on a line. */
static void
list_words(const char *const *known, guint n_known, struct hint *hint)
{
	g_autofree char **words = g_new0(char *, n_known + 1);
	for (guint i = 0; i < n_known; i++)
		words[i] = (char *)known[i];
	g_autofree char *all = g_strjoinv(", ", words);
	if (n_known == 0 || strlen(all) > 160)
		return;
	g_snprintf(hint->ja, sizeof hint->ja, "(あるもの: %s)", all);
	g_snprintf(hint->en, sizeof hint->en, " (known: %s)", all);
}

struct hint
nearest_hint(const char *word, const char *const *known, guint n_known)
{
	struct hint hint = { "", "" };
	const char *near = nearest_word(word, known, n_known);
	if (near != NULL) {
		g_snprintf(hint.ja, sizeof hint.ja, "(近いもの: %s)", near);
		g_snprintf(hint.en, sizeof hint.en, " (nearest: %s)", near);
	} else {
		list_words(known, n_known, &hint);
	}
	return hint;
}

/* ---- loading ---- */

static struct value *
parse(struct loading *loading, const struct model_file *file)
{
	loading->file = file->shown;
	struct value *root = yaml_parse(
		loading->arena, file->bytes.at, file->bytes.len, file->shown, loading->problems);
	if (root != NULL && root->type != VALUE_MAP) {
		loading_wrong(loading, root->place, "項目の組が要ります", "a mapping is expected");
		return NULL;
	}
	return root;
}

static void
load_enumerations(struct loading *loading, const struct model_files *files, GPtrArray *list)
{
	const struct model_file *file = model_files_find(files, "enums.yaml");
	struct value *root = file == NULL ? NULL : parse(loading, file);
	for (guint i = 0; root != NULL && i < root->n_members; i++) {
		struct enumeration *made =
			loading_codes(loading, root->members[i].key, root->members[i].value);
		g_hash_table_insert(loading->enumerations, (char *)made->name, made);
		g_ptr_array_add(list, made);
	}
}

static gint
by_kind_name(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const struct kind *const *)a)->name, (*(const struct kind *const *)b)->name);
}

static void
load_kinds(struct loading *loading, const struct model_files *files, GHashTable *by_name,
	GPtrArray *list)
{
	g_autoptr(GPtrArray) found = model_files_below(files, "kinds/", ".yaml");
	for (guint i = 0; i < found->len; i++) {
		struct value *root = parse(loading, g_ptr_array_index(found, i));
		struct kind *kind = root == NULL ? NULL : loading_kind(loading, root);
		if (kind == NULL)
			continue;
		if (!g_hash_table_insert(by_name, (char *)kind->name, kind))
			loading_wrong(loading, root->place, "種別 %s が二度あります",
				"the kind %s stands twice", kind->name);
		else
			g_ptr_array_add(list, kind);
	}
	g_ptr_array_sort(list, by_kind_name);
	for (guint i = 0; i < list->len; i++)
		((struct kind *)g_ptr_array_index(list, i))->number = i;
}

static void
resolve_refs(struct loading *loading, GHashTable *by_name)
{
	for (guint i = 0; i < loading->open_refs->len; i++) {
		struct open_ref *ref = g_ptr_array_index(loading->open_refs, i);
		loading->file = ref->file;
		gboolean list = ref->names->type == VALUE_LIST;
		guint n = list ? ref->names->n_items : 1;
		ref->field->targets = arena_alloc(loading->arena, n * sizeof(struct kind *));
		ref->field->n_targets = n;
		for (guint k = 0; k < n; k++) {
			const struct value *name = list ? ref->names->items[k] : ref->names;
			const struct kind *kind = name->type != VALUE_TEXT
				? NULL
				: g_hash_table_lookup(by_name, name->text);
			if (kind == NULL)
				loading_wrong(loading, name->place, "参照先の種別 %s がありません",
					"there is no kind %s to refer to",
					name->type == VALUE_TEXT ? name->text : "?");
			ref->field->targets[k] = kind;
		}
	}
}

static void
load_tables(struct loading *loading, const struct model_files *files, GHashTable *tables,
	GPtrArray *list)
{
	g_autoptr(GPtrArray) found = model_files_below(files, "tables/", ".yaml");
	for (guint i = 0; i < found->len; i++) {
		struct value *root = parse(loading, g_ptr_array_index(found, i));
		for (guint k = 0; root != NULL && k < root->n_members; k++) {
			struct derived_table *table = loading_table(loading, &root->members[k]);
			if (table == NULL)
				continue;
			if (!g_hash_table_insert(tables, (char *)table->name, table))
				loading_wrong(loading, root->members[k].place, "表 %s が二度あります",
					"the table %s stands twice", table->name);
			g_ptr_array_add(list, table);
		}
	}
}

static gpointer *
keep_pointers(struct arena *arena, const GPtrArray *list)
{
	gpointer *kept = arena_alloc(arena, (list->len + 1) * sizeof *kept);
	if (list->len > 0)
		memcpy(kept, list->pdata, list->len * sizeof *kept);
	return kept;
}

struct model *
model_new(const struct model_files *files, struct problems *problems)
{
	guint before = problems_count(problems);
	struct model_kept *kept = g_new0(struct model_kept, 1);
	kept->arena = arena_new();
	kept->by_name = g_hash_table_new(g_str_hash, g_str_equal);
	kept->enumerations = g_hash_table_new(g_str_hash, g_str_equal);
	kept->tables = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GPtrArray) open_refs = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();
	g_autoptr(GPtrArray) enumerations = g_ptr_array_new();
	g_autoptr(GPtrArray) tables = g_ptr_array_new();
	struct loading loading = { .arena = kept->arena, .problems = problems,
		.enumerations = kept->enumerations, .open_refs = open_refs };
	load_enumerations(&loading, files, enumerations);
	load_kinds(&loading, files, kept->by_name, kinds);
	resolve_refs(&loading, kept->by_name);
	load_tables(&loading, files, kept->tables, tables);
	kept->public = (struct model) {
		.kinds = (const struct kind *const *)keep_pointers(kept->arena, kinds),
		.n_kinds = kinds->len,
		.enumerations = (const struct enumeration *const *)keep_pointers(kept->arena, enumerations),
		.n_enumerations = enumerations->len,
		.tables = (const struct derived_table *const *)keep_pointers(kept->arena, tables),
		.n_tables = tables->len,
		.files = files,
	};
	if (kinds->len == 0 && problems_count(problems) == before)
		problem_add(problems, ERROR_INPUT, (struct place) { .file = "model/kinds" },
			"種別がひとつもありません", "there are no kinds");
	if (problems_count(problems) > before) {
		model_free(&kept->public);
		return NULL;
	}
	return &kept->public;
}

void
model_free(struct model *model)
{
	if (model == NULL)
		return;
	struct model_kept *kept = (struct model_kept *)model;
	g_hash_table_unref(kept->by_name);
	g_hash_table_unref(kept->enumerations);
	g_hash_table_unref(kept->tables);
	arena_free(kept->arena);
	g_free(kept);
}
