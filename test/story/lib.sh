# SPDX-License-Identifier: Apache-2.0
# What every story uses. A story is called with the binary, works in a folder of its own that goes
# with it, and prints TAP:
#
#     . "$(dirname "$0")/lib.sh"
#     run 0 init --rehearsal          the exit status that is expected, then the arguments
#     out '^made'                     a line of standard output matches (err: of standard error)
#     not_out 'secret'
#     same FILE FILE; tree FOLDER FOLDER
#     ok TEXT COMMAND...              anything else that must succeed
#     finish
set -u
sekisho=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
fixtures=$(cd "$(dirname "$0")" && pwd)/fixtures
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
trap 'exit 99' HUP INT TERM
cd "$work" || exit 99
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=Asia/Tokyo NO_COLOR=1
n=0
failed=0
last=

result() { # STATUS TEXT
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
		return
	fi
	failed=$((failed + 1))
	echo "not ok $n - $2"
	echo "# after: sekisho $last"
	sed 's/^/# out: /' "$work/.out" 2>/dev/null | head -40
	sed 's/^/# err: /' "$work/.err" 2>/dev/null | head -40
}

ok() { # TEXT COMMAND...
	text=$1
	shift
	"$@" >"$work/.ok" 2>&1
	status=$?
	[ $status -eq 0 ] || sed 's/^/# /' "$work/.ok" | head -40
	result $status "$text"
}

run() { # STATUS ARGUMENTS...
	expected=$1
	shift
	last=$*
	LC_ALL=en_US.UTF-8 "$sekisho" "$@" >"$work/.out" 2>"$work/.err" </dev/null
	status=$?
	[ $status -eq "$expected" ]
	result $? "exit status $expected (was $status): $*"
}

out() { grep -qE -- "$1" "$work/.out"; result $? "says: $1"; }
err() { grep -qE -- "$1" "$work/.err"; result $? "tells: $1"; }
not_out() { ! grep -qE -- "$1" "$work/.out"; result $? "does not say: $1"; }
not_err() { ! grep -qE -- "$1" "$work/.err"; result $? "does not tell: $1"; }
same() { cmp "$1" "$2" >"$work/.ok" 2>&1; result $? "$1 and $2 are the same"; }
tree() { # FOLDER FOLDER: the same, but for which ledger they are of
	diff -r -x .sekisho.json "$1" "$2" >"$work/.ok" 2>&1
	status=$?
	[ $status -eq 0 ] || sed 's/^/# /' "$work/.ok" | head -40
	result $status "$1 and $2 are the same"
}

# A ledger with the fixture dossier applied on 2026-04-06; more arguments go to apply.
ledger() {
	cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
	run 0 init --rehearsal --now 2026-04-06
	run 0 apply hibari --now 2026-04-06 "$@"
}

# How many entries people wrote, and the bytes of the ledger's tables: what a refusal must not change.
state() { "$sekisho" history @org --json && "$sekisho" history hibari-yoyaku --json; }

finish() {
	echo "1..$n"
	[ $failed -eq 0 ]
	exit
}
