/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON in and out.
 *
 * Reading: whole texts of at most JSON_MAX bytes, UTF-8 validated, depth at most JSON_DEPTH_MAX.
 * Refused: numbers that are no integers within ±JSON_INTEGER_MAX (what every reader of JSON keeps
 * exactly), members that stand twice in one object, NUL characters. Parsed by simdjson.
 * Writing: RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, the
 * shortest escapes. The bytes are what entries are hashed over, so this function's output for a given
 * tree never changes. An integer beyond ±JSON_INTEGER_MAX in a tree is a bug.
 */
#pragma once
#include "value.h"

#define JSON_MAX (64 * 1024 * 1024)
#define JSON_DEPTH_MAX 64
#define JSON_INTEGER_MAX ((G_GINT64_CONSTANT(1) << 53) - 1)

/* Places of nodes are not known (line 0); errors have one where it can be found. `name` is the file's. */
struct value *json_parse(
	struct arena *arena, const char *bytes, gsize len, const char *name, GError **error);
void json_canonical(const struct value *value, GString *out);
/* The same, as a string owned by the caller. */
char *json_canonical_text(const struct value *value);
/* Indented, member order kept: what `--json` prints for people to read. */
void json_pretty(const struct value *value, GString *out);
/* Appends one JSON string literal with its quotes. */
void json_append_string(GString *out, const char *text, gsize len);
