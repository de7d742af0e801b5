/* SPDX-License-Identifier: Apache-2.0 */
/* Kind files: what is wrong with one is told with its place, and what is right means what it says. */
#include "base/yaml.h"
#include "model_fixture.h"

static const char ENUMS[] = "role:\n  manager: {ja: 管, en: M}\n  owner: {ja: 主, en: O}\n"
			    "colour:\n  red: {ja: 赤, en: Red}\n  blue: {ja: 青, en: Blue}\n";
static const char THING[] = "kind: thing\nlabel: {ja: 物, en: Thing}\nwrite: [manager]\n";

#define LABEL "label: {ja: 項, en: Field}"

/* One kind file with something wrong: the first problem, "file:line:column words". */
static void
assert_wrong(const char *thing, const char *want)
{
	struct made_model made;
	const char *const files[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", thing, NULL };
	made_model_open(&made, files);
	g_autofree char *told = made_model_told(&made);
	if (made.model != NULL || !g_str_has_prefix(told, want))
		g_error("%s\n→ %s, not %s", thing, told, want);
	for (guint i = 0; i < made.problems.list->len; i++)
		g_assert_cmpstr(error_message(made.problems.list->pdata[i], "ja"), !=,
			error_message(made.problems.list->pdata[i], "en"));
	made_model_close(&made);
}

/* With one field, on line 5. */
static void
assert_wrong_field(const char *field, const char *want)
{
	g_autofree char *thing = g_strconcat(THING, "fields:\n  one: {", field, "}\n", NULL);
	assert_wrong(thing, want);
}

static void
assert_wrong_line(const char *line, const char *want)
{
	g_autofree char *thing =
		g_strconcat(THING, "fields: {one: {type: text, " LABEL "}}\n", line, "\n", NULL);
	assert_wrong(thing, want);
}

static void
test_wrong_kinds(void)
{
	assert_wrong("- a\n", "kinds/thing.yaml:1:1: a mapping is expected");
	assert_wrong("kind: thing\nkind: thing\n", "kinds/thing.yaml:2:1: key \"kind\" is written twice");
	assert_wrong("label: {ja: 物, en: Thing}\n", "kinds/thing.yaml:1:1: kind: a name is needed");
	assert_wrong("kind: Thing\n", "kinds/thing.yaml:1:1: kind: a name is needed");
	assert_wrong("kind: thing\nwrite: [manager]\n", "kinds/thing.yaml:1:1: label needs both ja and en");
	assert_wrong("kind: thing\nwrite: [manager]\nlabel: {ja: 物}\n",
		"kinds/thing.yaml:3:8: label needs both ja and en");
	assert_wrong("kind: thing\nlabel: {ja: 物, en: Thing}\n", "kinds/thing.yaml:1:1: `write` is needed");
	assert_wrong("kind: other\nlabel: {ja: 物, en: Thing}\nwrite: [manager]\n",
		"kinds/thing.yaml:1:1: the file of the kind other is named other.yaml");
	assert_wrong_line("scop: org", "kinds/thing.yaml:5:1: unknown member scop (nearest: scope)");
	assert_wrong_line("scope: everywhere", "kinds/thing.yaml:5:8: scope is one of system, org, both");
	assert_wrong_line("name: maybe", "kinds/thing.yaml:5:7: name is one of required, optional, none");
	assert_wrong_line("name: none", "kinds/thing.yaml:1:1: `write` is needed, and `title`");
	assert_wrong_line("title: \"{one} {two}\"", "kinds/thing.yaml:1:1: title: there is no field two");
	assert_wrong_line("natural_key: [one, two]", "kinds/thing.yaml:1:1: natural_key: there is no field two");
	assert_wrong_line("one_of: [[one, two]]", "kinds/thing.yaml:5:9: one_of: there is no field two");
	assert_wrong_line("approve: [king]", "kinds/thing.yaml:1:1: there is no role king");
	assert_wrong_line("groups: {g: {fields: {}}}", "kinds/thing.yaml:5:10: group g needs `write`");
	assert_wrong_line("groups: {g: {write: [king], fields: {two: {type: text, " LABEL "}}}}",
		"kinds/thing.yaml:1:1: there is no role king");
	assert_wrong_line("groups: {g: {write: [owner], fields: {one: {type: text, " LABEL "}}}}",
		"kinds/thing.yaml:1:1: field one: bad name, or it stands twice");
	assert_wrong("kind: thing\nlabel: {ja: 物, en: Thing}\nwrite: [king]\n",
		"kinds/thing.yaml:1:1: there is no role king");
}

static void
test_wrong_fields(void)
{
	assert_wrong_field("type: text", "kinds/thing.yaml:5:8: label needs both ja and en");
	assert_wrong_field("type: text, label: {en: Field}", "kinds/thing.yaml:5:28: label needs both ja and en");
	assert_wrong_field("type: word, " LABEL, "kinds/thing.yaml:5:8: field one has no known type");
	assert_wrong_field(LABEL, "kinds/thing.yaml:5:8: field one has no known type");
	assert_wrong_field("type: text, requird: true, " LABEL,
		"kinds/thing.yaml:5:21: unknown member requird (nearest: required)");
	assert_wrong_field("type: enum, shared: color, " LABEL,
		"kinds/thing.yaml:5:8: there is no enumeration color");
	assert_wrong_field("type: enum, " LABEL, "kinds/thing.yaml:5:8: there is no enumeration");
	assert_wrong_field("type: enum, values: [a, b], " LABEL, "kinds/thing.yaml:5:29: a mapping {code: {ja, en}}");
	assert_wrong_field("type: enum, values: {a: {ja: あ}}, " LABEL,
		"kinds/thing.yaml:5:33: label needs both ja and en");
	assert_wrong_field("type: ref, " LABEL, "kinds/thing.yaml:5:8: ref needs `to`");
	assert_wrong_field("type: ref, to: thin, " LABEL, "kinds/thing.yaml:5:24: there is no kind thin");
	assert_wrong_field("type: ref, to: [thing, thin], " LABEL, "kinds/thing.yaml:5:32: there is no kind thin");
	assert_wrong_field("type: list, " LABEL, "kinds/thing.yaml:5:8: list needs of: {type: …}");
	assert_wrong_field("type: list, of: text, " LABEL, "kinds/thing.yaml:5:8: list needs of: {type: …}");
	assert_wrong_field("type: list, of: {type: nothing}, " LABEL, "kinds/thing.yaml:5:25: field one has no");
	assert_wrong_field("type: text, required_when: {two: [x]}, " LABEL,
		"kinds/thing.yaml:1:1: required_when: there is no field two");
	assert_wrong_field("type: text, required_when: [two], " LABEL,
		"kinds/thing.yaml:5:37: a condition has the form {field: value}");
	assert_wrong_field("type: text, required_when: {one: {set: true, unset: x}}, " LABEL,
		"kinds/thing.yaml:5:54: unknown member unset");
	assert_wrong_field("type: text, write: [king], " LABEL, "kinds/thing.yaml:1:1: there is no role king");
	assert_wrong_field("type: enum, shared: colour, neutral: green, " LABEL,
		"kinds/thing.yaml:1:1: one: neutral is none of its values");
	g_autofree char *name = g_strconcat(THING, "fields: {Bad: {type: text, " LABEL "}}\n", NULL);
	assert_wrong(name, "kinds/thing.yaml:1:1: field Bad: bad name");
}

/* Every file is read to its end, and every file: all that is wrong is told at once. */
static void
test_all_at_once(void)
{
	struct made_model made;
	g_autofree char *good = g_strconcat(THING, "fields: {one: {type: text, " LABEL "}}\n", NULL);
	const char *const files[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", good, "kinds/bad.yaml",
		"kind: bad\nlabel: {ja: 悪, en: Bad}\nwrite: [manager]\nfields:\n  a: {type: text}\n  b: {type: x}\n",
		"kinds/worse.yaml", "kind: [\n", "tables/t.yaml", "t: {label: {ja: 表, en: Table}, columns: {a: word}}\n", NULL };
	made_model_open(&made, files);
	g_assert_null(made.model);
	g_autofree char *told = made_model_told(&made);
	g_assert_cmpstr(told, ==,
		"kinds/bad.yaml:5:6: label needs both ja and en\n"
		"kinds/bad.yaml:6:6: field b has no known type\n"
		"kinds/worse.yaml:2:1: flow sequence without a closing bracket; close the [ or {\n"
		"tables/t.yaml:1:45: a is one of text, int, bool, time\n");
	made_model_close(&made);
}

static void
assert_files_wrong(const char *const *files, const char *want)
{
	struct made_model made;
	made_model_open(&made, files);
	g_assert_null(made.model);
	g_autofree char *told = made_model_told(&made);
	if (strstr(told, want) == NULL)
		g_error("%s, not %s", told, want);
	made_model_close(&made);
}

static void
test_tables(void)
{
	const char *const no_columns[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", THING, "tables/t.yaml",
		"t: {label: {ja: 表, en: Table}}\n", NULL };
	const char *const no_label[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", THING, "tables/t.yaml",
		"t: {columns: {a: text}}\n", NULL };
	const char *const bad_column[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", THING, "tables/t.yaml",
		"t: {label: {ja: 表, en: Table}, columns: {A: text}}\n", NULL };
	const char *const twice[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", THING, "tables/a.yaml",
		"t: {label: {ja: 表, en: Table}, columns: {a: text}}\n", "tables/b.yaml",
		"t: {label: {ja: 表, en: Table}, columns: {b: text}}\n", NULL };
	const char *const no_kinds[] = { "enums.yaml", ENUMS, NULL };
	assert_files_wrong(no_columns, "tables/t.yaml:1:1: table t needs columns");
	assert_files_wrong(no_label, "tables/t.yaml:1:1: label needs both ja and en");
	assert_files_wrong(bad_column, "tables/t.yaml:1:42: bad column name A");
	assert_files_wrong(twice, "tables/b.yaml:1:1: the table t stands twice");
	assert_files_wrong(no_kinds, "model/kinds: there are no kinds");
}

/* ---- what the file says ---- */

static const char FULL[] =
	"kind: full\nlabel: {ja: 全部, en: Everything}\nhelp: {ja: 説明, en: Help}\nscope: both\nphase: 3\nverb: attest\n"
	"write: manager\napprove: [owner]\nname: optional\ntitle: \"{a}\"\nid_prefix: f\nsealed: true\n"
	"serves: [C1-1, A1]\none_of: [[a, b], [c, d]]\nnatural_key: [a]\n"
	"fields:\n"
	"  a: {type: text, required: true, " LABEL "}\n"
	"  b: {type: percent, required_when: [{a: [x, y], c: {set: true}}, {c: {not: [blue]}}], " LABEL "}\n"
	"  c: {type: enum, shared: colour, neutral: red, material: false, stamped: true, write: owner, " LABEL "}\n"
	"  d: {type: list, of: {type: record, fields: {x: {type: int, min: -3, max: 3, " LABEL "}}}, " LABEL "}\n"
	"  e: {type: ref, to: full, required_when: {h: false}, " LABEL "}\n"
	"  f: {type: ref, to: [full, thing], required_when: {e: {set: false}}, " LABEL "}\n"
	"  g: {type: ref, to: any, required_when: {f: {kind: thing}}, " LABEL "}\n"
	"  h: {type: bool, " LABEL "}\n"
	"groups:\n"
	"  mine: {write: [owner], fields: {m: {type: enum, values: {p: {ja: ぴ, en: P}}, " LABEL "}}}\n"
	"  theirs: {write: {m: {p: [owner, manager]}}, fields: {t: {type: text, " LABEL "}}}\n";

static void
full_model(struct made_model *made)
{
	const char *const files[] = { "enums.yaml", ENUMS, "kinds/thing.yaml", THING, "kinds/full.yaml", FULL,
		"tables/t.yaml", "t: {label: {ja: 表, en: Table}, waits: graph, columns: {a: text, b: int, c: bool, d: time}}\n",
		NULL };
	made_model_open(made, files);
	g_autofree char *told = made_model_told(made);
	g_assert_cmpstr(told, ==, "");
	g_assert_nonnull(made->model);
}

static void
test_kind(void)
{
	struct made_model made;
	full_model(&made);
	const struct kind *kind = model_kind(made.model, "full"), *thing = model_kind(made.model, "thing");
	g_assert_cmpuint(made.model->n_kinds, ==, 2);
	g_assert_true(made.model->kinds[0] == kind && kind->number == 0 && thing->number == 1);
	g_assert_null(model_kind(made.model, "nothing"));
	g_assert_cmpstr(label_in(kind->label, "ja"), ==, "全部");
	g_assert_cmpstr(label_in(kind->label, "en"), ==, "Everything");
	g_assert_cmpstr(label_in(kind->help, "en"), ==, "Help");
	g_assert_cmpint(kind->scope, ==, SCOPE_BOTH);
	g_assert_cmpint(kind->phase, ==, 3);
	g_assert_cmpstr(kind->verb, ==, "attest");
	g_assert_cmpstr(kind->writers[0], ==, "manager");
	g_assert_cmpstr(kind->approvers[0], ==, "owner");
	g_assert_cmpint(kind->name_rule, ==, NAME_OPTIONAL);
	g_assert_true(kind->sealed && !kind->sealed_content);
	g_assert_cmpstr(kind->serves[1], ==, "A1");
	g_assert_cmpstr(kind->one_of[1][0], ==, "c");
	g_assert_null(kind->one_of[2]);
	g_assert_cmpuint(kind->n_fields, ==, 10);
	g_assert_cmpstr(kind->fields[0]->name, ==, "a");
	g_assert_cmpstr(kind->fields[9]->name, ==, "t");
	/* the defaults */
	g_assert_cmpint(thing->scope, ==, SCOPE_SYSTEM);
	g_assert_cmpint(thing->phase, ==, 0);
	g_assert_cmpstr(thing->verb, ==, "put");
	g_assert_cmpint(thing->name_rule, ==, NAME_REQUIRED);
	g_assert_null(thing->approvers);
	made_model_close(&made);
}

static void
test_fields(void)
{
	struct made_model made;
	full_model(&made);
	const struct kind *kind = model_kind(made.model, "full");
	const struct field *a = kind_field(kind, "a"), *b = kind_field(kind, "b"), *c = kind_field(kind, "c");
	const struct field *d = kind_field(kind, "d"), *f = kind_field(kind, "f"), *m = kind_field(kind, "m");
	const struct field *t = kind_field(kind, "t"), *x = d->of->fields[0];
	g_assert_null(kind_field(kind, "x"));
	g_assert_true(a->required && a->material && !a->stamped && a->group == NULL && a->writers == NULL);
	g_assert_true(b->has_min && b->min == 0 && b->has_max && b->max == 100);
	g_assert_true(!c->required && !c->material && c->stamped);
	g_assert_cmpstr(c->neutral, ==, "red");
	g_assert_cmpstr(c->writers[0], ==, "owner");
	g_assert_true(c->codes == model_enumeration(made.model, "colour"));
	g_assert_cmpstr(enumeration_code(c->codes, "blue")->label.ja, ==, "青");
	g_assert_null(enumeration_code(c->codes, "green"));
	g_assert_cmpint(d->type, ==, FIELD_LIST);
	g_assert_cmpint(d->of->type, ==, FIELD_RECORD);
	g_assert_true(x->has_min && x->min == -3 && x->has_max && x->max == 3);
	g_assert_cmpuint(f->n_targets, ==, 2);
	g_assert_true(f->targets[1] == model_kind(made.model, "thing"));
	g_assert_true(kind_field(kind, "g")->any);
	g_assert_cmpstr(m->group->writers[0], ==, "owner");
	g_assert_cmpstr(m->codes->codes[0].code, ==, "p");
	g_assert_cmpstr(t->group->by_field, ==, "m");
	g_assert_cmpstr(t->group->codes[0].label.en, ==, "owner manager");
	const struct derived_table *table = model_table(made.model, "t");
	g_assert_cmpstr(table->waits, ==, "graph");
	g_assert_cmpuint(table->n_columns, ==, 4);
	g_assert_cmpint(table->columns[3].type, ==, COLUMN_TIME);
	made_model_close(&made);
}

static void
assert_required(const struct kind *kind, const char *field, const char *body, gboolean required)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	const struct value *value = yaml_parse(arena, body, strlen(body), "t", &problems);
	g_assert_nonnull(value);
	if (field_required(kind_field(kind, field), value) != required)
		g_error("%s with %s: not %d", field, body, required);
	problems_clear(&problems);
}

