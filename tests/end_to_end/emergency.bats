#!/usr/bin/env bats
load helper

@test "one emergency, from the page to the handover" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    emerg resolve "$CASE"
    emerg note "$CASE" "gitaly timings are really high"
    emerg followup "$CASE" --yes
    [ "$(public_comments)" = 1 ]
    clock 16m
    emerg followup "$CASE" --yes
    [ "$(public_comments)" = 2 ]
    clock 16m
    emerg followup "$CASE" --yes
    [ "$(public_comments)" = 3 ]
    emerg handoff "$CASE" --yes -m "Problem: 502 for everyone. Done: rollback. Next: watch."
    [ "$(public_comments)" = 4 ]
    [ "$(state '.pagerduty.incidents[0].status')" = resolved ]
    [ "$(state '.zendesk.tickets[0].priority')" = high ]
    [ "$(emerg show "$CASE" --json=side_states | jq -c .side_states)" = '["followed-up","downgraded","handed-off"]' ]
}

@test "every step again changes nothing" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    emerg resolve "$CASE"
    emerg note "$CASE" "gitaly timings are really high"
    clock 16m
    emerg followup "$CASE" --yes
    emerg handoff "$CASE" --yes -m "Problem: 502."
    before=$(state '{z: [.zendesk.tickets[0] | .comments, .audits, .tags], s: .slack.channels, p: .pagerduty.incidents}' | md5sum)
    emerg ack "$CASE" --take --dry-run >/dev/null
    emerg contact "$CASE" --yes
    emerg resolve "$CASE"
    emerg note "$CASE" "gitaly timings are really high"
    emerg followup "$CASE" --yes
    emerg handoff "$CASE" --yes -m "Problem: 502."
    [ "$before" = "$(state '{z: [.zendesk.tickets[0] | .comments, .audits, .tags], s: .slack.channels, p: .pagerduty.incidents}' | md5sum)" ]
}

@test "an engineer on another machine sees the same case" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    one=$(emerg show "$CASE" --json=id,thread,bridge,stage,owner)
    EMERG_STATE=$BATS_TEST_TMPDIR/elsewhere two=$(emerg show "$CASE" --json=id,thread,bridge,stage,owner)
    [ "$one" = "$two" ]
    [ "$(jq -r .stage <<< "$one")" = contacted ]
}

@test "a dry run reads, shows every request in order, and changes nothing" {
    before=$(state '[.zendesk, .slack, .pagerduty]' | md5sum)
    control DELETE /requests
    run emerg ack "$CASE" --dry-run --json
    status_is 0
    [ "$(requests '[.[] | select(.method != "GET" and .service != "control")] | length')" = 0 ]
    [ "$(emerg ack "$CASE" --dry-run --json 2>/dev/null | jq -r '[.requests[].method] | join(" ")')" = "PUT PUT POST PUT" ]
    [ "$before" = "$(state '[.zendesk, .slack, .pagerduty]' | md5sum)" ]
}

@test "the journal tells what was sent, and nothing is pending" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    [ "$(emerg journal --json | jq '[.[] | select(.mark == "done")] | length')" -ge 6 ]
    [ "$(emerg journal --json | jq '[group_by(.key)[] | last | select(.mark == "intent")] | length')" = 0 ]
    ! grep -r "$(jq -r .tokens.slack "$WORK/ready")" "$EMERG_STATE"
}

@test "a dry run of every verb reads and changes nothing" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    clock 15m
    local before
    before=$(state '[.zendesk.tickets, .slack.channels, .pagerduty.incidents] | tojson')
    ends 0 resolve "$CASE" --dry-run
    has "$output" "PUT "
    ends 0 followup "$CASE" --dry-run
    has "$output" "PUT "
    ends 0 note "$CASE" "said" --dry-run
    has "$output" "chat.postMessage"
    ends 0 handoff "$CASE" -m "Problem: 502." --dry-run
    has "$output" "PUT "
    same "$(state '[.zendesk.tickets, .slack.channels, .pagerduty.incidents] | tojson')" "$before"
}

@test "a wrong clock of this machine moves no deadline" {
    clock 300d
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 1
    clock 15m
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 2
}
