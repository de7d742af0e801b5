/* SPDX-License-Identifier: Apache-2.0 */
/* The objects of a chain as the ledger knew them at a moment: its journal read again up to there. */
#include <string.h>

#include "facts_private.h"
#include "rebuild_replay.h"

struct reading_at {
	struct replay *replay;
	gint64 moment;
	GError *error;
};

/* `at` never goes back within a chain, so the first later entry ends it. */
static gboolean
read_until(const struct journal_row *row, void *data)
{
	struct reading_at *reading = data;
	return row->at <= reading->moment && replay_entry(reading->replay, row, &reading->error);
}

static gboolean
tell(const struct replay *replay, const struct model *model, struct arena *arena, object_func func,
	void *data, GError **error)
{
	g_autoptr(GPtrArray) objects = replay_objects(replay);
	for (guint i = 0; i < objects->len; i++) {
		const struct replayed *replayed = g_ptr_array_index(objects, i);
		struct fact_row row = replayed_fact(replayed);
		GError *wrong = NULL;
		const struct object *object = object_of_row(model, arena, &row, &wrong);
		if (wrong != NULL) {
			g_propagate_error(error, wrong);
			return FALSE;
		}
		if (object != NULL && !func(object, data))
			return TRUE;
	}
	return TRUE;
}

gboolean
facts_read_at(struct store *store, const struct model *model, struct keyring *ring,
	const char *chain, gint64 moment, struct arena *arena, object_func func, void *data,
	GError **error)
{
	struct reading_at reading = { replay_new(model, ring, chain), moment, NULL };
	gboolean ok = store_journal_scan(store, chain, 1, read_until, &reading, error);
	if (reading.error != NULL) {
		if (ok)
			g_propagate_error(error, reading.error);
		else
			g_error_free(reading.error);
		ok = FALSE;
	}
	ok = ok && tell(reading.replay, model, arena, func, data, error);
	replay_free(reading.replay);
	return ok;
}
