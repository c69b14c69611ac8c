#!/usr/bin/env bats
load helper

in_call() {
    ends 0 ack "$CASE"
    ends 0 contact "$CASE" --yes
    ends 0 call start "$CASE" --alone
}

roles() {  # "note taker Bo Lindqvist, …"
    emerg call role "$CASE" --json 2>/dev/null | jq -r 'map("\(.title) \(.name)") | join(", ")'
}

@test "a role is given, told once in the thread, and seen from any machine" {
    in_call
    ends 0 call role "$CASE" --assign notes --to bo@example.com
    has "$(state 'replies[-1].text')" "<@UBOL001> in the call on #400123 you are now: note taker"
    ends 0 call role "$CASE" --assign notes --to Lindqvist
    has "$stderr" "Bo Lindqvist is note taker"
    holds '[replies[] | select(.text | contains("note taker"))] | length' 1
    EMERG_STATE=$BATS_TEST_TMPDIR/another
    same "$(roles)" "note taker Bo Lindqvist"
    same "$(emerg show "$CASE" --json=call_roles | jq -r '.call_roles[0] | [.role, .address, .by] | join(" ")')" "notes bo@example.com Ana Ortiz"
    has "$(emerg show "$CASE")" "Bo Lindqvist (note taker)"
    ends 0 call role "$CASE" --assign notes --to bo@example.com
    holds '[replies[] | select(.text | contains("note taker"))] | length' 1
    holds 'public_answers | length' 1
}

@test "what one alone holds moves; shadows are several, and marked" {
    in_call
    ends 0 call role "$CASE" --assign notes --to bo@example.com
    ends 0 call role "$CASE" --assign notes
    has "$(state 'replies[-1].text')" "<@UANA001>"
    has "$(state 'replies[-1].text')" "in place of Bo Lindqvist"
    ends 0 call role "$CASE" --assign shadow --to bo@example.com
    ends 0 call role "$CASE" --assign shadow --to tam@example.com
    has "$(state 'replies[-1].text')" "<@UTAM001>"
    has "$(state 'replies[-1].text')" "neither acknowledges nor resolves"
    same "$(roles)" "note taker Ana Ortiz, shadow Bo Lindqvist, shadow Tamar Levy"
    same "$(emerg call role "$CASE" --json | jq -c 'map(.shadow)')" "[false,true,true]"
}

@test "who is released is thanked, once" {
    in_call
    ends 0 call role "$CASE" --assign search --to bo@example.com
    ends 0 call role "$CASE" --release bo@example.com
    has "$(state 'replies[-1].text')" "Thank you, <@UBOL001> (search for known issues)"
    same "$(roles)" ""
    ends 0 call role "$CASE" --release bo@example.com
    has "$stderr" "was already released"
    holds '[replies[] | select(.text | contains("Thank you"))] | length' 1
}

@test "the phrases and the roles are the team's" {
    in_call
    {
        cat "$EMERG_CONFIG"
        printf 'messages: {thread_call_release: "Danke, {{mention}}."}\ncall_roles: [{name: liaison, title: customer liaison}]\n'
    } >"$BATS_TEST_TMPDIR/own.yaml"
    export EMERG_CONFIG=$BATS_TEST_TMPDIR/own.yaml
    ends 0 call role "$CASE" --assign liaison --to bo@example.com
    ends 0 call role "$CASE" --release bo@example.com
    same "$(state 'replies[-1].text')" "Danke, <@UBOL001>."
    ends 3 call role "$CASE" --assign notes
}

@test "an unknown role or person is refused, and who may be meant is told" {
    in_call
    ends 3 call role "$CASE" --assign note
    has "$stderr" "did you mean notes?"
    ends 3 call role "$CASE" --assign clown
    has "$stderr" "the call roles are notes, second"
    ends 3 call role "$CASE" --assign notes --to boo@example.com
    has "$stderr" "did you mean bo@example.com?"
    ends 3 call role "$CASE" --assign notes --to 'Bo Lindqist'
    has "$stderr" "did you mean bo@example.com?"
    ends 2 call role "$CASE" --assign notes --to example.com
    has "$stderr" "may be several people"
    ends 2 call role "$CASE" --to bo@example.com
    ends 2 call role "$CASE" --assign notes --release bo@example.com
    same "$(roles)" ""
}

@test "roles belong to a call that runs" {
    ends 0 ack "$CASE"
    ends 9 call role "$CASE" --assign notes
    has "$stderr" "no call on #400123 runs"
    ends 0 call role "$CASE" --json
    same "$output" "[]"
    ends 0 call start "$CASE" --alone
    ends 0 call role "$CASE" --assign notes
    ends 0 call end "$CASE" --yes --done so --next more
    same "$(roles)" ""
    same "$(emerg show "$CASE" --json=call_roles | jq -c .call_roles)" "[]"
}

@test "a dry run shows the requests, and does nothing" {
    in_call
    ends 0 call role "$CASE" --assign notes --to bo@example.com --dry-run
    has "$output" "emerg_call_1_role_notes_1"
    has "$output" "<@UBOL001>"
    same "$(roles)" ""
}

@test "Slack that is down is told later, and the role holds already" {
    in_call
    fault '{"service":"slack","times":0,"kind":"status","status":503}'
    ends 8 call role "$CASE" --assign notes --to bo@example.com
    control DELETE /faults
    same "$(roles)" "note taker Bo Lindqvist"
    ends 0 sync
    holds '[replies[] | select(.text | contains("note taker"))] | length' 1
}

@test "two who give the same role to different people at once: each is told what became of it" {
    in_call
    local first=0 second=0 told
    EMERG_STATE=$BATS_TEST_TMPDIR/one emerg call role "$CASE" --assign notes --to bo@example.com 2>"$BATS_TEST_TMPDIR/first" &
    EMERG_STATE=$BATS_TEST_TMPDIR/two emerg call role "$CASE" --assign notes --to mel@example.com 2>"$BATS_TEST_TMPDIR/second" || second=$?
    wait $! || first=$?
    told=$(state '[replies[] | select(.text | contains("note taker"))] | length')
    echo "they ended with $first and $second; $told lines: $(cat "$BATS_TEST_TMPDIR"/first "$BATS_TEST_TMPDIR"/second)"
    [[ "$first$second" =~ ^(00|09|90)$ ]]
    [ "$told" -eq $(((first == 0) + (second == 0))) ]
    [ "$told" -eq 1 ] || has "$(state 'replies[-1].text')" "in place of"
    same "$(emerg call role "$CASE" --json | jq length)" 1
}
