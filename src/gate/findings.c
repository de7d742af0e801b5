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
		return session_name(session, how, text, lang);
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

enum known { SUBJECT_KIND, SUBJECT_ID, KEY, CLASS, SEVERITY, CHECK_ID, N_KNOWN };

/* One rule as it runs. */
struct reading {
	struct session *session;
	const struct rule *rule;
	struct judge_query *query;
	int columns[N_KNOWN]; /* -1: it does not give this one */
	GPtrArray *into;
	GHashTable *seen; /* identity → place in `into`, plus one */
};

static const char *
known_text(const struct reading *reading, enum known column)
{
	int at = reading->columns[column];
	return at < 0 ? NULL : judge_query_text(reading->query, (guint)at);
}

static char *
known_copy(const struct reading *reading, enum known column)
{
	const char *text = known_text(reading, column);
	return g_strdup(text == NULL ? "" : text);
}

/* The row's own class or severity, if the rule returns one. */
static void
override(const struct reading *reading, struct finding *finding)
{
	const char *class = known_text(reading, CLASS);
	if (class != NULL)
		class_parse(class, &finding->class);
	const char *severity = known_text(reading, SEVERITY);
	if (severity != NULL)
		severity_parse(severity, &finding->severity);
}

static const char *
row_text(const char *name, void *data)
{
	const struct reading *reading = data;
	int column = judge_query_find(reading->query, name);
	return column < 0 ? NULL : judge_query_text(reading->query, (guint)column);
}

static struct finding *
finding_of_row(struct reading *reading)
{
	const struct rule *rule = reading->rule;
	enum rank rank = session_rank(reading->session);
	struct finding *finding = g_new0(struct finding, 1);
	finding->rule = rule;
	finding->rule_id = g_strdup(rule->id);
	finding->class = rule->classes[rank];
	finding->severity = rule->severities[rank];
	override(reading, finding);
	finding->subject_kind = known_copy(reading, SUBJECT_KIND);
	finding->subject_id = known_copy(reading, SUBJECT_ID);
	finding->key = known_copy(reading, KEY);
	finding->check = strcmp(rule->check, "column") == 0 ? known_copy(reading, CHECK_ID)
							    : g_strdup(rule->check);
	finding->id = finding_identity(
		rule->id, finding->subject_kind, finding->subject_id, finding->key);
	finding->since = session_since(reading->session, finding->id);
	if (!session_wants_texts(reading->session))
		return finding;
	finding->ja = sentence_fill(reading->session, rule->text.ja, "ja", row_text, reading);
	finding->en = sentence_fill(reading->session, rule->text.en, "en", row_text, reading);
	return finding;
}

/* One finding an identity; where a rule returns two rows of one, the worse class stays. */
static void
add_finding(struct reading *reading, struct finding *finding)
{
	guint at = GPOINTER_TO_UINT(g_hash_table_lookup(reading->seen, finding->id));
	struct finding *other = at == 0 ? NULL : g_ptr_array_index(reading->into, at - 1);
	if (finding->class == CLASS_SILENT || (other != NULL && finding->class >= other->class)) {
		finding_free(finding);
		return;
	}
	if (other != NULL)
		reading->into->pdata[at - 1] = finding;
	else
		g_ptr_array_add(reading->into, finding);
	g_hash_table_replace(reading->seen, finding->id,
		GUINT_TO_POINTER(other != NULL ? at : reading->into->len));
	if (other != NULL)
		finding_free(other);
}

static void
find_columns(struct reading *reading)
{
	static const char *const NAMES[N_KNOWN] = { "subject_kind", "subject_id", "key", "class",
		"severity", "check_id" };
	for (guint i = 0; i < N_KNOWN; i++)
		reading->columns[i] = judge_query_find(reading->query, NAMES[i]);
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
	struct reading reading = { session, rule, prepared->query, .into = into };
	if (!judge_query_start(prepared->query, &prepared->limits, error))
		return FALSE;
	int got = judge_query_next(prepared->query, error);
	if (got != 1)
		return got == 0;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	reading.seen = seen;
	find_columns(&reading);
	do
		add_finding(&reading, finding_of_row(&reading));
	while ((got = judge_query_next(prepared->query, error)) == 1);
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
	/* Two rules may miss the same: it is said once. */
	for (guint i = 0; i < into->len; i++)
		if (strcmp(((struct finding *)g_ptr_array_index(into, i))->id, finding->id) == 0) {
			finding_free(finding);
			return;
		}
	g_ptr_array_add(into, finding);
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
