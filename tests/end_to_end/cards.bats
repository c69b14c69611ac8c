#!/usr/bin/env bats
load helper

tagged() {  # tagged TAG: the ticket, as the customer's form does it
    curl -sS --fail-with-body --noproxy '*' -X PUT "$(sandbox_says .zendesk)/api/v2/tickets/400123/tags.json" \
        -u "bo@example.com/token:zendesk-sandbox-token-0003" -H 'Content-Type: application/json' \
        --data "{\"tags\":[\"$1\"]}" >/dev/null
}

@test "without a case a card asks nobody" {
    forget_requests
    ends 0 stuck
    has "$output" "emerg escalate manager CASE"
    ends 0 stuck --phrases
    has "$output" "I do not have the answer yet"
    [[ $output != *"Whom you can bring"* ]]
    ends 0 stuck --json=commands
    ends 0 card saas
    ends 0 card --json=card
    same "$(jq -c 'map(.card)' <<<"$output")" '["compromise","dedicated","licence","saas","stuck"]'
    same "$(requests length)" 0
}

@test "with a case, commands name it and links hold the time from the page to now" {
    printf '%s\nlinks: {log_search: "https://logs.example.com/?a={{from}}&b={{until_ms}}"}\n' "$(cat "$EMERG_CONFIG")" >"$BATS_TEST_TMPDIR/config.yaml"
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml
    ends 0 stuck "$CASE"
    has "$output" "emerg escalate manager $CASE"
    ends 0 card saas "$CASE" --json
    local paged
    paged=$(emerg show "$CASE" --json | jq -r .incident.id)
    same "$paged" "$(jq -r .case <<<"$output")"
    [[ $(jq -r .links.log_search <<<"$output") =~ ^https://logs\.example\.com/\?a=2[0-9-]{9}T[0-9:]{8}Z\&b=[0-9]{13}$ ]]
    same "$(jq -r .cadence.S1.investigating <<<"$output")" 10m
}

@test "a case shows which cards are for it" {
    tagged compromised
    ends 0 stuck "$CASE"
    has "$stderr" "emerg card compromise $CASE"
}

@test "a card that there is not is not found, and the near one is named" {
    ends 3 card sass
    has "$stderr" "did you mean saas"
    ends 3 stuck Q0NOBODY000001
}

@test "on a compromised system no call is offered before a manager agreed" {
    tagged compromised
    ends 9 contact "$CASE" --yes
    has "$stderr" "--manager-agreed"
    has "$stderr" "--no-bridge"
    holds 'public_answers | length' 0
    ends 0 contact "$CASE" --yes --manager-agreed
    holds 'public_answers | length' 1
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
    same "$(curl -sS --noproxy '*' -u "bo@example.com/token:zendesk-sandbox-token-0003" "$(sandbox_says .zendesk)/api/v2/tickets/400123/audits.json" |
        jq '[.audits[] | select(.metadata.custom.emerg_manager_agreed == "yes")] | length')" 1
}
