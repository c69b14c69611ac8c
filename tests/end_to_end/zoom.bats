#!/usr/bin/env bats
load helper

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    export EMERG_BRIDGE_LINK=""  # The sandbox's fixed link would win.
    control POST /reset
}

meetings() {
    state '.zoom.meetings | length'
}

@test "contact makes one Zoom meeting; customer, ticket and page have its link" {
    ends 0 contact "$CASE" --yes
    same "$(meetings)" 1
    link=$(state '.zoom.meetings[0].join_url')
    has "$(state 'public_answers[0].body')" "$link"
    holds 'incident.conference_bridge.conference_url' "$link"
    same "$(emerg show "$CASE" --json=bridge | jq -r .bridge)" "$link"
    holds '.zoom.meetings[0].topic' "Emergency call, ticket #400123"
    ends 0 contact "$CASE" --yes
    same "$(meetings)" 1
}

@test "a dry run shows the meeting and makes none" {
    ends 0 contact "$CASE" --dry-run
    has "$output" "/users/me/meetings"
    has "$output" "<url of ZD-400123/contact/1/bridge>"
    same "$(meetings)" 0
}

@test "an answer of Zoom that is lost leaves one meeting, and the customer its link" {
    fault '{"service":"zoom","kind":"reset_after","match":"POST /v2/users","times":1}'
    ends 0 contact "$CASE" --yes
    same "$(meetings)" 1
    has "$(state 'public_answers[0].body')" "$(state '.zoom.meetings[0].join_url')"
}

@test "four machines at once make one meeting" {
    for machine in 1 2 3 4; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg contact "$CASE" --yes &
    done
    wait
    same "$(meetings)" 1
    same "$(public_comments)" 1
}

@test "a token that ran out is fetched anew" {
    ends 0 contact "$CASE" --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    clock 70m
    ends 0 followup "$CASE" --yes
    same "$(meetings)" 0
}

@test "the closing ends the meeting, so that nobody waits in it" {
    ends 0 contact "$CASE" --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    same "$(meetings)" 1
    clock 16m
    fault '{"service":"zoom","kind":"status","status":503,"times":9}'
    ends 8 followup "$CASE" --yes
    control DELETE /faults
    ends 0 sync
    same "$(meetings)" 0
    holds 'ticket.priority' high
}

@test "Zoom is down: contact says how to write without a call, and does" {
    fault '{"service":"zoom","kind":"status","status":500,"times":99}'
    run --separate-stderr emerg contact "$CASE" --yes
    [ "$status" -ne 0 ]
    has "$stderr" "--no-bridge"
    same "$(public_comments)" 0
    ends 0 contact "$CASE" --no-bridge --yes
    same "$(public_comments)" 1
    holds 'public_answers[0].body | contains("http")' false
}

@test "contact --no-bridge is followed up without a call too" {
    ends 0 contact "$CASE" --no-bridge --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    same "$(public_comments)" 3
    holds 'public_answers | map(.body | contains("call")) | any' false
    holds 'ticket.priority' high
    same "$(meetings)" 0
}

@test "a wrong secret is told by the settings' names, and is never shown" {
    EMERG_ZOOM_CLIENT_SECRET=not-the-secret-0815 run emerg contact "$CASE" --yes -vv
    [ "$status" -ne 0 ]
    has "$output" "zoom.client_secret"
    [[ $output != *not-the-secret* ]]
    same "$(public_comments)" 0
}
