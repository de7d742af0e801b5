# SPDX-License-Identifier: Apache-2.0
# The 15 common problems: a second page over the same findings.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01
query() { jq -e "$@"; }

run 1 check hibari --now $day --json
cp .out plain.json
ok "without --problems the report has no such member" query 'has("problems") | not' plain.json
run 1 check hibari --now $day --json --problems
cp .out page.json
ok "it adds a member and changes nothing" query --slurpfile plain plain.json 'del(.problems) == $plain[0]' page.json
ok "15 problems, each with its state" query '[.problems[].id] == ["X1-1", "X1-2", "X1-3", "X2-1", "X2-2", "X2-3", "X3-1",
	"X4-1", "X4-2", "X5-1", "X5-2", "X6-1", "X6-2", "X7-1", "X7-2"]
	and (.problems | all(.state as $s | ["found", "unclear", "excluded", "not_looked_at", "partly_looked_at", "not_found"] | index($s)))' page.json
ok "their findings are findings of the report" query '[.findings[].id] as $all | [.problems[].findings[]] | all(. as $id | $all | index($id))' page.json
ok "no finding stands in two" query '[.problems[].findings[]] | length == (unique | length)' page.json
ok "every finding with such a first row stands in its problem" query '. as $r | [.findings[] | select(.row | test("^X[1-7]-")) | . as $f
	| $r.problems[] | select(.id == $f.row).findings | index($f.id) != null] | length > 0 and all' page.json
ok "found means an open must or should" query '. as $r | [.problems[] | . as $p
	| ([$r.findings[] | select(.id as $id | $p.findings | index($id)) | select(.excepted == null) | .class]) as $c
	| ($p.state == "found") == ($c | any(. == "must" or . == "should"))] | all' page.json
ok "what nobody looked at is not called absent" query '[.problems[] | select(.state == "not_found") | .rules > 0 and .ground.covered > 0
	and .ground.covered == .ground.subjects and .waits == []] | all' page.json

run 1 check hibari --now $day --problems
out '^15 common problems \(annex 3\), judged on 2026-11-01'
out 'X7-1 Measures absent from the contract  found'
out 'not looked at'
out 'Findings count in their checks'
not_out 'What to do next'

# Reverted, the defect goes: the page follows the findings.
before=$(jq '[.problems[] | select(.id == "X2-1").open] | add' page.json)
sed -i 's/auth: certificate, frequency: continuous, both_ways: true, content_check: none/auth: none, frequency: continuous, both_ways: true, content_check: none/; s/protocol: https, exposure: internet, need: 市民が予約するため。, management: false, auth: password/protocol: https, exposure: internet, need: 市民が予約するため。, management: true, auth: none/' hibari/model.yaml
run 1 check hibari --now $day --json --problems
cp .out worse.json
after=$(jq '[.problems[] | select(.id == "X2-1").open] | add' worse.json)
ok "a weak login for a management entry shows ($before, then $after)" [ "$after" -gt "$before" ]
finish
