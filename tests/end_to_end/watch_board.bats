#!/usr/bin/env bats
# The board on a real terminal, which `script` makes; keys come from a pipe.
load helper

setup_file() {
    command -v script >/dev/null || skip "there is no script(1) to make a terminal"
    sandbox_serve
}

teardown() {
    exec 9>&-
    [ -z "${terminal:-}" ] || { kill "$terminal" 2>/dev/null && wait "$terminal"; } || true
}

board() {  # board [OPTIONS…]: opens it on a terminal of 20 lines and 110 columns
    screen=$BATS_TEST_TMPDIR/screen ended=$BATS_TEST_TMPDIR/ended tty=$BATS_TEST_TMPDIR/tty
    mkfifo "$BATS_TEST_TMPDIR/keys"
    exec 9<>"$BATS_TEST_TMPDIR/keys"
    script -qfc "stty rows 20 cols 110; tty >$tty; TERM=xterm $EMERG watch --every 5s --requests 600 $*; echo \$? >$ended; stty -a >$ended.stty" \
        "$screen" <"$BATS_TEST_TMPDIR/keys" >/dev/null 2>&1 3>&- &
    terminal=$!
}

press() {
    printf "$1" >&9
}

shows() {  # shows TEXT: within ten seconds, since the last `anew`
    for _ in $(seq 100); do
        tail -c "+$((${from:-0} + 1))" "$screen" 2>/dev/null | grep -qF -- "$1" && return 0
        sleep 0.1
    done
    echo "$1 did not come"
    return 1
}

anew() {  # From now on only what is drawn from now on counts.
    from=$(stat -c %s "$screen")
}

ends_with() {  # ends_with CODE
    for _ in $(seq 100); do
        [ -s "$ended.stty" ] && break
        sleep 0.1
    done
    same "$(cat "$ended")" "$1"
    grep -q ' icanon' "$ended.stty"
    grep -q ' echo ' "$ended.stty"
}

@test "the board tells what is open and what comes next; q gives the terminal back" {
    board
    shows "> $CASE"
    shows "next: emerg ack $CASE"
    press q
    ends_with 0
    [[ $(<"$screen") == *$'\e[?1049h'*$'\e[?25h\e[?1049l'* ]]
}

@test "a key runs the next step, another shows the case, and the board is back" {
    board
    shows "> $CASE"
    press n
    shows "Enter goes back to the board"
    same "$(state '.pagerduty.incidents[0].status')" acknowledged
    anew
    press '\n'
    shows "next: emerg contact $CASE"
    press s
    shows "account manager"
    press '\n'
    anew
    shows "> $CASE"
    press q
    ends_with 0
}

@test "what happens is told while the board stands, and a lost connection too" {
    board --timeout 3s
    shows "> $CASE"
    ends 0 ack "$CASE"
    shows "owner Ana Ortiz"
    fault '{"service":"zendesk","times":0,"kind":"reset_before"}'
    shows "STALE, looked"
    control DELETE /faults
    anew
    customer_says 'It is still down'
    shows "  answer "
    press q
    ends_with 0
}

# What was drawn since the last `anew`, a line each, without the terminal's own words. The frame
# that `anew` came into is left out: it may have been cut within such a word.
frames() {
    tail -c "+$((from + 1))" "$screen" | sed 's/\x1b\[H/\n/g' | sed '1d; s/\x1b\[[0-9;?]*[a-zA-Z]//g' | tr -d '\r'
}

@test "a terminal that becomes smaller is not written over its edge" {
    local LC_ALL=C.UTF-8  # Columns are counted, not bytes.
    board
    shows "> $CASE"
    stty -F "$(cat "$tty")" rows 6 cols 40
    sleep 1
    anew
    shows "emerg watch"
    sleep 1.2
    local line
    while IFS= read -r line; do
        [ "${#line}" -le 40 ] || { echo "too wide: $line"; return 1; }
    done < <(frames)
    same "$(frames | awk '/^emerg watch/ { if (lines > most) most = lines; lines = 0 } { lines++ } END { print most <= 6 }')" 1
    press q
    ends_with 0
}

@test "what is said meanwhile does not stand across the board" {
    board --timeout 2s
    shows "> $CASE"
    anew
    fault '{"service":"zendesk","times":0,"kind":"reset_before"}'
    shows "trying again"
    shows "STALE, looked"
    same "$(frames | grep -c 'trying again')" "$(frames | grep -c '^emerg: .*trying again')"
    same "$(frames | grep -c '^emerg watch')" "$(frames | grep -c 'emerg watch')"
    control DELETE /faults
    press q
    ends_with 0
}

@test "a case that is closed takes the keys with it: none falls upon another" {
    board
    shows "> $CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    ends 0 close "$CASE" --yes --no-follow-up
    shows "is open no longer"
    press n
    shows "choose a case first"
    press q
    ends_with 0
}

@test "without questions, or where nothing can be drawn, there are lines" {
    script -qec "$EMERG watch --once" /dev/null </dev/null | grep -q "ZD-400123"
    for words in "env TERM=dumb timeout 3 $EMERG watch" "timeout 3 $EMERG watch --no-input"; do
        script -qec "$words" "$BATS_TEST_TMPDIR/lines" </dev/null >/dev/null 2>&1 || true
        grep -q "ZD-400123" "$BATS_TEST_TMPDIR/lines"
        same "$(grep -c $'\e\[?1049h' "$BATS_TEST_TMPDIR/lines")" 0
    done
}

@test "a signal ends the board with 130, and the terminal is as it was" {
    board
    shows "> $CASE"
    press '\003'
    ends_with 130
}

@test "an answer that a second look would not mend ends the board with its own code" {
    EMERG_ZENDESK_TOKEN=wrong board
    ends_with 4
}
