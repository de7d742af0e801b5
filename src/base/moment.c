/* SPDX-License-Identifier: Apache-2.0 */
#include "moment.h"

#include <string.h>

#include "slice.h"

gint64
moment_now(void)
{
	return g_get_real_time();
}

/* Days since 1970-01-01 of a day that exists in the Gregorian calendar; FALSE if it does not. */
static gboolean
days_of(guint64 year, guint64 month, guint64 day, gint64 *ret)
{
	if (year < 1970 || year > 9999
		|| !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return FALSE;
	GDate date, epoch;
	g_date_clear(&date, 1);
	g_date_clear(&epoch, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	g_date_set_dmy(&epoch, 1, G_DATE_JANUARY, 1970);
	*ret = (gint64)g_date_get_julian(&date) - (gint64)g_date_get_julian(&epoch);
	return TRUE;
}

static gboolean
take_number(struct slice *from, gsize digits, guint64 *ret)
{
	struct slice part = { from->at, digits };
	if (from->len < digits || !slice_take_u64(&part, 9999999, ret) || part.len > 0)
		return FALSE;
	from->at += digits;
	from->len -= digits;
	return TRUE;
}

static gboolean
take_char(struct slice *from, char c)
{
	if (from->len == 0 || from->at[0] != c)
		return FALSE;
	from->at++;
	from->len--;
	return TRUE;
}

static gboolean
take_days(struct slice *from, gint64 *ret_days)
{
	guint64 year, month, day;
	return take_number(from, 4, &year) && take_char(from, '-') && take_number(from, 2, &month)
		&& take_char(from, '-') && take_number(from, 2, &day)
		&& days_of(year, month, day, ret_days);
}

static gboolean
take_clock(struct slice *from, gint64 *ret)
{
	guint64 hour, minute, second, fraction = 0;
	if (!take_number(from, 2, &hour) || !take_char(from, ':') || !take_number(from, 2, &minute)
		|| !take_char(from, ':') || !take_number(from, 2, &second) || hour > 23 || minute > 59
		|| second > 59)
		return FALSE;
	if (take_char(from, '.')) {
		gsize digits = 0;
		while (digits < from->len && g_ascii_isdigit(from->at[digits]))
			digits++;
		if (digits == 0 || digits > 6 || !take_number(from, digits, &fraction))
			return FALSE;
		for (gsize i = digits; i < 6; i++)
			fraction *= 10;
	}
	*ret = (gint64)hour * MOMENT_HOUR + (gint64)minute * MOMENT_MINUTE
		+ (gint64)second * MOMENT_SECOND + (gint64)fraction;
	return TRUE;
}

static gboolean
take_zone(struct slice *from, gint64 *ret)
{
	if (take_char(from, 'Z')) {
		*ret = 0;
		return TRUE;
	}
	gint64 sign = take_char(from, '-') ? -1 : 1;
	if (sign > 0 && !take_char(from, '+'))
		return FALSE;
	guint64 hours, minutes;
	if (!take_number(from, 2, &hours) || !take_char(from, ':') || !take_number(from, 2, &minutes)
		|| hours > 23 || minutes > 59)
		return FALSE;
	*ret = sign * ((gint64)hours * MOMENT_HOUR + (gint64)minutes * MOMENT_MINUTE);
	return TRUE;
}

gboolean
moment_parse(const char *text, gint64 *ret)
{
	struct slice from = slice_of(text);
	gint64 days, clock, zone;
	if (!take_days(&from, &days) || (!take_char(&from, 'T') && !take_char(&from, ' '))
		|| !take_clock(&from, &clock) || !take_zone(&from, &zone) || from.len > 0)
		return FALSE;
	gint64 moment = days * MOMENT_DAY + clock - zone;
	if (moment < 0)
		return FALSE;
	*ret = moment;
	return TRUE;
}

static void
append_day(GString *out, gint64 days)
{
	GDate date;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1970);
	g_date_add_days(&date, (guint)days);
	g_string_append_printf(out, "%04u-%02u-%02u", g_date_get_year(&date),
		(guint)g_date_get_month(&date), (guint)g_date_get_day(&date));
}

char *
moment_text(gint64 moment)
{
	GString *out = g_string_sized_new(32);
	gint64 days = moment / MOMENT_DAY, rest = moment % MOMENT_DAY;
	append_day(out, days);
	g_string_append_printf(out, "T%02d:%02d:%02d", (int)(rest / MOMENT_HOUR),
		(int)(rest / MOMENT_MINUTE % 60), (int)(rest / MOMENT_SECOND % 60));
	int fraction = (int)(rest % MOMENT_SECOND);
	if (fraction != 0) {
		g_string_append_printf(out, ".%06d", fraction);
		while (out->str[out->len - 1] == '0')
			g_string_truncate(out, out->len - 1);
	}
	g_string_append_c(out, 'Z');
	return g_string_free(out, FALSE);
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
	if (!take_days(&from, &days) || from.len > 0)
		return FALSE;
	*ret = (days + (next ? 1 : 0)) * MOMENT_DAY - zone;
	return TRUE;
}

char *
date_text(gint64 moment, gint64 zone, gboolean next)
{
	GString *out = g_string_sized_new(12);
	gint64 local = moment + zone - (next ? 1 : 0);
	append_day(out, MAX(local, 0) / MOMENT_DAY);
	return g_string_free(out, FALSE);
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
