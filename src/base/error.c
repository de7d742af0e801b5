/* SPDX-License-Identifier: Apache-2.0 */
#include "error.h"

#include <string.h>

typedef struct {
	char *ja;
	char *file;
	guint line, column;
} SekishoErrorPrivate;

static void
sekisho_error_private_init(SekishoErrorPrivate *priv)
{
	memset(priv, 0, sizeof *priv);
}

static void
sekisho_error_private_copy(const SekishoErrorPrivate *from, SekishoErrorPrivate *to)
{
	to->ja = g_strdup(from->ja);
	to->file = g_strdup(from->file);
	to->line = from->line;
	to->column = from->column;
}

static void
sekisho_error_private_clear(SekishoErrorPrivate *priv)
{
	g_free(priv->ja);
	g_free(priv->file);
}

/* clang-format off */
G_DEFINE_EXTENDED_ERROR(SekishoError, sekisho_error)
/* clang-format on */

/* What came from outside neither moves a terminal's cursor nor turns the direction of its text. */
static void
make_harmless(char *text)
{
	for (gsize len; *text != '\0'; text += len) {
		gunichar c = g_utf8_get_char_validated(text, -1); /* its errors are beyond U+10FFFF */
		len = c > 0x10ffff ? 1 : (gsize)g_utf8_skip[(guchar)*text];
		if (c > 0x10ffff || (g_unichar_iscntrl(c) && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e)
			|| (c >= 0x2066 && c <= 0x2069))
			memset(text, '?', len);
	}
}

GError *
error_new_va(enum error_code code, struct place place, const char *ja, const char *en, va_list args)
{
	va_list again;
	va_copy(again, args);
	GError *error = g_error_new_valist(SEKISHO_ERROR, (int)code, en, args);
	SekishoErrorPrivate *priv = sekisho_error_get_private(error);
	priv->ja = g_strdup_vprintf(ja, again);
	va_end(again);
	make_harmless(priv->ja);
	make_harmless(error->message);
	priv->file = g_strdup(place.file);
	priv->line = place.line;
	priv->column = place.column;
	return error;
}

void
error_set_at(GError **error, enum error_code code, struct place place, const char *ja,
	const char *en, ...)
{
	if (error == NULL)
		return;
	va_list args;
	va_start(args, en);
	GError *made = error_new_va(code, place, ja, en, args);
	va_end(args);
	g_propagate_error(error, made);
}

const char *
error_message(const GError *error, const char *lang)
{
	if (error->domain == SEKISHO_ERROR && g_strcmp0(lang, "ja") == 0) {
		const SekishoErrorPrivate *priv = sekisho_error_get_private(error);
		if (priv->ja != NULL)
			return priv->ja;
	}
	return error->message;
}

struct place
error_place(const GError *error)
{
	if (error->domain != SEKISHO_ERROR)
		return (struct place) { 0 };
	const SekishoErrorPrivate *priv = sekisho_error_get_private(error);
	return (struct place) { priv->file, priv->line, priv->column };
}

char *
error_text(const GError *error, const char *lang)
{
	struct place place = error_place(error);
	const char *message = error_message(error, lang);
	if (place.file == NULL)
		return g_strdup(message);
	if (place.line == 0)
		return g_strdup_printf("%s: %s", place.file, message);
	if (place.column == 0)
		return g_strdup_printf("%s:%u: %s", place.file, place.line, message);
	return g_strdup_printf("%s:%u:%u: %s", place.file, place.line, place.column, message);
}

int
error_exit_status(const GError *error)
{
	if (error->domain != SEKISHO_ERROR)
		return 2;
	switch ((enum error_code)error->code) {
#define X(code, http, exit)                                                                        \
	case code:                                                                                 \
		return exit;
		ERROR_TABLE(X)
#undef X
	}
	return 2;
}

void
problems_init(struct problems *problems)
{
	problems->list = g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
	problems->dropped = 0;
}

void
problems_clear(struct problems *problems)
{
	g_clear_pointer(&problems->list, g_ptr_array_unref);
	problems->dropped = 0;
}

guint
problems_count(const struct problems *problems)
{
	return problems->list->len + problems->dropped;
}

void
problem_take(struct problems *problems, GError *error)
{
	g_ptr_array_add(problems->list, error);
	if (problems->list->len > PROBLEMS_MAX) {
		g_ptr_array_set_size(problems->list, PROBLEMS_MAX);
		problems->dropped++;
	}
}

void
problem_add(struct problems *problems, enum error_code code, struct place place, const char *ja,
	const char *en, ...)
{
	va_list args;
	va_start(args, en);
	problem_take(problems, error_new_va(code, place, ja, en, args));
	va_end(args);
}

gboolean
problems_none(struct problems *problems, GError **error)
{
	guint n = problems_count(problems);
	if (n == 0)
		return TRUE;
	const GError *first = g_ptr_array_index(problems->list, 0);
	if (n == 1 && error != NULL)
		g_propagate_error(error, g_error_copy(first));
	else
		error_set_at(error, first->domain == SEKISHO_ERROR ? first->code : ERROR_INPUT, error_place(first),
			"%1$s%2$.0s(ほか %3$u 件)", "%1$.0s%2$s (and %3$u more)",
			error_message(first, "ja"), error_message(first, "en"), n - 1);
	return FALSE;
}
