/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One call of journal_append, inside its group's transaction.
 *
 * Drafts are written one after the other, each on what the ones before left. A draft with a problem
 * is written all the same where that is possible, so that those after it are not blamed for its
 * absence; the call is taken back as a whole at its end.
 */
#include <string.h>

#include "base/json.h"
#include "content.h"
#include "journal_private.h"

struct appending {
	const struct draft *drafts;
	guint n;
	struct appended *ret;
	GPtrArray *writings; /* of struct writing*, in the scene's arena */
	gboolean only_try;   /* taken back at the end, whatever it says */
	struct call call;
};

/* One draft on its way. */
struct drafting {
	struct appending *appending;
	struct scene *scene;
	const struct draft *draft;
	const struct kind *kind;
	const struct object *before;
	struct writing *writing;
	const struct drafting *outer; /* a dependent's: of what it depends on; or NULL */
};

void
refuse(const struct writing *writing, enum error_code code, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(writing->problems, error_new_va(code, writing->draft->place, ja, en, args));
	va_end(args);
}

static void
fill_appended(struct appended *ret, const char *chain, gint64 seq, gint64 at,
	const struct digest *hash, gboolean repeated)
{
	*ret = (struct appended) { .seq = seq, .at = at, .hash = *hash, .repeated = repeated };
	g_strlcpy(ret->chain, chain, sizeof ret->chain);
}

/* ---- repetitions ---- */

static gboolean
client_is_fine(const char *client)
{
	for (const char *at = client; *at != '\0'; at++)
		if (!g_ascii_isgraph(*at) || at - client >= CLIENT_MAX)
			return FALSE;
	return TRUE;
}

static gboolean
has_client(const struct draft *draft)
{
	return draft->client != NULL && *draft->client != '\0';
}

static void
same_client_elsewhere(struct appending *appending, const struct draft *draft)
{
	problem_add(appending->call.problems, ERROR_CONFLICT, draft->place,
		"client の識別子 %1$s はほかの記録(%2$s:%3$s 以外)に使われています",
		"the client id %1$s was used for another entry (not of %2$s:%3$s)", draft->client,
		draft->kind, draft->id);
}

/* Answers a draft whose client id is known; *ret_known tells. */
static void
look_for_client(struct appending *appending, struct scene *scene, guint i, gboolean *ret_known)
{
	const struct draft *draft = &appending->drafts[i];
	struct journal_row row;
	GError *error = NULL;
	gboolean found = FALSE;
	if (!client_is_fine(draft->client)) {
		problem_add(appending->call.problems, ERROR_INPUT, draft->place,
			"client の識別子は ASCII の %d 字までです", "a client id is at most %d ASCII characters",
			CLIENT_MAX);
		return;
	}
	if (!store_journal_by_client(
		    scene->store, draft->chain, draft->client, &found, &row, &error)) {
		call_failed(&appending->call, scene, draft->place, error);
		return;
	}
	if (!found)
		return;
	*ret_known = TRUE;
	if (strcmp(row.kind, draft->kind) != 0 || strcmp(row.id, draft->id) != 0)
		same_client_elsewhere(appending, draft);
	fill_appended(&appending->ret[i], draft->chain, row.seq, row.at, &row.hash, TRUE);
}

static void
answer_without_client(struct appending *appending, struct scene *scene, guint i)
{
	const struct draft *draft = &appending->drafts[i];
	const struct object *object = scene_get(scene, draft->chain, draft->kind, draft->id);
	struct digest none = { { 0 } };
	if (object != NULL)
		fill_appended(&appending->ret[i], draft->chain, object->seq, object->put_at,
			&object->entry, TRUE);
	else
		fill_appended(&appending->ret[i], draft->chain, 0, 0, &none, TRUE);
}

/* TRUE: this call was made before; all its drafts are answered. */
static gboolean
is_repetition(struct appending *appending, struct scene *scene)
{
	gboolean known = FALSE;
	for (guint i = 0; i < appending->n; i++)
		if (has_client(&appending->drafts[i]))
			look_for_client(appending, scene, i, &known);
	for (guint i = 0; known && i < appending->n; i++)
		if (!appending->ret[i].repeated)
			answer_without_client(appending, scene, i);
	return known;
}

