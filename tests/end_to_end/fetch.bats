#!/usr/bin/env bats
# The ticket's files on this disk: whole or not at all, within limits, for their owner alone.
load helper

attach() {  # attach NAME FILE [PUBLIC]: as any client of Zendesk would, whatever the name
    local zendesk token name
    zendesk=$(sandbox_says .zendesk)
    name=$(jq -rn --arg name "$1" '$name | @uri')
    token=$(as_ana -X POST -H 'Content-Type: application/octet-stream' --data-binary "@$2" "$zendesk/api/v2/uploads.json?filename=$name" |
        jq -r .upload.token)
    as_ana -X PUT -H 'Content-Type: application/json' "$zendesk/api/v2/tickets/400123.json" -d "$(jq -n --arg token "$token" \
        --argjson public "${3:-false}" '{ticket: {comment: {body: "a file", public: $public, uploads: [$token]}}}')" >/dev/null
}

as_ana() {
    curl -sS --fail-with-body --noproxy '*' -u "ana@example.com/token:$(sandbox_says .tokens.zendesk)" "$@"
}

a_file() {  # a_file BYTES: the path of one
    head -c "$1" /dev/urandom >"$BATS_TEST_TMPDIR/file-$1"
    echo "$BATS_TEST_TMPDIR/file-$1"
}

folder() {
    echo "$EMERG_STATE/files/zd-400123"
}

visible() {  # Names in the folder, but for the mark.
    find "$(folder)" -mindepth 1 -not -name .emerg-ticket -printf '%f\n' | sort
}

downloads() {
    answer_of GET /requests | jq '[.[] | select(.path | startswith("/usercontent/"))] | length'
}

states() {
    jq -r '[.[].state] | join(" ")' <<<"$output"
}

@test "the files come whole, for their owner alone, and each says whose it is" {
    attach "trace.log" "$(a_file 3000000)"
    attach "screen.png" "$(a_file 29)" true
    ends 0 fetch "$CASE" --json
    same "$(states)" "fetched fetched"
    same "$(jq -r '.[] | "\(.name) \(.size) \(.public)"' <<<"$output")" "trace.log 3000000 false
screen.png 29 true"
    cmp "$(jq -r '.[0].path' <<<"$output")" "$BATS_TEST_TMPDIR/file-3000000"
    cmp "$(jq -r '.[1].path' <<<"$output")" "$BATS_TEST_TMPDIR/file-29"
    same "$(stat -c %a "$(folder)")" 700
    same "$(stat -c %a "$(folder)"/*.log "$(folder)"/*.png | sort -u)" 600
    same "$(jq -r '.[0] | keys_unsorted | join(" ")' <<<"$output")" "name path size comment public state"
}

