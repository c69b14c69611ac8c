#!/usr/bin/env bats
# An emergency outside of the hours that a customer is covered in (procedure.md B8): a warning, never a reason to refuse.
load helper

covered() {  # covered HOURS [MORE]: the customer of the case, in these hours only
    printf '%s\ncoverage: [{name: 12x5, hours: ["%s"], organisations: [Example Corp]%s}]\n' "$(cat "$(sandbox_says .config)")" "$1" "${2:-}" \
        >"$BATS_TEST_TMPDIR/config.yaml"
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/config.yaml
}

today() {  # today SPAN: the weekday then, by the sandbox's clock
    date -u -d "@$(($(date -d "$(state .now)" +%s) + $1))" +%a | tr '[:upper:]' '[:lower:]'
}

@test "outside of the hours, triage and contact warn and go on" {
    covered "$(today 259200) 00:00-24:00 UTC"
    ends 0 triage "$CASE" --outcome emergency --dry-run
    has "$stderr" "the page came outside of the hours of 12x5: "
    ends 0 contact "$CASE" --yes
    has "$stderr" "emerg contact $CASE --off-hours"
    same "$(public_comments)" 1
}

@test "within the hours, or with the field that lifts them, nothing is said" {
    covered "daily 00:00-24:00 UTC"
    ends 0 contact "$CASE" --dry-run
    [[ $stderr != *"outside of the hours"* ]]
    covered "$(today 259200) 00:00-24:00 UTC" ", unless_field: always_covered"
    ends 0 contact "$CASE" --dry-run
    has "$stderr" "outside of the hours of 12x5"
}

@test "--off-hours says that it is an exception; my manager follows; colleagues read why" {
    covered "$(today 259200) 00:00-24:00 UTC"
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --off-hours --yes
    has "$(state 'public_answers[0].body')" "you are not entitled"
    has "$(state 'public_answers[0].body')" "As an exception"
    has "$(state '[internal_notes[].body] | join("\n")')" "(12x5: "
    has "$(state '[internal_notes[].body] | join("\n")')" "My manager follows"
    same "$(state 'user("mel@example.com").id as $mel | [ticket.follower_ids[] | select(. == $mel)] | length')" 1
    ends 0 contact "$CASE" --off-hours --yes
    has "$stderr" "already contacted"
    same "$(public_comments)" 1
}

@test "a text of one's own must say it too" {
    ends 9 contact "$CASE" --off-hours -m 'We are on it; the next message by {{next_time}}.' --yes
    has "$stderr" "that they are not entitled to it"
    same "$(public_comments)" 0
}

@test "without a manager in the configuration nobody follows, and it says so" {
    EMERG_MANAGER="" ends 0 contact "$CASE" --off-hours --no-bridge --yes
    has "$stderr" "user.manager names nobody in Zendesk"
    [[ $(state '[internal_notes[].body] | join("\n")') != *"manager follows"* ]]
    same "$(state 'ticket.follower_ids | length')" 0
    same "$(state '[internal_notes[] | select(.body | contains("outside of the hours"))] | length')" 1
}

@test "hours that are none are a mistake with its line" {
    covered "whenever"
    ends 4 list
    has "$stderr" "line "
    has "$stderr" "hours"
}
