#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# An organisation's register: read in every encoding that offices save, or refused by line and column with nothing written.
. "$(dirname "$0")/lib.sh"
cp "$fixtures"/register/* . && chmod -R u+w .
import() { # STATUS FILE ARGUMENTS...
	expected=$1
	file=$2
	shift 2
	run "$expected" import "$file" --as register --map map.yaml --now 2026-04-06 "$@"
}

# every encoding gives the same folders
to() { python3 -c 'import sys; sys.stdout.buffer.write(sys.argv[3].encode("latin1") + open(sys.argv[1], encoding="utf-8").read().encode(sys.argv[2]))' register.csv "$1" "$2"; }
import 0 register.csv --into plain
ok "three systems and their units" test "$(ls plain | tr '\n' ' ')" = 'org sys-0001 sys-0002 sys-0003 '
to utf-8 "$(printf '\303\257\302\273\302\277')" >utf8-bom.csv
to cp932 '' >cp932.csv
to utf-16-le '' >utf16le-bare.csv
to utf-16-be '' >utf16be-bare.csv
to utf-16 '' >utf16-marked.csv
{ printf '\376\377' && cat utf16be-bare.csv; } >utf16be-marked.csv
tr ',' '\t' <register.csv >tab.csv
sed 's/$/\r/' register.csv >crlf.csv
ok "the marks are there" sh -c 'head -c3 utf8-bom.csv | od -An -tx1 | grep -q "ef bb bf" && head -c2 utf16-marked.csv | od -An -tx1 | grep -q "ff fe"'
for name in utf8-bom cp932 utf16le-bare utf16be-bare utf16-marked utf16be-marked tab crlf; do
	import 0 $name.csv --into $name
	tree plain $name
done
ok "dates, codes and line breaks are understood" sh -c '
	grep -q "starts_on: 2024-10-01" plain/sys-0002/system.yaml && grep -q "ends_on: 2031-03-31" plain/sys-0001/system.yaml &&
	grep -q "starts_on: 2019-04-01" plain/sys-0003/system.yaml && grep -q "development: agile" plain/sys-0002/system.yaml &&
	grep -q "shared_platform: true" plain/sys-0003/system.yaml && grep -q "総務課が数をまとめる" plain/sys-0001/system.yaml'
run 1 check plain/sys-0001 --now 2026-04-06
import 2 register.csv --into plain
err 'plain: is there already'

# into the ledger: once, then only what differs
run 0 init --rehearsal --now 2026-04-06
import 0 register.csv --dry-run
out 'systems: 3 new, 0 changed, 0 unchanged; units: 2 new'
run 0 list system --json
not_out 'sys-0001'
import 0 cp932.csv
out '3 new'
run 0 get party:somu
out '総務課'
run 0 put sys-0002/system:sys-0002 note=手で書いた --now 2026-04-07
sed 's/港湾予約/港湾の予約/' register.csv >newer.csv
import 0 newer.csv --now 2026-04-08
out '0 new, 1 changed, 2 unchanged; units: 0 new'
run 0 get sys-0002/system:sys-0002
out '港湾の予約'
out 'note: 手で書いた'
run 0 history sys-0002 --json
cp .out before
cksum sekisho.db* >before.sums

# the guided path proposes what the register says
cat >answers.yaml <<'YAML'
unit_name: 総務課
manager_name: 早瀬 係長
manager_mail: hayase@mizube.example
owner_name: 岸 課長
owner_mail: kishi@mizube.example
users_number: 30
address: minato.mizube.example
information: 岸壁の予約
YAML
yes '' 2>/dev/null | head -80 >enter
last='init --interview --register'
mkdir path
"$sekisho" init --interview --lang ja --register register.csv --map map.yaml --into path/sys-0002 --answers answers.yaml --now 2026-04-06 <enter >.out 2>.err
result $? 'exit status 0: init --interview --register'
out '^\[港湾予約\]'
ok "what was confirmed stands in the records" sh -c '
	grep -q "gov_id: SYS-0002" path/sys-0002/system.yaml && grep -q "development: agile" path/sys-0002/system.yaml &&
	grep -q "ends_on: 2030-03-31" path/sys-0002/system.yaml && grep -q "service_hours: h24" path/sys-0002/system.yaml'
run 1 check path/sys-0002 --now 2026-04-06
run 2 init --interview --register register.csv --map map.yaml --into path/sys-0077
err '^register.csv: there is no system with the id sys-0077'
run 2 init --interview --register register.csv --into path/sys-0077
err 'with --register go --map'
run 2 init --map map.yaml
err 'go with --interview'

# what cannot be used is named, and nothing is written
row() { printf '%s\n' "$1" | cat register.csv - >bad.csv; }
refused() { # PATTERN ARGUMENTS...
	import 2 bad.csv
	err "$1"
	cksum sekisho.db* >after.sums
	same before.sums after.sums
}
good='SYS-0009,新規,試す。,総務課,,2024/4/1,2031/3/31,,業務時間,'
row "$good"; printf '%s\n' 'sys-0001,重なり,試す。,総務課,,2024/4/1,2031/3/31,,業務時間,' >>bad.csv
refused '^bad.csv:9:1: column "システムID": the id sys-0001 stands in line 4 too'
row "$good"; printf '%s\n' 'SYS-0010,結合,試す。,,,2024/4/1,2031/3/31,,業務時間,' >>bad.csv
refused '^bad.csv:9:4: the column "所管課" is empty \(unit is needed\); if it was merged with the row above'
row "$(echo "$good" | sed 's/総務課/謎の課/')"
refused '^bad.csv:8:4: column "所管課": "謎の課" is not among the codes'
row "$(echo "$good" | sed 's|2031/3/31|31.3.31|')"
refused '^bad.csv:8:7: column "更改予定": '
row "$(echo "$good" | sed 's|2031/3/31|令和13年2月30日|')"
refused '^bad.csv:8:7: column "更改予定": '
row "$(echo "$good" | sed 's/業務時間/いつでも/')"
refused '^bad.csv:8:9: column "提供時間": '
row "$(echo "$good" | sed 's/SYS-0009/第9号/')"
refused '^bad.csv:8:1: "第9号" is no id'
row 'SYS-0009,新規,試す。'
refused '^bad.csv:8:4: the headers have 10 columns and this row 3'
row "$good,余り"
refused '^bad.csv:8:11: the headers have 10 columns and this row 11'
row 'SYS-0009,"新規,試す。'
refused '^bad.csv:8:2: the quote " is never closed'
row 'SYS-0009,"新"規,試す。'
refused '^bad.csv:8:2: something stands behind the closing quote'
sed 's/,目的,/,説明,/' register.csv >bad.csv
refused '^bad.csv:2: there is no column "目的"'
sed 's/,備考$/,目的/' register.csv >bad.csv
refused '^bad.csv:2:10: the header "目的" stands twice'
{ cat register.csv; echo "$good" | iconv -f UTF-8 -t CP932; } >bad.csv
refused '^bad.csv:8: two encodings are mixed: line 1 is UTF-8 and line 8 is not'
{ cat cp932.csv; printf 'SYS-0009,\201\377\n'; } >bad.csv
refused '^bad.csv:8: there is something that cannot be read as CP932'
{ cat utf16-marked.csv; printf '\000\330\054\000'; } >bad.csv
refused '^bad.csv:8: there is something that cannot be read as UTF-16LE'
printf 'PK\003\004xl' >bad.csv
refused 'Excel workbook; save it as "CSV UTF-8'
: >bad.csv
refused '^bad.csv: there is no row of headers'
{ cat register.csv; yes "$good" | head -100000 | awk '{ sub(/0009/, 100000 + NR); print }'; } >bad.csv
refused '^bad.csv:10[0-9]+: there are too many rows: at most 10000 at once'
run 0 history sys-0002 --json
same before .out
import 2 nowhere.csv
err '^nowhere.csv: cannot be read'

# the map is told by line
printf 'columns:\n  システムID: id\n  名: title\n' >map.yaml
import 2 register.csv
err '^map.yaml:3:[0-9]+: column "名": a system has no field title'
printf 'columns:\n  システムID: id\n  システム名称: name\nheader_row: 2\n' >map.yaml
import 2 register.csv
err 'no column gives purpose'
run 2 import register.csv --as register
err 'with --map'

# a thousand systems at once
cp "$fixtures/register/map.yaml" map.yaml
{ head -3 register.csv; yes "$good" | head -1000 | awk '{ sub(/0009/, 10000 + NR); print }'; } >many.csv
import 0 many.csv --into many
ok "a folder each" test "$(ls many | grep -c '^sys-1')" -eq 1000
import 0 many.csv --dry-run
out '1000 new'
finish
