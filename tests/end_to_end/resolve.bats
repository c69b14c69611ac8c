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
