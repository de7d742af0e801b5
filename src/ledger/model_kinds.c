/* SPDX-License-Identifier: Apache-2.0 */
/* One kind file, one derived table. */
#include <string.h>

#include "model_private.h"

static gboolean
is_name(const char *text)
{
	if (text == NULL || !(g_ascii_islower(*text) || *text == '_'))
		return FALSE;
	for (; *text != '\0'; text++)
		if (!g_ascii_islower(*text) && !g_ascii_isdigit(*text) && *text != '_')
			return FALSE;
	return TRUE;
}

static guint
choice(struct loading *loading, const struct value *root, const char *key,
	const char *const *words, guint missing)
{
	const struct value *value = value_get(root, key);
	if (value == NULL)
		return missing;
	for (guint i = 0; words[i] != NULL; i++)
		if (value_is_text(value, words[i]))
			return i;
	g_autofree char *known = g_strjoinv(", ", (char **)words);
	loading_wrong(loading, value->place, "%1$s は %2$s のどれかです", "%1$s is one of %2$s", key,
		known);
	return missing;
}

static const struct group *
load_group(struct loading *loading, const struct member *member, GPtrArray *fields)
{
	static const char *const KNOWN[] = { "write", "fields", NULL };
	struct group *group = arena_alloc(loading->arena, sizeof *group);
	group->name = member->key;
	loading_known(loading, member->value, KNOWN);
	const struct value *write = value_get(member->value, "write");
	if (write != NULL && write->type == VALUE_MAP && write->n_members == 1) {
		const struct value *codes = write->members[0].value;
		struct code *list = arena_alloc(loading->arena, (codes->n_members + 1) * sizeof *list);
		group->by_field = write->members[0].key;
		for (guint i = 0; codes->type == VALUE_MAP && i < codes->n_members; i++) {
			char *const *roles = loading_words(loading, codes, codes->members[i].key);
			g_autofree char *joined = g_strjoinv(" ", (char **)roles);
			list[i].code = codes->members[i].key;
			list[i].label.en = arena_dup(loading->arena, joined, strlen(joined));
		}
		group->codes = list;
		group->n_codes = codes->type == VALUE_MAP ? codes->n_members : 0;
	} else {
		group->writers = loading_words(loading, member->value, "write");
	}
	if (group->writers == NULL && group->n_codes == 0)
		loading_wrong(loading, member->place, "組 %s に write が要ります", "group %s needs `write`",
			member->key);
	const struct value *members = value_get(member->value, "fields");
	if (members != NULL)
		loading_fields(loading, members, group, fields);
	return group;
}

static void
load_one_of(struct loading *loading, const struct value *root, struct kind *kind)
{
	const struct value *list = value_get(root, "one_of");
	if (list == NULL)
		return;
	guint n = list->type == VALUE_LIST ? list->n_items : 0;
	char *const **sets = arena_alloc(loading->arena, (n + 1) * sizeof *sets);
	for (guint i = 0; i < n; i++) {
		struct value *holder = value_map(loading->arena);
		value_set(loading->arena, holder, "one_of", list->items[i]);
		sets[i] = loading_words(loading, holder, "one_of");
		for (guint k = 0; sets[i][k] != NULL; k++)
			if (kind_field(kind, sets[i][k]) == NULL)
				loading_wrong(loading, list->place, "one_of: 項目 %s がありません",
					"one_of: there is no field %s", sets[i][k]);
	}
	kind->one_of = (char *const *const *)sets;
}

static void
check_fields(struct loading *loading, const struct value *root, const struct kind *kind)
{
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		if (!is_name(field->name) || kind_field(kind, field->name) != field)
			loading_wrong(loading, root->place,
				"項目名 %s が正しくないか、二度あります", "field %s: bad name, or it stands twice",
				field->name);
		for (guint k = 0; k < field->n_required_when; k++)
			for (guint t = 0; t < field->required_when[k].n_tests; t++)
				if (kind_field(kind, field->required_when[k].tests[t].field) == NULL)
					loading_wrong(loading, root->place,
						"required_when: 項目 %s がありません",
						"required_when: there is no field %s",
						field->required_when[k].tests[t].field);
	}
}

static void
check_roles(struct loading *loading, struct place place, char *const *roles)
{
	const struct enumeration *known = g_hash_table_lookup(loading->enumerations, "role");
	for (guint i = 0; roles != NULL && known != NULL && roles[i] != NULL; i++)
		if (strcmp(roles[i], "engine") != 0 && enumeration_code(known, roles[i]) == NULL)
			loading_wrong(loading, place, "役割 %s はありません", "there is no role %s", roles[i]);
}

static void
check_writers(struct loading *loading, const struct value *root, const struct kind *kind)
{
	check_roles(loading, root->place, kind->writers);
	check_roles(loading, root->place, kind->approvers);
	check_roles(loading, root->place, kind->approvers_org);
	check_roles(loading, root->place, kind->approvers_high);
	for (guint i = 0; i < kind->n_fields; i++) {
		const struct field *field = kind->fields[i];
		check_roles(loading, root->place, field->writers);
		if (field->group != NULL)
			check_roles(loading, root->place, field->group->writers);
		if (field->neutral != NULL
			&& (field->codes == NULL || enumeration_code(field->codes, field->neutral) == NULL))
			loading_wrong(loading, root->place, "%s: neutral の値がありません",
				"%s: neutral is none of its values", field->name);
	}
}

