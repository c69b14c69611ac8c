#!/usr/bin/env bats
load helper

@test "0: done, and already done" {
    emerg ack "$CASE"
    emerg ack "$CASE"
}

@test "1: failed on this machine" {
    touch "$BATS_TEST_TMPDIR/file"
    EMERG_STATE=$BATS_TEST_TMPDIR/file run emerg ack "$CASE"
    status_is 1
    [ "$(state '.pagerduty.incidents[0].status')" = triggered ]
}

@test "2: usage, with a suggestion" {
    run emerg contcat "$CASE"
    status_is 2
    [[ $output == *"did you mean contact"* ]]
    run emerg show '???'
    status_is 2
}

@test "3: not found" {
    run emerg show Q0NOBODY0000001
    status_is 3
    run emerg show '#999999999'
    status_is 3
}

@test "4: not configured, or not allowed" {
    EMERG_PAGERDUTY_TOKEN=wrong run emerg show "$CASE"
    status_is 4
    EMERG_ZENDESK_TOKEN=wrong run emerg show "$CASE"
    status_is 4
    EMERG_CONFIG=/dev/null run emerg list
    status_is 4
}

@test "5: rate limited" {
    fault '{"service":"pagerduty","times":0,"kind":"status","status":429,"headers":{"ratelimit-reset":"600"}}'
    run emerg show "$CASE" --timeout 4s
    status_is 5
    control DELETE /faults
}

@test "6: unreachable, nothing happened" {
    EMERG_PAGERDUTY_URL=http://127.0.0.1:1 run emerg show "$CASE" --timeout 2s
    status_is 6
}

@test "7: the service failed" {
    fault '{"service":"zendesk","times":0,"kind":"html","status":503}'
    run emerg show "$CASE" --timeout 1s
    status_is 7
    control DELETE /faults
}

@test "8: done in part, and the same command finishes it" {
    fault '{"service":"slack","match":"POST /api/chat.postMessage","times":0,"kind":"status","status":400}'
    run emerg ack "$CASE" --timeout 2s
    status_is 8
    control DELETE /faults
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    run emerg ack "$CASE"
    status_is 0
    [ "$(messages)" = 1 ]
}

@test "9: refused by policy" {
    run emerg resolve "$CASE"
    status_is 9
}

@test "10: nothing due, where asked" {
    emerg contact "$CASE" --yes
    run emerg followup "$CASE" --yes --exit-code
    status_is 10
}

@test "11: uncertain, when reading back fails too" {
    fault '{"service":"zendesk","match":"PUT /api/v2/tickets/*","nth":2,"kind":"reset_after"},{"service":"zendesk","match":"GET *audits*","nth":3,"times":0,"kind":"reset_before"}'
    run emerg contact "$CASE" --yes --timeout 2s
    control DELETE /faults
    status_is 11
    run emerg contact "$CASE" --yes
    status_is 0
    [ "$(public_comments)" = 1 ]
}

@test "errors are objects with --json" {
    run emerg show Q0NOBODY0000001 --json
    [ "$(jq -r '.error.kind, .error.service, .error.http_status, .error.code' <<< "$output" | paste -sd' ')" = "not_found PagerDuty 404 3" ]
}

# A command that hangs is under way once its request has come: only then may a signal meet it.
ends_by() {  # ends_by SIGNAL WORDS…: the signal goes to the words' process once a request has come; $code is how it ended
    local signal=$1 pid
    shift
    fault '{"service":"pagerduty","times":0,"kind":"hang","ms":60000}'
    forget_requests
    # A shell without job control has its background commands ignore the signal.
    env --default-signal=INT "$@" 3>&- &
    pid=$!
    until [ "$(requests length)" -gt 0 ]; do
        kill -0 "$pid"
    done
    kill -s "$signal" "$pid"
    code=0
    wait "$pid" || code=$?
    control DELETE /faults
}

@test "130: interrupted" {
    ends_by INT "$EMERG" show "$CASE" --timeout 60s
    same "$code" 130
}

# What `timeout` gets it passes on to the process and then to its group: two signals for one wish.
@test "130: one timeout, though it signals the process and its group, asks for one orderly end" {
    for signal in INT TERM; do
        ends_by "$signal" timeout --preserve-status -s "$signal" 600 "$EMERG" show "$CASE" --timeout 60s
        same "$code" 130
    done
}

