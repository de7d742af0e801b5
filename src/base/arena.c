/* SPDX-License-Identifier: Apache-2.0 */
#include "arena.h"

#include <string.h>

#define BLOCK_SIZE (32 * 1024)
#define ALIGNMENT 16

#if defined(__SANITIZE_ADDRESS__)
#define ONE_BY_ONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BY_ONE 1
#endif
#endif
#ifndef ONE_BY_ONE
#define ONE_BY_ONE 0
#endif

struct block {
	struct block *next;
	gsize used, size; /* of the bytes behind the header */
};

struct arena {
	struct block *blocks; /* the first has room */
};

#define HEADER ((sizeof(struct block) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)

struct arena *
arena_new(void)
{
	return g_new0(struct arena, 1);
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	while (arena->blocks != NULL) {
		struct block *next = arena->blocks->next;
		g_free(arena->blocks);
		arena->blocks = next;
	}
	g_free(arena);
}

static struct block *
block_add(struct arena *arena, gsize size, gboolean alone)
{
	struct block *block = g_malloc0(HEADER + size);
	block->size = size;
	/* A large object gets a block of its own, behind the one that still has room. */
	if (arena->blocks != NULL && alone) {
		block->next = arena->blocks->next;
		arena->blocks->next = block;
	} else {
		block->next = arena->blocks;
		arena->blocks = block;
	}
	return block;
}

void *
arena_alloc(struct arena *arena, gsize size)
{
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	struct block *block = arena->blocks;
	if (ONE_BY_ONE || size > BLOCK_SIZE / 2)
		block = block_add(arena, size, TRUE);
	else if (block == NULL || block->size - block->used < size)
		block = block_add(arena, BLOCK_SIZE, FALSE);
	void *at = (char *)block + HEADER + block->used;
	block->used += size;
	return at;
}

char *
arena_dup(struct arena *arena, const char *text, gsize len)
{
	char *copy = arena_alloc(arena, len + 1);
	if (len > 0)
		memcpy(copy, text, len);
	return copy;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	g_autofree char *text = g_strdup_vprintf(format, args);
	va_end(args);
	return arena_dup(arena, text, strlen(text));
}
