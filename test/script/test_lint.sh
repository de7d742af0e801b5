#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whatever lint looks for is planted once, and must be told: test_lint.sh SOURCE
set -u
tree=$(mktemp -d) || exit 99
trap 'rm -rf "$tree"' EXIT
(cd "$1" && git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$tree") 2>/dev/null
cd "$tree" && git init -q . && git add -A || { echo "1..0 # SKIP no git"; exit 0; }
number=0
failed=0
told() { # RULE WORDS
	number=$((number + 1))
	if grep -F -e "$2" out | grep -qF "($1)"; then echo "ok $number - $1: $2"; return; fi
	echo "not ok $number - $1: $2"
	failed=1
}

{ echo '/* SPDX-License-Identifier: Apache-2.0 */'; yes '' | head -600; } >src/base/planted_long.c
{ echo '/* SPDX-License-Identifier: Apache-2.0 */'; yes '' | head -250; } >src/base/planted_long.h
{ echo '/* SPDX-License-Identifier: Apache-2.0 */'; echo 'void'; echo 'f(void)'; echo '{'; yes '	f();' | head -61; echo '}'; } >src/store/planted_function.c
echo 'int x;' >src/base/planted_licence.c
cat >src/base/planted_layer.c <<'C'
/* SPDX-License-Identifier: Apache-2.0 */
#include "ledger/model.h"
#include "ledger/model_private.h"
#include <sqlite3.h>
C
cat >src/gate/planted_document.c <<'C'
/* SPDX-License-Identifier: Apache-2.0 */
#include "document/check_report.h"
C
cat >src/base/planted_call.c <<'C'
/* SPDX-License-Identifier: Apache-2.0 */
/* atol(1) in a comment and "atof(1)" in a text are none */
int planted(void) { return atoi ("1"); }
C
cat >src/base/planted_alone.h <<'C'
/* SPDX-License-Identifier: Apache-2.0 */
gboolean planted(void);
C
cat >test/unit/base/test_planted.c <<'C'
/* SPDX-License-Identifier: Apache-2.0 */
C
mkdir -p test/unit/planted
echo '# SPDX-License-Identifier: Apache-2.0' >test/unit/planted/meson.build
echo '-- id: C1-1.planted' >model/rules/C1-1.planted.sql
echo '[]' >model/rules/C1-1.orphan.test.yaml
printf '%s\n' '-- id: C1-1.words' '-- ja: ' '-- en: こと' >model/rules/C1-1.words.sql
cat >model/tables/planted.yaml <<'Y'
planted_a:
  label: {ja: 種別}
planted_b:
  ja: 種別
planted_c:
  en: kind
planted_d:
  label: {ja: 種別, en: しゅべつ}
planted_e:
  label: {ja: 種別, en: }
planted_f:
  - ja: 種別
    en: kind
Y
echo "planted = dependency('planted-lib')" >>meson.build
echo '| `gone-lib` | MIT | dynamic |' >>doc/licences.md
echo '| `bad-lib` | GPL-3.0 | dynamic |' >>doc/licences.md
echo 'This waits: TODO' >doc/planted.md
echo 'as KINDS §1 says' >>doc/planted.md
echo 'see doc/planted-away.md' >>README.md
printf '%s\n' '#!/bin/sh' '# SPDX-License-Identifier: Apache-2.0' 'if true; then' >script/planted
echo 'banned-call src/base/gone.c' >>script/lint-exceptions
echo 'header-length src/base/slice.h 300' >>script/lint-exceptions

script/lint >out 2>&1
status=$?
number=1
if [ $status -eq 1 ]; then echo "ok 1 - lint fails"; else echo "not ok 1 - lint fails, not $status"; failed=1; fi
told file-length 'src/base/planted_long.c: 601 lines, at most 600'
told header-length 'src/base/planted_long.h: 251 lines, at most 250'
told header-length 'src/base/slice.h'
told folder-length 'src/base: '
told function-length 'src/store/planted_function.c: the function at line 4'
told spdx 'src/base/planted_licence.c'
told layer 'src/base/planted_layer.c: looks up at "ledger/model.h"'
told layer 'is private to its folder'
told layer 'sqlite3.h is for src/store/sqlite_*'
told layer 'src/gate/planted_document.c: looks at "document'
told banned-call 'src/base/planted_call.c: 3:'
told header-alone 'src/base/planted_alone.h'
told not-built 'src/base/planted_call.c'
told not-built 'test/unit/base/test_planted.c'
told not-built 'test/unit/planted'
told stories 'model/rules/C1-1.planted.sql'
told stories 'model/rules/C1-1.orphan.test.yaml'
told label 'model/rules/C1-1.words.sql:2: an empty sentence'
told label 'model/rules/C1-1.words.sql:3: kana in the English'
told label 'model/tables/planted.yaml:2: ja without en'
told label 'model/tables/planted.yaml:4: ja without en'
told label 'model/tables/planted.yaml:6: en without ja'
told label 'model/tables/planted.yaml:8: kana in the English'
told label 'model/tables/planted.yaml:10: an empty label'
told licence 'planted-lib is not in doc/licences.md'
told licence 'gone-lib is not in meson.build'
told licence 'GPL-3.0'
told word 'doc/planted.md:1'
told word 'doc/planted.md:2'
told reference 'doc/planted-away.md'
told shell 'script/planted'
number=$((number + 1))
if grep -q 'banned-call src/base/gone.c: no longer needed' out; then
	echo "ok $number - an exception that is not needed"
else
	echo "not ok $number - an exception that is not needed"
	failed=1
fi
number=$((number + 1))
if grep -vE 'planted|slice\.h|src/base: |C1-1\.(words|orphan)|(planted|gone|bad)-lib|gone\.c|GPL-3' out | grep .; then
	echo "not ok $number - nothing else is told"
	failed=1
else
	echo "ok $number - nothing else is told"
fi
[ $failed -eq 0 ] || sed 's/^/# /' out
echo "1..$number"
exit $failed
