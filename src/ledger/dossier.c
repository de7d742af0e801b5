/* SPDX-License-Identifier: Apache-2.0 */
#include "dossier.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/moment.h"
#include "base/text.h"
#include "base/yaml.h"

struct reading {
	const struct model *model;
	struct dossier *dossier;
	struct problems *problems;
	GPtrArray *files; /* paths, sorted */
	gsize bytes, largest;
	char *largest_file;
	GHashTable *seen; /* "kind:id" → struct dossier_object */
	guint roots;      /* systems and orgs found */
	gboolean too_many; /* objects; told already */
	struct place root_place;
};

/* ---- files ---- */

static gboolean
is_yaml(const char *name)
{
	return g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");
}

static void
collect(struct reading *reading, const char *folder, guint depth)
{
	g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
	struct place place = { .file = folder };
	if (dir == NULL) {
		problem_add(reading->problems, ERROR_NOT_FOUND, place, "フォルダーを読めません: %s",
			"cannot read this folder: %s", g_strerror(errno));
		return;
	}
	for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
		g_autofree char *path = g_build_filename(folder, name, NULL);
		struct stat stat;
		if (name[0] == '.' || lstat(path, &stat) != 0)
			continue;
		if (S_ISDIR(stat.st_mode) && depth < 8) {
			collect(reading, path, depth + 1);
		} else if (is_yaml(name) && !S_ISREG(stat.st_mode)) {
			problem_add(reading->problems, ERROR_INPUT, (struct place) { path, 1, 1 },
				"リンクや特殊なファイルは読みません。中身を持つファイルにしてください",
				"links and special files are not read; make it a plain file");
		} else if (is_yaml(name)) {
			reading->bytes += (gsize)stat.st_size;
			if (reading->largest_file == NULL || (gsize)stat.st_size > reading->largest) {
				reading->largest = (gsize)stat.st_size;
				g_free(reading->largest_file);
				reading->largest_file = g_strdup(path);
			}
			g_ptr_array_add(reading->files, g_strdup(path));
		}
	}
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
collect_files(struct reading *reading)
{
	struct place place = { .file = reading->dossier->folder };
	guint before = problems_count(reading->problems);
	collect(reading, reading->dossier->folder, 0);
	g_ptr_array_sort(reading->files, by_text);
	if (reading->files->len > DOSSIER_FILES_MAX || reading->bytes > DOSSIER_BYTES_MAX)
		problem_add(reading->problems, ERROR_TOO_LARGE,
			(struct place) { reading->largest_file, 1, 1 },
			"フォルダーが大きすぎます(%1$u ファイル、%2$" G_GSIZE_FORMAT
			" バイト。上限 %3$d ファイル、%4$d バイト)。いちばん大きいのはこのファイルです。長いものは証跡のファイルに移してください",
			"the folder is too large (%1$u files, %2$" G_GSIZE_FORMAT
			" bytes; at most %3$d files, %4$d bytes), this file being the largest; move what is long into "
			"files of evidence",
			reading->files->len, reading->bytes, DOSSIER_FILES_MAX, DOSSIER_BYTES_MAX);
	if (reading->files->len == 0 && problems_count(reading->problems) == before)
		problem_add(reading->problems, ERROR_INPUT, place,
			"YAML ファイルがありません。`sekisho init` で作り始められます",
			"there is no YAML file; `sekisho init` makes a first one");
	return problems_count(reading->problems) == before;
}

/* ---- objects ---- */

static const struct kind *
find_kind(struct reading *reading, const struct member *member)
{
	const struct kind *kind = model_kind(reading->model, member->key);
	if (kind != NULL)
		return kind;
	g_autofree const char **names = g_new(const char *, reading->model->n_kinds);
	for (guint i = 0; i < reading->model->n_kinds; i++)
		names[i] = reading->model->kinds[i]->name;
	struct hint hint = nearest_hint(member->key, names, reading->model->n_kinds);
	problem_add(reading->problems, ERROR_INPUT, member->place, "種別 %1$s はありません%2$s%3$.0s",
		"there is no kind %1$s%2$.0s%3$s", member->key, hint.ja, hint.en);
	return NULL;
}

