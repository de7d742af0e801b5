/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The guideline as data: every row of it, both languages everywhere, every reference leads somewhere.
 * test_guideline SOURCE; what needs ../shared/guideline skips where that is not there.
 */
#include "gate/guideline.h"
#include "gate_fixture.h"

/* Checks whose ground is still to be written; the number only falls, and at 0 none may be missing again. */
#define GROUNDS_WAITING 1

static struct gate gate;
static struct guideline *guideline;
static const char *source;

static const char *const ROWS[] = { "P1", "P2a", "P2b", "P3", "P4", "P5a", "P5b", "P6", "S1-R1", "S1-R2", "S1-R3", "S1-T1",
	"S1-T2", "S1-T3", "S1-T4", "S1-K1", "S2-R1", "S2-T1", "S2-K1", "S3-R1", "S3-R2", "S3-R3", "S3-T1", "S3-T2", "S3-T3",
	"S3-T4", "S3-T5", "S3-K1", "S3-K2", "S3-K3", "S4-R1", "S4-R2", "S4-T1", "S4-K1", "S4-K2", "S4-K3", "S5-R1", "S5-R2",
	"S5-R3", "S5-K1", "S6-R1", "S6-R2", "S6-T2", "S6-T3", "S6-K1", "S7-R1", "S7-R2", "S7-T2", "S7-T3", "S7-K1", "S8-R1",
	"S8-R2", "S8-T1", "S8-T2", "S8-K1", "S8-K2", "S8-K3", "A1", "A2", "A3", "A4", "A5", "N1", "N2", "N3", "AG", "STD",
	"C1-1", "C1-2", "C1-3", "C1-4", "C1-5", "C2-1", "C2-2", "C2-3", "C2-4", "C3-1", "C3-2", "C3-3", "C3-4", "C3-5", "C3-6",
	"C3-7", "C3-8", "C3-9", "C3-10", "C3-11", "C3-12", "C4-1", "C4-2", "C4-3", "C4-4", "C4-5", "C5-1", "C5-2", "C5-3",
	"C5-4", "C5-5", "C6-1", "C6-2", "C6-3", "C7-1", "C7-2", "C7-3", "C7-4", "C7-5", "C7-6", "C7-7", "C7-8", "C7-9", "X1-1",
	"X1-2", "X1-3", "X2-1", "X2-2", "X2-3", "X3-1", "X4-1", "X4-2", "X5-1", "X5-2", "X6-1", "X6-2", "X7-1", "X7-2", "D4",
	"D5-1a", "D5-1b", "D5-1c", "D5-2a", "D5-2b", "D5-L", "D5-R1", "D5-R2", "D5-R3", NULL };

static gboolean
is_row(const char *id)
{
	return g_strv_contains(ROWS, id);
}

static void
test_rows(void)
{
	g_assert_cmpuint(g_strv_length((char **)ROWS), ==, 135);
	g_assert_cmpuint(guideline->rows->len, ==, 135);
	for (guint i = 0; i < guideline->rows->len; i++) {
		const struct guideline_row *row = g_ptr_array_index(guideline->rows, i);
		g_assert_cmpstr(row->id, ==, ROWS[i]);
		g_assert_true(row->where != NULL && *row->where != '\0');
		g_assert_true(strcmp(row->phase, "all") == 0 || (row->phase[0] >= '1' && row->phase[0] <= '8'));
	}
}

/* The same ids, places and phases as in the table that the guideline was taken apart into; the words are our own. */
static void
test_rows_of_table(void)
{
	g_autofree char *path = g_build_filename(source, "..", "shared", "guideline", "rows.tsv", NULL), *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL)) {
		g_test_skip("../shared/guideline/rows.tsv is not here");
		return;
	}
	g_auto(GStrv) lines = g_strsplit(g_strchomp(text), "\n", -1);
	g_assert_cmpuint(g_strv_length(lines), ==, guideline->rows->len + 1);
	for (guint i = 0; i < guideline->rows->len; i++) {
		const struct guideline_row *row = g_ptr_array_index(guideline->rows, i);
		g_auto(GStrv) cells = g_strsplit(lines[i + 1], "\t", -1);
		g_assert_cmpstr(cells[0], ==, row->id);
		g_assert_cmpstr(cells[1], ==, row->where);
		g_assert_cmpstr(cells[2], ==, row->phase);
		g_assert_cmpstr(cells[3], !=, row->text.en);
	}
}

