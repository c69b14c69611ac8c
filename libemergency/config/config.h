#pragma once

#include "libemergency/config/card.h"
#include "libemergency/config/condition.h"
#include "libemergency/config/reaching.h"
#include "libemergency/config/secret_source.h"
#include "libemergency/config/triage.h"
#include "libemergency/core/weekly_window.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace emergency {

/// Something that a message must say, recognised by any of its phrases.
struct RequiredPoint {
    std::string name = {};  ///< As an error names it: "that other arrangements are possible".
    std::vector<std::string> phrases =
        {};  ///< Any one suffices, letter case ignored; may hold {{variables}}.
};

/// A message template with what it must say (procedure.md C1). Mustache, no HTML escaping.
struct MessageTemplate {
    std::string text = {};
    std::vector<RequiredPoint> points = {};
    std::map<std::string, MessageTemplate> locales =
        {};  ///< The same in other languages, by "de" or "de-at"; none of their own within.
};

/// Which cases may be told in Slack by link only (procedure.md B8). Any one condition suffices.
struct Government {
    std::string always = "no";  ///< "yes": every case, as in a profile of its own.
    std::vector<std::string> organisations = {};  ///< Any of these names, letter case ignored.
    std::vector<std::string> tags = {};           ///< Any of these ticket or organisation tags.
    std::vector<std::string> forms = {};          ///< Ticket form ids.
    std::vector<std::string> hosts = {};          ///< Hosts of `zendesk.url`.
    std::vector<std::string> services = {};       ///< PagerDuty service ids.
};

/// Which cases a rule is for. Every condition that is given must hold; none given: all.
struct CaseFilter {
    std::vector<std::int64_t> forms = {};            ///< Ticket form ids.
    std::vector<std::string> tags = {};              ///< Any of these ticket or organisation tags.
    std::vector<std::string> organisations = {};     ///< Any of these names.
    std::map<std::string, std::string> fields = {};  ///< Custom field id → value.
};

/// Which Slack channel a case goes to.
struct ChannelRule {
    std::string channel = {};  ///< "#name" or id.
    CaseFilter cases = {};
};

/// In which hours customers may raise an emergency (procedure.md B8).
struct CoverageRule {
    std::string name = {};  ///< "12x5"
    CaseFilter cases = {};
    std::string unless_field = {};  ///< Organisation field that, when true, lifts it.
    std::vector<std::string> hours =
        {};  ///< Weekly windows: "mon-fri 05:00-17:00 America/New_York".
};

/// Hours in which somebody is promised to be on call.
struct PromisedShift {
    std::string name = {};  ///< "AM"; may be empty.
    std::vector<WeeklyWindow> hours = {};
};

/// A rotation: the people of one or several PagerDuty schedules, in turn.
struct Rotation {
    std::string name = {};
    std::vector<std::string> schedules = {};   ///< PagerDuty schedule ids.
    std::string escalation_policy = {};        ///< Its id: the schedules are its first level's.
    std::string time_zone = "UTC";             ///< tz database name.
    std::vector<PromisedShift> coverage = {};  ///< What is promised; none: nothing.
    std::size_t at_most = 0;  ///< So many are on call at once by intent; 0: one where coverage is
                              ///< promised, else any.
    std::chrono::milliseconds longest_duty{0};  ///< Of one person without a break; 0: any.
    /// PagerDuty's kinds of contact methods that wake somebody.
    std::vector<std::string> reached_by = {"phone", "sms", "push_notification", "whatsapp"};
};

/// Something else that may be done where a case stands.
struct ProcedureOption {
    std::string title = {};
    std::string command = {};          ///< A template; {{case}} is the case.
    std::vector<Condition> when = {};  ///< All must hold.
};

/// Where a case can stand, and what comes next there (procedure.yaml).
struct ProcedureState {
    std::string name = {};
    std::string means = {};            ///< One sentence for people.
    std::vector<Condition> when = {};  ///< All must hold; none: always.
    std::string step = {};             ///< Empty: nothing comes next.
    std::string title = {};
    std::string command = {};           ///< A template; {{case}} is the case.
    std::vector<std::string> due = {};  ///< Names of limits; the first that runs counts.
    std::vector<ProcedureOption> also = {};
};

/// A kind of issue that is opened after an emergency, in `gitlab.project`.
struct IssueKind {
    std::string issue_template = {};  ///< Name of an issue template of the project; empty: none.
    std::vector<std::string> labels = {};
};

