/* SPDX-License-Identifier: Apache-2.0 */
/* The writers of check_formats.c that have a file of their own. Each appends to `out`. */
#pragma once
#include "check_report.h"

/* SARIF 2.1.0, for code hosts and their viewers. */
gboolean check_sarif(const struct report *report, GString *out, GError **error);
/* JUnit's XML, for CI servers: fails exactly where the exit status is 1. */
gboolean check_junit(const struct report *report, GString *out, GError **error);
/* Markdown, as a comment on a pull request. */
gboolean check_markdown(const struct report *report, GString *out, GError **error);
/* A workbook: the checklist as it is handed in. */
gboolean check_xlsx(const struct report *report, GString *out, GError **error);
