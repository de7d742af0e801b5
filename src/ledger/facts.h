/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Objects as they stand: the state that the entries of a chain leave behind. The same struct carries
 * an object of the ledger, of the ledger as of an earlier time, and of a folder, so that what judges
 * them need not know where they came from.
 */
#pragma once
#include "base/digest.h"
#include "object.h"
#include "store/store.h"

#define CHAIN_ORG "@org"

struct object {
	const char *chain;
	const struct kind *kind;
	const char *id;
	const struct value *body; /* canonical; an empty map when erased */
	gint64 seq;               /* of the head entry; 0 in a folder */
	struct digest entry;      /* hash of the head entry; zeros in a folder */
	struct digest digest;     /* of the material members */
	gint64 created_at, put_at;
	const char *put_by, *put_role, *known_by; /* known_by "folder": claimed */
	gint64 retired_at; /* 0: live */
	const char *retired_reason;
	gboolean erased;
	struct place place; /* in a folder: where it stands */
};

typedef gboolean (*object_func)(const struct object *object, void *data);

/*
 * All objects of a chain, ascending by (kind, id); retired ones too when asked for. The object is
 * borrowed for the call; its body lives in `arena`. Rows of kinds that this model does not know are
 * passed over.
 */
gboolean facts_read(struct store *store, const struct model *model, const char *chain,
	gboolean retired, struct arena *arena, object_func func, void *data, GError **error);
/*
 * The same as it stood after all entries with `at` <= the moment, from the journal. `ring` opens
 * sealed bodies; what it cannot open any more comes as erased.
 */
struct keyring;
gboolean facts_read_at(struct store *store, const struct model *model, struct keyring *ring,
	const char *chain, gint64 moment, struct arena *arena, object_func func, void *data,
	GError **error);
/* One object, NULL when there is none (and *error unset). */
const struct object *facts_get(struct store *store, const struct model *model, const char *chain,
	const char *kind, const char *id, struct arena *arena, GError **error);
