#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The ledger.sh of an example makes a ledger that holds together, and the twin judged there is clean in
# phases 1 to 3, with demarcation and selection conforming: test_ledger.sh SEKISHO EXAMPLES SYSTEM.yaml
set -u
SEKISHO=$(realpath "$1") examples=$(realpath "$2") mend=$(realpath "$3")
export SEKISHO LC_ALL=C.UTF-8
system=$(basename "$mend" .yaml)
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
n=0
failed=0
ok() { # TEXT COMMAND...
	text=$1
	shift
	n=$((n + 1))
	if "$@" >"$work/said" 2>&1; then
		echo "ok $n - $system: $text"
	else
		failed=1
		echo "not ok $n - $system: $text"
		sed 's/^/# /' "$work/said" | tail -n 30
	fi
}
conforming() { # CHECK
	tr -d ' \n' <"$work/check.json" | grep -q "\"id\":\"$1\",\"phase\":[0-9],\"verdict\":\"conforming\""
}
graver() { # findings of phases 1 to 3 that are must or should
	"$SEKISHO" check "$system" --store "$work/ledger/sekisho.db" --now 2026-11-25T12:00:00+09:00 --phase 3 --lang en |
		grep -A1 -E '\[(must|should)・' && return 1
	return 0
}
ok "the people play their parts" "$examples/$system/ledger.sh" --mend "$mend" "$work/ledger"
ok "the ledger is sound" "$SEKISHO" verify --store "$work/ledger/sekisho.db"
"$SEKISHO" check "$system" --store "$work/ledger/sekisho.db" --now 2026-11-25T12:00:00+09:00 --format json >"$work/check.json"
ok "the profile conforms" conforming C1-1
ok "the demarcation conforms" conforming C2-2
ok "the selection conforms" conforming C2-3
ok "no must or should in phases 1 to 3" graver
echo "1..$n"
exit $failed
