# One sandbox for each file; before each test it is reset and gets a new state folder.
# EMERG is the binary. `run emerg …` runs it; control and state talk to the sandbox's control port.

setup_file() {
    sandbox_serve
}

sandbox_serve() {  # sandbox_serve [OPTIONS…]
    export WORK=$BATS_FILE_TMPDIR
    "$EMERG" sandbox serve "$@" > "$WORK/ready" 2> "$WORK/sandbox.err" 3>&- &
    export SANDBOX_PID=$!
    for _ in $(seq 200); do
        [ -s "$WORK/ready" ] && break
        sleep 0.05
    done
    EMERG_CONFIG=$(jq -r .config "$WORK/ready")
    CONTROL=$(jq -r .control "$WORK/ready")
    export EMERG_CONFIG CONTROL
}

teardown_file() {
    kill "$SANDBOX_PID"
    wait "$SANDBOX_PID" 2>/dev/null || true
}

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state
    unset EMERG_PROFILE
    control POST /reset
    CASE=$(emerg list --json | jq -r '.[0].id')
}

emerg() { "$EMERG" "$@"; }

control() {  # control METHOD PATH [JSON]
    curl -sf -X "$1" ${3:+-H 'Content-Type: application/json' -d "$3"} "$CONTROL$2" >/dev/null
}

state() {  # state JQ: asks what the services hold
    curl -sf "$CONTROL/state" | jq -r "$1"
}

requests() {  # requests JQ: asks which requests came
    curl -sf "$CONTROL/requests" | jq -r "$1"
}

clock() { control POST /clock "{\"advance\":\"$1\"}"; }

fault() { control POST /faults "[$1]"; }

public_comments() {  # of agents, on the first ticket
    state '[.zendesk.users[] | select(.role == "end-user") | .id] as $customers
        | [.zendesk.tickets[0].comments[] | select(.public and ([.author_id] - $customers | length > 0))] | length'
}

messages() { state '[.slack.channels[].messages[]] | length'; }

status_is() {  # status_is CODE: of the last `run`
    [ "$status" = "$1" ] || { echo "expected status $1, got $status: $output"; return 1; }
}

as_bo() {  # as_bo WORDS…: Bo, at a machine of his own
    local token
    token() { jq -r ".[\"$1\"]" <<< "$BO"; }
    EMERG_STATE=$BATS_TEST_TMPDIR/bo EMERG_PAGERDUTY_TOKEN=$(token pagerduty) EMERG_ZENDESK_TOKEN=$(token zendesk) \
        EMERG_SLACK_TOKEN=$(token slack) EMERG_EMAIL=bo@example.com EMERG_ZENDESK_EMAIL=bo@example.com \
        EMERG_PAGERDUTY_EMAIL=bo@example.com "$EMERG" "$@"
}
