#!/usr/bin/env bats
# What happened in a case, out of all services and the journal.
load helper

played() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 note "$CASE" "gitaly <b>timings</b> are high"
    customer_says 'It is **still** down'
}

@test "every service's part is there, in order, public ones marked" {
    played
    ends 0 timeline "$CASE" --json
    same "$(jq -r '[.[].source] | unique | join(" ")' <<<"$output")" "pagerduty slack zendesk"
    same "$(jq '. == sort_by(.at)' <<<"$output")" true
    same "$(jq -r '[.[] | select(.what == "acknowledge") | .who] | first' <<<"$output")" "Ana Ortiz"
    same "$(jq '[.[] | select(.what == "public comment" and .public and (.key | . != null and endswith("/contact/1")))] | length' <<<"$output")" 1
    same "$(jq '[.[] | select(.what == "change" and (.text | contains("owner: none → Ana Ortiz")))] | length' <<<"$output")" 1
    same "$(jq '[.[] | select(.what == "thread" and (.url | startswith("https://")))] | length' <<<"$output")" 1
    same "$(jq '[.[] | select(.source == "slack" and (.text | contains("gitaly <b>timings</b>")))] | length' <<<"$output")" 1
    same "$(jq '[.[] | select(.key | . != null and contains("/claim/"))] | length' <<<"$output")" 0
}

@test "it changes nothing, and takes as many requests as its help says" {
    played
    ends 0 timeline "$CASE" --json=at
    forget_requests
    ends 0 timeline "$CASE" --json=at
    same "$(requests '[.[] | select(.method != "GET")] | length')" 0
    same "$(requests '[.[] | select(.service == "pagerduty")] | length')" 3
    same "$(requests '[.[] | select(.service == "slack")] | length')" 2
}

@test "Markdown and the page show text as text; --file is written whole, for its owner" {
    played
    ends 0 timeline "$CASE" --format markdown
    has "$output" '\*\*still\*\*'
    has "$output" '(**the customer sees it**)'
    ends 0 timeline "$CASE" --format html --file "$BATS_TEST_TMPDIR/page.html"
    has "$(<"$BATS_TEST_TMPDIR/page.html")" '&lt;b&gt;timings'
    same "$(stat -c %a "$BATS_TEST_TMPDIR/page.html")" 600
    ends 0 timeline "$CASE" --format html --file "$BATS_TEST_TMPDIR/other.html" --dry-run
    [ ! -e "$BATS_TEST_TMPDIR/other.html" ]
}

@test "what waits in the journal is told" {
    ends 0 ack "$CASE"
    fault '{"service": "slack", "times": 0, "kind": "status", "status": 503}'
    EMERG_TIMEOUT=2s ends 8 contact "$CASE" --yes
    control DELETE /faults
    ends 0 timeline "$CASE" --json
    same "$(jq '[.[] | select(.source == "journal" and .what == "queued")] | length > 0' <<<"$output")" true
}

@test "a service that is away costs its part, and is told" {
    played
    fault '{"service": "slack", "times": 0, "kind": "status", "status": 503}'
    EMERG_TIMEOUT=2s ends 8 timeline "$CASE" --json
    same "$(jq -r '[.[].source] | unique | join(" ")' <<<"$output")" "pagerduty zendesk"
    has "$stderr" Slack
    control DELETE /faults
    fault '{"service": "zendesk", "times": 0, "kind": "status", "status": 503}'
    EMERG_TIMEOUT=2s ends 8 timeline "$CASE" --json
    same "$(jq '[.[] | select(.source == "pagerduty")] | length > 0' <<<"$output")" true
    has "$stderr" Zendesk
}

@test "misuse is refused" {
    ends 2 timeline "$CASE" "$CASE" --json
    ends 2 timeline "$CASE" --file x
    ends 2 timeline "$CASE" --format html --json
    ends 2 timeline "$CASE" --format pdf
    ends 3 timeline Q0NOSUCHCASE00
}
