/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libfyaml's events into our tree. The event parser is used instead of its document tree because it
 * holds one token at a time: an alias is refused when it is met, before anything could unfold.
 */
#include "yaml.h"

#include <errno.h>
#include <fcntl.h>
#include <libfyaml.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "slice.h"

struct frame {
	struct value *value;
	const char *key; /* of a map: the key whose value comes next, or NULL */
	struct place key_place;
};

struct yaml_reading {
	struct arena *arena;
	const char *name;
	struct problems *problems;
	struct value *root;
	struct frame frames[YAML_DEPTH_MAX];
	guint depth;
	guint documents;
	gboolean failed;
};

static struct place
place_of(const struct yaml_reading *reading, const struct fy_mark *mark)
{
	struct place place = { .file = reading->name };
	if (mark != NULL) {
		place.line = (guint)mark->line + 1;
		place.column = (guint)mark->column + 1;
	}
	return place;
}

static struct place
place_of_token(const struct yaml_reading *reading, struct fy_token *token)
{
	struct place place = place_of(reading, token == NULL ? NULL : fy_token_start_mark(token));
	/* libfyaml's mark stands behind the quote, or the star. */
	enum fy_scalar_style style = token == NULL ? FYSS_ANY : fy_token_scalar_style(token);
	if (style == FYSS_DOUBLE_QUOTED || style == FYSS_SINGLE_QUOTED
		|| (token != NULL && fy_token_get_type(token) == FYTT_ALIAS))
		place.column--;
	return place;
}

static void refuse(struct yaml_reading *reading, struct place place, const char *ja, const char *en,
	...) __attribute__((format(printf, 3, 5), format(printf, 4, 5)));

static void
refuse(struct yaml_reading *reading, struct place place, const char *ja, const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(reading->problems, error_new_va(ERROR_INPUT, place, ja, en, args));
	va_end(args);
	reading->failed = TRUE;
}

static void
put(struct yaml_reading *reading, struct value *value)
{
	if (reading->depth == 0) {
		reading->root = value;
		return;
	}
	struct frame *frame = &reading->frames[reading->depth - 1];
	if (frame->value->type == VALUE_LIST) {
		value_add(reading->arena, frame->value, value);
		return;
	}
	value_append(reading->arena, frame->value, frame->key, frame->key_place, value);
	frame->key = NULL;
}

/* TRUE when a map waits for a key: the scalar that comes is one. */
static gboolean
wants_key(const struct yaml_reading *reading)
{
	if (reading->depth == 0)
		return FALSE;
	const struct frame *frame = &reading->frames[reading->depth - 1];
	return frame->value->type == VALUE_MAP && frame->key == NULL;
}

static void
take_key(struct yaml_reading *reading, struct place place, const char *text, gsize len)
{
	struct frame *frame = &reading->frames[reading->depth - 1];
	frame->key = arena_dup(reading->arena, text, len);
	frame->key_place = place;
}

/* The YAML 1.2 core schema, without fractions. */
static struct value *
plain_scalar(struct yaml_reading *reading, const char *text, gsize len)
{
	struct slice slice = { text, len };
	if (len == 0 || slice_is(slice, "null") || slice_is(slice, "~"))
		return value_null(reading->arena);
	if (slice_is(slice, "true") || slice_is(slice, "false"))
		return value_bool(reading->arena, text[0] == 't');
	gboolean negative = text[0] == '-';
	struct slice digits = { text + negative, len - negative };
	guint64 number;
	gboolean leading_zero = digits.len > 1 && digits.at[0] == '0';
	if (!leading_zero && slice_take_u64(&digits, G_MAXINT64, &number) && digits.len == 0)
		return value_int(reading->arena, negative ? -(gint64)number : (gint64)number);
	struct value *value = value_text_len(reading->arena, text, len);
	value->plain = TRUE;
	return value;
}

static void
take_scalar(struct yaml_reading *reading, struct fy_event *event)
{
	struct fy_token *token = event->scalar.value;
	struct place place = place_of_token(reading, token);
	size_t len = 0;
	const char *text = token == NULL ? "" : fy_token_get_text(token, &len);
	if (event->scalar.tag != NULL || event->scalar.anchor != NULL) {
		refuse(reading, place, "タグとアンカーは使えません。値をそのまま書いてください",
			"tags and anchors are not allowed; write the value itself");
		return;
	}
	if (text == NULL || memchr(text, '\0', len) != NULL) {
		refuse(reading, place, "NUL 文字は使えません", "NUL characters are not allowed");
		return;
	}
	if (wants_key(reading)) {
		take_key(reading, place, text, len);
		return;
	}
	gboolean plain = token == NULL || fy_token_scalar_style(token) == FYSS_PLAIN;
	struct value *value = plain ? plain_scalar(reading, text, len)
				    : value_text_len(reading->arena, text, len);
	value->place = place;
	put(reading, value);
}

