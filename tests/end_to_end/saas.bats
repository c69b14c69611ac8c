#!/usr/bin/env bats
load helper

setup_file() {
    sandbox_serve --scenario saas
}

@test "a case of the hosted product has its thread in its own channel, and no account manager to name" {
    local case_id
    case_id=$(emerg list --json | jq -r '.[0].id')
    ends 0 ack "$case_id"
    has "$stderr" "no account manager"
    holds 'roots[0].channel_name' support_gitlab-com
    holds 'roots[0].text | contains("cc ")' false
}
