/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From what somebody wrote to the one canonical spelling: each type, what it takes, what it refuses and
 * where; then what is said of a whole body, its digest, its references, its title.
 */
#include "base/json.h"
#include "base/yaml.h"
#include "ledger/object.h"
#include "model_fixture.h"

#define LABEL "label: {ja: 項, en: Field}"

static const char ENUMS[] = "role:\n  manager: {ja: 管, en: M}\ncolour:\n  red: {ja: 赤, en: Red}\n  blue: {ja: 青, en: Blue}\n";
static const char ALL[] =
	"kind: all\nlabel: {ja: 全, en: All}\nwrite: [manager]\nname: optional\ntitle: \"{t} / {e} / {n}\"\n"
	"one_of: [[x, y]]\n"
	"fields:\n"
	"  t: {type: text, " LABEL "}\n"
	"  p: {type: prose, " LABEL "}\n"
	"  l: {type: label, " LABEL "}\n"
	"  b: {type: bool, " LABEL "}\n"
	"  n: {type: int, " LABEL "}\n"
	"  m: {type: int, min: -3, max: 3, " LABEL "}\n"
	"  c: {type: count, " LABEL "}\n"
	"  y1: {type: money, " LABEL "}\n"
	"  pc: {type: percent, " LABEL "}\n"
	"  ph: {type: phase, " LABEL "}\n"
	"  ti: {type: time, " LABEL "}\n"
	"  da: {type: date, " LABEL "}\n"
	"  un: {type: until, " LABEL "}\n"
	"  du: {type: duration, " LABEL "}\n"
	"  ci: {type: cia, " LABEL "}\n"
	"  e: {type: enum, shared: colour, " LABEL "}\n"
	"  r: {type: ref, to: all, " LABEL "}\n"
	"  rr: {type: ref, to: [all, other], " LABEL "}\n"
	"  ra: {type: ref, to: any, " LABEL "}\n"
	"  li: {type: list, of: {type: enum, shared: colour}, " LABEL "}\n"
	"  lr: {type: list, of: {type: ref, to: [all, other]}, " LABEL "}\n"
	"  re: {type: list, of: {type: record, fields: {a: {type: text, required: true, " LABEL "}, b: {type: until, " LABEL "},"
	" c: {type: count, required_when: {b: {set: true}}, " LABEL "}, d: {type: ref, to: other, " LABEL "}}}, " LABEL "}\n"
	"  it: {type: item, " LABEL "}\n"
	"  by: {type: bytes, " LABEL "}\n"
	"  de: {type: decimal, " LABEL "}\n"
	"  st: {type: text, stamped: true, " LABEL "}\n"
	"  im: {type: text, material: false, " LABEL "}\n"
	"  x: {type: text, required_when: {b: true}, " LABEL "}\n"
	"  y: {type: text, " LABEL "}\n";
static const char OTHER[] = "kind: other\nlabel: {ja: 他, en: Other}\nwrite: [manager]\nid_prefix: o\nscope: both\n"
			    "fields: {f: {type: text, required: true, label: {ja: 名前, en: First}}, country: {type: text, format: country, " LABEL "}}\n";

static struct made_model made;

static const struct value *
given(struct arena *arena, const char *yaml)
{
	struct problems problems;
	problems_init(&problems);
	const struct value *value = yaml_parse(arena, yaml, strlen(yaml), "f", &problems);
	if (value == NULL)
		g_error("%s", yaml);
	problems_clear(&problems);
	return value;
}

static struct value *
body_of(struct arena *arena, const char *kind, const char *yaml)
{
	struct problems problems;
	problems_init(&problems);
	struct value *body = object_normalise(made.model, model_kind(made.model, kind), arena, given(arena, yaml),
		OBJECT_STAMPED, &problems);
	if (problems_count(&problems) > 0)
		g_error("%s: %s", yaml, ((const GError *)problems.list->pdata[0])->message);
	problems_clear(&problems);
	return body;
}