/* Alternatives: one of them, all of its tests; a test of what is not there never holds, but for `set: false`. */
static void
test_required_when(void)
{
	struct made_model made;
	full_model(&made);
	const struct kind *kind = model_kind(made.model, "full");
	assert_required(kind, "a", "{}", TRUE);
	assert_required(kind, "h", "{}", FALSE);
	assert_required(kind, "b", "{}", FALSE);
	assert_required(kind, "b", "{a: x}", FALSE);
	assert_required(kind, "b", "{a: x, c: blue}", TRUE);
	assert_required(kind, "b", "{a: y, c: blue}", TRUE);
	assert_required(kind, "b", "{a: z, c: blue}", FALSE);
	assert_required(kind, "b", "{a: z, c: red}", TRUE);
	assert_required(kind, "e", "{}", FALSE);
	assert_required(kind, "e", "{h: true}", FALSE);
	assert_required(kind, "e", "{h: false}", TRUE);
	assert_required(kind, "f", "{}", TRUE);
	assert_required(kind, "f", "{e: x}", FALSE);
	assert_required(kind, "g", "{}", FALSE);
	assert_required(kind, "g", "{f: 'thing:a'}", TRUE);
	assert_required(kind, "g", "{f: 'full:a'}", FALSE);
	assert_required(kind, "g", "{f: 'thing'}", FALSE);
	made_model_close(&made);
}

