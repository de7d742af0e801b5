/* SPDX-License-Identifier: Apache-2.0 */
#include "findings.h"

#include <string.h>

#include "base/moment.h"

void
finding_free(gpointer data)
{
	struct finding *finding = data;
	g_free(finding->rule_id);
	g_free(finding->check);
	g_free(finding->id);
	g_free(finding->subject_kind);
	g_free(finding->subject_id);
	g_free(finding->key);
	g_free(finding->ja);
	g_free(finding->en);
	g_free(finding->file);
	g_free(finding);
}

static void
append_part(GString *out, const char *part)
{
	for (; part != NULL && *part != '\0'; part++)
		if (*part == ':')
			g_string_append(out, "%3A");
		else if (*part == '%')
			g_string_append(out, "%25");
		else
			g_string_append_c(out, *part);
}

char *
finding_identity(
	const char *rule, const char *subject_kind, const char *subject_id, const char *key)
{
	GString *out = g_string_new(NULL);
	const char *const parts[] = { rule, subject_kind, subject_id, key };
	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		if (i > 0)
			g_string_append_c(out, ':');
		append_part(out, parts[i]);
	}
	return g_string_free(out, FALSE);
}

/* ---- sentences ---- */

static char *
object_name(struct session *session, const char *kind, const char *id, const char *lang)
{
	g_autofree char *quoted = g_strescape(id, NULL);
	if (strpbrk(quoted, "'\\\"") != NULL)
		return g_strdup(id);
	g_autofree char *select = g_strdup_printf(
		"SELECT %s FROM object WHERE kind = '%s' AND id = '%s' ORDER BY retired_at IS NOT NULL LIMIT 1",
		strcmp(lang, "en") == 0 ? "coalesce(name_en, name)" : "name", kind, quoted);
	char *name = NULL;
	if (!session_one(session, select, &name, NULL) || name == NULL || *name == '\0') {
		g_free(name);
		return g_strdup(id);
	}
	return name;
}

/* `name` of a kind's field, or of a record's in a list: certificates.scheme */
static const struct field *
field_named(const struct kind *kind, const char *name)
{
	const char *dot = strchr(name, '.');
	g_autofree char *first = dot == NULL ? g_strdup(name) : g_strndup(name, (gsize)(dot - name));
	const struct field *field = kind_field(kind, first);
	if (field != NULL && field->type == FIELD_LIST)
		field = field->of;
	for (guint i = 0; dot != NULL && field != NULL && i < field->n_fields; i++)
		if (strcmp(field->fields[i]->name, dot + 1) == 0)
			return field->fields[i];
	return dot == NULL ? field : NULL;
}

static const struct enumeration *
codes_of(struct session *session, const char *how)
{
	const char *dot = strchr(how, '.');
	if (dot == NULL)
		return model_enumeration(session_model(session), how);
	g_autofree char *kind_name = g_strndup(how, (gsize)(dot - how));
	const struct kind *kind = model_kind(session_model(session), kind_name);
	const struct field *field = kind == NULL ? NULL : field_named(kind, dot + 1);
	return field == NULL ? NULL : field->codes;
}

static char *
shown(struct session *session, const char *text, const char *how, const char *lang)
{
	gint64 number = g_ascii_strtoll(text, NULL, 10);
	if (strcmp(how, "date") == 0)
		return date_text(number, 9 * MOMENT_HOUR, FALSE);
	if (strcmp(how, "duration") == 0)
		return duration_text(number);
	const struct enumeration *codes = codes_of(session, how);
	const struct code *code = codes == NULL ? NULL : enumeration_code(codes, text);
	if (code != NULL)
		return g_strdup(label_in(code->label, lang));
	if (model_kind(session_model(session), how) != NULL)
		return object_name(session, how, text, lang);
	return g_strdup(text);
}

/* Codes and ids separated by commas are shown one by one. */
static char *
shown_list(struct session *session, const char *text, const char *how, const char *lang)
{
	gboolean several = strchr(text, ',') != NULL
		&& (codes_of(session, how) != NULL || model_kind(session_model(session), how) != NULL);
	if (!several)
		return shown(session, text, how, lang);
	g_auto(GStrv) parts = g_strsplit(text, ",", -1);
	for (guint i = 0; parts[i] != NULL; i++) {
		char *part = parts[i];
		parts[i] = shown(session, g_strstrip(part), how, lang);
		g_free(part);
	}
	return g_strjoinv(strcmp(lang, "en") == 0 ? ", " : "、", parts);
}

