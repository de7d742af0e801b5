/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The scanner of canonical JSON. What RFC 8785 leaves no choice in is refused when it is spelled
 * otherwise: white space, the order of members, escapes, leading zeros. Keys beyond plain ASCII
 * (their order is that of UTF-16) and texts that hold escapes in keys are rare: these alone are
 * parsed and printed again.
 */
#include <string.h>

#include "base/json.h"
#include "verify_entry.h"

struct scan {
	const guint8 *at, *end;
	gboolean unsure; /* a key that is not plain ASCII */
};

static gboolean scan_value(struct scan *scan, guint depth);

static gboolean
is_tail(const struct scan *scan, gsize behind)
{
	return (scan->at[behind] & 0xC0) == 0x80;
}

/* One character beyond ASCII: no overlong form, no surrogate, nothing above U+10FFFF. */
static gboolean
scan_character(struct scan *scan)
{
	gsize left = (gsize)(scan->end - scan->at);
	guint8 lead = scan->at[0];
	guint len = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (lead < 0xC2 || lead > 0xF4 || left < len)
		return FALSE;
	for (guint i = 1; i < len; i++)
		if (!is_tail(scan, i))
			return FALSE;
	guint8 second = scan->at[1];
	if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second >= 0xA0)
		|| (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second >= 0x90))
		return FALSE;
	scan->at += len;
	return TRUE;
}

