/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One entry of the journal, held against its bytes and its neighbours; for verify and rebuild.
 *
 * The bytes are read where they lie: canonical JSON allows one spelling only, so a scanner that
 * refuses all others proves what parsing and printing again would, at a tenth of the price.
 */
#pragma once
#include "base/error.h"
#include "store/store.h"

/* An entry as its bytes say it. Texts are as written between the quotes, escapes included. */
struct entry_text {
	struct slice actor, body, chain, client, id, kind, known_by, role, verb;
	gint64 at, seq, v;
};

/* Where the chain stands; zeroed before its first entry. */
struct entry_link {
	gint64 seq, at;
	struct digest hash;
};

/* Canonical JSON (RFC 8785) of integers, texts, booleans, nulls, lists and maps? */
gboolean json_is_canonical(struct slice bytes);
/* Exactly the twelve members, in canonical form. */
gboolean entry_text_read(struct slice bytes, struct entry_text *ret);
/* Is the text (with escapes) this one? */
gboolean entry_text_is(struct slice text, const char *plain);

/*
 * Sequence, link, hash, form, copied columns, time. ERROR_DAMAGED names chain, entry and what was
 * found. On success `link` is moved on to this entry.
 */
gboolean entry_check(const struct journal_row *row, struct entry_link *link, struct entry_text *ret,
	GError **error);
