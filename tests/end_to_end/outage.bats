#!/usr/bin/env bats
load helper

down() {  # down SERVICE: it answers 503 to everything
    control POST /faults '[{"service":"'"$1"'","times":0,"kind":"status","status":503}]'
}

up() {
    control DELETE /faults
}

@test "with Zendesk down the page is acknowledged all the same, and sync does the rest" {
    down zendesk
    run emerg ack "$CASE" --timeout 1s
    status_is 8
    [[ $output == *"queued: ticket and thread"* ]]
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    up
    ends 0 sync
    [ "$(state '.zendesk.tickets[0].assignee_id')" != null ]
    [ "$(state '[.slack.channels[].messages[]] | length')" = 1 ]
}

@test "with Zendesk down a page that is somebody else's is not taken over" {
    emerg ack "$CASE"
    down zendesk
    before=$(state '.pagerduty.incidents[0].acknowledgements | length')
    run emerg ack "$CASE" --take --timeout 1s
    status_is 7
    [ "$(state '.pagerduty.incidents[0].acknowledgements | length')" = "$before" ]
}

@test "with PagerDuty down the customer is contacted, found by the ticket" {
    down pagerduty
    run emerg contact '#400123' --yes --timeout 1s
    status_is 0
    [ "$(public_comments)" = 1 ]
    run emerg contact '#400123' --yes --timeout 1s
    status_is 7
    [[ $output == *"only PagerDuty knows"* ]]
    [ "$(public_comments)" = 1 ]
    up
    run emerg contact "$CASE" --yes
    status_is 0
    [[ $output == *"already contacted"* ]]
    [ "$(public_comments)" = 1 ]
}

@test "with PagerDuty down a page that was seen before is found by its id" {
    emerg show "$CASE" >/dev/null
    down pagerduty
    run emerg contact "$CASE" --yes --timeout 1s
    status_is 0
    [ "$(public_comments)" = 1 ]
}

@test "with PagerDuty down ack takes the ticket, and sync acknowledges the page" {
    down pagerduty
    run emerg ack '#400123' --timeout 1s
    status_is 8
    [[ $output == *"queued: the page"* ]]
    up
    ends 0 sync
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    [ "$(state '[.slack.channels[].messages[]] | length')" = 1 ]
}

@test "list and show tell what they can, and that it is not all" {
    down zendesk
    run --separate-stderr emerg list --json=id --timeout 1s
    status_is 7
    [ "$(jq -r '.[0].id' <<<"$output")" = "$CASE" ]
    run --separate-stderr emerg show "$CASE" --json=id,ticket --timeout 1s
    status_is 7
    [ "$(jq -c . <<<"$output")" = '{"id":"'"$CASE"'","ticket":null}' ]
    up
    down pagerduty
    run --separate-stderr emerg list --json=id --timeout 1s
    status_is 7
    [ "$(jq -r '.[0].id' <<<"$output")" = ZD-400123 ]
}

@test "what is decided by the whole case waits for the whole case" {
    emerg ack "$CASE"
    down zendesk
    run emerg resolve "$CASE" --timeout 1s
    status_is 7
    run emerg handoff "$CASE" --yes -m 'Next: watch' --timeout 1s
    status_is 7
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
}
