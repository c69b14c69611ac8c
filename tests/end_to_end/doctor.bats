#!/usr/bin/env bats
# Is everything set up? A row for each thing that was looked at.

load helper

verdict_of() {  # verdict_of CHECK: in $output
    jq -r --arg check "$1" '.[] | select(.check == $check) | .verdict' <<<"$output"
}

@test "in the sandbox all is well, and nothing is changed" {
    forget_requests
    ends 0 doctor --smoke --json
    same "$(jq -r 'map(select(.verdict == "fail")) | length' <<<"$output")" 0
    for check in pagerduty zendesk slack identity 'slack scopes' 'zendesk role' templates 'smoke list' 'smoke show'; do
        same "$check $(verdict_of "$check")" "$check ok"
    done
    same "$(requests 'map(select(.method != "GET")) | length')" 0
}

@test "each row that is not well says what to do" {
    ends 0 doctor --json
    same "$(jq -r 'map(select(.verdict != "ok" and .hint == "")) | length' <<<"$output")" 0
    has "$(EMERG_FORCE_TTY=160 emerg doctor)" CHECK
}

@test "a token that is refused, or not there, is 4 and named" {
    EMERG_PAGERDUTY_TOKEN=wrong ends 4 doctor --json
    same "$(verdict_of pagerduty)" ok
    same "$(verdict_of 'pagerduty token')" fail
    same "$(verdict_of zendesk)" ok
    EMERG_ZENDESK_TOKEN='' ends 4 doctor --json
    same "$(verdict_of zendesk)" fail
    EMERG_SLACK_TOKEN='' ends 0 doctor --json
    same "$(verdict_of slack)" warn
}

@test "an answer that does not say whose the token is is a failure, and what hangs on it is told" {
    fault '{"service":"pagerduty","match":"GET /users/me","times":0,"kind":"status","status":200,"body":"{}"}'
    ends 7 doctor --json
    same "$(verdict_of 'pagerduty token')" fail
    same "$(jq -r '[.[] | select(.check | startswith("schedule ")) | .verdict] | unique | join(" ")' <<<"$output")" warn
    ends 7 auth check --json
    same "$(jq -r '.[] | select(.service == "pagerduty") | [.verdict, .account] | map(tostring) | join(" ")' <<<"$output")" "fail null"
}

checks() {  # the names of the rows in $output
    jq -r '[.[].check | select(startswith("template") | not)] | sort | join(",")' <<<"$output"
}

@test "a check that could not be made has a row all the same" {
    ends 0 doctor --smoke --shift --json
    local whole
    whole=$(checks)
    EMERG_PAGERDUTY_URL=http://127.0.0.1:1 EMERG_SLACK_TOKEN='' ends 6 doctor --smoke --shift --json --timeout 1s
    same "$(checks)" "$whole"
    same "$(jq -r 'map(select(.verdict != "ok" and .hint == "")) | length' <<<"$output")" 0
    EMERG_PAGERDUTY_URL=http://127.0.0.1:1 ends 6 doctor --smoke --write --yes --json --timeout 1s
    has "$(row emergency)" warn
}

@test "another person's token is found out" {
    EMERG_ZENDESK_EMAIL=francesca@example.com EMERG_ZENDESK_TOKEN=zendesk-sandbox-token-0002 ends 4 doctor --json
    same "$(verdict_of identity)" fail
    has "$output" 'Zendesk says francesca@example.com'
}

@test "a service that fails is 7, one that is not reached 6" {
    fault '{"service":"zendesk","times":0,"kind":"status","status":503}'
    ends 7 doctor --json --timeout 1s
    same "$(verdict_of pagerduty)" ok
    control POST /reset
    EMERG_ZENDESK_URL=http://127.0.0.1:1 ends 6 doctor --json --timeout 1s
    same "$(verdict_of zendesk)" fail
}

@test "a malformed message and an unknown channel are configuration" {
    sed 's/#support_gitlab-com/#nowhere/' "$EMERG_CONFIG" >"$BATS_TEST_TMPDIR/config.yaml"
    printf 'messages: {contact: "Hello {{requestr}}"}\n' >>"$BATS_TEST_TMPDIR/config.yaml"
    EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml ends 4 doctor --json
    same "$(verdict_of 'template contact')" fail
    same "$(verdict_of 'channel #nowhere')" fail
}

