/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a rule may do: the authorizer that SQLite asks while it prepares a statement (and again when
 * it prepares one anew after views were made). Everything that is not named here is refused.
 *
 * Names SQLite can resolve at all: declared tables (modules; those that come with SQLite are
 * dropped when the connection opens), views, its own schema tables and pragma_ functions. So a READ
 * of any other name is a WITH or a sub-select of the same statement.
 */
#include "sqlite_judge_private.h"

#include <string.h>

static const struct {
	int code;
	const char *words;
} actions[] = {
	{SQLITE_INSERT, "INSERT"},
	{SQLITE_UPDATE, "UPDATE"},
	{SQLITE_DELETE, "DELETE"},
	{SQLITE_CREATE_TABLE, "CREATE TABLE"},
	{SQLITE_CREATE_TEMP_TABLE, "CREATE TEMP TABLE"},
	{SQLITE_CREATE_VIEW, "CREATE VIEW"},
	{SQLITE_CREATE_TEMP_VIEW, "CREATE TEMP VIEW"},
	{SQLITE_CREATE_INDEX, "CREATE INDEX"},
	{SQLITE_CREATE_TEMP_INDEX, "CREATE TEMP INDEX"},
	{SQLITE_CREATE_TRIGGER, "CREATE TRIGGER"},
	{SQLITE_CREATE_TEMP_TRIGGER, "CREATE TEMP TRIGGER"},
	{SQLITE_CREATE_VTABLE, "CREATE VIRTUAL TABLE"},
	{SQLITE_DROP_TABLE, "DROP TABLE"},
	{SQLITE_DROP_VIEW, "DROP VIEW"},
	{SQLITE_ALTER_TABLE, "ALTER TABLE"},
	{SQLITE_PRAGMA, "PRAGMA"},
	{SQLITE_ATTACH, "ATTACH"},
	{SQLITE_DETACH, "DETACH"},
	{SQLITE_TRANSACTION, "BEGIN"},
	{SQLITE_SAVEPOINT, "SAVEPOINT"},
};

static const char *const clock_functions[] = {"date",	      "time",	      "datetime",
					      "julianday",    "unixepoch",    "strftime",
					      "current_date", "current_time", "current_timestamp"};

void
judge_refusal_clear(struct judge_refusal *refusal)
{
	g_clear_pointer(&refusal->word, g_free);
	refusal->kind = JUDGE_REFUSED_NOTHING;
}

void
judge_refusal_tell(const struct judge_refusal *refusal, struct place place, GError **error)
{
	switch (refusal->kind) {
	case JUDGE_REFUSED_NOTHING:
		g_assert_not_reached();
	case JUDGE_REFUSED_READ:
		error_set_at(error, ERROR_REFUSED, place,
			     "%s は読めません。読めるのは宣言された表とビューだけです",
			     "%s may not be read: rules read declared tables and views only",
			     refusal->word);
		return;
	case JUDGE_REFUSED_CLOCK:
		error_set_at(error, ERROR_REFUSED, place,
			     "関数 %s は時計を読めるため使えません。時刻は整数（µs、UTC）、今は "
			     ":now です",
			     "the function %s is refused, it can read the clock: times are "
			     "integers (µs, UTC) "
			     "and the present is :now",
			     refusal->word);
		return;
	case JUDGE_REFUSED_FUNCTION:
		error_set_at(error, ERROR_REFUSED, place,
			     "関数 %s "
			     "は使えません。使えるのは、同じ事実から同じ結果を出し、外に触れない関"
			     "数だけです",
			     "the function %s is refused: only functions that give the same for "
			     "the same facts "
			     "and touch nothing outside may be called",
			     refusal->word);
		return;
	case JUDGE_REFUSED_ACTION:
		error_set_at(error, ERROR_REFUSED, place, "%s は使えません。規則は読むだけです",
			     "%s is refused: rules only read", refusal->word);
		return;
	}
}

/* The first refusal is the one that is told. */
static int
refuse(struct judge_db *db, enum judge_refused kind, const char *word)
{
	if (db->refusal.kind == JUDGE_REFUSED_NOTHING) {
		db->refusal.kind = kind;
		db->refusal.word = g_strdup(word);
	}
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
	if (g_ascii_strncasecmp(name, "sqlite_", 7) != 0 &&
	    g_ascii_strncasecmp(name, "pragma_", 7) != 0)
		return SQLITE_OK;
	return refuse(db, JUDGE_REFUSED_READ, name);
}

static int
may_call(struct judge_db *db, const char *name)
{
	if (judge_function_allowed(name))
		return SQLITE_OK;
	for (guint i = 0; i < G_N_ELEMENTS(clock_functions); i++)
		if (g_ascii_strcasecmp(name, clock_functions[i]) == 0)
			return refuse(db, JUDGE_REFUSED_CLOCK, name);
	return refuse(db, JUDGE_REFUSED_FUNCTION, name);
}

static int
may_do(struct judge_db *db, int code)
{
	for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
		if (actions[i].code == code)
			return refuse(db, JUDGE_REFUSED_ACTION, actions[i].words);
	return refuse(db, JUDGE_REFUSED_ACTION, "SQL");
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
		if (db->watch != NULL && second != NULL && *second != '\0')
			db->watch(first, second, trigger, db->watch_data);
		return may_read(db, first);
	case SQLITE_FUNCTION:
		return may_call(db, second);
	default:
		return may_do(db, code);
	}
}

void
judge_db_watch(struct judge_db *db, judge_column_func func, void *data)
{
	db->watch = func;
	db->watch_data = data;
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
