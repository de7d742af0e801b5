# SPDX-License-Identifier: Apache-2.0
# Markdown for a pull request: short, with places, harmless whatever the dossier says.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01

run 1 check hibari --now $day --json
cp .out report.json
run 1 check hibari --now $day --format markdown
cp .out report.md
out '^## Hibari library reservations$'
out '^× Up to phase 1, \*\*[0-9]+\*\* checks need something mended or answered\. Judged on 2026-11-01, rank mid; a folder alone'
failing=$("$sekisho" check hibari --now $day --format junit | xmllint --xpath 'count(//failure) + count(//error)' -)
out "\\*\\*$failing\\*\\* checks"
ok "a row a phase" [ "$(grep -cE '^\| \**[1-8] ' report.md)" -eq 8 ]
ok "each check with its sign, once" sh -c '
	jq -r ".checks[] | [.id, .verdict] | @tsv" report.json | while IFS="$(printf "\t")" read -r id verdict; do
		case $verdict in conforming) sign=○ ;; partial) sign=△ ;; nonconforming) sign=× ;; excluded) sign=－ ;; *) sign=？ ;; esac
		case $id in C1-*) group=① ;; C2-*) group=② ;; C3-*) group=③ ;; C4-*) group=④ ;; C5-*) group=⑤ ;; C6-*) group=⑥ ;; *) group=⑦ ;; esac
		[ "$(grep -E "^\| " report.md | grep -cE " $sign$group-${id#*-} ")" -eq 1 ] || { echo "$id $sign$group"; exit 1; }
	done'
out '^### Findings$'
out '^- ①-1 \*\*fact missing・medium\*\*: .* `hibari/system.yaml:[0-9]+`$'
out '^### What to do next$'
ok "folds are closed" [ "$(grep -c '^<details>$' report.md)" -eq "$(grep -c '^</details>$' report.md)" ]

run 1 check hibari --now $day --format markdown --all
ok "every finding stands in it, open or folded, as often as in the report" sh -c '
	[ "$(grep -cE "^- [^ ]+-[0-9]+ \*\*" .out)" -eq "$(jq ".findings | length" report.json)" ]'
run 1 check hibari --now $day --format markdown --lang ja
out '^### 次にすること$'
out '^- ①-3 \*\*推奨・重要\*\*'

# Against a former report: what is new stands first, what is gone is folded.
jq '.findings |= map(select(.check != "C1-3")) | .findings += [{id: "C1-1.gone:system:hibari-yoyaku:", check: "C1-1", class: "must", message: {ja: "消えた", en: "vanished"}}]' report.json >then.json
run 1 check hibari --now $day --format markdown --baseline then.json
out '^### New findings$'
out '1\*\* gone'
out '^- ①-1: vanished$'
ok "only the new ones stand before the next steps" sh -c '
	sed "/^### What to do next/q" .out | grep -E "^- " >first
	[ -s first ] && ! grep -vE "^- ①-3 .* new:" first'
run 0 check hibari --now $day --format markdown --baseline report.json
out '^○ Up to phase 1 there is nothing new to mend'

# Names are text: no mark-up, no mention, no row of a table of their own.
sed -i 's/name: 予約記録,/name: "<img src=x> @everyone #1 | `x` **y** [z](http:\/\/e.example)",/' hibari/system.yaml
run 1 check hibari --now $day --format markdown
out '&lt;img src=x&gt; @<!-- -->everyone #<!-- -->1 \\\| \\`x\\` \\\*\\\*y\\\*\\\* \\\[z\\\]'
not_out '<img|@everyone|[^\\]\| `x`'
finish
