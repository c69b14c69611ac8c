#!/usr/bin/env bats
load helper

# A sandbox of its own for each scene: schedules as the scene sets them up, at a moment that it chooses.
audited() {  # audited NOW WORDS… < SCENARIO: $output and $stderr of emerg schedule WORDS…
    local now=$1 file=$BATS_TEST_TMPDIR/scenario.yaml
    shift
    { printf 'like: base\nnow: "%s"\n' "$now"; cat; } >"$file"
    run --separate-stderr "$EMERG" sandbox exec --scenario "$file" -- "$EMERG" schedule "$@"
}

federal_in() {  # federal_in ZONE-OF-SCHEDULE ENTRIES…: one rotation, 05:00-17:00 Pacific
    cat <<END
config:
  rotations:
    - {name: gov, schedules: [PSCH020], time_zone: America/Los_Angeles, coverage: [{shift: day, hours: "daily 05:00-17:00"}]}
schedules:
  - id: PSCH020
    name: Federal
    time_zone: $1
    entries:
END
    shift
    printf '      - %s\n' "$@"
}

by_clocks() {  # Ana from 6 to 11 March 2026, by the clocks of Los Angeles
    federal_in "$1" '{user: ana@example.com, from: "2026-03-06T13:00:00Z", to: "2026-03-07T01:00:00Z"}' \
        '{user: ana@example.com, from: "2026-03-07T13:00:00Z", to: "2026-03-08T01:00:00Z"}' \
        '{user: ana@example.com, from: "2026-03-08T12:00:00Z", to: "2026-03-09T00:00:00Z"}' \
        '{user: ana@example.com, from: "2026-03-09T12:00:00Z", to: "2026-03-10T00:00:00Z"}'
}

@test "a schedule as promised has no findings, also where the clocks change" {
    audited 2026-03-06T13:00:00Z audit --until 2026-03-10T00:00:00Z --json < <(by_clocks America/Los_Angeles)
    status_is 0
    same "$output" "[]"
}

@test "a gap of one second is found, in UTC, with the place where it is filled" {
    audited 2026-03-06T13:00:00Z audit --until 2026-03-10T00:00:00Z --json < \
        <(by_clocks America/Los_Angeles | sed 's/from: "2026-03-08T12:00:00Z"/from: "2026-03-08T12:00:01Z"/')
    status_is 9
    same "$(jq -c 'map([.kind, .rotation, .start, .end])' <<<"$output")" \
        '[["gap","gov","2026-03-08T12:00:00Z","2026-03-08T12:00:01Z"]]'
    has "$(jq -r '.[0].hint' <<<"$output")" "pagerduty.com/schedules/PSCH020"
}

@test "shifts that follow UTC leave a hole when the clocks change; the schedule's zone is named" {
    shifts=$(for day in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16; do
        printf '{user: ana@example.com, from: "2026-03-%sT13:00:00Z", to: "2026-03-%02dT01:00:00Z"}\n' "$day" "$((10#$day + 1))"
    done)
    mapfile -t shifts <<<"$shifts"
    audited 2026-03-06T13:00:00Z audit --until 2026-03-10T00:00:00Z --json < <(federal_in UTC "${shifts[@]}")
    status_is 9
    same "$(jq -r 'map(.kind) | unique | join(" ")' <<<"$output")" "gap moved-by-clocks other-zone"
    has "$(jq -r '.[] | select(.kind == "moved-by-clocks").says' <<<"$output")" "05:00 PST becomes 06:00 PDT"
}

@test "two at once, an override that ends inside a shift, people in two rotations, policies and phones" {
    audited 2026-03-10T00:00:00Z audit --until 2026-03-11T00:00:00Z --json <<'END'
config:
  rotations:
    - {name: ceoc, schedules: [PSCH001, PSCH002], coverage: [daily 00:00-24:00], longest_duty: 12h}
    - {name: manager, schedules: [PSCH010], coverage: [daily 00:00-24:00]}
users:
  - {name: Ana Ortiz, email: ana@example.com, me: true, pagerduty: PANA001, zendesk: 9001, slack: UANA001}
  - {name: Bo Lindqvist, email: bo@example.com, pagerduty: PBOL001, contact: [email]}
  - {name: Mel Tanaka, email: mel@example.com, pagerduty: PMEL001, rings: [email]}
escalation_policies:
  - {id: PPOL001, name: Customer Emergencies, levels: [{schedules: [PSCH001]}, {schedules: [PSCH099]}]}
schedules:
  - {id: PSCH001, name: East, entries: [{user: ana@example.com, from: "2026-03-09T12:00:00Z", to: "2026-03-10T12:00:00Z"}],
     overrides: [{user: mel@example.com, from: "2026-03-10T02:00:00Z", to: "2026-03-10T04:00:00Z"}]}
  - {id: PSCH002, name: West, entries: [{user: bo@example.com, from: "2026-03-10T11:00:00Z", to: "2026-03-11T11:00:00Z"}]}
  - {id: PSCH010, name: Managers, entries: [{user: mel@example.com, from: "2026-03-09T00:00:00Z", to: "2026-03-12T00:00:00Z"}]}
  - {id: PSCH099, name: Nobody}
pages: []
tickets: []
channels: []
usergroups: []
END
    status_is 9
    same "$(jq -r 'map(.kind) | unique | join(" ")' <<<"$output")" \
        "empty-level long-duty overlap override-ends-inside two-rotations unreachable"
    same "$(jq -c '.[] | select(.kind == "overlap") | [.start, .end]' <<<"$output")" '["2026-03-10T11:00:00Z","2026-03-10T12:00:00Z"]'
    same "$(jq -r '[.[] | select(.kind == "unreachable").user.id] | unique | join(" ")' <<<"$output")" "PBOL001 PMEL001"
    same "$(jq -c '.[] | select(.kind == "override-ends-inside") | [.start, .end]' <<<"$output")" '["2026-03-10T04:00:00Z","2026-03-10T12:00:00Z"]'
    same "$(jq -r 'map(select(.hint == "")) | length' <<<"$output")" 0
}

@test "an audit asks once for each schedule, policy and person" {
    forget_requests
    ends 9 schedule audit --json
    same "$(jq -r 'map(.kind) | join(" ")' <<<"$output")" override-ends-inside
    has "$(jq -r '.[0].hint' <<<"$output")" "override give --rotation ceoc --person bo@example.com --from "
    has "$stderr" "the rotation ceoc has no coverage"
    same "$(requests 'map("\(.method) \(.path | sub("\\?.*"; ""))") | (length == (unique | length))')" true
}

@test "the chart has a bar for each person, where now is, and nobody where nobody is" {
    audited 2026-03-06T13:30:00Z show --chart week < <(by_clocks America/Los_Angeles | sed '/2026-03-07T13/d')
    status_is 0
    has "$output" "Ana Ortiz"
    has "$output" "█"
    has "$output" "▼"
    has "$output" "NOBODY"
    has "$output" "! nobody Sat 07 Mar 14:00 CET to Sun 08 Mar 02:00 CET (12h"
    audited 2026-03-06T13:30:00Z show --chart month --tz America/Los_Angeles < <(by_clocks America/Los_Angeles)
    status_is 0
    [ "$(grep -v 'nobody\|layers' <<<"$output" | jq -R length | sort -n | tail -n 1)" -le 90 ]
}

@test "what makes no sense is refused" {
    ends 2 schedule show --chart week --json
    ends 2 schedule now --chart week
    ends 2 schedule audit --at 3h
    ends 2 schedule audit --since 3h --until 2h
    ends 3 schedule audit --rotation ceco
}