/* Nothing of the guideline's own text stands in ours for longer than a phrase. */
static void
test_own_words(void)
{
	g_autofree char *path = g_build_filename(source, "..", "shared", "guideline", "ds-200.ja.txt", NULL), *text = NULL;
	gsize len;
	if (!g_file_get_contents(path, &text, &len, NULL)) {
		g_test_skip("../shared/guideline/ds-200.ja.txt is not here");
		return;
	}
	g_autoptr(GString) joined = g_string_sized_new(len);
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		if (!g_unichar_isspace(g_utf8_get_char(at)))
			g_string_append_len(joined, at, g_utf8_next_char(at) - at);
	for (guint i = 0; i < guideline->rows->len; i++) {
		const struct guideline_row *row = g_ptr_array_index(guideline->rows, i);
		if (strstr(joined->str, row->text.ja) != NULL && g_utf8_strlen(row->text.ja, -1) > 25)
			g_error("%s stands in the guideline word for word: %s", row->id, row->text.ja);
	}
}

/* ---- checks ---- */

static void
test_checks(void)
{
	static const guint PER_PHASE[] = { 0, 3, 2, 4, 12, 5, 5, 3, 9 };
	guint counts[9] = { 0 };
	g_assert_cmpuint(guideline->checks->len, ==, 43);
	for (guint i = 0; i < guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(guideline->checks, i);
		if (!is_row(check->id) || check->id[0] != 'C')
			g_error("%s is no row", check->id);
		counts[check->phase]++;
		g_assert_true(guideline_check(guideline, check->id) == check);
		for (guint k = 0; check->rows[k] != NULL; k++)
			if (!is_row(check->rows[k]))
				g_error("%s leans on no row %s", check->id, check->rows[k]);
		g_assert_true((check->form != FORM_ATTESTATION) == (check->decides != NULL));
		if (check->decides != NULL && model_kind(gate.model, check->decides) == NULL)
			g_error("%s decides on no kind %s", check->id, check->decides);
	}
	g_assert_null(guideline_check(guideline, "C9-9"));
	for (guint i = 1; i < G_N_ELEMENTS(PER_PHASE); i++)
		g_assert_cmpuint(counts[i], ==, PER_PHASE[i]);
}

static void
assert_roles(const char *id, char *const *roles)
{
	const struct enumeration *known = model_enumeration(gate.model, "role");
	for (guint i = 0; roles != NULL && roles[i] != NULL; i++)
		if (enumeration_code(known, roles[i]) == NULL)
			g_error("%s: there is no role %s", id, roles[i]);
}

/* Everybody who is asked exists; an automatic check asks nobody, any other somebody at every rank. */
static void
test_who(void)
{
	for (guint i = 0; i < guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(guideline->checks, i);
		assert_roles(check->id, check->supplied_by);
		for (guint rank = 0; rank < N_RANKS; rank++) {
			assert_roles(check->id, check->confirm[rank]);
			assert_roles(check->id, check->empty_by[rank]);
			if (check->class != CHECK_AUTO && (check->confirm[rank] == NULL || check->confirm[rank][0] == NULL))
				g_error("%s: nobody confirms at %s", check->id, RANK_CODES[rank]);
		}
	}
	for (guint i = 0; i < guideline->scopes->len; i++) {
		const struct scope *scope = g_ptr_array_index(guideline->scopes, i);
		for (guint rank = 0; rank < N_RANKS; rank++) {
			assert_roles(scope->code, scope->by[rank]);
			g_assert_nonnull(scope->by[rank]);
		}
		for (guint k = 0; scope->whole[k] != NULL; k++)
			g_assert_nonnull(guideline_check(guideline, scope->whole[k]));
	}
}

