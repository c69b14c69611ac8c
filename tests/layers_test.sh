#!/bin/bash
# layers_test.sh SOURCE: fails when a file knows something that its layer may not know (design.md, "Who may include whom").
cd "$1" || exit 2
status=0

complain() {
    echo "$1"
    status=1
}

allow() {  # allow FOLDER LAYERS…: what it may include, besides itself
    local folder=$1 layer
    shift
    while read -r layer; do
        [[ " $folder $* " == *" $layer "* ]] || complain "libemergency/$folder may not include $layer"
    done < <(grep -rhoE '#include "(libemergency/[a-z]+|apps|tests)/' "libemergency/$folder" |
        sed -E 's|#include "||; s|libemergency/||; s|/$||' | sort -u)
}

only() {  # only PATTERN FILES…: those that may contain it
    local pattern=$1 file home
    shift
    while read -r file; do
        for home in "$@"; do
            # shellcheck disable=SC2254  # A glob on purpose.
            case $file in $home) continue 2 ;; esac
        done
        complain "$file may not contain '$pattern'"
    done < <(grep -rlE "$pattern" apps libemergency --include='*.cpp' --include='*.h')
}

services=(pagerduty zendesk slack zoom gitlab)
allow core
allow http core
allow config core
allow store core
allow message core config
for service in "${services[@]}"; do
    allow "$service" core http
done
allow cases core config store message "${services[@]}"
allow schedule core config store message "${services[@]}"
allow record core config store message cases schedule "${services[@]}"
allow health core config message "${services[@]}"
allow procedure core config store message cases schedule http "${services[@]}"

# Every folder of the library is one of the above.
for folder in libemergency/*/; do
    grep -q "^allow $(basename "$folder")\b" "$0" || [[ " ${services[*]} " == *" $(basename "$folder") "* ]] ||
        complain "$folder has no layer"
done

# Nothing includes the program or the tests from below; the sandbox is a library that knows little of ours.
grep -rnE '#include "tests/' apps libemergency && complain "tests are included by nobody"
grep -rnE '#include "(apps/emerg|libemergency/(http|config|store|cases|message|procedure|record|schedule|pagerduty|zendesk|slack|zoom|gitlab))/' apps/sandbox &&
    complain "apps/sandbox may include only itself and libemergency/core"

# Each foreign library has one door.
only '#include <curl/'              'libemergency/http/curl_trans*'
only '#include <yaml-cpp/'          libemergency/config/yaml.cpp apps/emerg/terminal/yaml.cpp apps/sandbox/yaml_json.cpp
only '#include <date/'              libemergency/core/time_zone.cpp libemergency/core/local_time.cpp apps/sandbox/time_text.cpp
only '#include <(SQLiteCpp/|sqlite3)' 'libemergency/store/*'
only '#include <httplib'            'apps/sandbox/*'
only '#include <CLI/'               'apps/emerg/*'
only '#include <libical/'           'libemergency/schedule/ical*'
only '#include <jq\.h>'            apps/emerg/terminal/jq_door.cpp
only '#include <kainjow/'           'libemergency/message/*'
only '#include <utf8proc'           libemergency/core/text.cpp
only '#include <(sha2|resolv)\.h>'  libemergency/core/encoding.cpp
only '#include <openssl/'           'apps/sandbox/certificate.*' 'apps/sandbox/server.*'
only '#include <nlohmann/json.hpp>' '*.cpp'

# The library does not print, read the environment, exit or sleep.
only '<iostream>|\bstd::c(out|err|log)\b|\bv?f?printf ?\(|\bf?puts ?\(' apps/emerg/main.cpp
only '\b(getenv|secure_getenv|environ)\b' apps/emerg/main.cpp
only '\b(sleep_for|sleep_until|usleep|nanosleep) ?\(|[^.>:]::sleep ?\(' libemergency/core/clock.cpp 'apps/sandbox/*'
only '\b(std::)?(exit|abort|_exit|quick_exit) ?\(' 'apps/sandbox/*'
only '\bvirtual\b'                  libemergency/core/clock.h libemergency/http/transport.h 'apps/sandbox/*'
only '\bthrow\b'                    'apps/sandbox/*'
only 'using namespace'              '*.cpp'
only '\b(TODO|FIXME|XXX)\b'         nowhere

while read -r lines file; do
    [ "$file" = total ] || [ "$lines" -le 300 ] || complain "$file has $lines lines; 300 is a lot"
done < <(find apps libemergency tests \( -name '*.cpp' -o -name '*.h' \) -exec wc -l {} +)
exit $status
