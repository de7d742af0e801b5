/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The guided path in the terminal: `init --interview`. Questions come from model/path/small.yaml
 * (document/path.h), answers from standard input, a terminal or a pipe, one line each.
 *
 * Nothing is written before the last answer: the folder is made beside its place, read back and checked
 * as `check` would, and then moved. The end of the input, or three answers in a row that cannot be used,
 * leave nothing behind but the answers so far on the screen, in the form that --answers takes.
 */
#pragma once
#include "cli.h"

int interview(struct cli *cli); /* gives the exit status */
