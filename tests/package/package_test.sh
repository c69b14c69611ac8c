#!/bin/bash
# package_test.sh SOURCE BUILD: what is installed runs by itself, another project links it, and the .deb holds all of it.
set -eu
source=$1
build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

same() {  # same IS EXPECTED
    [ "$1" = "$2" ] || { printf 'is:       %s\nexpected: %s\n' "$1" "$2"; exit 1; }
}

cmake --install "$build" --prefix "$work/usr" >/dev/null
same "$("$work/usr/bin/emerg" version --jq .version)" "$(sed -n 's/^project(emerg VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")"
"$work/usr/bin/emerg" sandbox exec -- "$work/usr/bin/emerg" list --jq '.[0].id' | grep -qx Q0EMERG0000001

cmake -S "$source/tests/package/example" -B "$work/example" -DCMAKE_PREFIX_PATH="$work/usr" >/dev/null
cmake --build "$work/example" >/dev/null
same "$("$work/example/example" https://acme.zendesk.com/agent/tickets/400123)" "ticket 400123, 30 min"

cd "$work"
cpack --config "$build/CPackConfig.cmake" -B "$work/packages" >/dev/null
package=$(echo "$work"/packages/emerg_*.deb)
dpkg-deb --info "$package" >"$work/info"
grep -q 'Package: emerg$' "$work/info"
grep -q 'libcurl4' "$work/info"
dpkg-deb --contents "$package" >"$work/contents"
for file in bin/emerg libemergency.so. libemergency-curl.so. libemergency-ical.so. libemerg-sandbox.so. libemerg-jq.so. man1/emerg-ack.1.gz \
    man5/emerg-config.5.gz bash-completion/completions/emerg vendor-completions/_emerg vendor_completions.d/emerg.fish \
    doc/emerg/config.example.yaml doc/emerg/copyright emerg/schemas/list.json emerg/schemas/configuration.json; do
    grep -q "/$file" "$work/contents" || { echo "the package lacks $file"; exit 1; }
done
if grep -E '\.h$|\.cmake$' "$work/contents"; then
    echo "the package holds what only development needs"
    exit 1
fi
dpkg-deb --extract "$package" "$work/root"
"$work/root/usr/bin/emerg" --version >/dev/null
