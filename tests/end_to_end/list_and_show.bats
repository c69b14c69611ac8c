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
