/* SPDX-License-Identifier: Apache-2.0 */
#include "journal.h"

#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "journal_private.h"

#define STORE_ID_SIZE 16

gint64
journal_clock(const struct journal *journal)
{
	if (journal->world.clock != NULL)
		return journal->world.clock(journal->world.data);
	return journal->fixed_now != 0 ? journal->fixed_now : moment_now();
}

void
journal_random(const struct journal *journal, void *out, gsize len)
{
	if (journal->world.random != NULL)
		journal->world.random(out, len, journal->world.data);
	else
		random_bytes(out, len);
}

/* ---- opening ---- */

/* What the first entry of @org says for ever. */
static gboolean
read_opening(struct journal *journal, const struct journal_row *row, GError **error)
{
	ARENA_AUTO arena = arena_new();
	const struct value *entry =
		json_parse(arena, row->bytes.at, row->bytes.len, CHAIN_ORG, NULL);
	const struct value *body = value_get(entry, "body");
	const char *zone = value_get_text(body, "zone"), *id = value_get_text(body, "store");
	if (zone == NULL || id == NULL || !zone_parse(zone, &journal->zone)) {
		error_set(error, ERROR_DAMAGED, "%s の最初の記録が壊れています",
			"the first entry of %s is damaged", CHAIN_ORG);
		return FALSE;
	}
	if (value_get_int(body, "model", G_MAXINT64) > MODEL_EDITION) {
		error_set(error, ERROR_STORE,
			"この台帳は新しい版の Sekisho で作られています。Sekisho を更新してください",
			"this ledger was made by a later Sekisho; update Sekisho");
		return FALSE;
	}
	journal->zone_text = g_strdup(zone);
	journal->store_id = g_strdup(id);
	journal->rehearsal = value_get_bool(body, "rehearsal", FALSE);
	return TRUE;
}

/* No entry: nothing was recorded, so nothing is lost with it. Entries without this one: damage. */
static gboolean
never_made(const struct journal *journal, GError **error)
{
	gint64 count = store_journal_count(journal->writer, error);
	const char *path = store_path(journal->writer);
	if (count == 0)
		error_set(error, ERROR_STORE,
			"%1$s の作成が途中で終わっています。まだ何も記録されていません。%1$s、%1$s-keys、"
			"%1$s-master を消して init をやり直してください",
			"the making of %1$s was cut short and nothing is recorded in it: remove %1$s, "
			"%1$s-keys and %1$s-master, and run init again",
			path);
	else if (count > 0)
		error_set(error, ERROR_DAMAGED, "%s の最初の記録がありません",
			"the first entry of %s is not there", CHAIN_ORG);
	return FALSE;
}

static gboolean
know_itself(struct journal *journal, gint64 now, GError **error)
{
	struct journal_row row;
	gboolean found;
	if (!store_journal_get(journal->writer, CHAIN_ORG, 1, &found, &row, error))
		return FALSE;
	if (!found)
		return never_made(journal, error);
	if (!read_opening(journal, &row, error))
		return FALSE;
	if (now != 0 && !journal->rehearsal) {
		error_set(error, ERROR_REFUSED,
			"時刻を変えられるのは練習用の台帳(init --rehearsal)だけです",
			"the clock can be set only in a rehearsal ledger (init --rehearsal)");
		return FALSE;
	}
	journal->fixed_now = now;
	return TRUE;
}

static gboolean
open_stores(struct journal *journal, const char *url, GError **error)
{
	journal->writer = store_open(url, STORE_OPEN, error);
	if (journal->writer == NULL)
		return FALSE;
	journal->reader = store_open(url, STORE_READ_ONLY, error);
	return journal->reader != NULL;
}

static gboolean
open_rings(struct journal *journal, GError **error)
{
	const char *path = store_path(journal->writer);
	journal->writer_ring = keyring_open(path, FALSE, error);
	if (journal->writer_ring == NULL)
		return FALSE;
	journal->reader_ring = keyring_open(path, FALSE, error);
	return journal->reader_ring != NULL;
}

static struct journal *
journal_new(const struct journal_options *options, const struct journal_world *world)
{
	struct journal *journal = g_new0(struct journal, 1);
	journal->model = options->model;
	journal->hooks = options->hooks;
	if (world != NULL)
		journal->world = *world;
	g_mutex_init(&journal->lock);
	g_cond_init(&journal->work);
	g_queue_init(&journal->waiting);
	return journal;
}

