/* SPDX-License-Identifier: Apache-2.0 */
#include "moment.h"

#include <string.h>

#include "slice.h"

gint64
moment_now(void)
{
	return g_get_real_time();
}

/* Takes what has digits where the pattern has 0, and the pattern's own characters elsewhere. */
static gboolean
take_numbers(struct slice *from, const char *pattern, int numbers[3])
{
	gsize len = strlen(pattern), n = 0;
	if (from->len < len)
		return FALSE;
	numbers[0] = 0;
	for (gsize i = 0; i < len; i++) {
		char c = from->at[i];
		if (pattern[i] == '0' ? !g_ascii_isdigit(c) : c != pattern[i])
			return FALSE;
		if (pattern[i] == '0')
			numbers[n] = numbers[n] * 10 + (c - '0');
		else
			numbers[++n] = 0;
	}
	from->at += len;
	from->len -= len;
	return TRUE;
}

static gboolean
take_char(struct slice *from, const char *one_of)
{
	if (from->len == 0 || from->at[0] == '\0' || strchr(one_of, from->at[0]) == NULL)
		return FALSE;
	from->at++;
	from->len--;
	return TRUE;
}

/* A day of the Gregorian calendar, as days since 1970-01-01. */
static gboolean
take_day(struct slice *from, gint64 *ret_days)
{
	int n[3];
	if (!take_numbers(from, "0000-00-00", n) || n[0] < 1970)
		return FALSE;
	g_autoptr(GDateTime) midnight = g_date_time_new_utc(n[0], n[1], n[2], 0, 0, 0);
	if (midnight == NULL)
		return FALSE;
	*ret_days = g_date_time_to_unix(midnight) * MOMENT_SECOND / MOMENT_DAY;
	return TRUE;
}

static gboolean
take_clock(struct slice *from, gint64 *ret)
{
	int n[3];
	if (!take_numbers(from, "00:00:00", n) || n[0] > 23 || n[1] > 59 || n[2] > 59)
		return FALSE;
	*ret = n[0] * MOMENT_HOUR + n[1] * MOMENT_MINUTE + n[2] * MOMENT_SECOND;
	if (!take_char(from, "."))
		return TRUE;
	gint64 size = MOMENT_SECOND;
	for (; size > 1 && from->len > 0 && g_ascii_isdigit(from->at[0]); from->at++, from->len--)
		*ret += (from->at[0] - '0') * (size /= 10);
	return size < MOMENT_SECOND;
}

static gboolean
take_zone(struct slice *from, gint64 *ret)
{
	int n[3];
	*ret = 0;
	if (take_char(from, "Z"))
		return TRUE;
	gboolean west = from->len > 0 && from->at[0] == '-';
	if (!take_char(from, "+-") || !take_numbers(from, "00:00", n) || n[0] > 23 || n[1] > 59)
		return FALSE;
	*ret = (west ? -1 : 1) * (n[0] * MOMENT_HOUR + n[1] * MOMENT_MINUTE);
	return TRUE;
}

gboolean
moment_parse(const char *text, gint64 *ret)
{
	struct slice from = slice_of(text);
	gint64 days, clock, zone;
	if (!take_day(&from, &days) || !take_char(&from, "T ") || !take_clock(&from, &clock)
		|| !take_zone(&from, &zone) || from.len > 0)
		return FALSE;
	gint64 moment = days * MOMENT_DAY + clock - zone;
	if (moment < 0 || moment > MOMENT_LAST)
		return FALSE;
	*ret = moment;
	return TRUE;
}

static char *
formatted(gint64 moment, const char *format)
{
	g_autoptr(GDateTime) time =
		g_date_time_new_from_unix_utc(CLAMP(moment, 0, MOMENT_LAST) / MOMENT_SECOND);
	return g_date_time_format(time, format);
}

char *
moment_text(gint64 moment)
{
	moment = CLAMP(moment, 0, MOMENT_LAST);
	g_autofree char *second = formatted(moment, "%Y-%m-%dT%H:%M:%S");
	g_autofree char *fraction = g_strdup_printf(".%06d", (int)(moment % MOMENT_SECOND));
	gsize len = strlen(fraction);
	while (len > 0 && strchr("0.", fraction[len - 1]) != NULL)
		fraction[--len] = '\0';
	return g_strconcat(second, fraction, "Z", NULL);
}

char *
moment_local_text(gint64 moment, gint64 zone)
{
	return formatted(moment + zone, "%Y-%m-%d %H:%M");
}

gboolean
zone_parse(const char *text, gint64 *ret_offset)
{
	struct slice from = slice_of(text);
	gint64 zone;
	if (!take_zone(&from, &zone) || from.len > 0)
		return FALSE;
	*ret_offset = zone;
	return TRUE;
}

gboolean
date_parse(const char *text, gint64 zone, gboolean next, gint64 *ret)
{
	struct slice from = slice_of(text);
	gint64 days;
	if (!take_day(&from, &days) || from.len > 0)
		return FALSE;
	*ret = (days + (next ? 1 : 0)) * MOMENT_DAY - zone;
	return TRUE;
}

char *
date_text(gint64 moment, gint64 zone, gboolean next)
{
	return formatted(moment + zone - (next ? 1 : 0), "%Y-%m-%d");
}

static const struct {
	const char *suffix;
	gint64 size;
} UNITS[] = {
	{ "y", MOMENT_YEAR },
	{ "mo", MOMENT_MONTH },
	{ "d", MOMENT_DAY },
	{ "h", MOMENT_HOUR },
	{ "min", MOMENT_MINUTE },
	{ "s", MOMENT_SECOND },
};

gboolean
duration_parse(const char *text, gint64 *ret)
{
	struct slice from = slice_of(text);
	guint64 number;
	if (!slice_take_u64(&from, 1000000000, &number))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(UNITS); i++) {
		if (!slice_is(from, UNITS[i].suffix))
			continue;
		if ((gint64)number > 1000 * MOMENT_YEAR / UNITS[i].size)
			return FALSE;
		*ret = (gint64)number * UNITS[i].size;
		return TRUE;
	}
	return FALSE;
}

char *
duration_text(gint64 duration)
{
	for (guint i = 0; duration > 0 && i < G_N_ELEMENTS(UNITS); i++)
		if (duration % UNITS[i].size == 0)
			return g_strdup_printf(
				"%" G_GINT64_FORMAT "%s", duration / UNITS[i].size, UNITS[i].suffix);
	return g_strdup_printf("%" G_GINT64_FORMAT "s", duration / MOMENT_SECOND);
}
