# SPDX-License-Identifier: Apache-2.0
# The recipes of doc/ci.md, as they are written there: the script runs, the configurations name what it makes.
. "$(dirname "$0")/lib.sh"
doc=$(cd "$(dirname "$fixtures")/../.." && pwd)/doc/ci.md
mkdir repo bin
ln -s "$sekisho" bin/sekisho
PATH=$work/bin:$PATH
export PATH
cp -r "$fixtures/org" repo/org && cp -r "$fixtures/hibari" repo/dossier && chmod -R u+w repo
mkdir repo/ci
sed -n '/^## ci\/sekisho.sh/,/^## GitHub/p' "$doc" | sed -n '/^```sh$/,/^```$/p' | sed '1d;$d' >repo/ci/sekisho.sh
ok "the script stands there, for a plain shell" sh -n repo/ci/sekisho.sh
cd repo || exit 99
git init -q . && git config user.name ci && git config user.email ci@hibari.example
commit() { git add -A . && git commit -qm "$1"; }
ci() { # STATUS
	last="ci/sekisho.sh"
	sh ci/sekisho.sh >"$work/.out" 2>"$work/.err"
	status=$?
	[ $status -eq "$1" ]
	result $? "the script ends with $1 (was $status)"
}
printf 'report/\n' >.gitignore
commit first
first=$(git rev-parse HEAD)

# Everything counts where there is nothing to compare with.
unset BASE
ci 1
for file in sekisho.sarif sekisho.junit sekisho.markdown sekisho.xlsx open.sarif; do
	ok "makes report/$file" test -s report/$file
done
ok "no baseline" test ! -e report/base.json

# A change that makes nothing worse passes; one that does is refused.
BASE=$first
export BASE
echo '# nothing' >>dossier/system.yaml
commit second
ci 0
ok "compares with the commit before" test -s report/base.json
ok "leaves no worktree" test "$(git worktree list | wc -l)" -eq 1
out 'Against the former report|前回の報告との差'

# The same commit is compared with the day before.
BASE=HEAD
ci 0
ok "as of the day before" [ "$(jq -r '.at[0:10]' report/base.json)" = "$(date -u -d '1 day ago' +%Y-%m-%d)" ]
BASE=$first
sed -i 's/^  catalogue: .*/&\n  spare: {name: 予備の控え, class: C2 I2 A1, form: record, personal: none, stored_in: [db], retention: 1y, disposal: erase}/' dossier/system.yaml
commit third
ci 1
ok "the new findings are new in SARIF" jq -e '[.runs[0].results[] | select(.baselineState == "new")] | length > 0' report/open.sarif
ok "nothing suppressed is left for the host" jq -e '[.runs[0].results[] | select(.suppressions != [])] | length == 0' report/open.sarif

# A dossier that cannot be read ends with 2, and at once.
echo 'information: [' >>dossier/system.yaml
commit fourth
ci 2
ok "no report is left from before" test ! -e report/sekisho.junit

# What the configurations publish is what the script makes.
cd ..
sed -n '/^## GitHub/,$p' "$doc" | grep -oE 'report/[a-z]+\.[a-z*]+' | sort -u >named
ok "they name what is there" sh -c 'while read -r path; do
	case $path in "report/sekisho.*" | report/sekisho.sarif | report/sekisho.junit | report/sekisho.markdown | report/sekisho.xlsx | report/open.sarif) ;; *) echo "$path"; exit 1 ;; esac
done <named && [ "$(wc -l <named)" -ge 5 ]'
finish
