/* SPDX-License-Identifier: Apache-2.0 */
#include "validate.h"

#include <string.h>

#include "content.h"
#include "journal.h"
#include "scene.h"

gboolean
writing_is_claim(const struct writing *writing)
{
	return strcmp(writing->draft->actor->known_by, "folder") == 0;
}

void
writers_check_actor(const struct writing *writing)
{
}

void
writers_check_fields(const struct writing *writing, const struct value *body)
{
}

void
stamp_body(const struct writing *writing, struct value *body)
{
	const struct content *content = writing->draft->content;
	if (content == NULL)
		return;
	g_autofree char *hex = hex_text(content->sha256.bytes, DIGEST_SIZE);
	value_set_text(writing->scene->arena, body, "sha256", hex);
	value_set_int(writing->scene->arena, body, "size", content->size);
	value_set_text(writing->scene->arena, body, "media", content->media);
}

void
validate_writing(const struct writing *writing)
{
}

GPtrArray *
dependents_of(struct scene *scene, const struct object *object)
{
	return g_ptr_array_new();
}

void
validate_erasure(const struct writing *writing, const char *ground)
{
}
