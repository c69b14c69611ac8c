#!/usr/bin/env bats
load helper

@test "with good intent nothing reaches the customer, and the manager hears of it in their channel" {
    ends 0 ack "$CASE"
    ends 0 triage "$CASE" --outcome not --because "one user only"
    holds 'public_answers | length' 0
    holds 'ticket.priority' urgent
    has "$(state 'internal_notes[-1].body')" "one user only"
    has "$(state '[messages[] | select(.channel_name == "support_leadership")][-1].text')" "one user only"
    ends 0 triage "$CASE" --outcome not --because "one user only"
    holds '[messages[] | select(.channel_name == "support_leadership")] | length' 1
}

@test "who is not known to be on call just now is told by sync, by name" {
    ends 0 ack "$CASE"
    fault '{"service": "pagerduty", "match": "GET /schedules/*", "kind": "garbage", "times": 0}'
    ends 8 triage "$CASE" --outcome not --because "one user only"
    holds '[messages[] | select(.channel_name == "support_leadership")] | length' 0
    control DELETE /faults
    ends 0 sync
    has "$(state '[messages[] | select(.channel_name == "support_leadership")][-1].text')" "<@UMEL001>"
}

@test "with the full policy a downgrade sets the priority and tells the customer why" {
    export EMERG_POLICY_TRIAGE=full
    ends 0 ack "$CASE"
    ends 0 triage "$CASE" --outcome not --because "one user only" --yes
    holds 'ticket.priority' high
    has "$(state 'public_answers[-1].body')" "one user only"
}

@test "an outcome must be named, and a downgrade needs its reason" {
    ends 2 triage "$CASE"
    ends 2 triage "$CASE" --outcome not
}

@test "with the full policy the outcome's macro sets its tags, too, and says so before" {
    export EMERG_POLICY_TRIAGE=full
    sed 's/^triage:.*//' "$EMERG_CONFIG" >"$BATS_TEST_TMPDIR/config.yaml"
    cat >>"$BATS_TEST_TMPDIR/config.yaml" <<'YAML'

triage:
  outcomes:
    exception: {macro: "General::Emergency::Exception", message: triage_macro}
YAML
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml
    ends 0 ack "$CASE"
    ends 0 triage "$CASE" --outcome exception --because "audit tomorrow" --yes
    has "$stderr" "the macro sets tags exception"
    has "$(state 'public_answers[-1].body')" "We are working on your emergency."
    holds 'ticket.tags | index("exception") != null' true
    holds 'ticket.tags | index("emerg_triage_1") != null' true
    holds 'ticket.priority' urgent
}
