/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key ring: one 256-bit key for each sealed object, outside the journal, so that an object can
 * be forgotten by destroying its key.
 *
 * It lies beside the store in a file of its own (PATH-keys, mode 0600); each key is wrapped with
 * AES-256-GCM under the master key (PATH-master, mode 0600, made with the store; or the file named
 * by SEKISHO_MASTER_KEY). Order of durability: keyring_flush before the store's commit, so an entry
 * that was acknowledged always has its key; a key without an entry is harmless.
 * keyring_destroy is durable when it returns and leaves no copy in free pages or logs.
 * Backups of the ring are a file of their own (keyring_backup), to be kept apart from the store's.
 *
 * One thread at a time. Errors: ERROR_STORE, ERROR_DAMAGED (wrong master key, altered row).
 */
#pragma once
#include "base/digest.h"
#include "base/error.h"

#define KEY_ID_SIZE 16
#define KEY_SIZE 32

struct keyring;

struct keyring *keyring_open(const char *store_path, gboolean create, GError **error);
void keyring_free(struct keyring *ring); /* wipes what it held */
/* Makes a key; it can be used at once and is durable after keyring_flush. */
gboolean keyring_make(
	struct keyring *ring, guint8 ret_id[KEY_ID_SIZE], guint8 ret_key[KEY_SIZE], GError **error);
gboolean keyring_flush(struct keyring *ring, GError **error);
/* Forgets what was made since the last flush (the entries were refused). */
void keyring_drop(struct keyring *ring);
gboolean keyring_get(struct keyring *ring, const guint8 id[KEY_ID_SIZE], gboolean *found,
	guint8 ret_key[KEY_SIZE], GError **error);
gboolean keyring_destroy(struct keyring *ring, const guint8 id[KEY_ID_SIZE], GError **error);
/* Writes all wrapped keys, and the wrapping check of the master key, to a new file (0600). */
gboolean keyring_backup(struct keyring *ring, const char *file, GError **error);
gboolean keyring_restore(const char *store_path, const char *file, GError **error);

/*
 * AES-256-GCM. `out` gets len + 16 bytes (ciphertext, then tag). The nonce is 12 random bytes, made
 * by the caller, never used twice under one key.
 */
void seal_encrypt(const guint8 key[KEY_SIZE], const guint8 nonce[12], const void *associated,
	gsize associated_len, const void *plain, gsize len, guint8 *out);
/* FALSE when the tag does not fit: wrong key or altered bytes. `out` gets len - 16 bytes. */
gboolean seal_decrypt(const guint8 key[KEY_SIZE], const guint8 nonce[12], const void *associated,
	gsize associated_len, const guint8 *sealed, gsize len, void *out);
