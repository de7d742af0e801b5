# SPDX-License-Identifier: Apache-2.0
# Against a former report only what became worse counts; maturity at the end of every report.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01
query() { jq -e "$@"; }

# Without a baseline the folder fails; against its own report it does not.
run 1 check hibari --now $day --json
run 1 check hibari --now $day --json -o then.json
not_out .
run 0 check hibari --now $day --baseline then.json
out 'Against the former report'
out '0 new, 0 worse, .* 0 gone'
run 0 check hibari --now $day --baseline then.json --phase 8
run 0 check hibari --now $day --baseline then.json --json
cp .out same.json
ok "everything is still there" query '.baseline.new == [] and .baseline.worse == [] and .baseline.gone == []
	and (.baseline.known | length) == ([.findings[] | select(.excepted != "excluded" and .excepted != "waived")] | length)' same.json

# A new defect: an information that nobody uses. It counts at its phase, and only with its class.
sed -i 's/^  catalogue: .*/&\n  spare: {name: 予備の控え, class: C2 I2 A1, form: record, personal: none, stored_in: [db], retention: 1y, disposal: erase}/' hibari/system.yaml
run 1 check hibari --now $day --baseline then.json --json
cp .out worse.json
ok "something is new" query '(.baseline.new | length) > 0' worse.json
ok "the new ones are of the new object or about it" query '. as $r | [.findings[] | select(.id as $id | $r.baseline.new | index($id)) | .message.ja]
	| all(contains("予備の控え"))' worse.json
ok "none of them is known" query '.baseline.new - .baseline.known == .baseline.new' worse.json
run 1 check hibari --now $day --baseline then.json
out '  new  C1-'
must=$(jq '. as $r | [.findings[] | select(.class == "must" and .check[0:2] == "C1" and (.id as $id | $r.baseline.new | index($id)))] | length' worse.json)
ok "the new ones are no must" [ "$must" -eq 0 ]
run 0 check hibari --now $day --baseline then.json --fail-on must

# What was mended is told as gone, with its sentence, and does not count.
run 0 check hibari --now $day --baseline worse.json
sed -i '/^  spare: /d' hibari/system.yaml
run 0 check hibari --now $day --baseline worse.json --json
cp .out mended.json
ok "what is gone is what was new" query --slurpfile worse worse.json '
	([.baseline.gone[].id] | sort) == ($worse[0].baseline.new | sort)' mended.json
ok "with its sentence" query '.baseline.gone | all(.message.ja != "" and .message.en != "")' mended.json
run 0 check hibari --now $day --baseline worse.json
out '  gone  C1-'

# A check that got worse counts even without a finding: the report says it was excluded then.
jq '(.checks[] | select(.id == "C1-2").verdict) = "partial"' then.json >better.json
run 1 check hibari --now $day --baseline better.json
jq 'del(.checks[] | select(.id == "C1-2"))' then.json >without.json
run 1 check hibari --now $day --baseline without.json

# What is no report, or that of another system, is unusable input.
run 2 check hibari --baseline nowhere.json
err 'nowhere.json: the former report cannot be read'
echo '{"system": "hibari-yoyaku"}' >short.json
run 2 check hibari --baseline short.json
err 'short.json: is no report of a former check'
jq '.system = "other"' then.json >other.json
run 2 check hibari --baseline other.json
err 'other.json: is a report on the system other'
run 2 check hibari --phase 3x
run 2 check hibari --format pdf
err 'text json'
run 2 check hibari -o nowhere/report.txt
err 'nowhere/report.txt: cannot be written'

# Maturity: counts and levels follow from the verdicts of the same report.
run 1 check hibari --now $day
out '^phase +maturity'
ok "counts and ids of maturity are those of the checks" query '. as $r
	| [.maturity[] | . as $m | ($r.checks | map(select(.phase == $m.phase))) as $c
		| $m.checks == ($c | length)
		and ([$c[] | select(.verdict == "conforming")] | length) == $m.conforming
		and ([$c[] | select(.verdict == "partial").id]) == $m.of.partial
		and ([$c[] | select(.verdict == "not_assessed").id]) == $m.of.not_assessed
		and $m.conforming + $m.partial + $m.nonconforming + $m.not_assessed + $m.excluded == $m.checks
		and ($m.level == null) == ($m.excluded == $m.checks)
		and ($m.level == 0) == ($m.conforming + $m.partial == 0 and $m.excluded < $m.checks)
		and $m.proof == ([$c[] | select(.verdict == "conforming" or .verdict == "partial").proof] | min)]
	| length == 8 and all' then.json
run 1 check hibari --now $day --phase 3 --json
cp .out three.json
ok "--phase cuts maturity as it cuts checks" query '(.maturity | length) == 3' three.json
finish
