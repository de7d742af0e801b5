/* SPDX-License-Identifier: Apache-2.0 */
#include "content_private.h"

#include <string.h>

struct magic {
	const char *bytes;
	gsize len;
	const char *media;
};

#define MAGIC(bytes, media) { bytes, sizeof(bytes) - 1, media }

static const struct magic MAGICS[] = {
	MAGIC("%PDF-", "application/pdf"),
	MAGIC("\x89PNG\r\n\x1a\n", "image/png"),
	MAGIC("\xff\xd8\xff", "image/jpeg"),
	MAGIC("\x1f\x8b", "application/gzip"),
	MAGIC("\x28\xb5\x2f\xfd", "application/zstd"),
	MAGIC("PK\x03\x04", "application/zip"),
	MAGIC("PK\x05\x06", "application/zip"),
};

/* Names in the directory of an archive. */
static const struct magic MEMBERS[] = {
	MAGIC("xl/workbook.xml",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
	MAGIC("word/document.xml",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
};

static const char *
archive_media(struct slice tail)
{
	for (guint i = 0; i < G_N_ELEMENTS(MEMBERS); i++)
		if (memmem(tail.at, tail.len, MEMBERS[i].bytes, MEMBERS[i].len) != NULL)
			return MEMBERS[i].media;
	return "application/zip";
}

/* UTF-8 without control characters; the last character may be cut. */
static gboolean
looks_like_text(struct slice head)
{
	const char *end = NULL;
	for (gsize i = 0; i < head.len; i++) {
		guchar c = (guchar)head.at[i];
		if ((c < 0x20 && strchr("\t\n\r\f", c) == NULL) || c == 0 || c == 0x7f)
			return FALSE;
	}
	g_utf8_validate(head.at, (gssize)head.len, &end);
	gsize cut = head.len - (gsize)(end - head.at);
	return cut == 0 || (cut < 4 && head.len == MEDIA_HEAD);
}

/* `[` also begins the sections of configuration files. */
static gboolean
looks_like_json(struct slice text)
{
	gsize at = 1;
	while (at < text.len && strchr(" \t\r\n", text.at[at]) != NULL)
		at++;
	if (at == text.len)
		return text.at[0] == '{';
	const char *next = text.at[0] == '{' ? "\"}" : "{[\"]-0123456789tfn";
	return (text.at[0] == '{' || text.at[0] == '[') && strchr(next, text.at[at]) != NULL;
}

static const char *
text_media(struct slice head)
{
	if (slice_starts(head, "\xef\xbb\xbf")) {
		head.at += 3;
		head.len -= 3;
	}
	while (head.len > 0 && strchr(" \t\r\n", *head.at) != NULL) {
		head.at++;
		head.len--;
	}
	if (head.len < 2)
		return "text/plain";
	if (looks_like_json(head))
		return "application/json";
	gboolean tag = head.at[0] == '<'
		&& (g_ascii_isalpha(head.at[1]) || strchr("?!", head.at[1]) != NULL);
	return tag ? "application/xml" : "text/plain";
}

const char *
content_media(struct slice head, struct slice tail)
{
	for (guint i = 0; i < G_N_ELEMENTS(MAGICS); i++) {
		const struct magic *magic = &MAGICS[i];
		if (head.len < magic->len || memcmp(head.at, magic->bytes, magic->len) != 0)
			continue;
		gboolean archive = strcmp(magic->media, "application/zip") == 0;
		return archive ? archive_media(tail) : magic->media;
	}
	return head.len > 0 && looks_like_text(head) ? text_media(head)
						     : "application/octet-stream";
}
