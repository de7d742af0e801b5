/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A chain as the files of a dossier folder: one file a kind, objects by id, members in
 * the order of the kind file, _by _role _at and _file behind them. The same objects always give the
 * same bytes.
 *
 * Not in a folder: retired objects, role grants (a folder gives no rights), the standards that every
 * ledger has from Sekisho, and alerts (what detection raised cannot be written from a folder).
 */
#pragma once
#include "ledger/facts.h"

struct dossier_file {
	char *path; /* relative to the folder */
	GString *text;
};

/* Does it stand in a folder? */
gboolean dossier_text_takes(const struct object *object);
/*
 * `objects` of const struct object*, by kind and id. Of struct dossier_file, owned by the caller.
 * An evidence whose content can be given has its path in `files` ("id" → relative path).
 */
GPtrArray *dossier_text(const char *chain, const GPtrArray *objects, GHashTable *files);
/* "evidence/scan.json": where the content of an evidence goes. Owned by the caller. */
char *dossier_text_evidence(const struct object *evidence);
