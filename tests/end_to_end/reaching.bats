#!/usr/bin/env bats
# Reaching people: page, escalate, ack --takeover. The calendar is set, so that the day of the test does not matter.
load helper

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    export EMERG_CALENDAR_WEEKEND='' EMERG_CALENDAR_HOLIDAYS=''
    control POST /reset
}

pages='[.pagerduty.incidents[] | select(.incident_key | test("/page/"))]'
asked='[messages[] | select(.channel_name == "support_leadership" and ((.thread_ts // .ts) == .ts))]'

mel_says() {  # mel_says TEXT: in the thread of the question
    local ts
    ts=$(state "$asked[0].ts")
    say_as xoxb-sandbox-token-0003 "$1" "$ts"
}

say_as() {  # say_as TOKEN TEXT TS
    curl -sS --fail-with-body --noproxy '*' -H "Authorization: Bearer $1" -H 'Content-Type: application/json; charset=utf-8' \
        --data-binary "$(jq -n --arg text "$2" --arg ts "$3" '{channel: "C003LEAD", text: $text, thread_ts: $ts}')" \
        "$(sandbox_says .slack)/chat.postMessage" >/dev/null
}

resolve_page() {  # resolve_page ID: as somebody would, by hand
    curl -sS --fail-with-body --noproxy '*' -X PUT -H 'Authorization: Token token=pd-sandbox-token-0003' -H 'Content-Type: application/json' \
        -H 'From: bo@example.com' --data-binary '{"incident":{"type":"incident_reference","status":"resolved"}}' \
        "$(sandbox_says .pagerduty)/incidents/$1" >/dev/null
}

@test "page: the manager of the final schedule is paged on the managers' service, with title and description" {
    ends 0 page manager "$CASE" -m "The customer asks for a manager" --yes
    holds "$pages | length" 1
    holds "$pages[0].title" "#400123: The customer asks for a manager"
    holds "$pages[0].service.id" PSVC003
    holds "$pages[0].assigned_via" direct_assignment
    holds "[$pages[0].assignments[].assignee.id] | join(\" \")" PMEL001
    has "$(state "$pages[0].body.details")" /agent/tickets/400123
    ends 0 list --json=id
    same "$(jq -c . <<<"$output")" '[{"id":"Q0EMERG0000001"}]'
}

@test "page: without --yes and without anybody to ask, nobody is paged; a dry run shows the request" {
    ends 2 page manager "$CASE" -m "help"
    has "$stderr" "── PAGE: page to manager (Mel Tanaka)"
    ends 0 page manager "$CASE" -m "help" --dry-run --json
    same "$(jq -r '.requests[0].body.incident.incident_key' <<<"$output")" ZD-400123/page/manager/1
    holds "$pages | length" 0
}

@test "page: without words it is refused, and so is somebody whom nobody knows" {
    ends 2 page manager "$CASE" --yes </dev/null
    ends 3 page nobody "$CASE" -m help --yes
    ends 3 page nobody@example.com -m help --yes
    ends 2 page -m help --yes
    holds "$pages | length" 0
}

@test "page: the same command again, from this machine or another, pages nobody twice" {
    ends 0 page manager "$CASE" -m help --yes
    ends 0 page manager "$CASE" -m help --yes
    has "$stderr" "already paged"
    EMERG_STATE=$BATS_TEST_TMPDIR/other ends 0 page manager '#400123' -m "other words" --yes
    ends 0 page bo@example.com -m "without a case" --yes
    EMERG_STATE=$BATS_TEST_TMPDIR/other ends 0 page bo@example.com -m "without a case" --yes
    ends 0 page bo@example.com -m "something else" --yes
    holds "$pages | length" 3
}

@test "page: processes that page at once make one incident" {
    local machine
    for machine in 1 2 3 4; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg page manager "$CASE" -m help --yes 2>"$BATS_TEST_TMPDIR/said-$machine" &
    done
    wait
    holds "$pages | length" 1
    for machine in 1 2 3 4; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg page manager -m "no case" --yes 2>"$BATS_TEST_TMPDIR/said-$machine" &
    done
    wait
    holds "$pages | length" 2
}

