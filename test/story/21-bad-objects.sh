#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A folder whose objects do not hold: each mistake with file, line, column and how to mend it.
. "$(dirname "$0")/lib.sh"
ledger
state >before
cp -r hibari good

bad() { # PATTERN...
	for command in 'check hibari' 'apply hibari' 'apply hibari --plan'; do
		# shellcheck disable=SC2086
		run 2 $command --now 2026-04-07
		for pattern; do err "$pattern"; done
	done
	state >after
	same before after
	rm -rf hibari && cp -r good hibari
}
edit() { sed -i "$1" "hibari/$2"; }

printf 'zoen:\n  annex: {name: x}\n' >hibari/bad.yaml
bad '^hibari/bad.yaml:1:1: there is no kind zoen \(nearest: zone\)'
edit 's/quantity: 2/quantitiy: 2/' model.yaml
bad '^hibari/model.yaml:8:80: component has no field quantitiy \(nearest: quantity\)'
edit 's/quantity: 2/quantity: two/' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: quantity: '
edit 's/quantity: 2/quantity: -2/' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: quantity: -2 is out of range'
edit 's/custom: true/custom: "yes"/' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: custom: true or false is expected'
edit 's/redundancy: hot/redundancy: warm/' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: redundancy: there is no value "warm"; it is one of none, cold, hot, multi_site$'
edit 's/class: C2 I2 A1/class: C4 I2 A1/' system.yaml
bad '^hibari/system.yaml:19:[0-9]+: class: "C4 I2 A1" is no classification'
edit 's/ends_on: 2031-03-31/ends_on: 2031-02-29/' system.yaml
bad '^hibari/system.yaml:13:14: ends_on: there is no date "2031-02-29"'
edit 's/retention: 10y/retention: ten years/' system.yaml
bad '^hibari/system.yaml:20:[0-9]+: retention: "ten years" is no duration'
edit 's/2026-04-01T10:00:00+09:00/2026-04-01T25:00:00+09:00/' records.yaml
bad '^hibari/records.yaml:3:[0-9]+: collected_at: .* is no time'
edit 's/actors: \[citizen, clerk\]/actors: citizen/' system.yaml
bad '^hibari/system.yaml:25:[0-9]+: actors: a list is expected'
edit 's/actors: \[citizen, clerk\]/actors: [citizen, citizen]/' system.yaml
bad '^hibari/system.yaml:25:[0-9]+: actors: "citizen" stands twice'
edit 's/zone: dmz, env/env/' model.yaml
bad '^hibari/model.yaml:8:3: component:web needs zone'
edit 's/  web: {name: 予約画面, type/  Web: {name: 予約画面, type/' model.yaml
bad '^hibari/model.yaml:8:3: "Web" is no id'
edit 's/stage: concluded, starts_on: 2026-04-01,/stage: concluded,/' records.yaml
bad '^hibari/records.yaml:6:3: contract:ops-2026 needs starts_on'
edit 's/{check_id: C1-1,/{/' records.yaml
bad '^hibari/records.yaml:18:3: attestation:c1-1 takes exactly one of check_id, subject'
edit 's/^  web-app:/  web-app: {}\n  web-app2:/' records.yaml
bad '^hibari/records.yaml:10:3: demarcation:web-app needs'

# references
edit 's/zone: dmz, env/zone: dzm, env/' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: zone: there is no zone:dzm \(nearest: dmz\)'
edit 's/from: actor:citizen/from: zone:net/' model.yaml
bad '^hibari/model.yaml:13:[0-9]+: from: '
edit 's/from: actor:citizen/from: citizen/' model.yaml
bad '^hibari/model.yaml:13:[0-9]+: from: "citizen" is no reference; write kind:id'
edit 's|zone: dmz, env|zone: other-system/dmz, env|' model.yaml
bad '^hibari/model.yaml:8:[0-9]+: zone: "other-system/dmz" is no id of a zone'
edit 's/unit: hibari-library/unit: nobody/' system.yaml
bad '^hibari/system.yaml:10:[0-9]+: unit: there is no party:nobody'
# zones in a circle
edit 's/  dmz: {name: 公開区域,/  dmz: {name: 公開区域, parent: inner,/' model.yaml
bad '^hibari/model.yaml:[45]:[0-9]+: .*(circle|cycle)'
edit 's/  net: {name: インターネット,/  net: {name: インターネット, parent: net,/' model.yaml
bad '^hibari/model.yaml:3:[0-9]+: .*(circle|cycle|itself)'
# a flow that leads nowhere
edit 's/from: component:web, to: component:db/from: component:db, to: component:db/' model.yaml
bad '^hibari/model.yaml:14:[0-9]+: '

# two objects with one id, in two files
printf 'zone:\n  office: {name: 本館, type: office, trust: 2, exposure: internal, operator: hibari-library, country: JP}\n' >hibari/other.yaml
bad '^hibari/other.yaml:2:3: zone:office already stands at hibari/model.yaml:6'
# what belongs elsewhere
printf 'party:\n  p: {name: x, type: unit, country: JP}\n' >hibari/other.yaml
bad "^hibari/other.yaml:2:3: party belongs into the organisation's folder"
printf 'system:\n  second: {}\n' >hibari/other.yaml
bad '^hibari/(other|system).yaml:[0-9]+:3: only one .system:. or .org:.'
# what Sekisho fills in
edit 's/source: tool, tool/source: tool, sha256: "00", tool/' records.yaml
bad '^hibari/records.yaml:4:[0-9]+: sha256 is filled in by Sekisho'
edit 's/_by: p-aaaaaaa2/_who: p-aaaaaaa2/' records.yaml
bad '^hibari/records.yaml:18:[0-9]+: _who is not known \(only _by, _role, _at, _file\)'

# files of evidence stay inside the folder
edit 's|_file: evidence/scan.json|_file: ../good/evidence/scan.json|' records.yaml
bad '^hibari/records.yaml:4:[0-9]+: _file: ../good/evidence/scan.json is no file inside this folder'
edit 's|_file: evidence/scan.json|_file: /etc/passwd|' records.yaml
bad '^hibari/records.yaml:4:[0-9]+: _file: /etc/passwd is no file inside this folder'
ln -sf /etc/passwd hibari/evidence/scan.json
bad '^hibari/records.yaml:4:[0-9]+: _file: evidence/scan.json is no file inside this folder'
rm hibari/evidence/scan.json
truncate -s 2G hibari/evidence/scan.json
run 2 apply hibari --now 2026-04-07
err '^hibari/records.yaml:4:[0-9]+: _file: hibari/evidence/scan.json has 2147483648 bytes \(at most 1073741824\)'
rm hibari/evidence/scan.json
bad '^hibari/records.yaml:4:[0-9]+: _file: evidence/scan.json is no file inside this folder'

# many mistakes are told together
edit 's/quantity: 2/quantity: two/; s/redundancy: cold/redundancy: warm/' model.yaml
edit 's/retention: 10y/retention: ten years/' system.yaml
bad '^hibari/model.yaml:8:[0-9]+: quantity' '^hibari/model.yaml:9:[0-9]+: redundancy' \
	'^hibari/system.yaml:20:[0-9]+: retention'
# both languages
edit 's/quantity: 2/quantitiy: 2/' model.yaml
run 2 check hibari --lang ja
err 'component に項目 quantitiy はありません\(近いもの: quantity\)'
finish
