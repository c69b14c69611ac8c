#!/bin/bash
# documents_test.sh SOURCE EMERG: fails when a committed document is not what the program says today.
# documents_test.sh --write SOURCE EMERG writes them anew.
write=no
[ "$1" = --write ] && { write=yes; shift; }
cd "$1" || exit 2
emerg=$2
status=0

compare() {  # compare FILE WORDS…
    local file=$1
    shift
    if [ $write = yes ]; then
        mkdir -p "$(dirname "$file")"
        "$emerg" "$@" > "$file"
    elif ! "$emerg" "$@" | diff -u "$file" - >&2; then
        echo "$file is stale: run tests/documents_test.sh --write . build/dev/bin/emerg" >&2
        status=1
    fi
}

mapfile -t verbs < <("$emerg" help | sed -n 's/^  \([a-z][a-z]*\)  *[A-Z].*/\1/p')
[ "${#verbs[@]}" -ge 15 ] || { echo "emerg help lists only ${#verbs[@]} commands" >&2; status=1; }
compare man/emerg.1.scd help --scdoc
compare man/emerg-config.5.scd help --scdoc emerg-config.5
for verb in "${verbs[@]}"; do
    compare "man/emerg-$verb.1.scd" help --scdoc "$verb"
    grep -q "emerg $verb" README.md || { echo "README.md does not show emerg $verb" >&2; status=1; }
done
compare completions/emerg.bash completion bash
compare completions/_emerg completion zsh
compare completions/emerg.fish completion fish
if command -v scdoc >/dev/null; then
    for page in man/*.scd; do
        scdoc < "$page" > /dev/null || { echo "$page is no scdoc" >&2; status=1; }
    done
fi
bash -n completions/emerg.bash || status=1
exit $status
