#include "apps/emerg/commands/verb.h"

#include <algorithm>
#include <array>

namespace emerg {
namespace {

// clang-format off
const auto table = std::to_array<Verb>({
    {"list", StageOfUse::look, "Open emergencies: age, stage, owner, customer, next deadline",
     "Unresolved pages and urgent unsolved tickets, joined. One request to PagerDuty and one to Zendesk for 100 rows each; "
     "one more for tickets that the search has not found yet, and one for each organisation not seen today.",
     {"emerg list", "emerg list --unacked --json=id"},
     "10 nothing is open (with --exit-code)", &add_list},
    {"show", StageOfUse::look, "One case over all systems, with its clocks, links and next step",
     "The case is found from any reference to it: a PagerDuty incident, a Zendesk ticket, the Slack thread, or their URLs.",
     {"emerg show Q0EMERG0000001", "emerg show '#400123' --json=stage,next"},
     "2 the page names two different tickets; 3 there is no such case", &add_show},
    {"ack", StageOfUse::acknowledge, "Acknowledge the page, take the ticket, start the thread",
     "Finds the ticket of the page and says how; assigns it to you, acknowledges the page, starts the Slack thread in the "
     "channel that the configuration's rules choose, with the ticket's link and the account manager, and notes the thread's "
     "link in the ticket. Never from under somebody else, unless --take. Running it again finishes what is missing.",
     {"emerg ack Q0EMERG0000001", "emerg list --unacked --json=id | emerg ack -"},
     "8 done, but not the thread; 9 it is somebody else's", &add_ack},
    {"contact", StageOfUse::engage, "First public comment: we are on it, join the call, next message at a time",
     "A public comment by you from the configured message, or from your own text, which may use its variables: it must "
     "name the bridge and the time of the next message, and may have no blanks left. A customer who was contacted is not contacted again.",
     {"emerg contact Q0EMERG0000001 --yes", "emerg contact '#400123' --dry-run"},
     "9 the text lacks a required point; 11 it may have been sent", &add_contact},
    {"resolve", StageOfUse::engage, "Resolve the page, once the customer has been contacted",
     "\"Resolved\" tells PagerDuty that the customer was contacted, not that the problem is fixed. Refused while no public "
     "comment by an agent exists after the page; --force --reason TEXT is recorded in the journal and on the incident.",
     {"emerg resolve Q0EMERG0000001", "emerg resolve Q0EMERG0000001 --force --reason 'duplicate page' --dry-run"},
     "9 nobody has contacted the customer", &add_resolve},
    {"followup", StageOfUse::engage, "After silence: the four points, then the closing of the bridge",
     "By the services' time: 15 minutes after the first contact without an answer it sends the four points; 15 minutes after those it "
     "closes the bridge, lowers the priority, tells customer and thread. Before, it says when it is due. An answer by the customer stops it. "
     "--due does this for every open case of yours and is made for cron.",
     {"emerg followup Q0EMERG0000001 --yes", "emerg followup --due --yes --quiet"},
     "9 the customer was not contacted yet; 10 nothing was due (with --exit-code)", &add_followup},
    {"note", StageOfUse::engage, "A note to the thread, or into the ticket",
     "One complete statement, as argument, from a file, from standard input (-) or the editor. The same text again is recognised.",
     {"emerg note Q0EMERG0000001 'gitaly timings are really high'", "echo 'logs are in the ticket' | emerg note Q0EMERG0000001 - --internal"},
     "9 the case has no thread", &add_note},
    {"handoff", StageOfUse::hand_over, "Brief the next engineer, tell the customer, reassign",
     "Finds who is next in the final schedule, overrides applied; posts the briefing as internal note and in the thread, tags them, "
     "tells the customer who follows and until when, and assigns the ticket. The briefing answers eight questions: by flags, "
     "as one text (-m, --file, -), or in the editor.",
     {"emerg handoff Q0EMERG0000001 --yes -m 'Problem: 502. Done: rollback. Next: watch.'", "emerg handoff --problem '502 for all' --next 'watch gitaly' --dry-run"},
     "3 nobody is next; 9 there is nothing to hand over", &add_handoff},
    {"schedule", StageOfUse::on_call, "Who is on call now, who is next, when am I",
     "From the final schedules of the configured rotations, overrides applied; times in your zone, the rotation's and UTC.",
     {"emerg schedule now", "emerg schedule next --rotation ceoc --json"},
     "3 there is no such rotation; 4 no rotations are configured", &add_schedule, {"now", "next", "mine"}},
    {"journal", StageOfUse::look, "What this machine sent: when, by whom, with which proof",
     "The append-only record; each line carries the hash of the one before. An intent without an outcome was cut off: the next "
     "command on its case, or sync, finishes it. `show KEY` tells all of one effect, `verify` recomputes the chain of hashes; "
     "--pending lists what has no outcome yet: intent, uncertain, queued.",
     {"emerg journal", "emerg journal ZD-400123 --json", "emerg journal verify"},
     "1 a line was changed or lost (verify); 3 there is no such key (show); 10 nothing is there (with --exit-code)", &add_journal,
     {"show", "verify"}},
    {"sync", StageOfUse::look, "Finish what a fault cut off",
     "Each command that was begun here and not brought to its end (a service was down, the process was killed) is looked at again: "
     "what happened meanwhile is recognised, what is missing is done, once. A message that a customer would see is finished only within "
     "policy.succession of its begin, the rest (thread, notes) within policy.thread_expires; what is later than that is dropped, and said. "
     "Made for cron. --dry-run only lists.",
     {"emerg sync", "emerg sync --dry-run --json"},
     "8 something is still left to do; 10 nothing was left to do (with --exit-code)", &add_sync},
    {"config", StageOfUse::set_up, "The settings in force, and where each comes from",
     "default < /etc/emerg/config.yaml < the user's config.yaml and its profile < environment < flags. Tokens are never shown.",
     {"emerg config show --origin", "emerg config get user.time_zone"},
     "2 there is no such setting; 4 the configuration is malformed", &add_config, {"show", "get", "path"}},
    {"sandbox", StageOfUse::set_up, "Local fakes of the three services, to try and to test",
     "Faithful fakes of PagerDuty, Zendesk and Slack on loopback ports, with a clock that can be moved and faults that can be set. "
     "`serve` prints one JSON line when ready and serves until SIGTERM; `exec` runs a command against one and exits with its status.",
     {"emerg sandbox exec -- emerg list", "emerg sandbox exec --scenario busy -- emerg list --json=id"},
     "", &add_sandbox},
    {"completion", StageOfUse::set_up, "The completion script of a shell",
     "bash: source <(emerg completion bash). zsh: put it on the fpath as _emerg. fish: emerg completion fish | source.",
     {"emerg completion bash", "emerg completion zsh"}, "", &add_completion, {"bash", "zsh", "fish"}},
    {"version", StageOfUse::set_up, "The version", "The same as --version.",
     {"emerg version", "emerg --version"}, "", &add_version},
    {"help", StageOfUse::set_up, "Help on a command or topic",
     "Topics: exit-codes, environment, configuration, scripting, time, templates, exactly-once.",
     {"emerg help ack", "emerg help exit-codes"}, "", &add_help},
});
// clang-format on

}  // namespace

std::span<const Verb> verbs() {
    return table;
}

const Verb* verb_of(std::string_view name) {
    const auto* const found = std::find_if(table.begin(), table.end(),
                                           [&](const auto& verb) { return verb.name == name; });
    return found == table.end() ? nullptr : found;
}

}  // namespace emerg
