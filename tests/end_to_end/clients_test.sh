#!/bin/bash
# clients_test.sh EMERG FOLDER: the published clients of the services talk to the sandbox, as FOLDER/clients.mjs has them.
# Their modules are installed once, beside a copy of the script: modules are looked up from where a script lies.
set -eu
emerg=$(realpath "$1")
folder=$2
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "skipped: node and npm are not here"
    exit 77
fi
cache=${XDG_CACHE_HOME:-$HOME/.cache}/emerg-clients
mkdir -p "$cache"
exec {lock}>"$cache/lock"
flock "$lock"
if ! cmp -s "$folder/package.json" "$cache/package.json" || [ ! -d "$cache/node_modules" ]; then
    rm -f "$cache/package.json" "$cache/package-lock.json"
    cp "$folder"/package*.json "$cache/"
    (cd "$cache" && npm install --silent --no-audit --no-fund) || { rm -f "$cache/package.json"; exit 1; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$folder"/*.mjs "$folder/package.json" "$work/"
ln -s "$cache/node_modules" "$work/node_modules"
flock --unlock "$lock"
cd "$work"
"$emerg" sandbox exec -- node clients.mjs
