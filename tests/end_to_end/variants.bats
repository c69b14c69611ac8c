#!/usr/bin/env bats
# The variants of procedure.md B, each from a scenario file of its own: variants/NAME.yaml, or a built-in one.
load helper

setup_file() { :; }
teardown_file() { :; }

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
}

teardown() {
    kill "$SANDBOX_PID"
    wait "$SANDBOX_PID" 2>/dev/null || true
}

plays() {  # plays SCENARIO
    local file=$here/variants/$1.yaml
    [ -e "$file" ] || file=$1
    sandbox_serve --scenario "$file"
    export EMERG_STATE=$BATS_TEST_TMPDIR/state
}

texts() {  # all that Slack holds
    state '[.slack.channels[].messages[].text] | join("\n")'
}

opened() {  # acknowledged, contacted, resolved
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes "$@"
    ends 0 resolve "$CASE"
    holds 'incident | .status' resolved
    holds 'public_answers | length' 1
}

@test "B1: a second emergency is the manager's to give away, and the helper's to take" {
    plays overload
    ends 0 overload --yes
    holds '[messages[] | select(.channel_name == "support_leadership" and (.text | contains("#400124")))] | length' 1
}

@test "B2: of the tickets of an incident only those that were looked at are answered; then all are solved with its link" {
    plays incident
    local listed ours
    listed=$(emerg bulk --incident incident-12345 --json=id,subject 2>/dev/null)
    has "$listed" "Our upgrade hangs"
    ours=$(jq -c 'map(select(.subject | startswith("Pipelines")))' <<<"$listed")
    emerg bulk - --incident incident-12345 --yes <<<"$ours"
    emerg bulk - --incident incident-12345 --issue https://issues.example.com/12345 --yes <<<"$ours"
    holds '[.zendesk.tickets[] | select(.status == "solved")] | length' 4
    holds '.zendesk.tickets[] | select(.id == 400400) | .status' new
    holds '.zendesk.tickets[] | select(.id == 400400) | [.comments[] | select(.public)] | length' 1
}

@test "B3: on the hosted product the thread is in its own channel, the card tells causes apart, the incident is declared and noted" {
    plays saas
    CASE=Q0EMERG0000002
    ends 0 ack "$CASE"
    holds 'roots[0].channel_name' support_gitlab-com
    ends 0 card saas "$CASE"
    has "$output" "5. Everybody has it"
    ends 0 contact "$CASE" --yes --no-bridge
    ends 0 resolve "$CASE"
    ends 0 escalate incident "$CASE" --severity S1
    has "$output" "Severity: S1"
    ends 0 escalate incident "$CASE" --link https://incidents.example.com/12345 --yes
    holds '[.zendesk.tickets[].comments[] | select((.public | not) and (.body | contains("incidents.example.com/12345")))] | length' 1
}

@test "B4: the licence that ended has its card, with the gate of a written confirmation" {
    plays licence
    ends 0 stuck "$CASE"
    has "$stderr" "emerg card licence $CASE"
    ends 0 card licence "$CASE"
    has "$output" "written confirmation"
    opened
}

@test "B5: a customer of the dedicated product has the thread where the rules say, and a card" {
    plays dedicated
    opened
    holds 'roots[0].channel_name' support_leadership
    ends 0 card dedicated "$CASE"
}

@test "B7: after a break-in no call is offered until a manager agreed; without a call the customer is contacted" {
    plays compromise
    ends 0 ack "$CASE"
    ends 9 contact "$CASE" --yes
    has "$stderr" "--no-bridge"
    opened --no-bridge
    [[ $(state 'public_answers[0].body') != *zoom* ]]
}

@test "B8: of a federal customer Slack learns nothing but links" {
    plays federal
    opened
    ends 0 handoff "$CASE" --yes --problem "git01.hostile.internal of the Department of Examples" --next "watch"
    has "$(texts)" "/agent/tickets/400123"
    local told
    for told in "Department" "Gale" "Agency" "hostile" "10.9.8.7"; do
        [[ $(texts) != *"$told"* ]] || { echo "Slack learned: $told"; return 1; }
    done
}

@test "B10: whoever is stuck finds what to do, whom to bring and what to say" {
    plays base
    ends 0 stuck "$CASE"
    has "$output" "Whom you can bring"
    has "$output" "emerg escalate manager $CASE"
}

@test "B11: on a weekday the manager is asked first, and paged after silence" {
    plays base
    EMERG_CALENDAR_WEEKEND='' EMERG_CALENDAR_HOLIDAYS='' ends 0 escalate manager "$CASE" -m "They want to roll back" --yes
    holds '[.pagerduty.incidents[] | select(.incident_key | test("/page/"))] | length' 0
    clock 11m
    EMERG_CALENDAR_WEEKEND='' EMERG_CALENDAR_HOLIDAYS='' ends 0 escalate --due --yes
    holds '[.pagerduty.incidents[] | select(.incident_key | test("/page/"))] | length' 1
}

@test "B13: on a Sunday the manager is paged at once" {
    plays weekend
    ends 0 escalate manager "$CASE" -m "They want to roll back" --yes
    holds '[.pagerduty.incidents[] | select(.incident_key | test("/page/"))] | length' 1
}