@test "auth check tells where each token is from, whose it is and what it may do" {
    ends 0 auth check --json
    same "$(jq -r 'map(.verdict) | unique | join(" ")' <<<"$output")" ok
    same "$(jq -r '.[] | select(.service == "zendesk") | [.account, .may] | join(" ")' <<<"$output")" "ana@example.com agent"
    has "$(jq -r '.[] | select(.service == "slack") | .may' <<<"$output")" chat:write
    [[ $output != *$(sandbox_says .tokens.zendesk)* ]]
    EMERG_PAGERDUTY_TOKEN=wrong ends 4 auth check --json
    same "$(jq -r '.[] | select(.service == "pagerduty") | [.verdict, .source] | join(" ")' <<<"$output")" "fail EMERG_PAGERDUTY_TOKEN"
    [[ $output$stderr != *wrong* ]]
}

row() {  # row CHECK: verdict and what is told, in $output
    jq -r --arg check "smoke $1" '.[] | select(.check == $check) | "\(.verdict) \(.told)"' <<<"$output"
}

smoke_tickets() {  # how those of the smoke test stand
    state '[.zendesk.tickets[] | select(.tags | index("emerg_smoke")) | .status] | unique | join(" ")'
}

@test "--smoke --write plays a whole emergency, and leaves no message, a solved ticket and a resolved page" {
    before=$(state 'messages | length')
    ends 0 doctor --smoke --write --yes --json
    for step in ack contact note resolve close stage; do
        has "$(row "$step")" ok
    done
    same "$(state 'messages | length')" "$before"
    same "$(state '[.pagerduty.incidents[] | select(.service.id == "PSVC002") | .status] | join(" ")')" resolved
    same "$(state 'incident.status')" triggered
}

@test "what fails is told by its command, and it is cleaned up; what fails as a whole ends the play" {
    before=$(state 'messages | length')
    fault '{"service":"zendesk","match":"PUT /api/v2/tickets/*","times":1,"kind":"status","status":403}'
    ends 1 doctor --smoke --write --yes --json
    has "$(row ack)" 'fail Zendesk'
    has "$(row contact)" ok
    same "$(state 'messages | length')" "$before"
    fault '{"service":"pagerduty","match":"POST /incidents","times":1,"kind":"status","status":403}'
    ends 4 doctor --smoke --write --yes --json
    has "$(row 'open page')" fail
    same "$(row ack)" ''
    same "$(smoke_tickets)" solved
    same "$(state 'messages | length')" "$before"
    same "$(state '[.pagerduty.incidents[] | select(.service.id == "PSVC002") | .status] | join(" ")')" resolved
}

@test "a ticket or a page whose answer was lost is found, and cleaned up like any other" {
    fault '{"service":"zendesk","match":"POST /api/v2/tickets*","times":1,"kind":"reset_after"}'
    ends 11 doctor --smoke --write --yes --json
    same "$(smoke_tickets)" solved
    control POST /reset
    fault '{"service":"pagerduty","match":"POST /incidents","times":1,"kind":"reset_after"}'
    ends 11 doctor --smoke --write --yes --json
    same "$(smoke_tickets)" solved
    same "$(state '[.pagerduty.incidents[] | select(.service.id == "PSVC002") | .status] | join(" ")')" resolved
}

@test "--write is asked for, needs its service and --smoke, and a dry run only tells" {
    forget_requests
    EMERG_SMOKE_SERVICE='' ends 4 doctor --smoke --write --yes --json
    ends 2 doctor --smoke --write --json
    ends 2 doctor --write --json
    ends 0 doctor --smoke --write --dry-run --json
    has "$(row emergency)" 'not played'
    same "$(requests 'map(select(.method != "GET")) | length')" 0
}

@test "before a shift: when it is, what wakes me, what is open, what only I can do; nothing is changed" {
    forget_requests
    ends 0 doctor --shift --json
    same "$(verdict_of shift)" ok
    has "$output" "on call now, ceoc, until"
    same "$(verdict_of page)" ok
    same "$(verdict_of 'open emergencies')" warn
    has "$output" "emerg page ana@example.com -m 'Test page'"
    has "$output" vCard
    has "$output" links.customer_events
    same "$(requests 'map(select(.method != "GET")) | length')" 0
    ends 0 doctor --json
    same "$(verdict_of 'test page')" ""
}
