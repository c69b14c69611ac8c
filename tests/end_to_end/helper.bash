# One sandbox for each file of scenes; before each scene it is as new and this machine knows nothing.
# EMERG is the binary, CASE the page of scenario `base`.
bats_require_minimum_version 1.5.0
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

setup_file() {
    sandbox_serve
}

teardown_file() {
    kill "$SANDBOX_PID"
    wait "$SANDBOX_PID" 2>/dev/null || true
}

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    control POST /reset
}

sandbox_serve() {  # sandbox_serve [OPTIONS…]: waits for the line that says it is ready
    local name ready
    : "${EMERG:?is the binary to test}"
    for name in ${!EMERG_@}; do
        unset "$name"
    done
    export WORK=$BATS_FILE_TMPDIR
    exec {ready}< <(exec "$EMERG" sandbox serve "$@" 3>&- 2>"$WORK/sandbox.err")
    if ! read -r -t 60 <&"$ready"; then
        cat "$WORK/sandbox.err" >&2
        return 1
    fi
    printf '%s\n' "$REPLY" >"$WORK/ready"
    SANDBOX_PID=$(sandbox_says .pid)
    CONTROL=$(sandbox_says .control)
    EMERG_CONFIG=$(sandbox_says .config)
    export SANDBOX_PID CONTROL EMERG_CONFIG
}

sandbox_says() {  # sandbox_says JQ: of the line that it printed when ready
    jq -r "$1" "$WORK/ready"
}

emerg() {
    "$EMERG" "$@"
}

answer_of() {  # answer_of METHOD PATH [JSON]: of the control port
    curl -sS --fail-with-body --noproxy '*' -X "$1" ${3:+-H 'Content-Type: application/json' --data-binary "$3"} "$CONTROL$2"
}

control() {  # control METHOD PATH [JSON]
    answer_of "$@" >/dev/null
}

state() {  # state JQ: asks what the services hold, in the words of case.jq
    answer_of GET /state | jq -r -L "$here" "include \"case\"; $1"
}

requests() {  # requests JQ: asks which requests came since the last `forget_requests`
    answer_of GET /requests | jq -r -L "$here" "include \"case\"; $1"
}

forget_requests() {
    control DELETE /requests
}

clock() {  # clock SPAN: moves the sandbox's clock
    control POST /clock "{\"advance\":\"$1\"}"
}

customer_says() {
    control POST /customer "$(jq -n --arg reply "$1" '{ticket: 400123, $reply}')"
}

fault() {  # fault JSON: see POST /faults
    control POST /faults "[$1]"
}

public_comments() {  # by us, on the ticket
    state 'public_answers | length'
}

messages() {
    state 'messages | length'
}

status_is() {  # status_is CODE: of the last `run`
    [ "$status" = "$1" ] || { echo "expected status $1, got $status: $output"; return 1; }
}

ends() {  # ends CODE WORDS…: runs emerg with the words; $output and $stderr are what it said
    local code=$1
    shift
    run --separate-stderr emerg "$@" </dev/null
    [ "$status" = "$code" ] && return 0
    printf 'emerg %s\nended with %s, expected %s\n%s\n%s\n' "$*" "$status" "$code" "$output" "$stderr"
    return 1
}

same() {  # same IS EXPECTED
    [ "$1" = "$2" ] && return 0
    printf 'is:       %s\nexpected: %s\n' "$1" "$2"
    return 1
}

holds() {  # holds JQ EXPECTED: the services hold it
    same "$(state "$1")" "$2" || { echo "of: $1"; return 1; }
}

has() {  # has TEXT PART
    [[ $1 == *"$2"* ]] && return 0
    printf 'is:    %s\nlacks: %s\n' "$1" "$2"
    return 1
}