/* Each rule and ground counts in a check that exists, and shows rows that exist. */
static void
test_rules(void)
{
	for (guint i = 0; i < gate.book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(gate.book->rules, i);
		if (strcmp(rule->check, "column") != 0 && guideline_check(guideline, rule->check) == NULL)
			g_error("%s: there is no check %s", rule->id, rule->check);
		for (guint k = 0; rule->rows[k] != NULL; k++)
			if (!is_row(rule->rows[k]))
				g_error("%s: there is no row %s", rule->id, rule->rows[k]);
	}
	guint waiting = 0;
	for (guint i = 0; i < gate.book->grounds->len; i++) {
		const struct ground *ground = g_ptr_array_index(gate.book->grounds, i);
		if (guideline_check(guideline, ground->check) == NULL)
			g_error("a ground of no check: %s", ground->check);
	}
	for (guint i = 0; i < guideline->checks->len; i++) {
		const struct check *check = g_ptr_array_index(guideline->checks, i);
		g_autofree char *path = g_strdup_printf("guideline/grounds/%s.sql", check->id);
		if (model_files_find(gate.files, path) == NULL) {
			g_test_message("%s has no ground yet", check->id);
			waiting++;
		}
	}
	g_assert_cmpuint(waiting, <=, GROUNDS_WAITING);
}

/* ---- phases ---- */

static void
test_phases(void)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	g_assert_cmpuint(guideline->phases->len, ==, 8);
	for (guint i = 0; i < guideline->phases->len; i++) {
		const struct phase *phase = g_ptr_array_index(guideline->phases, i);
		g_assert_cmpint(phase->number, ==, (int)i + 1);
		for (guint k = 0; phase->checks[k] != NULL; k++) {
			const struct check *check = guideline_check(guideline, phase->checks[k]);
			g_assert_nonnull(check);
			g_assert_cmpint(check->phase, ==, phase->number);
			g_assert_true(g_hash_table_add(seen, (gpointer)check->id));
		}
	}
	g_assert_cmpuint(g_hash_table_size(seen), ==, 43);
	const struct value *phases = gate_yaml(&gate, "guideline/phases.yaml");
	for (guint i = 0; i < phases->n_members; i++) {
		static const char *const LISTS[] = { "rows", "cloud_rows" };
		for (guint l = 0; l < G_N_ELEMENTS(LISTS); l++) {
			const struct value *rows = value_get(phases->members[i].value, LISTS[l]);
			for (guint k = 0; rows != NULL && k < rows->n_items; k++)
				if (!is_row(rows->items[k]->text))
					g_error("phase %s: no row %s", phases->members[i].key, rows->items[k]->text);
		}
	}
}

/* ---- both languages, and every id that is named ---- */

static gboolean
has_kana(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (c >= 0x3041 && c <= 0x30ff)
			return TRUE;
	}
	return FALSE;
}

static guint labels;

/* x_ja has x_en and the other way round (or x itself), none is empty, the English holds no kana. */
static void
walk_labels(const char *file, const struct value *value)
{
	for (guint i = 0; value->type == VALUE_LIST && i < value->n_items; i++)
		walk_labels(file, value->items[i]);
	for (guint i = 0; value->type == VALUE_MAP && i < value->n_members; i++) {
		const struct member *member = &value->members[i];
		gboolean ja = strcmp(member->key, "ja") == 0 || g_str_has_suffix(member->key, "_ja");
		gboolean en = strcmp(member->key, "en") == 0 || g_str_has_suffix(member->key, "_en");
		walk_labels(file, member->value);
		if (!ja && !en)
			continue;
		gsize stem = strlen(member->key) - 2;
		g_autofree char *other = g_strdup_printf("%.*s%s", (int)stem, member->key, ja ? "en" : "ja");
		g_autofree char *plain = g_strndup(member->key, stem == 0 ? 0 : stem - 1);
		labels++;
		const struct value *list = member->value;
		guint n = list->type == VALUE_LIST ? list->n_items : 1;
		for (guint k = 0; k < n; k++) {
			const struct value *text = list->type == VALUE_LIST ? list->items[k] : list;
			if (text->type != VALUE_TEXT || *text->text == '\0')
				g_error("%s:%u: %s is empty", file, member->place.line, member->key);
			if (en && has_kana(text->text))
				g_error("%s:%u: kana in the English", file, member->place.line);
		}
		if (value_get(value, other) == NULL && (ja || value_get(value, plain) == NULL))
			g_error("%s:%u: %s without %s", file, member->place.line, member->key, other);
	}
}

static void
walk_rows(const char *file, const char *key, const struct value *value)
{
	gboolean rows = g_strcmp0(key, "row") == 0 || g_strcmp0(key, "rows") == 0 || g_strcmp0(key, "cloud_rows") == 0;
	if (rows && value->type == VALUE_TEXT && !is_row(value->text))
		g_error("%s:%u: there is no row %s", file, value->place.line, value->text);
	for (guint i = 0; value->type == VALUE_LIST && i < value->n_items; i++)
		walk_rows(file, key, value->items[i]);
	for (guint i = 0; value->type == VALUE_MAP && i < value->n_members; i++)
		walk_rows(file, value->members[i].key, value->members[i].value);
}