static void
test_scopes(void)
{
	struct kind kind = { .scope = SCOPE_SYSTEM };
	g_assert_true(kind_lives_in(&kind, "shop", "org-x"));
	g_assert_false(kind_lives_in(&kind, "@org", "x"));
	kind.scope = SCOPE_ORG;
	g_assert_true(kind_lives_in(&kind, "@org", "x"));
	g_assert_false(kind_lives_in(&kind, "shop", "x"));
	kind.scope = SCOPE_BOTH;
	g_assert_true(kind_lives_in(&kind, "@org", "org-x"));
	g_assert_true(kind_lives_in(&kind, "shop", "x"));
	g_assert_false(kind_lives_in(&kind, "@org", "x"));
	g_assert_false(kind_lives_in(&kind, "shop", "org-x"));
}

static void
test_nearest(void)
{
	static const char *const KNOWN[] = { "component", "contract", "control", "flow" };
	g_assert_cmpstr(nearest_word("componnet", KNOWN, 4), ==, "component");
	g_assert_cmpstr(nearest_word("contrct", KNOWN, 4), ==, "contract");
	g_assert_cmpstr(nearest_word("flows", KNOWN, 4), ==, "flow");
	g_assert_null(nearest_word("xyzzy", KNOWN, 4));
	g_assert_null(nearest_word("", KNOWN, 4));
	g_assert_null(nearest_word("flow", KNOWN, 0));
	g_autofree char *long_word = g_strnfill(500, 'c');
	g_assert_null(nearest_word(long_word, KNOWN, 4));
}

