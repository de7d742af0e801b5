/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Memory that is given back all at once: the parse of one file, the judgement of one system.
 *
 * Objects of an arena are never freed one by one and never need a destructor. Under ASan every
 * object is an allocation of its own, so that overruns are still caught.
 */
#pragma once
#include <glib.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
void *arena_alloc(struct arena *arena, gsize size); /* zeroed, aligned for any type */
char *arena_dup(struct arena *arena, const char *text, gsize len); /* adds a NUL */
char *arena_printf(struct arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

static inline void
arena_cleanup(struct arena **arena)
{
	arena_free(*arena);
}
/* g_autoptr for arenas: `ARENA_AUTO arena = arena_new();` */
#define ARENA_AUTO __attribute__((cleanup(arena_cleanup))) struct arena *
