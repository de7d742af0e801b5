#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The guided path from a pipe: the folder it makes can be checked and applied; a wrong or missing answer leaves nothing.
. "$(dirname "$0")/lib.sh"

talk() { # STATUS FILE ARGUMENTS...: with the lines of FILE as what is typed
	expected=$1
	typed=$2
	shift 2
	last=$*
	"$sekisho" "$@" <"$typed" >"$work/.out" 2>"$work/.err"
	status=$?
	[ $status -eq "$expected" ]
	result $? "exit status $expected (was $status): $*"
}
yes '' 2>/dev/null | head -90 >enter
nothing() { ok "nothing was written" test "$(ls -A | grep -vE '^\.(out|err|ok)$|^enter$|yaml$|^lines$' | wc -l)" -eq 0; }

# What has no default, as somebody would type it; everything else as proposed.
cat >lines <<'LINES'
庁内備品貸出
bihin

職員が備品の空きを確かめて借り、総務課が貸出の状況をまとめる。
水辺庁 総務課

早瀬 係長
hayase@mizube.example
岸 課長
kishi@mizube.example
2031/03/31
?


server


１２０
bihin.mizube.example
LINES
yes '' 2>/dev/null | head -10 >>lines
echo '貸出の記録' >>lines
cat enter >>lines
talk 0 lines init --interview --lang ja --now 2026-04-06
out '^== 1 システムと責任者 ==$'
out '答えは記録の「開発方式」になります'
out '記録を bihin に書きました'
ok "a date with slashes and full-width digits are understood" \
	sh -c 'grep -q "ends_on: 2031-03-31" bihin/system.yaml && grep -q "number: 120" bihin/actor.yaml'
ok "the people are in the organisation's folder alone" \
	sh -c 'grep -q hayase@ org/person.yaml && ! grep -rq "hayase@\|早瀬" bihin'
ok "what was proposed is said to be so" grep -q '提案のまま採用した項目: .*システムの開発方式' bihin/attestation.yaml
ok "what was typed is not" sh -c '! grep -q "システムの目的" bihin/attestation.yaml'
ok "nothing is evidence" test ! -e bihin/evidence.yaml
"$sekisho" check bihin --json --now 2026-04-06 >checked.yaml 2>.err
ok "check takes it: findings, and no unusable input" test $? -eq 1
ok "the proof of what was confirmed is that of a word" python3 - <<'PY'
import json
checks = {c['id']: c for c in json.load(open('checked.yaml'))['checks']}
assert checks['C1-1']['verdict'] == 'conforming', checks['C1-1']
assert max(c['proof'] or 0 for c in checks.values()) <= 40, checks
PY
run 0 init --rehearsal --now 2026-04-06
run 0 apply bihin --now 2026-04-06
out '^bihin \(bihin\): 2[0-9] new'
talk 2 lines init --interview --into bihin
err 'bihin (はもうあります|is there already)'
rm -rf bihin org sekisho.db* checked.yaml

# each picture, reach and helper comes out as a folder that can be used
cat >base.yaml <<'YAML'
name: 窓口案内
purpose: 窓口の混み具合を利用者に知らせる。
unit_name: 水辺庁 総務課
manager_name: 早瀬 係長
manager_mail: hayase@mizube.example
owner_name: 岸 課長
owner_mail: kishi@mizube.example
users_number: 300
address: madoguchi.mizube.example
information: 混雑の記録
subjects: 300
peer: 番号札
peer_party_name: 水辺市
contractor_name: 波止場システム
provider_name: 雲海クラウド
service_name: 雲海 計算
jurisdiction: 日本法、東京地方裁判所
listing_number: C26-0001-2
YAML
for picture in server cloud web saas; do
	for reach in internal partner internet; do
		{
			cat base.yaml
			printf 'id: s\npicture: %s\nreach: %s\n' $picture $reach
			[ $reach = internal ] ||
				printf 'linked: "yes"\ncontractor: "yes"\npersonal: my_number\ncustom: "yes"\nlisting: ismap\n'
			[ $reach != partner ] || printf 'contractor_from: vendor\nusers: citizen\n'
		} >answers.yaml
		mkdir w
		talk 0 enter init --interview --answers answers.yaml --into w/s --now 2026-04-06
		run 1 check w/s --now 2026-04-06
		run 0 init --store w/l.db --rehearsal --now 2026-04-06
		run 0 apply w/s --store w/l.db --now 2026-04-06
		rm -rf w
	done
