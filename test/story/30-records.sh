#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# One object put, seen, listed, retired, and what its history says.
. "$(dirname "$0")/lib.sh"
run 0 init --rehearsal --now 2026-04-01
ok "ledger, keys and master key are for their owner alone" sh -c \
	'test "$(stat -c %a sekisho.db sekisho.db-keys sekisho.db-master | sort -u)" = 600'
run 2 init
err 'sekisho.db'
run 0 list system
out 'no system yet'
run 0 put party:unit 'name={ja: 部局, en: Unit}' type=unit country=JP --now 2026-04-02
out '^recorded: @org #[0-9]+ party:unit$'
run 0 put person:new name=関守 mail=seki@unit.example party=unit --now 2026-04-02
person=$(sed -n 's/.*person:\(p-[a-z2-7]*\)$/\1/p' .out)
ok "a random id" test ${#person} -eq 10
run 0 put system:kaido name=街道 purpose=通行を記録する。 unit=unit development=waterfall ends_on=2030-03-31 \
	shared_platform=false service_hours=business checklist=ds200-checklist-2022 method=ipa3-2026 --now 2026-04-02
run 0 put zone:office name=庁内 type=office trust=2 exposure=internal operator=unit country=JP --now 2026-04-02
run 0 put component:web name=画面 type=web layer=application zone=office env=production quantity=1 custom=true \
	redundancy=none at_rest=not_needed version=1.10 'hosts=[a.kaido.example, b.kaido.example]' --now 2026-04-02

# only what is given changes; empty takes away; texts are taken as they are
run 0 put component:web version=1.11 'note=注意: * は「すべて」 [仮]' --now 2026-04-03
run 0 get component:web
out '^version: "1.11"$'
out '^hosts: \[a.kaido.example, b.kaido.example\]$'
out '^note: "注意: \* は「すべて」 \[仮\]"$'
out '^# kaido/component:web  entry #[0-9]+  2026-04-02T15:00:00Z  local \(manager\)$'
run 0 put component:web hosts= note= --now 2026-04-03
run 0 get component:web
not_out '^(hosts|note)'
# as a whole: what is not said is gone, and what is needed is asked for
run 2 put component:web --whole name=画面 --now 2026-04-03
err 'component:web needs type'
run 0 get component:web --json
tr -d ' \n' <.out >flat
ok "JSON of an object" grep -q '"system":"kaido","kind":"component","id":"web","seq":[0-9]*,"hash":"[0-9a-f]\{64\}"' flat
ok "with its body" grep -q '"version":"1.11"' flat
hash=$(sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p' flat)

# somebody else was faster
run 0 put component:web quantity=2 --if-match "$hash" --now 2026-04-04
run 2 put component:web quantity=3 --if-match "$hash" --now 2026-04-04
err 'was changed since by local'
# a retry is recorded once
run 0 put component:web quantity=4 --client retry-1 --now 2026-04-04
run 0 put component:web quantity=4 --client retry-1 --now 2026-04-04
run 0 history component:web --json
ok "one entry for one mark" test "$(grep -c '"new":4' .out)" -eq 1

# mistakes of the command line have no file
run 2 put component:web quantity=many --now 2026-04-05
err '^sekisho: quantity: an integer is expected'
run 2 put component:web quantity
err 'write field=value'
run 2 put component:web 'hosts=[a'
err '^hosts:[0-9]+:[0-9]+: flow sequence without a closing bracket'
run 2 put component:web zone=ofice --now 2026-04-05
err 'there is no zone:ofice \(nearest: office\)'
run 2 put componnt:web a=b
err 'no kind componnt \(nearest: component\)'
run 2 get component:nothing
err 'kaido has no component:nothing'
run 2 get component
err 'write \[SYSTEM/\]KIND:ID'
run 2 get other/component:web
err 'other has no component:web'

# tables fit characters of two columns
run 0 list component --lang ja
out '^id   名称  種別  層                区域    更新$'
out '^web  画面  Web   アプリケーション  office  2026-04-04$'
run 0 list system
out '^kaido  街道 '
run 0 list person --org
out "^$person  関守"
run 0 list component --json
out '^\{"body":\{.*"id":"web","kind":"component"'

# a file: its id is its digest, its digest is stamped
printf 'hello\n' >file.txt
digest=$(sha256sum file.txt | cut -d' ' -f1)
run 0 put evidence:new --attach file.txt name=記録 source=record collected_at=2026-04-04T09:00:00+09:00 'subjects=[component:web]' --now 2026-04-05
out "evidence:$(echo "$digest" | cut -c1-32)\$"
run 0 get "evidence:$(echo "$digest" | cut -c1-32)"
out "^sha256: \"?$digest\"?\$"
out '^size: 6$'
out '^media: text/plain$'
run 2 put component:web --attach file.txt
err 'only an evidence takes a file'
run 2 put evidence:new --attach nothing.txt name=x source=record collected_at=2026-04-04T09:00:00+09:00
err 'nothing.txt'
run 2 put evidence:x name=x source=record collected_at=2027-04-04T09:00:00+09:00 --now 2026-04-05
err 'collected_at'

run 0 retire component:web --reason '更改' --now 2026-04-06
run 0 list component
out 'no Component yet'
run 0 list component --retired
out 'retired$'
run 2 put component:web quantity=1 --now 2026-04-07
err 'component:web is retired; its id is not used again'
run 2 retire component:web
err 'reason'
run 2 retire zone:office --reason x --now 2026-04-07 --role contractor
run 0 history component:web
out '^#[0-9]+ +2026-04-02 00:00  recorded  component:web  local \([Ss]ystem manager\)$'
out '^       version: "1.10" → "1.11"$'
out '^       hosts: \[a.kaido.example, b.kaido.example\] → \(none\)$'
out '^#[0-9]+ +2026-04-06 00:00  retired  component:web'
out '^       reason: 更改$'
run 0 history component:web --since 2026-04-05
not_out 'recorded'
run 0 history kaido
out '  opened  sekisho$'
out '  judged  sekisho  findings: [0-9]+ opened, 0 closed$'
out '^       \+ [A-Z0-9.-]+'
run 0 history "person:$person"
out 'mail: seki@unit.example'
run 0 history @org --raw
ok "the journal never had the address in plain" sh -c '! grep -q seki@ .out'
run 2 history nowhere
err 'no system nowhere'

# what cannot be forgotten is warned of
run 0 put zone:lab name=実験室 type=office trust=1 exposure=internal operator=unit country=JP site=03-1234-5678 --now 2026-04-08
err '^sekisho: note: site of zone:lab holds what looks like'
run 0 put "person:$person" phone=03-1234-5678 --now 2026-04-08
not_err 'note:'
finish
