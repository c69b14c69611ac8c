#!/usr/bin/env bats
load helper

@test "now, next and mine, with zones" {
    [ "$(emerg schedule now --rotation ceoc --json | jq -r '.[0].user.email')" = ana@example.com ]
    next=$(emerg schedule next --rotation ceoc --json)
    [ "$(jq -r '.[0].source' <<< "$next")" = override ]
    [[ $(jq -r '.[0].start' <<< "$next") == *Z ]]
    emerg schedule mine --json | jq -e '[.[].user.email] | unique == ["ana@example.com"]'
    [[ $(emerg schedule now --rotation ceoc --tz America/New_York --json | jq -r '.[0].local.start') == *E[SD]T ]]
}

@test "an unknown rotation and an unknown zone are told apart" {
    run emerg schedule now --rotation ceco
    status_is 3
    [[ $output == *"did you mean ceoc"* ]]
    run emerg schedule now --tz Mars
    status_is 2
}
