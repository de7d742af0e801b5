/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A disk that forgets: SQLite writes through this layer, which knows for every file what was synced
 * and what was only written. When the power is cut, a copy is made of what a disk would then have:
 * all that was synced, and of the rest as little, as much, or as torn as it likes.
 *
 * One thread. Files that SQLite does not write (the master key) are taken as they are: what makes
 * them syncs them. Install before any store is opened.
 */
#pragma once
#include <glib.h>

enum disk_mood {
	DISK_FORGETS, /* nothing that was not synced is there */
	DISK_KEEPS,   /* all that was written is there */
	DISK_TEARS,   /* sectors of it, some and not others */
};

void disk_install(const char *folder);
/* Called after every write and sync: where power may go. */
void disk_on_event(void (*func)(void *data), void *data);
/* What the disk has now, into another folder. */
void disk_cut(const char *to, enum disk_mood mood, GRand *rand);
