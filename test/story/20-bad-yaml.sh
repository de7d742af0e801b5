#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A folder that cannot be read: file, line and column, what is wrong, how to mend it; nothing written.
. "$(dirname "$0")/lib.sh"
ledger
state >before
cp hibari/model.yaml good.yaml

# both commands refuse it with the same words, and the ledger stays as it was
bad() { # PATTERN...
	for command in 'check hibari' 'apply hibari' 'apply hibari --plan'; do
		# shellcheck disable=SC2086
		run 2 $command --now 2026-04-07
		for pattern; do err "$pattern"; done
		ok "nothing on standard output" test ! -s .out
	done
	state >after
	same before after
	cp good.yaml hibari/model.yaml
	rm -f hibari/bad.yaml
}

printf 'zone:\n  a: {name: x\n  b: y\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:[23]:[0-9]+: '
printf 'zone:\n\ta: {name: x}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:[0-9]+: .*[Tt]ab'
printf 'zone:\n  a: {name: x}\n b: {name: y}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:[23]:[0-9]+: '
printf 'zone: "open\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:[12]:[0-9]+: '
printf 'zone:\n  annex: {name: a, type: office, name: b}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:34: key "name" is written twice; remove one'
printf 'zone:\n  annex: {name: a}\n  annex: {name: b}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:3:3: key "annex" is written twice'
# an alias bomb is refused at its first anchor
{
	printf 'zone:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n'
	for i in b c d e f g h i; do
		printf '  %s: &%s [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n' $i $i
	done
} >hibari/bad.yaml
bad '^hibari/bad.yaml:2:[0-9]+: tags and anchors are not allowed'
printf 'zone:\n  a: !!python/object:os.system {}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:[0-9]+: tags and anchors'
printf 'zone:\n  annex: {name: "a\000b"}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:19: there is a NUL byte'
printf 'zone:\n  annex: {name: \203e\203X\203g}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:17: this is not UTF-8; save the file as UTF-8'
printf '\376\377\000z\000o' >hibari/bad.yaml
bad '^hibari/bad.yaml:1:1: this is not UTF-8'
printf 'zone: {}\n---\nzone: {}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:1: only one document'
printf -- '- zone\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:1:1: a file begins with kind:'
printf 'zone: [a, b]\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:1:7: below zone stand id'
{ printf 'zone: '; i=0; while [ $i -lt 200 ]; do printf '['; i=$((i + 1)); done; } >hibari/bad.yaml
bad '^hibari/bad.yaml:1:[0-9]+: nested too deeply'
printf 'zone:\n  ? {a: b}\n  : {name: x}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:2:[0-9]+: a key must be plain text'
ln -s ../good.yaml hibari/bad.yaml
bad '^hibari/bad.yaml:1:1: links and special files are not read'
mkfifo hibari/bad.yaml
bad '^hibari/bad.yaml:1:1: links and special files are not read'
mkdir hibari/bad.yaml && printf 'zone:\n  annex: {nam: x}\n' >hibari/bad.yaml/inner.yml
for command in 'check hibari' 'apply hibari'; do
	# shellcheck disable=SC2086
	run 2 $command --now 2026-04-07
	err '^hibari/bad.yaml/inner.yml:2:11: zone has no field nam \(nearest: name\)'
done
finish
