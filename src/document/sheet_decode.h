/* SPDX-License-Identifier: Apache-2.0 */
/* The bytes of a text file as UTF-8, whatever they are in (sheet.h says what is known). */
#pragma once
#include "base/error.h"

/* With a NUL, owned by the caller; NULL after at least one problem with its line. `name` is the file's. */
char *sheet_decode(const char *bytes, gsize len, const char *name, struct problems *problems);