/* What the file says of fields by their names: natural_key, and title between braces. */
static void
check_names(struct loading *loading, const struct value *root, const struct kind *kind)
{
	for (guint i = 0; kind->natural_key != NULL && kind->natural_key[i] != NULL; i++)
		if (kind_field(kind, kind->natural_key[i]) == NULL)
			loading_wrong(loading, root->place, "natural_key: 項目 %s がありません",
				"natural_key: there is no field %s", kind->natural_key[i]);
	const char *open = kind->title == NULL ? NULL : strchr(kind->title, '{');
	for (; open != NULL; open = strchr(open + 1, '{')) {
		g_autofree char *name = g_strndup(open + 1, strcspn(open + 1, "}"));
		if (kind_field(kind, name) == NULL)
			loading_wrong(loading, root->place, "title: 項目 %s がありません",
				"title: there is no field %s", name);
	}
	g_autofree char *file = g_strconcat("/", kind->name, ".yaml", NULL);
	if (!g_str_has_suffix(loading->file, file))
		loading_wrong(loading, root->place, "種別 %1$s のファイル名は %1$s.yaml にします",
			"the file of the kind %1$s is named %1$s.yaml", kind->name);
}

static void
load_approval(struct loading *loading, const struct value *root, struct kind *kind)
{
	kind->approvers = loading_words(loading, root, "approve");
	kind->approvers_org = loading_words(loading, root, "approve_org");
	kind->approvers_high = loading_words(loading, root, "approve_high");
	guint n;
	kind->approve_when = loading_alternatives(loading, value_get(root, "approve_when"), &n);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
	const struct field *const *x = a, *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

static void
load_fields(struct loading *loading, const struct value *root, struct kind *kind)
{
	g_autoptr(GPtrArray) fields = g_ptr_array_new();
	const struct value *own = value_get(root, "fields"), *groups = value_get(root, "groups");
	if (own != NULL)
		loading_fields(loading, own, NULL, fields);
	for (guint i = 0; groups != NULL && groups->type == VALUE_MAP && i < groups->n_members; i++)
		load_group(loading, &groups->members[i], fields);
	kind->fields = loading_keep_fields(loading, fields);
	kind->n_fields = fields->len;
	g_ptr_array_sort(fields, compare_names);
	kind->by_name = loading_keep_fields(loading, fields);
	check_fields(loading, root, kind);
}

struct kind *
loading_kind(struct loading *loading, const struct value *root)
{
	static const char *const KNOWN[] = { "kind", "label", "help", "scope", "phase", "verb", "write",
		"approve", "approve_org", "approve_high", "approve_when", "sealed", "sealed_content",
		"id_prefix", "name", "title", "range", "serves", "documents", "one_of", "natural_key",
		"fields", "groups", NULL };
	static const char *const SCOPES[] = { "system", "org", "both", NULL };
	static const char *const NAMES[] = { "required", "optional", "none", NULL };
	const char *name = value_get_text(root, "kind");
	if (!is_name(name)) {
		loading_wrong(loading, root->place, "kind: 種別の名前が要ります", "kind: a name is needed");
		return NULL;
	}
	loading_known(loading, root, KNOWN);
	struct kind *kind = arena_alloc(loading->arena, sizeof *kind);
	kind->name = name;
	kind->label = loading_label(loading, root, "label", root->place, TRUE);
	kind->help = loading_label(loading, root, "help", root->place, FALSE);
	kind->scope = choice(loading, root, "scope", SCOPES, SCOPE_SYSTEM);
	kind->phase = (int)value_get_int(root, "phase", 0);
	const char *verb = value_get_text(root, "verb");
	kind->verb = verb != NULL ? verb : "put";
	kind->writers = loading_words(loading, root, "write");
	kind->sealed = value_get_bool(root, "sealed", FALSE);
	kind->sealed_content = value_get_bool(root, "sealed_content", FALSE);
	kind->id_prefix = value_get_text(root, "id_prefix");
	kind->name_rule = choice(loading, root, "name", NAMES, NAME_REQUIRED);
	kind->title = value_get_text(root, "title");
	kind->range = loading_words(loading, root, "range");
	kind->serves = loading_words(loading, root, "serves");
	kind->documents = loading_words(loading, root, "documents");
	kind->natural_key = loading_words(loading, root, "natural_key");
	load_approval(loading, root, kind);
	load_fields(loading, root, kind);
	load_one_of(loading, root, kind);
	check_writers(loading, root, kind);
	check_names(loading, root, kind);
	if (kind->writers == NULL || (kind->name_rule != NAME_REQUIRED && kind->title == NULL))
		loading_wrong(loading, root->place, "write(と、名前が任意なら title)が要ります",
			"`write` is needed, and `title` where the name is not required");
	return kind;
}

struct derived_table *
loading_table(struct loading *loading, const struct member *member)
{
	static const char *const KNOWN[] = { "label", "waits", "columns", "help", NULL };
	static const char *const TYPES[] = { "text", "int", "bool", "time", NULL };
	const struct value *columns = value_get(member->value, "columns");
	if (!is_name(member->key) || columns == NULL || columns->type != VALUE_MAP) {
		loading_wrong(loading, member->place, "表 %s に columns: {列: 型} が要ります",
			"table %s needs columns: {column: type}", member->key);
		return NULL;
	}
	loading_known(loading, member->value, KNOWN);
	struct derived_table *table = arena_alloc(loading->arena, sizeof *table);
	table->name = member->key;
	table->label = loading_label(loading, member->value, "label", member->place, TRUE);
	table->waits = value_get_text(member->value, "waits");
	table->n_columns = columns->n_members;
	struct derived_column *list = arena_alloc(loading->arena, columns->n_members * sizeof *list);
	for (guint i = 0; i < columns->n_members; i++) {
		list[i].name = columns->members[i].key;
		list[i].type = choice(loading, columns, columns->members[i].key, TYPES, 0);
		if (!is_name(list[i].name))
			loading_wrong(loading, columns->members[i].place, "列名 %s が正しくありません",
				"bad column name %s", list[i].name);
	}
	table->columns = list;
	return table;
}
