/* SPDX-License-Identifier: Apache-2.0 */
#include "check_words.h"

#include <string.h>

const char *const VERDICT_SIGNS[] = { "○", "△", "×", "－", "？" };

static const struct label CLASS_LABELS[] = { { "必須", "must" }, { "推奨", "should" },
	{ "情報不足", "fact missing" }, { "参考", "advice" }, { "-", "-" } };
static const struct label SEVERITY_LABELS[] = { { "緊急", "critical" }, { "重要", "high" },
	{ "警告", "medium" }, { "注意", "low" }, { "参考", "info" } };
static const struct label RANK_LABELS[] = { { "高", "high" }, { "中", "mid" }, { "低", "low" } };
static const struct label STANDING_LABELS[] = { { "新規", "new" }, { "悪化", "worse" },
	{ "継続", "still there" } };

struct word {
	const char *code;
	struct label label;
};

static const struct word REASONS[] = {
	{ "never", { "確認した証跡がない", "nothing has looked at it" } },
	{ "before_change", { "証跡が最後の変更より古い", "looked at before its last change" } },
	{ "stale", { "証跡の有効期間を過ぎた", "older than its freshness limit" } },
	{ "part", { "一部だけ確認した", "only a part was looked at" } },
	{ "other_version", { "別の版の証跡", "evidence of another version" } },
	{ "incomplete", { "確認が途中・範囲限定", "the look was cut or limited" } },
	{ "claimed", { "申告のみ", "a claim only" } },
	{ "unnamed", { "記載が足りない", "the record lacks what is needed" } },
	{ "unconfirmed", { "確認の署名がない、または変更前のもの", "not confirmed since the last change" } },
};

static const struct word WAITS[] = {
	{ "ground", { "この点検の根拠の定義", "the definition of its ground" } },
	{ "evidence", { "ツールの証跡の取込み", "reading tool evidence" } },
	{ "threats", { "脅威とリスク値の導出", "deriving threats and risk values" } },
	{ "graph", { "攻撃経路の計算", "computing attack paths" } },
	{ "controls", { "対策の証明の計算", "computing the proof of controls" } },
	{ "matching", { "脆弱性情報との照合", "matching with advisories" } },
	{ "detection", { "検知の状態", "the state of detection" } },
};

static const struct word STATES[] = {
	{ "open", { "未申請", "open" } },
	{ "submitted", { "申請中", "submitted" } },
	{ "assessed", { "評価済み", "assessed" } },
	{ "passed", { "通過", "passed" } },
	{ "conditional", { "条件付通過", "passed with conditions" } },
	{ "returned", { "差戻し", "returned" } },
};

static const struct word ROLES[] = {
	{ "manager", { "システム管理者", "system manager" } },
	{ "contractor", { "委託先実施者", "contractor" } },
	{ "owner", { "リスクオーナー", "risk owner" } },
	{ "assessor", { "アセッサー", "assessor" } },
	{ "ciso", { "CISO", "CISO" } },
	{ "admin", { "全体管理者", "administrator" } },
	{ "auditor", { "監査人", "auditor" } },
};

static const char *
look_up(const struct word *words, guint n, const char *code, const char *lang)
{
	for (guint i = 0; i < n; i++)
		if (strcmp(words[i].code, code) == 0)
			return label_in(words[i].label, lang);
	return code;
}

const char *
class_word(enum rule_class class, const char *lang)
{
	return label_in(CLASS_LABELS[class], lang);
}

const char *
severity_word(enum severity severity, const char *lang)
{
	return label_in(SEVERITY_LABELS[severity], lang);
}

const char *
rank_word(const struct judgement *judgement, const char *lang)
{
	static const struct label UNDECIDED = { "未決定(中として判定)", "not decided (judged as mid)" };
	return label_in(judgement->rank_known ? RANK_LABELS[judgement->rank] : UNDECIDED, lang);
}

const char *
excepted_word(const struct finding *finding, const char *lang)
{
	static const struct label EXCEPTED[] = { { "", "" }, { "対象外", "excluded" },
		{ "例外あり", "waived" }, { "例外あり", "waived in part" } };
	return label_in(EXCEPTED[finding->excepted], lang);
}

