/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a driver fills: one function for each function of store.h, which says what they promise.
 *
 * store.c looks after what is the same for all drivers: limits, "writes stand in a transaction",
 * "a callback does not call its store". A driver may rely on that. A driver's own struct begins
 * with `struct store`; open fills driver-specific parts only.
 *
 * Inside a transaction an ERROR_STORE or ERROR_DAMAGED has taken everything since store_begin
 * back: the driver refuses all calls until rollback. ERROR_CONFLICT and ERROR_TOO_LARGE leave the
 * transaction as it was before the call. commit ends the transaction whether it fails or not.
 */
#pragma once
#include "store.h"

struct store {
	const struct store_driver *driver;
	char *path;
	enum store_flags flags;
	gboolean writing;    /* between begin and commit or rollback */
	guint marks;         /* that are open */
	gboolean scanning;   /* a callback runs */
	gboolean rebuilding; /* between rebuild_begin and rebuild_end or abandon */
};

struct store_driver {
	const char *scheme; /* of the url, with its colon */

	struct store *(*open)(const char *path, enum store_flags flags, GError **error);
	void (*free)(struct store *store);

	gboolean (*begin)(struct store *store, GError **error);
	gboolean (*commit)(struct store *store, GError **error);
	void (*rollback)(struct store *store);
	gboolean (*mark)(struct store *store, GError **error);
	gboolean (*keep)(struct store *store, GError **error);
	gboolean (*undo)(struct store *store, GError **error);

	gboolean (*meta_get)(struct store *store, const char *name, char **ret, GError **error);
	gboolean (*meta_put)(
		struct store *store, const char *name, const char *value, GError **error);

	gboolean (*journal_head)(
		struct store *store, const char *chain, struct journal_head *ret, GError **error);
	gboolean (*journal_add)(
		struct store *store, const struct journal_row *row, GError **error);
	gboolean (*journal_by_client)(struct store *store, const char *chain, const char *client,
		gboolean *found, struct journal_row *ret, GError **error);
	gboolean (*journal_get)(struct store *store, const char *chain, gint64 seq, gboolean *found,
		struct journal_row *ret, GError **error);
	gboolean (*journal_scan)(struct store *store, const char *chain, gint64 from_seq,
		journal_row_func func, void *data, GError **error);
	gboolean (*journal_of)(struct store *store, const char *chain, const char *kind,
		const char *id, journal_row_func func, void *data, GError **error);
	char **(*chains)(struct store *store, GError **error);
	gint64 (*journal_count)(struct store *store, GError **error);

	gboolean (*fact_get)(struct store *store, const char *chain, const char *kind,
		const char *id, gboolean *found, struct fact_row *ret, GError **error);
	gboolean (*fact_put)(struct store *store, const struct fact_row *row, GError **error);
	gboolean (*fact_scan)(struct store *store, const char *chain, const char *kind,
		gboolean retired, fact_row_func func, void *data, GError **error);
	gboolean (*fact_mentions)(struct store *store, const char *text, fact_row_func func,
		void *data, GError **error);
	gboolean (*change_add)(struct store *store, const struct change_row *row, GError **error);
	gboolean (*change_scan)(struct store *store, const char *chain, change_row_func func,
		void *data, GError **error);
	gboolean (*change_blank)(struct store *store, const char *chain, const char *kind,
		const char *id, GError **error);

	gboolean (*finding_put)(
		struct store *store, const struct finding_row *row, GError **error);
	gboolean (*finding_scan)(struct store *store, const char *chain, gboolean closed,
		finding_row_func func, void *data, GError **error);
	gboolean (*state_put)(struct store *store, const char *chain, const char *what,
		const char *id, gint64 since, const char *state, GError **error);
	gboolean (*state_scan)(struct store *store, const char *chain, state_row_func func,
		void *data, GError **error);
	gboolean (*judgement_put)(
		struct store *store, const struct judgement_row *row, GError **error);
	gboolean (*judgement_get)(struct store *store, const char *chain, gboolean *found,
		struct judgement_row *ret, GError **error);
	char **(*judgement_due)(struct store *store, gint64 now, guint limit, GError **error);
	gboolean (*pending_add)(
		struct store *store, const char *chain, const char *why, GError **error);
	gboolean (*pending_done)(struct store *store, const char *chain, GError **error);
	gint64 (*pending_count)(struct store *store, GError **error);

	gboolean (*content_get)(struct store *store, const struct digest *sha256, gboolean *found,
		struct content_row *ret, GError **error);
	gboolean (*content_put)(
		struct store *store, const struct content_row *row, GError **error);
	gboolean (*content_piece_put)(struct store *store, const struct digest *sha256, int number,
		struct slice piece, GError **error);
	gboolean (*content_pieces)(struct store *store, const struct digest *sha256,
		piece_func func, void *data, GError **error);
	gboolean (*content_delete)(
		struct store *store, const struct digest *sha256, GError **error);
	gboolean (*content_based_on)(struct store *store, const struct digest *sha256,
		content_row_func func, void *data, GError **error);
	gboolean (*content_scan)(
		struct store *store, content_row_func func, void *data, GError **error);
	gboolean (*content_key_put)(struct store *store, const struct digest *sha256,
		const char *chain, const char *id, struct slice wrapped, GError **error);
	gboolean (*content_key_get)(struct store *store, const struct digest *sha256,
		const char *chain, const char *id, gboolean *found, struct slice *ret_wrapped,
		GError **error);
	gboolean (*content_key_delete)(struct store *store, const struct digest *sha256,
		const char *chain, const char *id, GError **error);
	gboolean (*content_key_count)(
		struct store *store, const struct digest *sha256, gint64 *ret, GError **error);
	gboolean (*content_keys)(struct store *store, const struct digest *sha256,
		content_key_func func, void *data, GError **error);

	gboolean (*rebuild_begin)(struct store *store, GError **error);
	gboolean (*rebuild_end)(struct store *store, GError **error);
	void (*rebuild_abandon)(struct store *store);
	gboolean (*check_structure)(struct store *store, GError **error);
	gboolean (*scrub)(struct store *store, GError **error);
};

extern const struct store_driver sqlite_store_driver;
