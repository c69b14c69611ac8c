#!/usr/bin/env bats
# --jq and --template: the answer in the words of a script, without jq installed.

load helper

@test "--jq gives strings as they are, and anything else as JSON" {
    ends 0 list --jq '.[].id'
    same "$output" "$CASE"
    ends 0 list --jq '.[] | {id, stage}'
    same "$output" "{\"id\":\"$CASE\",\"stage\":\"paged\"}"
    ends 0 show "$CASE" --jq .ticket.id
    same "$output" 400123
    ends 0 list --json=id --jq '.[0] | keys | join(",")'
    same "$output" id
    ends 0 list --due --jq '.[]'
    same "$output" ""
}

@test "an expression is judged before anything is done" {
    forget_requests
    ends 2 ack "$CASE" --jq '.[ | bad'
    has "$stderr" 'jq: error: syntax error'
    ends 2 ack "$CASE" --jq 'nonsense(1)'
    has "$stderr" 'nonsense/1 is not defined'
    ends 2 ack "$CASE" --template '{{#open'
    same "$(requests length)" 0
}

@test "a module that is not there is a usage error, before anything is done" {
    forget_requests
    for expression in 'import "x" as x; .' 'include "x"; .'; do
        ends 2 ack "$CASE" --jq "$expression"
        has "$stderr" 'module not found: x'
    done
    same "$(requests length)" 0
}

@test "an expression that ends itself by halt_error fails, in its words" {
    ends 1 list --jq '"bye\n" | halt_error(3)'
    same "$stderr" 'emerg: list: --jq: bye'
    same "$output" ""
}

@test "one signal ends an expression that would not end" {
    local code pid
    for signal in INT TERM; do
        forget_requests
        # A shell without job control has its background commands ignore the signal.
        env --default-signal=INT "$EMERG" list --jq 'def f: f; f' 3>&- 2>/dev/null &
        pid=$!
        until [ "$(requests length)" -gt 1 ] && [[ $(cat "/proc/$pid/maps") == *libemerg-jq* ]]; do
            kill -0 "$pid"
        done
        kill -s "$signal" "$pid"
        code=0
        wait "$pid" || code=$?
        same "$code" 130
    done
}

@test "an expression that does not fit the answer is a usage error in jq's words" {
    ends 2 list --jq '.id'
    has "$stderr" 'Cannot index array with string "id"'
    ends 2 list --jq . --template '{{id}}'
    ends 2 list --jq .[0] --json=idd
    has "$stderr" 'fields: id, incident'
}

@test "--jq and --template tell what became of each step, and what a dry run would send" {
    ends 0 ack "$CASE" --dry-run --jq '[.requests[].method] | unique | join(" ")'
    has "$output" PUT
    ends 0 ack "$CASE" --jq '.steps | map(.status) | unique | join(" ")'
    same "$output" done
    ends 0 contact "$CASE" --yes --template '{{case}} {{step}}'
    same "$output" "$CASE contact"
}

@test "--template is mustache over each row" {
    ends 0 list --template '{{id}} {{ticket.id}} {{#thread}}thread{{/thread}}{{^thread}}no thread{{/thread}}'
    same "$output" "$CASE 400123 no thread"
    ends 0 show "$CASE" --template '{{#clocks}}{{name}};{{/clocks}}'
    has "$output" 'contact;'
}

@test "what others wrote stays text" {
    control POST /page '{"title":"<b> & {{id}} \u001b[2J"}'
    ends 0 list --template '{{incident.title}}|{{{incident.title}}}|{{subject}}'
    [[ $output != *$'\e'* && $output != *'&amp;'* && $output != *'&lt;'* ]]
    [[ $(EMERG_FORCE_TTY=100 emerg list --jq '.. | strings') != *$'\e'* ]]
    [[ $(emerg list --jq '.. | strings') == *$'\e'* ]]
}

@test "every command that answers data takes both" {
    ends 0 version --jq .version
    same "$output" "$(emerg version | cut -d' ' -f2)"
    ends 0 config show --jq 'map(select(.key == "user.email") | .value)[0]'
    same "$output" ana@example.com
    ends 0 config get user.email --jq .value
    same "$output" ana@example.com
    ends 0 config path --json
    same "$(jq -r '.[0].path' <<<"$output")" "$EMERG_CONFIG"
    ends 0 journal --jq length
    ends 0 schedule now --jq length
    ends 0 prompt --jq length
    ends 0 card saas --jq 'has("title")'
    ends 0 watch --once --jq .event
    same "$output" page
    ends 0 next --template '{{id}}'
}

@test "help and completion know them, and nobody else loads jq" {
    has "$(emerg help list)" '--jq'
    has "$(emerg completion bash)" '--template'
    ! LD_DEBUG=files "$EMERG" list --json 2>&1 | grep -q libjq
}