@test "again brings only what is missing, and leaves alone what differs" {
    attach "a.log" "$(a_file 100)"
    attach "b.log" "$(a_file 200)"
    ends 0 fetch "$CASE"
    same "$(downloads)" 2
    rm "$(folder)"/*-b.log
    echo mine >"$(echo "$(folder)"/*-a.log)"
    ends 0 fetch "$CASE" --json
    same "$(states)" "differs fetched"
    has "$stderr" "which stays"
    same "$(cat "$(folder)"/*-a.log)" mine
    same "$(downloads)" 3
    ends 0 fetch "$CASE" --json
    same "$(downloads)" 3
}

@test "a dry run says what would come, and makes nothing" {
    attach "a.log" "$(a_file 100)"
    ends 0 fetch "$CASE" --dry-run --json
    same "$(states)" missing
    [ ! -e "$(folder)" ]
    same "$(downloads)" 0
}

@test "names are hostile: nothing leaves the folder, moves a cursor, or hides another" {
    local file name
    file=$(a_file 10)
    for name in "../../evil" "/etc/passwd" ".." "-rf" "same" "same" $'\e[2Jx' "$(printf 'x%.0s' {1..300}).log" '$(reboot);`x`'; do
        attach "$name" "$file"
    done
    ends 0 fetch "$CASE" --into "$BATS_TEST_TMPDIR/down/here"
    same "$(find "$BATS_TEST_TMPDIR/down" -type f -not -name .emerg-ticket | wc -l)" 9
    same "$(find "$BATS_TEST_TMPDIR/down/here/zd-400123" -type f -not -name .emerg-ticket | wc -l)" 9
    [[ $output$stderr != *$'\e'* ]]
    same "$(find "$BATS_TEST_TMPDIR/down" -name '-*' -o -name '*[$;`]*' | wc -l)" 0
}

@test "the token goes to Zendesk's own host only, and where files are is not told" {
    attach "a.log" "$(a_file 100)"
    ends 0 fetch "$CASE" -vv
    same "$(answer_of GET /requests | jq -r '.[] | select(.path | startswith("/usercontent/")) | .status')" 200
    has "$stderr" "(a file)"
    [[ $stderr != *attachments/token* && $stderr != *usercontent* ]]
}

@test "what is too large, too much or malware is left out, and said" {
    attach "a.log" "$(a_file 900000)"
    attach "b.log" "$(a_file 900001)"
    attach "c.log" "$(a_file 300000)"
    attach "d.log" "$(a_file 1000001)"
    printf '%s%s' 'X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-' 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*' >"$BATS_TEST_TMPDIR/eicar"
    attach "e.com" "$BATS_TEST_TMPDIR/eicar"
    EMERG_FILES_LARGEST=1 EMERG_FILES_TOTAL=2 ends 0 fetch "$CASE" --json
    same "$(states)" "fetched fetched over-total too-large malware"
    has "$stderr" "files.total"
    has "$stderr" "files.largest"
    has "$stderr" "malware"
    same "$(visible | wc -l)" 2
}

@test "an answer that is cut off, or fails, leaves no half, and the next run brings it" {
    local kind
    attach "a.log" "$(a_file 100000)"
    attach "b.log" "$(a_file 200)"
    for kind in truncate reset_before reset_after; do
        fault "{\"service\":\"zendesk\",\"match\":\"GET /usercontent/*\",\"nth\":1,\"times\":0,\"kind\":\"$kind\"}"
        ends 6 fetch "$CASE" --timeout 2s
        control DELETE /faults
        same "$(visible)" ""
    done
    fault '{"service":"zendesk","match":"GET /usercontent/*","nth":1,"times":0,"kind":"status","status":500}'
    ends 7 fetch "$CASE" --timeout 2s
    control DELETE /faults
    fault '{"service":"zendesk","match":"GET /usercontent/*","nth":1,"times":1,"kind":"status","status":404}'
    ends 8 fetch "$CASE" --json
    same "$(states | tr ' ' '\n' | sort | tr '\n' ' ')" "failed fetched "
    ends 0 fetch "$CASE"
    same "$(visible | wc -l)" 2
    cmp "$(echo "$(folder)"/*-a.log)" "$BATS_TEST_TMPDIR/file-100000"
}

@test "429 and a lost answer are waited out and repeated, and the file is whole" {
    attach "a.log" "$(a_file 100000)"
    fault '{"service":"zendesk","match":"GET /usercontent/*","nth":1,"kind":"status","status":429,"headers":{"Retry-After":"1"}},{"service":"zendesk","match":"GET /usercontent/*","nth":2,"kind":"truncate"}'
    ends 0 fetch "$CASE"
    cmp "$(echo "$(folder)"/*-a.log)" "$BATS_TEST_TMPDIR/file-100000"
}

@test "killed while a file comes, nothing half has a name, and the rest is swept up" {
    attach "a.log" "$(a_file 100000)"
    fault '{"service":"zendesk","match":"GET /usercontent/*","kind":"hang"}'
    "$EMERG" fetch "$CASE" </dev/null >/dev/null 2>&1 3>&- &
    local pid=$!
    for _ in $(seq 100); do
        [ "$(downloads)" = 1 ] && break
        sleep 0.1
    done
    kill -KILL "$pid"
    wait "$pid" || true
    control DELETE /faults
    same "$(visible | grep -cv '^\.emerg-part-')" 0
    ends 0 fetch "$CASE"
    same "$(visible | wc -l)" 1
}

@test "two at once fetch each file once" {
    attach "a.log" "$(a_file 100000)"
    "$EMERG" fetch "$CASE" </dev/null >/dev/null 2>&1 3>&- &
    local pid=$!
    ends 0 fetch "$CASE"
    wait "$pid"
    same "$(visible | wc -l)" 1
    same "$(downloads)" 1
}

@test "a full disk and a folder that cannot be made are told, and nothing half is left" {
    attach "a.log" "$(a_file 3000000)"
    run bash -c "trap '' XFSZ; ulimit -f 1000; \"\$EMERG\" fetch $CASE </dev/null"
    status_is 1
    has "$output" "the file cannot be written"
    same "$(visible)" ""
    echo >"$BATS_TEST_TMPDIR/a-file"
    ends 1 fetch "$CASE" --into "$BATS_TEST_TMPDIR/a-file"
    has "$stderr" "--into"
}

@test "a folder that is a link, or somebody's own, is refused" {
    attach "a.log" "$(a_file 10)"
    mkdir -p "$BATS_TEST_TMPDIR/down" "$BATS_TEST_TMPDIR/elsewhere"
    ln -s "$BATS_TEST_TMPDIR/elsewhere" "$BATS_TEST_TMPDIR/down/zd-400123"
    ends 1 fetch "$CASE" --into "$BATS_TEST_TMPDIR/down"
    same "$(ls -A "$BATS_TEST_TMPDIR/elsewhere")" ""
}

@test "--clean removes what is over or old, says it first with --dry-run, and nothing else" {
    attach "a.log" "$(a_file 10)"
    ends 0 fetch "$CASE"
    mkdir -p "$EMERG_STATE/files/zd-400999" "$(folder)/unpacked"
    echo mine >"$EMERG_STATE/files/zd-400999/precious"
    ends 0 fetch --clean --json
    same "$(states)" kept
    touch -d '-31 days' "$(folder)/.emerg-ticket"
    ends 0 fetch --clean --dry-run --json
    same "$(states)" to-remove
    [ -d "$(folder)" ]
    ends 0 fetch --clean --json
    same "$(states)" removed
    [ ! -e "$(folder)" ]
    same "$(cat "$EMERG_STATE/files/zd-400999/precious")" mine
}

@test "--clean looks at the ticket's status, as files.done says" {
    attach "a.log" "$(a_file 10)"
    ends 0 fetch "$CASE"
    ends 0 ack "$CASE"
    ends 0 close "$CASE" --yes
    ends 0 fetch --clean --json
    same "$(states)" kept
    EMERG_FILES_DONE=solved,closed ends 0 fetch --clean --json
    same "$(states)" removed
    has "$(jq -r '.[0].why' <<<"$output")" "solved"
}

@test "--clean without Zendesk still removes what is old, and says that it could not ask" {
    attach "a.log" "$(a_file 10)"
    ends 0 fetch "$CASE"
    touch -d '-31 days' "$(folder)/.emerg-ticket"
    fault '{"service":"zendesk","times":0,"kind":"reset_before"}'
    ends 6 fetch --clean --timeout 2s
    control DELETE /faults
    [ ! -e "$(folder)" ]
}

@test "files of a large ticket do not grow the memory" {
    attach "a.log" "$(a_file 40000000)"
    local small large
    small=$(/usr/bin/env time -f %M "$EMERG" fetch "$CASE" --dry-run 2>&1 >/dev/null </dev/null | tail -1) || skip "no time(1)"
    large=$(/usr/bin/env time -f %M "$EMERG" fetch "$CASE" 2>&1 >/dev/null </dev/null | tail -1)
    [ $((large - small)) -lt 10000 ] || { echo "$small kB without, $large kB with"; return 1; }
}

@test "nothing attached, no ticket: said in the usual way" {
    ends 0 fetch "$CASE" --json
    same "$(jq -c . <<<"$output")" '[]'
    ends 3 fetch '#499999'
}
