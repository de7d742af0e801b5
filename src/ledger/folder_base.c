/* SPDX-License-Identifier: Apache-2.0 */
#include "folder_base.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"

struct folder_base *
folder_base_new(const char *store, const char *chain, gint64 seq)
{
	struct folder_base *base = g_new0(struct folder_base, 1);
	base->store = g_strdup(store);
	base->chain = g_strdup(chain);
	base->seq = seq;
	base->objects = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	return base;
}

void
folder_base_free(struct folder_base *base)
{
	if (base == NULL)
		return;
	g_free(base->store);
	g_free(base->chain);
	g_hash_table_unref(base->objects);
	g_free(base);
}

const struct digest *
folder_base_get(const struct folder_base *base, const char *kind, const char *id)
{
	g_autofree char *key = g_strconcat(kind, ":", id, NULL);
	return base == NULL ? NULL : g_hash_table_lookup(base->objects, key);
}

void
folder_base_set(
	struct folder_base *base, const char *kind, const char *id, const struct digest *hash)
{
	g_hash_table_replace(
		base->objects, g_strconcat(kind, ":", id, NULL), g_memdup2(hash, sizeof *hash));
}

/* ---- the file ---- */

static struct folder_base *
unusable(const char *path, GError **error)
{
	g_clear_error(error);
	error_set_at(error, ERROR_INPUT, (struct place) { path, 1, 1 },
		"書き出したときの記録として読めません。版管理から戻すか、消して書き出し直してください",
		"cannot be read as the record of an export; take it back from version control, or remove it "
		"and export again");
	return NULL;
}

static gboolean
take_objects(struct folder_base *base, const struct value *objects)
{
	for (guint i = 0; i < objects->n_members; i++) {
		struct digest hash;
		const struct value *hex = objects->members[i].value;
		if (hex->type != VALUE_TEXT || !hex_parse(hex->text, hash.bytes, DIGEST_SIZE))
			return FALSE;
		g_hash_table_replace(base->objects, g_strdup(objects->members[i].key),
			g_memdup2(&hash, sizeof hash));
	}
	return TRUE;
}

/* A folder comes from anywhere: no link is followed, nothing endless is read. */
static char *
read_file(const char *path, gsize *ret_len)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat stat;
	if (file < 0)
		return NULL;
	gboolean fits = fstat(file, &stat) == 0 && S_ISREG(stat.st_mode) && stat.st_size <= JSON_MAX;
	g_autofree char *bytes = fits ? g_malloc((gsize)stat.st_size + 1) : NULL;
	gsize len = 0;
	gssize got = 1;
	while (fits && got > 0 && len < (gsize)stat.st_size) {
		got = read(file, bytes + len, (gsize)stat.st_size - len);
		len += got > 0 ? (gsize)got : 0;
	}
	close(file);
	*ret_len = len;
	return got < 0 ? NULL : g_steal_pointer(&bytes);
}

struct folder_base *
folder_base_read(const char *folder, GError **error)
{
	g_autofree char *path = g_build_filename(folder, FOLDER_BASE_NAME, NULL), *bytes = NULL;
	gsize len;
	struct stat stat;
	if (lstat(path, &stat) != 0)
		return NULL;
	bytes = read_file(path, &len);
	if (bytes == NULL)
		return unusable(path, error);
	ARENA_AUTO arena = arena_new();
	const struct value *root = json_parse(arena, bytes, len, path, error);
	const char *store = value_get_text(root, "store"), *chain = value_get_text(root, "chain");
	const struct value *objects = value_get(root, "objects");
	if (store == NULL || chain == NULL || objects == NULL || objects->type != VALUE_MAP)
		return unusable(path, error);
	struct folder_base *base =
		folder_base_new(store, chain, value_get_int(root, "seq", 0));
	if (take_objects(base, objects))
		return base;
	folder_base_free(base);
	return unusable(path, error);
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* By hand: setting twenty thousand members of a map one by one looks through it each time. */
char *
folder_base_text(const struct folder_base *base)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	GHashTableIter iter;
	gpointer key;
	g_hash_table_iter_init(&iter, base->objects);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(keys, key);
	g_ptr_array_sort(keys, by_text);
	GString *out = g_string_new("{\n  \"store\": ");
	json_append_string(out, base->store, strlen(base->store));
	g_string_append(out, ",\n  \"chain\": ");
	json_append_string(out, base->chain, strlen(base->chain));
	g_string_append_printf(
		out, ",\n  \"seq\": %" G_GINT64_FORMAT ",\n  \"objects\": {", base->seq);
	for (guint i = 0; i < keys->len; i++) {
		const char *object = g_ptr_array_index(keys, i);
		const struct digest *hash = g_hash_table_lookup(base->objects, object);
		g_autofree char *hex = hex_text(hash->bytes, DIGEST_SIZE);
		g_string_append(out, i > 0 ? ",\n    " : "\n    ");
		json_append_string(out, object, strlen(object));
		g_string_append_printf(out, ": \"%s\"", hex);
	}
	g_string_append(out, keys->len > 0 ? "\n  }\n}\n" : "}\n}\n");
	return g_string_free(out, FALSE);
}

gboolean
folder_base_write(const struct folder_base *base, const char *folder, GError **error)
{
	g_autofree char *path = g_build_filename(folder, FOLDER_BASE_NAME, NULL);
	g_autofree char *text = folder_base_text(base);
	g_autoptr(GError) failed = NULL;
	if (g_file_set_contents(path, text, -1, &failed))
		return TRUE;
	error_set_at(error, ERROR_STORE, (struct place) { .file = path }, "書けません: %s",
		"cannot be written: %s", failed->message);
	return FALSE;
}
