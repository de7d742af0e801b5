/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include <glib.h>

/* text_norm and text_blank, quicker for text that is common. */
char *judge_norm(const char *text); /* owned by the caller */
gboolean judge_blank(const char *text, guint n);