/* "field: what is written" becomes canonical JSON of the body. */
static void
assert_becomes(const char *yaml, const char *json)
{
	ARENA_AUTO arena = arena_new();
	struct value *body = body_of(arena, "all", yaml);
	g_autofree char *text = json_canonical_text(body);
	g_assert_cmpstr(text, ==, json);
	/* what is canonical stays as it is */
	struct value *again = body_of(arena, "all", text);
	g_assert_true(value_equal(body, again));
}

/* Nothing of it is kept, and the one problem is told at its place. */
static void
assert_refused(const char *yaml, const char *want)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	struct value *body = object_normalise(made.model, model_kind(made.model, "all"), arena, given(arena, yaml),
		OBJECT_FROM_OUTSIDE, &problems);
	g_autofree char *told =
		problems_count(&problems) == 0 ? g_strdup("nothing") : error_text(problems.list->pdata[0], "en");
	if (problems_count(&problems) != 1 || strncmp(told, want, strlen(want)) != 0)
		g_error("%s: %u problems: %s\nnot %s", yaml, problems_count(&problems), told, want);
	g_assert_cmpstr(error_message(problems.list->pdata[0], "ja"), !=, error_message(problems.list->pdata[0], "en"));
	if (body->n_members != 0)
		g_error("%s: kept", yaml);
	problems_clear(&problems);
}

/* ---- types ---- */

static void
test_texts(void)
{
	assert_becomes("t: 表", "{\"t\":\"表\"}");
	assert_becomes("t: \"e\\u0301  \"", "{\"t\":\"é\"}");
	assert_becomes("t: 42", "{\"t\":\"42\"}");
	assert_becomes("t: -0007", "{\"t\":\"-0007\"}");
	assert_becomes("t: 1.10", "{\"t\":\"1.10\"}");
	assert_becomes("t: ''", "{}");
	assert_becomes("t: '  '", "{}");
	assert_becomes("t: ", "{}");
	assert_becomes("t: 👩‍💻と葛󠄀城", "{\"t\":\"👩‍💻と葛󠄀城\"}");
	assert_becomes("p: |\n  one\n\n  \ttwo\n\n", "{\"p\":\"one\\n\\n\\ttwo\"}");
	assert_refused("t: true", "f:1:4: t: text is expected; put it in quotes: \"true\"");
	assert_refused("t: [a]", "f:1:4: t: text is expected, found a list");
	assert_refused("t: {a: b}", "f:1:4: t: text is expected, found a mapping");
	assert_refused("t: \"a\\nb\"", "f:1:4: t: line breaks and control characters are not allowed");
	assert_refused("t: \"a\\tb\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\e[31mb\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\x7f\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\u0085b\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\u2028b\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\u202eb\"", "f:1:4: t: line breaks");
	assert_refused("t: \"a\\u2066b\"", "f:1:4: t: line breaks");
	assert_refused("p: \"a\\e[31m\"", "f:1:4: p: control characters are not allowed");
	assert_refused("p: \"a\\rb\"", "f:1:4: p: control characters");
	assert_refused("p: \"a\\u2029b\"", "f:1:4: p: control characters");
}

static char *
repeated(const char *field, const char *piece, guint n)
{
	GString *out = g_string_new(field);
	for (guint i = 0; i < n; i++)
		g_string_append(out, piece);
	return g_string_free(out, FALSE);
}

/* Characters are counted, not bytes. */
static void
test_lengths(void)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *line = repeated("t: ", "関", 500), *longer = repeated("t: ", "a", 501);
	g_autofree char *prose = repeated("p: ", "関", 20000), *more = repeated("p: ", "a", 20001);
	g_assert_cmpuint(body_of(arena, "all", line)->members[0].value->len, ==, 1500);
	g_assert_cmpuint(body_of(arena, "all", prose)->members[0].value->len, ==, 60000);
	assert_refused(longer, "f:1:4: t: 501 characters (at most 500)");
	assert_refused(more, "f:1:4: p: 20001 characters (at most 20000)");
}

