/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backup_private.h"

#define RECORD_MAX (8 * 1024 * 1024)
#define BUFFER (1024 * 1024)

struct backup_writer {
	char *file, *made;
	FILE *out;
	struct digest_stream *digest;
	gboolean named;
};

static gboolean
cannot_write(const char *file, GError **error)
{
	error_set(error, ERROR_STORE, "%s に書けません（%s）。空きと権限を確かめてください",
		"cannot write %s (%s): check free space and permissions", file, g_strerror(errno));
	return FALSE;
}

gboolean
backup_malformed(const char *file, GError **error)
{
	error_set(error, ERROR_DAMAGED,
		"%s は途中で切れているか、書き換えられています。別のバックアップを使ってください",
		"%s is cut short or was altered: use another backup", file);
	return FALSE;
}

static gboolean
put(struct backup_writer *writer, const void *bytes, gsize len, GError **error)
{
	digest_stream_add(writer->digest, bytes, len);
	return fwrite(bytes, 1, len, writer->out) == len || cannot_write(writer->made, error);
}

struct backup_writer *
backup_writer_new(const char *file, GError **error)
{
	g_autofree char *made = g_strconcat(file, ".tmp", NULL);
	struct stat found;
	if (lstat(file, &found) == 0) {
		error_set(error, ERROR_STORE, "%s は既にあります。別の名前を指定してください",
			"%s exists: give another name", file);
		return NULL;
	}
	/* Left by one that was killed: nobody else writes to this name. */
	unlink(made);
	int fd = open(made, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0) {
		cannot_write(made, error);
		return NULL;
	}
	struct backup_writer *writer = g_new0(struct backup_writer, 1);
	writer->file = g_strdup(file);
	writer->made = g_steal_pointer(&made);
	writer->out = fdopen(fd, "w");
	g_assert(writer->out != NULL);
	setvbuf(writer->out, NULL, _IOFBF, BUFFER);
	writer->digest = digest_stream_new();
	if (put(writer, BACKUP_MAGIC, strlen(BACKUP_MAGIC), error))
		return writer;
	backup_writer_free(writer);
	return NULL;
}

