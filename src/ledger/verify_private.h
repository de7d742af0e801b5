/* SPDX-License-Identifier: Apache-2.0 */
/* What verify*.c and checkpoint.c share. */
#pragma once
#include "keeping.h"
#include "rebuild_replay.h"

struct verifying {
	struct store *store;
	const struct model *model;
	struct keyring *ring;
	progress_func progress;
	void *data;
	gint64 all; /* entries, for the progress */
	struct verify_result *result;
	char *store_id; /* of the first chain that says one */
};

/* A change row that should be there. */
struct expected_change {
	gint64 seq;
	const struct replayed *of;
	char *field;
	guint64 mark; /* of everything in it */
};

/* ---- verify_facts.c ---- */
guint64 change_mark(const struct change_row *row);
/* The facts and changes of a chain against its replay. FALSE: they could not be read. */
gboolean verify_facts(struct verifying *verifying, const struct replay *replay, GError **error);
gboolean verify_changes(struct verifying *verifying, const struct replay *replay,
	const GArray *expected /* of struct expected_change, in order */, GError **error);

/* ---- verify_conclusions.c ---- */
gboolean verify_conclusions(
	struct verifying *verifying, const struct replay *replay, GError **error);

/* ---- verify_content.c ---- */
/* Each evidence of the chain that names a content may open one. */
gboolean verify_evidence(struct verifying *verifying, const struct replay *replay, GError **error);
gboolean verify_contents(struct verifying *verifying, GError **error);

/* ---- checkpoint.c ---- */
/* Problems of the checkpoint itself, and of heads that are not in the store. */
gboolean checkpoint_check(
	struct store *store, const char *checkpoint, struct problems *problems, GError **error);
/* As the first entry of a chain says it, owned by the caller; NULL: there is no entry. */
gboolean store_id_of(struct store *store, char **ret, GError **error);
