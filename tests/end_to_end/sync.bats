#!/usr/bin/env bats
load helper

slack_is_down() {
    fault '{"service":"slack","match":"POST /api/chat.postMessage","times":0,"kind":"status","status":503}'
}

@test "what Slack's failure left undone is queued, told, and finished by sync, once" {
    slack_is_down
    ends 8 ack "$CASE"
    has "$stderr" queued
    holds 'incident.status' acknowledged
    ends 0 journal --pending --json=key,mark
    same "$(jq -r 'map("\(.key) \(.mark)") | join(" ")' <<<"$output")" "ZD-400123/ack/1/thread queued ZD-400123/ack/1/thread-note queued"
    ends 0 sync --dry-run --json
    same "$(jq -c '[.[] | [.command, .exit_code]]' <<<"$output")" '[["ack",null]]'
    ends 8 sync
    control DELETE /faults
    ends 0 sync --json
    same "$(jq -c '[.[] | [.case, .command, .exit_code]]' <<<"$output")" "[[\"$CASE\",\"ack\",0]]"
    holds 'roots | length' 1
    holds 'internal_notes | length' 1
    ends 0 journal --pending --json
    same "$output" '[]'
    ends 10 sync --exit-code
    holds 'messages | length' 1
}

@test "the next command on the case finishes what an earlier one left, and then what it lacked itself" {
    slack_is_down
    ends 8 ack "$CASE"
    control DELETE /faults
    ends 0 contact "$CASE" --yes --json
    same "$(jq -s length <<<"$output")" 1
    holds 'public_answers | length' 1
    holds 'roots | length' 1
    holds 'replies | length' 1
    ends 10 sync --exit-code
}

@test "what an ack began is finished by sync though the case was handed over meanwhile" {
    slack_is_down
    ends 8 ack "$CASE"
    ends 0 handoff "$CASE" --yes -m "Problem: 502." --to francesca@example.com
    control DELETE /faults
    ends 0 sync --quiet
    holds 'roots | length' 1
    ends 0 journal --pending --json
    same "$output" '[]'
    ends 9 ack "$CASE"
}

@test "what is too late to be of use is dropped, told and on record" {
    slack_is_down
    ends 8 ack "$CASE"
    control DELETE /faults
    clock 3h
    ends 0 sync --quiet
    has "$stderr" expired
    has "$stderr" dropped
    holds 'messages | length' 0
    ends 0 journal show ZD-400123/ack/1/thread --json
    same "$(jq -r '.[-1].mark' <<<"$output")" expired
    ends 10 sync --exit-code
}

killed_at_comment() {  # contact is killed with its claim written and the comment not
    fault '{"service":"zendesk","match":"PUT *","nth":2,"kind":"hang","ms":5000}'
    forget_requests
    "$EMERG" contact "$CASE" --yes </dev/null >/dev/null 2>&1 3>&- &
    local emerg_pid=$!
    until [ "$(requests '[.[] | select(.service == "zendesk" and .method == "PUT")] | length')" = 2 ]; do
        sleep 0.02
    done
    kill -KILL "$emerg_pid"
    wait "$emerg_pid" || true
    control DELETE /faults
    holds 'public_answers | length' 0
}

@test "a contact that was killed in the middle is brought to its end by sync" {
    killed_at_comment
    ends 0 journal --pending --json=key,mark
    same "$(jq -c '.[0] | [.key, .mark]' <<<"$output")" '["ZD-400123/contact/1","intent"]'
    ends 0 sync
    holds 'public_answers | length' 1
    ends 10 sync --exit-code
    holds 'public_answers | length' 1
}

@test "a customer gets no message that was asked for long ago" {
    killed_at_comment
    clock 1h
    ends 0 sync
    has "$stderr" "expired: public comment"
    holds 'public_answers | length' 0
    ends 0 contact "$CASE" --yes
    holds 'public_answers | length' 1
}

@test "a command that failed before anything happened is not finished behind the user's back" {
    fault '{"service":"zendesk","match":"PUT *","times":0,"kind":"status","status":503}'
    run emerg contact "$CASE" --yes
    [ "$status" = 7 ]
    control DELETE /faults
    ends 10 sync --exit-code
    holds 'public_answers | length' 0
}

@test "a service that answers nothing is not asked again and again" {
    fault '{"service":"slack","times":0,"kind":"reset_before"}'
    emerg ack "$CASE" --timeout 2s || true
    [ "$(requests '[.[] | select(.service == "slack")] | length')" -le 12 ]
    holds 'incident.status' acknowledged
}

@test "a note's text survives, dashes, quotes and all" {
    local text='--force "and" $(reboot) {{x}}'
    ends 0 ack "$CASE"
    fault '{"service":"zendesk","match":"PUT *","nth":1,"kind":"hang","ms":5000}'
    forget_requests
    "$EMERG" note "$CASE" --internal --message="$text" </dev/null >/dev/null 2>&1 3>&- &
    local emerg_pid=$!
    until [ "$(requests '[.[] | select(.service == "zendesk" and .method == "PUT")] | length')" = 1 ]; do
        sleep 0.02
    done
    kill -KILL "$emerg_pid"
    wait "$emerg_pid" || true
    control DELETE /faults
    ends 0 sync
    same "$(state '[internal_notes[].body] | map(select(contains("reboot"))) | length')" 1
    same "$(state '[internal_notes[].body] | map(select(contains("reboot")))[0]')" "$text"
}

@test "a page about no case that was cut off is finished by sync, once" {
    fault '{"service":"pagerduty","match":"POST /incidents","times":0,"kind":"reset_after"},{"service":"pagerduty","match":"GET /incidents*","nth":3,"times":0,"kind":"reset_before"}'
    ends 11 page bo@example.com -m 'please join' --yes
    control DELETE /faults
    ends 0 sync
    holds '[.pagerduty.incidents[] | select(.title == "please join")] | length' 1
    ends 10 sync --exit-code
}