/// Every setting, with its plain default. The texts and longer lists that ship with
/// emerg are in `default.yaml` and `messages.yaml`, which are read first, like any other file.
struct Config {
    struct PagerDuty {
        std::string url = "https://api.pagerduty.com";
        std::string events_url = "https://events.pagerduty.com";
        SecretSource token = {};
        std::string email = {};  ///< Goes into `From`; empty: user.email.
        std::vector<std::string> services =
            {};  ///< Ids whose pages are emergencies; empty: every page that names a ticket.
    } pagerduty;
    struct Zendesk {
        std::string url = {};  ///< The host: https://SUBDOMAIN.zendesk.com
        SecretSource token = {};
        std::string email = {};  ///< With an API token; empty with an OAuth token.
        std::string search =
            "type:ticket priority:urgent status<solved";  ///< What `list` counts as an emergency
                                                          ///< ticket.
        std::string tag_prefix = "emerg";  ///< Of the tags that mark steps: emerg_contact_1.
        std::string incident_key =
            "Zendesk_{{subdomain}}_{{ticket}}";  ///< How pages name tickets (procedure.md A7).
        std::string subdomain = {};              ///< Empty: the first label of the url.
        std::vector<std::string> brands =
            {};  ///< Further hosts of the account, of its brands: "acme-cloud.zendesk.com".
    } zendesk;
    struct Slack {
        std::string url = "https://slack.com/api";
        SecretSource token = {};
    } slack;
    struct User {
        std::string email = {};         ///< Who I am in all three services.
        std::string time_zone = "UTC";  ///< tz database name; shown times are in it.
        std::string manager = {};       ///< My own manager's address; empty: not told.
    } user;
    struct Network {
        std::chrono::milliseconds timeout{
            30'000};  ///< One request with its retries (EMERG_TIMEOUT).
        std::chrono::milliseconds connect_timeout{5'000};
        std::string ca_file = {};
        std::string proxy = {};     ///< Empty: HTTPS_PROXY.
        std::string no_proxy = {};  ///< Empty: NO_PROXY.
    } network;
    struct Policy {  // procedure.md C6
        std::chrono::milliseconds acknowledge_within{10 * 60'000};
        std::chrono::milliseconds contact_within{30 * 60'000};       ///< From the page.
        std::chrono::milliseconds next_message_within{30 * 60'000};  ///< What `contact` promises.
        std::chrono::milliseconds silence{15 * 60'000};      ///< First contact → four points.
        std::chrono::milliseconds close_after{15 * 60'000};  ///< Four points → bridge closed.
        std::string priority_after_silence = "high";
        std::chrono::milliseconds same_message_within{
            10 * 60'000};  ///< No public comment nearly like one that is younger; 0: no matter.
        std::chrono::milliseconds succession{
            3 * 60'000};  ///< A claim without its effect passes on after this.
        std::chrono::milliseconds thread_expires{2 * 60 *
                                                 60'000};  ///< A late thread starter is dropped.
        std::chrono::milliseconds slack_silence{10 * 60'000};  ///< Asked in Slack, then paged.
        std::chrono::milliseconds call_break{90 * 60'000};     ///< Into a call, since the last one.
        std::chrono::milliseconds call_break_length{15 * 60'000};
        std::chrono::milliseconds long_call{3 * 60 *
                                            60'000};  ///< Then it is asked what it leads to.
        std::chrono::milliseconds status_every{30 * 60'000};  ///< What `status` promises.
        std::string triage = "assume-good-intent";  ///< Or "full": the engineer may downgrade.
        std::string priority_after_close = "high";  ///< Of what goes on after the emergency.
        std::string priority_when_paged_again =
            "urgent";  ///< Of a ticket that was lowered; empty: as it is.
    } policy;
    Triage triage;
    Calendar calendar;
    Escalation escalation;
    std::vector<Role> roles = {};
    std::vector<Region> regions = {};
    std::vector<SideDuty> duties = {};
    std::vector<CallRole> call_roles = {};
    std::vector<FollowingHandle> groups = {};  ///< schedule sync-groups.
    struct Bridge {
        std::string link = {};                  ///< Fixed link; wins over command and Zoom.
        std::vector<std::string> command = {};  ///< Prints the link; no shell.
        std::vector<std::string> close_command = {};
    } bridge;
    struct Call {
        std::string macro = {};  ///< Title of a Zendesk macro: the notes after it; empty: ours.
    } call;
    struct Zoom {  // A server-to-server OAuth app; a meeting is made if bridge names nothing.
        std::string url = "https://api.zoom.us/v2";
        std::string oauth_url = {};  ///< Of the token; empty: the one that belongs to `url`.
        std::string account_id = {};
        std::string client_id = {};
        SecretSource client_secret = {};
        std::string user = "me";  ///< Whose meetings; an address for an app of the account.

        bool is_set() const { return !account_id.empty() && !client_id.empty(); }
    } zoom;
    struct Gitlab {  // Where runbook issues are opened.
        std::string url = "https://gitlab.com";
        SecretSource token = {};
        std::string project = {};         ///< Id or path; empty: there are no runbooks.
        std::string issue_template = {};  ///< Name of an issue template of the project.
        std::vector<std::string> labels = {};
    } gitlab;
    std::map<std::string, IssueKind> issues = {};  ///< Those that `close --issue` opens, by name.
    std::map<std::string, std::vector<std::string>> runbook =
        {};  ///< Step → words of the runbook's items that it ticks ("contact": "contacted").
    struct Customer {
        std::vector<std::string> account_manager_fields =
            {};  ///< Organisation fields that name the TAM/CSM, in order.
        std::vector<std::string> nobody =
            {};  ///< Values that mean "no dedicated one" ("TAM Scale").
        std::string plan_field = {};
        std::string region_field = {};
        std::string locale_field = {};  ///< Organisation field with the language; empty: none.
        std::string locale = {};        ///< Language if nothing tells it; empty: the plain text's.
    } customer;
    struct Files {                     // What fetch keeps on this machine (procedure.md C5).
        std::string folder = {};       ///< Empty: `files` in the state folder.
        std::uintmax_t largest = 50;   ///< Megabytes of one; what Zendesk takes.
        std::uintmax_t total = 1'000;  ///< Megabytes of all of a ticket.
        std::chrono::milliseconds keep{30LL * 24 * 60 * 60'000};
        std::vector<std::string> done = {"closed"};  ///< Statuses after which nothing is kept.
    } files;
    struct Prompt {
        std::string format =
            "{{ticket}} {{#after}}after {{after}}{{/after}}{{^after}}{{stage}}{{/after}}"
            "{{#step}} · {{step}}{{/step}}{{#left}} {{left}}{{/left}}"
            "{{#stale}} ({{stale}} old){{/stale}}{{#more}} +{{more}}{{/more}}";
        std::chrono::milliseconds stale_after{15 * 60'000};  ///< Then a look is marked as old.
    } prompt;
    struct Smoke {
        std::string service = {};  ///< On which `doctor --smoke --write` opens its page.
    } smoke;
    std::vector<ChannelRule> channels = {};   ///< The first that fits wins.
    std::vector<CoverageRule> coverage = {};  ///< The first that fits says when.
    std::vector<Rotation> rotations = {};
    std::vector<ProcedureOption> advice = {};  ///< Told with every next step while it holds.
    std::vector<ProcedureState> procedure =
        {};                             ///< The first state that fits is where a case stands.
    std::string handoff_rotation = {};  ///< Whose next engineer `handoff` finds; empty: the first.
    std::map<std::string, MessageTemplate> messages = {};
    std::vector<std::string> placeholders = {};  ///< Regular expressions of left-over blanks.
    std::vector<std::string> internal = {};      ///< Regular expressions that no customer may read.
    /// Regular expressions of keys and tokens, for customers and Slack; their group's name says
    /// what.
    std::vector<std::string> secrets = {};
    std::vector<std::string> data = {};      ///< Ditto, of what belongs into the ticket, not Slack.
    std::vector<std::string> harmless = {};  ///< What `data` may find: it must match as a whole.
    Government government = {};
    std::map<std::string, Card> cards = {};
    std::map<std::string, std::vector<std::string>> aliases = {};  ///< Word → words it stands for.
    /// Command, or "any" → the program that runs once something of it has happened to a case.
    std::map<std::string, std::vector<std::string>> hooks = {};
    std::map<std::string, std::string> links = {};  ///< Templates: log_search, status_page, …
};

}  // namespace emergency
