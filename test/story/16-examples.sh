#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every example goes into a ledger and comes out of it as it was.
. "$(dirname "$0")/lib.sh"
examples=$fixtures/../../../examples
now='--now 2026-11-25T12:00:00+09:00'
for each in "$examples"/*/profile.yaml; do
	name=$(basename "$(dirname "$each")")
	mkdir "$name" && cp -r "$examples/org" "$examples/$name" "$name" && chmod -R u+w "$name"
	cd "$name" || exit 99
	# shellcheck disable=SC2086
	{
		run 0 init --rehearsal $now
		run 0 apply "$name" --without-grants $now
		run 0 export "$name" -o one/"$name" $now
		run 0 export @org -o one/org $now
		run 0 apply one/"$name" --plan $now
		ok "nothing to change: $name" sh -c 'grep -E "^(@org|[a-z-]+) " ../.out | grep -vE ": [0-9]+ unchanged\$" | wc -l | grep -qx 0'
		run 0 init --rehearsal --store two.db $now
		run 0 apply one/"$name" --store two.db $now
		run 0 export "$name" -o two/"$name" --store two.db $now
		run 0 export @org -o two/org --store two.db $now
		tree one/"$name" two/"$name"
		tree one/org two/org
		run 0 verify
	}
	cd ..
done
ok "there were examples" test $n -ge 40
finish
