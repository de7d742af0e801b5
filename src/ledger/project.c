/* SPDX-License-Identifier: Apache-2.0 */
#include "project.h"

#include <string.h>

#include "base/json.h"

/* Behind a string literal that begins at `at`; NULL when it does not end. */
static const char *
skip_string(const char *at, const char *end)
{
	for (at++; at < end; at++) {
		at = memchr(at, '"', (gsize)(end - at));
		if (at == NULL)
			return NULL;
		gsize backslashes = 0;
		while (at[-1 - (gssize)backslashes] == '\\')
			backslashes++;
		if (backslashes % 2 == 0)
			return at + 1;
	}
	return NULL;
}

/* Behind the value that begins at `at`. */
static const char *
skip_value(const char *at, const char *end)
{
	guint depth = 0;
	while (at < end) {
		if (*at == '"') {
			at = skip_string(at, end);
			if (at == NULL || depth == 0)
				return at;
			continue;
		}
		if (*at == '{' || *at == '[') {
			depth++;
		} else if (*at == '}' || *at == ']') {
			if (depth == 0)
				return at;
			if (--depth == 0)
				return at + 1;
		} else if (*at == ',' && depth == 0) {
			return at;
		}
		at++;
	}
	return NULL;
}

/* The next member, from behind `{` or `,`. */
static const char *
next_member(const char *at, const char *end, struct body_member *ret)
{
	if (at >= end || *at != '"')
		return NULL;
	const char *key_end = skip_string(at, end);
	if (key_end == NULL || key_end >= end || *key_end != ':')
		return NULL;
	const char *value_end = skip_value(key_end + 1, end);
	if (value_end == NULL || value_end == key_end + 1)
		return NULL;
	ret->key = (struct slice) { at + 1, (gsize)(key_end - at) - 2 };
	ret->value = (struct slice) { key_end + 1, (gsize)(value_end - key_end) - 1 };
	return value_end;
}

gboolean
project_members(struct slice body, GArray *ret)
{
	const char *at = body.at, *end = body.at + body.len;
	if (body.len < 2 || *at != '{' || end[-1] != '}')
		return FALSE;
	if (body.len == 2)
		return TRUE;
	do {
		struct body_member member;
		at = next_member(at + 1, end, &member);
		if (at == NULL)
			return FALSE;
		g_array_append_val(ret, member);
	} while (*at == ',');
	return *at == '}' && at + 1 == end;
}

struct slice
project_member(struct slice body, const char *key)
{
	const char *at = body.at, *end = body.at + body.len;
	while (body.len > 2) {
		struct body_member member;
		at = next_member(at + 1, end, &member);
		if (at == NULL)
			break;
		if (slice_is(member.key, key))
			return member.value;
		if (*at != ',')
			break;
	}
	return (struct slice) { NULL, 0 };
}

/* Member names are [a-z_][a-z0-9_]* or `name`, `note`: no escapes, and they fit. */
static gboolean
is_material(const struct kind *kind, struct slice key)
{
	char name[128];
	if (key.len >= sizeof name)
		return TRUE;
	memcpy(name, key.at, key.len);
	name[key.len] = '\0';
	return member_is_material(kind, name);
}

struct digest
project_digest(const struct kind *kind, struct slice body)
{
	g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(struct body_member));
	if (kind == NULL || !project_members(body, members))
		return digest_of(body.at, body.len);
	g_autoptr(GString) bytes = g_string_sized_new(body.len);
	g_string_append_c(bytes, '{');
	for (guint i = 0; i < members->len; i++) {
		const struct body_member *member = &g_array_index(members, struct body_member, i);
		if (!is_material(kind, member->key))
			continue;
		if (bytes->len > 1)
			g_string_append_c(bytes, ',');
		/* From the key's first quote to the value's end, as it stands. */
		g_string_append_len(bytes, member->key.at - 1,
			member->value.at + member->value.len - member->key.at + 1);
	}
	g_string_append_c(bytes, '}');
	return digest_of(bytes->str, bytes->len);
}