static void
take_begin(struct yaml_reading *reading, struct value *value, struct fy_token *start,
	struct fy_token *anchor, struct fy_token *tag)
{
	value->place = place_of_token(reading, start);
	if (anchor != NULL || tag != NULL) {
		refuse(reading, value->place, "タグとアンカーは使えません。値をそのまま書いてください",
			"tags and anchors are not allowed; write the value itself");
		return;
	}
	if (wants_key(reading)) {
		refuse(reading, value->place, "キーは文字列で書いてください",
			"a key must be plain text");
		return;
	}
	if (reading->depth == YAML_DEPTH_MAX) {
		refuse(reading, value->place, "入れ子が深すぎます(上限 %d 段)",
			"nested too deeply (at most %d levels)", YAML_DEPTH_MAX);
		return;
	}
	put(reading, value);
	reading->frames[reading->depth++] = (struct frame) { .value = value };
}

static void
take_end(struct yaml_reading *reading)
{
	const struct value *ended = reading->frames[--reading->depth].value;
	const struct member *twice = ended->type == VALUE_MAP ? value_repeated(ended) : NULL;
	if (twice != NULL)
		refuse(reading, twice->place, "キー \"%s\" が二度書かれています。一方を消してください",
			"key \"%s\" is written twice; remove one of the two", twice->key);
}

static void
take_event(struct yaml_reading *reading, struct fy_event *event)
{
	switch (event->type) {
	case FYET_DOCUMENT_START:
		if (++reading->documents > 1)
			refuse(reading, place_of_token(reading, event->document_start.document_start),
				"一つのファイルに文書(---)は一つまでです",
				"only one document (---) may stand in a file");
		break;
	case FYET_MAPPING_START:
		take_begin(reading, value_map(reading->arena), event->mapping_start.mapping_start,
			event->mapping_start.anchor, event->mapping_start.tag);
		break;
	case FYET_SEQUENCE_START:
		take_begin(reading, value_list(reading->arena), event->sequence_start.sequence_start,
			event->sequence_start.anchor, event->sequence_start.tag);
		break;
	case FYET_MAPPING_END:
	case FYET_SEQUENCE_END:
		take_end(reading);
		break;
	case FYET_SCALAR:
		take_scalar(reading, event);
		break;
	case FYET_ALIAS:
		refuse(reading, place_of_token(reading, event->alias.anchor),
			"エイリアス(*)は使えません。値をそのまま書いてください",
			"aliases (*) are not allowed; write the value itself");
		break;
	default:
		break;
	}
}

/* libfyaml's words, and what a writer should do. */
static const struct {
	const char *words, *ja, *en;
} ADVICE[] = {
	{ "tab character", "字下げにタブは使えません。空白を使ってください", "indent with blanks" },
	{ "extra closing", "] または } が余分です", "a ] or } too many" },
	{ "closing b", "[ または { が閉じていません", "close the [ or {" },
	{ "closing quote", "引用符が閉じていません", "close the quote" },
	{ "on the same line", "「: 」を含む値は引用符で囲んでください", "quote a value that holds \": \"" },
	{ "cannot start with", "この文字で始まる値は引用符で囲んでください", "quote the value" },
	{ "multiline", "値の途中で行が変わっています。字下げを直すか、引用符で囲んでください",
		"mend the indentation, or quote the value" },
	{ "escape", "\\ の後ろの文字が使えません。' で囲んでください", "use single quotes" },
	{ "", "YAML として読めません。字下げと記号を確かめてください", "look at the indentation and marks" },
};

static void
collect_diagnostics(struct yaml_reading *reading, struct fy_diag *diag)
{
	void *previous = NULL;
	const struct fy_diag_error *found;
	while ((found = fy_diag_errors_iterate(diag, &previous)) != NULL) {
		struct place place = { reading->name, (guint)found->line, (guint)found->column };
		guint i = 0;
		while (strstr(found->msg, ADVICE[i].words) == NULL)
			i++;
		problem_add(reading->problems, ERROR_INPUT, place, "%1$s%2$.0s (%3$s)",
			"%1$.0s%3$s; %2$s", ADVICE[i].ja, ADVICE[i].en, found->msg);
		reading->failed = TRUE;
		break; /* what follows the first is mostly its echo */
	}
	if (!reading->failed)
		refuse(reading, (struct place) { .file = reading->name }, "YAML として読めません",
			"this cannot be read as YAML");
}

/* What it does not collect it would print. */
static void
keep_silent(struct fy_diag *diag, void *user, const char *text, size_t len)
{
}

