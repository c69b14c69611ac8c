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

@test "handoff briefs the next engineer of the final schedule, tells the customer and assigns the ticket" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 handoff "$CASE" --yes --problem "502 for everyone" --done "rolled back" --next "watch gitaly"
    holds 'ticket.assignee_id == user("francesca@example.com").id' true
    has "$(state 'internal_notes[-1].body')" "502 for everyone"
    has "$(state 'internal_notes[-1].body')" "rolled back"
    has "$(state 'internal_notes[-1].body')" "watch gitaly"
    has "$(state 'replies[-1].text')" "<@UFRA001>"
    has "$(state 'replies[-1].text')" "rolled back"
    holds 'public_answers | length' 2
    has "$(state 'public_answers[-1].body')" Francesca
    has "$(state 'public_answers[-1].body')" UTC
    holds 'public_answers[-1].body | contains("rolled back")' false
}

@test "handoff to somebody named" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 handoff "$CASE" --yes --to bo@example.com -m "Problem: 502."
    holds 'ticket.assignee_id == user("bo@example.com").id' true
}

@test "a briefing comes from a file and from the editor too" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    echo "Problem: from a file." >"$BATS_TEST_TMPDIR/briefing"
    ends 0 handoff "$CASE" --yes --file "$BATS_TEST_TMPDIR/briefing"
    has "$(state 'internal_notes[-1].body')" "from a file"
}
