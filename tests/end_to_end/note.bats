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

letters() {  # letters COUNT
    head -c "$1" /dev/zero | tr '\0' B
}

@test "a note that Slack would refuse is refused before anything is claimed, and the ticket takes it" {
    ends 0 ack "$CASE"
    forget_requests
    letters 50000 >"$BATS_TEST_TMPDIR/long"
    ends 2 note "$CASE" --file "$BATS_TEST_TMPDIR/long"
    has "$stderr" "too long for Slack"
    has "$stderr" "--internal"
    same "$(requests 'map(select(.method == "PUT" or .method == "POST")) | length')" 0
    ends 0 sync
    ends 0 note "$CASE" "short"
    ends 0 note "$CASE" --internal --file "$BATS_TEST_TMPDIR/long"
    same "$(state 'internal_notes[-1].body | length')" 50000
    letters 70000 >"$BATS_TEST_TMPDIR/longer"
    ends 2 note "$CASE" --internal --file "$BATS_TEST_TMPDIR/longer"
    ends 0 note "$CASE" "the log" --attach "$BATS_TEST_TMPDIR/longer"
}

picture() {  # picture NAME: a PNG of one point
    printf '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00' >"$BATS_TEST_TMPDIR/$1"
    echo "$BATS_TEST_TMPDIR/$1"
}

attachments() {
    state '[ticket.comments[].attachments[]?]'
}

@test "a screenshot goes into the ticket, its place to the thread, its bytes nowhere else" {
    ends 0 ack "$CASE"
    for _ in 1 2; do
        ends 0 note "$CASE" --file "$(picture screen.png)" --customer-knows
    done
    same "$(attachments | jq -r '.[] | "\(.file_name) \(.content_type) \(.size)"')" "screen.png image/png 29"
    has "$(state 'internal_notes[-1].body')" "The customer knows"
    holds 'public_answers | length' 0
    holds 'replies | length' 1
    has "$(state 'replies[-1].text')" "screen.png"
    has "$(state 'replies[-1].text')" "/agent/tickets/400123"
}

@test "any file may be attached, with a text" {
    ends 0 ack "$CASE"
    echo "10.0.0.1 down" >"$BATS_TEST_TMPDIR/trace.txt"
    ends 0 note "$CASE" "the trace of the night" --attach "$BATS_TEST_TMPDIR/trace.txt" --attach "$(picture two.png)"
    same "$(attachments | jq -r '[.[].file_name] | join(" ")')" "trace.txt two.png"
    has "$(state 'internal_notes[-1].body')" "the trace of the night"
    has "$(state 'internal_notes[-1].body')" "not known whether the customer was told"
    holds '[replies[] | select(.text | contains("10.0.0.1"))] | length' 0
}

@test "a file that is not there, empty or changed meanwhile is refused" {
    ends 0 ack "$CASE"
    ends 2 note "$CASE" --attach "$BATS_TEST_TMPDIR/none.png"
    : >"$BATS_TEST_TMPDIR/empty.png"
    ends 2 note "$CASE" --attach "$BATS_TEST_TMPDIR/empty.png"
    ends 9 note "$CASE" --attach "$(picture screen.png)" --only-if 0000
    same "$(attachments)" '[]'
}

@test "a dry run of a file shows the upload's place and sends nothing" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" --attach "$(picture screen.png)" --dry-run
    has "$output" "token of screen.png"
    same "$(attachments)" '[]'
}

@test "--capture keeps the thread in the ticket, and only what is new" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" "gitaly timings are <really> high"
    ends 0 note "$CASE" --capture
    local kept
    kept=$(state 'internal_notes[-1].body')
    has "$kept" "Thread for emergency ticket"
    has "$kept" "gitaly timings are <really> high"
    ends 0 note "$CASE" --capture
    has "$stderr" "holds the whole thread already"
    ends 0 note "$CASE" "load is falling"
    ends 0 note "$CASE" --capture
    kept=$(state 'internal_notes[-1].body')
    has "$kept" "load is falling"
    [[ $kept != *"gitaly timings"* ]]
    ends 2 note "$CASE" --capture --internal
}
