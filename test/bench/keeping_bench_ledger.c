/* SPDX-License-Identifier: Apache-2.0 */
#include "keeping_bench.h"
void
bench_verify(int argc, char **argv, const char *folder)
{
}
void
bench_rebuild(int argc, char **argv, const char *folder)
{
}
