/* SPDX-License-Identifier: Apache-2.0 */
#include "witness.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/moment.h"
#include "gate/conclude.h"
#include "ledger/keeping.h"
#include "ledger/seal.h"

struct answer {
	gint64 seq;
	struct digest hash;
};

struct heard {
	enum { TOLD, DONE, REFUSED, ERASED, LATE } state;
	guint n;
	struct answer answers[DEED_DRAFTS_MAX];
};

struct witness {
	const struct model *model;
	char *store;
	struct deed_maker maker;
	GArray *heard[SOAK_THREADS]; /* of struct heard, by number */
	guint checked[SOAK_THREADS];
	guint64 acknowledged;
	char *backup; /* that was begun; NULL: none */
	gboolean backed;
	gint64 backup_entries; /* acknowledged before it was begun */
};

/* Of one check. */
struct looking {
	struct witness *witness;
	struct journal *journal;
	struct store *store;
	struct keyring *ring;
	gint64 with_client; /* entries that the deeds account for */
	guint complaints;
};

struct witness *
witness_new(const struct model *model, const char *store)
{
	struct witness *witness = g_new0(struct witness, 1);
	witness->model = model;
	witness->store = g_strdup(store);
	witness->maker = deed_maker_for(model);
	for (guint i = 0; i < SOAK_THREADS; i++)
		witness->heard[i] = g_array_new(FALSE, TRUE, sizeof(struct heard));
	return witness;
}

void
witness_free(struct witness *witness)
{
	for (guint i = 0; i < SOAK_THREADS; i++)
		g_array_unref(witness->heard[i]);
	g_free(witness->backup);
	g_free(witness->store);
	g_free(witness);
}

static void complain(struct looking *looking, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
complain(struct looking *looking, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	looking->complaints++;
	if (looking->complaints <= 20)
		g_printerr("# %s: %s\n", looking->witness->store, text);
}

static void
complain_error(struct looking *looking, const char *what, GError *error)
{
	complain(looking, "%s: %s", what, error != NULL ? error_message(error, "en") : "failed");
	g_clear_error(&error);
}

/* ---- hearing ---- */

static struct heard *
heard_of(struct witness *witness, char **words)
{
	guint thread = (guint)g_ascii_strtoull(words[1], NULL, 10);
	guint number = (guint)g_ascii_strtoull(words[2], NULL, 10);
	g_assert(thread < SOAK_THREADS);
	GArray *heard = witness->heard[thread];
	if (number >= heard->len)
		g_array_set_size(heard, number + 1);
	return &g_array_index(heard, struct heard, number);
}

/* What was acknowledged once is acknowledged again with the same entries. */
static void
hear_done(struct witness *witness, struct heard *heard, char **words)
{
	guint n = g_strv_length(words) / 2;
	gboolean repeated = strcmp(words[0], "1") == 0, before = heard->state == DONE;
	struct heard now = { .state = DONE, .n = n };
	for (guint i = 0; i < n; i++) {
		now.answers[i].seq = g_ascii_strtoll(words[1 + 2 * i], NULL, 10);
		gboolean hex = hex_parse(words[2 + 2 * i], now.answers[i].hash.bytes, DIGEST_SIZE);
		g_assert(hex);
	}
	if (before && (!repeated || memcmp(&now, heard, sizeof now) != 0))
		g_error("a deed that was done was not answered with its entries: %s %s", words[1],
			words[2]);
	if (!before)
		witness->acknowledged += n;
	*heard = now;
}

gboolean
witness_hear(struct witness *witness, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	const char *verb = words[0];
	if (strcmp(verb, "told") == 0) {
		heard_of(witness, words);
		return deed_is_erasure((guint)g_ascii_strtoull(words[2], NULL, 10));
	}
	if (strcmp(verb, "done") == 0)
		hear_done(witness, heard_of(witness, words), words + 3);
	else if (strcmp(verb, "refused") == 0)
		heard_of(witness, words)->state = REFUSED;
	else if (strcmp(verb, "erased") == 0)
		heard_of(witness, words)->state = ERASED;
	else if (strcmp(verb, "late") == 0)
		heard_of(witness, words)->state = LATE;
	else if (strcmp(verb, "backing") == 0) {
		g_free(witness->backup);
		witness->backup = g_strdup(words[1]);
		witness->backed = FALSE;
		witness->backup_entries = (gint64)witness->acknowledged;
	} else if (strcmp(verb, "backed") == 0)
		witness->backed = TRUE;
	else
		g_assert(strcmp(verb, "judged") == 0 || strcmp(verb, "rebuilt") == 0);
	return FALSE;
}

guint
witness_next(const struct witness *witness, guint thread)
{
	guint len = witness->heard[thread]->len;
	return len > 0 ? len - 1 : 0;
}

guint64
witness_acknowledged(const struct witness *witness)
{
	return witness->acknowledged;
}

/* ---- what an entry must carry ---- */

static gboolean
fact_is_erased(struct looking *looking, const struct draft *draft)
{
	struct fact_row row;
	gboolean found;
	GError *error = NULL;
	if (!store_fact_get(
		    looking->store, draft->chain, draft->kind, draft->id, &found, &row, &error))
		complain_error(looking, "store_fact_get", error);
	else if (!found)
		complain(looking, "%s %s:%s has entries and no fact", draft->chain, draft->kind,
			draft->id);
	else
		return row.erased;
	return FALSE;
}

static void
check_members(struct looking *looking, const struct draft *draft, const struct value *body)
{
	const struct value *given = draft->body;
	for (guint i = 0; given != NULL && i < given->n_members; i++) {
		const struct value *stands = value_get(body, given->members[i].key);
		if (stands == NULL || !value_equal(stands, given->members[i].value))
			complain(looking, "%s %s:%s: %s is not what was acknowledged", draft->chain,
				draft->kind, draft->id, given->members[i].key);
	}
}

/* Of a sealed kind: it opens with its key, and with nothing once it is erased. */
static void
check_sealed(struct looking *looking, const struct draft *draft, gint64 seq,
	const struct value *body, struct arena *arena)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	struct seal_place place = { draft->chain, seq, draft->kind, draft->id };
	gboolean gone = FALSE, erased = fact_is_erased(looking, draft);
	GError *error = NULL;
	if (!seal_open(looking->ring, &place, body, plain, &gone, &error)) {
		complain_error(looking, "seal_open", error);
		return;
	}
	if (gone != erased)
		complain(looking, "%s %s:%s is %s, its key is %s", draft->chain, draft->kind,
			draft->id, erased ? "erased" : "not erased", gone ? "gone" : "there");
	if (gone)
		return;
	const struct value *opened = json_parse(arena, plain->str, plain->len, draft->id, &error);
	if (opened == NULL)
		complain_error(looking, "sealed body", error);
	else
		check_members(looking, draft, opened);
}

