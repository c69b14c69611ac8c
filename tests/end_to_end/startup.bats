#!/usr/bin/env bats
# What a command that asks nobody loads: it runs at every prompt, and with every press of Tab.

load helper

loaded_by() {  # loaded_by WORDS…: the shared libraries that it opens
    LD_DEBUG=files "$EMERG" "$@" 2>&1 >/dev/null </dev/null | sed -n 's/.*calling init: .*\/\(lib[^/]*\.so[^/ ]*\).*/\1/p' | sort -u
}

@test "version, help, prompt, completion, schema and config load neither curl nor the sandbox" {
    for words in --version help 'help ack' prompt 'completion bash' 'schema list' 'config show'; do
        # shellcheck disable=SC2086  # Words on purpose.
        libraries=$(loaded_by $words)
        [[ $libraries == *libemergency.so* ]]
        [[ $libraries != *curl* && $libraries != *httplib* && $libraries != *emerg-sandbox* ]]
        [ "$(wc -l <<<"$libraries")" -le 20 ]
    done
}

@test "a command that asks loads curl" {
    libraries=$(LD_DEBUG=files "$EMERG" sandbox exec -- "$EMERG" list 2>&1 >/dev/null)
    [[ $libraries == *libemergency-curl.so* ]]
}

@test "where no thread can be started it ends with words, not with a signal" {
    # Each thread would have a stack larger than any memory.
    vast() { (ulimit -s 1000000000000 && "$EMERG" "$@"); }
    vast --version || skip "this build or machine does not bear it"
    run --separate-stderr vast list
    [ "$status" -le 1 ]
    [[ $stderr != *terminate* ]]
}

@test "EMERG_CONFIG alone is enough, also for whom no password database knows" {
    [ "$(id -u)" = 0 ] || skip "only root may become nobody"
    own=$(mktemp -d)
    chown 54321 "$own"
    # shellcheck disable=SC2317  # run calls it.
    as_nobody() { setpriv --reuid 54321 --regid 54321 --clear-groups env -i EMERG_CONFIG=/dev/null TMPDIR="$own" "$EMERG" "$@"; }
    as_nobody --version || skip "the binary is where nobody else may look"
    [ ! -e "$own/emerg-54321" ]
    run --separate-stderr as_nobody journal --json
    same "$status $output" '0 []'
    same "$(grep -c 'no home folder' <<<"$stderr")" 1
    same "$(stat -c '%a %u' "$own/emerg-54321")" '700 54321'
    chmod 755 "$own/emerg-54321"
    run --separate-stderr as_nobody journal --json
    same "$status" 1
    rm -r "$own"
}
