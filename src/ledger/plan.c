/* SPDX-License-Identifier: Apache-2.0 */
#include "plan.h"

#include <string.h>

#include "base/json.h"
#include "plan_private.h"
#include "seal.h"

gboolean
kind_is_claimed(const struct kind *kind)
{
	static const char *const CLAIMED[] = { "attestation", "decision", "evaluation", "gate_event",
		"authorisation", "acceptance", NULL };
	return g_strv_contains(CLAIMED, kind->name);
}

gboolean
is_claim(const struct object *object)
{
	return strcmp(object->known_by, "folder") == 0;
}

/* ---- what differs ---- */

static const struct value *
member_of(const struct value *body, const char *name)
{
	return body == NULL ? NULL : value_get(body, name);
}

static gboolean
same(const struct value *a, const struct value *b)
{
	return a == NULL || b == NULL ? a == b : value_equal(a, b);
}

static void
compare_member(struct step *step, const char *name, const struct field *field)
{
	const struct value *folder = member_of(step->ours->body, name);
	const struct value *ledger = member_of(step->theirs == NULL ? NULL : step->theirs->body, name);
	if ((field != NULL && field->stamped) || same(folder, ledger))
		return;
	struct difference difference = { .field = name, .of = field, .ledger = ledger,
		.folder = folder,
		.place = folder != NULL && folder->place.line != 0 ? folder->place : step->ours->place };
	g_array_append_val(step->differences, difference);
}

static void
compare_pseudo(struct planning *p, struct step *step, const char *name, const char *folder,
	const char *ledger)
{
	if (g_strcmp0(folder, ledger) == 0)
		return;
	struct difference difference = { .field = name,
		.folder = folder == NULL ? NULL : value_text(p->plan->arena, folder),
		.ledger = ledger == NULL ? NULL : value_text(p->plan->arena, ledger),
		.place = step->ours->place };
	g_array_append_val(step->differences, difference);
}

/* An evidence without a file in the folder keeps the one that the ledger has. */
static gboolean
compare_file(struct planning *p, struct step *step)
{
	if (step->ours->file == NULL)
		return TRUE;
	g_autoptr(GError) failed = NULL;
	struct content *content = content_take(step->ours->file, &failed);
	if (content == NULL) {
		error_set_at(&p->error, (enum error_code)failed->code, step->ours->file_place,
			"_file: %1$s%2$.0s", "_file: %1$.0s%2$s", error_message(failed, "ja"),
			error_message(failed, "en"));
		return FALSE;
	}
	g_autofree char *hash = hex_text(content->sha256.bytes, DIGEST_SIZE);
	const char *stands =
		step->theirs == NULL ? NULL : value_get_text(step->theirs->body, "sha256");
	compare_pseudo(p, step, "_file", hash, stands);
	if (g_strcmp0(hash, stands) == 0)
		content_free(content);
	else
		step->content = content;
	return TRUE;
}

static gboolean
compare(struct planning *p, struct step *step)
{
	compare_member(step, "name", NULL);
	for (guint i = 0; i < step->kind->n_fields; i++)
		compare_member(step, step->kind->fields[i]->name, step->kind->fields[i]);
	compare_member(step, "note", NULL);
	if (kind_is_claimed(step->kind) && step->theirs != NULL && is_claim(step->theirs)) {
		struct actor claimed = plan_claimant(step);
		compare_pseudo(p, step, "_by", claimed.person, step->theirs->put_by);
		compare_pseudo(p, step, "_role", claimed.role, step->theirs->put_role);
	}
	return compare_file(p, step);
}

/* ---- what an object was when the folder started from it ---- */

struct looking {
	const struct digest *hash;
	struct arena *arena;
	struct keyring *ring;
	const struct value *body;
};

static gboolean
look_for_base(const struct journal_row *row, void *data)
{
	struct looking *looking = data;
	if (!digest_equal(&row->hash, looking->hash))
		return TRUE;
	looking->body = seal_entry_body(looking->ring, row, looking->arena, NULL);
	return FALSE;
}

