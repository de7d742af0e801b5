#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Statements and decisions: in whose name, in which role, and who may not.
. "$(dirname "$0")/lib.sh"
ledger
t="--now 2026-04-07"
# shellcheck disable=SC2086
grant() { run 0 put "role_grant:$1" "person=$2" "role=$3" for_system=hibari-yoyaku starts_on=2026-04-01 \
	ends_on=2027-03-31 --role "$4" $t; }
grant manager p-aaaaaaa2 manager admin
grant owner p-bbbbbbb3 owner ciso
# shellcheck disable=SC2086
{
	# who has no role may not, and is told what it takes
	run 2 attest C1-1 conforming --text 確かめた --as-person p-ccccccc4 --role manager $t
	err 'p-ccccccc4 is no System manager of hibari-yoyaku; that takes a role_grant'
	run 0 attest C1-1 conforming --text 現在の構成を書いた。 --evidence contract-2026 --as-person p-aaaaaaa2 --role manager $t
	out '^recorded: hibari-yoyaku #[0-9]+ attestation:c1-1-2026-04-07$'
	run 0 get attestation:c1-1-2026-04-07
	out '^check_id: C1-1$'
	out '^evidence: \[contract-2026\]$'
	out '^ends_on: 2027-04-06$'
	out 'p-aaaaaaa2 \(manager\)'
	run 0 get attestation:c1-1-2026-04-07 --json
	out '"known_by": "local"'
	# another of the same day gets another id
	run 0 attest c1-1 partial --text まだ一部。 --ends-on 2026-06-30 --as-person p-aaaaaaa2 --role manager $t
	out 'attestation:c1-1-2026-04-07-2$'
	run 0 attest demarcation:web-app conforming --text 引き受ける。 --id own $t
	run 0 get attestation:own
	out '^subject: demarcation:web-app$'
	run 0 attest C5-2 empty --empty no_web,no_external --text なし。 $t
	run 0 get attestation:c5-2-2026-04-07
	out '^empty: \[no_web, no_external\]$'
	run 2 attest C1-1 perfect --text x $t
	err 'statement: there is no value "perfect"; it is one of conforming, partial'
	run 2 attest C9-9 conforming --text x $t
	err 'check_id: "C9-9" is not a check'
	run 2 attest C1-1 conforming $t
	err 'needs text'
	run 2 attest C1-1
	err 'conforming, partial, nonconforming or empty'

	# nobody decides on what they wrote
	run 0 put exception:no-mfa name=多要素なし type=waive check_id=C3-8 reason=庁内だけで使う。 compensation=入退室管理 ends_on=2026-12-31 \
		--as-person p-aaaaaaa2 --role manager $t
	run 2 decide exception:no-mfa approve --ends-on 2026-12-31 --as-person p-aaaaaaa2 --role owner $t
	err 'p-aaaaaaa2'
	run 0 get exception:no-mfa --json
	hash=$(sed -n 's/.*"hash": "\([0-9a-f]*\)".*/\1/p' .out)
	run 0 put exception:no-mfa compensation=入退室管理と監視 --as-person p-aaaaaaa2 --role manager --now 2026-04-08
	# what was seen is not what stands there now
	run 2 decide exception:no-mfa approve --ends-on 2026-12-31 --seen "$hash" --as-person p-bbbbbbb3 --role owner --now 2026-04-09
	err 'exception:no-mfa'
	run 0 decide exception:no-mfa approve --ends-on 2026-12-31 --document-number 第3号 --as-person p-bbbbbbb3 --role owner --now 2026-04-09
	out 'decision:exception-no-mfa-2026-04-09$'
	run 0 get decision:exception-no-mfa-2026-04-09
	out '^document_number: 第3号$'
	out '^hash: "?[0-9a-f]{64}"?$'
	# separation holds the other way round, too: the owner's own exception
	run 2 decide security_policy:policy approve --as-person p-bbbbbbb3 --role manager --now 2026-04-09
	run 2 decide exception:no-mfa conditional --ends-on 2026-12-31 --as-person p-bbbbbbb3 --role owner --now 2026-04-09
	err 'needs reason'
	run 0 decide exception:no-mfa conditional --ends-on 2026-12-31 --reason 監視が要る --condition 監視を強める --due 2026-06-30 \
		--as-person p-bbbbbbb3 --role owner --now 2026-04-10
	run 0 get decision:exception-no-mfa-2026-04-10
	out '^  - text: 監視を強める$'
	out '^    due: 2026-06-30$'
	run 2 decide exception:nothing approve --now 2026-04-10
	err 'has no exception:nothing'

	# the rank
	run 0 decide system:hibari-yoyaku approve --value high --reason 市民の予約記録を扱う。 --ends-on 2027-03-31 --as-person p-bbbbbbb3 --role owner --now 2026-04-10
	run 1 check hibari-yoyaku --now 2026-04-10
	out '^risk rank high'
	run 2 decide system:hibari-yoyaku approve --value enormous --ends-on 2027-03-31 --as-person p-bbbbbbb3 --role owner --now 2026-04-11
	err 'a decision on a system takes a rank \(high, mid or low\) as its value'

	# people may not write what is not theirs
	run 2 put security_policy:policy accept_up_to=A --as-person p-aaaaaaa2 --role manager --now 2026-04-11
	err 'Risk owner'
	run 0 verify
}
finish
