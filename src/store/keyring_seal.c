/* SPDX-License-Identifier: Apache-2.0 */
#include "keyring.h"

#include <openssl/evp.h>
#include <string.h>

#define TAG_SIZE 16

/* Looked up once: fetching costs more than sealing a short text. */
static const EVP_CIPHER *
aes_256_gcm(void)
{
	static gsize fetched;
	if (g_once_init_enter(&fetched)) {
		EVP_CIPHER *cipher = EVP_CIPHER_fetch(NULL, "AES-256-GCM", NULL);
		g_assert(cipher != NULL);
		g_once_init_leave(&fetched, (gsize)cipher);
	}
	return (const EVP_CIPHER *)fetched;
}

/* Freeing a context wipes its key schedule: none is kept for the next use. */
static EVP_CIPHER_CTX *
context_new(const guint8 key[KEY_SIZE], const guint8 nonce[12], const void *associated,
	gsize associated_len, int encrypt)
{
	int len, ok = 1;
	EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
	g_assert(context != NULL && associated_len <= G_MAXINT);
	ok = EVP_CipherInit_ex2(context, aes_256_gcm(), key, nonce, encrypt, NULL);
	if (ok && associated_len > 0)
		ok = EVP_CipherUpdate(context, NULL, &len, associated, (int)associated_len);
	g_assert(ok);
	return context;
}

void
seal_encrypt(const guint8 key[KEY_SIZE], const guint8 nonce[12], const void *associated,
	gsize associated_len, const void *plain, gsize len, guint8 *out)
{
	int done = 0, ok = 1;
	EVP_CIPHER_CTX *context = context_new(key, nonce, associated, associated_len, 1);
	g_assert(len <= G_MAXINT - TAG_SIZE);
	if (len > 0)
		ok = EVP_CipherUpdate(context, out, &done, plain, (int)len);
	ok = ok && EVP_CipherFinal_ex(context, out + done, &done)
		&& EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG_SIZE, out + len);
	EVP_CIPHER_CTX_free(context);
	g_assert(ok);
}

gboolean
seal_decrypt(const guint8 key[KEY_SIZE], const guint8 nonce[12], const void *associated,
	gsize associated_len, const guint8 *sealed, gsize len, void *out)
{
	int done = 0, ok = 1;
	guint8 nothing[1];
	if (len < TAG_SIZE || len > G_MAXINT)
		return FALSE;
	gsize plain = len - TAG_SIZE;
	EVP_CIPHER_CTX *context = context_new(key, nonce, associated, associated_len, 0);
	if (plain > 0)
		ok = EVP_CipherUpdate(context, out, &done, sealed, (int)plain);
	ok = ok
		&& EVP_CIPHER_CTX_ctrl(
			context, EVP_CTRL_AEAD_SET_TAG, TAG_SIZE, (void *)(sealed + plain))
		&& EVP_CipherFinal_ex(context, nothing, &done);
	EVP_CIPHER_CTX_free(context);
	/* What did not prove itself is not handed out. */
	if (!ok && plain > 0)
		explicit_bzero(out, plain);
	return ok;
}
