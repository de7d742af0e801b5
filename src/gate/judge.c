/* SPDX-License-Identifier: Apache-2.0 */
#include "judge.h"

#include <string.h>

#include "base/moment.h"
#include "base/yaml.h"

struct judge {
	const struct model *model;
	struct rulebook *book;
	struct methods *methods;
	struct guideline *guideline;
	struct session *session;
	struct digest org; /* head of @org whose part the session holds; zeros: it holds none */
	char *digest; /* made at first use */
};

struct judge *
judge_new(const struct model *model, struct problems *problems, GError **error)
{
	struct judge *judge = g_new0(struct judge, 1);
	judge->model = model;
	judge->book = rulebook_new(model, problems);
	judge->methods = methods_new(model, problems);
	judge->guideline = guideline_new(model, problems);
	judge->session = session_new(
		model, judge->book, judge->methods, 9 * MOMENT_HOUR, problems, error);
	if (judge->session != NULL)
		return judge;
	judge_free(judge);
	return NULL;
}

void
judge_free(struct judge *judge)
{
	if (judge == NULL)
		return;
	g_free(judge->digest);
	session_free(judge->session);
	guideline_free(judge->guideline);
	methods_free(judge->methods);
	rulebook_free(judge->book);
	g_free(judge);
}

const struct guideline *
judge_guideline(const struct judge *judge)
{
	return judge->guideline;
}

struct session *
judge_session(struct judge *judge)
{
	return judge->session;
}

const char *
judge_digest(struct judge *judge)
{
	if (judge->digest == NULL)
		judge->digest = rulebook_digest(judge->model);
	return judge->digest;
}

/* ---- filling the session ---- */

struct filling {
	struct judge *judge;
	enum object_side side;
	GHashTable *places; /* "kind:id" → struct place*, in a folder */
	GPtrArray *peers;   /* systems that links name */
	struct outlook *outlook; /* NULL: not wanted */
	const char *system;
	gint64 now;
	GError *error;
};

static void
note_place(struct filling *filling, const struct object *object)
{
	if (filling->places == NULL || object->place.file == NULL)
		return;
	g_hash_table_replace(filling->places,
		g_strconcat(object->kind->name, ":", object->id, NULL),
		g_memdup2(&object->place, sizeof object->place));
}

static gboolean
add_object(const struct object *object, void *data)
{
	struct filling *filling = data;
	note_place(filling, object);
	if (filling->outlook != NULL && strcmp(object->chain, filling->system) == 0)
		outlook_take(filling->outlook, object, 9 * MOMENT_HOUR, filling->now);
	const char *peer = strcmp(object->kind->name, "link") == 0 && filling->side == SIDE_OWN
		? value_get_text(object->body, "peer")
		: NULL;
	if (peer != NULL && filling->peers != NULL && object->retired_at == 0)
		g_ptr_array_add(filling->peers, g_strdup(peer));
	return session_add(filling->judge->session, object, filling->side, &filling->error);
}

static gboolean
filled(struct filling *filling, GError **error)
{
	if (filling->error == NULL)
		return TRUE;
	g_propagate_error(error, filling->error);
	filling->error = NULL;
	return FALSE;
}

/* The editions that come with Sekisho are known and approved where no ledger holds them yet. */
static void
add_editions(struct filling *filling, struct arena *arena, gint64 now)
{
	const struct model *model = filling->judge->model;
	const struct model_file *file = model_files_find(model->files, "guideline/editions.yaml");
	const struct kind *kind = model_kind(model, "standard");
	struct problems problems;
	problems_init(&problems);
	const struct value *root = file == NULL || kind == NULL
		? NULL
		: yaml_parse(arena, file->bytes.at, file->bytes.len, file->shown, &problems);
	for (guint i = 0; root != NULL && i < root->n_members; i++) {
		const struct value *body = object_normalise(
			model, kind, arena, root->members[i].value, OBJECT_FROM_OUTSIDE, &problems);
		struct object object = { .chain = CHAIN_ORG, .kind = kind, .id = root->members[i].key,
			.body = body, .digest = object_digest(kind, body), .created_at = now,
			.put_at = now, .put_by = "sekisho", .put_role = "engine", .known_by = "self" };
		add_object(&object, filling);
	}
	problems_clear(&problems);
}

/*
 * Subjects that are no objects stand in one: a condition `contract/code`, an item `standard/number`,
 * a task `os@component:runtime` or `os@system`.
 */