static void
set_bases(struct planning *p, struct step *step)
{
	const struct digest *hash = folder_base_get(p->plan->base, step->kind->name, step->id);
	struct looking looking = { hash, p->plan->arena, journal_keyring(p->journal), NULL };
	if (hash == NULL
		|| !store_journal_of(journal_reader(p->journal), p->plan->dossier->chain,
			step->kind->name, step->id, look_for_base, &looking, NULL)
		|| looking.body == NULL)
		return;
	step->base_known = TRUE;
	for (guint i = 0; i < step->differences->len; i++) {
		struct difference *difference =
			&g_array_index(step->differences, struct difference, i);
		difference->base = member_of(looking.body,
			strcmp(difference->field, "_file") == 0 ? "sha256" : difference->field);
	}
}

/* ---- what is to be done ---- */

static gboolean
among(char *const *words, const struct step *step)
{
	for (guint i = 0; words != NULL && words[i] != NULL; i++) {
		const char *colon = strchr(words[i], ':');
		if (strcmp(words[i], "all") == 0
			|| (colon != NULL && strcmp(colon + 1, step->id) == 0
				&& strlen(step->kind->name) == (gsize)(colon - words[i])
				&& strncmp(words[i], step->kind->name, (gsize)(colon - words[i])) == 0))
			return TRUE;
	}
	return FALSE;
}

static void
settle(struct planning *p, struct step *step, enum conflict_why why, enum step_what over)
{
	gboolean may_write = why == CONFLICT_CHANGED || why == CONFLICT_NO_BASE;
	step->why = why;
	if (may_write && among(p->options->over, step))
		step->what = over;
	else if (among(p->options->keep, step))
		step->what = STEP_KEPT;
	else
		step->what = STEP_CONFLICT;
	set_bases(p, step);
}

static void
decide_present(struct planning *p, struct step *step, const struct digest *base)
{
	if (step->theirs == NULL)
		step->what = STEP_NEW;
	else if (step->theirs->retired_at != 0)
		settle(p, step, CONFLICT_RETIRED, STEP_CONFLICT);
	else if (step->differences->len == 0)
		step->what = STEP_SAME;
	else if (kind_is_claimed(step->kind) && !is_claim(step->theirs))
		settle(p, step, CONFLICT_DECIDED, STEP_CONFLICT);
	else if (base == NULL)
		settle(p, step, CONFLICT_NO_BASE, STEP_CHANGED);
	else if (!digest_equal(base, &step->theirs->entry))
		settle(p, step, CONFLICT_CHANGED, STEP_CHANGED);
	else
		step->what = STEP_CHANGED;
}

static struct step *
step_new(struct planning *p, const struct kind *kind, const char *id)
{
	struct step *step = g_new0(struct step, 1);
	step->kind = kind;
	step->id = id;
	step->differences = g_array_new(FALSE, TRUE, sizeof(struct difference));
	g_ptr_array_add(p->plan->steps, step);
	return step;
}

static void
step_free(gpointer data)
{
	struct step *step = data;
	g_array_unref(step->differences);
	content_free(step->content);
	g_free(step);
}

static char *
key_of(const char *kind, const char *id)
{
	return g_strconcat(kind, ":", id, NULL);
}

static gboolean
plan_object(struct planning *p, const struct dossier_object *ours)
{
	g_autofree char *key = key_of(ours->kind->name, ours->id);
	struct step *step = step_new(p, ours->kind, ours->id);
	step->ours = ours;
	step->theirs = g_hash_table_lookup(p->ledger, key);
	g_hash_table_add(p->seen, g_steal_pointer(&key));
	if (!compare(p, step))
		return FALSE;
	decide_present(p, step, folder_base_get(p->plan->base, ours->kind->name, ours->id));
	return TRUE;
}

/* In the base and in the ledger, but no longer in the folder. */
static void
plan_gone(struct planning *p, const struct object *theirs)
{
	const struct digest *base = folder_base_get(p->plan->base, theirs->kind->name, theirs->id);
	g_autofree char *key = key_of(theirs->kind->name, theirs->id);
	if (base == NULL || theirs->retired_at != 0 || g_hash_table_contains(p->seen, key))
		return;
	struct step *step = step_new(p, theirs->kind, theirs->id);
	step->theirs = theirs;
	if (!p->options->prune)
		step->what = STEP_GONE;
	else if (kind_is_claimed(theirs->kind) && !is_claim(theirs))
		settle(p, step, CONFLICT_DECIDED, STEP_CONFLICT);
	else if (!digest_equal(base, &theirs->entry))
		settle(p, step, CONFLICT_CHANGED, STEP_RETIRED);
	else
		step->what = STEP_RETIRED;
}

/* ---- reading ---- */

