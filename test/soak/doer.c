/* SPDX-License-Identifier: Apache-2.0 */
#include "doer.h"

#include <string.h>
#include <unistd.h>

#include "base/json.h"

void
doer_must(gboolean ok, GError **error, const char *what)
{
	if (ok)
		return;
	g_printerr("writer: %s: %s\n", what,
		error != NULL && *error != NULL ? error_message(*error, "en") : "failed");
	_exit(1);
}

void
doer_must_be_none(struct problems *problems, const char *what)
{
	GError *error = NULL;
	doer_must(problems_none(problems, &error), &error, what);
}

static void
say(const struct doer *doer, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
say(const struct doer *doer, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *line = g_strdup_vprintf(format, args);
	va_end(args);
	doer->say(line);
}

static void
say_done(const struct doer *doer, const struct deed *deed, const struct appended *appended)
{
	g_autoptr(GString) line = g_string_new(NULL);
	gboolean repeated = appended[0].repeated;
	g_string_append_printf(line, "done %u %u %d", doer->thread, doer->number, repeated);
	for (guint i = 0; i < deed->n; i++) {
		char hash[2 * DIGEST_SIZE + 1];
		hex_of(appended[i].hash.bytes, DIGEST_SIZE, hash);
		g_string_append_printf(line, " %" G_GINT64_FORMAT " %s", appended[i].seq, hash);
	}
	say(doer, "%s", line->str);
}

static struct content *
content_of(const struct doer *doer, const struct deed *deed)
{
	if (deed->plain == NULL)
		return NULL;
	GError *error = NULL;
	g_autofree char *file =
		g_strdup_printf("%s-file-%u", doer->path, doer->thread);
	doer_must(g_file_set_contents_full(file, deed->plain, (gssize)deed->plain_len,
		     G_FILE_SET_CONTENTS_NONE, 0600, &error),
		&error, "file of evidence");
	struct content *content = content_take(file, &error);
	doer_must(content != NULL, &error, "content_take");
	return content;
}

static void
do_put(struct doer *doer, struct deed *deed)
{
	struct appended appended[DEED_DRAFTS_MAX];
	struct problems problems;
	problems_init(&problems);
	struct content *content = content_of(doer, deed);
	deed->drafts[0].content = content;
	gboolean ok = journal_append(
		doer->journal, deed->drafts, deed->n, appended, &problems);
	content_free(content);
	if (deed->sort == DEED_REFUSED) {
		doer_must(!ok, NULL, "what is wrong was not refused");
		problems_clear(&problems);
		say(doer, "refused %u %u", doer->thread, doer->number);
		return;
	}
	doer_must_be_none(&problems, "journal_append");
	problems_clear(&problems);
	say_done(doer, deed, appended);
}

/* Reads the counter, and adds one if nobody did meanwhile: till it is so. */
static void
do_count(struct doer *doer, struct deed *deed)
{
	for (;;) {
		GError *error = NULL;
		struct fact_row row;
		struct appended appended;
		struct problems problems;
		gboolean found;
		char head[2 * DIGEST_SIZE + 1];
		doer_must(store_fact_get(doer->store, COUNTER_CHAIN, "component", COUNTER_ID, &found,
			     &row, &error)
				&& found,
			&error, "counter");
		hex_of(row.entry.bytes, DIGEST_SIZE, head);
		const struct value *body =
			json_parse(deed->arena, row.body.at, row.body.len, "counter", &error);
		doer_must(body != NULL, &error, "counter");
		struct value *next = value_map(deed->arena);
		value_set_int(deed->arena, next, "quantity", value_get_int(body, "quantity", 0) + 1);
		deed->drafts[0].body = next;
		deed->drafts[0].if_match = head;
		problems_init(&problems);
		gboolean ok = journal_append(
			doer->journal, deed->drafts, 1, &appended, &problems);
		gboolean moved = !ok && problems_count(&problems) == 1
			&& g_error_matches(g_ptr_array_index(problems.list, 0), SEKISHO_ERROR,
				ERROR_CONFLICT);
		if (ok)
			say_done(doer, deed, &appended);
		else if (!moved)
			doer_must_be_none(&problems, "counting");
		problems_clear(&problems);
		if (ok)
			return;
	}
}

static gboolean
is_erased(struct doer *doer, const struct draft *draft)
{
	GError *error = NULL;
	struct fact_row row;
	gboolean found;
	doer_must(store_fact_get(doer->store, draft->chain, draft->kind, draft->id, &found, &row,
		     &error),
		&error, "fact");
	return found && row.erased;
}

/* The rebuild of a neighbour holds the scrubbing up: then the key goes later. */
static void
do_erase(struct doer *doer, struct deed *deed)
{
	const struct draft *draft = &deed->drafts[0];
	struct problems problems;
	struct appended decided;
	if (is_erased(doer, draft)) {
		say(doer, "erased %u %u", doer->thread, doer->number);
		return;
	}
	problems_init(&problems);
	journal_append(doer->journal, &deed->drafts[1], 1, &decided, &problems);
	doer_must_be_none(&problems, "decision before journal_erase");
	gboolean ok = journal_erase(doer->journal, draft->actor, draft->chain, draft->kind,
		draft->id, draft->reason, &problems);
	gboolean late = !ok && doer->rebuilds
		&& is_erased(doer, draft);
	if (!late)
		doer_must_be_none(&problems, "journal_erase");
	problems_clear(&problems);
	say(doer, "%s %u %u", late ? "late" : "erased", doer->thread, doer->number);
}

void
doer_do(struct doer *doer)
{
	struct deed deed;
	deed_make(&doer->maker, doer->thread, doer->number, &deed);
	say(doer, "told %u %u", doer->thread, doer->number);
	if (deed.sort == DEED_COUNT)
		do_count(doer, &deed);
	else if (deed.sort == DEED_ERASE)
		do_erase(doer, &deed);
	else
		do_put(doer, &deed);
	deed_clear(&deed);
}
