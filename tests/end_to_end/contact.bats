#!/usr/bin/env bats
load helper

@test "contact is one public comment by me with bridge and promised time" {
    run emerg contact "$CASE" --yes
    status_is 0
    [ "$(public_comments)" = 1 ]
    body=$(state '[.zendesk.tickets[0].comments[] | select(.public)] | last | .body')
    [[ $body == *"https://zoom.example.com/j/400123"* ]]
    [[ $body == *"UTC"* ]]
    [ "$(state '[.zendesk.tickets[0].comments[] | select(.public)] | last | .author_id')" = "$(state '[.zendesk.users[] | select(.email == "ana@example.com")][0].id')" ]
}

@test "without a terminal and without --yes nothing is sent" {
    run emerg contact "$CASE" < /dev/null
    status_is 2
    [[ $output == *"--yes"* ]]
    [ "$(public_comments)" = 0 ]
}

@test "text that lacks a point, has a blank, or an unknown variable is refused" {
    for text in "We are on it." "[NAME HERE] {{bridge}} {{next_time}}" "{{brigde}} {{bridge}} {{next_time}}"; do
        run emerg contact "$CASE" --yes -m "$text"
        status_is 9
    done
    [ "$(public_comments)" = 0 ]
}

@test "text of one's own comes by argument, file and standard input" {
    text="We are here: {{bridge}}. More by {{next_time}}."
    echo "$text" | emerg contact "$CASE" --yes --file -
    [[ $(state '[.zendesk.tickets[0].comments[] | select(.public)] | last | .body') == "We are here: https://zoom"* ]]
}

@test "a second engineer's contact is recognised, not repeated" {
    emerg contact "$CASE" --yes
    EMERG_STATE=$BATS_TEST_TMPDIR/other run emerg contact "$CASE" --yes
    status_is 0
    [[ $output == *"already contacted"* ]]
    [ "$(public_comments)" = 1 ]
}

@test "four machines at once write one comment" {
    for machine in 1 2 3 4; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg contact "$CASE" --yes &
    done
    wait
    [ "$(public_comments)" = 1 ]
}

@test "the bridge may be a command's output, and the command runs once" {
    printf '#!/bin/sh\necho ran >> %s/runs\necho https://zoom.example.com/j/7\n' "$BATS_TEST_TMPDIR" > "$BATS_TEST_TMPDIR/new-call"
    chmod +x "$BATS_TEST_TMPDIR/new-call"
    export EMERG_BRIDGE_LINK="" EMERG_BRIDGE_COMMAND="$BATS_TEST_TMPDIR/new-call"
    emerg contact "$CASE" --dry-run
    [ ! -e "$BATS_TEST_TMPDIR/runs" ]
    emerg contact "$CASE" --yes
    emerg contact "$CASE" --yes
    [ "$(wc -l < "$BATS_TEST_TMPDIR/runs")" = 1 ]
    [ "$(emerg show "$CASE" --json=bridge | jq -r .bridge)" = https://zoom.example.com/j/7 ]
}

@test "contact is one public comment by me, with the bridge and the time of the next message" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
    holds 'public_answers[0].author_id == user("ana@example.com").id' true
    has "$(state 'public_answers[0].body')" https://zoom.example.com/j/400123
    has "$(state 'public_answers[0].body')" UTC
    holds 'replies | length' 1
}

@test "contact refuses a text that lacks a required point" {
    ends 9 contact "$CASE" --yes -m "Hello, we are on it. Join {{bridge}}."
    ends 9 contact "$CASE" --yes -m "Hello, we are on it. Next message by {{next_time}}."
    holds 'public_answers | length' 0
}

@test "contact refuses a text with a blank left or something internal in it" {
    ends 9 contact "$CASE" --yes -m "Hello [NAME], join {{bridge}}, next message by {{next_time}}."
    ends 9 contact "$CASE" --yes -m "Join {{bridge}} by {{next_time}}; see https://acme.zendesk.com/agent/tickets/400123"
    ends 9 contact "$CASE" --yes -m "Join {{bridge}} by {{next_time}}, {{nobody_knows_this}}"
    holds 'public_answers | length' 0
}

@test "contact when a colleague has answered already says so and sends nothing" {
    curl -sS --fail-with-body --noproxy '*' -X PUT "$(sandbox_says .zendesk)/api/v2/tickets/400123.json" \
        -u "bo@example.com/token:zendesk-sandbox-token-0003" -H 'Content-Type: application/json' \
        --data '{"ticket":{"comment":{"body":"Hello, Bo here.","public":true}}}' >/dev/null
    ends 0 contact "$CASE" --yes
    has "$stderr" Bo
    holds 'public_answers | length' 1
}

@test "what a customer wrote is not a template" {
    answer_of POST /page '{"title":"{{bridge}} <!channel>","subject":"{{bridge}} <!channel> {{#cc}}"}' >"$BATS_TEST_TMPDIR/made"
    local made ticket
    made=$(jq -r .incident.id "$BATS_TEST_TMPDIR/made")
    ticket=$(jq -r .ticket.id "$BATS_TEST_TMPDIR/made")
    ends 0 ack "$made"
    holds 'roots[0].text | contains("zoom.example.com")' false
    holds 'roots[0].text | contains("<!channel>")' false
    ends 0 contact "$made" --yes
    holds "[.zendesk.tickets[] | select(.id == $ticket) | .comments[] | select(.public)] | length" 2
}

@test "contact --further writes once more, each text once, and next offers it when a promise is due" {
    ends 9 contact "$CASE" --further --yes -m 'Still on it; more by {{next_time}}.'
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 contact "$CASE" --yes -m "Join {{bridge}}; next message by {{next_time}}."
    has "$stderr" "--further"
    for _ in 1 2; do
        ends 0 contact "$CASE" --further --yes -m 'Still on it; more by {{next_time}}.'
    done
    holds 'public_answers | length' 2
    ends 0 contact "$CASE" --further --yes
    has "$stderr" "promised by"
    ends 0 resolve "$CASE"
    customer_says 'and now?'
    clock 31m
    same "$(emerg next "$CASE" --json=command | jq -r .command)" "emerg contact $CASE --further"
    ends 0 next "$CASE" --do --yes
    same "$(emerg next "$CASE" --json=step | jq -r .step)" handoff
    holds 'public_answers | length' 3
}
