/* SPDX-License-Identifier: Apache-2.0 */
#include "disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECTOR 512

struct written {
	gint64 at;
	GBytes *bytes;
};

/* One file, however often it is open. */
struct known {
	char *path;
	GByteArray *synced; /* what the disk has for certain */
	GArray *since;      /* of struct written, since the last sync, in order */
	gboolean is_there;
};

struct file {
	sqlite3_file base;
	struct known *known; /* NULL: not in the folder */
	sqlite3_file *real;  /* behind this struct */
};

static struct {
	sqlite3_vfs vfs, *real;
	char *folder;
	GHashTable *files; /* path → struct known* */
	void (*event)(void *data);
	void *data;
} disk;

static void
written_clear(void *data)
{
	struct written *written = data;
	g_bytes_unref(written->bytes);
}

static struct known *
known_file(const char *path)
{
	char *text = NULL;
	gsize len = 0;
	struct known *known = g_hash_table_lookup(disk.files, path);
	if (known == NULL) {
		known = g_new0(struct known, 1);
		known->path = g_strdup(path);
		known->since = g_array_new(FALSE, FALSE, sizeof(struct written));
		g_array_set_clear_func(known->since, written_clear);
		known->synced = g_byte_array_new();
		/* What stands there before the first write was synced by whoever made it. */
		if (g_file_get_contents(path, &text, &len, NULL))
			g_byte_array_append(known->synced, (guint8 *)text, (guint)len);
		g_free(text);
		g_hash_table_insert(disk.files, known->path, known);
	}
	known->is_there = TRUE;
	return known;
}

static void
happened(void)
{
	if (disk.event != NULL)
		disk.event(disk.data);
}

/* ---- what SQLite calls ---- */

static struct file *
file_of(sqlite3_file *base)
{
	return (struct file *)base;
}

static sqlite3_file *
real(sqlite3_file *base)
{
	return file_of(base)->real;
}

static int
file_close(sqlite3_file *base)
{
	return real(base)->pMethods->xClose(real(base));
}

static int
file_read(sqlite3_file *base, void *to, int len, sqlite3_int64 at)
{
	return real(base)->pMethods->xRead(real(base), to, len, at);
}

static int
file_write(sqlite3_file *base, const void *from, int len, sqlite3_int64 at)
{
	int code = real(base)->pMethods->xWrite(real(base), from, len, at);
	struct known *known = file_of(base)->known;
	if (code != SQLITE_OK || known == NULL)
		return code;
	struct written written = { at, g_bytes_new(from, (gsize)len) };
	g_array_append_val(known->since, written);
	happened();
	return code;
}

/* A cut of the file: told as a write of nothing at its new end. */
static int
file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
	int code = real(base)->pMethods->xTruncate(real(base), size);
	struct known *known = file_of(base)->known;
	if (code != SQLITE_OK || known == NULL)
		return code;
	struct written written = { size, g_bytes_new(NULL, 0) };
	g_array_append_val(known->since, written);
	happened();
	return code;
}

static void
apply(GByteArray *to, const struct written *written)
{
	gsize len;
	const guint8 *bytes = g_bytes_get_data(written->bytes, &len);
	if (len == 0) {
		g_byte_array_set_size(to, (guint)written->at);
		return;
	}
	gsize had = to->len;
	if ((gsize)written->at + len > had) {
		g_byte_array_set_size(to, (guint)((gsize)written->at + len));
		if ((gsize)written->at > had)
			memset(to->data + had, 0, (gsize)written->at - had);
	}
	memcpy(to->data + written->at, bytes, len);
}

static int
file_sync(sqlite3_file *base, int flags)
{
	int code = real(base)->pMethods->xSync(real(base), flags);
	struct known *known = file_of(base)->known;
	if (code != SQLITE_OK || known == NULL)
		return code;
	for (guint i = 0; i < known->since->len; i++)
		apply(known->synced, &g_array_index(known->since, struct written, i));
	g_array_set_size(known->since, 0);
	happened();
	return code;
}

static int
file_size(sqlite3_file *base, sqlite3_int64 *ret)
{
	return real(base)->pMethods->xFileSize(real(base), ret);
}

static int
file_lock(sqlite3_file *base, int kind)
{
	return real(base)->pMethods->xLock(real(base), kind);
}

static int
file_unlock(sqlite3_file *base, int kind)
{
	return real(base)->pMethods->xUnlock(real(base), kind);
}

static int
file_check_lock(sqlite3_file *base, int *ret)
{
	return real(base)->pMethods->xCheckReservedLock(real(base), ret);
}