static void
test_texts(void)
{
	g_autoptr(GPtrArray) files = model_files_below(gate.files, "guideline/", ".yaml");
	g_assert_cmpuint(files->len, ==, 11);
	for (guint i = 0; i < files->len; i++) {
		const struct model_file *file = g_ptr_array_index(files, i);
		const struct value *root = gate_yaml(&gate, file->path);
		walk_labels(file->path, root);
		walk_rows(file->path, NULL, root);
	}
	g_assert_cmpuint(labels, >, 1000);
}

/* ---- the annexes ---- */

static const struct value *
item_with(const struct value *list, const char *key, const char *text)
{
	for (guint i = 0; i < list->n_items; i++)
		if (value_is_text(value_get(list->items[i], key), text))
			return list->items[i];
	return NULL;
}

static void
test_roles(void)
{
	static const char *const OF_GUIDELINE[] = { "manager", "contractor", "owner", "assessor" };
	const struct value *root = gate_yaml(&gate, "guideline/roles.yaml"), *roles = value_get(root, "roles");
	const struct enumeration *known = model_enumeration(gate.model, "role");
	for (guint i = 0; i < known->n_codes; i++)
		g_assert_nonnull(value_get(roles, known->codes[i].code));
	g_assert_cmpuint(roles->n_members, ==, known->n_codes);
	for (guint i = 0; i < G_N_ELEMENTS(OF_GUIDELINE); i++) {
		const struct value *duties = value_get(value_get(roles, OF_GUIDELINE[i]), "duties");
		g_assert_true(duties != NULL && duties->n_items > 0);
	}
	const struct value *pairs = value_get(root, "incompatible");
	for (guint i = 0; i < pairs->n_items; i++)
		for (guint k = 0; k < 2; k++)
			g_assert_nonnull(enumeration_code(known, pairs->items[i]->items[k]->text));
}

static void
test_standards(void)
{
	const struct value *list = gate_yaml(&gate, "guideline/standards.yaml");
	g_assert_cmpuint(list->n_items, ==, 42);
	for (guint i = 0; i < list->n_items; i++) {
		const struct value *phases = value_get(list->items[i], "phases");
		g_assert_cmpint(value_get_int(list->items[i], "no", 0), ==, (int)i + 1);
		g_assert_nonnull(value_get_text(list->items[i], "provider"));
		g_assert_nonnull(value_get_text(list->items[i], "title_ja"));
		g_assert_true(value_is_text(phases, "all") || (phases->type == VALUE_LIST && phases->n_items > 0));
	}
}

static void
test_problems(void)
{
	const struct value *root = gate_yaml(&gate, "guideline/problems.yaml");
	g_assert_cmpuint(root->n_members, ==, 15);
	for (guint i = 0; i < root->n_members; i++) {
		const struct value *leans = value_get(root->members[i].value, "leans_on");
		g_assert_true(root->members[i].key[0] == 'X' && is_row(root->members[i].key));
		g_assert_nonnull(guideline_check(guideline, value_get_text(root->members[i].value, "counts_in")));
		g_assert_cmpuint(leans->n_items, >, 0);
		for (guint k = 0; k < leans->n_items; k++)
			g_assert_nonnull(guideline_check(guideline, leans->items[k]->text));
	}
}

