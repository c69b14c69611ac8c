#!/usr/bin/env bats
load helper

@test "list shows the open emergency in every format" {
    [ "$(emerg list | cut -f1)" = "$CASE" ]
    [ "$(emerg list --json=id,stage)" = "[{\"id\":\"$CASE\",\"stage\":\"paged\"}]" ]
    [ "$(emerg list -o jsonl --json=id)" = "{\"id\":\"$CASE\"}" ]
    [ "$(emerg list -o csv | wc -l)" = 2 ]
    [[ $(emerg list -o yaml) == *"\"id\": \"$CASE\""* ]]
    [[ $(EMERG_FORCE_TTY=120 emerg list) == CASE* ]]
}

@test "an unknown field lists those that there are" {
    run emerg list --json=idd
    status_is 2
    [[ $output == *"fields: id, incident"* ]]
}

@test "nothing open is an empty array, and 10 where asked" {
    [ "$(emerg list --mine --json 2>/dev/null | jq length)" -ge 0 ]
    emerg contact "$CASE" --yes
    emerg resolve "$CASE"
    ticket=$(state '.zendesk.tickets[0].id')
    curl -sf -u "ana@example.com/token:$(jq -r .tokens.zendesk "$WORK/ready")" -X PUT -H 'Content-Type: application/json' \
        "$(jq -r .zendesk "$WORK/ready")/api/v2/tickets/$ticket.json" -d '{"ticket":{"status":"solved"}}' >/dev/null
    [ "$(emerg list --json)" = "[]" ]
    run emerg list --exit-code
    status_is 10
}

@test "show tells the whole case" {
    emerg ack "$CASE"
    shown=$(emerg show "$CASE" --json)
    [ "$(jq -r '.incident.id, .stage, .next.step' <<< "$shown" | paste -sd' ')" = "$CASE acknowledged contact" ]
    [ "$(jq -r '.account_manager' <<< "$shown")" != "" ]
    [ "$(jq -r '.clocks[0].name' <<< "$shown")" = contact ]
}

@test "a hostile subject reaches JSON whole and a terminal harmless" {
    control POST /page '{"title":"$(reboot)\u001b[2J<!channel>{{x}}"}'
    [[ $(emerg list --json) == *'\u001b[2J'* ]]
    [[ $(EMERG_FORCE_TTY=200 emerg list) != *$'\e'* ]]
    [[ $(emerg list) != *$'\e'* ]]
}

@test "list is an array of cases" {
    ends 0 list --json
    same "$(jq -r '.[0] | [.id, .incident.number, .incident.status, .ticket.id, .ticket.priority, .thread, .customer, .stage, .next.step] | map(tostring) | join(" | ")' <<<"$output")" \
        "$CASE | 4242 | triggered | 400123 | urgent | null | Example Corp | paged | ack"
    same "$(jq -r '.[0] | [.incident.url, .ticket.url, .next.due, .next.command] | all(length > 0)' <<<"$output")" true
    same "$(jq -r '.[0] | has("bridge") and has("owner") and has("clocks")' <<<"$output")" true
}

@test "list narrows to what is mine, unacknowledged or due" {
    ends 0 list --unacked --json
    same "$(jq length <<<"$output")" 1
    ends 0 ack "$CASE"
    ends 0 list --unacked --json
    same "$output" "[]"
    ends 0 list --mine --json
    same "$(jq length <<<"$output")" 1
    ends 0 list --due --json
    same "$output" "[]"
    clock 45m
    ends 0 list --due --json
    same "$(jq length <<<"$output")" 1
}

# What a list cannot know from tags: the page is resolved, the clock of the silence runs, the customer answers.
of_case() {  # of_case: what list and show say of the case, each in one line
    ends 0 list --json
    listed=$(jq -c '.[] | [.id, .stage, .side_states, .owner, .clocks, .next.step]' <<<"$output")
    ends 0 show "$CASE" --json
    shown=$(jq -c '[.id, .stage, .side_states, .owner, .clocks, .next.step]' <<<"$output")
}

@test "list says of a case that somebody has begun what show says" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    of_case
    same "$listed" "$shown"
    ends 0 list --due --json
    same "$output" "[]"
    clock 16m
    ends 0 list --due --json
    same "$(jq -r '.[] | [.id, .clocks[0].name] | join(" ")' <<<"$output")" "$CASE follow-up"
    customer_says 'It is still down'
    of_case
    same "$listed" "$shown"
    same "$(jq -r '.[1]' <<<"$listed")" engaged
    ends 0 list --due --json
    same "$output" "[]"
}

@test "list reads twice of Zendesk what somebody has begun, and once of PagerDuty what is resolved" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 list
    forget_requests
    ends 0 list
    same "$(requests '[.[] | .service] | sort | join(" ")')" "pagerduty zendesk zendesk zendesk"
    ends 0 resolve "$CASE"
    forget_requests
    ends 0 list
    same "$(requests '[.[] | .service] | sort | join(" ")')" "pagerduty pagerduty zendesk zendesk zendesk"
}

@test "every output format is what it says" {
    ends 0 list -o json
    jq -e 'type == "array"' <<<"$output"
    ends 0 list -o jsonl
    jq -e 'type == "object"' <<<"$output"
    ends 0 list -o yaml
    has "$output" "$CASE"
    ends 0 list -o csv
    has "$output" ,
    ends 0 list -o tsv
    has "$output" "$CASE	400123"
    ends 0 list
    has "$output" "$CASE	400123"
    ends 2 list -o sound
}

@test "flags work before and after the verb" {
    ends 0 --json list
    jq -e 'type == "array"' <<<"$output"
}

@test "show tells the case with customer, clocks and steps done" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 show "$CASE" --json
    same "$(jq -r '[.stage, .customer, .plan, .region, .account_manager, .owner] | join(" | ")' <<<"$output")" \
        "contacted | Example Corp | ultimate | EMEA | tam@example.com | Ana Ortiz"
    has "$(jq -r '.last_public_comment.body' <<<"$output")" https://zoom.example.com/j/400123
    same "$(jq -r '.bridge' <<<"$output")" https://zoom.example.com/j/400123
    same "$(jq -r '[.steps[].key | select(test("/(ack|contact)/1$"))] | unique | length' <<<"$output")" 2
    has "$(jq -r '.thread.url' <<<"$output")" /archives/
    same "$(jq -r '.next.step' <<<"$output")" resolve
}

@test "journal shows what was sent, of one case or all" {
    ends 0 ack "$CASE"
    ends 0 journal --json
    same "$(jq -r 'map(select(.mark == "done") | .service) | unique | length' <<<"$output")" 3
    ends 0 journal "#400123" --json
    same "$(jq -r 'length > 0' <<<"$output")" true
    ends 0 journal "#400999" --json
    same "$output" "[]"
}

@test "a subject cannot move the terminal's cursor" {
    control POST /page "$(jq -n '{title: "\u001b[2Jgone\u0007", subject: "\u001b[2Jgone\u0007"}')" >/dev/null
    ends 0 list
    same "$(tr -d '\11\12\40-\176' <<<"$output" | LC_ALL=C tr -d '\200-\377' | wc -c)" 0
}

@test "a list knows whose a case is after its page is resolved, if it is mine" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    ends 0 list --mine --jq '.[0].owner'
    same "$output" "Ana Ortiz"
}
