/* SPDX-License-Identifier: Apache-2.0 */
#include "base/moment.h"

#define ZONE (9 * MOMENT_HOUR)

static void
assert_moment(const char *text, gint64 moment, const char *canonical)
{
	gint64 got = -1;
	if (!moment_parse(text, &got))
		g_error("refused: %s", text);
	g_assert_cmpint(got, ==, moment);
	g_autofree char *back = moment_text(got);
	g_assert_cmpstr(back, ==, canonical);
}

static void
test_moments(void)
{
	assert_moment("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z");
	assert_moment("1970-01-01T09:00:00+09:00", 0, "1970-01-01T00:00:00Z");
	assert_moment("2026-11-23T18:30:05+09:00", 1795426205000000, "2026-11-23T09:30:05Z");
	assert_moment("2026-11-23 09:30:05Z", 1795426205000000, "2026-11-23T09:30:05Z");
	assert_moment("2026-11-23T09:30:05-00:00", 1795426205000000, "2026-11-23T09:30:05Z");
	assert_moment("2026-11-22T21:45:05-11:45", 1795426205000000, "2026-11-23T09:30:05Z");
	assert_moment("2026-11-23T09:30:05.5Z", 1795426205500000, "2026-11-23T09:30:05.5Z");
	assert_moment("2026-11-23T09:30:05.100000Z", 1795426205100000, "2026-11-23T09:30:05.1Z");
	assert_moment("2026-11-23T09:30:05.000001Z", 1795426205000001, "2026-11-23T09:30:05.000001Z");
	assert_moment("2026-11-23T09:30:05.0Z", 1795426205000000, "2026-11-23T09:30:05Z");
	assert_moment("2000-02-29T00:00:00Z", 951782400000000, "2000-02-29T00:00:00Z");
	assert_moment("2024-12-31T23:59:59Z", 1735689599000000, "2024-12-31T23:59:59Z");
	assert_moment("2100-03-01T00:00:00Z", 4107542400000000, "2100-03-01T00:00:00Z");
	assert_moment("9999-12-31T23:59:59.999999Z", MOMENT_LAST, "9999-12-31T23:59:59.999999Z");
}

static void
test_not_moments(void)
{
	static const char *const WRONG[] = { "", "2026-11-23", "2026-11-23T09:30:05", "2026-11-23T09:30Z",
		"2026-11-23T09:30:05+0900", "2026-11-23T09:30:05+9:00", "2026-11-23T09:30:05+24:00",
		"2026-11-23T09:30:05+09:60", "2026-11-23T09:30:05 Z", "2026-11-23T09:30:05Z ",
		" 2026-11-23T09:30:05Z", "2026-11-23t09:30:05Z", "2026-11-23T09:30:05z", "2026-11-23T24:00:00Z",
		"2026-11-23T09:60:00Z", "2016-12-31T23:59:60Z", "2026-11-23T09:30:05.Z",
		"2026-11-23T09:30:05.1234567Z", "2026-11-23T09:30:05,5Z", "2026-02-29T00:00:00Z",
		"2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z",
		"2026-01-00T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+09:00", "0000-01-01T00:00:00Z",
		"26-11-23T09:30:05Z", "12026-11-23T09:30:05Z", "2026-1-23T09:30:05Z", "2026/11/23T09:30:05Z",
		"+026-11-23T09:30:05Z", "2026-11-23T-9:30:05Z", "２０２６-11-23T09:30:05Z",
		"9999-12-31T23:59:59-00:01" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		gint64 got = 77;
		if (moment_parse(WRONG[i], &got))
			g_error("accepted: %s", WRONG[i]);
		g_assert_cmpint(got, ==, 77);
	}
}

/* Every day from 1970 to 2110 is the one behind the day before it, and reads back. */
static void
test_every_day(void)
{
	gint64 previous = -MOMENT_DAY - ZONE;
	for (int year = 1970; year < 2110; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= 31; day++) {
				g_autofree char *text = g_strdup_printf("%04d-%02d-%02d", year, month, day);
				gint64 date, until;
				gboolean leap = year % 4 == 0 && year != 2100;
				int days = month == 2 ? 28 + leap : 30 + (month % 2 == (month < 8));
				g_assert_true(date_parse(text, ZONE, FALSE, &date) == (day <= days));
				if (day > days)
					continue;
				g_assert_cmpint(date, ==, previous + MOMENT_DAY);
				g_assert_true(date_parse(text, ZONE, TRUE, &until));
				g_assert_cmpint(until, ==, date + MOMENT_DAY);
				previous = date;
			}
}

