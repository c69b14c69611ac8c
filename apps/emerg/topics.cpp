#include "apps/emerg/help.h"
#include "libemergency/procedure/known_effects.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace emerg {
namespace {

constexpr std::string_view effects_topic = "exactly-once";

struct Topic {
    std::string_view name;
    std::string_view text;
};

constexpr auto table = std::to_array<Topic>({
    {"exit-codes",
     R"(Exit codes

    0  done, or already done
    1  failed
    2  the command line makes no sense
    3  not found
    4  not configured, or not allowed by the service
    5  rate limited; nothing happened
    6  unreachable or timed out; nothing happened
    7  the service failed
    8  done in part: emerg sync finishes it, or the same command again
    9  refused by the procedure's rules
   10  nothing is due or open (only with --exit-code)
   11  uncertain: it may have happened, and reading back could not tell
  130  interrupted
)"},
    {"environment",
     R"(Environment

Every setting has its variable, which overrides the files; emerg config show
--json=key,variable lists them all. Beside those:

  EMERG_CONFIG      the only configuration file to read
  EMERG_PROFILE     a profile of the configuration
  EMERG_STATE       the folder of journal, queue and caches; default $XDG_STATE_HOME/emerg,
                    else ~/.local/state/emerg
  EMERG_DRILL_…     set by drill start; within a drill no other setting counts
  EMERG_EDITOR      then VISUAL, then EDITOR
  EMERG_PAGER       then PAGER, then less -FRX: on a terminal it has the answers of show,
                    timeline, journal, schedule show and help; cat, or --no-pager: none
  EMERG_HYPERLINK   always or never, as --hyperlink: are ids in tables links? Else they are
                    on terminals that are known to show them
  EMERG_PROMPT_DISABLED   as --no-input, once it is not empty
  BROWSER           for show --web
  HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, TMPDIR   as everywhere
  COLUMNS           how wide tables are; else the terminal is asked. --full cuts nothing
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE             as everywhere
)"},
    {"configuration",
     R"(Configuration

YAML: /etc/emerg/config.yaml for a team, then ~/.config/emerg/config.yaml; a
profile's sections override those above it. The working folder is never read.
config.example.yaml has every setting; man emerg-config tells of each.

  user:      {email: ana@example.com, time_zone: Europe/Madrid}
  pagerduty: {token: "env:PAGERDUTY_KEY", services: [PSVC001]}
  zendesk:   {url: https://acme.zendesk.com, email: ana@example.com, token: "file:~/.zendesk"}
  slack:     {token: "command:pass show slack"}
  bridge:    {link: https://zoom.example.com/j/123}
  channels:  [{channel: "#support_gitlab-com", tags: [saas]}, {channel: "#support_self-managed"}]
  rotations: [{name: ceoc, schedules: [PSCH001], time_zone: UTC}]

Tokens come from env:, file: (mode 0600), command: (no shell) or keyring:; a
token itself is accepted from its variable only.
)"},
    {"scripting",
     R"(Scripting

Data goes to standard output, everything else to standard error. Into a pipe
tables are tab-separated, without header, with full values and times in UTC.
--json prints objects, --json=id,stage only these fields; an unknown field
lists them all. An empty list is [].

  emerg list --unacked --json=id | emerg ack -
  */5 * * * *  emerg followup --due --yes --quiet

`aliases:` of the configuration are short names (mine: list --mine); none shadows
a command. A program emerg-foo on the PATH runs as emerg foo: it finds EMERG_BIN,
and EMERG_CONFIG and EMERG_PROFILE if they were chosen, in its environment; it is
given no token, and asks by "$EMERG_BIN" api.

`hooks:` of the configuration run a program once something of a command on a case
has happened (hooks: {handoff: [logger, -t, emerg], any: tell-the-team}): with the
case, as it was before, as JSON on its standard input, as list tells it, and
EMERG_EVENT (the command), EMERG_CASE and EMERG_TICKET in its environment. It has
10 s. What it says is dropped, that it fails is told and changes nothing.

Nothing is asked unless standard input and error are terminals: what a customer
would see needs --yes then. Running a command again is safe: what happened is
recognised and said, and the exit code is 0. With --json an error is an object:
{"error":{"code","kind","message","hint","service","http_status","request_id",
"retryable","case","steps"}}; with code 8 its kind is "in_part". emerg schema
error says all of it, emerg schema COMMAND what a command prints.
)"},
    {"formatting",
     R"(Formatting

Every command that answers data writes it as -o says: table, tsv, json, jsonl,
yaml or csv. --jq and --template go through the JSON instead, and win over -o:

  emerg list --jq '.[] | select(.stage == "paged") | .id'
  emerg show '#400123' --jq .next.command
  emerg list --template '{{id}} {{ticket.subject}}{{#thread}} {{url}}{{/thread}}'
  emerg ack '#400123' --json=steps --jq '.steps[].status'

--jq is jq 1.6: no jq needs to be installed. halt_error is exit 1, with its words. Strings are written as they are,
anything else as JSON, a result a line. --template is mustache, once for each
row of a list; nothing is escaped as HTML, null and empty texts are absent, and
what others wrote is inserted as printable text, never expanded. An expression
that jq does not understand is exit 2 in its words, before anything is done; one
that does not fit the answer is exit 2 too, unless something was done: then the
work decides the code.

emerg schema COMMAND prints the JSON Schema of what COMMAND writes with --json:
each field, its unit, and when it is null; emerg schema error that of an error.
The number in its $id is the version. Within a version fields are only added,
none is taken away or means something else, so pass over those that you do not
know. Each line of watch, of -o jsonl, and of a command on several cases is a
document of its own; --json=f1,f2 has the fields that it names, with null for
what is not there.
)"},
    {"time",
     R"(Time

Deadlines are reckoned from the services' own timestamps and Date headers, so a
wrong clock on this machine moves none of them. Times are shown in user.time_zone
and always say their zone; promises to customers say UTC too. Durations: 90s,
15m, 2h30m, 3d. Moments: 2026-03-10T04:00:00Z.
)"},
    {"control-port",
     R"(The control port of a sandbox

The line that `emerg sandbox serve` prints says where it is (`control`). It
speaks JSON, on loopback only, and asks for no token. What it refuses is 4xx with
{"error":…}.

  GET /state        what the services hold, each object as its own API shows it
  GET /requests     every request: service, method, path, status, connection, bytes,
                    fault; began and ended count together: of what ended before
                    another began that may have been waited for
  DELETE /requests  forget them
  GET /clock        the time of all services
  POST /clock       {"advance": "15m"}: time passes
  POST /page        somebody is paged; all of it may be left out: {"title",
                    "requester", "organisation", "form", "tags", "ticket": 400123}
  POST /customer    {"ticket": 400123, "reply": "Still down"}, also "author"
  POST /faults      one, or a list: {"kind", "service": "zendesk", "match":
                    "PUT /api/v2/tickets/*", "nth": 2, "times": 1}. Kinds: latency,
                    hang ("ms"), status ("status", "headers", "body"), reset_before,
                    reset_after, truncate, garbage, html. "apply": true does what was
                    asked for all the same; times 0 is always
  GET /faults       with how often each was met; DELETE takes all away
  POST /reset       all as at first: services, time, no faults
  POST /checkpoint  {"name": "acknowledged"}: keep services and time under a name;
                    the folder EMERG_STATE is yours to keep
  POST /rollback    {"name": "acknowledged"}: back to it, as often as you like
  GET /drill        how a drill stands

  emerg sandbox exec -- sh -c 'emerg ack "#400123" &&
    curl -sd "{\"advance\":\"16m\"}" "$EMERG_SANDBOX_CONTROL/clock"'
)"},
    {"templates",
     R"(Templates

Messages are mustache: {{me}} {{requester}} {{customer}} {{subject}} {{ticket}}
{{ticket_url}} {{incident_url}} {{thread_url}} {{bridge}} {{next_time}}
{{priority}} {{close_minutes}}; in a handoff {{next_engineer}} {{until}}; in the
thread's root {{cc}}. {{#cc}}…{{/cc}} is there only if cc is.

Yours replace those by the same name below `messages:`; the required points stay
unless you list your own. A text for customers is refused if a point is missing,
a variable is unknown, a blank is left, a key is in it, or something internal
shows. What others wrote (names, subjects) is inserted as plain text and never
expanded. A customer reads the text of their locale (`locales:` below a message:
de-AT, then de, then the plain text), and times on their own clock.

Slack gets no keys, addresses, hosts or logs (`guard:`): put them into the ticket
with emerg note --internal, or insist with --anyway, which the journal remembers.
Of a government case (`government:`) it gets NAME_government, or `government`:
links only. Nearly the same public comment twice within
policy.same_message_within needs --again.
)"},
});

}  // namespace

namespace {

/// Its own words come from the table of effects, one row an effect.
std::string exactly_once() {
    std::string text =
        R"(Exactly once

Each effect has a key, the same for everybody: the case and what follows. It
travels with the effect and is read back before anything is repeated. A "core"
effect that fails fails the command; a "side" effect is queued, told (exit 8),
and finished by emerg sync or the next command on the case until it expires.
N is a number, X a digest or an id.

)";
    for (const auto& row : emergency::procedure::known_effects()) {
        const bool is_core = row.criticality == emergency::procedure::Criticality::core;
        text += fmt::format("  {}\n      {}: {} ({})\n      proof: {}\n      unreadable: {}\n",
                            row.key, row.service, row.what, is_core ? "core" : "side", row.proof,
                            row.unreadable);
    }
    return text;
}

}  // namespace

std::string topic(const std::string& name) {
    if (name == effects_topic) {
        return exactly_once();
    }
    for (const auto& each : table) {
        if (each.name == name) {
            return std::string(each.text);
        }
    }
    return {};
}

std::vector<std::string> topics() {
    std::vector<std::string> names;
    names.reserve(table.size() + 1);
    for (const auto& each : table) {
        names.emplace_back(each.name);
    }
    names.emplace_back(effects_topic);
    return names;
}

}  // namespace emerg
