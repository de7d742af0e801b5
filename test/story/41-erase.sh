#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A person is forgotten: nowhere in the ledger is the name left, and that it was there still is.
. "$(dirname "$0")/lib.sh"
ledger
cat >>org/org.yaml <<'YAML'
  p-ddddddd5: {name: 霧島 消太, mail: kirishima@hibari.example, party: hibari-library}
YAML
sed -i 's/^feed:/person-end:/; /^person-end:/,$!b' org/org.yaml
sed -i '/^person-end:/,/kev:/d' org/org.yaml
printf 'feed:\n  kev: {name: 悪用が確認された脆弱性, type: kev}\n' >org/feed.yaml
run 0 apply org --now 2026-04-07
grant() { run 0 put "role_grant:$1" "person=$2" "role=$1" 'for_system=*' starts_on=2026-04-01 ends_on=2027-03-31 \
	reason=小さな組織 --role "$3" --now 2026-04-07; }
grant ciso p-bbbbbbb3 ciso
grant admin p-aaaaaaa2 admin
run 2 erase person:p-ddddddd5 --ground request --now 2026-04-08
err 'say who erases with --as-person'
run 2 erase person:p-ddddddd5 --as-person p-aaaaaaa2 --now 2026-04-08
err 'request, expiry or mistake'
run 2 erase person:p-ddddddd5 --ground boredom --as-person p-aaaaaaa2 --now 2026-04-08
run 2 erase component:web --ground request --as-person p-aaaaaaa2 --now 2026-04-08
run 2 erase person:p-ddddddd5 --ground request --as-person p-aaaaaaa2 --now 2026-04-08
err 'CISO'
run 0 decide person:p-ddddddd5 approve --reason 本人の請求 --as-person p-bbbbbbb3 --role ciso --now 2026-04-08
run 0 history person:p-ddddddd5
out '霧島'
run 0 erase person:p-ddddddd5 --ground request --as-person p-aaaaaaa2 --now 2026-04-09
out '^erased: person:p-ddddddd5'
for name in 霧島 kirishima; do
	ok "no $name in the ledger's files" sh -c "! grep -aq $name sekisho.db sekisho.db-keys sekisho.db-wal 2>/dev/null"
	run 0 list person --retired
	not_out $name
	run 0 history person:p-ddddddd5
	not_out $name
	run 0 history @org --raw
	not_out $name
	run 0 export @org -o "out-$name"
	ok "no $name in an export" sh -c "! grep -rq $name out-$name"
done
run 0 history person:p-ddddddd5
out '^       erased$'
out 'erased  person:p-ddddddd5  p-aaaaaaa2 \([Aa]dministrator\)'
out 'reason: request of the person'
run 0 get person:p-ddddddd5
out '^# erased$'
run 0 verify
out ', 1 erased objects\.$'
run 0 rebuild
run 0 verify
run 2 erase person:p-ddddddd5 --ground request --as-person p-aaaaaaa2 --now 2026-04-10
err 'was erased already'
# the folder still has the person: an apply does not bring it back
run 2 apply org --now 2026-04-10
err '^org/org.yaml:[0-9]+:3: person:p-ddddddd5 was erased in the ledger'

# the content of an evidence goes, its record stays
run 0 decide evidence:scan-2026-04 approve --reason 期間満了 --as-person p-bbbbbbb3 --role ciso --now 2026-04-10
run 0 erase evidence:scan-2026-04 --ground expiry --as-person p-aaaaaaa2 --now 2026-04-11
run 0 verify
out ', 1 contents of evidence, 2 erased'
finish
