/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The state of a phase as one number: SHA-256 of the canonical JSON array
 * [[kind,id,digest],…], sorted bytewise, of the live objects of kinds of the phases 1 … n. Kinds of
 * phase `all` are not in it, nor names, notes and what else is not material.
 */
#pragma once
#include "facts.h"

/* `objects`: of const struct object*, of one chain, in any order; retired ones are passed over. */
struct digest phase_digest(const GPtrArray *objects, int phase);
