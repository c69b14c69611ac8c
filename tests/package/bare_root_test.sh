#!/bin/bash
# bare_root_test.sh SOURCE BUILD: in a Debian with nothing but what the .deb says that it needs, the .deb is installed, runs, and is
# removed without a trace. Ends with 77, and says why, where there is no root, debootstrap or mirror.
set -eu
source=$1
build=$(realpath "$2")
work=$(mktemp -d)
bare=$work/bare
trap 'rm -rf "$work"' EXIT

skip() {
    echo "bare root: skipped, $1"
    exit 77
}

fail() {
    echo "bare root: $1"
    exit 1
}

[ "$(id -u)" = 0 ] || skip "only root can make one"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 2>/dev/null | head -n 1)
[ -n "$mirror" ] || skip "apt names no mirror"
release=$(. /etc/os-release && echo "$VERSION_CODENAME")

cpack --config "$build/CPackConfig.cmake" -B "$work/packages" >/dev/null
package=$(echo "$work"/packages/emerg_*.deb)
# The first of alternatives, without versions.
needed=$(dpkg-deb --field "$package" Depends | tr ',' '\n' | sed 's/|.*//; s/(.*)//; s/ //g; s/:any$//' | sort -u | paste -sd ,)

debootstrap --variant=minbase --include="$needed" "$release" "$bare" "$mirror" >"$work/made" 2>&1 || {
    tail -n 5 "$work/made"
    grep -qE "^E: (Failed getting release file|Couldn't download|Invalid Release)" "$work/made" && skip "the mirror does not answer"
    fail "debootstrap failed"
}

inside() {
    chroot "$bare" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

files() {  # All but what dpkg itself writes down.
    (cd "$bare" && find . -xdev \( -path ./proc -o -path ./sys -o -path ./dev -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/log \
        -o -path ./var/cache \) -prune -o -print | sort)
}

files >"$work/before"
cp "$package" "$bare/tmp/emerg.deb"
inside dpkg --install /tmp/emerg.deb >"$work/installed" 2>&1 || { cat "$work/installed"; fail "it is not installed"; }
[ -z "$(inside dpkg --audit)" ] || fail "dpkg finds it half installed"
version=$(sed -n 's/^project(emerg VERSION \([0-9.]*\).*/\1/p' "$source/CMakeLists.txt")
[ "$(inside emerg --version)" = "emerg $version" ] || fail "it does not run"
for library in $(cd "$bare" && find usr/lib usr/bin/emerg -name 'libemerg*' -o -name emerg -type f); do
    # Alone they load what ldd cannot see through their own folder.
    ! inside ldd "/$library" | grep 'not found' || fail "/$library lacks a library"
done
[ "$(inside emerg sandbox exec -- emerg list --jq '.[0].id')" = Q0EMERG0000001 ] || fail "it finds no case in its sandbox"
rm -rf "$bare/root/.local"
inside dpkg --purge emerg >"$work/purged" 2>&1 || { cat "$work/purged"; fail "it is not removed"; }
files >"$work/after"
diff "$work/before" "$work/after" || fail "it leaves something behind"
echo "bare root: installed, run and removed, with $(tr ',' '\n' <<<"$needed" | wc -l) packages that it names"
