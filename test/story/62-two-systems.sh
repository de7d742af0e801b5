#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A system is judged the same alone in its ledger and beside another, whichever came first.
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/lib.sh"
now=2026-11-25T12:00:00+09:00
examples=$here/examples

filled() { # LEDGER SYSTEM...
	ledger=$1
	shift
	run 0 init --rehearsal --store "$ledger"
	for folder in org "$@"; do
		run 0 apply "$examples/$folder" --without-grants --store "$ledger" --now "$now"
	done
}

judged() { # LEDGER SYSTEM FILE
	run 1 check "$2" --store "$1" --now "$now" --format json
	cp .out "$3"
}

filled one.db kaigi-yoyaku
filled other.db sekisho
filled both.db kaigi-yoyaku sekisho
filled turned.db sekisho kaigi-yoyaku
judged one.db kaigi-yoyaku alone.json
judged other.db sekisho other.json
for ledger in both.db turned.db; do
	judged "$ledger" kaigi-yoyaku beside.json
	same alone.json beside.json
	judged "$ledger" sekisho beside.json
	same other.json beside.json
done
ok "there is something to compare" grep -q P5b.role-vacant alone.json
# a folder of the same name does not stand before a ledger that was asked for
cp -r "$examples/kaigi-yoyaku" kaigi-yoyaku
judged one.db kaigi-yoyaku beside.json
same alone.json beside.json
run 1 check kaigi-yoyaku --org "$examples/org" --now "$now"
out 'a folder alone'
run 1 check ./kaigi-yoyaku --store one.db --org "$examples/org" --now "$now"
out 'a folder alone'
finish
