#!/usr/bin/env bats
load helper

@test "ack acknowledges, assigns, starts the thread with link and account manager, and notes its link" {
    run emerg ack "$CASE"
    status_is 0
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    [ "$(state '[.zendesk.users[] | select(.email == "ana@example.com")][0].id')" = "$(state '.zendesk.tickets[0].assignee_id')" ]
    root=$(state '[.slack.channels[].messages[]][0].text')
    [[ $root == *"/agent/tickets/$(state '.zendesk.tickets[0].id')"* ]]
    [[ $root == *"cc <@"* ]]
    [[ $(state '[.zendesk.tickets[0].comments[] | select(.public | not)][0].body') == *"/archives/"* ]]
}

@test "ack says by which route it found the ticket" {
    run emerg ack "$CASE"
    [[ $output == *"was found by the incident key"* ]]
}

@test "the case is found from every reference to it" {
    emerg ack "$CASE"
    ticket=$(state '.zendesk.tickets[0].id')
    number=$(state '.pagerduty.incidents[0].incident_number')
    for reference in "$ticket" "#$ticket" "ZD#$ticket" "ZD-$ticket" "https://acme.zendesk.com/agent/tickets/$ticket" \
        "https://support.example.com/hc/en-us/requests/$ticket" "https://acme.zendesk.com/api/v2/tickets/$ticket.json" \
        "PD#$number" "https://acme.pagerduty.com/incidents/$CASE" "$(emerg show "$CASE" --json=thread | jq -r .thread.url)"; do
        [ "$(emerg show "$reference" --json=id | jq -r .id)" = "$CASE" ]
    done
    [ "$(emerg show --json=id | jq -r .id)" = "$CASE" ]
}

@test "list chains into ack" {
    emerg list --unacked --json=id | emerg ack -
    [ "$(state '.pagerduty.incidents[0].status')" = acknowledged ]
    [ "$(emerg list --unacked --json=id)" = "[]" ]
}

@test "twice at once makes one thread" {
    emerg ack "$CASE" & emerg ack "$CASE" & wait
    [ "$(messages)" = 1 ]
}

@test "ack acknowledges the page, takes the ticket, starts the thread and notes its link" {
    ends 0 ack "$CASE"
    holds 'incident.status' acknowledged
    holds 'ticket.assignee_id == user("ana@example.com").id' true
    holds 'roots | length' 1
    holds 'roots[0].channel_name' support_self-managed
    has "$(state 'roots[0].text')" /agent/tickets/400123
    has "$(state 'roots[0].text')" "cc <@UTAM001>"
    holds 'internal_notes | length' 1
    has "$(state 'internal_notes[0].body')" "$(state '"/p" + (roots[0].ts | sub("\\."; ""))')"
    holds 'public_answers | length' 0
}

@test "the case is found from any reference" {
    local reference link
    for reference in "$CASE" 4242 400123 '#400123' 'ZD#400123' \
        "https://acme.pagerduty.com/incidents/$CASE" https://acme.zendesk.com/agent/tickets/400123 \
        https://acme.zendesk.com/hc/requests/400123 https://acme.zendesk.com/api/v2/tickets/400123.json; do
        ends 0 show "$reference" --json
        same "$(jq -r '[.incident.id, .ticket.id] | @tsv' <<<"$output")" "$CASE	400123" || { echo "from $reference"; return 1; }
    done
    ends 0 ack "$CASE"
    ends 0 show "$CASE" --json
    link=$(jq -r .thread.url <<<"$output")
    ends 0 show "$link" --json
    same "$(jq -r '.incident.id' <<<"$output")" "$CASE"
}

@test "ack never takes a page from under somebody else, unless --take" {
    take_as_bo
    ends 9 ack "$CASE"
    holds 'roots | length' 0
    holds '[incident.acknowledgements[].acknowledger.id] | tojson' '["PBOL001"]'
    ends 0 ack "$CASE" --take
    holds '[incident.acknowledgements[].acknowledger.summary] | index("Ana Ortiz") != null' true
    holds 'ticket.assignee_id == user("ana@example.com").id' true
}

take_as_bo() {
    curl -sS --fail-with-body --noproxy '*' -X PUT "$(sandbox_says .pagerduty)/incidents/$CASE" \
        -H "Authorization: Token token=pd-sandbox-token-0003" -H 'Content-Type: application/json' \
        -H 'Accept: application/vnd.pagerduty+json;version=2' -H 'From: bo@example.com' \
        --data '{"incident":{"type":"incident_reference","status":"acknowledged"}}' >/dev/null
}

@test "ack does not reopen a page that is resolved" {
    ends 0 resolve "$CASE" --force --reason "duplicate"
    ends 0 ack "$CASE"
    holds 'incident.status' resolved
}

@test "a page with two different tickets is a question, not a guess" {
    local made
    made=$(answer_of POST /page '{"title":"ZD#400999 again","ticket":400123,"via":["key","title"]}' | jq -r .incident.id)
    ends 2 ack "$made"
    has "$stderr" 400123
    has "$stderr" 400999
    holds 'roots | length' 0
}