static gboolean
slice_equal(struct slice a, struct slice b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

/* In the order of canonical JSON; member names are ASCII. */
static int
compare_slices(struct slice a, struct slice b)
{
	int order = memcmp(a.at, b.at, MIN(a.len, b.len));
	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static void
tell_change(const struct kind *kind, const struct body_member *old_member,
	const struct body_member *new_member, project_change_func func, void *data)
{
	struct slice key = old_member != NULL ? old_member->key : new_member->key;
	if (!is_material(kind, key))
		return;
	g_autofree char *field = slice_dup(key);
	g_autofree char *old_value = NULL, *new_value = NULL;
	if (!kind->sealed && old_member != NULL)
		old_value = slice_dup(old_member->value);
	if (!kind->sealed && new_member != NULL)
		new_value = slice_dup(new_member->value);
	func(field, old_value, new_value, data);
}

void
project_changes(const struct kind *kind, struct slice old_body, struct slice new_body,
	project_change_func func, void *data)
{
	if (kind == NULL || slice_equal(old_body, new_body))
		return;
	g_autoptr(GArray) old_members = g_array_new(FALSE, FALSE, sizeof(struct body_member));
	g_autoptr(GArray) new_members = g_array_new(FALSE, FALSE, sizeof(struct body_member));
	if (!project_members(old_body, old_members) || !project_members(new_body, new_members))
		return;
	guint i = 0, k = 0;
	while (i < old_members->len || k < new_members->len) {
		const struct body_member *a = i < old_members->len
			? &g_array_index(old_members, struct body_member, i)
			: NULL;
		const struct body_member *b = k < new_members->len
			? &g_array_index(new_members, struct body_member, k)
			: NULL;
		int order = a == NULL ? 1 : b == NULL ? -1 : compare_slices(a->key, b->key);
		if (order != 0 || !slice_equal(a->value, b->value))
			tell_change(kind, order <= 0 ? a : NULL, order >= 0 ? b : NULL, func, data);
		i += order <= 0;
		k += order >= 0;
	}
}

struct splitting {
	const struct kind *kind;
	project_change_func func;
	void *data;
};

/* The digit behind the letter in "C2 I2 A1" (with its quotes), as JSON; NULL when absent. */
static const char *
cia_part(const char *class, char letter, char ret[2])
{
	const char *at = class == NULL ? NULL : strchr(class, letter);
	if (at == NULL || !g_ascii_isdigit(at[1]))
		return NULL;
	ret[0] = at[1];
	ret[1] = '\0';
	return ret;
}

static void
split_change(const char *field, const char *old_value, const char *new_value, void *data)
{
	const struct splitting *to = data;
	const struct field *known = kind_field(to->kind, field);
	if (known == NULL || known->type != FIELD_CIA || to->kind->sealed) {
		to->func(field, old_value, new_value, to->data);
		return;
	}
	/* In the order of their columns' names, as rows are kept. */
	static const struct {
		char letter;
		const char *column;
	} PARTS[] = { { 'A', "a" }, { 'C', "c" }, { 'I', "i" } };
	for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
		char was[2], is[2];
		const char *a = cia_part(old_value, PARTS[i].letter, was);
		const char *b = cia_part(new_value, PARTS[i].letter, is);
		if (g_strcmp0(a, b) != 0)
			to->func(PARTS[i].column, a, b, to->data);
	}
}

void
project_changes_of(const struct kind *kind, const struct journal_row *row, struct slice old_body,
	struct slice new_body, project_change_func func, void *data)
{
	struct splitting to = { kind, func, data };
	if (strcmp(row->verb, "retire") == 0)
		func("retired", NULL, "true", data);
	else if (strcmp(row->verb, "erase") != 0)
		project_changes(kind, old_body, new_body, split_change, &to);
}

/* The entry's own copies of its coordinates, for all verbs. */
static void
take_head(const struct journal_row *row, struct fact_row *fact)
{
	fact->chain = row->chain;
	fact->kind = row->kind;
	fact->id = row->id;
	fact->seq = row->seq;
	fact->entry = row->hash;
	if (fact->created_at == 0)
		fact->created_at = row->at;
}

static void
take_whole(const struct kind *kind, const struct journal_row *row, struct slice body,
	struct fact_row *fact)
{
	gboolean sealed = kind != NULL && kind->sealed;
	fact->digest = sealed ? row->hash : project_digest(kind, body);
	fact->put_at = row->at;
	fact->put_by = row->actor;
	fact->put_role = row->role;
	fact->known_by = row->known_by;
	fact->retired_at = 0;
	fact->retired_reason = NULL;
	fact->erased = FALSE;
	fact->body = body;
}

gboolean
project_entry(const struct kind *kind, const struct journal_row *row, struct slice body,
	const char *reason, struct fact_row *fact)
{
	if (*row->kind == '\0')
		return FALSE;
	gboolean retire = strcmp(row->verb, "retire") == 0, erase = strcmp(row->verb, "erase") == 0;
	take_head(row, fact);
	if (!retire && !erase) {
		take_whole(kind, row, body, fact);
		return TRUE;
	}
	if (retire || fact->retired_at == 0) {
		fact->retired_at = row->at;
		fact->retired_reason = reason;
	}
	if (erase) {
		fact->erased = TRUE;
		fact->body = SLICE_LITERAL("{}");
	}
	return TRUE;
}

static const char *
text_or_empty(const struct value *map, const char *key)
{
	const char *text = value_get_text(map, key);
	return text != NULL ? text : "";
}

static gboolean
judge_findings(const char *chain, const struct value *list, gint64 now, gboolean closed,
	const struct project_judge_to *to, GError **error)
{
	for (guint i = 0; list != NULL && list->type == VALUE_LIST && i < list->n_items; i++) {
		const struct value *item = list->items[i];
		struct finding_row row = {
			.chain = chain,
			.rule = text_or_empty(item, "rule"),
			.subject = text_or_empty(item, "subject"),
			.key = text_or_empty(item, "key"),
			.check_class = closed ? NULL : text_or_empty(item, "class"),
			.severity = closed ? NULL : text_or_empty(item, "severity"),
			.opened_at = closed ? 0 : now,
			.closed_at = closed ? now : 0,
		};
		if (!to->finding(&row, to->data, error))
			return FALSE;
	}
	return TRUE;
}

static gboolean
judge_states(const char *chain, const char *what, const struct value *map, gint64 now,
	const struct project_judge_to *to, GError **error)
{
	for (guint i = 0; map != NULL && map->type == VALUE_MAP && i < map->n_members; i++) {
		g_autofree char *state = json_canonical_text(map->members[i].value);
		if (!to->state(chain, what, map->members[i].key, now, state, to->data, error))
			return FALSE;
	}
	return TRUE;
}

gboolean
project_judge(const char *chain, gint64 seq, const struct value *body,
	const struct project_judge_to *to, GError **error)
{
	gint64 now = value_get_int(body, "now", 0);
	/* Closed first: what was closed and opened by one judgement is open. */
	if (!judge_findings(chain, value_get(body, "closed"), now, TRUE, to, error)
		|| !judge_findings(chain, value_get(body, "opened"), now, FALSE, to, error)
		|| !judge_states(chain, "check", value_get(body, "checks"), now, to, error)
		|| !judge_states(chain, "gate", value_get(body, "gates"), now, to, error))
		return FALSE;
	const struct value *rests = value_get(body, "rests");
	g_autofree char *rests_text = rests == NULL ? g_strdup("{}") : json_canonical_text(rests);
	struct judgement_row row = {
		.chain = chain,
		.seq = seq,
		.now = now,
		.next_at = value_get_int(body, "next_at", G_MAXINT64),
		.rests = rests_text,
	};
	return to->judgement(&row, to->data, error);
}
