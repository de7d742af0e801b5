/* SPDX-License-Identifier: Apache-2.0 */
/* Dossier folders that a command names, and the organisation's folder that goes with them. */
#pragma once
#include "cli.h"
#include "ledger/dossier.h"

/* --org, else the folder `org` beside PATH; NULL: there is none. Owned by the caller. */
char *folders_org_of(const struct cli *cli, const char *path);
/*
 * Reads every folder once, and the organisation's that goes with them: it comes first. Of struct
 * dossier*, owned by the caller. NULL: told what is wrong.
 */
GPtrArray *folders_read(struct cli *cli, char **paths, int n);
