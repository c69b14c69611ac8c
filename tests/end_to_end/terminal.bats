#!/usr/bin/env bats
# What a terminal gets beyond a pipe: a pager, links, a line of progress. `script` makes the terminal.
load helper

setup_file() {
    command -v script >/dev/null || skip "there is no script(1) to make a terminal"
    sandbox_serve
    cat >"$BATS_FILE_TMPDIR/pager" <<'EOT'
#!/bin/sh
# Says what it was given; `quits` reads its beginning only, `fails` none.
echo "PAGER $*"
case $1 in
    quits) head -c 20 ;;
    fails) exit 1 ;;
    *) cat ;;
esac
EOT
    chmod +x "$BATS_FILE_TMPDIR/pager"
    export pager=$BATS_FILE_TMPDIR/pager
}

teardown_file() {
    [ -z "${SANDBOX_PID:-}" ] || { kill "$SANDBOX_PID"; wait "$SANDBOX_PID" 2>/dev/null || true; }
}

on_terminal() {  # on_terminal COMMAND: $screen is what it showed; its code is the code
    local code=0
    TERM=xterm script -qec "stty rows 500 cols 100; $1" "$BATS_TEST_TMPDIR/screen" </dev/null >/dev/null 2>&1 || code=$?
    screen=$(tr -d '\r' <"$BATS_TEST_TMPDIR/screen")
    return "$code"
}

@test "a long answer goes through the pager, and only that" {
    local words
    ends 0 ack "$CASE"
    for words in "show $CASE" "timeline $CASE" journal help "help ack" "ack --help" "schedule show"; do
        EMERG_PAGER="$pager as asked" on_terminal "$EMERG $words"
        same "$(grep -c 'PAGER as asked$' <<<"$screen")" 1 || { echo "of: $words"; return 1; }
    done
    has "$screen" Ana
    for words in list "next $CASE" "schedule now" version "--no-pager show $CASE" "timeline $CASE --file $BATS_TEST_TMPDIR/x --format html"; do
        EMERG_PAGER=$pager on_terminal "$EMERG $words"
        same "$(grep -c 'PAGER' <<<"$screen")" 0
    done
}

@test "EMERG_PAGER goes before PAGER, and cat is none" {
    EMERG_PAGER="$pager mine" PAGER="$pager theirs" on_terminal "$EMERG help"
    has "$screen" "PAGER mine"
    PAGER="$pager theirs" on_terminal "$EMERG help"
    has "$screen" "PAGER theirs"
    EMERG_PAGER=cat PAGER="$pager theirs" on_terminal "$EMERG help"
    [[ $screen != *PAGER\ theirs* ]]
    has "$screen" "Usage: emerg COMMAND"
}

@test "into a pipe there is no pager" {
    EMERG_PAGER=$pager on_terminal "$EMERG show $CASE | cat; EMERG_FORCE_TTY=100 $EMERG help | cat"
    [[ $screen != *PAGER* ]] || { echo "$screen"; return 1; }
}

@test "the answer arrives without its pager, and the code is the command's own" {
    EMERG_PAGER=/no/such/pager on_terminal "$EMERG show $CASE"
    has "$screen" "account manager"
    EMERG_PAGER="$pager fails" on_terminal "$EMERG show $CASE"
    has "$screen" "account manager"
    EMERG_PAGER="$pager quits" on_terminal "$EMERG show $CASE"
    [[ $screen != *"account manager"* ]]
    run on_terminal "EMERG_PAGER='$pager quits' $EMERG show Q0NOTHERE"
    status_is 3
    PAGER='' on_terminal "$EMERG help version"
    has "$screen" "The same as --version."
}

@test "a pager that quits before a long answer is written ends it quietly" {
    customer_says "$(head -c 100000 /dev/zero | tr '\0' x)"
    EMERG_PAGER="$pager quits" on_terminal "$EMERG timeline $CASE --json; echo ended with \$?"
    has "$screen" "ended with 0"
    [[ $screen != *"cannot be written"* ]]
}

@test "without a word less shows it" {
    command -v less >/dev/null || skip "there is no less"
    on_terminal "$EMERG show $CASE"
    has "$screen" "account manager"
}

link_to() {  # link_to TEXT ADDRESS
    printf '\e]8;;%s\e\\%s\e]8;;\e\\' "$2" "$1"
}

@test "ids are links on terminals that show them, and when it is asked for" {
    local page ticket
    page=$(link_to "$CASE" "$(emerg show "$CASE" --jq .incident.url)")
    ticket=$(link_to 400123 "$(emerg show "$CASE" --jq .ticket.url)")
    VTE_VERSION=7006 on_terminal "$EMERG list"
    has "$screen" "$page"
    has "$screen" "$ticket"
    VTE_VERSION=7006 EMERG_PAGER=cat on_terminal "$EMERG show $CASE"
    has "$screen" "$page"
    has "$screen" "$ticket"
    VTE_VERSION=7006 on_terminal "$EMERG list --hyperlink never; EMERG_HYPERLINK=never $EMERG list; VTE_VERSION= $EMERG list"
    [[ $screen != *$'\e]8'* ]]
    on_terminal "$EMERG list --hyperlink=always"
    has "$screen" "$page"
    VTE_VERSION=7006 ends 0 list -o table
    [[ $output != *$'\e]8'* ]]
    EMERG_HYPERLINK=always ends 0 list -o table
    has "$output" "$page"
    EMERG_HYPERLINK=always ends 0 list
    [[ $output != *$'\e]8'* ]]
    ends 2 list --hyperlink sometimes
}