static const struct place *
place_of(GHashTable *places, const char *system, const char *kind, const char *id)
{
	static const char *const INSIDE[][2] = { { "condition", "contract" }, { "item", "standard" } };
	g_autofree char *key = g_strconcat(kind, ":", id, NULL);
	const struct place *place = g_hash_table_lookup(places, key);
	for (guint i = 0; place == NULL && i < G_N_ELEMENTS(INSIDE); i++) {
		if (strcmp(kind, INSIDE[i][0]) != 0)
			continue;
		g_autofree char *owner = g_strndup(id, strcspn(id, "/"));
		g_autofree char *outer = g_strconcat(INSIDE[i][1], ":", owner, NULL);
		place = g_hash_table_lookup(places, outer);
	}
	const char *at = strcmp(kind, "dtask") == 0 ? strchr(id, '@') : NULL;
	if (place != NULL || at == NULL)
		return place;
	g_autofree char *whole = g_strconcat("system:", system, NULL);
	return g_hash_table_lookup(places, strcmp(at, "@system") == 0 ? whole : at + 1);
}

static void
set_places(struct judgement *judgement, GHashTable *places)
{
	const char *system = judgement->system;
	const struct place *own = place_of(places, system, "system", system);
	if (own != NULL) {
		judgement->file = g_strdup(own->file);
		judgement->line = own->line;
	}
	for (guint i = 0; i < judgement->findings->len; i++) {
		struct finding *finding = g_ptr_array_index(judgement->findings, i);
		const struct place *place =
			place_of(places, system, finding->subject_kind, finding->subject_id);
		if (place == NULL)
			continue;
		finding->file = g_strdup(place->file);
		finding->line = place->line;
	}
}

/* The judgement takes the outlook; NULL: it is the caller's. */
static struct judgement *
judged(struct judge *judge, struct outlook *outlook, GError **error)
{
	if (outlook != NULL && !outlook_finish(outlook, judge->session, error))
		return NULL;
	struct judgement *judgement = judgement_new(judge->session, judge->guideline, error);
	if (judgement != NULL)
		judgement->outlook = outlook;
	return judgement;
}

struct judgement *
judge_folder(struct judge *judge, const struct dossier *dossier, const struct dossier *org,
	gint64 now, GError **error)
{
	g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	struct filling filling = { .judge = judge, .side = SIDE_OWN, .places = places,
		.outlook = outlook_new(), .system = dossier->chain, .now = now };
	ARENA_AUTO arena = arena_new();
	judge->org = (struct digest) { 0 };
	gboolean begun = session_begin(judge->session, dossier->chain, now, TRUE, error);
	if (begun)
		add_editions(&filling, arena, now);
	if (begun && org != NULL)
		dossier_each(org, now, add_object, &filling);
	if (begun)
		dossier_each(dossier, now, add_object, &filling);
	struct judgement *judgement = begun && filled(&filling, error)
			&& session_derive(judge->session, error)
		? judged(judge, filling.outlook, error)
		: NULL;
	if (judgement != NULL)
		set_places(judgement, places);
	else
		outlook_free(filling.outlook);
	return judgement;
}

/* ---- a system of the ledger ---- */

static gboolean
read_chain(struct filling *filling, struct store *store, struct keyring *ring, const char *chain,
	gint64 at, struct arena *arena, GError **error)
{
	const struct model *model = filling->judge->model;
	gboolean read = at != 0
		? facts_read_at(store, model, ring, chain, at, arena, add_object, filling, error)
		: facts_read(store, model, chain, TRUE, arena, add_object, filling, error);
	return read && filled(filling, error);
}

struct changes {
	struct judge *judge;
	gint64 until; /* 0: all */
	GError *error;
};

static gboolean
add_change(const struct change_row *row, void *data)
{
	struct changes *changes = data;
	if (changes->until != 0 && row->at > changes->until)
		return TRUE;
	return session_add_change(changes->judge->session, row, &changes->error);
}

static gboolean
read_changes(struct judge *judge, struct store *store, const char *chain, gint64 at, GError **error)
{
	struct changes changes = { judge, at, NULL };
	if (!store_change_scan(store, chain, add_change, &changes, error))
		return FALSE;
	if (changes.error != NULL)
		g_propagate_error(error, changes.error);
	return changes.error == NULL;
}

