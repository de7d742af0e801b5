/* SPDX-License-Identifier: Apache-2.0 */
/*
 * V15. A table of deadlines is read from the top, the first row that fits counts. All cases it can
 * meet are gone through: four questions with yes and no, three ranks, and one score out of each
 * interval between the scores that rows begin at. At most 2⁴ · 3 · (rows + 1) cases.
 */
#include <string.h>

#include "object.h"
#include "relations.h"

#define N_QUESTIONS 4
#define ROWS_MAX 200

static const char *const QUESTIONS[N_QUESTIONS] = { "exploited", "exposed", "automatable", "total" };
static const char *const RANKS[] = { "high", "mid", "low" };

struct table {
	const struct surroundings *around;
	const struct value *rows;
	GArray *scores; /* of gint64: where an interval begins, ascending */
	gboolean used[ROWS_MAX];
};

struct possible {
	guint answers; /* a bit for each question: yes */
	const char *rank;
	gint64 score; /* CVSS in tenths */
};

static gboolean
fits_word(const struct value *row, const char *member, const char *word)
{
	const char *said = value_get_text(row, member);
	return said == NULL || strcmp(said, "any") == 0 || strcmp(said, word) == 0;
}

static gboolean
fits(const struct value *row, const struct possible *possible)
{
	for (guint i = 0; i < N_QUESTIONS; i++)
		if (!fits_word(row, QUESTIONS[i], possible->answers & (1u << i) ? "yes" : "no"))
			return FALSE;
	return fits_word(row, "rank", possible->rank)
		&& value_get_int(row, "cvss_from", 0) <= possible->score;
}

static gboolean
take_case(struct table *table, const struct possible *possible)
{
	for (guint i = 0; i < table->rows->n_items; i++)
		if (fits(table->rows->items[i], possible)) {
			table->used[i] = TRUE;
			return TRUE;
		}
	return FALSE;
}

static void
tell_hole(const struct table *table, const struct possible *possible)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (guint i = 0; i < N_QUESTIONS; i++)
		g_string_append_printf(text, "%s: %s, ", QUESTIONS[i],
			possible->answers & (1u << i) ? "yes" : "no");
	g_string_append_printf(text, "rank: %s, cvss %" G_GINT64_FORMAT ".%d", possible->rank,
		possible->score / 10, (int)(possible->score % 10));
	problem_add(table->around->problems, ERROR_REFUSED,
		relations_place(table->around, table->rows),
		"期限の表に当てはまる行のない場合があります(%s)。最後に、すべて any の行を置いてください",
		"the table of deadlines has no row for this case: %s; end it with a row of any",
		text->str);
}

/* TRUE: every case has a row. Only the first hole is told. */
static gboolean
go_through(struct table *table)
{
	for (guint answers = 0; answers < 1u << N_QUESTIONS; answers++)
		for (guint r = 0; r < G_N_ELEMENTS(RANKS); r++)
			for (guint s = 0; s < table->scores->len; s++) {
				struct possible possible = { answers, RANKS[r],
					g_array_index(table->scores, gint64, s) };
				if (take_case(table, &possible))
					continue;
				tell_hole(table, &possible);
				return FALSE;
			}
	return TRUE;
}

static void
tell_useless(const struct table *table)
{
	for (guint i = 0; i < table->rows->n_items; i++)
		if (!table->used[i])
			problem_add(table->around->problems, ERROR_REFUSED,
				relations_place(table->around, table->rows->items[i]),
				"期限の表の %u 行目には何も当てはまりません(前の行がすべて先に当てはまります)",
				"no case reaches row %u of the table of deadlines: rows before it take "
				"them all",
				i + 1);
}

static void
add_score(GArray *scores, gint64 score)
{
	guint i = 0;
	while (i < scores->len && g_array_index(scores, gint64, i) < score)
		i++;
	if (i == scores->len || g_array_index(scores, gint64, i) != score)
		g_array_insert_val(scores, i, score);
}

static gboolean
rows_are_whole(const struct table *table)
{
	gboolean whole = TRUE;
	for (guint i = 0; i < table->rows->n_items; i++)
		if (value_get(table->rows->items[i], "within") == NULL) {
			problem_add(table->around->problems, ERROR_REFUSED,
				relations_place(table->around, table->rows->items[i]),
				"期限の表の %u 行目に within(期限)がありません",
				"row %u of the table of deadlines has no `within`", i + 1);
			whole = FALSE;
		}
	return whole;
}

void
policy_rows_check(const struct surroundings *around)
{
	struct table table = { .around = around, .rows = value_get(around->object, "rules") };
	if (table.rows == NULL || table.rows->type != VALUE_LIST)
		return;
	if (table.rows->n_items > ROWS_MAX) {
		problem_add(around->problems, ERROR_TOO_LARGE, relations_place(around, table.rows),
			"期限の表は %d 行までです(%u 行あります)",
			"a table of deadlines has at most %d rows (this has %u)", ROWS_MAX,
			table.rows->n_items);
		return;
	}
	g_autoptr(GArray) scores = g_array_new(FALSE, FALSE, sizeof(gint64));
	table.scores = scores;
	add_score(scores, 0);
	for (guint i = 0; i < table.rows->n_items; i++)
		add_score(scores, value_get_int(table.rows->items[i], "cvss_from", 0));
	if (rows_are_whole(&table) && go_through(&table))
		tell_useless(&table);
}