@test "the thread is a link once there is one, and columns stand as without links" {
    ends 0 ack "$CASE"
    EMERG_HYPERLINK=always ends 0 show "$CASE" -o table
    has "$output" "$(link_to "$(emerg show "$CASE" --jq .thread.url)" "$(emerg show "$CASE" --jq .thread.url)")"
    local plain linked
    plain=$(emerg list -o table)
    linked=$(emerg list -o table --hyperlink always | sed 's/\x1b]8;;[^\x1b]*\x1b\\//g')
    same "$linked" "$plain"
}

@test "what takes long is told on a terminal while it lasts, and nowhere else" {
    fault '{"service":"zendesk","times":0,"kind":"latency","ms":1500}'
    on_terminal "$EMERG list"
    has "$screen" $'\e[Kwaiting for 127.0.0.1'
    has "${screen##*waiting for}" $'\e[K'
    on_terminal "$EMERG list --quiet"
    [[ $screen != *"waiting for"* ]]
    ends 0 list
    [[ $stderr != *"waiting for"* ]]
    control DELETE /faults
    on_terminal "$EMERG list"
    [[ $screen != *"waiting for"* ]]
}

@test "--web opens the ticket in the browser, and prints the address where there is none" {
    local url
    url=$(emerg show "$CASE" --jq .ticket.url)
    printf '#!/bin/sh\necho "$@" >"$HOME/opened"\n' >"$BATS_TEST_TMPDIR/browser"
    chmod +x "$BATS_TEST_TMPDIR/browser"
    BROWSER="$BATS_TEST_TMPDIR/browser --new:other" ends 0 show "$CASE" --web
    same "$(<"$HOME/opened")" "--new $url"
    same "$output" ""
    DISPLAY='' WAYLAND_DISPLAY='' BROWSER='' ends 0 show "$CASE" -w
    same "$output" "$url"
    BROWSER=false ends 1 show "$CASE" --web
    has "$stderr" "$url"
}

@test "--trace writes what was asked, without tokens and texts" {
    ends 0 show "$CASE" --trace "$BATS_TEST_TMPDIR/trace.har"
    same "$(jq '.log.entries | length' "$BATS_TEST_TMPDIR/trace.har")" 6
    same "$(stat -c %a "$BATS_TEST_TMPDIR/trace.har")" 600
    same "$(jq -r '[.log.entries[].request.url | select(contains("?"))] | length' "$BATS_TEST_TMPDIR/trace.har")" 0
    same "$(grep -ciE 'authorization|token|502 on every page' "$BATS_TEST_TMPDIR/trace.har")" 0
    ends 1 list --trace /dev/null
}

@test "a trace that cannot be written is told before anything is done" {
    forget_requests
    ends 1 ack "$CASE" --trace /no/such/folder/trace.har
    has "$stderr" /no/such/folder
    same "$(requests length)" 0
}

@test "-v tells each request, -vv its sizes and the service's own id, too" {
    ends 0 show "$CASE" -v
    same "$(grep -c ' ms)$' <<<"$stderr")" 6
    [[ $stderr != *bytes* ]]
    ends 0 show "$CASE" -vv
    same "$(grep -c 'bytes back, request ' <<<"$stderr")" 6
    has "$stderr" " more allowed)"
}

@test "a table is as wide as COLUMNS, and --full cuts nothing" {
    local subject
    subject=$(printf 'nothing works %.0s' {1..20})end
    ends 0 api zendesk PUT /tickets/400123 -f "ticket[subject]=$subject"
    EMERG_FORCE_TTY=yes COLUMNS=120 ends 0 list
    [[ $output != *works\ end* ]]
    [ "$(wc -L <<<"$output")" -le 120 ]
    EMERG_FORCE_TTY=yes COLUMNS=120 ends 0 list --full
    has "$output" "$subject"
}

@test "what was written in the editor is kept when the command does not end well" {
    printf '#!/bin/sh\necho "it is glpat-""Zx9Kq3Lm7Pw2Rt5Vb8Nc" >"$1"\n' >"$BATS_TEST_TMPDIR/editor"
    chmod +x "$BATS_TEST_TMPDIR/editor"
    ends 0 ack "$CASE"
    run on_terminal "EMERG_EDITOR=$BATS_TEST_TMPDIR/editor TMPDIR=$BATS_TEST_TMPDIR $EMERG note $CASE --edit"
    status_is 9
    on_terminal "cat $BATS_TEST_TMPDIR/emerg-*"
    has "$screen" glpat-
    rm "$BATS_TEST_TMPDIR"/emerg-*
    printf '#!/bin/sh\necho "watch gitaly" >"$1"\n' >"$BATS_TEST_TMPDIR/editor"
    on_terminal "EMERG_EDITOR=$BATS_TEST_TMPDIR/editor TMPDIR=$BATS_TEST_TMPDIR $EMERG note $CASE --edit"
    same "$(find "$BATS_TEST_TMPDIR" -name 'emerg-*')" ""
    holds 'replies | map(select(.text | contains("watch gitaly"))) | length' 1
}
