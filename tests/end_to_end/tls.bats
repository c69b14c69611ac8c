#!/usr/bin/env bats
load helper

setup_file() {
    sandbox_serve --tls
}

@test "the whole opening goes over TLS" {
    [[ $(jq -r .zendesk "$WORK/ready") == https://* ]]
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    emerg resolve "$CASE"
    [ "$(public_comments)" = 1 ]
}

@test "a certificate that nobody vouches for is refused before anything is sent" {
    EMERG_CA_FILE=/etc/ssl/certs/ca-certificates.crt run emerg ack "$CASE" --timeout 2s
    status_is 4
    [[ $output == *"network.ca_file"* ]]
    [ "$(state '.pagerduty.incidents[0].status')" = triggered ]
}

@test "the whole emergency over TLS" {
    has "$(sandbox_says .pagerduty)" https://
    ends 0 list --json
    ends 0 show "$CASE"
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    ends 0 note "$CASE" "over TLS"
    clock 15m
    ends 0 followup "$CASE" --yes
    clock 15m
    ends 0 followup "$CASE" --yes
    ends 0 handoff "$CASE" --yes -m "Problem: 502."
    ends 0 schedule now
    ends 0 journal
    holds 'incident.status' resolved
    holds 'ticket.priority' high
    holds 'public_answers | length' 4
    holds 'roots | length' 1
}

@test "a connection is used for more than one request" {
    forget_requests
    ends 0 ack "$CASE"
    same "$(requests '[.[].connection] | (unique | length) < length')" true
}
