#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Is the ledger whole, make its tables anew, carry it away, bring it back, notice what was cut.
. "$(dirname "$0")/lib.sh"
ledger
run 0 verify
out '^looked at [0-9]+ entries \(2 chains\), [0-9]+ objects, 2 contents of evidence, 0 erased objects\.$'
out '^All of it fits\.$'
run 0 verify --json
out '"whole": true'
run 0 checkpoint -o point.json --now 2026-04-07
run 0 checkpoint --now 2026-04-07
out '^\{.*"signature":"[A-Za-z0-9_-]+".*\}$'
run 0 verify --checkpoint point.json
out 'nothing since the checkpoint was cut away'

run 0 rebuild
out '^made facts and conclusions anew out of [0-9]+ entries\.$'
run 0 verify
run 1 check hibari-yoyaku --json --now 2026-04-07
cp .out before

run 0 backup copy
out 'copy and copy.keys'
ok "both for their owner alone" sh -c 'test "$(stat -c %a copy copy.keys | sort -u)" = 600'
ok "no content in plain" sh -c '! grep -aq "業務委託契約書" copy'
run 0 backup other --json
out '^\{"file":"other","keys":"other.keys"\}$'
rm other other.keys
run 2 backup copy
err 'copy'
run 2 restore copy --store sekisho.db
run 2 restore copy --store elsewhere.db
err 'elsewhere.db-master'
cp sekisho.db-master elsewhere.db-master
run 0 restore copy --store elsewhere.db
run 0 verify --store elsewhere.db --checkpoint point.json
run 1 check hibari-yoyaku --json --now 2026-04-07 --store elsewhere.db
same before .out
run 0 put component:web version=5 --store elsewhere.db --now 2026-04-08
mv copy.keys copy.keys-away
run 2 restore copy --store third.db
err 'copy.keys'
mv copy.keys-away copy.keys
cp copy torn && printf x | dd of=torn bs=1 seek=2000 conv=notrunc 2>/dev/null
cp copy.keys torn.keys && cp sekisho.db-master third.db-master
run 2 restore torn --store third.db
ok "nothing was left behind" test ! -e third.db
run 2 restore nothing --store third.db
err 'nothing'

# an auditor has the store alone
mkdir auditor && cp sekisho.db auditor/
run 0 verify --store auditor/sekisho.db --checkpoint point.json
out 'sealed bodies and contents of evidence were not looked into'

# an older copy in the place of the ledger is noticed
cp copy older && cp copy.keys older.keys
run 0 put component:web version=6 --now 2026-04-09
run 0 checkpoint -o later.json --now 2026-04-09
cp sekisho.db-master cut.db-master
run 0 restore older --store cut.db --json
out '^\{"store":"cut.db","file":"older"\}$'
run 0 verify --store cut.db
run 1 verify --store cut.db --checkpoint later.json
err 'hibari-yoyaku .*is in the checkpoint, but not in the store'
out 'Something is wrong'
run 1 verify --store cut.db --checkpoint later.json --json
out '"whole": false'
# a checkpoint that was touched is none
sed 's/"at":1/"at":2/' later.json >forged.json
run 1 verify --checkpoint forged.json
err 'signature does not fit'
run 2 verify --checkpoint nothing.json
err 'nothing.json'
run 2 verify --store nothing.db
err 'nothing.db'
run 2 list system --store nothing.db
err 'nothing.db'
finish
