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
