# SPDX-License-Identifier: Apache-2.0
# What the ledger.sh of every example does: a rehearsal ledger is made in a folder, the dossier is
# applied as the manager's work, and the fictional people then grant roles, state, decide, evaluate and
# move the gates as decisions.yaml says. Sourced by ledger.sh, which calls:
#
#     rehearse SYSTEM [--mend FILE] [FOLDER]
#
# FOLDER (default: a new one) gets sekisho.db and dossier/, a copy of the dossier without the claims.
# --mend FILE applies the `mend:` of such a file (test/examples) right after, field by field.
# SEKISHO names the program (default: the one that was built here, else the one in PATH).
# A gate that cannot pass yet says what blocks it, and the owner returns it.
set -eu
export LC_ALL=C.UTF-8 TZ=Asia/Tokyo
here=$(cd "$(dirname "$0")/.." && pwd)
separator=$(printf '\037')

# Objects as `kind id by role subject field=value...`, parted by a character that no text has. Reads
# the layout that these files keep: kind, id and fields each on a level of its own, or {…} on one line.
objects() { # FILE [ROOT]
	awk -v root="${2:-}" -v us="$separator" '
	function emit(   i, line) {
		if (id == "") return
		line = kind us id us (by == "" ? "-" : by) us (role == "" ? "-" : role)
		for (i = 1; i <= n; i++) line = line us names[i] "=" values[i]
		print line
		id = by = role = ""; n = 0
	}
	function field(text,   at, name, value) {
		at = index(text, ":"); name = substr(text, 1, at - 1); value = substr(text, at + 1)
		sub(/^ +/, "", value)
		if (name == "_by") by = value
		else if (name == "_role") role = value
		else if (name !~ /^_/) { names[++n] = name; values[n] = value }
	}
	function flow(text,   i, c, depth, quote, part) { # members of {…}
		text = substr(text, 2, length(text) - 2); depth = 0; quote = ""; part = ""
		for (i = 1; i <= length(text); i++) {
			c = substr(text, i, 1)
			if (quote != "") { if (c == quote) quote = "" }
			else if (c == "\"") quote = c
			else if (c ~ /[[{]/) depth++
			else if (c ~ /[]}]/) depth--
			else if (c == "," && depth == 0) { sub(/^ +/, "", part); field(part); part = ""; continue }
			part = part c
		}
		sub(/^ +/, "", part); if (part != "") field(part)
	}
	{ sub(/[ ]+# .*$/, "") }
	/^#/ || /^ *$/ { next }
	{ match($0, /^ */); indent = RLENGTH; text = substr($0, indent + 1) }
	root != "" && indent == 0 { inside = (text == root ":"); emit(); next }
	root != "" && !inside { next }
	root != "" { indent -= 2 }
	indent == 0 { emit(); sub(/:.*/, "", text); kind = text; next }
	indent == 2 {
		emit(); id = text; sub(/:.*/, "", id); sub(/^[^:]*: */, "", text)
		if (text ~ /^[{]/) flow(text)
		next
	}
	indent == 4 { field(text); next }
	text ~ /^- / { # a list in lines becomes one in a line
		sub(/^- /, "", text)
		values[n] = (values[n] == "" ? "[" text "]" : substr(values[n], 1, length(values[n]) - 1) ", " text "]")
		next
	}
	{ values[n] = values[n] " " text }
	END { emit() }' "$1"
}

say() { printf '%s\n' "$*"; }

run() { # ARGUMENTS... as of $now, in $folder
	(cd "$folder" && "$sekisho" "$@" --now "$now" >.said 2>&1) && return
	say "sekisho $* --now $now" >&2
	cat "$folder/.said" >&2
	return 1
}

person() { # BY ROLE ARGUMENTS... ("-": whoever is at the machine)
	by=$1 role=$2
	shift 2
	[ "$role" = - ] && role=manager
	if [ "$by" = - ]; then run "$@" --role "$role"; else run "$@" --as-person "$by" --role "$role"; fi
}

value_of() { # NAME FIELD=VALUE...: sets $value
	name=$1
	shift
	value=
	for each; do case $each in "$name="*) value=${each#*=} ;; esac; done
	value=${value#\"} value=${value%\"}
}

# The grants for this system and for all, in the order in which they can be given.
grant() { # PASS: the roles it gives, and who gives them
	objects "$here/org/role_grants.yaml" | while IFS=$separator read -r kind id by role rest; do
		set -f
		IFS=$separator
		# shellcheck disable=SC2086
		set -- $rest
		unset IFS
		value_of for_system "$@"
		[ "$value" = "$system" ] || [ "$value" = '*' ] || continue
		value_of role "$@"
		case $pass:$value in
		first:admin) person - admin put "role_grant:$id" "$@" ;;
		first:ciso) person - ciso put "role_grant:$id" "$@" ;;
		second:owner | second:assessor) person "$ciso" ciso put "role_grant:$id" "$@" ;;
		second:manager | second:contractor | second:auditor) person "$by" admin put "role_grant:$id" "$@" ;;
		esac
	done
}

