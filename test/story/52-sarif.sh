# SPDX-License-Identifier: Apache-2.0
# SARIF 2.1.0: the findings of the report and the unanswered checks, in a form that code hosts read.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01
query() { jq -e "$@"; }

run 1 check hibari --now $day --json
cp .out report.json
run 1 check hibari --now $day --format sarif
cp .out report.sarif
run 1 check hibari --now $day --format sarif -o again.sarif
same report.sarif again.sarif

# What the standard asks of every file, run, rule and result.
ok "one run of version 2.1.0" query '.version == "2.1.0" and (."$schema" | endswith("sarif-schema-2.1.0.json")) and (.runs | length) == 1' report.sarif
ok "every rule has its texts and a level" query '.runs[0].tool.driver | .name == "Sekisho" and .language == "en"
	and (.rules | length > 0 and all(.id != "" and .shortDescription.text != "" and .help.text != "" and .help.markdown != ""
		and (.defaultConfiguration.level | IN("error", "warning", "note", "none"))))' report.sarif
ok "no rule stands twice" query '[.runs[0].tool.driver.rules[].id] | length == (unique | length)' report.sarif
ok "every result points at its rule" query '.runs[0] | .tool.driver.rules as $rules | .results | all(.ruleId == $rules[.ruleIndex].id)' report.sarif
ok "the other language stands by the same index" query '.runs[0] | (.translations | length) == 1 and .translations[0].language == "ja"
	and [.translations[0].rules[].id] == [.tool.driver.rules[].id]
	and (.translations[0].rules | all(.shortDescription.text | test("[\\p{Han}\\p{Hiragana}\\p{Katakana}]")))' report.sarif
ok "kind and level go together" query '.runs[0].results | all((.kind == "fail" and (.level | IN("error", "warning", "note")))
	or (.kind == "open" and .level == "none"))' report.sarif
ok "suppressions on all, baselineState on none" query '.runs[0].results | all(has("suppressions") and (has("baselineState") | not))' report.sarif
ok "every place is relative, inside the folder and has a line" query '.runs[0].results | all(.locations[0].physicalLocation
	| (.artifactLocation.uri | test("^(hibari|org)/[a-z.-]+$")) and .artifactLocation.uriBaseId == "%SRCROOT%" and .region.startLine >= 1)' report.sarif
ok "no fingerprint stands twice" query '[.runs[0].results[].partialFingerprints["sekisho/v1"]] | length == (unique | length) and all(test("^[0-9a-f]{64}$"))' report.sarif

# The same as the report says.
ok "as many as the report has findings" query --slurpfile json report.json '
	([.runs[0].results[] | select(.kind == "fail").properties.id] | sort) == ([$json[0].findings[].id] | sort)' report.sarif
ok "levels from the classes" query '{"must": "error", "should": "warning", "need": "warning", "advice": "note"} as $levels
	| .runs[0].results | map(select(.kind == "fail")) | length > 10 and all(.level == $levels[.properties.class])' report.sarif
ok "unanswered checks up to the phase are open" query --slurpfile json report.json '$json[0] as $r
	| ([.runs[0].results[] | select(.kind == "open").ruleId] | sort)
	== ([$r.checks[] | select(.phase <= $r.phase and .verdict == "not_assessed").id] | sort)' report.sarif
ok "each file and line holds what the result is about" sh -c 'jq -r ".runs[0].results[] | select(.kind == \"fail\") | .locations[0] |
	[.physicalLocation.artifactLocation.uri, .physicalLocation.region.startLine, .logicalLocations[0].name] | @tsv" report.sarif |
	grep -v "@" | while IFS="$(printf "\t")" read -r file line name; do sed -n "${line}p" "$file" | grep -qF "$name:" || exit 1; done'
ok "the exit status stands in it" query '.runs[0].invocations[0] | .executionSuccessful and .exitCode == 1' report.sarif
run 1 check hibari --now $day --format sarif --phase 3
cp .out three.sarif
ok "up to a phase: only rules of these checks" query '.runs[0].results | all(.properties.check | test("^C[12]-"))
	and any(.properties.check | test("^C2-"))' three.sarif
run 1 check hibari --now $day --format sarif --lang ja
ok "in Japanese" query '.runs[0] | .language == "ja" and .translations[0].language == "en"' .out

# The identity stays when lines move and names change.
sed -i '1a # one line more' hibari/*.yaml org/*.yaml
sed -i 's/予約記録/貸出の記録/' hibari/system.yaml
run 1 check hibari --now $day --format sarif
ok "the same fingerprints" query --slurpfile before report.sarif '
	([.runs[0].results[].partialFingerprints["sekisho/v1"]] | sort) == ([$before[0].runs[0].results[].partialFingerprints["sekisho/v1"]] | sort)' .out

# Against a former report every result says how it stands; what is gone is only counted.
run 0 check hibari --now $day --format sarif --baseline report.json
ok "all unchanged" query '.runs[0] | (.results | length > 0 and all(.baselineState == "unchanged")) and .properties.gone == 0
	and .invocations[0].exitCode == 0' .out
jq '.findings |= (.[0:3] | map(select(.id)))' report.json >short.json
run 1 check hibari --now $day --format sarif --baseline short.json
ok "the others are new" query --slurpfile short short.json '[.runs[0].results[] | select(.kind == "fail")]
	| (map(select(.baselineState == "unchanged").properties.id) | sort) == ([$short[0].findings[].id] | sort)
	and all(.baselineState | IN("new", "unchanged"))' .out
jq '.findings += [.findings[0] | .id = "C1-1.gone:system:hibari-yoyaku:"]' report.json >long.json
run 0 check hibari --now $day --format sarif --baseline long.json
ok "one is gone" query '.runs[0].properties.gone == 1' .out

# From elsewhere the places are whole; a system of the ledger has none.
mkdir elsewhere
cd elsewhere || exit 99
run 1 check "$work/hibari" --now $day --format sarif
cd ..
ok "whole places" query --arg root "file://$work/" '.runs[0].results | all(.locations[0].physicalLocation.artifactLocation
	| (.uri | startswith($root)) and (has("uriBaseId") | not))' .out
run 2 check hibari --problems --format sarif
err 'problems'
rm -rf hibari org
ledger
run 1 check hibari-yoyaku --now $day --format sarif
ok "of the ledger: what it is about, no file" query '.runs[0].results | length > 0 and all(.locations[0] | has("logicalLocations") and (has("physicalLocation") | not))' .out
finish
