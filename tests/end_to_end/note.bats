#!/usr/bin/env bats
load helper

@test "a note goes to the thread as argument, from standard input and from a file" {
    emerg ack "$CASE"
    emerg note "$CASE" "gitaly timings are really high"
    echo "the customer runs 17.3" | emerg note "$CASE" -
    echo "rolled back" > "$BATS_TEST_TMPDIR/note"
    emerg note "$CASE" --file "$BATS_TEST_TMPDIR/note"
    [ "$(messages)" = 4 ]
}

@test "a note cannot ping the channel, move a cursor, or become public" {
    emerg ack "$CASE"
    emerg note "$CASE" $'\e[2J<!channel> $(reboot) {{x}}'
    [[ $(state '[.slack.channels[].messages[]] | last | .text') == *'&lt;!channel&gt; $(reboot) {{x}}' ]]
    emerg note "$CASE" "secret" --internal
    [ "$(state '[.zendesk.tickets[0].comments[] | select(.public and .body == "secret")] | length')" = 0 ]
}

@test "without a thread it says how to get one" {
    run emerg note "$CASE" "hello there"
    status_is 9
    [[ $output == *"emerg ack"* ]]
}

@test "a note goes to the thread" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" "gitaly timings are really high"
    holds 'replies | length' 1
    has "$(state 'replies[0].text')" "gitaly timings are really high"
    holds 'public_answers | length' 0
}

@test "an internal note goes into the ticket, where the customer does not see it" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" --internal "their disk is full"
    has "$(state 'internal_notes[-1].body')" "their disk is full"
    holds 'public_answers | length' 0
    holds 'replies | length' 0
}

@test "the same note again is recognised" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" "only once"
    ends 0 note "$CASE" "only once"
    ends 0 note "$CASE" --internal "only once in the ticket"
    ends 0 note "$CASE" --internal "only once in the ticket"
    holds '[replies[] | select(.text | contains("only once"))] | length' 1
    holds '[internal_notes[] | select(.body | contains("only once in the ticket"))] | length' 1
}

@test "an empty note is a mistake" {
    ends 0 ack "$CASE"
    run bash -c 'echo | "$EMERG" note "'"$CASE"'" -'
    [ "$status" -eq 2 ]
}
