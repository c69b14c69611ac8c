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
