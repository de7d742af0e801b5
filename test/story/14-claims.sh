#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Decisions and statements of a folder are claims: shown, and of no effect.
. "$(dirname "$0")/lib.sh"
ledger
run 0 get decision:policy-ok
out 'p-bbbbbbb3 \(owner\)'
out '# a claim from a folder'
run 0 get decision:policy-ok --json
out '"known_by": "folder"'
run 0 history attestation:c1-1
out 'p-aaaaaaa2 \([Ss]ystem manager\)  as claimed in a folder'

# a gate that a folder says was passed is not
cat >hibari/gate.yaml <<'YAML'
gate_event:
  g1-submit: {phase: 1, move: submit, _by: p-aaaaaaa2, _role: manager, _at: 2026-04-04T09:00:00+09:00}
  g1-pass: {phase: 1, move: pass, _by: p-bbbbbbb3, _role: owner, _at: 2026-04-05T09:00:00+09:00}
YAML
run 0 apply hibari --now 2026-04-07
run 1 check hibari-yoyaku --now 2026-04-07
out 'Phase 1 .*\[open\]'
run 0 history hibari-yoyaku --json
ok "earlier claims are recorded first" sh -c \
	'test "$(grep -n g1-submit .out | cut -d: -f1)" -lt "$(grep -n g1-pass .out | cut -d: -f1)"'

# a claim may change, what was decided in the ledger may not
sed -i 's/document_number: ひ図第12号/document_number: ひ図第13号/' hibari/records.yaml
run 0 apply hibari --now 2026-04-08
run 0 history decision:policy-ok
out 'document_number: ひ図第12号 → ひ図第13号'
cat >>hibari/gate.yaml <<'YAML'
decision:
  real: {subject: security_policy:policy, choice: approve, _by: p-bbbbbbb3, _role: owner}
YAML
run 0 put role_grant:owner person=p-bbbbbbb3 role=owner for_system=hibari-yoyaku starts_on=2026-04-01 ends_on=2027-03-31 --role ciso --now 2026-04-08
run 0 decide security_policy:policy reject --id real --reason 基準が足りない --as-person p-bbbbbbb3 --role owner --now 2026-04-08
run 2 apply hibari --now 2026-04-09
err '^hibari/gate.yaml:[0-9]+:3: decision:real was recorded in the ledger by p-bbbbbbb3'
run 2 apply hibari --over all --now 2026-04-09
run 0 apply hibari --keep decision:real --now 2026-04-09
run 0 get decision:real
out '^choice: reject$'

# a newer claim does not undo a decision
run 1 check hibari-yoyaku --json --now 2026-04-10
grep 'security_policy:policy' .out >before
ok "the rejected policy is found" grep -q 'C1-3.policy-not-decided:security_policy:policy' before
sed -i '/^  real:/d; s/^decision:$/decision:\n  later: {subject: security_policy:policy, choice: approve, _by: p-bbbbbbb3, _role: owner}/' hibari/gate.yaml
run 0 apply hibari --now 2026-04-10
run 1 check hibari-yoyaku --json --now 2026-04-10
grep 'security_policy:policy' .out >after
same before after

# a name is no person's id, and must not get into the journal
sed -i 's/_by: p-aaaaaaa2, _role: manager, _at: 2026-04-04/_by: 森野, _role: manager, _at: 2026-04-04/' hibari/gate.yaml
run 2 apply hibari --now 2026-04-10
err '^hibari/gate.yaml:2:[0-9]+: _by: "森野" is no id of a person'
sed -i 's/_by: 森野, _role: manager/_by: p-aaaaaaa2, _role: boss/' hibari/gate.yaml
run 2 apply hibari --now 2026-04-10
err '_role: there is no role "boss"'

# a folder gives no rights
cat >org/grants.yaml <<'YAML'
role_grant:
  me: {person: p-aaaaaaa2, role: ciso, for_system: "*", starts_on: 2026-04-01, ends_on: 2027-03-31, reason: 自分で}
YAML
run 2 apply org --now 2026-04-10
err '^org/grants.yaml:2:3: role grants are not applied from a folder'
run 0 apply org --without-grants --now 2026-04-10
out '1 role grants were left out'
run 0 list role_grant
not_out '^me '
finish