static int
file_control(sqlite3_file *base, int what, void *data)
{
	return real(base)->pMethods->xFileControl(real(base), what, data);
}

static int
file_sector(sqlite3_file *base)
{
	return SECTOR;
}

/* None of the promises that a disk may make: no atomic writes, no power-safe overwrite. */
static int
file_traits(sqlite3_file *base)
{
	return 0;
}

static int
file_shm_map(sqlite3_file *base, int page, int size, int extend, void volatile **ret)
{
	return real(base)->pMethods->xShmMap(real(base), page, size, extend, ret);
}

static int
file_shm_lock(sqlite3_file *base, int from, int n, int flags)
{
	return real(base)->pMethods->xShmLock(real(base), from, n, flags);
}

static void
file_shm_barrier(sqlite3_file *base)
{
	real(base)->pMethods->xShmBarrier(real(base));
}

static int
file_shm_unmap(sqlite3_file *base, int remove)
{
	return real(base)->pMethods->xShmUnmap(real(base), remove);
}

static const sqlite3_io_methods METHODS = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_lock,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_traits,
	.xShmMap = file_shm_map,
	.xShmLock = file_shm_lock,
	.xShmBarrier = file_shm_barrier,
	.xShmUnmap = file_shm_unmap,
};

static int
vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *base, int flags, int *ret_flags)
{
	struct file *file = file_of(base);
	file->real = (sqlite3_file *)(file + 1);
	file->known = NULL;
	base->pMethods = NULL;
	int code = disk.real->xOpen(disk.real, name, file->real, flags, ret_flags);
	if (file->real->pMethods != NULL)
		base->pMethods = &METHODS;
	if (code == SQLITE_OK && name != NULL && g_str_has_prefix(name, disk.folder))
		file->known = known_file(name);
	return code;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	struct known *known = g_hash_table_lookup(disk.files, name);
	if (known != NULL) {
		known->is_there = FALSE;
		g_byte_array_set_size(known->synced, 0);
		g_array_set_size(known->since, 0);
	}
	return disk.real->xDelete(disk.real, name, sync_folder);
}

void
disk_install(const char *folder)
{
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.pNext = NULL;
	disk.vfs.zName = "disk that forgets";
	disk.vfs.szOsFile = (int)sizeof(struct file) + disk.real->szOsFile;
	disk.vfs.xOpen = vfs_open;
	disk.vfs.xDelete = vfs_delete;
	disk.folder = g_strdup(folder);
	disk.files = g_hash_table_new(g_str_hash, g_str_equal);
	sqlite3_vfs_register(&disk.vfs, 1);
}

void
disk_on_event(void (*func)(void *data), void *data)
{
	disk.event = func;
	disk.data = data;
}

/* ---- the cut ---- */

static void
tear(GByteArray *to, const struct written *written, GRand *rand)
{
	gsize len;
	const guint8 *bytes = g_bytes_get_data(written->bytes, &len);
	if (len == 0) {
		if (g_rand_boolean(rand))
			apply(to, written);
		return;
	}
	for (gsize from = 0; from < len;) {
		/* Up to the next boundary of a sector. */
		gsize step = MIN(len - from, SECTOR - ((gsize)written->at + from) % SECTOR);
		struct written part = { written->at + (gint64)from,
			g_bytes_new(bytes + from, step) };
		if (g_rand_boolean(rand))
			apply(to, &part);
		g_bytes_unref(part.bytes);
		from += step;
	}
}

static void
cut_file(const struct known *known, const char *to, enum disk_mood mood, GRand *rand)
{
	g_autofree char *name = g_path_get_basename(known->path);
	g_autofree char *path = g_build_filename(to, name, NULL);
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	g_byte_array_append(bytes, known->synced->data, known->synced->len);
	for (guint i = 0; mood != DISK_FORGETS && i < known->since->len; i++) {
		const struct written *written = &g_array_index(known->since, struct written, i);
		if (mood == DISK_KEEPS)
			apply(bytes, written);
		else
			tear(bytes, written, rand);
	}
	gboolean ok = g_file_set_contents_full(path, (char *)bytes->data, bytes->len,
		G_FILE_SET_CONTENTS_NONE, 0600, NULL);
	g_assert(ok);
}

void
disk_cut(const char *to, enum disk_mood mood, GRand *rand)
{
	GHashTableIter each;
	void *known;
	g_hash_table_iter_init(&each, disk.files);
	while (g_hash_table_iter_next(&each, NULL, &known))
		if (((struct known *)known)->is_there)
			cut_file(known, to, mood, rand);
}