@test "1: the service refuses for a reason of its own" {
    fault '{"service":"zendesk","match":"PUT *","times":0,"kind":"status","status":422,"body":"{\"error\":\"RecordInvalid\",\"description\":\"Record validation errors\"}"}'
    ends 1 contact "$CASE" --yes
    holds 'public_answers | length' 0
}

@test "2: the command line makes no sense" {
    ends 2 akc
    has "$stderr" "did you mean ack?"
    ends 2 ack --nonsense
    ends 2 ack 'what is this'
    ends 2 list --json=nonsense
}

@test "4: not configured" {
    EMERG_CONFIG=$BATS_TEST_TMPDIR/missing.yaml ends 4 list
    EMERG_ZENDESK_TOKEN='' EMERG_PAGERDUTY_TOKEN=env:NOT_SET ends 4 list
    echo 'nonsense: {}' >"$BATS_TEST_TMPDIR/config.yaml"
    EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml ends 4 list
}

@test "4: not allowed by the service" {
    EMERG_PAGERDUTY_TOKEN=pd-wrong-token-000000000 ends 4 show "$CASE"
    EMERG_ZENDESK_TOKEN=wrong-token-0000000000 ends 4 show "$CASE"
}

@test "4: a token is not sent in clear to another host" {
    EMERG_ZENDESK_URL=http://zendesk.example.com ends 4 list
}

@test "5: rate limited, nothing happened" {
    fault '{"service":"zendesk","times":0,"kind":"status","status":429,"headers":{"Retry-After":"60"}}'
    ends 5 contact "$CASE" --yes --timeout 2s
    holds 'public_answers | length' 0
}

@test "6: timed out" {
    fault '{"service":"pagerduty","times":0,"kind":"hang"}'
    ends 6 show "$CASE" --timeout 1s
}

@test "7: the service answers 503" {
    fault '{"service":"pagerduty","times":0,"kind":"status","status":503}'
    ends 7 show "$CASE" --timeout 2s
}

@test "10: nothing is open, nothing is due, where asked" {
    ends 0 ack "$CASE"
    ends 10 list --unacked --exit-code
    ends 0 list --unacked
    ends 10 journal "#400999" --exit-code
    ends 10 followup --due --yes --exit-code
}

@test "11: it may have happened, and reading back could not tell" {
    ends 0 ack "$CASE"
    fault '{"service":"zendesk","match":"PUT *","nth":2,"times":0,"kind":"reset_after"},
           {"service":"zendesk","match":"GET */audits*","nth":3,"times":0,"kind":"status","status":503}'
    ends 11 contact "$CASE" --yes --timeout 2s --json
    same "$(grep '^{' <<<"$stderr" | jq -r '.error | [.code, .kind] | map(tostring) | join(" ")')" "11 uncertain"
    control DELETE /faults >/dev/null
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
}

@test "an error is one sentence with a hint, or an object with --json" {
    ends 3 show QNOSUCHINCIDENT
    has "$stderr" "emerg: show: "
    ends 3 show QNOSUCHINCIDENT --json
    same "$(jq -r '.error | [.code, .kind, .service, .http_status, .retryable] | map(tostring) | join(" ")' <<<"$stderr")" \
        "3 not_found PagerDuty 404 false"
}

@test "no token in any output" {
    local pagerduty zendesk slack
    pagerduty=$(sandbox_says .tokens.pagerduty)
    zendesk=$(sandbox_says .tokens.zendesk)
    slack=$(sandbox_says .tokens.slack)
    ends 0 ack "$CASE" -vv
    local said=$output$stderr
    ends 0 contact "$CASE" --dry-run -vv
    said+=$output$stderr
    ends 0 config show --origin
    said+=$output$stderr
    said+=$(cat "$EMERG_STATE"/emerg/* 2>/dev/null | tr -d '\0')
    [[ $said != *"$pagerduty"* && $said != *"$zendesk"* && $said != *"$slack"* ]]
}

@test "a folder in place of a file is an error, not a crash" {
    EMERG_CONFIG=$BATS_TEST_TMPDIR ends 4 list
    has "$stderr" "$BATS_TEST_TMPDIR"
    EMERG_PAGERDUTY_TOKEN=file:$BATS_TEST_TMPDIR ends 4 list
}
