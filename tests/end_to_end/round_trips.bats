#!/usr/bin/env bats
# Requests that do not depend on each other overlap. Counted are rounds, not milliseconds: the most requests of which
# each began only when the one before had been answered, by the order in which the sandbox saw them begin and end.
load helper

slowly() {
    fault '{"times":0,"kind":"latency","ms":250}'
    forget_requests
}

rounds_at_most() {
    requests '.[] | "\(.began) \(.ended) \(.service) \(.method) \(.path)"'
    echo "rounds: $(requests rounds), expected at most $1"
    [ "$(requests rounds)" -le "$1" ]
}

@test "ack takes no more requests than its steps need" {
    forget_requests
    ends 0 ack "$CASE"
    echo "requests: $(requests length)"
    [ "$(requests length)" -le 20 ]
}

@test "ack from an incident id takes no more rounds than its longest chain" {
    # With empty caches; each needs what the one before said:
    #   1 the incident (beside it: its alerts, who I am)   2 its ticket (comments, audits)   3 the ticket's organisation
    #   4 the account manager in Slack (the channel)       5 the claim on the ticket         6 the claim, read back
    #   7 the thread's root (the page acknowledged)        8 its permalink                   9 the note with that link
    slowly
    ends 0 ack "$CASE"
    rounds_at_most 9
}

@test "show takes no more rounds than its longest chain" {
    # 1 the incident   2 its ticket   3 the organisation
    slowly
    ends 0 show "$CASE"
    rounds_at_most 3
}

@test "list takes two rounds, and one when it knows the organisations" {
    # 1 pages and urgent tickets   2 the organisations
    slowly
    ends 0 list
    rounds_at_most 2
    forget_requests
    ends 0 list
    rounds_at_most 1
    same "$(requests 'map(.service) | sort | join(" ")')" "pagerduty zendesk"
}

@test "contact takes no more rounds than its longest chain" {
    # 1 the incident   2 its ticket   3 the organisation   4 the claim   5 read back   6 the comment
    # 7 the thread, looked at just before   8 its line is written
    ends 0 ack "$CASE"
    slowly
    ends 0 contact "$CASE" --yes
    rounds_at_most 8
}

@test "resolve takes no more rounds than its longest chain" {
    # 1 the incident   2 its ticket   3 the organisation   4 the page resolved
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    slowly
    ends 0 resolve "$CASE"
    rounds_at_most 4
}