const char *
reason_word(const char *code, const char *lang)
{
	return look_up(REASONS, G_N_ELEMENTS(REASONS), code, lang);
}

const char *
waits_word(const char *code, const char *lang)
{
	return look_up(WAITS, G_N_ELEMENTS(WAITS), code, lang);
}

const char *
state_word(const char *code, const char *lang)
{
	return look_up(STATES, G_N_ELEMENTS(STATES), code, lang);
}

const char *
role_word(const char *code, const char *lang)
{
	return look_up(ROLES, G_N_ELEMENTS(ROLES), code, lang);
}

const char *
standing_word(enum standing standing, const char *lang)
{
	return label_in(STANDING_LABELS[standing], lang);
}

char *
check_number(const char *id)
{
	static const char *const CIRCLED[] = { "①", "②", "③", "④", "⑤", "⑥", "⑦" };
	guint group = id[0] == 'C' && id[1] >= '1' && id[1] <= '7' ? (guint)(id[1] - '1') : 7;
	return group < 7 && id[2] == '-' ? g_strconcat(CIRCLED[group], id + 2, NULL) : g_strdup(id);
}

/* ---- subjects ---- */

static const char *
code_word(const struct report *report, const char *enumeration, const char *code)
{
	const struct model *model = session_model(report->session);
	const struct enumeration *codes = model_enumeration(model, enumeration);
	const struct kind *procedure = model_kind(model, "procedure");
	if (strcmp(enumeration, "procedure_type") == 0 && procedure != NULL)
		codes = kind_field(procedure, "type")->codes;
	const struct code *found = codes == NULL ? NULL : enumeration_code(codes, code);
	return found == NULL ? code : label_in(found->label, report->options->lang);
}

static char *
named(const struct report *report, const char *what, const char *name)
{
	return strcmp(report->options->lang, "en") == 0 ? g_strdup_printf("%s \"%s\"", what, name)
							 : g_strdup_printf("%s「%s」", what, name);
}

static char *
object_words(const struct report *report, const char *kind, const char *id)
{
	const struct kind *known = model_kind(session_model(report->session), kind);
	if (known == NULL)
		return g_strconcat(kind, ":", id, NULL);
	g_autofree char *name = session_name(report->session, kind, id, report->options->lang);
	return named(report, label_in(known->label, report->options->lang), name);
}

/* Of subjects that are no objects; see place_of in gate/judge.c. */
static char *
inside_words(const struct report *report, const char *kind, const char *owner, const char *rest)
{
	gboolean en = strcmp(report->options->lang, "en") == 0;
	if (strcmp(kind, "condition") == 0) {
		g_autofree char *contract = object_words(report, "contract", owner);
		return g_strdup_printf(
			en ? "%s: %s" : "%sの%s", contract, code_word(report, "condition", rest));
	}
	if (strcmp(kind, "item") == 0) {
		g_autofree char *standard = object_words(report, "standard", owner);
		return g_strdup_printf(en ? "%s, item %s" : "%sの項目 %s", standard, rest);
	}
	const char *task = code_word(report, "dtask", owner);
	g_auto(GStrv) place = g_strsplit(rest, ":", 2);
	if (place[0] == NULL || place[1] == NULL)
		return named(report, en ? "task" : "分担", task);
	g_autofree char *object = object_words(report, place[0], place[1]);
	return g_strdup_printf(en ? "task \"%s\" at %s" : "分担「%s」(%s)", task, object);
}

char *
subject_words(const struct report *report, const char *kind, const char *id)
{
	gboolean task = strcmp(kind, "dtask") == 0;
	gboolean inside = task || strcmp(kind, "condition") == 0 || strcmp(kind, "item") == 0;
	const char *cut = inside ? strchr(id, task ? '@' : '/') : NULL;
	if (cut != NULL) {
		g_autofree char *owner = g_strndup(id, (gsize)(cut - id));
		return inside_words(report, kind, owner, cut + 1);
	}
	if (strcmp(kind, "procedure_type") == 0)
		return named(report, strcmp(report->options->lang, "en") == 0 ? "procedure" : "手順",
			code_word(report, "procedure_type", id));
	return object_words(report, kind, id);
}

/* ---- about a check ---- */

