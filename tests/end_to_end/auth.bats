#!/usr/bin/env bats
# A new token: asked for, tried, kept, and named in the configuration.
load helper

# A configuration as somebody wrote it, in the home folder; a keyring beside it.
at_home() {
    own=$HOME/.config/emerg/config.yaml
    mkdir -p "${own%/*}" "$BATS_TEST_TMPDIR/bin"
    cat >"$own" <<EOT
# Ana's own
user: {email: ana@example.com, time_zone: Europe/Madrid}  # Madrid
slack:
  url: $(sandbox_says .slack)
  token: env:OLD_TOKEN  # soon gone
zendesk: {url: "$(sandbox_says .zendesk)", email: ana@example.com, token: 'env:OLD_TOKEN'}
pagerduty:
  url: $(sandbox_says .pagerduty)
EOT
    cat >"$BATS_TEST_TMPDIR/bin/secret-tool" <<'EOT'
#!/bin/sh
# "store --label=L service S account A" with the secret on standard input; "lookup service S account A"
case $1 in
    store) cat >"$HOME/keyring-$4-$6"; echo "$@" >>"$HOME/keyring-said" ;;
    lookup) cat "$HOME/keyring-$3-$5" ;;
esac
EOT
    chmod +x "$BATS_TEST_TMPDIR/bin/secret-tool"
    before=$(<"$own")
    unset EMERG_CONFIG
}

sets() {  # sets CODE TOKEN WORDS…: emerg auth set WORDS, with the token on standard input
    local code=$1 token=$2
    shift 2
    run --separate-stderr emerg auth set "$@" <<<"$token"
    [[ $output$stderr != *"$token"* ]] || { echo "the token was said"; return 1; }
    status_is "$code"
}

@test "a token is tried, kept in a file that only I may read, and the configuration says so" {
    at_home
    sets 0 "$(sandbox_says .tokens.slack)" slack --file
    has "$stderr" "kept in file:~/.config/emerg/slack.token"
    same "$(<"$HOME/.config/emerg/slack.token")" "$(sandbox_says .tokens.slack)"
    same "$(stat -c %a "$HOME/.config/emerg/slack.token")" 600
    same "$(<"$own")" "${before/env:OLD_TOKEN  # soon/'"file:~/.config/emerg/slack.token"'  # soon}"
    ends 0 api slack GET auth.test --jq .ok
}

@test "a token that is refused is not kept, and nothing is changed" {
    at_home
    sets 4 xoxb-not-a-token slack --file
    [ ! -e "$HOME/.config/emerg/slack.token" ]
    same "$(<"$own")" "$before"
    sets 0 xoxb-not-a-token slack --file --no-check
    same "$(<"$HOME/.config/emerg/slack.token")" xoxb-not-a-token
}

@test "the keyring has it, where there is one; else it says what to do" {
    at_home
    PATH=$BATS_TEST_TMPDIR/bin:$PATH sets 0 "$(sandbox_says .tokens.zendesk)" zendesk --json
    same "$(jq -r '[.source, .checked, .account, .changed] | join(" ")' <<<"$output")" \
        "keyring:emerg/zendesk true ana@example.com true"
    same "$(<"$HOME/keyring-emerg-zendesk")" "$(sandbox_says .tokens.zendesk)"
    grep -qF 'token: "keyring:emerg/zendesk"}' "$own"
    [[ $(<"$HOME/keyring-said") != *$(sandbox_says .tokens.zendesk)* ]]
    PATH=$BATS_TEST_TMPDIR/bin:$PATH ends 0 api zendesk GET /users/me --jq .user.email
    # Whatever is installed here.
    run --separate-stderr env PATH=/no/such/folder "$EMERG" auth set slack < <(sandbox_says .tokens.slack)
    status_is 4
    has "$stderr" "--file"
}

@test "a new token goes where the old one was, and the configuration is not touched" {
    at_home
    sets 0 xoxb-old slack --file --no-check
    local said
    said=$(<"$own")
    chmod 644 "$HOME/.config/emerg/slack.token"
    sets 0 "$(sandbox_says .tokens.slack)" slack
    same "$(<"$HOME/.config/emerg/slack.token")" "$(sandbox_says .tokens.slack)"
    same "$(stat -c %a "$HOME/.config/emerg/slack.token")" 600
    same "$(<"$own")" "$said"
}

