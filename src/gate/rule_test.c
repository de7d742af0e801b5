/* SPDX-License-Identifier: Apache-2.0 */
#include "rule_test.h"

#include <string.h>

#include "base/moment.h"
#include "base/json.h"
#include "base/yaml.h"
#include "findings.h"

#define DEFAULT_DAY "2026-11-24"
#define ZONE (9 * MOMENT_HOUR)

struct story {
	struct session *session;
	const struct model_file *file;
	const struct value *map;
	struct problems *problems;
	const char *name;
	gint64 now;
	enum rank rank;
	enum { OF_RULE, OF_GROUND, OF_DERIVATION } of;
	guint number; /* of the rule or ground in the book */
	struct prepared *prepared;
	GString *seen, *sentences; /* NULL: nobody asks */
};

static void failed(struct story *story, const struct value *at, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
failed(struct story *story, const struct value *at, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	struct place place = at->place;
	place.file = story->file->shown;
	problem_take(story->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
}

static gboolean
known_members(struct story *story)
{
	static const char *const KNOWN[] = { "fires", "silent", "ground", "derives", "folder", "now", "rank", "folder",
		"facts", "expect", NULL };
	for (guint i = 0; i < story->map->n_members; i++)
		if (!g_strv_contains(KNOWN, story->map->members[i].key)) {
			failed(story, story->map, "知らない項目 %s です", "unknown member %s",
				story->map->members[i].key);
			return FALSE;
		}
	return TRUE;
}

static gboolean
read_head(struct story *story)
{
	const char *now = value_get_text(story->map, "now");
	const char *rank = value_get_text(story->map, "rank");
	if (now == NULL)
		now = DEFAULT_DAY;
	story->rank = RANK_MID;
	if (!moment_parse(now, &story->now) && !date_parse(now, ZONE, FALSE, &story->now)) {
		failed(story, story->map, "now が読めません: %s", "now cannot be read: %s", now);
		return FALSE;
	}
	if (rank != NULL && !rank_parse(rank, &story->rank)) {
		failed(story, story->map, "rank は high, mid, low です: %s",
			"rank is high, mid or low: %s", rank);
		return FALSE;
	}
	return known_members(story);
}

/* Rows of method_value replace the default profile's values for their key. */
static gboolean
override_method(struct story *story, const struct value *rows, GError **error)
{
	guint n = 0;
	const struct judge_value *values = session_method(story->session) == NULL
		? NULL
		: method_values(session_method(story->session), story->rank, &n);
	g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(struct judge_value));
	for (guint i = 0; i < n; i++) {
		gboolean replaced = FALSE;
		for (guint k = 0; rows != NULL && k < rows->n_items; k++)
			replaced = replaced
				|| value_is_text(value_get(rows->items[k], "key"), values[i].key);
		if (!replaced)
			g_array_append_val(all, values[i]);
	}
	for (guint k = 0; rows != NULL && k < rows->n_items; k++) {
		const struct value *row = rows->items[k], *number = value_get(row, "number");
		struct judge_value made = { .key = value_get_text(row, "key"),
			.phase = (int)value_get_int(row, "phase", 0),
			.text = value_get_text(row, "text") };
		if (number != NULL && number->type == VALUE_INT) {
			made.is_number = TRUE;
			made.number = number->integer;
		} else if (number != NULL && number->type == VALUE_TEXT) {
			made.is_number = duration_parse(number->text, &made.number);
		}
		if (made.key != NULL && (made.is_number || made.text != NULL))
			g_array_append_val(all, made);
	}
	return judge_db_run_as(session_db(story->session), "s", story->now,
		(const struct judge_value *)(void *)all->data, all->len, error);
}

static gboolean
fill(struct story *story, GError **error)
{
	struct session *session = story->session;
	const struct value *facts = value_get(story->map, "facts");
	const struct value *folder = value_get(story->map, "folder");
	gboolean claims = folder != NULL && folder->type == VALUE_BOOL && folder->truth;
	if (!session_begin(session, "s", story->now, claims, error))
		return FALSE;
	guint before = problems_count(story->problems);
	for (guint i = 0; facts != NULL && facts->type == VALUE_MAP && i < facts->n_members; i++) {
		const struct value *rows = facts->members[i].value;
		if (rows->type != VALUE_LIST) {
			failed(story, rows, "行の一覧 [..] が要ります", "a list of rows [..] is expected");
			return TRUE;
		}
		for (guint k = 0; k < rows->n_items; k++)
			tables_add_row(session_tables(session), facts->members[i].key, rows->items[k],
				story->now, story->problems);
	}
	if (problems_count(story->problems) > before)
		return TRUE;
	const struct value *values = value_get(facts, "method_value");
	return session_derive_nothing(session, story->rank, error)
		&& (values == NULL || override_method(story, values, error));
}

/* ---- rules ---- */

static gboolean
says(const struct value *expected, const char *lang, const char *sentence)
{
	const char *words = value_get_text(expected, lang);
	return words == NULL || strstr(sentence, words) != NULL;
}

static gboolean
matches(const struct finding *finding, const struct value *expected)
{
	g_autofree char *subject =
		g_strconcat(finding->subject_kind, ":", finding->subject_id, NULL);
	const char *key = value_get_text(expected, "key");
	const char *class = value_get_text(expected, "class");
	const char *severity = value_get_text(expected, "severity");
	const char *check = value_get_text(expected, "check");
	return value_is_text(value_get(expected, "subject"), subject)
		&& g_strcmp0(key == NULL ? "" : key, finding->key) == 0
		&& (class == NULL || strcmp(class, CLASS_CODES[finding->class]) == 0)
		&& (severity == NULL || strcmp(severity, SEVERITY_CODES[finding->severity]) == 0)
		&& (check == NULL || strcmp(check, finding->check) == 0)
		&& says(expected, "ja", finding->ja) && says(expected, "en", finding->en);
}

static void
compare_findings(struct story *story, GPtrArray *found)
{
	const struct value *expect = value_get(story->map, "expect");
	guint n = expect == NULL || expect->type != VALUE_LIST ? 0 : expect->n_items;
	g_autofree gboolean *used = g_new0(gboolean, found->len + 1);
	for (guint i = 0; i < n; i++) {
		gboolean hit = FALSE;
		for (guint k = 0; !hit && k < found->len; k++)
			hit = !used[k] && (used[k] = matches(g_ptr_array_index(found, k), expect->items[i]));
		if (hit)
			continue;
		g_autofree char *text = json_canonical_text(expect->items[i]);
		failed(story, expect->items[i], "「%1$s」: 期待した指摘がない: %2$s",
			"\"%1$s\": expected, not found: %2$s", story->name, text);
	}
	for (guint k = 0; k < found->len; k++) {
		const struct finding *finding = g_ptr_array_index(found, k);
		if (!used[k])
			failed(story, story->map, "「%1$s」: 余計な指摘: %2$s (%3$s, %4$s)",
				"\"%1$s\": not expected: %2$s (%3$s, %4$s)", story->name, finding->id,
				CLASS_CODES[finding->class], SEVERITY_CODES[finding->severity]);
		if (strchr(finding->ja, '{') != NULL || strstr(finding->ja, "?") != NULL)
			failed(story, story->map, "「%1$s」: 文が埋まらない: %2$s",
				"\"%1$s\": the sentence is not filled: %2$s", story->name, finding->ja);
	}
}

static void
see_findings(struct story *story, GPtrArray *found)
{
	for (guint i = 0; story->seen != NULL && i < found->len; i++) {
		const struct finding *finding = g_ptr_array_index(found, i);
		g_string_append_printf(story->seen, "%s %s %s %s\n", finding->id, finding->check,
			CLASS_CODES[finding->class], SEVERITY_CODES[finding->severity]);
		g_string_append_printf(story->sentences, "%s %s\n", finding->ja, finding->en);
	}
}

static void
judge_rule(struct story *story)
{
	g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(finding_free);
	g_autoptr(GError) error = NULL;
	if (!findings_of_rule(story->session, story->number, found, &error))
		failed(story, story->map, "%s", "%s", error_message(error, "en"));
	else
		compare_findings(story, found);
	see_findings(story, found);
	g_auto(GStrv) missing = judge_db_missing(session_db(story->session));
	for (guint i = 0; missing != NULL && missing[i] != NULL; i++)
		failed(story, story->map, "手法に値 %s がない", "the method has no value %s", missing[i]);
}

static void
run_rule_story(struct story *story, struct rule_test_result *ret)
{
	gboolean fires = value_get(story->map, "fires") != NULL;
	const struct value *expect = value_get(story->map, "expect");
	guint n = expect == NULL || expect->type != VALUE_LIST ? 0 : expect->n_items;
	ret->fires += fires;
	ret->silent += !fires;
	if (fires != (n > 0))
		failed(story, story->map, "fires には expect が要り、silent には書きません",
			"`fires` needs expect, `silent` takes none");
	else
		judge_rule(story);
}

/* ---- rows ---- */

/* Cells are texts, "" for NULL; numbers may be written as moments (now-1d, 2026-04-01) and truths. */
static gboolean
cell_matches(const struct story *story, const char *cell, const struct value *expected)
{
	gint64 wanted;
	switch (expected->type) {
	case VALUE_NULL:
		return *cell == '\0';
	case VALUE_INT:
		wanted = expected->integer;
		break;
	case VALUE_BOOL:
		wanted = expected->truth;
		break;
	case VALUE_TEXT:
		if (strcmp(cell, expected->text) == 0)
			return TRUE;
		if (tables_story_time(session_tables(story->session), expected->text, story->now, &wanted))
			break;
		return FALSE;
	default:
		return FALSE;
	}
	g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, wanted);
	return strcmp(cell, text) == 0;
}

