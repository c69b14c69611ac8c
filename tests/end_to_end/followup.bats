#!/usr/bin/env bats
load helper

@test "before fifteen minutes it says when it is due, and sends nothing" {
    emerg contact "$CASE" --yes
    run emerg followup "$CASE" --yes
    status_is 0
    [[ $output == *"is due at"* ]]
    run emerg followup "$CASE" --yes --exit-code
    status_is 10
    [ "$(public_comments)" = 1 ]
}

@test "an answer by the customer at any moment stops it" {
    emerg contact "$CASE" --yes
    clock 16m
    control POST /customer "{\"ticket\":$(state '.zendesk.tickets[0].id'),\"reply\":\"I am in the call\"}"
    run emerg followup "$CASE" --yes
    status_is 0
    [[ $output == *"answered"* ]]
    [ "$(public_comments)" = 1 ]
    [ "$(emerg show "$CASE" --json=stage | jq -r .stage)" = engaged ]
}

@test "--due does all of mine, and overlapping crons send each message once" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    clock 16m
    for machine in 1 2 3; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg followup --due --yes --quiet &
    done
    wait
    [ "$(public_comments)" = 2 ]
    run emerg followup --due --yes --exit-code
    status_is 10
}

@test "the closing lowers the priority, closes the bridge and tells the thread" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    clock 16m
    emerg followup "$CASE" --yes
    clock 16m
    emerg followup "$CASE" --yes
    [ "$(state '.zendesk.tickets[0].priority')" = high ]
    [ "$(emerg show "$CASE" --json=bridge | jq -r .bridge)" = null ]
    [[ $(state '[.slack.channels[].messages[]] | last | .text') == *"bridge is closed"* ]]
    run emerg followup "$CASE" --yes
    status_is 0
    [ "$(public_comments)" = 3 ]
}

@test "a case that nobody contacted has nothing to follow up" {
    run emerg followup "$CASE" --yes
    status_is 9
}
