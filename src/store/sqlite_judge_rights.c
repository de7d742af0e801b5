/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a rule may do: the authorizer that SQLite asks while it prepares a statement (and again when
 * it prepares one anew after views were made). Everything that is not named here is refused.
 *
 * Names SQLite can resolve at all: declared tables (modules; those that come with SQLite are dropped
 * when the connection opens), views, its own schema tables and pragma_ functions. So a READ of any
 * other name is a WITH or a sub-select of the same statement.
 */
#include "sqlite_judge_private.h"

#include <string.h>

struct action {
	int code;
	const char *ja, *en;
};

static const struct action actions[] = {
	{ SQLITE_INSERT, "INSERT", "INSERT" },
	{ SQLITE_UPDATE, "UPDATE", "UPDATE" },
	{ SQLITE_DELETE, "DELETE", "DELETE" },
	{ SQLITE_CREATE_TABLE, "表の作成", "creating a table" },
	{ SQLITE_CREATE_TEMP_TABLE, "一時表の作成", "creating a temporary table" },
	{ SQLITE_CREATE_VIEW, "ビューの作成", "creating a view" },
	{ SQLITE_CREATE_TEMP_VIEW, "一時ビューの作成", "creating a temporary view" },
	{ SQLITE_CREATE_INDEX, "索引の作成", "creating an index" },
	{ SQLITE_CREATE_TEMP_INDEX, "一時索引の作成", "creating a temporary index" },
	{ SQLITE_CREATE_TRIGGER, "トリガーの作成", "creating a trigger" },
	{ SQLITE_CREATE_TEMP_TRIGGER, "一時トリガーの作成", "creating a temporary trigger" },
	{ SQLITE_CREATE_VTABLE, "仮想表の作成", "creating a virtual table" },
	{ SQLITE_DROP_TABLE, "表の削除", "dropping a table" },
	{ SQLITE_DROP_VIEW, "ビューの削除", "dropping a view" },
	{ SQLITE_ALTER_TABLE, "ALTER", "ALTER" },
	{ SQLITE_PRAGMA, "PRAGMA", "PRAGMA" },
	{ SQLITE_ATTACH, "ATTACH", "ATTACH" },
	{ SQLITE_DETACH, "DETACH", "DETACH" },
	{ SQLITE_TRANSACTION, "トランザクション", "a transaction" },
	{ SQLITE_SAVEPOINT, "SAVEPOINT", "SAVEPOINT" },
};

static const char *const clock_functions[] = { "date", "time", "datetime", "julianday", "unixepoch",
	"strftime", "current_date", "current_time", "current_timestamp" };

void
judge_refusal_clear(struct judge_refusal *refusal)
{
	g_clear_pointer(&refusal->ja, g_free);
	g_clear_pointer(&refusal->en, g_free);
	g_clear_pointer(&refusal->word, g_free);
}

/* The first refusal is the one that is told. `word` may be NULL. */
static int refuse(struct judge_db *db, const char *word, const char *ja, const char *en, ...)
	__attribute__((format(printf, 3, 5), format(printf, 4, 5)));
static int
refuse(struct judge_db *db, const char *word, const char *ja, const char *en, ...)
{
	if (db->refusal.en != NULL)
		return SQLITE_DENY;
	va_list args;
	va_start(args, en);
	db->refusal.ja = g_strdup_vprintf(ja, args);
	va_end(args);
	va_start(args, en);
	db->refusal.en = g_strdup_vprintf(en, args);
	va_end(args);
	db->refusal.word = g_strdup(word);
	return SQLITE_DENY;
}

static int
may_read(struct judge_db *db, const char *name)
{
	struct judge_table *table = judge_db_table_named(db, slice_of(name));
	if (table != NULL) {
		if (db->reads != NULL && table->seen != db->prepares) {
			table->seen = db->prepares;
			g_ptr_array_add(db->reads, table);
		}
		return SQLITE_OK;
	}
	if (g_ascii_strncasecmp(name, "sqlite_", 7) != 0 && g_ascii_strncasecmp(name, "pragma_", 7) != 0)
		return SQLITE_OK;
	return refuse(db, name, "%s は読めません。規則が読めるのは宣言された表とビューだけです",
		"%s may not be read: rules read declared tables and views only", name);
}

static int
may_call(struct judge_db *db, const char *name)
{
	if (judge_function_allowed(name))
		return SQLITE_OK;
	for (guint i = 0; i < G_N_ELEMENTS(clock_functions); i++)
		if (g_ascii_strcasecmp(name, clock_functions[i]) == 0)
			return refuse(db, name,
				"関数 %s は時計を読めるため使えません。時刻は整数（µs、UTC）で、今は :now です",
				"the function %s is refused because it can read the clock: times are integers "
				"(µs, UTC) and the present is :now",
				name);
	return refuse(db, name,
		"関数 %s は使えません。同じ事実から同じ結果を出し、外に触れない関数だけが使えます",
		"the function %s is refused: only functions that give the same for the same facts and "
		"touch nothing outside may be called",
		name);
}

static int
may_do(struct judge_db *db, int code, const char *object)
{
	const char *ja = "この操作", *en = "this";
	for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
		if (actions[i].code == code) {
			ja = actions[i].ja;
			en = actions[i].en;
		}
	const char *name = object != NULL ? object : "-";
	return refuse(db, object, "%1$s（%3$s）は使えません。規則は読むだけです",
		"%2$s (%3$s) is refused: rules only read", ja, en, name);
}

static int
authorize(void *data, int code, const char *first, const char *second, const char *database,
	const char *trigger)
{
	struct judge_db *db = data;
	if (db->own)
		return SQLITE_OK;
	switch (code) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return may_read(db, first);
	case SQLITE_FUNCTION:
		return may_call(db, second);
	default:
		return may_do(db, code, first);
	}
}

gboolean
judge_rights_set(struct judge_db *db, GError **error)
{
	/* Once and for all: setting it again would make SQLite prepare every statement anew. */
	if (sqlite3_set_authorizer(db->sqlite, authorize, db) == SQLITE_OK)
		return TRUE;
	error_set(error, ERROR_STORE, "判定用データベースを保護できません: %s",
		"cannot protect the judging database: %s", sqlite3_errmsg(db->sqlite));
	return FALSE;
}
