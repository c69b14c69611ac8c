#!/usr/bin/env bats
# The mistakes of procedure.md E that a machine can prevent, each tried. What is tried elsewhere: 13 handoff.bats, 14 and 17
# variants.bats (B13, B8), 15 tests/core/time_zone_test.cpp, 26 variants.bats (B2), 28 (emerg merges nothing).
load helper

as_bo() {
    env EMERG_USER_EMAIL=bo@example.com EMERG_PAGERDUTY_EMAIL=bo@example.com EMERG_ZENDESK_EMAIL=bo@example.com \
        EMERG_PAGERDUTY_TOKEN=pd-sandbox-token-0003 EMERG_ZENDESK_TOKEN=zendesk-sandbox-token-0003 \
        EMERG_SLACK_TOKEN=xoxb-sandbox-token-0003 EMERG_STATE="$BATS_TEST_TMPDIR/bo" "$EMERG" "$@" </dev/null
}

@test "E1, E3: an internal note is no contact, and without contact the page is not resolved" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" --internal "I am looking into it"
    ends 9 resolve "$CASE"
    holds 'incident | .status' acknowledged
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    same "$(emerg show "$CASE" --json=stage | jq -r .stage)" contacted
}

@test "E2, E34: a page that rings, and a promise, have a limit that everybody sees" {
    same "$(emerg show "$CASE" --json=next | jq -r '.next | [.step, (.due != null)] | @csv')" '"ack",true'
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    has "$(emerg show "$CASE" --json=clocks)" "promised message"
    clock 2h
    ends 0 list
    has "$output" "400123"
}

@test "E4, E25: whoever acknowledges owns the ticket" {
    ends 0 ack "$CASE"
    holds 'ticket | .assignee_id' 9001
}

@test "E5: nobody acknowledges from under somebody else" {
    as_bo ack "$CASE"
    ends 9 ack "$CASE"
    has "$stderr" "Bo Lindqvist"
    holds 'ticket | .assignee_id' 9003
}

@test "E6, E7: silence has its message, with its four points; a text of one's own that lacks one is refused" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    clock 16m
    has "$(emerg next "$CASE" --json | jq -c .)" followup
    ends 9 followup "$CASE" --yes -m "The call is still open: {{bridge}}"
    has "$stderr" "new emergency"
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 2
}

@test "E10: whoever is closed out is told to open a new emergency" {
    ends 0 contact "$CASE" --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    clock 16m
    ends 0 followup "$CASE" --yes
    has "$(state 'public_answers[-1].body')" "new emergency"
    holds 'ticket | .priority' high
}

@test "E11: who is promised to the customer has been briefed first" {
    ends 0 contact "$CASE" --yes
    ends 2 handoff "$CASE" --yes
    ends 0 handoff "$CASE" --yes --problem "502 for all" --next "watch gitaly"
    local briefed told
    briefed=$(state 'internal_notes | map(select(.body | contains("watch gitaly")))[0].id')
    told=$(state 'public_answers[-1].id')
    [ "$briefed" -lt "$told" ]
}

@test "E18: a log or a key does not go to Slack" {
    ends 0 ack "$CASE"
    ends 9 note "$CASE" "it is glpat-""Zx9Kq3Lm7Pw2Rt5Vb8Nc"
    has "$stderr" "--internal"
    holds 'replies | length' 0
}

@test "E20: the account manager is tagged, and somebody who is nobody is not" {
    ends 0 ack "$CASE"
    has "$(state 'roots[0].text')" "cc <@UTAM001>"
    control POST /reset
    EMERG_CUSTOMER_NOBODY="tam@example.com" EMERG_STATE=$BATS_TEST_TMPDIR/other ends 0 ack "$CASE"
    [[ $(state 'roots[0].text') != *UTAM001* ]]
}

@test "E22: what a customer is entitled to is shown and stops nothing" {
    has "$(emerg show "$CASE" --json | jq -c .)" ultimate
    ends 0 contact "$CASE" --yes
}

@test "E30, E31: developers are not asked without links, and no page goes out without words" {
    ends 9 escalate dev "$CASE" -m "gitaly" --manager-agreed --yes
    ends 2 page manager "$CASE" --yes
    holds '[.pagerduty.incidents[] | select(.incident_key | test("/page/"))] | length' 0
}

@test "E35: the customer is promised a message, not a repair" {
    ends 0 contact "$CASE" --dry-run
    has "$output" "the next message from us will be here by"
    [[ $output != *"resolved by"* ]]
}

@test "E36, E37: what one service refused is said and finished, and nothing is said twice" {
    ends 0 ack "$CASE"
    fault '{"service":"slack","match":"POST /api/chat.postMessage","times":0,"kind":"status","status":503}'
    ends 8 contact "$CASE" --yes
    control DELETE /faults
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
    holds 'replies | length' 1
}

@test "E38: a note is internal, and a message for the customer is shown and asked for" {
    ends 0 note "$CASE" --internal "this customer is difficult"
    holds 'public_answers | length' 0
    ends 2 contact "$CASE"
    holds 'public_answers | length' 0
}

@test "E44: the duties that I leave are offered" {
    ends 0 ack "$CASE" --takeover frt
    holds '[messages[] | select(.text | contains("First Response Hawk"))] | length' 1
}
