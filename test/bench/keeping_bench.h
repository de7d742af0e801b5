/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include "base/error.h"

double bench_seconds(void); /* wall clock */
double bench_cpu(void);     /* user and system, of this process */
double bench_rss_mb(void);  /* the highest so far */
void bench_must(gboolean ok, GError *error);

void bench_content(int argc, char **argv, const char *folder);
void bench_stream(int argc, char **argv, const char *folder);
void bench_verify(int argc, char **argv, const char *folder);
void bench_rebuild(int argc, char **argv, const char *folder);