static const char *
take_text(struct reading *reading, const struct value *given, const char *key)
{
	const struct value *value = value_get(given, key);
	if (value == NULL || value->type == VALUE_TEXT)
		return value == NULL ? NULL : value->text;
	problem_add(reading->problems, ERROR_INPUT, value->place, "%s: 文字列が要ります",
		"%s: text is expected", key);
	return NULL;
}

static void
take_claims(struct reading *reading, const struct value *given, struct dossier_object *object)
{
	static const char *const KNOWN[] = { "_by", "_role", "_at", "_file", NULL };
	for (guint i = 0; given->type == VALUE_MAP && i < given->n_members; i++)
		if (given->members[i].key[0] == '_' && !g_strv_contains(KNOWN, given->members[i].key))
			problem_add(reading->problems, ERROR_INPUT, given->members[i].place,
				"%s は使えません(_by、_role、_at、_file だけ)",
				"%s is not known (only _by, _role, _at, _file)", given->members[i].key);
	object->by = take_text(reading, given, "_by");
	object->role = take_text(reading, given, "_role");
	/* names of people must not get into a journal that forgets nothing */
	if (object->by != NULL && !text_is_id(object->by))
		problem_add(reading->problems, ERROR_INPUT, value_get(given, "_by")->place,
			"_by: \"%s\" ではなく人の id(p-…)を書きます", "_by: \"%s\" is no id of a person (p-…)",
			object->by);
	const struct enumeration *roles = model_enumeration(reading->model, "role");
	if (object->role != NULL && strcmp(object->role, "engine") != 0 && roles != NULL
		&& enumeration_code(roles, object->role) == NULL)
		problem_add(reading->problems, ERROR_INPUT, value_get(given, "_role")->place,
			"_role: \"%s\" という役割はありません", "_role: there is no role \"%s\"", object->role);
	const char *at = take_text(reading, given, "_at");
	if (at != NULL && !moment_parse(at, &object->at) && !date_parse(at, 9 * MOMENT_HOUR, FALSE, &object->at))
		problem_add(reading->problems, ERROR_INPUT, value_get(given, "_at")->place,
			"_at: \"%s\" は時刻ではありません", "_at: \"%s\" is no time", at);
}

/* Inside the folder, no link on the way, a regular file. */
static void
take_file(struct reading *reading, const struct value *given, struct dossier_object *object)
{
	const char *file = take_text(reading, given, "_file");
	if (file == NULL)
		return;
	struct place place = value_get(given, "_file")->place;
	g_autofree char *path = g_build_filename(reading->dossier->folder, file, NULL);
	g_auto(GStrv) parts = g_strsplit(file, "/", -1);
	g_autofree char *at = g_strdup(reading->dossier->folder);
	struct stat stat = { 0 };
	gboolean fits = !g_path_is_absolute(file) && strcmp(object->kind->name, "evidence") == 0;
	for (guint i = 0; fits && parts[i] != NULL; i++) {
		char *next = g_build_filename(at, parts[i], NULL);
		g_free(at);
		at = next;
		fits = strcmp(parts[i], "..") != 0 && lstat(at, &stat) == 0 && !S_ISLNK(stat.st_mode);
	}
	if (!fits || !S_ISREG(stat.st_mode)) {
		problem_add(reading->problems, ERROR_INPUT, place,
			"_file: %s はこのフォルダーの中のファイルではありません(evidence だけ、リンク不可)",
			"_file: %s is no file inside this folder (evidence only, no links)", file);
		return;
	}
	object->file_place = place;
	object->file = arena_dup(reading->dossier->arena, path, strlen(path));
}

