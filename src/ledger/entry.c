/* SPDX-License-Identifier: Apache-2.0 */
#include "entry.h"

#include <string.h>

#include "base/json.h"
#include "journal.h"

static void
append_text(GString *out, const char *member, const char *text)
{
	g_string_append(out, member);
	json_append_string(out, text, strlen(text));
}

static void
append_integer(GString *out, const char *member, gint64 integer)
{
	char digits[24];
	g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, integer);
	g_string_append(out, member);
	g_string_append(out, digits);
}

/* The members stand in the order of RFC 8785; a test compares with json_canonical. */
void
entry_bytes(const struct entry *entry, GString *out)
{
	append_text(out, "{\"actor\":", entry->actor);
	append_integer(out, ",\"at\":", entry->at);
	g_string_append(out, ",\"body\":");
	g_string_append_len(out, entry->body.at, (gssize)entry->body.len);
	append_text(out, ",\"chain\":", entry->chain);
	append_text(out, ",\"client\":", entry->client);
	append_text(out, ",\"id\":", entry->id);
	append_text(out, ",\"kind\":", entry->kind);
	append_text(out, ",\"known_by\":", entry->known_by);
	append_text(out, ",\"role\":", entry->role);
	append_integer(out, ",\"seq\":", entry->seq);
	append_integer(out, ",\"v\":", ENTRY_VERSION);
	append_text(out, ",\"verb\":", entry->verb);
	g_string_append_c(out, '}');
}

struct digest
entry_hash(const struct digest *prev, struct slice bytes)
{
	return digest_of_two(prev->bytes, DIGEST_SIZE, bytes.at, bytes.len);
}

void
entry_opening(const struct opening *opening, GString *out)
{
	append_integer(out, "{\"model\":", MODEL_EDITION);
	g_string_append(
		out, opening->rehearsal ? ",\"rehearsal\":true" : ",\"rehearsal\":false");
	append_text(out, ",\"store\":", opening->store);
	append_text(out, ",\"zone\":", opening->zone);
	g_string_append_c(out, '}');
}

void
entry_reason(const char *member, const char *text, GString *out)
{
	g_string_append(out, "{\"");
	g_string_append(out, member);
	append_text(out, "\":", text);
	g_string_append_c(out, '}');
}

/* A move of a gate is an entry of the verb that says who moves: asked, looked at, decided. */
static const char *
verb_of_move(const struct value *body)
{
	const char *move = value_get_text(body, "move");
	if (g_strcmp0(move, "submit") == 0 || g_strcmp0(move, "assess") == 0)
		return move;
	return "decide";
}

const char *
verb_of(const struct kind *kind, const struct value *body)
{
	return strcmp(kind->verb, "by_move") == 0 ? verb_of_move(body) : kind->verb;
}
