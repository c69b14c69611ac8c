#!/bin/bash
# clients_test.sh EMERG FOLDER: published packages of others talk to the sandbox, or read what we write, as FOLDER has it in a script of its own name;
# in the scenario that is beside it, if one is.
# The modules are installed once, beside a copy of the script: modules are looked up from where a script lies.
set -eu
emerg=$(realpath "$1")
folder=$2
name=$(basename "$folder")
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not here"
    exit 77
fi
cache=${XDG_CACHE_HOME:-$HOME/.cache}/emerg-$name
mkdir -p "$cache"
exec {lock}>"$cache/lock"
flock "$lock"
if ! cmp -s "$folder/package.json" "$cache/package.json" || [ ! -d "$cache/node_modules" ]; then
    rm -f "$cache/package.json" "$cache/package-lock.json"
    cp "$folder"/package*.json "$cache/"
    if ! (cd "$cache" && npm install --silent --no-audit --no-fund --fetch-retries=1 --fetch-timeout=60000); then
        rm -f "$cache/package.json"
        echo "skipped: npm could not install what $name needs"
        # On a machine without a way to the packages the other tests count; CI has one.
        [ -n "${CI:-}" ] && exit 1
        exit 77
    fi
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$folder"/* "$work/"
ln -s "$cache/node_modules" "$work/node_modules"
flock --unlock "$lock"
cd "$work"
scenario=base
[ -e scenario.yaml ] && scenario=$work/scenario.yaml
EMERG=$emerg "$emerg" sandbox exec --scenario "$scenario" -- node "$name.mjs"
