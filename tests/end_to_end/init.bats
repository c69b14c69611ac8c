#!/usr/bin/env bats
# From nothing to a configuration: ids are found by name.

load helper

begin() {  # begin WORDS…: init, with tokens in the environment as on a machine without configuration
    own=$BATS_TEST_TMPDIR/new/config.yaml
    run --separate-stderr env EMERG_CONFIG="$own" EMERG_PAGERDUTY_URL="$(sandbox_says .pagerduty)" \
        EMERG_ZENDESK_URL="$(sandbox_says .zendesk)" EMERG_SLACK_URL="$(sandbox_says .slack)" EMERG_ZENDESK_EMAIL=ana@example.com \
        EMERG_PAGERDUTY_TOKEN="$(sandbox_says .tokens.pagerduty)" EMERG_ZENDESK_TOKEN="$(sandbox_says .tokens.zendesk)" \
        EMERG_SLACK_TOKEN="$(sandbox_says .tokens.slack)" "$EMERG" init "$@" </dev/null
}

@test "init finds ids by name and writes a file that works" {
    begin --service 'customer emergencies' --schedule CEOC --channel '#support_self-managed' --bridge https://zoom.example.com/j/1
    status_is 0
    grep -q 'PSVC001"  # Customer Emergencies' "$own"
    [ "$(stat -c %a "$own")" = 600 ]
    ! grep -q "$(sandbox_says .tokens.zendesk)" "$own"
    same "$(EMERG_CONFIG=$own emerg config get user.time_zone)" Europe/Madrid
    begin
    status_is 2
    has "$stderr" 'is there already'
    begin --force
    status_is 0
}

@test "a dry run prints it" {
    begin --dry-run --schedule CEOC
    status_is 0
    has "$output" 'PSCH001'
    [ ! -e "$own" ]
}

@test "for a program, the answer is a document that says whether it was written" {
    begin --dry-run --schedule CEOC --json
    status_is 0
    same "$(jq -r '[.path, .written, (.text | test("PSCH001"))] | map(tostring) | join(" ")' <<<"$output")" "$own false true"
    [ ! -e "$own" ]
    begin --json=path,written
    status_is 0
    same "$(jq -c . <<<"$output")" "{\"path\":\"$own\",\"written\":true}"
    [ -e "$own" ]
}

@test "--trace tells what was asked to find the ids" {
    begin --dry-run --schedule CEOC --trace "$BATS_TEST_TMPDIR/trace.har"
    status_is 0
    same "$(jq '.log.entries | map(.request.url) | any(test("/schedules"))' "$BATS_TEST_TMPDIR/trace.har")" true
    begin --dry-run --trace /no/such/folder/trace.har
    status_is 1
}

@test "what is not there, or not known, is named" {
    begin --service Nonsense
    status_is 3
    has "$stderr" "no 'Nonsense' among its services"
    begin --pagerduty-token plain-token
    status_is 2
    has "$stderr" 'must say where the token is'
    [[ $stderr != *plain-token* ]]
    EMERG_CONFIG=$BATS_TEST_TMPDIR/none.yaml ends 2 init
    has "$stderr" '--pagerduty-token'
}

answers() {  # answers LINES…: init on a terminal, which is given these lines; what it showed is $screen
    own=$BATS_TEST_TMPDIR/new/config.yaml
    printf '%s\n' "$@" | env EMERG_CONFIG="$own" EMERG_PAGERDUTY_URL="$(sandbox_says .pagerduty)" \
        EMERG_ZENDESK_URL="$(sandbox_says .zendesk)" EMERG_SLACK_URL="$(sandbox_says .slack)" \
        EMERG_PAGERDUTY_TOKEN="$(sandbox_says .tokens.pagerduty)" EMERG_ZENDESK_TOKEN="$(sandbox_says .tokens.zendesk)" \
        EMERG_SLACK_TOKEN="$(sandbox_says .tokens.slack)" \
        script -qec "$EMERG init $words; echo ended with \$?" "$BATS_TEST_TMPDIR/screen" >/dev/null 2>&1
    screen=$(tr -d '\r' <"$BATS_TEST_TMPDIR/screen")
}

@test "on a terminal it asks which are meant, and Enter takes what is likely" {
    command -v script >/dev/null || skip "there is no script(1) to make a terminal"
    words='' answers ana@example.com '' ceoc 2,1 1 https://zoom.example.com/j/1
    has "$screen" "ended with 0"
    has "$screen" '[Customer Emergencies]:'
    same "$(EMERG_CONFIG=$own emerg config get pagerduty.services)" PSVC001
    same "$(EMERG_CONFIG=$own emerg config get bridge.link)" https://zoom.example.com/j/1
    same "$(sed -n 's/.*channel: "#\([a-z_-]*\)".*/\1/p' "$own" | paste -sd ' ')" "support_gitlab-com support_self-managed"
    grep -qF '  - {handle: "ceoc", rotation: "ceoc"}' "$own"
    grep -qF 'schedules: ["PSCH001"]' "$own"
}

@test "what flags say is not asked for, and an answer that does not fit is asked for again" {
    command -v script >/dev/null || skip "there is no script(1) to make a terminal"
    words='--zendesk-email ana@example.com --schedule CEOC --group ceoc=ceoc --bridge https://zoom.example.com/j/1' answers Nonsense 3 -
    has "$screen" "That is none of them."
    has "$screen" "ended with 0"
    [[ $screen != *"Which schedules"* && $screen != *"Which Slack group"* ]]
    same "$(EMERG_CONFIG=$own emerg config get pagerduty.services)" PSVC003
    same "$(grep -c '^channels:' "$own")" 0
}

@test "a group follows a rotation that is made, and is there" {
    begin --schedule CEOC --group ceoc=ceoc
    status_is 0
    grep -qF '{handle: "ceoc", rotation: "ceoc"}' "$own"
    begin --force --group ceoc=ceoc
    status_is 2
    has "$stderr" "no rotation 'ceoc'"
    begin --force --schedule CEOC --group ceoc=nobody
    status_is 3
}