/* The steps lead on to steps that exist, and every step but the first is led to. */
static void
test_cloud(void)
{
	const struct value *root = gate_yaml(&gate, "guideline/cloud.yaml"), *steps = value_get(root, "steps");
	const struct enumeration *conditions = model_enumeration(gate.model, "condition");
	g_assert_cmpuint(value_get(root, "parts")->n_members, ==, 3);
	g_assert_cmpuint(value_get(root, "cases")->n_members, ==, 2);
	g_assert_cmpuint(steps->n_items, >=, 6);
	for (guint i = 0; i < steps->n_items; i++) {
		const char *id = value_get_text(steps->items[i], "id");
		const struct value *next = value_get(steps->items[i], "next");
		for (guint k = 0; next != NULL && next->type == VALUE_LIST && k < next->n_items; k++)
			if (item_with(steps, "id", next->items[k]->text) == NULL)
				g_error("%s leads to no step %s", id, next->items[k]->text);
		gboolean led_to = i == 0;
		for (guint k = 0; k < steps->n_items; k++) {
			const struct value *from = value_get(steps->items[k], "next");
			for (guint n = 0; from != NULL && from->type == VALUE_LIST && n < from->n_items; n++)
				led_to = led_to || g_strcmp0(from->items[n]->text, id) == 0;
		}
		if (!led_to)
			g_error("nothing leads to the step %s", id);
	}
	const struct value *listed = value_get(root, "conditions");
	for (guint i = 0; i < listed->n_items; i++)
		g_assert_nonnull(enumeration_code(conditions, value_get_text(listed->items[i], "code")));
	for (guint i = 0; i < 7; i++) /* the seven of every contract come first, with their marks */
		g_assert_nonnull(value_get_text(listed->items[i], "mark"));
}

static void
test_tasks(void)
{
	const struct value *root = gate_yaml(&gate, "guideline/dtasks.yaml");
	const struct enumeration *tasks = model_enumeration(gate.model, "dtask");
	g_assert_cmpuint(root->n_members, ==, tasks->n_codes);
	for (guint i = 0; i < tasks->n_codes; i++) {
		const struct value *models = value_get(value_get(root, tasks->codes[i].code), "models");
		if (models == NULL || models->n_members != 4)
			g_error("%s: who holds it in each service model?", tasks->codes[i].code);
	}
}

/* How far the assessor takes part: every phase, every rank, never less at a higher rank; as the profiles say. */
static void
test_involvement(void)
{
	const struct value *root = gate_yaml(&gate, "guideline/involvement.yaml"), *phases = value_get(root, "phases");
	const struct method *method = methods_default(gate.methods);
	g_assert_cmpuint(phases->n_members, ==, 8);
	for (guint i = 0; i < phases->n_members; i++) {
		gint64 last = G_MAXINT64;
		for (guint rank = 0; rank < N_RANKS; rank++) {
			const struct value *cell = value_get(phases->members[i].value, RANK_CODES[rank]);
			gint64 count = value_get_int(cell, "count", -1);
			g_assert_cmpint(count, >=, 0);
			g_assert_cmpint(count, <=, last);
			g_assert_true((count == 0) == (value_get(cell, "methods")->n_items == 0));
			last = count;
		}
	}
	const struct value *intervals = value_get(root, "intervals");
	for (guint i = 0; i < intervals->n_items; i++) {
		const char *key = value_get_text(intervals->items[i], "key");
		for (guint rank = 0; *key != '\0' && rank < N_RANKS; rank++) {
			gint64 within;
			const struct judge_value *value = method_value(method, (enum rank)rank, 0, key);
			g_assert_true(duration_parse(value_get_text(intervals->items[i], RANK_CODES[rank]), &within));
			if (value == NULL || value->number != within)
				g_error("%s at %s: the profile says something else", key, RANK_CODES[rank]);
		}
	}
	const struct value *brief = value_get(root, "short");
	for (guint rank = 0; rank < N_RANKS; rank++)
		for (guint k = 0; k < value_get(brief, RANK_CODES[rank])->n_items; k++)
			g_assert_nonnull(guideline_check(guideline, value_get(brief, RANK_CODES[rank])->items[k]->text));
}

/* Editions are entered as standards: fields, codes and dates fit the kind. */
static void
test_editions(void)
{
	const struct value *root = gate_yaml(&gate, "guideline/editions.yaml");
	const struct kind *kind = model_kind(gate.model, "standard");
	const struct enumeration *types = kind_field(kind, "type")->codes;
	g_assert_cmpuint(root->n_members, >=, 4);
	for (guint i = 0; i < root->n_members; i++) {
		const struct value *edition = root->members[i].value;
		gint64 day;
		g_assert_true(date_parse(value_get_text(edition, "effective_from"), 9 * MOMENT_HOUR, FALSE, &day));
		g_assert_nonnull(enumeration_code(types, value_get_text(edition, "type")));
		g_assert_nonnull(value_get_text(edition, "edition"));
		for (guint k = 0; k < edition->n_members; k++)
			if (strcmp(edition->members[k].key, "name") != 0
				&& kind_field(kind, edition->members[k].key) == NULL)
				g_error("%s: standard has no field %s", root->members[i].key, edition->members[k].key);
	}
	/* the profiles are editions, and what a system may name as its checklist is one */
	g_assert_nonnull(value_get(root, "ds200-checklist-2022"));
	g_assert_nonnull(value_get(root, "ipa3-2026"));
	g_assert_nonnull(value_get(root, "nist5-2026"));
	g_assert_nonnull(methods_find(gate.methods, "nist5-2026"));
}

