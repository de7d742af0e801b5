/* SPDX-License-Identifier: Apache-2.0 */
#include "made_value.h"

#include <string.h>

#include "base/moment.h"

guint
made_below(struct making *making, guint n)
{
	return n == 0 ? 0 : (guint)g_rand_int_range(making->rand, 0, (gint32)n);
}

gboolean
made_chance(struct making *making, guint percent)
{
	return made_below(making, 100) < percent;
}

/* ---- words ---- */

static const char *const TOPICS[] = { "申請", "審査", "交付", "受付", "通知", "認証", "決済", "照会",
	"統計", "公開", "台帳", "証明", "監視", "連携", "帳票", "検索", "相談", "届出", "許可", "点検" };
static const char *const THINGS[] = { "API", "画面", "基盤", "データベース", "サーバー", "バッチ", "窓口",
	"ゲートウェイ", "ストレージ", "端末", "管理機能", "中継", "保管庫", "ログ", "配信" };
static const char *const SENTENCES[] = { "利用者の本人確認を済ませてから受け付ける。",
	"障害のときは予備系へ切り替え、業務を続ける。", "担当者が週に一度、記録を確かめて署名する。",
	"外部からの接続は中継を通したものだけを許す。", "変更は事前に影響を調べ、承認を得てから行う。",
	"保存期間を過ぎた記録は復元できない方法で消す。", "委託先は作業の前後に報告し、結果を残す。",
	"鍵は専用の装置で作り、外に持ち出さない。", "脆弱性の情報を毎日集め、要否を判断する。",
	"訓練の結果を手順に反映し、次の訓練で確かめる。" };

#define PICK(making, list) (list)[made_below(making, G_N_ELEMENTS(list))]

const char *
made_name(struct making *making)
{
	const char *topic = PICK(making, TOPICS), *thing = PICK(making, THINGS);
	return arena_printf(making->made->arena, "%s%s %u", topic, thing, made_below(making, 1000));
}

static const char *
prose(struct making *making)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (guint i = 0, n = 1 + made_below(making, 4); i < n; i++)
		g_string_append(out, PICK(making, SENTENCES));
	return arena_dup(making->made->arena, out->str, out->len);
}

static const char *
formatted(struct making *making, const char *format)
{
	struct arena *arena = making->made->arena;
	guint n = made_below(making, 100000);
	if (strcmp(format, "check") == 0) {
		static const char *const CHECKS[] = { "C1-1", "C1-2", "C1-3", "C2-2", "C3-2", "C3-8",
			"C4-4", "C5-2", "C6-1", "C7-3", "C7-7" };
		return PICK(making, CHECKS);
	}
	if (strcmp(format, "country") == 0)
		return made_chance(making, 90) ? "JP" : "US";
	if (strcmp(format, "cidr") == 0)
		return arena_printf(arena, "198.51.100.%u/28", made_below(making, 16) * 16);
	if (strcmp(format, "mail") == 0)
		return arena_printf(arena, "kakari-%u@bench.example", n);
	if (strcmp(format, "purl") == 0)
		return arena_printf(arena, "pkg:maven/bench.example/part-%u", n % 500);
	if (strcmp(format, "cpe") == 0)
		return arena_printf(arena, "cpe:2.3:a:bench:part_%u:*:*:*:*:*:*:*:*", n % 500);
	if (strcmp(format, "system") == 0)
		return making->made->chain;
	return arena_printf(arena, "%u", n);
}

/* ---- times ---- */

static const char *
text_of(struct making *making, char *owned)
{
	const char *text = arena_dup(making->made->arena, owned, strlen(owned));
	g_free(owned);
	return text;
}

/* Of the last two years, or of the years to come. */
static gint64
past(struct making *making)
{
	return MADE_NOW - (gint64)(1 + made_below(making, 300)) * MOMENT_DAY;
}

static gint64
future(struct making *making)
{
	gint64 days = made_chance(making, 97) ? 30 + made_below(making, 1500)
					      : -(gint64)made_below(making, 60);
	return MADE_NOW + days * MOMENT_DAY;
}

static const char *
duration(struct making *making)
{
	static const char *const TEXTS[] = { "15min", "1h", "4h", "1d", "7d", "30d", "90d", "6mo", "1y",
		"3y", "5y" };
	return PICK(making, TEXTS);
}