struct journal *
journal_open_in(const struct journal_options *options, const struct journal_world *world,
	GError **error)
{
	struct journal *journal = journal_new(options, world);
	if (!open_stores(journal, options->url, error)
		|| !know_itself(journal, options->now, error) || !open_rings(journal, error)
		|| !erasures_finish(journal, error)
		|| !editions_append(journal, error)) {
		journal_close(journal);
		return NULL;
	}
	if (options->threaded)
		group_start(journal);
	return journal;
}

struct journal *
journal_open(const struct journal_options *options, GError **error)
{
	return journal_open_in(options, NULL, error);
}

void
journal_close(struct journal *journal)
{
	if (journal == NULL)
		return;
	group_stop(journal);
	g_clear_pointer(&journal->grants.list, g_ptr_array_unref);
	g_clear_pointer(&journal->grants.arena, arena_free);
	keyring_free(journal->writer_ring);
	keyring_free(journal->reader_ring);
	store_free(journal->reader);
	store_free(journal->writer);
	g_mutex_clear(&journal->lock);
	g_cond_clear(&journal->work);
	g_free(journal->zone_text);
	g_free(journal->store_id);
	g_free(journal);
}

/* ---- making a new one ---- */

static gboolean
open_org(struct call *call, struct scene *scene)
{
	GError *error = NULL;
	if (write_opening(call->journal, scene, CHAIN_ORG, &error)
		&& write_pending(scene, &error))
		return TRUE;
	call_failed(call, scene, (struct place) { 0 }, error);
	return FALSE;
}

static gboolean
make_stores(struct journal *journal, const char *url, GError **error)
{
	journal->writer = store_open(url, STORE_CREATE, error);
	if (journal->writer == NULL)
		return FALSE;
	journal->writer_ring = keyring_open(store_path(journal->writer), TRUE, error);
	return journal->writer_ring != NULL;
}

static gboolean
make_org(struct journal *journal, GError **error)
{
	struct problems problems;
	struct call call = { .run = open_org, .journal = journal, .problems = &problems };
	problems_init(&problems);
	call_run(journal, &call);
	gboolean ok = problems_none(&problems, error);
	problems_clear(&problems);
	return ok && editions_append(journal, error);
}

gboolean
journal_init_in(const struct journal_options *options, const char *zone, gboolean rehearsal,
	const struct journal_world *world, GError **error)
{
	gint64 offset;
	if (!zone_parse(zone, &offset)) {
		error_set(error, ERROR_INPUT, "時間帯 %s が正しくありません(例 +09:00)",
			"%s is no zone (for example +09:00)", zone);
		return FALSE;
	}
	if (options->now != 0 && !rehearsal) {
		error_set(error, ERROR_REFUSED,
			"時刻を変えられるのは練習用の台帳(init --rehearsal)だけです",
			"the clock can be set only in a rehearsal ledger (init --rehearsal)");
		return FALSE;
	}
	struct journal *journal = journal_new(options, world);
	guint8 id[STORE_ID_SIZE];
	journal_random(journal, id, sizeof id);
	journal->store_id = hex_text(id, sizeof id);
	journal->zone_text = g_strdup(zone);
	journal->zone = offset;
	journal->rehearsal = rehearsal;
	journal->fixed_now = options->now;
	gboolean ok = make_stores(journal, options->url, error) && make_org(journal, error);
	journal_close(journal);
	return ok;
}

gboolean
journal_init(
	const struct journal_options *options, const char *zone, gboolean rehearsal, GError **error)
{
	return journal_init_in(options, zone, rehearsal, NULL, error);
}

/* ---- what is told ---- */

struct store *
journal_reader(struct journal *journal)
{
	return journal->reader;
}

struct keyring *
journal_keyring(struct journal *journal)
{
	return journal->reader_ring;
}

gint64
journal_now(const struct journal *journal)
{
	return journal_clock(journal);
}

gint64
journal_zone(const struct journal *journal)
{
	return journal->zone;
}

gboolean
journal_is_rehearsal(const struct journal *journal)
{
	return journal->rehearsal;
}

const char *
journal_store_id(const struct journal *journal)
{
	return journal->store_id;
}
