/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The same dossier under other ids: every id that it gives, but the system's own, gets RENAMED_BY at
 * its end, and every reference to one of them follows. What names something outside (the
 * organisation's, another system's) stays. Taking RENAMED_BY out of any text about it gives the text
 * about the first one.
 */
#pragma once
#include "ledger/dossier.h"

#define RENAMED_BY "-zq7"

/* A shallow copy, in `arena`; free its `objects` alone. */
struct dossier dossier_renamed(const struct dossier *dossier, struct arena *arena);
/* Owned by the caller. */
char *text_renamed_back(const char *text);