@test "a configuration that cannot be changed in one place is left, and the lines are told" {
    at_home
    sets 0 "$(sandbox_says .tokens.pagerduty)" pagerduty --file
    has "$stderr" 'is left to you; it must say'
    has "$stderr" $'pagerduty:\n  token: "file:~/.config/emerg/pagerduty.token"'
    same "$(<"$own")" "$before"
    rm "$own"
    EMERG_SLACK_URL=$(sandbox_says .slack) sets 0 "$(sandbox_says .tokens.slack)" slack --file
    has "$stderr" $'slack:\n  token: "file:~/.config/emerg/slack.token"'
    [ ! -e "$own" ]
}

@test "GitLab and Zoom know their tokens, too" {
    cp "$EMERG_CONFIG" "$BATS_TEST_TMPDIR/sandbox.yaml"
    local service key
    for service in gitlab zoom; do
        EMERG_CONFIG=$BATS_TEST_TMPDIR/sandbox.yaml sets 0 "$(sandbox_says .tokens.$service)" $service --file --json
        same "$(jq -r '[.checked, .changed] | join(" ")' <<<"$output")" "true true"
        same "$(<"$BATS_TEST_TMPDIR/$service.token")" "$(sandbox_says .tokens.$service)"
        EMERG_CONFIG=$BATS_TEST_TMPDIR/sandbox.yaml sets 4 wrong $service --file
    done
    for key in gitlab.token zoom.client_secret; do
        same "$(EMERG_CONFIG=$BATS_TEST_TMPDIR/sandbox.yaml emerg config get $key)" "file:~/${key%.*}.token"
    done
}

@test "a profile has its own token" {
    at_home
    printf 'profiles: {eu: {slack: {token: "env:EU"}}}\n' >>"$own"
    sets 0 "$(sandbox_says .tokens.slack)" slack --file -p eu
    same "$(emerg config get slack.token -p eu)" "file:~/.config/emerg/slack-eu.token"
    same "$(emerg config get slack.token)" env:OLD_TOKEN
}

@test "a dry run tries it and tells; a variable that goes before is told" {
    at_home
    EMERG_SLACK_TOKEN=other sets 0 "$(sandbox_says .tokens.slack)" slack --file --dry-run
    has "$stderr" "would be kept in file:~/.config/emerg/slack.token"
    has "$stderr" "EMERG_SLACK_TOKEN is set, and goes before that"
    [ ! -e "$HOME/.config/emerg/slack.token" ]
    same "$(<"$own")" "$before"
}

@test "a token is never an argument, and what is none is refused without being said" {
    at_home
    run --separate-stderr emerg auth set slack xoxb-secret --file </dev/null
    status_is 2
    [[ $output$stderr != *xoxb-secret* ]]
    has "$stderr" "never an argument"
    run --separate-stderr emerg auth set xoxb-secret </dev/null
    status_is 2
    [[ $output$stderr != *xoxb-secret* ]]
    run --separate-stderr emerg auth xoxb-secret </dev/null
    status_is 2
    [[ $output$stderr != *xoxb-secret* ]]
    sets 2 'two words' slack --file
    run --separate-stderr emerg auth set slack --file </dev/null
    status_is 2
    has "$stderr" "no token was given"
    same "$(<"$own")" "$before"
}

@test "on a terminal it is asked for, and not shown" {
    command -v script >/dev/null || skip "there is no script(1) to make a terminal"
    at_home
    : >"$BATS_TEST_TMPDIR/screen"
    (until grep -q 'Slack token:' "$BATS_TEST_TMPDIR/screen"; do sleep 0.1; done; sandbox_says .tokens.slack) |
        script -qefc "$EMERG auth set slack --file; stty -a" "$BATS_TEST_TMPDIR/screen" >/dev/null
    has "$(<"$BATS_TEST_TMPDIR/screen")" "Slack token:"
    has "$(<"$BATS_TEST_TMPDIR/screen")" "kept in file:"
    [[ $(<"$BATS_TEST_TMPDIR/screen") != *$(sandbox_says .tokens.slack)* ]]
    grep -q ' echo ' "$BATS_TEST_TMPDIR/screen"
    same "$(<"$HOME/.config/emerg/slack.token")" "$(sandbox_says .tokens.slack)"
    EMERG_PROMPT_DISABLED=1 script -qec "$EMERG auth set slack --file" "$BATS_TEST_TMPDIR/screen" </dev/null >/dev/null && return 1
    has "$(<"$BATS_TEST_TMPDIR/screen")" "standard input"
    script -qec "$EMERG auth set slack --file --no-input" "$BATS_TEST_TMPDIR/screen" </dev/null >/dev/null && return 1
    has "$(<"$BATS_TEST_TMPDIR/screen")" "standard input"
}