static void
test_dates(void)
{
	gint64 date, until;
	g_assert_true(date_parse("2027-03-31", ZONE, FALSE, &date));
	g_assert_true(date_parse("2027-03-31", ZONE, TRUE, &until));
	g_autofree char *begins = moment_text(date), *ends = moment_text(until);
	g_assert_cmpstr(begins, ==, "2027-03-30T15:00:00Z");
	g_assert_cmpstr(ends, ==, "2027-03-31T15:00:00Z");
	g_autofree char *day = date_text(date, ZONE, FALSE), *last = date_text(until, ZONE, TRUE);
	g_assert_cmpstr(day, ==, "2027-03-31");
	g_assert_cmpstr(last, ==, "2027-03-31");
	/* any moment of a day is that day */
	g_autofree char *late = date_text(date + MOMENT_DAY - 1, ZONE, FALSE);
	g_assert_cmpstr(late, ==, "2027-03-31");
	g_assert_true(date_parse("2024-02-29", 0, TRUE, &until));
	g_autofree char *leap = date_text(until, 0, TRUE);
	g_assert_cmpstr(leap, ==, "2024-02-29");
	/* both ends of what can be written, west and east */
	g_assert_true(date_parse("1970-01-01", ZONE, FALSE, &date));
	g_assert_cmpint(date, ==, -ZONE);
	g_autofree char *first = date_text(date, ZONE, FALSE);
	g_assert_cmpstr(first, ==, "1970-01-01");
	g_assert_true(date_parse("9999-12-31", -ZONE, TRUE, &until));
	g_autofree char *end = date_text(until, -ZONE, TRUE);
	g_assert_cmpstr(end, ==, "9999-12-31");
	static const char *const WRONG[] = { "", "2027-03", "2027-03-31 ", "2027-3-31", "2027-03-31T00:00:00Z",
		"20270331", "2027-02-29", "1969-12-31", "10000-01-01" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++)
		g_assert_false(date_parse(WRONG[i], ZONE, FALSE, &date));
}

static void
test_zones(void)
{
	gint64 zone;
	g_assert_true(zone_parse("+09:00", &zone));
	g_assert_cmpint(zone, ==, ZONE);
	g_assert_true(zone_parse("-03:30", &zone));
	g_assert_cmpint(zone, ==, -(3 * MOMENT_HOUR + 30 * MOMENT_MINUTE));
	g_assert_true(zone_parse("Z", &zone));
	g_assert_cmpint(zone, ==, 0);
	static const char *const WRONG[] = { "", "+09", "09:00", "+09:00x", "JST", "+24:00", "+-9:00" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++)
		g_assert_false(zone_parse(WRONG[i], &zone));
}

static void
assert_duration(const char *text, gint64 duration, const char *canonical)
{
	gint64 got = -1;
	if (!duration_parse(text, &got))
		g_error("refused: %s", text);
	g_assert_cmpint(got, ==, duration);
	g_autofree char *back = duration_text(got);
	g_assert_cmpstr(back, ==, canonical);
}

static void
test_durations(void)
{
	assert_duration("15min", 15 * MOMENT_MINUTE, "15min");
	assert_duration("60min", MOMENT_HOUR, "1h");
	assert_duration("4h", 4 * MOMENT_HOUR, "4h");
	assert_duration("24h", MOMENT_DAY, "1d");
	assert_duration("30d", 30 * MOMENT_DAY, "30d");
	assert_duration("365d", MOMENT_YEAR, "1y");
	assert_duration("12mo", MOMENT_YEAR, "1y");
	assert_duration("6mo", MOMENT_YEAR / 2, "6mo");
	assert_duration("18mo", 18 * MOMENT_MONTH, "18mo");
	assert_duration("730h", MOMENT_MONTH, "1mo");
	assert_duration("90s", 90 * MOMENT_SECOND, "90s");
	assert_duration("0d", 0, "0s");
	assert_duration("007d", 7 * MOMENT_DAY, "7d");
	assert_duration("1000y", 1000 * MOMENT_YEAR, "1000y");
	static const char *const WRONG[] = { "", "d", "1", "1.5d", "-1d", "+1d", "1 d", "1d ", " 1d", "1D", "1w", "1m",
		"1min30s", "1001y", "365001d", "99999999999d", "18446744073709551615s", "P1D", "1日" };
	for (guint i = 0; i < G_N_ELEMENTS(WRONG); i++) {
		gint64 got = 77;
		if (duration_parse(WRONG[i], &got))
			g_error("accepted: %s", WRONG[i]);
		g_assert_cmpint(got, ==, 77);
	}
}

/* What is no moment at all is shown as the nearer end, not as nonsense. */
static void
test_beyond(void)
{
	g_autofree char *none = moment_text(MOMENT_NONE), *least = moment_text(G_MININT64);
	g_assert_cmpstr(none, ==, "9999-12-31T23:59:59.999999Z");
	g_assert_cmpstr(least, ==, "1970-01-01T00:00:00Z");
	g_assert_cmpint(moment_now(), >, 1700000000 * MOMENT_SECOND);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/moment/moments", test_moments);
	g_test_add_func("/moment/not-moments", test_not_moments);
	g_test_add_func("/moment/every-day", test_every_day);
	g_test_add_func("/moment/dates", test_dates);
	g_test_add_func("/moment/zones", test_zones);
	g_test_add_func("/moment/durations", test_durations);
	g_test_add_func("/moment/beyond", test_beyond);
	return g_test_run();
}