/* ---- wrong files ---- */

static void
assert_wrong(const char *path, const char *text, const char *want)
{
	struct made {
		struct model_files *files;
		struct model *model;
	} made;
	struct problems problems;
	GError *error = NULL;
	problems_init(&problems);
	const char *const names[] = { "checks", "scopes", "phases", "rows" };
	g_autofree char *folder = folder_with((const char *const[]) { "enums.yaml", "role: {manager: {ja: 管, en: M}}\n",
		"kinds/thing.yaml", "kind: thing\nlabel: {ja: 物, en: Thing}\nwrite: [manager]\n", path, text, NULL });
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *file = g_strdup_printf("%s/guideline/%s.yaml", folder, names[i]);
		if (!g_file_test(file, G_FILE_TEST_EXISTS) && text != NULL)
			g_file_set_contents(file, "{}", -1, NULL);
	}
	made.files = model_files_open_source(folder, &error);
	g_assert_no_error(error);
	made.model = model_new(made.files, &problems);
	struct guideline *small = guideline_new(made.model, &problems);
	g_autofree char *told = problems_count(&problems) == 0 ? g_strdup("nothing")
							       : error_text(problems.list->pdata[0], "en");
	if (strstr(told, want) == NULL)
		g_error("%s\n→ %s, not %s", text, told, want);
	guideline_free(small);
	model_free(made.model);
	model_files_free(made.files);
	problems_clear(&problems);
	folder_remove(folder);
}

static void
test_wrong(void)
{
	assert_wrong("guideline/checks.yaml", "C1-1:\n  phase: 1\n", "guideline/checks.yaml:1:1: C1-1: class is not right");
	assert_wrong("guideline/checks.yaml", "C1-1: {phase: 1, class: auto}\n", "guideline/checks.yaml:1:1: C1-1 needs ja and en");
	assert_wrong("guideline/checks.yaml", "\nC1-1: {phase: 1, class: auto, ja: あ, en: a}\n",
		"guideline/checks.yaml:2:1: C1-1 needs ask_ja and ask_en");
	assert_wrong("guideline/rows.yaml", "P1: {where: x, ja: あ}\n", "guideline/rows.yaml:1:1: P1 needs ja and en");
	assert_wrong("guideline/phases.yaml", "1: [\n", "guideline/phases.yaml:2:1: ");
	assert_wrong("guideline/scopes.yaml", "no_web: {ja: あ, en: a, by: {high: [{}]}}\n",
		"guideline/scopes.yaml:1:36: high: a word is expected");
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_assert_cmpint(argc, >, 1);
	source = argv[1];
	gate_open(&gate, NULL);
	guideline = guideline_new(gate.model, &gate.problems);
	g_autofree char *told = gate_told(&gate, NULL);
	g_assert_cmpstr(told, ==, "");
	g_test_add_func("/guideline/rows", test_rows);
	g_test_add_func("/guideline/rows-of-table", test_rows_of_table);
	g_test_add_func("/guideline/own-words", test_own_words);
	g_test_add_func("/guideline/checks", test_checks);
	g_test_add_func("/guideline/who", test_who);
	g_test_add_func("/guideline/rules", test_rules);
	g_test_add_func("/guideline/phases", test_phases);
	g_test_add_func("/guideline/texts", test_texts);
	g_test_add_func("/guideline/roles", test_roles);
	g_test_add_func("/guideline/standards", test_standards);
	g_test_add_func("/guideline/problems", test_problems);
	g_test_add_func("/guideline/cloud", test_cloud);
	g_test_add_func("/guideline/tasks", test_tasks);
	g_test_add_func("/guideline/involvement", test_involvement);
	g_test_add_func("/guideline/editions", test_editions);
	g_test_add_func("/guideline/wrong", test_wrong);
	int status = g_test_run();
	guideline_free(guideline);
	gate_close(&gate);
	return status;
}
