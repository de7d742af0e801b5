/* SPDX-License-Identifier: Apache-2.0 */
/*
 * YAML 1.2 in, through libfyaml's event parser.
 *
 * Refused, with line and column where there is one: more than YAML_MAX bytes or YAML_BRACKETS_MAX
 * opening brackets (what the parser holds while it looks ahead), anything that is not UTF-8, NUL
 * bytes, anchors and aliases (so that no text can unfold into more than it is), tags, more than one
 * document, duplicate keys, keys that are not plain text, nesting deeper than YAML_DEPTH_MAX.
 * Plain scalars: true/false, integers and null by the core schema; everything else is text and
 * keeps `plain` set. Fractions stay text: nothing in the model is a binary fraction.
 */
#pragma once
#include "value.h"

#define YAML_MAX (16 * 1024 * 1024)
#define YAML_DEPTH_MAX 32
#define YAML_BRACKETS_MAX 300000 /* [ and { of one file */

/* NULL after at least one problem was added. An empty text is an empty map. */
struct value *yaml_parse(struct arena *arena, const char *bytes, gsize len, const char *name,
	struct problems *problems);
/* Reads a regular file (no link) of at most YAML_MAX bytes. */
struct value *yaml_parse_file(struct arena *arena, const char *path, struct problems *problems);
