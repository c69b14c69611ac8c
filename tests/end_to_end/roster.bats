#!/usr/bin/env bats
load helper

calendars=$here/../calendar/scenario.yaml  # Nights in which clocks are changed.

on_call() {  # on_call HOURS: who has the rotation ceoc so many hours from now, by PagerDuty itself
    local since until
    since=$(date -u -d "@$(($(date +%s) + $1 * 3600))" +%FT%TZ)
    until=$(date -u -d "@$(($(date +%s) + $1 * 3600 + 60))" +%FT%TZ)
    curl -sS --noproxy '*' -H "Authorization: Token token=pd-sandbox-token-0001" \
        "$(sandbox_says .pagerduty)/schedules/PSCH001?since=$since&until=$until" |
        jq -r '.schedule.final_schedule.rendered_schedule_entries | map(.user.summary) | join(",")'
}

overrides() {
    state '[.pagerduty.schedules[].overrides[]] | length'
}

posts() {
    requests '[.[] | select(.method != "GET")] | length'
}

# export

@test "a calendar of everybody, of one rotation, of me" {
    ends 0 schedule export --format ical
    same "$(grep -c BEGIN:VEVENT <<<"$output")" 11
    has "$output" "TRANSP:TRANSPARENT"
    ends 0 schedule export --format ical --rotation manager
    same "$(grep -c BEGIN:VEVENT <<<"$output")" 1
    ends 0 schedule export --format ical --person me
    same "$(grep -o 'SUMMARY:.*' <<<"$output" | tr -d '\r' | sort -u)" "SUMMARY:ceoc: Ana Ortiz"
}

@test "a year takes as few requests as the service's windows allow, and nothing is said of it into a pipe" {
    forget_requests
    ends 0 schedule export --format ical --rotation ceoc
    same "$stderr" ""
    same "$(requests '[.[] | select(.path | startswith("/schedules"))] | length')" 5
    forget_requests
    ends 0 schedule export --format ical --rotation ceoc --months 2
    same "$(requests '[.[] | select(.path | startswith("/schedules"))] | length')" 1
}

@test "a calendar in a file changes only where a shift does; what is no more is cancelled" {
    local file=$BATS_TEST_TMPDIR/duty.ics
    ends 0 schedule export --format ical --rotation ceoc --file "$file"
    cp "$file" "$file.before"
    clock 5m
    ends 0 schedule export --format ical --rotation ceoc --file "$file"
    cmp "$file" "$file.before"
    ends 0 schedule override give --rotation ceoc --at 23h --to bo@example.com --yes
    ends 0 schedule export --format ical --rotation ceoc --file "$file"
    same "$(diff <(grep ^UID "$file" | sort) <(grep ^UID "$file.before" | sort) | grep -c '^<')" 0
    has "$(cat "$file")" "STATUS:CANCELLED"  # Bo's next shift begins earlier: it goes on from the given one.
}

@test "hours for pay are those of the rotation's zone, on the day with 25 of them too" {
    local emerg=$EMERG
    run --separate-stderr "$EMERG" sandbox exec --scenario "$calendars" -- "$emerg" schedule export --format csv \
        --rotation manager --since 2026-11-01 --until 2026-11-02
    same "$(tr -d '\r' <<<"$output")" "month,rotation,person,email,weekday_hours,weekend_hours,holiday_hours,hours
2026-11,manager,Bo Lindqvist,bo@example.com,0.0,22.5,0.0,22.5
2026-11,manager,Mel Tanaka,mel@example.com,0.0,2.5,0.0,2.5"
    run --separate-stderr "$EMERG" sandbox exec --scenario "$calendars" -- "$emerg" schedule export --format csv \
        --rotation ceoc --since 2026-10-24 --until 2026-10-26 --json=person,hours
    same "$(jq -c 'map([.person, .hours])' <<<"$output")" \
        '[["Ana Ortiz",18.5],["Bo Lindqvist",1],["Francesca Conti",3.5],["Mel Tanaka",4]]'
}

@test "a name is no formula in a spreadsheet, and no markup in a page" {
    sed -e "s|Bo Lindqvist|'=HYPERLINK(\"http://x\");<b>Bo</b>'|" "$here/../../apps/sandbox/scenarios/base.yaml" >"$BATS_TEST_TMPDIR/names.yaml"
    run --separate-stderr "$EMERG" sandbox exec --scenario "$BATS_TEST_TMPDIR/names.yaml" -- "$EMERG" schedule export \
        --format csv --rotation ceoc --since 8h --until 14h
    has "$output" "\"'=HYPERLINK(\"\"http://x\"\");<b>Bo</b>\""
    run --separate-stderr "$EMERG" sandbox exec --scenario "$BATS_TEST_TMPDIR/names.yaml" -- "$EMERG" schedule export --format html
    [[ $output != *"<b>Bo"* ]]
    has "$output" "&lt;b&gt;Bo&lt;/b&gt;"
}

