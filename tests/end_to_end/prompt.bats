#!/usr/bin/env bats
# One line of what was seen last: nothing is asked, nothing is written.
load helper

prompt_is() {
    ends 0 prompt
    same "$output" "$1"
}

@test "it tells what list saw, and counts down" {
    ends 0 prompt
    same "$output" ""
    ends 0 list
    ends 0 prompt --format '{{ticket}} {{stage}} {{step}}'
    same "$output" "#400123 paged ack"
    ends 0 prompt --json
    same "$(jq -r '.[0] | [.case, .ticket, .stale, (.left > 0)] | map(tostring) | join(" ")' <<<"$output")" "$CASE 400123 false true"
}

@test "it asks no service and leaves the journal alone" {
    ends 0 list
    ends 0 journal --json
    local before=$output
    forget_requests
    for _ in 1 2 3; do ends 0 prompt; done
    same "$(requests length)" 0
    ends 0 journal --json
    same "$output" "$before"
}

@test "it needs no configuration, and a folder that is not there is not made" {
    export EMERG_CONFIG=/no/such/file EMERG_STATE=$BATS_TEST_TMPDIR/none
    prompt_is ""
    [ ! -e "$EMERG_STATE" ]
}

@test "a step done here shows at once, and the next look tells the rest" {
    ends 0 ack "$CASE"
    ends 0 prompt --format '{{after}} {{step}}'
    same "$output" "ack contact"
    ends 0 show "$CASE"
    ends 0 prompt --format '{{stage}} {{step}}'
    same "$output" "acknowledged contact"
}

@test "a case that is somebody else's, or solved, is not told" {
    ends 0 ack "$CASE"
    ends 0 handoff "$CASE" --yes -m 'Problem: 502. Done: rollback. Next: watch.'
    ends 0 list
    has "$(emerg prompt)" "accept"  # It is mine until then.
    EMERG_EMAIL=francesca@example.com EMERG_PAGERDUTY_EMAIL=francesca@example.com EMERG_ZENDESK_EMAIL=francesca@example.com \
        EMERG_PAGERDUTY_TOKEN=pd-sandbox-token-0002 EMERG_ZENDESK_TOKEN=zendesk-sandbox-token-0002 EMERG_SLACK_TOKEN=xoxb-sandbox-token-0002 \
        EMERG_STATE=$BATS_TEST_TMPDIR/francesca ends 0 handoff accept "$CASE"
    ends 0 list
    prompt_is ""
}

@test "another configuration is another account" {
    ends 0 list
    cp "$EMERG_CONFIG" "$BATS_TEST_TMPDIR/other.yaml"
    ends 0 prompt --config "$BATS_TEST_TMPDIR/other.yaml"
    same "$output" ""
}

@test "an incomplete list does not empty the prompt" {
    ends 0 list
    ends 0 prompt
    local before=$output
    fault '{"service":"pagerduty","times":0,"kind":"status","status":503}'
    run emerg list --timeout 1s
    [ "$status" != 0 ]
    [ -n "$before" ]
    ends 0 prompt --format '{{ticket}}'
    same "$output" "#400123"
}