static gboolean
read_peers(struct filling *filling, struct store *store, struct keyring *ring, const char *system,
	gint64 at, struct arena *arena, GError **error)
{
	g_autoptr(GPtrArray) peers = g_steal_pointer(&filling->peers);
	filling->side = SIDE_PEER;
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (guint i = 0; i < peers->len; i++) {
		char *peer = g_ptr_array_index(peers, i);
		if (strcmp(peer, system) != 0 && g_hash_table_add(seen, peer)
			&& !read_chain(filling, store, ring, peer, at, arena, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
exists(struct store *store, const char *system, GError **error)
{
	struct journal_head head;
	if (!store_journal_head(store, system, &head, error))
		return FALSE;
	if (head.seq > 0)
		return TRUE;
	error_set(error, ERROR_NOT_FOUND, "システム %s は台帳にありません(`sekisho list system` で一覧)",
		"there is no system %s in this ledger (`sekisho list system` lists them)", system);
	return FALSE;
}

static gboolean
take_since(const struct finding_row *row, void *data)
{
	struct judge *judge = data;
	g_autofree char *head = g_strconcat(row->rule, ":", row->subject, ":", NULL);
	g_autofree char *tail = finding_identity("", "", "", row->key);
	g_autofree char *identity = g_strconcat(head, tail + 3, NULL);
	session_note_since(judge->session, identity, row->opened_at);
	return TRUE;
}

/* What no judgement has found before opens now. */
static void
set_since(struct judgement *judgement)
{
	for (guint i = 0; i < judgement->findings->len; i++) {
		struct finding *finding = g_ptr_array_index(judgement->findings, i);
		if (finding->since == 0)
			finding->since = judgement->now;
	}
}

/*
 * The part of @org, that every system reads, is read once as long as @org stays as it is. Its head
 * tells: no two ledgers and no two states have the same.
 */
static gboolean
begin_with_org(struct filling *filling, struct store *store, const char *system, gint64 now,
	struct arena *arena, GError **error)
{
	struct judge *judge = filling->judge;
	struct journal_head head;
	if (!store_journal_head(store, CHAIN_ORG, &head, error))
		return FALSE;
	if (head.seq > 0 && digest_equal(&head.hash, &judge->org))
		return session_begin_next(judge->session, system, now, error);
	judge->org = (struct digest) { 0 };
	if (!session_begin(judge->session, system, now, FALSE, error)
		|| !read_chain(filling, store, NULL, CHAIN_ORG, 0, arena, error)
		|| !read_changes(judge, store, CHAIN_ORG, 0, error))
		return FALSE;
	session_hold(judge->session);
	judge->org = head.hash;
	return TRUE;
}

/* As the ledger knew it at a moment. */
static gboolean
begin_at(struct filling *filling, struct store *store, struct keyring *ring, const char *system,
	gint64 at, struct arena *arena, GError **error)
{
	filling->judge->org = (struct digest) { 0 };
	return session_begin(filling->judge->session, system, at, FALSE, error)
		&& read_chain(filling, store, ring, CHAIN_ORG, at, arena, error)
		&& read_changes(filling->judge, store, CHAIN_ORG, at, error);
}

static gboolean
derive(struct judge *judge, struct store *store, struct keyring *ring, const char *system,
	gint64 now, gint64 at, struct outlook *outlook, GError **error)
{
	ARENA_AUTO arena = arena_new();
	struct filling filling = { .judge = judge, .side = SIDE_OWN,
		.peers = g_ptr_array_new_with_free_func(g_free), .outlook = outlook,
		.system = system, .now = at != 0 ? at : now };
	g_autoptr(GPtrArray) unread = filling.peers;
	g_ptr_array_ref(filling.peers);
	return exists(store, system, error)
		&& (at != 0 ? begin_at(&filling, store, ring, system, at, arena, error)
			    : begin_with_org(&filling, store, system, now, arena, error))
		&& read_chain(&filling, store, ring, system, at, arena, error)
		&& read_peers(&filling, store, ring, system, at, arena, error)
		&& read_changes(judge, store, system, at, error)
		&& session_derive(judge->session, error);
}

gboolean
judge_derive(struct judge *judge, struct store *store, struct keyring *ring, const char *system,
	gint64 now, gint64 at, GError **error)
{
	return derive(judge, store, ring, system, now, at, NULL, error);
}

struct judgement *
judge_system(struct judge *judge, struct store *store, struct keyring *ring, const char *system,
	gint64 now, gint64 at, GError **error)
{
	struct outlook *outlook = session_wants_texts(judge->session) ? outlook_new() : NULL;
	gboolean ready = derive(judge, store, ring, system, now, at, outlook, error)
		&& (at != 0 || store_finding_scan(store, system, FALSE, take_since, judge, error));
	struct judgement *judgement = ready ? judged(judge, outlook, error) : NULL;
	if (judgement == NULL)
		outlook_free(outlook);
	if (judgement != NULL && at == 0)
		set_since(judgement);
	return judgement;
}