static void
test_labels(void)
{
	assert_becomes("l: 名称", "{\"l\":{\"ja\":\"名称\"}}");
	assert_becomes("l: {en: name, ja: 名称}", "{\"l\":{\"en\":\"name\",\"ja\":\"名称\"}}");
	assert_becomes("l: {ja: 名称, en: ''}", "{\"l\":{\"ja\":\"名称\"}}");
	assert_becomes("name: 名称", "{\"name\":{\"ja\":\"名称\"}}");
	assert_becomes("note: |\n  a\n  b", "{\"note\":\"a\\nb\"}");
	assert_refused("l: {en: name}", "f:1:4: l: ja is needed");
	assert_refused("l: {}", "f:1:4: l: ja is needed");
	assert_refused("l: [a]", "f:1:4: l: text is expected, found a list");
	assert_refused("l: \"a\\nb\"", "f:1:4: l: line breaks");
}

static void
test_numbers(void)
{
	assert_becomes("b: true", "{\"b\":true}");
	assert_becomes("b: false", "{\"b\":false}");
	assert_becomes("n: -9007199254740991", "{\"n\":-9007199254740991}");
	assert_becomes("n: 9007199254740991", "{\"n\":9007199254740991}");
	assert_becomes("m: -3", "{\"m\":-3}");
	assert_becomes("m: 3", "{\"m\":3}");
	assert_becomes("c: 0", "{\"c\":0}");
	assert_becomes("y1: 1200000000000", "{\"y1\":1200000000000}");
	assert_becomes("pc: 0", "{\"pc\":0}");
	assert_becomes("pc: 100", "{\"pc\":100}");
	assert_becomes("ph: 1", "{\"ph\":1}");
	assert_becomes("ph: 8", "{\"ph\":8}");
	assert_refused("b: yes", "f:1:4: b: true or false is expected, found text");
	assert_refused("b: 1", "f:1:4: b: true or false is expected, found an integer");
	assert_refused("n: 1.5", "f:1:4: n: an integer is expected, found text");
	assert_refused("n: '1'", "f:1:4: n: an integer is expected, found text");
	assert_refused("n: 9007199254740992", "f:1:4: n: 9007199254740992 is out of range");
	assert_refused("n: -9007199254740992", "f:1:4: n: -9007199254740992 is out of range");
	assert_refused("m: 4", "f:1:4: m: 4 is out of range (-3 to 3)");
	assert_refused("m: -4", "f:1:4: m: -4 is out of range (-3 to 3)");
	assert_refused("c: -1", "f:1:4: c: -1 is out of range (0 to ");
	assert_refused("y1: -1", "f:1:5: y1: -1 is out of range (0 to ");
	assert_refused("pc: 101", "f:1:5: pc: 101 is out of range (0 to 100)");
	assert_refused("ph: 0", "f:1:5: ph: 0 is out of range (1 to 8)");
	assert_refused("ph: 9", "f:1:5: ph: 9 is out of range (1 to 8)");
	assert_refused("n: [1]", "f:1:4: n: an integer is expected, found a list");
}

