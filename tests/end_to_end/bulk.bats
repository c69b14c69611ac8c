#!/usr/bin/env bats
load helper

setup_file() {
    sandbox_serve --scenario busy
}

ISSUE=https://issues.example.com/production/12345

candidates() {
    emerg bulk --incident incident-7 --json=id "$@" 2>/dev/null
}

tickets_with() {  # tickets_with TAG: how many carry it
    state "[.zendesk.tickets[] | select(.tags | index(\"$1\"))] | length"
}

answers() {  # public comments by us, on all tickets
    state 'agents as $agents | [.zendesk.tickets[].comments[] | select(.public and (.author_id | IN($agents[])))] | length'
}

@test "without a ticket it lists those to look at, and changes nothing" {
    forget_requests
    [ "$(candidates | jq length)" -gt 1 ]
    [ "$(candidates --since 1s | jq length)" = 0 ]
    [ "$(requests '[.[] | select(.method != "GET")] | length')" = 0 ]
    [ "$(tickets_with incident-7)" = 0 ]
}

@test "nobody is written to unless somebody agrees" {
    run emerg bulk "$(candidates | jq -r '.[0].id')" --incident incident-7 --no-input
    status_is 2
    [ "$(tickets_with incident-7)" = 0 ]
}

@test "only the named tickets are answered, however often it runs" {
    local one
    one=$(candidates | jq -r '.[0].id')
    ends 0 bulk "$one" --incident incident-7 --yes
    [ "$(tickets_with incident-7)" = 1 ]
    [ "$(state "[.zendesk.tickets[] | select(.tags | index(\"incident-7\")) | .status] | first")" = open ]
    local before
    before=$(answers)
    ends 0 bulk "$one" --incident incident-7 --yes
    has "$stderr" "already answered for incident-7"
    EMERG_STATE=$BATS_TEST_TMPDIR/other ends 0 bulk "$one" --incident incident-7 --yes
    [ "$(answers)" = "$before" ]
}

@test "a list from standard input is answered ticket by ticket, and later solved with the link" {
    local chosen before
    before=$(answers)
    chosen=$(candidates | jq -c '.[:2]')
    emerg bulk - --incident incident-7 --yes <<<"$chosen"
    [ "$(tickets_with incident-7)" = 2 ]
    emerg bulk - --incident incident-7 --issue "$ISSUE" --yes <<<"$chosen"
    [ "$(state '[.zendesk.tickets[] | select((.tags | index("incident-7")) and .status == "solved")] | length')" = 2 ]
    [ "$(answers)" = "$((before + 4))" ]
}

@test "an answer that was lost on the wire is not said twice" {
    local one before
    one=$(candidates | jq -r '.[0].id')
    before=$(answers)
    fault '{"service":"zendesk","match":"PUT /api/v2/tickets/*","nth":2,"kind":"reset_after"}'
    ends 0 bulk "$one" --incident incident-7 --yes
    [ "$(answers)" = "$((before + 1))" ]
    ends 0 bulk "$one" --incident incident-7 --yes
    [ "$(answers)" = "$((before + 1))" ]
}

@test "three machines at once tell each customer once" {
    local chosen before machine
    chosen=$(candidates | jq -c '.[:2]')
    before=$(answers)
    for machine in 1 2 3; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg bulk - --incident incident-7 --yes --quiet <<<"$chosen" &
    done
    wait
    [ "$(answers)" = "$((before + 2))" ]
    [ "$(tickets_with incident-7)" = 2 ]
}

@test "a ticket that Zendesk refuses does not keep the others from their answer" {
    local chosen before
    chosen=$(candidates | jq -c '.[:2]')
    before=$(answers)
    fault "$(jq -r '.[0].id[1:] | "{\"service\":\"zendesk\",\"match\":\"PUT /api/v2/tickets/\(.).json\",\"times\":0,\"kind\":\"status\",\"status\":422}"' <<<"$chosen")"
    run emerg bulk - --incident incident-7 --yes <<<"$chosen"
    [ "$status" != 0 ]
    [ "$(answers)" = "$((before + 1))" ]
    control DELETE /faults
    emerg bulk - --incident incident-7 --yes <<<"$chosen"
    [ "$(answers)" = "$((before + 2))" ]
}
