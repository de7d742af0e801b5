# SPDX-License-Identifier: Apache-2.0
# The workbook: the checklist as it is handed in, its findings, what is missing.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01

# The text of a sheet, a line a cell: "A5<tab>text", of shared strings or numbers.
sheet() { # FILE NUMBER
	rm -rf parts
	unzip -q "$1" -d parts || return 1
	xmllint --noout parts/xl/worksheets/sheet"$2".xml parts/xl/sharedStrings.xml parts/xl/workbook.xml || return 1
	# one string a line; line breaks inside a cell become a blank
	tr '\n' ' ' <parts/xl/sharedStrings.xml | sed 's/<si>/\n<si>/g' | sed 1d |
		sed 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&amp;/\&/g' >strings
	sed 's/<c /\n<c /g; s/<\/row>/\n/g' parts/xl/worksheets/sheet"$2".xml | sed -n 's/^<c r="\([A-Z]*[0-9]*\)"[^>]*>\(.*\)/\1 \2/p' |
		sed 's/t="s"//' >cells
	sed 's/<c /\n<c /g; s/<\/row>/\n/g' parts/xl/worksheets/sheet"$2".xml |
		awk 'NR == FNR { text[n++] = $0; next }
			/^<c / { match($0, /r="[A-Z]+[0-9]+"/); at = substr($0, RSTART + 3, RLENGTH - 4)
				if (match($0, /<v>[^<]*/)) { v = substr($0, RSTART + 3, RLENGTH - 3)
					print at "\t" ($0 ~ /t="s"/ ? text[v] : v) } }' strings - >"sheet$2"
}
cell() { sed -n "s/^$1	//p" "sheet$2"; }
column() { sed -n "s/^$1[0-9][0-9]*	//p" "sheet$2"; }

run 1 check hibari --now $day --json
cp .out report.json
run 1 check hibari --now $day --format xlsx -o first.xlsx
not_out .
sleep 2.1
run 1 check hibari --now $day --format xlsx -o second.xlsx
same first.xlsx second.xlsx
run 1 check hibari --now $day --format xlsx
same .out first.xlsx
ok "nothing is left in the folder for temporary files" sh -c 'mkdir tmp && ! TMPDIR=$PWD/tmp "$1" check hibari --now 2026-11-01 --format xlsx -o third.xlsx && [ -f third.xlsx ] && rmdir tmp' - "$sekisho"

# The checklist.
ok "the first sheet can be read" sheet first.xlsx 1
ok "five sheets" [ "$(ls parts/xl/worksheets/*.xml | wc -l)" -eq 5 ]
ok "the system" grep -q 'Hibari library reservations (hibari-yoyaku)' sheet1
jq -r '.checks[].id' report.json | sed 's/^C1/①/; s/^C2/②/; s/^C3/③/; s/^C4/④/; s/^C5/⑤/; s/^C6/⑥/; s/^C7/⑦/' >numbers
column A 1 | grep -E '^(①|②|③|④|⑤|⑥|⑦)-[0-9]+$' >shown
ok "43 items, numbered and ordered as in the guideline" cmp numbers shown
ok "there are 43" [ "$(wc -l <shown)" -eq 43 ]
jq -r '.checks[].verdict' report.json | sed 's/^conforming/○ conforming/; s/^partial/△ partly conforming/; s/^nonconforming/× not conforming/; s/^excluded/－ excluded/; s/^not_assessed/？ not assessed/' >verdicts
column C 1 | grep -E '^(○|△|×|－|？) ' >shown
ok "their verdicts are those of the report" cmp verdicts shown
jq -r '.checks[].ground | if .subjects == 0 then "－" else "\(.covered) / \(.subjects)" end' report.json >grounds
column E 1 | sed 1d >shown
ok "covered n of m" cmp grounds shown
jq -r '.checks[] | if (.proof // 0) <= 0 then "－" else "\(.proof)%" end' report.json >proofs
column D 1 | sed 1d >shown
ok "proof" cmp proofs shown
ok "seven groups" [ "$(column A 1 | grep -cE '^(①|②|③|④|⑤|⑥|⑦) ')" -eq 7 ]
ok "frozen head, A4 landscape, a page wide, the head on each page" sh -c '
	f=parts/xl/worksheets/sheet1.xml
	grep -q "<pane [^>]*ySplit=\"5\"[^>]*state=\"frozen\"" $f && grep -q "<pageSetup [^>]*paperSize=\"9\"[^>]*orientation=\"landscape\"" $f &&
	grep -q "fitToHeight=\"0\"" $f && grep -q "_xlnm.Print_Titles.*\$5:\$5" parts/xl/workbook.xml'
ok "the time inside is that of the judgement" grep -q '<dcterms:created[^>]*>2026-10-31T15:00:00Z<' parts/docProps/core.xml

# Findings and what is missing.
ok "the second sheet can be read" sheet first.xlsx 2
jq -r '.findings[].id' report.json | LC_ALL=C sort >ids
column J 2 | sed 1d | LC_ALL=C sort >shown
ok "every finding by its identity" cmp ids shown
ok "with its place" [ "$(column F 2 | grep -c '^hibari/.*:[0-9]')" -gt 10 ]
ok "the third sheet can be read" sheet first.xlsx 3
missing=$(jq '[.checks[] | select(.verdict != "conforming" and .verdict != "excluded") | (.missing | length), (.waits | length)] | add' report.json)
ok "every subject that is not covered, every part that is waited for ($missing)" [ "$(column A 3 | sed 1d | wc -l)" -ge "$missing" ]
ok "the fourth sheet can be read" sheet first.xlsx 4
ok "15 common problems" [ "$(column A 4 | grep -c '^X[1-7]-[1-3]')" -eq 15 ]
ok "the fifth sheet can be read" sheet first.xlsx 5
jq -r '.maturity[].conforming' report.json >conforming
column E 5 | sed 1d >shown
ok "maturity" cmp conforming shown

# In Japanese; text is text, whatever it looks like.
sed -i 's/name: 予約記録,/name: "=HYPERLINK(\\"http:\/\/e.example\\") <b>",/' hibari/system.yaml
run 1 check hibari --now $day --format xlsx --lang ja -o ja.xlsx
ok "sheets have Japanese names" sh -c 'unzip -p ja.xlsx xl/workbook.xml | grep -q チェックリスト'
ok "no formula in any sheet" sh -c '! unzip -p ja.xlsx "xl/worksheets/*" | grep -q "<f>"'
ok "the name stands in it" sh -c 'unzip -p ja.xlsx xl/sharedStrings.xml | grep -q "=HYPERLINK"'

if command -v script >/dev/null 2>&1; then
	script -qec "'$sekisho' check hibari --now $day --format xlsx --lang en; echo status \$?" /dev/null >terminal 2>&1 </dev/null
	ok "a terminal is refused" grep -q 'xlsx is not for a terminal' terminal
	ok "as unusable input" grep -q 'status 2' terminal
fi
if command -v libreoffice >/dev/null 2>&1; then
	ok "an office program opens it" sh -c 'HOME=$PWD libreoffice --headless --convert-to pdf first.xlsx >/dev/null 2>&1 && [ -s first.pdf ]'
else
	echo "# no libreoffice here: it is not asked to open the workbook"
fi
finish
