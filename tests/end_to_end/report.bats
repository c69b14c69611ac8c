#!/usr/bin/env bats
# How long it took, out of PagerDuty's logs and the tickets.
load helper

later() {
    control POST /clock "{\"advance\":\"$1\"}"
}

played() {
    later 1m
    ends 0 ack "$CASE"
    later 2m
    ends 0 contact "$CASE" --yes
    later 3m
    customer_says 'It is still down'
    ends 0 resolve "$CASE"
}

@test "each span runs from the page, and the rotation is that of whoever acknowledged" {
    played
    ends 0 report --by case --json
    same "$(jq -r '.[0].case' <<<"$output")" "$CASE"
    same "$(jq -r '.[0] | [.rotation, .region, .customer] | join(" ")' <<<"$output")" "ceoc EMEA Example Corp"
    same "$(jq '.[0] | .acknowledge.seconds >= 60 and .contact.seconds >= .acknowledge.seconds + 120 and .engage.seconds >= .contact.seconds + 180 and .resolve.seconds >= .engage.seconds' <<<"$output")" true
    page=$(state '.pagerduty.incidents[0].created_at')
    same "$(jq -r '.[0].paged' <<<"$output")" "$page"
}

@test "weeks, regions and rotations sum up; what did not happen yet is null" {
    ends 0 report --json
    same "$(jq -c '[.[] | [.cases, .acknowledge, .handovers]]' <<<"$output")" '[[1,null,0]]'
    has "$(jq -r '.[0].group' <<<"$output")" -W
    played
    ends 0 report --by region --json
    same "$(jq -r '.[0] | "\(.group) \(.cases) \(.contact.count)"' <<<"$output")" "EMEA 1 1"
    ends 0 report --by rotation
    has "$output" ceoc
}

@test "it changes nothing, and takes as many requests as its help says" {
    played
    ends 0 report
    forget_requests
    ends 0 report
    same "$(requests '[.[] | select(.method != "GET")] | length')" 0
    same "$(requests '[.[] | select(.service == "pagerduty")] | length')" 7
    same "$(requests '[.[] | select(.service == "zendesk")] | length')" 4
    same "$(requests '[.[] | select(.service == "slack")] | length')" 0
}

@test "a page that cannot be read is told, and the others are there; none is an empty list" {
    fault '{"service":"pagerduty","match":"GET *log_entries*","times":0,"kind":"status","status":500}'
    ends 7 report --timeout 3s
    control DELETE /faults
    fault '{"service":"zendesk","times":0,"kind":"reset_before"}'
    ends 8 report --by case --json --timeout 3s
    same "$(jq -r '.[0].contact' <<<"$output")" null
    has "$stderr" Zendesk
    control DELETE /faults
    ends 0 report --since 2020-01-01 --until 2020-02-01 --json
    same "$output" "[]"
    ends 2 report --since 2020-01-01
    has "$stderr" "180 days"
    ends 2 report --by team
}