/* ---- what a draft must be before anything is made of it ---- */

static gboolean
chain_is_open(struct drafting *d)
{
	const struct draft *draft = d->draft;
	if (scene_head(d->scene, draft->chain)->head.seq > 0)
		return TRUE;
	gboolean opens = strcmp(draft->kind, "system") == 0 && strcmp(draft->id, draft->chain) == 0
		&& !draft->retire;
	GError *error = NULL;
	if (opens && write_opening(d->appending->call.journal, d->scene, draft->chain, &error))
		return TRUE;
	if (error != NULL)
		call_failed(&d->appending->call, d->scene, draft->place, error);
	else
		refuse(d->writing, ERROR_NOT_FOUND,
			"システム %1$s がありません。先に system:%1$s を登録してください",
			"there is no system %1$s; record system:%1$s first", draft->chain);
	return FALSE;
}

static gboolean
match_holds(struct drafting *d)
{
	const char *match = d->draft->if_match;
	char head[2 * DIGEST_SIZE + 1] = "";
	if (match == NULL)
		return TRUE;
	if (d->before != NULL)
		hex_of(d->before->entry.bytes, DIGEST_SIZE, head);
	if (g_ascii_strcasecmp(match, head) == 0)
		return TRUE;
	if (*match == '\0')
		refuse(d->writing, ERROR_CONFLICT, "%1$s:%2$s はすでにあります",
			"%1$s:%2$s is there already", d->draft->kind, d->draft->id);
	else if (d->before == NULL)
		refuse(d->writing, ERROR_CONFLICT, "%1$s:%2$s はまだありません",
			"%1$s:%2$s is not there yet", d->draft->kind, d->draft->id);
	else
		refuse(d->writing, ERROR_CONFLICT,
			"%1$s:%2$s はその後 %3$s が変更しました。読み直してからやり直してください",
			"%1$s:%2$s was changed since by %3$s; read it again, then try again",
			d->draft->kind, d->draft->id, d->before->put_by);
	return FALSE;
}

static gboolean
is_alive(struct drafting *d)
{
	const struct draft *draft = d->draft;
	if (d->before == NULL) {
		if (draft->retire)
			refuse(d->writing, ERROR_NOT_FOUND, "%1$s:%2$s はありません",
				"there is no %1$s:%2$s", draft->kind, draft->id);
		return !draft->retire;
	}
	if (d->before->retired_at == 0)
		return TRUE;
	if (d->before->erased)
		refuse(d->writing, ERROR_REFUSED, "%1$s:%2$s は消去済みです。id は再び使えません",
			"%1$s:%2$s was erased; its id is not used again", draft->kind, draft->id);
	else
		refuse(d->writing, ERROR_REFUSED,
			"%1$s:%2$s は廃止済みです。id は再び使えません。別の id で登録してください",
			"%1$s:%2$s is retired; its id is not used again, take another one", draft->kind,
			draft->id);
	return FALSE;
}

static gboolean
find_kind(struct drafting *d)
{
	const struct draft *draft = d->draft;
	d->kind = model_kind(d->scene->model, draft->kind);
	if (d->kind == NULL) {
		refuse(d->writing, ERROR_INPUT, "種別 %s はありません", "there is no kind %s",
			draft->kind);
		return FALSE;
	}
	d->writing->kind = d->kind;
	guint before = problems_count(d->writing->problems);
	object_check_id(
		d->kind, draft->chain, draft->id, draft->place, d->writing->problems);
	return problems_count(d->writing->problems) == before;
}

/* ---- the body ---- */

static gboolean
may_stamp(const struct draft *draft)
{
	return strcmp(draft->actor->person, SEKISHO.person) == 0;
}