char *
sentence_fill(struct session *session, const char *template, const char *lang, column_func column,
	void *data)
{
	GString *out = g_string_new(NULL);
	const char *at = template;
	while (*at != '\0') {
		const char *open = strchr(at, '{'), *close = open == NULL ? NULL : strchr(open, '}');
		if (close == NULL) {
			g_string_append(out, at);
			break;
		}
		g_string_append_len(out, at, open - at);
		g_autofree char *inside = g_strndup(open + 1, (gsize)(close - open - 1));
		const char *how = NULL;
		char *bar = strchr(inside, '|');
		if (bar != NULL) {
			*bar = '\0';
			how = bar[1] == '@' ? column(bar + 2, data) : bar + 1;
		}
		const char *text = column(inside, data);
		g_autofree char *made = text == NULL ? g_strdup("?")
			: how == NULL                ? g_strdup(text)
						     : shown_list(session, text, how, lang);
		g_string_append(out, made);
		at = close + 1;
	}
	return g_string_free(out, FALSE);
}

/* ---- rows ---- */

struct row {
	struct judge_query *query;
};

static const char *
row_column(const char *name, void *data)
{
	const struct row *row = data;
	int column = judge_query_find(row->query, name);
	return column < 0 ? NULL : judge_query_text(row->query, (guint)column);
}

static char *
copy_column(const struct row *row, const char *name)
{
	const char *text = row_column(name, (void *)row);
	return g_strdup(text == NULL ? "" : text);
}

/* The column's own class or severity, if the rule returns one. */
static void
override(const struct row *row, struct finding *finding)
{
	const char *class = row_column("class", (void *)row);
	if (class != NULL)
		class_parse(class, &finding->class);
	const char *severity = row_column("severity", (void *)row);
	if (severity != NULL)
		severity_parse(severity, &finding->severity);
}

/* Texts first: they may ask the database, which the row's columns do not survive. */
struct kept_row {
	GHashTable *columns;
};

static const char *
kept_column(const char *name, void *data)
{
	const struct kept_row *kept = data;
	return g_hash_table_lookup(kept->columns, name);
}

static struct kept_row
keep_row(const struct row *row)
{
	struct kept_row kept = { g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free) };
	for (guint i = 0; i < judge_query_columns(row->query); i++)
		g_hash_table_insert(kept.columns, g_strdup(judge_query_column(row->query, i)),
			g_strdup(judge_query_text(row->query, i)));
	return kept;
}

static struct finding *
finding_of_row(struct session *session, const struct rule *rule, const struct row *row)
{
	struct finding *finding = g_new0(struct finding, 1);
	finding->rule = rule;
	finding->rule_id = g_strdup(rule->id);
	finding->class = rule->classes[session_rank(session)];
	finding->severity = rule->severities[session_rank(session)];
	override(row, finding);
	finding->subject_kind = copy_column(row, "subject_kind");
	finding->subject_id = copy_column(row, "subject_id");
	finding->key = copy_column(row, "key");
	finding->check = strcmp(rule->check, "column") == 0 ? copy_column(row, "check_id")
							    : g_strdup(rule->check);
	finding->id = finding_identity(
		rule->id, finding->subject_kind, finding->subject_id, finding->key);
	finding->since = session_since(session, finding->id);
	struct kept_row kept = keep_row(row);
	finding->ja = sentence_fill(session, rule->text.ja, "ja", kept_column, &kept);
	finding->en = sentence_fill(session, rule->text.en, "en", kept_column, &kept);
	g_hash_table_unref(kept.columns);
	return finding;
}

/* One finding an identity; where a rule returns two rows of one, the worse class stays. */
static void
add_finding(GPtrArray *into, guint from, struct finding *finding)
{
	if (finding->class == CLASS_SILENT) {
		finding_free(finding);
		return;
	}
	for (guint i = from; i < into->len; i++) {
		struct finding *other = g_ptr_array_index(into, i);
		if (strcmp(other->id, finding->id) != 0)
			continue;
		if (finding->class < other->class) {
			finding_free(other);
			into->pdata[i] = finding;
		} else {
			finding_free(finding);
		}
		return;
	}
	g_ptr_array_add(into, finding);
}

gboolean
findings_of_rule(struct session *session, guint number, GPtrArray *into, GError **error)
{
	const struct rule *rule = g_ptr_array_index(session_book(session)->rules, number);
	struct prepared *prepared = session_rule(session, number);
	if (rule->classes[session_rank(session)] == CLASS_SILENT)
		return TRUE;
	if (prepared->query == NULL) {
		g_propagate_error(error, g_error_copy(prepared->failed));
		return FALSE;
	}
	guint from = into->len;
	struct row row = { prepared->query };
	if (!judge_query_start(prepared->query, &prepared->limits, error))
		return FALSE;
	int got;
	while ((got = judge_query_next(prepared->query, error)) == 1)
		add_finding(into, from, finding_of_row(session, rule, &row));
	return got == 0;
}

/* ---- Sekisho's own ---- */

