/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (OpenSSL, fetched once), hexadecimal, random bytes. */
#pragma once
#include <glib.h>

#define DIGEST_SIZE 32

struct digest {
	guint8 bytes[DIGEST_SIZE];
};

struct digest digest_of(const void *bytes, gsize len);
/* SHA-256(a ‖ b): a link of the journal's chain. */
struct digest digest_of_two(const void *a, gsize a_len, const void *b, gsize b_len);
gboolean digest_equal(const struct digest *a, const struct digest *b);

/* Incremental, for files. */
struct digest_stream;
struct digest_stream *digest_stream_new(void);
void digest_stream_add(struct digest_stream *stream, const void *bytes, gsize len);
struct digest digest_stream_end(struct digest_stream *stream); /* frees it */

/* `out` has room for 2·len + 1 characters. Lower case. */
void hex_of(const void *bytes, gsize len, char *out);
char *hex_text(const void *bytes, gsize len); /* owned by the caller */
gboolean hex_parse(const char *text, void *out, gsize len); /* exactly 2·len digits */
/* From the operating system's generator; aborts if there is none. */
void random_bytes(void *out, gsize len);
/* `prefix-` and 8 base32 digits (a-z, 2-7). Owned by the caller. */
char *random_id(const char *prefix);
