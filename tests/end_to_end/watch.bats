#!/usr/bin/env bats
# What happens, as it happens. Two looks are five seconds apart at least, so one watch plays many scenes.
load helper

teardown() {
    [ -z "$watching" ] || kill "$watching" 2>/dev/null || true
}

watch() {  # watch OPTIONS…: in the background; its lines go to $events
    events=$BATS_TEST_TMPDIR/events said=$BATS_TEST_TMPDIR/said
    "$EMERG" watch --every 5s --requests 600 "$@" >"$events" 2>"$said" 3>&- &
    watching=$!
}

comes() {  # comes FILE TEXT: within three looks
    for _ in $(seq 200); do
        grep -qF -- "$2" "$1" && return 0
        sleep 0.1
    done
    echo "$2 did not come: $(cat "$1" "$said")"
    return 1
}

@test "one look tells what is open, in lines for people and for programs" {
    ends 0 watch --once
    same "$(jq -r '[.event, .deadline, .case.id, .case.ticket.id] | map(tostring) | join(" ")' <<<"$output")" "page null $CASE 400123"
    ends 0 watch --once --json=event,at
    same "$(jq -r 'keys | join(" ")' <<<"$output")" "at event"
    ends 0 watch --once -o table
    has "$output" "page"
    has "$output" "ZD-400123  Example Corp"
    ends 0 watch --once --mine
    ends 0 ack "$CASE"
    ends 0 watch --count 1 --mine
    has "$output" '"event":"page"'
}

@test "a look takes one request to each of the two services" {
    ends 0 watch --once
    forget_requests
    ends 0 watch --once
    same "$(requests length)" 2
}

@test "what makes no sense is refused before anything is asked" {
    forget_requests
    ends 2 watch --every 4s
    ends 2 watch --requests 0
    ends 2 watch --once -o csv
    same "$(requests length)" 0
}

@test "owner, answer, deadline and further pages are told as they happen" {
    printf '#!/bin/sh\n{ echo "$EMERG_EVENT $EMERG_CASE"; cat; echo; } >>"%s"\n' "$BATS_TEST_TMPDIR/passed" >"$BATS_TEST_TMPDIR/pass"
    chmod +x "$BATS_TEST_TMPDIR/pass"
    watch --exec "$BATS_TEST_TMPDIR/pass"
    comes "$events" '"event":"page"'
    ends 0 ack "$CASE"
    customer_says 'It is still down'
    comes "$events" '"event":"owner"'
    comes "$events" '"event":"answer"'
    clock 31m
    comes "$events" '"deadline":"contact"'
    comes "$BATS_TEST_TMPDIR/passed" "deadline $CASE"
    same "$(grep -c '"event":"answer"' "$events")" 1
    same "$(sed -n 2p "$BATS_TEST_TMPDIR/passed" | jq -r .event)" page
}

@test "a follow-up that falls due is told, and what has not changed is not read again" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    watch
    comes "$events" '"event":"page"'
    clock 16m
    comes "$events" '"deadline":"follow-up"'
    forget_requests
    until [ "$(requests length)" -ge 4 ]; do  # Two looks.
        kill -0 "$watching"
    done
    same "$(requests '[.[] | .path | select(test("comments|audits"))] | length')" 0
}

@test "a lost connection is told once, and what happened meanwhile afterwards" {
    watch --timeout 3s
    comes "$events" '"event":"page"'
    fault '{"service":"zendesk","times":0,"kind":"reset_before"}'
    comes "$said" "the picture is stale since"
    control DELETE /faults
    ends 0 ack "$CASE"
    comes "$events" '"event":"owner"'
    comes "$said" "the picture is whole again"
    same "$(grep -c "is stale" "$said")" 1
    same "$(grep -c '"event":"closed"' "$events")" 0
}

@test "a signal ends it with 130" {
    watch
    comes "$events" '"event":"page"'
    kill -INT "$watching" || true
    local code=0
    wait "$watching" || code=$?
    same "$code" 130
}