static void
merge_member(struct drafting *d, struct value *body, const struct member *given)
{
	const struct field *field = kind_field(d->kind, given->key);
	if (field != NULL && field->stamped && !may_stamp(d->draft)) {
		const struct value *stands = value_get(body, given->key);
		if (stands == NULL || !value_equal(stands, given->value))
			refuse(d->writing, ERROR_INPUT, "%s は Sekisho が記入する項目です。消してください",
				"%s is filled in by Sekisho; remove it", given->key);
		return;
	}
	if (given->value->type == VALUE_NULL)
		value_unset(body, given->key);
	else
		value_set(d->scene->arena, body, given->key, given->value);
}

/* What stood, with what is given on top; of a whole one only the stamps stand. */
static struct value *
merged_body(struct drafting *d)
{
	struct value *body = value_map(d->scene->arena);
	const struct value *before = d->before != NULL ? d->before->body : NULL;
	for (guint i = 0; before != NULL && i < before->n_members; i++) {
		const struct member *member = &before->members[i];
		const struct field *field = kind_field(d->kind, member->key);
		if (!d->draft->whole || (field != NULL && field->stamped))
			value_set(d->scene->arena, body, member->key, member->value);
	}
	const struct value *given = d->draft->body;
	for (guint i = 0; given != NULL && i < given->n_members; i++)
		merge_member(d, body, &given->members[i]);
	return body;
}

static gboolean
canonical_slice(struct drafting *d, const struct value *body, struct slice *ret)
{
	g_autoptr(GString) text = g_string_sized_new(1024);
	json_canonical(body, text);
	if (text->len > BODY_MAX) {
		refuse(d->writing, ERROR_TOO_LARGE,
			"%1$s:%2$s の内容が大きすぎます(%3$" G_GSIZE_FORMAT " バイト、上限 1 MiB)",
			"%1$s:%2$s is too large (%3$" G_GSIZE_FORMAT " bytes, at most 1 MiB)",
			d->draft->kind, d->draft->id, text->len);
		return FALSE;
	}
	ret->at = arena_dup(d->scene->arena, text->str, text->len);
	ret->len = text->len;
	return TRUE;
}

/* ---- content of evidence ---- */

/* The key of the object's content so far, else a new one. */
static gboolean
content_key_of(struct drafting *d, const struct digest *before, guint8 key_id[KEY_ID_SIZE],
	GError **error)
{
	gboolean found = FALSE;
	guint8 key[KEY_SIZE];
	if (before != NULL
		&& !content_key_id(d->scene->store, before, d->draft->chain, d->draft->id, &found,
			key_id, error))
		return FALSE;
	if (found)
		return TRUE;
	gboolean made = keyring_make(d->scene->ring, key_id, key, error);
	explicit_bzero(key, sizeof key);
	return made;
}

/* The newest other content of one of its subjects: what this one is likely to resemble. */
static gboolean
previous_content(struct drafting *d, const struct value *body, struct digest *ret)
{
	const struct value *subjects = value_get(body, "subjects");
	const char *subject =
		subjects != NULL && subjects->n_items > 0 ? subjects->items[0]->text : NULL;
	const char *tool = value_get_text(body, "tool");
	gint64 newest = 0;
	if (subject == NULL)
		return FALSE;
	g_autoptr(GPtrArray) all = scene_all(d->scene, d->draft->chain, d->kind->name);
	for (guint i = 0; i < all->len; i++) {
		const struct object *other = g_ptr_array_index(all, i);
		const struct value *theirs = value_get(other->body, "subjects");
		const char *sha256 = value_get_text(other->body, "sha256");
		gboolean same = theirs != NULL && value_is_text(theirs->items[0], subject)
			&& g_strcmp0(value_get_text(other->body, "tool"), tool) == 0;
		if (same && other->put_at > newest && sha256 != NULL
			&& hex_parse(sha256, ret->bytes, DIGEST_SIZE))
			newest = other->put_at;
	}
	return newest > 0;
}

