#!/usr/bin/env bats
load helper

@test "now, next and mine, with zones" {
    [ "$(emerg schedule now --rotation ceoc --json | jq -r '.[0].user.email')" = ana@example.com ]
    next=$(emerg schedule next --rotation ceoc --json)
    [ "$(jq -r '.[0].source' <<< "$next")" = override ]
    [[ $(jq -r '.[0].start' <<< "$next") == *Z ]]
    emerg schedule mine --json | jq -e '[.[].user.email] | unique == ["ana@example.com"]'
    [[ $(emerg schedule now --rotation ceoc --tz America/New_York --json | jq -r '.[0].local.start') == *E[SD]T ]]
}

@test "an unknown rotation and an unknown zone are told apart" {
    run emerg schedule now --rotation ceco
    status_is 3
    [[ $output == *"did you mean ceoc"* ]]
    run emerg schedule now --tz Mars
    status_is 2
}

@test "schedule now says who is on call in each rotation" {
    ends 0 schedule now --json
    same "$(jq -r 'map("\(.rotation) \(.user.email)") | sort | join(", ")' <<<"$output")" \
        "ceoc ana@example.com, manager mel@example.com"
}

@test "schedule next applies overrides" {
    ends 0 schedule next --rotation ceoc --json
    same "$(jq -r '.[0].user.email' <<<"$output")" francesca@example.com
}

@test "schedule mine lists my shifts in order" {
    ends 0 schedule mine --rotation ceoc --json
    same "$(jq -r 'map(.user.email) | unique | join(" ")' <<<"$output")" ana@example.com
    same "$(jq -r '(map(.start) | sort) == map(.start) and length > 1' <<<"$output")" true
}

@test "times are in my zone, the rotation's and UTC" {
    ends 0 schedule now --rotation ceoc --json
    has "$(jq -r '.[0].start' <<<"$output")" Z
    has "$(jq -r '.[0].there.start' <<<"$output")" UTC
    has "$(jq -r '.[0].local.start' <<<"$output")" CE
}

@test "on a machine whose clock is years off the rotations are those of the services' time" {
    { echo 'now: "2031-03-30T00:50:00Z"'; grep -v '^now:' "$here/../../apps/sandbox/scenarios/base.yaml"; } >"$BATS_TEST_TMPDIR/years.yaml"
    same "$("$EMERG" sandbox exec --scenario "$BATS_TEST_TMPDIR/years.yaml" -- "$EMERG" schedule now --rotation ceoc --json |
        jq -r '.[0].user.email')" ana@example.com
    "$EMERG" sandbox exec --scenario "$BATS_TEST_TMPDIR/years.yaml" -- "$EMERG" list -v 2>"$BATS_TEST_TMPDIR/trace" >/dev/null
    ! grep -E '\(-|[0-9]{6} ms' "$BATS_TEST_TMPDIR/trace"
}
