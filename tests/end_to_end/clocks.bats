#!/usr/bin/env bats
# The machine's clock is wrong by hours, in either direction: deadlines are the services'.
load helper

setup_file() {
    true
}

teardown() {
    kill "$SANDBOX_PID"
    wait "$SANDBOX_PID" 2>/dev/null || true
}

teardown_file() {
    true
}

setup() {
    export HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
}

services_are() {  # services_are SPAN: of this machine's clock, like "3 hours ago"
    { date -u -d "$1" '+now: "%Y-%m-%dT%H:%M:%SZ"'; grep -v '^now:' "$here/../../apps/sandbox/scenarios/base.yaml"; } >"$BATS_TEST_TMPDIR/scenario.yaml"
    BATS_FILE_TMPDIR=$BATS_TEST_TMPDIR sandbox_serve --scenario "$BATS_TEST_TMPDIR/scenario.yaml"
    export EMERG_STATE=$BATS_TEST_TMPDIR/state
}

an_emergency_by_the_services_clock() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 10 followup --due --yes --exit-code
    holds 'public_answers | length' 1
    clock 16m
    ends 0 followup --due --yes --exit-code
    holds 'public_answers | length' 2
    clock 16m
    ends 0 followup "$CASE" --yes
    holds 'public_answers | length' 3
    holds 'ticket.priority' high
}

@test "a machine three hours ahead of the services follows up in time, and is told" {
    services_are '3 hours ago'
    an_emergency_by_the_services_clock
    ends 0 list
    has "$stderr" "ahead of the services'"
}

@test "a machine three hours behind the services follows up in time, and is told" {
    services_are '3 hours'
    an_emergency_by_the_services_clock
    ends 0 list
    has "$stderr" "behind the services'"
}

@test "a clock that is nearly right is not worth a word" {
    services_are '1 minute'
    ends 0 list
    same "$stderr" ''
}
