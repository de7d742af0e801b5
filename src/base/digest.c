/* SPDX-License-Identifier: Apache-2.0 */
#include "digest.h"

#include <openssl/evp.h>
#include <string.h>
#include <sys/random.h>

/* Looked up once: fetching the algorithm at each use costs as much as hashing a short entry. */
static const EVP_MD *
sha256(void)
{
	static gsize fetched;
	if (g_once_init_enter(&fetched)) {
		EVP_MD *md = EVP_MD_fetch(NULL, "SHA256", NULL);
		g_assert(md != NULL);
		g_once_init_leave(&fetched, (gsize)md);
	}
	return (const EVP_MD *)fetched;
}

static void
context_free(void *context)
{
	EVP_MD_CTX_free(context);
}

/* One context per thread, used again and again. */
static EVP_MD_CTX *
thread_context(void)
{
	static GPrivate slot = G_PRIVATE_INIT(context_free);
	EVP_MD_CTX *context = g_private_get(&slot);
	if (context == NULL) {
		context = EVP_MD_CTX_new();
		g_private_set(&slot, context);
	}
	return context;
}

struct digest
digest_of_two(const void *a, gsize a_len, const void *b, gsize b_len)
{
	struct digest digest;
	EVP_MD_CTX *context = thread_context();
	int ok = EVP_DigestInit_ex2(context, sha256(), NULL)
		&& EVP_DigestUpdate(context, a, a_len) && EVP_DigestUpdate(context, b, b_len)
		&& EVP_DigestFinal_ex(context, digest.bytes, NULL);
	g_assert(ok);
	return digest;
}

struct digest
digest_of(const void *bytes, gsize len)
{
	return digest_of_two(bytes, len, "", 0);
}

gboolean
digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

struct digest_stream {
	EVP_MD_CTX *context;
};

struct digest_stream *
digest_stream_new(void)
{
	struct digest_stream *stream = g_new0(struct digest_stream, 1);
	stream->context = EVP_MD_CTX_new();
	int ok = EVP_DigestInit_ex2(stream->context, sha256(), NULL);
	g_assert(ok);
	return stream;
}

void
digest_stream_add(struct digest_stream *stream, const void *bytes, gsize len)
{
	int ok = EVP_DigestUpdate(stream->context, bytes, len);
	g_assert(ok);
}

struct digest
digest_stream_end(struct digest_stream *stream)
{
	struct digest digest;
	int ok = EVP_DigestFinal_ex(stream->context, digest.bytes, NULL);
	g_assert(ok);
	EVP_MD_CTX_free(stream->context);
	g_free(stream);
	return digest;
}

void
hex_of(const void *bytes, gsize len, char *out)
{
	static const char DIGITS[] = "0123456789abcdef";
	const guint8 *at = bytes;
	for (; len > 0; len--, at++) {
		*out++ = DIGITS[*at >> 4];
		*out++ = DIGITS[*at & 15];
	}
	*out = '\0';
}

char *
hex_text(const void *bytes, gsize len)
{
	char *text = g_malloc(2 * len + 1);
	hex_of(bytes, len, text);
	return text;
}

gboolean
hex_parse(const char *text, void *out, gsize len)
{
	guint8 *to = out;
	if (strlen(text) != 2 * len)
		return FALSE;
	for (gsize i = 0; i < len; i++) {
		int high = g_ascii_xdigit_value(text[2 * i]);
		int low = g_ascii_xdigit_value(text[2 * i + 1]);
		if (high < 0 || low < 0)
			return FALSE;
		to[i] = (guint8)(high << 4 | low);
	}
	return TRUE;
}

void
random_bytes(void *out, gsize len)
{
	guint8 *at = out;
	while (len > 0) {
		gssize got = getrandom(at, MIN(len, 256), 0);
		g_assert(got > 0);
		at += got;
		len -= (gsize)got;
	}
}

char *
random_id(const char *prefix)
{
	static const char DIGITS[] = "abcdefghijklmnopqrstuvwxyz234567";
	guint8 raw[8];
	char text[9];
	random_bytes(raw, sizeof raw);
	for (guint i = 0; i < sizeof raw; i++)
		text[i] = DIGITS[raw[i] & 31];
	text[8] = '\0';
	return g_strconcat(prefix, "-", text, NULL);
}
