#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# More findings than one entry holds are written in several, and nothing of them is lost.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
seq 2500 | awk 'BEGIN { print "component:" } {
	printf "  part-with-a-rather-long-identifier-of-its-own-%04d: {name: 部品%d, type: host, layer: os, zone: inner, env: production, quantity: 1, custom: false, redundancy: cold, at_rest: disk}\n", $1, $1
}' >hibari/parts.yaml
run 0 init --rehearsal --now 2026-04-06
run 0 apply hibari --now 2026-04-06
out '2526 new'
run 0 history hibari-yoyaku
grep -oE 'findings: [0-9]+ opened' .out | tr -dc '0-9\n' >parts
ok "in more than one entry" test "$(wc -l <parts)" -ge 2
run 1 check hibari-yoyaku --now 2026-04-06 --format json
ok "all that is open was written" test "$(awk '{ n += $1 } END { print n }' parts)" -eq \
	"$(grep -c '^      "rule": ' .out)"
run 0 verify
run 0 rebuild
run 0 verify
# the next judgement finds nothing new
run 0 put actor:clerk number=26 --now 2026-04-06
run 0 history hibari-yoyaku
grep ' judged ' .out | tail -1 >last
ok "nothing is opened twice" grep -qE 'no change$|findings: [0-3] opened, 0 closed$' last
finish