static gboolean
is_low_hex(guint8 c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* \b \f \n \r \t \" \\, and \u00xx for the other control characters but NUL. */
static gboolean
scan_escape(struct scan *scan)
{
	gsize left = (gsize)(scan->end - scan->at);
	if (left >= 2 && scan->at[1] != 0 && strchr("bfnrt\"\\", scan->at[1]) != NULL) {
		scan->at += 2;
		return TRUE;
	}
	if (left < 6 || memcmp(scan->at, "\\u00", 4) != 0 || scan->at[4] > '1' || scan->at[4] < '0'
		|| !is_low_hex(scan->at[5]))
		return FALSE;
	gboolean named = scan->at[4] == '0' && strchr("089acd", scan->at[5]) != NULL;
	scan->at += 6;
	return !named;
}

static gboolean
scan_string(struct scan *scan)
{
	if (scan->at >= scan->end || *scan->at != '"')
		return FALSE;
	scan->at++;
	while (scan->at < scan->end) {
		guint8 c = *scan->at;
		if (c == '"') {
			scan->at++;
			return TRUE;
		}
		if (c < 0x20)
			return FALSE;
		if (c == '\\') {
			if (!scan_escape(scan))
				return FALSE;
		} else if (c >= 0x80) {
			if (!scan_character(scan))
				return FALSE;
		} else {
			scan->at++;
		}
	}
	return FALSE;
}

/* Digits of which none leads in vain, within 64 bits. */
static gboolean
scan_integer(struct scan *scan, gint64 *ret)
{
	gboolean minus = scan->at < scan->end && *scan->at == '-';
	scan->at += minus;
	const guint8 *from = scan->at;
	guint64 value = 0, max = (guint64)G_MAXINT64 + minus;
	while (scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9') {
		guint digit = *scan->at++ - '0';
		if (value > (max - digit) / 10)
			return FALSE;
		value = value * 10 + digit;
	}
	gsize digits = (gsize)(scan->at - from);
	if (digits == 0 || (*from == '0' && (digits > 1 || minus)))
		return FALSE;
	*ret = minus ? (gint64)(0 - value) : (gint64)value;
	return TRUE;
}

static gboolean
take(struct scan *scan, const char *literal, gsize len)
{
	if ((gsize)(scan->end - scan->at) < len || memcmp(scan->at, literal, len) != 0)
		return FALSE;
	scan->at += len;
	return TRUE;
}

#define TAKE(scan, literal) take(scan, literal, sizeof(literal) - 1)

static gboolean
is_plain(struct slice key)
{
	for (gsize i = 0; i < key.len; i++)
		if ((guint8)key.at[i] >= 0x80 || key.at[i] == '\\')
			return FALSE;
	return TRUE;
}

static gboolean
is_ascending(struct slice a, struct slice b)
{
	int order = memcmp(a.at, b.at, MIN(a.len, b.len));
	return order < 0 || (order == 0 && a.len < b.len);
}

static gboolean
scan_map(struct scan *scan, guint depth)
{
	struct slice last = { NULL, 0 };
	scan->at++;
	if (TAKE(scan, "}"))
		return TRUE;
	do {
		const guint8 *from = scan->at + 1;
		if (!scan_string(scan))
			return FALSE;
		struct slice key = { (const char *)from, (gsize)(scan->at - from) - 1 };
		if (!is_plain(key))
			scan->unsure = TRUE;
		else if (!scan->unsure && last.at != NULL && !is_ascending(last, key))
			return FALSE;
		last = key;
		if (!TAKE(scan, ":") || !scan_value(scan, depth))
			return FALSE;
	} while (TAKE(scan, ","));
	return TAKE(scan, "}");
}

static gboolean
scan_list(struct scan *scan, guint depth)
{
	scan->at++;
	if (TAKE(scan, "]"))
		return TRUE;
	do {
		if (!scan_value(scan, depth))
			return FALSE;
	} while (TAKE(scan, ","));
	return TAKE(scan, "]");
}

static gboolean
scan_value(struct scan *scan, guint depth)
{
	gint64 integer;
	if (scan->at >= scan->end || depth > JSON_DEPTH_MAX)
		return FALSE;
	switch (*scan->at) {
	case '"':
		return scan_string(scan);
	case '{':
		return scan_map(scan, depth + 1);
	case '[':
		return scan_list(scan, depth + 1);
	case 't':
		return TAKE(scan, "true");
	case 'f':
		return TAKE(scan, "false");
	case 'n':
		return TAKE(scan, "null");
	default:
		return scan_integer(scan, &integer);
	}
}

/* The slow way, for what the scanner cannot order. */
static gboolean
prints_the_same(struct slice bytes)
{
	ARENA_AUTO arena = arena_new();
	const struct value *value = json_parse(arena, bytes.at, bytes.len, "", NULL);
	if (value == NULL)
		return FALSE;
	g_autoptr(GString) printed = g_string_sized_new(bytes.len);
	json_canonical(value, printed);
	return printed->len == bytes.len && memcmp(printed->str, bytes.at, bytes.len) == 0;
}

gboolean
json_is_canonical(struct slice bytes)
{
	struct scan scan = { (const guint8 *)bytes.at, (const guint8 *)bytes.at + bytes.len, FALSE };
	return scan_value(&scan, 0) && scan.at == scan.end
		&& (!scan.unsure || prints_the_same(bytes));
}

/* ---- the twelve members ---- */

static gboolean
take_text(struct scan *scan, struct slice *ret)
{
	const guint8 *from = scan->at + 1;
	if (!scan_string(scan))
		return FALSE;
	*ret = (struct slice) { (const char *)from, (gsize)(scan->at - from) - 1 };
	return TRUE;
}

static gboolean
take_body(struct scan *scan, struct slice *ret)
{
	const guint8 *from = scan->at;
	if (scan->at >= scan->end || *scan->at != '{' || !scan_value(scan, 1))
		return FALSE;
	*ret = (struct slice) { (const char *)from, (gsize)(scan->at - from) };
	return !scan->unsure || prints_the_same(*ret);
}

gboolean
entry_text_read(struct slice bytes, struct entry_text *ret)
{
	struct scan scan = { (const guint8 *)bytes.at, (const guint8 *)bytes.at + bytes.len, FALSE };
	struct scan *s = &scan;
	return TAKE(s, "{\"actor\":") && take_text(s, &ret->actor)
		&& TAKE(s, ",\"at\":") && scan_integer(s, &ret->at)
		&& TAKE(s, ",\"body\":") && take_body(s, &ret->body)
		&& TAKE(s, ",\"chain\":") && take_text(s, &ret->chain)
		&& TAKE(s, ",\"client\":") && take_text(s, &ret->client)
		&& TAKE(s, ",\"id\":") && take_text(s, &ret->id)
		&& TAKE(s, ",\"kind\":") && take_text(s, &ret->kind)
		&& TAKE(s, ",\"known_by\":") && take_text(s, &ret->known_by)
		&& TAKE(s, ",\"role\":") && take_text(s, &ret->role)
		&& TAKE(s, ",\"seq\":") && scan_integer(s, &ret->seq)
		&& TAKE(s, ",\"v\":") && scan_integer(s, &ret->v)
		&& TAKE(s, ",\"verb\":") && take_text(s, &ret->verb)
		&& TAKE(s, "}") && s->at == s->end;
}

gboolean
entry_text_is(struct slice text, const char *plain)
{
	gsize len = strlen(plain);
	if (memchr(text.at, '\\', text.len) == NULL)
		return text.len == len && memcmp(text.at, plain, len) == 0;
	g_autoptr(GString) written = g_string_new(NULL);
	json_append_string(written, plain, len);
	return written->len == text.len + 2 && memcmp(written->str + 1, text.at, text.len) == 0;
}