gboolean
backup_write(struct backup_writer *writer, enum backup_type type, const struct slice *fields,
	guint n_fields, GError **error)
{
	guint8 head[9] = { (guint8)type };
	guint64 len = 0;
	for (guint i = 0; i < n_fields; i++)
		len += 4 + fields[i].len;
	g_assert(len <= RECORD_MAX && n_fields <= BACKUP_FIELDS);
	guint64 big_endian = GUINT64_TO_BE(len);
	memcpy(head + 1, &big_endian, 8);
	if (!put(writer, head, sizeof head, error))
		return FALSE;
	for (guint i = 0; i < n_fields; i++) {
		guint32 field_len = GUINT32_TO_BE((guint32)fields[i].len);
		if (!put(writer, &field_len, 4, error)
			|| !put(writer, fields[i].at, fields[i].len, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
backup_writer_end(struct backup_writer *writer, GError **error)
{
	struct digest digest = digest_stream_end(g_steal_pointer(&writer->digest));
	gboolean ok = fwrite(digest.bytes, 1, DIGEST_SIZE, writer->out) == DIGEST_SIZE
		&& fflush(writer->out) == 0 && fsync(fileno(writer->out)) == 0;
	return ok || cannot_write(writer->made, error);
}

static void
folder_sync(const char *file)
{
	g_autofree char *folder = g_path_get_dirname(file);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd); /* some file systems cannot; the file itself is synced */
	close(fd);
}

gboolean
backup_writer_name(struct backup_writer *writer, GError **error)
{
	if (renameat2(AT_FDCWD, writer->made, AT_FDCWD, writer->file, RENAME_NOREPLACE) != 0)
		return cannot_write(writer->file, error);
	writer->named = TRUE;
	folder_sync(writer->file);
	return TRUE;
}

void
backup_writer_free(struct backup_writer *writer)
{
	if (writer == NULL)
		return;
	fclose(writer->out);
	if (writer->digest != NULL)
		digest_stream_end(writer->digest);
	if (!writer->named)
		unlink(writer->made);
	g_free(writer->made);
	g_free(writer->file);
	g_free(writer);
}

/* ---- fields ---- */

struct slice
backup_number(gint64 number, guint8 room[8])
{
	gint64 big_endian = GINT64_TO_BE(number);
	memcpy(room, &big_endian, 8);
	return (struct slice) { (const char *)room, 8 };
}

gboolean
backup_number_of(struct slice field, gint64 *ret)
{
	gint64 big_endian;
	if (field.len != sizeof big_endian)
		return FALSE;
	memcpy(&big_endian, field.at, sizeof big_endian);
	*ret = GINT64_FROM_BE(big_endian);
	return *ret >= 0;
}

struct slice
backup_digest(const struct digest *digest)
{
	return (struct slice) { (const char *)digest->bytes, DIGEST_SIZE };
}

gboolean
backup_digest_of(struct slice field, struct digest *ret)
{
	if (field.len != DIGEST_SIZE)
		return FALSE;
	memcpy(ret->bytes, field.at, DIGEST_SIZE);
	return TRUE;
}

/* ---- reading ---- */

struct backup_reader {
	const char *file;
	FILE *in;
	struct digest_stream *digest;
	GByteArray *record;
};

/* FALSE at any end: a backup says where it ends. */
static gboolean
get(struct backup_reader *reader, void *out, gsize len, GError **error)
{
	if (fread(out, 1, len, reader->in) != len)
		return backup_malformed(reader->file, error);
	digest_stream_add(reader->digest, out, len);
	return TRUE;
}

static gboolean
split(struct backup_reader *reader, struct backup_record *record, GError **error)
{
	struct slice left = { (const char *)reader->record->data, reader->record->len };
	record->n_fields = 0;
	while (left.len > 0) {
		guint32 len;
		if (left.len < 4 || record->n_fields == BACKUP_FIELDS)
			return backup_malformed(reader->file, error);
		memcpy(&len, left.at, 4);
		len = GUINT32_FROM_BE(len);
		left.at += 4;
		left.len -= 4;
		if (len > left.len)
			return backup_malformed(reader->file, error);
		record->fields[record->n_fields++] = (struct slice) { left.at, len };
		left.at += len;
		left.len -= len;
	}
	return TRUE;
}

static gboolean
next_record(struct backup_reader *reader, struct backup_record *record, GError **error)
{
	guint8 head[9];
	guint64 len;
	if (!get(reader, head, sizeof head, error))
		return FALSE;
	memcpy(&len, head + 1, 8);
	len = GUINT64_FROM_BE(len);
	if (len > RECORD_MAX || head[0] == 0 || strchr("MJCPKXE", head[0]) == NULL)
		return backup_malformed(reader->file, error);
	record->type = (enum backup_type)head[0];
	g_byte_array_set_size(reader->record, (guint)len);
	return get(reader, reader->record->data, (gsize)len, error)
		&& split(reader, record, error);
}

static gboolean
read_records(struct backup_reader *reader, backup_record_func func, void *data, GError **error)
{
	struct backup_record record;
	do {
		if (!next_record(reader, &record, error)
			|| (func != NULL && !func(&record, data, error)))
			return FALSE;
	} while (record.type != BACKUP_END);
	return TRUE;
}

static gboolean
read_magic(struct backup_reader *reader, GError **error)
{
	char magic[sizeof BACKUP_MAGIC - 1];
	if (fread(magic, 1, sizeof magic, reader->in) == sizeof magic
		&& memcmp(magic, BACKUP_MAGIC, sizeof magic) == 0) {
		digest_stream_add(reader->digest, magic, sizeof magic);
		return TRUE;
	}
	error_set(error, ERROR_INPUT, "%s は Sekisho のバックアップ（版 1）ではありません",
		"%s is no backup of Sekisho (version 1)", reader->file);
	return FALSE;
}

/* The digest of what was read, then nothing more. */
static gboolean
read_digest(struct backup_reader *reader, const struct digest *digest, GError **error)
{
	struct digest said;
	if (fread(said.bytes, 1, DIGEST_SIZE, reader->in) != DIGEST_SIZE
		|| !digest_equal(&said, digest) || fgetc(reader->in) != EOF)
		return backup_malformed(reader->file, error);
	return TRUE;
}

gboolean
backup_read(const char *file, backup_record_func func, void *data, GError **error)
{
	int fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0) {
		error_set(error, errno == ENOENT ? ERROR_NOT_FOUND : ERROR_STORE,
			"%s を開けません（%s）", "cannot open %s (%s)", file, g_strerror(errno));
		return FALSE;
	}
	struct backup_reader reader = { file, fdopen(fd, "r"), digest_stream_new(),
		g_byte_array_new() };
	setvbuf(reader.in, NULL, _IOFBF, BUFFER);
	gboolean ok = read_magic(&reader, error) && read_records(&reader, func, data, error);
	struct digest digest = digest_stream_end(reader.digest);
	ok = ok && read_digest(&reader, &digest, error);
	fclose(reader.in);
	g_byte_array_unref(reader.record);
	return ok;
}
