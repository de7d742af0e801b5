/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The content of evidence: kept once per SHA-256, compressed (zstd) against the previous content of
 * the same subject where that is smaller, encrypted (AES-256-GCM) in pieces under a key of its own,
 * which is wrapped under the key of each evidence object that holds this content. Destroying an
 * object's key therefore takes its access away; when nobody is left, the content goes.
 *
 * Chains of compressed differences are at most CONTENT_DEPTH_MAX long; contents above
 * CONTENT_BASE_MAX are never compressed against another. Memory: twice the window at most for
 * contents above that, twice the content below.
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

/* Inside a transaction of `store`: stores it (once) and lets (chain, id) with its key open it. */
gboolean content_store(struct store *store, struct keyring *ring, const struct content *content,
	const char *chain, const char *id, const guint8 object_key[KEY_SIZE],
	const struct digest *previous /* NULL: none */, GError **error);
/* Takes the access of (chain, id) away; deletes what nobody may open, after giving what was
 * compressed against it another base. */
gboolean content_release(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, GError **error);
/* Writes the plain content to a descriptor; ERROR_DAMAGED when it is not what was stored. */
gboolean content_read(struct store *store, struct keyring *ring, const struct digest *sha256,
	const char *chain, const char *id, const guint8 object_key[KEY_SIZE], int to, GError **error);
