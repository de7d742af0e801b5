/* SPDX-License-Identifier: Apache-2.0 */
#include "opening.h"

#include <unistd.h>

#include "store/keyring.h"

static gboolean
has_ring(const struct store *store)
{
	g_autofree char *path = g_strconcat(store_path(store), "-keys", NULL);
	return access(path, F_OK) == 0;
}

gboolean
opening(struct cli *cli, enum opening_how how, struct opened *ret)
{
	GError *error = NULL;
	if (cli_model(cli) == NULL)
		return FALSE;
	ret->store = store_open(
		cli_store_url(cli), how == OPENING_LOOK ? STORE_READ_ONLY : STORE_OPEN, &error);
	if (ret->store != NULL && (how == OPENING_WRITE || has_ring(ret->store)))
		ret->ring = keyring_open(store_path(ret->store), FALSE, &error);
	if (error == NULL)
		return TRUE;
	cli_fail(cli, error);
	return FALSE;
}

void
opened_clear(struct opened *opened)
{
	keyring_free(opened->ring);
	store_free(opened->store);
}
