/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The content of evidence: kept once per SHA-256, compressed (zstd) against the previous content of
 * the same subject where that is smaller, encrypted (AES-256-GCM) in pieces under a key of its own,
 * which is wrapped under the key of each evidence object that holds this content. Destroying an
 * object's key therefore takes its access away; when nobody is left, the content goes.
 *
 * Chains of compressed differences are at most CONTENT_DEPTH_MAX long; contents above
 * CONTENT_BASE_MAX are never compressed against another and stream: memory stays flat at some
 * 20 MiB. Below, it is the content, its base and half the content again.
 *
 * The wrapped key names the key of the ring that opens it (an evidence is no sealed kind: its entry
 * has no place for it), so nobody but the ring has to be asked later:
 *
 *     keyring_make(ring, key_id, object_key, &error)       first content of this evidence, or
 *     content_key_id(store, &old, chain, id, …, key_id)    the key that the evidence has
 *     content_store(store, ring, content, previous, chain, id, key_id, &error)
 *     … keyring_flush, store_commit
 *
 * What is compressed against a base can only be opened with it: the base's key stands, encrypted,
 * in front of what depends on it. So while an erased content is still the base of another in an OLD
 * copy of the store, that copy still gives it; in the store itself content_release ends that.
 */
#pragma once
#include "base/digest.h"
#include "base/error.h"
#include "store/keyring.h"
#include "store/store.h"

#define CONTENT_MAX (G_GINT64_CONSTANT(1) << 30)
#define CONTENT_BASE_MAX (32 * 1024 * 1024)
#define CONTENT_DEPTH_MAX 12

struct content {
	char *path;           /* the file */
	struct digest sha256; /* read once by content_take; checked again when stored */
	gint64 size;
	char *media; /* by its first bytes: application/json, application/pdf, text/plain … */
};

/* Looks at a regular file (no link). NULL and *error when it is none, or too large. */
struct content *content_take(const char *path, GError **error);
void content_free(struct content *content);

/*
 * Inside a transaction of `store`: stores it (once) and lets (chain, id) open it with its key, which
 * must be in the ring (flushed or not). `previous` (NULL: none; what is not there is none) may
 * become its base. The file is read again: ERROR_CONFLICT when it is no longer what content_take
 * saw. FALSE: the caller takes back to its mark.
 */
gboolean content_store(struct store *store, struct keyring *ring, const struct content *content,
	const struct digest *previous, const char *chain, const char *id,
	const guint8 key_id[KEY_ID_SIZE], GError **error);
/* Which key of the ring opens it for (chain, id): what an erasure destroys. */
gboolean content_key_id(struct store *store, const struct digest *sha256, const char *chain,
	const char *id, gboolean *found, guint8 ret[KEY_ID_SIZE], GError **error);
/*
 * Inside a transaction: takes the access of (chain, id) away; deletes what nobody may open, after
 * giving what was compressed against it a form of its own. Works before and after the key of
 * (chain, id) was destroyed. No access: nothing happens.
 */
gboolean content_release(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, GError **error);
/*
 * Writes the plain content to a descriptor. ERROR_NOT_FOUND: no such content, or not for
 * (chain, id); ERROR_REFUSED: its key was destroyed; ERROR_DAMAGED: it is not what was stored (each
 * piece is authenticated before it is written, the whole once it was).
 */
gboolean content_read(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, int to, GError **error);