ciso_of_system() {
	objects "$here/org/role_grants.yaml" | grep "role=ciso" | grep "for_system=$system" |
		tr "$separator" '\n' | sed -n 's/^person=//p'
}

# One object of decisions.yaml, as its person does it in the ledger.
play() { # CHAIN KIND ID BY ROLE FIELD=VALUE...
	chain=$1 kind=$2 id=$3 by=$4 role=$5
	shift 5
	case $kind in
	decision)
		value_of subject "$@"
		subject=$value
		value_of choice "$@"
		drop 'subject choice' "$@"
		eval "person \"\$by\" \"\$role\" decide \"\$chain/\$subject\" \"\$value\" $kept"
		;;
	attestation)
		value_of subject "$@"
		subject=$value
		[ -n "$subject" ] || { value_of check_id "$@" && subject=$value; }
		value_of statement "$@"
		drop 'subject check_id statement' "$@"
		eval "person \"\$by\" \"\$role\" attest \"\$chain/\$subject\" \"\$value\" --id \"\$id\" $kept"
		;;
	recommendation)
		drop 'answer answer_text' "$@"
		eval "person \"\$by\" \"\$role\" put \"\$chain/recommendation:\$id\" $kept"
		;;
	*) person "$by" "$role" put "$chain/$kind:$id" "$@" ;;
	esac
}

drop() { # 'NAME NAME' FIELD=VALUE...: sets $kept, quoted for eval
	names=" $1 "
	shift
	kept=
	for each; do
		case $names in *" ${each%%=*} "*) continue ;; esac
		kept="$kept '$(printf '%s' "$each" | sed "s/'/'\\\\''/g")'"
	done
}

each_object() { # FILE ROOT COMMAND...: with `KIND ID BY ROLE FIELD=VALUE...` behind
	file=$1 root=$2
	shift 2
	objects "$file" "$root" >"$folder/.objects"
	while IFS=$separator read -r kind id by role rest <&3; do
		(
			command=$*
			set -f
			IFS=$separator
			# shellcheck disable=SC2086
			set -- $kind $id $by $role $rest
			unset IFS
			$command "$@"
		) || exit 1
	done 3<"$folder/.objects"
}

mend_one() { # KIND ID BY ROLE FIELD=VALUE...
	case $1 in
	decision | attestation | gate_event) return ;; # played with the others
	evaluation) play "$system" "$@" ;;
	*) kind=$1 id=$2 by=$3 role=$4 && shift 4 && person "$by" "$role" put "$system/$kind:$id" "$@" ;;
	esac
}

decide_org() { [ "$1" != decision ] || org_decision "$@"; }

# The organisation's decisions are taken by this system's CISO.
org_decision() { # decision ID BY ROLE FIELD=VALUE...
	id=$2
	shift 4
	play @org decision "$id" "$ciso" ciso "$@"
}

# What does not exist is stated first: the newest word of a role on a check is the one that counts.
empty_one() { case " $* " in " attestation "*" statement=empty "*) play "$system" "$@" ;; esac; }
state_one() {
	case " $* " in
	*" statement=empty "* | *"exception:"*) ;; # the one is said already, the other is over
	" decision "* | " attestation "*) play "$system" "$@" ;;
	esac
}

of_phase() { # NUMBER KIND ID BY ROLE FIELD=VALUE...: evaluations and what follows from them
	wanted=$1
	shift
	case $2 in e"$wanted"-*) [ "$1" = evaluation ] && play "$system" "$@" ;; esac
	return 0
}

advise() { [ "$1" != recommendation ] || play "$system" "$@"; }