static void
test_times(void)
{
	assert_becomes("ti: 2026-04-01T09:00:00+09:00", "{\"ti\":\"2026-04-01T00:00:00Z\"}");
	assert_becomes("ti: 2026-04-01 00:00:00.250Z", "{\"ti\":\"2026-04-01T00:00:00.25Z\"}");
	assert_becomes("da: 2026-11-23", "{\"da\":\"2026-11-23\"}");
	assert_becomes("un: 2028-02-29", "{\"un\":\"2028-02-29\"}");
	assert_becomes("du: 12mo", "{\"du\":\"1y\"}");
	assert_becomes("du: 48h", "{\"du\":\"2d\"}");
	assert_becomes("du: 90min", "{\"du\":\"90min\"}");
	assert_refused("ti: 2026-04-01", "f:1:5: ti: \"2026-04-01\" is no time");
	assert_refused("ti: 2026-04-01T09:00:00", "f:1:5: ti: \"2026-04-01T09:00:00\" is no time");
	assert_refused("da: 2026-02-29", "f:1:5: da: there is no date \"2026-02-29\"");
	assert_refused("da: 2026-11-23T00:00:00Z", "f:1:5: da: there is no date");
	assert_refused("un: 20261123", "f:1:5: un: there is no date \"20261123\"");
	assert_refused("un: 永年", "f:1:5: un: there is no date");
	assert_refused("du: 30", "f:1:5: du: \"30\" is no duration");
	assert_refused("du: 1w", "f:1:5: du: \"1w\" is no duration");
	assert_refused("du: [1d]", "f:1:5: du: text is expected");
}

static void
test_classifications(void)
{
	assert_becomes("ci: C2 I2 A1", "{\"ci\":\"C2 I2 A1\"}");
	assert_becomes("ci: A1/C3,I1", "{\"ci\":\"C3 I1 A1\"}");
	static const char *const WRONG[] = { "C2 I2", "C4 I1 A1", "C2 I3 A1", "C1 I1 A3", "C0 I1 A1", "C2 C2 I1 A1", "C2 I2 A1 X1",
		"c2 i2 a1", "C2I2A1", "'2 2 1'", "'221'", "C12 I1 A1" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		g_autofree char *yaml = g_strconcat("ci: ", WRONG[i], NULL);
		assert_refused(yaml, "f:1:5: ci: \"");
	}
}

static void
test_enums_refs(void)
{
	assert_becomes("e: red", "{\"e\":\"red\"}");
	assert_becomes("r: web.1", "{\"r\":\"web.1\"}");
	assert_becomes("r: 'all:web'", "{\"r\":\"web\"}");
	assert_becomes("r: 7", "{\"r\":\"7\"}");
	assert_becomes("rr: 'other:o-1'", "{\"rr\":\"other:o-1\"}");
	assert_becomes("ra: 'all:web'", "{\"ra\":\"all:web\"}");
	assert_refused("e: reed", "f:1:4: e: there is no value \"reed\"; it is one of red, blue (nearest: red)");
	assert_refused("e: Red", "f:1:4: e: there is no value \"Red\"");
	assert_refused("r: Web", "f:1:4: r: \"Web\" is no id of a all");
	assert_refused("r: 'other:web'", "f:1:4: r: \"other:web\" is no id of a all");
	assert_refused("r: 'all:'", "f:1:4: r: \"all:\" is no id");
	assert_refused("r: 'all:a:b'", "f:1:4: r: \"all:a:b\" is no id");
	assert_refused("rr: web", "f:1:5: rr: \"web\" is no reference; write kind:id (all:…, other:…)");
	assert_refused("rr: 'none:web'", "f:1:5: rr: \"none:web\" is no reference");
	assert_refused("ra: 'none:web'", "f:1:5: ra: \"none:web\" is no reference; write kind:id (component:web)");
	assert_refused("ra: ':web'", "f:1:5: ra: \":web\" is no reference");
}

