/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The editions of standards that come with Sekisho (model/guideline/editions.yaml): entered into
 * @org as Sekisho's own when the ledger is made, and when a later Sekisho brings another one. What
 * an organisation has retired stays retired.
 */
#include <string.h>

#include "base/yaml.h"
#include "journal_private.h"

#define EDITIONS_FILE "guideline/editions.yaml"
#define EDITIONS_KIND "standard"

struct editing {
	struct journal *journal;
	const struct kind *kind;
	struct arena *arena;
	GArray *drafts; /* of struct draft */
	struct problems problems;
};

static gboolean
is_new(struct editing *editing, const char *id, const struct value *body, GError **error)
{
	GError *failed = NULL;
	const struct object *stands = facts_get(editing->journal->writer, editing->journal->model,
		CHAIN_ORG, EDITIONS_KIND, id, editing->arena, &failed);
	if (failed != NULL) {
		g_propagate_error(error, failed);
		return FALSE;
	}
	return stands == NULL || (stands->retired_at == 0 && !value_equal(stands->body, body));
}

static gboolean
add_edition(struct editing *editing, const struct member *member, GError **error)
{
	GError *failed = NULL;
	struct value *body = object_normalise(editing->journal->model, editing->kind,
		editing->arena, member->value, OBJECT_FROM_OUTSIDE, &editing->problems);
	struct draft draft = {
		.chain = CHAIN_ORG,
		.kind = EDITIONS_KIND,
		.id = member->key,
		.actor = &SEKISHO,
		.body = body,
		.whole = TRUE,
		.place = member->place,
	};
	if (is_new(editing, member->key, body, &failed))
		g_array_append_val(editing->drafts, draft);
	if (failed != NULL)
		g_propagate_error(error, failed);
	return failed == NULL;
}

static gboolean
append_editions(struct editing *editing, GError **error)
{
	if (!problems_none(&editing->problems, error))
		return FALSE;
	guint n = editing->drafts->len;
	g_autofree struct appended *ret = g_new0(struct appended, n + 1);
	return journal_append(editing->journal, (const struct draft *)editing->drafts->data, n, ret,
		       &editing->problems)
		|| problems_none(&editing->problems, error);
}

gboolean
editions_append(struct journal *journal, GError **error)
{
	const struct model_file *file = model_files_find(journal->model->files, EDITIONS_FILE);
	const struct kind *kind = model_kind(journal->model, EDITIONS_KIND);
	if (file == NULL || kind == NULL)
		return TRUE;
	ARENA_AUTO arena = arena_new();
	g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct draft));
	struct editing editing = { .journal = journal, .kind = kind, .arena = arena,
		.drafts = drafts };
	problems_init(&editing.problems);
	const struct value *root = yaml_parse(
		arena, file->bytes.at, file->bytes.len, file->shown, &editing.problems);
	gboolean ok = TRUE;
	for (guint i = 0; ok && root != NULL && i < root->n_members; i++)
		ok = add_edition(&editing, &root->members[i], error);
	ok = ok && append_editions(&editing, error);
	problems_clear(&editing.problems);
	return ok;
}
