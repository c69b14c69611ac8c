#!/usr/bin/env bats
load helper

update() {  # update [OPTIONS]: one that says all it has to
    ends 0 status "$CASE" --impact '502 for all' --done 'rolled back' --next 'we watch gitaly' "$@"
}

due() {  # when the next status update is, in minutes from now; empty: never
    local now
    now=$(answer_of GET /clock | jq -r '.now | sub("\\.[0-9]+"; "") | fromdate')
    emerg show "$CASE" --json=clocks | jq --argjson now "$now" \
        '.clocks[] | select(.name == "status update") | ((.due | fromdate) - $now) / 60 | round'
}

@test "an update has its shape, is told once, and promises the next" {
    ends 0 ack "$CASE"
    same "$(due)" ""
    update
    has "$(state 'replies[-1].text')" "*Impact:* 502 for all"
    has "$(state 'replies[-1].text')" "*Next update:* "
    has "$stderr" "the next update is promised by"
    EMERG_STATE=$BATS_TEST_TMPDIR/another update
    holds '[replies[] | select(.text | contains("Impact"))] | length' 1
    holds 'public_answers | length' 0
    [ "$(due)" -ge 28 ] && [ "$(due)" -le 31 ]
}

@test "the promise is what --by says, and the next update replaces it" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    customer_says 'We are here.'
    update --by 2h
    [ "$(due)" -ge 118 ] && [ "$(due)" -le 121 ]
    clock 40m
    ends 0 status "$CASE" -m 'No news yet' --by 20m
    [ "$(due)" -ge 18 ] && [ "$(due)" -le 21 ]
    clock 30m
    [ "$(due)" -lt 0 ]
    has "$(emerg next "$CASE")" "emerg status $CASE"
    ends 0 status "$CASE" -m 'No news yet'
    holds '[replies[] | select(.text | contains("No news yet"))] | length' 2
    ends 2 status "$CASE" -m 'No news yet' --by 2020-01-01T00:00:00Z
}

@test "--internal writes it into the ticket, and nowhere else" {
    ends 0 ack "$CASE"
    emerg status "$CASE" --internal -m - <<<'No news yet' 2>/dev/null
    echo 'No news yet' >"$BATS_TEST_TMPDIR/news"
    ends 0 status "$CASE" --internal --file "$BATS_TEST_TMPDIR/news"
    has "$(state 'internal_notes[-1].body')" "No news yet"
    has "$(state 'internal_notes[-1].body')" "Next update: "
    holds '[internal_notes[] | select(.body | contains("No news yet"))] | length' 1
    holds '[replies[] | select(.text | contains("No news yet"))] | length' 0
    holds 'public_answers | length' 0
}

@test "--executives tells the executives' channel" {
    ends 0 ack "$CASE"
    ends 4 status "$CASE" --executives -m 'No news yet'
    has "$stderr" "escalation.executives"
    export EMERG_ESCALATION_EXECUTIVES='#support_leadership'
    update --executives
    update --executives
    has "$(state '[.slack.channels[] | select(.name == "support_leadership") | .messages[].text] | join("|")')" "*Emergency of Example Corp, "
    same "$(state '[.slack.channels[] | select(.name == "support_leadership") | .messages[] | select(.text | contains("Impact"))] | length')" 1
    holds '[replies[] | select(.text | contains("Impact"))] | length' 0
    EMERG_ESCALATION_EXECUTIVES='#nowhere' ends 3 status "$CASE" --executives -m 'No news yet'
}

@test "an update that leaves something out is refused, and so is one without a thread" {
    ends 9 status "$CASE" -m 'No news yet'
    has "$stderr" "--internal"
    ends 0 ack "$CASE"
    ends 2 status "$CASE" --impact '502 for all' --next 'we watch'
    has "$stderr" "--done"
    ends 2 status "$CASE"
    holds 'replies | length' 0
}

@test "what has no place in Slack is refused, unless anyway; nothing pings" {
    ends 0 ack "$CASE"
    ends 9 status "$CASE" -m 'gitaly at 10.20.30.40 is slow'
    ends 0 status "$CASE" -m 'gitaly at 10.20.30.40 is slow' --anyway
    ends 0 status "$CASE" -m '<!channel> hello'
    has "$(state 'replies[-1].text')" "&lt;!channel&gt; hello"
}

@test "a dry run sends nothing" {
    ends 0 ack "$CASE"
    update --dry-run
    has "$output" "emerg_update"
    has "$output" "*Impact:* 502 for all"
    holds 'replies | length' 0
    same "$(due)" ""
}

@test "an update that is due is the next step, for next, list and prompt alike" {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 resolve "$CASE"
    ends 0 followup "$CASE" --joined
    ends 0 status "$CASE" -m 'No news yet' --by 20m
    ends 0 list --json
    same "$(jq -r '.[0].next | .step' <<<"$output")" handoff
    clock 21m
    ends 0 status "$CASE" --dry-run -m x
    for words in "next $CASE" list; do
        # shellcheck disable=SC2086  # Words.
        ends 0 $words --json
        same "$(jq -r '[.. | .step? // empty][0]' <<<"$output")" status
    done
    has "$(emerg prompt)" status
    ends 0 status "$CASE" -m 'Still no news' --by 1h
    ends 0 list --json
    same "$(jq -r '.[0].next | .step' <<<"$output")" handoff
    same "$(state '[ticket.tags[] | select(startswith("emerg_update_"))] | length')" 1
}