@test "a page without a ticket is acknowledged and says so" {
    local made
    made=$(answer_of POST /page '{"title":"Nobody knows","via":[]}' | jq -r .incident.id)
    ends 0 ack "$made"
    has "$stderr" "names no ticket"
    holds ".pagerduty.incidents[] | select(.id == \"$made\") | .status" acknowledged
}

@test "a page that rings again is acknowledged again" {
    ends 0 ack "$CASE"
    ends 0 api pagerduty PUT "/incidents/$CASE" -f 'incident[type]=incident_reference' -f 'incident[status]=triggered'
    ends 0 ack "$CASE"
    holds 'incident.status' acknowledged
    holds 'roots | length' 1
}

@test "a ticket or page of another account is refused, though ours has the number" {
    local url
    forget_requests
    for url in https://gitlab-federal-support.zendesk.com/agent/tickets/400123 "https://other.pagerduty.com/incidents/$CASE" "https://evil.com/incidents/$CASE"; do
        ends 2 ack "$url"
        has "$stderr" "of this profile"
    done
    same "$(requests 'map(select(.method != "GET")) | length')" 0
    ends 0 ack https://acme.zendesk.com/agent/tickets/400123
    ends 0 show "https://acme.pagerduty.com/incidents/$CASE"
}

by_bo() {  # by_bo METHOD URL JSON: as Bo does by hand
    curl -sS --fail-with-body --noproxy '*' -X "$1" "$2" -H 'Content-Type: application/json' -H 'From: bo@example.com' \
        "${@:4}" --data-binary "$3" >/dev/null
}

resolved_by_bo() {
    by_bo PUT "$(sandbox_says .pagerduty)/incidents/$CASE" '{"incident":{"type":"incident_reference","status":"resolved"}}' \
        -H 'Authorization: Token token=pd-sandbox-token-0003'
}

@test "of a page that somebody resolved by hand the ticket is taken, and the thread begun" {
    resolved_by_bo
    same "$(emerg next "$CASE" --json=step | jq -r .step)" ack
    ends 0 ack "$CASE"
    has "$stderr" "already resolved"
    holds 'ticket.assignee_id' 9001
    holds 'roots | length' 1
    holds 'incident.status' resolved
    ends 0 ack "$CASE"
    holds 'roots | length' 1
}

@test "of a page that is resolved a colleague's ticket is taken over with --take" {
    by_bo PUT "$(sandbox_says .zendesk)/api/v2/tickets/400123.json" '{"ticket":{"assignee_id":9002}}' -u bo@example.com/token:zendesk-sandbox-token-0003
    resolved_by_bo
    ends 0 ack "$CASE"
    has "$stderr" "emerg ack $CASE --take"
    holds 'ticket.assignee_id' 9002
    ends 0 ack "$CASE" --take
    holds 'ticket.assignee_id' 9001
}

@test "an owner who has written nothing has a name, asked for once" {
    by_bo PUT "$(sandbox_says .zendesk)/api/v2/tickets/400123.json" '{"ticket":{"assignee_id":9002}}' -u bo@example.com/token:zendesk-sandbox-token-0003
    same "$(emerg list --json=owner | jq -r '.[0].owner')" "$(emerg show "$CASE" --json=owner | jq -r .owner)"
    same "$(emerg show "$CASE" --json=owner | jq -r '.owner | length > 0')" true
    forget_requests
    ends 0 show "$CASE"
    same "$(requests '[.[] | .path | select(test("show_many"))] | join(" ")')" ""
    ends 9 ack "$CASE"
    [[ $stderr != *somebody* ]]
}

@test "a ticket that a colleague wrote on the page is the page's" {
    local made
    made=$(emerg api pagerduty POST /incidents -f 'incident[type]=incident' -f 'incident[title]=Everything is down' \
        -f 'incident[service][type]=service_reference' -f 'incident[service][id]=PSVC001' --jq .incident.id)
    made=${made//\"/}
    [ "$(emerg show "$made" --json=ticket | jq -r .ticket)" = null ]
    ends 0 api pagerduty POST "/incidents/$made/notes" -f 'note[content]=The ticket is ZD#400123'
    same "$(emerg show "$made" --json=ticket | jq -r '.ticket.id, .ticket.found_by' | paste -sd' ')" "400123 a note on the page"
}

@test "the page of a ticket that is solved can be resolved, as next says" {
    by_bo PUT "$(sandbox_says .zendesk)/api/v2/tickets/400123.json" '{"ticket":{"status":"solved","assignee_id":9001}}' -u bo@example.com/token:zendesk-sandbox-token-0003
    ends 0 ack "$CASE"
    same "$(emerg next "$CASE" --json=command | jq -r .command)" "emerg resolve $CASE"
    ends 0 resolve "$CASE"
    holds 'incident.status' resolved
}
