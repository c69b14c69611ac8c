#!/bin/bash
# budget_test.sh EMERG README: what a start costs, in instructions (valgrind) and files opened (strace), beside what README.md states
# under "Measured". Fails at a tenth more. Of preset dev: another build costs another sum.
# budget_test.sh --write EMERG README states it anew.
set -eu
here=$(realpath "${BASH_SOURCE[0]}")

instructions_of() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null </dev/null |
        sed -n 's/^==[0-9]*== Collected : \([0-9]*\)$/\1/p'
}

opens_of() {  # Those that succeed.
    strace -f -e trace=open,openat -o "$START_WORK/opens" "$@" >/dev/null </dev/null
    grep -c ' = [0-9]' "$START_WORK/opens"
}

if [ "$1" = --inside ]; then
    # A case that was seen, so that prompt has something to tell.
    "$EMERG" list >/dev/null
    [ -n "$("$EMERG" prompt)" ]
    while read -r thousands opens words; do
        # shellcheck disable=SC2086  # Words on purpose.
        is=$((($(instructions_of "$EMERG" $words) + 500) / 1000)) opened=$(opens_of "$EMERG" $words)
        printf '%-18s %8d thousand instructions of %8d, %3d files of %3d\n' "$words" "$is" "$thousands" "$opened" "$opens"
        printf '| `emerg %s` | %d | %d |\n' "$words" "$is" "$opened" >>"$START_WORK/measured"
        if [ $((is * 10)) -gt $((thousands * 11)) ] || [ $((opened * 10)) -gt $((opens * 11)) ]; then
            echo "start-up: emerg $words costs more than README.md states"
            touch "$START_WORK/failed"
        fi
    done <"$START_WORK/stated"
    exit
fi

write=no
[ "$1" = --write ] && { write=yes; shift; }
EMERG=$(realpath "$1")
START_WORK=$(mktemp -d)
trap 'rm -rf "$START_WORK"' EXIT
export EMERG START_WORK EMERG_STATE=$START_WORK/state HOME=$START_WORK LC_ALL=C
# "| `emerg help` | 12,345 | 21 |"
sed -n 's/^| `emerg \([^`]*\)` | \([0-9,]*\) | \([0-9]*\) |$/\2 \3 \1/p' "$2" | tr -d , >"$START_WORK/stated"
[ "$(wc -l <"$START_WORK/stated")" -ge 4 ] || { echo "start-up: README.md states too little"; exit 1; }
"$EMERG" sandbox exec -- bash "$here" --inside
if [ $write = yes ]; then
    while IFS= read -r row; do
        sed -i "s#^${row%% |*} | [0-9,]* | [0-9]* |\$#$row#" "$2"
    done <"$START_WORK/measured"
    exit
fi
[ ! -e "$START_WORK/failed" ]
