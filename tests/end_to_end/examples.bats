#!/usr/bin/env bats
# The examples of every help page run as they stand, in a sandbox where the customer has been contacted.
load helper

setup_file() {
    sandbox_serve
    mkdir "$BATS_FILE_TMPDIR/bin"
    ln -s "$EMERG" "$BATS_FILE_TMPDIR/bin/emerg"
    export PATH=$BATS_FILE_TMPDIR/bin:$PATH
}

examples_of() {  # examples_of VERB: one a line
    command emerg help "$1" | sed -n '/^Examples$/,/^$/ s/^  //p'
}

only_reads() {  # Nothing was written since the case was made, so the next example may have it too.
    answer_of GET /requests | jq -e 'all(.method == "GET")' >/dev/null
}

contacted_case() {  # contacted_case NUMBER: everything as new, with a state of its own
    control POST /reset >/dev/null
    export EMERG_STATE=$BATS_TEST_TMPDIR/state-$1
    command emerg ack "$CASE" 2>/dev/null
    command emerg contact "$CASE" --yes 2>/dev/null
    control DELETE /requests >/dev/null
}

@test "every help page has examples, and they run" {
    local verb example status=0 count=0
    contacted_case 0
    while read -r verb; do
        while IFS= read -r example; do
            count=$((count + 1))
            only_reads || contacted_case "$count"
            bash -c "$example" </dev/null >"$BATS_TEST_TMPDIR/said" 2>&1 3>&- && continue
            echo "$example: ended with $?"
            cat "$BATS_TEST_TMPDIR/said"
            status=1
        done < <(examples_of "$verb")
    done < <(command emerg help | sed -n 's/^  \([a-z][a-z]*\)  *[A-Z].*/\1/p')
    [ "$count" -ge 25 ]
    return "$status"
}
