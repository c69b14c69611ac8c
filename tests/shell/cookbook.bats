#!/usr/bin/env bats
# The recipes of README.md's cookbook, run as they stand there: each block that names its recipe is taken out of the page.

load ../end_to_end/helper

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    ln -sf "$EMERG" "$BATS_TEST_TMPDIR/bin/emerg"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH
    control POST /reset
}

recipe() {  # recipe NAME: the block of README.md whose first line is `# NAME`
    awk -v name="# $1" '/^```/ { inside = 0 } inside { print } $0 == name { inside = 1 }' "$here/../../README.md" >"$BATS_TEST_TMPDIR/recipe"
    [ -s "$BATS_TEST_TMPDIR/recipe" ] || { echo "README.md has no recipe '$1'"; return 1; }
}

cook() {  # cook NAME: runs it as a script that stops at what fails
    recipe "$1"
    run --separate-stderr bash -euo pipefail "$BATS_TEST_TMPDIR/recipe" </dev/null
}

@test "acknowledge what nobody has" {
    cook 'acknowledge what nobody has'
    status_is 0
    holds ".pagerduty.incidents[] | select(.id == \"$CASE\") | .status" acknowledged
    # Nothing is left: the same line is safe in a loop.
    cook 'acknowledge what nobody has'
    status_is 0
}

@test "follow up from cron" {
    recipe 'follow up from cron'
    # Without the schedule it is a command.
    sed -i 's/^[^a-z]*//' "$BATS_TEST_TMPDIR/recipe"
    run --separate-stderr bash "$BATS_TEST_TMPDIR/recipe" </dev/null
    status_is 0
    same "$output$stderr" ""
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    before=$(public_comments)
    clock 16m
    run --separate-stderr bash "$BATS_TEST_TMPDIR/recipe" </dev/null
    status_is 0
    same "$(public_comments)" $((before + 1))
    # Two runs of cron send one message.
    bash "$BATS_TEST_TMPDIR/recipe" </dev/null
    same "$(public_comments)" $((before + 1))
}

@test "report at the start of a shift" {
    cook 'report at the start of a shift'
    status_is 0
    has "$output" "$CASE"
    has "$output" 'on call:'
}

@test "smoke test in CI" {
    cd "$BATS_TEST_TMPDIR"
    cook 'smoke test in CI'
    status_is 0
    same "$(jq 'map(select(.verdict == "fail")) | length' report.json)" 0
    EMERG_PAGERDUTY_TOKEN=wrong cook 'smoke test in CI'
    status_is 4
    same "$(jq -r 'map(select(.verdict == "fail") | .check) | index("pagerduty token") != null' report.json)" true
}

@test "a whole emergency in a sandbox account, cleaned up afterwards" {
    cd "$BATS_TEST_TMPDIR"
    cook 'a whole emergency in a sandbox account, cleaned up afterwards'
    status_is 0
    same "$(jq -r 'map(select(.check == "smoke close" and .verdict == "ok")) | length' report.json)" 1
}

@test "call back when a customer answers" {
    recipe 'call back when a customer answers'
    emerg ack "$CASE"
    emerg contact "$CASE" --yes
    # One look more than the first is enough here.
    sed -i 's/emerg watch /emerg watch --count 2 --every 5s /' "$BATS_TEST_TMPDIR/recipe"
    (sleep 2; customer_says 'It is down again') &
    run --separate-stderr timeout 60 bash -euo pipefail "$BATS_TEST_TMPDIR/recipe" </dev/null
    has "$output" "$CASE answered"
}