static void
own_finding(GPtrArray *into, const char *rule, const char *check, const char *subject_kind,
	const char *subject_id, const char *key, char *ja, char *en)
{
	struct finding *finding = g_new0(struct finding, 1);
	finding->rule_id = g_strdup(rule);
	finding->check = g_strdup(check);
	finding->class = CLASS_NEED;
	finding->severity = SEVERITY_MEDIUM;
	finding->subject_kind = g_strdup(subject_kind);
	finding->subject_id = g_strdup(subject_id);
	finding->key = g_strdup(key);
	finding->ja = ja;
	finding->en = en;
	finding->id = finding_identity(rule, subject_kind, subject_id, key);
	add_finding(into, 0, finding);
}

void
findings_add_failed(struct session *session, const char *check, const char *id, const GError *failed,
	GPtrArray *into)
{
	own_finding(into, "V.rule_failed", check, "system", session_system(session), id,
		g_strdup_printf("規則 %s を実行できなかった: %s", id, error_message(failed, "ja")),
		g_strdup_printf("the rule %s could not be run: %s", id, error_message(failed, "en")));
}

void
findings_add_missing(struct session *session, const char *check, GPtrArray *into)
{
	g_auto(GStrv) keys = judge_db_missing(session_db(session));
	for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
		own_finding(into, "V.method_value", check, "system", session_system(session), keys[i],
			g_strdup_printf("手法に値 %s がない", keys[i]),
			g_strdup_printf("the method has no value %s", keys[i]));
}

/* The rules that look at what the others found come last. */
static gboolean
reads_findings(struct session *session, guint number)
{
	const struct prepared *prepared = session_rule(session, number);
	return prepared->query != NULL
		&& g_strv_contains(judge_query_reads(prepared->query), "finding");
}

static void
run_rules(struct session *session, gboolean last, GPtrArray *found)
{
	const struct rulebook *book = session_book(session);
	g_strfreev(judge_db_missing(session_db(session)));
	for (guint i = 0; i < book->rules->len; i++) {
		const struct rule *rule = g_ptr_array_index(book->rules, i);
		if (reads_findings(session, i) != last)
			continue;
		g_autoptr(GError) failed = NULL;
		guint before = found->len;
		if (!findings_of_rule(session, i, found, &failed)) {
			/* what a rule said before it failed is not the whole truth: it is not said */
			g_ptr_array_set_size(found, (gint)before);
			findings_add_failed(session,
				strcmp(rule->check, "column") == 0 ? "C1-3" : rule->check, rule->id,
				failed, found);
		}
		findings_add_missing(
			session, strcmp(rule->check, "column") == 0 ? "C1-3" : rule->check, found);
	}
}

GPtrArray *
findings_run(struct session *session, GError **error)
{
	GPtrArray *found = g_ptr_array_new_with_free_func(finding_free);
	run_rules(session, FALSE, found);
	return found;
}

static gboolean
add_row(struct session *session, struct judge_table *table, const struct finding *finding,
	GError **error)
{
	const struct {
		const char *name, *text;
	} TEXTS[] = {
		{ "system", session_system(session) },
		{ "id", finding->id },
		{ "rule", finding->rule_id },
		{ "row_id", finding->check },
		{ "class", CLASS_CODES[finding->class] },
		{ "severity", SEVERITY_CODES[finding->severity] },
		{ "subject_kind", finding->subject_kind },
		{ "subject_id", finding->subject_id },
		{ "key", finding->key },
		{ "ja", finding->ja },
		{ "en", finding->en },
	};
	const struct judge_column *columns;
	guint n = judge_table_columns(table, &columns);
	for (guint i = 0; i < n; i++) {
		for (guint k = 0; k < G_N_ELEMENTS(TEXTS); k++)
			if (strcmp(columns[i].name, TEXTS[k].name) == 0)
				judge_set_text(table, i, TEXTS[k].text, -1);
		if (strcmp(columns[i].name, "opened_at") == 0)
			judge_set_int(table, i,
				finding->since != 0 ? finding->since : session_now(session));
		gboolean out = finding->excepted == EXCEPTED_EXCLUDED
			|| finding->excepted == EXCEPTED_WAIVED;
		if (out && strcmp(columns[i].name, "excepted_until") == 0)
			judge_set_int(table, i, finding->excepted_until);
	}
	return judge_add(table, error);
}

gboolean
findings_run_last(struct session *session, GPtrArray *found, GError **error)
{
	struct judge_table *table = judge_db_find(session_db(session), "finding");
	for (guint i = 0; table != NULL && i < found->len; i++)
		if (!add_row(session, table, g_ptr_array_index(found, i), error))
			return FALSE;
	run_rules(session, TRUE, found);
	return TRUE;
}