static void
check_entry(struct looking *looking, const struct draft *draft, const struct journal_row *row)
{
	ARENA_AUTO arena = arena_new();
	GError *error = NULL;
	gint64 seq = row->seq;
	const struct value *entry =
		json_parse(arena, row->bytes.at, row->bytes.len, draft->id, &error);
	if (entry == NULL) {
		complain_error(looking, "entry", error);
		return;
	}
	const struct value *body = value_get(entry, "body");
	if (seal_key_id(body, NULL))
		check_sealed(looking, draft, seq, body, arena);
	else if (model_kind(looking->witness->model, draft->kind)->sealed && !draft->retire)
		complain(looking, "%s:%s lies open in the journal", draft->kind, draft->id);
	else
		check_members(looking, draft, body);
}

/* The file of an evidence comes back byte for byte, and not at all once it is erased. */
static void
check_content(struct looking *looking, const struct deed *deed)
{
	const struct draft *draft = &deed->drafts[0];
	GError *error = NULL;
	struct digest sha256 = digest_of(deed->plain, deed->plain_len);
	g_autofree char *file = g_strconcat(looking->witness->store, "-read", NULL);
	g_autofree char *got = NULL;
	gsize len = 0;
	int fd = open(file, O_CREAT | O_TRUNC | O_WRONLY, 0600);
	g_assert(fd >= 0);
	gboolean read = content_read(
		looking->store, looking->ring, &sha256, draft->chain, draft->id, fd, &error);
	close(fd);
	gboolean erased = fact_is_erased(looking, draft);
	if (read == erased)
		complain(looking, "content of %s %s: %s and %s", draft->chain, draft->id,
			erased ? "erased" : "not erased",
			read ? "readable" : error_message(error, "en"));
	else if (read && (!g_file_get_contents(file, &got, &len, NULL) || len != deed->plain_len
				 || memcmp(got, deed->plain, len) != 0))
		complain(looking, "content of %s %s is another", draft->chain, draft->id);
	g_clear_error(&error);
	g_unlink(file);
}

/* ---- deeds ---- */

static guint
count_found(struct looking *looking, const struct deed *deed, const struct heard *heard)
{
	guint found_n = 0;
	/* An erasure itself has no client id, the decision before it has. */
	for (guint i = deed->sort == DEED_ERASE ? 1 : 0; i < deed->n; i++) {
		const struct draft *draft = &deed->drafts[i];
		GError *error = NULL;
		struct journal_row row;
		gboolean found = FALSE;
		if (!store_journal_by_client(
			    looking->store, draft->chain, draft->client, &found, &row, &error))
			complain_error(looking, "store_journal_by_client", error);
		if (!found)
			continue;
		found_n++;
		if (heard->state == DONE
			&& (row.seq != heard->answers[i].seq
				|| !digest_equal(&row.hash, &heard->answers[i].hash)))
			complain(looking, "%s: another entry than the one acknowledged",
				draft->client);
		check_entry(looking, draft, &row);
	}
	return found_n;
}

