#!/usr/bin/env bats
load helper

one_of_each() {
    holds 'public_answers | length' 1
    holds 'roots | length' 1
    holds 'internal_notes | length' 1
    holds '[incident.log_entries[] | select(.type == "acknowledge_log_entry")] | length' 1
}

# Every request of contact that changes something, lost in every way: the same command again,
# and the customer has one message.
@test "a contact whose answer is lost is one comment" {
    for nth in 1 2; do
        for kind in reset_before reset_after truncate garbage html; do
            control POST /reset
            export EMERG_STATE=$BATS_TEST_TMPDIR/$nth$kind
            fault "{\"service\":\"zendesk\",\"match\":\"PUT *\",\"nth\":$nth,\"kind\":\"$kind\"}"
            emerg contact "$CASE" --yes --timeout 4s || true
            control DELETE /faults
            emerg contact "$CASE" --yes
            [ "$(public_comments)" = 1 ] || { echo "$kind of write $nth: $(public_comments) comments"; return 1; }
        done
    done
}

@test "a 500 after the comment was applied is no reason to write it again" {
    fault '{"service":"zendesk","match":"PUT *","nth":2,"kind":"status","status":500,"apply":true}'
    run emerg contact "$CASE" --yes
    status_is 0
    [ "$(public_comments)" = 1 ]
}

@test "a thread whose answer is lost is one thread" {
    for kind in reset_before reset_after truncate; do
        control POST /reset
        export EMERG_STATE=$BATS_TEST_TMPDIR/$kind
        fault "{\"service\":\"slack\",\"match\":\"POST /api/chat.postMessage\",\"nth\":1,\"kind\":\"$kind\"}"
        emerg ack "$CASE" || true
        control DELETE /faults
        emerg ack "$CASE"
        [ "$(messages)" = 1 ] || { echo "$kind: $(messages) messages"; return 1; }
        [ "$(state '[.zendesk.tickets[0].comments[] | select(.public | not)] | length')" = 1 ]
    done
}

@test "429 is waited out, as long as the service asks" {
    fault '{"service":"zendesk","match":"PUT *","nth":1,"kind":"status","status":429,"headers":{"Retry-After":"1"}}'
    run emerg contact "$CASE" --yes
    status_is 0
    [ "$(public_comments)" = 1 ]
}

@test "Slack down does not stop the contact with the customer" {
    emerg ack "$CASE"
    fault '{"service":"slack","times":0,"kind":"reset_before"}'
    run emerg contact "$CASE" --yes --timeout 2s
    control DELETE /faults
    [ "$(public_comments)" = 1 ]
    status_is 8
    run emerg contact "$CASE" --yes
    status_is 0
    [ "$(messages)" = 2 ]
}

@test "the answer to the contact is lost: the customer has one message" {
    ends 0 ack "$CASE"
    fault '{"service":"zendesk","match":"PUT *","nth":2,"kind":"reset_after"}'
    ends 0 contact "$CASE" --yes
    one_of_each
}

@test "killed in the middle of the contact, the next run finishes it once" {
    ends 0 ack "$CASE"
    local nth
    for nth in 1 2; do
        fault '{"service":"zendesk","match":"PUT *","nth":'$nth',"kind":"latency","ms":700}'
        forget_requests
        "$EMERG" contact "$CASE" --yes </dev/null >/dev/null 2>&1 3>&- &
        local emerg_pid=$!
        until [ "$(requests '[.[] | select(.service == "zendesk" and .method == "PUT")] | length')" = "$nth" ]; do
            kill -0 "$emerg_pid" || break
        done
        kill -KILL "$emerg_pid" || true
        wait "$emerg_pid" || true
        control DELETE /faults >/dev/null
    done
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
}

@test "garbage instead of JSON is an error, not a crash" {
    local kind
    for kind in garbage html truncate; do
        control DELETE /faults >/dev/null
        fault '{"service":"pagerduty","match":"GET /incidents*","times":0,"kind":"'$kind'"}'
        run emerg show "$CASE" --timeout 2s
        [ "$status" -gt 0 ]
        [ "$status" -lt 12 ]
    done
}

@test "two engineers contact at once: the customer has one message" {
    ends 0 ack "$CASE"
    EMERG_STATE=$BATS_TEST_TMPDIR/second emerg contact "$CASE" --yes 3>&- &
    local other=$!
    emerg contact "$CASE" --yes
    wait "$other"
    holds 'public_answers | length' 1
}
