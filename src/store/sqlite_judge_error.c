/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite's complaints in both languages, with the line and column of the rule's file. */
#include "sqlite_judge_private.h"

#include <string.h>

/* "no such table: foo" comes without an offset: the first word "foo" is what is meant. */
static gssize
offset_of_complaint(const char *sql, const char *message)
{
	const char *name = strrchr(message, ':');
	if (name == NULL || name[1] != ' ')
		return -1;
	name += 2;
	const char *dot = strrchr(name, '.');
	return judge_scan_find(sql, dot != NULL ? dot + 1 : name);
}

/* SQLite refuses some writes by itself, before it asks for the right to them. */
static gboolean
is_about_writing(const char *message)
{
	return g_str_has_suffix(message, " may not be modified")
		|| g_str_has_prefix(message, "cannot modify ");
}

/*
 * A pragma_ function declares itself when it is named, which SQLite asks for as an UPDATE of its
 * schema; the author of the rule wrote no UPDATE.
 */
static void
name_the_pragma(struct judge_refusal *refusal, const char *sql)
{
	if (refusal->kind != JUDGE_REFUSED_ACTION || judge_scan_find(sql, refusal->word) >= 0)
		return;
	for (struct judge_word word = judge_scan(&sql); word.type != JUDGE_WORD_END;
	     word = judge_scan(&sql)) {
		if (word.text.len < 7 || g_ascii_strncasecmp(word.text.at, "pragma_", 7) != 0)
			continue;
		judge_refusal_clear(refusal);
		refusal->kind = JUDGE_REFUSED_READ;
		refusal->word = slice_dup(word.text);
		return;
	}
}

static void
complain(struct judge_db *db, const char *name, guint first_line, const char *sql, int rc,
	 GError **error)
{
	struct judge_refusal *refusal = &db->refusal;
	const char *message = sqlite3_errmsg(db->sqlite);
	gssize offset = sqlite3_error_offset(db->sqlite);
	name_the_pragma(refusal, sql);
	if (offset < 0 && refusal->word != NULL)
		offset = judge_scan_find(sql, refusal->word);
	if (offset < 0 && refusal->kind == JUDGE_REFUSED_NOTHING)
		offset = offset_of_complaint(sql, message);
	struct place place = judge_scan_place(name, first_line, sql, offset);
	if (refusal->kind != JUDGE_REFUSED_NOTHING)
		judge_refusal_tell(refusal, place, error);
	else if (is_about_writing(message))
		error_set_at(error, ERROR_REFUSED, place,
			     "書き込みは使えません。規則は読むだけです（%s）",
			     "writing is refused: rules only read (%s)", message);
	else if (rc == SQLITE_NOMEM)
		error_set_at(error, ERROR_TOO_LARGE, place, "SQL が複雑すぎます（上限 %d 命令）",
			     "the SQL is too complicated (limit: %d instructions)", JUDGE_OPS_MAX);
	else
		error_set_at(error, ERROR_INPUT, place, "SQL の誤り: %s", "error in the SQL: %s",
			     message);
}

/*
 * When a view is at fault, SQLite's words and offset are about the view's text, not about the
 * statement that named it. So the views it names are tried by themselves, innermost first.
 * TRUE: a view was at fault and *error is set.
 */
static gboolean
blame_view(struct judge_db *db, const char *sql, guint64 round, GError **error)
{
	for (const char *at = sql;;) {
		struct judge_word word = judge_scan(&at);
		if (word.type == JUDGE_WORD_END)
			return FALSE;
		struct judge_view *view = judge_db_view_named(db, word.text);
		if (view == NULL || view->seen == round)
			continue;
		view->seen = round;
		if (blame_view(db, view->select, round, error))
			return TRUE;
		sqlite3_stmt *stmt = NULL;
		judge_refusal_clear(&db->refusal);
		int rc = sqlite3_prepare_v3(db->sqlite, view->select, (int)view->len, 0, &stmt,
					    NULL);
		int parameters = sqlite3_bind_parameter_count(stmt);
		sqlite3_finalize(stmt);
		g_autofree char *name = g_strconcat("view ", view->name, NULL);
		if (rc != SQLITE_OK)
			complain(db, name, 1, view->select, rc, error);
		else if (parameters > 0)
			error_set_at(
				error, ERROR_INPUT, (struct place){.file = name},
				"ビューではパラメーターを使えません。表 context を読んでください",
				"a view cannot use parameters: let it read the table context");
		else
			continue;
		return TRUE;
	}
}

void
judge_error_prepare(struct judge_db *db, const char *name, guint first_line, const char *sql,
		    int rc, GError **error)
{
	g_autoptr(GError) own = NULL;
	complain(db, name, first_line, sql, rc, &own);
	/* The trial of views must not be taken for a statement that reads them. */
	GPtrArray *reads = g_steal_pointer(&db->reads);
	g_autoptr(GError) of_view = NULL;
	gboolean blamed = blame_view(db, sql, ++db->prepares, &of_view);
	db->reads = reads;
	judge_refusal_clear(&db->refusal);
	g_propagate_error(error, blamed ? g_steal_pointer(&of_view) : g_steal_pointer(&own));
}

void
judge_error_step(struct judge_query *query, int rc, GError **error)
{
	struct place place = {.file = query->name};
	switch (query->stop) {
	case JUDGE_STOP_STEPS:
		error_set_at(error, ERROR_TOO_LARGE, place,
			     "実行が長すぎるので止めました（上限 %" G_GUINT64_FORMAT " 命令）",
			     "stopped, it runs too long (limit: %" G_GUINT64_FORMAT
			     " instructions)",
			     query->limits.steps);
		return;
	case JUDGE_STOP_MEMORY:
		error_set_at(error, ERROR_TOO_LARGE, place,
			     "メモリーを使いすぎるので止めました（上限 %d MiB）",
			     "stopped, it takes too much memory (limit: %d MiB)", JUDGE_MEMORY_MIB);
		return;
	case JUDGE_STOP_NONE:
		break;
	}
	struct judge_db *db = query->db;
	if (db->refusal.kind != JUDGE_REFUSED_NOTHING) /* prepared anew, and refused now */
		judge_refusal_tell(&db->refusal, place, error);
	else if (rc == SQLITE_TOOBIG)
		error_set_at(error, ERROR_TOO_LARGE, place, "値が長すぎます（上限 %d バイト）",
			     "a value is too long (limit: %d bytes)", JUDGE_TEXT_MAX);
	else
		error_set_at(error, ERROR_INPUT, place, "SQL の実行時の誤り: %s",
			     "error while running the SQL: %s", sqlite3_errmsg(db->sqlite));
	judge_refusal_clear(&db->refusal);
}
