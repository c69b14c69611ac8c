#!/usr/bin/env bats
load helper

@test "ack acknowledges, assigns, starts the thread with link and account manager, and notes its link" {
    run emerg ack "$CASE"
    status_is 0
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    [ "$(state '[.zendesk.users[] | select(.email == "ana@example.com")][0].id')" = "$(state '.zendesk.tickets[0].assignee_id')" ]
    root=$(state '[.slack.channels[].messages[]][0].text')
    [[ $root == *"/agent/tickets/$(state '.zendesk.tickets[0].id')"* ]]
    [[ $root == *"cc <@"* ]]
    [[ $(state '[.zendesk.tickets[0].comments[] | select(.public | not)][0].body') == *"/archives/"* ]]
}

@test "ack says by which route it found the ticket" {
    run emerg ack "$CASE"
    [[ $output == *"was found by the incident key"* ]]
}

@test "the case is found from every reference to it" {
    emerg ack "$CASE"
    ticket=$(state '.zendesk.tickets[0].id')
    number=$(state '.pagerduty.incidents[0].incident_number')
    for reference in "$ticket" "#$ticket" "ZD#$ticket" "ZD-$ticket" "https://acme.zendesk.com/agent/tickets/$ticket" \
        "https://support.example.com/hc/en-us/requests/$ticket" "https://acme.zendesk.com/api/v2/tickets/$ticket.json" \
        "PD#$number" "https://acme.pagerduty.com/incidents/$CASE" "$(emerg show "$CASE" --json=thread | jq -r .thread.url)"; do
        [ "$(emerg show "$reference" --json=id | jq -r .id)" = "$CASE" ]
    done
    [ "$(emerg show --json=id | jq -r .id)" = "$CASE" ]
}

@test "a page that another has is refused, and taken only with --take" {
    bo=$(state '[.pagerduty.users[] | select(.email == "bo@example.com")][0].email')
    curl -sf -X PUT -H "Authorization: Token token=$(jq -r .tokens.pagerduty "$WORK/ready")" -H "From: $bo" \
        -H 'Content-Type: application/json' "$(jq -r .zendesk "$WORK/ready" | sed "s|.*|$(jq -r .pagerduty "$WORK/ready")|")/incidents/$CASE" \
        -d '{"incident":{"type":"incident_reference","status":"acknowledged"}}' >/dev/null
    holder=$(state '.pagerduty.incidents[0].acknowledgements[0].acknowledger.summary')
    [ "$holder" = "Bo Lind" ] || skip "the sandbox acknowledged as $holder"
    run emerg ack "$CASE"
    status_is 9
    [[ $output == *"Bo Lind"* ]]
    run emerg ack "$CASE" --take
    status_is 0
}

@test "list chains into ack" {
    emerg list --unacked --json=id | emerg ack -
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    [ "$(emerg list --unacked --json=id)" = "[]" ]
}

@test "twice at once makes one thread" {
    emerg ack "$CASE" & emerg ack "$CASE" & wait
    [ "$(messages)" = 1 ]
}
