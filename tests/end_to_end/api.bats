#!/usr/bin/env bats
# A call of one's own, with the token, the limits and the journal of every other.

load helper

@test "a GET answers JSON of each service" {
    ends 0 api pagerduty GET "/incidents/$CASE" --jq .incident.status
    same "$output" triggered
    ends 0 api zendesk get /api/v2/tickets/400123.json --jq .ticket.id
    same "$output" 400123
    ends 0 api zendesk GET tickets/400123 --json=ticket
    same "$(jq -r '.ticket.priority' <<<"$output")" urgent
    ends 0 api slack GET auth.test --jq .ok
    same "$output" true
    ends 0 api slack POST users.lookupByEmail -f email=nobody@example.com --dry-run
    ends 3 api slack GET users.lookupByEmail -f email=nobody@example.com
    ends 3 api pagerduty GET /incidents/QNOTHERE
}

@test "fields are the query of a GET, and pages become one document" {
    ends 0 api pagerduty GET /users -f limit=1 --jq '.users | length'
    same "$output" 1
    ends 0 api pagerduty GET /users --paginate --jq '.users | length'
    local all=$output
    forget_requests
    ends 0 api pagerduty GET '/users?limit=1' --paginate --jq '.users | map(.id) | unique | length'
    same "$output" "$all"
    [ "$(requests length)" -gt 1 ]
    ends 0 api slack GET conversations.list -f limit=1 --paginate --jq '.channels | length > 1'
    same "$output" true
}

@test "a change is sent once and noted in the journal, without its body" {
    ends 0 api zendesk PUT /tickets/400123 -f 'ticket[priority]=high' -f 'ticket[tags][]=by_hand' --jq .ticket.priority
    same "$output" high
    holds '.zendesk.tickets[] | select(.id == 400123) | .priority' high
    ends 0 journal --json
    same "$(jq -r 'map(select(.key | startswith("api/")) | .mark) | join(" ")' <<<"$output")" "intent done"
    [[ $output != *by_hand* ]]
    run bash -c 'echo "{\"ticket\":{\"priority\":\"urgent\"}}" | "$EMERG" api zendesk PUT /tickets/400123 --input - --jq .ticket.priority'
    same "$output" urgent
}

@test "a dry run changes nothing and shows no token" {
    ends 0 api zendesk PUT /tickets/400123 -f 'ticket[priority]=low' --dry-run
    same "$(jq -r '.requests[0] | [.method, .body.ticket.priority] | join(" ")' <<<"$output")" "PUT low"
    [[ $output$stderr != *$(sandbox_says .tokens.zendesk)* ]]
    holds '.zendesk.tickets[] | select(.id == 400123) | .priority' urgent
    ends 0 journal --json
    same "$output" "[]"
}

@test "an address elsewhere is refused, and nothing is sent" {
    forget_requests
    for path in https://evil.example/x //evil.example/x "$(sandbox_says .zendesk).evil.example/x" /a/../b; do
        ends 2 api zendesk GET "$path"
    done
    same "$(requests length)" 0
    ends 0 api zendesk GET "$(sandbox_says .zendesk)/api/v2/tickets/400123" --jq .ticket.id
    same "$output" 400123
    ends 2 api gitlab GET /x
    ends 2 api zendesk BREW /x
    ends 2 api zendesk PUT /tickets/1 -f nonsense
}

@test "a change whose answer is lost is uncertain, and not sent again" {
    fault '{"service":"zendesk","match":"PUT /api/v2/tickets/*","kind":"reset_after"}'
    run --separate-stderr emerg api zendesk PUT /tickets/400123 -f 'ticket[priority]=low' --timeout 10s </dev/null
    status_is 11
    has "$stderr" 'look before you send it again'
    ends 0 journal --jq 'map(.mark) | last'
    same "$output" uncertain
}

@test "one service is enough" {
    EMERG_SLACK_TOKEN='' EMERG_ZENDESK_TOKEN='' ends 0 api pagerduty GET /users/me --jq .user.email
    same "$output" ana@example.com
    EMERG_SLACK_TOKEN='' ends 4 api slack GET auth.test
    has "$stderr" 'slack.token is not set'
}
