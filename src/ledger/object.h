/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The body of an object: from what somebody wrote to its one canonical spelling, and
 * what can be said about an object from its kind file alone (V5). The same code serves YAML, API
 * and sheets. Nothing here looks at other objects.
 *
 * Canonical: text NFC; label {"ja":…,"en":…}; time RFC 3339 with Z; date and until as the written
 * day; duration in its largest unit; classification "C2 I2 A1"; a reference is `id`, or `kind:id`
 * where several targets are allowed; bytes lower-case hex; absent fields and empty lists left out.
 * Limits: text 500 characters on one line, prose 20,000, a list 5,000 items, a body 1 MiB.
 */
#pragma once
#include "base/digest.h"
#include "model.h"

#define BODY_MAX (1024 * 1024)
#define TEXT_MAX 500
#define PROSE_MAX 20000
#define LIST_MAX 5000

enum object_flags {
	OBJECT_FROM_OUTSIDE = 0,
	OBJECT_STAMPED = 1 << 0, /* stamped fields are allowed: it comes from the journal */
	OBJECT_PARTIAL = 1 << 1, /* null stays: whoever sends it takes the field away */
};

/*
 * The canonical body of what is given (a map of fields, `name` and `note`; members beginning with
 * `_` are the caller's). Problems name the place of each wrong member; the result then is what was
 * right. Required fields are not looked at: who writes a field group sends only its fields.
 */
struct value *object_normalise(const struct model *model, const struct kind *kind,
	struct arena *arena, const struct value *given, enum object_flags flags,
	struct problems *problems);
/* V5: required, required_when, one_of, over a whole canonical body. */
void object_check_whole(const struct kind *kind, const char *id, const struct value *body,
	struct place place, struct problems *problems);
/* Is the id one that an object of this kind may have in this chain? */
void object_check_id(const struct kind *kind, const char *chain, const char *id,
	struct place place, struct problems *problems);

/* SHA-256 of the canonical JSON of the material members. */
struct digest object_digest(const struct kind *kind, const struct value *body);
gboolean member_is_material(const struct kind *kind, const char *member);

/* Every reference that a body makes. */
struct reference {
	const struct field *field; /* the top-level field */
	const char *kind;          /* of the target; NULL never */
	const char *id;
	struct place place;
};
typedef void (*reference_func)(const struct reference *reference, void *data);
void object_references(
	const struct kind *kind, const struct value *body, reference_func func, void *data);

/* `kind:id` into its parts; FALSE when there is no colon. *ret_kind is owned by the caller. */
gboolean reference_split(const char *text, char **ret_kind, const char **ret_id);
/* The name in a language, else the title made of fields, else the id. Owned by the caller. */
char *object_title(const struct kind *kind, const char *id, const struct value *body,
	const char *lang);
