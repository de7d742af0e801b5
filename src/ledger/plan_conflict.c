/* SPDX-License-Identifier: Apache-2.0 */
/* Conflicts as sentences: where, what they have, what we have, and how to mend it. */
#include <string.h>

#include "base/json.h"
#include "base/moment.h"
#include "plan_private.h"

#define SHOWN_MAX 60

/* A value short enough for a sentence. Owned by the caller. */
static char *
shown(const struct value *value, const char *absent)
{
	if (value == NULL)
		return g_strdup(absent);
	g_autofree char *text = value->type == VALUE_TEXT
		? g_strdup_printf("\"%s\"", value->text)
		: json_canonical_text(value);
	g_strdelimit(text, "\n\t", ' ');
	if (g_utf8_strlen(text, -1) <= SHOWN_MAX)
		return g_steal_pointer(&text);
	g_autofree char *head = g_utf8_substring(text, 0, SHOWN_MAX);
	return g_strconcat(head, "…", NULL);
}

static void
tell_field(const struct step *step, const struct difference *difference, struct problems *problems)
{
	g_autofree char *theirs_ja = shown(difference->ledger, "なし");
	g_autofree char *theirs_en = shown(difference->ledger, "nothing");
	g_autofree char *ours_ja = shown(difference->folder, "なし");
	g_autofree char *ours_en = shown(difference->folder, "nothing");
	g_autofree char *base = step->base_known ? shown(difference->base, "-") : NULL;
	g_autofree char *from_ja = base == NULL ? g_strdup("") : g_strdup_printf("(もとは %s)", base);
	g_autofree char *from_en = base == NULL ? g_strdup("") : g_strdup_printf(" (from %s)", base);
	problem_add(problems, ERROR_CONFLICT, difference->place,
		"%1$s:%2$s の %3$s: 台帳は %4$s、フォルダーは %5$s%6$s%7$.0s%8$.0s%9$.0s",
		"%3$s of %1$s:%2$s: the ledger has %4$.0s%5$.0s%6$.0s%7$s, the folder has %8$s%9$s",
		step->kind->name, step->id, difference->field, theirs_ja, ours_ja, from_ja, theirs_en,
		ours_en, from_en);
}

static void
tell_change(const struct plan *plan, const struct step *step, struct place place,
	struct problems *problems)
{
	g_autofree char *at = moment_text(step->theirs->put_at);
	if (step->why == CONFLICT_NO_BASE)
		problem_add(problems, ERROR_CONFLICT, place,
			"%1$s:%2$s は台帳の内容と違い、どちらが新しいかを決められません(このフォルダーは、この台帳から書き出したものでも、"
			"適用したものでもありません。台帳の最後の変更は %3$s、%4$s)。台帳に合わせるならフォルダーを直すか --keep %1$s:%2$s、"
			"フォルダーで上書きするなら --over %1$s:%2$s(すべてなら all)",
			"%1$s:%2$s differs from the ledger, and nothing says which is newer (this folder was neither "
			"exported from this ledger nor applied to it; last changed there by %4$s at %3$s). To have the "
			"ledger's, change the folder or give --keep %1$s:%2$s; to write the folder's over it, give "
			"--over %1$s:%2$s (or all)",
			step->kind->name, step->id, at, step->theirs->put_by);
	else
		problem_add(problems, ERROR_CONFLICT, place,
			"%1$s:%2$s は、フォルダーの元になった版の後で %3$s が変更しています(%4$s)。台帳に合わせるならフォルダーを直すか "
			"--keep %1$s:%2$s、フォルダーで上書きするなら --over %1$s:%2$s(すべてなら all)",
			"%1$s:%2$s was changed by %3$s (%4$s) after the state this folder started from. To have the "
			"ledger's, change the folder or give --keep %1$s:%2$s; to write the folder's over it, give "
			"--over %1$s:%2$s (or all)",
			step->kind->name, step->id, step->theirs->put_by, at);
	for (guint i = 0; i < step->differences->len; i++)
		tell_field(step, &g_array_index(step->differences, struct difference, i), problems);
}

static void
tell_end(const struct step *step, struct place place, struct problems *problems)
{
	g_autofree char *at = moment_text(
		step->theirs->retired_at != 0 ? step->theirs->retired_at : step->theirs->put_at);
	if (step->why == CONFLICT_DECIDED)
		problem_add(problems, ERROR_CONFLICT, place,
			"%1$s:%2$s は台帳で %3$s が記録したもので、フォルダーからは変えられません。フォルダーを台帳に合わせるか、"
			"--keep %1$s:%2$s を指定してください。新しい決定は `sekisho decide` などで記録します",
			"%1$s:%2$s was recorded in the ledger by %3$s and cannot be changed from a folder. Make the "
			"folder say what the ledger says, or give --keep %1$s:%2$s; a new decision is recorded with "
			"`sekisho decide` and the like",
			step->kind->name, step->id, step->theirs->put_by);
	else if (step->theirs->erased)
		problem_add(problems, ERROR_CONFLICT, place,
			"%1$s:%2$s は台帳で消去済みです(%3$s)。フォルダーからも取り除いてください",
			"%1$s:%2$s was erased in the ledger (%3$s); take it out of the folder too",
			step->kind->name, step->id, at);
	else
		problem_add(problems, ERROR_CONFLICT, place,
			"%1$s:%2$s は台帳で廃止済みです(%3$s、%4$s)。フォルダーから取り除くか、別の id にしてください",
			"%1$s:%2$s is retired in the ledger (%3$s, %4$s); take it out of the folder, or give it "
			"another id",
			step->kind->name, step->id, at, step->theirs->retired_reason);
}

void
plan_conflicts(const struct plan *plan, struct problems *problems)
{
	for (guint i = 0; i < plan->steps->len; i++) {
		const struct step *step = g_ptr_array_index(plan->steps, i);
		if (step->what != STEP_CONFLICT)
			continue;
		g_autofree char *base = g_build_filename(plan->dossier->folder, FOLDER_BASE_NAME, NULL);
		struct place place =
			step->ours != NULL ? step->ours->place : (struct place) { .file = base };
		if (step->why == CONFLICT_CHANGED || step->why == CONFLICT_NO_BASE)
			tell_change(plan, step, place, problems);
		else
			tell_end(step, place, problems);
	}
}
