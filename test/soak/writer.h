/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The process that is killed: threads that do deeds (doer.h), one that judges, one that rebuilds,
 * one that backs up. What they have to tell goes to standard output, one write(2) a line, so that
 * it is out before anything after it happens. Beside the lines of doer.h:
 *
 *     judged · rebuilt · backing FILE · backed FILE
 */
#pragma once
#include <glib.h>

enum writer_extra { WRITER_REBUILDS = 1 << 0, WRITER_BACKS_UP = 1 << 1 };

struct writer_options {
	const char *store;
	guint extra;
	guint from[8]; /* first deed of each thread */
};

/* Never returns 0: it works until it is killed. 1: something went wrong, told on stderr. */
int writer_run(const struct writer_options *options);
