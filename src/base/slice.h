/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes from outside: a pointer and a length, never a `char *`. Readers take from the front and
 * never look past the end; a failed read leaves the slice as it was.
 */
#pragma once
#include <glib.h>

struct slice {
	const char *at;
	gsize len;
};

#define SLICE_LITERAL(text) ((struct slice) { text, sizeof(text) - 1 })

struct slice slice_of(const char *text);
gboolean slice_is(struct slice slice, const char *text);
gboolean slice_starts(struct slice slice, const char *prefix);
struct slice slice_trim(struct slice slice); /* spaces and tabs on both sides */
/* The next line without its end (LF or CRLF); FALSE at the end of the input. */
gboolean slice_take_line(struct slice *from, struct slice *ret_line);
/* Up to the separator, which is removed; the rest if there is none. FALSE when nothing is left. */
gboolean slice_take_until(struct slice *from, char separator, struct slice *ret_part);
/* Decimal digits only; refused above max. */
gboolean slice_take_u64(struct slice *from, guint64 max, guint64 *ret);
char *slice_dup(struct slice slice); /* with a NUL, owned by the caller */