char *
confirm_words(const struct report *report, const struct check *check)
{
	char *const *roles = check->confirm[report->judgement->rank];
	if (roles == NULL || roles[0] == NULL)
		return NULL;
	GString *words = g_string_new(role_word(roles[0], report->options->lang));
	for (guint i = 1; roles[i] != NULL; i++)
		g_string_append_printf(words, "%s%s",
			strcmp(report->options->lang, "en") == 0 ? ", " : "・",
			role_word(roles[i], report->options->lang));
	return g_string_free(words, FALSE);
}

char *
remark_words(const struct report *report, const struct check_result *result)
{
	const char *lang = report->options->lang;
	gboolean en = strcmp(lang, "en") == 0;
	GString *words = g_string_new(NULL);
	guint missing = result->subjects - result->covered;
	if (missing > 0)
		g_string_append_printf(words, en ? "%u not covered\n" : "未確認 %u 件\n", missing);
	if (result->excluded > 0)
		g_string_append_printf(words, en ? "%u excluded\n" : "除外 %u 件\n", result->excluded);
	if (result->claimed)
		g_string_append(words, en ? "Decisions written in the folder are claims only\n"
					   : "フォルダーに書かれた決裁は申告として扱う\n");
	if (result->awaits_statement)
		g_string_append(words, en ? "Awaits the statement of the role in charge\n"
					   : "担当する役割の確認待ち\n");
	for (guint i = 0; i < result->waits->len; i++)
		g_string_append_printf(words,
			en ? "Waits for a part that this version does not have yet: %s\n"
			   : "この版にまだない機能を待つ: %s\n",
			waits_word(g_ptr_array_index(result->waits, i), lang));
	if (words->len > 0)
		g_string_truncate(words, words->len - 1);
	return g_string_free(words, FALSE);
}

char *
alone_words(const struct report *report, const struct check_result *result, const char *lang)
{
	gboolean en = strcmp(lang, "en") == 0;
	const char *title = label_in(result->check->title, lang);
	if (result->verdict == VERDICT_NONCONFORMING)
		return g_strdup_printf(en ? "\"%s\" does not conform: a role in charge, or the assessor, says so"
					  : "「%s」は不適合。担当する役割かアセッサーがそう述べている",
			title);
	if (result->waits->len > 0 && result->subjects == 0)
		return g_strdup_printf(en ? "\"%s\" is not assessed: it waits for a part that this version does not have yet (%s)"
					  : "「%s」は未評価。この版にまだない機能(%s)を待っている",
			title, waits_word(g_ptr_array_index(result->waits, 0), lang));
	if (result->subjects == 0)
		return g_strdup_printf(en ? "\"%s\" is not assessed: nothing in its scope is recorded, and nobody stated that there is nothing"
					  : "「%s」は未評価。対象の記載がなく、対象がないという申告もない",
			title);
	return g_strdup_printf(en ? "\"%s\" is not assessed: %u of %u covered. Give evidence or a statement (for example: %s)"
				  : "「%s」は未評価。確認 %u/%u。証跡か申告を出す(例: %s)",
		title, result->covered, result->subjects, label_in(result->check->example, lang));
}

static gint
most_urgent_first(gconstpointer a, gconstpointer b)
{
	const struct finding *x = *(const struct finding *const *)a;
	const struct finding *y = *(const struct finding *const *)b;
	if (x->class != y->class)
		return (gint)x->class - (gint)y->class;
	if (x->severity != y->severity)
		return (gint)x->severity - (gint)y->severity;
	return strcmp(x->id, y->id);
}

GPtrArray *
urgent_findings(const struct report *report)
{
	struct outcome all = { report->outcome->phase, CLASS_NEED, report->outcome->baseline };
	GPtrArray *urgent = g_ptr_array_new();
	for (guint i = 0; i < report->judgement->checks->len; i++) {
		const struct check_result *result = g_ptr_array_index(report->judgement->checks, i);
		for (guint k = 0; k < result->findings->len; k++)
			if (outcome_counts(&all, result, g_ptr_array_index(result->findings, k)))
				g_ptr_array_add(urgent, g_ptr_array_index(result->findings, k));
	}
	g_ptr_array_sort(urgent, most_urgent_first);
	return urgent;
}
