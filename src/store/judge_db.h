/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The database in memory in which one system is judged.
 *
 * Typed tables (one per kind, per list field, per derived table) are declared once, filled with the
 * facts of one system, read by rules and grounds, emptied and filled again with the next system.
 * Nothing here is ever written back: there is no path from a rule to a store.
 *
 * Rules are other people's SQL: a statement prepared with JUDGE_READ may only SELECT, may only read
 * declared tables and views and call functions of the list below; it cannot attach, write, use
 * PRAGMA, load extensions or read sqlite_schema. Running it is limited in steps and rows; what it
 * hits is told, never silently cut.
 *
 * Times are integers (µs UTC). Parameters :system (text) and :now (integer) are bound for every
 * statement that names them.
 *
 * Functions of rules, all deterministic within a run:
 *   mv(key [, phase])      value of the method for the run's rank: integer, or text; NULL and
 *                          remembered when the method has none (judge_db_missing)
 *   mv_has(key, x)         1 when the list-valued method key holds x, else 0
 *   blank(text, n)         text_blank: 1 when the text says nothing
 *   norm(text)             text_norm, NULL for NULL
 *   strength(auth)         none, ip 0 · password, sso 1 · key, token, certificate 2 ·
 *                          mfa, sso_mfa, mutual, in_person 3
 *   xo(exposure)           internet 3, partner 2, internal 1, isolated 0
 *   rank_order(rank)       high 3, mid 2, low 1, NULL for NULL
 *   glob_match(list, x)    1 when x matches one of the comma-separated shell patterns in list
 *   net_has(net, x)        1 when the address or network x lies wholly in the network (or is the
 *                          address) net; NULL when either is none
 * plus SQLite's own built-in scalar, aggregate, window, date-free functions (no load_extension, no
 * random, no fts3_tokenizer, no readfile/writefile, no date functions that read a clock).
 *
 * One thread at a time. Ownership: everything handed out lives until judge_db_free.
 */
#pragma once
#include "base/error.h"
#include "base/slice.h"

struct judge_db;
struct judge_query;
struct judge_table;

enum judge_column_type { JUDGE_TEXT, JUDGE_INT };

struct judge_column {
	const char *name;
	enum judge_column_type type;
};

struct judge_db *judge_db_new(GError **error);
void judge_db_free(struct judge_db *db);

/*
 * Declares a table (columns copied; names must be [a-z_][a-z0-9_]*). `index` is a comma-separated
 * list of columns to index, or NULL. Tables are created with the first row or the first statement
 * that reads them, so that what no rule reads costs nothing: implementations may create them lazily
 * (a table that is declared must always be readable).
 */
struct judge_table *judge_db_table(struct judge_db *db, const char *name,
	const struct judge_column *columns, guint n_columns, const char *index, GError **error);
struct judge_table *judge_db_find(struct judge_db *db, const char *name); /* NULL: not declared */
guint judge_table_columns(const struct judge_table *table, const struct judge_column **ret);
/* Declares a view: the SELECT is ours, checked like a rule when the view is first used. */
gboolean judge_db_view(struct judge_db *db, const char *name, const char *select, GError **error);

/*
 * The same, but the rows are kept from the first statement that reads them until something that the
 * SELECT rests on changes, and "=" finds them by an index. Every column needs a name; parameters may
 * be used. One with a CAST is a plain view.
 */
gboolean judge_db_kept_view(
	struct judge_db *db, const char *name, const char *select, GError **error);

/* One row: set what is not NULL, then add. Texts are copied by add. Unset columns are NULL. */
void judge_set_text(struct judge_table *table, guint column, const char *text, gssize len);
void judge_set_int(struct judge_table *table, guint column, gint64 integer);
gboolean judge_add(struct judge_table *table, GError **error);
/*
 * Rows by two texts, without SQL, in the order in which they were added: the first row after `row`
 * (JUDGE_NO_ROW: from the first) that has them; JUDGE_NO_ROW when there is none.
 */
#define JUDGE_NO_ROW G_MAXUINT32
guint judge_table_find(struct judge_table *table, const guint columns[2], const char *const texts[2],
	guint row);
gboolean judge_table_is_null(const struct judge_table *table, guint row, guint column);
const char *judge_table_text(const struct judge_table *table, guint row, guint column); /* or NULL */
/* INSERT INTO table(columns of the result, by name) SELECT …: a derivation of ours (JUDGE_READ rights). */
gboolean judge_db_derive(
	struct judge_db *db, struct judge_table *table, const char *select, GError **error);

/* Takes all rows of all tables away; declarations and prepared statements stay. */
gboolean judge_db_empty(struct judge_db *db, GError **error);
/* What many runs share: the rows that are there now stay when judge_db_cut takes the others away. */
void judge_db_hold(struct judge_db *db);
gboolean judge_db_cut(struct judge_db *db, GError **error);

/* What a run binds: the system, the moment, and the method's values. */
struct judge_value {
	const char *key;
	int phase; /* 0: any */
	gboolean is_number;
	gint64 number;
	const char *text; /* lists: items joined with ", " */
};
/* Copies. Values must already be those of the run's rank (most specific chosen by the caller). */
gboolean judge_db_run_as(struct judge_db *db, const char *system, gint64 now,
	const struct judge_value *values, guint n_values, GError **error);
/* Keys that mv or mv_has asked for in vain since the last call; owned by the caller (strv). */
char **judge_db_missing(struct judge_db *db);

/*
 * Tells every column that statements prepared from now on read: of which table or view, and through
 * which view (NULL: directly). For looking at rules, not for judging. func NULL ends it.
 */
typedef void (*judge_column_func)(
	const char *table, const char *column, const char *view, void *data);
void judge_db_watch(struct judge_db *db, judge_column_func func, void *data);

/* ---- statements of rules and grounds ---- */
/*
 * `name` stands in errors ("model/rules/C2-2.two-mains.sql"), `first_line` is the line of the file on which
 * `sql` begins, so that SQLite's complaint gets the file's own line and column.
 */
struct judge_query *judge_query_new(struct judge_db *db, const char *name, guint first_line,
	const char *sql, GError **error);
void judge_query_free(struct judge_query *query);
/* Names of the declared tables it reads (through views too), ascending; borrowed. */
const char *const *judge_query_reads(const struct judge_query *query);
guint judge_query_columns(const struct judge_query *query);
const char *judge_query_column(const struct judge_query *query, guint column);
int judge_query_find(const struct judge_query *query, const char *column); /* -1: none */

struct judge_limits {
	guint64 steps; /* virtual machine instructions; 0: JUDGE_STEPS */
	guint rows;    /* 0: JUDGE_ROWS */
};
#define JUDGE_STEPS 200000000
#define JUDGE_ROWS 10000
#define JUDGE_MEMORY_MIB 256 /* what one statement may gather on its way */

/* Ends it early; starting over does so by itself. */
void judge_query_end(struct judge_query *query);
/* Starts over, with the run's parameters. */
gboolean judge_query_start(
	struct judge_query *query, const struct judge_limits *limits, GError **error);
/* 1: a row is there; 0: no more; -1: error (a limit, or SQLite's own words, with the name). */
int judge_query_next(struct judge_query *query, GError **error);
gboolean judge_query_is_null(struct judge_query *query, guint column);
gint64 judge_query_int(struct judge_query *query, guint column);
/* NULL for NULL; integers as decimal text. Borrowed until the next call on this query. */
const char *judge_query_text(struct judge_query *query, guint column);
