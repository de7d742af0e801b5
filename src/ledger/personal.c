/* SPDX-License-Identifier: Apache-2.0 */
#include "personal.h"

#include <string.h>

static gboolean
is_mail(const char *text, const char *at)
{
	gsize host = strspn(at + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");
	const char *dot = memchr(at + 1, '.', host);
	return at > text && g_ascii_isalnum(at[-1]) && g_ascii_isalnum(at[1]) && dot != NULL
		&& g_ascii_isalpha(dot[1]);
}

/* The last of the twelve digits checks the others (平成26年総務省令第85号 第5条). */
static gboolean
is_individual_number(const char *digits)
{
	static const int WEIGHTS[] = { 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
	int sum = 0;
	for (guint i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		sum += (digits[i] - '0') * WEIGHTS[i];
	return digits[11] - '0' == (sum % 11 <= 1 ? 0 : 11 - sum % 11);
}

/* The digits at `at`, single hyphens and blanks between them left out; at most `room`. */
static gsize
take_digits(const char **at, char *digits, gsize room)
{
	gsize n = 0;
	const char *from = *at;
	for (; g_ascii_isdigit(*from) || ((*from == '-' || *from == ' ') && g_ascii_isdigit(from[1])); from++)
		if (g_ascii_isdigit(*from) && n++ < room)
			digits[n - 1] = *from;
	*at = from;
	return n;
}

gboolean
looks_personal(const char *text)
{
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_NFKC);
	char digits[12];
	for (const char *at = folded; at != NULL && *at != '\0';) {
		if (*at == '@' && is_mail(folded, at))
			return TRUE;
		if (!g_ascii_isdigit(*at)) {
			at++;
			continue;
		}
		gsize n = take_digits(&at, digits, sizeof digits);
		if (((n == 10 || n == 11) && digits[0] == '0') || (n == 12 && is_individual_number(digits)))
			return TRUE;
	}
	return FALSE;
}

static void
look(const struct value *value, const char *field, personal_func func, void *data)
{
	if (value->type == VALUE_TEXT && looks_personal(value->text))
		func(field, value->place, data);
	for (guint i = 0; value->type == VALUE_LIST && i < value->n_items; i++)
		look(value->items[i], field, func, data);
	for (guint i = 0; value->type == VALUE_MAP && i < value->n_members; i++)
		look(value->members[i].value, field, func, data);
}

/* Codes, dates, hashes, references and addresses of machines say nothing of people. */
static gboolean
holds_prose(const struct field *field)
{
	while (field->type == FIELD_LIST)
		field = field->of;
	return field->type == FIELD_RECORD || field->type == FIELD_PROSE || field->type == FIELD_LABEL
		|| (field->type == FIELD_TEXT && field->format == NULL);
}

void
object_personal(
	const struct kind *kind, const struct value *body, personal_func func, void *data)
{
	for (guint i = 0; !kind->sealed && i < body->n_members; i++) {
		const struct member *member = &body->members[i];
		const struct field *field = kind_field(kind, member->key);
		if (field == NULL || (!field->stamped && holds_prose(field)))
			look(member->value, member->key, func, data);
	}
}
