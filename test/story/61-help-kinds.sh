#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What somebody who writes a dossier by hand can look up: commands, kinds, the fields of a kind.
here=$(cd "$(dirname "$0")/../.." && pwd)
. "$(dirname "$0")/lib.sh"

run 0 help
out '^  check  '
out 'help kinds'
run 0 help check
out '^sekisho check '
run 0 help kinds
out '^  component  +Component$'
ok "every kind is listed" test "$(wc -l <.out)" -ge 57
cp .out kinds
run 0 help component
out '^component  Component$'
out '^  type  '
out '^ +app +Application$'
out 'a reference \(zone\)'
out 'required'
run 0 help attestation
not_out 'recorded_at'
# every kind can be explained
for kind in $(awk '{print $1}' kinds); do
	"$sekisho" help "$kind" >one 2>&1 || echo "$kind" >>unexplained
	grep -q '^  note  ' one || echo "$kind" >>unexplained
done
ok "every kind is explained" test ! -e unexplained
run 2 help komponent
err 'there is no command or kind komponent'
# the manual in doc/ is the one that this program makes
run 0 manual --lang en
same .out "$here/doc/manual.en.md"
run 0 manual --lang ja
same .out "$here/doc/manual.ja.md"
run 0 manual --man
same .out "$here/doc/sekisho.1"
finish
