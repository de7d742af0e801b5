# SPDX-License-Identifier: Apache-2.0
# JUnit's XML: fails exactly where the exit status is 1.
. "$(dirname "$0")/lib.sh"
cp -r "$fixtures/org" "$fixtures/hibari" . && chmod -R u+w org hibari
day=2026-11-01
xpath() { xmllint --xpath "$1" .out; }
json() { jq -r "$1" report.json; }
same_number() { # TEXT XPATH JQ
	a=$(xpath "$2")
	b=$(json "$3")
	ok "$1 ($a, $b)" [ "$a" = "$b" ]
}
look() { # PHASE STATUS MORE...: both reports, and what they say alike
	phase=$1 expected=$2
	shift 2
	run "$expected" check hibari --now $day --phase "$phase" --json "$@"
	cp .out report.json
	run "$expected" check hibari --now $day --phase "$phase" --format junit "$@"
	ok "well formed" xmllint --noout .out
}

look 3 1
same_number "a testcase a check" 'count(//testcase)' '.checks | length'
same_number "a testsuite a phase" 'count(//testsuite)' '[.checks[].phase] | unique | length'
same_number "skipped is what is excluded" 'count(//testcase[skipped])' '[.checks[] | select(.verdict == "excluded")] | length'
same_number "failed is what does not conform or has an open finding" 'count(//testcase[failure])' '. as $r
	| [.checks[] | . as $c | select(.verdict == "nonconforming" or ([$r.findings[] | select(.check == $c.id and .class != "advice" and
		(.excepted == null or .excepted == "weakened"))] | length > 0))] | length'
same_number "errors are the other unanswered" 'count(//testcase[error])' '. as $r
	| [.checks[] | . as $c | select(.verdict == "not_assessed" and ([$r.findings[] | select(.check == $c.id and .class != "advice" and
		(.excepted == null or .excepted == "weakened"))] | length == 0))] | length'
same_number "the sums of the suites are those of the whole" 'sum(//testsuite/@failures) = /testsuites/@failures and sum(//testsuite/@errors)
	= /testsuites/@errors and sum(//testsuite/@skipped) = /testsuites/@skipped and sum(//testsuite/@tests) = count(//testcase)
	and /testsuites/@failures = count(//failure) and /testsuites/@errors = count(//error)' 'true'
same_number "every finding stands in the text of its check" "count(//testcase[contains(@name, '(C1-3)')]//text()[contains(., 'C1-3.information-unthreatened')])" \
	'[.findings[] | select(.rule == "C1-3.information-unthreatened")] | length'
out 'hibari/system.yaml:[0-9]+'
out 'a claim only'
out 'timestamp="2026-10-31T15:00:00"'

# Later phases are not due: shown, skipped, without weight.
run 1 check hibari --now $day --json
cp .out report.json
run 1 check hibari --now $day --format junit
same_number "all checks" 'count(//testcase)' '.checks | length'
same_number "skipped: excluded, or after the phase" 'count(//testcase[skipped])' '.phase as $p | [.checks[] | select(.verdict == "excluded" or .phase > $p)] | length'
out 'not due yet: not conforming'

# Fails and exit status agree whatever counts.
for class in must should need; do
	for phase in 1 2 3 6 8; do
		"$sekisho" check hibari --now $day --phase $phase --fail-on $class --format junit >.out 2>.err
		status=$?
		failing=$(xpath 'count(//failure) + count(//error)')
		ok "--fail-on $class --phase $phase: $failing failing, exit status $status" [ $status -eq "$([ "$failing" -gt 0 ] && echo 1 || echo 0)" ]
	done
done
run 1 check hibari --now $day --json -o then.json
look 1 0 --baseline then.json
same_number "against its own report nothing fails" 'count(//failure) + count(//error)' '0'
out 'still there'

# What XML cannot hold does not break it.
sed -i 's/name: 予約記録,/name: "<予約> \& \\"記録\\" ]]>",/' hibari/system.yaml
look 3 1
out '&lt;予約&gt; &amp; '
run 1 check hibari --now $day --format junit --lang ja -o report.xml
ok "a file, in Japanese" xmllint --noout report.xml
finish
