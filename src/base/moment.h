/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time. Inside: signed 64-bit microseconds since 1970-01-01T00:00:00Z, no leap seconds. Outside:
 * RFC 3339. Years 1970 to 9999.
 *
 * `date`  2026-11-23         its 00:00 in the ledger's zone
 * `until` 2027-03-31         that day included: the NEXT 00:00 in the ledger's zone; past is x <= now
 * `duration` 15min 4h 30d 6mo 1y   1y = 365 d, 1mo = 1y/12; canonical text = largest unit that divides
 * The zone is a fixed offset ("+09:00"), written into the first entry of every chain.
 */
#pragma once
#include <glib.h>

#define MOMENT_SECOND G_GINT64_CONSTANT(1000000)
#define MOMENT_MINUTE (60 * MOMENT_SECOND)
#define MOMENT_HOUR (60 * MOMENT_MINUTE)
#define MOMENT_DAY (24 * MOMENT_HOUR)
#define MOMENT_YEAR (365 * MOMENT_DAY)
#define MOMENT_MONTH (MOMENT_YEAR / 12)
#define MOMENT_LAST G_GINT64_CONSTANT(253402300799999999) /* 9999-12-31T23:59:59.999999Z */
#define MOMENT_NONE G_MAXINT64

gint64 moment_now(void);
/* RFC 3339 with offset or Z (upper case, a blank for T), fraction up to 6 digits, no leap second. */
gboolean moment_parse(const char *text, gint64 *ret);
/* With Z; a fraction only if not zero, without trailing zeros; beyond 0…MOMENT_LAST the nearer end. Owned by
 * the caller. */
char *moment_text(gint64 moment);
/* As people read it in their zone: "2026-04-01 09:30". Owned by the caller. */
char *moment_local_text(gint64 moment, gint64 zone);
/* Zone text "+09:00" / "Z" to microseconds east of UTC. */
gboolean zone_parse(const char *text, gint64 *ret_offset);
/* YYYY-MM-DD that exists, to its 00:00 in the zone. `next` gives the following midnight. */
gboolean date_parse(const char *text, gint64 zone, gboolean next, gint64 *ret);
/* The inverse: the day that begins at (date) or ends before (until) the moment. */
char *date_text(gint64 moment, gint64 zone, gboolean next);
gboolean duration_parse(const char *text, gint64 *ret);
char *duration_text(gint64 duration);