static void
test_lists(void)
{
	assert_becomes("li: [blue, red]", "{\"li\":[\"blue\",\"red\"]}");
	assert_becomes("li: []", "{}");
	assert_becomes("lr: ['all:a', 'other:a']", "{\"lr\":[\"all:a\",\"other:a\"]}");
	assert_becomes("re: [{b: 2026-01-01, a: x, c: 0}, {a: x, c: 0}]",
		"{\"re\":[{\"a\":\"x\",\"b\":\"2026-01-01\",\"c\":0},{\"a\":\"x\",\"c\":0}]}");
	assert_refused("li: red", "f:1:5: li: a list is expected, write [..] (found text)");
	assert_refused("li: {red: 1}", "f:1:5: li: a list is expected");
	assert_refused("li: [green]", "f:1:6: li: there is no value \"green\"");
	assert_refused("re: [x]", "f:1:6: re: a mapping {..} is expected, found text");
	assert_refused("re: [{}]", "f:1:6: re: a is needed");
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	static const char SEVERAL[] = "li: [red, red, blue]\nre:\n  - {a: x, bb: 1}\n  - {b: 2026-01-01, a: y}\n  - {c: 1}\n";
	struct value *body = object_normalise(made.model, model_kind(made.model, "all"), arena, given(arena, SEVERAL),
		OBJECT_FROM_OUTSIDE, &problems);
	static const char *const TOLD[] = { "f:1:11: li: \"red\" stands twice", "f:3:12: re has no member bb (nearest: b)",
		"f:4:5: re: c is needed", "f:5:5: re: a is needed" };
	g_assert_cmpuint(problems_count(&problems), ==, G_N_ELEMENTS(TOLD));
	for (guint i = 0; i < G_N_ELEMENTS(TOLD); i++) {
		g_autofree char *text = error_text(problems.list->pdata[i], "en");
		g_assert_cmpstr(text, ==, TOLD[i]);
	}
	g_assert_cmpuint(value_get(body, "li")->n_items, ==, 2);
	problems_clear(&problems);
	g_autofree char *long_list = repeated("lr: [", "'all:a', ", LIST_MAX + 1);
	g_autofree char *closed = g_strconcat(long_list, "]", NULL);
	assert_refused(closed, "f:1:5: lr: 5001 items (at most 5000)");
}

static void
test_rest(void)
{
	assert_becomes("it: org-ismap-2024/9.2.3", "{\"it\":\"org-ismap-2024/9.2.3\"}");
	assert_becomes("it: \"std/e\\u0301 \"", "{\"it\":\"std/é\"}");
	assert_becomes("by: 00FFab", "{\"by\":\"00ffab\"}");
	assert_becomes("by: 'sha256:0A'", "{\"by\":\"0a\"}");
	assert_becomes("de: 1.50", "{\"de\":\"1.50\"}");
	assert_becomes("de: -3", "{\"de\":\"-3\"}");
	assert_refused("it: 9.2.3", "f:1:5: it: \"9.2.3\" is no item of a standard");
	assert_refused("it: std/", "f:1:5: it: \"std/\" is no item");
	assert_refused("it: Std/1", "f:1:5: it: \"Std/1\" is no item");
	assert_refused("it: \"std/1\\n2\"", "f:1:5: it: line breaks");
	assert_refused("by: 0", "f:1:5: by: \"0\" is not hexadecimal");
	assert_refused("by: xy", "f:1:5: by: \"xy\" is not hexadecimal");
	assert_refused("by: 'sha256:'", "f:1:5: by: \"sha256:\" is not hexadecimal");
	assert_refused("de: 1.", "f:1:5: de: \"1.\" is no number");
	assert_refused("de: 1e3", "f:1:5: de: \"1e3\" is no number");
}

/* ---- members ---- */

static void
test_members(void)
{
	assert_becomes("_by: p-x\n_whatever: [1]\nt: a", "{\"t\":\"a\"}");
	assert_refused("tt: a", "f:1:1: all has no field tt (nearest: t");
	assert_refused("st: a", "f:1:1: st is filled in by Sekisho; remove it");
	assert_becomes("st: a", "{\"st\":\"a\"}"); /* from the journal */
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	const struct kind *kind = model_kind(made.model, "all");
	g_assert_cmpuint(object_normalise(made.model, kind, arena, value_null(arena), 0, &problems)->n_members, ==, 0);
	g_assert_cmpuint(problems_count(&problems), ==, 0);
	object_normalise(made.model, kind, arena, given(arena, "[a]"), 0, &problems);
	g_autofree char *told = error_text(problems.list->pdata[0], "en");
	g_assert_cmpstr(told, ==, "f:1:1: all is written as a mapping {..} (found a list [..])");
	problems_clear(&problems);
}

