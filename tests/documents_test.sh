#!/bin/bash
# documents_test.sh SOURCE EMERG: fails when a committed document is not what the program says today.
# documents_test.sh --write SOURCE EMERG writes them anew.
write=no
[ "$1" = --write ] && { write=yes; shift; }
emerg=$(realpath "$2")
cd "$1" || exit 2
status=0

complain() {
    echo "$1" >&2
    status=1
}

compare() {  # compare FILE WORDS…
    local file=$1
    shift
    if [ $write = yes ]; then
        mkdir -p "$(dirname "$file")"
        "$emerg" "$@" > "$file"
    elif ! "$emerg" "$@" | diff -u "$file" - >&2; then
        complain "$file is stale: run tests/documents_test.sh --write . build/dev/bin/emerg"
    fi
}

mapfile -t verbs < <("$emerg" help | sed -n 's/^  \([a-z][a-z]*\)  *[A-Z].*/\1/p')
[ "${#verbs[@]}" -ge 15 ] || complain "emerg help lists only ${#verbs[@]} commands"

compare man/emerg.1.scd help --scdoc
compare man/emerg-config.5.scd help --scdoc emerg-config.5
for verb in "${verbs[@]}"; do
    compare "man/emerg-$verb.1.scd" help --scdoc "$verb"
    grep -q "emerg $verb" README.md || complain "README.md does not show emerg $verb"
done
compare schemas/configuration.json config schema
compare completions/emerg.bash completion bash
compare completions/_emerg completion zsh
compare completions/emerg.fish completion fish
bash -n completions/emerg.bash || status=1

if command -v scdoc >/dev/null; then
    for page in man/*.scd; do
        scdoc < "$page" > /dev/null || complain "$page is no scdoc"
    done
fi

# No page of a verb that is gone.
for page in man/emerg-*.1.scd; do
    verb=${page#man/emerg-}
    [[ " ${verbs[*]} " == *" ${verb%.1.scd} "* ]] || complain "$page is of no command"
done

# The configurations that we show are read without complaint.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n '/^```yaml$/,/^```$/ { /^```/d; p }' README.md > "$work/readme.yaml"
[ -s "$work/readme.yaml" ] || complain "README.md shows no configuration"
cp config.example.yaml "$work/example.yaml"
for file in readme example; do
    EMERG_CONFIG=$work/$file.yaml "$emerg" config show > /dev/null || complain "the configuration of $file is not read"
done

# Every option that README.md shows in a command is one of that command.
while read -r verb option; do
    "$emerg" help "$verb" | grep -qE -- "(^|[ ,])$option\b" || complain "README.md: emerg $verb has no $option"
done < <(grep -oE 'emerg [a-z]+ [^`|#]*' README.md |
    awk '{ for (i = 3; i <= NF; ++i) if ($i ~ /^--[a-z]/) { sub(/=.*/, "", $i); print $2, $i } }' | sort -u)
exit $status