static void
check_deed(struct looking *looking, guint thread, guint number, const struct heard *heard)
{
	struct deed deed;
	deed_make(&looking->witness->maker, thread, number, &deed);
	guint found = count_found(looking, &deed, heard);
	looking->with_client += found;
	if (deed.sort != DEED_ERASE && found != 0 && found != deed.n)
		complain(looking, "deed %u of thread %u: %u of %u entries are there", number, thread,
			found, deed.n);
	if (deed.sort == DEED_REFUSED && found > 0)
		complain(looking, "deed %u of thread %u was refused and is there", number, thread);
	if (heard->state == DONE && found != deed.n)
		complain(looking, "deed %u of thread %u was acknowledged and is not there", number,
			thread);
	if (deed.plain != NULL && found == deed.n)
		check_content(looking, &deed);
	if ((heard->state == ERASED || heard->state == LATE)
		&& (found != 1 || !fact_is_erased(looking, &deed.drafts[0])))
		complain(looking, "deed %u of thread %u: what was erased is there", number, thread);
	deed_clear(&deed);
}

static gint64
counter(struct looking *looking)
{
	ARENA_AUTO arena = arena_new();
	struct fact_row row;
	gboolean found;
	if (!store_fact_get(looking->store, COUNTER_CHAIN, "component", COUNTER_ID, &found, &row,
		    NULL)
		|| !found)
		return -1;
	const struct value *body = json_parse(arena, row.body.at, row.body.len, "counter", NULL);
	return value_get_int(body, "quantity", -1);
}

struct tally {
	gint64 with_client, counts;
	GHashTable *own; /* chain → seq of its last entry that is no judgement */
};

static gboolean
tally_entry(const struct journal_row *row, void *data)
{
	struct tally *tally = data;
	tally->with_client += *row->client == 't';
	tally->counts += strcmp(row->chain, COUNTER_CHAIN) == 0
		&& strcmp(row->id, COUNTER_ID) == 0;
	if (strcmp(row->verb, "judge") != 0)
		g_hash_table_replace(tally->own, g_strdup(row->chain),
			g_memdup2(&row->seq, sizeof row->seq));
	return TRUE;
}

#define WORLD_ENTRIES (3 + 6 * (SOAK_THREADS + 1))

/* Nothing is there that nobody did, and no one's addition was written over. */
static void
check_tally(struct looking *looking, const struct tally *tally, gboolean all)
{
	if (all && tally->with_client != looking->with_client + WORLD_ENTRIES)
		complain(looking, "%" G_GINT64_FORMAT " entries, and the deeds make %" G_GINT64_FORMAT,
			tally->with_client, looking->with_client + WORLD_ENTRIES);
	if (counter(looking) != tally->counts - 1)
		complain(looking, "the counter says %" G_GINT64_FORMAT " after %" G_GINT64_FORMAT,
			counter(looking), tally->counts - 1);
}

/* ---- judgements that wait ---- */

static gint64
rests(struct looking *looking, const char *chain, const char *member)
{
	ARENA_AUTO arena = arena_new();
	struct judgement_row row;
	gboolean found;
	if (!store_judgement_get(looking->store, chain, &found, &row, NULL) || !found)
		return 0;
	const struct value *value = json_parse(arena, row.rests, strlen(row.rests), "rests", NULL);
	return value_get_int(value, member, 0);
}

static gint64
last_own(const struct tally *tally, const char *chain)
{
	const gint64 *seq = g_hash_table_lookup(tally->own, chain);
	return seq != NULL ? *seq : 0;
}

static void
check_pending(struct looking *looking, const struct tally *tally)
{
	g_auto(GStrv) due = store_judgement_due(looking->store, 0, 1000, NULL);
	g_auto(GStrv) chains = store_chains(looking->store, NULL);
	g_assert(due != NULL && chains != NULL);
	gboolean org_waits = g_strv_contains((const char *const *)due, CHAIN_ORG);
	for (guint i = 0; chains[i] != NULL; i++) {
		const char *chain = chains[i];
		gboolean waits = g_strv_contains((const char *const *)due, chain);
		if (strcmp(chain, CHAIN_ORG) == 0 || waits)
			continue;
		if (last_own(tally, chain) > rests(looking, chain, "own"))
			complain(looking, "%s has entries after its judgement and does not wait", chain);
		if (!org_waits && last_own(tally, CHAIN_ORG) > rests(looking, chain, "org"))
			complain(looking, "@org has entries after the judgement of %s, which does not wait",
				chain);
	}
}

