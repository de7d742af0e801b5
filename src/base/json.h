/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON in and out.
 *
 * Reading: whole texts of at most JSON_MAX bytes, UTF-8 validated, depth at most JSON_DEPTH_MAX,
 * numbers that do not fit 64 bits refused. Duplicate members are refused. Parsed by simdjson.
 * Writing: RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, the
 * shortest escapes, numbers as ECMAScript prints them. The bytes are what entries are hashed over,
 * so this function's output for a given tree never changes.
 */
#pragma once
#include "value.h"

#define JSON_MAX (64 * 1024 * 1024)
#define JSON_DEPTH_MAX 64

/* Places of nodes are not known (line 0). `name` stands in error messages. */
struct value *json_parse(
	struct arena *arena, const char *bytes, gsize len, const char *name, GError **error);
void json_canonical(const struct value *value, GString *out);
/* The same, as a string owned by the caller. */
char *json_canonical_text(const struct value *value);
/* Indented, member order kept: what `--json` prints for people to read. */
void json_pretty(const struct value *value, GString *out);
/* Appends one JSON string literal with its quotes. */
void json_append_string(GString *out, const char *text, gsize len);
