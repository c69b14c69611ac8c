#!/usr/bin/env bats
load helper

texts() {  # all that Slack holds
    state '[.slack.channels[].messages[].text] | join("\n")'
}

customer_is() {  # customer_is NAME: renames the requester and the subject
    local zendesk token
    zendesk=$(sandbox_says .zendesk)/api/v2
    token=$(sandbox_says .tokens.zendesk)
    curl -sS --fail-with-body --noproxy '*' -u "ana@example.com/token:$token" -X PUT "$zendesk/tickets/400123.json" \
        -H 'Content-Type: application/json' --data-binary "$(jq -n --arg subject "$1 says 502 for everyone" '{ticket: {$subject}}')" >/dev/null
}

comment_as_bo() {  # comment_as_bo TEXT: by hand, in the browser
    curl -sS --fail-with-body --noproxy '*' -u "bo@example.com/token:zendesk-sandbox-token-0003" -X PUT \
        "$(sandbox_says .zendesk)/api/v2/tickets/400123.json" -H 'Content-Type: application/json' \
        --data-binary "$(jq -n --arg body "$1" '{ticket: {comment: {$body, public: true}}}')" >/dev/null
}

@test "addresses, hosts, logs and keys do not go to Slack; the error says what and where they belong" {
    ends 0 ack "$CASE"
    local token="glpat-""Zx9Kq3Lm7Pw2Rt5Vb8Nc"
    ends 9 note "$CASE" "gitaly is at 10.9.8.7"
    has "$stderr" "an IP address (10.9.8.7)"
    has "$stderr" "--internal"
    ends 9 note "$CASE" "look at git01.hostile.internal"
    has "$stderr" "a host name"
    ends 9 note "$CASE" "it is $token"
    has "$stderr" "a GitLab token"
    [[ $stderr != *"$token"* ]]
    ends 9 note "$CASE" $'2026-03-10 04:00:01 ERROR a\n2026-03-10 04:00:02 ERROR b\n2026-03-10 04:00:03 ERROR c'
    has "$stderr" "lines of a log"
    ends 9 handoff "$CASE" --yes --problem "10.9.8.7 is gone" --next "watch"
    holds 'replies | length' 0
    holds 'public_answers | length' 0
    [ "$(emerg journal --json | jq -r '[.[] | select(.result | contains("glpat"))] | length')" = 0 ]
}

@test "--anyway sends it, and the journal remembers that it was insisted on" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" "gitaly is at 10.9.8.7" --anyway
    holds 'replies | length' 1
    [ "$(emerg journal --json | jq -r '.[] | select(.key | endswith("/anyway")) | .result')" = "an IP address" ]
    ends 0 note "$CASE" "gitaly is at 10.9.8.7" --anyway
    holds 'replies | length' 1
}

@test "what was insisted on and cut off is finished without a second answer" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    fault '{"service":"slack","match":"POST /api/chat.postMessage","times":0,"kind":"status","status":503}'
    ends 8 handoff "$CASE" --yes --anyway --problem "10.9.8.7 is gone" --next "watch"
    control DELETE /faults
    ends 0 sync
    has "$(texts)" 10.9.8.7
    ends 10 sync --exit-code
}

@test "the same text is fine as an internal note, and links of the case are fine in Slack" {
    ends 0 ack "$CASE"
    ends 0 note "$CASE" --internal "gitaly is at 10.9.8.7"
    ends 0 note "$CASE" "see $(sandbox_says .zendesk)/agent/tickets/400123"
    holds 'replies | length' 1
}

@test "a hostile subject is masked in Slack, and stops nothing" {
    customer_is $'$(reboot)\e[2J<!channel>{{x}} 10.1.2.3'
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    holds 'roots | length' 1
    has "$(texts)" '&lt;!channel&gt;'
    has "$(texts)" "(an IP address)"
    [[ $(texts) != *10.1.2.3* ]]
}

@test "of a government case Slack gets links only, and nobody can answer for more" {
    export EMERG_GOVERNMENT_ORGANISATIONS="Example Corp"
    customer_is $'Example Corp <!channel>{{x}} $(reboot) \e[2J'
    ends 0 ack "$CASE" --dry-run --json
    same "$(jq -c '[.requests[].body | select(.channel) | [.unfurl_links, .unfurl_media]]' <<<"$output")" '[[false,false]]'
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 9 note "$CASE" "Dora Weiss of Example Corp called" --anyway
    ends 0 note "$CASE" "they are in the call"
    ends 0 handoff "$CASE" --yes --problem "Example Corp has 502" --next "watch"
    has "$(texts)" "/agent/tickets/400123"
    [[ $(texts) != *"Example Corp"* ]]
    [[ $(texts) != *"502"* ]]
    [[ $(texts) != *"Dora"* ]]
    [[ $(texts) != *"reboot"* ]]
}

@test "a whole profile may be for government" {
    printf '%s\n' "$(cat "$EMERG_CONFIG")" "profiles: {federal: {government: {always: yes}}}" >"$BATS_TEST_TMPDIR/config.yaml"
    ends 0 ack "$CASE" --config "$BATS_TEST_TMPDIR/config.yaml" -p federal
    has "$(texts)" "/agent/tickets/400123"
    [[ $(texts) != *"Example Corp"* ]]
    [[ $(texts) != *"502"* ]]
}

@test "nearly the same message to the customer needs --again; a re-run is recognised" {
    export EMERG_POLICY_SILENCE=1m
    ends 0 contact "$CASE" --yes
    clock 2m
    comment_as_bo "$(emerg followup "$CASE" --dry-run --json | jq -r '[.requests[].body.ticket.comment.body // empty][0]' | sed 's/Ana Ortiz/Bo/')"
    ends 9 followup "$CASE" --yes
    has "$stderr" "Bo Lindqvist wrote nearly the same"
    has "$stderr" "--again"
    holds 'public_answers | length' 2
    ends 0 followup "$CASE" --yes --again
    holds 'public_answers | length' 3
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 3
}

@test "a key never reaches a customer, whoever answers for it" {
    ends 9 contact "$CASE" --yes --anyway --again -m "join {{bridge}}, more at {{next_time}}; use glpat-""Zx9Kq3Lm7Pw2Rt5Vb8Nc"
    has "$stderr" "a GitLab token"
    holds 'public_answers | length' 0
}
