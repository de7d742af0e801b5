/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The files of model/: compiled into the binary, and on top of them an organisation's own folder.
 *
 * A file of the own folder with the same name replaces the built-in one only where the caller
 * allows it (rules never: an organisation adds, it does not take away).
 * Limits: an own file 1 MiB, an own folder 2,000 files, no links followed.
 */
#pragma once
#include "base/error.h"
#include "base/slice.h"

struct model_files;

struct model_file {
	const char *path;  /* "rules/C2-2.two-mains.sql", relative to model/ */
	const char *shown; /* what messages call it: "model/rules/…" or the real path */
	struct slice bytes;
	gboolean own; /* of the organisation's folder */
};

/* own_folder NULL: only what is built in. */
struct model_files *model_files_open(const char *own_folder, GError **error);
/* The product's model read from its source folder instead of the binary, stories included: for tests. */
struct model_files *model_files_open_source(const char *folder, GError **error);
void model_files_free(struct model_files *files);
/* All files below the folder ("rules/") with the ending, ascending by path. Borrowed array. */
GPtrArray *model_files_below(const struct model_files *files, const char *folder,
	const char *ending); /* of struct model_file*, owned by the caller; the items are borrowed */
const struct model_file *model_files_find(const struct model_files *files, const char *path);
