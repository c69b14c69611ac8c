#!/usr/bin/env bats
load helper

setup_file() {
    sandbox_serve --scenario routes
}

@test "a page tells its ticket by each of the six routes" {
    local number
    for number in 1 2 3 4 5 6; do
        ends 0 show "Q0ROUTE000000$number" --json
        same "$(jq -r .ticket.id <<<"$output")" "40030$number"
    done
}

@test "ack works by each route" {
    local number
    for number in 1 2 3 4 5 6; do
        ends 0 ack "Q0ROUTE000000$number"
        holds ".zendesk.tickets[] | select(.id == 40030$number) | .assignee_id == 9001" true
    done
    holds 'roots | length' 6
}