@test "the page is written whole or not at all" {
    local folder=$BATS_TEST_TMPDIR/www
    mkdir "$folder"
    ends 0 schedule export --format html --file "$folder/duty.html" --json
    same "$(jq -r '.format' <<<"$output")" html
    has "$(cat "$folder/duty.html")" "</html>"
    chmod 640 "$folder/duty.html"
    ends 0 schedule export --format html --file "$folder/duty.html"
    same "$(stat -c %a "$folder/duty.html")" 640
    cp "$folder/duty.html" "$BATS_TEST_TMPDIR/before.html"
    fault '{"service":"pagerduty","match":"GET /schedules/PSCH002*","times":0,"kind":"status","status":404}'
    ends 3 schedule export --format html --file "$folder/duty.html"
    cmp "$folder/duty.html" "$BATS_TEST_TMPDIR/before.html"
    control DELETE /faults
    ends 1 schedule export --format html --file "$folder/none/duty.html"
    ends 0 schedule export --format html --file "$folder/other.html" --dry-run
    same "$(ls -A "$folder")" duty.html
}

@test "what makes no sense of an export is told" {
    ends 2 schedule export
    ends 2 schedule export --format pdf
    ends 2 schedule export --format html --person me
    ends 2 schedule export --format ical --since 2026-10-01
    ends 2 schedule export --format ical --json
    ends 2 schedule export --format csv --since 2026-10-02 --until 2026-10-01
    ends 3 schedule export --format ical --person nobody@example.com
    ends 3 schedule export --format ical --rotation ceco
    has "$stderr" "did you mean ceoc"
}

# override

@test "I take a shift: shown first, done once, recognised afterwards" {
    same "$(on_call 7)" "Francesca Conti"
    forget_requests
    ends 0 schedule override take --rotation ceoc --at 7h --dry-run
    has "$stderr" "Ana Ortiz (in place of Francesca Conti)"
    has "$output" "POST "
    ends 2 schedule override take --rotation ceoc --at 7h
    has "$stderr" "Ana Ortiz (in place of Francesca Conti)"
    same "$(posts)" 0
    ends 0 schedule override take --rotation ceoc --at 7h --yes
    same "$(on_call 7)" "Ana Ortiz"
    ends 0 schedule override take --rotation ceoc --at 7h --yes --json
    same "$(jq -r '.steps | length' <<<"$output")" 0
    has "$(jq -r '.remarks[0]' <<<"$output")" "already so"
    same "$(posts)" 1
}

@test "a stretch is taken from whoever has it, and no longer than somebody does" {
    ends 0 schedule override take --rotation ceoc --from 9h --until 16h --yes
    same "$(on_call 9),$(on_call 11),$(on_call 15)" "Ana Ortiz,Ana Ortiz,Ana Ortiz"
    ends 9 schedule override take --rotation ceoc --from 60h --until 100h --yes
    has "$stderr" "nobody is on call in ceoc from"
}

@test "given and given back, the last word counts" {
    local n
    for n in 1 2; do
        ends 0 schedule override give --rotation ceoc --at 23h --to bo@example.com --yes
        same "$(on_call 23)" "Bo Lindqvist"
        ends 0 schedule override give --rotation ceoc --at 23h --person bo@example.com --to ana@example.com --yes
        same "$(on_call 23)" "Ana Ortiz"
    done
}

@test "what is impossible is refused, and why" {
    ends 9 schedule override give --rotation ceoc --at 7h --to bo@example.com --yes
    has "$stderr" "Francesca Conti is on call in ceoc"
    ends 9 schedule override give --rotation ceoc --at 1h --to ana@example.com --yes
    ends 9 schedule override take --rotation ceoc --from 2020-01-01 --until 2020-01-02 --yes
    has "$stderr" "is past"
    ends 9 schedule override take --rotation ceoc --at 500h --yes
    ends 9 schedule override take --rotation ceoc --from 1h --until 2400h --yes
    ends 3 schedule override give --rotation ceoc --at 1h --to nobody@example.com --yes
    ends 2 schedule override give --rotation ceoc --at 1h
    ends 2 schedule override take --rotation ceoc --from 1h
    ends 2 schedule override take --rotation ceoc --at soon
    ends 2 schedule override lend --rotation ceoc --at 1h
    ends 2 schedule now soon
    same "$(overrides)" 1
}

