#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What others changed since stops an apply, named with file and line, theirs and ours.
. "$(dirname "$0")/lib.sh"
ledger
run 0 put component:web version=2.0 --now 2026-04-07
state >before

# we did not touch it, but the folder is no longer what the ledger says
run 2 apply hibari --now 2026-04-08
err '^hibari/model.yaml:8:3: component:web was changed by local \(2026-04-06T15:00:00Z\)'
err '^hibari/model.yaml:8:[0-9]+: version of component:web: the ledger has "2.0", the folder has "1.10" \(from "1.10"\)'
err '--keep component:web'
err '--over component:web'

# both changed it
sed -i 's/version: "1.10"/version: "1.12"/' hibari/model.yaml
sed -i 's/cold, at_rest: disk/hot, at_rest: disk/' hibari/model.yaml
run 2 apply hibari --now 2026-04-08
err 'the ledger has "2.0", the folder has "1.12" \(from "1.10"\)'
not_err 'component:db'
run 2 apply hibari --plan --now 2026-04-08
state >after
same before after

# an object settled for the ledger, the rest goes on; and it is still in conflict the next time
run 0 apply hibari --keep component:web --now 2026-04-08
out '1 changed, 1 left as in the ledger, 24 unchanged'
run 0 get component:web
out '^version: "2.0"$'
run 0 get component:db
out '^redundancy: hot$'
run 2 apply hibari --now 2026-04-08
# the folder says what the ledger says: no conflict any more
sed -i 's/version: "1.12"/version: "2.0"/' hibari/model.yaml
run 0 apply hibari --now 2026-04-08
out '26 unchanged'
# settled for the folder
run 0 put component:web version=2.1 --now 2026-04-08
sed -i 's/version: "2.0"/version: "2.2"/' hibari/model.yaml
run 0 apply hibari --over component:web --now 2026-04-08
run 0 get component:web
out '^version: "2.2"$'

# retired in the ledger: its id is never used again
run 0 retire flow:store --reason 統合 --now 2026-04-09
run 2 apply hibari --now 2026-04-09
err '^hibari/model.yaml:14:3: flow:store is retired in the ledger .*統合'
run 2 apply hibari --over all --now 2026-04-09
sed -i '/^  store:/d' hibari/model.yaml
run 0 apply hibari --now 2026-04-09

# no base: nothing says who is right
rm hibari/.sekisho.json
run 0 put component:db version=16 --now 2026-04-10
run 2 apply hibari --now 2026-04-10
err 'component:db differs from the ledger, and nothing says which is newer'
not_err 'component:web'
printf 'no JSON' >hibari/.sekisho.json
run 2 apply hibari --now 2026-04-10
err '^hibari/.sekisho.json:1:1: '
for trap in /dev/zero /etc/passwd; do
	ln -sf $trap hibari/.sekisho.json
	run 2 apply hibari --now 2026-04-10
	err '^hibari/.sekisho.json:1:1: '
	rm hibari/.sekisho.json
done
mkfifo hibari/.sekisho.json
run 2 apply hibari --now 2026-04-10
err '^hibari/.sekisho.json:1:1: '
rm hibari/.sekisho.json

# an export over a folder with changes of its own is refused; one that only lags behind is renewed
run 2 export hibari-yoyaku -o hibari
err 'not empty'
run 0 export hibari-yoyaku -o fresh
run 0 put component:db version=16.1 --now 2026-04-11
sed -i 's/quantity: 2/quantity: 3/' fresh/component.yaml
run 2 export hibari-yoyaku -o fresh --replace
err '^fresh/component.yaml:[0-9]+:3: component:web has changes that were not applied'
sed -i 's/quantity: 3/quantity: 2/' fresh/component.yaml
mkdir fresh/.git fresh/notes && touch fresh/.git/config fresh/notes/read.me
run 0 export hibari-yoyaku -o fresh --replace
ok "the folder is renewed" grep -q 'version: "16.1"' fresh/component.yaml
ok "and what is not of the dossier stays" test -f fresh/.git/config -a -f fresh/notes/read.me
run 0 apply fresh --org org --plan --now 2026-04-11
out 'hibari-yoyaku.*: 25 unchanged'
finish