/* What waits is taken up, and then nothing does. */
static void
settle(struct looking *looking, struct judge *judge)
{
	GError *error = NULL;
	guint done;
	for (guint i = 0; i < 3 && store_pending_count(looking->store, NULL) > 0; i++)
		if (!conclude_due(judge, looking->journal, 1000, NULL, NULL, &done, &error)) {
			complain_error(looking, "conclude_due", error);
			return;
		}
	if (store_pending_count(looking->store, NULL) != 0)
		complain(looking, "something waits for its judgement for ever");
}

/* ---- the whole ---- */

static void
check_verify(struct looking *looking)
{
	GError *error = NULL;
	struct verify_result result;
	if (!ledger_verify(looking->store, looking->witness->model, looking->ring, NULL, VERIFY_ALL,
		    NULL, NULL, &result, &error)) {
		complain_error(looking, "ledger_verify", error);
		return;
	}
	for (guint i = 0; i < result.problems.list->len; i++)
		complain(looking, "verify: %s",
			error_message(g_ptr_array_index(result.problems.list, i), "en"));
	verify_result_clear(&result);
}

static void
remove_store(const char *path)
{
	static const char *const ENDS[] = { "", "-wal", "-shm", "-keys", "-keys-wal", "-keys-shm",
		"-master", "-rebuild", ".keys" };
	for (guint i = 0; i < G_N_ELEMENTS(ENDS); i++) {
		g_autofree char *name = g_strconcat(path, ENDS[i], NULL);
		g_unlink(name);
	}
}

/* A backup that has its name is whole, whether its maker lived to say so or not. */
static void
check_backup(struct looking *looking)
{
	struct witness *witness = looking->witness;
	g_autofree char *restored = g_strconcat(witness->store, "-restored", NULL);
	g_autofree char *master = g_strconcat(witness->store, "-master", NULL);
	GError *error = NULL;
	if (witness->backup == NULL)
		return;
	g_autofree char *keys = g_strconcat(witness->backup, ".keys", NULL);
	gboolean there = g_file_test(witness->backup, G_FILE_TEST_EXISTS)
		&& g_file_test(keys, G_FILE_TEST_EXISTS);
	if (witness->backed && !there)
		complain(looking, "the backup that was made is not there");
	if (there) {
		g_setenv("SEKISHO_MASTER_KEY", master, TRUE);
		struct store *store = NULL;
		if (!ledger_restore(restored, witness->model, witness->backup, NULL, NULL, &error)
			|| (store = store_open(restored, STORE_READ_ONLY, &error)) == NULL)
			complain_error(looking, "ledger_restore", error);
		else if (store_journal_count(store, NULL) < witness->backup_entries)
			complain(looking, "the backup lacks what was acknowledged before it");
		store_free(store);
		g_unsetenv("SEKISHO_MASTER_KEY");
		remove_store(restored);
	}
	remove_store(witness->backup);
	g_clear_pointer(&witness->backup, g_free);
}

static void
look_at_deeds(struct looking *looking, gboolean all)
{
	struct witness *witness = looking->witness;
	for (guint thread = 0; thread < SOAK_THREADS; thread++) {
		const GArray *heard = witness->heard[thread];
		for (guint i = all ? 0 : witness->checked[thread]; i < heard->len; i++)
			check_deed(looking, thread, i, &g_array_index(heard, struct heard, i));
		witness->checked[thread] = heard->len > 0 ? heard->len - 1 : 0;
	}
}

static void
look(struct looking *looking, gboolean all)
{
	GError *error = NULL;
	struct problems problems;
	struct tally tally = { .own = g_hash_table_new_full(
				       g_str_hash, g_str_equal, g_free, g_free) };
	problems_init(&problems);
	check_verify(looking);
	look_at_deeds(looking, all);
	if (!store_journal_scan(looking->store, NULL, 0, tally_entry, &tally, &error))
		complain_error(looking, "store_journal_scan", error);
	check_tally(looking, &tally, all);
	check_pending(looking, &tally);
	check_backup(looking);
	if (all) {
		struct judge *judge = judge_new(looking->witness->model, &problems, &error);
		if (judge == NULL)
			complain_error(looking, "judge_new", error);
		else
			settle(looking, judge);
		judge_free(judge);
		check_verify(looking);
	}
	problems_clear(&problems);
	g_hash_table_unref(tally.own);
}

guint
witness_check(struct witness *witness, gboolean all)
{
	struct looking looking = { .witness = witness };
	GError *error = NULL;
	struct journal_options options = { .url = witness->store, .model = witness->model };
	looking.journal = journal_open(&options, &error);
	if (looking.journal == NULL) {
		complain_error(&looking, "journal_open", error);
		return looking.complaints;
	}
	looking.store = journal_reader(looking.journal);
	looking.ring = journal_keyring(looking.journal);
	look(&looking, all);
	journal_close(looking.journal);
	return looking.complaints;
}
