#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What is taken out of a folder is retired only when asked for, and never while others need it.
. "$(dirname "$0")/lib.sh"
ledger
run 0 put actor:auditor type=business name=監査人 number=1 zone=office --now 2026-04-07
sed -i '/^  web:/d' hibari/model.yaml
run 0 apply hibari --plan --now 2026-04-08
out '^  \? component:web'
not_out 'auditor'
state >before
run 2 apply hibari --prune --now 2026-04-08
err 'component:web'
err 'flow:reserve|interface:public-web'
state >after
same before after

# all that belongs to it goes in one apply, whatever the order
sed -i '/^  public-web:/d; /^  reserve: {from/d; /^  store:/d; s/{component: web, operation: 設定変更, access: admin}, //' hibari/model.yaml
sed -i 's/components: \[web, db\]/components: [db]/; s/subjects: \[component:web\]/subjects: [component:db]/; s/scope: component:web/scope: component:db/; s/entry: interface:public-web/entry: actor:citizen/' hibari/records.yaml
run 0 apply hibari --plan --prune --now 2026-04-08
out '4 retired'
out '^  - component:web'
not_out 'auditor'
run 0 apply hibari --prune --reason 廃止した --now 2026-04-08
out '4 retired'
run 0 list component --retired
out '^web .*retired$'
run 0 history interface:public-web
out 'retired  interface:public-web'
out 'reason: 廃止した'
run 0 get actor:auditor
run 0 apply hibari --prune --now 2026-04-08
out '22 unchanged$'

# others changed it since: it is not retired over their heads
run 0 put zone:office name=本館 --now 2026-04-09
sed -i '/^  office:/d' hibari/model.yaml
sed -i 's/number: 25, zone: office/number: 25, zone: dmz/' hibari/system.yaml
run 0 put actor:auditor zone=dmz --now 2026-04-09
run 2 apply hibari --prune --now 2026-04-09
err 'zone:office was changed by local'
run 0 apply hibari --prune --over zone:office --now 2026-04-09
run 0 list zone --retired
out '^office .*retired$'
run 0 verify
finish