/* Each wrong member is told; what was right stays, with its place. */
static void
test_several(void)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	struct value *body = object_normalise(made.model, model_kind(made.model, "all"), arena,
		given(arena, "t: good\nn: bad\nb: true\ne: bad\n"), 0, &problems);
	g_assert_cmpuint(problems_count(&problems), ==, 2);
	g_assert_cmpuint(error_place(problems.list->pdata[0]).line, ==, 2);
	g_assert_cmpuint(error_place(problems.list->pdata[1]).line, ==, 4);
	g_autofree char *text = json_canonical_text(body);
	g_assert_cmpstr(text, ==, "{\"b\":true,\"t\":\"good\"}");
	g_assert_cmpuint(value_get(body, "b")->place.line, ==, 3);
	g_assert_cmpuint(value_get(body, "b")->place.column, ==, 4);
	problems_clear(&problems);
}

/* ---- the whole ---- */

static void
assert_whole(const char *kind, const char *yaml, const char *want)
{
	ARENA_AUTO arena = arena_new();
	struct problems problems;
	problems_init(&problems);
	object_check_whole(model_kind(made.model, kind), "a", body_of(arena, kind, yaml),
		(struct place) { "f", 7, 3 }, &problems);
	GString *told = g_string_new(NULL);
	for (guint i = 0; i < problems.list->len; i++) {
		g_autofree char *text = error_text(problems.list->pdata[i], "en");
		g_string_append_printf(told, "%s\n", text);
	}
	g_assert_cmpstr(told->str, ==, want);
	g_string_free(told, TRUE);
	problems_clear(&problems);
}

static void
test_whole(void)
{
	assert_whole("all", "{x: 1}", "");
	assert_whole("all", "{y: 1}", "");
	assert_whole("all", "{}", "f:7:3: all:a takes exactly one of x, y (now 0)\n");
	assert_whole("all", "{x: 1, y: 1}", "f:7:3: all:a takes exactly one of x, y (now 2)\n");
	assert_whole("all", "{b: true, y: 1}", "f:7:3: all:a needs x (Field)\n");
	assert_whole("all", "{b: false, y: 1}", "");
	assert_whole("all", "{b: true, x: 1}", "");
	assert_whole("other", "{}", "f:7:3: other:a needs a name\nf:7:3: other:a needs f (First)\n");
	assert_whole("other", "{name: 名, f: x}", "");
}

static void
assert_id(const char *kind, const char *chain, const char *id, const char *want)
{
	struct problems problems;
	problems_init(&problems);
	object_check_id(model_kind(made.model, kind), chain, id, (struct place) { "f", 1, 1 }, &problems);
	g_autofree char *told =
		problems_count(&problems) == 0 ? g_strdup("") : error_text(problems.list->pdata[0], "en");
	if (*want == '\0' ? *told != '\0' : strstr(told, want) == NULL)
		g_error("%s: %s", id, told);
	problems_clear(&problems);
}

static void
test_ids(void)
{
	assert_id("all", "shop", "web", "");
	assert_id("all", "shop", "Web", "\"Web\" is no id");
	assert_id("all", "shop", "", "\"\" is no id");
	assert_id("all", "@org", "web", "cannot stand in @org");
	assert_id("other", "shop", "o-abcdef27", "");
	assert_id("other", "shop", "o-abcdef28", "8 random characters");
	assert_id("other", "shop", "o-abcdef2", "8 random characters");
	assert_id("other", "shop", "o-abcdef277", "8 random characters");
	assert_id("other", "shop", "x-abcdef27", "8 random characters");
	assert_id("other", "shop", "yamada", "8 random characters");
	assert_id("other", "@org", "o-abcdef27", "org-");
}

/* ---- digests ---- */

