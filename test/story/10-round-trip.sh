#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A folder goes into the ledger and comes out again as it was.
. "$(dirname "$0")/lib.sh"
ledger
out 'hibari-yoyaku.*: 26 new'
ok "the folder remembers what it was applied to" test -f hibari/.sekisho.json
run 0 apply hibari --plan --now 2026-04-06
out 'hibari-yoyaku.*: 26 unchanged'
not_out 'changed 1|~ '
run 0 apply hibari --now 2026-04-06
out 'hibari-yoyaku.*: 26 unchanged'

run 0 export hibari-yoyaku -o one/hibari --now 2026-04-06
run 0 export @org -o one/org --now 2026-04-06
run 0 export hibari-yoyaku -o two/hibari --now 2026-04-06 --json
out '"objects": 26,'
out '"evidence/scan-2026-04.json"'
tree one/hibari two/hibari
same one/hibari/.sekisho.json two/hibari/.sekisho.json
ok "evidence comes out byte by byte" cmp one/hibari/evidence/scan-2026-04.json hibari/evidence/scan.json
run 0 apply one/hibari --plan --now 2026-04-06
out 'hibari-yoyaku.*: 26 unchanged'
out '@org.*: 8 unchanged'
ok "prose of many lines stays prose" grep -q '^    purpose: |-$' one/hibari/system.yaml
ok "a version stays a text" grep -qx '    version: "1.10"' one/hibari/component.yaml
ok "a day stays a day" grep -qx '    ends_on: 2031-03-31' one/hibari/system.yaml
ok "claims keep their person" grep -qx '    _by: p-bbbbbbb3' one/hibari/decision.yaml
ok "nothing that Sekisho stamps" sh -c '! grep -rnE "sha256|digest:|claimed_at" one/hibari/*.yaml'

run 0 init --rehearsal --now 2026-04-06 --store other.db --json
out '^\{"store":"other.db"\}$'
run 0 apply one/hibari --now 2026-04-06 --store other.db
run 0 export hibari-yoyaku -o three/hibari --store other.db --now 2026-04-06
run 0 export @org -o three/org --store other.db --now 2026-04-06
tree one/hibari three/hibari
tree one/org three/org
ok "but they are of two ledgers" sh -c '! cmp -s one/hibari/.sekisho.json three/hibari/.sekisho.json'

# the folder of another ledger says nothing about this one
run 0 apply one/hibari --plan --now 2026-04-06
out 'another ledger and was passed over'
out 'hibari-yoyaku.*: 26 unchanged'

# what was exported is judged as what was written (claims are dated by when they were recorded)
sed -i 's/, _at: [^}]*//' hibari/records.yaml
run 1 check hibari --now 2026-04-06 --format json
sed -n '/"checks"/,$p' .out | grep -vE '"(file|line)"' >before
run 1 check one/hibari --now 2026-04-06 --format json
sed -n '/"checks"/,$p' .out | grep -vE '"(file|line)"' >after
ok "the same verdicts and findings" diff before after
finish
