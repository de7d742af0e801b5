/* SPDX-License-Identifier: Apache-2.0 */
/* What looks like personal data, and what only has digits in it. */
#include "base/json.h"
#include "ledger/personal.h"

#include <string.h>

static void
test_personal(void)
{
	static const char *const PERSONAL[] = { "連絡先: taro@aoba.example", "mailto:Taro.Yamada+x@mail.aoba.example.",
		"ｔａｒｏ＠ａｏｂａ．ｅｘａｍｐｌｅ", "電話 03-1234-5678", "0312345678", "携帯 090-1234-5678 まで", "０９０１２３４５６７８",
		"番号 123456789018 の人", "1234-5678-9018", "1234 5678 9018", NULL };
	for (guint i = 0; PERSONAL[i] != NULL; i++)
		if (!looks_personal(PERSONAL[i]))
			g_error("not seen: %s", PERSONAL[i]);
	static const char *const NOT[] = { "", "2026-11-23 10:00", "2026-04-01 2027-03-31", "123456789012", "12345678901",
		"@", "a@", "@b.example", "user@host", "@media print", "10.20.30.0/24", "ISMAP 9.2.3", "JVNDB-2026-001234",
		"CVE-2026-12345", "2026112310", "金額 1200000000 円", "port 443 - 8443", "-", "--", "1-", "1 ", NULL };
	for (guint i = 0; NOT[i] != NULL; i++)
		if (looks_personal(NOT[i]))
			g_error("seen: %s", NOT[i]);
}

static void
note_field(const char *field, struct place place, void *data)
{
	g_string_append_printf(data, "%s ", field);
}

static void
assert_told(const struct model *model, const char *kind, const char *json, const char *fields)
{
	ARENA_AUTO arena = arena_new();
	const struct value *body = json_parse(arena, json, strlen(json), "test", NULL);
	g_autoptr(GString) told = g_string_new(NULL);
	object_personal(model_kind(model, kind), body, note_field, told);
	g_assert_cmpstr(told->str, ==, fields);
}

static void
test_objects(void)
{
	struct problems problems;
	problems_init(&problems);
	struct model_files *files = model_files_open(NULL, NULL);
	struct model *model = model_new(files, &problems);
	g_assert_nonnull(model);
	assert_told(model, "scenario", "{\"story\":\"連絡は taro@aoba.example へ\",\"source\":\"criminal\"}", "story ");
	assert_told(model, "component", "{\"name\":{\"ja\":\"090-1234-5678\"},\"note\":\"a@b.example\"}", "name note ");
	assert_told(model, "contract", "{\"starts_on\":\"2026-04-01\",\"work_place\":\"03-1234-5678\"}", "work_place ");
	assert_told(model, "account_role", "{\"rights\":[{\"operation\":\"root@host.example\"}]}", "rights ");
	assert_told(model, "person", "{\"mail\":\"taro@aoba.example\",\"note\":\"090-1234-5678\"}", "");
	assert_told(model, "evidence", "{\"sha256\":\"0312345678\"}", "");
	model_free(model);
	model_files_free(files);
	problems_clear(&problems);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/personal/texts", test_personal);
	g_test_add_func("/personal/objects", test_objects);
	return g_test_run();
}
