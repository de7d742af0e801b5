#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The report: where a system stands and why, for people and for programs.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
run 1 check hibari --now 2026-04-06T09:00:00+09:00
out '^Hibari library reservations \(hibari-yoyaku\)$'
out '^risk rank mid'
out '^  because .*"予約画面" faces the internet'
out '^judged      2026-04-06 09:00 \(a folder alone\)$'
out '^phase now   1 Security risk analysis$'
out '^due next    2027-01-15 '
out '^43 checks   ○ conforming 0  '
out '^Phase 1 Security risk analysis  \[open\]$'
out '^  . [a-z ]+  C1-1 .*covered [0-9]+ of [0-9]+  proof [0-9]+%$'
out '^      \[(should|fact missing)・[a-z]+\] '
out '^        information:reservations  C1-1.life-cycle-open  hibari/system.yaml:19$'
out '^      ・nothing has looked at it \([Ss]ystem manager\): .*interface:public-web'
out '^Phase 8 Secure operation  \[open\]  .*not assessed [0-9]+$'
out '^What to do next$'
out '^  1\. C1-'
out '^           → hibari/[a-z]+.yaml:[0-9]+  \([Ss]ystem manager\)$'
not_out '^  6\. '
not_out 'C7-8 '
not_out "$(printf '\033')"
# only what was asked for
run 1 check hibari --now 2026-04-06 --phase 3
out '^Phase 3 '
not_out '^Phase 4 '
out 'C2-2 '
run 1 check hibari --now 2026-04-06 --all
out 'C7-8 '
run 2 check hibari --phase 9
err 'phase is 1 to 8'
run 2 check hibari --format yaml
err 'format is one of text json'
run 2 check hibari --fail-on always
run 2 check
err 'name one folder or one system'

# Japanese is the first language
LC_ALL=ja_JP.UTF-8 "$sekisho" check hibari --now 2026-04-06 >ja.out 2>ja.err
ok "in Japanese" grep -q '^ひばり図書館 予約システム (hibari-yoyaku)$' ja.out
ok "with its sections" grep -q '^次にすること$' ja.out
ok "no English sentence in it" sh -c '! grep -qE "(covered|because|judged|phase|nothing has)" ja.out'
run 1 check hibari --now 2026-04-06
ok "no Japanese sentence in the English one but names" sh -c \
	'! grep -qE "(確認|工程|必須|推奨|未評価|判定|申告のみ|次に)" .out'

# the members that stay
run 1 check hibari --now 2026-04-06T09:00:00+09:00 --format json
cp .out first
tr -d '\n' <.out | sed 's/  *//g' >flat
flat() { ok "JSON has $1" grep -qE "$1" flat; }
flat '^\{"system":"hibari-yoyaku","at":"2026-04-06T00:00:00Z",'
flat '\{"id":"C1-1","phase":1,"verdict":"(partial|nonconforming|not_assessed)","proof":[0-9]+,"ground":\{"subjects":[0-9]+,"covered":[0-9]+'
flat '"rows":\["C1-1",'
flat '"missing":\[\{"subject":\{"kind":"[a-z]+","id":"[^"]+"\},"reason":"[a-z_]+","by":"[a-z]+"\}'
flat '\{"id":"C1-1.life-cycle-open:information:reservations:","rule":"C1-1.life-cycle-open","check":"C1-1","row":"[^"]+","class":"[a-z]+","severity":"[a-z]+","subject":\{"kind":"information","id":"reservations"\},"message":\{"ja":"[^"]+","en":"([^"\\]|\\.)+"\},"since":null,"file":"hibari/system.yaml","line":19'
flat '"gates":\[\{"phase":1,"state":"open","blocked_by":\["C1-1"'
ok "43 checks" test "$(grep -cE '^      "id": "C[1-7]-[0-9]+",$' first)" -eq 43
for id in $(sed -n '/"checks"/,/^  "findings"/s/^        "\(.*:.*\)",*$/\1/p' first | sort -u); do
	grep -qF "\"id\": \"$id\"" first || echo "$id"
done >lost
ok "every finding of a check is in the list" test ! -s lost
run 1 check hibari --now 2026-04-06T09:00:00+09:00 --json
same first .out
run 1 check hibari --now 2026-04-06 --format json --phase 1
ok "five checks" test "$(grep -cE '^      "id": "C[1-7]-[0-9]+",$' .out)" -eq 3

# the organisation's folder: beside it, another one, none
run 1 check hibari --org org --now 2026-04-06
mv org organisation
run 1 check hibari --now 2026-04-06
run 1 check hibari --org organisation --now 2026-04-06
run 2 check hibari --org nowhere
err 'nowhere'
mv organisation org

# nothing is written by a check
ok "no ledger was made" test ! -e sekisho.db
ok "nothing in the folder" test ! -e hibari/.sekisho.json

# of the ledger, and as of a day
run 0 init --rehearsal --now 2026-04-06
run 0 apply hibari --now 2026-04-06
run 1 check hibari-yoyaku --now 2026-04-07 --json
out '"since": "2026-04-0[56]T'
run 0 put system:hibari-yoyaku ends_on=2032-03-31 --now 2026-05-01
run 0 retire flow:store --reason 統合 --now 2026-05-02
run 1 check hibari-yoyaku --at 2026-04-20 --now 2026-05-03 --json
out '"at": "2026-04-20T'
run 2 check hibari-yoyaku --at 2026-02-30
err 'no time'
run 2 check nowhere
err 'there is no system nowhere'
finish
