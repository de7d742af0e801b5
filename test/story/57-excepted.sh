# SPDX-License-Identifier: Apache-2.0
# A finding that an approved exception takes out: told in every form, counted in none, back when it ends.
. "$(dirname "$0")/lib.sh"
ledger
t="--now 2026-04-07"
finding=S1-K1.third-party-unplanned:security_policy:policy:platform
query() { jq -e "$@"; }
# shellcheck disable=SC2086
grant() { run 0 put "role_grant:$1" "person=$2" "role=$3" for_system=hibari-yoyaku starts_on=2026-04-01 \
	ends_on=2027-03-31 --role "$4" $t; }
grant manager p-aaaaaaa2 manager admin
grant owner p-bbbbbbb3 owner ciso

run 1 check hibari-yoyaku --now 2026-04-08 --json -o before.json
ok "the finding is open" query --arg id $finding '[.findings[] | select(.id == $id and .excepted == null)] | length == 1' before.json
run 0 put exception:number name=第三者診断 type=exclude finding=$finding reason=診断は共通基盤の側で行う。 ends_on=2026-12-31 --as-person p-aaaaaaa2 --role manager --now 2026-04-08
run 0 decide exception:number approve --ends-on 2026-12-31 --document-number 第3号 --as-person p-bbbbbbb3 --role owner --now 2026-04-09

run 0 check hibari-yoyaku --now 2026-04-10 --json --baseline before.json
cp .out after.json
ok "it is excepted" query --arg id $finding '.findings[] | select(.id == $id) | .excepted == "excluded"' after.json
ok "and gone for what is compared" query --arg id $finding '[.baseline.gone[].id] == [$id]
	and ([.baseline.new, .baseline.worse, .baseline.known] | add | index($id)) == null' after.json

run 0 check hibari-yoyaku --now 2026-04-10 --format sarif --baseline before.json
ok "SARIF: suppressed, with why and until when, and it is the only one" query --arg id $finding '[.runs[0].results[] | select(.suppressions != [])]
	| length == 1 and (.[0] | .properties.id == $id and .baselineState == "unchanged"
		and .suppressions[0].kind == "external" and .suppressions[0].status == "accepted"
		and (.suppressions[0].justification | test("exception until 2026-12-31")))' .out
run 1 check hibari-yoyaku --now 2026-04-10 --format junit
out 'should・high・excluded\]'
run 1 check hibari-yoyaku --now 2026-04-10 --format markdown
ok "Markdown: folded, not among what is to be mended" sh -c '
	sed "/^### What to do next/,\$d" .out >first && grep -q "^- ①-" first && ! grep -q "should・high\*\*・excluded" first && grep -q "should・high\*\*・excluded" .out'
run 1 check hibari-yoyaku --now 2026-04-10 --format xlsx -o after.xlsx
ok "workbook: with its end" sh -c 'unzip -p after.xlsx xl/sharedStrings.xml | tr "\n" " " | grep -q "excluded until 2026-12-31"'

# The exception ends: the finding counts again, also against the report in which it was excepted.
run 1 check hibari-yoyaku --now 2027-01-02 --json --baseline after.json
ok "it is new" query --arg id $finding '.baseline.new | index($id) != null' .out
finish