/* SHA-256 of the canonical JSON of the material members, written out here by hand. */
static void
test_digest(void)
{
	ARENA_AUTO arena = arena_new();
	const struct kind *kind = model_kind(made.model, "all");
	struct value *body = body_of(arena, "all", "{name: 名, note: 注, im: 付記, t: 表, b: true, st: 印, li: [blue, red]}");
	static const char MATERIAL[] = "{\"b\":true,\"li\":[\"blue\",\"red\"],\"st\":\"印\",\"t\":\"表\"}";
	struct digest want = digest_of(MATERIAL, strlen(MATERIAL)), got = object_digest(kind, body);
	g_assert_true(digest_equal(&got, &want));
	struct value *same = body_of(arena, "all", "{li: [blue, red], st: 印, b: true, t: 表, name: 別名, im: 別}");
	struct value *other = body_of(arena, "all", "{li: [red, blue], st: 印, b: true, t: 表}");
	struct value *nothing = body_of(arena, "all", "{name: 名}");
	got = object_digest(kind, same);
	g_assert_true(digest_equal(&got, &want));
	got = object_digest(kind, other);
	g_assert_false(digest_equal(&got, &want));
	want = digest_of("{}", 2);
	got = object_digest(kind, nothing);
	g_assert_true(digest_equal(&got, &want));
	g_assert_true(member_is_material(kind, "t"));
	g_assert_false(member_is_material(kind, "im"));
	g_assert_false(member_is_material(kind, "name"));
	g_assert_false(member_is_material(kind, "note"));
}

/* ---- references, titles ---- */

static void
see_reference(const struct reference *reference, void *data)
{
	g_string_append_printf(data, "%s=%s:%s@%u ", reference->field->name, reference->kind, reference->id,
		reference->place.line);
}

static void
test_references(void)
{
	ARENA_AUTO arena = arena_new();
	g_autoptr(GString) seen = g_string_new(NULL);
	const struct value *body = body_of(arena, "all",
		"ra: 'all:x'\nr: a\nrr: 'other:o'\nlr: ['all:p', 'other:q']\nre:\n  - {a: t, d: z}\n  - {a: u}\nt: 'all:no'\n");
	object_references(model_kind(made.model, "all"), body, see_reference, seen);
	g_assert_cmpstr(seen->str, ==, "r=all:a@2 rr=other:o@3 ra=all:x@1 lr=all:p@4 lr=other:q@4 re=other:z@6 ");
	char *kind = NULL;
	const char *id = NULL;
	g_assert_true(reference_split("a:b:c", &kind, &id));
	g_assert_cmpstr(kind, ==, "a");
	g_assert_cmpstr(id, ==, "b:c");
	g_free(kind);
	g_assert_false(reference_split("abc", &kind, &id));
}

static void
assert_title(const char *kind, const char *yaml, const char *lang, const char *want)
{
	ARENA_AUTO arena = arena_new();
	g_autofree char *title = object_title(model_kind(made.model, kind), "the-id", body_of(arena, kind, yaml), lang);
	g_assert_cmpstr(title, ==, want);
}

static void
test_titles(void)
{
	assert_title("all", "{name: {ja: 名, en: name}, t: x}", "ja", "名");
	assert_title("all", "{name: {ja: 名, en: name}, t: x}", "en", "name");
	assert_title("all", "{name: 名}", "en", "名");
	assert_title("all", "{t: 表, e: blue, n: 7}", "ja", "表 / 青 / 7");
	assert_title("all", "{t: 表, e: blue, n: 7}", "en", "表 / Blue / 7");
	assert_title("all", "{}", "en", " /  / ");
	assert_title("other", "{f: x}", "ja", "the-id");
}

/* ---- the product's formats: each takes what its fields hold, and not just anything ---- */

