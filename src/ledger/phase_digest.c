/* SPDX-License-Identifier: Apache-2.0 */
#include "phase_digest.h"

#include <string.h>

/* Kinds and ids need no escapes and have no character below the quote: their order is the texts'. */
static gint
by_kind_and_id(gconstpointer a, gconstpointer b)
{
	const struct object *x = *(const struct object *const *)a;
	const struct object *y = *(const struct object *const *)b;
	int order = strcmp(x->kind->name, y->kind->name);
	return order != 0 ? order : strcmp(x->id, y->id);
}

struct digest
phase_digest(const GPtrArray *objects, int phase)
{
	g_autoptr(GPtrArray) counted = g_ptr_array_new();
	for (guint i = 0; i < objects->len; i++) {
		const struct object *object = g_ptr_array_index(objects, i);
		if (object->retired_at == 0 && object->kind->phase >= 1 && object->kind->phase <= phase)
			g_ptr_array_add(counted, (gpointer)object);
	}
	g_ptr_array_sort(counted, by_kind_and_id);
	g_autoptr(GString) text = g_string_new("[");
	for (guint i = 0; i < counted->len; i++) {
		const struct object *object = g_ptr_array_index(counted, i);
		char hex[2 * DIGEST_SIZE + 1];
		hex_of(object->digest.bytes, DIGEST_SIZE, hex);
		g_string_append_printf(text, "%s[\"%s\",\"%s\",\"%s\"]", i > 0 ? "," : "",
			object->kind->name, object->id, hex);
	}
	g_string_append_c(text, ']');
	return digest_of(text->str, text->len);
}
