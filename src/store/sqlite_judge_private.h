/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of the judging database share. Nobody outside sqlite_judge_*.c includes this.
 *
 *   sqlite_judge_scan.c       words of an SQL text: which names it uses, where an offset stands
 *   sqlite_judge_table.c      rows, and the virtual table SQLite reads them through
 *   sqlite_judge_index.c      hash indexes over them
 *   sqlite_judge_rights.c     what a rule may do (the authorizer)
 *   sqlite_judge_functions.c  what a rule may call
 *   sqlite_judge_text.c       norm and blank of common text
 *   sqlite_judge_query.c      preparing and running a rule, its limits
 *   sqlite_judge_error.c      SQLite's complaints in both languages, with their place
 *   sqlite_judge_db.c         the connection and its tables
 *   sqlite_judge_view.c       views, all made at once when the first one is named
 *   sqlite_judge_derive.c     tables filled by a SELECT over others
 *   sqlite_judge_kept.c       views that are such tables, filled when they are read
 */
#pragma once
#include "store/judge_db.h"

#include "base/arena.h"

#include <sqlite3.h>

#define JUDGE_NAME_MAX 63
#define JUDGE_SQL_MAX (128 * 1024)	  /* bytes of one statement or view */
#define JUDGE_TEXT_MAX (16 * 1024 * 1024) /* bytes of one value, also of what a rule computes */
#define JUDGE_DEPTH_MAX 250
#define JUDGE_COMPOUND_MAX 200
#define JUDGE_OPS_MAX 250000
#define JUDGE_PATTERN_MAX 1000
#define JUDGE_DERIVED_ROWS 1000000

/* ---- words of an SQL text ---- */

enum judge_word_type {
	JUDGE_WORD_END,
	JUDGE_WORD_NAME,   /* bare or quoted with "", [] or ``; `text` is what is inside */
	JUDGE_WORD_STRING, /* 'text' */
	JUDGE_WORD_OTHER,  /* a number, a parameter or one other character */
};

struct judge_word {
	enum judge_word_type type;
	struct slice text;
};

/* The next word behind white space and comments; `sql` moves behind it. */
struct judge_word judge_scan(const char **sql);
gboolean judge_word_is(struct judge_word word, const char *lower); /* ASCII case is ignored */
/* Byte offset of the first word that reads `name`, -1 if there is none. */
gssize judge_scan_find(const char *sql, const char *name);
struct place judge_scan_place(const char *file, guint first_line, const char *sql, gssize offset);
/* SELECT or WITH, and one statement. `ret_len` is its length without a closing semicolon. */
gboolean judge_scan_select(const char *name, guint first_line, const char *sql, gsize *ret_len,
			   GError **error);

/* ---- rows ---- */

/* Beside JUDGE_TEXT and JUDGE_INT: a column of a kept view that shows what was computed. */
#define JUDGE_ANY ((enum judge_column_type)(JUDGE_INT + 1))

enum judge_cell_type {
	JUDGE_CELL_NULL,
	JUDGE_CELL_INT,
	JUDGE_CELL_TEXT,
	JUDGE_CELL_REAL, /* this and the next only in kept views */
	JUDGE_CELL_BLOB,
};

struct judge_cell {
	union {
		gint64 integer;
		double real;
		const char *text; /* with a NUL behind it */
	};
	guint32 len;
	guint32 type; /* enum judge_cell_type; that of its column but in kept views */
};

struct judge_table {
	struct judge_db *db;
	const char *name;
	struct judge_column *columns;
	gboolean *keyed; /* per column: the caller asked for an index */
	guint8 *held;	 /* of a kept view, per column: the type of all its values so far */
	gboolean *mixed; /* there are others */
	gboolean binary; /* a text has a NUL inside */
	guint n_columns;
	struct judge_cell *cells; /* the rows one after another, behind them the one being set */
	guint n_rows;		  /* what readers see */
	guint n_held;		  /* of them, those that judge_db_cut leaves */
	guint n_staged;		  /* behind them: rows of a derivation that has not ended */
	guint cap_rows;
	gboolean begun; /* a cell of the next row was set */
	GPtrArray *indexes; /* of struct judge_index*, by the planner, filled when first used */
	guint64 seen;	  /* the last db->prepares that read it */
	guint64 changed_at; /* db->stamp when rows came or went */
	struct judge_kept *kept; /* NULL: no kept view */
};
static inline struct judge_cell *
judge_row_cells(const struct judge_table *table, guint row)
{
	return table->cells + (gsize)row * table->n_columns;
}

#define JUDGE_KEY_MAX 8

struct judge_index {
	guint columns[JUDGE_KEY_MAX]; /* ascending */
	guint n_columns;
	struct judge_slot *slots;
	guint n_slots, n_used; /* a power of two, at most half of them used */
	guint32 *next;	       /* per row: the next one with the same key */
	guint cap_next;
	guint n_rows; /* how many are in here */
};

/* Number of the index in table->indexes, made if there is none yet. */
guint judge_index_for(struct judge_table *table, const guint *columns, guint n_columns);
/* The first row with this key, JUDGE_NO_ROW if none; index->next leads on. */
guint judge_index_first(
	struct judge_table *table, struct judge_index *index, const struct judge_cell *key);