static void
check_place(struct reading *reading, const struct kind *kind, struct place place)
{
	gboolean org = strcmp(reading->dossier->chain, CHAIN_ORG) == 0;
	if (kind->scope == SCOPE_BOTH || org == (kind->scope == SCOPE_ORG))
		return;
	problem_add(reading->problems, ERROR_INPUT, place,
		org ? "%s はシステムのフォルダーに書きます"
		    : "%s は組織のフォルダー(org: で始まるもの)に書きます",
		org ? "%s belongs into a system's folder"
		    : "%s belongs into the organisation's folder (the one with org:)",
		kind->name);
}

static void
add_object(struct reading *reading, const struct kind *kind, const struct member *member)
{
	struct dossier *dossier = reading->dossier;
	struct dossier_object *object = arena_alloc(dossier->arena, sizeof *object);
	object->kind = kind;
	object->id = member->key;
	object->place = member->place;
	g_autofree char *key = g_strconcat(kind->name, ":", member->key, NULL);
	const struct dossier_object *same = g_hash_table_lookup(reading->seen, key);
	if (same != NULL) {
		problem_add(reading->problems, ERROR_INPUT, member->place,
			"%1$s はもう %2$s:%3$u にあります", "%1$s already stands at %2$s:%3$u", key,
			same->place.file, same->place.line);
		return;
	}
	check_place(reading, kind, member->place);
	object_check_id(kind, dossier->chain, member->key, member->place, reading->problems);
	guint before = problems_count(reading->problems);
	object->body = object_normalise(
		reading->model, kind, dossier->arena, member->value, OBJECT_FROM_OUTSIDE, reading->problems);
	take_claims(reading, member->value, object);
	take_file(reading, member->value, object);
	if (before == problems_count(reading->problems))
		object_check_whole(kind, member->key, object->body, member->place, reading->problems);
	g_hash_table_insert(reading->seen, g_steal_pointer(&key), object);
	g_ptr_array_add(dossier->objects, object);
}

static void
read_kind(struct reading *reading, const struct member *member)
{
	if (strcmp(member->key, "org") == 0)
		return;
	const struct kind *kind = find_kind(reading, member);
	if (kind == NULL || member->value->type == VALUE_NULL)
		return;
	if (member->value->type != VALUE_MAP) {
		problem_add(reading->problems, ERROR_INPUT, member->value->place,
			"%s の下には id: {項目} を書きます", "below %s stand id: {fields}", member->key);
		return;
	}
	for (guint i = 0; i < member->value->n_members; i++) {
		if (reading->dossier->objects->len >= DOSSIER_OBJECTS_MAX) {
			if (reading->too_many)
				return;
			reading->too_many = TRUE;
			problem_add(reading->problems, ERROR_TOO_LARGE, member->value->members[i].place,
				"オブジェクトが多すぎます(上限 %d)", "too many objects (at most %d)",
				DOSSIER_OBJECTS_MAX);
			return;
		}
		add_object(reading, kind, &member->value->members[i]);
	}
}

/* ---- the root ---- */

static void
take_root(struct reading *reading, const struct value *root)
{
	const struct member *org = value_member(root, "org"), *system = value_member(root, "system");
	if (org != NULL) {
		reading->roots++;
		reading->root_place = org->place;
		reading->dossier->chain = CHAIN_ORG;
	}
	for (guint i = 0; system != NULL && system->value->type == VALUE_MAP
		 && i < system->value->n_members;
		i++) {
		reading->roots++;
		reading->root_place = system->value->members[i].place;
		reading->dossier->chain = system->value->members[i].key;
	}
}

static gboolean
check_root(struct reading *reading)
{
	struct place first = { g_ptr_array_index(reading->files, 0), 1, 1 };
	if (reading->roots == 1)
		return TRUE;
	if (reading->roots == 0)
		problem_add(reading->problems, ERROR_INPUT, first,
			"system: がありません。どのシステムかを system: {id: {…}} で書いてください",
			"there is no `system:`; say which system it is with system: {id: {…}}");
	else
		problem_add(reading->problems, ERROR_INPUT, reading->root_place,
			"system: と org: は合わせて一つだけです(%u あります)。フォルダーを分けてください",
			"only one `system:` or `org:` may stand in a folder (there are %u); split the folder",
			reading->roots);
	return FALSE;
}