@test "two exchange two shifts" {
    ends 0 schedule override swap --rotation ceoc --at 23h --to bo@example.com --for 31h --yes
    same "$(on_call 23),$(on_call 31)" "Bo Lindqvist,Ana Ortiz"
    forget_requests
    ends 0 schedule override swap --rotation ceoc --at 23h --to bo@example.com --for 31h --yes
    same "$(posts)" 0
}

@test "a swap whose second half is refused within a 201 is as if it had not been" {
    fault '{"service":"pagerduty","match":"POST /schedules/*","nth":2,"times":0,"kind":"status","status":201,
            "headers":{"Content-Type":"application/json"},"body":"[{\"status\":400,\"errors\":[\"User does not exist\"]}]"}'
    ends 1 schedule override swap --rotation ceoc --at 23h --to bo@example.com --for 31h --yes
    has "$stderr" "User does not exist (400)"
    has "$stderr" "taken back"
    same "$(on_call 23),$(on_call 31)" "Ana Ortiz,Bo Lindqvist"
    same "$(overrides)" 1
    control DELETE /faults
    ends 10 sync --exit-code
    ends 0 schedule override swap --rotation ceoc --at 23h --to bo@example.com --for 31h --yes
    same "$(on_call 23),$(on_call 31)" "Bo Lindqvist,Ana Ortiz"
}

@test "a swap that is cut off before its second half is finished by sync" {
    fault '{"service":"pagerduty","match":"POST /schedules/*","nth":2,"times":0,"kind":"reset_after"},
           {"service":"pagerduty","match":"GET /schedules/*/overrides*","nth":8,"times":0,"kind":"reset_before"}'
    ends 11 schedule override swap --rotation ceoc --at 23h --to bo@example.com --for 31h --yes
    control DELETE /faults
    clock 10m
    ends 0 sync
    same "$(on_call 23),$(on_call 31)" "Bo Lindqvist,Ana Ortiz"
    same "$(overrides)" 3
}

# sync-groups

@test "groups hold who is on call, and nothing is sent where they do" {
    forget_requests
    ends 0 schedule sync-groups
    same "$(posts)" 0
    ends 0 schedule override give --rotation ceoc --at 1m --to bo@example.com --yes
    ends 0 schedule sync-groups --dry-run
    has "$output" '"users":"UBOL001"'
    ends 0 schedule sync-groups --json
    same "$(jq -r '.steps[0].description' <<<"$output")" "members of @ceoc: Bo Lindqvist"
    holds '.slack.usergroups[] | select(.handle == "ceoc") | .users | join(",")' UBOL001
    forget_requests
    ends 0 schedule sync-groups
    same "$(posts)" 0
    # And back, though this machine has set the very same once.
    ends 0 schedule override give --rotation ceoc --at 1m --person bo@example.com --to ana@example.com --yes
    ends 0 schedule sync-groups
    ends 0 schedule override give --rotation ceoc --at 1m --to bo@example.com --yes
    ends 0 schedule sync-groups
    holds '.slack.usergroups[] | select(.handle == "ceoc") | .users | join(",")' UBOL001
}

@test "a rotation without anybody empties no group, and the others are brought in line" {
    clock 71h
    ends 9 schedule sync-groups
    has "$stderr" "nobody is on call for @ceoc, which stays as it is"
    has "$stderr" "@support-manager-oncall is right"
    holds '.slack.usergroups[] | select(.handle == "ceoc") | .users | join(",")' UANA001
}

@test "whoever is on call and not in Slack is told, and stands in nobody's way" {
    fault '{"service":"slack","match":"GET /api/users.lookupByEmail*","nth":1,"times":0,"kind":"status","status":200,
            "headers":{"Content-Type":"application/json"},"body":"{\"ok\":false,\"error\":\"users_not_found\"}"}'
    ends 9 schedule sync-groups --rotation ceoc
    has "$stderr" "nobody who is on call for @ceoc is known in Slack"
    has "$stderr" "ana@example.com"
}

@test "without the scope for it a group is left as it is, and the scope is named" {
    { cat "$here/../../apps/sandbox/scenarios/base.yaml"; echo 'slack_scopes: [usergroups:read, users:read.email, users:read]'; } >"$BATS_TEST_TMPDIR/scopes.yaml"
    sed -i 's/handle: ceoc, members: \[ana@example.com\]/handle: ceoc, members: [bo@example.com]/' "$BATS_TEST_TMPDIR/scopes.yaml"
    run --separate-stderr "$EMERG" sandbox exec --scenario "$BATS_TEST_TMPDIR/scopes.yaml" -- "$EMERG" schedule sync-groups
    status_is 4
    has "$stderr" "usergroups:write"
}
