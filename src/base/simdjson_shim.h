/* SPDX-License-Identifier: Apache-2.0 */
/* simdjson behind C: one walk over a whole JSON text, told as calls. Only json_read.c uses it. */
#pragma once
#include <glib.h>

G_BEGIN_DECLS

struct json_events {
	void (*null)(void *data);
	void (*truth)(void *data, gboolean truth);
	void (*integer)(void *data, gint64 integer);
	void (*other_number)(void *data); /* a fraction, or beyond 64 bits */
	/* borrowed; not NUL-terminated; may hold NUL characters */
	void (*text)(void *data, const char *text, gsize len);
	void (*begin_list)(void *data);
	void (*begin_map)(void *data);
	void (*key)(void *data, const char *text, gsize len);
	void (*end)(void *data);
};

/* NULL when it went well, else words for what is wrong (static). */
const char *json_walk(const char *bytes, gsize len, gsize depth_max, const struct json_events *events,
	void *data);

G_END_DECLS
