/* SPDX-License-Identifier: Apache-2.0 */
/* The table of the forms in which `check` tells what it found. A new form: its file, a line here. */
#include <string.h>

#include "check_writers.h"

static gboolean
write_text(const struct report *report, GString *out, GError **error)
{
	if (report->options->problems) {
		problems_text(report, out);
		return TRUE;
	}
	check_text(report->judgement, report->guideline, report->options, out);
	if (report->outcome->baseline != NULL)
		baseline_text(report, out);
	maturity_text(report, out);
	return TRUE;
}

static gboolean
write_json(const struct report *report, GString *out, GError **error)
{
	check_json(report, out);
	return TRUE;
}

const struct report_format REPORT_FORMATS[] = {
	{ "text", FALSE, TRUE, write_text },
	{ "json", FALSE, TRUE, write_json },
	{ "sarif", FALSE, FALSE, check_sarif },
	{ "junit", FALSE, FALSE, check_junit },
	{ "markdown", FALSE, FALSE, check_markdown },
	{ "xlsx", TRUE, FALSE, check_xlsx },
	{ NULL, FALSE, FALSE, NULL },
};

const struct report_format *
report_format(const char *name)
{
	for (const struct report_format *format = REPORT_FORMATS; format->name != NULL; format++)
		if (strcmp(format->name, name) == 0)
			return format;
	return NULL;
}
