#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Help and manual come from one table, in both languages, and the manual in doc/ is what it gives.
. "$(dirname "$0")/lib.sh"
doc=$fixtures/../../../doc
run 0 manual --lang ja
ok "doc/manual.ja.md is what \`sekisho manual --lang ja\` prints" cmp .out "$doc/manual.ja.md"
run 0 manual --lang en
ok "doc/manual.en.md is what \`sekisho manual --lang en\` prints" cmp .out "$doc/manual.en.md"
cp .out manual
run 0 manual --man
ok "doc/sekisho.1 is what \`sekisho manual --man\` prints" cmp .out "$doc/sekisho.1"

run 2
out '^Commands'
run 0 --help
commands=$(sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' .out)
ok "there are commands" test "$(echo "$commands" | wc -l)" -ge 18
for command in $commands; do
	for lang in ja en; do
		run 0 "$command" --help --lang $lang
		ok "$command has no line above 100 columns in $lang" sh -c \
			"! sed '/^Examples\$/,\$d; /^例\$/,\$d' .out | LC_ALL=C grep -qE '^[ -~]{101,}'"
	done
	out '^Exit status$'
	out '^Examples$'
	ok "$command stands in the manual" grep -q "^## $command\$" manual
done

# every example is a command line that is understood
sed -n '/^```sh$/,/^```$/p' manual | grep '^sekisho ' | sed 's/ > .*//' >examples
ok "there are examples" test "$(wc -l <examples)" -ge 30
while read -r line; do
	eval "set -- ${line#sekisho }"
	"$sekisho" "$@" --help >.out 2>.err
	result $? "understood: $line"
done <examples

run 2 chekc
err 'there is no command chekc \(nearest: check\)'
run 2 check x --fial-on must
err 'check has no option --fial-on'
run 2 check x --phase
err 'phase needs a value'
run 2 list party --all-of-it
run 2 check x --json=yes
err 'json takes no value'
run 2 check x --lang fr
err 'lang is ja or en'
run 0 --version
out '^sekisho [0-9.]+$'
run 2 manual now
err 'no argument'
finish
