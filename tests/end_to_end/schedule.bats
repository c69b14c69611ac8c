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

@test "a rotation may be the first level of an escalation policy" {
    sed 's/^    schedules:$/    escalation_policy: PPOL001/; /^      - "PSCH00.*"$/d; /^  - name: "manager"/,/UTC/s/PPOL001/PPOL002/' \
        "$EMERG_CONFIG" >"$BATS_TEST_TMPDIR/policies.yaml"
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/policies.yaml
    ends 0 schedule now --json
    same "$(jq -r 'map("\(.rotation) \(.schedule) \(.user.email)") | sort | join(", ")' <<<"$output")" \
        "ceoc PSCH001 ana@example.com, manager PSCH002 mel@example.com"
    ends 0 schedule show --rotation ceoc --json
    has "$output" francesca@example.com
    ends 0 schedule override take --rotation ceoc --at 7h --dry-run
    ends 0 doctor --json
    same "$(jq -r 'map(select(.check == "schedule of escalation policy PPOL001").verdict) | join(" ")' <<<"$output")" ok
    sed -i s/PPOL001/PPOL999/ "$EMERG_CONFIG"
    ends 3 schedule now --rotation ceoc
    has "$stderr" PPOL999
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

@test "now and next may be asked about another moment, and about the moment at which a case came" {
    start=$(emerg schedule now --rotation ceoc --json | jq -r '.[0].end')
    ends 0 schedule now --rotation ceoc --at "$start" --json
    same "$(jq -r '.[0] | [.user.email, .source, .left] | join(" ")' <<<"$output")" "francesca@example.com override 4h00m left"
    ends 0 schedule next --rotation ceoc --at "$start" --json
    same "$(jq -r '.[0] | [.user.email, .left] | join(" ")' <<<"$output")" "bo@example.com in 4h00m"
    ends 0 schedule now --rotation ceoc --at 7h --json
    same "$(jq -r '.[0].user.email' <<<"$output")" francesca@example.com
    for case in "$CASE" 'ZD#400123'; do
        ends 0 schedule now --rotation ceoc --at "$case" --json
        same "$(jq -r '.[0].user.email' <<<"$output")" ana@example.com
    done
}

@test "each shift says how long it lasts and what follows" {
    ends 0 schedule now --rotation ceoc --json
    has "$(jq -r '.[0].left' <<<"$output")" " left"
    same "$(jq -r '.[0].follows | [.user.id, .says] | join(" ")' <<<"$output")" "PFRA001 Francesca Conti"
    same "$(jq -r '.[0] | .follows.start == .end' <<<"$output")" true
}

@test "show tells everybody of every rotation in a stretch of time; mine only me" {
    ends 0 schedule show --until 12h --json
    same "$(jq -r 'map("\(.rotation) \(.user.id)") | unique | join(", ")' <<<"$output")" \
        "ceoc PANA001, ceoc PBOL001, ceoc PFRA001, manager PMEL001"
    ends 0 schedule show --rotation ceoc --since 7h --until 11h --json
    same "$(jq -r 'map([.user.id, .source] | join(" ")) | join(", ")' <<<"$output")" "PFRA001 override, PBOL001 layer"
    ends 0 schedule mine --rotation ceoc --since 30h --until 48h --json
    same "$(jq -r 'map(.user.id) | join(" ")' <<<"$output")" PANA001
}

@test "a long time is asked for in windows that PagerDuty renders, all schedules beside each other" {
    forget_requests
    ends 0 schedule show --since 2026-01-01 --until 2026-12-31 --json
    same "$(requests '[.[] | select(.path | test("^/schedules/PSCH001"))] | length')" 5
}

@test "a moment or stretch that makes no sense is refused before anybody is asked" {
    for words in "now --since 3h" "next --until 3h" "show --since 3h --until 2h" "show --at 3h --since 2h" "now --at yesterday"; do
        ends 2 schedule $words
    done
    ends 3 schedule now --at 'ZD#999999'
}
