#!/usr/bin/env bats
load helper

contacted() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
}

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

@test "after a quarter of an hour of silence, followup sends the four points" {
    contacted
    clock 15m
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 2
    local said
    said=$(state 'public_answers[1].body')
    has "$said" https://zoom.example.com/j/400123
    has "$said" "other arrangements"
    has "$said" "15 minutes"
    has "$said" "high priority"
    has "$said" "new emergency"
    holds 'ticket.priority' urgent
}

@test "after another quarter of an hour, followup closes the bridge and lowers the priority" {
    contacted
    clock 15m
    ends 0 followup "$CASE" --yes
    local told
    told=$(state 'replies | length')
    clock 15m
    ends 0 followup "$CASE" --yes
    holds 'ticket.priority' high
    holds 'public_answers | length' 3
    holds 'replies | length' "$((told + 1))"
    ends 0 show "$CASE" --json
    same "$(jq -r '.bridge' <<<"$output")" null
    same "$(jq -r '.side_states | join(" ")' <<<"$output")" "followed-up downgraded"
}

@test "however late it runs, the four points come before the closing" {
    contacted
    clock 3h
    ends 0 followup "$CASE" --yes
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 2
    holds 'ticket.priority' urgent
}

@test "an answer by the customer stops the first message" {
    contacted
    customer_says "We are here."
    clock 15m
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 1
    ends 0 show "$CASE" --json
    same "$(jq -r .stage <<<"$output")" engaged
}

@test "an answer by the customer stops the closing" {
    contacted
    clock 15m
    ends 0 followup "$CASE" --yes
    customer_says "We are here."
    clock 15m
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 2
    holds 'ticket.priority' urgent
}

@test "a customer who came into the call is recorded, and is not followed up" {
    contacted
    ends 0 followup "$CASE" --joined
    holds 'ticket.tags | index("emerg_joined_1") != null' true
    has "$(state 'replies[-1].text')" "is in the call"
    [ "$(emerg show "$CASE" --json=stage | jq -r .stage)" = engaged ]
    clock 16m
    ends 0 followup "$CASE" --yes
    has "$stderr" "is in the call; nothing to follow up"
    holds 'public_answers | length' 1
    ends 0 followup "$CASE" --joined
    holds 'replies | map(select(.text | contains("is in the call"))) | length' 1
    ends 2 followup "$CASE" --joined --due
}

@test "--wait sends each message when it is due, and ends when all is said" {
    contacted
    {
        clock 16m
        until [ "$(public_comments)" = 2 ]; do sleep 0.5; done
        clock 16m
    } 3>&- &
    ends 0 followup "$CASE" --wait --yes
    wait
    holds 'public_answers | length' 3
    holds 'ticket.priority' high
}

@test "--wait ends when the customer answers" {
    contacted
    { sleep 1; control POST /customer "{\"ticket\":$(state '.zendesk.tickets[0].id'),\"reply\":\"here\"}"; } 3>&- &
    ends 0 followup "$CASE" --wait --yes
    wait
    has "$stderr" "answered"
    holds 'public_answers | length' 1
}