/* ---- references ---- */

static GPtrArray *
ids_of(const struct making *making, const char *kind, gboolean org)
{
	GHashTable *ids = org ? making->org_ids : making->ids;
	return ids == NULL ? NULL : g_hash_table_lookup(ids, kind);
}

const char *
made_pick(struct making *making, const char *kind)
{
	const GPtrArray *own = ids_of(making, kind, FALSE), *org = ids_of(making, kind, TRUE);
	guint n_own = own == NULL ? 0 : own->len, n_org = org == NULL ? 0 : org->len;
	if (n_own + n_org == 0)
		return NULL;
	guint at = made_below(making, n_own + n_org);
	return at < n_own ? g_ptr_array_index(own, at) : g_ptr_array_index(org, at - n_own);
}

static struct value *
reference(struct making *making, const struct field *field)
{
	struct arena *arena = making->made->arena;
	if (field->any || field->n_targets > 1) {
		/* Any kind: a component most of all, that is what people point at. */
		const char *kind = field->any ? "component"
					      : field->targets[made_below(making, field->n_targets)]->name;
		const char *id = made_pick(making, kind);
		for (guint i = 0; id == NULL && i < field->n_targets; i++) {
			kind = field->targets[i]->name;
			id = made_pick(making, kind);
		}
		return id == NULL ? NULL : value_text(arena, arena_printf(arena, "%s:%s", kind, id));
	}
	const char *id = made_pick(making, field->targets[0]->name);
	return id == NULL ? NULL : value_text(arena, id);
}

/* ---- values ---- */

static struct value *
record(struct making *making, const struct field *field)
{
	struct value *map = value_map(making->made->arena);
	for (guint i = 0; i < field->n_fields; i++) {
		struct value *value = made_value(making, field->fields[i]);
		if (value != NULL)
			value_set(making->made->arena, map, field->fields[i]->name, value);
	}
	return map->n_members == 0 ? NULL : map;
}

static struct value *
list(struct making *making, const struct field *field)
{
	struct value *list = value_list(making->made->arena);
	for (guint i = 0, n = 1 + made_below(making, 3); i < n; i++) {
		struct value *item = made_value(making, field->of);
		gboolean twice = item == NULL;
		for (guint k = 0; !twice && k < list->n_items; k++)
			twice = value_equal(list->items[k], item);
		if (!twice)
			value_add(making->made->arena, list, item);
	}
	return list->n_items == 0 ? NULL : list;
}

static gint64
number(struct making *making, const struct field *field)
{
	gint64 min = field->has_min ? field->min : 0;
	gint64 max = field->has_max ? field->max : min + 50;
	return min + made_below(making, (guint)(max - min + 1));
}

static struct value *
scalar(struct making *making, const struct field *field)
{
	struct arena *arena = making->made->arena;
	switch (field->type) {
	case FIELD_TIME:
		return value_text(arena, text_of(making, moment_text(past(making))));
	case FIELD_DATE:
		return value_text(arena, text_of(making, date_text(past(making) / MOMENT_DAY * MOMENT_DAY
								    - 9 * MOMENT_HOUR,
							    9 * MOMENT_HOUR, FALSE)));
	case FIELD_UNTIL:
		return value_text(arena, text_of(making, date_text(future(making) / MOMENT_DAY * MOMENT_DAY
								    - 9 * MOMENT_HOUR,
							    9 * MOMENT_HOUR, TRUE)));
	case FIELD_DURATION:
		return value_text(arena, duration(making));
	case FIELD_CIA:
		return value_text(arena, arena_printf(arena, "C%u I%u A%u", 1 + made_below(making, 3),
					 1 + made_below(making, 2), 1 + made_below(making, 2)));
	case FIELD_ENUM:
		return value_text(
			arena, field->codes->codes[made_below(making, field->codes->n_codes)].code);
	case FIELD_ITEM:
		return value_text(arena, arena_printf(arena, "org-ismap/%u.%u.%u",
					 5 + made_below(making, 14), 1 + made_below(making, 9),
					 1 + made_below(making, 9)));
	case FIELD_BYTES:
		return value_text(arena, arena_printf(arena, "%08x%08x%08x%08x", made_below(making, G_MAXINT),
					 made_below(making, G_MAXINT), made_below(making, G_MAXINT),
					 made_below(making, G_MAXINT)));
	case FIELD_DECIMAL:
		return value_text(arena, arena_printf(arena, "%u.%u", made_below(making, 10),
					 made_below(making, 10)));
	default:
		return NULL;
	}
}