static gboolean
store_content(struct drafting *d, const struct value *body, GError **error)
{
	const struct content *content = d->draft->content;
	struct digest before, previous;
	guint8 key_id[KEY_ID_SIZE];
	const char *was = d->before == NULL ? NULL : value_get_text(d->before->body, "sha256");
	gboolean had = was != NULL && hex_parse(was, before.bytes, DIGEST_SIZE);
	if (!content_key_of(d, had ? &before : NULL, key_id, error))
		return FALSE;
	gboolean base = previous_content(d, body, &previous);
	return content_store(d->scene->store, d->scene->ring, content, base ? &previous : NULL,
		d->draft->chain, d->draft->id, key_id, error);
}

static gboolean
take_content(struct drafting *d, const struct value *body)
{
	GError *error = NULL;
	if (d->draft->content == NULL || problems_count(d->writing->problems) > 0)
		return TRUE;
	if (store_content(d, body, &error))
		return TRUE;
	call_failed(&d->appending->call, d->scene, d->draft->place, error);
	return FALSE;
}

/* ---- writing ---- */

static const char *
verb_of_draft(const struct drafting *d, const struct value *body)
{
	const char *verb = verb_of(d->kind, body);
	return strcmp(verb, "alert") == 0 && !may_stamp(d->draft) ? "put" : verb;
}

static gboolean
write_wish(struct drafting *d, const struct wish *wish)
{
	GError *error = NULL;
	const struct object *after =
		write_object(d->appending->call.journal, d->scene, wish, &error);
	if (after == NULL) {
		call_failed(&d->appending->call, d->scene, d->draft->place, error);
		return FALSE;
	}
	d->writing->after = after;
	d->writing->at = scene_head(d->scene, wish->chain)->head.at;
	g_ptr_array_add(d->appending->writings, d->writing);
	return TRUE;
}

static struct wish
wish_of(const struct drafting *d, const struct value *body)
{
	return (struct wish) {
		.kind = d->kind,
		.before = d->before,
		.chain = d->draft->chain,
		.id = d->draft->id,
		.client = d->draft->client,
		.actor = d->draft->actor,
		.body = body,
	};
}

static gboolean
put_object(struct drafting *d)
{
	struct value *body = merged_body(d);
	writers_check_fields(d->writing, body);
	if (!writing_is_claim(d->writing))
		stamp_body(d->writing, body);
	if (scene_failed(d->scene))
		return FALSE;
	object_check_whole(
		d->kind, d->draft->id, body, d->draft->place, d->writing->problems);
	struct wish wish = wish_of(d, body);
	wish.verb = verb_of_draft(d, body);
	if (!canonical_slice(d, body, &wish.plain))
		return FALSE;
	return take_content(d, body) && write_wish(d, &wish);
}

static gboolean draft_retire(struct drafting *d);

/* Two may depend on each other: who is being retired already is not begun again. */
static gboolean
is_under_way(const struct drafting *d, const struct object *object)
{
	for (; d != NULL; d = d->outer)
		if (d->before == object)
			return TRUE;
	return FALSE;
}

/* Those that cannot stand alone go first, with the same reason. */
static gboolean
retire_dependents(struct drafting *d)
{
	g_autoptr(GPtrArray) list = dependents_of(d->scene, d->before);
	for (guint i = 0; i < list->len; i++) {
		const struct object *object = g_ptr_array_index(list, i);
		const struct object *now =
			scene_live(d->scene, object->chain, object->kind->name, object->id);
		if (now == NULL || is_under_way(d, now))
			continue;
		struct draft *draft = arena_alloc(d->scene->arena, sizeof *draft);
		*draft = *d->draft;
		draft->chain = now->chain;
		draft->kind = now->kind->name;
		draft->id = now->id;
		draft->if_match = draft->client = NULL;
		struct writing *writing = arena_alloc(d->scene->arena, sizeof *writing);
		*writing = (struct writing) { d->scene, draft, now->kind, now, NULL, 0,
			d->writing->problems };
		struct drafting inner = { d->appending, d->scene, draft, now->kind, now, writing, d };
		if (!draft_retire(&inner))
			return FALSE;
	}
	return TRUE;
}