@test "page: an open incident with the key that the look beforehand did not show is the page, not a failure" {
    EMERG_STATE=$BATS_TEST_TMPDIR/a ends 0 page manager "$CASE" -m help --yes
    # The list lags: what was read for the plan, and the look before the request.
    fault '{"service":"pagerduty","match":"GET /incidents","times":2,"kind":"status","status":200,"body":"{\"incidents\":[],\"limit\":100,\"offset\":0,\"more\":false}"}'
    forget_requests
    ends 0 page manager "$CASE" -m help --yes
    has "$stderr" "already done"
    same "$(requests '[.[] | select(.service == "pagerduty" and .method == "POST") | .status] | join(" ")')" 400
    holds "$pages | length" 1
}

@test "page: an answer that is lost on the wire is looked for, and there is one page" {
    fault '{"service":"pagerduty","match":"POST /incidents","kind":"reset_after"}'
    ends 0 page manager "$CASE" -m help --yes
    holds "$pages | length" 1
}

@test "page: a resolved page is not sent again, unless --again; an open one never is" {
    ends 0 page manager "$CASE" -m help --yes
    resolve_page "$(state "$pages[0].id")"
    ends 0 page manager "$CASE" -m help --yes
    has "$stderr" "is resolved"
    holds "$pages | length" 1
    clock 1m
    ends 0 page manager "$CASE" -m help --yes --again
    holds "$pages | length" 2
    holds "$pages[1].incident_key" ZD-400123/page/manager/2
    ends 0 page manager "$CASE" -m help --yes --again
    holds "$pages | length" 2
}

@test "escalate: on a working day the manager is asked in Slack, and paged after ten minutes of silence" {
    ends 0 ack "$CASE"
    ends 0 escalate manager "$CASE" -m "They want to roll back" --yes
    holds "$asked | length" 1
    has "$(state "$asked[0].text")" '<!subteam^S002SMOC> <@UMEL001>'
    has "$(state "$asked[0].text")" /agent/tickets/400123
    has "$(state '[internal_notes[].body] | join(" ")')" /archives/C003LEAD/
    ends 10 escalate --due --yes --exit-code
    clock 9m
    ends 10 escalate --due --yes --exit-code
    holds "$pages | length" 0
    clock 90s
    EMERG_STATE=$BATS_TEST_TMPDIR/cron ends 0 escalate --due --yes --exit-code
    holds "$pages | length" 1
    has "$(state "$pages[0].body.details")" "They want to roll back"
    ends 10 escalate --due --yes --exit-code
    ends 0 escalate manager "$CASE" -m "They want to roll back" --yes
    holds "$pages | length" 1
    holds "$asked | length" 1
}

@test "escalate: an answer in the thread by anybody else stops the page, my own words do not" {
    ends 0 escalate manager "$CASE" -m help --yes
    say_as xoxb-sandbox-token-0001 "anybody?" "$(state "$asked[0].ts")"
    clock 5m
    mel_says "I am looking"
    clock 10m
    ends 0 escalate manager "$CASE" -m help --yes
    has "$stderr" "was answered"
    holds "$pages | length" 0
    ends 0 escalate manager "$CASE" -m help --yes --now
    holds "$pages | length" 1
}

@test "escalate: on a weekend and on a holiday the page does not wait" {
    EMERG_CALENDAR_WEEKEND=mon,tue,wed,thu,fri,sat,sun ends 0 escalate manager "$CASE" -m help --yes
    has "$stderr" "it is a weekend"
    holds "$asked | length" 1
    holds "$pages | length" 1
    control POST /reset
    local today
    today=$(answer_of GET /clock | jq -r '.now[:10]')
    EMERG_CALENDAR_HOLIDAYS=$today EMERG_STATE=$BATS_TEST_TMPDIR/b ends 0 escalate manager "$CASE" -m help --yes
    holds "$pages | length" 1
}

@test "escalate: when Slack is away the page does not wait" {
    fault '{"service":"slack","times":0,"kind":"status","status":503}'
    EMERG_TIMEOUT=2s ends 0 escalate manager "$CASE" -m help --yes
    has "$stderr" "does not wait for Slack"
    holds "$pages | length" 1
}

@test "escalate: when Slack does not take the question the page does not wait" {
    fault '{"service":"slack","match":"POST /api/chat.postMessage","times":0,"kind":"status","status":200,"body":"{\"ok\":false,\"error\":\"not_in_channel\"}"}'
    run emerg escalate manager "$CASE" -m help --yes
    holds "$pages | length" 1
}

