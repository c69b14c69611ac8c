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

as_francesca() {
    local -x EMERG_EMAIL=francesca@example.com EMERG_PAGERDUTY_EMAIL=francesca@example.com \
        EMERG_ZENDESK_EMAIL=francesca@example.com EMERG_PAGERDUTY_TOKEN=$(token_of pd) \
        EMERG_ZENDESK_TOKEN=$(token_of zendesk) EMERG_SLACK_TOKEN=$(token_of xoxb) \
        EMERG_STATE=$BATS_TEST_TMPDIR/francesca
    "$@"
}

token_of() {  # token_of SERVICE: Francesca's
    case $1 in
        xoxb) echo xoxb-sandbox-token-0002 ;;
        *) echo "$1-sandbox-token-0002" ;;
    esac
}

handed_over() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    ends 0 handoff "$CASE" --yes -m "Problem: 502."
}

@test "what I handed over is mine until it is accepted: list, next and the cron job know it" {
    handed_over
    same "$(emerg list --mine --json=ticket | jq -r '.[].ticket.id')" 400123
    same "$(emerg next --json=step | jq -r .step)" accept
    clock 16m
    ends 0 followup --due --yes
    holds 'public_answers | length' 3
    as_francesca ends 0 handoff accept "$CASE"
    same "$(emerg list --mine --json=ticket)" "[]"
    clock 16m
    ends 0 followup --due --yes
    holds 'public_answers | length' 3
}

@test "until the successor accepts, the case is handed over and not accepted" {
    handed_over
    same "$(emerg show "$CASE" --json=side_states | jq -c .side_states)" '["handed-off"]'
    same "$(emerg next "$CASE" --json=state,command | jq -r '.state, .command' | paste -sd' ')" "handed over emerg handoff accept $CASE"
    has "$(emerg show "$CASE" --json=clocks)" '"accept"'
    same "$(emerg list --json=ticket,next | jq -r '.[] | select(.ticket.id == 400123) | .next.step')" accept
    ends 9 handoff accept "$CASE"
    has "$stderr" "was handed to Francesca"
    as_francesca ends 0 handoff accept "$CASE"
    has "$(state 'replies[-1].text')" "I have it"
    same "$(emerg show "$CASE" --json=side_states | jq -c .side_states)" '["handed-off","accepted"]'
    holds 'ticket.tags | contains(["emerg_handoff_1_accepted"])' true
    as_francesca ends 0 handoff accept "$CASE"
    has "$stderr" "already accepted"
    holds '[replies[] | select(.text | contains("I have it"))] | length' 1
    same "$(emerg list --json=ticket,next | jq -r '.[] | select(.ticket.id == 400123) | .next.step == "accept"')" false
}

@test "what was handed to somebody else may be taken" {
    handed_over
    ends 0 handoff accept "$CASE" --take
    holds 'ticket.assignee_id == user("ana@example.com").id' true
}

@test "handoff waits for the successor, and says when it is time to page" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 8 handoff "$CASE" --yes -m "Problem: 502." --wait=1s
    has "$stderr" "emerg page"
    { sleep 1; as_francesca emerg handoff accept "$CASE"; } 3>&- &
    ends 0 handoff "$CASE" --yes -m "Problem: 502." --wait=20s
    has "$stderr" "was accepted by Francesca Conti"
    wait
    ends 2 handoff "$CASE" --yes -m "Problem: 502." --wait=soon
}

@test "whose shift begins sees what was handed over, what the other still has, and what nobody owns" {
    handed_over
    same "$(as_francesca emerg handoff incoming --json=id,why,command | jq -r --arg id "$CASE" '.[] | select(.id == $id) | .why, .command' | paste -sd' ')" \
        "handed to me emerg handoff accept $CASE"
    has "$(as_francesca emerg handoff incoming --json)" '"follow-up"'
    as_francesca ends 0 handoff accept "$CASE"
    same "$(as_francesca emerg handoff incoming --json=id,handover | jq -r --arg id "$CASE" '.[] | select(.id == $id) | .handover.accepted_at == null')" false
}
