#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Nothing of an erased name is anywhere: in no table, no free page, no log, no key ring, no backup,
# whole or in the spellings that bytes take. The ledger is large enough that pages were split and
# rows moved, and the name was written several times.
. "$(dirname "$0")/lib.sh"
ledger

# 150 people; p-zzzzzz?? are those who will be forgotten.
people() { # PHONE NOTE
	printf 'org:\nparty:\n'
	sed -n '/^party:/,/^person:/p' org/org.yaml | sed '1d;$d'
	printf 'person:\n'
	sed -n '/^person:/,/^feed:/p' org/org.yaml | sed '1d;$d' | grep -v 'p-yyyyyy\|p-zzzzzz'
	i=0
	while [ $i -lt 150 ]; do
		a=$(printf '%s' abcdefghijklmnopqrstuvwxyz | cut -c $((i / 26 + 1)))
		b=$(printf '%s' abcdefghijklmnopqrstuvwxyz | cut -c $((i % 26 + 1)))
		case $i in
		7 | 70 | 143) who="p-zzzzzz$a$b: {name: 霧ヶ峰 消太郎$i, mail: kirigamine.$i@hibari.example" ;;
		*) who="p-yyyyyy$a$b: {name: 職員 $i, mail: staff.$i@hibari.example" ;;
		esac
		echo "  $who, party: hibari-library, phone: \"$1-$i\"$2}"
		i=$((i + 1))
	done
	printf 'feed:\n  kev: {name: 悪用が確認された脆弱性, type: kev}\n'
}
# Rows that grow move to other pages; what they leave behind there is what the search is for.
long=$(printf '異動のため引き継ぎが要る。%.0s' 1 2 3 4 5 6 7 8 9 10 11 12)
for round in 1 2 3 4; do
	note=
	[ $((round % 2)) -eq 1 ] || note=", note: $long$round"
	people "03-$round$round$round$round" "$note" >org.new && mv org.new org/org.yaml
	run 0 apply org --now 2026-04-07
done
forgotten=$(grep -o 'p-zzzzzz..' org/org.yaml | sort -u)
ok 'three are to be forgotten' test "$(echo "$forgotten" | wc -l)" -eq 3

# Two scans: the second is kept as what differs from the first, which alone holds the name.
lines() { i=0; while [ $i -lt 400 ]; do echo "host-$i.hibari.example package-$((i * 7919 % 1000)) $1"; i=$((i + 1)); done; }
{ lines 1.0; echo 'owner: 霧ヶ峰 消太郎7'; } >first.txt
lines 1.0 >second.txt
for scan in first second; do
	run 0 put "hibari-yoyaku/evidence:$scan" source=tool 'tool=lister 1' collected_at=2026-04-07T00:00:00Z \
		'subjects=[component:web]' name=一覧 --attach $scan.txt --now 2026-04-08
done

# Every spelling that the bytes of a name may take: as it is, in UTF-16, in base64 at each offset,
# with JSON's escapes, in hexadecimal.
spellings() {
	for name in '霧ヶ峰' '消太郎' kirigamine; do
		printf '%s' "$name" | od -An -v -tx1 | tr -d ' \n'; echo
		printf '%s' "$name" | iconv -t UTF-16LE | od -An -v -tx1 | tr -d ' \n'; echo
		printf '%s' "$name" | iconv -t UTF-16BE | od -An -v -tx1 | tr -d ' \n'; echo
		for pad in '' x xx; do
			printf '%s%s' "$pad" "$name" | base64 | tr '+/' '-_' | tr -d '=\n' | cut -c 5- | sed 's/.$//' |
				tr -d '\n' | od -An -v -tx1 | tr -d ' \n'
			echo
		done
		printf '%s' "$name" | od -An -v -tx1 | tr -d ' \n' | od -An -v -tx1 | tr -d ' \n'; echo
	done
	printf '\\u9727\\u30f6' | od -An -v -tx1 | tr -d ' \n'; echo
}
spellings | sort -u >spellings.hex
ok 'they are many' test "$(wc -l <spellings.hex)" -gt 15
nowhere() { # FILES...: none of them has one
	found=0
	for file in "$@"; do
		od -An -v -tx1 "$file" | tr -d ' \n' >file.hex
		if grep -qF -f spellings.hex file.hex; then
			echo "$file"
			found=1
		fi
	done
	return $found
}

somewhere() { ! nowhere "$@"; }

ok 'the search finds what is there' somewhere sekisho.db
run 0 backup before
ok 'a backup holds no name' nowhere before before.keys
grant() { run 0 put "role_grant:$1" "person=$2" "role=$1" 'for_system=*' starts_on=2026-04-01 ends_on=2027-03-31 \
	reason=小さな組織 --role "$3" --now 2026-04-08; }
grant ciso p-bbbbbbb3 ciso
grant admin p-aaaaaaa2 admin
for person in $forgotten; do
	run 0 decide "person:$person" approve --reason 本人の請求 --as-person p-bbbbbbb3 --role ciso --now 2026-04-08
	run 0 erase "person:$person" --ground request --as-person p-aaaaaaa2 --now 2026-04-09
done
run 0 decide hibari-yoyaku/evidence:first approve --reason 期間満了 --as-person p-bbbbbbb3 --role ciso --now 2026-04-09
run 0 erase hibari-yoyaku/evidence:first --ground expiry --as-person p-aaaaaaa2 --now 2026-04-09
ok 'no name in the ledger, its logs and its keys' nowhere sekisho.db*
run 0 verify
out ', 4 erased objects\.$'
run 0 rebuild
ok 'nor after all tables were made anew' nowhere sekisho.db*
run 0 backup after
ok 'nor in the backup of the day after' nowhere after after.keys
for person in $forgotten; do
	run 0 history "person:$person"
	not_out '霧ヶ峰|kirigamine|03-1111|03-4444'
done

# What a backup brings back: with the keys of that day all of it, with those of today nothing.
restored() { # NAME KEYS
	mkdir "$1" && cp before "$1/file" && cp "$2" "$1/file.keys" && cp sekisho.db-master "$1/back.db-master"
}
restored then before.keys
run 0 restore then/file --store then/back.db
run 0 list person --store then/back.db
out '霧ヶ峰 消太郎143'
ok 'the search finds it there' somewhere then/back.db
restored now after.keys
last='restore now/file'
LC_ALL=en_US.UTF-8 "$sekisho" restore now/file --store now/back.db >.out 2>.err
not_out '霧ヶ峰'
for file in now/back.db*; do
	[ -f "$file" ] && ok "no name in $file" nowhere "$file"
done
finish
