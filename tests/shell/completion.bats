#!/usr/bin/env bats
# What each shell offers, in the shell itself: verbs, flags, and the cases that this machine saw last.
load ../end_to_end/helper

setup_file() {
    sandbox_serve
    mkdir "$BATS_FILE_TMPDIR/bin"
    ln -s "$EMERG" "$BATS_FILE_TMPDIR/bin/emerg"
    export PATH=$BATS_FILE_TMPDIR/bin:$PATH
}

in_bash() {  # in_bash WORDS…: what is offered for the last one
    bash --norc -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _emerg; printf "%s\n" "${COMPREPLY[@]}"' \
        bash <(command emerg completion bash) "$@"
}

in_zsh() {  # The same; what the script adds is printed instead.
    command emerg completion zsh >"$BATS_TEST_TMPDIR/_emerg"
    zsh -f -c 'compdef() { : }; compadd() { shift; print -l -- "$@" }; _describe() { print -l -- "${(P@)2}" }
        source "$1"; shift; words=("$@"); CURRENT=$#; _emerg' zsh "$BATS_TEST_TMPDIR/_emerg" "$@"
}

in_fish() {
    command emerg completion fish >"$BATS_TEST_TMPDIR/emerg.fish"
    fish --no-config -c 'source $argv[1]; complete -C "$argv[2]"' "$BATS_TEST_TMPDIR/emerg.fish" "$*" | cut -f1
}

offers() {  # offers SHELL WANTED WORDS…
    local offered
    offered=$("in_$1" "${@:3}")
    grep -qxF -- "$2" <<<"$offered" || { echo "$1 does not offer $2: $offered"; return 1; }
}

withholds() {
    ! offers "$@" >/dev/null
}

check() {  # check SHELL
    command -v "$1" >/dev/null || skip "there is no $1"
    offers "$1" --take emerg ack --
    withholds "$1" "$CASE" emerg ack ""
    ends 0 list
    forget_requests
    offers "$1" "$CASE" emerg ack ""
    offers "$1" "$CASE" emerg handoff ""
    withholds "$1" "$CASE" emerg version ""
    same "$(requests length)" 0
}

@test "bash offers flags, and cases from the cache" {
    check bash
    offers bash contact emerg con
    same "$(in_bash emerg ack Q0)" "$CASE"
}

@test "an id from a service is never run by bash" {
    printf '#!/bin/sh\nprintf "%%s\\t1\\n" %s Q0PLAIN\n' "'\$(touch $BATS_TEST_TMPDIR/run)'" >"$BATS_TEST_TMPDIR/hostile"
    chmod +x "$BATS_TEST_TMPDIR/hostile"
    same "$(in_bash "$BATS_TEST_TMPDIR/hostile" ack Q)" Q0PLAIN
    [ ! -e "$BATS_TEST_TMPDIR/run" ]
}

@test "zsh offers flags, and cases from the cache" {
    check zsh
}

@test "fish offers flags, and cases from the cache" {
    check fish
    offers fish contact emerg con
}
