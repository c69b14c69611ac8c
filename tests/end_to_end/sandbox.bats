#!/usr/bin/env bats
load helper

@test "exec runs a command against a sandbox and exits with its status" {
    run emerg sandbox exec -- sh -c 'test -n "$EMERG_SANDBOX_CONTROL" && exit 7'
    status_is 7
    [ "$(emerg sandbox exec -- "$EMERG" list --json | jq length)" = 1 ]
    [ "$(emerg sandbox exec --tls -- "$EMERG" list --json | jq length)" = 1 ]
}

@test "busy has three emergencies among forty incidents" {
    [ "$(emerg sandbox exec --scenario busy -- "$EMERG" list --json | jq length)" = 3 ]
}

@test "an unknown scenario lists those that there are" {
    run emerg sandbox exec --scenario bsuy -- true
    [ "$status" != 0 ]
    [[ $output == *busy* ]]
}

@test "a case of another kind goes to its own channel" {
    [ "$(emerg sandbox exec --scenario saas -- bash -c '"$EMERG" ack -q && curl -s "$EMERG_SANDBOX_CONTROL/state"' | jq -r '.slack.channels[] | select(.messages | length > 0) | .name')" = support_gitlab-com ]
}