void judge_index_empty(struct judge_index *index);
void judge_index_free(gpointer index);

void judge_table_free(gpointer table);
void judge_table_empty(struct judge_table *table);
void judge_table_cut(struct judge_table *table); /* to the rows that are held */
/* Like judge_add, but readers see nothing before judge_table_publish. */
gboolean judge_table_stage(struct judge_table *table, GError **error);
void judge_table_publish(struct judge_table *table, gboolean keep);
void judge_set_real(struct judge_table *table, guint column, double real);
void judge_set_blob(struct judge_table *table, guint column, const void *bytes, gsize len);
extern const sqlite3_module judge_table_module;

/* ---- the connection ---- */

struct judge_view {
	const char *name;
	const char *select;
	gsize len;
	gboolean kept;
	gboolean made;
	guint64 seen;
};

enum judge_refused {
	JUDGE_REFUSED_NOTHING,
	JUDGE_REFUSED_READ,
	JUDGE_REFUSED_CLOCK,
	JUDGE_REFUSED_FUNCTION,
	JUDGE_REFUSED_ACTION,
};

struct judge_refusal {
	enum judge_refused kind;
	char *word; /* the table, the function, the words of the statement */
};

struct judge_db {
	sqlite3 *sqlite;
	struct arena *declared;	 /* names, columns, views: as long as the connection */
	struct arena *texts;	 /* texts of the rows: until the next judge_db_empty or _cut */
	struct arena *held;	 /* texts of the rows that are held; NULL: there are none */
	GHashTable *tables;	 /* name → struct judge_table*, owned */
	GHashTable *views;	 /* name → struct judge_view*, in `declared` */
	GPtrArray *filled;	 /* tables that have rows or indexed ones */
	guint views_waiting;	 /* declared, not yet made */
	GPtrArray *queries;	 /* all that live */
	GHashTable *derivations; /* select → struct judge_query*, kept prepared */
	guint64 seed;		 /* of the hash of texts */
	guint64 stamp;		 /* goes up with every change of a table */
	guint64 run_at;		 /* stamp of the values below */
	gboolean own;		 /* the statement being prepared is ours: everything is allowed */

	guint64 prepares;
	GPtrArray *reads; /* tables of the statement being prepared; NULL: nobody asks */
	struct judge_refusal refusal;
	judge_column_func watch;
	void *watch_data;

	struct arena *run; /* of the values below */
	const char *system;
	gint64 now;
	GHashTable *values;
	GHashTable *missing;
	struct judge_query *stepping; /* whose progress is counted */
};

/* Names as rules write them: any case. NULL if not declared. */
struct judge_table *judge_db_table_named(struct judge_db *db, struct slice name);
struct judge_view *judge_db_view_named(struct judge_db *db, struct slice name);
gboolean judge_db_may_declare(struct judge_db *db, const char *name, GError **error);
gboolean judge_db_make_views(struct judge_db *db, GError **error);
/* Statements of our own, with all rights. */
gboolean judge_db_run_own(struct judge_db *db, const char *sql, GError **error);
/* FALSE, and *error in SQLite's words. */
gboolean judge_db_failed(struct judge_db *db, GError **error);

/* ---- kept views ---- */

gboolean judge_kept_make(struct judge_db *db, struct judge_view *view, GError **error);
void judge_kept_free(struct judge_kept *kept); /* accepts NULL */
void judge_kept_empty(struct judge_table *table);
/* Appends the tables it rests on, once each. */
void judge_kept_bases(const struct judge_kept *kept, GPtrArray *bases);
gboolean judge_kept_refresh(struct judge_table *table, GError **error);
/* The query's rows, column by column; all or none. */
gboolean judge_table_fill(struct judge_table *table, struct judge_query *query, GError **error);

gboolean judge_rights_set(struct judge_db *db, GError **error);
void judge_refusal_clear(struct judge_refusal *refusal);
void judge_refusal_tell(const struct judge_refusal *refusal, struct place place, GError **error);

gboolean judge_functions_add(struct judge_db *db, GError **error);
gboolean judge_function_allowed(const char *name);
void judge_values_set(struct judge_db *db, const struct judge_value *values, guint n_values);
void judge_values_clear(struct judge_db *db);

/* ---- statements ---- */

enum judge_stop { JUDGE_STOP_NONE, JUDGE_STOP_STEPS, JUDGE_STOP_MEMORY };

struct judge_query {
	struct judge_db *db;
	char *name;
	guint first_line;
	char *sql;
	sqlite3_stmt *stmt;
	char **reads;
	GPtrArray *tables; /* that it reads itself */
	int at_system, at_now; /* numbers of the parameters; 0: not named */
	gboolean running, on_row;
	struct judge_limits limits;
	guint rows;
	guint64 steps;
	gint64 memory; /* SQLite's use when the query was started */
	enum judge_stop stop;
	char *mended; /* the last text that was not valid UTF-8 */
};

sqlite3_stmt *judge_prepare(struct judge_db *db, const char *name, guint first_line,
			    const char *sql, gsize len, GError **error);
/* What SQLite says about the statement that did not prepare; `rc` is its answer. */
void judge_error_prepare(struct judge_db *db, const char *name, guint first_line, const char *sql,
			 int rc, GError **error);
void judge_error_step(struct judge_query *query, int rc, GError **error);
