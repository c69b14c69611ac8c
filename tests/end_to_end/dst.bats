#!/usr/bin/env bats
# The scenario `dst`: shifts that begin by the clocks on the wall, around the nights on which these are moved.
load helper

setup_file() {
    sandbox_serve --scenario dst
}

shifts() {  # shifts SINCE UNTIL ROTATION: an entry a line
    ends 0 schedule show --rotation "$3" --since "$1" --until "$2" --json=user,start,end --jq '.[] | "\(.user.name) \(.start) \(.end)"'
}

@test "in spring a shift of Madrid begins an hour earlier in UTC, that of Los Angeles did so weeks before" {
    shifts 2026-03-28 2026-03-31 ceoc
    has "$output" "Francesca Conti 2026-03-28T08:00:00Z 2026-03-28T16:00:00Z"
    has "$output" "Francesca Conti 2026-03-29T07:00:00Z 2026-03-29T15:00:00Z"
    has "$output" "Ana Ortiz 2026-03-30T07:00:00Z"
    has "$output" "Bo Lindqvist 2026-03-29T12:00:00Z 2026-03-30T00:00:00Z"
}

@test "in autumn Europe and America change a week apart" {
    clock 5000h
    shifts 2026-10-24 2026-11-03 ceoc
    has "$output" "2026-10-24T07:00:00Z 2026-10-24T15:00:00Z"
    has "$output" "2026-10-25T08:00:00Z 2026-10-25T16:00:00Z"
    has "$output" "Bo Lindqvist 2026-10-31T12:00:00Z 2026-11-01T00:00:00Z"
    has "$output" "Bo Lindqvist 2026-11-01T13:00:00Z 2026-11-02T01:00:00Z"
}

@test "half an hour in Lord Howe, without a gap or an overlap" {
    shifts 2026-04-03 2026-04-07 manager
    has "$output" "2026-04-03T21:00:00Z 2026-04-04T21:30:00Z"
    has "$output" "2026-04-04T21:30:00Z 2026-04-05T21:30:00Z"
}
