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
