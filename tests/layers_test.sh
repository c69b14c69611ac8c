#!/bin/bash
# Fails when a file knows something that its layer may not know (design.md, "Who may include whom").
cd "$1" || exit 2
status=0

complain() { echo "$1"; status=1; }

allow() {  # allow FOLDER LAYERS… it may include, besides itself
    local folder=$1
    shift
    for layer in $(grep -rhoE '#include "(libemergency/[a-z]+|apps|tests)/' "libemergency/$folder" |
        sed -E 's|#include "||; s|libemergency/||; s|/$||' | sort -u); do
        case " $folder $* " in
            *" $layer "*) ;;
            *) complain "libemergency/$folder may not include $layer" ;;
        esac
    done
}

only() {  # only PATTERN FILES… that may contain it
    local pattern=$1
    shift
    while read -r file; do
        for home in "$@"; do
            # shellcheck disable=SC2254  # A glob on purpose.
            case $file in $home) continue 2 ;; esac
        done
        complain "$file may not contain '$pattern'"
    done < <(grep -rlE "$pattern" apps libemergency --include='*.cpp' --include='*.h')
}

services="pagerduty zendesk slack"
allow core
allow http core
allow config core
allow store core
allow message core config
allow pagerduty core http
allow zendesk core http
allow slack core http
allow cases core config store message $services
allow schedule core config store $services
allow procedure core config store message cases schedule http $services

only '#include <curl/'              libemergency/http/curl_transport.cpp
only '#include <yaml-cpp/'          libemergency/config/yaml.cpp apps/emerg/terminal/yaml.cpp 'apps/sandbox/*'
only '#include <date/'              libemergency/core/time_zone.cpp 'apps/sandbox/*'
only '#include <SQLiteCpp/'         'libemergency/store/*'
only '#include <httplib'            'apps/sandbox/*'
only '#include <CLI/'               'apps/emerg/*'
only '#include <kainjow/'           'libemergency/message/*'
only '#include <utf8proc'           libemergency/core/text.cpp
only '#include <openssl/'           libemergency/core/encoding.cpp 'apps/sandbox/*'
only '#include <nlohmann/json.hpp>' '*.cpp'
only '<iostream>|std::c(out|err)\b' apps/emerg/main.cpp
only '\b(getenv|environ)\b'         apps/emerg/main.cpp
only '\b(sleep_for|sleep_until|usleep)\b' libemergency/core/clock.cpp 'apps/sandbox/*'
only '\b(std::)?(exit|abort|_exit|quick_exit) ?\(' 'apps/sandbox/*'
only '\bvirtual\b'                  libemergency/core/clock.h libemergency/http/transport.h 'apps/sandbox/*'
only '\bthrow\b'                    'apps/sandbox/*'
only 'using namespace'              '*.cpp'
only '\b(TODO|FIXME)\b'          nowhere

while read -r lines file; do
    [ "$file" = total ] || [ "$lines" -le 300 ] || complain "$file has $lines lines; 300 is a lot"
done < <(git ls-files 'apps/*.cpp' 'apps/*.h' 'libemergency/*.cpp' 'libemergency/*.h' | xargs wc -l)
exit $status
