#!/usr/bin/env bats
# A second emergency while Ana is on the first.
load helper

setup_file() {
    sandbox_serve --scenario overload
}

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR NEW=Q0EMERG0000002
    export EMERG_CALENDAR_WEEKEND='' EMERG_CALENDAR_HOLIDAYS=''
    control POST /reset
}

pages='[.pagerduty.incidents[] | select(.incident_key | test("/page/"))]'
asked='[messages[] | select(.channel_name == "support_leadership" and ((.thread_ts // .ts) == .ts))]'
new='.pagerduty.incidents[] | select(.id == "Q0EMERG0000002")'

as_bo() {
    env EMERG_USER_EMAIL=bo@example.com EMERG_EMAIL=bo@example.com EMERG_PAGERDUTY_EMAIL=bo@example.com EMERG_ZENDESK_EMAIL=bo@example.com \
        EMERG_PAGERDUTY_TOKEN=pd-sandbox-token-0003 EMERG_ZENDESK_TOKEN=zendesk-sandbox-token-0003 \
        EMERG_SLACK_TOKEN=xoxb-sandbox-token-0003 EMERG_STATE="$BATS_TEST_TMPDIR/bo" "$EMERG" "$@"
}

@test "the manager is told both cases, found without naming any; after silence the page follows" {
    ends 0 overload --yes
    holds "$asked | length" 1
    has "$(state "$asked[0].text")" "#400124"
    has "$(state "$asked[0].text")" /agent/tickets/400123
    ends 0 overload "$NEW" --yes
    holds "$asked | length" 1
    clock 11m
    ends 0 escalate --due --yes --exit-code
    holds "$pages | length" 1
    has "$(state "$pages[0].title")" "#400124"
    has "$(state "$pages[0].body.details")" /agent/tickets/400123
    holds "$new | .status" triggered
}

@test "a fixed link of the call is not given to a second customer without a word" {
    ends 0 contact Q0EMERG0000001 --yes
    [[ $stderr != *"the same for every case"* ]]
    ends 0 ack "$NEW" --yes
    ends 0 contact "$NEW" --dry-run
    has "$stderr" "the customer of Q0EMERG0000001 has it, too, and both would meet"
    ends 0 contact "$NEW" --dry-run --no-bridge
    [[ $stderr != *"the same for every case"* ]]
}

@test "the case that I am on may be named, and is never the new one" {
    ends 0 overload "$NEW" --while '#400123' --dry-run
    ends 9 overload "$NEW" --while "$NEW" --yes
    holds "$asked | length" 0
}

@test "the regional group is asked as well, if it is wanted" {
    ends 0 overload --ask-region --yes
    holds '.zendesk.tickets[] | select(.id == 400124) | .tags | index("emerg_overload_1") != null' true
    holds '[messages[] | select(.text | contains("<!subteam^S004AMER>"))] | length' 1
    ends 0 overload --ask-region --region emea --yes
    holds '[messages[] | select(.text | contains("<!subteam^S003EMEA>"))] | length' 1
    holds "$asked | length" 1
}

@test "the helper acknowledges, which answers the manager's question; after the contact the page is resolved" {
    ends 0 overload --yes
    run as_bo overload "$NEW" --assist
    status_is 0
    holds "$new | .status" acknowledged
    holds '.zendesk.tickets[] | select(.id == 400124) | .assignee_id' 9003
    clock 11m
    ends 10 escalate --due --yes --exit-code
    holds "$pages | length" 0
    run as_bo contact "$NEW" --yes
    status_is 0
    run as_bo overload "$NEW" --assist
    status_is 0
    holds "$new | .status" resolved
    run as_bo overload "$NEW" --assist
    status_is 0
}

@test "in the hours of a team that escalates instead, the page is not taken" {
    EMERG_ESCALATION_NO_ASSIST='daily 00:00-24:00 UTC' run as_bo overload "$NEW" --assist
    status_is 9
    has "$output" "emerg overload"
    holds "$new | .status" triggered
}

@test "list shows who has which" {
    run as_bo overload "$NEW" --assist
    ends 0 list --json=id,owner
    has "$(jq -c . <<<"$output")" Q0EMERG0000002
}