struct value *
made_value(struct making *making, const struct field *field)
{
	struct arena *arena = making->made->arena;
	switch (field->type) {
	case FIELD_TEXT:
		return value_text(arena, field->format != NULL ? formatted(making, field->format)
							       : made_name(making));
	case FIELD_PROSE:
		return value_text(arena, prose(making));
	case FIELD_LABEL:
		return value_text(arena, made_name(making));
	case FIELD_BOOL:
		return value_bool(arena, made_chance(making, 50));
	case FIELD_INT:
	case FIELD_COUNT:
	case FIELD_MONEY:
		return value_int(arena, number(making, field));
	case FIELD_PERCENT:
		return value_int(arena, made_below(making, 101));
	case FIELD_PHASE:
		return value_int(arena, 1 + made_below(making, 8));
	case FIELD_REF:
		return reference(making, field);
	case FIELD_LIST:
		return list(making, field);
	case FIELD_RECORD:
		return record(making, field);
	default:
		return scalar(making, field);
	}
}

/* ---- bodies ---- */

static gboolean
may_write(const struct field *field, const struct kind *kind, const char *role)
{
	if (field->stamped)
		return FALSE;
	char *const *writers = field->writers;
	if (writers == NULL && field->group != NULL)
		writers = field->group->writers;
	return (writers == NULL && field->group == NULL)
		|| (writers != NULL && g_strv_contains((const char *const *)writers, role));
}

/* Fields of which one kind takes exactly one. */
static gboolean
is_alternative(const struct kind *kind, const char *field)
{
	for (guint i = 0; kind->one_of != NULL && kind->one_of[i] != NULL; i++)
		if (g_strv_contains((const char *const *)kind->one_of[i], field))
			return TRUE;
	return FALSE;
}

/* What others have to say stands at what anybody may say. */
static void
fill_neutral(struct making *making, struct value *body, const struct field *field)
{
	if (field->neutral != NULL)
		value_set_text(making->made->arena, body, field->name, field->neutral);
}

static void
fill(struct making *making, const struct kind *kind, struct value *body, const struct field *field)
{
	struct value *value = made_value(making, field);
	if (value != NULL)
		value_set(making->made->arena, body, field->name, value);
}

static void
fill_alternatives(struct making *making, const struct kind *kind, struct value *body)
{
	for (guint i = 0; kind->one_of != NULL && kind->one_of[i] != NULL; i++) {
		guint n = g_strv_length((char **)kind->one_of[i]);
		guint at = made_below(making, n);
		fill(making, kind, body, kind_field(kind, kind->one_of[i][at]));
		if (value_get(body, kind->one_of[i][at]) == NULL)
			fill(making, kind, body, kind_field(kind, kind->one_of[i][0]));
	}
}

struct value *
made_body(struct making *making, const struct kind *kind, const char *role)
{
	struct value *body = value_map(making->made->arena);
	if (kind->name_rule == NAME_REQUIRED)
		value_set_text(making->made->arena, body, "name", made_name(making));
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		gboolean wanted = field->required || made_chance(making, 60);
		if (wanted && may_write(field, kind, role) && !is_alternative(kind, field->name))
			fill(making, kind, body, field);
		else if (field->required && !field->stamped)
			fill_neutral(making, body, field);
	}
	fill_alternatives(making, kind, body);
	return body;
}

void
made_complete(struct making *making, const struct kind *kind, struct value *body)
{
	/* What one answer asks for may ask for another. */
	for (guint pass = 0; pass < 3; pass++)
		for (guint i = 0; i < kind->n_fields; i++) {
			const struct field *field = kind->fields[i];
			if (!field->stamped && value_get(body, field->name) == NULL
				&& field_required(field, body))
				fill(making, kind, body, field);
		}
}
