/* SPDX-License-Identifier: Apache-2.0 */
/* The product's own kinds, as a whole. */
#include "model_fixture.h"

static struct made_model product;

static void
test_kinds(void)
{
	guint scopes[3] = { 0 }, approved = 0, sealed = 0, fields = 0;
	g_assert_cmpuint(product.model->n_kinds, ==, 57);
	for (guint i = 0; i < product.model->n_kinds; i++) {
		const struct kind *kind = product.model->kinds[i];
		scopes[kind->scope]++;
		approved += kind->approvers != NULL;
		sealed += kind->sealed;
		fields += kind->n_fields;
		g_assert_cmpint(kind->phase, >=, 0);
		g_assert_cmpint(kind->phase, <=, 8);
		g_assert_true(i == 0 || strcmp(product.model->kinds[i - 1]->name, kind->name) < 0);
	}
	g_assert_cmpuint(scopes[SCOPE_ORG], ==, 6); /* party person role_grant standard cloud_service feed */
	g_assert_cmpuint(scopes[SCOPE_BOTH], ==, 6); /* product image procedure vulnerability_policy evidence decision */
	g_assert_cmpuint(sealed, ==, 4); /* person account incident alert */
	g_assert_cmpuint(approved, ==, 13);
	g_assert_cmpuint(fields, >, 500);
}

/* A change of these makes no decision stale; of everything else it does. The flag never changes. */
static void
test_material(void)
{
	static const char *const NOTES[] = { "hosts", "site", "phone", "mail", "place", "ticket", "document_number",
		"usability", NULL };
	for (guint i = 0; i < product.model->n_kinds; i++) {
		const struct kind *kind = product.model->kinds[i];
		for (guint k = 0; k < kind->n_fields; k++) {
			const struct field *field = kind->fields[k];
			gboolean note = g_strv_contains(NOTES, field->name) || g_str_has_suffix(field->name, "_note");
			if (field->material == note)
				g_error("%s.%s: material %d", kind->name, field->name, field->material);
		}
	}
}

static gboolean
has_kana(const char *text)
{
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar c = g_utf8_get_char(text);
		if (c >= 0x3041 && c <= 0x30ff)
			return TRUE;
	}
	return FALSE;
}

static void
assert_label(const char *what, const char *name, struct label label)
{
	if (label.ja == NULL || label.en == NULL || *label.ja == '\0' || *label.en == '\0' || has_kana(label.en)
		|| g_strcmp0(label.ja, "TODO") == 0)
		g_error("%s %s: %s / %s", what, name, label.ja, label.en);
}

static void
assert_field_labels(const struct kind *kind, const struct field *field)
{
	assert_label(kind->name, field->name, field->label);
	for (guint i = 0; field->codes != NULL && i < field->codes->n_codes; i++)
		assert_label(field->name, field->codes->codes[i].code, field->codes->codes[i].label);
	const struct field *record = field->type == FIELD_LIST ? field->of : field;
	for (guint i = 0; i < record->n_fields; i++)
		assert_field_labels(kind, record->fields[i]);
	for (guint i = 0; record != field && record->codes != NULL && i < record->codes->n_codes; i++)
		assert_label(field->name, record->codes->codes[i].code, record->codes->codes[i].label);
}

static void
test_labels(void)
{
	for (guint i = 0; i < product.model->n_kinds; i++) {
		const struct kind *kind = product.model->kinds[i];
		assert_label("kind", kind->name, kind->label);
		for (guint k = 0; k < kind->n_fields; k++)
			assert_field_labels(kind, kind->fields[k]);
	}
	for (guint i = 0; i < product.model->n_tables; i++)
		assert_label("table", product.model->tables[i]->name, product.model->tables[i]->label);
}

/* ---- paths of a contractor's range ---- */

static const struct field *
member_of(const struct field *const *fields, guint n, const char *name)
{
	for (guint i = 0; i < n; i++)
		if (strcmp(fields[i]->name, name) == 0)
			return fields[i];
	return NULL;
}

