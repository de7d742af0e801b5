/* SPDX-License-Identifier: Apache-2.0 */
#include "verify_entry.h"

#include <string.h>

static gboolean wrong(const struct journal_row *row, GError **error, const char *ja, const char *en,
	...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

/* Both texts begin with the entry's name. */
static gboolean
wrong(const struct journal_row *row, GError **error, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	GError *made = error_new_va(ERROR_DAMAGED, (struct place) { 0 }, ja, en, args);
	va_end(args);
	error_set(error, ERROR_DAMAGED, "%1$s の %2$" G_GINT64_FORMAT " 番目の記録: %3$s%4$.0s",
		"%1$s entry %2$" G_GINT64_FORMAT ": %3$.0s%4$s", row->chain, row->seq,
		error_message(made, "ja"), error_message(made, "en"));
	g_error_free(made);
	return FALSE;
}

static gboolean
wrong_digest(const struct journal_row *row, const struct digest *found,
	const struct digest *expected, GError **error, const char *ja, const char *en)
{
	char has[2 * DIGEST_SIZE + 1], should[2 * DIGEST_SIZE + 1];
	hex_of(found->bytes, DIGEST_SIZE, has);
	hex_of(expected->bytes, DIGEST_SIZE, should);
	return wrong(row, error, "%3$s（記録: %1$.16s… 計算: %2$.16s…）%4$.0s",
		"%3$.0s%4$s (stored %1$.16s…, computed %2$.16s…)", has, should, ja, en);
}

static gboolean
check_link(const struct journal_row *row, const struct entry_link *link, GError **error)
{
	if (row->seq != link->seq + 1)
		return wrong(row, error, "この前の記録（%" G_GINT64_FORMAT " 番目）がありません",
			"the entry before it (%" G_GINT64_FORMAT ") is missing", link->seq + 1);
	if (!digest_equal(&row->prev, &link->hash))
		return wrong_digest(row, &row->prev, &link->hash, error,
			"prev が前の記録のハッシュではありません",
			"prev is not the hash of the entry before it");
	struct digest hash =
		digest_of_two(row->prev.bytes, DIGEST_SIZE, row->bytes.at, row->bytes.len);
	return digest_equal(&row->hash, &hash)
		|| wrong_digest(row, &row->hash, &hash, error, "ハッシュが内容と合いません",
			"its hash does not fit its bytes");
}

static gboolean
check_texts(const struct journal_row *row, const struct entry_text *text, GError **error)
{
	const struct {
		const char *name, *column;
		struct slice says;
	} COPIES[] = {
		{ "chain", row->chain, text->chain },
		{ "actor", row->actor, text->actor },
		{ "role", row->role, text->role },
		{ "known_by", row->known_by, text->known_by },
		{ "verb", row->verb, text->verb },
		{ "kind", row->kind, text->kind },
		{ "id", row->id, text->id },
		{ "client", row->client, text->client },
	};
	for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++) {
		if (entry_text_is(COPIES[i].says, COPIES[i].column))
			continue;
		g_autofree char *says = slice_dup(COPIES[i].says);
		return wrong(row, error, "列 %1$s は \"%2$s\" ですが、記録の内容は \"%3$s\" です",
			"column %1$s is \"%2$s\", its bytes say \"%3$s\"", COPIES[i].name,
			COPIES[i].column, says);
	}
	return TRUE;
}

static gboolean
check_integers(const struct journal_row *row, const struct entry_text *text, GError **error)
{
	const struct {
		const char *name;
		gint64 column, says;
	} COPIES[] = {
		{ "seq", row->seq, text->seq },
		{ "at", row->at, text->at },
		{ "v", 1, text->v },
	};
	for (guint i = 0; i < G_N_ELEMENTS(COPIES); i++)
		if (COPIES[i].column != COPIES[i].says)
			return wrong(row, error,
				"%1$s は %2$" G_GINT64_FORMAT " のはずですが、記録の内容は %3$" G_GINT64_FORMAT
				" です",
				"%1$s should be %2$" G_GINT64_FORMAT ", its bytes say %3$" G_GINT64_FORMAT,
				COPIES[i].name, COPIES[i].column, COPIES[i].says);
	return TRUE;
}

gboolean
entry_check(const struct journal_row *row, struct entry_link *link, struct entry_text *ret,
	GError **error)
{
	if (!check_link(row, link, error))
		return FALSE;
	if (!entry_text_read(row->bytes, ret))
		return wrong(row, error, "内容が正規形の JSON ではありません",
			"its bytes are not an entry in canonical JSON");
	if (!check_integers(row, ret, error) || !check_texts(row, ret, error))
		return FALSE;
	if (row->at < link->at)
		return wrong(row, error,
			"時刻が前の記録より %" G_GINT64_FORMAT " マイクロ秒戻っています",
			"its time goes back by %" G_GINT64_FORMAT " microseconds", link->at - row->at);
	if ((row->seq == 1) != (strcmp(row->verb, "open") == 0))
		return wrong(row, error, "open は最初の記録だけです（動詞は %s）",
			"open is the first entry, and only that (its verb is %s)", row->verb);
	*link = (struct entry_link) { row->seq, row->at, row->hash };
	return TRUE;
}
