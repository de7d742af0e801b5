/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sealed bodies: the body of an entry about a sealed object is ciphertext under the
 * key of that object, with a fresh nonce and the entry's place in its chain as associated data, so
 * that it opens only where it was written. The hash of the entry covers the ciphertext.
 *
 *     {"sealed":{"alg":"A256GCM","data":"…","key":"…","nonce":"…"}}
 *
 * These bytes never change.
 */
#pragma once
#include "base/slice.h"
#include "base/value.h"
#include "store/keyring.h"
#include "store/store.h"

#define NONCE_SIZE 12

struct seal {
	guint8 key_id[KEY_ID_SIZE], key[KEY_SIZE], nonce[NONCE_SIZE];
};

/* Where the body stands: what it is bound to. */
struct seal_place {
	const char *chain;
	gint64 seq;
	const char *kind, *id;
};

/* Appends the sealed body of `plain` (canonical JSON) to `out`. */
void seal_body(const struct seal *seal, const struct seal_place *place, struct slice plain,
	GString *out);
/* Is this (parsed) body a sealed one? *ret_key_id may be NULL. */
gboolean seal_key_id(const struct value *body, guint8 ret_key_id[KEY_ID_SIZE]);
/*
 * Appends the plain body to `out`. *ret_gone: the key was destroyed, nothing is appended.
 * ERROR_DAMAGED when it does not open with its key.
 */
gboolean seal_open(struct keyring *ring, const struct seal_place *place, const struct value *body,
	GString *out, gboolean *ret_gone, GError **error);
/*
 * The plain body of an entry, opened where it is sealed. NULL and *error unset: it is sealed and its
 * key was destroyed (or `ring` is NULL). ERROR_DAMAGED: the entry or the seal is.
 */
const struct value *seal_entry_body(struct keyring *ring, const struct journal_row *row,
	struct arena *arena, GError **error);
