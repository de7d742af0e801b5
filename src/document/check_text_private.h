/* SPDX-License-Identifier: Apache-2.0 */
/* What check_text*.c share. */
#pragma once
#include "check_report.h"

enum colour { PLAIN, BOLD, RED, YELLOW, GREEN, GREY };

struct writing {
	const struct judgement *judgement;
	const struct guideline *guideline;
	const struct report_options *options;
	GString *out;
	gboolean ja;
};

void say(struct writing *w, const char *ja, const char *en, ...)
	__attribute__((format(printf, 2, 4), format(printf, 3, 4)));
const char *paint(const struct writing *w, enum colour colour);
/* A paragraph whose lines after the first stand at `indent`; broken only where the width is known. */
void write_wrapped(struct writing *w, const char *text, guint used, guint indent);
/* Up to which phase the report goes into detail. */
int phase_in_detail(const struct writing *w);
gboolean counts_now(const struct finding *finding);

/* ---- check_text_head.c ---- */
void write_head(struct writing *w);
/* ---- check_text_next.c ---- */
void write_next(struct writing *w);
