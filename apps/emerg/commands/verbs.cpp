#include "apps/emerg/commands/verb.h"

#include <algorithm>
#include <array>

namespace emerg {
namespace {

// clang-format off
const auto table = std::to_array<Verb>({
    {"list", StageOfUse::look, "Open emergencies: age, stage, owner, customer, next deadline",
     "Unresolved pages and urgent unsolved tickets, joined. One request to PagerDuty and one to Zendesk for 100 rows each; "
     "one more for tickets that the search has not found yet, and one for each organisation not seen today. What was said in a case that somebody has begun (its page is acknowledged, or its ticket has a tag of emerg) is read, too, so that stage and clocks are those of show: two requests each to Zendesk, and one to PagerDuty where the page is resolved. "
     "Of more than 25 such cases only the newest are read; the others tell what their tags say.",
     {"emerg list", "emerg list --unacked --json=id"},
     "10 nothing is open (with --exit-code)", &add_list},
    {"show", StageOfUse::look, "One case over all systems, with its clocks, links and next step",
     "The case is found from any reference to it: a PagerDuty incident, a Zendesk ticket, the Slack thread, or their URLs. "
     "--web opens its ticket in BROWSER, else as the desktop does; without either it prints the address.",
     {"emerg show Q0EMERG0000001", "emerg show '#400123' --json=stage,next", "emerg show Q0EMERG0000001 --web"},
     "2 the page names two different tickets; 3 there is no such case", &add_show},
    {"next", StageOfUse::look, "Where a case stands, what comes next, by when, with which command",
     "The procedure is a list of states in the configuration (`procedure:`); the first whose conditions hold is where the case stands. "
     "What `advice:` there says is told besides, by show too: an account escalation after three hours, say. Without a case: all that are yours, else all pages that ring. --do runs the command of the one that there is, as if you had typed it: "
     "a message for the customer is still shown and asked for. list and show use the same states.",
     {"emerg next", "emerg next Q0EMERG0000001 --do"},
     "2 several cases wait (with --do); 10 nothing is left to do (with --exit-code)", &add_next},
    {"timeline", StageOfUse::look, "Everything that happened in a case, in order of time",
     "PagerDuty's log, the ticket's changes and comments, the Slack thread, and of this machine's journal what no service shows (what failed, waits, was given up or decided). "
     "--format markdown writes a document for a review, html a page with a picture, light and dark, that needs nothing else. Moments there are in your time zone, in JSON in UTC; `public` is what the customer sees. "
     "A service that does not answer costs its part only, and is told. It holds internal notes: not for customers.",
     {"emerg timeline Q0EMERG0000001", "emerg timeline Q0EMERG0000001 --format markdown", "emerg timeline '#400123' --json=at,source,who,what"},
     "2 there are several cases; 8 a part could not be read", &add_timeline},
    {"report", StageOfUse::look, "How long it took, and for whom: by week, region, rotation or case",
     "From the page to the first acknowledgement, the first public comment (contact), the customer's answer or the first call (engage), and the page's end (resolve): "
     "the median and, in brackets, the longest; in JSON in seconds. Of the pages of the last four weeks, or from --since to --until, half a year at most; pages that called a colleague to a case are left out. "
     "The region is the customer's (customer.region_field), the rotation that in which whoever acknowledged first was on call then. What did not happen yet does not count. A page that cannot be read is told, and left out.",
     {"emerg report", "emerg report --by case --json=case,acknowledge", "emerg report --by region -o csv"},
     "8 a page could not be read", &add_report},
    {"watch", StageOfUse::look, "Tells what happens: a page, a customer's answer, a deadline, an owner, an end",
     "Looks at the open emergencies again and again. On a terminal that is a board: the open cases with owner, next step and limit, what happened last, and keys: up and down choose, "
     "n runs the next step as if you had typed it (a message is still shown and asked for), s shows the case, r looks again, q ends. "
     "With -o table, --once or --count it writes a line for each event instead: page, answer, deadline, closed, owner. The first look tells what is open. "
     "Into a pipe, or with --json, JSON Lines: event, at, deadline (which) and case. A look takes one request to PagerDuty and one to Zendesk for 100 rows each, and for each ticket that changed those of list; "
     "--requests bounds them, and a service that declines (429) is asked less often. A lost connection is told with the time since when the picture is stale; what happened meanwhile is told once "
     "it is back. deadline knows every clock of show: acknowledgement, first contact, follow-up, what was promised. --exec finds the event as JSON on its standard input, and EMERG_EVENT and EMERG_CASE in its environment; --notify finds, besides, a title and a text as its last two words, as notify-send wants them. "
     "Nothing is written to any service.",
     {"emerg watch --once", "emerg watch --mine --count 1 --json=event,at,case"},
     "6 the last of --count looks failed; 130 ended by a signal", &add_watch},
    {"ack", StageOfUse::acknowledge, "Acknowledge the page, take the ticket, start the thread",
     "Finds the ticket of the page and says how; assigns it to you, acknowledges the page, starts the Slack thread in the "
     "channel that the configuration's rules choose, with the ticket's link and the account manager, and notes the thread's "
     "link in the ticket. --runbook opens an issue from the template in gitlab.project, once for an emergency; its items are ticked as their steps happen (`runbook` in the configuration). Never from under somebody else, unless --take. Running it again finishes what is missing.",
     {"emerg ack Q0EMERG0000001", "emerg list --unacked --json=id | emerg ack -", "emerg ack Q0EMERG0000001 --runbook --dry-run"},
     "8 done, but not the thread; 9 it is somebody else's", &add_ack},
    {"triage", StageOfUse::engage, "Record whether it is an emergency, and what follows from that",
     "Four outcomes: emergency, exception, needs-info, not; left out, a terminal asks for it, question by question (triage.definition, triage.criteria). With policy.triage assume-good-intent nobody is downgraded: the outcome becomes an internal note, "
     "and of an exception or not the role of escalation.manager is told in its own channel, never in the customer's thread. With full, the outcome's macro or message "
     "goes to the customer, with what the macro sets (tags are added, priority, status, form, custom fields) and, on top, the tags, priority, form and fields of triage.outcomes; not is a downgrade, whose message makes five points, and "
     "--existing TICKET solves this ticket and goes on in that one. Plan and region of the customer are told, and never a reason to refuse.",
     {"emerg triage Q0EMERG0000001 --outcome emergency", "emerg triage '#400123' --outcome not --because 'one user only' --dry-run"},
     "2 the outcome needs a reason; 9 the text lacks a required point", &add_triage},
    {"contact", StageOfUse::engage, "First public comment: we are on it, join the call, next message at a time",
     "A public comment by you from the configured message, or from your own text, which may use its variables: it must "
     "name the bridge and the time of the next message, and may have no blanks left. The call is bridge.link, else what bridge.command prints, else a Zoom meeting that is made for this emergency; "
     "its link also goes onto the page. --no-bridge offers none: for a published incident, a suspected break-in, or a single licence "
     "bought today. --off-hours helps a customer whose plan does not cover these hours (`coverage` in the configuration): it says that they are not entitled, and that it is "
     "an exception; an internal note says so too, and user.manager follows the ticket. A customer who was contacted is not contacted again, but with --further: one more message, which promises the next one. Your own (-m) is sent once; without one the configured (contact_further), once for each promise, from ten minutes before it is due.",
     {"emerg contact Q0EMERG0000001 --yes", "emerg contact '#400123' --dry-run", "emerg contact '#400123' --no-bridge --dry-run",
      "emerg contact '#400123' --off-hours --dry-run"},
     "9 the text lacks a required point; 11 it may have been sent", &add_contact},
    {"resolve", StageOfUse::engage, "Resolve the page, once the customer has been contacted",
     "\"Resolved\" tells PagerDuty that the customer was contacted, not that the problem is fixed. Refused while the ticket is open and no public "
     "comment by an agent exists after the page; --force --reason TEXT is recorded in the journal and on the incident.",
     {"emerg resolve Q0EMERG0000001", "emerg resolve Q0EMERG0000001 --force --reason 'duplicate page' --dry-run"},
     "9 nobody has contacted the customer", &add_resolve},
    {"followup", StageOfUse::engage, "After silence: the four points, then the closing of the bridge",
     "By the services' time: 15 minutes after the first contact without an answer it sends the four points; 15 minutes after those it "
     "closes the bridge (a Zoom meeting is ended), lowers the priority, tells customer and thread. Before, it says when it is due. An answer by the customer stops it, "
     "and so does a call that was started, or --joined: the customer came into the call without a word in the ticket. --wait stays and sends each message when it is due. "
     "--due does this for every open case of yours and is made for cron.",
     {"emerg followup Q0EMERG0000001 --yes", "emerg followup Q0EMERG0000001 --joined"},
     "9 the customer was not contacted yet; 10 nothing was due (with --exit-code)", &add_followup},
    {"bulk", StageOfUse::engage, "The same answer to every ticket of one incident of ours",
     "Without a ticket it lists urgent, unsolved tickets to look at: not each belongs to the incident. Each that you then name gets the incident's tag and one public "
     "comment: without --issue the ticket stays open and the customer is promised another message; with --issue it is solved, with the link. "
     "A ticket is told each of the two once for an incident, however often this runs; what does not exist yet is left out of the text.",
     {"emerg bulk --incident incident-12345", "emerg bulk '#400123' --incident incident-12345 --status-page https://status.example.com --yes"},
     "9 the text lacks a required point, or there is no ticket; 11 it may have been sent", &add_bulk},
    {"call", StageOfUse::engage, "The call with the customer: its start, its breaks, the notes after it",
     "start records the call on the ticket, tells the thread and asks there for a second person (notes, search, code; not with --alone). From then on show and next count "
     "to the break (policy.call_break) and to the question of policy.long_call: is a break, another view of the problem, or an account escalation due? role gives a colleague one of `call_roles` "
     "(--assign ROLE --to WHOM) and tags them in the thread, moves what one alone holds, thanks whoever may step back (--release WHOM; a shadow may stay), and else shows who has which "
     "role since when. break says when the "
     "call goes on (--rejoin, else after policy.call_break_length), to the customer too with --tell-customer. end writes what was done and what comes next to the customer "
     "(messages.call_summary with --done and --next, a text of yours, or the macro of --macro or call.macro), the rest into an internal note (--internal), tags whoever is "
     "next on call in the thread, and ends a Zoom meeting that was made for the emergency.",
     {"emerg call start Q0EMERG0000001", "emerg call role Q0EMERG0000001", "emerg call start '#400123' --alone --dry-run",
      "emerg call end Q0EMERG0000001 --done 'The last change was rolled back.' --next 'We watch it for an hour.' --dry-run"},
     "2 it is not said what was done and what comes next; 3 there is no such role or person; 9 the text lacks a required point, or no call runs; 11 it may have been sent", &add_call, {"start", "role", "break", "end"}},
    {"note", StageOfUse::engage, "A note to the thread, or into the ticket",
     "One complete statement, as argument, from a file, from standard input (-) or the editor. The same text again is recognised. A file that is no text (a screenshot), and any "
     "file given with --attach, goes into the ticket with an internal note, and the thread is told where; tell the customer before you take a screenshot. "
     "--capture puts into the ticket what the thread holds and the ticket does not yet: Slack forgets.",
     {"emerg note Q0EMERG0000001 'gitaly timings are really high'", "echo 'logs are in the ticket' | emerg note Q0EMERG0000001 - --internal"},
     "2 a file is too large; 9 the case has no thread", &add_note},
    {"status", StageOfUse::engage, "How it stands, in a fixed shape: impact, done, next, and when the next update comes",
     "One update for colleagues, to the thread, into the ticket as an internal note (--internal), or to the channel of escalation.executives (--executives); never to the customer. "
     "It answers what the impact is, what has been done and what comes next: by flags, as one text (-m, --file, -), or in the editor; and it promises the next update, after policy.status_every unless "
     "--by says otherwise. show, next, list and prompt count to that promise (`status update`) until the next update of anybody; once it is past, the update is the next step, but for what the customer is owed. The same words again within policy.same_message_within are recognised.",
     {"emerg status Q0EMERG0000001 --impact '502 for all' --done 'rolled back' --next 'we watch gitaly' --by 30m",
      "emerg status Q0EMERG0000001 --internal -m 'No news yet' --by 2h"},
     "2 an answer is missing, or the time is past; 4 there is no channel of executives; 9 the case has no thread, or the text has no place in Slack", &add_status},
    {"fetch", StageOfUse::engage, "The ticket's attachments onto this disk, for your eyes only",
     "A folder for each ticket (zd-400123, mode 0700, its files 0600) below --into, files.folder or the state folder. A file's name is its id and what is harmless of the name that its writer chose; "
     "it has that name once it is whole, and nothing that is there is written over. Run again, it brings what is missing. Left out, and told: files larger than files.largest, what would make more than files.total, "
     "and what Zendesk's scan calls malware. Where Zendesk keeps files on another host, that host does not get the token. Files of internal comments come too: `public` tells them apart. "
     "A file's state is fetched, present, missing (--dry-run), failed, differs, too-large, over-total, malware or deleted. "
     "It is customers' data: --clean removes the folders of tickets with a status of files.done, of tickets that are gone, and whatever was first fetched longer ago than files.keep; only folders that fetch made. Made for cron.",
     {"emerg fetch Q0EMERG0000001", "emerg fetch '#400123' --json=name,path,state", "emerg fetch --clean --dry-run"},
     "1 this machine cannot hold it; 3 there is no ticket; 8 some files could not be fetched", &add_fetch},
    {"page", StageOfUse::engage, "Page a person, or whoever holds a role, by hand",
     "A manual incident on the role's PagerDuty service, assigned to whoever is on duty in the final schedule, overrides applied; or on "
     "an escalation policy. Title and description are made from your text and the case's links. An open page for the same case and role is "
     "not sent again; nor is one that was resolved since the emergency began, unless --again. Without a case the text tells one page from another.",
     {"emerg page manager Q0EMERG0000001 -m 'The customer asks for a manager' --yes", "emerg page bo@example.com -m 'Please join the call' --dry-run"},
     "3 there is no such role, or nobody holds it now; 4 it has no service to be paged on", &add_page},
    {"escalate", StageOfUse::engage, "Ask the manager, developers or a region for help; declare an incident",
     "manager: asks in the role's Slack channel, with the ticket's link and what is needed; pages at once on a weekend or holiday or if Slack "
     "does not take it, else after policy.slack_silence without an answer in that thread by anybody else: --watch waits for it, --due (cron) "
     "does it. dev: the same for the developers on call, refused without ticket, thread and the manager's agreement. incident: the text of a "
     "declaration, ready to paste; --link notes the declared incident in ticket and thread. region: pings the customer's regional group.",
     {"emerg escalate manager Q0EMERG0000001 -m 'The customer wants to roll back and lose data' --yes", "emerg escalate --due --yes --quiet",
      "emerg escalate incident Q0EMERG0000001 --severity S1"},
     "9 developers may not be asked yet; 10 nothing was due (with --exit-code)", &add_escalate, {"manager", "dev", "incident", "region"}},
    {"overload", StageOfUse::engage, "A second emergency at once: tell the manager on call",
     "Tells the manager on call about both cases, first in Slack, then by a page, by the rules of escalate; that is all you owe. --ask-region "
     "asks the regional group as well. The colleague who helps runs --assist: it takes the new case and acknowledges its page; run again after "
     "the contact, it resolves the page. In the hours of escalation.no_assist a second page is escalated, not acknowledged.",
     {"emerg overload Q0EMERG0000001 --assist --dry-run", "emerg overload Q0EMERG0000001 --assist"},
     "9 you are on no other case, or the page may not be taken in these hours", &add_overload},
    {"handoff", StageOfUse::hand_over, "Brief the next engineer, tell the customer, reassign",
     "Finds who is next in the final schedule, overrides applied; posts the briefing as internal note and in the thread, tags them, "
     "tells the customer who follows and until when, and assigns the ticket. The briefing answers eight questions: by flags, "
     "as one text (-m, --file, -), or in the editor. You have the emergency until `handoff accept`, which the successor runs: it says so in the thread. --wait waits for it. "
     "`handoff incoming` lists what you take over at the start of a shift: what was handed to you, what the outgoing engineer still has, what nobody owns.",
     {"emerg handoff Q0EMERG0000001 --yes -m 'Problem: 502. Done: rollback. Next: watch.'", "emerg handoff --problem '502 for all' --next 'watch gitaly' --dry-run",
      "emerg handoff incoming"},
     "3 nobody is next; 8 it is not accepted in time (with --wait); 9 there is nothing to hand over, or it was handed to somebody else", &add_handoff, {"accept", "incoming"}},
    {"close", StageOfUse::hand_over, "End the emergency: solve the ticket, go on in another",
     "Resolved: the ticket is solved with a public comment that says to open a new emergency if the trouble comes back. Work goes on in a separate ticket: --follow-up TICKET names it, "
     "--new-follow-up makes it once, on behalf of the requester; both are linked by internal notes, and an urgent follow-up gets policy.priority_after_close. Without either, it is only said that there is none. "
     "--not-resolved: the customer leaves; they are told to open a new emergency, and the ticket goes on with policy.priority_after_close. "
     "--merge-into TICKET merges it, after that, into a ticket that is no emergency: this is final, so it is asked for on its own; both notes are internal, attachments become visible to those in copy of either. "
     "--issue retro,pairing opens an issue of each kind in gitlab.project, with the labels and template of `issues` in the configuration, once. "
     "A case that is closed is recognised; a follow-up and issues may be asked for then, too, by anybody, and what only one of two closers wants is not lost.",
     {"emerg close Q0EMERG0000001 --new-follow-up --issue retro --yes", "emerg close '#400123' --not-resolved --because 'they go to sleep' --dry-run"},
     "3 there is no such follow-up; 9 the text lacks a required point, the follow-up is solved, or the ticket to merge into is over, an emergency, or of another requester (--other-requester)", &add_close},
    {"stuck", StageOfUse::engage, "What you can do, whom you can bring, what you can say",
     "For when you do not know what comes next. Without a case nothing is asked and commands say CASE; with one, links hold the time "
     "from the page to now and commands its id. The texts are the card `stuck` of the configuration, and yours to change.",
     {"emerg stuck", "emerg stuck Q0EMERG0000001 --phrases"},
     "3 there is no such case", &add_stuck},
    {"card", StageOfUse::engage, "A card for one kind of trouble: saas, licence, compromise, dedicated",
     "Steps, what proves which cause, where to look (links with the time from the page to now), how often the customer hears of us, what to say, "
     "and the commands. Cards are configuration: `cards:` and `links:`. A card may have a gate: on a case with the tags of `compromise`, contact offers "
     "no call until --manager-agreed.",
     {"emerg card", "emerg card saas Q0EMERG0000001 --json=links,cadence"},
     "3 there is no such card or case", &add_card, {"compromise", "dedicated", "licence", "saas", "stuck"}},
    {"schedule", StageOfUse::on_call, "Who is on call now, who is next, when am I",
     "From the final schedules of the configured rotations, overrides applied; times in your zone, the rotation's and UTC; "
     "each with the time left and what follows. --at asks about another moment: a time ('2026-03-10 04:00', 16:30, 3h), or a case, "
     "which is the moment at which its page came. mine and show tell a stretch of time, from --since to --until; show --chart draws it, with ! where nobody is on call. "
     "audit compares what PagerDuty will do with what the configuration promises (coverage, time_zone, at_most, longest_duty of a rotation), over the next eight weeks "
     "unless --since and --until say otherwise: gaps and overlaps to the second, people in two rotations or on call for too long, schedules in another zone, shifts that move "
     "when the clocks change, overrides that end inside a shift, people whom no page wakes, escalation levels that name nobody; each with what mends it. Made for cron. "
     "export makes files of them: ical, 12 months in the rotation's zone, which a calendar program updates (--file: what is no more is cancelled); "
     "csv, hours by month, rotation and person on weekdays, weekends and holidays of `calendar:`, for pay; html, a page of who is on, who is next and the month, "
     "which cron can publish: --file is written whole or not at all. "
     "override take, give and swap change who has a shift (--at, a moment in it, or --from and --until): the schedule as it will be is shown first, what happened already is recognised, "
     "and a swap is both shifts or none. sync-groups puts who is on call into the Slack groups of `groups:`; a group is never emptied.",
     {"emerg schedule now", "emerg schedule next --rotation ceoc --json", "emerg schedule now --at Q0EMERG0000001", "emerg schedule show --chart week", "emerg schedule audit --rotation manager --json",
      "emerg schedule export --format ical --person me", "emerg schedule export --format csv --rotation ceoc",
      "emerg schedule override take --rotation ceoc --at 7h --dry-run", "emerg schedule sync-groups --dry-run"},
     "3 there is no such rotation, case or person; 4 no rotations or groups are configured; 8 somebody on call is not in Slack (sync-groups); 9 something is not as promised (audit), nobody or somebody else has that time, it is past, or nobody is on call for a group",
     &add_schedule, {"now", "next", "mine", "show", "audit", "export", "override", "sync-groups"}},
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
    {"prompt", StageOfUse::look, "One line for the shell's prompt or tmux: my most urgent case",
     "Case, stage, next step and how long is left, out of what list, show, next or another command saw last: no request, no configuration, "
     "nothing written. An empty line if nothing of yours is open. What was looked at longer ago than prompt.stale_after is marked with its age; "
     "after a step of yours `after STEP` stands for the stage until the case is looked at again. "
     "Templates (prompt.format, --format) know {{case}}, {{ticket}}, {{stage}}, {{after}}, {{step}}, {{left}}, {{late}}, {{stale}}, {{more}} and {{open}}; "
     "a changed prompt.format counts from the next look. "
     "bash: PS1='$(emerg prompt) \\$ '. tmux: set -g status-right '#(emerg prompt)'. A cron line of emerg list >/dev/null keeps it fresh.",
     {"emerg prompt", "emerg prompt --format '{{ticket}} {{step}} {{left}}'", "emerg prompt --json=case,step,left"},
     "4 the template is malformed", &add_prompt},
    {"config", StageOfUse::set_up, "The settings in force, and where each comes from",
     "default < /etc/emerg/config.yaml < the user's config.yaml and its profile < environment < flags. Tokens are never shown. validate reads everything, renders every message and follows every alias, without any request. "
     "schema prints the JSON Schema of a configuration file, for editors: emerg config schema >config.schema.json, and `# yaml-language-server: $schema=config.schema.json` as the file's first line.",
     {"emerg config show --origin", "emerg config get user.time_zone", "emerg config schema --jq '.properties | keys[]'"},
     "2 there is no such setting; 4 the configuration is malformed", &add_config, {"show", "get", "path", "validate", "schema"}},
    {"init", StageOfUse::set_up, "Make a configuration: ids are found by name",
     "Needs to know where the tokens are (flags; EMERG_PAGERDUTY_TOKEN and its like, which are then named in the file; the configuration in force; on a terminal it asks), and asks the services for the rest: who you are, your time zone, "
     "the ids of services, schedules, channels and groups that you name. On a terminal it shows what there is, and asks which of them are meant, unless flags say so; what is likely is the answer to Enter. Writes a commented file, mode 0600, which holds no token. A file that is there is not touched without --force; --dry-run prints it.",
     {"emerg init --dry-run --service 'Customer Emergencies' --schedule CEOC", "emerg init --dry-run --channel '#support_self-managed' --bridge https://zoom.example.com/j/400123"},
     "2 something is not known, or there is a configuration already; 3 there is nothing of that name; 4 a token is refused", &add_init},
    {"auth", StageOfUse::set_up, "Where each token comes from, whose it is, what it may do; keep a new one",
     "check: a row for each service: where its token was found (a reference like env:, file:, command: or keyring:, or the variable that held it), the account it belongs to, and the role or scopes that the service tells. "
     "The token itself is never shown. "
     "set takes a new token of a service, at a prompt that does not show it or from standard input, never as an argument; asks the service whose it is (not with --no-check); "
     "and keeps it where the configuration says that it is, if that is a file or the keyring, else in the keyring (by secret-tool), or with --file in a file of mode 0600 beside the configuration. "
     "The setting in the configuration is changed to say so, and nothing else in that file; where that takes more than changing one text, the lines are told for you to write.",
     {"emerg auth check", "emerg auth check --json=service,account,may"},
     "2 there is no token (set); 4 a token is missing, refused or may too little, or there is no keyring; 6 a service is not reached", &add_auth, {"check", "set"}},
    {"doctor", StageOfUse::set_up, "Is everything set up: reach, tokens, scopes, channels, schedules, texts",
     "Each service: is it reached, over TLS, with a token it takes; is it the same person everywhere; the Zendesk role; Slack scopes that are missing, by name; channels joined; schedules readable; "
     "this machine's clock; whether every message renders. Independent questions are asked at the same time. A row for each: ok, warn or fail, with what to do. --smoke goes on to read what list, show, schedule and journal "
     "read. --shift looks at what counts before a shift: when it is, whether a page wakes you, what is open, and it reminds of the test page, the phone and links.customer_events. Nothing is changed anywhere. Only --smoke --write changes anything, for CI against sandbox accounts: if all is well so far it makes a ticket with the tag emerg_smoke, requested by you, and a page on "
     "smoke.service, plays ack, contact, note, resolve and close with them, looks whether the case is closed, and cleans up, whatever failed: messages are removed, the page is resolved, the ticket solved. Ctrl-C waits for that; a second one, or a kill, leaves page and ticket as they are. A row each; a channel rule may keep the thread out of everybody's way. Of several failures the one that needs you decides the exit code: 4, then 7, then 6, then 5.",
     {"emerg doctor", "emerg doctor --smoke --json=check,verdict,hint", "emerg doctor --smoke --write --dry-run", "emerg doctor --shift"},
     "4 something is not configured or not allowed; 6 a service is not reached; 7 a service fails", &add_doctor},
    {"api", StageOfUse::set_up, "A call of your own to PagerDuty, Zendesk or Slack",
     "With the token, the limits and the repetitions of every other call. The answer is JSON; --paginate reads every page into one document. Fields (-f) are the query of a GET and "
     "the JSON body of the others. What changes something is sent once, noted in the journal as api/N (address and outcome, not the body), and neither checked nor read back: emerg's own commands do that. "
     "--dry-run shows it. A path of Zendesk may leave out /api/v2. An address elsewhere is refused: a token goes to its own service only.",
     {"emerg api pagerduty GET /incidents/Q0EMERG0000001 --jq .incident.status", "emerg api zendesk GET /tickets/400123 --jq .ticket.subject",
      "emerg api zendesk PUT /tickets/400123 -f 'ticket[priority]=high' --dry-run"},
     "2 the address is elsewhere; 11 a change was sent and not answered", &add_api, {"pagerduty", "zendesk", "slack"}},
    {"schema", StageOfUse::set_up, "The JSON Schema of what a command prints with --json",
     "Of JSON Schema 2020-12: every field with its meaning, its unit and when it is null. Nothing in it refers to a file or an address elsewhere, but for the language itself. "
     "`error` is the schema of what a command that fails writes to standard error. A line of watch, and of -o jsonl, is a document of its own; --json=f1,f2, --jq and --template make another one. "
     "The number in its $id is the version: within a version fields are only added, so a script should pass over those that it does not know. The schema itself knows all that this program prints, and no more. "
     "The same files are in share/emerg/schemas. That of the configuration is emerg config schema.",
     {"emerg schema", "emerg schema schedule audit", "emerg schema error --jq '.properties.error.required | join(\" \")'"},
     "2 there is no such document", &add_schema},
    {"sandbox", StageOfUse::set_up, "Local fakes of the three services, to try and to test",
     "Faithful fakes of PagerDuty, Zendesk, Slack, Zoom and GitLab on loopback ports, with a clock that can be moved, faults that can be set and states that come back (emerg help control-port). "
     "`serve` prints one JSON line when ready and serves until SIGTERM; `exec` runs a command against one and exits with its status. "
     "Built-in scenarios: base, busy, dst (shifts by the clocks on the wall, around a change of them), overload, routes, saas. A scenario file is YAML; `like: base` begins with another one, and `scenario base` prints that, to be changed. "
     "A schedule has id, name, time_zone; entries, each {user, from, to}, or layers, of which a later one lies upon those before it: {name, users, turn: 7d, handoff: \"2026-01-05T09:00\" by the zone's clocks, from, to, "
     "hours: [{from: \"09:00\", for: 8h}, {on: sat, from: \"22:00\", for: 8h}]}; and overrides like entries. A moment is RFC 3339, or counts from the start: -2h, +90m.",
     {"emerg sandbox exec -- emerg list", "emerg sandbox exec --scenario busy -- emerg list --json=id", "emerg sandbox scenario base"},
     "", &add_sandbox},
    {"drill", StageOfUse::set_up, "An emergency to train on: customer and colleagues act, then a debriefing",
     "A drill is played in a sandbox: `start` opens it with a shell, in which you are the engineer on call: the page comes, the customer answers or stays silent, colleagues accept or help, by a script. "
     "When the shell ends (exit), it tells what was in time, late, early, missed or done twice, and why that matters; `report` tells it meanwhile. `skip 15m` lets time pass, and what happens meanwhile happens at its time; with --speed 10 all time passes ten times as fast. Within a drill emerg reads no configuration but the drill's, ignores every setting of the environment, and sends no request to anywhere but the drill's sandbox; `auth set` and another sandbox are refused. It is YAML, and `show answer` prints one, to be changed: title, about, scenario (of the sandbox); acts, each {after: what happened, in: 4m} with one of customer: TEXT, page: {…}, accept: ADDRESS or help: ADDRESS (and says: TEXT); "
     "cases, each {ticket, duties: [acknowledge, {duty: close, from: it works, within: 30m}]}.",
     {"emerg drill list", "emerg drill start silence -- emerg next", "emerg drill show answer"},
     "2 there is no such drill, or it is malformed; 9 not all was in time (with --exit-code), or this is no drill (report, skip)", &add_drill},
    {"completion", StageOfUse::set_up, "The completion script of a shell",
     "bash: source <(emerg completion bash). zsh: put it on the fpath as _emerg. fish: emerg completion fish | source.",
     {"emerg completion bash", "emerg completion zsh"}, "", &add_completion, {"bash", "zsh", "fish"}},
    {"version", StageOfUse::set_up, "The version", "The same as --version.",
     {"emerg version", "emerg --version"}, "", &add_version},
    {"help", StageOfUse::set_up, "Help on a command or topic",
     "Topics: exit-codes, environment, formatting, configuration, scripting, time, templates, exactly-once.",
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

SortedWords sorted(std::string_view verb, const std::vector<std::string>& words) {
    const auto& known = verb_of(verb)->words;
    SortedWords sorted;
    for (const auto& word : words) {
        const bool is_own = std::find(known.begin(), known.end(), word) != known.end();
        if (sorted.what.empty() && is_own) {
            sorted.what = word;
        } else {
            sorted.cases.push_back(word);
        }
    }
    return sorted;
}

}  // namespace emerg
