#!/usr/bin/env bats
# Whole drills, played right and wrong by the real binary.
bats_require_minimum_version 1.5.0
load helper

setup_file() {
    mkdir "$BATS_FILE_TMPDIR/bin"
    ln -s "$EMERG" "$BATS_FILE_TMPDIR/bin/emerg"
    export PATH=$BATS_FILE_TMPDIR/bin:$PATH
}

teardown_file() { :; }

setup() {
    export HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
}

play() {  # play DRILL SCRIPT: the debriefing, as JSON, is $output; what was said on the way $stderr
    run --separate-stderr "$EMERG" drill start "$1" --json --exit-code -- bash -ec "$2" </dev/null
}

verdicts() {  # verdicts: "duty verdict" of each finding, in $output
    jq -r '.findings[] | "\(.duty): \(.verdict)"' <<<"$output"
}

all_in_time() {
    [ "$status" = 0 ] && [ "$(jq .in_time <<<"$output")" = true ] && return 0
    printf '%s\n' "$output" "$stderr"
    return 1
}

@test "the customer answers: played right, all is in time" {
    play answer '
        emerg ack --yes
        emerg contact --yes
        emerg resolve
        emerg drill skip 3h --dry-run
        emerg drill skip 5m
        emerg call start
        emerg drill skip 10m
        emerg call end --yes --done "The change was taken back." --next "We watch it."
        emerg drill skip 3m
        emerg close --yes --new-follow-up'
    all_in_time
    has "$(verdicts)" "call: in time"
    has "$(verdicts)" "close: in time"
    has "$(verdicts)" "promise: in time"
}

@test "the customer stays silent: played right, the next engineer accepts" {
    play silence '
        emerg ack --yes
        emerg contact --yes
        emerg resolve
        emerg drill skip 16m
        emerg followup --yes
        emerg drill skip 16m
        emerg followup --yes
        emerg handoff --yes -m "Problem: 502. Done: two messages. Next: watch the ticket."
        emerg drill skip 4m'
    all_in_time
    has "$(verdicts)" "acceptance: in time"
}

@test "two emergencies: played right, the manager knows and somebody takes the second one" {
    play two '
        emerg ack --yes
        emerg contact --yes
        emerg resolve
        emerg drill skip 4m
        emerg call start
        emerg drill skip 5m
        emerg overload --yes
        emerg drill skip 6m
        emerg call end --yes --done "The change was taken back." --next "We watch it."'
    all_in_time
    has "$(verdicts)" "overload: in time"
    same "$(jq '[.findings[].ticket] | unique | length' <<<"$output")" 2
}

@test "played wrong: late, early, missed and twice are told, with the reason" {
    play silence '
        emerg drill skip 12m
        emerg ack --yes
        emerg resolve --force --reason impatient
        emerg drill skip 1m
        emerg contact --yes
        emerg drill skip 50m
        curl -sS --noproxy "*" -u "ana@example.com/token:$EMERG_SANDBOX_ZENDESK_TOKEN" -X PUT -H "Content-Type: application/json" \
            -d "{\"ticket\": {\"comment\": {\"body\": \"Hello?\", \"public\": true}}}" "$EMERG_SANDBOX_ZENDESK/api/v2/tickets/400123.json"
        curl -sS --noproxy "*" -u "ana@example.com/token:$EMERG_SANDBOX_ZENDESK_TOKEN" -X PUT -H "Content-Type: application/json" \
            -d "{\"ticket\": {\"comment\": {\"body\": \"Hello?\", \"public\": true}}}" "$EMERG_SANDBOX_ZENDESK/api/v2/tickets/400123.json"'
    status_is 9
    for expected in "acknowledge: late" "resolve: early" "contact: in time" "follow-up: late" "closing: missed" \
        "handover: missed" "promise: late" "the same message to the customer: twice"; do
        has "$(verdicts)" "$expected"
    done
    has "$(jq -r '.findings[] | select(.duty == "acknowledge").why' <<<"$output")" "ten minutes"
}

