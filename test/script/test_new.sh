#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What script/new makes can be loaded and compiled, and its test fails: test_new.sh RUN_STORIES SOURCE
set -u
stories=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tree=$(mktemp -d) || exit 99
trap 'rm -rf "$tree"' EXIT
(cd "$2" && cp -r model script src test meson.build "$tree") || exit 99
cd "$tree" || exit 99
number=0
failed=0
ok() { # NAME COMMAND...
	number=$((number + 1))
	name=$1
	shift
	if "$@" >out 2>&1; then echo "ok $number - $name"; return; fi
	echo "not ok $number - $name"
	sed 's/^/# /' out
	failed=1
}
refused() { script/new "$@" >out 2>&1; [ $? -eq 2 ]; }
makes() { # KIND NAME: files named on standard output are there
	kind=$1
	script/new "$kind" "$2" >names || return 1
	sed '/^next:/d' names | while read -r file; do [ -s "$file" ] || { echo "no $file"; exit 1; }; done
	grep -q '^next:' names
}
loads() { # RULE: the model with it can be used, and its stories fail, for that reason alone
	"$stories" model "$1" >told
	[ $? -eq 1 ] && grep -q '^ok 1 - every file of the model can be used' told &&
		grep -q "^not ok 2 - .*$1.test.yaml" told && grep -q 'expected, not found' told || { cat told; false; }
}
whole() { "$stories" model X.no-such-rule | tee told | grep -q '^ok 1 - every file of the model can be used' || { cat told; false; }; }
compiles() {
	# shellcheck disable=SC2046
	for file in "src/cli/$1.c" src/cli/main.c; do
		${CC:-cc} -std=gnu17 -D_GNU_SOURCE -Isrc $(pkg-config --cflags glib-2.0 gio-2.0) -Wall -Wextra -Werror \
			-Wno-unused-parameter -Wno-missing-field-initializers -Wmissing-prototypes -DSEKISHO_VERSION='""' \
			-fsyntax-only "$file" || return 1
	done
	grep -qx "  '$1.c'," src/cli/meson.build && sh -n "test/story/90-$1.sh" && grep -qx "  '90-$1'," test/story/meson.build
}
sorted() { grep "^  '.*[.]c',$" src/cli/meson.build | grep -v main.c >list; sort -c list; }

rm -f model/guideline/grounds/C4-1.* model/rules/C4-1.skeleton.*
ok "a rule" makes rule C4-1.skeleton
ok "loads, and its stories fail" loads C4-1.skeleton
ok "a ground" makes ground C4-1
ok "loads, and its stories fail" loads C4-1
ok "a kind" makes kind skeleton_thing
ok "loads" whole
ok "a derivation" makes derivation 99-skeleton_line
ok "loads" whole
ok "a command" makes command skeleton-try
ok "compiles and is in the tables" compiles skeleton-try
ok "the first of the alphabet too" makes command aaa
ok "compiles and is in the tables" compiles aaa
ok "and the last" makes command zzz
ok "which are in order" sorted
ok "what is there stays" refused rule C4-1.skeleton
ok "a ground too" refused ground C4-1
ok "a kind too" refused kind skeleton_thing
ok "a derivation's name too" refused derivation 98-skeleton_line
ok "a command too" refused command skeleton-try
ok "no rule for a check that does not exist" refused rule C9-9.thing
ok "no rule without a name" refused rule C4-1
ok "no kind with such a name" refused kind Bad-Name
ok "no command outside its folder" refused command ../x
ok "nothing else" refused table x
echo "1..$number"
exit $failed
