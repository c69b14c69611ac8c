#!/usr/bin/env bats
# Whoever reads an answer may have seen enough; a full disk is a failure.
load helper

formats=(table tsv json jsonl yaml csv)

@test "a reader that leaves ends it quietly, also where SIGPIPE is ignored" {
    local words
    for words in "list" "help" "completion bash" "list --json" "show $CASE -o yaml" "help --no-pager"; do
        # shellcheck disable=SC2086  # Words.
        (trap '' PIPE; "$EMERG" $words 2>"$BATS_TEST_TMPDIR/said"; echo $? >"$BATS_TEST_TMPDIR/code") | true
        same "$(<"$BATS_TEST_TMPDIR/code")" 0
        same "$(<"$BATS_TEST_TMPDIR/said")" ""
    done
}

@test "watch ends when nobody reads it any more" {
    (trap '' PIPE; code=0; timeout 60 "$EMERG" watch --every 5s --json 2>/dev/null 3>&- || code=$?; echo "$code" >"$BATS_TEST_TMPDIR/code") |
        head -n 1 >"$BATS_TEST_TMPDIR/first" &
    until [ -s "$BATS_TEST_TMPDIR/first" ]; do sleep 0.1; done
    customer_says 'It is still down'  # Which nobody hears.
    wait %1
    same "$(<"$BATS_TEST_TMPDIR/code")" 0
}

@test "what cannot be written is a failure in every format" {
    local format words
    for format in "${formats[@]}"; do
        run --separate-stderr bash -c "'$EMERG' list -o $format >/dev/full"
        status_is 1
        has "$stderr" "the answer cannot be written"
    done
    for words in help "help --scdoc ack" version prompt "completion fish" "config get user.email" "list --jq .[].id" \
        "list --template {{id}}" "show $CASE" "ack $CASE --dry-run" "ack $CASE --dry-run --json" "ack $CASE --json" \
        "api zendesk GET /users/me" "sandbox scenario base" "show $CASE --web" "init --dry-run" "journal" "schedule now" \
        "timeline $CASE --format markdown" "schedule export --format csv" "card saas" "doctor" "auth check" "report" "next $CASE"; do
        run --separate-stderr bash -c "BROWSER= DISPLAY= WAYLAND_DISPLAY= '$EMERG' $words </dev/null >/dev/full"
        [ "$status" = 1 ] || { echo "$words ended with $status: $stderr"; return 1; }
        has "$stderr" "cannot be written"
    done
}
