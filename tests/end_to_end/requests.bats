#!/usr/bin/env bats
# Each command makes as many requests as its help and man page say: on a machine that has cached nothing, in the state in which it is used.
load helper

counted() {  # counted BEFORE WORDS: the requests of `emerg WORDS`, after the commands of BEFORE (separated by ;)
    local step
    control POST /reset
    EMERG_STATE=$BATS_TEST_TMPDIR/$RANDOM$RANDOM
    IFS=';' read -ra steps <<<"$1"
    for step in "${steps[@]}"; do
        case $step in
            clock*) clock "${step#clock }" ;;
            # shellcheck disable=SC2086  # Words.
            *) "$EMERG" $step --yes --quiet </dev/null >/dev/null 2>&1 ;;
        esac
    done
    EMERG_STATE=$BATS_TEST_TMPDIR/$RANDOM$RANDOM
    forget_requests
    eval "\"$EMERG\" $2 --yes --quiet" </dev/null >"$BATS_TEST_TMPDIR/said" 2>&1 || true
    requests '[{pagerduty: "PagerDuty", zendesk: "Zendesk", slack: "Slack"} | to_entries[] as {$key, $value} |
        ($all | map(select(.service == $key)) | length) as $count | select($count > 0) | "\($value) \($count)"] | join(", ")' 2>/dev/null
}

requests() {  # as in the helper, with all of them in $all
    answer_of GET /requests | jq -r ". as \$all | $1"
}

# The day of the test does not matter: on a weekend a person who is asked is paged at once, which takes the most requests.
setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    export EMERG_CALENDAR_WEEKEND=mon,tue,wed,thu,fri,sat,sun
}

@test "every command makes as many requests as its help says" {
    local verb before words said is status=0
    while IFS='|' read -r verb before words; do
        is=$(counted "$before" "$words")
        said=$("$EMERG" help "$verb" | sed -n 's/^Requests: \([^;]*\)\(;.*\)*$/\1/p')
        [ "$said" = "${is:-none}" ] && continue
        printf '%s: makes %s, its help says %s\n' "$verb" "${is:-none}" "${said:-nothing}"
        tail -3 "$BATS_TEST_TMPDIR/said"
        status=1
    done <<EOT
list||list
show||show $CASE
next||next $CASE
ack||ack $CASE
triage|ack $CASE|triage $CASE --outcome emergency
contact|ack $CASE|contact $CASE
resolve|ack $CASE;contact $CASE|resolve $CASE
followup|ack $CASE;contact $CASE;resolve $CASE;clock 16m|followup $CASE
bulk||bulk $CASE --incident incident-12345
call|ack $CASE;contact $CASE|call start $CASE
note|ack $CASE|note $CASE text
status|ack $CASE|status $CASE -m text
fetch||fetch $CASE
page|ack $CASE|page manager $CASE -m help
escalate|ack $CASE|escalate manager $CASE -m help
handoff|ack $CASE;contact $CASE|handoff $CASE -m briefing
close|ack $CASE;contact $CASE|close $CASE
schedule||schedule now --rotation ceoc
watch||watch --once
stuck||stuck
card||card saas
sync||sync
doctor||doctor
auth||auth check
init||init --dry-run
journal||journal
prompt||prompt
config||config show
schema||schema list
version||version
drill||drill list
completion||completion bash
help||help
EOT
    return "$status"
}
