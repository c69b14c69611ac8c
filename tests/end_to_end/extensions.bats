#!/usr/bin/env bats
# Commands of one's own: aliases of the configuration, and programs emerg-foo on the PATH.

load helper

setup() {
    export EMERG_STATE=$BATS_TEST_TMPDIR/state HOME=$BATS_TEST_TMPDIR CASE=Q0EMERG0000001
    control POST /reset
    mkdir -p "$BATS_TEST_TMPDIR/bin"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH
    cp "$EMERG_CONFIG" "$BATS_TEST_TMPDIR/config.yaml"
    own=$BATS_TEST_TMPDIR/config.yaml
}

@test "an alias runs as what it stands for, with the words that follow" {
    printf 'aliases:\n  open: list --unacked\n  ids: [open, --json=id]\n' >>"$own"
    ends 0 --config "$own" ids --jq '.[0].id'
    same "$output" "$CASE"
    ends 0 config get user.email --config "$own"
}

@test "an alias neither shadows a command nor leads in a circle" {
    printf 'aliases: {list: show}\n' >>"$own"
    ends 4 config validate --config "$own"
    has "$stderr" 'would shadow a command'
    ends 0 list --config "$own"
    sed -i '$d' "$own"
    printf 'aliases: {a: b, b: a}\n' >>"$own"
    ends 4 --config "$own" a
    has "$stderr" 'leads back to itself'
}

@test "emerg-foo on the PATH runs as emerg foo, with context and without tokens" {
    cat >"$BATS_TEST_TMPDIR/bin/emerg-foo" <<'FOO'
#!/bin/sh
echo "$EMERG_CONFIG $EMERG_PROFILE [$*]"
"$EMERG_BIN" list --jq '.[0].id'
env | grep -c 'TOKEN' >&2
exit 42
FOO
    chmod +x "$BATS_TEST_TMPDIR/bin/emerg-foo"
    ends 42 --config "$own" foo --json a
    same "${lines[0]}" "$own  [--json a]"
    same "${lines[1]}" "$CASE"
    same "$stderr" 0
}

@test "a command of emerg's own is not replaced by a program, and a misspelt one is suggested" {
    printf '#!/bin/sh\necho mine\n' >"$BATS_TEST_TMPDIR/bin/emerg-version"
    chmod +x "$BATS_TEST_TMPDIR/bin/emerg-version"
    ends 0 version
    [ "$output" != mine ]
    ends 2 lst
    has "$stderr" 'did you mean list?'
    ends 2 list --minee
    has "$stderr" 'did you mean --mine?'
}

@test "config validate, get and path" {
    ends 0 config validate
    ends 0 config path
    same "$output" "$EMERG_CONFIG"
    printf 'messages: {contact: "Hello {{requestr}}"}\n' >>"$own"
    ends 4 config validate --config "$own"
    has "$stderr" requestr
}

@test "a hook runs once something has happened, with the case, and its failure changes nothing" {
    printf '#!/bin/sh\n{ echo "$EMERG_EVENT $EMERG_CASE $EMERG_TICKET"; cat; echo; } >>"%s"\n' "$BATS_TEST_TMPDIR/heard" >"$BATS_TEST_TMPDIR/bin/hear"
    chmod +x "$BATS_TEST_TMPDIR/bin/hear"
    printf 'hooks: {ack: hear, any: "hear any", contact: "false"}\n' >>"$own"
    ends 0 config validate --config "$own"
    ends 0 ack "$CASE" --dry-run --config "$own"
    [ ! -e "$BATS_TEST_TMPDIR/heard" ]
    ends 0 ack "$CASE" --config "$own"
    same "$(sed -n 1p "$BATS_TEST_TMPDIR/heard")" "ack $CASE 400123"
    same "$(sed -n 2p "$BATS_TEST_TMPDIR/heard" | jq -r .ticket.id)" 400123
    same "$(grep -c '^ack ' "$BATS_TEST_TMPDIR/heard")" 2
    ends 0 ack "$CASE" --config "$own"
    same "$(grep -c '^ack ' "$BATS_TEST_TMPDIR/heard")" 2
    ends 0 contact "$CASE" --yes --config "$own"
    has "$stderr" 'hook contact: '
    same "$(grep -c '^contact ' "$BATS_TEST_TMPDIR/heard")" 1
}

@test "a hook for a command that there is not is found by config validate" {
    printf 'hooks: {acknowledge: logger}\n' >>"$own"
    ends 4 config validate --config "$own"
    has "$stderr" "there is no command 'acknowledge'"
    sed -i '$d' "$own"
    printf 'hooks: {ack: []}\n' >>"$own"
    ends 4 config validate --config "$own"
    has "$stderr" 'runs nothing'
}
