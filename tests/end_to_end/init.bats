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
