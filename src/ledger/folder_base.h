/* SPDX-License-Identifier: Apache-2.0 */
/*
 * `.sekisho.json` in a dossier folder: the state of the ledger that the folder was last exported
 * from or applied to, so that what others changed since can be told from what was changed in the
 * folder. It belongs to the folder and goes with it (into git, too); it holds no content.
 *
 *     {"store":"<32 hex>","chain":"mirai-grants","seq":120,
 *      "objects":{"component:web":"<hash of its head entry>", …}}
 */
#pragma once
#include "base/digest.h"
#include "base/error.h"

#define FOLDER_BASE_NAME ".sekisho.json"

struct folder_base {
	char *store, *chain;
	gint64 seq;          /* of the chain's head */
	GHashTable *objects; /* "kind:id" → struct digest*, both owned */
};

struct folder_base *folder_base_new(const char *store, const char *chain, gint64 seq);
void folder_base_free(struct folder_base *base); /* accepts NULL */
/* NULL and *error unset: there is none. A damaged one is ERROR_INPUT. */
struct folder_base *folder_base_read(const char *folder, GError **error);
gboolean folder_base_write(const struct folder_base *base, const char *folder, GError **error);
/* As bytes; the same base always gives the same. Owned by the caller. */
char *folder_base_text(const struct folder_base *base);
/* NULL: not in it. */
const struct digest *folder_base_get(
	const struct folder_base *base, const char *kind, const char *id);
void folder_base_set(struct folder_base *base, const char *kind, const char *id,
	const struct digest *hash);
