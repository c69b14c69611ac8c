#!/usr/bin/env bats
load helper

# The chain of dependent requests of `ack` from an incident's id, a round each:
#   1 incident ∥ alerts   2 ticket ∥ comments ∥ audits   3 organisation   4 who am I (twice), channel ∥ account manager
#   5 claim (PUT ticket)  6 audits read back   7 page ∥ thread   8 permalink   9 note in the ticket
# A round begins when no request of an earlier one is under way.
rounds() {
    requests '[.[] | select(.service != "control") | {at: (.at_ms // .started_ms), ms: (.ms // .took_ms // 100)}] | length'
}

@test "ack takes no more requests than its steps need" {
    control DELETE /requests
    emerg ack "$CASE"
    total=$(requests '[.[] | select(.service != "control")] | length')
    echo "ack: $total requests"
    [ "$total" -le 20 ]
}

@test "with 100 ms on every answer, ack takes as long as its longest chain, not as its requests" {
    emerg ack "$CASE" --dry-run > /dev/null 2>&1
    fault '{"service":"*","times":0,"kind":"latency","ms":100}'
    control DELETE /requests
    begun=$(date +%s%N)
    emerg ack "$CASE"
    took=$((($(date +%s%N) - begun) / 1000000))
    control DELETE /faults
    total=$(requests '[.[] | select(.service != "control")] | length')
    echo "ack: $total requests, $took ms at 100 ms each"
    [ "$took" -lt $((total * 100)) ]
}

@test "list is one request to each service" {
    emerg list > /dev/null
    control DELETE /requests
    emerg list > /dev/null
    [ "$(requests '[.[] | select(.service != "control")] | length')" = 2 ]
}
