#!/usr/bin/env bats
load helper

@test "handoff briefs, tags, tells the customer and assigns the next engineer of the final schedule" {
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    run emerg handoff "$CASE" --yes --problem "502 for everyone" --done "rollback" --next "watch gitaly"
    status_is 0
    next=$(emerg schedule next --rotation ceoc --json | jq -r '.[0].user.email')
    [ "$(state '.zendesk.tickets[0].assignee_id')" = "$(state "[.zendesk.users[] | select(.email == \"$next\")][0].id")" ]
    [[ $(state '[.zendesk.tickets[0].comments[] | select(.public | not)] | last | .body') == *"watch gitaly"* ]]
    [[ $(state '[.slack.channels[].messages[]] | last | .text') == *"<@U"*"watch gitaly"* ]]
    name=$(emerg schedule next --rotation ceoc --json | jq -r '.[0].user.name')
    [[ $(state '[.zendesk.tickets[0].comments[] | select(.public)] | last | .body') == *"$name"* ]]
}

@test "a handover without a briefing is refused" {
    run emerg handoff "$CASE" --yes < /dev/null
    status_is 2
}

@test "the successor may be named" {
    emerg ack "$CASE"
    emerg handoff "$CASE" --yes -m "Problem: 502." --to francesca@example.com
    [ "$(state '.zendesk.tickets[0].assignee_id')" = "$(state '[.zendesk.users[] | select(.email == "francesca@example.com")][0].id')" ]
    run emerg handoff "$CASE" --yes -m "Problem: 502." --to nobody@example.com
    status_is 3
}