answer() { # recommendation ID BY ROLE FIELD=VALUE...
	[ "$1" = recommendation ] || return 0
	id=$2
	shift 4
	value_of addressee "$@"
	who=$value
	drop 'name evaluation addressee subject text severity due' "$@"
	[ -z "$kept" ] || eval "person \"\$(first_of \"\$who\")\" \"\$who\" put \"\$system/recommendation:\$id\" $kept"
}

first_of() { # ROLE: who holds it
	objects "$here/org/role_grants.yaml" | grep "for_system=$system" | grep "role=$1" | head -1 |
		tr "$separator" '\n' | sed -n 's/^person=//p'
}

move() { # PHASE MOVE ROLE FIELD=VALUE...
	phase=$1 what=$2 by=$3
	shift 3
	person "$(first_of "$by")" "$by" put "$system/gate_event:l$phase-$what" "phase=$phase" "move=$what" "$@"
}

# Submitted by the manager, evaluated where the rank asks for it, decided by the owner.
gate() { # PHASE TIME TIME TIME
	now=$2
	move "$1" submit manager
	now=$3
	each_object "$decisions" '' of_phase "$1"
	evaluation=$(objects "$decisions" | grep "^gate_event" | grep "phase=$1${separator}move=assess" |
		tr "$separator" '\n' | sed -n 's/^evaluation=//p')
	[ -z "$evaluation" ] || move "$1" assess assessor "evaluation=$evaluation"
	now=$4
	if move "$1" pass owner 2>/dev/null; then
		say "工程 $1: 通過 / phase $1 passed"
	else
		say "工程 $1: 差戻し / phase $1 returned: $(tail -n 1 "$folder/.said")"
		move "$1" return owner 'reason=妨げているものを直してから、改めて申請すること。'
	fi
}

rehearse() { # SYSTEM [--mend FILE] [FOLDER]
	system=$1 mend=
	shift
	[ "${1:-}" != --mend ] || { mend=$(realpath "$2") && shift 2; }
	folder=${1:-$(mktemp -d)}
	mkdir -p "$folder/dossier"
	folder=$(cd "$folder" && pwd)
	sekisho=${SEKISHO:-$here/../build/src/cli/sekisho}
	[ -x "$sekisho" ] || sekisho=sekisho
	decisions=$here/$system/decisions.yaml
	cp -r "$here/org" "$here/$system" "$folder/dossier/"
	chmod -R u+w "$folder/dossier"
	# what people decide they decide in the ledger; what ended before cannot be entered any more
	rm -f "$folder/dossier/org/role_grants.yaml" "$folder/dossier/org/decisions.yaml" \
		"$folder/dossier/$system/decisions.yaml" "$folder/dossier/$system/exceptions.yaml"
	ciso=$(ciso_of_system)
	now=2026-11-25T08:45:00+09:00
	run init --rehearsal
	now=2026-11-25T09:00:00+09:00
	run apply dossier/org "dossier/$system"
	cat "$folder/.said"
	now=2026-11-25T09:10:00+09:00
	pass=first
	grant
	pass=second
	grant
	[ -z "$mend" ] || each_object "$mend" mend mend_one
	now=2026-11-25T09:20:00+09:00
	each_object "$here/org/decisions.yaml" '' decide_org
	now=2026-11-25T09:25:00+09:00
	each_object "$decisions" '' empty_one
	now=2026-11-25T09:30:00+09:00
	each_object "$decisions" '' state_one
	[ -z "$mend" ] || each_object "$mend" mend state_one
	gate 1 2026-11-25T10:00:00+09:00 2026-11-25T10:10:00+09:00 2026-11-25T10:20:00+09:00
	gate 2 2026-11-25T10:30:00+09:00 2026-11-25T10:40:00+09:00 2026-11-25T10:50:00+09:00
	gate 3 2026-11-25T11:00:00+09:00 2026-11-25T11:10:00+09:00 2026-11-25T11:20:00+09:00
	now=2026-11-25T11:30:00+09:00
	each_object "$decisions" '' advise
	each_object "$decisions" '' answer
	rm -f "$folder/.said" "$folder/.objects"
	say "台帳 / ledger: $folder/sekisho.db"
	say "sekisho check $system --store $folder/sekisho.db --now 2026-11-25T12:00:00+09:00"
}
