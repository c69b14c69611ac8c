#!/usr/bin/env bats
load helper

setup_file() {
    sandbox_serve --scenario busy
}

@test "of forty open incidents, list shows the three emergencies" {
    ends 0 list --json
    same "$(jq length <<<"$output")" 3
    same "$(jq -r 'map(.paged_at) | . == sort' <<<"$output")" true
}

@test "several open cases that are mine make a question" {
    ends 2 show
    ends 2 ack
    holds 'roots | length' 0
}

@test "list of one hundred rows is one request to each service" {
    emerg list >/dev/null
    forget_requests
    ends 0 list
    same "$(requests '[.[] | .service] | sort | join(" ")')" "pagerduty zendesk"
}
