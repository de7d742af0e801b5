/* SPDX-License-Identifier: Apache-2.0 */
/* Objects as the ledger knew them at a moment. */
#include "journal_fixture.h"

#include <string.h>

#include "base/json.h"

struct looking {
	const char *kind, *id;
	const struct object *found;
};

static gboolean
look(const struct object *object, void *data)
{
	struct looking *looking = data;
	if (strcmp(object->kind->name, looking->kind) == 0 && strcmp(object->id, looking->id) == 0)
		looking->found = object;
	return TRUE;
}

static const struct object *
object_then(struct fixture *f, const char *chain, const char *kind, const char *id, gint64 moment)
{
	g_autoptr(GError) error = NULL;
	struct looking looking = { kind, id, NULL };
	facts_read_at(journal_reader(f->journal), f->model, journal_keyring(f->journal), chain,
		moment, f->arena, look, &looking, &error);
	g_assert_no_error(error);
	return looking.found;
}

static void
test_life_of_an_object(struct fixture *f, gconstpointer data)
{
	gint64 day = f->now;
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	f->now = day + DAYS(1);
	put_ok(f, &MANAGER_2, "shop", "component:cache", "quantity: 2");
	f->now = day + DAYS(2);
	retire_ok(f, &MANAGER, "shop", "component:cache");
	f->now = day + DAYS(3);
	g_assert_null(object_then(f, "shop", "component", "cache", day - 1));
	const struct object *first = object_then(f, "shop", "component", "cache", day);
	g_assert_cmpint(value_get_int(first->body, "quantity", 0), ==, 1);
	g_assert_cmpstr(first->put_by, ==, "p-manager2");
	/* up to the microsecond before the change */
	const struct object *still = object_then(f, "shop", "component", "cache", day + DAYS(1) - 1);
	g_assert_cmpint(value_get_int(still->body, "quantity", 0), ==, 1);
	const struct object *second = object_then(f, "shop", "component", "cache", day + DAYS(1));
	g_assert_cmpint(value_get_int(second->body, "quantity", 0), ==, 2);
	g_assert_cmpstr(second->put_by, ==, "p-manager3");
	g_assert_cmpint(second->created_at, ==, day);
	g_assert_cmpint(second->put_at, ==, day + DAYS(1));
	g_assert_cmpint(second->retired_at, ==, 0);
	const struct object *third = object_then(f, "shop", "component", "cache", day + DAYS(2));
	g_assert_cmpint(third->retired_at, ==, day + DAYS(2));
	g_assert_cmpstr(third->retired_reason, ==, "no longer in use");
}

static void
test_sealed_then(struct fixture *f, gconstpointer data)
{
	gint64 day = f->now;
	f->now = day + DAYS(1);
	put_ok(f, &ADMIN, CHAIN_ORG, "person:p-builder2", "phone: 03-0000-0001");
	const struct object *then = object_then(f, CHAIN_ORG, "person", "p-builder2", day);
	const struct object *now = object_then(f, CHAIN_ORG, "person", "p-builder2", f->now);
	g_assert_cmpstr(value_get_text(then->body, "mail"), ==, "taro@aoba.example");
	g_assert_null(value_get_text(then->body, "phone"));
	g_assert_cmpstr(value_get_text(now->body, "phone"), ==, "03-0000-0001");
}

/* ---- the present, in both ways ---- */

static gboolean
print(const struct object *object, void *data)
{
	g_autofree char *body = json_canonical_text(object->body);
	g_autofree char *entry = hex_text(object->entry.bytes, DIGEST_SIZE);
	g_autofree char *digest = hex_text(object->digest.bytes, DIGEST_SIZE);
	g_string_append_printf(data,
		"%s %s:%s #%" G_GINT64_FORMAT " %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
		" %s %s %s %" G_GINT64_FORMAT " %s %d %s\n",
		object->chain, object->kind->name, object->id, object->seq, entry, digest,
		object->created_at, object->put_at, object->put_by, object->put_role,
		object->known_by, object->retired_at,
		object->retired_reason != NULL ? object->retired_reason : "-", object->erased, body);
	return TRUE;
}

static void
test_now_equals_facts(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	put_ok(f, &MANAGER, "shop", "component:cache", COMPONENT("dmz"));
	retire_ok(f, &MANAGER, "shop", "component:cache");
	static const char *const CHAINS[] = { CHAIN_ORG, "shop" };
	for (guint i = 0; i < G_N_ELEMENTS(CHAINS); i++) {
		g_autoptr(GString) facts = g_string_new(NULL), replayed = g_string_new(NULL);
		facts_read(journal_reader(f->journal), f->model, CHAINS[i], TRUE, f->arena, print,
			facts, &error);
		g_assert_no_error(error);
		facts_read_at(journal_reader(f->journal), f->model, journal_keyring(f->journal),
			CHAINS[i], f->now, f->arena, print, replayed, &error);
		g_assert_no_error(error);
		g_assert_cmpstr(replayed->str, ==, facts->str);
		g_assert_cmpuint(facts->len, >, 0);
	}
}

static gboolean
stop_at_once(const struct object *object, void *data)
{
	guint *n = data;
	(*n)++;
	return FALSE;
}

static void
test_stopping(struct fixture *f, gconstpointer data)
{
	g_autoptr(GError) error = NULL;
	guint n = 0;
	g_assert_true(facts_read_at(journal_reader(f->journal), f->model,
		journal_keyring(f->journal), "shop", f->now, f->arena, stop_at_once, &n, &error));
	g_assert_cmpuint(n, ==, 1);
	/* a chain that is not there has nothing in it */
	g_assert_true(facts_read_at(journal_reader(f->journal), f->model,
		journal_keyring(f->journal), "nowhere", f->now, f->arena, stop_at_once, &n, &error));
	g_assert_cmpuint(n, ==, 1);
	g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	TEST("/facts at/life of an object", test_life_of_an_object);
	TEST("/facts at/sealed", test_sealed_then);
	TEST("/facts at/now equals facts", test_now_equals_facts);
	TEST("/facts at/stopping", test_stopping);
	return g_test_run();
}
