#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every command and option is explained in both languages, and the manuals in doc/ are what the table says:
# test_help.sh SEKISHO SOURCE
set -u
sekisho=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$2
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8
number=0
failed=0
ok() { # NAME COMMAND...
	number=$((number + 1))
	name=$1
	shift
	if "$@" >"$work/told" 2>&1; then echo "ok $number - $name"; return; fi
	echo "not ok $number - $name"
	sed 's/^/# /' "$work/told" | head -20
	failed=1
}
kana='[ぁ-んァ-ヶ]'
options() { sed -n 's/^  \(-h, --help\|--[a-z-]*\).*/\1/p' "$1"; }
explained() { # FILE: every option line says something behind its two columns
	! grep -E '^  (-h, )?--[a-z]' "$1" | grep -vE '^  (-h, )?--[a-z-]*( [^ ]+)?  +[^ ]' | grep .
}
help_of() { # COMMAND
	"$sekisho" "$1" --help --lang en >"$work/en" && "$sekisho" "$1" --help --lang ja >"$work/ja" || return 1
	! grep -nE "$kana" "$work/en" || return 1
	options "$work/en" >"$work/en.options"
	options "$work/ja" >"$work/ja.options"
	cmp "$work/en.options" "$work/ja.options" && explained "$work/en" && explained "$work/ja" || return 1
	# a Japanese text for each option: none of its lines is plain ASCII
	! grep -E '^  (-h, )?--[a-z]' "$work/ja" | grep -v '[^ -~]' | grep . || return 1
	sed -n 3p "$work/en" | grep -qE '[a-z]' && sed -n 3p "$work/ja" | grep -q '[^ -~]' || return 1
	grep -q '^  sekisho ' "$work/en"
}
listed() { # the list of commands names each, once, explained
	"$sekisho" --help --lang "$1" >"$work/list" || return 1
	for command in $commands; do
		[ "$(grep -cE "^  $command  +[^ ]" "$work/list")" -eq 1 ] || { echo "$command"; return 1; }
	done
	[ "$1" = ja ] || ! grep -E "$kana" "$work/list"
}
same() { # FILE ARGUMENTS...
	file=$1
	shift
	"$sekisho" manual "$@" >"$work/manual" && diff -u "$source/$file" "$work/manual"
}
commands=$(sed -n 's/^COMMAND(\([a-z_]*\))$/\1/p' "$source/src/cli/commands.tbl" | tr _ -)
ok "there are commands" test "$(echo "$commands" | wc -w)" -gt 10
ok "the list of them, in English" listed en
ok "and in Japanese" listed ja
for command in $commands; do
	ok "$command --help" help_of "$command"
done
ok "doc/manual.en.md is made from the table" same doc/manual.en.md --lang en
ok "doc/manual.ja.md too" same doc/manual.ja.md --lang ja
ok "and doc/sekisho.1" same doc/sekisho.1 --man
echo "1..$number"
exit $failed
