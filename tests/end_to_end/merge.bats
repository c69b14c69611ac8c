#!/usr/bin/env bats
# An emergency that is not resolved ends in a ticket that is none: once, for good, and unseen by the customer.
load helper

another_ticket() {  # another_ticket [JSON]: of the same requester; prints its number
    curl -sS --fail-with-body --noproxy '*' -u "ana@example.com/token:$(sandbox_says .tokens.zendesk)" -H 'Content-Type: application/json' \
        "$(sandbox_says .zendesk)/api/v2/tickets.json" -d "$(jq -n --argjson more "${1:-{\}}" '{ticket: ({subject: "Slow since Monday",
        comment: {body: "It is slow."}, requester_id: 9101, organization_id: 8001, priority: "normal"} + $more)}')" | jq .ticket.id
}

notes_on() {  # notes_on NUMBER: how often it says that the emergency ended in it
    state "[.zendesk.tickets[] | select(.id == $1) | .comments[] | select((.public | not) and (.body | contains(\"unresolved/1/merge\")))] | length"
}

merge_into() {
    ends "$1" close "$CASE" --not-resolved --merge-into "#$2" "${@:3}"
}

@test "the emergency is told, closed and merged, with internal notes on both; again is recognised" {
    local other
    other=$(another_ticket)
    ends 0 ack "$CASE"
    for _ in 1 2; do
        merge_into 0 "$other" --yes
        holds 'ticket.status' closed
        holds 'ticket.tags | index("closed_by_merge") != null' true
        same "$(notes_on "$other")" 1
        holds 'public_answers | length' 1
        holds '[replies[] | select(.text | contains("is merged into"))] | length' 1
    done
    has "$(state 'internal_notes[-1].body')" "#$other"
    same "$(state ".zendesk.tickets[] | select(.id == $other) | [.comments[] | select(.public)] | length")" 1
}

@test "both notes are internal, whatever else" {
    local other
    other=$(another_ticket)
    merge_into 0 "$other" --dry-run --json
    same "$(jq -r '.requests[] | select(.url | contains("/merge")) | .body | "\(.source_comment_is_public) \(.target_comment_is_public)"' <<<"$output")" "false false"
    has "$stderr" "This is final"
    has "$stderr" "Attachments"
    holds 'ticket.status' new
}

@test "without a terminal it takes --yes" {
    local other
    other=$(another_ticket)
    merge_into 2 "$other"
    holds 'public_answers | length' 0
}

@test "what may not be merged into is refused before anything is said" {
    local other
    merge_into 9 400123 --yes
    merge_into 3 499999 --yes
    other=$(another_ticket '{"priority": "urgent"}')
    merge_into 9 "$other" --yes
    other=$(another_ticket '{"status": "solved"}')
    merge_into 9 "$other" --yes
    other=$(another_ticket '{"requester_id": 9102, "organization_id": 8002}')
    merge_into 9 "$other" --yes
    has "$stderr" "--other-requester"
    holds 'public_answers | length' 0
    merge_into 0 "$other" --yes --other-requester
    holds 'ticket.status' closed
}

@test "an answer that is lost, or a 500 after it was done, is one merge" {
    local other kind
    for kind in '"reset_before"' '"reset_after"' '"truncate"' '"status","status":500,"apply":true' '"status","status":429,"headers":{"Retry-After":"1"}'; do
        control POST /reset
        export EMERG_STATE=$BATS_TEST_TMPDIR/${kind//[^a-z0-9]/}
        other=$(another_ticket)
        fault "{\"service\":\"zendesk\",\"match\":\"POST */merge.json\",\"kind\":$kind}"
        emerg close "$CASE" --not-resolved --merge-into "#$other" --yes </dev/null || true
        control DELETE /faults
        merge_into 0 "$other" --yes
        same "$(notes_on "$other")" 1
        holds 'public_answers | length' 1
        holds 'ticket.status' closed
    done
}

@test "a merge that Zendesk refuses is told, and is not uncertain" {
    local other
    other=$(another_ticket)
    fault '{"service":"zendesk","match":"POST */merge.json","kind":"status","status":200,"body":"{\"job_status\":{\"id\":\"V3-x\",\"status\":\"queued\",\"message\":null,\"results\":null}}"}'
    fault '{"service":"zendesk","match":"GET */job_statuses/*","kind":"status","status":200,"body":"{\"job_status\":{\"id\":\"V3-x\",\"status\":\"failed\",\"message\":\"no\",\"results\":null}}"}'
    merge_into 8 "$other" --yes
    has "$stderr" "did not merge"
    holds 'ticket.status == "closed"' false
}

@test "a merge that Zendesk has not ended is uncertain, and not asked for again at once" {
    local other
    other=$(another_ticket)
    fault '{"service":"zendesk","match":"POST */merge.json","kind":"status","status":200,"body":"{\"job_status\":{\"id\":\"V3-x\",\"status\":\"queued\",\"message\":null,\"results\":null}}"}'
    fault '{"service":"zendesk","match":"GET */job_statuses/*","times":0,"kind":"status","status":200,"body":"{\"job_status\":{\"id\":\"V3-x\",\"status\":\"working\",\"message\":null,\"results\":null}}"}'
    merge_into 11 "$other" --yes
    same "$(answer_of GET /requests | jq '[.[] | select(.path | endswith("/merge.json"))] | length')" 1
}
