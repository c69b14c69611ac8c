#!/usr/bin/env bats
load helper

in_call() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 call start "$CASE"
}

clocks() {
    emerg show "$CASE" --json=clocks | jq -c '[.clocks[].name]'
}

due_in() {  # due_in MINUTES CLOCK: nearly, by the services' time
    local now is
    now=$(answer_of GET /clock | jq -r '.now | sub("\\.[0-9]+"; "") | fromdate')
    is=$(emerg show "$CASE" --json=clocks | jq --arg name "$2" --argjson now "$now" \
        '.clocks[] | select(.name == $name) | ((.due | fromdate) - $now) / 60 | round')
    [ -n "$is" ] && [ $((is - $1)) -ge -2 ] && [ $((is - $1)) -le 2 ] && return 0
    echo "$2 is due in ${is:-no time}, expected $1"
    return 1
}

@test "a call that begins is on the ticket, and the thread is asked for a second person" {
    in_call
    holds 'ticket.tags | contains(["emerg_call_1"])' true
    has "$(state 'replies[-1].text')" "second person"
    has "$(state 'replies[-1].text')" "Break of 15m"
    has "$stderr" "a break of 15m is due at"
    has "$(clocks)" '"break","long call"'
    same "$(emerg next "$CASE" --json=state | jq -r .state)" "contacted"
    ends 0 resolve "$CASE"
    same "$(emerg next "$CASE" --json=state,command | jq -r '.state, .command' | paste -sd' ')" "in call emerg call end $CASE"
}

@test "who is alone on purpose asks nobody, and a call that runs is not begun again" {
    ends 0 ack "$CASE"
    ends 0 call start "$CASE" --alone
    holds '[replies[] | select(.text | contains("second person"))] | length' 0
    ends 0 call start "$CASE" --alone
    has "$stderr" "runs since"
    holds 'replies | length' 1
}

@test "a break tells when to rejoin, and restarts the clock" {
    in_call
    clock 85m
    due_in 5 break
    ends 0 call break "$CASE" --rejoin 20m
    has "$(state 'replies[-1].text')" "has a break until"
    holds 'public_answers | length' 1
    due_in 20 rejoin
    ends 0 call break "$CASE"
    has "$stderr" "is in its break until"
    clock 25m
    due_in 85 break
    due_in 70 'long call'
}

@test "the customer is told of a break, if they are to be" {
    in_call
    ends 0 call break "$CASE" --tell-customer --yes
    holds 'public_answers | length' 2
    has "$(state 'public_answers[-1].body')" "We go on at"
    ends 0 call break "$CASE" --tell-customer --yes
    holds 'public_answers | length' 2
}

@test "a break without a call, or in the past, is refused" {
    ends 0 ack "$CASE"
    ends 9 call break "$CASE"
    ends 0 call start "$CASE" --alone
    ends 2 call break "$CASE" --rejoin 2020-01-01T00:00:00Z
    ends 2 call break "$CASE" --rejoin soon
    ends 2 call "$CASE"
}

@test "after the call customer, colleagues and the next on call are told, once" {
    in_call
    for _ in 1 2; do
        ends 0 call end "$CASE" --yes --done 'The last change was rolled back.' --next 'We watch it for an hour.' --internal 'their admin is new'
    done
    holds 'public_answers | length' 2
    has "$(state 'public_answers[-1].body')" "rolled back"
    has "$(state 'public_answers[-1].body')" "watch it for an hour"
    has "$(state 'public_answers[-1].body')" "open a new emergency"
    has "$(state 'public_answers[-1].body')" "Francesca"
    holds 'public_answers[-1].body | contains("admin")' false
    has "$(state 'internal_notes[-1].body')" "their admin is new"
    has "$(state 'internal_notes[-1].body')" "/archives/"
    has "$(state 'replies[-1].text')" "<@UFRA001>"
    has "$(state 'replies[-1].text')" "rolled back"
    holds '[internal_notes[] | select(.body | contains("admin"))] | length' 1
    holds '[replies[] | select(.text | contains("is over"))] | length' 1
    holds 'ticket.tags | contains(["emerg_call_1_ended"])' true
    same "$(clocks | grep -c break)" 0
    ends 0 call start "$CASE" --alone
    holds 'ticket.tags | contains(["emerg_call_2"])' true
}

@test "notes after a call come from the macro, and must say what they have to" {
    in_call
    ends 0 call end "$CASE" --yes --macro 'Support::Customer Calls::Call completed - Summary'
    has "$(state 'public_answers[-1].body')" "Summary of our call"
    control POST /reset
    rm -rf "$EMERG_STATE"
    in_call
    ends 9 call end "$CASE" --yes --macro 'Support::Customer Calls::Offer a call'
    has "$stderr" "next steps"
    ends 3 call end "$CASE" --yes --macro 'No such macro'
    ends 2 call end "$CASE" --yes
    ends 2 call end "$CASE" --yes --done 'all'
    holds 'public_answers | length' 1
    EMERG_CALL_MACRO='Support::Customer Calls::Call completed - Summary' ends 0 call end "$CASE" --yes
    has "$(state 'public_answers[-1].body')" "Summary of our call"
}

@test "a Zoom meeting that was made for the case is ended" {
    export EMERG_BRIDGE_LINK=""
    in_call
    holds '.zoom.meetings | length' 1
    ends 0 call end "$CASE" --yes --done so --next more
    holds '.zoom.meetings | length' 0
    same "$(emerg show "$CASE" --json=bridge | jq -r .bridge)" null
}

@test "a dry run of each shows what it would do, and does nothing" {
    ends 0 ack "$CASE"
    ends 0 call start "$CASE" --dry-run
    has "$output" "emerg_call_1"
    ends 0 call end "$CASE" --dry-run --done so --next more
    has "$output" "emerg_call_1_ended"
    holds 'ticket.tags | contains(["emerg_call_1"])' false
    holds 'public_answers | length' 0
}
