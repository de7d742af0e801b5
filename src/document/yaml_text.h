/* SPDX-License-Identifier: Apache-2.0 */
/*
 * YAML out: plain data as people write it, in block style.
 *
 * What is written reads back as the same data, with Sekisho's reader (base/yaml.h) and with others:
 * a text that another reader would take for a number, a date, a truth or nothing (`1.10`, `2026-04-01`,
 * `yes`, `~`, `0x1f`, `12:30`) is quoted. Only a text whose node has `plain` set goes without quotes
 * where it is a date or time: who knows its field sets it (object_yaml below). Several lines
 * are written as a block (`|-`); a list of short words goes on one line.
 * Members keep their order. A value at the top is a map.
 */
#pragma once
#include "base/value.h"
#include "ledger/model.h"

/* Appends the members of a map, each line indented by `indent` spaces. An empty map: nothing. */
void yaml_text(const struct value *map, guint indent, GString *out);
/* Appends a value as it stands on one line: `[a, b]`, `{x: 1}`, `"12"`. */
void yaml_line(const struct value *value, GString *out);
/* Appends a text as a key or a value of one line. */
void yaml_scalar(const char *text, GString *out);

/*
 * A body as a folder has it: name first, the fields in the order of the kind file, note last;
 * stamped fields only when asked for; a name with Japanese alone as plain text.
 */
struct value *object_yaml(
	const struct kind *kind, const struct value *body, gboolean stamped, struct arena *arena);