typedef gboolean (*row_func)(
	const struct story *story, char *const *cells, const struct value *expected);

/* `expect` lists exactly the rows, in any order. */
static void
compare_rows(struct story *story, GPtrArray *rows, row_func matches_row)
{
	const struct value *expect = value_get(story->map, "expect");
	guint n = expect == NULL || expect->type != VALUE_LIST ? 0 : expect->n_items;
	g_autofree gboolean *used = g_new0(gboolean, rows->len + 1);
	for (guint i = 0; i < n; i++) {
		gboolean hit = FALSE;
		for (guint k = 0; !hit && k < rows->len; k++)
			hit = !used[k]
				&& (used[k] = matches_row(
					    story, g_ptr_array_index(rows, k), expect->items[i]));
		g_autofree char *text = json_canonical_text(expect->items[i]);
		if (!hit)
			failed(story, expect->items[i], "「%1$s」: 期待した行がない: %2$s",
				"\"%1$s\": expected, not found: %2$s", story->name, text);
	}
	for (guint k = 0; k < rows->len; k++) {
		g_autofree char *line = g_strjoinv("|", g_ptr_array_index(rows, k));
		if (!used[k])
			failed(story, story->map, "「%1$s」: 余計な行: %2$s",
				"\"%1$s\": not expected: %2$s", story->name, line);
		if (story->seen != NULL)
			g_string_append_printf(story->seen, "%s\n", line);
	}
}

