/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A dossier: the folder of YAML files in which a system (or the organisation) is recorded.
 * A top-level key is a kind, below it stand ids; how it is split into files is free.
 * One `system:` with one id makes it a system's folder, one `org:` the organisation's.
 *
 * Any object may carry _by, _role, _at (who is said to have written it, and when) and evidence
 * _file (its file, inside the folder, no link). Hidden files and folders are passed over; only
 * *.yaml and *.yml are read.
 * Limits: 2,000 files, 64 MiB together, 20,000 objects. Everything lives as long as the dossier.
 */
#pragma once
#include "facts.h"

#define DOSSIER_FILES_MAX 2000
#define DOSSIER_BYTES_MAX (64 * 1024 * 1024)
#define DOSSIER_OBJECTS_MAX 20000

struct dossier_object {
	const struct kind *kind;
	const char *id;
	const struct value *body; /* canonical */
	const char *by, *role;    /* claimed, or NULL */
	gint64 at;                /* claimed, or 0 */
	const char *file;         /* evidence: path that can be opened, or NULL */
	struct place file_place;  /* where that is said */
	struct place place;       /* of the id; column of the key */
};

struct dossier {
	const struct model *model;
	const char *folder;
	const char *chain; /* the system's id, or "@org" */
	GPtrArray *objects; /* of struct dossier_object, by kind and id */
	GPtrArray *files;   /* of char*: the YAML files that were read, by name */
	struct arena *arena;
};

/* NULL after at least one problem. */
struct dossier *dossier_read(
	const struct model *model, const char *folder, struct problems *problems);
void dossier_free(struct dossier *dossier);
const struct dossier_object *dossier_find(
	const struct dossier *dossier, const char *kind, const char *id);
/*
 * The objects as rules see them: known_by "folder", times from _at or `now`. `func` as in facts.h.
 */
gboolean dossier_each(
	const struct dossier *dossier, gint64 now, object_func func, void *data);
/*
 * V1, V3, V4 and V15 over the objects of a dossier: references name objects that are there, no circles,
 * flows and interfaces fit (relations.h). The standards that Sekisho ships are there. `org` NULL:
 * other references into @org are taken on trust and told once by the caller. FALSE after at least
 * one problem.
 */
gboolean dossier_check(const struct dossier *dossier, const struct dossier *org,
	struct problems *problems);
/* Is this path a folder (a PATH), rather than the id of a system? */
gboolean dossier_is(const char *path);