static void
test_formats(void)
{
	static const struct {
		const char *format, *right[4], *wrong[6];
	} FORMATS[] = {
		{ "check", { "C1-1", "C3-12", "C7-9" }, { "C0-1", "C8-1", "C1-0", "C1-13", "c1-1", "C1-1 " } },
		{ "country", { "JP", "US" }, { "jp", "JPN", "日本", "J" } },
		{ "cidr", { "10.0.0.0/8", "2001:db8::/32", "192.0.2.1" }, { "web", "10.0.0.0/", "10.0.0.0/8888" } },
		{ "mail", { "a@b.example" }, { "a", "a@b", "a b@c.example", "@b.example" } },
		{ "system", { "*", "shop-1" }, { "Shop", "**", "-a" } },
		{ "purl", { "pkg:npm/lodash", "pkg:maven/a/b@1" }, { "npm/lodash", "pkg:", "pkg:npm" } },
		{ "cpe", { "cpe:2.3:a:v:p:*", "cpe:/o:v" }, { "cpe:2.3:x:v", "a:v:p" } },
	};
	struct made_model product;
	product_model(&product);
	for (guint i = 0; i < product.model->n_kinds; i++)
		for (guint k = 0; k < product.model->kinds[i]->n_fields; k++) {
			const struct field *field = product.model->kinds[i]->fields[k];
			const char *format = field->of != NULL ? field->of->format : field->format;
			gboolean known = format == NULL;
			for (guint f = 0; f < G_N_ELEMENTS(FORMATS); f++)
				known = known || strcmp(FORMATS[f].format, format) == 0;
			if (!known)
				g_error("%s.%s: format %s", product.model->kinds[i]->name, field->name, format);
		}
	for (guint f = 0; f < G_N_ELEMENTS(FORMATS); f++)
		for (guint k = 0; k < 6; k++) {
			const struct field field = { .name = "x", .type = FIELD_TEXT, .format = FORMATS[f].format };
			const struct field *const fields[] = { &field };
			const struct kind kind = { .name = "k", .fields = fields, .by_name = fields, .n_fields = 1 };
			for (guint right = 0; right < 2; right++) {
				const char *text = right ? (k < 4 ? FORMATS[f].right[k] : NULL) : FORMATS[f].wrong[k];
				if (text == NULL)
					continue;
				ARENA_AUTO arena = arena_new();
				struct value *map = value_map(arena);
				struct problems problems;
				problems_init(&problems);
				value_set_text(arena, map, "x", text);
				object_normalise(product.model, &kind, arena, map, 0, &problems);
				/* what stands around a line is taken off before it is looked at */
				gboolean blank = g_str_has_suffix(text, " ");
				if ((problems_count(&problems) == 0) != (right || blank))
					g_error("%s: \"%s\"", FORMATS[f].format, text);
				problems_clear(&problems);
			}
		}
	product_model_close(&product);
}

int
main(int argc, char **argv)
{
	const char *const files[] = { "enums.yaml", ENUMS, "kinds/all.yaml", ALL, "kinds/other.yaml", OTHER, NULL };
	g_test_init(&argc, &argv, NULL);
	made_model_open(&made, files);
	g_autofree char *told = made_model_told(&made);
	g_assert_cmpstr(told, ==, "");
	g_test_add_func("/object/texts", test_texts);
	g_test_add_func("/object/lengths", test_lengths);
	g_test_add_func("/object/labels", test_labels);
	g_test_add_func("/object/numbers", test_numbers);
	g_test_add_func("/object/times", test_times);
	g_test_add_func("/object/classifications", test_classifications);
	g_test_add_func("/object/enums-refs", test_enums_refs);
	g_test_add_func("/object/lists", test_lists);
	g_test_add_func("/object/rest", test_rest);
	g_test_add_func("/object/members", test_members);
	g_test_add_func("/object/several", test_several);
	g_test_add_func("/object/whole", test_whole);
	g_test_add_func("/object/ids", test_ids);
	g_test_add_func("/object/digest", test_digest);
	g_test_add_func("/object/references", test_references);
	g_test_add_func("/object/titles", test_titles);
	g_test_add_func("/object/formats", test_formats);
	int status = g_test_run();
	made_model_close(&made);
	return status;
}