/* ---- grounds ---- */

enum ground_cell { CELL_SUBJECT, CELL_COVER };
static const char *const CELL_NAMES[] = { "subject", "cover", "proof", "reason", "by_role",
	"collected_at", "fresh_until", "changed_at" };
#define N_CELLS G_N_ELEMENTS(CELL_NAMES)

/* "kind:id" for the first two, NULL for NULL. */
static char *
ground_cell(struct judge_query *query, guint cell)
{
	g_autofree char *kind_name = g_strconcat(CELL_NAMES[cell], "_kind", NULL);
	g_autofree char *id_name = g_strconcat(CELL_NAMES[cell], "_id", NULL);
	int column = judge_query_find(query, cell <= CELL_COVER ? kind_name : CELL_NAMES[cell]);
	int id_column = cell <= CELL_COVER ? judge_query_find(query, id_name) : -1;
	if (column < 0 || judge_query_is_null(query, (guint)column))
		return NULL;
	g_autofree char *text = g_strdup(judge_query_text(query, (guint)column));
	if (cell > CELL_COVER)
		return g_steal_pointer(&text);
	const char *id = id_column < 0 ? NULL : judge_query_text(query, (guint)id_column);
	return g_strconcat(text, ":", id == NULL ? "" : id, NULL);
}