static gint
by_kind_and_id(gconstpointer a, gconstpointer b)
{
	const struct dossier_object *x = *(const struct dossier_object *const *)a;
	const struct dossier_object *y = *(const struct dossier_object *const *)b;
	int order = strcmp(x->kind->name, y->kind->name);
	return order != 0 ? order : strcmp(x->id, y->id);
}

static void
read_all(struct reading *reading)
{
	g_autoptr(GPtrArray) roots = g_ptr_array_new();
	guint before = problems_count(reading->problems);
	for (guint i = 0; i < reading->files->len; i++) {
		struct value *root = yaml_parse_file(reading->dossier->arena,
			g_ptr_array_index(reading->files, i), reading->problems);
		if (root == NULL)
			continue;
		if (root->type != VALUE_MAP) {
			problem_add(reading->problems, ERROR_INPUT,
				(struct place) { g_ptr_array_index(reading->files, i), 1, 1 },
				"先頭は 種別: {id: {…}} の形です", "a file begins with kind: {id: {…}}");
			continue;
		}
		take_root(reading, root);
		g_ptr_array_add(roots, root);
	}
	if (problems_count(reading->problems) > before && reading->roots == 0)
		return;
	if (!check_root(reading))
		return;
	for (guint i = 0; i < roots->len; i++) {
		const struct value *root = g_ptr_array_index(roots, i);
		for (guint k = 0; k < root->n_members; k++)
			read_kind(reading, &root->members[k]);
	}
}

struct dossier *
dossier_read(const struct model *model, const char *folder, struct problems *problems)
{
	guint before = problems_count(problems);
	struct dossier *dossier = g_new0(struct dossier, 1);
	dossier->arena = arena_new();
	dossier->model = model;
	dossier->folder = arena_dup(dossier->arena, folder, strlen(folder));
	dossier->objects = g_ptr_array_new();
	dossier->files = g_ptr_array_new_with_free_func(g_free);
	struct reading reading = { .model = model, .dossier = dossier, .problems = problems,
		.files = dossier->files,
		.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL) };
	if (collect_files(&reading))
		read_all(&reading);
	g_ptr_array_sort(dossier->objects, by_kind_and_id);
	g_hash_table_unref(reading.seen);
	g_free(reading.largest_file);
	if (problems_count(problems) == before)
		return dossier;
	dossier_free(dossier);
	return NULL;
}

void
dossier_free(struct dossier *dossier)
{
	if (dossier == NULL)
		return;
	g_ptr_array_unref(dossier->objects);
	g_ptr_array_unref(dossier->files);
	arena_free(dossier->arena);
	g_free(dossier);
}

const struct dossier_object *
dossier_find(const struct dossier *dossier, const char *kind, const char *id)
{
	for (guint i = 0; i < dossier->objects->len; i++) {
		const struct dossier_object *object = g_ptr_array_index(dossier->objects, i);
		if (strcmp(object->kind->name, kind) == 0 && strcmp(object->id, id) == 0)
			return object;
	}
	return NULL;
}

gboolean
dossier_each(const struct dossier *dossier, gint64 now, object_func func, void *data)
{
	for (guint i = 0; i < dossier->objects->len; i++) {
		const struct dossier_object *from = g_ptr_array_index(dossier->objects, i);
		gint64 at = from->at != 0 ? from->at : now;
		struct object object = {
			.chain = dossier->chain,
			.kind = from->kind,
			.id = from->id,
			.body = from->body,
			.digest = object_digest(from->kind, from->body),
			.created_at = at,
			.put_at = at,
			.put_by = from->by != NULL ? from->by : "local",
			.put_role = from->role != NULL ? from->role : "manager",
			.known_by = "folder",
			.place = from->place,
		};
		if (!func(&object, data))
			return FALSE;
	}
	return TRUE;
}

gboolean
dossier_is(const char *path)
{
	return g_file_test(path, G_FILE_TEST_IS_DIR);
}
