#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Folders that are too large, empty or no dossier are refused at once, and say how to mend them.
. "$(dirname "$0")/lib.sh"
ledger
state >before

refused() { # PATH PATTERN
	for command in check apply; do
		start=$(date +%s)
		run 2 $command "$1" --now 2026-04-07
		err "$2"
		ok "within 20 seconds" test $(($(date +%s) - start)) -le 20
	done
	state >after
	same before after
}

# a text of 10 MB
{ printf 'zone:\n  annex:\n    name: x\n    note: '; head -c 10485760 /dev/zero | tr '\0' x; printf '\n'; } >hibari/big.yaml
refused hibari '^hibari/big.yaml:4:11: note: 10485760 characters \(at most 20000\)'
# one bracket behind the other
{ printf 'zone: '; head -c 10485760 /dev/zero | tr '\0' '['; } >hibari/big.yaml
refused hibari '^hibari/big.yaml:1:1: has more than 300000 \[ and \{; split the file'
# one file above 16 MiB
{ printf '# '; head -c 17825792 /dev/zero | tr '\0' x; printf '\nzone: {}\n'; } >hibari/big.yaml
refused hibari '^hibari/big.yaml:1:1: has [0-9]+ bytes \(at most 16777216\); split the file'
# 100 MB in ten files
rm hibari/big.yaml
head -c 10000000 /dev/zero | tr '\0' '\n' >hibari/big-0.yaml
for i in 1 2 3 4 5 6 7 8 9; do cp hibari/big-0.yaml hibari/big-$i.yaml; done
refused hibari '^hibari/big-[0-9].yaml:1:1: the folder is too large .*at most 2000 files, 67108864 bytes.*move what is long'
rm hibari/big-*.yaml
# more objects than a dossier has
{ echo 'zone:'; seq -f '  z%.0f: {name: x, type: office, trust: 2, exposure: internal, operator: hibari-library, country: JP}' 20001; } >hibari/many.yaml
refused hibari '^hibari/many.yaml:20002:3: too many objects \(at most 20000\)'
rm hibari/many.yaml

mkdir empty
refused empty '^empty: there is no YAML file'
mkdir none && printf 'zone: {}\n' >none/a.yaml
refused none '^none/a.yaml:1:1: there is no .system:.; say which system it is'
run 2 check nowhere --store sekisho.db
err 'there is no system nowhere'
run 2 apply nowhere
err 'nowhere: there is no such folder'
finish
