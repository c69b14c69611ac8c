#!/usr/bin/env bats
load helper

@test "the journal tells what was sent, when, by whom, with which proof" {
    ends 0 ack "$CASE"
    ends 0 journal "$CASE" --json
    same "$(jq -r '[.[] | select(.key == "ZD-400123/ack/1") | .mark] | join(" ")' <<<"$output")" "intent done"
    same "$(jq -r '[.[] | .by | startswith("ana@example.com")] | all' <<<"$output")" true
    ends 0 journal show ZD-400123/ack/1 --json
    same "$(jq length <<<"$output")" 2
    ends 3 journal show ZD-400123/nothing
    ends 0 journal --since 1h --json=key
    [ "$(jq length <<<"$output")" -gt 4 ]
}

@test "a chain of hashes shows what was changed or cut" {
    ends 0 ack "$CASE"
    ends 0 journal verify --json
    same "$(jq '.[0].lines' <<<"$output")" "$(emerg journal --json=sequence | jq length)"
    same "$(jq -r '.[0].head' <<<"$output")" "$(emerg journal --json=hash | jq -r '.[-1].hash')"
}

@test "eight processes that write at once keep one chain" {
    local each
    for each in 1 2 3 4 5 6 7 8; do
        "$EMERG" note "$CASE" --internal "note $each" </dev/null >/dev/null 2>&1 3>&- &
    done
    wait
    ends 0 journal verify
    holds 'internal_notes | length' 8
}

nothing_was_sent() {
    holds 'public_answers | length' 0
    same "$(requests '[.[] | select(.method != "GET" and .service != "slack")] | length')" 0
}

@test "a journal that cannot be used is an error before anything is sent" {
    mkdir -p "$EMERG_STATE"
    head -c 8192 /dev/urandom >"$EMERG_STATE/emerg.db"
    forget_requests
    ends 1 contact "$CASE" --yes
    has "$stderr" journal
    has "$stderr" "nothing was sent"
    nothing_was_sent
}

@test "a full disk is an error before anything is sent" {
    forget_requests
    run --separate-stderr bash -c 'trap "" XFSZ; ulimit -f 8; exec "$0" contact "$1" --yes' "$EMERG" "$CASE"
    status_is 1
    has "$stderr" "nothing was sent"
    nothing_was_sent
}

@test "a home that cannot be written is an error before anything is sent" {
    : >"$BATS_TEST_TMPDIR/file"
    forget_requests
    EMERG_STATE=$BATS_TEST_TMPDIR/file/state ends 1 contact "$CASE" --yes
    has "$stderr" "nothing was sent"
    nothing_was_sent
}