@test "escalate --watch waits for the silence to end, then pages; an answer ends it" {
    emerg escalate manager "$CASE" -m help --yes --watch 2>"$BATS_TEST_TMPDIR/said" &
    local watching=$!
    until [ "$(state "$asked | length")" = 1 ]; do sleep 0.1; done
    holds "$pages | length" 0
    clock 11m
    wait "$watching"
    holds "$pages | length" 1
}

@test "escalate: machines that escalate at once ask once and page once" {
    export EMERG_CALENDAR_WEEKEND=mon,tue,wed,thu,fri,sat,sun
    local machine
    for machine in 1 2 3 4; do
        EMERG_STATE=$BATS_TEST_TMPDIR/$machine emerg escalate manager "$CASE" -m help --yes 2>/dev/null &
    done
    wait
    holds "$asked | length" 1
    holds "$pages | length" 1
}

@test "escalate dev: refused without thread, links and agreement; then asked once, and nobody paged" {
    ends 9 escalate dev "$CASE" -m "gitaly" --manager-agreed --yes
    has "$stderr" "thread"
    ends 0 ack "$CASE"
    ends 9 escalate dev "$CASE" -m "gitaly" --yes
    has "$stderr" "agreement"
    ends 0 escalate dev "$CASE" -m "gitaly" --manager-agreed --yes
    ends 0 escalate dev "$CASE" -m "gitaly" --manager-agreed --yes
    local said
    said=$(state '[messages[] | select(.channel_name == "dev-escalation")] | map(.text) | join("§")')
    has "$said" /agent/tickets/400123
    has "$said" /archives/C001SM/
    [[ $said != *§* ]]
    holds "$pages | length" 0
    EMERG_ESCALATION_DEVELOPERS_NEED=ticket ends 0 escalate dev "$CASE" -m "gitaly" --yes
}

@test "escalate incident: the declaration is ready to paste, and its link is noted once" {
    ends 0 ack "$CASE"
    ends 0 escalate incident "$CASE" --severity s2 -m "every page answers 502"
    has "$output" "Severity: S2"
    has "$output" "Summary: every page answers 502"
    ends 0 escalate incident "$CASE" --type sirt --json
    same "$(jq -r .type <<<"$output")" SIRT
    ends 2 escalate incident "$CASE" --severity S9
    ends 0 escalate incident "$CASE" --link https://incidents.example.com/7
    ends 0 escalate incident "$CASE" --link https://incidents.example.com/7
    holds '[internal_notes[] | select(.body | contains("incidents.example.com/7"))] | length' 1
    holds '[replies[] | select(.text | contains("incidents.example.com/7"))] | length' 1
    holds 'public_answers | length' 0
}

@test "escalate region: the customer's group is pinged by its id, once; another by name" {
    ends 0 escalate region "$CASE" -m "who knows gitaly" --yes
    ends 0 escalate region "$CASE" -m "who knows gitaly" --yes
    holds '[messages[] | select(.text | contains("<!subteam^S003EMEA>"))] | length' 1
    ends 0 escalate region "$CASE" --region amer -m "who knows gitaly" --yes
    holds '[messages[] | select(.text | contains("<!subteam^S004AMER>"))] | length' 1
    ends 3 escalate region "$CASE" --region mars -m "who" --yes
}

@test "ack --takeover asks the channel once for each duty, without being asked for" {
    ends 0 ack "$CASE" --takeover frt
    EMERG_STATE=$BATS_TEST_TMPDIR/other ends 0 ack "$CASE" --takeover frt,sla || true
    ends 0 ack "$CASE" --takeover frt,sla
    holds '[messages[] | select(.text | contains("First Response Hawk"))] | length' 1
    holds '[messages[] | select(.text | contains("SLA Hawk"))] | length' 1
    ends 3 ack "$CASE" --takeover lunch
}

@test "ack --takeover: a Slack that is away does not stop the acknowledgement, and the duty is asked for later" {
    fault '{"service":"slack","times":0,"kind":"status","status":503}'
    EMERG_TIMEOUT=2s ends 8 ack "$CASE" --takeover frt
    holds 'incident.status' acknowledged
    control DELETE /faults
    ends 0 sync
    holds '[messages[] | select(.text | contains("First Response Hawk"))] | length' 1
}
