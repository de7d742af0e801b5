/* SPDX-License-Identifier: Apache-2.0 */
/* Text as people write it, compared as people mean it. All inputs are valid UTF-8. */
#pragma once
#include <glib.h>

/* NFC, owned by the caller. */
char *text_nfc(const char *text);
gboolean text_is_nfc(const char *text);
gsize text_length(const char *text); /* characters */
/*
 * "The same text": NFKC, lower case, without white space and punctuation (symbols stay, so that
 * "C++" and "C#" differ). Owned by the caller.
 */
char *text_norm(const char *text);
/*
 * Says nothing: NULL, shorter than n characters after NFKC and trimming, or wholly one of the words
 * that stand for "to be decided" (未定 調整中 検討中 別途 同上 なし 該当なし TBD TODO N/A - xxx).
 */
gboolean text_blank(const char *text, guint n);
/* A mail address, a telephone number of Japan or an individual number (My Number) seems to be in it. */
/* [a-z0-9][a-z0-9._-]{0,63} */
gboolean text_is_id(const char *text);