/* One string a cell; "" stands for NULL. */
static char **
ground_row(struct judge_query *query)
{
	char **row = g_new0(char *, N_CELLS + 1);
	for (guint i = 0; i < N_CELLS; i++) {
		row[i] = ground_cell(query, i);
		if (row[i] == NULL)
			row[i] = g_strdup("");
	}
	return row;
}

static gboolean
ground_matches(const struct story *story, char *const *row, const struct value *expected)
{
	gboolean subject = FALSE;
	for (guint i = 0; expected->type == VALUE_MAP && i < expected->n_members; i++) {
		guint cell = 0;
		while (cell < N_CELLS && strcmp(CELL_NAMES[cell], expected->members[i].key) != 0)
			cell++;
		if (cell == N_CELLS || !cell_matches(story, row[cell], expected->members[i].value))
			return FALSE;
		subject = subject || cell == CELL_SUBJECT;
	}
	return subject;
}

static void
judge_ground(struct story *story)
{
	struct prepared *ground = story->prepared;
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	g_autoptr(GError) error = NULL;
	if (ground->query == NULL) {
		failed(story, story->map, "%s", "%s", error_message(ground->failed, "en"));
		return;
	}
	int got = judge_query_start(ground->query, &ground->limits, &error) ? 1 : -1;
	while (got == 1 && (got = judge_query_next(ground->query, &error)) == 1)
		g_ptr_array_add(rows, ground_row(ground->query));
	if (got < 0)
		failed(story, story->map, "%s", "%s", error_message(error, "en"));
	else
		compare_rows(story, rows, ground_matches);
	g_auto(GStrv) missing = judge_db_missing(session_db(story->session));
	for (guint i = 0; missing != NULL && missing[i] != NULL; i++)
		failed(story, story->map, "手法に値 %s がない", "the method has no value %s", missing[i]);
}

/* ---- derivations ---- */

static gboolean
row_matches(const struct story *story, char *const *cells, const struct value *expected)
{
	for (guint i = 0; expected->type == VALUE_MAP && i < expected->n_members; i++) {
		const struct member *member = &expected->members[i];
		int column = judge_query_find(story->prepared->query, member->key);
		if (column < 0 || !cell_matches(story, cells[column], member->value))
			return FALSE;
	}
	return expected->type == VALUE_MAP;
}

static void
judge_derivation(struct story *story)
{
	struct judge_query *query = story->prepared->query;
	g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	g_autoptr(GError) error = NULL;
	if (query == NULL) {
		failed(story, story->map, "%s", "%s", error_message(story->prepared->failed, "en"));
		return;
	}
	int got = judge_query_start(query, &story->prepared->limits, &error) ? 1 : -1;
	while (got == 1 && (got = judge_query_next(query, &error)) == 1) {
		guint n = judge_query_columns(query);
		char **cells = g_new0(char *, n + 1);
		for (guint i = 0; i < n; i++) {
			const char *text = judge_query_text(query, i);
			cells[i] = g_strdup(text == NULL ? "" : text);
		}
		g_ptr_array_add(rows, cells);
	}
	if (got < 0)
		failed(story, story->map, "%s", "%s", error_message(error, "en"));
	else
		compare_rows(story, rows, row_matches);
}

struct prepared *
story_prepared(struct story *story)
{
	return story->prepared;
}

gboolean
story_again(struct story *story, GString *seen, GString *sentences)
{
	struct problems problems, *before = story->problems;
	problems_init(&problems);
	story->problems = &problems;
	story->seen = seen;
	story->sentences = sentences;
	if (story->of == OF_GROUND)
		judge_ground(story);
	else if (story->of == OF_DERIVATION)
		judge_derivation(story);
	else
		judge_rule(story);
	gboolean holds = problems_count(&problems) == 0;
	problems_clear(&problems);
	story->problems = before;
	story->seen = story->sentences = NULL;
	return holds;
}

/* ---- files ---- */