static gboolean
draft_retire(struct drafting *d)
{
	const char *reason = d->draft->reason;
	if (reason == NULL || *reason == '\0' || strlen(reason) > 4 * TEXT_MAX) {
		refuse(d->writing, ERROR_INPUT, "%1$s:%2$s を廃止する理由が要ります(500 字まで)",
			"retiring %1$s:%2$s needs a reason (at most 500 characters)", d->draft->kind,
			d->draft->id);
		return FALSE;
	}
	writers_check_fields(d->writing, NULL);
	if (d->draft->with_dependents && !retire_dependents(d))
		return FALSE;
	g_autoptr(GString) body = g_string_new(NULL);
	entry_reason("reason", reason, body);
	struct wish wish = wish_of(d, d->before->body);
	wish.verb = "retire";
	wish.reason = reason;
	wish.plain = (struct slice) { body->str, body->len };
	return write_wish(d, &wish);
}

static void
append_draft(struct appending *appending, struct scene *scene, guint i)
{
	const struct draft *draft = &appending->drafts[i];
	struct writing *writing = arena_alloc(scene->arena, sizeof *writing);
	*writing = (struct writing) { .scene = scene, .draft = draft,
		.problems = appending->call.problems };
	struct drafting d = { .appending = appending, .scene = scene, .draft = draft,
		.writing = writing };
	if (!find_kind(&d) || !chain_is_open(&d))
		return;
	d.before = writing->before = scene_get(scene, draft->chain, draft->kind, draft->id);
	if (scene_failed(scene) || !match_holds(&d) || !is_alive(&d))
		return;
	writers_check_actor(writing);
	if (!(draft->retire ? draft_retire(&d) : put_object(&d)))
		return;
	const struct object *after = writing->after;
	fill_appended(
		&appending->ret[i], draft->chain, after->seq, writing->at, &after->entry, FALSE);
}

static gboolean
run_append(struct call *call, struct scene *scene)
{
	struct appending *appending = call->data;
	memset(appending->ret, 0, appending->n * sizeof *appending->ret);
	if (is_repetition(appending, scene))
		return problems_count(call->problems) == 0;
	appending->writings = g_ptr_array_new();
	for (guint i = 0; i < appending->n && !scene_failed(scene); i++)
		append_draft(appending, scene, i);
	for (guint i = 0; i < appending->writings->len && !scene_failed(scene); i++)
		validate_writing(g_ptr_array_index(appending->writings, i));
	g_clear_pointer(&appending->writings, g_ptr_array_unref);
	GError *error = NULL;
	if (problems_count(call->problems) == 0 && !write_pending(scene, &error))
		call_failed(call, scene, (struct place) { 0 }, error);
	return problems_count(call->problems) == 0 && !appending->only_try;
}

/* What a call is told goes behind what its caller has collected already. */
void
problems_move(struct problems *from, struct problems *to)
{
	for (guint i = 0; i < from->list->len; i++)
		problem_take(to, g_error_copy(g_ptr_array_index(from->list, i)));
	to->dropped += from->dropped;
	problems_clear(from);
}

gboolean
journal_append(struct journal *journal, const struct draft *drafts, guint n, struct appended *ret,
	struct problems *problems)
{
	struct problems own;
	struct appending appending = { .drafts = drafts, .n = n, .ret = ret };
	appending.call = (struct call) { .run = run_append, .journal = journal, .problems = &own };
	appending.call.data = &appending;
	if (n == 0)
		return TRUE;
	problems_init(&own);
	gboolean ok = call_run(journal, &appending.call);
	problems_move(&own, problems);
	return ok;
}

gboolean
journal_try(
	struct journal *journal, const struct draft *drafts, guint n, struct problems *problems)
{
	struct problems own;
	g_autofree struct appended *unused = g_new0(struct appended, n + 1);
	struct appending appending = { .drafts = drafts, .n = n, .ret = unused, .only_try = TRUE };
	appending.call = (struct call) { .run = run_append, .journal = journal, .problems = &own };
	appending.call.data = &appending;
	if (n == 0)
		return TRUE;
	problems_init(&own);
	call_run(journal, &appending.call);
	gboolean ok = problems_count(&own) == 0;
	problems_move(&own, problems);
	return ok;
}
