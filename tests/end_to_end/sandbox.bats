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

@test "a built-in scenario is printed, and is the beginning of one's own" {
    "$EMERG" sandbox scenario busy | sed 's/count: 3,/count: 5,/' >"$BATS_TEST_TMPDIR/mine.yaml"
    [ "$(emerg sandbox exec --scenario "$BATS_TEST_TMPDIR/mine.yaml" -- "$EMERG" list --json | jq length)" = 5 ]
    run emerg sandbox scenario bsuy
    status_is 2
    [[ $output == *busy* ]]
    echo 'schedules: [{layers: [{turn: weekly}]}]' >"$BATS_TEST_TMPDIR/mine.yaml"
    run emerg sandbox exec --scenario "$BATS_TEST_TMPDIR/mine.yaml" -- true
    status_is 2
    [[ $output == *"schedules[0].layers[0].turn 'weekly' is no span like 8h or 7d"* ]]
}

@test "a case of another kind goes to its own channel" {
    [ "$(emerg sandbox exec --scenario saas -- bash -c '"$EMERG" ack -q && curl -s "$EMERG_SANDBOX_CONTROL/state"' | jq -r '.slack.channels[] | select(.messages | length > 0) | .name')" = support_gitlab-com ]
}

@test "sandbox exec says when the command cannot be started" {
    run "$EMERG" sandbox exec -- /no/such/command
    [ "$status" -eq 127 ]
}

@test "sandbox serve takes a scenario of one's own and ends at SIGTERM" {
    cat >"$BATS_TEST_TMPDIR/mine.yaml" <<'YAML'
users: [{name: Ana Ortiz, email: ana@example.com, role: agent, me: true}]
YAML
    exec {ready}< <(exec "$EMERG" sandbox serve --scenario "$BATS_TEST_TMPDIR/mine.yaml" 3>&-)
    local pid=$!
    local WORK=$BATS_TEST_TMPDIR
    head -n 1 <&"$ready" >"$WORK/ready"
    same "$(sandbox_says .pid)" "$pid"
    has "$(sandbox_says .slack)" /api
    EMERG_CONFIG=$(sandbox_says .config) ends 0 list --json
    same "$output" "[]"
    kill -TERM "$pid"
    wait "$pid"
}

@test "an unknown scenario is a mistake" {
    run "$EMERG" sandbox serve --scenario no-such-scenario
    [ "$status" -eq 2 ]
}