@test "without --exit-code a drill ends with 0, and people read lines" {
    run --separate-stderr "$EMERG" drill start answer -- emerg list --json=id </dev/null
    status_is 0
    has "$output" "The customer answers: 0 of 8 in time"
    has "$output" "missed   #400123 acknowledge"
    has "$stderr" "$CASE"
    has "$stderr" "Every page of a self-managed customer answers 502"
}

@test "nothing that a shell's start-up files set leads a drill to real accounts" {
    cat >"$HOME/.bashrc" <<'SH'
export EMERG_CONFIG=$HOME/real.yaml EMERG_PAGERDUTY_URL=http://127.0.0.1:9 EMERG_PAGERDUTY_TOKEN=real-token EMERG_PROFILE=gov EMERG_PROXY=http://127.0.0.1:9
export HTTPS_PROXY=http://127.0.0.1:9 HTTP_PROXY=http://127.0.0.1:9 http_proxy=http://127.0.0.1:9 NO_PROXY= no_proxy=
SH
    echo 'pagerduty: {url: "http://127.0.0.1:9"}' >"$HOME/real.yaml"
    run --separate-stderr "$EMERG" drill start answer -- bash -c '. ~/.bashrc; emerg list --json=id; emerg config get pagerduty.url; emerg list --config ~/real.yaml || echo "ended with $?"' </dev/null
    status_is 0
    has "$stderr" "$CASE"
    has "$stderr" "ended with 9"
    has "$stderr" "a configuration of its own"
}

@test "a drill's state stays in it" {
    run --separate-stderr "$EMERG" drill start answer -- bash -ec 'emerg ack --yes; test -d "$EMERG_DRILL_STATE"; emerg list --json=id,stage' </dev/null
    status_is 0
    has "$stderr" '"stage":"acknowledged"'
    [ ! -e "$HOME/.local/state/emerg" ]
}

@test "time may pass faster" {
    run --separate-stderr "$EMERG" drill start answer --speed 600 --json -- sleep 1 </dev/null
    status_is 0
    same "$(jq -r '.findings[] | select(.duty == "acknowledge").verdict' <<<"$output")" missed
    same "$(jq '(.at | fromdate) - (.findings[] | select(.duty == "acknowledge").due | fromdate) > 60' <<<"$output")" true
}

@test "drills are listed, shown, changed and refused" {
    same "$(emerg drill list --json=name | jq -r '[.[].name] | join(" ")')" "answer silence two"
    emerg drill show answer | sed 's/in: 4m/in: 1m/' >"$BATS_TEST_TMPDIR/mine.yaml"
    run --separate-stderr "$EMERG" drill start "$BATS_TEST_TMPDIR/mine.yaml" --json -- true </dev/null
    status_is 0
    echo 'cases: [{ticket: 400123, duties: [dance]}]' >"$BATS_TEST_TMPDIR/mine.yaml"
    run "$EMERG" drill start "$BATS_TEST_TMPDIR/mine.yaml" -- true
    status_is 2
    has "$output" "there is no duty 'dance'"
    run "$EMERG" drill start nope -- true
    status_is 2
    run -127 "$EMERG" drill start answer -- /no/such/command
}

@test "within a drill nothing reaches beyond it: no token is kept, no other sandbox is opened" {
    mkdir "$BATS_TEST_TMPDIR/keyring"
    printf '#!/bin/sh\ntouch "%s/keyring/changed"\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/secret-tool"
    chmod +x "$BATS_TEST_TMPDIR/secret-tool"
    PATH=$BATS_TEST_TMPDIR:$PATH play answer "
        code=0; echo some-token | emerg auth set slack --keyring --no-check || code=\$?; [ \$code = 9 ]
        code=0; emerg sandbox exec -- true || code=\$?; [ \$code = 9 ]
        touch '$BATS_TEST_TMPDIR/refused'"
    [ -e "$BATS_TEST_TMPDIR/refused" ]
    [ ! -e "$BATS_TEST_TMPDIR/keyring/changed" ]
}