/* ---- the organisation's folder ---- */

static void
test_own_folder(void)
{
	struct made_model made;
	const char *const files[] = { "kinds/badge.yaml", "kind: badge\nlabel: {ja: 証, en: Badge}\nwrite: [manager]\n"
		"fields: {holder: {type: ref, to: person, " LABEL "}}\n", NULL };
	made_model_open(&made, files);
	struct problems problems;
	problems_init(&problems);
	g_autoptr(GError) error = NULL;
	struct model_files *both = model_files_open(made.folder, &error);
	struct model *model = both == NULL ? NULL : model_new(both, &problems);
	g_assert_no_error(error);
	g_assert_nonnull(model);
	g_assert_nonnull(model_kind(model, "system"));
	g_assert_true(kind_field(model_kind(model, "badge"), "holder")->targets[0] == model_kind(model, "person"));
	model_free(model);
	model_files_free(both);
	g_assert_null(model_files_open("/nonexistent/folder", &error));
	g_assert_error(error, SEKISHO_ERROR, ERROR_NOT_FOUND);
	problems_clear(&problems);
	made_model_close(&made);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/model/wrong-kinds", test_wrong_kinds);
	g_test_add_func("/model/wrong-fields", test_wrong_fields);
	g_test_add_func("/model/all-at-once", test_all_at_once);
	g_test_add_func("/model/tables", test_tables);
	g_test_add_func("/model/kind", test_kind);
	g_test_add_func("/model/fields", test_fields);
	g_test_add_func("/model/required-when", test_required_when);
	g_test_add_func("/model/scopes", test_scopes);
	g_test_add_func("/model/nearest", test_nearest);
	g_test_add_func("/model/own-folder", test_own_folder);
	return g_test_run();
}