static void
run_parser(struct yaml_reading *reading, const char *bytes, gsize len)
{
	struct fy_diag_cfg diag_cfg;
	fy_diag_cfg_default(&diag_cfg);
	diag_cfg.fp = NULL;
	diag_cfg.output_fn = keep_silent;
	struct fy_diag *diag = fy_diag_create(&diag_cfg);
	fy_diag_set_collect_errors(diag, true);
	struct fy_parse_cfg cfg = { .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG, .diag = diag };
	struct fy_parser *parser = fy_parser_create(&cfg);
	g_assert(parser != NULL);
	fy_parser_set_string(parser, bytes, len);
	gboolean ended = FALSE;
	while (!reading->failed && !ended) {
		struct fy_event *event = fy_parser_parse(parser);
		if (event == NULL)
			break;
		ended = event->type == FYET_STREAM_END;
		take_event(reading, event);
		fy_parser_event_free(parser, event);
	}
	if (!reading->failed && !ended)
		collect_diagnostics(reading, diag);
	fy_parser_destroy(parser);
	fy_diag_destroy(diag);
}

/* Where in a text a byte stands; what comes before it is UTF-8. */
static struct place
place_of_byte(const char *name, const char *bytes, gsize at)
{
	struct place place = { name, 1, 1 };
	for (gsize i = 0; i < at; i++) {
		place.column += (bytes[i] & 0xc0) != 0x80;
		if (bytes[i] == '\n') {
			place.line++;
			place.column = 1;
		}
	}
	return place;
}

/*
 * Before it tells the first of many opening brackets the parser looks whether all of them are one key,
 * and holds some 900 bytes for each meanwhile. Quotes do not matter: this is a bound, not a rule.
 */
static gboolean
too_many_brackets(const char *bytes, gsize len)
{
	guint brackets = 0;
	for (gsize i = 0; i < len; i++)
		brackets += bytes[i] == '[' || bytes[i] == '{';
	return brackets > YAML_BRACKETS_MAX;
}

struct value *
yaml_parse(struct arena *arena, const char *bytes, gsize len, const char *name,
	struct problems *problems)
{
	struct yaml_reading reading = { .arena = arena, .name = name, .problems = problems };
	const char *end;
	if (len > YAML_MAX) {
		problem_add(problems, ERROR_TOO_LARGE, (struct place) { name, 1, 1 },
			"%" G_GSIZE_FORMAT " バイトあります(上限 %d)。ファイルを分けてください",
			"has %" G_GSIZE_FORMAT " bytes (at most %d); split the file", len, YAML_MAX);
		return NULL;
	}
	if (!g_utf8_validate_len(bytes, len, &end)) {
		struct place place = place_of_byte(name, bytes, (gsize)(end - bytes));
		if ((gsize)(end - bytes) < len && *end == '\0')
			refuse(&reading, place, "NUL 文字があります。テキストとして保存し直してください",
				"there is a NUL byte; save the file as plain text");
		else
			refuse(&reading, place, "UTF-8 ではありません。UTF-8 で保存し直してください",
				"this is not UTF-8; save the file as UTF-8");
		return NULL;
	}
	if (too_many_brackets(bytes, len)) {
		problem_add(problems, ERROR_TOO_LARGE, (struct place) { name, 1, 1 },
			"[ と { が %d 個を超えています。ファイルを分けてください",
			"has more than %d [ and {; split the file", YAML_BRACKETS_MAX);
		return NULL;
	}
	run_parser(&reading, bytes, len);
	if (reading.failed)
		return NULL;
	if (reading.root == NULL || reading.root->type == VALUE_NULL)
		reading.root = value_map(arena);
	return reading.root;
}

static void
cannot_read(struct problems *problems, const char *path, int why)
{
	problem_add(problems, why == ENOENT ? ERROR_NOT_FOUND : ERROR_INPUT,
		(struct place) { .file = path }, "読めません: %s", "cannot be read: %s",
		g_strerror(why));
}

struct value *
yaml_parse_file(struct arena *arena, const char *path, struct problems *problems)
{
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat stat;
	if (file < 0 || fstat(file, &stat) != 0 || !S_ISREG(stat.st_mode)) {
		cannot_read(problems, path, file < 0 ? errno : EINVAL);
		if (file >= 0)
			close(file);
		return NULL;
	}
	const char *name = arena_dup(arena, path, strlen(path));
	gsize len = 0, cap = (gsize)MIN(stat.st_size, YAML_MAX + 1);
	g_autofree char *bytes = g_malloc(cap + 1);
	gssize got = 1;
	while (len < cap && got > 0) {
		got = read(file, bytes + len, cap - len);
		if (got > 0)
			len += (gsize)got;
	}
	int why = errno;
	close(file);
	if (got < 0) {
		cannot_read(problems, path, why);
		return NULL;
	}
	if (stat.st_size > YAML_MAX)
		len = (gsize)stat.st_size;
	return yaml_parse(arena, bytes, len, name, problems);
}
