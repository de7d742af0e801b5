#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Mutation over a model with one rule: test_mutate.sh RUN_STORIES MODEL_FOLDER
set -u
run=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$2" "$folder/model"
model=$folder/model
rm -rf "$model/rules" "$model/guideline/grounds"
mkdir "$model/rules"
number=0
failed=0
tell() { # OK NAME
	number=$((number + 1))
	[ "$1" -eq 0 ] && echo "ok $number - $2" || { echo "not ok $number - $2"; sed 's/^/# /' "$folder/out"; failed=1; }
}
mutate() { # EXPECTED_STATUS
	status=0
	"$run" --mutate "$model" "X.test" >"$folder/out" 2>&1 || status=$?
	[ "$status" -eq "$1" ]
}
says() { grep -qF -e "$1" "$folder/out"; }
cat >"$model/rules/X.test.sql" <<'SQL'
-- id: X.test
-- check: C1-1
-- rows: C1-1
-- class: must
-- severity: high
-- ja: 部品 {subject_id|component} は {vendor}
-- en: the component {subject_id|component} is of {vendor}
SELECT 'component' AS subject_kind, c.id AS subject_id, '' AS key, coalesce(p.name, '') AS vendor
FROM   component c
LEFT   JOIN product p
       ON p.id = c.product
WHERE  c.env = 'production'
AND    c.quantity > 1
SQL
cat >"$model/rules/X.test.test.yaml" <<'YAML'
- fires: two of it run
  facts:
    component: [{id: web, env: production, quantity: 2}]
  expect: [{subject: component:web}]
- silent: it is being tested
  facts:
    component: [{id: web, env: test, quantity: 2}]
YAML
mutate 1 && says 'X.test.sql:13:1: no story notices: drop: AND c.quantity > 1'
tell $? "a condition that no story needs survives"
mutate 1 && ! says "X.test.sql:12"
tell $? "what the stories need does not"
cat >>"$model/rules/X.test.test.yaml" <<'YAML'
- silent: one of it runs
  facts:
    component: [{id: web, env: production, quantity: 1}]
- fires: a product is named after another
  facts:
    component: [{id: web, env: production, quantity: 2, product: b}]
    product: [{id: a, name: 青}, {id: b, name: 赤}]
  expect: [{subject: component:web, ja: 赤}]
YAML
mutate 0
tell $? "more stories, no survivor"
printf 'X.test: drop: AND c.quantity > 1 -- nobody can tell\n' >"$model/rules/mutants-allowed"
mutate 1 && says 'mutants-allowed:1:1: no survivor to explain'
tell $? "an explanation of nothing is told"
sed -i '/one of it runs/,/quantity: 1/d' "$model/rules/X.test.test.yaml"
mutate 0 && says '1 explained'
tell $? "an explained survivor passes"
printf 'X.gone: drop: AND a -- b\nno reason\n' >"$model/rules/mutants-allowed"
mutate 1 && says 'there is no rule X.gone' && says 'mutants-allowed:2:1: a line is written'
tell $? "lines that mean nothing are told"
sed -i 's/subject: component:web}/subject: component:db}/' "$model/rules/X.test.test.yaml"
mutate 1 && says 'expected, not found'
tell $? "stories must hold before they can judge mutants"
status=0
"$run" --mutate "$model" X.nothing >"$folder/out" 2>&1 || status=$?
[ "$status" -eq 1 ]
tell $? "a name that does not exist is told"
echo "1..$number"
exit $failed
