#!/usr/bin/env bats
load helper

@test "from the page to the waiting, with no other word than next" {
    for step in ack contact resolve followup; do
        [ "$(emerg next --json=step | jq -r .step)" = "$step" ]
        run emerg next --do --yes
        status_is 0
    done
    [ "$(public_comments)" = 1 ]
    [ "$(state '.pagerduty.incidents[0].status')" = resolved ]
}

@test "list, show and next tell the same step" {
    emerg ack "$CASE"
    [ "$(emerg next "$CASE" --json=step | jq -r .step)" = contact ]
    [ "$(emerg show "$CASE" --json=next | jq -r .next.step)" = contact ]
    [ "$(emerg list --json=next | jq -r '.[0].next.step')" = contact ]
}

@test "of several cases each is told" {
    control POST /page '{"title":"Second emergency"}'
    second=$(state '.pagerduty.incidents | map(.id) | map(select(. != "'"$CASE"'"))[0]')
    ends 0 next "$CASE" "$second" --json=id
    same "$(jq -r 'map(.id) | join(" ")' <<<"$output")" "$CASE $second"
}

@test "a customer's message is not sent unasked" {
    emerg ack "$CASE"
    run emerg next --do
    status_is 2
    [ "$(public_comments)" = 0 ]
}

@test "an own procedure decides, and its mistakes are told with their line" {
    cat "$EMERG_CONFIG" - >"$BATS_TEST_TMPDIR/own.yaml" <<'YAML'
procedure:
  - {state: novel, means: A team of its own mind., step: look, command: "emerg show {{case}}"}
YAML
    EMERG_CONFIG=$BATS_TEST_TMPDIR/own.yaml run emerg next "$CASE" --json=state,command
    status_is 0
    [ "$output" = '{"state":"novel","command":"emerg show '"$CASE"'"}' ]
    sed 's/emerg show/reboot/' "$BATS_TEST_TMPDIR/own.yaml" >"$BATS_TEST_TMPDIR/other.yaml"
    EMERG_CONFIG=$BATS_TEST_TMPDIR/other.yaml run emerg next "$CASE" --do
    status_is 4
    [[ $output == *"no command of emerg"* ]]
    sed 's/means:/meant:/' "$BATS_TEST_TMPDIR/own.yaml" >"$BATS_TEST_TMPDIR/wrong.yaml"
    EMERG_CONFIG=$BATS_TEST_TMPDIR/wrong.yaml run emerg next "$CASE"
    status_is 4
    [[ $output == *"wrong.yaml line "*"did you mean means?"* ]]
}

@test "after three hours next and show ask whether the account is to be escalated" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    customer_says "We are in the call."
    ends 0 show "$CASE" --json=advice
    same "$(jq -r '.advice | length' <<<"$output")" 0
    clock 3h
    ends 0 next "$CASE" --json
    has "$(jq -r '.also[0].title' <<<"$output")" "More than three hours"
    ends 0 show "$CASE" --json=advice
    has "$(jq -r '.advice[0].command' <<<"$output")" "emerg escalate manager $CASE"
}
