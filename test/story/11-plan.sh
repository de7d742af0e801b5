#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A plan shows field by field what an apply would do, and writes nothing.
. "$(dirname "$0")/lib.sh"
ledger
state >before
cp hibari/.sekisho.json base
sed -i 's/version: "1.10"/version: "1.11"/; s/hosts: \[web.hibari.example\]/hosts: [web.hibari.example, web2.hibari.example]/' hibari/model.yaml
sed -i 's/quantity: 1, version: "15.2"/quantity: 1/' hibari/model.yaml
sed -i '/^  catalogue:/d; s/, catalogue\]/]/' hibari/system.yaml hibari/model.yaml
sed -i 's/^  office:/  annex: {name: 分館, type: office, trust: 2, exposure: internal, operator: hibari-library, country: JP}\n  office:/' hibari/model.yaml
printf 'changed\n' >>hibari/evidence/scan.json
run 0 apply hibari --plan --now 2026-04-07
out '^  ~ component:web .* hibari/model.yaml:9$'
out '^      version: "1.10" → "1.11"$'
out '^        \+ web2.hibari.example$'
not_out '^        . web.hibari.example$'
out '^      version: "15.2" → \(none\)$'
out '^  \+ zone:annex  分館  hibari/model.yaml:6$'
out '^  \? information:catalogue'
out 'unless --prune'
out '^        - catalogue$'
out '^      _file: "?[0-9a-f]{64}"? → "?[0-9a-f]{64}"?$'
out '1 new, 6 changed, 1 not in the folder, 19 unchanged'
out 'Nothing was written'
state >after
same before after
same hibari/.sekisho.json base

run 0 apply hibari --plan --all --now 2026-04-07
out '^      trust: 2$'
run 0 apply hibari --plan --json --now 2026-04-07
tr -d ' \n' <.out >flat
flat() { ok "JSON has $1" grep -qF "$1" flat; }
flat '"written":false'
flat '"system":"hibari-yoyaku","counts":{"same":19,"new":1,"changed":6,"gone":1,'
flat '"kind":"component","id":"web","what":"changed","file":"hibari/model.yaml","line":9,'
flat '{"field":"version","ledger":"1.10","folder":"1.11"}'

# what the ledger would refuse is told by the plan too
sed -i 's/zone: dmz, env/zone: nowhere, env/' hibari/model.yaml
run 2 apply hibari --plan --now 2026-04-07
err '^hibari/model.yaml:9:[0-9]+: .*nowhere'
sed -i 's/zone: nowhere, env/zone: dmz, env/' hibari/model.yaml

run 0 apply hibari --now 2026-04-07
out '1 new, 6 changed, 1 not in the folder, 19 unchanged'
run 0 get component:web
out '^version: "1.11"$'
run 0 apply hibari --plan --now 2026-04-07
out '1 not in the folder, 26 unchanged'
run 0 history component:web
out '^       version: "1.10" → "1.11"$'
finish
