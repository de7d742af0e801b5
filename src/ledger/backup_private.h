/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The file of a backup. It knows nothing of the database it came from, so that it can be read by
 * another driver, and in fifty years by a page of code:
 *
 *     "sekisho-backup 1\n"
 *     records: type (1 byte) ‖ length of what follows (8, big-endian) ‖ fields
 *     field:   length (4, big-endian) ‖ bytes
 *     SHA-256 of everything before it (32)
 *
 *     M  name, value                              meta
 *     J  chain, seq, bytes, prev, hash            an entry; its columns are read from bytes
 *     C  sha256, size, depth, base or empty       a content begins; replaces an earlier one
 *     P  sha256, number, piece                    its pieces, in order, as ciphertext
 *     K  sha256, chain, id, wrapped key           who may open it
 *     X  sha256                                   it went while the backup was written
 *     E  entries, contents                        the last record
 *
 * Numbers are 8 bytes, big-endian. Facts and conclusions are not in it: they are made anew. The
 * backup of the key ring is a file of its own, to be kept apart: without it no sealed body and no
 * content opens.
 *
 * The digest finds what is torn or rotten, not who forges: that is what the checkpoint is for.
 */
#pragma once
#include "keeping.h"

#define BACKUP_MAGIC "sekisho-backup 1\n"
#define BACKUP_FIELDS 5

enum backup_type {
	BACKUP_META = 'M',
	BACKUP_ENTRY = 'J',
	BACKUP_CONTENT = 'C',
	BACKUP_PIECE = 'P',
	BACKUP_KEY = 'K',
	BACKUP_GONE = 'X',
	BACKUP_END = 'E',
};

/* ---- backup_file.c ---- */
struct backup_writer;
/* A new file FILE.tmp (0600); refused when FILE is there. */
struct backup_writer *backup_writer_new(const char *file, GError **error);
gboolean backup_write(struct backup_writer *writer, enum backup_type type, const struct slice *fields,
	guint n_fields, GError **error);
/* Digest, fsync. FILE is not there yet. */
gboolean backup_writer_end(struct backup_writer *writer, GError **error);
/* FILE.tmp becomes FILE; what is there is not overwritten. */
gboolean backup_writer_name(struct backup_writer *writer, GError **error);
/* Removes FILE.tmp unless it was named. Accepts NULL. */
void backup_writer_free(struct backup_writer *writer);

struct backup_record {
	enum backup_type type;
	struct slice fields[BACKUP_FIELDS];
	guint n_fields;
};
typedef gboolean (*backup_record_func)(
	const struct backup_record *record, void *data, GError **error);
/*
 * Reads a backup to its end: magic, shape of every record, end record, digest. `func` NULL: only
 * that. The digest is known at the end only: so first without `func`, then with it.
 */
gboolean backup_read(
	const char *file, backup_record_func func, void *data, GError **error);

/* Numbers as fields; `room` is the caller's. */
struct slice backup_number(gint64 number, guint8 room[8]);
gboolean backup_number_of(struct slice field, gint64 *ret);
struct slice backup_digest(const struct digest *digest);
gboolean backup_digest_of(struct slice field, struct digest *ret);
gboolean backup_malformed(const char *file, GError **error); /* FALSE */
