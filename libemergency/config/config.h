#pragma once

#include "libemergency/config/secret_source.h"

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
};

/// Which Slack channel a case goes to. Every condition that is given must hold; none given: always.
struct ChannelRule {
    std::string channel = {};                        ///< "#name" or id.
    std::vector<std::int64_t> forms = {};            ///< Ticket form ids.
    std::vector<std::string> tags = {};              ///< Any of these ticket or organisation tags.
    std::vector<std::string> organisations = {};     ///< Any of these names.
    std::map<std::string, std::string> fields = {};  ///< Custom field id → value.
};

/// A rotation: the people of one or several PagerDuty schedules, in turn.
struct Rotation {
    std::string name = {};
    std::vector<std::string> schedules = {};  ///< PagerDuty schedule ids.
    std::string time_zone = "UTC";            ///< tz database name.
};

/// Every setting, with its plain default. The texts and longer lists that ship with
/// emerg are in `default.yaml`, which is read first, like any other file.
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
    } zendesk;
    struct Slack {
        std::string url = "https://slack.com/api";
        SecretSource token = {};
    } slack;
    struct User {
        std::string email = {};         ///< Who I am in all three services.
        std::string time_zone = "UTC";  ///< tz database name; shown times are in it.
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
        std::chrono::milliseconds succession{
            3 * 60'000};  ///< A claim without its effect passes on after this.
        std::chrono::milliseconds thread_expires{2 * 60 *
                                                 60'000};  ///< A late thread starter is dropped.
    } policy;
    struct Bridge {
        std::string link = {};                  ///< Fixed link; wins over the command.
        std::vector<std::string> command = {};  ///< Prints the link; no shell.
        std::vector<std::string> close_command = {};
    } bridge;
    struct Customer {
        std::vector<std::string> account_manager_fields =
            {};  ///< Organisation fields that name the TAM/CSM, in order.
        std::vector<std::string> nobody =
            {};  ///< Values that mean "no dedicated one" ("TAM Scale").
        std::string plan_field = {};
        std::string region_field = {};
    } customer;
    std::vector<ChannelRule> channels = {};  ///< The first that fits wins.
    std::vector<Rotation> rotations = {};
    std::string handoff_rotation = {};  ///< Whose next engineer `handoff` finds; empty: the first.
    std::map<std::string, MessageTemplate> messages = {};
    std::vector<std::string> placeholders = {};  ///< Regular expressions of left-over blanks.
    std::vector<std::string> internal = {};      ///< Regular expressions that no customer may read.
};

}  // namespace emergency
