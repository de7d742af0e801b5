/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Errors in two languages, with a place.
 *
 * One domain, SEKISHO_ERROR. A GError's `message` is English; the Japanese text and the place
 * (file, line, column) travel in the error's private data, so that whoever stops propagating can
 * print it in the reader's language. Every text is written twice at the call, side by side, and
 * both are checked against the same arguments by the compiler:
 *
 *     error_set(error, ERROR_INPUT, "日付 %s は存在しません", "there is no date %s", text);
 *
 * Arguments may be reordered with %1$s; one that only the other language prints is skipped with
 * %2$.0s, because printf must be told the type of every argument. An error is returned or logged, never both.
 *
 * Several errors about one input (a folder, a request) are collected in `struct problems`; at most
 * PROBLEMS_MAX are kept, the rest is counted.
 */
#pragma once
#include <glib.h>

#define SEKISHO_ERROR (sekisho_error_quark())

/* code, HTTP status, exit status */
#define ERROR_TABLE(X)                                                                             \
	X(ERROR_INPUT, 422, 2)       /* what was given cannot be used */                           \
	X(ERROR_REFUSED, 409, 2)     /* well formed, but a rule of the ledger forbids it */        \
	X(ERROR_FORBIDDEN, 403, 2)   /* this role may not */                                       \
	X(ERROR_CONFLICT, 412, 2)    /* somebody else changed it since */                          \
	X(ERROR_NOT_FOUND, 404, 2)   /* no such object, system, file */                            \
	X(ERROR_TOO_LARGE, 413, 2)   /* above a limit that the message names */                    \
	X(ERROR_STORE, 503, 2)       /* the database or the disk does not do it */                 \
	X(ERROR_DAMAGED, 500, 2)     /* what is stored is not what was stored */

enum error_code {
#define X(code, http, exit) code,
	ERROR_TABLE(X)
#undef X
};

GQuark sekisho_error_quark(void);

struct place {
	const char *file; /* NULL: not from a file. Borrowed; error_set_at copies it */
	guint line;       /* from 1; 0: unknown */
	guint column;     /* from 1; 0: unknown */
};

/* Sets *error (which must be unset or NULL). */
#define error_set(error, code, ...) error_set_at(error, code, (struct place) { 0 }, __VA_ARGS__)
void error_set_at(GError **error, enum error_code code, struct place place, const char *ja,
	const char *en, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
GError *error_new_va(
	enum error_code code, struct place place, const char *ja, const char *en, va_list args);

/* "file:line:column: text" in the language ("ja" or "en"), owned by the caller. */
char *error_text(const GError *error, const char *lang);
/* Only the text, without the place. Borrowed from the error. */
const char *error_message(const GError *error, const char *lang);
struct place error_place(const GError *error); /* borrowed from the error */
int error_exit_status(const GError *error);

#define PROBLEMS_MAX 200

struct problems {
	GPtrArray *list; /* of GError*, in the order found */
	guint dropped;   /* how many came after PROBLEMS_MAX */
};

void problems_init(struct problems *problems);
void problems_clear(struct problems *problems);
guint problems_count(const struct problems *problems);
void problem_add(struct problems *problems, enum error_code code, struct place place,
	const char *ja, const char *en, ...) __attribute__((format(printf, 4, 6), format(printf, 5, 6)));
/* Takes the error. */
void problem_take(struct problems *problems, GError *error);
/* FALSE and *error = the first problem (with "and N more") if there is any. */
gboolean problems_none(struct problems *problems, GError **error);