static gboolean
take_object(const struct object *object, void *data)
{
	struct planning *p = data;
	g_hash_table_insert(p->ledger, key_of(object->kind->name, object->id), (gpointer)object);
	g_ptr_array_add(p->objects, (gpointer)object);
	return TRUE;
}

static gboolean
read_base(struct planning *p)
{
	const struct dossier *dossier = p->plan->dossier;
	struct folder_base *base = folder_base_read(dossier->folder, &p->error);
	gboolean ours = base != NULL && strcmp(base->store, journal_store_id(p->journal)) == 0
		&& strcmp(base->chain, dossier->chain) == 0;
	if (ours) {
		p->plan->base = base;
	} else {
		p->plan->foreign_base = base != NULL;
		folder_base_free(base);
	}
	return p->error == NULL;
}

static gint
in_order(gconstpointer a, gconstpointer b)
{
	const struct step *x = *(const struct step *const *)a, *y = *(const struct step *const *)b;
	gboolean x_first = strcmp(x->kind->name, "system") == 0;
	gboolean y_first = strcmp(y->kind->name, "system") == 0;
	if (x_first != y_first)
		return x_first ? -1 : 1;
	int order = strcmp(x->kind->name, y->kind->name);
	return order != 0 ? order : strcmp(x->id, y->id);
}

static gboolean
make_plan(struct planning *p)
{
	struct plan *plan = p->plan;
	if (!read_base(p)
		|| !facts_read(journal_reader(p->journal), p->model, plan->dossier->chain, TRUE,
			plan->arena, take_object, p, &p->error))
		return FALSE;
	for (guint i = 0; i < plan->dossier->objects->len; i++)
		if (!plan_object(p, g_ptr_array_index(plan->dossier->objects, i)))
			return FALSE;
	for (guint i = 0; i < p->objects->len; i++)
		plan_gone(p, g_ptr_array_index(p->objects, i));
	g_ptr_array_sort(plan->steps, in_order);
	for (guint i = 0; i < plan->steps->len; i++)
		plan->counts[((struct step *)g_ptr_array_index(plan->steps, i))->what]++;
	return TRUE;
}

struct plan *
plan_new(struct journal *journal, const struct model *model, const struct dossier *dossier,
	const struct plan_options *options, GError **error)
{
	struct plan *plan = g_new0(struct plan, 1);
	plan->dossier = dossier;
	plan->arena = arena_new();
	plan->steps = g_ptr_array_new_with_free_func(step_free);
	struct planning p = { .plan = plan, .journal = journal, .model = model, .options = options,
		.ledger = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		.objects = g_ptr_array_new() };
	gboolean ok = make_plan(&p);
	g_hash_table_unref(p.ledger);
	g_hash_table_unref(p.seen);
	g_ptr_array_unref(p.objects);
	if (ok)
		return plan;
	g_propagate_error(error, p.error);
	plan_free(plan);
	return NULL;
}

void
plan_free(struct plan *plan)
{
	if (plan == NULL)
		return;
	g_ptr_array_unref(plan->steps);
	folder_base_free(plan->base);
	arena_free(plan->arena);
	g_free(plan);
}

/* ---- afterwards ---- */


static gboolean
take_head(const struct fact_row *row, void *data)
{
	g_hash_table_replace(data, key_of(row->kind, row->id), g_memdup2(&row->entry, sizeof row->entry));
	return TRUE;
}

struct folder_base *
plan_base_after(const struct plan *plan, struct journal *journal, GError **error)
{
	const char *chain = plan->dossier->chain;
	struct store *store = journal_reader(journal);
	g_autoptr(GHashTable) heads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct journal_head head;
	if (!store_journal_head(store, chain, &head, error)
		|| !store_fact_scan(store, chain, NULL, FALSE, take_head, heads, error))
		return NULL;
	struct folder_base *base = folder_base_new(journal_store_id(journal), chain, head.seq);
	for (guint i = 0; i < plan->steps->len; i++) {
		const struct step *step = g_ptr_array_index(plan->steps, i);
		g_autofree char *key = key_of(step->kind->name, step->id);
		const struct digest *before = folder_base_get(plan->base, step->kind->name, step->id);
		/* what was left as it is still starts from where it did */
		const struct digest *hash = step->what == STEP_KEPT || step->what == STEP_GONE
			? before
			: g_hash_table_lookup(heads, key);
		if (hash != NULL)
			folder_base_set(base, step->kind->name, step->id, hash);
	}
	return base;
}
