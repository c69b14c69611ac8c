#!/usr/bin/env bats
load helper

@test "resolve is refused while the customer has not been contacted" {
    run emerg resolve "$CASE"
    status_is 9
    [ "$(state '.pagerduty.incidents[0].status')" = triggered ]
}

@test "an internal note and the customer's own comment are no contact" {
    emerg note "$CASE" "looking" --internal
    control POST /customer "{\"ticket\":$(state '.zendesk.tickets[0].id'),\"reply\":\"hello?\"}"
    run emerg resolve "$CASE"
    status_is 9
}

@test "after the contact the page is resolved" {
    emerg contact "$CASE" --yes
    run emerg resolve "$CASE"
    status_is 0
    [ "$(state '.pagerduty.incidents[0].status')" = resolved ]
}

@test "a forced resolve is in the journal and on the incident, and needs a reason" {
    run emerg resolve "$CASE" --force
    status_is 2
    emerg resolve "$CASE" --force --reason "a duplicate page"
    [ "$(state '.pagerduty.incidents[0].status')" = resolved ]
    [[ $(state '.pagerduty.incidents[0].notes[0].content') == *"a duplicate page"* ]]
    [[ $(emerg journal) == *"a duplicate page"* ]]
}

@test "an internal note is no contact" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" --internal "looking at it"
    ends 9 resolve "$CASE"
}

@test "an answer by the customer is no contact" {
    ends 0 ack "$CASE"
    customer_says "Is anybody there?"
    ends 9 resolve "$CASE"
}

@test "resolve after the contact resolves the page and nothing else" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    local before
    before=$(state '[ticket.comments, ticket.audits, messages] | map(length)')
    ends 0 resolve "$CASE"
    holds 'incident.status' resolved
    same "$(state '[ticket.comments, ticket.audits, messages] | map(length)')" "$before"
}

@test "resolve by force says why, on the incident and in the journal" {
    ends 0 resolve "$CASE" --force --reason "duplicate of another page"
    holds 'incident.status' resolved
    holds 'incident.notes | length' 1
    has "$(state 'incident.notes[0].content')" "duplicate of another page"
    ends 0 journal --json
    has "$output" "duplicate of another page"
}

@test "force without a reason, or a reason without force, is a mistake" {
    ends 2 resolve "$CASE" --force
    ends 2 resolve "$CASE" --reason "because"
    holds 'incident.status' triggered
}
