/* SPDX-License-Identifier: Apache-2.0 */
/* Exceptions in force, and what they take out (rules 3, §1.1 step 2, §1.3). */
#include <string.h>

#include "base/moment.h"
#include "verdict_private.h"

struct exception {
	char *id, *type, *check, *subject, *requirement, *item, *finding;
	gboolean compensated;      /* by text */
	int controls, weak;        /* compensating controls, and those below proof 70 */
	gboolean by_ciso;          /* decided by the ciso as well */
	gint64 ends_on;
};

struct exceptions {
	GPtrArray *list;
};

static void
exception_free(gpointer data)
{
	struct exception *e = data;
	char *const texts[] = { e->id, e->type, e->check, e->subject, e->requirement, e->item, e->finding };
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		g_free(texts[i]);
	g_free(e);
}

static void
take_exception(struct judge_query *query, void *data)
{
	struct exceptions *exceptions = data;
	struct exception *e = g_new0(struct exception, 1);
	char **const texts[] = { &e->id, &e->type, &e->check, &e->subject, &e->requirement, &e->item,
		&e->finding };
	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		*texts[i] = g_strdup(judge_query_text(query, i));
	e->compensated = judge_query_int(query, 7) != 0;
	e->controls = (int)judge_query_int(query, 8);
	e->weak = (int)judge_query_int(query, 9);
	e->by_ciso = judge_query_int(query, 10) != 0;
	e->ends_on = judge_query_int(query, 11);
	g_ptr_array_add(exceptions->list, e);
}

/* In force: decided in the ledger, not stale, and neither it nor the decision has ended. */
static const char IN_FORCE[] =
	"SELECT e.id, e.type, e.check_id, e.subject, e.requirement,"
	"       e.item_standard || '/' || e.item_item, e.finding,"
	"       blank(e.compensation, 5) = 0,"
	"       (SELECT count(*) FROM exception_compensating c WHERE c.id = e.id),"
	"       (SELECT count(*) FROM exception_compensating c WHERE c.id = e.id"
	"        AND NOT EXISTS (SELECT 1 FROM control_proof p"
	"                        JOIN control k ON k.id = p.control AND k.state = 'implemented'"
	"                        WHERE p.control = c.value AND p.weight >= 70)),"
	"       EXISTS (SELECT 1 FROM decision d JOIN object o"
	"               ON o.kind = 'exception' AND o.id = e.id AND o.digest IS d.digest"
	"               WHERE d.subject_kind = 'exception' AND d.subject_id = e.id"
	"               AND d.put_role = 'ciso' AND d.choice <> 'reject' AND d.known_by <> 'folder'"
	"               AND (d.ends_on IS NULL OR d.ends_on > :now)),"
	"       min(e.ends_on, coalesce(a.ends_on, e.ends_on)) "
	"FROM   exception e "
	"JOIN   approved a ON a.kind = 'exception' AND a.id = e.id "
	"WHERE  e.ends_on > :now "
	"ORDER  BY e.id";

struct exceptions *
exceptions_read(struct judging *judging, GError **error)
{
	struct exceptions *exceptions = g_new0(struct exceptions, 1);
	exceptions->list = g_ptr_array_new_with_free_func(exception_free);
	if (!select_each(judging->session, IN_FORCE, take_exception, exceptions, error)) {
		exceptions_free(exceptions);
		return NULL;
	}
	return exceptions;
}

void
exceptions_free(struct exceptions *exceptions)
{
	if (exceptions == NULL)
		return;
	g_ptr_array_unref(exceptions->list);
	g_free(exceptions);
}

/* Integrity, independence and gates cannot be excepted. */
static gboolean
cannot_be_excepted(const struct finding *finding)
{
	return g_str_has_prefix(finding->rule_id, "V.") || g_str_has_prefix(finding->rule_id, "A5.")
		|| g_str_has_prefix(finding->rule_id, "G.");
}

static void
apply_to_finding(const struct exception *e, struct finding *finding)
{
	if (strcmp(e->type, "exclude") == 0)
		finding->excepted = EXCEPTED_EXCLUDED;
	else if (e->controls > 0 && e->weak == 0)
		finding->excepted = EXCEPTED_WAIVED;
	else if ((e->controls > 0 || e->compensated) && finding->class == CLASS_MUST) {
		finding->excepted = EXCEPTED_WEAKENED;
		finding->class = CLASS_SHOULD;
	} else {
		return;
	}
	finding->excepted_until = e->ends_on;
}

void
exceptions_on_findings(const struct exceptions *exceptions, GPtrArray *findings)
{
	for (guint i = 0; i < findings->len; i++) {
		struct finding *finding = g_ptr_array_index(findings, i);
		if (cannot_be_excepted(finding))
			continue;
		for (guint k = 0; k < exceptions->list->len; k++) {
			const struct exception *e = g_ptr_array_index(exceptions->list, k);
			if (e->finding != NULL && strcmp(e->finding, finding->id) == 0)
				apply_to_finding(e, finding);
		}
	}
}

static gboolean
takes_out(const struct exception *e, const struct check *check, const struct subject *subject)
{
	g_autofree char *whole = g_strconcat(subject->kind, ":", subject->id, NULL);
	if (strcmp(e->type, "exclude") != 0)
		return FALSE;
	if (e->check != NULL)
		return strcmp(e->check, check->id) == 0 && g_strcmp0(e->subject, whole) == 0;
	return (e->requirement != NULL && strcmp(subject->kind, "requirement") == 0
		       && strcmp(e->requirement, subject->id) == 0)
		|| (e->item != NULL && strcmp(subject->kind, "item") == 0
			&& strcmp(e->item, subject->id) == 0);
}

void
exceptions_on_ground(const struct exceptions *exceptions, struct check_result *result)
{
	for (guint i = 0; i < result->ground->len; i++) {
		struct subject *subject = g_ptr_array_index(result->ground, i);
		for (guint k = 0; k < exceptions->list->len; k++)
			subject->excluded = subject->excluded
				|| takes_out(g_ptr_array_index(exceptions->list, k), result->check, subject);
	}
}

gboolean
exceptions_whole(
	const struct exceptions *exceptions, const struct judging *judging, const struct check *check)
{
	gboolean in_operation = judging->operation_start != MOMENT_NONE;
	for (guint k = 0; k < exceptions->list->len; k++) {
		const struct exception *e = g_ptr_array_index(exceptions->list, k);
		if (strcmp(e->type, "exclude") != 0 || g_strcmp0(e->check, check->id) != 0
			|| e->subject != NULL)
			continue;
		if (check->never_empty_in_operation && in_operation && !e->by_ciso)
			continue;
		return TRUE;
	}
	return FALSE;
}

gboolean
exceptions_cap(const struct check_result *result)
{
	for (guint i = 0; i < result->findings->len; i++)
		if (((const struct finding *)g_ptr_array_index(result->findings, i))->excepted
			== EXCEPTED_WAIVED)
			return TRUE;
	return FALSE;
}