static const struct derivation *
find_derivation(const struct rulebook *book, const char *id)
{
	g_autofree char *ending = g_strconcat("/", id, ".sql", NULL);
	for (guint i = 0; i < book->derivations->len; i++) {
		const struct derivation *derivation = g_ptr_array_index(book->derivations, i);
		if (g_str_has_suffix(derivation->file, ending))
			return derivation;
	}
	return NULL;
}

/* `own` is filled for a derivation, which the session keeps no query of. */
static gboolean
find_subject(struct story *story, const char *id, struct prepared *own)
{
	const struct rulebook *book = session_book(story->session);
	const struct derivation *derivation = find_derivation(book, id);
	for (guint i = 0; i < book->rules->len; i++)
		if (strcmp(((struct rule *)g_ptr_array_index(book->rules, i))->id, id) == 0) {
			story->number = i;
			story->prepared = session_rule(story->session, i);
			return TRUE;
		}
	for (guint i = 0; i < book->grounds->len; i++)
		if (strcmp(((struct ground *)g_ptr_array_index(book->grounds, i))->check, id) == 0) {
			story->of = OF_GROUND;
			story->number = i;
			story->prepared = session_ground(story->session, i);
			return TRUE;
		}
	if (derivation == NULL)
		return FALSE;
	story->of = OF_DERIVATION;
	story->prepared = own;
	own->query = judge_query_new(session_db(story->session), derivation->file, derivation->first_line,
		derivation->sql, &own->failed);
	return TRUE;
}

static void
find_name(struct story *story)
{
	static const char *const KINDS[] = { "fires", "silent", "ground", "derives" };
	story->name = NULL;
	for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
		if (value_get_text(story->map, KINDS[i]) != NULL)
			story->name = value_get_text(story->map, KINDS[i]);
	if (story->name == NULL)
		failed(story, story->map, "fires・silent・ground・derives のどれかに文を書きます",
			"one of fires, silent, ground, derives needs a sentence");
}

static void
run_story(struct story *story, struct rule_test_result *ret, story_func func, void *data)
{
	guint before = problems_count(story->problems);
	g_autoptr(GError) error = NULL;
	ret->stories++;
	find_name(story);
	if (story->name != NULL && read_head(story)) {
		if (!fill(story, &error))
			failed(story, story->map, "%s", "%s", error_message(error, "en"));
		else if (problems_count(story->problems) > before)
			;
		else if (story->of == OF_GROUND)
			judge_ground(story);
		else if (story->of == OF_DERIVATION)
			judge_derivation(story);
		else
			run_rule_story(story, ret);
	}
	gboolean holds = problems_count(story->problems) == before;
	ret->failed += !holds;
	if (holds && func != NULL)
		func(story, data);
}

void
rule_test_each(struct session *session, const struct model_file *file,
	struct rule_test_result *ret, struct problems *problems, story_func func, void *data)
{
	memset(ret, 0, sizeof *ret);
	ARENA_AUTO arena = arena_new();
	const char *slash = strrchr(file->path, '/');
	g_autofree char *id = g_strdup(slash == NULL ? file->path : slash + 1);
	id[strlen(id) - strlen(".test.yaml")] = '\0';
	struct story story = { .session = session, .file = file, .problems = problems };
	struct prepared own = { 0 };
	const struct value *list =
		yaml_parse(arena, file->bytes.at, file->bytes.len, file->shown, problems);
	if (list == NULL || list->type != VALUE_LIST
		|| !find_subject(&story, id, &own)) {
		struct value nowhere = { .type = VALUE_NULL };
		failed(&story, list == NULL ? &nowhere : list,
			"話の一覧ではないか、規則 %s がありません",
			"this is no list of stories, or there is no rule %s", id);
		ret->stories = ret->failed = 1;
		return;
	}
	for (guint i = 0; i < list->n_items; i++) {
		story.map = list->items[i];
		run_story(&story, ret, func, data);
	}
	judge_query_free(own.query);
	g_clear_error(&own.failed);
}

void
rule_test_run(struct session *session, const struct model_file *file,
	struct rule_test_result *ret, struct problems *problems)
{
	rule_test_each(session, file, ret, problems, NULL, NULL);
}