done

# a folder of the organisation that is there is used, and left alone
cp -r "$fixtures/org" . && chmod -R u+w org && cp -r org org.before
printf 'id: s\nunit: hibari-library\nmanager: p-aaaaaaa2\nowner: 川原 課長\ncontractor: "yes"\ncontractor_party: yamabiko\n' |
	cat base.yaml - >answers.yaml
talk 0 enter init --interview --answers answers.yaml --now 2026-04-06
tree org.before org
ok "who builds is a party of that folder" grep -q 'contractor: yamabiko' s/component.yaml
run 1 check s --now 2026-04-06
rm -rf s org org.before

# the end of the input leaves nothing but the answers so far, and they are gone on from
head -11 lines >short
talk 2 short init --interview --lang ja
err '途中で終わりました。何も書いていません'
err '^owner_mail: kishi@mizube.example|^owner_name: 岸 課長'
rm -f short
nothing
grep -E '^[a-z_]+: ' .err | grep -v '^sekisho:' >so-far.yaml
{ sed -n '11,$p' lines | sed '1s/.*/2031-03-31/'; } >rest.yaml
talk 0 rest.yaml init --interview --answers so-far.yaml
ok "both parts are in the records" sh -c 'grep -q 岸 org/person.yaml && grep -q 2031-03-31 bihin/system.yaml'
rm -rf bihin org

# three answers that cannot be used, each with its reason
bad() { # ANSWERS-BEFORE REASON LINE...
	cp "$1" tried.yaml
	reason=$2
	shift 2
	printf '%s\n' "$@" >typed.yaml
	talk 2 typed.yaml init --interview --lang ja --answers tried.yaml
	out "$reason"
	nothing
}
echo 'name: 窓口案内' >part.yaml
bad part.yaml 'id "F O" は使えません' 'F O' '窓口' 'X'
bad part.yaml 'は使えません' "$(head -c 5000 /dev/zero | tr '\0' a)" 'A' 'B'
out '答えが長すぎます'
bad part.yaml '文字コードが UTF-8 ではありません' "$(printf '\202\240')" "$(printf '\202\240')" "$(printf '\202\240')"
bad part.yaml 'ここは空欄にできません' '' '-' ''
sed '/^users_number\|^owner_mail/d' base.yaml >part.yaml
echo 'id: s' >>part.yaml
bad part.yaml 'メールアドレス|mail' '' '' 'kishi' 'kishi' 'kishi'
echo 'owner_mail: kishi@mizube.example' >>part.yaml
bad part.yaml '日付|存在しません|2031-02-30' '' '' '2031-02-30' 'あとで' '2031'
bad part.yaml '「9」は選べません。1 から 4 までの番号' '' '' '' '' '' 9 0 いろいろ

# answers of a file are told with their line
echo 'colour: red' >wrong.yaml
talk 2 enter init --interview --lang en --answers wrong.yaml
err '^wrong.yaml:1:1: there is no question colour'
printf 'name: x\nid: NO GOOD\n' >wrong.yaml
talk 2 enter init --interview --lang ja --answers wrong.yaml
err '^wrong.yaml:2:5: id: id "NO GOOD" は使えません'
nothing
talk 2 enter init --interview --into nowhere/s
err 'nowhere'
run 2 init --into s
err 'go with --interview'
nothing
finish