static gboolean leads_to_party(const struct kind *kind, char **path);

static gboolean
field_leads(const struct field *field, char **path)
{
	if (field->type == FIELD_LIST)
		return field_leads(field->of, path);
	if (field->type == FIELD_RECORD) {
		const struct field *inner = path[0] == NULL ? NULL : member_of(field->fields, field->n_fields, path[0]);
		return inner != NULL && field_leads(inner, path + 1);
	}
	if (field->type != FIELD_REF)
		return FALSE;
	if (!field->any && field->n_targets == 1)
		return path[0] == NULL ? strcmp(field->targets[0]->name, "party") == 0
				       : leads_to_party(field->targets[0], path);
	const struct kind *named = path[0] == NULL ? NULL : model_kind(product.model, path[0]);
	gboolean allowed = named != NULL && field->any;
	for (guint i = 0; named != NULL && i < field->n_targets; i++)
		allowed = allowed || field->targets[i] == named;
	if (!allowed)
		return FALSE;
	return path[1] == NULL ? strcmp(named->name, "party") == 0 : leads_to_party(named, path + 1);
}

static gboolean
leads_to_party(const struct kind *kind, char **path)
{
	if (strcmp(path[0], "id") == 0)
		return path[1] == NULL && strcmp(kind->name, "party") == 0;
	const struct field *field = kind_field(kind, path[0]);
	return field != NULL && field_leads(field, path + 1);
}

static void
test_ranges(void)
{
	guint paths = 0;
	for (guint i = 0; i < product.model->n_kinds; i++) {
		const struct kind *kind = product.model->kinds[i];
		for (guint k = 0; kind->range != NULL && kind->range[k] != NULL; k++, paths++) {
			g_auto(GStrv) path = g_strsplit(kind->range[k], ".", -1);
			if (!leads_to_party(kind, path))
				g_error("%s: %s leads to no party", kind->name, kind->range[k]);
		}
		/* who may write somewhere has a range there */
		if (kind->writers != NULL && g_strv_contains((const char *const *)kind->writers, "contractor"))
			g_assert_nonnull(kind->range);
	}
	g_assert_cmpuint(paths, >, 60);
}

/* ---- names ---- */

/* Prefixes of other names that the tables made of kinds would collide with. */
static void
test_names(void)
{
	g_autoptr(GHashTable) tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	static const char *const COMMON[] = { "system", "id", "name_en", "note", "created_at", "put_at", "put_by", "put_role",
		"known_by", "entry", "retired_at", "retired_reason", "src_file", "src_line", "ord", NULL };
	for (guint i = 0; i < product.model->n_kinds; i++) {
		const struct kind *kind = product.model->kinds[i];
		g_assert_true(g_hash_table_add(tables, g_strdup(kind->name)));
		for (guint k = 0; k < kind->n_fields; k++) {
			const struct field *field = kind->fields[k];
			if (field->type == FIELD_LIST)
				g_assert_true(g_hash_table_add(tables, g_strdup_printf("%s_%s", kind->name, field->name)));
			if (g_strv_contains(COMMON, field->name) && !(strcmp(kind->name, "scenario") == 0))
				g_error("%s.%s is a common column", kind->name, field->name);
		}
	}
	for (guint i = 0; i < product.model->n_tables; i++)
		if (!g_hash_table_add(tables, g_strdup(product.model->tables[i]->name)))
			g_error("%s is a kind or list too", product.model->tables[i]->name);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	product_model(&product);
	g_test_add_func("/model/product/kinds", test_kinds);
	g_test_add_func("/model/product/material", test_material);
	g_test_add_func("/model/product/labels", test_labels);
	g_test_add_func("/model/product/ranges", test_ranges);
	g_test_add_func("/model/product/names", test_names);
	int status = g_test_run();
	product_model_close(&product);
	return status;
}
