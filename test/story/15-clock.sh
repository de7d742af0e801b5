#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The clock can be set in a rehearsal ledger and in a folder check, nowhere else.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
run 2 init --now 2026-04-06
err 'only in a rehearsal'
ok "nothing was made" test ! -e sekisho.db
run 0 init
for command in 'apply hibari' 'put party:x type=unit name=x country=JP' 'check hibari-yoyaku' \
	'list party' 'history @org' 'checkpoint' 'export @org -o x'; do
	# shellcheck disable=SC2086
	run 2 $command --now 2026-04-06
	err 'rehearsal'
done
run 2 verify --now 2026-04-06
err 'now means nothing to verify'
run 1 check hibari --now 2026-04-06
out '2026-04-06'
run 2 check hibari --now 2026-02-30
err 'no time'
run 2 check ./hibari --at 2026-04-06
err '--at'

run 0 init --rehearsal --store r.db --now 2026-04-06
run 0 apply hibari --store r.db --now 2026-04-06T09:00:00+09:00
run 0 history system:hibari-yoyaku --store r.db
out '2026-04-06 09:00'
# time never goes back within a chain
run 0 put component:web version=9 --store r.db --now 2026-04-01
run 0 history component:web --store r.db
not_out '2026-04-01'
# what the ledger knew then
run 0 put component:web version=10 --store r.db --now 2026-05-01
run 0 history @org --raw --store r.db
out '"rehearsal":true'
run 1 check hibari-yoyaku --at 2026-04-10 --store r.db --now 2026-05-01 --json
out '"at": "2026-04-10T'
finish
